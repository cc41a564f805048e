"""
What the law says at a moment: the stricter value where several apply, or unknown.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from caring.guidance.law import Law, LawReading, Offsets, Provision, Said, WhyUnknown
from caring.language.facts import Fact, Obtained, is_strictest_possible
from caring.language.strictness import strictest
from caring.values.moments import Moment
from caring.values.truth import Truth, all_of, negation

_DAY = dt.timedelta(days=1)


def read_law(
    facts: Mapping[str, Fact], laws: tuple[Law, ...], on: Moment
) -> tuple[LawReading, ...]:
    """
    Read every parameter of the law among some facts, as of a moment.

    Raises:
        ValueError: If two versions of one law are handed in.
    """
    ids = [each.id for each in laws]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise ValueError(f"`{id_}` was handed in twice; one version of it applies")
    parameters = [each for each in facts.values() if each.obtained is Obtained.LAW]
    return tuple(
        combined(each, tuple(said_by(law, each, on) for law in laws))
        for each in parameters
    )


def values_said(readings: Iterable[LawReading]) -> Mapping[str, str | int]:
    """
    Give the values that are known, for the facts they answer.
    """
    return {
        each.parameter.id: each.value for each in readings if each.value is not None
    }


def combined(parameter: Fact, said: tuple[Said, ...]) -> LawReading:
    """
    Put together what several laws say of a parameter.

    The stricter value holds. What one law leaves unknown could be stricter still, so it
    leaves the whole unknown unless nothing is stricter than what another says.
    """
    known = [each.value for each in said if each.value is not None]
    value = strictest(known, parameter.stricter)
    why = _why_unknown(parameter, said, value)
    return LawReading(
        parameter=parameter,
        value=value if why is None else None,
        why=why,
        is_conflict=len(set(known)) > 1,
        said=said,
    )


def _why_unknown(
    parameter: Fact, said: tuple[Said, ...], value: str | int | None
) -> WhyUnknown | None:
    unknown = [each.why for each in said if each.why is not None]
    if not said:
        return WhyUnknown.NO_LAW
    if value is None:
        return unknown[0] if len(unknown) == len(said) else WhyUnknown.CONFLICT
    if unknown and not is_strictest_possible(value, parameter):
        return unknown[0]
    return None


def said_by(law: Law, parameter: Fact, on: Moment) -> Said:
    """
    Read what one law says of a parameter.
    """
    about = [each for each in law.provisions if each.parameter == parameter.id]
    provision, why = _in_force(about, law.offsets, on)
    if provision is not None and why is None:
        why = _doubt(provision, parameter, law.offsets, on)
    return Said(
        law=law.name,
        jurisdiction=law.jurisdiction,
        value=provision.value if provision is not None and why is None else None,
        why=why,
        provision=provision,
    )


def _in_force(
    about: list[Provision], offsets: Offsets, on: Moment
) -> tuple[Provision | None, WhyUnknown | None]:
    """
    Find the one provision that is surely in force, or say why there is none.
    """
    if not about:
        return None, WhyUnknown.ABSENT
    truths = [_is_in_force(each, offsets, on) for each in about]
    possible = [
        each
        for each, truth in zip(about, truths, strict=True)
        if truth is not Truth.FALSE
    ]
    if len(possible) == 1 and Truth.TRUE in truths:
        return possible[0], None
    if possible:
        return possible[-1], WhyUnknown.CHANGES_TODAY
    if has_begun(about[-1].first_day, offsets, on) is Truth.FALSE:
        return about[-1], WhyUnknown.NOT_YET_IN_FORCE
    return about[-1], WhyUnknown.NO_LONGER_IN_FORCE


def _is_in_force(provision: Provision, offsets: Offsets, on: Moment) -> Truth:
    begun = has_begun(provision.first_day, offsets, on)
    if provision.in_force_until is None:
        return begun
    ended = has_begun(provision.in_force_until + _DAY, offsets, on)
    return all_of([begun, negation(ended)])


def _doubt(
    provision: Provision, parameter: Fact, offsets: Offsets, on: Moment
) -> WhyUnknown | None:
    if not provision.is_confirmed or provision.value is None:
        return WhyUnknown.UNSURE
    if has_begun(provision.expires_on + _DAY, offsets, on) is not Truth.FALSE:
        return WhyUnknown.EXPIRED
    if not parameter.domain.fits(provision.value):
        return WhyUnknown.DOES_NOT_FIT
    return None


def has_begun(day: dt.date, offsets: Offsets, on: Moment) -> Truth:
    """
    Say whether a day has begun in a place; unknown while its clocks could disagree.
    """
    first, last = (_midnight(day, each) for each in (offsets.most, offsets.least))
    truths = {on.reaches(first), on.reaches(last)}
    return truths.pop() if len(truths) == 1 else Truth.UNKNOWN


def _midnight(day: dt.date, minutes: int) -> dt.datetime:
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    return dt.datetime.combine(day, dt.time.min, zone)
