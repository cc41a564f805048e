"""
What is worked out from other facts, held to a count made in another way.
"""

import datetime as dt
from collections.abc import Mapping

from hypothesis import assume, given
from hypothesis import strategies as st

from caring.language.answers import Answers, Between, OneOf, Standing
from caring.language.conditions import Condition, Is, Within
from caring.language.silence import Silence
from caring.running.fit import fit
from caring.running.interpret import judge, standing
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.spec.test_derived import FACTS

On = dt.datetime | dt.date

_ZONES = [dt.timezone(dt.timedelta(hours=hours)) for hours in (-12, -5, 0, 7, 14)]
_DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
_TIMES = st.builds(dt.datetime.combine, _DAYS, st.times(), st.sampled_from(_ZONES))
_BIRTHS = st.dates(dt.date(1990, 1, 1), dt.date(2026, 3, 31)) | st.sampled_from(
    [dt.date(2000, 2, 29), dt.date(2008, 2, 29)]
)
_TESTS = st.one_of(
    st.builds(Within, st.just("hours"), st.none(), st.integers(1, 200)),
    st.builds(Within, st.sampled_from(["age", "hours"]), st.integers(1, 60), st.none()),
    st.builds(
        Is,
        st.just("group"),
        st.sets(
            st.sampled_from(["child", "young", "adult"]), min_size=1, max_size=2
        ).map(frozenset),
    ),
    st.just(Is("of_age", frozenset({"no"}))),
)


def _truth(condition: Condition, answers: Mapping[str, object], on: On) -> Truth:
    said = {"law.majority": 18}
    try:
        case = fit(Answers(answers), FACTS, (), Moment.of(on), None, said)
    except AnswersError:
        assume(False)
    return judge(condition, case).truth


@given(_TESTS, _BIRTHS, _TIMES, _TIMES)
def test_a_day_never_says_more_than_the_hour(
    condition: Condition, born: dt.date, hurt_at: dt.datetime, on: dt.datetime
) -> None:
    """
    Where a date settles a test, every hour of that day at its place gives the same.
    """
    by_hour = _truth(condition, {"born_on": born, "hurt_at": hurt_at}, on)
    vague = [
        _truth(condition, {"born_on": born, "hurt_at": hurt_at}, on.date()),
        _truth(condition, {"born_on": born, "hurt_at": hurt_at.date()}, on),
        _truth(condition, {"born_on": born, "hurt_at": hurt_at.date()}, on.date()),
    ]

    assert all(each in (by_hour, Truth.UNKNOWN) for each in vague)


@given(_BIRTHS, _TIMES)
def test_age_agrees_with_birthdays_counted_one_by_one(
    born: dt.date, on: dt.datetime
) -> None:
    """
    The age is the number of birthdays that have come; in doubt, both numbers.
    """
    assume(born <= on.date())
    case = fit(Answers({"born_on": born}), FACTS, (), Moment.of(on))
    counts = {_birthdays(born, on.date(), leap) for leap in ((2, 28), (3, 1))}

    assert _numbers(standing("age", case)) == counts


def _birthdays(born: dt.date, today: dt.date, leap: tuple[int, int]) -> int:
    month, day = (born.month, born.day)
    count = 0
    for year in range(born.year + 1, today.year + 1):
        is_leap = (month, day) == (2, 29) and not _has_29(year)
        birthday = dt.date(year, *(leap if is_leap else (month, day)))
        count += birthday <= today
    return count


def _has_29(year: int) -> bool:
    return (dt.date(year, 3, 1) - dt.date(year, 2, 28)).days == 2


def _numbers(stands: Standing) -> set[int]:
    if isinstance(stands, Between):
        return {stands.least, stands.greatest}
    assert isinstance(stands, int)
    return {stands}


@given(_TESTS, _TIMES, st.sampled_from(Silence), st.sampled_from(Silence))
def test_silence_is_never_a_no(
    condition: Condition, on: dt.datetime, one: Silence, other: Silence
) -> None:
    """
    Whatever is worked out of silence is not known.
    """
    silent = {"born_on": one, "hurt_at": other}

    assert _truth(condition, silent, on) is Truth.UNKNOWN


@given(_BIRTHS, _DAYS)
def test_a_band_is_where_its_number_lies(born: dt.date, on: dt.date) -> None:
    """
    The bands of every number in a range, and no other.
    """
    assume(born <= on)
    case = fit(Answers({"born_on": born}), FACTS, (), Moment.of(on))
    ages, band = _numbers(standing("age", case)), standing("group", case)
    found = band.options if isinstance(band, OneOf) else {band}

    assert found == {
        "child" if age < 18 else "young" if age < 21 else "adult" for age in ages
    }
