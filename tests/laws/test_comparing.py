"""
What a comparison says changed is what changed when every answer sheet is run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol, Status
from caring.guidance.screening import Screening
from caring.language.answers import Answers, Case
from caring.language.conditions import Is, facts_in
from caring.language.decisions import Decision, Every, First, Highest, Row
from caring.language.facts import Constraint, Fact, Number, Options
from caring.language.results import EveryOutcome, FirstOutcome, LevelOutcome
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.library import shelf
from caring.proving.advised import ANYTHING_ELSE
from caring.proving.cases import standings
from caring.proving.classes import Variable
from caring.proving.comparing.changes import Change, Compared, Direction, Kind
from caring.proving.comparing.compare import compare
from caring.proving.comparing.outcomes import MAYBE, NO_RESULT, NOT_SO, SO, outcomes
from caring.proving.comparing.pairs import Pair, pair
from caring.proving.formula import Assignment, cone, holds
from caring.proving.prove import quiet
from caring.running.advise import advise
from caring.running.decide import decide
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.testing.strategies import (
    PURPOSE,
    ROLE,
    SOURCE,
    any_conditions,
    fact_sets,
    lists_of_needs,
    scales,
    tables,
    values_of,
)
from caring.values.errors import AnswersError
from caring.values.truth import Truth
from tests.laws.cases import NOON, fitted
from tests.laws.encounters import ON, meetings
from tests.laws.test_rails import _reading

MOST = 700
"""So many sheets are run for each pair of versions at most."""


@attrs.frozen(kw_only=True)
class Mixed(Protocol):
    """
    A protocol with a decision of each sort.
    """

    kind: ClassVar[str] = "screening"

    scale: Highest
    table: First
    needs: Every

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.scale, self.table, self.needs


@st.composite
def versions(draw: st.DrawFn) -> tuple[Mixed, Mixed]:
    """
    A protocol, and the same with some edits; either may be the older.
    """
    facts = dict(draw(fact_sets(2)))
    one = Mixed(
        id="screening/random",
        version="1.0.0",
        status=Status.DRAFT,
        title="A random one",
        purpose="It is made for a law.",
        population=draw(st.none() | any_conditions(facts, 1)),
        constraints=draw(constraints(facts)),
        facts=facts,
        scale=draw(scales(facts, 1)),
        table=draw(tables(facts, 1)),
        needs=draw(lists_of_needs(facts, 1)),
    )
    other = one
    for _ in range(draw(st.integers(0, 3))):
        other = draw(edited(other))
    pair = (one, attrs.evolve(other, version="2.0.0"))
    return pair if draw(st.booleans()) else (pair[1], pair[0])


@st.composite
def constraints(draw: st.DrawFn, facts: Mapping[str, Fact]) -> tuple[Constraint, ...]:
    if draw(st.integers(0, 2)):
        return ()
    # Answers are refused before anything else is read, so only facts are.
    only_facts = any_conditions({"f0": facts["f0"]}, 0).filter(facts_in)
    broken = draw(only_facts)
    return (Constraint(id="c", broken_when=broken, because="So.", source=SOURCE),)


@st.composite
def edited(draw: st.DrawFn, one: Mixed) -> Mixed:
    facts = one.facts
    match draw(st.integers(0, 9)):
        case 0:
            return attrs.evolve(one, population=draw(any_conditions(facts, 1)))
        case 1:
            return attrs.evolve(one, constraints=draw(constraints(facts)))
        case 2:
            floor = draw(st.sampled_from(one.scale.scale[1:]))
            return attrs.evolve(one, scale=attrs.evolve(one.scale, floor=floor))
        case 3:
            return attrs.evolve(one, facts=draw(wider(facts)))
        case 4:
            return draw(asking_more(one))
        case 5:
            unsettled = draw(st.sampled_from("xyw"))
            table = attrs.evolve(one.table, unsettled=unsettled)
            return attrs.evolve(one, table=table)
        case 6 | 7:
            when = scales(facts, 1)
            rows = draw(rows_of(one.scale.rows, draw(when).rows))
            return attrs.evolve(one, scale=attrs.evolve(one.scale, rows=rows))
        case 8:
            rows = draw(rows_of(one.table.rows, draw(tables(facts, 1)).rows))
            return attrs.evolve(one, table=attrs.evolve(one.table, rows=rows))
        case _:
            rows = draw(rows_of(one.needs.rows, draw(lists_of_needs(facts, 1)).rows))
            return attrs.evolve(one, needs=attrs.evolve(one.needs, rows=rows))


@st.composite
def rows_of(
    draw: st.DrawFn, old: tuple[Row, ...], drawn: tuple[Row, ...]
) -> tuple[Row, ...]:
    """
    A row taken out, put in, put first, or put in place of another.
    """
    n = draw(st.integers(0, len(old) - 1))
    before, row, after = old[:n], old[n], old[n + 1 :]
    fresh = drawn[0]
    match draw(st.integers(0, 3)):
        case 0:
            return (*before, *after) or old
        case 1:
            return (*old, fresh)
        case 2:
            return (row, *before, *after)
        case _:
            return (*before, attrs.evolve(row, when=fresh.when), *after)


@st.composite
def wider(draw: st.DrawFn, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    id_ = draw(st.sampled_from(sorted(facts)))
    domain = facts[id_].domain
    if isinstance(domain, Number):
        domain = attrs.evolve(domain, at_most=domain.at_most + 1)
    else:
        assert isinstance(domain, Options)
        domain = attrs.evolve(domain, labels={"0": "", **domain.labels})
    return {**facts, id_: attrs.evolve(facts[id_], domain=domain)}


@st.composite
def asking_more(draw: st.DrawFn, one: Mixed) -> Mixed:
    model = one.facts["f0"]
    yes_no = Options(type="yes_no", labels={"yes": "", "no": ""})
    fact = attrs.evolve(model, id="new", domain=yes_no)
    row = attrs.evolve(
        draw(st.sampled_from(one.scale.rows)), when=Is("new", frozenset({"yes"}))
    )
    scale = attrs.evolve(one.scale, rows=(*one.scale.rows, row))
    return attrs.evolve(one, facts={**one.facts, "new": fact}, scale=scale)


Sheet = tuple[dict[str, Any], dict[str, str]]
"""Answers to facts, and of what is read beside them the label of its class."""


def sheets(
    old: Mixed, new: Mixed, variables: Mapping[str, Variable]
) -> Iterator[Sheet]:
    values: dict[str, list[object]] = {}
    for each in (old, new):
        for id_, fact in each.facts.items():
            there = values.setdefault(id_, [])
            there += [one for one in values_of(fact) if one not in there]
    asked = {
        id_: [*values[id_], *RECORDED, Silence.NOT_ASKED]
        for id_ in values
        if id_ in variables
    }
    beside = {
        name: [each.label for each in variable.classes]
        for name, variable in variables.items()
        if name not in values and name != ANYTHING_ELSE
    }
    sizes = [*map(len, asked.values()), *map(len, beside.values())]
    assume(prod(sizes) <= MOST)
    for chosen in product(*asked.values()):
        sheet = {
            id_: each
            for id_, each in zip(asked, chosen, strict=True)
            if each is not Silence.NOT_ASKED
        }
        for labels in product(*beside.values()):
            yield sheet, dict(zip(beside, labels, strict=True))


def case_of(version: Mixed, sheet: Sheet) -> Case | None:
    values, beside = sheet
    mine = {id_: each for id_, each in values.items() if id_ in version.facts}
    try:
        case = fit(Answers(mine), version.facts, version.constraints, NOON)
    except AnswersError:
        return None
    for name, label in beside.items():
        if name == f"consent.{PURPOSE}":
            case = attrs.evolve(case, consents={PURPOSE: Truth(label)})
        elif name == f"{ROLE}.level":
            case = case.with_level(ROLE, _reading(label))
        else:
            way = {(PURPOSE, Route.EMERGENCY): Truth(label)}
            case = attrs.evolve(case, routes=way)
    return case


Result = tuple[frozenset[str], str]
"""What is possible, and what is acted on."""

_SAID = {Truth.TRUE: SO, Truth.FALSE: NOT_SO, Truth.UNKNOWN: MAYBE}


def of_truth(found: Truth) -> Result:
    possible = {SO, NOT_SO} if found is Truth.UNKNOWN else {_SAID[found]}
    return frozenset(possible), _SAID[found]


def results(version: Mixed, case: Case) -> tuple[Truth, dict[str, Result]]:
    population = version.population
    applies = Truth.TRUE if population is None else judge(population, case).truth
    found: dict[str, Result] = {}
    needs: dict[str, list[Truth]] = defaultdict(list)
    for decision in version.decisions:
        match decide(decision, case):
            case LevelOutcome(at_least=low, at_most=high, working=working):
                levels = version.scale.scale
                between = levels[levels.index(low) : levels.index(high) + 1]
                found["level"] = frozenset(between), working
            case FirstOutcome(possible=possible, result=result):
                there = frozenset(each or NO_RESULT for each in possible)
                found["table"] = there, result or NO_RESULT
            case EveryOutcome(rows=rows):
                for each in rows:
                    needs[f"needs: {each.row.result}"].append(each.truth)
    for name, truths in needs.items():
        rank = max(truths, key=[Truth.FALSE, Truth.UNKNOWN, Truth.TRUE].index)
        found[name] = of_truth(rank)
    return applies, found


_ORDERS: dict[str, tuple[str, ...]] = {
    "level": ("none", "low", "middle", "high"),
    "table": (),
}

Key = tuple[Kind, str, Direction, str, str]


def key_of(
    of: str, old: Result, new: Result, scale: tuple[str, ...] | None = None
) -> Key | None:
    if old == new:
        return None
    (before, was), (after, now) = old, new
    order = scale or _ORDERS.get(of, (NOT_SO, MAYBE, SO))
    direction = Direction.NEITHER
    if order and was != now:
        higher = order.index(now) > order.index(was)
        direction = Direction.TOWARDS if higher else Direction.AWAY
    if before == after:
        return Kind.WORKING, of, direction, "", ""
    if len(before) == len(after) == 1:
        return Kind.VALUE, of, direction, "".join(before), "".join(after)
    if before < after:
        return Kind.OPENED, of, direction, "", ""
    if after < before:
        return Kind.CLOSED, of, direction, "", ""
    return Kind.MOVED, of, direction, "", ""


def keys(old: Mixed, new: Mixed, sheet: Sheet) -> Iterator[Key]:
    """
    Every change that a sheet shows when both versions are run on it.
    """
    one, other = case_of(old, sheet), case_of(new, sheet)
    if one is None or other is None:
        if one is not None:
            yield Kind.REFUSED, "answers", Direction.NEITHER, "", ""
        if other is not None:
            yield Kind.ACCEPTED, "answers", Direction.NEITHER, "", ""
        return
    (applies, before), (applied, after) = results(old, one), results(new, other)
    found = [key_of("whom it is for", of_truth(applies), of_truth(applied))]
    if Truth.FALSE not in (applies, applied):
        absent = of_truth(Truth.FALSE)
        found += [
            key_of(of, before.get(of, absent), after.get(of, absent))
            for of in {**before, **after}
        ]
    yield from (each for each in found if each is not None)


def key(change: Change) -> Key:
    settled = change.kind is Kind.VALUE
    words = (change.was, change.now) if settled else ("", "")
    return change.kind, change.of, change.direction, *words


OF_RESULTS = frozenset(
    {
        Kind.VALUE,
        Kind.OPENED,
        Kind.CLOSED,
        Kind.MOVED,
        Kind.WORKING,
        Kind.REFUSED,
        Kind.ACCEPTED,
    }
)


def same_as_brute_force(old: Mixed, new: Mixed) -> Compared:
    found = compare(old, new)
    counted: Counter[Key] = Counter()
    least: dict[Key, int] = {}
    both = 0
    for sheet in sheets(old, new, found.variables):
        there = list(keys(old, new, sheet))
        counted.update(there)
        both += None not in (case_of(old, sheet), case_of(new, sheet))
        for one in there:
            size = _size(sheet, found.variables)
            least[one] = min(size, least.get(one, size))
    told = [each for each in found.changes if each.kind in OF_RESULTS]
    assert Counter({key(each): each.sheets for each in told}) == counted
    assert found.sheets == both
    for each in told:
        assert each.example is not None
        shown = sheet_of(each.example, old, new, found.variables)
        assert key(each) in list(keys(old, new, shown))
        assert _size(shown, found.variables) == least[key(each)]
    return found


def _size(sheet: Sheet, variables: Mapping[str, Variable]) -> int:
    values, beside = sheet
    quiets = {name: variables[name].classes[quiet(name, variables)] for name in beside}
    return len(values) + sum(
        label != quiets[name].label for name, label in beside.items()
    )


def sheet_of(
    places: Assignment, old: Mixed, new: Mixed, variables: Mapping[str, Variable]
) -> Sheet:
    facts = {**old.facts, **new.facts}
    whole = {name: places.get(name, quiet(name, variables)) for name in variables}
    beside = {
        name: variables[name].classes[place].label
        for name, place in whole.items()
        if name not in facts and name != ANYTHING_ELSE
    }
    return standings(whole, variables, facts), beside


@settings(max_examples=40)
@given(versions())
def test_no_change_is_missed_and_none_invented(both: tuple[Mixed, Mixed]) -> None:
    """
    On random protocols with random edits: kinds, directions, counts and examples.
    """
    same_as_brute_force(*both)


@pytest.mark.whole
@settings(max_examples=1_000)
@given(versions())
def test_a_thousand_random_edits(both: tuple[Mixed, Mixed]) -> None:
    """
    The same, a thousand times.
    """
    same_as_brute_force(*both)


# What is bundled

SMALL = 40_000
"""So many choices of classes are run for each edit of a bundled protocol."""


def edits_of(protocol: Protocol) -> Iterator[Protocol]:
    """
    The same protocol less a row, and with another floor.
    """
    for field in attrs.fields(type(protocol)):
        decision = getattr(protocol, field.name)
        if isinstance(decision, Highest | First | Every) and len(decision.rows) > 1:
            less = attrs.evolve(decision, rows=decision.rows[1:])
            yield _with(protocol, field.name, less)
        if isinstance(decision, Highest):
            other = decision.scale[-1 if decision.floor != decision.scale[-1] else 1]
            floor = attrs.evolve(decision, floor=other)
            yield _with(protocol, field.name, floor)


def _with(protocol: Protocol, field: str, decision: Decision) -> Protocol:
    changes: dict[str, Any] = {field: decision}
    return attrs.evolve(protocol, **changes)


NAMES = [each for each in shelf().versions() if not each.startswith("pathway/")]


@pytest.mark.whole
def test_some_bundled_protocols_are_small_enough() -> None:
    """
    Of what is bundled three are small enough to run every class of answers.
    """
    assert sum(_is_small(name) for name in NAMES) == 3


def _is_small(name: str) -> bool:
    guidance = shelf().exactly(name)
    assert isinstance(guidance, Protocol)
    return any(_cases(guidance, each) is not None for each in edits_of(guidance))


def _cases(old: Protocol, new: Protocol) -> tuple[Pair, list[str]] | None:
    """
    Both encoded, and the variables on which their results hang; ``None`` if too many.
    """
    both = pair(old, new)
    formulas = [both.taken]
    for each in (both.old, both.new):
        for protocol in each.encoding.roles.values():
            formulas.append(protocol.applies.true)
            for decided in protocol.decisions.values():
                for outcome in outcomes(decided).values():
                    formulas += [*outcome.possible.values(), *outcome.works.values()]
    names = sorted(cone(*formulas))
    is_of_facts = set(names) <= both.old.encoding.context.facts.keys()
    sizes = [len(both.variables[name].classes) for name in names]
    return (both, names) if is_of_facts and prod(sizes) <= SMALL else None


@pytest.mark.whole
@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_protocol_against_brute_force(name: str) -> None:
    """
    The share of sheets of each change of level is what running every class gives.
    """
    old = shelf().exactly(name)
    assert isinstance(old, Protocol)
    for new in edits_of(old):
        found = _cases(old, new)
        if found is not None:
            _same_shares(old, new, *found)


def _same_shares(old: Protocol, new: Protocol, both: Pair, names: list[str]) -> None:
    compared = compare(old, new)
    counted: Counter[tuple[Kind, str, Direction]] = Counter()
    taken = 0
    variables, facts = both.variables, both.old.encoding.context.facts
    for chosen in product(*(range(len(variables[name].classes)) for name in names)):
        places = dict(zip(names, chosen, strict=True))
        values = standings(places, variables, facts)
        weight = prod(variables[name].classes[n].weight for name, n in places.items())
        case = fitted(facts, {k: v for k, v in values.items() if k in places})
        if case is None or not holds(both.taken, places):
            continue
        taken += weight
        inside = old.population
        if inside is not None and judge(inside, case).truth is Truth.FALSE:
            continue
        for one, other in zip(old.decisions, new.decisions, strict=True):
            before, after = _levels(one, case), _levels(other, case)
            for of in {**before, **after}:
                absent = of_truth(Truth.FALSE)
                order = one.scale if isinstance(one, Highest) else None
                was, now = before.get(of, absent), after.get(of, absent)
                shown = key_of(of, was, now, order)
                if shown is not None:
                    counted[shown[:3]] += weight
    assert compared.sheets is not None
    told: Counter[tuple[Kind, str, Direction]] = Counter()
    for each in compared.changes:
        if each.kind in OF_RESULTS:
            assert each.sheets is not None
            told[each.kind, each.of, each.direction] += each.sheets
    assert {key: n * taken for key, n in told.items()} == {
        key: n * compared.sheets for key, n in counted.items()
    }


def _levels(decision: Decision, case: Case) -> dict[str, Result]:
    match decide(decision, case):
        case LevelOutcome(at_least=low, at_most=high, working=working, decision=of):
            there = of.scale[of.scale.index(low) : of.scale.index(high) + 1]
            return {of.id: (frozenset(there), working)}
        case FirstOutcome(possible=possible, result=result, decision=of):
            names = frozenset(each or NO_RESULT for each in possible)
            return {of.id: (names, result or NO_RESULT)}
        case EveryOutcome(rows=rows, decision=of):
            return {
                f"{of.id}: {each.row.result}": of_truth(each.truth) for each in rows
            }


# Pathways


@pytest.mark.whole
@settings(max_examples=60)
@given(meetings(), st.booleans())
def test_no_advice_is_lost_or_gained_unsaid(
    met: tuple[Pathway, Answers], is_floor: bool
) -> None:
    """
    Whatever an encounter is advised in one version only, the comparison says so.
    """
    old, answers = met
    consent, step, needs = old.steps
    assert isinstance(step.protocol, Screening)
    concern = step.protocol.concern
    floor = concern.scale[1 if concern.floor != concern.scale[1] else -1]
    other = (
        attrs.evolve(concern, floor=floor)
        if is_floor
        else attrs.evolve(concern, rows=concern.rows[1:])
    )
    edited = attrs.evolve(step, protocol=attrs.evolve(step.protocol, concern=other))
    new = attrs.evolve(old, steps=(consent, edited, needs))
    found = {(each.kind, each.of) for each in compare(old, new).changes}
    before = set(advise(old, answers, on=ON).actions)
    after = set(advise(new, answers, on=ON).actions)
    assert {(Kind.LOST, f"action `{each}`") for each in before - after} <= found
    assert {(Kind.GAINED, f"action `{each}`") for each in after - before} <= found
