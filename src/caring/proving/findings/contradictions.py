"""
Advice that contradicts itself: what excludes each other, and what is never advised.
"""

from collections.abc import Iterator
from itertools import combinations

from caring.guidance.checklist import Checklist, Point
from caring.language.decisions import Row
from caring.proving.findings.ground import Ground
from caring.proving.findings.told import Told, place_of
from caring.rails.encode import EncodedProtocol
from caring.rails.formula import Formula, both
from caring.values.findings import Severity

TO_BE_LEFT = frozenset({"dont", "never"})
"""Kinds of a point that say what is not done."""

TO_BE_DONE = frozenset({"do", "ask", "check", "refer"})


def contradictions(ground: Ground) -> Iterator[Told]:
    """
    Walk pairs that are advised together although one says not to do the other.

    Along a pathway that speaks of all its protocols together.
    """
    yield from _exclusions(ground)
    yield from _points(ground)


def _exclusions(ground: Ground) -> Iterator[Told]:
    found = ground.found
    for one in found.actions.values():
        for id_ in one.excludes:
            if id_ not in found.actions:
                continue
            together = found.advised[one.id], found.advised[id_]
            if ground.is_never(*together):
                continue
            yield Told(
                code="contradictory-advice",
                about=f"{one.id}.{id_}",
                says=f"`{one.id}` and `{id_}`, which it excludes, are advised together",
                mend="let one of them give way",
                rules=(one, found.actions[id_]),
                span=found.rule(one.id),
                case=together,
            )


def never_advised(ground: Ground) -> Iterator[Told]:
    """
    Walk actions that a rule calls for, and that no answers ever bring.

    Of a protocol by itself any consent may be there and any way open.
    """
    found = ground.found
    for id_ in dict.fromkeys(each.action.id for each in found.calls):
        called = found.called[id_]
        if ground.is_never(called) or not ground.is_never(found.advised[id_]):
            continue
        yield Told(
            code="action-never-advised",
            about=id_,
            says=f"`{id_}` is called for, and something always closes it",
            mend="mend its guard or what excludes it, or do not call for it",
            rules=(found.actions[id_],),
            span=found.rule(id_),
            case=(called,),
            severity=Severity.WARNING,
        )


def _points(ground: Ground) -> Iterator[Told]:
    """
    Walk points of checklists that tell the same person to do and not to do the same.
    """
    there = [
        each
        for role in ground.found.encoding.roles.values()
        if isinstance(role.protocol, Checklist)
        for each in _pointed(role.protocol, role)
    ]
    for (one, row, here), (other, also, meanwhile) in combinations(there, 2):
        together = here, meanwhile
        if _contradict(one, other) and not ground.is_never(*together):
            yield Told(
                code="contradictory-advice",
                about=f"{one.id}.{other.id}",
                says=f"`{one.id}` and `{other.id}` tell to do and not to do the same",
                mend="say in their conditions when each of them holds",
                rules=(row, also),
                span=place_of(row) or place_of(also),
                case=together,
            )


def _pointed(
    checklist: Checklist, role: EncodedProtocol
) -> Iterator[tuple[Point, Row, Formula]]:
    found = role.decisions["points"]
    inside = role.applies.true
    for point, row, rails in zip(
        checklist.points, found.decision.rows, found.rows, strict=True
    ):
        yield point, row, both(rails.true, inside)


def _contradict(one: Point, other: Point) -> bool:
    """
    Say whether one says to do what the other says to leave, in the same words.
    """
    kinds = {one.kind, other.kind}
    opposite = bool(kinds & TO_BE_LEFT) and bool(kinds & TO_BE_DONE)
    return opposite and one.who == other.who and _words(one) == _words(other)


def _words(point: Point) -> list[str]:
    return [each.strip(".,;:!?") for each in point.text.casefold().split()]
