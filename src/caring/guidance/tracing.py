"""
Where each point of what was read stands in the guidance, or why it is left out.
"""

from collections.abc import Iterator

import attrs

from caring.values.sources import Source


@attrs.frozen(kw_only=True)
class Said:
    """
    What a place says, and where that comes from.
    """

    text: str
    source: Source


@attrs.frozen(kw_only=True)
class Place:
    """
    A part of the guidance that can be named.
    """

    name: str
    """``kind/name@version#id``, or ``facts#id`` and the like for what all share."""

    says: tuple[Said, ...]
    """More than one where several rules go by one name, as those of a level do."""


@attrs.frozen(kw_only=True)
class Traced:
    """
    One point of what was read.
    """

    point: str
    """Its number, e.g. ``AS03-05``."""

    places: tuple[Place, ...]
    """Where it stands; empty where all of it is left out."""

    left_out: str | None
    """Why it, or a part of it, is in no place."""


@attrs.frozen(kw_only=True)
class Area:
    """
    The points of one file.
    """

    name: str
    """The name of its file, e.g. ``action-sheets-01-08``."""

    title: str
    points: tuple[Traced, ...]

    @property
    def mapped(self) -> int:
        """
        How many points have a place.
        """
        return sum(1 for each in self.points if each.places)

    @property
    def left_out(self) -> int:
        """
        How many points have no place, and a reason for it.
        """
        return len(self.points) - self.mapped


@attrs.frozen(kw_only=True)
class Trace:
    """
    Every area of a folder, readable from both ends.
    """

    areas: tuple[Area, ...]

    def __iter__(self) -> Iterator[Traced]:
        """
        Walk every point, area by area.
        """
        return (point for area in self.areas for point in area.points)

    def of(self, number: str) -> Traced | None:
        """
        Find a point by its number; nothing where no area has it.
        """
        return next((each for each in self if each.point == number), None)

    def leading_to(self, place: str) -> tuple[Traced, ...]:
        """
        Find the points that stand at a place.
        """
        return tuple(each for each in self if place in {at.name for at in each.places})
