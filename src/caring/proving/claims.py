"""
Invariants as formulas: a claim about one encounter, or about two side by side.
"""

from collections.abc import Iterator
from typing import assert_never

from caring.guidance.invariants import (
    Advised,
    EitherOf,
    LevelIs,
    Must,
    NeedIs,
    Offered,
    Part,
    Same,
    Some,
    SomeAdvised,
    SomeOffered,
    Statement,
    Surely,
    TableGives,
    Withheld,
)
from caring.language.conditions import Condition
from caring.language.decisions import Urgency
from caring.proving.advised import Advising
from caring.proving.consents import variable_of
from caring.proving.decided import Rows, Scale, Table
from caring.proving.encode import EncodedProtocol
from caring.proving.formula import (
    Formula,
    both,
    cone,
    either,
    negated,
    renamed,
)
from caring.proving.obligations import Check, Obligation
from caring.proving.orders import TWIN
from caring.values.mappings import FrozenMapping
from caring.values.truth import Truth


class NotProvable(Exception):  # noqa: N818 - it is no fault of anybody
    """
    A claim asks for what can be tested and not proved here.
    """


def conditions_in(claim: Must | Same) -> Iterator[Condition]:
    """
    Walk the conditions that a claim asks of answers.
    """
    statements = [] if claim.when is None else [claim.when]
    if isinstance(claim, Must):
        statements += [*claim.always, *claim.never]
    while statements:
        for part in statements.pop().parts:
            if isinstance(part, Surely):
                yield part.condition
            if isinstance(part, EitherOf):
                statements += part.statements


def must(claim: Must, found: Advising) -> Obligation:
    """
    Say what has to be shown for a claim about every encounter.

    Raises:
        NotProvable: If it asks that a question *is* offered, or for an urgency that is
            neither the soonest nor left out.
    """
    when = _reached(claim.when, found)
    checks = [
        Check(
            broken=both(when, negated(_so(each, found, surely=True))),
            says="what must always be so is not so",
            span=each.span,
        )
        for each in claim.always
    ]
    checks += [
        Check(
            broken=both(when, _so(each, found, surely=False)),
            says="what must never be so is so",
            span=each.span,
        )
        for each in claim.never
    ]
    return Obligation(reached=when, checks=tuple(checks))


def _reached(when: Statement | None, found: Advising) -> Formula:
    return both() if when is None else _so(when, found, surely=False)


def _so(statement: Statement, found: Advising, *, surely: bool) -> Formula:
    """
    Say when a statement is so; not ``surely`` is when it is so at most.
    """
    return both(*(_part(each, found, surely) for each in statement.parts))


def _part(part: Part, found: Advising, surely: bool) -> Formula:
    match part:
        case Surely(condition):
            return found.encoding.rails(condition).true
        case Advised(action):
            return found.advised[action]
        case SomeAdvised(which):
            return either(*(each for _, each in advice_of(which, found)))
        case Withheld(action):
            return found.withheld[action]
        case Offered() | SomeOffered():
            if surely:
                raise NotProvable("that a question is offered")
            return _offered(part, found)
        case EitherOf(statements):
            return either(*(_so(each, found, surely=surely) for each in statements))
        case LevelIs() | NeedIs() | TableGives():
            return _result(part, _in_role(part.role, found))
        case _:
            assert_never(part)


def _offered(part: Offered | SomeOffered, found: Advising) -> Formula:
    if isinstance(part, Offered):
        return found.may_be_offered(part.fact)
    facts = found.encoding.guidance.facts.values()
    return either(
        *(
            found.may_be_offered(each.id)
            for each in facts
            if each.sensitivity in part.classes
        )
    )


def advice_of(which: Some, found: Advising) -> Iterator[tuple[str, Formula]]:
    """
    Walk the actions of a kind, with when each is advised.
    """
    for id_, action in found.actions.items():
        if which.actions and id_ not in which.actions:
            continue
        if which.classes and action.action_class not in which.classes:
            continue
        when = found.advised[id_]
        if which.urgency is not None:
            if which.urgency is not Urgency.IMMEDIATE:
                raise NotProvable("an urgency that is not the soonest")
            when = found.within(id_, which.urgency)
        if which.without_consent:
            own = both(found.entries[id_], found.consented[id_])
            when = both(when, negated(own))
        yield id_, when


def _in_role(role: str | None, found: Advising) -> EncodedProtocol:
    roles = found.encoding.roles
    if role is not None:
        return roles[role]
    (only,) = roles.values()
    return only


def _result(part: LevelIs | NeedIs | TableGives, of: EncodedProtocol) -> Formula:
    inside = negated(of.applies.false)
    match part:
        case LevelIs():
            assert of.level is not None  # looked at when the invariant was read
            return both(inside, *_level(part, of.level, of))
        case NeedIs(_, need, stands):
            return both(inside, either(*_need(need, stands, of)))
        case TableGives(_, id_, result):
            table = of.decisions[id_]
            assert isinstance(table, Table)
            return both(inside, table.gives(result))


def _level(part: LevelIs, scale: Scale, of: EncodedProtocol) -> Iterator[Formula]:
    if part.at_least is not None:
        yield both(of.applies.true, scale.reached[part.at_least].true)
    if part.at_most is not None:
        order = scale.decision.scale
        for above in order[order.index(part.at_most) + 1 :][:1]:
            yield scale.reached[above].false
    if part.working is not None:
        yield scale.works_at(part.working)
    if part.settled is not None:
        yield scale.settled if part.settled else negated(scale.settled)


def _need(need: str, stands: Truth, of: EncodedProtocol) -> Iterator[Formula]:
    pairs = (
        pair
        for found in of.decisions.values()
        if isinstance(found, Rows)
        for pair in zip(found.decision.rows, found.rows, strict=True)
    )
    for row, each in pairs:
        if row.result == need:
            yield {
                Truth.TRUE: both(each.true, of.applies.true),
                Truth.UNKNOWN: each.unknown,
                Truth.FALSE: each.false,
            }[stands]


def same(claim: Same, found: Advising) -> Obligation:
    """
    Say what has to be shown for a claim about two encounters that differ in a thing.

    Raises:
        NotProvable: As ``must`` does.
    """
    free = {
        name
        for name in (*claim.facts, *map(variable_of, claim.consents))
        if name in found.variables
    }
    names = frozenset(free)
    first = both(_reached(claim.when, found), found.begun)
    second = renamed(first, TWIN, names)
    checks = []
    for id_, when in advice_of(claim.advice, found):
        own = both(when, found.entries[id_])
        for urgency in Urgency:
            here = both(own, found.within(id_, urgency))
            if not names & cone(here):
                continue  # nothing that differs has a say in it
            there = renamed(here, TWIN, names)
            checks.append(
                Check(
                    broken=both(first, second, negated(_alike(here, there))),
                    says=f"`{id_}` comes in one and not in the other, or not as soon",
                    span=found.actions[id_].span,
                )
            )
    return Obligation(
        reached=both(first, second),
        checks=tuple(checks),
        twins=FrozenMapping({name + TWIN: name for name in sorted(names)}),
        assumed=(renamed(found.encoding.admissible, TWIN, names),),
    )


def _alike(here: Formula, there: Formula) -> Formula:
    return either(both(here, there), both(negated(here), negated(there)))
