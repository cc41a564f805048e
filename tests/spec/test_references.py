"""
Reading another protocol's level: by its bounds, and only inside its population.
"""

import pytest

from caring.guidance.assessment import Advice
from caring.language.results import EveryOutcome
from caring.running.interpret import judge
from caring.values.truth import Truth
from tests.spec.builders import (
    SCALE,
    F,
    T,
    U,
    advice_of,
    case,
    every,
    highest,
    is_yes,
    level_reaches,
    reading,
    referral,
    row,
    screening,
)


@pytest.mark.parametrize(
    ("at_least", "at_most", "some", "high"),
    [
        # bounds of the level; does it reach some? high?
        ("none", "none", F, F),
        ("none", "some", U, F),
        ("none", "high", U, U),
        ("some", "some", T, F),
        ("some", "high", T, U),
        ("high", "high", T, T),
    ],
)
def test_bounds(at_least: str, at_most: str, some: Truth, high: Truth) -> None:
    """
    A level is reached when `at_least` reaches it, and missed when `at_most` does not.
    """
    known = case().with_level("screening", reading(at_least, at_most))

    assert judge(level_reaches("some"), known).truth is some
    assert judge(level_reaches("high"), known).truth is high


@pytest.mark.parametrize(
    ("applies", "at_least", "at_most", "reaches_high"),
    [
        # inside its population the bounds say it
        (T, "high", "high", T),
        (T, "none", "high", U),
        (T, "none", "some", F),
        # outside it every comparison is false
        (F, "high", "high", F),
        (F, "none", "high", F),
        (F, "none", "some", F),
        # not known: ruled out where it is so inside, never sure
        (U, "high", "high", U),
        (U, "none", "high", U),
        (U, "none", "some", F),
    ],
)
def test_population(
    applies: Truth, at_least: str, at_most: str, reaches_high: Truth
) -> None:
    """
    Outside its population a protocol says nothing; while that is unknown, nothing sure.
    """
    known = case().with_level("screening", reading(at_least, at_most, applies=applies))

    assert judge(level_reaches("high"), known).truth is reaches_high


@pytest.mark.parametrize("applies", [F, U])
def test_the_lowest_level_is_not_reached_outside_the_population(applies: Truth) -> None:
    """
    Even the lowest level is reached only by somebody who is surely inside.
    """
    known = case().with_level("screening", reading("none", "none", applies=applies))

    assert judge(level_reaches(SCALE[0]), known).truth is applies


def test_a_level_that_nobody_worked_out_is_unknown() -> None:
    """
    A protocol that runs alone knows nothing of the others.
    """
    assert judge(level_reaches("some"), case()).truth is U


SCREENING = screening(highest(row("some", is_yes("a")), row("high", is_yes("b"))))
REFERRAL = referral(every(row("shelter", level_reaches("some"))))


def _needs(advice: Advice) -> EveryOutcome:
    outcome = advice.assessments["referral"].outcomes["needs"]
    assert isinstance(outcome, EveryOutcome)
    return outcome


@pytest.mark.parametrize(
    ("answers", "certain", "possible", "ruled_out"),
    [
        ({"a": "yes"}, ["shelter"], [], []),
        ({"a": "no", "b": "no"}, [], [], ["shelter"]),
        ({"a": "no"}, [], ["shelter"], []),
        ({}, [], ["shelter"], []),
    ],
)
def test_along_a_pathway(
    answers: dict[str, str],
    certain: list[str],
    possible: list[str],
    ruled_out: list[str],
) -> None:
    """
    A later protocol reads the bounds of an earlier one, and not its working level.
    """
    needs = _needs(advice_of(SCREENING, REFERRAL, answers=answers))

    assert list(needs.certain) == certain
    assert list(needs.possible) == possible
    assert list(needs.ruled_out) == ruled_out


def test_a_need_that_hangs_on_an_open_level_is_open() -> None:
    """
    While a question of the screening could settle the need, the need is open.
    """
    needs = _needs(advice_of(SCREENING, REFERRAL))

    assert not needs.is_settled
    assert needs.is_open


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["a", "b"]),
        ({"a": "no"}, ["b"]),
        ({"a": "declined", "b": "no"}, ["a"]),
        ({"a": "no", "b": "no"}, []),
        ({"a": "yes"}, []),
    ],
)
def test_what_is_missing_of_a_level(
    answers: dict[str, str], missing: list[str]
) -> None:
    """
    A need that reads a level misses what could settle the level.
    """
    needs = _needs(advice_of(SCREENING, REFERRAL, answers=answers))

    assert [each.fact for each in needs.missing] == missing
