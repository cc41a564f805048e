"""
A checklist: the points of one task, which of them apply, and which are done.
"""

from typing import ClassVar, Literal, TypeAlias, get_args

import attrs

from caring.guidance.assessment import Assessment
from caring.guidance.protocol import Protocol
from caring.language.conditions import ALWAYS, Condition
from caring.language.decisions import Decision, Every, Row
from caring.values.marks import WORDING
from caring.values.sources import Source
from caring.values.truth import Truth

PointMoment: TypeAlias = Literal[
    "preparation",
    "arrival",
    "private",
    "history",
    "examination",
    "plan",
    "referral",
    "discharge",
    "follow_up",
    "records",
    "always",
]

MOMENTS: tuple[str, ...] = get_args(PointMoment)
"""In the order of an encounter; what holds at every moment comes last."""


@attrs.frozen(kw_only=True)
class Point:
    """
    One thing to do, to know or never to do.
    """

    id: str
    kind: str
    """``do``, ``dont``, ``ask``, ``check``, ``refer``, ``never``, ``know``, ``if``."""

    who: str
    moment: PointMoment
    text: str = attrs.field(metadata=WORDING)
    source: Source
    when: Condition = ALWAYS
    done: Condition | None = None
    """When it is done; ``None`` where it never is, as with what is to be left alone."""

    origin: str | None = None
    """Its number in the project's notes on the source, e.g. ``AS03-05``."""

    def row(self, when: Condition) -> Row:
        """
        Say what a condition means for this point.
        """
        return Row(
            id=self.id, when=when, result=self.id, because=self.text, source=self.source
        )


@attrs.frozen(kw_only=True)
class Checklist(Protocol):
    """
    Points, each judged by itself; they inform, and bring no actions.
    """

    kind: ClassVar[str] = "checklist"

    points: tuple[Point, ...]
    """As they are written."""

    @property
    def in_order(self) -> tuple[Point, ...]:
        """
        The points by moment, and those of one moment as they are written.
        """
        return tuple(sorted(self.points, key=lambda each: MOMENTS.index(each.moment)))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        Two decisions: every point that applies, and every point that is done.

        They stay apart because "applies and is not done" would turn ``done`` round, and
        what may not apply is never turned round.
        """
        points = tuple(each.row(each.when) for each in self.points)
        done = tuple(
            each.row(each.done) for each in self.points if each.done is not None
        )
        return Every(id="points", rows=points), Every(id="done", rows=done)


def open_points(assessment: Assessment) -> tuple[Point, ...]:
    """
    List what may apply and is not surely done, by moment.

    Silence leaves a point on the list. Knowing more only takes points off it.

    Raises:
        TypeError: If it is not the assessment of a checklist.
    """
    checklist = assessment.protocol
    if not isinstance(checklist, Checklist):
        raise TypeError("only a checklist has points")
    if assessment.applies is Truth.FALSE:
        return ()
    points, done = assessment.outcomes["points"], assessment.outcomes["done"]
    gone = {each.row.result for each in points.rows if each.truth is Truth.FALSE}
    gone |= {each.row.result for each in done.rows if each.truth is Truth.TRUE}
    return tuple(each for each in checklist.in_order if each.id not in gone)
