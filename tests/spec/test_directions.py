"""
Where an answer is dangerous, and where a test of a fact points.
"""

import attrs
import pytest

from caring.language.conditions import FactTest, Is, Within
from caring.language.facts import Direction, Fact, Number, Options, direction_of
from tests.spec.builders import (
    choice,
    is_declined,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    number,
    yes_no,
)

UP, DOWN, BOTH = Direction.TOWARDS, Direction.AWAY, Direction.BOTH


def _ordered(fact: Fact, *ranks: set[str]) -> Fact:
    """
    The fact with its options in order, least dangerous first.
    """
    assert isinstance(fact.domain, Options)
    order = tuple(frozenset(each) for each in ranks)
    return attrs.evolve(fact, domain=attrs.evolve(fact.domain, order=order))


def _dangerous(fact: Fact, danger: str | None) -> Fact:
    """
    The fact with its danger in high or in low numbers.
    """
    assert isinstance(fact.domain, Number)
    return attrs.evolve(fact, domain=attrs.evolve(fact.domain, danger=danger))


PLAIN = choice("who", "alone", "friend", "boss")
WHO = _ordered(PLAIN, {"alone"}, {"friend"}, {"boss"})
TIED = _ordered(PLAIN, {"alone", "friend"}, {"boss"})
TIED_ABOVE = _ordered(PLAIN, {"alone"}, {"friend", "boss"})
UNRANKED = _ordered(PLAIN, {"alone"}, {"boss"})
SAFE_IF_YES = _ordered(yes_no("who"), {"yes"}, {"no"})
COUNT = number("who", 0, 10)
HIGHER, LOWER = _dangerous(COUNT, "higher"), _dangerous(COUNT, "lower")


@pytest.mark.parametrize(
    ("fact", "test", "direction"),
    [
        # yes/no
        (yes_no("who"), is_yes("who"), UP),
        (yes_no("who"), is_no("who"), DOWN),
        (SAFE_IF_YES, is_yes("who"), DOWN),
        (SAFE_IF_YES, is_no("who"), UP),
        # a choice: towards the most dangerous, away from it, or neither
        (WHO, is_one_of("who", "boss"), UP),
        (WHO, is_one_of("who", "friend", "boss"), UP),
        (WHO, is_one_of("who", "alone"), DOWN),
        # one of two that are equally dangerous points neither way
        (TIED, is_one_of("who", "alone"), BOTH),
        (TIED_ABOVE, is_one_of("who", "boss"), BOTH),
        # an option without a rank does not count
        (UNRANKED, is_one_of("who", "friend", "boss"), UP),
        (UNRANKED, is_one_of("who", "alone"), DOWN),
        (WHO, is_one_of("who", "friend"), BOTH),
        (TIED, is_one_of("who", "boss"), UP),
        (PLAIN, is_one_of("who", "boss"), None),
        # numbers
        (HIGHER, is_within("who", at_least=3), UP),
        (HIGHER, is_within("who", below=3), DOWN),
        (HIGHER, is_within("who", at_least=3, below=5), BOTH),
        (LOWER, is_within("who", at_least=3), DOWN),
        (LOWER, is_within("who", below=3), UP),
        (COUNT, is_within("who", at_least=3), None),
        # a silence may hide the dangerous answer
        (yes_no("who"), is_declined("who"), UP),
        (PLAIN, is_declined("who"), None),
    ],
)
def test_where_a_test_points(
    fact: Fact, test: FactTest, direction: Direction | None
) -> None:
    """
    A test points towards danger, away from it, both ways, or nowhere without a danger.
    """
    assert direction_of(test, fact) is direction


@pytest.mark.parametrize(
    ("fact", "test"),
    [
        (yes_no("who"), Within("who", 3, None)),
        (COUNT, Is("who", frozenset({"yes"}))),
    ],
)
def test_a_test_that_does_not_fit(fact: Fact, test: FactTest) -> None:
    """
    A range of a choice, or an option of a number, is a mistake and no direction.
    """
    with pytest.raises(ValueError, match="this test does not fit `who`"):
        direction_of(test, fact)


@pytest.mark.parametrize(
    ("fact", "least_dangerous_first"),
    [
        (yes_no("who"), ["no", "yes"]),
        (SAFE_IF_YES, ["yes", "no"]),
        (WHO, ["alone", "friend", "boss"]),
        (HIGHER, [0, 1, 10]),
        (LOWER, [10, 1, 0]),
    ],
)
def test_how_dangerous_an_answer_is(
    fact: Fact, least_dangerous_first: list[str | int]
) -> None:
    """
    Answers are ranked by their danger.
    """
    ranks = [fact.domain.rank(each) for each in least_dangerous_first]
    known = [each for each in ranks if each is not None]

    assert fact.has_danger
    assert ranks == known == sorted(set(known))


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        (PLAIN, "boss"),
        (COUNT, 3),
        # no answer at all to this fact
        (WHO, "nobody"),
        (HIGHER, True),
    ],
)
def test_what_has_no_rank(fact: Fact, answer: object) -> None:
    """
    Without a danger, or for what is no answer, there is no rank.
    """
    assert fact.domain.rank(answer) is None
