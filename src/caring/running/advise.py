"""
A whole encounter, run: each protocol in its order, then guards, then what to ask next.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from caring.artefact import FORMAT
from caring.guidance.actions import Action
from caring.guidance.assessment import (
    Advice,
    Assessment,
    Certainty,
    Closed,
    Entry,
    Withheld,
)
from caring.guidance.pathway import Pathway, Step
from caring.guidance.records import Record
from caring.language.answers import Answers, Case, LevelReading
from caring.language.conditions import (
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Through,
    Within,
    facts_in,
)
from caring.language.decisions import Urgency
from caring.language.raises import Raise
from caring.language.results import ConsentDecision, Evidence, LevelOutcome
from caring.running.ask import questions, wishes
from caring.running.assess import assess_case, pin
from caring.running.consents import with_judged
from caring.running.exclude import without_excluded
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.running.raising import by_role
from caring.running.recipients import recipients, rests_on, towards
from caring.running.recommend import Call, recommend
from caring.values.moments import Moment, ends_after
from caring.values.truth import Truth, any_of

AGREED_ITEMS = "agreed_items"
"""What closes an action when nothing of what it carries was agreed to."""


def advise(
    pathway: Pathway,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    raises: Iterable[Raise] = (),
) -> Advice:
    """
    Run every protocol of a pathway on answers at a moment.

    Args:
        pathway: The pathway.
        answers: The answers, or a plain mapping from fact to answer. None at all is an
            encounter that has just begun.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.
        raises: Levels that a person raises, each with the role of its protocol.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        RaiseError: If a raise does not fit, or its protocol is not for this person.
        TypeError: If ``on`` is no datetime and no date.
        ValueError: If ``on`` is a datetime without a time zone.
    """
    given = answers if isinstance(answers, Answers) else Answers(answers)
    known = pathway.purposes
    case = fit(given, pathway.facts, pathway.constraints, Moment.of(on), known)
    kept = tuple(raises)
    raised = by_role(kept, {step.role: step.protocol for step in pathway.steps})
    record = _record(pathway, on, kept)
    assessments: dict[str, Assessment] = {}
    for step in pathway.steps:
        assessment = assess_case(
            step.protocol, case, given.consents, record, raised.get(step.role, ())
        )
        assessments[step.role] = assessment
        case = learned(case, step, assessment)
    return _put_together(pathway, assessments, case, record)


def _record(
    pathway: Pathway, on: dt.datetime | dt.date, raises: tuple[Raise, ...]
) -> Record:
    return Record(
        on=on,
        guidance=pin(pathway),
        protocols=tuple(pin(step.protocol, step.role) for step in pathway.steps),
        format=FORMAT,
        raises=raises,
    )


def learned(case: Case, step: Step, assessment: Assessment) -> Case:
    """
    Return the case with what later protocols may read of this one.
    """
    case = with_judged(step.protocol, assessment.consents, assessment.routes, case)
    level = step.protocol.level
    if level is None:
        return case
    outcome = assessment.outcomes[level.id]
    assert isinstance(outcome, LevelOutcome)
    reading = LevelReading(assessment.applies, outcome.at_least, outcome.at_most)
    hangs_on = tuple(each.fact for each in assessment.missing)
    return case.with_level(step.role, reading, hangs_on)


def _put_together(
    pathway: Pathway, assessments: Mapping[str, Assessment], case: Case, record: Record
) -> Advice:
    entry = frozenset(pathway.entry)
    calls = _merged(
        call
        for role, assessment in assessments.items()
        for call in recommend(role, assessment, case, entry)
    )
    judged = without_excluded(_judged(call, assessments, case) for call in calls)
    withheld = tuple(each for each in judged if isinstance(each, Withheld))
    advised = [each for each in judged if isinstance(each, Entry)]
    guards = [
        (each.action.guard, each.urgency)
        for each in withheld
        if each.action.guard and not each.excluded_by
    ]
    wished = wishes(assessments.values(), guards, case)
    next_questions, to_observe = questions(wished, pathway.facts, pathway.gate, case)
    return Advice(
        guidance=pathway,
        entries=_in_order(_with_instead(withheld, advised, pathway), record.on),
        withheld=withheld,
        next_questions=next_questions,
        to_observe=to_observe,
        assessments=assessments,
        record=record,
    )


def _merged(calls: Iterable[Call]) -> list[Call]:
    """
    Put calls for the same action together: the surest, the soonest, every reason.
    """
    found: dict[str, Call] = {}
    for call in calls:
        other = found.setdefault(call.action.id, call)
        if other is not call:
            found[call.action.id] = _both(other, call)
    return list(found.values())


def _both(one: Call, other: Call) -> Call:
    order = list(Certainty)
    return Call(
        action=one.action,
        urgency=min(one.urgency, other.urgency, key=lambda each: each.rank),
        certainty=min(one.certainty, other.certainty, key=order.index),
        reasons=tuple(dict.fromkeys([*one.reasons, *other.reasons])),
    )


def _judged(
    call: Call, assessments: Mapping[str, Assessment], case: Case
) -> Entry | Withheld:
    """
    Look at the guard of what is called for; an unknown guard is a closed guard.

    A guard is judged for one recipient at a time, so that two purposes are never met by
    two different recipients.
    """
    consents: tuple[ConsentDecision, ...] = ()
    if call.action.guard is not None:
        decided = [one for each in assessments.values() for one in each.consents]
        closed, consents = _towards_each(call.action.guard, decided, case)
        if closed:
            return _withheld(call, closed)
    entry = Entry(
        action=call.action,
        urgency=call.urgency,
        certainty=call.certainty,
        reasons=call.reasons,
        consents=consents,
    )
    if not call.action.carries or not consents:
        return entry
    shared = [each for each in consents if entry.passed_on(each)]
    if not shared:
        return _withheld(call, [Closed(needs=AGREED_ITEMS, truth=Truth.FALSE)])
    # What names nobody and lists nothing stays: the guard rests on it too.
    kept = [each for each in consents if each in shared or not each.items]
    return attrs.evolve(entry, consents=tuple(kept))


def _towards_each(
    guard: Condition, decided: Sequence[ConsentDecision], case: Case
) -> tuple[list[Closed], tuple[ConsentDecision, ...]]:
    """
    Say what closes a guard for every recipient, or on whose consents it rests.
    """
    tried = {
        recipient: judge(guard, towards(recipient, decided, case))
        for recipient in recipients(guard, decided)
    }
    whom = [each for each, found in tried.items() if found.truth is Truth.TRUE]
    if not whom:
        return _surest(one for each in tried.values() for one in _closed_by(each)), ()
    found = (one for each in whom for one in rests_on(guard, each, decided))
    return [], tuple(dict.fromkeys(found))


def _surest(closed: Iterable[Closed]) -> list[Closed]:
    """
    Name each thing once: surely not there only where it is so for every recipient.
    """
    found: dict[str, list[Truth]] = {}
    for each in closed:
        found.setdefault(each.needs, []).append(each.truth)
    return [Closed(needs=name, truth=any_of(its)) for name, its in found.items()]


def _withheld(call: Call, closed_by: Iterable[Closed]) -> Withheld:
    return Withheld(
        action=call.action,
        urgency=call.urgency,
        reasons=call.reasons,
        closed_by=tuple(dict.fromkeys(closed_by)),
        instead=call.action.instead,
    )


def _closed_by(evidence: Evidence) -> Iterator[Closed]:
    """
    Walk the parts of a guard that do not surely hold, down to what has a name.
    """
    if evidence.truth is Truth.TRUE:
        return
    match evidence.condition:
        case Holds(finding) | Score(finding):
            yield Closed(needs=finding, truth=evidence.truth)
        case Given(purpose):
            yield Closed(needs=f"consent.{purpose}", truth=evidence.truth)
        case Through(purpose, route):
            needs = f"consent.{purpose}.{route.value}"
            yield Closed(needs=needs, truth=evidence.truth)
        case Reaches(role):
            yield Closed(needs=f"{role}.level", truth=evidence.truth)
        case Not() | Is() | Within() | Recorded():
            for fact in sorted(facts_in(evidence.condition)):
                yield Closed(needs=fact, truth=evidence.truth)
        case _:
            for part in evidence.parts:
                yield from _closed_by(part)


def _with_instead(
    withheld: tuple[Withheld, ...], advised: list[Entry], pathway: Pathway
) -> Iterable[Entry]:
    """
    Add what is done in place of the withheld; in place of care it is as soon as that.
    """
    entries = {each.action.id: each for each in advised}
    actions = {
        id_: action
        for step in pathway.steps
        for id_, action in step.protocol.actions.items()
    }
    for each in withheld:
        for id_ in each.instead:
            if id_ not in entries:
                entries[id_] = _in_place_of(each, actions[id_])
            elif each.action.action_class.is_unguarded:
                entries[id_] = _also_for(each, entries[id_])
    return entries.values()


def _also_for(withheld: Withheld, entry: Entry) -> Entry:
    return attrs.evolve(
        entry,
        urgency=min(entry.urgency, withheld.urgency, key=lambda each: each.rank),
        reasons=tuple(dict.fromkeys([*entry.reasons, *withheld.reasons])),
    )


def _in_place_of(withheld: Withheld, action: Action) -> Entry:
    return Entry(
        action=action,
        urgency=min(action.urgency, withheld.urgency, key=lambda each: each.rank),
        certainty=Certainty.INSTEAD,
        reasons=withheld.reasons,
    )


def _in_order(entries: Iterable[Entry], on: dt.datetime | dt.date) -> tuple[Entry, ...]:
    """
    Put the most urgent first, and say until when each is to be done.
    """

    def order(each: Entry) -> tuple[int, int]:
        return each.urgency.rank, each.action.action_class.rank

    return tuple(
        attrs.evolve(each, deadline=_deadline(each.urgency, on))
        for each in sorted(entries, key=order)
    )


def _deadline(urgency: Urgency, on: dt.datetime | dt.date) -> dt.datetime | None:
    return None if urgency.hours is None else ends_after(urgency.hours, on)
