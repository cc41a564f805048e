"""
Assessments and advice as text that can be read aloud.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from caring.guidance.assessment import (
    Advice,
    Assessment,
    Certainty,
    Entry,
    Question,
    Reason,
    Withheld,
)
from caring.guidance.checklist import Checklist, open_points
from caring.guidance.measure import Measure, reading
from caring.guidance.protocol import Guidance, Status
from caring.language.decisions import Urgency
from caring.language.results import (
    ConsentDecision,
    EveryOutcome,
    FirstOutcome,
    LevelOutcome,
    Outcome,
)
from caring.language.silence import Silence
from caring.showing.kinds import section
from caring.showing.law import reading_lines
from caring.showing.lines import Line, Style
from caring.showing.services import services_lines
from caring.showing.times import say_deadline, say_end, standing_lines
from caring.showing.words import WAYS, is_way, words
from caring.values.sources import Source
from caring.values.truth import Truth

WHAT_IT_IS_NOT = (
    "This informs a provider and does not decide for one. It never says that somebody"
    " is, or is not, trafficked."
)

_WHEN = {
    Urgency.IMMEDIATE: "Now, before the person leaves",
    Urgency.WITHIN_24_HOURS: "Within 24 hours",
    Urgency.WITHIN_72_HOURS: "Within 72 hours",
    Urgency.ROUTINE: "When there is time",
}
_HOW_SURE = {
    Certainty.CERTAIN: "",
    Certainty.UNTIL_SETTLED: "until more is known",
    Certainty.PRECAUTION: "as a precaution",
    Certainty.INSTEAD: "in place of something below",
}
_HOLDS = {Truth.FALSE: "is not there", Truth.UNKNOWN: "is not surely there"}
_STATUS = {
    Status.DRAFT: "DRAFT: no organisation has approved this.",
    Status.IN_REVIEW: "IN REVIEW: no organisation has approved this yet.",
    Status.RETIRED: "RETIRED: use a newer version.",
}


T = TypeVar("T")


class Numbered(Generic[T]):
    """
    Things that are told once and pointed to by number.
    """

    def __init__(self, word: str) -> None:
        self._word = word
        self._things: list[T] = []

    def number(self, thing: T) -> str:
        """
        Point to a thing; the first time it gets the next number.
        """
        if thing not in self._things:
            self._things.append(thing)
        return f"{self._word} {self._things.index(thing) + 1}"

    def __iter__(self) -> Iterator[tuple[str, T]]:
        # By position, because telling one thing may point to further ones.
        for place, thing in enumerate(self._things, 1):
            yield f"{self._word} {place}", thing


def heading(
    guidance: Guidance, on: dt.datetime | dt.date | None = None
) -> Iterator[Line]:
    """
    Name a protocol or pathway with its status, before anything else is said.

    What an adopter approved is called so, at a moment on which the approval stands.
    """
    yield Line(f"{guidance.title} ({guidance.name})", Style.TITLE)
    approval = guidance.approval
    if approval is not None:
        is_plain = on is None or approval.stands(on)
        style = Style.QUIET if is_plain else Style.WARNING
        yield Line(approval.sentence(on), style)
    is_retired = guidance.status is Status.RETIRED
    if guidance.status in _STATUS and (approval is None or is_retired):
        yield Line(_STATUS[guidance.status], Style.WARNING)


def advice_lines(advice: Advice) -> Iterator[Line]:
    """
    Show the advice of an encounter: what to do, what not now, what to ask, and why.

    Reasons and sources stand once, numbered, below.
    """
    yield from heading(advice.guidance, advice.record.on)
    yield Line(WHAT_IT_IS_NOT, Style.QUIET)
    why: Numbered[Reason] = Numbered("why")
    how: Numbered[Source] = Numbered("source")
    for urgency in Urgency:
        entries = [each for each in advice.entries if each.urgency is urgency]
        if entries:
            until = say_deadline(entries[0], advice.record)
            yield from section(f"{_WHEN[urgency]}{until}")
            for entry in entries:
                yield from _entry(entry, why, how)
    if advice.withheld:
        texts = {each.action.id: each.action.text for each in advice.entries}
        yield from section("Not now")
        for withheld in advice.withheld:
            yield from _withheld(withheld, why, texts)
    yield from services_lines(advice, why.number)
    yield from _questions("Find out next", advice.next_questions)
    yield from _questions("Staff can note without asking", advice.to_observe)
    yield from reading_lines(advice.law)
    yield from section("Why")
    for number, reason in why:
        yield Line(f"{number} {_reason(reason, how)}", depth=1, hang=4)
    yield from section("Sources, and how well each was read")
    for number, source in how:
        yield Line(f"{number} {source.sentence}.", Style.QUIET, 1, 4)
    yield from section("What stands")
    for role, assessment in advice.assessments.items():
        yield from _assessment(role, assessment)


def assessment_lines(assessment: Assessment) -> Iterator[Line]:
    """
    Show the result of one protocol.
    """
    yield from heading(assessment.protocol, assessment.record.on)
    yield Line(WHAT_IT_IS_NOT, Style.QUIET)
    yield from section("Result")
    yield from _assessment(assessment.protocol.kind, assessment)
    yield from reading_lines(assessment.law)


def _entry(
    entry: Entry, why: Numbered[Reason], how: Numbered[Source]
) -> Iterator[Line]:
    sure = _HOW_SURE[entry.certainty]
    reasons = ", ".join([why.number(each) for each in entry.reasons])
    notes = [*([sure] if sure else []), reasons, how.number(entry.action.source)]
    yield Line(f"- {entry.action.text} ({'; '.join(notes)})", depth=1, hang=2)
    if entry.action.channels:
        ways = ", ".join(words(each.value) for each in entry.action.channels)
        yield Line(f"Way: {ways}.", depth=2, hang=2)
    for manner in entry.action.manner:
        yield Line(f"How: {manner}", depth=2, hang=2)
    for consent in entry.consents:
        yield Line(_consented(consent), depth=2, hang=2)
        passed_on = ", ".join(words(each) for each in entry.passed_on(consent))
        if passed_on:
            yield Line(f"Pass on only: {passed_on}.", depth=2, hang=2)


def _consented(consent: ConsentDecision) -> str:
    if consent.is_route:
        return _by_route(consent)
    purpose, ends = words(consent.purpose), say_end(consent)
    if consent.recipient is None:
        return f"Consent for {purpose} is given{ends}."
    only = f"{consent.recipient} and to nobody else"
    return f"Consent for {purpose} is given to {only}{ends}."


def _by_route(consent: ConsentDecision) -> str:
    way = f"{WAYS[consent.route]} is open for {words(consent.purpose)}"
    return f"Without consent: {way}. At most: {consent.limits}"


def _reason(reason: Reason, how: Numbered[Source]) -> str:
    facts = ", ".join(words(each) for each in reason.facts)
    known = f" It rests on what was found out about: {facts}." if facts else ""
    source = f" ({how.number(reason.source)})" if reason.source is not None else ""
    what = f"{words(reason.role)}, {words(reason.result)}"
    return f"{what}: {reason.because}{known}{source}"


def _withheld(
    withheld: Withheld, why: Numbered[Reason], texts: Mapping[str, str]
) -> Iterator[Line]:
    reasons = ", ".join([why.number(each) for each in withheld.reasons])
    yield Line(f"- {withheld.action.text} ({reasons})", depth=1, hang=2)
    for closed in withheld.closed_by:
        # That there is no emergency and no duty is no news.
        if closed.truth is Truth.FALSE and is_way(closed.needs):
            continue
        what = words(closed.needs)
        yield Line(f"It has to wait: {what} {_HOLDS[closed.truth]}.", depth=2, hang=2)
    for id_ in withheld.excluded_by:
        yield Line(f"It does not go together with: {texts[id_]}", depth=2, hang=2)
    for id_ in withheld.instead:
        yield Line(f"Instead: {texts[id_]}", depth=2, hang=2)


def _questions(title: str, questions: tuple[Question, ...]) -> Iterator[Line]:
    if not questions:
        return
    yield from section(title)
    for question in questions:
        yield Line(f"- {question.fact.wording}", depth=1, hang=2)


def _assessment(role: str, assessment: Assessment) -> Iterator[Line]:
    protocol = assessment.protocol
    yield Line(f"{words(role)}: {protocol.title} ({protocol.name})", depth=1, hang=2)
    if assessment.applies is Truth.FALSE:
        yield Line("It is not for this person, and says nothing here.", depth=2)
        return
    if assessment.applies is Truth.UNKNOWN:
        yield Line("It is not known whether it is for this person.", depth=2)
    if isinstance(protocol, Checklist):
        yield from _points(assessment)
        return
    told = {each.purpose for each in assessment.consents}
    for name, outcome in assessment.outcomes.items():
        if name not in told:
            who = "who decides, " if assessment.consents else ""
            yield Line(f"{who}{_outcome(outcome)}", depth=2, hang=4)
    if isinstance(protocol, Measure):
        yield from _total(assessment)
    yield from standing_lines(assessment)
    yield from _consents(assessment.consents)


def _points(assessment: Assessment) -> Iterator[Line]:
    """
    List what is still to be done, or to be kept in mind, by moment.
    """
    for point in open_points(assessment):
        where = f"{words(point.moment)}, {words(point.who)}"
        yield Line(f"- {point.text} ({where})", depth=2, hang=2)


def _total(assessment: Assessment) -> Iterator[Line]:
    found = reading(assessment)
    assert found is not None  # there is a reading wherever a measure may apply
    least, greatest = found.score_at_least, found.score_at_most
    total = f"{least}" if least == greatest else f"from {least} to {greatest}"
    answered = f"{found.items_answered} of {found.items} items answered"
    yield Line(f"sum of points: {total}, with {answered}", depth=2, hang=4)
    if found.as_published is not None and least != greatest:
        text = f"by the publisher's rule for missing items: {found.as_published}"
        yield Line(text, Style.QUIET, 2, 4)


def _consents(consents: tuple[ConsentDecision, ...]) -> Iterator[Line]:
    """
    Show what was asked for, and in one line what was not.
    """
    told = [each for each in consents if each.elements or each.is_route]
    for consent in told:
        yield Line(_consent(consent), depth=2, hang=4)
    unsought = [words(each.purpose) for each in consents if each not in told]
    if unsought:
        yield Line(
            f"no consent is recorded for: {', '.join(unsought)}", depth=2, hang=4
        )


def _outcome(outcome: Outcome) -> str:
    name = words(outcome.decision.id)
    match outcome:
        case LevelOutcome():
            return f"{name}: {_level(outcome)} {_open(outcome)}"
        case FirstOutcome():
            result = words(outcome.result) if outcome.result else "nothing"
            return f"{name}: {result}. {_open(outcome)}"
        case EveryOutcome():
            return f"{name}: {_every(outcome)} {_open(outcome)}"


def _level(outcome: LevelOutcome) -> str:
    raised = "".join(f" Raised: {each.reason.sentence}" for each in outcome.raises)
    if outcome.is_settled:
        return f"{words(outcome.at_least)}.{raised}"
    least, most = words(outcome.at_least), words(outcome.at_most)
    return f"from {least} to {most}; act on {words(outcome.working)}.{raised}"


def _every(outcome: EveryOutcome) -> str:
    certain = ", ".join(words(each) for each in outcome.certain) or "none"
    possible = ", ".join(words(each) for each in outcome.possible) or "none"
    return f"certain {certain}; possible {possible}."


def _open(outcome: Outcome) -> str:
    if outcome.is_settled:
        return "Settled: nothing that is missing could change it."
    if isinstance(outcome, LevelOutcome) and outcome.is_undecided:
        return "Not decided by these rules: no answer could settle it."
    asked = sum(each.why is Silence.NOT_ASKED for each in outcome.missing)
    if outcome.is_open:
        facts = "1 fact" if asked == 1 else f"{asked} facts"
        return f"Not settled: {facts} could still be found out."
    return "Not settled, and not open: this is no reason to ask again."


def _consent(consent: ConsentDecision) -> str:
    to = f" to {consent.recipient}" if consent.recipient else ""
    what = f"consent for {words(consent.purpose)}{to}"
    if consent.is_route:
        return _by_route(consent)
    if consent.may_proceed:
        return f"{what}: given{say_end(consent)}."
    if consent.is_refused:
        return f"{what}: refused or withdrawn. {consent.if_refused}"
    lacks = ", ".join(words(each) for each in consent.missing)
    return f"{what}: not there (lacks {lacks}). {consent.if_refused}"
