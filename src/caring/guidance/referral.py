"""
Referral criteria: which needs a person has, and how soon each is to be met.
"""

from typing import ClassVar

import attrs

from caring.guidance.protocol import Protocol
from caring.language.decisions import Decision, Every


@attrs.frozen(kw_only=True)
class Referral(Protocol):
    """
    Needs, each judged by itself.
    """

    kind: ClassVar[str] = "referral"

    needs: Every

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        One decision: every need that holds.
        """
        return (self.needs,)
