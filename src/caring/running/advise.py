"""
A whole encounter, run: each protocol in its order, then guards, then what to ask next.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from caring.artefact import FORMAT
from caring.guidance.actions import Action
from caring.guidance.assessment import (
    Advice,
    Assessment,
    Certainty,
    Closed,
    Entry,
    Record,
    Withheld,
    shared_items,
)
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway, Step
from caring.language.answers import Answers, Case, LevelReading
from caring.language.conditions import (
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Within,
    facts_in,
    leaves,
)
from caring.language.results import ConsentDecision, Evidence, LevelOutcome
from caring.running.ask import questions, wishes
from caring.running.assess import assess_case, combined, consents_hang_on, pin
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.running.law import read_law, values_said
from caring.running.recommend import Call, recommend
from caring.values.moments import Moment
from caring.values.truth import Truth

AGREED_ITEMS = "agreed_items"
"""What closes an action when nothing of what it carries was agreed to."""


def advise(
    pathway: Pathway,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    law: tuple[Law, ...] = (),
) -> Advice:
    """
    Run every protocol of a pathway on answers at a moment.

    Args:
        pathway: The pathway.
        answers: The answers, or a plain mapping from fact to answer. None at all is an
            encounter that has just begun.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.
        law: The law of each place that applies; without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        TypeError: If ``on`` is no datetime and no date.
        ValueError: If ``on`` is a datetime without a time zone, or two versions of one
            law are handed in.
    """
    given = answers if isinstance(answers, Answers) else Answers(answers)
    known = pathway.purposes
    moment = Moment.of(on)
    readings = read_law(pathway.facts, law, moment)
    said = values_said(readings)
    case = fit(given, pathway.facts, pathway.constraints, moment, known, said)
    record = _record(pathway, on, law)
    assessments: dict[str, Assessment] = {}
    for step in pathway.steps:
        assessment = assess_case(step.protocol, case, given.consents, record)
        assessments[step.role] = assessment
        case = learned(case, step, assessment)
    found = _put_together(pathway, assessments, case, record)
    return attrs.evolve(found, law=readings)


def _record(
    pathway: Pathway, on: dt.datetime | dt.date, law: tuple[Law, ...]
) -> Record:
    return Record(
        on=on,
        guidance=pin(pathway),
        protocols=tuple(pin(step.protocol, step.role) for step in pathway.steps),
        format=FORMAT,
        law=tuple(pin(each) for each in law),
    )


def learned(case: Case, step: Step, assessment: Assessment) -> Case:
    """
    Return the case with what later protocols may read of this one.
    """
    decided = assessment.consents
    case = case.with_consents(
        combined(decided), consents_hang_on(step.protocol, decided, case)
    )
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
    judged = [_judged(call, assessments, case) for call in calls]
    withheld = tuple(each for each in judged if isinstance(each, Withheld))
    advised = [each for each in judged if isinstance(each, Entry)]
    guards = [
        (each.action.guard, each.urgency) for each in withheld if each.action.guard
    ]
    wished = wishes(assessments.values(), guards, case)
    next_questions, to_observe = questions(wished, pathway.facts, pathway.gate, case)
    return Advice(
        guidance=pathway,
        entries=_in_order([*advised, *_instead(withheld, advised, pathway)]),
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
    """
    guard = call.action.guard
    evidence = None if guard is None else judge(guard, case)
    if evidence is not None and evidence.truth is not Truth.TRUE:
        return _withheld(call, _closed_by(evidence))
    consents = tuple(_valid_consents(call.action, assessments))
    if call.action.carries and consents:
        consents = tuple(each for each in consents if shared_items(call.action, each))
        if not consents:
            return _withheld(call, [Closed(needs=AGREED_ITEMS, truth=Truth.FALSE)])
    return Entry(
        action=call.action,
        urgency=call.urgency,
        certainty=call.certainty,
        reasons=call.reasons,
        consents=consents,
    )


def _valid_consents(
    action: Action, assessments: Mapping[str, Assessment]
) -> Iterator[ConsentDecision]:
    """
    Walk the consents a guard rests on; a recipient without one is not among them.
    """
    if action.guard is None:
        return
    asked = {each.purpose for each in leaves(action.guard) if isinstance(each, Given)}
    for assessment in assessments.values():
        for consent in assessment.consents:
            if consent.purpose in asked and consent.may_proceed:
                yield consent


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
        case Reaches(role):
            yield Closed(needs=f"{role}.level", truth=evidence.truth)
        case Not() | Is() | Within() | Recorded():
            for fact in sorted(facts_in(evidence.condition)):
                yield Closed(needs=fact, truth=evidence.truth)
        case _:
            for part in evidence.parts:
                yield from _closed_by(part)


def _instead(
    withheld: tuple[Withheld, ...], advised: list[Entry], pathway: Pathway
) -> Iterator[Entry]:
    there = {each.action.id for each in advised}
    actions = {
        id_: action
        for step in pathway.steps
        for id_, action in step.protocol.actions.items()
    }
    for each in withheld:
        for id_ in each.instead:
            if id_ not in there:
                there.add(id_)
                yield _in_place_of(each, actions[id_])


def _in_place_of(withheld: Withheld, action: Action) -> Entry:
    return Entry(
        action=action,
        urgency=min(action.urgency, withheld.urgency, key=lambda each: each.rank),
        certainty=Certainty.INSTEAD,
        reasons=withheld.reasons,
    )


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    def order(each: Entry) -> tuple[int, int]:
        return each.urgency.rank, each.action.action_class.rank

    return tuple(sorted(entries, key=order))
