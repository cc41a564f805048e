"""
Levels as they are written: a scale, its floor, rows that reach a level, its actions.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import Condition, Document, Slug, Text
from caring.authoring.scope import Scope, nearest
from caring.authoring.yaml import Path
from caring.language.decisions import Row


class LevelledDocument(Document):
    """
    Something that calls for a level.
    """

    level: Slug
    because: Text
    source: Slug


class LevelRowDocument(LevelledDocument):
    """
    A rule that calls for a level.
    """

    when: Condition


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
"""A floor, or only its level."""

Scale = Annotated[list[Slug], Field(min_length=2)]
"""Levels, lowest first."""


def scale_of(scope: Scope, written: list[str], path: Path) -> tuple[str, ...]:
    """
    Read a scale, in which each level is named once.
    """
    if len(set(written)) < len(written):
        message = "a level is named twice"
        scope.add("duplicate-level", message, path, "keep one of them")
    return tuple(written)


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
    scope: Scope,
    written: LevelledDocument,
    scale: tuple[str, ...],
    path: Path,
    *,
    key: str = "when",
    within: str = "",
) -> Row | None:
    """
    Build one row of a scale.

    Args:
        scope: What names mean here; mistakes are added to its findings.
        written: What calls for a level.
        scale: The levels, lowest first.
        path: Where it is written.
        key: The key that holds its condition.
        within: The group it belongs to, where there are several.
    """
    result = level(scope, written.level, scale, (*path, "level"))
    when = condition(scope, getattr(written, key), (*path, key))
    source = scope.source(written.source, (*path, "source"))
    if result is None or when is None or source is None:
        return None
    return Row(
        id="-".join([result, *filter(None, [within]), str(path[-1])]),
        when=when,
        result=result,
        because=written.because,
        source=source,
        span=scope.places.of_key((*path, key)),
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
    known = are_levels(scope, written, scale, path)
    found = {name: scope.actions(ids, (*path, name)) for name, ids in written.items()}
    return found if known else None


def are_levels(
    scope: Scope, written: dict[str, Any], scale: tuple[str, ...], path: Path
) -> bool:
    """
    Hold the keys of a mapping to the levels of a scale.
    """
    unknown = [name for name in written if name not in scale]
    for name in unknown:
        message = f"no level is called `{name}`"
        span = scope.places.of_key((*path, name))
        scope.add("unknown-level", message, span, nearest(name, scale))
    return not unknown
