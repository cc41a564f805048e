"""
How one run relates to another: knowing more, one truth, more danger, a silence.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from caring.language.facts import Fact
from caring.language.silence import Silence
from caring.proving.classes import AnswerClass, Variable
from caring.proving.formula import (
    Formula,
    In,
    Negated,
    Threshold,
    both,
    either,
    implies,
    parts_of,
)

Relation: TypeAlias = Callable[[Fact | None, AnswerClass, AnswerClass], bool]
"""Whether a class of a first run may become another class in the second."""

TWIN = " (second)"
"""What the variables of a second run are called beside those of the first."""


Steps: TypeAlias = Mapping[str, tuple[frozenset[int], ...]]
"""For each variable, and each of its classes, the classes it may become."""


def steps(
    names: Iterable[str],
    variables: Mapping[str, Variable],
    facts: Mapping[str, Fact],
    relation: Relation,
) -> Steps:
    """
    Work out what each class of each variable may become; it may always stay.
    """
    return {
        name: tuple(
            frozenset(
                m
                for m, other in enumerate(variables[name].classes)
                if one == other or relation(facts.get(name), one, other)
            )
            for one in variables[name].classes
        )
        for name in names
    }


def is_carried(formula: Formula, allowed: Steps) -> bool:
    """
    Say whether a formula that holds surely holds after every step, by reading it.

    That is so where each of its tests stays true where it helps, and false where it
    hinders. Where it is not so by reading, it may be so all the same.
    """
    seen: set[tuple[int, bool]] = set()
    waiting = [(formula, True)]
    while waiting:
        each, helps = waiting.pop()
        if isinstance(each, In):
            if not _is_kept(each, allowed, helps):
                return False
        elif (id(each), helps) not in seen:
            seen.add((id(each), helps))
            waiting += _inside(each, helps)
    return True


def _inside(formula: Formula, helps: bool) -> list[tuple[Formula, bool]]:
    if isinstance(formula, Negated):
        return [(formula.part, not helps)]
    if isinstance(formula, Threshold):
        return [(part, helps is (weight > 0)) for weight, part in formula.terms]
    return [(part, helps) for part in parts_of(formula)]


def _is_kept(test: In, allowed: Steps, helps: bool) -> bool:
    for place, may in enumerate(allowed.get(test.variable, ())):
        is_in = place in test.classes
        if helps and is_in and not may <= test.classes:
            return False
        if not helps and not is_in and may & test.classes:
            return False
    return True


def related(allowed: Steps) -> Formula:
    """
    Say that a second run is related to the first in every variable.
    """
    return both(
        *(
            implies(In(name, frozenset({n})), In(name + TWIN, may))
            for name in sorted(allowed)
            for n, may in enumerate(allowed[name])
            if len(may) < len(allowed[name])
        )
    )


def changing(names: Iterable[str], variables: Mapping[str, Variable]) -> Formula:
    """
    Say that the two runs differ in some of the variables.
    """
    return either(
        *(
            both(
                In(name, frozenset({n})),
                In(name + TWIN, frozenset(range(len(variables[name].classes))) - {n}),
            )
            for name in sorted(names)
            for n in range(len(variables[name].classes))
        )
    )


def knowing_more(fact: Fact | None, one: AnswerClass, _: AnswerClass) -> bool:
    """
    What was not asked becomes known, or known to be silent; nothing else changes.
    """
    return fact is not None and one.stands is Silence.NOT_ASKED


def in_truth(fact: Fact | None, one: AnswerClass, other: AnswerClass) -> bool:
    """
    Whatever is silent may in truth be any answer.
    """
    return fact is not None and one.is_silent and not other.is_silent


def ranks(fact: Fact, each: AnswerClass) -> tuple[int, int] | None:
    """
    Give the least and greatest danger in a class; ``None`` where there is none.
    """
    members = each.ends if each.ends is not None else sorted(map(str, each.members))
    found = [fact.domain.rank(one) for one in members]
    known = [one for one in found if one is not None]
    return (min(known), max(known)) if known and not each.is_silent else None


def more_danger(ends: Mapping[str, tuple[int, int]]) -> Relation:
    """
    Answers turn towards their danger; a silence lies between the best and the worst.

    Args:
        ends: For each fact with a danger the rank of its best and its worst answer.
    """

    def relation(fact: Fact | None, one: AnswerClass, other: AnswerClass) -> bool:
        if fact is None or fact.id not in ends:
            return False
        best, worst = ends[fact.id]
        here, there = ranks(fact, one), ranks(fact, other)
        if there is None:
            silenced = here is not None and here[0] == best
            return silenced and other.stands is not Silence.NOT_ASKED
        return there[1] == worst if here is None else there[1] >= here[0]

    return relation


def keeping_silent(ends: Mapping[str, tuple[int, int]]) -> Relation:
    """
    The least dangerous answer becomes a silence, and what was not asked is declined.
    """

    def relation(fact: Fact | None, one: AnswerClass, other: AnswerClass) -> bool:
        if fact is None or fact.id not in ends or not other.is_silent:
            return False
        if other.stands is Silence.NOT_ASKED:
            return False
        here = ranks(fact, one)
        return one.stands is Silence.NOT_ASKED or (
            here is not None and here[0] == ends[fact.id][0]
        )

    return relation


def dangers(
    variables: Mapping[str, Variable], facts: Mapping[str, Fact]
) -> dict[str, tuple[int, int]]:
    """
    Give the rank of the best and of the worst answer to every fact with a danger.
    """
    found = {}
    for name, variable in variables.items():
        if name not in facts or not facts[name].has_danger:
            continue
        known = [ranks(facts[name], each) for each in variable.classes]
        there = [each for each in known if each is not None]
        found[name] = min(low for low, _ in there), max(high for _, high in there)
    return found
