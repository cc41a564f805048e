"""
Which rules are responsible for a change: those that differ and bear on its example.
"""

from collections.abc import Iterable, Iterator

from caring.guidance.actions import Action
from caring.language.decisions import Decision, Row
from caring.proving.comparing.changes import Rule
from caring.proving.comparing.outcomes import Outcome
from caring.proving.formula import Assignment, holds


def meaning(row: Row) -> tuple[object, ...]:
    """
    Return what a row means, its words and its name left out.
    """
    return row.when, row.result, row.unsettled, row.urgency, row.source


def changed(one: Outcome, other: Outcome) -> list[Row]:
    """
    List the rows of the first that the second has not just so.
    """
    there = [meaning(row) for row, _ in other.rows]
    found = []
    for row, _ in one.rows:
        if meaning(row) in there:
            there.remove(meaning(row))
        else:
            found.append(row)
    return found


def responsible(one: Outcome, other: Outcome, places: Assignment) -> tuple[Rule, ...]:
    """
    Name the rows that differ and are not ruled out by the example.

    Where no such row differs, it is the rows that may hold: what changed lies in the
    facts, the consents or the other protocols that they read.
    """
    bearing = [row for row, rails in one.rows if not holds(rails.false, places)]
    differing = changed(one, other)
    both = [row for row in bearing if row in differing]
    if both:
        return rules(both)
    if differing or changed(other, one):
        return rules(differing)
    return rules(bearing)


def differing(one: Outcome, other: Outcome, places: Assignment) -> tuple[Rule, ...]:
    """
    Name the rows that differ and are not ruled out by the example; perhaps none.
    """
    rows = changed(one, other)
    return rules(
        row for row, rails in one.rows if row in rows and not holds(rails.false, places)
    )


def brings(decision: Decision, action: Action | None) -> bool:
    """
    Say whether a decision may bring an action.
    """
    return action is not None and any(
        action.id in ids for ids in decision.actions.values()
    )


def rules(rows: Iterable[Row]) -> tuple[Rule, ...]:
    """
    Name rows.
    """
    return tuple(
        Rule(says=f"{row.result}: {row.because}", span=row.span) for row in rows
    )


def of_action(actions: Iterable[Action | None]) -> Iterator[Rule]:
    """
    Name actions, where there are any.
    """
    for each in actions:
        if each is not None:
            yield Rule(says=f"action {each.id}", span=each.span)
