"""
Results of every sort as one thing: what is possible, and what is acted on.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import attrs

from caring.language.decisions import Row
from caring.proving.comparing.changes import Direction, Kind
from caring.proving.decided import Decided, Rows, Scale, Table
from caring.proving.formula import (
    ALWAYS,
    NEVER,
    Assignment,
    Formula,
    both,
    either,
    holds,
    implies,
    negated,
)
from caring.proving.rails import Rails

NOT_SO, MAYBE, SO = "surely not", "perhaps", "surely"


@attrs.frozen(kw_only=True)
class Outcome:
    """
    What a decision may come to.
    """

    possible: Mapping[str, Formula]
    """For each result when it is possible."""

    works: Mapping[str, Formula]
    """For each result when it is acted on; just one is at a time."""

    order: tuple[str, ...] = ()
    """Least dangerous first; empty where results have no order."""

    rows: tuple[tuple[Row, Rails], ...] = ()

    def says(self, places: Assignment) -> str:
        """
        Say in words what it comes to on a sheet.
        """
        there = [each for each, when in self.possible.items() if holds(when, places)]
        if len(there) == 1:
            return there[0]
        if self.possible.keys() == {NOT_SO, SO}:
            return MAYBE
        acted = [each for each, when in self.works.items() if holds(when, places)]
        return f"{' or '.join(there)}, meanwhile {' or '.join(acted)}"


NO_RESULT = "no result"
"""What a declared gap is called."""


def outcomes(decided: Decided) -> Mapping[str, Outcome]:
    """
    Give what a decision comes to, by name; of needs each by itself.
    """
    match decided:
        case Scale():
            return {decided.decision.id: _scale(decided)}
        case Table():
            return {decided.decision.id: _table(decided)}
        case Rows():
            return _needs(decided)


def _scale(scale: Scale) -> Outcome:
    levels = scale.decision.scale
    pairs = [*zip(scale.decision.rows, scale.rows, strict=True)]
    pairs += zip(scale.decision.floor_rows, scale.floor_rows, strict=True)
    above = {low: negated(scale.reached[high].true) for low, high in pairwise(levels)}
    return Outcome(
        possible={
            each: both(negated(scale.reached[each].false), above.get(each, ALWAYS))
            for each in levels
        },
        works={each: scale.works_at(each) for each in levels},
        order=levels,
        rows=tuple(pairs),
    )


def _table(table: Table) -> Outcome:
    return Outcome(
        possible={each or NO_RESULT: when for each, when in table.possible.items()},
        works={each or NO_RESULT: table.gives(each) for each in _acted_on(table)},
        rows=tuple(zip(table.decision.rows, table.rows, strict=True)),
    )


def _acted_on(table: Table) -> list[str | None]:
    return [*dict.fromkeys([*table.possible, table.decision.unsettled])]


def _needs(rows: Rows) -> Mapping[str, Outcome]:
    found: dict[str, list[tuple[Row, Rails]]] = {}
    for row, each in zip(rows.decision.rows, rows.rows, strict=True):
        found.setdefault(row.result, []).append((row, each))
    return {
        f"{rows.decision.id}: {result}": attrs.evolve(
            truth(
                Rails(
                    either(*(each.true for _, each in there)),
                    both(*(each.false for _, each in there)),
                )
            ),
            rows=tuple(there),
        )
        for result, there in found.items()
    }


def truth(rails: Rails) -> Outcome:
    """
    Give a condition as a result that may be so or not so.
    """
    return Outcome(
        possible={NOT_SO: negated(rails.true), SO: rails.possible},
        works={NOT_SO: rails.false, MAYBE: rails.unknown, SO: rails.true},
        order=(NOT_SO, MAYBE, SO),
    )


ABSENT = truth(Rails(NEVER, ALWAYS))
"""A need that a version does not know: it surely is not there."""


@attrs.frozen(kw_only=True)
class Candidate:
    """
    A change that may be, and when it shows.
    """

    kind: Kind
    direction: Direction
    when: Formula


def differs(old: Outcome, new: Outcome) -> Formula:
    """
    Say when two versions come to anything different.
    """
    return either(
        *(
            negated(_alike(each, old.possible, new.possible))
            for each in _names(old, new)
        ),
        *(
            negated(_alike(each, old.works, new.works))
            for each in {**old.works, **new.works}
        ),
    )


def candidates(old: Outcome, new: Outcome) -> Iterator[Candidate]:
    """
    Walk the changes that may be; no sheet shows two of them.
    """
    names = _names(old, new)
    fewer = both(*(_kept(each, new.possible, old.possible) for each in names))
    more = both(*(_kept(each, old.possible, new.possible) for each in names))
    directions = _directions(old, new)
    yield from _values(old, new)
    settled = both(_settled(old), _settled(new))
    kinds = {
        Kind.OPENED: both(more, negated(fewer)),
        Kind.CLOSED: both(fewer, negated(more)),
        Kind.MOVED: both(negated(fewer), negated(more), negated(settled)),
    }
    for kind, when in kinds.items():
        for direction, there in directions.items():
            yield Candidate(kind=kind, direction=direction, when=both(when, there))
    alike = both(fewer, more)
    moved = negated(
        both(
            *(_alike(each, old.works, new.works) for each in {**old.works, **new.works})
        )
    )
    for direction, there in directions.items():
        yield Candidate(
            kind=Kind.WORKING, direction=direction, when=both(alike, moved, there)
        )


def _names(old: Outcome, new: Outcome) -> list[str]:
    return [*{**old.possible, **new.possible}]


def _alike(
    name: str, old: Mapping[str, Formula], new: Mapping[str, Formula]
) -> Formula:
    one, other = old.get(name, NEVER), new.get(name, NEVER)
    return both(implies(one, other), implies(other, one))


def _kept(
    name: str, one: Mapping[str, Formula], other: Mapping[str, Formula]
) -> Formula:
    return implies(one.get(name, NEVER), other.get(name, NEVER))


def _values(old: Outcome, new: Outcome) -> Iterator[Candidate]:
    """
    Walk what may be settled before, with what else may be settled after.
    """
    order = common(old.order, new.order)
    for was in old.possible:
        for now in new.possible:
            if was != now:
                yield Candidate(
                    kind=Kind.VALUE,
                    direction=_between(was, now, order),
                    when=both(_settled_on(was, old), _settled_on(now, new)),
                )


def _between(was: str, now: str, order: tuple[str, ...]) -> Direction:
    if not order:
        return Direction.NEITHER
    is_higher = order.index(now) > order.index(was)
    return Direction.TOWARDS if is_higher else Direction.AWAY


def _settled(outcome: Outcome) -> Formula:
    return either(*(_settled_on(each, outcome) for each in outcome.possible))


def _settled_on(name: str, outcome: Outcome) -> Formula:
    others = (negated(each) for id_, each in outcome.possible.items() if id_ != name)
    return both(outcome.possible[name], *others)


def _directions(old: Outcome, new: Outcome) -> dict[Direction, Formula]:
    """
    Compare what is acted on; where levels have no common order nothing points.
    """
    order = common(old.order, new.order)
    if not order:
        return {Direction.NEITHER: ALWAYS}
    towards, away = [], []
    for n, low in enumerate(order):
        for high in order[n + 1 :]:
            before, after = old.works.get(low, NEVER), new.works.get(high, NEVER)
            towards.append(both(before, after))
            before, after = old.works.get(high, NEVER), new.works.get(low, NEVER)
            away.append(both(before, after))
    up, down = either(*towards), either(*away)
    return {
        Direction.TOWARDS: up,
        Direction.AWAY: down,
        Direction.NEITHER: both(negated(up), negated(down)),
    }


def common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the order of two scales of which one has levels more; empty if none is.

    >>> common(("none", "high"), ("none", "some", "high"))
    ('none', 'some', 'high')
    >>> common(("low", "high"), ("none", "some"))
    ()
    """
    longer, shorter = sorted((one, other), key=len, reverse=True)
    kept = tuple(each for each in longer if each in shorter)
    return longer if kept == shorter else ()
