"""
Until when something stands or is to be done, in words.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from caring.guidance.approval import Approval
from caring.guidance.assessment import (
    Assessment,
    Entry,
)
from caring.guidance.records import Record
from caring.guidance.safety import standing
from caring.language.windows import TimeLimit
from caring.showing.kinds import section, source_line
from caring.showing.lines import Line
from caring.showing.wording import Wording
from caring.values.truth import Truth


def say_time(time: dt.datetime) -> str:
    """
    Write a moment with its zone, so that nobody has to guess whose clock is meant.
    """
    return time.isoformat(" ", "minutes")


def say_when(entry: Entry, record: Record, w: Wording) -> str:
    """
    Say how soon something is to be done, and until when unless it is now or has time.
    """
    when = w.own(f"when/{entry.urgency.value}")
    if entry.deadline is None or not entry.urgency.hours:
        return when
    return w.own("when-by", when=when, time=_end(entry.deadline, record, w))


def say_approval(
    approval: Approval, on: dt.datetime | dt.date | None, w: Wording
) -> str:
    """
    Say who approved it and when; at a moment outside its dates, that it ended.
    """
    name = "approved" if on is None or approval.stands(on) else "not-approved-now"
    said = {"organisation": approval.organisation, "day": approval.on}
    if approval.until is None:
        return w.own(name, **said)
    return w.own(f"{name}-until", end=approval.until, **said)


def standing_lines(assessment: Assessment, w: Wording) -> Iterator[Line]:
    """
    Say how long a result on danger stands, and what ends it sooner.
    """
    found = standing(assessment)
    if found is None:
        return
    until = w.own("the-next-visit")
    if found.until is not None:
        until = _end(found.until, assessment.record, w)
    yield Line(w.own("stands-until", until=until), depth=2)
    for number, event in enumerate(found.reassess_when, 1):
        text = w.of(assessment.protocol, f"reassess/{number}", event)
        yield Line(f"- {text}", depth=3, hang=2)


def time_limit_lines(assessments: Iterable[Assessment], w: Wording) -> Iterator[Line]:
    """
    Say until when each need can be met, and how much of that time is left.

    It tells when something happened: only for whoever hands the answers in.
    """
    there = [(each.protocol, one) for each in assessments for one in each.time_limits]
    if there:
        yield from section(w.own("time-limits"))
    for protocol, limit in there:
        title = w.name(limit.need)
        if limit.title is not None:
            title = w.of(protocol, f"needs/{limit.need}/title", limit.title)
        said = " ".join(_limit(limit, w))
        yield Line(f"- {title}: {said}", depth=1, hang=2)
        yield source_line(limit.window.source, w, 2)


def _limit(limit: TimeLimit, w: Wording) -> Iterator[str]:
    if limit.passed is Truth.TRUE:
        yield w.own("limit/passed", hours=limit.window.hours)
        return
    earliest, latest = say_time(limit.earliest), say_time(limit.latest)
    if limit.earliest == limit.latest:
        yield w.own("limit/ends", time=earliest)
    else:
        yield w.own("limit/ends-between", earliest=earliest, latest=latest)
    if limit.passed is Truth.UNKNOWN:
        yield w.own("limit/perhaps-passed")
    elif limit.least_left == limit.most_left:
        yield w.own("limit/left", hours=limit.least_left)
    else:
        least, most = limit.least_left, limit.most_left
        yield w.own("limit/left-between", least=least, most=most)


def _end(time: dt.datetime, record: Record, w: Wording) -> str:
    said = say_time(time)
    if isinstance(record.on, dt.datetime):
        return said
    return w.own("or-later", time=said)
