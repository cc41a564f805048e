"""
Laws of windows: a day never says more than its hours, and later is never worse.
"""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from caring.language.results import EveryOutcome
from caring.language.windows import TimeLimit
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import HOUR, NOON
from tests.spec.test_windows import SMALL

ZONES = st.integers(-12, 14).map(lambda hours: dt.timezone(hours * HOUR))
AGO = st.timedeltas(dt.timedelta(0), 8 * 24 * HOUR)

ORDER = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]


def _found(at: object) -> tuple[Truth, TimeLimit]:
    assessment = assess(SMALL, {"hurt": "yes", "hurt_at": at}, on=NOON)
    outcome = assessment.outcomes["needs"]
    assert isinstance(outcome, EveryOutcome)
    (limit,) = assessment.time_limits
    return outcome.rows[0].truth, limit


@given(AGO, ZONES)
def test_the_hour_settles_what_the_day_left_open(
    ago: dt.timedelta, zone: dt.tzinfo
) -> None:
    """
    Telling the hour as well narrows what its day said, and contradicts none of it.
    """
    at = (NOON - ago).astimezone(zone)
    by_day, around = _found(at.date())
    by_hour, limit = _found(at)

    assert by_hour is not Truth.UNKNOWN
    assert by_day in (by_hour, Truth.UNKNOWN)
    assert around.earliest <= limit.earliest == limit.latest <= around.latest
    assert around.least_left <= limit.least_left == limit.most_left <= around.most_left


@given(AGO, AGO, st.booleans())
def test_later_is_never_worse(
    one: dt.timedelta, other: dt.timedelta, by_day: bool
) -> None:
    """
    Something that happened later leaves no need out, and no less time.
    """
    moments = [NOON - max(one, other), NOON - min(one, other)]
    told = [each.date() if by_day else each for each in moments]
    (earlier, less), (later, more) = map(_found, told)

    assert ORDER.index(earlier) <= ORDER.index(later)
    assert less.least_left <= more.least_left
    assert less.most_left <= more.most_left
    assert less.latest <= more.latest


@given(AGO, ZONES, st.booleans())
def test_the_limit_and_the_need_say_the_same(
    ago: dt.timedelta, zone: dt.tzinfo, by_day: bool
) -> None:
    """
    A need holds just while its time has not passed, and is open just while that is.
    """
    at = (NOON - ago).astimezone(zone)
    truth, limit = _found(at.date() if by_day else at)

    assert ORDER.index(truth) == 2 - ORDER.index(limit.passed)
