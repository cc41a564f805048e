"""
The meaning of conditions, in the plainest code that can be checked.

Every faster runner is held to this one.
"""

from functools import partial
from typing import assert_never

from caring.language.answers import Between, Case, OneOf, Standing
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Holds,
    Is,
    Leaf,
    Not,
    Reaches,
    Recorded,
    Score,
    Through,
    Within,
    parts,
)
from caring.language.results import Evidence
from caring.language.silence import NOT_APPLICABLE, Silence
from caring.running.derive import derive
from caring.values.truth import Truth, all_of, any_of, in_range, known, negation


def standing(fact: str, case: Case) -> Standing:
    """
    Say where a fact stands: its answer, its silence, or that it does not apply.

    Nobody records that a fact does not apply; it follows while ``applies_when`` is
    surely false. Nobody records either what is worked out from other facts.
    """
    recorded = case.recorded(fact)
    condition = case.applies_when.get(fact)
    if recorded is not Silence.NOT_ASKED:
        return recorded
    if condition is not None and judge(condition, case).truth is Truth.FALSE:
        return NOT_APPLICABLE
    if fact in case.derived:
        return derive(case.derived[fact], partial(standing, case=case), case.on)
    return recorded


def judge(condition: Condition, case: Case) -> Evidence:
    """
    Judge a condition, keeping the evidence for every part.
    """
    inner = tuple(judge(part, case) for part in parts(condition))
    truths = [each.truth for each in inner]
    match condition:
        case All():
            truth = all_of(truths)
        case AnyOf():
            truth = any_of(truths)
        case Not():
            truth = negation(truths[0])
        case Holds():
            truth = truths[0]
        case AtLeast():
            truth = _count(condition, truths)
        case Score():
            truth = _sum(condition, truths)
        case _:
            truth = _leaf(condition, case)
    return Evidence(condition, truth, inner)


def _count(condition: AtLeast, truths: list[Truth]) -> Truth:
    sure = truths.count(Truth.TRUE)
    possible = sure + truths.count(Truth.UNKNOWN)
    return in_range(sure, possible, at_least=condition.count, below=None)


def _sum(condition: Score, truths: list[Truth]) -> Truth:
    least = greatest = 0
    for term, truth in zip(condition.terms, truths, strict=True):
        if truth is Truth.TRUE:
            least += term.points
            greatest += term.points
        elif truth is Truth.UNKNOWN:
            least += min(term.points, 0)
            greatest += max(term.points, 0)
    return in_range(least, greatest, at_least=condition.at_least, below=condition.below)


def _leaf(leaf: Leaf, case: Case) -> Truth:
    match leaf:
        case Is(fact, options):
            return _is(standing(fact, case), options)
        case Within(fact, at_least, below):
            return _within(standing(fact, case), at_least, below)
        case Recorded(fact, silence):
            return _recorded(standing(fact, case), silence)
        case Given(purpose):
            return case.consents.get(purpose, Truth.UNKNOWN)
        case Through(purpose, route):
            return case.routes.get((purpose, route), Truth.UNKNOWN)
        case Reaches():
            return _reaches(leaf, case)
        case _:
            assert_never(leaf)


def _is(stands: Standing, options: frozenset[str]) -> Truth:
    if stands is NOT_APPLICABLE:
        return Truth.FALSE
    if isinstance(stands, OneOf):
        return _shared(stands.options, options)
    if isinstance(stands, Silence):
        return Truth.UNKNOWN
    return known(stands in options)


def _shared(possible: frozenset[str], options: frozenset[str]) -> Truth:
    if possible <= options:
        return Truth.TRUE
    return Truth.UNKNOWN if possible & options else Truth.FALSE


def _within(stands: Standing, at_least: int | None, below: int | None) -> Truth:
    if stands is NOT_APPLICABLE:
        return Truth.FALSE
    if isinstance(stands, Between):
        least, greatest = stands.least, stands.greatest
        return in_range(least, greatest, at_least=at_least, below=below)
    if not isinstance(stands, int):
        return Truth.UNKNOWN
    return in_range(stands, stands, at_least=at_least, below=below)


def _recorded(stands: Standing, silence: Silence) -> Truth:
    if stands is Silence.NOT_ASKED:
        return Truth.UNKNOWN
    return known(stands is silence)


def _reaches(leaf: Reaches, case: Case) -> Truth:
    reading = case.levels.get(leaf.role)
    if reading is None:
        return Truth.UNKNOWN
    place = leaf.scale.index
    truth = in_range(
        place(reading.at_least),
        place(reading.at_most),
        at_least=place(leaf.level),
        below=None,
    )
    # Outside its population a comparison is false; while that is not known it can be
    # ruled out and cannot be sure.
    return all_of([reading.applies, truth])
