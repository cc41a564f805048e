"""
The calendar of a law, read: no day without an answer between two, and none with two.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from caring.guidance.law import Law, Provision
from caring.proving.guarantees import How
from caring.proving.prove import Proof

NO_HOLE = "law-has-no-hole"
SAYS = (
    "From the first day of which it says something, the law answers each parameter once"
    " a day, with a value of the right type."
)


def read_calendar(law: Law) -> Proof:
    """
    Read the days on which each provision is in force, and hold values to their type.

    The proofs of protocols leave every parameter free within its type, so that a value
    of the right type is all that they assume of a law.
    """
    by: dict[str, list[Provision]] = {}
    for each in law.provisions:
        by.setdefault(each.parameter, []).append(each)
    problems = [one for name in sorted(by) for one in _problems(name, by[name], law)]
    return Proof(
        guarantee=NO_HOLE,
        of=law.name,
        says=SAYS,
        how=How.LAW_CHECK,
        checks=len(law.provisions),
        read=len(law.provisions),
        witness=None,
        broken=(),
        problems=tuple(problems),
    )


def _problems(name: str, found: list[Provision], law: Law) -> Iterator[str]:
    for each in found:
        value = each.value
        if value is not None and not law.facts[name].domain.fits(value):
            yield f"`{name}` has a value of another type"
    for one, other in pairwise(sorted(found, key=lambda each: each.first_day)):
        ends = one.in_force_until
        starts = other.first_day
        if ends is None or ends >= starts:
            yield f"`{name}` has two answers from {starts.isoformat()} on"
        elif ends + dt.timedelta(days=1) < starts:
            yield f"`{name}` has no answer between {ends.isoformat()} and {starts}"
