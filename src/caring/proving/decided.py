"""
Decisions as formulas: what is surely reached, what is possible, what is acted on.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.language.decisions import Decision, Every, First, Highest
from caring.proving.formula import ALWAYS, NEVER, Formula, both, either, negated
from caring.proving.rails import Context, Rails
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Scale:
    """
    The bounds of a level: for each level whether it is surely, or perhaps, reached.
    """

    decision: Highest
    rows: tuple[Rails, ...]
    floor_rows: tuple[Rails, ...]
    reached: Mapping[str, Rails]
    """Reached for sure, and surely not reached."""

    working: Mapping[str, Formula]
    """For each level whether the one to act on is that or a higher one."""

    @property
    def settled(self) -> Formula:
        """
        The bounds meet: each level is surely reached or surely not.
        """
        return both(*(either(each.true, each.false) for each in self.reached.values()))

    def span(self, level: str) -> Span | None:
        """
        Say where the first rule stands that gives a level, or any level.
        """
        rows = self.decision.rows
        here = [each.span for each in rows if each.result == level]
        return next(filter(None, [*here, *(each.span for each in rows)]), None)

    def works_at(self, level: str) -> Formula:
        """
        When just this level is acted on.
        """
        scale = self.decision.scale
        above = scale[scale.index(level) + 1 :][:1]
        return both(
            self.working[level], *(negated(self.working[each]) for each in above)
        )


@attrs.frozen(kw_only=True)
class Table:
    """
    A first-match table: which results are possible.
    """

    decision: First
    rows: tuple[Rails, ...]
    possible: Mapping[str | None, Formula]
    """``None`` is a declared gap."""

    def settled_on(self, result: str | None) -> Formula:
        """
        When this is the only possible result.
        """
        others = (each for id_, each in self.possible.items() if id_ != result)
        mine = self.possible.get(result, NEVER)
        return both(mine, *(negated(each) for each in others))

    @property
    def settled(self) -> Formula:
        """
        When only one result is possible.
        """
        return either(*(self.settled_on(each) for each in self.possible))

    def gives(self, result: str | None) -> Formula:
        """
        When this result is acted on.
        """
        meanwhile = result == self.decision.unsettled
        waiting = negated(self.settled) if meanwhile else NEVER
        return either(self.settled_on(result), waiting)


@attrs.frozen(kw_only=True)
class Rows:
    """
    Rows each judged by itself.
    """

    decision: Every
    rows: tuple[Rails, ...]

    @property
    def settled(self) -> Formula:
        """
        No row is merely possible.
        """
        return both(*(either(each.true, each.false) for each in self.rows))


Decided: TypeAlias = Scale | Table | Rows


def decided(decision: Decision, context: Context) -> Decided:
    """
    Encode a decision.
    """
    rows = tuple(context.rails(each.when) for each in decision.rows)
    match decision:
        case Highest():
            return _scale(decision, rows, context)
        case First():
            return table(decision, context)
        case Every():
            return Rows(decision=decision, rows=rows)


def _scale(decision: Highest, rows: tuple[Rails, ...], context: Context) -> Scale:
    place = decision.scale.index
    floor_rows = tuple(context.rails(each.when) for each in decision.floor_rows)
    reached: dict[str, Rails] = {}
    working: dict[str, Formula] = {}
    for level in decision.scale:
        here = [
            each
            for row, each in zip(decision.rows, rows, strict=True)
            if place(row.result) >= place(level)
        ]
        raised = [
            each.true
            for row, each in zip(decision.floor_rows, floor_rows, strict=True)
            if place(row.result) >= place(level)
        ]
        lowest = place(level) == 0
        sure = ALWAYS if lowest else either(*(each.true for each in here))
        never = NEVER if lowest else both(*(each.false for each in here))
        fixed = ALWAYS if place(decision.floor) >= place(level) else NEVER
        floor = either(fixed, *raised)
        reached[level] = Rails(sure, never)
        # The middle one of three, the first of which is never above the last.
        working[level] = either(sure, both(floor, negated(never)))
    return Scale(
        decision=decision,
        rows=rows,
        floor_rows=floor_rows,
        reached=reached,
        working=working,
    )


def table(decision: First, context: Context) -> Table:
    """
    Encode a table in which the first match wins.
    """
    rows = tuple(context.rails(each.when) for each in decision.rows)
    possible: dict[str | None, list[Formula]] = {}
    earlier: list[Formula] = []
    for row, each in zip(decision.rows, rows, strict=True):
        possible.setdefault(row.result, []).append(both(each.possible, *earlier))
        earlier.append(negated(each.true))
    possible.setdefault(decision.otherwise, []).append(both(*earlier))
    return Table(
        decision=decision,
        rows=rows,
        possible={result: either(*each) for result, each in possible.items()},
    )
