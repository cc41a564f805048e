"""
The shape of a screening, and what it means.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import Condition, Document, Slug, Text
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope, nearest
from caring.authoring.yaml import Path
from caring.guidance.screening import Indicator, Screening
from caring.language.conditions import facts_in
from caring.language.decisions import Highest, Row
from caring.language.facts import Sensitivity

STRENGTHS = ("strong", "medium", "weak")
"""How much a sign says, where its source tells."""


class IndicatorDocument(Document):
    """
    One sign: a yes/no fact, or a condition.
    """

    fact: Slug | None = None
    when: Condition = None
    strength: Literal["strong", "medium", "weak"] | None = None
    critical: bool = True
    because: Text | None = None
    source: Slug

    def build(self, scope: Scope, path: Path) -> Indicator | None:
        """
        Build the sign; exactly one of ``fact`` and ``when`` says what it is.
        """
        source = scope.source(self.source, (*path, "source"))
        if (self.fact is None) == (self.when is None):
            message = "an indicator has either `fact` or `when`"
            is_both = self.fact is not None
            where = scope.places.of_key((*path, "when")) if is_both else path
            help_ = "keep one of them" if is_both else "add one of them"
            scope.add("fact-or-when", message, where, help_)
            return None
        when = condition(scope, self.written, (*path, self.key))
        if when is None or source is None:
            return None
        return Indicator(when=when, source=source, strength=self.strength)

    @property
    def key(self) -> str:
        """
        The key under which the sign is written.
        """
        return "fact" if self.when is None else "when"

    @property
    def written(self) -> Any:
        """
        The sign as it is written.
        """
        return self.fact if self.when is None else self.when

    def facts_that_may_wait(self, scope: Scope, path: Path) -> frozenset[str]:
        """
        Name the facts whose silence need not hold a result open.
        """
        if self.because is None:
            message = "`critical: false` needs a reason"
            where = scope.places.of_key((*path, "critical"))
            scope.add("needs-reason", message, where, "add `because:`")
        built = condition(scope, self.written, (*path, self.key))
        facts = facts_in(built) if built is not None else frozenset()
        for fact in sorted(facts):
            sensitivity = scope.dictionary.facts[fact].sensitivity
            if sensitivity is Sensitivity.IMMEDIATE_DANGER:
                message = (
                    f"`{fact}` is about immediate danger; its silence always counts"
                )
                where = scope.places.of_key((*path, "critical"))
                help_ = "delete `critical: false`"
                scope.add("danger-is-critical", message, where, help_)
        return facts


class LevelRowDocument(Document):
    """
    A rule that calls for a level.
    """

    level: Slug
    when: Condition
    because: Text
    source: Slug


class FloorDocument(Document):
    """
    A level to act on until the result is settled, and rows that raise it.
    """

    level: Slug
    rows: list[LevelRowDocument] = []


def _as_floor(value: Any) -> Any:
    return {"level": value} if isinstance(value, str) else value


Floor = Annotated[
    FloorDocument,
    BeforeValidator(_as_floor, json_schema_input_type=str | FloorDocument),
]


class ConcernDocument(Document):
    """
    A scale of concern and the rules that reach its levels.
    """

    scale: Annotated[list[Slug], Field(min_length=2)]
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
        scale = tuple(self.concern.scale)
        if len(set(scale)) < len(scale):
            message = "a level is named twice"
            scope.add("duplicate-level", message, (*path, "scale"), "keep one of them")
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
                if not each.critical and each.written is not None:
                    found |= each.facts_that_may_wait(scope, ("indicators", name, n))
        return frozenset(found)


def level(scope: Scope, word: str, scale: tuple[str, ...], path: Path) -> str | None:
    """
    Look a level above the lowest up.
    """
    if word in scale[1:]:
        return word
    if word == scale[0]:
        message = f"`{word}` is the lowest level; this has to lie above it"
        scope.add("level-too-low", message, path, f"levels are {', '.join(scale[1:])}")
    else:
        message = f"no level is called `{word}`"
        scope.unknown("unknown-level", message, path, scale[1:], word)
    return None


def level_rows(
    scope: Scope,
    written: list[LevelRowDocument],
    scale: tuple[str, ...],
    path: Path,
) -> tuple[Row, ...] | None:
    """
    Build the rows of a scale.
    """
    rows = [row(scope, each, scale, (*path, n)) for n, each in enumerate(written)]
    return None if None in rows else tuple(each for each in rows if each is not None)


def row(
    scope: Scope, written: LevelRowDocument, scale: tuple[str, ...], path: Path
) -> Row | None:
    """
    Build one row of a scale.
    """
    result = level(scope, written.level, scale, (*path, "level"))
    when = condition(scope, written.when, (*path, "when"))
    source = scope.source(written.source, (*path, "source"))
    if result is None or when is None or source is None:
        return None
    return Row(
        id=f"{result}-{path[-1]}",
        when=when,
        result=result,
        because=written.because,
        source=source,
        span=scope.places.of_key((*path, "when")),
    )


def level_actions(
    scope: Scope,
    written: dict[str, list[str]],
    scale: tuple[str, ...],
    path: Path,
) -> dict[str, tuple[str, ...]] | None:
    """
    Look the actions of each level up.
    """
    unknown = [name for name in written if name not in scale]
    for name in unknown:
        message = f"no level is called `{name}`"
        span = scope.places.of_key((*path, name))
        scope.add("unknown-level", message, span, nearest(name, scale))
    found = {name: scope.actions(ids, (*path, name)) for name, ids in written.items()}
    return None if unknown else found
