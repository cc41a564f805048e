"""
In which direction rules use a fact: towards its danger, away from it, or both.
"""

from collections.abc import Iterator
from itertools import combinations

from caring.guidance.protocol import Protocol
from caring.language.conditions import (
    Condition,
    FactTest,
    Is,
    Score,
    Use,
    Within,
    parts,
    uses,
)
from caring.language.facts import Direction, Fact, direction_of


def uses_in(condition: Condition, protocol: Protocol) -> Iterator[Use]:
    """
    Walk the uses of facts, those in whether a fact applies with them.
    """
    for use in uses(condition):
        yield use
        if isinstance(use.leaf, FactTest):
            applies = protocol.facts[use.leaf.fact].applies_when
            if applies is not None:
                yield from uses_in(applies, protocol)


def taking_away(condition: Condition) -> Iterator[tuple[str, Use]]:
    """
    Walk the uses of facts for which a sum gives negative points.
    """
    if isinstance(condition, Score):
        for term in condition.terms:
            if term.points < 0:
                found = uses(term.when)
                yield from (
                    (use.leaf.fact, use)
                    for use in found
                    if isinstance(use.leaf, FactTest)
                )
    for part in parts(condition):
        yield from taking_away(part)


def wrong_way(fact: Fact, found: list[Use]) -> Use | None:
    """
    Return a use that makes bounds inexact or lets danger lower a result.
    """
    for use in found:
        if fact.has_danger and not points_to_danger(fact, use):
            return use
    if fact.has_danger:
        return None
    pairs = combinations(found, 2)
    return next((other for one, other in pairs if not _agree(one, other)), None)


def points_to_danger(fact: Fact, use: Use) -> bool:
    """
    Say whether a use works towards the danger of its fact.
    """
    assert isinstance(use.leaf, FactTest)
    direction = direction_of(use.leaf, fact)
    return direction is (Direction.TOWARDS if use.helps else Direction.AWAY)


def _agree(one: Use, other: Use) -> bool:
    """
    Say whether one answer is the best for both uses, and one the worst.
    """
    if one.helps is not other.helps:
        return False
    match one.leaf, other.leaf:
        case Is(_, some), Is(_, others):
            return some <= others or others <= some
        case Within(_, a, b), Within(_, c, d):
            return (a is None, b is None) == (c is None, d is None) and None in (a, b)
        case _:
            return one.leaf == other.leaf
