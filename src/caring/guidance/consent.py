"""
Consent rules: who decides, and what may be done for which purpose.
"""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition, Given
from caring.language.consent import Purpose
from caring.language.decisions import Decision, First, Row

PROCEED = "proceed"
HOLD = "hold"


@attrs.frozen(kw_only=True)
class ConsentRules(Protocol):
    """
    What makes a consent valid. Refusal never costs care.
    """

    kind: ClassVar[str] = "consent"

    deciders: Mapping[str, First]
    """Tables of who decides, by id."""

    purposes: Mapping[str, Purpose]
    """Each purpose, by id; none stands for another."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        The tables of deciders, then one decision for each purpose.
        """
        purposes = (permission(each) for each in self.purposes.values())
        return (*self.deciders.values(), *purposes)

    @property
    def beside(self) -> tuple[Condition, ...]:
        """
        When each way without consent is open.
        """
        return tuple(
            way.when for each in self.purposes.values() for way in each.routes.values()
        )


def permission(purpose: Purpose) -> First:
    """
    Say a purpose as a decision: proceed with a valid consent, otherwise hold.
    """
    row = Row(
        id="consent",
        when=Given(purpose.id),
        result=PROCEED,
        because=purpose.because,
        source=purpose.source,
        title=purpose.title,
    )
    return First(id=purpose.id, rows=(row,), otherwise=HOLD, unsettled=HOLD)
