"""
Decisions as formulas: what is surely reached, what is possible, what is acted on.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.language.decisions import (
    Decision,
    Every,
    First,
    Highest,
    Row,
    WhileUnsettled,
)
from caring.language.derivations import HoursSince
from caring.rails.classes import SOME_MOMENT
from caring.rails.conditions import Context, Rails, Stands
from caring.rails.formula import ALWAYS, NEVER, Formula, both, either, negated
from caring.values.mappings import FrozenMapping
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
    acts: tuple[Formula, ...]
    """Of each row when it is possible, not certain, and acted on as a precaution."""

    @property
    def settled(self) -> Formula:
        """
        No row is merely possible.
        """
        return both(*(either(each.true, each.false) for each in self.rows))


Decided: TypeAlias = Scale | Table | Rows


def decided(
    decision: Decision,
    context: Context,
    raised: Mapping[str, Formula] = FrozenMapping(),
) -> Decided:
    """
    Encode a decision.

    Args:
        decision: The decision.
        context: What its conditions are about.
        raised: For each level of a scale when somebody raises it that far or farther;
            a level that is left out is not raised.
    """
    rows = tuple(context.rails(each.when) for each in decision.rows)
    match decision:
        case Highest():
            return _scale(decision, rows, context, raised)
        case First():
            return table(decision, context)
        case Every():
            acts = (
                _acted_on(row, each, context)
                for row, each in zip(decision.rows, rows, strict=True)
            )
            return Rows(decision=decision, rows=rows, acts=tuple(acts))


def _acted_on(row: Row, each: Rails, context: Context) -> Formula:
    """
    While nothing but the hour is open, a need that may still be met in time counts.
    """
    if row.unsettled is WhileUnsettled.ACT:
        return each.unknown
    if row.window is None:
        return NEVER
    since = row.window.since
    stands = context.stands(since)
    is_known = either(*(when for one, when in stands if one == SOME_MOMENT))
    just_now: dict[str, Stands] = {
        id_: ((0, ALWAYS),)
        for id_, fact in context.facts.items()
        if fact.derived == HoursSince(since)
    }
    fresh = attrs.evolve(context, stands=just_now)
    return both(each.unknown, is_known, fresh.rails(row.when).true)


def _scale(
    decision: Highest,
    rows: tuple[Rails, ...],
    context: Context,
    raised: Mapping[str, Formula],
) -> Scale:
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
        on_floor = [
            each.true
            for row, each in zip(decision.floor_rows, floor_rows, strict=True)
            if place(row.result) >= place(level)
        ]
        lowest = place(level) == 0
        by_hand = raised.get(level, NEVER)
        sure = ALWAYS if lowest else either(by_hand, *(each.true for each in here))
        ruled_out = both(negated(by_hand), *(each.false for each in here))
        never = NEVER if lowest else ruled_out
        fixed = ALWAYS if place(decision.floor) >= place(level) else NEVER
        floor = either(fixed, *on_floor)
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
