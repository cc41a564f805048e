"""
Until when something stands or is to be done, in words.
"""

import datetime as dt
from collections.abc import Iterator

from caring.guidance.assessment import (
    Assessment,
    Entry,
)
from caring.guidance.records import Record
from caring.guidance.safety import standing
from caring.language.results import ConsentDecision
from caring.showing.lines import Line

ONLY_THE_DAY = ", or later, as only the day is known"


def say_time(time: dt.datetime) -> str:
    """
    Write a moment with its zone, so that nobody has to guess whose clock is meant.
    """
    return time.isoformat(" ", "minutes")


def say_deadline(entry: Entry, record: Record) -> str:
    """
    Say until when something is to be done; nothing for now and for what has time.
    """
    if entry.deadline is None or not entry.urgency.hours:
        return ""
    return f", by {say_time(entry.deadline)}{_of_a_day(record)}"


def say_end(consent: ConsentDecision) -> str:
    """
    Say until when a consent stands, so that a plan for later can be seen to outlive it.
    """
    return f", until {say_time(consent.expires_at)}" if consent.expires_at else ""


def standing_lines(assessment: Assessment) -> Iterator[Line]:
    """
    Say how long a result on danger stands, and what ends it sooner.
    """
    found = standing(assessment)
    if found is None:
        return
    until = "the next visit"
    if found.until is not None:
        until = f"{say_time(found.until)}{_of_a_day(assessment.record)}"
    yield Line(f"It stands until {until}. Assess anew before that when:", depth=2)
    for event in found.reassess_when:
        yield Line(f"- {event}", depth=3, hang=2)


def _of_a_day(record: Record) -> str:
    return "" if isinstance(record.on, dt.datetime) else ONLY_THE_DAY
