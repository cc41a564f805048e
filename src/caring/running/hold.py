"""
Whether the claim of an invariant holds in an encounter, in the plainest code.
"""

from collections.abc import Iterator
from typing import assert_never

from caring.guidance.assessment import Advice, Assessment, Certainty, Entry
from caring.guidance.invariants import (
    Advised,
    EitherOf,
    LevelIs,
    Must,
    NeedIs,
    Offered,
    Part,
    Same,
    Some,
    SomeAdvised,
    SomeOffered,
    Statement,
    Surely,
    TableGives,
    Withheld,
)
from caring.language.decisions import Urgency
from caring.language.results import EveryOutcome, FirstOutcome, LevelOutcome
from caring.running.encounters import Encounter
from caring.running.interpret import judge
from caring.values.truth import Truth


def is_reached(claim: Must | Same, encounter: Encounter) -> bool:
    """
    Say whether a claim speaks of an encounter at all.
    """
    return claim.when is None or is_so(claim.when, encounter)


def broken(claim: Must, encounter: Encounter) -> Iterator[tuple[str, Statement]]:
    """
    Walk what a claim asks for and the encounter breaks, with the word it stands under.
    """
    if not is_reached(claim, encounter):
        return
    for each in claim.always:
        if not is_so(each, encounter):
            yield "always", each
    for each in claim.never:
        if is_so(each, encounter):
            yield "never", each


def advice_of(which: Some, encounter: Encounter) -> dict[str, Urgency]:
    """
    Pick the advice that is there for a reason of its own, with how soon.
    """
    return {
        each.action.id: each.urgency
        for each in encounter.advice.entries
        if each.certainty is not Certainty.INSTEAD and _is_of(each, which)
    }


def is_so(statement: Statement, encounter: Encounter) -> bool:
    """
    Say whether every part of a statement is so.
    """
    return all(_part(each, encounter) for each in statement.parts)


def _part(part: Part, encounter: Encounter) -> bool:
    advice = encounter.advice
    match part:
        case Surely(condition):
            return judge(condition, encounter.case).truth is Truth.TRUE
        case Advised(action):
            return action in advice.actions
        case SomeAdvised(which):
            return any(_is_of(each, which) for each in advice.entries)
        case Withheld(action):
            return any(each.action.id == action for each in advice.withheld)
        case Offered(fact):
            return any(each.fact.id == fact for each in advice.next_questions)
        case SomeOffered(classes):
            offered = {each.fact.sensitivity for each in advice.next_questions}
            return bool(offered & classes)
        case EitherOf(statements):
            return any(is_so(each, encounter) for each in statements)
        case LevelIs() | NeedIs() | TableGives():
            return _result(part, _assessment(part.role, advice))
        case _:
            assert_never(part)


def _is_of(entry: Entry, which: Some) -> bool:
    """
    Say whether a piece of advice is of a kind.
    """
    action = entry.action
    return (
        (not which.actions or action.id in which.actions)
        and (not which.classes or action.action_class in which.classes)
        and which.urgency in (None, entry.urgency)
        and not (which.without_consent and entry.consents)
    )


def _assessment(role: str | None, advice: Advice) -> Assessment:
    if role is not None:
        return advice.assessments[role]
    (only,) = advice.assessments.values()
    return only


def _result(part: LevelIs | NeedIs | TableGives, assessment: Assessment) -> bool:
    if assessment.applies is Truth.FALSE:
        return False
    outcomes = assessment.outcomes.values()
    match part:
        case LevelIs():
            return _level(part, assessment)
        case NeedIs(_, need, stands):
            rows = [
                row
                for each in outcomes
                if isinstance(each, EveryOutcome)
                for row in each.rows
            ]
            truths = [row.truth for row in rows if row.row.result == need]
            # While nobody knows whether the rules are for this person, nothing is sure.
            is_sure = assessment.applies is Truth.TRUE or stands is not Truth.TRUE
            return stands in truths and is_sure
        case TableGives(_, table, result):
            found = assessment.outcomes[table]
            assert isinstance(found, FirstOutcome)
            return found.result == result


def _level(part: LevelIs, assessment: Assessment) -> bool:
    level = assessment.protocol.level
    assert level is not None  # looked at when the invariant was read
    outcome = assessment.outcomes[level.id]
    assert isinstance(outcome, LevelOutcome)
    place = level.scale.index
    is_inside = assessment.applies is Truth.TRUE
    so = [
        part.at_least is None
        or (is_inside and place(outcome.at_least) >= place(part.at_least)),
        part.at_most is None or place(outcome.at_most) <= place(part.at_most),
        part.working in (None, outcome.working),
        part.settled in (None, outcome.is_settled),
    ]
    return all(so)
