"""
Two-valued formulas over answer classes; no solver is known here.

Two formulas are equal only where they are the same object: whether they *mean* the same
is for a solver to say. Parts are shared, so what walks a formula remembers what it met.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs


@attrs.frozen
class In:
    """
    A variable lies in one of some of its classes.
    """

    variable: str
    classes: frozenset[int]
    """Places among the classes of the variable."""


@attrs.frozen(eq=False)
class And:
    """
    Every part holds; no parts at all hold.
    """

    parts: tuple["Formula", ...]


@attrs.frozen(eq=False)
class Or:
    """
    Some part holds; of no parts at all none does.
    """

    parts: tuple["Formula", ...]


@attrs.frozen(eq=False)
class Negated:
    """
    The part does not hold.
    """

    part: "Formula"


@attrs.frozen(eq=False)
class Threshold:
    """
    The weights of the parts that hold come to ``at_least`` or more.
    """

    terms: tuple[tuple[int, "Formula"], ...]
    """Each weight, positive or negative, with its part."""

    at_least: int


Formula: TypeAlias = In | And | Or | Negated | Threshold

Assignment: TypeAlias = Mapping[str, int]
"""For each variable the place of its class."""

ALWAYS = And(())
NEVER = Or(())


def is_always(formula: Formula) -> bool:
    """
    Say whether a formula is written as what always holds.
    """
    return isinstance(formula, And) and not formula.parts


def is_never(formula: Formula) -> bool:
    """
    Say whether a formula is written as what never holds.
    """
    return isinstance(formula, Or) and not formula.parts


def both(*parts: Formula) -> Formula:
    """
    Put parts together so that all have to hold, leaving out what always does.

    >>> is_never(both(In("a", frozenset({0})), NEVER))
    True
    """
    kept = [each for each in parts if not is_always(each)]
    if any(is_never(each) for each in kept):
        return NEVER
    return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else ALWAYS


def either(*parts: Formula) -> Formula:
    """
    Put parts together so that one is enough, leaving out what never holds.

    Tests of one variable become one test of more classes.

    >>> either(In("a", frozenset({0})), In("a", frozenset({2})))
    In(variable='a', classes=frozenset({0, 2}))
    """
    kept = [each for each in parts if not is_never(each)]
    if any(is_always(each) for each in kept):
        return ALWAYS
    tests: dict[str, frozenset[int]] = {}
    for each in kept:
        if isinstance(each, In):
            tests[each.variable] = tests.get(each.variable, frozenset()) | each.classes
    merged: list[Formula] = [In(name, found) for name, found in tests.items()]
    merged += [each for each in kept if not isinstance(each, In)]
    return merged[0] if len(merged) == 1 else Or(tuple(merged)) if merged else NEVER


def negated(part: Formula) -> Formula:
    """
    Turn a formula round.
    """
    if isinstance(part, Negated):
        return part.part
    if is_always(part):
        return NEVER
    return ALWAYS if is_never(part) else Negated(part)


def implies(given: Formula, then: Formula) -> Formula:
    """
    Say that where one formula holds the other does.
    """
    return either(negated(given), then)


def threshold(terms: Iterable[tuple[int, Formula]], at_least: int) -> Formula:
    """
    Say that weights come to at least so much, leaving out what weighs nothing.
    """
    fixed, open_terms = 0, []
    for weight, part in terms:
        if is_always(part):
            fixed += weight
        elif weight and not is_never(part):
            open_terms.append((weight, part))
    wanted = at_least - fixed
    least = sum(min(weight, 0) for weight, _ in open_terms)
    most = sum(max(weight, 0) for weight, _ in open_terms)
    if least >= wanted:
        return ALWAYS
    return NEVER if most < wanted else Threshold(tuple(open_terms), wanted)


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """
    Return the formulas directly inside one; a test has none.

    >>> parts_of(In("a", frozenset({0})))
    ()
    """
    match formula:
        case In():
            return ()
        case And(parts) | Or(parts):
            return parts
        case Negated(part):
            return (part,)
        case Threshold(terms):
            return tuple(part for _, part in terms)


def holds(formula: Formula, assignment: Assignment) -> bool:
    """
    Say whether a formula holds for one choice of classes.

    >>> holds(threshold([(2, In("a", frozenset({1})))], 2), {"a": 1})
    True
    """
    return _holds(formula, assignment, {})


def _holds(formula: Formula, assignment: Assignment, seen: dict[int, bool]) -> bool:
    if isinstance(formula, In):
        return assignment[formula.variable] in formula.classes
    found = seen.get(id(formula))
    if found is not None:
        return found
    match formula:
        case And(parts):
            found = all(_holds(each, assignment, seen) for each in parts)
        case Or(parts):
            found = any(_holds(each, assignment, seen) for each in parts)
        case Negated(part):
            found = not _holds(part, assignment, seen)
        case Threshold(terms, at_least):
            reached = sum(
                weight for weight, part in terms if _holds(part, assignment, seen)
            )
            found = reached >= at_least
    seen[id(formula)] = found
    return found


def cone(*formulas: Formula) -> frozenset[str]:
    """
    Name the variables on which formulas hang: their cone of influence.
    """
    names: set[str] = set()
    seen: set[int] = set()
    waiting = list(formulas)
    while waiting:
        each = waiting.pop()
        if isinstance(each, In):
            names.add(each.variable)
        elif id(each) not in seen:
            seen.add(id(each))
            waiting.extend(parts_of(each))
    return frozenset(names)


def renamed(formula: Formula, suffix: str, only: frozenset[str]) -> Formula:
    """
    Return the same formula about other variables: those named get a suffix.

    Two runs side by side are a formula and its renamed twin.
    """
    return _renamed(formula, suffix, only, {})


def _renamed(
    formula: Formula, suffix: str, only: frozenset[str], seen: dict[int, Formula]
) -> Formula:
    if id(formula) in seen:
        return seen[id(formula)]
    found: Formula
    match formula:
        case In(variable, classes):
            found = In(variable + suffix, classes) if variable in only else formula
        case And(parts):
            found = And(tuple(_renamed(each, suffix, only, seen) for each in parts))
        case Or(parts):
            found = Or(tuple(_renamed(each, suffix, only, seen) for each in parts))
        case Negated(part):
            found = Negated(_renamed(part, suffix, only, seen))
        case Threshold(terms, at_least):
            found = Threshold(
                tuple((n, _renamed(each, suffix, only, seen)) for n, each in terms),
                at_least,
            )
    seen[id(formula)] = found
    return found
