"""
An adopter's directory: its services, who vetted them, and until when that stands.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from caring.artefact import digest
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Lasting, Obtained, Options, Sensitivity
from caring.values.mappings import FrozenMapping, frozen
from caring.values.moments import Moment
from caring.values.sources import Reading, Source

Field: TypeAlias = str | int
"""What a directory says of a service: an option, ``yes``, ``no`` or a number."""


class EntryStatus(enum.Enum):
    """
    Where an entry of a directory stands in its life.
    """

    PROPOSED = "proposed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


def _names(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)


def _fields(values: Mapping[str, object]) -> Mapping[str, object]:
    return frozen(
        {
            name: ("yes" if value else "no") if isinstance(value, bool) else value
            for name, value in values.items()
        }
    )


@attrs.frozen(kw_only=True)
class Service:
    """
    One service, with what is needed to judge whether it is safe for somebody.

    A field that is left out is not known.

    Raises:
        ValueError: If the review is due before it was done.
    """

    id: str
    """Consents for this service name this id as their recipient."""

    title: str
    meets: tuple[str, ...] = attrs.field(converter=_names)
    """Ids of the needs that it can meet."""

    contact: str = attrs.field(repr=False)
    """How staff reach it; shown only where it is suitable."""

    status: EntryStatus = attrs.field(converter=EntryStatus)
    vetted_by: str
    """Who vetted it: a role or an organisation."""

    reviewed_on: dt.date
    """The day on which the entry was last reviewed."""

    review_due: dt.date
    """The last day on which the review counts."""

    takes_within: Urgency | None = attrs.field(
        default=None, converter=attrs.converters.optional(Urgency)
    )
    """How soon it can help; ``None`` where that is not known."""

    fields: Mapping[str, Field] = attrs.field(factory=FrozenMapping, converter=_fields)
    """What is known of it, by the names in ``services/`` without ``service.``."""

    notes: str = ""

    def __attrs_post_init__(self) -> None:
        # INVARIANT: a review counts on the day on which it was done
        if self.review_due < self.reviewed_on:
            raise ValueError("`review_due` lies before `reviewed_on`")

    def is_reviewed(self, on: Moment) -> bool:
        """
        Say whether its review had been done and counts, on the day where that is.

        >>> import datetime as dt
        >>> from caring.values.moments import Moment
        >>> house = Service(
        ...     id="harbour-house",
        ...     title="Harbour House",
        ...     meets=["shelter"],
        ...     contact="gateway number",
        ...     status="active",
        ...     vetted_by="two people",
        ...     reviewed_on=dt.date(2026, 1, 2),
        ...     review_due=dt.date(2026, 1, 31),
        ... )
        >>> house.is_reviewed(Moment.of(dt.date(2026, 1, 31)))
        True
        >>> house.is_reviewed(Moment.of(dt.date(2026, 2, 1)))
        False
        """
        return self.reviewed_on <= on.day <= self.review_due


def _by_id(services: Iterable[Service]) -> tuple[Service, ...]:
    return tuple(sorted(services, key=lambda each: each.id))


@attrs.frozen(kw_only=True)
class Directory:
    """
    The services that an organisation may refer to.

    Raises:
        ValueError: If two services have the same id.
    """

    name: str
    services: tuple[Service, ...] = attrs.field(
        converter=_by_id,
        repr=lambda each: f"{len(each)} services",
    )
    """Sorted by id; the order in which they are written means nothing."""

    def __attrs_post_init__(self) -> None:
        # INVARIANT: a consent for one service is a consent for no other
        if len({each.id for each in self.services}) < len(self.services):
            raise ValueError("two services have the same id")

    @cached_property
    def digest(self) -> str:
        """
        The SHA-256 of the canonical JSON; the record of an encounter keeps it.
        """
        return digest("directory", self)


OWN_RULE = Source(
    id="own-directory",
    read=Reading.PROJECT,
    part="only entries that are active and reviewed in time are offered",
    work=None,
)


def _of_entries(name: str, wording: str) -> Fact:
    return Fact(
        id=f"service.{name}",
        domain=Options(type="yes_no", labels={"yes": "yes", "no": "no"}),
        obtained=Obtained.SERVICE,
        wording=wording,
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=OWN_RULE,
    )


IS_ACTIVE = _of_entries("is_active", "The entry of the service is active.")
IS_REVIEWED = _of_entries("is_reviewed", "The entry was reviewed in time.")

OF_EVERY_ENTRY: Mapping[str, Fact] = FrozenMapping(
    {each.id: each for each in (IS_ACTIVE, IS_REVIEWED)}
)
"""What follows from every entry, whatever fields a folder gives to services."""
