"""
What can be known in an encounter.
"""

import datetime as dt
import enum
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.language.conditions import Condition, FactTest, Is, Recorded, Within
from caring.language.derivations import Derivation, inputs
from caring.language.strictness import Stricter, StricterNumber, StricterOption
from caring.values.mappings import frozen
from caring.values.marks import WORDING
from caring.values.sources import Source
from caring.values.spans import Span


class Sensitivity(enum.Enum):
    """
    How careful one has to be in asking, least first.
    """

    OPEN = "open"
    PRIVATE = "private"
    SENSITIVE = "sensitive"
    IMMEDIATE_DANGER = "immediate_danger"

    @property
    def rank(self) -> int:
        """
        The place in the order, from 0.
        """
        return list(Sensitivity).index(self)


class Obtained(enum.Enum):
    """
    How a fact comes to be known.
    """

    OBSERVED = "observed"
    ASKED = "asked"
    RECORDED = "recorded"
    DERIVED = "derived"
    """Worked out from other facts; nobody answers it."""

    LAW = "law"
    """A law that applies says so; nobody answers it."""

    SERVICE = "service"
    """The directory says so of a service; nobody answers it."""


class Lasting(enum.Enum):
    """
    How long an answer stands where it is not a number of hours.
    """

    SECTION = "section"
    ENCOUNTER = "encounter"


class Direction(enum.Enum):
    """
    Where a test of a fact points, seen from its danger.
    """

    TOWARDS = "towards"
    AWAY = "away"
    BOTH = "both"


@attrs.frozen(kw_only=True)
class Options:
    """
    A closed choice; a yes/no fact is the choice of ``yes`` and ``no``.
    """

    type: str
    """``yes_no`` or ``choice``."""

    labels: Mapping[str, str] = attrs.field(converter=frozen, metadata=WORDING)
    """Each option's id and what a reader sees, in the order shown."""

    order: tuple[frozenset[str], ...] = ()
    """Least dangerous first, ties together; empty where the fact has no danger."""

    @property
    def expected(self) -> str:
        """
        What an answer must be, for a message.
        """
        *most, last = self.labels
        return f"expected {', '.join(most)} or {last}" if most else f"expected {last}"

    def fits(self, value: object) -> bool:
        """
        Say whether an answer is one of the options.
        """
        return isinstance(value, str) and value in self.labels

    def rank(self, value: object) -> int | None:
        """
        Return how dangerous a value is, from 0; ``None`` where there is no danger.
        """
        for place, tied in enumerate(self.order):
            if value in tied:
                return place
        return None

    def direction(self, options: frozenset[str]) -> Direction | None:
        """
        Say where "is one of ``options``" points; ``None`` where there is no danger.
        """
        if not self.order:
            return None
        inside = {self.rank(each) for each in options}
        outside = {self.rank(each) for each in self.labels.keys() - options}
        pairs = [
            (i, o) for i in inside for o in outside if i is not None and o is not None
        ]
        if all(i > o for i, o in pairs):
            return Direction.TOWARDS
        return Direction.AWAY if all(i < o for i, o in pairs) else Direction.BOTH


@attrs.frozen(kw_only=True)
class Number:
    """
    A whole number in a unit.
    """

    type: str
    """``count`` or ``quantity``."""

    unit: str
    """What is counted or measured, e.g. ``years``."""

    at_least: int
    """The least possible answer, included."""

    at_most: int
    """The greatest possible answer, included."""

    danger: str | None = None
    """``higher`` or ``lower``; ``None`` where the fact has no danger."""

    @property
    def expected(self) -> str:
        """
        What an answer must be, for a message.
        """
        return f"expected whole {self.unit} from {self.at_least} to {self.at_most}"

    def fits(self, value: object) -> bool:
        """
        Say whether an answer is a whole number in the range.
        """
        # bool is a subclass of int in Python; True is not one year
        return type(value) is int and self.at_least <= value <= self.at_most

    def rank(self, value: object) -> int | None:
        """
        Return how dangerous a value is; ``None`` where there is no danger.
        """
        if self.danger is None or type(value) is not int:
            return None
        return value if self.danger == "higher" else -value

    def direction(self, at_least: int | None, below: int | None) -> Direction | None:
        """
        Say where a range points; ``None`` where there is no danger.
        """
        if self.danger is None:
            return None
        if at_least is not None and below is not None:
            return Direction.BOTH
        points_up = at_least is not None
        return (
            Direction.TOWARDS
            if points_up == (self.danger == "higher")
            else Direction.AWAY
        )


@attrs.frozen(kw_only=True)
class Time:
    """
    A moment: a day, or a time with its zone.

    It has no danger and is not tested itself; other facts are worked out from it.
    """

    type: str = "moment"
    by_the_hour: bool
    """Whether a time is meant; the day alone is taken too, and leaves the hour open."""

    @property
    def expected(self) -> str:
        """
        What an answer must be, for a message.
        """
        day = "expected a day that has come, such as 2026-01-15"
        return (
            f"{day}, or a time with its zone, such as 2026-01-15T10:00:00+07:00"
            if self.by_the_hour
            else day
        )

    def read(self, value: object) -> dt.date | dt.datetime | None:
        """
        Read a day or a time, also as ISO 8601 writes it; ``None`` if it is neither.

        >>> Time(by_the_hour=False).read("2026-01-15")
        datetime.date(2026, 1, 15)
        """
        found = _from_text(value) if isinstance(value, str) else value
        if isinstance(found, dt.datetime):
            return found if self.by_the_hour and found.tzinfo is not None else None
        return found if isinstance(found, dt.date) else None

    def fits(self, value: object) -> bool:
        """
        Say whether an answer is a day, or a time with a zone where that is meant.
        """
        return self.read(value) is not None

    def rank(self, value: object) -> int | None:  # noqa: ARG002 - as of other domains
        """
        Return ``None``: no moment is more dangerous than another by itself.
        """
        return None


def _from_text(text: str) -> dt.date | dt.datetime | None:
    is_day = len(text) == len("2026-01-15")
    try:
        return (
            dt.date.fromisoformat(text) if is_day else dt.datetime.fromisoformat(text)
        )
    except ValueError:
        return None


Domain: TypeAlias = Options | Number | Time


@attrs.frozen(kw_only=True)
class Fact:
    """
    One thing that can be known in an encounter.
    """

    id: str
    """The name conditions and answers use."""

    domain: Domain
    """Which answers are possible, and where they become dangerous."""

    obtained: Obtained
    """How it comes to be known."""

    wording: str = attrs.field(metadata=WORDING)
    """The question, or for what is observed the statement to note."""

    sensitivity: Sensitivity
    """How careful one has to be in asking."""

    lasts: Lasting | int
    """How long an answer stands; a number is whole hours."""

    source: Source
    """Where it comes from."""

    applies_when: Condition | None = None
    """Where this is surely false, the fact is not applicable."""

    derived: Derivation | None = None
    """How it is worked out from other facts; ``None`` where it is not."""

    stricter: Stricter | None = None
    """
    For a parameter of the law, which value is the stricter; ``None`` where none is.
    """

    span: Span | None = attrs.field(default=None, eq=False, repr=False)
    """Where the dictionary says so; absent when built by hand."""

    @property
    def has_danger(self) -> bool:
        """
        Whether an answer can point towards danger.
        """
        match self.domain:
            case Options(order=order):
                return bool(order)
            case Number(danger=danger):
                return danger is not None
            case Time():
                return False

    @property
    def is_answered(self) -> bool:
        """
        Whether somebody in the encounter can answer it.
        """
        return self.obtained not in _NOT_ANSWERED

    @property
    def rests_on(self) -> tuple[str, ...]:
        """
        The facts from which it is worked out; empty where it is not.
        """
        return () if self.derived is None else inputs(self.derived)


def is_strictest_possible(value: str | int, fact: Fact) -> bool:
    """
    Say whether no other value of a parameter of the law could change this one.

    Where an option cannot be compared with the others, none is the strictest.
    """
    match fact.stricter, fact.domain:
        case StricterOption(order), Options(labels=labels):
            return set(order) == set(labels) and value == order[-1]
        case StricterNumber("higher"), Number(at_most=most):
            return value == most
        case StricterNumber("lower"), Number(at_least=least):
            return value == least
        case _:
            return False


_NOT_ANSWERED = frozenset({Obtained.DERIVED, Obtained.LAW, Obtained.SERVICE})


def direction_of(test: FactTest, fact: Fact) -> Direction | None:
    """
    Say where a test of a fact points; ``None`` where the fact has no danger.

    A recorded silence may hide the dangerous answer, so testing it points towards it.
    """
    domain = fact.domain
    match test:
        case Is(_, options) if isinstance(domain, Options):
            return domain.direction(options)
        case Within(_, at_least, below) if isinstance(domain, Number):
            return domain.direction(at_least, below)
        case Recorded():
            return Direction.TOWARDS if fact.has_danger else None
        case _:
            raise ValueError(f"this test does not fit `{fact.id}`")


@attrs.frozen(kw_only=True)
class Constraint:
    """
    Conditions that cannot hold together.
    """

    id: str
    broken_when: Condition
    """Answers for which this is surely true are refused."""

    because: str = attrs.field(metadata=WORDING)
    source: Source


@attrs.frozen(kw_only=True)
class Gate:
    """
    When a sensitive question is safe to ask.
    """

    finding: str
    """The name conditions use for it."""

    when: Condition
    """What must surely hold."""

    binds: frozenset[Sensitivity]
    """The classes that are asked only while it does."""

    because: str = attrs.field(metadata=WORDING)
    source: Source
