"""
The shape of a checklist, and what it means.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import (
    Condition,
    Document,
    Slug,
    Text,
    written_as,
)
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.checklist import Checklist, Point, PointMoment
from caring.language.conditions import ALWAYS

KindWord = Literal["do", "dont", "ask", "check", "refer", "never", "know", "if"]
WhoWord = Literal[
    "provider",
    "staff",
    "manager",
    "interpreter",
    "mental_health_specialist",
    "forensic_examiner",
    "team",
]

_NUMBER = r"^[A-Z]{2,4}[0-9]*-[0-9]{2}$"

Origin: Any = written_as(
    lambda value: isinstance(value, str) and re.fullmatch(_NUMBER, value) is not None,
    "expected the number of a point, such as `AS03-05`",
    {"type": "string", "pattern": _NUMBER},
)

LASTING = ("dont", "never", "know")
"""Kinds of which nobody is ever finished."""


class PointDocument(Document):
    """
    One point of the task.
    """

    # `kind` is a word of every document already, and means the kind of its file.
    point_kind: KindWord = Field(alias="kind")
    who: WhoWord
    moment: PointMoment
    text: Text
    when: Condition = None
    done: Condition = None
    source: Slug
    origin: Origin = None

    def build(self, scope: Scope, name: str, path: Path) -> Point | None:
        """
        Build the point; without ``when`` it always applies.
        """
        source = scope.source(self.source, (*path, "source"))
        when = ALWAYS if self.when is None else self._read(scope, "when", path)
        done = None if self.done is None else self._read(scope, "done", path)
        if self.done is not None and self.point_kind in LASTING:
            message = f"a point of kind `{self.point_kind}` is never done"
            help_ = "delete `done`; what may not be forgotten stays on the list"
            where = scope.places.of_key((*path, "done"))
            scope.add("never-done", message, where, help_)
        if source is None or when is None:
            return None
        return Point(
            id=name,
            kind=self.point_kind,
            who=self.who,
            moment=self.moment,
            text=self.text,
            source=source,
            when=when,
            done=done,
            origin=self.origin,
        )

    def _read(self, scope: Scope, key: str, path: Path) -> Any:
        return condition(scope, getattr(self, key), (*path, key))


class ChecklistDocument(ProtocolDocument):
    """
    A file that holds the points of one task.
    """

    caring: Literal["checklist/1"]
    points: Annotated[dict[Slug, PointDocument], Field(min_length=1)]

    def build(self, scope: Scope, common: dict[str, Any]) -> Checklist | None:
        """
        Build every point.
        """
        points = [
            each.build(scope, name, ("points", name))
            for name, each in self.points.items()
        ]
        if None in points:
            return None
        return Checklist(**common, points=tuple(each for each in points if each))
