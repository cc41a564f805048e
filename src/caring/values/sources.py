"""
Where a rule comes from, and how well that was read.
"""

import enum

import attrs

from caring.values.marks import WORDING


class Reading(enum.Enum):
    """
    How well a source was read, from best to least.
    """

    FULL = "full"
    EXCERPT = "excerpt"
    DERIVATIVE = "derivative"
    RECALLED = "recalled"
    PROJECT = "project"

    @property
    def sentence(self) -> str:
        """
        The same for a reader, in everyday words.
        """
        return _SENTENCES[self]


_SENTENCES = {
    Reading.FULL: "read in full",
    Reading.EXCERPT: "read in part",
    Reading.DERIVATIVE: "read through another text that follows it",
    Reading.RECALLED: "recalled, nobody has opened it",
    Reading.PROJECT: "this project's own design",
}


@attrs.frozen(kw_only=True)
class Work:
    """
    A book, law, paper or web page.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    by: str = attrs.field(metadata=WORDING)
    year: int | None
    """The year it was published; ``None`` where it carries no date."""

    seen: int | None = None
    """The year in which an undated work was read."""


@attrs.frozen(kw_only=True)
class Source:
    """
    A part of a work, with how well it was read.
    """

    id: str
    """The name rules use for it."""

    read: Reading
    """How well this part was read."""

    part: str = attrs.field(metadata=WORDING)
    """Which part, e.g. ``action sheet 6``; for a design of our own, what it is."""

    work: Work | None
    """The work; ``None`` only for this project's own design."""

    @property
    def sentence(self) -> str:
        """
        The source as one line for a reader.
        """
        if self.work is None:
            return f"{self.part} ({self.read.sentence})"
        when = self.work.year or f"no date, seen {self.work.seen}"
        title = f"{self.work.title} ({self.work.by}, {when})"
        return f"{title}, {self.part} ({self.read.sentence})"
