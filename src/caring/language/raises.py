"""
A level that a person raises: always upwards, always with a reason, always kept.
"""

import datetime as dt
import enum

import attrs

from caring.values.errors import RaiseError
from caring.values.quiet import Quiet


class RaiseReason(enum.Enum):
    """
    Why a person raises a level.
    """

    PROFESSIONAL_JUDGEMENT = "professional_judgement"
    SOMETHING_SEEN = "something_seen"
    SOMETHING_TOLD = "something_told"
    COLLEAGUE_ADVISES = "colleague_advises"
    OWN_VIEW = "own_view"

    @property
    def sentence(self) -> str:
        """
        The reason, as a reader sees it.
        """
        return _SENTENCES[self]

    @property
    def place(self) -> int:
        """
        The place in the order in which reasons are told.
        """
        return list(RaiseReason).index(self)


_SENTENCES = {
    RaiseReason.PROFESSIONAL_JUDGEMENT: "Somebody who is there judges it to be more.",
    RaiseReason.SOMETHING_SEEN: "Somebody saw what no question asks about.",
    RaiseReason.SOMETHING_TOLD: "Something was told that no question asks about.",
    RaiseReason.COLLEAGUE_ADVISES: "A colleague who was asked advises it.",
    RaiseReason.OWN_VIEW: "The person's own view is that the danger is greater.",
}


def _as_reason(value: object) -> RaiseReason:
    for each in RaiseReason:
        if value in (each, each.value):
            return each
    raise RaiseError("a raise gives one of the reasons", tuple(_WORDS))


_WORDS = [each.value for each in RaiseReason]


@attrs.frozen(kw_only=True, repr=False)
class Raise(Quiet):
    """
    A level that a person raises; nobody lowers one.

    Raises:
        RaiseError: If the reason is no known word, or the time has no time zone.

    >>> Raise(role="safety", level="high", reason="something_seen")
    Raise(...)
    """

    level: str
    """The level that holds at least."""

    reason: RaiseReason = attrs.field(converter=_as_reason)
    role: str | None = None
    """
    Whose level, by its role in the pathway; it may be left out where only one has a
    level.
    """

    at: dt.datetime | None = attrs.field(default=None)
    """When it was raised, with a time zone; kept for the record."""

    @at.validator
    def _has_zone(self, _: object, at: dt.datetime | None) -> None:
        if at is not None and at.tzinfo is None:
            raise RaiseError("the time of a raise needs a time zone")
