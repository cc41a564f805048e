"""
When a consent begins and ends: by the second, in every time zone, for each recipient.
"""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from caring.language.answers import Answers
from caring.language.consent import Consent
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    F,
    T,
    U,
    advice_of,
    consent,
    consent_rules,
    every,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    sharing,
)

RULES = consent_rules(patient_decides(), purpose())
DAY = 24 * HOUR
HANOI = dt.timezone(7 * HOUR)
HONOLULU = dt.timezone(-10 * HOUR)
FIRST = dt.timezone(14 * HOUR)
LAST = dt.timezone(-12 * HOUR)
TODAY = NOON.date()
LONG_AGO = NOON - 30 * DAY


def _truth(record: Consent, on: dt.datetime | dt.date = NOON) -> Truth:
    return assess(RULES, Answers({"adult": "yes"}, (record,)), on=on).consents[0].truth


def _at(hour: int, zone: dt.tzinfo, day: int = 15) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, tzinfo=zone)


@pytest.mark.parametrize("field", ["expires_at", "withdrawn_at"])
@pytest.mark.parametrize(
    ("time", "truth"),
    [
        # a second and an hour to each side, and the very moment
        (NOON - DAY, F),
        (NOON - HOUR, F),
        (NOON - SECOND, F),
        (NOON, F),
        (NOON + SECOND, T),
        (NOON + HOUR, T),
        (NOON + DAY, T),
        # the same moments on other clocks: noon in UTC is 19:00 in Hanoi, 2:00 in
        # Honolulu
        (_at(19, HANOI), F),
        (_at(19, HANOI) + SECOND, T),
        (_at(18, HANOI), F),
        (_at(20, HANOI), T),
        (_at(2, HONOLULU), F),
        (_at(1, HONOLULU), F),
        (_at(3, HONOLULU), T),
        # another day on the calendar there, and not yet the end
        (_at(2, FIRST, day=16), F),
        (_at(3, FIRST, day=16), T),
        # midnight that begins the day of expiry there
        (_at(0, HANOI), F),
        (_at(0, HANOI, day=16), T),
        (_at(0, LAST), F),
        (_at(1, LAST), T),
    ],
)
def test_the_end_of_a_consent(field: str, time: dt.datetime, truth: Truth) -> None:
    """
    At its very end a consent no longer holds, on whatever clock the end was written.
    """
    assert _truth(consent(**{"given_at": LONG_AGO, field: time})) is truth


@pytest.mark.parametrize(
    ("given", "truth"),
    [
        (NOON - DAY, T),
        (NOON - HOUR, T),
        (NOON - SECOND, T),
        (NOON, T),
        (NOON + SECOND, F),
        (NOON + HOUR, F),
        (_at(19, HANOI), T),
        (_at(19, HANOI) + SECOND, F),
        (_at(0, HANOI, day=16), F),
        (_at(2, HONOLULU), T),
        (_at(3, HONOLULU), F),
        (None, U),
    ],
)
def test_the_beginning_of_a_consent(given: dt.datetime | None, truth: Truth) -> None:
    """
    From its very moment a consent holds, and not before.
    """
    assert _truth(consent(given_at=given)) is truth


@pytest.mark.parametrize("field", ["expires_at", "withdrawn_at"])
@pytest.mark.parametrize(
    ("time", "truth"),
    [
        # the day begins first at UTC+14 and ends last at UTC-12
        (_at(0, FIRST) - SECOND, F),
        (_at(0, FIRST), F),
        (_at(0, FIRST) + SECOND, U),
        (_at(0, HANOI), U),
        (NOON, U),
        (_at(23, HONOLULU), U),
        (_at(0, LAST, day=16) - SECOND, U),
        (_at(0, LAST, day=16), T),
        (_at(0, LAST, day=16) + SECOND, T),
    ],
)
def test_the_end_on_a_day_whose_hour_is_not_known(
    field: str, time: dt.datetime, truth: Truth
) -> None:
    """
    On the day of its end, somewhere on earth, a consent is unknown, and so it is none.
    """
    assert _truth(consent(**{"given_at": LONG_AGO, field: time}), on=TODAY) is truth


@pytest.mark.parametrize(
    ("given", "truth"),
    [
        (_at(0, FIRST), T),
        (_at(0, FIRST) + SECOND, U),
        (NOON, U),
        (_at(0, LAST, day=16) - SECOND, U),
        (_at(0, LAST, day=16), F),
    ],
)
def test_the_beginning_on_a_day_whose_hour_is_not_known(
    given: dt.datetime, truth: Truth
) -> None:
    """
    A consent of that very day may come after what would rest on it.
    """
    assert _truth(consent(given_at=given), on=TODAY) is truth


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("now", "end", "truth"),
    [
        # half past two comes twice on that night, an hour apart
        (0, 1, T),
        (0, 0, F),
        (1, 0, F),
        (1, 1, F),
    ],
)
def test_the_end_in_the_night_when_clocks_are_put_back(
    now: int, end: int, truth: Truth
) -> None:
    """
    An end counts in hours that pass, and not in what a clock on the wall shows.
    """
    half_past_two = dt.datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    record = consent(given_at=LONG_AGO, expires_at=half_past_two.replace(fold=end))

    assert _truth(record, on=half_past_two.replace(fold=now)) is truth


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ({}, {}, ["Harbour House", "Lantern Clinic"]),
        ({"withdrawn_at": NOON - SECOND}, {}, ["Lantern Clinic"]),
        ({"withdrawn_at": NOON}, {}, ["Lantern Clinic"]),
        ({"withdrawn_at": NOON + SECOND}, {}, ["Harbour House", "Lantern Clinic"]),
        ({"expires_at": NOON - SECOND}, {}, ["Lantern Clinic"]),
        ({"expires_at": NOON}, {}, ["Lantern Clinic"]),
        ({"expires_at": NOON + SECOND}, {}, ["Harbour House", "Lantern Clinic"]),
        ({}, {"given_at": NOON + SECOND}, ["Harbour House"]),
        ({}, {"expires_at": _at(19, HANOI)}, ["Harbour House"]),
        ({"withdrawn_at": NOON}, {"expires_at": NOON}, []),
        # a withdrawal without a name is one from everybody, from its moment on
        ({"recipient": None, "withdrawn_at": NOON}, {}, []),
        (
            {"recipient": None, "withdrawn_at": NOON + SECOND, "state": "withdrawn"},
            {},
            ["Lantern Clinic"],
        ),
    ],
)
def test_each_recipient_has_an_end_of_its_own(
    first: Mapping[str, object], second: Mapping[str, object], named: list[str]
) -> None:
    """
    What ends towards one recipient does not end towards another.
    """
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["share"]})
    advice = advice_of(
        RULES,
        referral(needs, actions=[sharing("share", "share_ngo")]),
        answers={"adult": "yes", "homeless": "yes"},
        consents=(
            consent(**first),
            consent(**{"recipient": "Lantern Clinic", **second}),
        ),
    )

    found = [one.recipient for each in advice.entries for one in each.consents]
    assert found == named
    assert bool(advice.withheld) is (named == [])
