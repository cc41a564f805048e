"""
Assessments and advice as text that can be read aloud.
"""

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
from caring.showing.words import words
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


def heading(guidance: Guidance) -> Iterator[Line]:
    """
    Name a protocol or pathway with its status, before anything else is said.
    """
    yield Line(f"{guidance.title} ({guidance.name})", Style.TITLE)
    if guidance.status in _STATUS:
        yield Line(_STATUS[guidance.status], Style.WARNING)


def advice_lines(advice: Advice) -> Iterator[Line]:
    """
    Show the advice of an encounter: what to do, what not now, what to ask, and why.

    Reasons and sources stand once, numbered, below.
    """
    yield from heading(advice.guidance)
    yield Line(WHAT_IT_IS_NOT, Style.QUIET)
    why: Numbered[Reason] = Numbered("why")
    how: Numbered[Source] = Numbered("source")
    for urgency in Urgency:
        entries = [each for each in advice.entries if each.urgency is urgency]
        if entries:
            yield from section(_WHEN[urgency])
            for entry in entries:
                yield from _entry(entry, why, how)
    if advice.withheld:
        texts = {each.action.id: each.action.text for each in advice.entries}
        yield from section("Not now")
        for withheld in advice.withheld:
            yield from _withheld(withheld, why, texts)
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
    yield from heading(assessment.protocol)
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
    for consent in entry.consents:
        yield Line(_consented(consent), depth=2, hang=2)
        passed_on = ", ".join(words(each) for each in entry.passed_on(consent))
        if passed_on:
            yield Line(f"Pass on only: {passed_on}.", depth=2, hang=2)


def _consented(consent: ConsentDecision) -> str:
    purpose = words(consent.purpose)
    if consent.recipient is None:
        return f"Consent for {purpose} is given."
    return f"Consent for {purpose} is given to {consent.recipient} and to nobody else."


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
        what = words(closed.needs)
        yield Line(f"It has to wait: {what} {_HOLDS[closed.truth]}.", depth=2, hang=2)
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
    for consent in consents:
        if consent.elements:
            yield Line(_consent(consent), depth=2, hang=4)
    unsought = [words(each.purpose) for each in consents if not each.elements]
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
    if outcome.is_settled:
        return f"{words(outcome.at_least)}."
    least, most = words(outcome.at_least), words(outcome.at_most)
    return f"from {least} to {most}; act on {words(outcome.working)}."


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
    if consent.may_proceed:
        return f"{what}: given."
    if consent.is_refused:
        return f"{what}: refused or withdrawn. {consent.if_refused}"
    lacks = ", ".join(words(each) for each in consent.missing)
    return f"{what}: not there (lacks {lacks}). {consent.if_refused}"
