"""
The shape of a safety assessment, and what it means.
"""

from itertools import pairwise
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
from caring.authoring.documents.levels import (
    Floor,
    LevelledDocument,
    LevelRowDocument,
    Scale,
    are_levels,
    level,
    level_actions,
    level_rows,
    row,
    scale_of,
)
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.documents.signs import SignDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.safety import Escalation, Safety, one_step_up
from caring.language.conditions import facts_in
from caring.language.decisions import Highest, Row

NEXT_VISIT = "next_visit"
"""How long the lowest level may stand, instead of a number of hours."""

_MOST_HOURS = 8_760


def _is_expiry(value: Any) -> bool:
    return value == NEXT_VISIT or (type(value) is int and 0 < value <= _MOST_HOURS)


Expiry: Any = written_as(
    _is_expiry,
    f"expected whole hours from 1 to {_MOST_HOURS}, or `{NEXT_VISIT}`",
    {
        "anyOf": [
            {"const": NEXT_VISIT},
            {"type": "integer", "minimum": 1, "maximum": _MOST_HOURS},
        ]
    },
)


class DangerSignDocument(SignDocument, LevelledDocument):
    """
    A sign of danger, with the level it calls for.
    """

    reason = "may_wait_because"

    may_wait_because: Text | None = None

    def build(self, scope: Scope, scale: tuple[str, ...], path: Path) -> Row | None:
        """
        Build the row that the sign means.
        """
        if not self.is_one(scope, path):
            return None
        return row(scope, self, scale, path, key=self.key, within=str(path[-2]))


class EscalationDocument(Document):
    """
    Something that raises the level by one step.
    """

    when: Condition
    because: Text
    source: Slug

    def build(self, scope: Scope, path: Path) -> Escalation | None:
        """
        Build what raises the level.
        """
        when = condition(scope, self.when, (*path, "when"))
        source = scope.source(self.source, (*path, "source"))
        if when is None or source is None:
            return None
        span = scope.places.of_key((*path, "when"))
        return Escalation(when=when, because=self.because, source=source, span=span)


class LevelDocument(Document):
    """
    A scale of danger, its floor, and the rules beside the signs.
    """

    scale: Scale
    floor: Floor
    rows: list[LevelRowDocument] = []
    escalation: list[EscalationDocument] = []


class SafetyDocument(ProtocolDocument):
    """
    A file that holds a safety assessment.
    """

    caring: Literal["safety/1"]
    domains: Annotated[
        dict[Slug, Annotated[list[DangerSignDocument], Field(min_length=1)]],
        Field(min_length=1),
    ]
    level: LevelDocument
    expires: dict[Slug, Expiry]
    reassess_when: Annotated[list[Text], Field(min_length=1)]
    actions: dict[Slug, list[Slug]] = {}

    def build(self, scope: Scope, common: dict[str, Any]) -> Safety | None:
        """
        Build the level of danger, with the signs as a reader sees them.
        """
        path = ("level",)
        scale = scale_of(scope, self.level.scale, (*path, "scale"))
        domains = self._domains(scope, scale)
        beside = level_rows(scope, self.level.rows, scale, (*path, "rows"))
        escalation = self._escalation(scope, (*path, "escalation"))
        expires = self._expires(scope, scale)
        floor = (*path, "floor")
        base = level(scope, self.level.floor.level, scale, (*floor, "level"))
        floor_rows = level_rows(scope, self.level.floor.rows, scale, (*floor, "rows"))
        actions = level_actions(scope, self.actions, scale, ("actions",))
        may_wait = self._facts_that_may_wait(scope)
        if (
            domains is None
            or beside is None
            or escalation is None
            or base is None
            or floor_rows is None
            or actions is None
        ):
            return None
        rows = (*(each for signs in domains.values() for each in signs), *beside)
        rows = (*rows, *one_step_up(rows, escalation, scale))
        danger = Highest(
            id="level",
            scale=scale,
            rows=rows,
            floor=base,
            floor_rows=floor_rows,
            not_critical=may_wait - self._facts_that_count(domains, beside, escalation),
            both_ways=self.both_ways(scope, [*rows, *floor_rows]),
            actions=actions,
        )
        return Safety(
            **common,
            domains=domains,
            escalation=escalation,
            findings=scope.named,
            danger=danger,
            expires=expires,
            reassess_when=tuple(self.reassess_when),
        )

    def _domains(
        self, scope: Scope, scale: tuple[str, ...]
    ) -> dict[str, tuple[Row, ...]] | None:
        """
        Build the signs of each domain, and name the domain as a group to count in.
        """
        found: dict[str, tuple[Row, ...]] = {}
        for name, written in self.domains.items():
            built = [
                each.build(scope, scale, ("domains", name, n))
                for n, each in enumerate(written)
            ]
            signs = tuple(each for each in built if each is not None)
            if len(signs) < len(built):
                scope.broken.add(name)
            scope.groups[name] = tuple(each.when for each in signs)
            found[name] = signs
        return None if scope.broken & found.keys() else found

    def _escalation(self, scope: Scope, path: Path) -> tuple[Escalation, ...] | None:
        written = self.level.escalation
        built = [each.build(scope, (*path, n)) for n, each in enumerate(written)]
        found = tuple(each for each in built if each is not None)
        return found if len(found) == len(built) else None

    def _expires(self, scope: Scope, scale: tuple[str, ...]) -> dict[str, int | None]:
        """
        Read how long each level stands: the more dangerous, the shorter.
        """
        path = ("expires",)
        are_levels(scope, self.expires, scale, path)
        missing = [each for each in scale if each not in self.expires]
        if missing:
            message = f"`expires` says nothing of {_listed(missing)}"
            where = scope.places.of_key(path)
            help_ = f"write whole hours; the lowest level may have `{NEXT_VISIT}`"
            scope.add("no-expiry", message, where, help_)
        known = {
            each: None if self.expires[each] == NEXT_VISIT else self.expires[each]
            for each in scale
            if each in self.expires
        }
        for each in known.keys() - {scale[0]}:
            if known[each] is None:
                message = f"`{each}` would stand until a visit that may never come"
                help_ = f"write whole hours; only `{scale[0]}` may stand until then"
                scope.add("no-expiry", message, (*path, each), help_)
        ends = [(each, hours) for each, hours in known.items() if hours is not None]
        for (lower, longer), (upper, shorter) in pairwise(ends):
            if longer < shorter:
                message = f"`{upper}` would stand longer than `{lower}`, which is lower"
                help_ = f"at most {longer} hours"
                scope.add("expires-late", message, (*path, upper), help_)
        return known

    def _facts_that_may_wait(self, scope: Scope) -> frozenset[str]:
        return frozenset().union(
            *(
                each.facts_that_may_wait(scope, ("domains", name, n))
                for name, signs in self.domains.items()
                for n, each in enumerate(signs)
            )
        )

    def _facts_that_count(
        self,
        domains: dict[str, tuple[Row, ...]],
        beside: tuple[Row, ...],
        escalation: tuple[Escalation, ...],
    ) -> frozenset[str]:
        """
        Name the facts whose silence may not wait, whatever one of their signs says.
        """
        conditions = [
            built.when
            for name, written in self.domains.items()
            for each, built in zip(written, domains[name], strict=True)
            if each.critical
        ]
        conditions += [each.when for each in beside]
        conditions += [each.when for each in escalation]
        return frozenset().union(*map(facts_in, conditions))


def _listed(words: list[str]) -> str:
    return " and ".join(f"`{each}`" for each in words)
