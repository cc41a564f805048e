"""
Hypothesis draws answers that fit a protocol or pathway, whatever their mixture.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs
from hypothesis import strategies as st

from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers, Recording
from caring.language.consent import Consent, Decider, Form, Purpose, State
from caring.language.facts import Fact, Number, Options, Time
from caring.language.silence import Silence
from caring.running.encounters import Setting
from caring.testing.cases import ON, refused
from caring.testing.factors import factors_of, purposes_of, valid_consent
from caring.testing.scenarios import alone

__all__ = ["ON", "answers_for"]


@st.composite
def answers_for(
    draw: st.DrawFn,
    guidance: Protocol | Pathway,
    *,
    on: dt.datetime = ON,
    law: Iterable[Law] = (),
    directory: Directory | None = None,
    may_be_refused: bool = False,
) -> Answers:
    """
    Draw answers to any of the facts of a protocol or pathway, and consents.

    Every fact that somebody can answer is left out, answered or silent: options,
    numbers in and at the ends of their range and around every limit that a rule has,
    days and times around those limits, and all silences. Consents are of every state,
    whole and with parts missing. What breaks a constraint, or touches a fact that does
    not apply, is left out again, so that the answers fit. Where it fails, Hypothesis
    shows counts and no answer; print ``answers.values`` yourself to see them.

    Args:
        draw: Hypothesis hands it in; leave it out.
        guidance: The protocol or pathway.
        on: The moment at which they fit; hand the same one to ``assess`` or ``advise``.
        law: The law you hand in too; it may make a fact apply or not.
        directory: The services you hand in too; consents are then for some of them.
        may_be_refused: Whether to keep what does not fit, for a program that has to
            live with the ``AnswersError`` that follows.
    """
    values: dict[str, object] = {}
    limits = factors_of(guidance, on)
    facts = [each for each in guidance.facts.values() if each.is_answered]
    for fact in facts:
        if draw(st.booleans()):
            near = [one for one in limits[fact.id].values.values() if one is not None]
            drawn = st.sampled_from(near) | _any_answer(fact, on)
            values[fact.id] = draw(drawn)
    recipients = _recipients(directory)
    consents = [
        draw(_consent(purpose, recipient, on))
        for purpose in purposes_of(guidance).values()
        for recipient in recipients
        if draw(st.integers(0, 3)) == 0
    ]
    answers = Answers(values, consents)
    if may_be_refused:
        return answers
    return _fitting(answers, guidance, Setting(on=on, law=tuple(law)))


def _any_answer(fact: Fact, on: dt.datetime) -> st.SearchStrategy[Recording]:
    match fact.domain:
        case Options(labels=labels):
            return st.sampled_from([*labels, *Silence])
        case Number(at_least=least, at_most=most):
            return st.integers(least, most)
        case Time(by_the_hour=by_the_hour):
            days = st.integers(0, 365 * 90).map(dt.timedelta)
            hours = st.integers(0, 24 * 14).map(lambda n: dt.timedelta(hours=n))
            day = days.map(lambda back: on.date() - back)
            return (day | hours.map(lambda back: on - back)) if by_the_hour else day


def _recipients(directory: Directory | None) -> tuple[str | None, ...]:
    if directory is None:
        return (None, "recipient")
    return (None, *sorted(each.id for each in directory.services))


@st.composite
def _consent(
    draw: st.DrawFn, purpose: Purpose, recipient: str | None, on: dt.datetime
) -> Consent:
    """
    Draw a record: often one that has all it needs, and often one that does not.
    """
    whole = attrs.evolve(valid_consent(purpose, on), recipient=recipient)
    if draw(st.booleans()):
        return whole
    yes_no = st.sampled_from(["yes", "no", None])
    back = dt.timedelta(hours=draw(st.integers(-2, 72)))
    return attrs.evolve(
        whole,
        state=draw(st.sampled_from(State)),
        decided_by=draw(st.none() | st.sampled_from(Decider)),
        asked_alone=draw(yes_no),
        pressure=draw(yes_no),
        understood=draw(yes_no),
        assent=draw(st.sampled_from(["yes", "no", "distress", None])),
        told=draw(st.sets(st.sampled_from(purpose.tell))) if purpose.tell else (),
        form=draw(st.none() | st.sampled_from(Form)),
        given_at=draw(st.none() | st.just(on - back)),
        expires_at=draw(st.none() | st.just(on + back)),
        withdrawn_at=draw(st.none() | st.just(on - back / 2)),
    )


def _fitting(
    answers: Answers, guidance: Protocol | Pathway, setting: Setting
) -> Answers:
    """
    Leave out one fact that is named as not fitting at a time, until all fits.
    """
    pathway = guidance if isinstance(guidance, Pathway) else alone(guidance)
    while named := refused(pathway, answers, setting):
        values: Mapping[str, object] = answers.values
        gone = max(named & values.keys())
        kept = {fact: each for fact, each in values.items() if fact != gone}
        answers = attrs.evolve(answers, values=kept)
    return answers
