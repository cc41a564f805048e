"""
The dictionary of a folder: works, facts, constraints, the asking gate, actions.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from caring.authoring.actions import (
    look_at_exclusions,
    look_at_instead,
    read_actions,
)
from caring.authoring.conditions import RESERVED
from caring.authoring.derived import without_unfounded
from caring.authoring.directory import PREFIX, read_fields
from caring.authoring.documents.actions import ActionsDocument
from caring.authoring.documents.base import Document
from caring.authoring.documents.directory import FieldsDocument
from caring.authoring.documents.facts import (
    ConstraintDocument,
    ConstraintsDocument,
    FactsDocument,
    GateDocument,
)
from caring.authoring.documents.laws import ParametersDocument
from caring.authoring.documents.works import WorkDocument, WorksDocument
from caring.authoring.facts import (
    condition_on_facts,
    read_facts,
    with_applicability,
)
from caring.authoring.laws import read_parameters, written_parameters
from caring.authoring.names import build_once
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.sources import scope_of
from caring.authoring.yaml import Path, Places
from caring.language.conditions import All, AtLeast, Condition, FactTest, Not, leaves
from caring.language.facts import Constraint, Gate, Sensitivity
from caring.values.findings import Collector, Note
from caring.values.sources import Work

D = TypeVar("D", bound=Document)

Read = tuple[Document, Places]
"""A document and where its words are."""


def build_dictionary(files: Iterable[Read], findings: Collector) -> Dictionary:
    """
    Build the dictionary from its files, in an order in which each name is known.
    """
    read = list(files)
    if not read:
        return Dictionary()
    dictionary = Dictionary(works=_works(read, findings))
    scopes: _Scopes = [
        (document, scope_of(document, places, dictionary, findings))
        for document, places in read
    ]
    gates, facts_files = _of(scopes, GateDocument), _of(scopes, FactsDocument)
    actions_files = _of(scopes, ActionsDocument)
    gate_names = frozenset(document.finding for document, _ in gates)
    for _, scope in scopes:
        scope.later = gate_names
    fields_files = _of(scopes, FieldsDocument)
    parameters_files = _of(scopes, ParametersDocument)
    told = read_fields(fields_files) | read_parameters(parameters_files)
    facts = without_unfounded(facts_files, read_facts(facts_files) | told)
    written = _names_of(document.facts for document, _ in facts_files)
    fields = _names_of(document.fields_ for document, _ in fields_files)
    written |= {PREFIX + each for each in fields}
    broken = (written | written_parameters(parameters_files)) - facts.keys()
    _give(scopes, facts=facts, broken=broken)
    _give(scopes, facts=with_applicability(facts_files, facts))
    gate = _gate(gates)
    is_read = gate is not None or not gates
    _give(scopes, gate=gate, broken=broken if is_read else broken | gate_names)
    for _, scope in scopes:
        scope.later = frozenset()
    _give(scopes, constraints=_constraints(_of(scopes, ConstraintsDocument)))
    actions = read_actions(actions_files)
    written = _names_of(document.actions for document, _ in actions_files)
    dictionary = _give(scopes, actions=actions, broken_actions=written - actions.keys())
    look_at_instead(actions_files)
    look_at_exclusions(actions_files)
    return dictionary


_Scopes = list[tuple[Document, Scope]]


def _give(scopes: _Scopes, **known: Any) -> Dictionary:
    """
    Let every file know more of the dictionary.
    """
    dictionary = attrs.evolve(scopes[0][1].dictionary, **known)
    for _, scope in scopes:
        scope.dictionary = dictionary
    return dictionary


def _of(scopes: _Scopes, kind: type[D]) -> list[tuple[D, Scope]]:
    return [(each, scope) for each, scope in scopes if isinstance(each, kind)]


def _names_of(files: Iterable[Iterable[str]]) -> frozenset[str]:
    """
    Name everything that files mean to define.
    """
    return frozenset().union(*files)


def _works(read: list[Read], findings: Collector) -> dict[str, Work]:
    files = (
        (each.works, Scope(places=places, findings=findings, dictionary=Dictionary()))
        for each, places in read
        if isinstance(each, WorksDocument)
    )
    return build_once("works", files, _work)


def _work(scope: Scope, name: str, written: WorkDocument, path: Path) -> Work:
    if (written.year is None) == (written.seen is None):
        message = "a work has either `year` or, where it carries no date, `seen`"
        is_both = written.seen is not None
        where = scope.places.of_key((*path, "seen") if is_both else path)
        help_ = "keep one of them" if is_both else "add one of them"
        scope.add("year-or-seen", message, where, help_)
    return Work(
        id=name,
        title=written.title,
        by=written.by,
        year=written.year,
        seen=written.seen,
    )


def _gate(files: list[tuple[GateDocument, Scope]]) -> Gate | None:
    for _, scope in files[1:]:
        first = Note("first written here", files[0][1].places.of(("finding",)))
        message = "a folder has one asking gate"
        help_ = "keep one file of it"
        scope.add("second-gate", message, ("finding",), help_, (first,))
    for document, scope in files[:1]:
        return _read_gate(document, scope)
    return None


def _read_gate(document: GateDocument, scope: Scope) -> Gate | None:
    when = condition_on_facts(scope, document.when, ("when",))
    source = scope.source(document.source, ("source",))
    name = document.finding
    for what, names in (
        ("a fact", scope.dictionary.facts),
        ("a word of conditions", RESERVED),
    ):
        if name in names:
            message = f"`{name}` is already {what}"
            scope.add("name-taken", message, ("finding",), "choose another name")
    if when is None or source is None:
        return None
    gate = Gate(
        finding=name,
        when=when,
        binds=frozenset(Sensitivity(each) for each in document.binds),
        because=document.because,
        source=source,
    )
    _look_at_gate(scope, gate)
    return gate


def _look_at_gate(scope: Scope, gate: Gate) -> None:
    lowest = min(each.rank for each in gate.binds)
    missing = {each for each in Sensitivity if each.rank >= lowest} - gate.binds
    if missing or Sensitivity.OPEN in gate.binds:
        message = "the gate binds `private` or a later class, and every class after it"
        help_ = "classes after `open` are private, sensitive and immediate_danger"
        scope.add("gate-leaves-out", message, ("binds",), help_)
    for leaf in leaves(gate.when):
        if not isinstance(leaf, FactTest) or leaf.span is None:
            continue
        if scope.dictionary.facts[leaf.fact].sensitivity in gate.binds:
            message = f"the gate asks `{leaf.fact}`, which it binds itself"
            help_ = "the gate rests on facts that are safe to note in any company"
            scope.add("gate-behind-itself", message, leaf.span, help_)


def _constraints(
    files: list[tuple[ConstraintsDocument, Scope]],
) -> tuple[Constraint, ...]:
    found: dict[str, Constraint] = {}
    seen: dict[str, tuple[Scope, Path]] = {}
    for document, scope in files:
        for n, written in enumerate(document.constraints):
            path = ("constraints", n)
            constraint = _constraint(scope, written, path)
            if written.id in seen:
                _say_second(scope, (*path, "id"), written.id, seen[written.id])
            elif constraint is not None:
                found[written.id] = constraint
            seen.setdefault(written.id, (scope, (*path, "id")))
    return tuple(found[id_] for id_ in sorted(found))


def _say_second(scope: Scope, path: Path, id_: str, first: tuple[Scope, Path]) -> None:
    other, there = first
    note = Note("first written here", other.places.of(there))
    message = f"`{id_}` is written twice"
    scope.add("name-taken", message, path, "give one another name", (note,))


def _constraint(
    scope: Scope, written: ConstraintDocument, path: Path
) -> Constraint | None:
    source = scope.source(written.source, (*path, "source"))
    both = {"excludes": written.excludes, "implies": written.implies}
    given = {key: parts for key, parts in both.items() if parts is not None}
    if len(given) != 1:
        message = "a constraint has either `excludes` or `implies`"
        where = scope.places.of_key((*path, "implies")) if given else path
        help_ = "keep one of them" if given else "add one of them"
        scope.add("excludes-or-implies", message, where, help_)
        return None
    ((key, parts),) = given.items()
    built = [
        condition_on_facts(scope, each, (*path, key, n)) for n, each in enumerate(parts)
    ]
    conditions = tuple(each for each in built if each is not None)
    if source is None or len(conditions) < len(built):
        return None
    return Constraint(
        id=written.id,
        broken_when=_broken_when(key, conditions),
        because=written.because,
        source=source,
    )


def _broken_when(key: str, parts: tuple[Condition, ...]) -> Condition:
    if key == "excludes":
        return AtLeast(2, parts)
    return All((parts[0], Not(parts[1])))
