"""
The shape of a screening, and what it means.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import Document, Slug, Text
from caring.authoring.documents.levels import (
    Floor,
    LevelRowDocument,
    Scale,
    level,
    level_actions,
    level_rows,
    scale_of,
)
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.documents.signs import SignDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.screening import Indicator, Screening
from caring.language.decisions import Highest

STRENGTHS = ("strong", "medium", "weak")
"""How much a sign says, where its source tells."""


class IndicatorDocument(SignDocument):
    """
    One sign: a yes/no fact, or a condition.
    """

    called = "an indicator"

    strength: Literal["strong", "medium", "weak"] | None = None
    because: Text | None = None

    def build(self, scope: Scope, path: Path) -> Indicator | None:
        """
        Build the sign.
        """
        source = scope.source(self.source, (*path, "source"))
        if not self.is_one(scope, path):
            return None
        when = condition(scope, self.written, (*path, self.key))
        if when is None or source is None:
            return None
        return Indicator(when=when, source=source, strength=self.strength)


class ConcernDocument(Document):
    """
    A scale of concern and the rules that reach its levels.
    """

    scale: Scale
    floor: Floor
    rows: Annotated[list[LevelRowDocument], Field(min_length=1)]


class ScreeningDocument(ProtocolDocument):
    """
    A file that holds a screening.
    """

    caring: Literal["screening/1"]
    indicators: dict[Slug, Annotated[list[IndicatorDocument], Field(min_length=1)]] = {}
    concern: ConcernDocument
    actions: dict[Slug, list[Slug]] = {}

    def prepare(self, scope: Scope) -> None:
        """
        Name the groups of indicators, whole and by strength.
        """
        for name, group in self.indicators.items():
            built = [
                each.build(scope, ("indicators", name, n))
                for n, each in enumerate(group)
            ]
            signs = tuple(each for each in built if each is not None)
            if len(signs) < len(built):
                scope.broken |= {name, *(f"{name}.{each}" for each in STRENGTHS)}
            scope.indicators[name] = signs
            scope.groups[name] = tuple(each.when for each in signs)
            for strength in STRENGTHS:
                part = tuple(each.when for each in signs if each.strength == strength)
                if part:
                    scope.groups[f"{name}.{strength}"] = part

    def build(self, scope: Scope, common: dict[str, Any]) -> Screening | None:
        """
        Build the scale of concern, with the signs as a reader sees them.
        """
        concern = self._concern(scope)
        if concern is None:
            return None
        return Screening(
            **common,
            indicators=scope.indicators,
            findings=scope.named,
            concern=concern,
        )

    def _concern(self, scope: Scope) -> Highest | None:
        path = ("concern",)
        scale = scale_of(scope, self.concern.scale, (*path, "scale"))
        floor = (*path, "floor")
        base = level(scope, self.concern.floor.level, scale, (*floor, "level"))
        floor_rows = level_rows(scope, self.concern.floor.rows, scale, (*floor, "rows"))
        rows = level_rows(scope, self.concern.rows, scale, (*path, "rows"))
        actions = level_actions(scope, self.actions, scale, ("actions",))
        if base is None or rows is None or floor_rows is None or actions is None:
            return None
        return Highest(
            id="concern",
            scale=scale,
            rows=rows,
            floor=base,
            floor_rows=floor_rows,
            not_critical=self._not_critical(scope),
            both_ways=self.both_ways(scope, [*rows, *floor_rows]),
            actions=actions,
        )

    def _not_critical(self, scope: Scope) -> frozenset[str]:
        found: set[str] = set()
        for name, group in self.indicators.items():
            for n, each in enumerate(group):
                found |= each.facts_that_may_wait(scope, ("indicators", name, n))
        return frozenset(found)
