"""
Hypothesis strategies: answers for a protocol, and random facts, conditions, decisions.

Random decisions keep the rules that ``caring check`` holds protocols to, so that a law
that holds for them holds for what may be released.
"""

from collections.abc import Mapping

import attrs
from hypothesis import strategies as st

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
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
from caring.language.facts import Fact, Lasting, Number, Obtained, Options, Sensitivity
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.values.sources import Reading, Source

SOURCE = Source(id="own", read=Reading.PROJECT, part="made for a test", work=None)
"""The source of everything that is made here."""

SCALE = ("none", "low", "middle", "high")
"""The scale of random decisions, and of the role ``other`` that they may read."""

ROLE, PURPOSE = "other", "share"


def values_of(fact: Fact) -> tuple[str | int, ...]:
    """
    Give every possible answer to a fact.
    """
    if isinstance(fact.domain, Options):
        return tuple(fact.domain.labels)
    return tuple(range(fact.domain.at_least, fact.domain.at_most + 1))


def some_answer(fact: Fact) -> st.SearchStrategy[str | int | Silence]:
    """
    Draw an answer to a fact, or one of the silences.
    """
    return st.sampled_from([*values_of(fact), *Silence])


@st.composite
def answers_for(draw: st.DrawFn, guidance: Protocol | Pathway) -> Answers:
    """
    Draw answers to any of the facts of a protocol or pathway.

    Some may break a constraint, or touch a fact that does not apply; a program has to
    live with the error that follows.
    """
    facts = guidance.facts
    chosen = draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    return Answers({fact: draw(some_answer(facts[fact])) for fact in sorted(chosen)})


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
def leaves(draw: st.DrawFn, facts: Mapping[str, Fact]) -> Condition:
    """
    Draw a single test that points towards danger, a silence beside its answer included.
    """
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return Reaches(ROLE, SCALE, draw(st.sampled_from(SCALE[1:])))
    if kind == 1:
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
def conditions(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 3) -> Condition:
    """
    Draw a condition of any form, in which every fact points towards its danger.
    """
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(leaves(facts))
    inner = conditions(facts, depth - 1)
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
    options = draw(st.sets(st.sampled_from(sorted(fact.domain.labels)), min_size=1))
    return Is(fact.id, frozenset(options))


def _row(id_: str, when: Condition, result: str) -> Row:
    return Row(id=id_, when=when, result=result, because="So.", source=SOURCE)


@st.composite
def scales(draw: st.DrawFn, facts: Mapping[str, Fact], depth: int = 2) -> Highest:
    """
    Draw a decision on a scale that checks would let pass.
    """
    levels = draw(st.lists(st.sampled_from(SCALE[1:]), min_size=1, max_size=4))
    raised = draw(st.lists(st.sampled_from(SCALE[1:]), max_size=2))
    return Highest(
        id="level",
        scale=SCALE,
        rows=tuple(
            _row(f"r{n}", draw(conditions(facts, depth)), level)
            for n, level in enumerate(levels)
        ),
        floor=draw(st.sampled_from(SCALE[1:])),
        floor_rows=tuple(
            _row(f"g{n}", draw(conditions(facts, depth)), level)
            for n, level in enumerate(raised)
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
    """
    count = draw(st.integers(1, 4))
    return Every(
        id="needs",
        rows=tuple(
            Row(
                id=f"n{n}",
                when=draw(conditions(facts, depth)),
                result=f"n{n}",
                because="So.",
                source=SOURCE,
                unsettled=draw(st.sampled_from(WhileUnsettled)),
            )
            for n in range(count)
        ),
    )
