"""
Whom a protocol is for.
"""

import pytest

from caring.guidance.actions import ActionClass
from caring.language.results import LevelOutcome
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    T,
    U,
    action,
    advice_of,
    care,
    highest,
    is_yes,
    questions_of,
    row,
    screening,
)

FOR_ADULTS = screening(
    highest(row("some", is_yes("sign")), actions={"some": ["see_alone", "examine"]}),
    actions=[care("see_alone"), action("examine", ActionClass.EXAMINING)],
    population=is_yes("adult"),
)


@pytest.mark.parametrize(
    ("adult", "applies"),
    [("yes", T), ("no", F), ("declined", U), ("not_asked", U)],
)
def test_inside_outside_unknown(adult: str, applies: Truth) -> None:
    """
    A person is surely inside, surely outside, or it is not known.
    """
    assert assess(FOR_ADULTS, {"adult": adult}, on=NOON).applies is applies


@pytest.mark.parametrize(
    ("adult", "advised"),
    [
        ("yes", {"see_alone": "certain", "examine": "certain"}),
        ("no", {}),
        ("declined", {"see_alone": "precaution"}),
        ("not_asked", {"see_alone": "precaution"}),
    ],
)
def test_what_is_advised(adult: str, advised: dict[str, str]) -> None:
    """
    Outside nothing is advised; while it is not known only care, as a precaution.
    """
    advice = advice_of(FOR_ADULTS, answers={"adult": adult, "sign": "yes"})

    assert {each.action.id: each.certainty.value for each in advice.entries} == advised


@pytest.mark.parametrize(
    ("answers", "questions", "missing"),
    [
        ({}, ["adult", "sign"], ["adult", "sign"]),
        ({"adult": "yes"}, ["sign"], ["sign"]),
        ({"adult": "no"}, [], []),
        ({"sign": "yes"}, ["adult"], ["adult"]),
        ({"adult": "declined"}, ["sign"], ["adult", "sign"]),
    ],
)
def test_what_is_missing(
    answers: dict[str, str], questions: list[str], missing: list[str]
) -> None:
    """
    Whether somebody is inside is asked too; outside nothing more matters.
    """
    advice = advice_of(FOR_ADULTS, answers=answers)
    found = advice.assessments["screening"].missing

    assert questions_of(advice) == questions
    assert [each.fact for each in found] == missing


def test_everybody() -> None:
    """
    A protocol without a population is for everybody.
    """
    concern = highest(row("some", is_yes("sign")))

    assert assess(screening(concern), {}, on=NOON).applies is T


def test_the_level_is_worked_out_all_the_same() -> None:
    """
    While it is not known whether somebody is inside, the level says what it would be.
    """
    outcome = assess(FOR_ADULTS, {"sign": "yes"}, on=NOON).outcomes["concern"]

    assert isinstance(outcome, LevelOutcome)
    assert outcome.at_least == "some"
