"""
How long answers stand within an encounter, who gave them, and what is put again.
"""

import datetime as dt

import pytest

from caring.language.answers import Answer, Answers, Origin
from caring.language.facts import Lasting, Obtained
from caring.language.silence import Silence
from caring.running.advise import advise
from caring.running.fit import fit
from caring.running.interpret import standing
from caring.values.moments import Moment
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    advice_of,
    highest,
    is_yes,
    pathway,
    questions_of,
    row,
    screening,
    yes_no,
)

ENCOUNTER = NOON - 3 * HOUR
SECTION = NOON - HOUR
NOT_ASKED = Silence.NOT_ASKED


def stands(
    answer: Answer,
    lasts: Lasting | int,
    section_began: dt.datetime | None = None,
    encounter_began: dt.datetime | None = None,
) -> object:
    answers = Answers(
        {"a": answer}, section_began=section_began, encounter_began=encounter_began
    )
    facts = {"a": yes_no("a", lasts=lasts)}
    return standing("a", fit(answers, facts, (), Moment.of(NOON)))


@pytest.mark.parametrize(
    ("lasts", "at", "in_section", "in_encounter"),
    [
        (Lasting.SECTION, SECTION, "no", "no"),
        (Lasting.SECTION, SECTION - SECOND, NOT_ASKED, "no"),
        (Lasting.SECTION, ENCOUNTER - SECOND, NOT_ASKED, NOT_ASKED),
        (Lasting.SECTION, None, NOT_ASKED, NOT_ASKED),
        (Lasting.ENCOUNTER, SECTION - SECOND, "no", "no"),
        (Lasting.ENCOUNTER, ENCOUNTER, "no", "no"),
        (Lasting.ENCOUNTER, ENCOUNTER - SECOND, "no", NOT_ASKED),
        (Lasting.ENCOUNTER, None, "no", NOT_ASKED),
        (24, ENCOUNTER - SECOND, "no", "no"),
        (24, NOON - 24 * HOUR, "no", "no"),
        (24, NOON - 24 * HOUR - SECOND, NOT_ASKED, NOT_ASKED),
        (24, None, "no", "no"),
    ],
)
def test_answers_end_with_what_they_stand_for(
    lasts: Lasting | int,
    at: dt.datetime | None,
    in_section: object,
    in_encounter: object,
) -> None:
    """
    When a part, or an encounter, begins anew, what stood only for the last is asked.
    """
    answer = Answer("no", at)

    assert stands(answer, lasts, section_began=SECTION) == in_section
    assert stands(answer, lasts, encounter_began=ENCOUNTER) == in_encounter


@pytest.mark.parametrize("lasts", [*Lasting, 2])
@pytest.mark.parametrize(
    ("at", "section", "encounter", "is_declined"),
    [
        # declined in an earlier part of the same encounter
        (SECTION - SECOND, SECTION, ENCOUNTER, True),
        (ENCOUNTER, SECTION, ENCOUNTER, True),
        (None, SECTION, ENCOUNTER, True),
        (SECTION - SECOND, SECTION, None, True),
        (None, None, ENCOUNTER, True),
        # declined in an earlier encounter
        (ENCOUNTER - SECOND, SECTION, ENCOUNTER, False),
        (ENCOUNTER - SECOND, None, ENCOUNTER, False),
    ],
)
def test_declining_stands_to_the_end_of_the_encounter(
    lasts: Lasting | int,
    at: dt.datetime | None,
    section: dt.datetime | None,
    encounter: dt.datetime | None,
    *,
    is_declined: bool,
) -> None:
    """
    Who chose not to answer is not asked again because somebody left the room.
    """
    facts = {"a": yes_no("a", lasts=lasts)}
    answers = Answers(
        {"a": Answer("declined", at)}, section_began=section, encounter_began=encounter
    )
    expected = Silence.DECLINED if is_declined else NOT_ASKED
    assert standing("a", fit(answers, facts, (), Moment.of(NOON))) is expected


@pytest.mark.parametrize(
    ("obtained", "origin", "expected"),
    [
        (Obtained.ASKED, None, "no"),
        (Obtained.ASKED, "patient", "no"),
        (Obtained.ASKED, "staff", "no"),
        (Obtained.ASKED, "record", "no"),
        (Obtained.ASKED, "companion", NOT_ASKED),
        (Obtained.OBSERVED, "companion", "no"),
        (Obtained.RECORDED, "companion", "no"),
    ],
)
def test_a_companion_does_not_answer_for_the_patient(
    obtained: Obtained, origin: str | None, expected: object
) -> None:
    """
    What somebody says in the patient's place leaves the question unanswered.
    """
    facts = {"a": yes_no("a", obtained=obtained)}
    answer = Answer("no", origin=Origin(origin) if origin else None)

    assert (
        standing("a", fit(Answers({"a": answer}), facts, (), Moment.of(NOON)))
        == expected
    )


def test_what_a_companion_said_is_still_asked() -> None:
    """
    The patient is asked all the same.
    """
    protocol = screening(highest(row("some", is_yes("a"))), facts=[yes_no("a")])
    answers = {"a": Answer("no", origin=Origin.COMPANION)}

    assert questions_of(advice_of(protocol, answers=answers)) == ["a"]


@pytest.mark.parametrize(
    ("offers", "at", "encounter", "is_put"),
    [
        (1, None, None, True),
        (2, None, None, False),
        (3, None, None, False),
        (2, ENCOUNTER, ENCOUNTER, False),
        (2, None, ENCOUNTER, False),
        (2, ENCOUNTER - SECOND, ENCOUNTER, True),
    ],
)
def test_a_question_is_put_twice_at_most(
    offers: int, at: dt.datetime | None, encounter: dt.datetime | None, *, is_put: bool
) -> None:
    """
    Put twice and left without an answer, it is left alone until another encounter.
    """
    protocol = screening(highest(row("some", is_yes("a"))), facts=[yes_no("a")])
    answer = Answer("not_asked", at, offers=offers)
    answers = Answers({"a": answer}, encounter_began=encounter)
    advice = advise(pathway(protocol), answers, on=NOON)
    outcome = next(iter(advice.assessments.values())).outcomes["concern"]

    assert questions_of(advice) == (["a"] if is_put else [])
    assert outcome.is_open is is_put
    assert not outcome.is_settled


@pytest.mark.parametrize("offers", [0, -1, 1.0, "1", True])
def test_offers_are_counted(offers: object) -> None:
    """
    A count that is none is refused, naming no answer.
    """
    with pytest.raises(ValueError, match="`offers` is a whole number from 1"):
        Answer("no", offers=offers)  # type: ignore[arg-type]


def test_beginnings_have_zones() -> None:
    """
    A time without its zone could be hours away.
    """
    with pytest.raises(ValueError, match="`section_began` needs a time zone"):
        Answers({}, section_began=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="`encounter_began` needs a time zone"):
        Answers({}, encounter_began=NOON.replace(tzinfo=None))


def test_an_origin_nobody_knows_is_refused() -> None:
    """
    It could be a companion under another name.
    """
    with pytest.raises(
        ValueError, match="`origin` must be one of patient, staff, record, companion"
    ):
        Answer("no", origin="husband")
