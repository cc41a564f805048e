"""
Needs that can be met for some hours only: until when, and what to do while it is open.
"""

import datetime as dt
from collections.abc import Iterable

import attrs

from caring.language.answers import Case
from caring.language.decisions import Row, WhileUnsettled
from caring.language.derivations import HoursSince
from caring.language.results import Outcome, RowEvidence
from caring.language.windows import TimeLimit, Window
from caring.running.interpret import judge, standing
from caring.values.moments import Moment
from caring.values.truth import Truth

_HOUR = dt.timedelta(hours=1)


def is_acted_on(each: RowEvidence, case: Case) -> bool:
    """
    Say whether a need that is possible and not certain is acted on, as a precaution.

    That is so where its row says ``unsettled: act``, and where nothing but the hour is
    open: what may still help is not kept back because a day alone was told.
    """
    if each.truth is not Truth.UNKNOWN:
        return False
    if each.row.unsettled is WhileUnsettled.ACT:
        return True
    window = each.row.window
    return (
        window is not None
        and _moment(window, case) is not None
        and _in_time(each.row, window, case) is Truth.TRUE
    )


def time_limits(
    outcomes: Iterable[Outcome], case: Case, on: dt.datetime | dt.date
) -> tuple[TimeLimit, ...]:
    """
    Say until when each need can be met whose moment is known.

    There is none for a need that something other than the time rules out.

    Args:
        outcomes: The outcomes of one protocol.
        case: Where every fact stands.
        on: The moment of the encounter.
    """
    found = [
        _limit(each.row, each.row.window, case, on)
        for outcome in outcomes
        for each in outcome.rows
        if each.row.window is not None
    ]
    return tuple(each for each in found if each is not None)


def _limit(
    row: Row, window: Window, case: Case, on: dt.datetime | dt.date
) -> TimeLimit | None:
    since, now = _moment(window, case), Moment.of(on)
    if since is None or _in_time(row, window, case) is Truth.FALSE:
        return None
    zone = on.tzinfo if isinstance(on, dt.datetime) else dt.UTC
    earliest = since.earliest + window.hours * _HOUR
    latest = since.latest + window.hours * _HOUR
    return TimeLimit(
        need=row.result,
        title=row.title,
        window=window,
        earliest=earliest.astimezone(zone),
        latest=latest.astimezone(zone),
        passed=_passed(earliest, latest, now),
        least_left=max((earliest - now.latest) // _HOUR, 0),
        most_left=max((latest - now.earliest) // _HOUR, 0),
    )


def _passed(earliest: dt.datetime, latest: dt.datetime, now: Moment) -> Truth:
    if now.reaches(latest) is Truth.TRUE:
        return Truth.TRUE
    return Truth.FALSE if now.reaches(earliest) is Truth.FALSE else Truth.UNKNOWN


def _moment(window: Window, case: Case) -> Moment | None:
    """
    Find the moment; ``None`` where nothing is known of it, or it does not apply.
    """
    found = standing(window.since, case)
    return Moment.of(found) if isinstance(found, dt.date) else None


def _in_time(row: Row, window: Window, case: Case) -> Truth:
    """
    Judge a need as if it had just happened, so that only the rest of it counts.
    """
    counted = {
        each.id: 0
        for each in case.derived.values()
        if each.derived == HoursSince(window.since)
    }
    fresh = attrs.evolve(case, standings={**case.standings, **counted})
    return judge(row.when, fresh).truth
