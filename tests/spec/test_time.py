"""
Time is handed in. Where only the date is known, tests by the hour may be unknown.
"""

import datetime as dt

import pytest

from caring.language.answers import Answer, Answers
from caring.language.facts import Lasting
from caring.language.silence import Silence
from caring.running.assess import assess
from caring.running.fit import fit
from caring.running.interpret import standing
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    F,
    T,
    U,
    consent,
    consent_rules,
    highest,
    is_yes,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

THAT_DAY = NOON.date()
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("since_answered", "stands"),
    [
        (0 * HOUR, "no"),
        (23 * HOUR, "no"),
        (24 * HOUR - SECOND, "no"),
        (24 * HOUR, "no"),
        (24 * HOUR + SECOND, Silence.NOT_ASKED),
        (48 * HOUR, Silence.NOT_ASKED),
    ],
)
def test_an_answer_that_lasts_24_hours(
    since_answered: dt.timedelta, stands: object
) -> None:
    """
    Exactly 24 hours later it still counts; one second later it was not asked.
    """
    answers = Answers({"a": Answer("no", NOON - since_answered)})
    case = fit(answers, {"a": yes_no("a", lasts=24)}, (), Moment.of(NOON))

    assert standing("a", case) == stands


@pytest.mark.parametrize("answer", ["yes", "no", "declined", "does_not_know"])
def test_every_answer_grows_old(answer: str) -> None:
    """
    A silence grows old like an answer, so that it may be asked again.
    """
    answers = Answers({"a": Answer(answer, NOON - 25 * HOUR)})
    case = fit(answers, {"a": yes_no("a", lasts=24)}, (), Moment.of(NOON))

    assert standing("a", case) is Silence.NOT_ASKED


@pytest.mark.parametrize("lasts", [24, Lasting.ENCOUNTER])
@pytest.mark.parametrize(
    ("on", "at", "stands"),
    [
        (NOON, NOON, "no"),
        (NOON, NOON + SECOND, Silence.NOT_ASKED),
        (NOON, NOON + 3 * DAY, Silence.NOT_ASKED),
        (THAT_DAY, NOON + SECOND, "no"),
        (THAT_DAY, NOON + 3 * DAY, Silence.NOT_ASKED),
    ],
)
def test_an_answer_that_was_given_only_later(
    lasts: Lasting | int, on: dt.datetime | dt.date, at: dt.datetime, stands: object
) -> None:
    """
    What was answered only after the moment in question was not asked by then.
    """
    answers = Answers({"a": Answer("no", at)})
    case = fit(answers, {"a": yes_no("a", lasts=lasts)}, (), Moment.of(on))

    assert standing("a", case) == stands


@pytest.mark.parametrize(
    ("lasts", "at"),
    [
        (Lasting.ENCOUNTER, NOON - 48 * HOUR),
        (24, None),
    ],
)
def test_an_answer_that_does_not_grow_old(
    lasts: Lasting | int, at: dt.datetime | None
) -> None:
    """
    What lasts for the encounter stays, and so does what bears no time.
    """
    answers = Answers({"a": Answer("no", at)})
    case = fit(answers, {"a": yes_no("a", lasts=lasts)}, (), Moment.of(NOON))

    assert standing("a", case) == "no"


@pytest.mark.parametrize(
    ("answered", "stands"),
    [
        # The day ends last, somewhere on earth, at noon UTC of the day after.
        (NOON - 3 * DAY, Silence.NOT_ASKED),
        (NOON - SECOND, Silence.NOT_ASKED),
        (NOON, "no"),
    ],
)
def test_an_answer_on_a_day_without_an_hour(
    answered: dt.datetime, stands: object
) -> None:
    """
    On a date an answer counts only if it is fresh at every hour of that day.
    """
    answers = Answers({"a": Answer("no", answered)})
    case = fit(answers, {"a": yes_no("a", lasts=24)}, (), Moment.of(THAT_DAY))

    assert standing("a", case) == stands


@pytest.mark.parametrize(
    ("time", "at_noon", "that_day"),
    [
        # the time; has it come at noon? on that day?
        (NOON - 3 * DAY, T, T),
        (NOON - SECOND, T, U),
        (NOON, T, U),
        (NOON + SECOND, F, U),
        (NOON + 3 * DAY, F, F),
    ],
)
def test_a_time_that_comes(time: dt.datetime, at_noon: Truth, that_day: Truth) -> None:
    """
    A time has come from its very second on; on its own day that is not known.
    """
    assert Moment.of(NOON).reaches(time) is at_noon
    assert Moment.of(THAT_DAY).reaches(time) is that_day


@pytest.mark.parametrize(
    ("expires", "at_noon", "that_day"),
    [
        # the consent runs out; is it valid at noon? on that day?
        (NOON - 3 * DAY, F, F),
        (NOON - SECOND, F, U),
        (NOON, F, U),
        (NOON + SECOND, T, U),
        (NOON + 3 * DAY, T, T),
        (None, T, T),
    ],
)
def test_a_consent_that_runs_out(
    expires: dt.datetime | None, at_noon: Truth, that_day: Truth
) -> None:
    """
    A consent that runs out in the course of a day is unknown while the hour is.
    """
    rules = consent_rules(patient_decides(), purpose())
    record = consent(given_at=NOON - 9 * DAY, expires_at=expires)
    answers = Answers({"adult": "yes"}, (record,))

    assert assess(rules, answers, on=NOON).consents[0].truth is at_noon
    assert assess(rules, answers, on=THAT_DAY).consents[0].truth is that_day


def test_the_same_second_in_another_zone() -> None:
    """
    An hour is compared where it happened, whatever its zone.
    """
    bangkok = dt.timezone(dt.timedelta(hours=7))
    answers = Answers({"a": Answer("no", (NOON - 24 * HOUR).astimezone(bangkok))})
    case = fit(answers, {"a": yes_no("a", lasts=24)}, (), Moment.of(NOON))

    assert standing("a", case) == "no"


@pytest.mark.parametrize(
    ("on", "error"),
    [
        (dt.datetime(2026, 1, 15, 12), ValueError),  # noqa: DTZ001 # the mistake
        ("2026-01-15", TypeError),
        (None, TypeError),
    ],
)
def test_a_moment_needs_its_zone(on: object, error: type[Exception]) -> None:
    """
    A datetime without a zone is refused, and nothing else stands for a moment.
    """
    protocol = screening(highest(row("some", is_yes("a"))))

    with pytest.raises(error):
        assess(protocol, {}, on=on)  # type: ignore[arg-type]  # the mistake


def test_the_record_keeps_the_moment_that_was_handed_in() -> None:
    """
    The record says for which moment it was judged, and which protocol exactly.
    """
    protocol = screening(highest(row("some", is_yes("a"))))
    record = assess(protocol, {}, on=THAT_DAY).record

    assert record.on == THAT_DAY
    assert (record.guidance.id, record.guidance.version) == (
        "screening/small",
        "1.0.0",
    )
    assert record.guidance.digest.startswith("sha256:")


class _PutForward(dt.tzinfo):
    """
    A zone whose clock is put forward by an hour on 29 March 2026 at two in the morning.
    """

    def utcoffset(self, time: dt.datetime | None) -> dt.timedelta:
        assert time is not None
        forward = time.replace(tzinfo=None) >= dt.datetime(2026, 3, 29, 2)  # noqa: DTZ001
        return dt.timedelta(hours=2 if forward else 1)

    def dst(self, time: dt.datetime | None) -> dt.timedelta:
        return self.utcoffset(time) - dt.timedelta(hours=1)

    def tzname(self, _: dt.datetime | None) -> str:
        return "here"


@pytest.mark.parametrize(
    ("clock", "truth"),
    [
        (dt.time(12, 30), Truth.TRUE),
        (dt.time(13), Truth.TRUE),
        (dt.time(13, 0, 1), Truth.FALSE),
    ],
)
def test_a_day_on_which_the_clock_is_put_forward_has_23_hours(
    clock: dt.time, truth: Truth
) -> None:
    """
    Hours are hours that pass, and not what the clock on the wall shows.
    """
    here = _PutForward()
    noon_before = dt.datetime(2026, 3, 28, 12, tzinfo=here)
    on = Moment.of(dt.datetime.combine(dt.date(2026, 3, 29), clock, here))

    assert on.is_within(24, noon_before) is truth


def test_times_are_compared_by_when_they_are() -> None:
    """
    Of two times that the clock shows alike, the later one comes an hour later.
    """
    east, west = (dt.timezone(dt.timedelta(hours=hours)) for hours in (7, 6))
    ten = dt.datetime(2026, 1, 15, 10)  # noqa: DTZ001 - the zone is put to it below

    assert Moment.of(ten.replace(tzinfo=east)).reaches(ten.replace(tzinfo=west)) is (
        Truth.FALSE
    )
    assert Moment.of(ten.replace(tzinfo=west)).reaches(ten.replace(tzinfo=east)) is (
        Truth.TRUE
    )
