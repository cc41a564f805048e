"""
A measure: a scored instrument, and the bands that its sum of points falls into.
"""

import enum
from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar

import attrs

from caring.guidance.assessment import Assessment
from caring.guidance.protocol import Protocol
from caring.language.conditions import ALWAYS, Is, Score, Term
from caring.language.decisions import Decision, Highest
from caring.language.results import Outcome
from caring.values.mappings import frozen
from caring.values.marks import WORDING
from caring.values.quiet import Private
from caring.values.sources import Source
from caring.values.spans import Span
from caring.values.truth import Truth

TOTAL = "total"
"""What conditions call the sum."""


@attrs.frozen(kw_only=True)
class Item:
    """
    One question of the instrument, with the points of each answer.
    """

    fact: str
    points: Mapping[str, int] = attrs.field(converter=frozen)
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def least(self) -> int:
        """
        The points that every answer gives.
        """
        return min(self.points.values())

    @property
    def greatest(self) -> int:
        """
        The points of the answer that gives most.
        """
        return max(self.points.values())

    @property
    def terms(self) -> tuple[Term, ...]:
        """
        The points as steps: each step counts for all answers that reach it.

        A term for each answer would let a silent item count every answer at once. Steps
        lie inside one another, so a silent item counts from the least to the greatest.
        """
        base = [Term(self.least, ALWAYS)] if self.least else []
        steps = [
            Term(step - below, Is(self.fact, self._reaching(step), span=self.span))
            for below, step in pairwise(sorted(set(self.points.values())))
        ]
        return (*base, *steps)

    def _reaching(self, step: int) -> frozenset[str]:
        return frozenset(each for each, points in self.points.items() if points >= step)


class MissingRule(enum.Enum):
    """
    What the instrument's publisher does with items that were not answered.
    """

    PRORATE = "prorate"
    """The mean of the answered items stands for each of the others."""

    NONE = "none"
    """A sum with an item missing has no published value."""


@attrs.frozen(kw_only=True)
class MissingItems:
    """
    The published rule for items that were not answered.
    """

    at_most: int
    """
    With more items missing there is no published value; fewer than all, and 0 where the
    rule is ``NONE``.
    """

    rule: MissingRule
    because: str = attrs.field(metadata=WORDING)
    source: Source


@attrs.frozen(kw_only=True)
class Accuracy:
    """
    What one study found at one cut-off.
    """

    cut_off: int
    """The sum from which a result counted as positive."""

    sensitivity: int
    """Of 100 people with the condition, how many reached the cut-off."""

    specificity: int
    """Of 100 people without it, how many stayed below."""

    people: int
    """How many took part."""

    source: Source


@attrs.frozen(kw_only=True)
class Instrument:
    """
    The published instrument that a measure follows.
    """

    title: str = attrs.field(metadata=WORDING)
    licence: str = attrs.field(metadata=WORDING)
    text_may_be_shared: bool
    """Whether its own wording may be passed on."""

    source: Source
    accuracy: tuple[Accuracy, ...] = ()


@attrs.frozen(kw_only=True)
class Measure(Protocol):
    """
    A scored instrument. Its bands sort sums; they are no diagnosis.
    """

    kind: ClassVar[str] = "measure"

    instrument: Instrument
    items: tuple[Item, ...]
    """In the order in which they are asked."""

    band: Highest
    """The band of the sum, or a higher level for a rule beside the sum."""

    missing_items: MissingItems | None = None
    """``None`` where no published rule is known."""

    @property
    def least(self) -> int:
        """
        The least possible sum.
        """
        return sum(each.least for each in self.items)

    @property
    def greatest(self) -> int:
        """
        The greatest possible sum.
        """
        return sum(each.greatest for each in self.items)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """
        One decision: the band.
        """
        return (self.band,)

    @property
    def level(self) -> Highest:
        """
        The band.
        """
        return self.band


@attrs.frozen(kw_only=True, repr=False)
class Reading(Private):
    """
    What the sum is known to be.
    """

    score_at_least: int
    score_at_most: int
    items_answered: int
    """Items whose points are known."""

    items: int
    as_published: int | None
    """
    The value by the published rule for missing items, to be shown with the number of
    items answered. It feeds nothing; the bounds do.
    """


def reading(assessment: Assessment) -> Reading | None:
    """
    Read the sum from the evidence for the band.

    Returns:
        The bounds of the sum, or nothing where the protocol is no measure or the person
        is surely not in its population.
    """
    measure = assessment.protocol
    if not isinstance(measure, Measure) or assessment.applies is Truth.FALSE:
        return None
    total, truths = _total(assessment.outcomes[measure.band.id])
    steps = list(zip(total.terms, truths, strict=True))
    silent = {
        term.when.fact
        for term, truth in steps
        if truth is Truth.UNKNOWN and isinstance(term.when, Is)
    }
    at_least = sum(term.points for term, truth in steps if truth is Truth.TRUE)
    at_most = sum(term.points for term, truth in steps if truth is not Truth.FALSE)
    missing = [each for each in measure.items if each.fact in silent]
    answered = len(measure.items) - len(missing)
    return Reading(
        score_at_least=at_least,
        score_at_most=at_most,
        items_answered=answered,
        items=len(measure.items),
        as_published=_as_published(
            measure, at_least - sum(each.least for each in missing), answered
        ),
    )


def _total(outcome: Outcome) -> tuple[Score, list[Truth]]:
    """
    Find the sum among the evidence; every band tests the same one.
    """
    # INVARIANT: a measure has a row for each cut-off, and a cut-off tests the sum.
    return next(
        (row.evidence.condition, [each.truth for each in row.evidence.parts])
        for row in outcome.rows
        if isinstance(row.evidence.condition, Score)
        and row.evidence.condition.name == TOTAL
    )


def _as_published(measure: Measure, points: int, answered: int) -> int | None:
    """
    Give the value of the published rule, prorated to the nearest number, halves up.
    """
    rule, items = measure.missing_items, len(measure.items)
    if rule is None or not answered or items - answered > rule.at_most:
        return None
    # Whole numbers only: a half would otherwise fall wherever floats round it.
    return (2 * points * items + answered) // (2 * answered)
