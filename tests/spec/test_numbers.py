"""
Counts, scores and ranges lie between their least and their greatest possible value.
"""

import pytest

from caring.values.truth import Truth
from tests.spec.builders import (
    F,
    T,
    U,
    at_least,
    is_within,
    is_yes,
    score,
    truth,
)

SIGNS = [is_yes("a"), is_yes("b"), is_yes("c")]


def _answers(signs: str) -> dict[str, str]:
    """
    Read "y?n" as: a is yes, b was not asked, c is no.
    """
    words = {"y": "yes", "n": "no", "?": "not_asked", "d": "declined"}
    return {fact: words[sign] for fact, sign in zip("abc", signs.split(), strict=True)}


@pytest.mark.parametrize(
    ("signs", "one", "two", "three"),
    [
        # a b c  1  2  3 or more
        ("n n n", F, F, F),
        ("? n n", U, F, F),
        ("? ? n", U, U, F),
        ("? ? ?", U, U, U),
        ("y n n", T, F, F),
        ("y ? n", T, U, F),
        ("y ? ?", T, U, U),
        ("y d d", T, U, U),
        ("y y n", T, T, F),
        ("y y ?", T, T, U),
        ("y y y", T, T, T),
    ],
)
def test_how_many_hold(signs: str, one: Truth, two: Truth, three: Truth) -> None:
    """
    A count is reached when enough surely hold, and missed when too few could.
    """
    answers = _answers(signs)

    assert truth(at_least(1, *SIGNS), **answers) is one
    assert truth(at_least(2, *SIGNS), **answers) is two
    assert truth(at_least(3, *SIGNS), **answers) is three


@pytest.mark.parametrize(
    ("signs", "least", "greatest"),
    [
        # a brings 2 points, b 1, c takes 3 away
        ("y y n", 3, 3),
        ("y y y", 0, 0),
        ("n n y", -3, -3),
        ("y y ?", 0, 3),
        ("y y d", 0, 3),
        ("? n n", 0, 2),
        ("? ? n", 0, 3),
        ("n n ?", -3, 0),
        ("? ? ?", -3, 3),
    ],
)
def test_scores(signs: str, least: int, greatest: int) -> None:
    """
    A silent sign may bring its points or none; points taken away lower the least sum.
    """
    answers = _answers(signs)
    points = {"a": 2, "b": 1, "c": -3}

    for limit in range(-5, 6):
        reached = T if least >= limit else (U if greatest >= limit else F)
        missed = {T: F, U: U, F: T}[reached]
        assert truth(score(points, at_least=limit), **answers) is reached
        assert truth(score(points, below=limit), **answers) is missed


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("n n n", F),  # the sum is 0
        ("n y n", T),  # 1
        ("y n n", T),  # 2
        ("y y n", F),  # 3
        ("? y n", U),  # 1 or 3
        ("y ? n", U),  # 2 or 3
        ("? n y", F),  # -3 or -1
        ("? ? ?", U),  # anything
    ],
)
def test_a_score_with_both_ends(signs: str, expected: Truth) -> None:
    """
    "At least 1 and below 3" takes 1 and 2, and is unknown while the sum may be either.
    """
    points = {"a": 2, "b": 1, "c": -3}

    assert truth(score(points, at_least=1, below=3), **_answers(signs)) is expected


@pytest.mark.parametrize(
    ("days", "from_three", "below_five", "three_or_four"),
    [
        (2, F, T, F),
        (3, T, T, T),
        (4, T, T, T),
        (5, T, F, F),
        ("declined", U, U, U),
        ("not_asked", U, U, U),
    ],
)
def test_ranges(
    days: object, from_three: Truth, below_five: Truth, three_or_four: Truth
) -> None:
    """
    `at_least` takes its limit in, `below` leaves it out.
    """
    assert truth(is_within("days", at_least=3), days=days) is from_three
    assert truth(is_within("days", below=5), days=days) is below_five
    assert truth(is_within("days", at_least=3, below=5), days=days) is three_or_four
