"""
Hypothesis strategies: answers for a protocol, and random facts, conditions, decisions.

Random decisions keep the rules that ``caring check`` holds protocols to, so that a law
that holds for them holds for what may be released.
"""

import datetime as dt
from collections.abc import Mapping

import attrs
from hypothesis import strategies as st

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers, Recording, Value
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Term,
    Through,
    Within,
)
from caring.language.decisions import Every, First, Highest, Row, WhileUnsettled
from caring.language.facts import (
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
    Time,
)
from caring.language.raises import Raise, RaiseReason
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.values.sources import Reading, Source

SOURCE = Source(id="own", read=Reading.PROJECT, part="made for a test", work=None)
"""The source of everything that is made here."""

SCALE = ("none", "low", "middle", "high")
"""The scale of random decisions, and of the role ``other`` that they may read."""

ROLE, PURPOSE = "other", "share"


SOME_DAYS = tuple(
    dt.date.fromisoformat(day)
    for day in ("1990-06-01", "2008-01-15", "2008-02-29", "2026-01-10", "2026-01-15")
)
"""Answers to draw where a moment is asked; all days there are would be too many."""

SOME_TIMES = tuple(
    dt.datetime.fromisoformat(time)
    for time in ("2026-01-12T11:00:00+00:00", "2026-01-14T23:30:00+07:00")
)
"""Answers to draw beside days where a moment is asked by the hour."""


def values_of(fact: Fact) -> tuple[Value, ...]:
    """
    Give every possible answer to a fact; of a moment, some.
    """
    match fact.domain:
        case Options(labels=labels):
            return tuple(labels)
        case Number(at_least=least, at_most=most):
            return tuple(range(least, most + 1))
        case Time(by_the_hour=by_the_hour):
            return (*SOME_DAYS, *SOME_TIMES) if by_the_hour else SOME_DAYS


def some_answer(fact: Fact) -> st.SearchStrategy[Recording]:
    """
    Draw an answer to a fact, or one of the silences.
    """
    return st.sampled_from([*values_of(fact), *Silence])


@st.composite
def any_answers_for(draw: st.DrawFn, guidance: Protocol | Pathway) -> Answers:
    """
    Draw answers to any of the facts of a protocol or pathway, and no consents.

    Some may break a constraint, or touch a fact that does not apply; a program has to
    live with the error that follows.
    """
    facts = {id_: each for id_, each in guidance.facts.items() if each.is_answered}
    chosen = draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    return Answers({fact: draw(some_answer(facts[fact])) for fact in sorted(chosen)})


@st.composite
def raises_for(
    draw: st.DrawFn, guidance: Protocol | Pathway, most: int = 2
) -> tuple[Raise, ...]:
    """
    Draw raises of the levels of a protocol or pathway, to any level and for any reason.

    A program has to live with the error where a protocol is not for the person.
    """
    protocols: dict[str | None, Protocol] = {}
    if isinstance(guidance, Protocol):
        protocols[None] = guidance
    else:
        protocols.update({step.role: step.protocol for step in guidance.steps})
    levels = [
        (role, level)
        for role, each in protocols.items()
        if each.level is not None
        for level in each.level.scale
    ]
    if not levels:
        return ()
    chosen = draw(st.lists(st.sampled_from(levels), max_size=most))
    return tuple(
        Raise(role=role, level=level, reason=draw(st.sampled_from(RaiseReason)))
        for role, level in chosen
    )


def _fact(id_: str, domain: Options | Number) -> Fact:
    return Fact(
        id=id_,
        domain=domain,
        obtained=Obtained.ASKED,
        wording=f"{id_}?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=SOURCE,
    )


@st.composite
def domains(draw: st.DrawFn) -> Options | Number:
    """
    Draw the possible answers of a fact, and where they are dangerous.
    """
    match draw(st.sampled_from(["yes_no", "choice", "count"])):
        case "yes_no":
            order = draw(st.sampled_from([("no", "yes"), ("yes", "no"), ()]))
            tied = tuple(frozenset({each}) for each in order)
            return Options(type="yes_no", labels={"yes": "", "no": ""}, order=tied)
        case "choice":
            options = ["a", "b", "c"][: draw(st.integers(2, 3))]
            ranks = draw(st.lists(st.integers(0, 2), min_size=3, max_size=3))
            order_of = {
                rank: frozenset(
                    option
                    for option, its in zip(options, ranks, strict=False)
                    if its == rank
                )
                for rank in sorted(set(ranks[: len(options)]))
            }
            ordered = draw(st.booleans()) and len(order_of) > 1
            return Options(
                type="choice",
                labels=dict.fromkeys(options, ""),
                order=tuple(order_of.values()) if ordered else (),
            )
        case _:
            danger = draw(st.sampled_from(["higher", "lower", None]))
            return Number(
                type="count", unit="days", at_least=0, at_most=3, danger=danger
            )


@st.composite
def fact_sets(draw: st.DrawFn, most: int = 5) -> Mapping[str, Fact]:
    """
    Draw some facts; a later one may apply only when an earlier one says so.
    """
    facts: dict[str, Fact] = {}
    for n in range(draw(st.integers(1, most))):
        fact = _fact(f"f{n}", draw(domains()))
        earlier = [each for each in facts.values() if each.applies_when is None]
        if earlier and draw(st.integers(0, 4)) == 0:
            gate = draw(st.sampled_from(earlier))
            # Both the fact and what it hangs on point to danger, as checks demand.
            fact = _applying(fact, draw(_towards(gate)))
        facts[fact.id] = fact
    return facts


def _applying(fact: Fact, when: Condition) -> Fact:
    return attrs.evolve(fact, applies_when=when)


@st.composite
def _towards(draw: st.DrawFn, fact: Fact) -> Condition:
    """
    Draw a test of a fact that points towards its danger.

    A fact without a danger is always tested in one and the same way.
    """
    domain = fact.domain
    assert not isinstance(domain, Time)  # moments are never tested themselves
    if isinstance(domain, Number):
        limit = draw(st.integers(1, 3)) if domain.danger else 2
        if domain.danger == "lower":
            return Within(fact.id, None, limit)
        return Within(fact.id, limit, None)
    if not domain.order:
        return Is(fact.id, frozenset({next(iter(domain.labels))}))
    start = draw(st.integers(1, len(domain.order) - 1))
    return Is(fact.id, frozenset().union(*domain.order[start:]))


@st.composite
def leaves(
    draw: st.DrawFn, facts: Mapping[str, Fact], *, may_ask_consent: bool = True
) -> Condition:
    """
    Draw a single test that points towards danger, a silence beside its answer included.
    """
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return Reaches(ROLE, SCALE, draw(st.sampled_from(SCALE[1:])))
    if kind == 1 and may_ask_consent:
        return Given(PURPOSE)
    fact = facts[draw(st.sampled_from(sorted(facts)))]
    test = draw(_towards(fact))
    if kind == 2 and fact.has_danger:
        return AnyOf((test, Recorded(fact.id, draw(st.sampled_from(RECORDED)))))
    if kind == 3 and fact.applies_when is None:
        away = _opposite(test, fact)
        return Not(away) if away is not None else test
    return test


def _opposite(test: Condition, fact: Fact) -> Condition | None:
    """
    Give the test that holds just where another one does not, of a fact with danger.
    """
    match test:
        case Is(id_, options) if isinstance(fact.domain, Options) and fact.has_danger:
            return Is(id_, frozenset(fact.domain.labels) - options)
        case Within(id_, at_least, below) if fact.has_danger:
            return Within(id_, below, at_least)
        case _:
            return None


@st.composite
def conditions(
    draw: st.DrawFn,
    facts: Mapping[str, Fact],
    depth: int = 3,
    *,
    may_ask_consent: bool = True,
) -> Condition:
    """
    Draw a condition of any form, in which every fact points towards its danger.

    Such conditions keep the rules that ``caring check`` holds a level to.

    Args:
        draw: Hypothesis hands it in; leave it out.
        facts: The facts it may ask about, by id: those of a protocol, or drawn with
            ``fact_sets``. There is at least one, and moments are not among them.
        depth: How many conditions lie inside one another at most.
        may_ask_consent: Whether it may ask for a consent. What brings a level, care or
            protection may not.
    """
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(leaves(facts, may_ask_consent=may_ask_consent))
    inner = conditions(facts, depth - 1, may_ask_consent=may_ask_consent)
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=3)))
    match draw(st.sampled_from(["all", "any", "at_least", "score", "holds"])):
        case "all":
            return All(parts)
        case "any":
            return AnyOf(parts)
        case "at_least":
            return AtLeast(draw(st.integers(1, len(parts))), parts)
        case "score":
            terms = tuple(Term(draw(st.integers(1, 3)), part) for part in parts)
            return Score("sum", terms, draw(st.integers(1, 5)), None)
        case _:
            return Holds("finding", parts[0])


@st.composite
def any_conditions(
    draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 3
) -> Condition:
    """
    Draw a condition of any form, in which facts may point anywhere.
    """
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(_any_leaf(facts))
    inner = any_conditions(facts, depth - 1)
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=3)))
    kind = draw(st.sampled_from(["all", "any", "not", "at_least", "score", "holds"]))
    match kind:
        case "all":
            return All(parts)
        case "any":
            return AnyOf(parts)
        case "not":
            return Not(parts[0])
        case "at_least":
            return AtLeast(draw(st.integers(1, len(parts))), parts)
        case "score":
            terms = tuple(Term(draw(st.integers(-3, 3)), part) for part in parts)
            low = draw(st.integers(-2, 3))
            high = draw(st.none() | st.integers(low + 1, 5))
            return Score("sum", terms, low, high)
        case _:
            return Holds("finding", parts[0])


@st.composite
def _any_leaf(draw: st.DrawFn, facts: Mapping[str, Fact]) -> Condition:
    fact = facts[draw(st.sampled_from(sorted(facts)))]
    kind = draw(st.integers(0, 8))
    if kind == 0:
        return Reaches(ROLE, SCALE, draw(st.sampled_from(SCALE[1:])))
    if kind == 1:
        return Given(PURPOSE)
    if kind == 2:
        return Recorded(fact.id, draw(st.sampled_from(RECORDED)))
    if kind == 3:
        # Only here: on a scale and in needs a way without consent is refused.
        return Through(PURPOSE, Route.EMERGENCY)
    if isinstance(fact.domain, Number):
        low = draw(st.integers(0, 3))
        return Within(fact.id, low, draw(st.none() | st.integers(low + 1, 4)))
    assert isinstance(fact.domain, Options)
    options = draw(st.sets(st.sampled_from(sorted(fact.domain.labels)), min_size=1))
    return Is(fact.id, frozenset(options))


def _row(id_: str, when: Condition, result: str) -> Row:
    return Row(id=id_, when=when, result=result, because="So.", source=SOURCE)


@st.composite
def scales(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 2) -> Highest:
    """
    Draw a decision on a scale that checks would let pass.
    """
    when = conditions(facts, depth, may_ask_consent=False)
    levels = draw(st.lists(st.sampled_from(SCALE[1:]), min_size=1, max_size=4))
    raised = draw(st.lists(st.sampled_from(SCALE[1:]), max_size=2))
    return Highest(
        id="level",
        scale=SCALE,
        rows=tuple(_row(f"r{n}", draw(when), level) for n, level in enumerate(levels)),
        floor=draw(st.sampled_from(SCALE[1:])),
        floor_rows=tuple(
            _row(f"g{n}", draw(when), level) for n, level in enumerate(raised)
        ),
        not_critical=frozenset(
            draw(st.sets(st.sampled_from(sorted(facts)), max_size=1))
        ),
    )


@st.composite
def tables(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 2) -> First:
    """
    Draw a decision in which the first match wins, with any conditions.
    """
    results = draw(st.lists(st.sampled_from("xyz"), min_size=1, max_size=4))
    otherwise = draw(st.sampled_from(["x", "w", None]))
    return First(
        id="table",
        rows=tuple(
            _row(f"r{n}", draw(any_conditions(facts, depth)), result)
            for n, result in enumerate(results)
        ),
        otherwise=otherwise,
        gap=None if otherwise else "nothing is said about the rest",
        unsettled="w",
    )


@st.composite
def lists_of_needs(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 2) -> Every:
    """
    Draw a decision in which every row counts, with conditions that point to danger.

    A need that acts as a precaution has care to give, so it asks for no consent; nor
    may another need that is given an action of class care or protecting.
    """
    waiting = draw(st.lists(st.sampled_from(WhileUnsettled), min_size=1, max_size=4))
    return Every(
        id="needs",
        rows=tuple(
            attrs.evolve(
                _row(f"n{n}", draw(_need(facts, depth, each)), f"n{n}"), unsettled=each
            )
            for n, each in enumerate(waiting)
        ),
    )


def _need(
    facts: Mapping[str, Fact], depth: int, unsettled: WhileUnsettled
) -> st.SearchStrategy[Condition]:
    may_ask = unsettled is WhileUnsettled.ASK
    return conditions(facts, depth, may_ask_consent=may_ask)
