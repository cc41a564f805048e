"""
Consents as formulas: one record for each purpose, towards one recipient in hand.

A guard is judged for one recipient at a time. What others said matters only to rules
that read a consent and are no guards, and to an emergency, which any no closes: there a
second variable says which records there are elsewhere, however many. What makes a
single record valid, element by element, is read in ``language.validity`` and tested
there; here a record lacks nothing, or is in doubt.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition, Given, leaves
from caring.language.consent import Decider, Purpose
from caring.language.decisions import conditions_of
from caring.language.routes import Route
from caring.rails.classes import AnswerClass, Variable
from caring.rails.conditions import Context, Rails, all_rails
from caring.rails.decided import Table, table
from caring.rails.formula import (
    ALWAYS,
    NEVER,
    Formula,
    In,
    both,
    either,
    implies,
    negated,
)

NO_RECORD, DOUBTFUL, REFUSED = "no record", "in doubt", "refused"
_GIVEN_BY = "given by "
_DECIDERS = tuple(each for each in Decider if each is not Decider.NOBODY_YET)

KINDS = (*(_GIVEN_BY + each.value for each in _DECIDERS), DOUBTFUL, REFUSED)
"""What a record can be."""


def variable_of(purpose: str) -> str:
    """
    Name the variable of a purpose.
    """
    return f"consent.{purpose}"


def record_variables(rules: ConsentRules) -> dict[str, Variable]:
    """
    Give a variable for the record of each purpose.
    """
    return {
        variable_of(id_): Variable(
            name=variable_of(id_),
            classes=tuple(
                AnswerClass(label=label, weight=1, stands=label)
                for label in (NO_RECORD, *KINDS)
            ),
        )
        for id_ in rules.purposes
    }


def elsewhere_of(purpose: str, kind: str) -> str:
    """
    Name the variable of records of a kind for a purpose that speak of others.
    """
    return f"elsewhere.{purpose}: {kind}"


def elsewhere_variables(guidance: Protocol | Pathway) -> dict[str, Variable]:
    """
    Give a variable for each kind of record beside the one in hand, where that matters.
    """
    protocols = _protocols(guidance)
    read = {
        leaf.purpose
        for each in protocols
        for condition in _read_for_all(each)
        for leaf in leaves(condition)
        if isinstance(leaf, Given)
    }
    names = [
        elsewhere_of(id_, kind)
        for id_, purpose in purposes_of(guidance).items()
        if id_ in read or Route.EMERGENCY in purpose.routes
        for kind in KINDS
    ]
    classes = tuple(
        AnswerClass(label=each, weight=1, stands=each) for each in (NO_RECORD, "some")
    )
    return {each: Variable(name=each, classes=classes) for each in names}


def _protocols(guidance: Protocol | Pathway) -> list[Protocol]:
    if isinstance(guidance, Pathway):
        return [each.protocol for each in guidance.steps]
    return [guidance]


def _read_for_all(protocol: Protocol) -> Iterator[Condition]:
    """
    Walk the conditions of a protocol that are judged for no recipient in particular.
    """
    if protocol.population is not None:
        yield protocol.population
    for decision in protocol.decisions:
        yield from conditions_of(decision)
    yield from protocol.beside


def purposes_of(guidance: Protocol | Pathway) -> Mapping[str, Purpose]:
    """
    Give every purpose for which there are consent rules, by id.
    """
    return {
        id_: purpose
        for each in _protocols(guidance)
        if isinstance(each, ConsentRules)
        for id_, purpose in each.purposes.items()
    }


def given_by(label: object) -> Decider | None:
    """
    Say who gave a consent of that class; ``None`` where nobody did.

    >>> given_by("given by patient")
    <Decider.PATIENT: 'patient'>
    """
    if isinstance(label, str) and label.startswith(_GIVEN_BY):
        return Decider(label.removeprefix(_GIVEN_BY))
    return None


@attrs.frozen
class _Records:
    """
    The records for a purpose: that of the recipient in hand, and those of others.
    """

    purpose: str
    has_others: bool

    def are(self, kind: str) -> Formula:
        place = (NO_RECORD, *KINDS).index(kind)
        return In(variable_of(self.purpose), frozenset({place}))

    def some_are(self, kind: str) -> Formula:
        others = In(elsewhere_of(self.purpose, kind), frozenset({1}))
        return either(self.are(kind), others if self.has_others else NEVER)


def judged_consents(rules: ConsentRules, context: Context, applies: Rails) -> Context:
    """
    Return the context with consents and ways without one judged.
    """
    tables: Mapping[str, Table] = {
        id_: table(each, context) for id_, each in rules.deciders.items()
    }
    consents, routes = dict(context.consents), dict(context.routes)
    in_hand = dict(context.in_hand)
    for id_, purpose in rules.purposes.items():
        has_others = elsewhere_of(id_, REFUSED) in context.variables
        records = _Records(id_, has_others)
        who = tables[purpose.decided_by]
        judged = dict(_judged(who, applies))
        consents[id_] = _of_some(records, judged)
        if has_others and purpose.needs_recipient:
            in_hand[id_] = _of_one(records, judged)
        for route, way in purpose.routes.items():
            against = _against(records, who, route)
            parts = [applies, context.rails(way.when), against.turned]
            routes[id_, route] = all_rails(parts)
    return attrs.evolve(context, consents=consents, in_hand=in_hand, routes=routes)


def _judged(who: Table, applies: Rails) -> Iterator[tuple[str, Rails]]:
    """
    Say for each kind of record when it is surely a consent, and surely none.
    """
    for label in KINDS:
        decider = given_by(label)
        if decider is None:
            yield label, Rails(NEVER, ALWAYS if label == REFUSED else applies.false)
            continue
        others = [
            who.settled_on(each)
            for each in who.possible
            if each not in (None, decider.value, Decider.NOBODY_YET.value)
        ]
        settled = who.settled_on(decider.value)
        yield label, Rails(both(applies.true, settled), either(applies.false, *others))


def _of_one(records: _Records, judged: Mapping[str, Rails]) -> Rails:
    return Rails(
        either(*(both(records.are(id_), each.true) for id_, each in judged.items())),
        either(*(both(records.are(id_), each.false) for id_, each in judged.items())),
    )


def _of_some(records: _Records, judged: Mapping[str, Rails]) -> Rails:
    """
    Say whether some recipient may receive: nobody surely, where every record says no.
    """
    if not records.has_others:
        return _of_one(records, judged)
    there = {id_: records.some_are(id_) for id_ in judged}
    return Rails(
        either(*(both(there[id_], each.true) for id_, each in judged.items())),
        both(
            either(*there.values()),
            *(implies(there[id_], each.false) for id_, each in judged.items()),
        ),
    )


def _against(records: _Records, who: Table, route: Route) -> Rails:
    """
    Say whether an emergency is closed by the person's own, free no, to whomever.
    """
    if route is not Route.EMERGENCY:
        return Rails(NEVER, ALWAYS)
    guardians = (Decider.GUARDIAN.value, Decider.INDEPENDENT_GUARDIAN.value)
    may_decide = either(*(who.possible.get(each, NEVER) for each in guardians))
    refused, doubtful = records.some_are(REFUSED), records.some_are(DOUBTFUL)
    return Rails(
        both(refused, negated(may_decide)), both(negated(refused), negated(doubtful))
    )
