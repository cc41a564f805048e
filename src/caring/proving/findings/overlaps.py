"""
Rows of a table that surely hold together and give different results.
"""

from collections.abc import Iterator

from caring.language.decisions import Row
from caring.proving.findings.ground import Ground
from caring.proving.findings.told import Told, place_of
from caring.rails.conditions import Rails
from caring.rails.decided import Table
from caring.rails.formula import Formula, both, negated

Pair = tuple[Row, Rails]


def overlaps(ground: Ground) -> Iterator[Told]:
    """
    Walk rows that win over a later one only because they stand before it.

    A special case before its rule is no finding: the other way round it would never
    fire, so that only one order can be meant.
    """
    for role in ground.found.encoding.roles.values():
        inside = negated(role.applies.false)
        for each in (*role.decisions.values(), *role.for_each_service.values()):
            if isinstance(each, Table):
                yield from _of_table(each, inside, ground)


def _of_table(table: Table, inside: Formula, ground: Ground) -> Iterator[Told]:
    pairs = tuple(zip(table.decision.rows, table.rows, strict=True))
    for n, (row, rails) in enumerate(pairs):
        earlier = (negated(each.true) for _, each in pairs[:n])
        wins = both(inside, rails.true, *earlier)
        beaten = [
            (later, each)
            for later, each in pairs[n + 1 :]
            if later.result != row.result and _is_overlap(wins, each, ground)
        ]
        if beaten:
            yield _told(table, row, wins, beaten)


def _is_overlap(wins: Formula, later: Rails, ground: Ground) -> bool:
    together = not ground.is_never(wins, later.true)
    return together and not ground.is_never(wins, later.false)


def _told(table: Table, row: Row, wins: Formula, beaten: list[Pair]) -> Told:
    rows = table.decision.rows
    places = ", ".join(
        f"`{each.result}` (row {rows.index(each) + 1})" for each, _ in beaten
    )
    return Told(
        code="order-decides",
        about=f"{table.decision.id}.{row.result}",
        says=f"`{row.result}` wins only by standing before {places}",
        mend="say in one of the conditions what tells them apart",
        rules=(row, *(each for each, _ in beaten)),
        span=place_of(row),
        case=(wins, beaten[0][1].true),
    )
