"""
The law of a place: what it says of typed parameters, and how sure that is.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from caring.guidance.protocol import Guidance
from caring.language.facts import Fact
from caring.values.mappings import FrozenMapping, frozen
from caring.values.marks import WORDING
from caring.values.sources import Source

NO_LEGAL_ADVICE = "This is no legal advice."

PREFIX = "law."
"""How the id of a fact begins that is a parameter of the law."""


def is_law(name: str) -> bool:
    """
    Say whether a name, such as ``law/vn@1.0.0``, is that of the law of a place.
    """
    return name.partition("/")[0] == Law.kind


@attrs.frozen(kw_only=True)
class Offsets:
    """
    How far the clocks of a place may be ahead of UTC, in minutes.

    The two differ where clocks are put forward and back or the place has several time
    zones. A day begins for sure only when it has begun by both.
    """

    least: int
    most: int


@attrs.frozen(kw_only=True)
class Provision:
    """
    What a law says of one parameter, for a time.
    """

    parameter: str
    """The fact it answers, such as ``law.age_of_majority``."""

    value: str | int | None
    """What the law says; ``None`` where that could not be found out."""

    source: Source
    """The statute, or what stands in for it."""

    is_confirmed: bool
    """Whether the text, or a faithful copy of it, was seen."""

    note: str = attrs.field(metadata=WORDING)
    """What a reader has to know beside it, in a sentence or two."""

    checked_on: dt.date
    """The day on which somebody looked it up."""

    expires_on: dt.date
    """The last day on which that counts."""

    in_force_from: dt.date | None = None
    """The first day; ``None`` where only the day of looking it up is known."""

    in_force_until: dt.date | None = None
    """The last day; ``None`` where no end is known."""

    @property
    def first_day(self) -> dt.date:
        """
        The first day for which something is known.
        """
        return self.in_force_from or self.checked_on


@attrs.frozen(kw_only=True)
class Law(Guidance):
    """
    The law of one jurisdiction, in one version of what is known of it.
    """

    kind: ClassVar[str] = "law"

    jurisdiction: str = attrs.field(metadata=WORDING)
    """The name of the place whose law it is."""

    offsets: Offsets
    """Its clocks, for a law begins and ends at midnight there."""

    provisions: tuple[Provision, ...]
    """By parameter, and those of one parameter in the order of their time."""

    facts: Mapping[str, Fact] = attrs.field(factory=FrozenMapping, converter=frozen)
    """The parameters it speaks of, by id."""


class WhyUnknown(enum.Enum):
    """
    Why nothing is known of a parameter.
    """

    NO_LAW = "no_law"
    """No law was handed in."""

    ABSENT = "absent"
    """The law file does not speak of it."""

    UNSURE = "unsure"
    """It was not confirmed."""

    NOT_YET_IN_FORCE = "not_yet_in_force"
    """It begins later, or nothing is known of so early a day."""

    NO_LONGER_IN_FORCE = "no_longer_in_force"

    CHANGES_TODAY = "changes_today"
    """It begins or ends within the time that is meant."""

    EXPIRED = "expired"
    """It was looked up too long ago."""

    DOES_NOT_FIT = "does_not_fit"
    """The value is none that the protocol knows."""

    CONFLICT = "conflict"
    """Laws differ, and none of them is the stricter."""


@attrs.frozen(kw_only=True)
class Said:
    """
    What one law says of a parameter.
    """

    law: str
    """``law/name@version``."""

    jurisdiction: str
    value: str | int | None
    """``None`` where it is not known."""

    why: WhyUnknown | None = None
    """Why it is not known; ``None`` where it is."""

    provision: Provision | None = None
    """Where it stands; ``None`` where the law does not speak of it."""


@attrs.frozen(kw_only=True)
class LawReading:
    """
    What all laws together say of a parameter.
    """

    parameter: Fact
    value: str | int | None
    """The stricter value where laws differ; ``None`` where it is not known."""

    why: WhyUnknown | None = None
    """Why it is not known; ``None`` where it is."""

    is_conflict: bool = False
    """Whether laws differ, also where the stricter one decides."""

    said: tuple[Said, ...] = ()
    """What each law says, as they were handed in."""


def local_advice(readings: Iterable[LawReading]) -> tuple[str, ...]:
    """
    Name what local advice has to be sought on; without any law that is said once.
    """
    unknown = [each for each in readings if each.value is None]
    if unknown and all(each.why is WhyUnknown.NO_LAW for each in unknown):
        return ("What the law says here: no law was handed in.",)
    return tuple(each.parameter.wording for each in unknown)
