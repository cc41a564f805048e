"""
A program in its own few words: what each test means, and that no slot is left out.
"""

import pytest

from caring.rails.program import (
    Both,
    Counts,
    Definition,
    Either,
    Lies,
    Named,
    Opposite,
    Says,
    Test,
    define,
    holds,
)

YES, NO = Says("a", ("yes",)), Says("a", ("no",))
VALUES: dict[str, str | int] = {"a": "yes", "n": 3}


@pytest.mark.parametrize(
    ("test", "truth"),
    [
        (YES, True),
        (NO, False),
        (Lies("n", 3, 3), True),
        (Lies("n", 4, 9), False),
        (Lies("n", 0, 2), False),
        (Lies("a", 0, 9), False),
        (Both(()), True),
        (Both((YES, NO)), False),
        (Either(()), False),
        (Either((NO, YES)), True),
        (Opposite(NO), True),
        (Counts(((2, YES), (1, NO)), 2), True),
        (Counts(((2, YES), (1, NO)), 3), False),
        (Counts(((2, YES), (-1, YES)), 2), False),
    ],
)
def test_a_test_means_what_it_says(test: Test, truth: bool) -> None:
    assert holds(test, VALUES, {}) is truth


def test_a_later_definition_uses_an_earlier_one() -> None:
    found = define(
        (Definition("b", YES), Definition("c", Opposite(Named("b")))), VALUES
    )
    assert found == {"b": True, "c": False}


def test_a_slot_that_is_left_out_is_refused() -> None:
    with pytest.raises(KeyError):
        holds(YES, {}, {})
