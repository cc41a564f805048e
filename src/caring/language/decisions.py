"""
Rows of condition and result: what every kind of protocol means in the end.
"""

import enum
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.language.conditions import Condition
from caring.language.windows import Window
from caring.values.mappings import FrozenMapping, frozen
from caring.values.marks import WORDING
from caring.values.sources import Source
from caring.values.spans import Span


class Urgency(enum.Enum):
    """
    How soon something is to be done, soonest first.
    """

    IMMEDIATE = "immediate"
    WITHIN_24_HOURS = "h24"
    WITHIN_72_HOURS = "h72"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """
        The place in the order, from 0 for the soonest.
        """
        return list(Urgency).index(self)

    @property
    def hours(self) -> int | None:
        """
        Within how many hours, from 0 for at once; ``None`` where there is no limit.
        """
        return _HOURS[self]


_HOURS = {
    Urgency.IMMEDIATE: 0,
    Urgency.WITHIN_24_HOURS: 24,
    Urgency.WITHIN_72_HOURS: 72,
    Urgency.ROUTINE: None,
}


class WhileUnsettled(enum.Enum):
    """
    What to do with a row while it is possible and not certain.
    """

    ASK = "ask"
    ACT = "act"


def _frozen() -> Mapping[str, tuple[str, ...]]:
    return attrs.field(factory=FrozenMapping, converter=frozen, kw_only=True)


@attrs.frozen(kw_only=True)
class Row:
    """
    One rule: when a condition holds, this is the result.
    """

    id: str = attrs.field(eq=False)
    """A name for the row within its decision; it means nothing."""

    when: Condition
    result: str
    because: str = attrs.field(metadata=WORDING)
    """One sentence for the reader."""

    source: Source
    unsettled: WhileUnsettled = WhileUnsettled.ASK
    """Read only by ``Every``."""

    urgency: Urgency | None = None
    """How soon, where the row says so; otherwise each action's own urgency holds."""

    window: Window | None = None
    """For how many hours after a moment it can be met; ``None`` is without limit."""

    title: str | None = attrs.field(default=None, metadata=WORDING)
    """What a reader sees for the result, where that differs from its id."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Highest:
    """
    The highest level of a scale whose row holds.
    """

    id: str
    scale: tuple[str, ...]
    """Levels, lowest first."""

    rows: tuple[Row, ...]
    floor: str
    """The level to act on at least while the result is not settled."""

    floor_rows: tuple[Row, ...] = ()
    """Rows that raise the floor while they surely hold."""

    not_critical: frozenset[str] = frozenset()
    """Facts whose silence is listed but does not keep the result open."""

    both_ways: Mapping[str, tuple[str | int, ...]] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """
    Facts whose use in both directions was acknowledged with a reason, with the answers
    that the rows tell apart.
    """

    actions: Mapping[str, tuple[str, ...]] = _frozen()
    """Level to actions; a level also has those of every lower level."""


@attrs.frozen(kw_only=True)
class First:
    """
    The result of the first row that holds.
    """

    id: str
    rows: tuple[Row, ...]
    unsettled: str
    """The result to act on while it is not settled."""

    otherwise: str | None = None
    """The result where no row holds."""

    gap: str | None = attrs.field(default=None, metadata=WORDING)
    """Why there is no result where no row holds; given when ``otherwise`` is not."""

    actions: Mapping[str, tuple[str, ...]] = _frozen()

    def __attrs_post_init__(self) -> None:
        # INVARIANT: a table says what happens when nothing matches
        if (self.otherwise is None) == (self.gap is None):
            raise ValueError("a first-match table has either `otherwise` or a `gap`")


@attrs.frozen(kw_only=True)
class Every:
    """
    Every row that holds.
    """

    id: str
    rows: tuple[Row, ...]
    actions: Mapping[str, tuple[str, ...]] = _frozen()


Decision: TypeAlias = Highest | First | Every


def conditions_of(decision: Decision) -> tuple[Condition, ...]:
    """
    Return the conditions of all rows, those of a floor last.
    """
    rows = decision.rows
    if isinstance(decision, Highest):
        rows += decision.floor_rows
    return tuple(row.when for row in rows)
