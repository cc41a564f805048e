"""
Until when something stands or is to be done, in words.
"""

import datetime as dt
from collections.abc import Iterator

from caring.guidance.approval import Approval
from caring.guidance.assessment import (
    Assessment,
    Entry,
)
from caring.guidance.records import Record
from caring.guidance.safety import standing
from caring.showing.lines import Line
from caring.showing.wording import Wording


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


def _end(time: dt.datetime, record: Record, w: Wording) -> str:
    said = say_time(time)
    if isinstance(record.on, dt.datetime):
        return said
    return w.own("or-later", time=said)
