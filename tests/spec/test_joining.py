"""
Conditions put together: an unknown part counts only while it could matter.
"""

import pytest

from caring.language.conditions import Condition
from caring.values.truth import Truth
from tests.spec.builders import (
    F,
    T,
    U,
    all_hold,
    does_not_hold,
    is_yes,
    named,
    none_hold,
    some_hold,
    truth,
)

ANSWER = {T: "yes", F: "no", U: "declined"}
"""An answer to `a` that gives the condition `a` this truth."""

A, B, C = is_yes("a"), is_yes("b"), is_yes("c")


@pytest.mark.parametrize(
    ("a", "b", "both", "either", "neither"),
    [
        # a b  all any none
        (T, T, T, T, F),
        (T, U, U, T, F),
        (T, F, F, T, F),
        (U, T, U, T, F),
        (U, U, U, U, U),
        (U, F, F, U, U),
        (F, T, F, T, F),
        (F, U, F, U, U),
        (F, F, F, F, T),
    ],
)
def test_two_parts(
    a: Truth, b: Truth, both: Truth, either: Truth, neither: Truth
) -> None:
    """
    One false part settles `all`; one true part settles `any` and `none`.
    """
    answers = {"a": ANSWER[a], "b": ANSWER[b]}

    assert truth(all_hold(A, B), **answers) is both
    assert truth(some_hold(A, B), **answers) is either
    assert truth(none_hold(A, B), **answers) is neither


@pytest.mark.parametrize(("a", "turned"), [(T, F), (U, U), (F, T)])
def test_not(a: Truth, turned: Truth) -> None:
    """
    What is unknown stays unknown when it is turned round.
    """
    assert truth(does_not_hold(A), a=ANSWER[a]) is turned
    assert truth(does_not_hold(does_not_hold(A)), a=ANSWER[a]) is a


@pytest.mark.parametrize("a", [T, U, F])
def test_a_name_changes_nothing(a: Truth) -> None:
    """
    A finding is as true as what it stands for.
    """
    assert truth(named("finding", A), a=ANSWER[a]) is a


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (all_hold(A, some_hold(B, C)), U),
        (all_hold(A, none_hold(B, C)), U),
        (some_hold(A, all_hold(B, C)), T),
        (all_hold(does_not_hold(A), B), F),
        (none_hold(all_hold(A, C), B), U),
        (does_not_hold(all_hold(A, C)), T),
    ],
)
def test_parts_inside_parts(whole: Condition, expected: Truth) -> None:
    """
    With a yes, b declined and c no, each level follows from the one below.
    """
    assert truth(whole, a="yes", b="declined", c="no") is expected


def test_two_tests_of_one_silent_fact_are_judged_one_by_one() -> None:
    """
    "a or not a" is unknown while a is silent: each test is judged by itself.
    """
    assert truth(some_hold(A, does_not_hold(A))) is U
    assert truth(all_hold(A, does_not_hold(A))) is U


@pytest.mark.parametrize("a", [T, U, F])
def test_a_truth_is_not_read_as_yes_or_no(a: Truth) -> None:
    """
    `if truth:` would have to guess what is unknown, so that it is an error.
    """
    with pytest.raises(TypeError, match="may be unknown"):
        bool(a)
