"""
Approval: what an adopting organisation says it has reviewed, named by digest.

The status of a version is part of its file; an approval is the adopter's own, kept in
the adopter's repository, and changes nothing of what it names.
"""

import datetime as dt
import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from caring.values.errors import ApprovalError, Unapproved

if TYPE_CHECKING:
    from caring.guidance.protocol import Guidance


class Part(enum.Enum):
    """
    What somebody did for an approval, as the handbook itself was made.
    """

    DRAFTING_EXPERT = "drafting_expert"
    PEER_REVIEWER = "peer_reviewer"
    REVIEW_WORKSHOP = "review_workshop"
    PUBLISHER = "publisher"


@attrs.frozen(kw_only=True)
class Role:
    """
    Who took a part, in the words that the organisation chose; no name is needed.
    """

    part: Part
    who: str


@attrs.frozen(kw_only=True)
class Approved:
    """
    One version that was approved, with the digests of what it means and how it says it.
    """

    name: str
    """``kind/name@version``."""

    meaning: str
    """The digest of what it means."""

    wording: str
    """The digest of its words."""


@attrs.frozen(kw_only=True)
class Approval:
    """
    A dated statement by an organisation that it has approved just these versions.
    """

    organisation: str
    on: dt.date
    until: dt.date | None = None
    """The last day on which it stands; ``None`` until it is taken back."""

    statement: str
    roles: tuple[Role, ...] = ()
    approved: tuple[Approved, ...]

    def stands(self, on: dt.datetime | dt.date) -> bool:
        """
        Say whether it stands on a day; of a datetime, on the day in its own zone.
        """
        day = on.date() if isinstance(on, dt.datetime) else on
        return self.on <= day and (self.until is None or day <= self.until)

    def covers(self, guidance: "Guidance", *, on: dt.datetime | dt.date) -> bool:
        """
        Say whether it names exactly this guidance, all of it, and stands on a day.
        """
        return self.stands(on) and not tuple(self.unapproved(guidance))

    def unapproved(self, guidance: "Guidance") -> Iterator[Unapproved]:
        """
        Walk what is not approved of a protocol, or of a pathway and its protocols.
        """
        named = {each.name: each for each in self.approved}
        for each in guidance.whole:
            approved = named.get(each.name)
            if approved is None:
                others = (name for name in named if name.partition("@")[0] == each.id)
                yield Unapproved(name=each.name, approved_instead=tuple(others))
            elif approved.meaning != each.digest:
                yield Unapproved(name=each.name, changed="meaning")
            elif approved.wording != each.wording_digest:
                yield Unapproved(name=each.name, changed="wording")

    def require(self, guidance: "Guidance") -> None:
        """
        Refuse guidance that is not approved as it stands; dates are not looked at.

        Raises:
            ApprovalError: If the guidance, or a protocol in it, is not named with its
                digest. It lists all of them.
        """
        found = tuple(self.unapproved(guidance))
        if found:
            raise ApprovalError(self.organisation, self.on, found)

    def sentence(self, on: dt.datetime | dt.date | None = None) -> str:
        """
        Say who approved it and when; at a moment outside its dates, that it ended.
        """
        if on is not None and not self.stands(on):
            ends = "" if self.until is None else f" to {self.until}"
            return (
                f"NOT APPROVED NOW: the approval by {self.organisation} stands from"
                f" {self.on}{ends}."
            )
        until = "" if self.until is None else f", until {self.until}"
        return f"Approved by {self.organisation} on {self.on}{until}."
