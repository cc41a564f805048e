"""
Until when: deadlines, how long a result stands, when a consent ends, and each window of
the bundled needs, at the hour before and after.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import attrs
import pytest

import caring
from caring.guidance.assessment import Advice
from caring.guidance.protocol import Protocol
from caring.guidance.referral import Referral
from caring.guidance.safety import Safety, standing
from caring.language.answers import Answers
from caring.language.conditions import facts_in
from caring.language.decisions import Row, Urgency
from caring.language.windows import TimeLimit, Window
from caring.running.assess import assess
from caring.values.moments import ends_after
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    F,
    T,
    U,
    advice_of,
    care,
    consent,
    consent_rules,
    every,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
)

UTC = dt.UTC
SOFIA = ZoneInfo("Europe/Sofia")
BANGKOK = ZoneInfo("Asia/Bangkok")
AUCKLAND = ZoneInfo("Pacific/Auckland")
HONOLULU = ZoneInfo("Pacific/Honolulu")


def _at(text: str, zone: dt.tzinfo = UTC) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("on", "hours", "ends"),
    [
        (_at("2026-01-15T10:00", BANGKOK), 0, "2026-01-15T10:00:00+07:00"),
        (_at("2026-01-15T10:00", BANGKOK), 24, "2026-01-16T10:00:00+07:00"),
        (_at("2026-01-15T10:00", BANGKOK), 72, "2026-01-18T10:00:00+07:00"),
        # over the end of a month, a leap day and a year
        (_at("2028-02-28T12:00"), 24, "2028-02-29T12:00:00+00:00"),
        (_at("2026-12-31T23:00"), 24, "2027-01-01T23:00:00+00:00"),
        # clocks go forward on 29 March 2026 at 3 in Sofia: noon is an hour nearer
        (_at("2026-03-28T12:00", SOFIA), 24, "2026-03-29T13:00:00+03:00"),
        (_at("2026-03-28T12:00", SOFIA), 72, "2026-03-31T13:00:00+03:00"),
        (_at("2026-03-29T02:59", SOFIA), 24, "2026-03-30T03:59:00+03:00"),
        (_at("2026-03-29T04:00", SOFIA), 24, "2026-03-30T04:00:00+03:00"),
        # and back on 25 October 2026 at 4: noon is an hour farther
        (_at("2026-10-24T12:00", SOFIA), 24, "2026-10-25T11:00:00+02:00"),
        (_at("2026-10-25T03:30", SOFIA), 1, "2026-10-25T03:30:00+02:00"),
        # of a date the day may have begun at UTC+14, and nobody knows where
        (dt.date(2026, 1, 15), 0, "2026-01-14T10:00:00+00:00"),
        (dt.date(2026, 1, 15), 24, "2026-01-15T10:00:00+00:00"),
        (dt.date(2026, 1, 15), 72, "2026-01-17T10:00:00+00:00"),
        (dt.date(2026, 3, 29), 24, "2026-03-29T10:00:00+00:00"),
    ],
)
def test_when_hours_have_passed(on: dt.date, hours: int, ends: str) -> None:
    """
    Hours that pass are counted, whatever the clock on the wall shows.
    """
    assert ends_after(hours, on).isoformat() == ends


@pytest.mark.parametrize("zone", [UTC, SOFIA, BANGKOK, AUCKLAND, HONOLULU])
@pytest.mark.parametrize("hours", [24, 72, 168])
@pytest.mark.parametrize("day", ["2026-01-15", "2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("hour", [0, 2, 12, 23])
def test_a_date_never_gives_more_time(
    day: str, hour: int, hours: int, zone: dt.tzinfo
) -> None:
    """
    Wherever and at whatever hour it was, what is said of the day is no later.
    """
    date = dt.date.fromisoformat(day)
    exact = dt.datetime(date.year, date.month, date.day, hour, tzinfo=zone)

    assert ends_after(hours, date) <= ends_after(hours, exact)


def test_a_deadline_needs_a_zone() -> None:
    """
    It is not guessed.
    """
    with pytest.raises(ValueError, match="needs a time zone"):
        ends_after(24, NOON.replace(tzinfo=None))


def _advised(on: dt.date) -> Advice:
    needs = every(
        *(row(each.value, is_yes("hurt"), urgency=each) for each in Urgency),
        actions={each.value: [each.value] for each in Urgency},
    )
    there = [care(each.value) for each in Urgency]
    return advice_of(referral(needs, actions=there), answers={"hurt": "yes"}, on=on)


@pytest.mark.parametrize(
    ("on", "deadlines"),
    [
        (NOON, {"immediate": NOON, "h24": NOON + 24 * HOUR, "h72": NOON + 72 * HOUR}),
        (
            NOON.date(),
            {
                "immediate": _at("2026-01-14T10:00"),
                "h24": _at("2026-01-15T10:00"),
                "h72": _at("2026-01-17T10:00"),
            },
        ),
    ],
)
def test_until_when_each_urgency_allows(
    on: dt.date, deadlines: dict[str, dt.datetime]
) -> None:
    """
    Each class of urgency is a latest moment; what has time has none.
    """
    found = {each.action.id: each.deadline for each in _advised(on).entries}

    assert found == {**deadlines, "routine": None}


def test_what_stands_in_has_the_deadline_of_its_urgency() -> None:
    """
    Every entry has it, however it came to be advised.
    """
    for entry in _advised(NOON).entries:
        hours = entry.urgency.hours
        expected = None if hours is None else NOON + hours * HOUR
        assert entry.deadline == expected


# How long a result on danger stands


def _bundled(kind: str) -> list[Protocol]:
    found = [caring.load(each) for each in caring.list_protocols()]
    return [each for each in found if isinstance(each, Protocol) and each.kind == kind]


def _expiries() -> Iterator[tuple[Safety, str]]:
    for protocol in _bundled("safety"):
        assert isinstance(protocol, Safety)
        for level in protocol.expires:
            yield protocol, level


@pytest.mark.parametrize(
    ("safety", "level"), list(_expiries()), ids=lambda each: getattr(each, "id", each)
)
@pytest.mark.parametrize(
    "on",
    [
        _at("2026-01-15T12:00"),
        _at("2026-03-28T12:00", SOFIA),
        _at("2026-10-24T12:00", SOFIA),
        _at("2026-01-15T23:30", HONOLULU),
        dt.date(2026, 1, 15),
        dt.date(2026, 3, 29),
    ],
    ids=str,
)
def test_how_long_each_level_stands(safety: Safety, level: str, on: dt.date) -> None:
    """
    An hour before its end a result stands, and an hour after it does not.
    """
    raised = caring.Raise(level=level, reason=caring.RaiseReason.SOMETHING_SEEN)
    stands = standing(assess(safety, _quiet(safety), on=on, raises=[raised]))
    hours = safety.expires[level]
    assert stands is not None
    assert stands.reassess_when == safety.reassess_when
    if hours is None:
        # Nobody knows when the next visit is, so no moment is named.
        assert level == safety.danger.scale[0]
        assert stands.until is None
        return
    assert stands.until is not None
    begun, until = (each.astimezone(UTC) for each in (ends_after(0, on), stands.until))

    assert begun + (hours - 1) * HOUR < until
    assert begun + hours * HOUR == until
    assert until < begun + (hours + 1) * HOUR


def _quiet(safety: Protocol) -> dict[str, object]:
    """
    Answer every fact with what is least dangerous.
    """
    found: dict[str, object] = {}
    facts = [each for each in safety.facts.values() if each.applies_when is None]
    for fact in facts:
        ranks = {
            each: fact.domain.rank(each) for each in getattr(fact.domain, "labels", {})
        }
        least = [each for each, rank in ranks.items() if rank in (0, None)]
        found[fact.id] = least[-1]
    quiet = {"age_band": "adult_certain", "privacy": "alone"}
    return found | {fact: each for fact, each in quiet.items() if fact in found}


def test_where_nothing_stands_nothing_is_said() -> None:
    """
    Other kinds have no end, nor has what is not for this person.
    """
    (safety,) = (
        each for each in _bundled("safety") if "came_with_somebody" in each.facts
    )
    for_nobody = attrs.evolve(safety, population=is_yes("came_with_somebody"))

    assert standing(assess(for_nobody, {"came_with_somebody": "no"}, on=NOON)) is None
    for other in _bundled("screening"):
        assert standing(assess(other, {}, on=NOON)) is None


# When a consent ends


@pytest.mark.parametrize(
    ("on", "proceeds"),
    [
        (_at("2026-01-16T11:00"), True),
        (_at("2026-01-16T12:00"), False),
        (_at("2026-01-16T13:00"), False),
        # the same moments, as other clocks show them
        (_at("2026-01-16T18:59", BANGKOK), True),
        (_at("2026-01-16T19:00", BANGKOK), False),
        (_at("2026-01-17T00:59", AUCKLAND), True),
        (_at("2026-01-17T01:00", AUCKLAND), False),
        (_at("2026-01-16T01:59", HONOLULU), True),
        (_at("2026-01-16T02:00", HONOLULU), False),
        # the day before has ended everywhere; of the day itself nobody knows
        (dt.date(2026, 1, 15), True),
        (dt.date(2026, 1, 16), False),
        (dt.date(2026, 1, 17), False),
    ],
    ids=str,
)
def test_the_day_on_which_a_consent_ends(on: dt.date, *, proceeds: bool) -> None:
    """
    A consent that ends says when, and is judged by that moment wherever it is read.
    """
    given = consent(expires_at=NOON + 24 * HOUR, given_at=NOON - 48 * HOUR)
    rules = consent_rules(patient_decides(), purpose())
    (decided,) = assess(rules, Answers({"adult": "yes"}, [given]), on=on).consents

    assert decided.may_proceed is proceeds
    assert decided.expires_at == NOON + 24 * HOUR


def test_a_consent_without_an_end_names_none() -> None:
    """
    Nor does a purpose for which there is no record.
    """
    rules = consent_rules(patient_decides(), purpose())
    for records in ([consent()], []):
        (decided,) = assess(rules, Answers({}, records), on=NOON).consents
        assert decided.expires_at is None


# Windows of the bundled needs


def _windows() -> Iterator[tuple[Referral, Row, Window]]:
    for protocol in _bundled("referral"):
        assert isinstance(protocol, Referral)
        for need in protocol.needs.rows:
            if need.window is not None:
                yield protocol, need, need.window


WINDOWS = list(_windows())
each_window = pytest.mark.parametrize(
    ("protocol", "need", "window"), WINDOWS, ids=lambda each: getattr(each, "id", "")
)


def _found(
    protocol: Referral, need: Row, since: object, on: dt.date
) -> tuple[Truth, TimeLimit]:
    """
    Judge a need whose moment is known, everything else in it being so.
    """
    assert need.window is not None
    tested = facts_in(need.when) - {need.window.since}
    answered = {each for each in tested if protocol.facts[each].is_answered}
    answers = {**dict.fromkeys(answered, "yes"), need.window.since: since}
    assessment = assess(protocol, answers, on=on)
    limits = [each for each in assessment.time_limits if each.need == need.result]
    rows = assessment.outcomes["needs"].rows
    return next(each.truth for each in rows if each.row is need), limits[0]


@each_window
@pytest.mark.parametrize(
    "on",
    [
        NOON,
        _at("2026-01-15T23:30", HONOLULU),
        # 72 and 120 hours before, clocks were put forward or back
        _at("2026-03-31T12:00", SOFIA),
        _at("2026-10-27T12:00", SOFIA),
    ],
    ids=str,
)
@pytest.mark.parametrize("zone", [UTC, SOFIA, BANGKOK, AUCKLAND, HONOLULU])
def test_each_window_of_a_need(
    protocol: Referral, need: Row, window: Window, on: dt.datetime, zone: dt.tzinfo
) -> None:
    """
    An hour before its end the need holds, at its end and an hour after it does not.
    """

    def found(passed: dt.timedelta) -> tuple[Truth, TimeLimit]:
        since = (on.astimezone(UTC) - passed).astimezone(zone)
        return _found(protocol, need, since, on)

    whole = window.hours * HOUR
    for passed, holds, left in [
        (0 * HOUR, T, window.hours),
        (whole - HOUR, T, 1),
        (whole - SECOND, T, 0),
        (whole, F, 0),
        (whole + HOUR, F, 0),
    ]:
        truth, limit = found(passed)
        assert truth is holds
        assert (limit.passed is T) is (holds is F)
        assert limit.least_left == limit.most_left == left
        assert limit.earliest == limit.latest
        assert limit.earliest.tzinfo is on.tzinfo
        ends = on.astimezone(UTC) - passed + whole
        assert limit.earliest.astimezone(UTC) == ends


@each_window
def test_each_window_where_a_day_alone_is_known(
    protocol: Referral, need: Row, window: Window
) -> None:
    """
    From an hour before the day first begins to an hour after it ends last.
    """
    day = dt.date(2026, 1, 10)
    begins, ends = _at("2026-01-09T10:00"), _at("2026-01-11T12:00")
    whole = window.hours * HOUR
    for on, holds in [
        (begins + whole - HOUR, T),
        (begins + whole, U),
        (ends + whole - HOUR, U),
        (ends + whole, F),
        (ends + whole + HOUR, F),
    ]:
        truth, limit = _found(protocol, need, day, on)
        assert truth is holds
        assert limit.earliest == begins + whole
        assert limit.latest == ends + whole - dt.timedelta(microseconds=1)


def test_the_windows_there_are() -> None:
    """
    Medicine against HIV and emergency contraception cannot wait.
    """
    assert {need.id: window.hours for _, need, window in WINDOWS} == {
        "care_within_three_days": 72,
        "care_within_five_days": 120,
    }
