"""
From a choice of classes to answers and back: what a proof finds, a person can run.
"""

import datetime as dt
from collections.abc import Mapping

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers, Between, Standing
from caring.language.consent import Consent, Decider, Form, Purpose, State
from caring.language.derivations import AgeInYears
from caring.language.facts import Fact, Obtained
from caring.language.silence import Silence
from caring.proving.classes import SOME_MOMENT, AnswerClass, Variable
from caring.proving.consents import (
    DOUBTFUL,
    NO_RECORD,
    REFUSED,
    given_by,
    purposes_of,
    variable_of,
)
from caring.proving.formula import Assignment
from caring.values.moments import Moment

NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
"""The moment of every case that is made up here."""

SOMEBODY = "harbour-house"
"""Whom made-up consents name."""


def standings(
    assignment: Assignment, variables: Mapping[str, Variable], facts: Mapping[str, Fact]
) -> dict[str, Standing]:
    """
    Say where facts stand for a choice of classes.

    What is worked out from a moment stands here by itself, in place of the moment.
    """
    found: dict[str, Standing] = {}
    for name, place in assignment.items():
        if name not in facts:
            continue
        chosen = variables[name].classes[place]
        for each in chosen.worked_out:
            found[each.fact] = each.stands
        if chosen.stands is not Silence.NOT_ASKED:
            found[name] = chosen.stands
    return found


def places_of(
    stands: Mapping[str, Standing],
    variables: Mapping[str, Variable],
    facts: Mapping[str, Fact],
) -> dict[str, int]:
    """
    Find the class of every fact, from where the facts stand.

    Args:
        stands: What was recorded, and where facts stand that are worked out; what is
            left out was not asked.
        variables: The variables; those that are no facts are passed over.
        facts: The facts.
    """
    return {
        name: _place(variable, stands)
        for name, variable in variables.items()
        if name in facts
    }


def _place(variable: Variable, stands: Mapping[str, Standing]) -> int:
    here = stands.get(variable.name, Silence.NOT_ASKED)
    return next(
        n
        for n, each in enumerate(variable.classes)
        if (each.has(here) if isinstance(here, Silence) else _has(each, here, stands))
    )


def _has(each: AnswerClass, here: Standing, stands: Mapping[str, Standing]) -> bool:
    if each.worked_out:
        return all(one.has(stands[one.fact]) for one in each.worked_out)
    return each.has(here) or (isinstance(here, dt.date) and not each.is_silent)


def records(
    assignment: Assignment,
    variables: Mapping[str, Variable],
    guidance: Protocol | Pathway,
    items: frozenset[str],
) -> tuple[Consent, ...]:
    """
    Make a consent record for each purpose that a choice of classes gives one.

    Args:
        assignment: The choice.
        variables: The variables.
        guidance: The protocol or pathway whose purposes they are.
        items: What is agreed to be passed on.
    """
    found = []
    for id_, purpose in purposes_of(guidance).items():
        name = variable_of(id_)
        if name in assignment:
            label = variables[name].classes[assignment[name]].label
            if label != NO_RECORD:
                found.append(_record(purpose, label, items))
    return tuple(found)


def _record(purpose: Purpose, label: str, items: frozenset[str]) -> Consent:
    recipient = SOMEBODY if purpose.needs_recipient else None
    if label == DOUBTFUL:
        return Consent(purpose=purpose.id, state=State.DOUBTFUL, recipient=recipient)
    if label == REFUSED:
        return Consent(
            purpose=purpose.id,
            state=State.REFUSED,
            recipient=recipient,
            decided_by=Decider.PATIENT,
            asked_alone="yes",
            pressure="no",
            understood="yes",
        )
    return Consent(
        purpose=purpose.id,
        state=State.GIVEN,
        recipient=recipient,
        decided_by=given_by(label),
        asked_alone="yes",
        pressure="no",
        understood="yes",
        assent="yes",
        told=frozenset(purpose.tell),
        items=items or frozenset({"agreed_words"}),
        form=Form.WRITTEN,
        given_at=NOON - dt.timedelta(hours=1),
        expires_at=NOON + dt.timedelta(hours=1),
    )


def answers_of(
    assignment: Assignment,
    variables: Mapping[str, Variable],
    guidance: Protocol | Pathway,
) -> Answers:
    """
    Make answers and consents of a choice of classes.

    What nobody answers, such as the law, is left out.
    """
    facts = guidance.facts
    carried = (set(each.carries) for each in guidance.actions.values())
    values: dict[str, object] = {}
    for name in sorted(assignment.keys() & facts.keys()):
        chosen = variables[name].classes[assignment[name]]
        if chosen.stands is Silence.NOT_ASKED or facts[name].obtained in _TOLD:
            continue
        values[name] = _answer(chosen, facts)
    agreed = frozenset[str]().union(*carried)
    return Answers(values, records(assignment, variables, guidance, agreed))


_TOLD = frozenset({Obtained.LAW, Obtained.SERVICE})


def _answer(chosen: AnswerClass, facts: Mapping[str, Fact]) -> object:
    """
    Give an answer of a class; of a moment one from which the first fact follows.

    Hours that a day leaves open need a day. An age that lies between two, as on the eve
    of a birthday on 29 February, cannot be given at this noon: the older one is.
    """
    if chosen.stands != SOME_MOMENT:
        return chosen.stands
    if not chosen.worked_out:
        return NOON.date()
    first = chosen.worked_out[0]
    number = first.least[0] if first.least == first.greatest else first.greatest[0]
    if isinstance(facts[first.fact].derived, AgeInYears):
        return NOON.date().replace(year=NOON.year - number)
    moment = NOON - dt.timedelta(hours=number)
    days = (moment.date() + dt.timedelta(days=each) for each in (0, 1, 2))
    fitting = (each for each in days if first.has(_hours_since(each)))
    return moment if first.least == first.greatest else next(fitting, moment)


def _hours_since(day: dt.date) -> Between:
    """
    Say how many whole hours lie between a day, wherever it was, and noon.
    """
    moment, hour = Moment.of(day), dt.timedelta(hours=1)
    least, most = (NOON - moment.latest) // hour, (NOON - moment.earliest) // hour
    return Between(max(least, 0), max(most, 0))
