"""
What is wrong with a protocol, as data.
"""

import enum
from collections.abc import Iterator

import attrs

from caring.values.spans import Span


class Severity(enum.Enum):
    """
    Whether a finding stops the work.
    """

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class Note:
    """
    A second place that helps to understand a finding.
    """

    message: str
    span: Span


@attrs.frozen(kw_only=True)
class Finding:
    """
    One mistake in a file, with its place and the way out.
    """

    code: str
    """A stable name in kebab-case; it is part of the API, the wording is not."""

    message: str
    """What is wrong, in the words of a protocol editor; one line."""

    span: Span
    """Where."""

    help: str | None = None
    """The way out, where there is one."""

    related: tuple[Note, ...] = ()
    """Other places that belong to it."""

    severity: Severity = Severity.ERROR
    """Whether it stops the work."""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """
        The order in which findings are read: by file, place, then code.
        """
        return (self.span.file.name, self.span.line, self.span.column, self.code)


class Collector:
    """
    Gathers the findings of one stage, so that all of them are shown at once.
    """

    def __init__(self) -> None:
        self._findings: dict[tuple[str, int, int, str, str], Finding] = {}

    def add(self, finding: Finding) -> None:
        """
        Keep a finding; the same one at the same place is kept once.
        """
        self._findings.setdefault((*finding.order, finding.message), finding)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._findings)

    def sorted(self) -> tuple[Finding, ...]:
        """
        Return all findings in reading order.
        """
        return tuple(sorted(self._findings.values(), key=lambda each: each.order))

    @property
    def has_errors(self) -> bool:
        """
        Whether any finding stops the work.
        """
        return any(each.severity is Severity.ERROR for each in self._findings.values())
