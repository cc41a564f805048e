"""
The meaning of decisions: rows put together by their policy.
"""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import assert_never

import attrs

from caring.language.answers import Case
from caring.language.decisions import Decision, Every, First, Highest, Row
from caring.language.raises import Raise
from caring.language.results import (
    EveryOutcome,
    Evidence,
    FirstOutcome,
    LevelOutcome,
    MissingFact,
    Outcome,
    RowEvidence,
)
from caring.running.interpret import judge
from caring.running.missing import missing_from
from caring.values.truth import Truth

# Trying every answer to the facts that are used both ways stays instant below this.
_MOST_TRIALS = 1_000


def decide(decision: Decision, case: Case, raises: tuple[Raise, ...] = ()) -> Outcome:
    """
    Judge every row of a decision and put them together by its policy.

    Args:
        decision: The decision.
        case: Where every fact stands.
        raises: For a scale, who raises it; all of them to one and the same level.
    """
    match decision:
        case Highest():
            return _highest(decision, case, raises)
        case First():
            return first(decision, case)
        case Every():
            return _every(decision, case)
        case _:
            assert_never(decision)


def _judged(rows: tuple[Row, ...], case: Case) -> tuple[RowEvidence, ...]:
    return tuple(RowEvidence(row, judge(row.when, case)) for row in rows)


def _highest(decision: Highest, case: Case, raises: tuple[Raise, ...]) -> LevelOutcome:
    rows = _judged(decision.rows, case)
    by_rows, _ = _bounds(decision, rows)
    at_least, at_most = _bounds(decision, rows, raises)
    floor_rows = _judged(decision.floor_rows, case)
    floor = _floor(decision, floor_rows)
    place = decision.scale.index
    missing = missing_from(
        _that_could_raise(rows, at_least, decision),
        case,
        not_critical=decision.not_critical,
    )
    return LevelOutcome(
        decision=decision,
        rows=rows,
        at_least=at_least,
        at_most=at_most,
        floor=floor,
        floor_rows=floor_rows,
        working=sorted([at_least, floor, at_most], key=place)[1],
        raises=raises if place(at_least) > place(by_rows) else (),
        missing=missing,
        is_undecided=at_least != at_most
        and _is_undecided(decision, case, missing, raises),
    )


def _bounds(
    decision: Highest, rows: tuple[RowEvidence, ...], raises: tuple[Raise, ...] = ()
) -> tuple[str, str]:
    # A raised level holds like one that a row surely reaches: it lifts both bounds.
    least = [decision.scale[0], *(each.level for each in raises)]
    sure = [each.row.result for each in rows if each.truth is Truth.TRUE]
    possible = [each.row.result for each in rows if each.truth is not Truth.FALSE]
    place = decision.scale.index
    return max([*least, *sure], key=place), max([*least, *possible], key=place)


def _that_could_raise(
    rows: tuple[RowEvidence, ...], at_least: str, decision: Highest
) -> Iterator[Evidence]:
    """
    Walk the evidence of rows above ``at_least``; the others can move neither bound.
    """
    reached = decision.scale.index(at_least)
    for each in rows:
        if decision.scale.index(each.row.result) > reached:
            yield each.evidence


def _is_undecided(
    decision: Highest,
    case: Case,
    missing: tuple[MissingFact, ...],
    raises: tuple[Raise, ...],
) -> bool:
    """
    Try every answer to the missing facts that are used both ways.

    Bounds are exact only while each fact is used in one direction; here they may differ
    although every answer gives the same level.
    """
    tried = {
        each.fact: decision.both_ways[each.fact]
        for each in missing
        if each.fact in decision.both_ways
    }
    if not tried or prod(map(len, tried.values())) > _MOST_TRIALS:
        return False
    levels: set[str] = set()
    for values in product(*tried.values()):
        answered = {**case.standings, **dict(zip(tried, values, strict=True))}
        trial = attrs.evolve(case, standings=answered)
        levels.update(_bounds(decision, _judged(decision.rows, trial), raises))
    return len(levels) == 1


def _floor(decision: Highest, rows: tuple[RowEvidence, ...]) -> str:
    raised = [each.row.result for each in rows if each.truth is Truth.TRUE]
    return max([decision.floor, *raised], key=decision.scale.index)


def first(decision: First, case: Case) -> FirstOutcome:
    """
    Find the rows that may be the first to hold, and what they give.
    """
    reached = tuple(_up_to_sure(_judged(decision.rows, case)))
    results = [each.row.result for each in reached if each.truth is not Truth.FALSE]
    ended = bool(reached) and reached[-1].truth is Truth.TRUE
    possible = tuple(
        dict.fromkeys([*results, *([] if ended else [decision.otherwise])])
    )
    settled = len(possible) == 1
    return FirstOutcome(
        decision=decision,
        rows=reached,
        possible=possible,
        result=possible[0] if settled else decision.unsettled,
        missing=() if settled else missing_from(_evidence(reached), case),
    )


def _up_to_sure(rows: tuple[RowEvidence, ...]) -> Iterator[RowEvidence]:
    for row in rows:
        yield row
        if row.truth is Truth.TRUE:
            return


def _evidence(rows: tuple[RowEvidence, ...]) -> Iterator[Evidence]:
    return (each.evidence for each in rows)


def _every(decision: Every, case: Case) -> EveryOutcome:
    rows = _judged(decision.rows, case)
    return EveryOutcome(
        decision=decision,
        rows=rows,
        missing=missing_from(_evidence(rows), case),
    )


def open_rows(outcome: Outcome) -> tuple[RowEvidence, ...]:
    """
    Return the rows of an outcome that are not settled and could still move it.
    """
    rows = [each for each in outcome.rows if each.truth is Truth.UNKNOWN]
    if isinstance(outcome, LevelOutcome):
        place = outcome.decision.scale.index
        rows = [
            each for each in rows if place(each.row.result) > place(outcome.at_least)
        ]
    return () if outcome.is_settled else tuple(rows)
