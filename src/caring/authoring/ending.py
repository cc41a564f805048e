"""
What soon no longer counts: looked-up law, reviews of services, approvals, protocols.

The day is an argument; nothing here reads a clock.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from caring.authoring.documents.approval import ApprovalDocument
from caring.authoring.documents.base import Document
from caring.authoring.documents.directory import DirectoryDocument
from caring.authoring.documents.laws import LawDocument
from caring.authoring.documents.pathway import PathwayDocument
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.files import File
from caring.authoring.yaml import Path, Places
from caring.values.findings import Collector, Finding, Severity
from caring.values.text import finding

SOON = 90
"""Days before an end from which it is told."""

_KEYS = (b"expires_on:", b"review_due:", b"review_by:", b"until:")


@attrs.frozen
class _End:
    """
    A last day, what ends with it, and what is to be done about that.
    """

    day: str
    path: Path
    what: str
    help: str


def check_ends(files: Iterable[File], on: dt.date, findings: Collector) -> None:
    """
    Warn of what ends within 90 days of a day, or ended before it.

    What cannot be read, or is no day, is told by the check of the file itself.
    """
    for file in files:
        content = file.place.read_bytes()
        if any(key in content for key in _KEYS):
            read = file.read(Collector())
            for each in () if read is None else _ending(*read, on):
                findings.add(each)


def _ending(document: Document, places: Places, on: dt.date) -> Iterator[Finding]:
    for end in _ends(document):
        day = _day(end.day)
        if day is None or (day - on).days > SOON:
            continue
        span = places.of(end.path)
        if day < on:
            message = f"{end.what} ended on {day}, {_days(on - day)} before {on}"
            found = finding("ended", message, span, end.help)
        else:
            after = f"{_days(day - on)} after {on}" if day > on else "that very day"
            message = f"{end.what} ends on {day}, {after}"
            found = finding("ends-soon", message, span, end.help)
        yield attrs.evolve(found, severity=Severity.WARNING)


def _days(between: dt.timedelta) -> str:
    return f"{between.days} day{'' if between.days == 1 else 's'}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _ends(document: Document) -> Iterator[_End]:
    match document:
        case LawDocument():
            for n, law in enumerate(document.provisions):
                path: Path = ("provisions", n, "expires_on")
                what = f"what was looked up of `{law.parameter}`"
                help_ = "look it up again, then write `checked_on` and `expires_on`"
                yield _End(law.expires_on, path, what, help_)
        case DirectoryDocument():
            for id_, service in document.services.items():
                path = ("services", id_, "review_due")
                help_ = "review it, then write `reviewed_on` and `review_due`"
                yield _End(service.review_due, path, f"the review of `{id_}`", help_)
        case ApprovalDocument(until=str(until)):
            yield _End(until, ("until",), "this approval", "review, and approve anew")
        case ProtocolDocument(review_by=str(by)) | PathwayDocument(review_by=str(by)):
            what, help_ = "the time for a review", "review it, then write a later day"
            yield _End(by, ("review_by",), what, help_)
        case _:
            pass
