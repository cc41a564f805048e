"""
Referral criteria: which needs a person has, and which service is safe for each.
"""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from caring.guidance.directory import IS_ACTIVE, IS_REVIEWED, OWN_RULE
from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition, Is, Not
from caring.language.decisions import Decision, Every, First, Row
from caring.values.mappings import FrozenMapping, frozen
from caring.values.marks import WORDING
from caring.values.sources import Source
from caring.values.spans import Span

SUITABLE = "suitable"
ASK_FIRST = "ask_first"
NOT_SUITABLE = "not_suitable"
NONE_SUITABLE = "none_suitable"


@attrs.frozen(kw_only=True)
class Precondition:
    """
    What must surely hold before a service is suitable.
    """

    id: str
    needs: tuple[str, ...] | None
    """The needs for which it is asked; ``None`` is all of them."""

    suitable_when: Condition
    because: str = attrs.field(metadata=WORDING)
    source: Source
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def row(self) -> Row:
        """
        The rule it means: a service that surely lacks this is not suitable.
        """
        return Row(
            id=self.id,
            when=Not(self.suitable_when, span=self.span),
            result=NOT_SUITABLE,
            because=self.because,
            source=self.source,
            span=self.span,
        )


@attrs.frozen(kw_only=True)
class NoneSuitable:
    """
    What is done while no service is surely suitable.
    """

    actions: tuple[str, ...]
    """Ids of actions of class care or protecting."""

    because: str = attrs.field(metadata=WORDING)
    source: Source


_YES = frozenset({"yes"})

OF_EVERY_SERVICE = (
    Precondition(
        id="entry_is_active",
        needs=None,
        suitable_when=Is(IS_ACTIVE.id, _YES),
        because="A service is named only while its entry in the directory is active.",
        source=OWN_RULE,
    ),
    Precondition(
        id="entry_is_reviewed",
        needs=None,
        suitable_when=Is(IS_REVIEWED.id, _YES),
        because="A service is named only until the day on which its review is due.",
        source=OWN_RULE,
    ),
)
"""What is asked of every service; no author of a protocol can forget it."""


@attrs.frozen(kw_only=True)
class Referral(Protocol):
    """
    Needs, each judged by itself, and for some of them what a service must be like.
    """

    kind: ClassVar[str] = "referral"

    needs: Every
    preconditions: tuple[Precondition, ...] = ()
    """In the order in which they are told to a reader."""

    none_suitable: Mapping[str, NoneSuitable] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """By need, for every need that a service of a directory can meet."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        One decision: every need that holds.
        """
        return (self.needs,)

    @property
    def for_each_service(self) -> tuple[First, ...]:
        """
        A table for each need that a service can meet, judged for one service at a time.

        It is not suitable if anything that must hold surely does not, suitable if all
        of it surely does, and otherwise one asks first.
        """
        return tuple(
            self._table(row.result)
            for row in self.needs.rows
            if row.result in self.none_suitable
        )

    def _table(self, need: str) -> First:
        asked = (*OF_EVERY_SERVICE, *self.preconditions)
        return First(
            id=need,
            rows=tuple(
                each.row for each in asked if each.needs is None or need in each.needs
            ),
            otherwise=SUITABLE,
            unsettled=ASK_FIRST,
            actions={NONE_SUITABLE: self.none_suitable[need].actions},
        )
