"""
No answer leaks: what is printed about two persons is the same, whatever they answered.
"""

import datetime as dt
import pickle
import traceback
from collections.abc import Callable

import pytest

from caring.guidance.assessment import Advice, Assessment
from caring.language.answers import Answer, Answers
from caring.language.consent import Consent
from caring.running.assess import assess
from caring.running.fit import fit
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from tests.spec.builders import (
    HOUR,
    NOON,
    advice_of,
    case,
    consent,
    consent_rules,
    every,
    highest,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    screening,
    yes_no,
)

ONE: dict[str, object] = {"adult": "yes", "sign": "yes", "homeless": "no"}
OTHER: dict[str, object] = {"adult": "no", "sign": "no", "homeless": "yes"}

ONES_CONSENT = consent(recipient="Harbour House", form="written")
OTHERS_CONSENT = consent(
    recipient="Police",
    state="refused",
    decided_by="guardian",
    asked_alone="no",
    pressure="yes",
    understood="no",
    told=(),
    items=("full_name", "address"),
    given_at=NOON - 9 * HOUR,
    expires_at=NOON - HOUR,
)


def _screening(answers: dict[str, object]) -> Assessment:
    protocol = screening(highest(row("some", is_yes("sign"))))
    return assess(protocol, {"sign": answers["sign"]}, on=NOON)


def _screening_of_adults(answers: dict[str, object]) -> Assessment:
    protocol = screening(
        highest(row("some", is_yes("sign"))), population=is_yes("adult")
    )
    known = {fact: answers[fact] for fact in ("sign", "adult")}
    return assess(protocol, known, on=NOON)


def _advice(answers: dict[str, object], record: Consent) -> Advice:
    return advice_of(
        screening(highest(row("some", is_yes("sign")))),
        consent_rules(patient_decides(), purpose()),
        referral(every(row("shelter", is_yes("homeless")))),
        answers=answers,
        consents=(record,),
    )


def _consents(answers: dict[str, object], record: Consent) -> Assessment:
    rules = consent_rules(patient_decides(), purpose())
    given = Answers({"adult": answers["adult"]}, (record,))
    return assess(rules, given, on=NOON)


def _answered(answers: dict[str, object], at: dt.datetime) -> Answers:
    return Answers({fact: Answer(each, at) for fact, each in answers.items()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Answers(ONE, (ONES_CONSENT,)), Answers(OTHER, (OTHERS_CONSENT,))),
        (_answered(ONE, NOON), _answered(OTHER, NOON - HOUR)),
        (Answers(ONE).values, Answers(OTHER).values),
        (Answer("yes"), Answer("no")),
        (Answer("yes"), Answer("declined")),
        (Answer(3, NOON, "patient"), Answer(4, NOON - HOUR, "staff")),
        (case(**ONE), case(**OTHER)),
        (case(**ONE).standings, case(**OTHER).standings),
        (ONES_CONSENT, OTHERS_CONSENT),
        (_screening(ONE), _screening(OTHER)),
        (_consents(ONE, ONES_CONSENT), _consents(OTHER, OTHERS_CONSENT)),
        (_advice(ONE, ONES_CONSENT), _advice(OTHER, OTHERS_CONSENT)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_is_printed(one: object, other: object) -> None:
    """
    Two persons who answered the same questions look the same in every print and log.
    """
    assert repr(one) == repr(other)
    assert str(one) == str(other)
    assert f"{one}" == f"{other}"


def test_whether_somebody_is_in_the_population_is_not_printed() -> None:
    """
    Being in the population follows from an answer, so that it is not printed.
    """
    assert repr(_screening_of_adults(ONE)) == repr(_screening_of_adults(OTHER))


PARTS: dict[str, Callable[[Advice], object]] = {
    "outcome": lambda advice: advice.assessments["screening"].outcomes["concern"],
    "evidence": lambda advice: (
        advice.assessments["screening"].outcomes["concern"].rows[0].evidence
    ),
    "consent": lambda advice: advice.assessments["consent"].consents[0],
    "element": lambda advice: advice.assessments["consent"].consents[0].elements[0],
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_result(part: str) -> None:
    """
    The parts of a result print no more than the whole.
    """
    find = PARTS[part]
    one, other = _advice(ONE, ONES_CONSENT), _advice(OTHER, OTHERS_CONSENT)

    assert repr(find(one)) == repr(find(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"alone": "her_secret"}, {"alone": "his_secret"}),
        ({"alone": 17}, {"alone": 71}),
        (
            {"companion": "no", "answers_for": "yes"},
            {"companion": "no", "answers_for": "declined"},
        ),
    ],
)
def test_what_an_error_says(one: dict[str, object], other: dict[str, object]) -> None:
    """
    The error about an answer repeats nothing of it.
    """
    first, second = _refused(one), _refused(other)

    assert str(first) == str(second)
    assert repr(first) == repr(second)
    assert first.__cause__ is None
    assert first.__context__ is None


def _refused(answers: dict[str, object]) -> AnswersError:
    facts = {
        "alone": yes_no("alone"),
        "companion": yes_no("companion"),
        "answers_for": yes_no("answers_for", applies_when=is_yes("companion")),
    }
    with pytest.raises(AnswersError) as raised:
        fit(Answers(answers), facts, (), Moment.of(NOON))
    return raised.value


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        (Answers(), "Answers(0 given, 0 silent, 0 consents)"),
        (
            Answers({"a": True, "b": "declined"}),
            "Answers(1 given, 1 silent, 0 consents)",
        ),
        (Answers({}, (ONES_CONSENT,)), "Answers(0 given, 0 silent, 1 consents)"),
    ],
)
def test_answers_print_as_counts(answers: Answers, printed: str) -> None:
    """
    Answers print how many there are, and neither facts nor values.
    """
    assert repr(answers) == printed


def test_a_consent_prints_its_purpose_only() -> None:
    """
    A consent prints what it is for, and not what became of it.
    """
    assert repr(consent()) == "Consent(for 'share_ngo')"


def test_answers_are_not_pickled() -> None:
    """
    A cache would keep them; the error says what to hand over instead.
    """
    with pytest.raises(TypeError, match="to_plain"):
        pickle.dumps(Answers(ONE))


WORDS = "her own words"
MAKES: dict[str, Callable[[], object]] = {
    "consent": lambda: consent(state=WORDS),
    "assess": lambda: assess(
        screening(highest(row("some", is_yes("sign")))), {"sign": WORDS}, on=NOON
    ),
}


@pytest.mark.parametrize("make", MAKES)
def test_no_frame_shows_what_was_handed_in(make: str) -> None:
    """
    A traceback with the variables of every frame of ours shows nothing of it.
    """
    with pytest.raises(ValueError, match=r"must be one of|expected") as raised:
        MAKES[make]()
    place = raised.value.__traceback__
    ours = {__file__, consent.__code__.co_filename}
    while place is not None and place.tb_frame.f_code.co_filename in ours:
        place = place.tb_next

    told = traceback.TracebackException(
        type(raised.value), raised.value, place, capture_locals=True
    )
    assert WORDS not in "".join(told.format())
