"""
The moment for which something is judged; it is always handed in, never read.
"""

import datetime as dt

import attrs

from caring.values.truth import Truth, all_of, known

# A day that is known without its place starts first at UTC+14 and ends last at
# UTC-12 (the widest zones in use, IANA time zone database).
_FIRST_ZONE = dt.timezone(dt.timedelta(hours=14))
_LAST_ZONE = dt.timezone(dt.timedelta(hours=-12))


@attrs.frozen
class Moment:
    """
    A time known to lie from ``earliest`` to ``latest``, both included.

    For a datetime the two are equal; for a date they are the ends of that day
    anywhere on earth, so that a test by the hour is unknown where they disagree.
    """

    earliest: dt.datetime
    latest: dt.datetime
    day: dt.date
    """The day on the calendar of the place where it is."""

    @classmethod
    def of(cls, on: dt.datetime | dt.date) -> "Moment":
        """
        Read a date, or a datetime with a time zone.

        Raises:
            ValueError: If a datetime has no time zone.
            TypeError: If it is neither.
        """
        if isinstance(on, dt.datetime):
            if on.tzinfo is None:
                raise ValueError("`on` needs a time zone, or give a date instead")
            return cls(_in_utc(on), _in_utc(on), on.date())
        if isinstance(on, dt.date):
            start = dt.datetime.combine(on, dt.time.min, _FIRST_ZONE)
            end = dt.datetime.combine(on, dt.time.max, _LAST_ZONE)
            return cls(_in_utc(start), _in_utc(end), on)
        raise TypeError("`on` must be a datetime with a time zone, or a date")

    def reaches(self, time: dt.datetime) -> Truth:
        """
        Say whether ``time`` has come.

        >>> noon = dt.datetime(2026, 1, 15, 12, tzinfo=dt.timezone.utc)
        >>> Moment.of(noon).reaches(noon)
        <Truth.TRUE: 'true'>
        >>> Moment.of(noon.date()).reaches(noon)
        <Truth.UNKNOWN: 'unknown'>
        """
        moment = _in_utc(time)
        ends = {self.earliest >= moment, self.latest >= moment}
        if len(ends) == 1:
            return known(ends.pop())
        return Truth.UNKNOWN

    def is_within(self, hours: int, since: dt.datetime) -> Truth:
        """
        Say whether no more than ``hours`` have passed since ``since``.

        The last second counts: exactly ``hours`` later is still within.
        """
        limit = _in_utc(since) + dt.timedelta(hours=hours)
        return all_of(
            [known(self.earliest <= limit), self._up_to(limit)],
        )

    def _up_to(self, limit: dt.datetime) -> Truth:
        return Truth.TRUE if self.latest <= limit else Truth.UNKNOWN


def ends_after(hours: int, on: dt.datetime | dt.date) -> dt.datetime:
    """
    Say when so many hours have passed since ``on``.

    Of a datetime it is said in its own time zone, counting the hours that pass where
    clocks are put forward or back. Of a date it is the earliest moment that this can
    be, in UTC: the day may just have begun, in the zone where it begins first.

    >>> ends_after(24, dt.date(2026, 1, 15)).isoformat()
    '2026-01-15T10:00:00+00:00'
    """
    ends = Moment.of(on).earliest + dt.timedelta(hours=hours)
    return ends.astimezone(on.tzinfo) if isinstance(on, dt.datetime) else ends


def _in_utc(time: dt.datetime) -> dt.datetime:
    """
    Count and compare in UTC.

    Within one time zone Python adds and compares what the clock on the wall shows, and
    that clock is put forward and back.
    """
    return time.astimezone(dt.UTC)
