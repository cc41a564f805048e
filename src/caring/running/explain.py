"""
Reasons: a smallest set of answers that is enough for a result.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from caring.language.answers import Case
from caring.language.conditions import Condition, facts_in
from caring.language.decisions import Decision, conditions_of
from caring.language.raises import Raise
from caring.language.results import EveryOutcome, FirstOutcome, LevelOutcome, Outcome
from caring.language.silence import Silence
from caring.running.decide import decide
from caring.running.interpret import judge
from caring.values.mappings import FrozenMapping


def sufficient(
    holds: Callable[[Case], bool], case: Case, facts: Iterable[str]
) -> tuple[str, ...]:
    """
    Leave out, one after the other, every answer without which something still holds.

    What is left is smallest in the sense that no single answer of it can be left out.
    Facts are tried from the last name to the first, so the choice is always the same.
    """
    kept = [
        fact
        for fact in sorted(frozenset(facts))
        if case.recorded(fact) is not Silence.NOT_ASKED
    ]
    for fact in reversed(kept.copy()):
        without = case.forgetting(fact)
        if holds(without):
            case = without
            kept.remove(fact)
    return tuple(kept)


def reasons_for(condition: Condition, case: Case) -> tuple[str, ...]:
    """
    Name a smallest set of facts whose answers give a condition its truth.
    """
    truth = judge(condition, case).truth
    return sufficient(
        lambda each: judge(condition, each).truth is truth,
        case,
        relevant(condition, case),
    )


def reasons(
    decisions: tuple[Decision, ...],
    case: Case,
    raises: Mapping[str, tuple[Raise, ...]] = FrozenMapping(),
) -> Mapping[str, tuple[str, ...]]:
    """
    For each decision name a smallest set of facts whose answers give its bounds.

    What a person raised, by the id of the decision, is a reason of its own and needs no
    answer.
    """
    return {
        each.id: _reasons(each, case, raises.get(each.id, ())) for each in decisions
    }


def _reasons(
    decision: Decision, case: Case, raises: tuple[Raise, ...]
) -> tuple[str, ...]:
    found = bounds(decide(decision, case, raises))
    facts = frozenset[str]().union(
        *(relevant(condition, case) for condition in conditions_of(decision))
    )
    return sufficient(
        lambda each: bounds(decide(decision, each, raises)) == found, case, facts
    )


def bounds(outcome: Outcome) -> object:
    """
    Return what of an outcome answers can move, for comparing two outcomes.
    """
    match outcome:
        case LevelOutcome():
            return (outcome.at_least, outcome.at_most)
        case FirstOutcome():
            return frozenset(outcome.possible)
        case EveryOutcome():
            return tuple(each.truth for each in outcome.rows)


def relevant(condition: Condition, case: Case) -> frozenset[str]:
    """
    Name the facts of a condition, and those on which these rest.

    That is whether they apply, and from what they are worked out.
    """
    found, waiting = frozenset[str](), facts_in(condition)
    while waiting:
        found |= waiting
        waiting = frozenset(_rests_on(waiting, case)) - found
    return found


def _rests_on(facts: Iterable[str], case: Case) -> Iterator[str]:
    for fact in facts:
        if fact in case.applies_when:
            yield from facts_in(case.applies_when[fact])
        if fact in case.derived:
            yield from case.derived[fact].rests_on
