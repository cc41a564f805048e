"""
How long after a moment something can still help, and how much of that time is left.
"""

import datetime as dt

import attrs

from caring.values.quiet import Private
from caring.values.sources import Source
from caring.values.truth import Truth


@attrs.frozen(kw_only=True)
class Window:
    """
    The hours after a moment within which a need can be met.

    It ends when so many hours have passed: at that very moment it has passed.
    """

    since: str
    """The fact that is the moment."""

    hours: int
    source: Source


@attrs.frozen(kw_only=True, repr=False)
class TimeLimit(Private):
    """
    Until when a need can be met, for one person: this tells what was answered.
    """

    need: str
    title: str | None
    """What a reader sees for the need, where that differs from its id."""

    window: Window
    earliest: dt.datetime
    """
    The moment at which the time ends; the earliest possible where a day alone is known.

    In the time zone of the encounter; in UTC where only its day is known.
    """

    latest: dt.datetime
    """The latest moment at which it may end; often the same."""

    passed: Truth
    """Whether it has ended; unknown where a day alone leaves it open."""

    least_left: int
    """How many whole hours are left at least; 0 where none is."""

    most_left: int
    """How many whole hours are left at most."""
