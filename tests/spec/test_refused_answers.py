"""
Answers that do not fit are refused, all at once, naming facts and never a value.
"""

import datetime as dt

import pytest

from caring.language.answers import Answer, Answers
from caring.language.conditions import Condition
from caring.language.facts import Constraint
from caring.running.assess import assess
from caring.running.fit import fit
from caring.values.errors import AnswersError, Problem
from caring.values.moments import Moment
from tests.spec.builders import (
    NOON,
    choice,
    consent,
    consent_rules,
    constraint,
    does_not_hold,
    is_one_of,
    is_within,
    is_yes,
    number,
    patient_decides,
    purpose,
    yes_no,
)

FACTS = {
    each.id: each
    for each in (
        choice("age_band", "adult", "child"),
        number("years", 0, 120),
        yes_no("alone"),
        yes_no("companion_answers"),
    )
}

ADULT_AND_CHILD = (is_one_of("age_band", "adult"), is_within("years", below=18))
ALONE_AND_ANSWERED_FOR = (is_yes("alone"), is_yes("companion_answers"))


@pytest.mark.parametrize(
    ("parts", "answers", "is_refused"),
    [
        (ADULT_AND_CHILD, {"age_band": "adult", "years": 17}, True),
        (ADULT_AND_CHILD, {"age_band": "adult", "years": 18}, False),
        (ADULT_AND_CHILD, {"age_band": "child", "years": 17}, False),
        (ADULT_AND_CHILD, {"age_band": "adult"}, False),
        (ADULT_AND_CHILD, {"age_band": "declined", "years": 17}, False),
        (ADULT_AND_CHILD, {"age_band": "adult", "years": "does_not_know"}, False),
        (ALONE_AND_ANSWERED_FOR, {"alone": "yes", "companion_answers": "yes"}, True),
        (ALONE_AND_ANSWERED_FOR, {"alone": "yes", "companion_answers": "no"}, False),
        (ALONE_AND_ANSWERED_FOR, {}, False),
        # `companion_answers` implies that the person is not alone
        (
            (
                is_yes("companion_answers"),
                does_not_hold(does_not_hold(is_yes("alone"))),
            ),
            {"alone": "yes", "companion_answers": "yes"},
            True,
        ),
    ],
)
def test_what_cannot_hold_together(
    parts: tuple[Condition, ...], answers: dict[str, object], *, is_refused: bool
) -> None:
    """
    Only answers that surely break a constraint are refused; silence breaks none.
    """
    problems = _problems(answers, constraint(*parts))

    expected = "cannot hold together: They exclude each other."
    assert problems == (
        (Problem(tuple(sorted(answers)), expected),) if is_refused else ()
    )


def _problems(answers: dict[str, object], each: Constraint) -> tuple[Problem, ...]:
    try:
        fit(Answers(answers), FACTS, (each,), Moment.of(NOON))
    except AnswersError as error:
        return error.problems
    return ()


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"years": 121}, "`years`: expected whole days from 0 to 120"),
        ({"years": -1}, "`years`: expected whole days from 0 to 120"),
        ({"years": 17.5}, "`years`: expected whole days from 0 to 120"),
        ({"years": True}, "`years`: expected whole days from 0 to 120"),
        ({"age_band": "elder"}, "`age_band`: expected adult or child"),
        (
            {"alon": "yes"},
            "`alon`: no fact here has this name; did you mean `alone`?",
        ),
        (
            {"alone": Answer("yes", dt.datetime(2026, 1, 15, 12))},  # noqa: DTZ001 # the mistake
            "`alone`: expected a time with a time zone",
        ),
        (
            {"years": 121, "age_band": "elder"},
            (
                "`age_band`: expected adult or child\n"
                "`years`: expected whole days from 0 to 120"
            ),
        ),
    ],
)
def test_what_does_not_fit(answers: dict[str, object], message: str) -> None:
    """
    Each problem says what would fit, in the order of the facts' names.
    """
    with pytest.raises(AnswersError) as raised:
        fit(Answers(answers), FACTS, (), Moment.of(NOON))

    assert str(raised.value) == message


@pytest.mark.parametrize("years", [0, 120])
def test_both_ends_of_a_range_fit(years: int) -> None:
    """
    The least and the greatest possible number are possible.
    """
    fit(Answers({"years": years}), FACTS, (), Moment.of(NOON))


@pytest.mark.parametrize(
    ("consents", "message"),
    [
        (
            (consent(given_at=dt.datetime(2026, 1, 15, 12)),),  # noqa: DTZ001 # the mistake
            "`consent.share_ngo`: expected times with a time zone",
        ),
        (
            (consent(), consent(state="refused")),
            "`consent.share_ngo`: expected one record for each recipient",
        ),
    ],
)
def test_consents_that_do_not_fit(consents: tuple[object, ...], message: str) -> None:
    """
    A time needs its zone, and nobody has two records for one purpose and recipient.
    """
    answers = Answers({}, consents)  # type: ignore[arg-type]  # a table of records

    with pytest.raises(AnswersError) as raised:
        fit(answers, FACTS, (), Moment.of(NOON))

    assert str(raised.value) == message


def test_a_purpose_that_nobody_knows() -> None:
    """
    A consent for a purpose that the rules do not know would be lost, so it is refused.
    """
    rules = consent_rules(patient_decides(), purpose("share_ngo"))
    answers = Answers({}, (consent(purpose="share_ngos", state="refused"),))

    with pytest.raises(AnswersError) as raised:
        assess(rules, answers, on=NOON)

    assert str(raised.value) == (
        "`consent.share_ngos`: no purpose here has this name; did you mean `share_ngo`?"
    )


@pytest.mark.parametrize("field", ["state", "decided_by", "form"])
def test_a_consent_with_a_word_that_is_none(field: str) -> None:
    """
    The message lists the words there are, and does not repeat the one that was written.
    """
    with pytest.raises(ValueError, match=f"`{field}` must be one of") as raised:
        consent(**{field: "her_secret"})

    assert "her_secret" not in str(raised.value)


@pytest.mark.parametrize("word", ["Yes", "declined", "distressed", ""])
def test_an_assent_that_is_none(word: str) -> None:
    """
    What a child wants is yes, no or distress, and nothing else is read as silence.
    """
    with pytest.raises(ValueError, match="`assent` must be one of") as raised:
        consent(assent=word)

    assert str(raised.value) == "`assent` must be one of yes, no, distress"


@pytest.mark.parametrize("field", ["asked_alone", "pressure", "understood"])
@pytest.mark.parametrize("word", ["Yes", "true", "declined", "", 1, ["yes"]])
def test_a_consent_with_something_else_than_yes_or_no(field: str, word: object) -> None:
    """
    A word that is neither yes nor no is refused, and not read as not known.
    """
    with pytest.raises(ValueError, match=f"`{field}` must be one of yes, no") as raised:
        consent(**{field: word})

    assert str(raised.value) == f"`{field}` must be one of yes, no"


@pytest.mark.parametrize("field", ["asked_alone", "pressure", "understood"])
@pytest.mark.parametrize(
    ("written", "known"),
    [("yes", "yes"), ("no", "no"), (True, "yes"), (False, "no"), (None, None)],
)
def test_a_consent_with_yes_or_no(field: str, written: object, known: object) -> None:
    """
    Yes and no, as words or as Python has them; nothing where it is not known.
    """
    assert getattr(consent(**{field: written}), field) == known
