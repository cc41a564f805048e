"""
The shape of a published instrument, and of what studies found of it.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Document,
    Slug,
    Text,
    WholeNumber,
    written_as,
)
from caring.authoring.documents.levels import level
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.instrument import Accuracy, Counts, Instrument, Worked

_DECIMALS = r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$"
_MAY_BE_SHARED = {"yes": True, "no": False, "unsure": None}


def _is_percent(value: Any) -> bool:
    return (type(value) is int or isinstance(value, str)) and bool(
        re.match(_DECIMALS, str(value))
    )


Percent: Any = written_as(
    _is_percent,
    'expected whole percent, or with its decimals as printed, in quotes: "84.4"',
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 100},
            {"type": "string", "pattern": _DECIMALS},
        ]
    },
)
"""A rate as it was printed; its decimals say how far it was rounded."""

People = Annotated[int, Field(ge=0, le=1_000_000)]


class LicenceDocument(Document):
    """
    The terms of the instrument, and whether its own wording may be passed on.
    """

    name: Text
    text_may_be_shared: Literal["yes", "no", "unsure"]


class CountsDocument(Document):
    """
    The four numbers of a study, and where they come from.
    """

    true_positive: People
    false_positive: People
    false_negative: People
    true_negative: People
    come: Worked

    def build(self) -> Counts:
        """
        Build the counts.
        """
        return Counts(**self.model_dump())


class AccuracyDocument(Document):
    """
    What one study found.
    """

    sensitivity: Percent
    specificity: Percent
    ppv: Percent = None
    npv: Percent = None
    people: Annotated[int, Field(ge=1)] | None = None
    counts: CountsDocument | None = None
    studied: Text | None = None
    differs: Text | None = None
    source: Slug

    def built(self, scope: Scope, path: Path, **reached: Any) -> Accuracy | None:
        """
        Build what the study found, and hold printed figures to counts.
        """
        source = scope.source(self.source, (*path, "source"))
        if source is None:
            return None
        found = Accuracy(
            **reached,
            sensitivity=str(self.sensitivity),
            specificity=str(self.specificity),
            ppv=None if self.ppv is None else str(self.ppv),
            npv=None if self.npv is None else str(self.npv),
            people=self.people,
            counts=None if self.counts is None else self.counts.build(),
            studied=self.studied,
            differs=self.differs,
            source=source,
        )
        self._hold_to_counts(scope, found, path)
        return found

    def _hold_to_counts(self, scope: Scope, found: Accuracy, path: Path) -> None:
        if found.departures and self.differs is None:
            name = found.departures[0]
            message = f"the counts do not give the printed `{name}`"
            help_ = "look at both again; if they are printed so, say it in `differs`"
            scope.add("accuracy-differs", message, (*path, name), help_)
        if self.differs is not None and not found.departures:
            message = "nothing here differs from what the counts give"
            help_ = "leave `differs` out, or write the counts that it speaks of"
            scope.add("accuracy-differs", message, (*path, "differs"), help_)


class SumAccuracyDocument(AccuracyDocument):
    """
    What one study found at one sum of a measure.
    """

    from_: WholeNumber = Field(alias="from")

    def build(self, scope: Scope, path: Path) -> Accuracy | None:
        """
        Build what the study found.
        """
        return self.built(scope, path, cut_off=self.from_)


class LevelAccuracyDocument(AccuracyDocument):
    """
    What one study found at one level of a screening or a safety assessment.
    """

    level: Slug

    def build_for(
        self, scope: Scope, scale: tuple[str, ...], path: Path
    ) -> Accuracy | None:
        """
        Build what the study found.
        """
        reached = level(scope, self.level, scale, (*path, "level"))
        return None if reached is None else self.built(scope, path, level=reached)


class InstrumentDocument(Document):
    """
    A published instrument, with its terms.
    """

    title: Text
    licence: LicenceDocument
    setting: Text | None = None
    source: Slug

    def built(
        self, scope: Scope, accuracy: Sequence[Accuracy | None]
    ) -> Instrument | None:
        """
        Build the instrument from what was found of it.
        """
        source = scope.source(self.source, ("instrument", "source"))
        found = tuple(each for each in accuracy if each is not None)
        if source is None or len(found) < len(accuracy):
            return None
        return Instrument(
            title=self.title,
            licence=self.licence.name,
            text_may_be_shared=_MAY_BE_SHARED[self.licence.text_may_be_shared],
            setting=self.setting,
            source=source,
            accuracy=found,
        )


class MeasureInstrumentDocument(InstrumentDocument):
    """
    The published instrument that a measure follows.
    """

    accuracy: list[SumAccuracyDocument] = []

    def build(self, scope: Scope) -> Instrument | None:
        """
        Build the instrument.
        """
        path = ("instrument", "accuracy")
        found = [each.build(scope, (*path, n)) for n, each in enumerate(self.accuracy)]
        return self.built(scope, found)


class LevelInstrumentDocument(InstrumentDocument):
    """
    The published instrument that a screening or a safety assessment follows.
    """

    accuracy: list[LevelAccuracyDocument] = []

    def build(self, scope: Scope, scale: tuple[str, ...]) -> Instrument | None:
        """
        Build the instrument; a study speaks of a level of the scale.
        """
        path = ("instrument", "accuracy")
        found = [
            each.build_for(scope, scale, (*path, n))
            for n, each in enumerate(self.accuracy)
        ]
        return self.built(scope, found)
