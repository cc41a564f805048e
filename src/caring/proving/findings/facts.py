"""
Facts that are asked for and on which no result hangs.
"""

from collections.abc import Iterator

from caring.guidance.checklist import Checklist
from caring.guidance.protocol import Protocol
from caring.guidance.screening import Screening
from caring.language.conditions import (
    Condition,
    FactTest,
    Recorded,
    facts_in,
    leaves,
)
from caring.language.decisions import Highest, Row
from caring.proving.findings.ground import Ground
from caring.proving.findings.told import Told
from caring.proving.orders import TWIN
from caring.rails.classes import facts_used
from caring.rails.conditions import Rails
from caring.rails.decided import Decided, Scale, Table
from caring.rails.encode import Encoding, all_conditions
from caring.rails.formula import (
    Formula,
    In,
    both,
    cone,
    either,
    negated,
    renamed,
)
from caring.values.spans import Span

Names = frozenset[str]
"""The variables on which something hangs."""


def idle_facts(ground: Ground) -> Iterator[Told]:
    """
    Walk facts of a protocol's rules whose answer never changes a result.

    Two answers are tried against each other, whatever all others are; so is a silence
    that some rule asks for. That a missing answer keeps a result open does not count:
    nothing comes of asking. A fact that is worked out is looked at through the fact it
    rests on.
    """
    protocol = ground.guidance
    assert isinstance(protocol, Protocol)
    facts = ground.found.encoding.context.facts
    used = facts_used(map(_asked, _rules(protocol)), facts)
    results = [(each, cone(each)) for each in _results(ground.found.encoding)]
    for fact in used:
        is_answered = fact in ground.found.encoding.variables
        if is_answered and not _matters(fact, results, ground):
            rules = tuple(
                each
                for each in _rules(protocol)
                if fact in facts_used([_asked(each)], facts)
            )
            yield _told(fact, protocol, f"no result hangs on `{fact}`", rules)
    for fact in sorted(_listed(protocol) - set(used)):
        yield _told(fact, protocol, f"`{fact}` is listed, and no rule asks for it", ())


def _rules(protocol: Protocol) -> Iterator[Row | Condition]:
    """
    Walk rows, and what stands beside them: ways without consent, and whom it is for.
    """
    for each in (*protocol.decisions, *protocol.for_each_service):
        yield from each.rows
        yield from each.floor_rows if isinstance(each, Highest) else ()
    yield from protocol.beside
    if protocol.population is not None:
        yield protocol.population


def _asked(rule: Row | Condition) -> Condition:
    return rule.when if isinstance(rule, Row) else rule


def _results(encoding: Encoding) -> Iterator[Formula]:
    """
    Walk what can come out differently: decisions, ways, and whom it is for.
    """
    for role in encoding.roles.values():
        yield from _both(role.applies)
        for each in (*role.decisions.values(), *role.for_each_service.values()):
            yield from _of(each)
    for way in encoding.context.routes.values():
        yield from _both(way)


def _of(found: Decided) -> Iterator[Formula]:
    match found:
        case Scale(reached=reached, working=working):
            for each in reached.values():
                yield from _both(each)
            yield from working.values()
        case Table(possible=possible):
            yield from possible.values()
        case _:
            for each in found.rows:
                yield from _both(each)


def _both(rails: Rails) -> tuple[Formula, Formula]:
    return rails.true, rails.false


def _matters(fact: str, results: list[tuple[Formula, Names]], ground: Ground) -> bool:
    """
    Say whether two runs that differ in that answer alone may come out differently.
    """
    only = frozenset({fact})
    known = _answers(fact, ground)
    both_known = In(fact, known), In(fact + TWIN, known)
    fits = renamed(ground.found.encoding.admissible, TWIN, only)
    return any(
        not ground.is_never(*both_known, fits, _differ(each, renamed(each, TWIN, only)))
        for each, names in results
        if fact in names
    )


def _differ(one: Formula, other: Formula) -> Formula:
    return either(both(one, negated(other)), both(other, negated(one)))


def _answers(fact: str, ground: Ground) -> frozenset[int]:
    """
    Give the classes that are answers, or a silence that some rule asks for.

    Of a checklist silence counts too: a point may be done as soon as it is answered.
    """
    classes = ground.found.encoding.variables[fact].classes
    if isinstance(ground.guidance, Checklist):
        return frozenset(range(len(classes)))
    asked = {
        leaf.silence
        for when in all_conditions(ground.guidance)
        for leaf in leaves(when)
        if isinstance(leaf, Recorded) and leaf.fact == fact
    }
    return frozenset(
        n
        for n, each in enumerate(classes)
        if not each.is_silent or each.members & asked
    )


def _listed(protocol: Protocol) -> set[str]:
    return {fact for when in _signs(protocol) for fact in facts_in(when)}


def _signs(protocol: Protocol) -> Iterator[Condition]:
    groups = protocol.indicators.values() if isinstance(protocol, Screening) else ()
    yield from (each.when for group in groups for each in group)


def _told(
    fact: str, protocol: Protocol, says: str, rules: tuple[Row | Condition, ...]
) -> Told:
    return Told(
        code="fact-never-matters",
        about=fact,
        says=says,
        mend="mend the rules, or ask it no more",
        rules=rules,
        span=_place(fact, protocol),
    )


def _place(fact: str, protocol: Protocol) -> Span | None:
    """
    Find where a fact stands first, in a rule or in a list.
    """
    conditions = [*map(_asked, _rules(protocol)), *_signs(protocol)]
    spans = (
        leaf.span
        for when in conditions
        for leaf in leaves(when)
        if isinstance(leaf, FactTest) and leaf.fact == fact
    )
    return next(filter(None, spans), None)
