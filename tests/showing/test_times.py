"""
Until when, in words; how an action is done; what gives way and who raised a level.
"""

import datetime as dt

import attrs
import pytest

import caring
from caring.guidance.actions import ActionClass, Channel
from caring.guidance.assessment import Advice
from caring.guidance.safety import Safety
from caring.language.decisions import Urgency
from caring.language.raises import Raise, RaiseReason
from caring.running.assess import assess
from caring.showing.lines import as_text
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from tests.spec.builders import (
    HOUR,
    NOON,
    action,
    advice_of,
    care,
    consent,
    consent_rules,
    every,
    highest,
    is_yes,
    patient_decides,
    protecting,
    purpose,
    referral,
    row,
    screening,
    sharing,
)

DANGER = "safety/immediate-danger"


def _text(advice: Advice) -> str:
    return " ".join(as_text(advice_lines(advice)).split())


def _advised(on: dt.date, urgency: Urgency) -> str:
    needs = every(
        row("doctor", is_yes("hurt"), urgency=urgency), actions={"doctor": ["treat"]}
    )
    protocol = referral(needs, actions=[care("treat")])
    return as_text(advice_lines(advice_of(protocol, answers={"hurt": "yes"}, on=on)))


@pytest.mark.parametrize(
    ("on", "urgency", "heading"),
    [
        (NOON, Urgency.IMMEDIATE, "Now, before the person leaves"),
        (NOON, Urgency.WITHIN_24_HOURS, "Within 24 hours, by 2026-01-16 12:00+00:00"),
        (NOON, Urgency.WITHIN_72_HOURS, "Within 72 hours, by 2026-01-18 12:00+00:00"),
        (NOON, Urgency.ROUTINE, "When there is time"),
        (NOON.date(), Urgency.IMMEDIATE, "Now, before the person leaves"),
        (
            NOON.date(),
            Urgency.WITHIN_24_HOURS,
            (
                "Within 24 hours, by 2026-01-15 10:00+00:00,"
                " or later, as only the day is known"
            ),
        ),
        (NOON.date(), Urgency.ROUTINE, "When there is time"),
    ],
)
def test_until_when_something_is_to_be_done(
    on: dt.date, urgency: Urgency, heading: str
) -> None:
    """
    A time limit is a moment that a clock can be held against.
    """
    assert heading in _advised(on, urgency).splitlines()


@pytest.mark.parametrize(
    ("on", "answers", "words"),
    [
        (
            NOON,
            {"in_danger_if_leaving_today": "yes"},
            "It stands until 2026-01-16 12:00+00:00. Assess anew before that when:",
        ),
        (
            NOON.date(),
            {"in_danger_if_leaving_today": "yes"},
            (
                "It stands until 2026-01-15 10:00+00:00, or later, as only the day is"
                " known. Assess anew before that when:"
            ),
        ),
    ],
)
def test_how_long_a_result_on_danger_stands(
    on: dt.date, answers: dict[str, object], words: str
) -> None:
    """
    Nobody has to remember that danger changes.
    """
    found = caring.assess(DANGER, answers, on=on)
    text = " ".join(as_text(assessment_lines(found)).split())

    assert words in text
    assert "- The person tells something new." in text


def test_a_result_that_stands_until_the_next_visit() -> None:
    """
    Nobody knows when that is, so no moment is shown.
    """
    safety = caring.load(DANGER)
    assert isinstance(safety, Safety)
    unending = attrs.evolve(safety, expires=dict.fromkeys(safety.expires))
    text = as_text(assessment_lines(assess(unending, {}, on=NOON)))

    assert "It stands until the next visit. Assess anew before that when:" in text


def test_other_results_do_not_end() -> None:
    """
    Where no end was agreed on, none is shown.
    """
    found = caring.assess("screening/signs-in-clinic", {}, on=NOON)

    assert "It stands until" not in as_text(assessment_lines(found))


def test_until_when_a_consent_stands() -> None:
    """
    A plan for a later day can be seen to outlive the consent.
    """
    share = attrs.evolve(sharing("share", "share_ngo"), carries=("first_name",))
    needs = every(row("bed", is_yes("hurt")), actions={"bed": ["share"]})
    text = _text(
        advice_of(
            consent_rules(patient_decides(), purpose()),
            referral(needs, actions=[share]),
            answers={"adult": "yes", "hurt": "yes"},
            consents=(consent(expires_at=NOON + HOUR),),
        )
    )

    until = "until 2026-01-15 13:00+00:00"
    assert f"is given to Harbour House and to nobody else, {until}." in text
    assert f"consent for share ngo to Harbour House: given, {until}." in text


LETTER = attrs.evolve(
    action("write", ActionClass.PROTECTING, excludes=("card",)),
    channels=(Channel.IN_PERSON, Channel.CLINIC_PHONE),
    manner=("Speak low.", "Say it twice."),
)
CARD = action("card", instead=("tell",))
NEEDS = every(row("help", is_yes("hurt")), actions={"help": ["write", "card"]})
HELP = referral(NEEDS, actions=[LETTER, CARD, care("tell")])


def test_which_way_and_how() -> None:
    """
    The advice says by which way something happens, and how to do it.
    """
    text = _text(advice_of(HELP, answers={"hurt": "yes"}))

    assert "Way: in person, clinic phone. How: Speak low. How: Say it twice." in text


def test_what_gives_way() -> None:
    """
    What is withheld beside something else says beside what, and what is done instead.
    """
    text = _text(advice_of(HELP, answers={"hurt": "yes"}))

    assert "- Do card. (why 1) It does not go together with: Do write." in text
    assert "Instead: Do tell." in text


def test_what_a_protocol_says_of_its_actions() -> None:
    """
    Way, manner, what is excluded and what is done instead stand beside each action.
    """
    text = " ".join(as_text(protocol_lines(HELP)).split())

    assert "way: in person, clinic phone; never together with card) How: Speak" in text
    assert "(care, when there is time; or else tell)" in text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "concern: from some to high; act on some. Raised: The person's own"),
        ({"a": "no", "b": "no"}, "concern: some. Raised: The person's own view is"),
        ({"a": "yes", "b": "no"}, "concern: some. Settled:"),
    ],
)
def test_who_raised_a_level(answers: dict[str, object], words: str) -> None:
    """
    A raised level says so and why; where it changed nothing, nothing is said.
    """
    concern = highest(row("some", is_yes("a")), row("high", is_yes("b")))
    raised = Raise(level="some", reason=RaiseReason.OWN_VIEW)
    found = assess(screening(concern), answers, on=NOON, raises=[raised])

    assert words in " ".join(as_text(assessment_lines(found)).split())


def test_what_is_protected_is_shown_without_any() -> None:
    """
    An action without way or manner says nothing of them.
    """
    protocol = referral(
        every(row("help", is_yes("hurt")), actions={"help": ["stay"]}),
        actions=[protecting("stay")],
    )
    text = _text(advice_of(protocol, answers={"hurt": "yes"}))

    assert "Way:" not in text
    assert "How:" not in text
