"""
A screening: signs, and the level of concern that they call for.
"""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition
from caring.language.decisions import Decision, Highest
from caring.values.mappings import FrozenMapping, frozen
from caring.values.sources import Source


@attrs.frozen(kw_only=True)
class Indicator:
    """
    One sign in a group.
    """

    when: Condition
    source: Source
    strength: str | None = None
    """``strong``, ``medium`` or ``weak``; ``None`` where the source does not say."""


@attrs.frozen(kw_only=True)
class Screening(Protocol):
    """
    What to look for. It never says that somebody is, or is not, trafficked.
    """

    kind: ClassVar[str] = "screening"

    indicators: Mapping[str, tuple[Indicator, ...]] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """Groups of signs, as a reader sees them."""

    findings: Mapping[str, Condition] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """Named conditions, as a reader sees them."""

    concern: Highest
    """The level of concern."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        One decision: the level of concern.
        """
        return (self.concern,)

    @property
    def level(self) -> Highest:
        """
        The level of concern.
        """
        return self.concern
