"""
Facts worked out from other facts: exact where these are, a range where they are not.
"""

import datetime as dt
from collections.abc import Callable

from caring.language.answers import Between, OneOf, Standing
from caring.language.derivations import (
    AgeInYears,
    AtLeastAs,
    Bands,
    Derivation,
    HoursSince,
    inputs,
)
from caring.language.facts import Fact, Number
from caring.language.silence import NOT_APPLICABLE, Silence
from caring.values.moments import Moment

_LEAP_DAY = (2, 29)
_HOUR = dt.timedelta(hours=1)


def derive(
    fact: Fact, stands: Callable[[str], Standing], on: Moment | None
) -> Standing:
    """
    Work a fact out.

    It does not apply where something it rests on does not, and is not known while
    something it rests on is silent, whatever the silence.

    Args:
        fact: A derived fact.
        stands: Where the facts stand on which it rests.
        on: The moment; ``None`` where it is not known.
    """
    assert fact.derived is not None
    found = [stands(each) for each in inputs(fact.derived)]
    if NOT_APPLICABLE in found:
        return NOT_APPLICABLE
    if on is None or any(isinstance(each, Silence) for each in found):
        return Silence.NOT_ASKED
    return _within_domain(_worked_out(fact.derived, found, on), fact)


def _worked_out(derivation: Derivation, found: list[Standing], on: Moment) -> Standing:
    match derivation:
        case AgeInYears():
            return _age(_day(found[0]), on.day)
        case HoursSince():
            return _hours(Moment.of(_day(found[0])), on)
        case Bands():
            return _band(derivation, _range(found[0]))
        case AtLeastAs():
            return _at_least_as(_range(found[0]), _range(found[1]))


def _within_domain(standing: Standing, fact: Fact) -> Standing:
    """
    Take what lies beyond the fact's own range as the end of that range.
    """
    if not isinstance(standing, Between) or not isinstance(fact.domain, Number):
        return standing
    least, most = fact.domain.at_least, fact.domain.at_most
    ends = [min(max(each, least), most) for each in (standing.least, standing.greatest)]
    return ends[0] if ends[0] == ends[1] else Between(*ends)


def _day(standing: Standing) -> dt.date:
    assert isinstance(standing, dt.date)
    return standing


def _range(standing: Standing) -> Between:
    if isinstance(standing, Between):
        return standing
    assert isinstance(standing, int)
    return Between(standing, standing)


def _age(born: dt.date, on: dt.date) -> Between:
    """
    Count completed years on the day at the place where it is asked.

    Whether somebody born on 29 February grows a year older on 28 February or on 1 March
    differs between laws, so that on 28 February of a common year both are possible.
    """
    years = on.year - born.year
    if (on.month, on.day) >= (born.month, born.day):
        return Between(years, years)
    is_between = (born.month, born.day) == _LEAP_DAY and (on.month, on.day) == (2, 28)
    eve_of_march = is_between and not _is_leap(on.year)
    return Between(years - 1, years if eve_of_march else years - 1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _hours(moment: Moment, on: Moment) -> Between:
    least = (on.earliest - moment.latest) // _HOUR
    return Between(max(least, 0), max((on.latest - moment.earliest) // _HOUR, 0))


def _band(derivation: Bands, number: Between) -> Standing:
    options = [_option(derivation, number.least), _option(derivation, number.greatest)]
    names = [each for each, _ in derivation.limits]
    first, last = (names.index(each) for each in options)
    found = names[first : last + 1]
    return found[0] if len(found) == 1 else OneOf(frozenset(found))


def _option(derivation: Bands, number: int) -> str:
    """
    Find the option a number lies in; below the first limit it is the first.
    """
    reached = [name for name, limit in derivation.limits if number >= limit]
    return reached[-1] if reached else derivation.limits[0][0]


def _at_least_as(number: Between, limit: Between) -> Standing:
    if number.least >= limit.greatest:
        return "yes"
    return "no" if number.greatest < limit.least else OneOf(frozenset({"yes", "no"}))
