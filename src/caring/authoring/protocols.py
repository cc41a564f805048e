"""
One protocol from its document, closed over the facts and actions that it uses.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from caring.authoring.checks import check_protocol
from caring.authoring.conditions import RESERVED, condition, scores
from caring.authoring.conditions import findings as read_findings
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Dictionary, Scope
from caring.guidance.directory import OF_EVERY_ENTRY
from caring.guidance.protocol import Protocol, Status
from caring.language.conditions import Condition, facts_in
from caring.language.decisions import conditions_of
from caring.language.facts import Fact


def build_protocol(document: ProtocolDocument, scope: Scope) -> Protocol | None:
    """
    Build what a document means, closed, adding to findings what is wrong.
    """
    _read_roles(document, scope)
    scope.later = frozenset(document.findings)
    document.prepare(scope)
    scores(scope, document.scores, ("scores",))
    read_findings(scope, document.findings, ("findings",))
    population = None
    if document.population != "everyone":
        population = condition(scope, document.population, ("population",))
    common: dict[str, Any] = {
        "id": document.id,
        "version": document.version,
        "status": Status(document.status),
        "title": document.title,
        "purpose": document.purpose,
        "population": population,
        "reads": scope.reads,
    }
    built = document.build(scope, common)
    if built is None or scope.findings.has_errors:
        return None
    closed = close(built, scope.dictionary)
    check_protocol(closed, document, scope)
    return closed


def _read_roles(document: ProtocolDocument, scope: Scope) -> None:
    for role, levels in document.reads.items():
        scope.reads[role] = tuple(levels)
        where = scope.places.of_key(("reads", role))
        if role in RESERVED:
            message = f"`{role}` is already a word of conditions"
            scope.add("name-taken", message, where, "call the role something else")
        if len(set(levels)) < len(levels):
            message = "a level is named twice"
            scope.add("duplicate-level", message, ("reads", role), "keep one of them")


def close(protocol: Protocol, dictionary: Dictionary) -> Protocol:
    """
    Put into a protocol every fact and action it uses, and nothing more.

    So a later edit of the dictionary cannot reach a released version.
    """
    named = {
        action
        for decision in (*protocol.decisions, *protocol.for_each_service)
        for actions in decision.actions.values()
        for action in actions
    }
    named |= {id_ for each in named for id_ in dictionary.actions[each].instead}
    actions = {id_: dictionary.actions[id_] for id_ in sorted(named)}
    facts = _facts_of(protocol, actions.values(), dictionary)
    return attrs.evolve(
        protocol,
        facts=facts,
        actions=actions,
        gate=dictionary.gate,
        constraints=dictionary.constraints_within(facts),
    )


def _facts_of(
    protocol: Protocol, actions: Any, dictionary: Dictionary
) -> Mapping[str, Fact]:
    conditions: list[Condition] = [
        each
        for decision in (*protocol.decisions, *protocol.for_each_service)
        for each in conditions_of(decision)
    ]
    conditions += protocol.beside
    if protocol.population is not None:
        conditions.append(protocol.population)
    if dictionary.gate is not None:
        conditions.append(dictionary.gate.when)
    conditions += [each.guard for each in actions if each.guard is not None]
    known = {**OF_EVERY_ENTRY, **dictionary.facts}
    found: set[str] = set()
    waiting = {fact for each in conditions for fact in facts_in(each)}
    while waiting:
        found |= waiting
        waiting = {fact for each in waiting for fact in _behind(known[each])} - found
    return {id_: known[id_] for id_ in sorted(found)}


def _behind(fact: Fact) -> Iterator[str]:
    yield from fact.rests_on
    if fact.applies_when is not None:
        yield from facts_in(fact.applies_when)
