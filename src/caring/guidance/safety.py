"""
A safety assessment: how dangerous the situation is, and how long that stands.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

import attrs

from caring.guidance.assessment import Assessment
from caring.guidance.protocol import Protocol
from caring.language.conditions import All, AnyOf, Condition
from caring.language.decisions import Decision, Highest, Row
from caring.language.results import LevelOutcome
from caring.values.mappings import FrozenMapping, frozen
from caring.values.marks import WORDING
from caring.values.moments import ends_after
from caring.values.quiet import Private
from caring.values.sources import Source
from caring.values.spans import Span
from caring.values.truth import Truth


@attrs.frozen(kw_only=True)
class Escalation:
    """
    Something that raises the level by one step while it holds.
    """

    when: Condition
    because: str = attrs.field(metadata=WORDING)
    """One sentence for the reader."""

    source: Source
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Safety(Protocol):
    """
    How dangerous the situation is. It promises nobody that they are safe.
    """

    kind: ClassVar[str] = "safety"

    domains: Mapping[str, tuple[Row, ...]] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """Groups of signs of danger and the level each calls for, as a reader sees them."""

    escalation: tuple[Escalation, ...] = ()
    """What raises the level by one step, as a reader sees it."""

    findings: Mapping[str, Condition] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """Named conditions, as a reader sees them."""

    danger: Highest
    """The level of danger: rows of signs, rows beside them, and those one step up."""

    expires: Mapping[str, int | None] = attrs.field(converter=frozen)
    """For each level, how many hours a result stands; ``None`` until the next visit."""

    reassess_when: tuple[str, ...] = attrs.field(metadata=WORDING)
    """Events after which it is done anew, each as a sentence."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        One decision: the level of danger.
        """
        return (self.danger,)

    @property
    def level(self) -> Highest:
        """
        The level of danger.
        """
        return self.danger

    def expires_at(self, level: str, assessed_at: dt.datetime) -> dt.datetime | None:
        """
        Say from which moment on a result stands no longer.

        Args:
            level: A level of the scale; of a result, its ``working`` level.
            assessed_at: When it was assessed, with a time zone.

        Returns:
            The moment, in the time zone of ``assessed_at``; ``None`` where the result
            stands until the next visit, whenever that is.

        Raises:
            ValueError: If there is no such level, or the time has no time zone.
        """
        if level not in self.expires:
            raise ValueError(f"no level is called `{level}`")
        if assessed_at.tzinfo is None:
            raise ValueError("`assessed_at` needs a time zone")
        hours = self.expires[level]
        return None if hours is None else ends_after(hours, assessed_at)


@attrs.frozen(kw_only=True, repr=False)
class Standing(Private):
    """
    How long a result stands.
    """

    until: dt.datetime | None
    """
    From when on it stands no longer; ``None`` where it stands until the next visit.

    Where only the day is known it is the earliest moment that this can be, in UTC.
    """

    reassess_when: tuple[str, ...]
    """Events after which it stands no longer, whatever the hour."""


def standing(assessment: Assessment) -> Standing | None:
    """
    Say how long the result of a safety assessment stands.

    Returns:
        Nothing where the protocol is no safety assessment, or the person is surely not
        in its population.
    """
    safety = assessment.protocol
    if not isinstance(safety, Safety) or assessment.applies is Truth.FALSE:
        return None
    outcome = assessment.outcomes[safety.danger.id]
    assert isinstance(outcome, LevelOutcome)
    hours = safety.expires[outcome.working]
    return Standing(
        until=None if hours is None else ends_after(hours, assessment.record.on),
        reassess_when=safety.reassess_when,
    )


def one_step_up(
    rows: Iterable[Row], escalation: Iterable[Escalation], scale: tuple[str, ...]
) -> Iterator[Row]:
    """
    Walk the rows that an escalation adds: wherever a level is reached, the next one is.

    The lowest level is always reached; above the highest there is none. Several
    escalations together raise by one step too.
    """
    known = tuple(rows)
    for n, each in enumerate(escalation):
        for lower, upper in pairwise(scale):
            reached = tuple(row.when for row in known if row.result == lower)
            if not reached and lower != scale[0]:
                continue
            when = each.when
            if lower != scale[0]:
                when = All((AnyOf(reached, span=each.span), when), span=each.span)
            yield Row(
                id=f"{upper}-above-{lower}-{n}",
                when=when,
                result=upper,
                because=each.because,
                source=each.source,
                span=each.span,
            )
