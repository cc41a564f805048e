"""
Rows that never fire and levels that nobody reaches, alone and along pathways.
"""

from collections.abc import Iterator, Sequence

import attrs

from caring.guidance.acknowledged import rule_digest
from caring.language.decisions import Row
from caring.proving.findings.ground import Ground
from caring.proving.findings.told import Told, place_of
from caring.rails.decided import Decided, Scale, Table
from caring.rails.encode import EncodedProtocol
from caring.rails.formula import Formula, both, negated
from caring.values.findings import Severity
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Part:
    """
    A row or a level of a decision, and when it comes into play.
    """

    level: str | None
    """The level; ``None`` of a row."""

    about: str
    when: Formula
    says: str
    rules: tuple[Row, ...]
    span: Span | None

    @property
    def key(self) -> tuple[str, str]:
        """
        What it is, in whatever order its file has it.
        """
        return self.says, rule_digest(self.says, self.about, self.rules)


def idle_rows(ground: Ground) -> Iterator[Told]:
    """
    Walk rows and levels of a protocol that no answers it is for ever bring about.

    In a table a row is idle too where an earlier one always holds before it. What is
    read of other protocols may be anything.
    """
    for role in ground.found.encoding.roles.values():
        for part in parts_of(role):
            if ground.is_never(part.when):
                yield _level(part) if part.level else _row(part)


def _row(part: Part) -> Told:
    return Told(
        code="row-never-fires",
        about=part.about,
        says=f"no answers bring {part.says}",
        mend="mend its condition, or delete it",
        rules=part.rules,
        span=part.span,
    )


def _level(part: Part) -> Told:
    return Told(
        code="level-out-of-reach",
        about=part.about,
        says=f"no answers end at {part.says}",
        mend="write a row that brings it, or take it off the scale",
        rules=part.rules,
        span=part.span,
    )


def idle_along(alone: Ground, pathways: Sequence[Ground]) -> Iterator[Told]:
    """
    Walk what a protocol brings by itself and no pathway that runs it ever does.

    So a row that one pathway needs is never told because of another. Nothing is told of
    a protocol that no pathway runs.
    """
    protocol = alone.guidance
    running = [
        (each, {part.key: part for part in parts_of(role)})
        for each in pathways
        for role in each.found.encoding.roles.values()
        if role.protocol.digest == protocol.digest
    ]
    if not running:
        return
    (by_itself,) = alone.found.encoding.roles.values()
    for part in parts_of(by_itself):
        is_idle = all(each.is_never(parts[part.key].when) for each, parts in running)
        if is_idle and not alone.is_never(part.when):
            yield _along(part)


def _along(part: Part) -> Told:
    return Told(
        code="idle-on-every-pathway",
        about=part.about,
        says=f"no pathway here that runs this ever brings {part.says}",
        mend="mend the pathways, or take it out",
        rules=part.rules,
        span=part.span,
        severity=Severity.WARNING,
    )


def parts_of(role: EncodedProtocol) -> Iterator[Part]:
    """
    Walk the rows and levels of a protocol in its role, in the order of its decisions.
    """
    inside = negated(role.applies.false)
    for each in (*role.decisions.values(), *role.for_each_service.values()):
        yield from _rows(each, inside)
        if isinstance(each, Scale):
            yield from _beside_rows(each, inside)


def _rows(found: Decided, inside: Formula) -> Iterator[Part]:
    earlier: list[Formula] = []
    before: list[Row] = []
    for row, rails in zip(found.decision.rows, found.rows, strict=True):
        yield Part(
            level=None,
            about=f"{found.decision.id}.{row.result}",
            when=both(rails.true, inside, *earlier),
            says=f"the row for `{row.result}`",
            rules=(*before, row),
            span=place_of(row),
        )
        if isinstance(found, Table):
            earlier.append(negated(rails.true))
            before.append(row)


def _beside_rows(scale: Scale, inside: Formula) -> Iterator[Part]:
    decision = scale.decision
    for row, rails in zip(decision.floor_rows, scale.floor_rows, strict=True):
        yield Part(
            level=None,
            about=f"{decision.id}.floor.{row.result}",
            when=both(rails.true, inside),
            says=f"the row of the floor for `{row.result}`",
            rules=(row,),
            span=place_of(row),
        )
    for level in decision.scale:
        yield Part(
            level=level,
            about=f"{decision.id}.{level}",
            when=both(scale.works_at(level), inside),
            says=f"`{level}`",
            rules=(*decision.rows, *decision.floor_rows),
            span=scale.span(level),
        )
