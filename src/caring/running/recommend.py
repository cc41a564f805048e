"""
Which actions an assessment calls for, before any guard is looked at.
"""

from collections.abc import Iterator

import attrs

from caring.guidance.actions import Action
from caring.guidance.assessment import Assessment, Certainty, Reason
from caring.language.answers import Case
from caring.language.conditions import facts_in
from caring.language.decisions import Row, Urgency
from caring.language.raises import Raise
from caring.language.results import (
    EveryOutcome,
    FirstOutcome,
    LevelOutcome,
    Outcome,
    RowEvidence,
)
from caring.running.explain import reasons_for
from caring.running.windows import is_acted_on
from caring.values.quiet import Quiet
from caring.values.truth import Truth


@attrs.frozen(kw_only=True, repr=False)
class Call(Quiet):
    """
    An action that one rule calls for.
    """

    action: Action
    urgency: Urgency
    certainty: Certainty
    reasons: tuple[Reason, ...]


@attrs.frozen(repr=False)
class _Wanted(Quiet):
    action: str
    result: str
    certainty: Certainty
    rows: tuple[RowEvidence, ...]
    raises: tuple[Raise, ...] = ()


def recommend(
    role: str, assessment: Assessment, case: Case, entry: frozenset[str]
) -> Iterator[Call]:
    """
    Walk what the outcomes of one protocol call for.

    Outside the population there is nothing. While that is not known, only care and
    protecting are called for, as a precaution. With no answers at all a precaution
    counts only where its rule asks about an entry fact.
    """
    for outcome in assessment.outcomes.values():
        for wanted in _wanted(outcome, case):
            call = _call(role, assessment, case, outcome, wanted)
            rows = tuple(each.row for each in wanted.rows)
            if _counts(call, rows, assessment, case, entry):
                yield call


def _wanted(outcome: Outcome, case: Case) -> Iterator[_Wanted]:
    match outcome:
        case LevelOutcome():
            yield from _up_to_working(outcome)
        case FirstOutcome():
            for action in outcome.decision.actions.get(outcome.result or "", ()):
                sure = (
                    Certainty.CERTAIN if outcome.is_settled else Certainty.UNTIL_SETTLED
                )
                yield _Wanted(action, outcome.result or "", sure, ())
        case EveryOutcome():
            yield from _certain_or_precaution(outcome, case)


def _up_to_working(outcome: LevelOutcome) -> Iterator[_Wanted]:
    """
    Walk the actions of every level up to the one to act on, the lowest included.
    """
    scale = outcome.decision.scale
    for place, level in enumerate(scale[: scale.index(outcome.working) + 1]):
        sure = place <= scale.index(outcome.at_least)
        certainty = Certainty.CERTAIN if sure else Certainty.UNTIL_SETTLED
        rows = _reaching(outcome, place) if sure else _raising(outcome, place)
        raises = outcome.raises if sure and not rows else ()
        for action in outcome.decision.actions.get(level, ()):
            yield _Wanted(action, level, certainty, rows, raises if place else ())


def _reaching(outcome: LevelOutcome, place: int) -> tuple[RowEvidence, ...]:
    """
    Choose the rows of the highest sure level: reason enough for every level below it.

    There are none where no row reaches a level, and only a person raised it that far.
    """
    index = outcome.decision.scale.index
    sure = [each for each in outcome.rows if each.truth is Truth.TRUE]
    most = max((index(each.row.result) for each in sure), default=0)
    return tuple(each for each in sure if place <= most == index(each.row.result))


def _raising(outcome: LevelOutcome, place: int) -> tuple[RowEvidence, ...]:
    """
    Choose the rows that raise the floor to a level; none where it lies there anyway.
    """
    index = outcome.decision.scale.index
    if place <= index(outcome.decision.floor):
        return ()
    return tuple(
        each
        for each in outcome.floor_rows
        if each.truth is Truth.TRUE and index(each.row.result) >= place
    )


def _certain_or_precaution(outcome: EveryOutcome, case: Case) -> Iterator[_Wanted]:
    for each in outcome.rows:
        if each.truth is Truth.TRUE:
            certainty = Certainty.CERTAIN
        elif is_acted_on(each, case):
            certainty = Certainty.PRECAUTION
        else:
            continue
        for action in outcome.decision.actions.get(each.row.result, ()):
            yield _Wanted(action, each.row.result, certainty, (each,))


def _call(
    role: str, assessment: Assessment, case: Case, outcome: Outcome, wanted: _Wanted
) -> Call:
    action = assessment.protocol.actions[wanted.action]
    # Only needs say how soon; a level has no clock of its own.
    rows = wanted.rows if isinstance(outcome, EveryOutcome) else ()
    urgencies = [each.row.urgency for each in rows if each.row.urgency]
    unsure = assessment.applies is Truth.UNKNOWN
    return Call(
        action=action,
        urgency=min(urgencies or [action.urgency], key=lambda each: each.rank),
        certainty=Certainty.PRECAUTION if unsure else wanted.certainty,
        reasons=tuple(_reasons(role, case, outcome, wanted)),
    )


def _reasons(
    role: str, case: Case, outcome: Outcome, wanted: _Wanted
) -> Iterator[Reason]:
    for raised in wanted.raises:
        yield Reason(
            role=role,
            decision=outcome.decision.id,
            result=raised.level,
            because=raised.reason.sentence,
            source=None,
            facts=(),
        )
    if not wanted.rows and not wanted.raises:
        yield Reason(
            role=role,
            decision=outcome.decision.id,
            result=wanted.result,
            because=_without_a_row(wanted.certainty),
            source=None,
            facts=(),
        )
    for each in wanted.rows:
        yield Reason(
            role=role,
            decision=outcome.decision.id,
            result=each.row.result,
            because=each.row.because,
            source=each.row.source,
            facts=reasons_for(each.row.when, case),
        )


def _without_a_row(certainty: Certainty) -> str:
    if certainty is Certainty.CERTAIN:
        return "This holds for everybody, whatever else is found out."
    return "Not enough is known yet, so we act on this until it is."


def _counts(
    call: Call,
    rows: tuple[Row, ...],
    assessment: Assessment,
    case: Case,
    entry: frozenset[str],
) -> bool:
    if assessment.applies is Truth.FALSE:
        return False
    if call.certainty is not Certainty.PRECAUTION:
        return True
    if not call.action.action_class.is_unguarded:
        return False
    return not case.is_empty or any(entry & facts_in(row.when) for row in rows)
