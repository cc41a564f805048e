"""
Needs that can be met for some hours only: until when, and what is done meanwhile.
"""

import datetime as dt

import attrs
import pytest

import caring
from caring.guidance.assessment import Advice, Assessment, Certainty
from caring.guidance.referral import Referral
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.decisions import Row
from caring.language.derivations import HoursSince
from caring.language.facts import (
    Fact,
    Lasting,
    Number,
    Obtained,
    Sensitivity,
    Time,
)
from caring.language.silence import RECORDED
from caring.language.windows import TimeLimit, Window
from caring.running.assess import assess
from caring.showing.lines import Style, as_text
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from tests.spec.builders import (
    HOUR,
    NOON,
    OWN,
    SECOND,
    F,
    T,
    U,
    advice_of,
    all_hold,
    care,
    every,
    is_declined,
    is_within,
    is_yes,
    referral,
    row,
    sharing,
    some_hold,
)
from tests.spec.services import advised, service, shelters

BANGKOK = dt.timezone(7 * HOUR)
HURT_AT = Fact(
    id="hurt_at",
    domain=Time(by_the_hour=True),
    obtained=Obtained.ASKED,
    wording="When?",
    sensitivity=Sensitivity.OPEN,
    lasts=24,
    source=OWN,
    applies_when=is_yes("hurt"),
)
HOURS = attrs.evolve(
    HURT_AT,
    id="hours",
    domain=Number(type="count", unit="hours", at_least=0, at_most=1000, danger="lower"),
    obtained=Obtained.DERIVED,
    lasts=Lasting.ENCOUNTER,
    derived=HoursSince("hurt_at"),
    applies_when=None,
)
RECENT = some_hold(is_within("hours", below=72), is_declined("hurt_at"))
WINDOW = Window(since="hurt_at", hours=72, source=OWN)

On = dt.datetime | dt.date


def _row(when: Condition) -> Row:
    return attrs.evolve(row("medicine", when), window=WINDOW, title="The medicine")


def _protocol(when: Condition) -> Referral:
    return referral(
        every(
            _row(when),
            row("doctor", is_yes("hurt")),
            actions={"medicine": ["offer", "share"], "doctor": ["treat"]},
        ),
        facts=[HURT_AT, HOURS],
        actions=[care("offer"), care("treat"), sharing("share", "share_ngo")],
    )


SMALL = _protocol(all_hold(is_yes("hurt"), RECENT))


def _assessed(at: object, on: On = NOON, **others: object) -> Assessment:
    return assess(SMALL, {"hurt": "yes", "hurt_at": at, **others}, on=on)


def _limit(at: object, on: On = NOON) -> TimeLimit:
    (limit,) = _assessed(at, on).time_limits
    return limit


@pytest.mark.parametrize(
    ("since", "passed", "left", "holds"),
    [
        (0 * HOUR, F, 72, T),
        (HOUR, F, 71, T),
        (71 * HOUR, F, 1, T),
        (72 * HOUR - SECOND, F, 0, T),
        (72 * HOUR, T, 0, F),
        (72 * HOUR + SECOND, T, 0, F),
        (73 * HOUR, T, 0, F),
    ],
)
@pytest.mark.parametrize("zone", [dt.UTC, BANGKOK])
def test_by_the_hour(
    since: dt.timedelta, passed: object, left: int, holds: object, zone: dt.tzinfo
) -> None:
    """
    The time ends when its hours have passed, and the need says the same.
    """
    found = _assessed((NOON - since).astimezone(zone))
    (limit,) = found.time_limits

    assert (limit.need, limit.window) == ("medicine", WINDOW)
    assert limit.earliest == limit.latest == NOON - since + 72 * HOUR
    assert limit.passed is passed
    assert limit.least_left == limit.most_left == left
    assert found.outcomes["needs"].rows[0].truth is holds


@pytest.mark.parametrize(
    ("day", "on", "passed", "left", "holds"),
    [
        # the day of the visit itself
        ("2026-01-15", NOON, F, (46, 95), T),
        # a day lasts for fifty hours on earth
        ("2026-01-14", NOON, F, (22, 71), T),
        ("2026-01-13", NOON, U, (0, 47), U),
        ("2026-01-12", NOON, U, (0, 23), U),
        ("2026-01-11", NOON, T, (0, 0), F),
        # its ends: on the fourteenth at ten, 72 hours after the twelfth first began
        ("2026-01-12", NOON - 27 * HOUR, F, (1, 50), T),
        ("2026-01-12", NOON - 26 * HOUR, U, (0, 49), U),
        # and on the sixteenth at noon, 72 hours after it ended last
        ("2026-01-12", NOON + 23 * HOUR, U, (0, 0), U),
        ("2026-01-12", NOON + 24 * HOUR, T, (0, 0), F),
        # the day of the visit alone is known
        (NOON, NOON.date(), F, (48, 98), T),
        (NOON - 72 * HOUR, NOON.date(), U, (0, 26), U),
        (NOON - 120 * HOUR, NOON.date(), T, (0, 0), F),
        # of both the day alone
        ("2026-01-12", NOON.date(), U, (0, 49), U),
    ],
)
def test_where_a_day_alone_is_known(
    day: object, on: On, passed: object, left: tuple[int, int], holds: object
) -> None:
    """
    The limit is as wide as the day, and open where the need is.
    """
    found = _assessed(day, on)
    (limit,) = found.time_limits

    assert limit.passed is passed
    assert (limit.least_left, limit.most_left) == left
    assert found.outcomes["needs"].rows[0].truth is holds


def test_the_limits_of_a_day() -> None:
    """
    It begins first at UTC+14 and ends last at UTC-12.
    """
    limit = _limit("2026-01-12")

    assert limit.earliest.isoformat() == "2026-01-14T10:00:00+00:00"
    assert limit.latest.isoformat() == "2026-01-16T11:59:59.999999+00:00"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (NOON, "2026-01-17T12:00:00+00:00"),
        (NOON.astimezone(BANGKOK), "2026-01-17T19:00:00+07:00"),
        # where the hour of the visit is not known, so is its zone
        (NOON.date(), "2026-01-17T12:00:00+00:00"),
    ],
)
def test_by_which_clock(on: On, said: str) -> None:
    """
    It is told by the clock of the visit, whatever clock the moment was told by.
    """
    since = (NOON - 24 * HOUR).astimezone(dt.timezone(-5 * HOUR))

    assert _limit(since, on).earliest.isoformat() == said


@pytest.mark.parametrize("silence", RECORDED)
def test_a_silent_moment_has_no_limit(silence: object) -> None:
    """
    Nothing is told of what nobody told; nor is it where it was not asked.
    """
    assert _assessed(silence).time_limits == ()
    assert assess(SMALL, {"hurt": "yes"}, on=NOON).time_limits == ()


def test_an_answer_that_grew_old_has_no_limit() -> None:
    """
    It counts as not asked, here too.
    """
    at = NOON - 24 * HOUR
    old = Answers({"hurt": "yes", "hurt_at": caring.Answer(at, at=NOON - 25 * HOUR)})

    assert assess(SMALL, old, on=NOON).time_limits == ()


def test_what_does_not_hold_for_another_reason_has_no_limit() -> None:
    """
    No hour is told for what is not for this person.
    """
    other = _protocol(all_hold(is_yes("alone"), RECENT))
    outside = attrs.evolve(SMALL, population=is_yes("alone"))
    answers = {"hurt": "yes", "hurt_at": NOON - HOUR, "alone": "no"}

    assert assess(other, answers, on=NOON).time_limits == ()
    facts = other.facts
    shut = assess(attrs.evolve(outside, facts=facts), answers, on=NOON)
    assert shut.time_limits == ()
    open_ = {**answers, "alone": "yes"}
    assert len(assess(other, open_, on=NOON).time_limits) == 1


# What is done


def _advised(at: object, on: On = NOON) -> dict[str, Certainty]:
    advice = advice_of(SMALL, answers={"hurt": "yes", "hurt_at": at}, on=on)
    return {each.action.id: each.certainty for each in advice.entries}


@pytest.mark.parametrize(
    ("at", "certainty"),
    [
        ("2026-01-15", Certainty.CERTAIN),
        ("2026-01-12", Certainty.PRECAUTION),
        ("2026-01-10", None),
        (NOON - 71 * HOUR, Certainty.CERTAIN),
        (NOON - 72 * HOUR, None),
        ("declined", Certainty.CERTAIN),
        # whoever was not asked is asked
        ("not_asked", None),
        ("does_not_know", None),
    ],
)
def test_what_may_still_help_is_not_kept_back(
    at: object, certainty: Certainty | None
) -> None:
    """
    Where nothing but the hour is open, care is advised as a precaution.

    A time that has passed takes no other care away.
    """
    found = _advised(at)

    assert found.get("offer") is certainty
    assert found["treat"] is Certainty.CERTAIN


def test_a_precaution_is_care() -> None:
    """
    Nothing is shared because an hour may not have passed.
    """
    advice = advice_of(SMALL, answers={"hurt": "yes", "hurt_at": "2026-01-12"})

    assert "share" not in {each.action.id for each in advice.withheld}
    assert "share" not in advice.actions


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (NOON - HOUR, [Certainty.CERTAIN]),
        ("2026-01-12", [Certainty.PRECAUTION]),
        (NOON - 72 * HOUR, []),
    ],
)
def test_services_are_named_while_they_may_still_help(
    at: object, found: list[Certainty]
) -> None:
    """
    What holds for care here holds for care elsewhere.
    """
    bed = attrs.evolve(row("bed", RECENT), window=WINDOW)
    needs = every(bed, actions={"bed": ["offer"]})
    advice = advised(
        shelters(needs=needs, facts=[HURT_AT, HOURS]), service(), hurt="yes", hurt_at=at
    )

    assert [each.certainty for each in advice.referrals] == found


def test_only_the_hour_may_be_open() -> None:
    """
    While it is not known whether it happened at all, nothing is done because of hours.
    """
    advice = advice_of(SMALL, answers={"hurt_at": "2026-01-12"})

    assert advice.actions == ()
    assert len(advice.assessments["referral"].time_limits) == 1


# How it is told


def _told(at: object, on: On = NOON) -> str:
    answers = Answers({"hurt": "yes", "hurt_at": at})
    advice = advice_of(SMALL, answers=answers.values, on=on)
    return " ".join(as_text(advice_lines(advice, answers=answers)).split())


UNTIL = "The medicine: it can help until 2026-01-18 11:00+00:00."
PASSED = (
    "The medicine: the time of 72 hours has passed. This changes what is offered; all"
    " other care goes on."
)
BETWEEN = (
    "The medicine: it can help until some time between {} and {}, as the exact hour is"
    " not known."
)


@pytest.mark.parametrize(
    ("at", "on", "said"),
    [
        (
            NOON - HOUR,
            NOON,
            f"{UNTIL} Whole hours left: 71.",
        ),
        (
            NOON - HOUR,
            NOON.date(),
            f"{UNTIL} Whole hours left: 47 to 97.",
        ),
        (
            "2026-01-14",
            NOON,
            BETWEEN.format("2026-01-16 10:00+00:00", "2026-01-18 11:59+00:00")
            + " Whole hours left: 22 to 71.",
        ),
        (
            "2026-01-12",
            NOON,
            BETWEEN.format("2026-01-14 10:00+00:00", "2026-01-16 11:59+00:00")
            + " This time may be over; act as if it were not.",
        ),
        (
            NOON - 72 * HOUR,
            NOON,
            PASSED,
        ),
    ],
)
def test_in_words(at: object, on: On, said: str) -> None:
    """
    Until when, and how much is left, or that it has passed; with where it comes from.
    """
    text = _told(at, on)

    assert f"What helps only for some time - {said} Source: made up for a test" in text


def test_nothing_is_told_without_a_moment() -> None:
    """
    There is no such part where no moment is known.
    """
    assert "What helps only for some time" not in _told("declined")


def test_it_stands_next_to_what_is_done_now() -> None:
    """
    Above what has more time, so that nobody has to look for a deadline.
    """
    answers = Answers({"hurt": "yes", "hurt_at": NOON - HOUR})
    lines = list(advice_lines(advice_of(SMALL, answers=answers.values), None, answers))
    headings = [each.text for each in lines if each.style is Style.HEADING]

    assert headings[:2] == ["What helps only for some time", "When there is time"]


def test_one_protocol_tells_it_too() -> None:
    """
    In the name of the need where it has no title.
    """
    untitled = attrs.evolve(SMALL, needs=every(attrs.evolve(_row(RECENT), title=None)))
    answers = Answers({"hurt_at": NOON - HOUR})
    found = assess(untitled, answers, on=NOON)

    assert "- medicine: it can help until" in as_text(
        assessment_lines(found, answers=answers)
    )


def test_a_reviewer_sees_the_window() -> None:
    """
    The hours, the moment and the source stand below the need.
    """
    text = " ".join(as_text(protocol_lines(SMALL)).split())

    assert "Can be met only until 72 hours after: hurt at. Source: made up" in text


# Who may see it


def _shown(advice: Advice) -> list[str]:
    assessment = advice.assessments["referral"]
    return [
        *map(repr, (advice, assessment, assessment.time_limits)),
        *map(str, assessment.time_limits),
        advice.to_json(),
        assessment.to_json(),
        as_text(advice_lines(advice)),
        as_text(assessment_lines(assessment)),
    ]


def test_a_limit_tells_no_one_who_has_not_the_answers() -> None:
    """
    A deadline is a moment that somebody told: by default nothing shows it.
    """
    one, other = (
        advice_of(SMALL, answers={"hurt": "yes", "hurt_at": NOON - since})
        for since in (HOUR, 2 * HOUR)
    )

    assert _shown(one) == _shown(other)
    assert "2026-01-18" not in "".join(_shown(one))
    assert "time_limits" not in one.to_json()
    assert repr(one.assessments["referral"].time_limits) == "(TimeLimit(...),)"
