"""
A whole encounter, run: each protocol in its order, then guards, then what to ask next.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from caring.artefact import FORMAT
from caring.guidance.assessment import Advice, Assessment, Entry, Withheld
from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway, Step
from caring.guidance.records import Record
from caring.language.answers import Answers, Case, LevelReading
from caring.language.raises import Raise
from caring.language.results import LevelOutcome
from caring.running.ask import questions, wishes
from caring.running.assess import assess_case, pin
from caring.running.candidates import calls_of, only_to_suitable, refer, wishes_of
from caring.running.consents import with_judged
from caring.running.encounters import Encounter, Setting
from caring.running.exclude import without_excluded
from caring.running.fit import fit
from caring.running.guards import guarded
from caring.running.law import read_law, values_said
from caring.running.order import in_order, merged, with_instead
from caring.running.raising import by_role
from caring.running.recommend import recommend
from caring.values.moments import Moment


def advise(
    pathway: Pathway,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    raises: Iterable[Raise] = (),
    directory: Directory | None = None,
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
        raises: Levels that a person raises, each with the role of its protocol.
        directory: The services that may be referred to; without it no service is named.
        law: The law of each place that applies; without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        RaiseError: If a raise does not fit, or its protocol is not for this person.
        TypeError: If ``on`` is no datetime and no date.
        ValueError: If ``on`` is a datetime without a time zone, two versions of one law
            are handed in, or the directory says of a service what its field cannot
            hold.
    """
    # Under its own name the mapping would stand in every traceback with variables.
    answers = answers if isinstance(answers, Answers) else Answers(answers)
    setting = Setting(on=on, raises=tuple(raises), directory=directory, law=law)
    return meet(pathway, answers, setting).advice


def meet(pathway: Pathway, answers: Answers, setting: Setting) -> Encounter:
    """
    Run a pathway like ``advise``, and keep where everything stands at its end.
    """
    on, known = Moment.of(setting.on), pathway.purposes
    readings = read_law(pathway.facts, setting.law, on)
    said = values_said(readings)
    case = fit(answers, pathway.facts, pathway.constraints, on, known, said)
    roles = {step.role: step.protocol for step in pathway.steps}
    raised = by_role(setting.raises, roles)
    record = _record(pathway, setting)
    assessments: dict[str, Assessment] = {}
    for step in pathway.steps:
        assessment = assess_case(
            step.protocol, case, answers.consents, record, raised.get(step.role, ())
        )
        assessments[step.role] = assessment
        case = learned(case, step, assessment)
    advice = _put_together(pathway, assessments, case, record, setting.directory)
    return Encounter(
        pathway=pathway,
        answers=answers,
        setting=setting,
        advice=attrs.evolve(advice, law=readings),
        case=case,
    )


def _record(pathway: Pathway, setting: Setting) -> Record:
    directory = setting.directory
    return Record(
        on=setting.on,
        guidance=pin(pathway),
        protocols=tuple(pin(step.protocol, step.role) for step in pathway.steps),
        format=FORMAT,
        raises=setting.raises,
        directory=None if directory is None else directory.digest,
        law=tuple(pin(each) for each in setting.law),
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
    pathway: Pathway,
    assessments: Mapping[str, Assessment],
    case: Case,
    record: Record,
    directory: Directory | None,
) -> Advice:
    entry = frozenset(pathway.entry)
    referrals = refer(assessments, case, directory, entry) if directory else ()
    called = (
        call
        for role, assessment in assessments.items()
        for call in recommend(role, assessment, case, entry)
    )
    calls = merged([*called, *calls_of(referrals, assessments)])
    decided = [one for each in assessments.values() for one in each.consents]
    judged = without_excluded(
        only_to_suitable(guarded(call, decided, case), referrals, assessments)
        for call in calls
    )
    withheld = tuple(each for each in judged if isinstance(each, Withheld))
    advised = [each for each in judged if isinstance(each, Entry)]
    guards = [
        (each.action.guard, each.urgency)
        for each in withheld
        if each.action.guard and not each.excluded_by
    ]
    wished = [*wishes(assessments.values(), guards, case), *wishes_of(referrals)]
    next_questions, to_observe = questions(wished, pathway.facts, pathway.gate, case)
    return Advice(
        guidance=pathway,
        entries=in_order(with_instead(withheld, advised, pathway.actions), record.on),
        withheld=withheld,
        next_questions=next_questions,
        to_observe=to_observe,
        assessments=assessments,
        record=record,
        referrals=referrals,
    )
