"""
Assessments and advice as text that can be read aloud.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import attrs

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
from caring.language.answers import Answers
from caring.language.decisions import Urgency
from caring.language.results import (
    ConsentDecision,
    EveryOutcome,
    FirstOutcome,
    LevelOutcome,
    Outcome,
)
from caring.language.silence import Silence
from caring.showing.kinds import manner_lines, section
from caring.showing.law import reading_lines
from caring.showing.lines import Line, Style
from caring.showing.sentences import SENTENCES
from caring.showing.services import services_lines
from caring.showing.times import (
    say_approval,
    say_time,
    say_when,
    standing_lines,
    time_limit_lines,
)
from caring.showing.translation import Translation
from caring.showing.wording import Wording
from caring.showing.words import is_way
from caring.values.sources import Source
from caring.values.truth import Truth

T = TypeVar("T")


class Numbered(Generic[T]):
    """
    Things that are told once and pointed to by number.
    """

    def __init__(self, point: Callable[[int], str]) -> None:
        self._point = point
        self._things: list[T] = []

    def number(self, thing: T) -> str:
        """
        Point to a thing; the first time it gets the next number.
        """
        if thing not in self._things:
            self._things.append(thing)
        return self._point(self._things.index(thing) + 1)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        # By position, because telling one thing may point to further ones.
        for place, thing in enumerate(self._things, 1):
            yield self._point(place), thing


@attrs.frozen
class _Notes:
    """
    What an advice points to: reasons and sources, and the words for all of it.
    """

    w: Wording
    why: Numbered[Reason]
    how: Numbered[Source]


def _notes(w: Wording) -> _Notes:
    return _Notes(
        w,
        Numbered(lambda number: w.own("why-number", number=number)),
        Numbered(lambda number: w.own("source-number", number=number)),
    )


def heading(
    guidance: Guidance, w: Wording, on: dt.datetime | dt.date | None = None
) -> Iterator[Line]:
    """
    Name a protocol or pathway with its status, before anything else is said.

    What an adopter approved is called so, at a moment on which the approval stands.
    Next to it stands that a translation was reviewed by nobody, in both languages.
    """
    yield Line(f"{w.title(guidance)} ({guidance.name})", Style.TITLE)
    approval = guidance.approval
    if approval is not None:
        is_plain = on is None or approval.stands(on)
        style = Style.QUIET if is_plain else Style.WARNING
        yield Line(say_approval(approval, on, w), style)
    status = f"status/{guidance.status.value}"
    is_retired = guidance.status is Status.RETIRED
    if status in SENTENCES and (approval is None or is_retired):
        yield Line(w.own(status), Style.WARNING)
    if w.translation is not None and not w.translation.is_reviewed:
        notices = (w.own("unreviewed"), SENTENCES["unreviewed"])
        for notice in dict.fromkeys(notices):
            yield Line(notice, Style.WARNING)


def advice_lines(
    advice: Advice, locale: Translation | None = None, answers: Answers | None = None
) -> Iterator[Line]:
    """
    Show the advice of an encounter: what to do, what not now, what to ask, and why.

    Reasons and sources stand once, numbered, below. Time limits tell when something
    happened, so they are shown where the answers are handed in.
    """
    w = Wording(advice.guidance, locale)
    yield from heading(advice.guidance, w, advice.record.on)
    yield Line(w.own("what-it-is-not"), Style.QUIET)
    notes = _notes(w)
    for urgency in Urgency:
        entries = [each for each in advice.entries if each.urgency is urgency]
        if entries:
            yield from section(say_when(entries[0], advice.record, w))
            for entry in entries:
                yield from _entry(entry, notes)
        # Next to what is done now, where nobody has to look for it.
        if answers is not None and urgency is Urgency.IMMEDIATE:
            yield from time_limit_lines(advice.assessments.values(), w)
    if advice.withheld:
        texts = {each.action.id: w.action(each.action) for each in advice.entries}
        yield from section(w.own("not-now"))
        for withheld in advice.withheld:
            yield from _withheld(withheld, notes, texts)
    yield from services_lines(advice, notes.why.number, w)
    yield from _questions("find-out-next", advice.next_questions, w)
    yield from _questions("to-observe", advice.to_observe, w)
    yield from reading_lines(advice.law, w)
    yield from section(w.own("why"))
    for number, reason in notes.why:
        yield Line(f"{number} {_reason(reason, notes)}", depth=1, hang=4)
    yield from section(w.own("sources"))
    for number, source in notes.how:
        yield Line(f"{number} {w.source(source)}.", Style.QUIET, 1, 4)
    yield from section(w.own("what-stands"))
    for role, assessment in advice.assessments.items():
        yield from _assessment(role, assessment, w)


def assessment_lines(
    assessment: Assessment,
    locale: Translation | None = None,
    answers: Answers | None = None,
) -> Iterator[Line]:
    """
    Show the result of one protocol; its time limits where the answers are handed in.
    """
    w = Wording(assessment.protocol, locale)
    yield from heading(assessment.protocol, w, assessment.record.on)
    yield Line(w.own("what-it-is-not"), Style.QUIET)
    yield from section(w.own("result"))
    yield from _assessment(assessment.protocol.kind, assessment, w)
    if answers is not None:
        yield from time_limit_lines([assessment], w)
    yield from reading_lines(assessment.law, w)


def _entry(entry: Entry, notes: _Notes) -> Iterator[Line]:
    w, certainty = notes.w, entry.certainty
    sure = [] if certainty is Certainty.CERTAIN else [w.own(f"sure/{certainty.value}")]
    reasons = ", ".join([notes.why.number(each) for each in entry.reasons])
    told = "; ".join([*sure, reasons, notes.how.number(entry.action.source)])
    yield Line(f"- {w.action(entry.action)} ({told})", depth=1, hang=2)
    if entry.action.channels:
        ways = w.names(each.value for each in entry.action.channels)
        yield Line(w.own("way-is", ways=ways), depth=2, hang=2)
    yield from manner_lines(entry.action, w)
    for consent in entry.consents:
        yield Line(_consented(consent, w), depth=2, hang=2)
        passed_on = w.names(entry.passed_on(consent))
        if passed_on:
            yield Line(w.own("pass-on-only", items=passed_on), depth=2, hang=2)


def _consented(consent: ConsentDecision, w: Wording) -> str:
    if consent.is_route:
        return _by_route(consent, w)
    said: dict[str, object] = {"purpose": w.name(consent.purpose)}
    name = "consent-given"
    if consent.recipient is not None:
        name = "consent-given-to"
        said["recipient"] = consent.recipient
    return _until(consent, name, w, **said)


def _until(consent: ConsentDecision, name: str, w: Wording, /, **put_in: object) -> str:
    """
    Say until when a consent stands, so that a plan for later can be seen to outlive it.
    """
    if consent.expires_at is None:
        return w.own(name, **put_in)
    return w.own(f"{name}-until", time=say_time(consent.expires_at), **put_in)


def _by_route(consent: ConsentDecision, w: Wording) -> str:
    way = w.own(f"way/{consent.route.value}")
    open_ = w.own("way-open", way=way, purpose=w.name(consent.purpose))
    return w.own("without-consent", open=open_, limits=w.limits(consent))


def _reason(reason: Reason, notes: _Notes) -> str:
    w = notes.w
    facts = w.names(reason.facts)
    known = f" {w.own('rests-on', facts=facts)}" if facts else ""
    number = notes.how.number(reason.source) if reason.source is not None else ""
    source = f" ({number})" if number else ""
    what = w.names((reason.role, reason.result))
    return f"{what}: {w.because(reason)}{known}{source}"


def _withheld(
    withheld: Withheld, notes: _Notes, texts: Mapping[str, str]
) -> Iterator[Line]:
    w = notes.w
    reasons = ", ".join([notes.why.number(each) for each in withheld.reasons])
    yield Line(f"- {w.action(withheld.action)} ({reasons})", depth=1, hang=2)
    for closed in withheld.closed_by:
        # That there is no emergency and no duty is no news.
        if closed.truth is Truth.FALSE and is_way(closed.needs):
            continue
        waits = f"waits/{closed.truth.name.lower()}"
        yield Line(w.own(waits, what=w.name(closed.needs)), depth=2, hang=2)
    for id_ in withheld.excluded_by:
        yield Line(w.own("excluded-by", action=texts[id_]), depth=2, hang=2)
    for id_ in withheld.instead:
        yield Line(w.own("instead", action=texts[id_]), depth=2, hang=2)


def _questions(
    title: str, questions: tuple[Question, ...], w: Wording
) -> Iterator[Line]:
    if not questions:
        return
    yield from section(w.own(title))
    for question in questions:
        yield Line(f"- {w.fact(question.fact)}", depth=1, hang=2)


def _assessment(role: str, assessment: Assessment, w: Wording) -> Iterator[Line]:
    protocol = assessment.protocol
    title = f"{w.name(role)}: {w.title(protocol)} ({protocol.name})"
    yield Line(title, depth=1, hang=2)
    if assessment.applies is Truth.FALSE:
        yield Line(w.own("not-for-this-person"), depth=2)
        return
    if assessment.applies is Truth.UNKNOWN:
        yield Line(w.own("perhaps-not-for-this-person"), depth=2)
    if isinstance(protocol, Checklist):
        yield from _points(assessment, w)
        return
    told = {each.purpose for each in assessment.consents}
    for name, outcome in assessment.outcomes.items():
        if name not in told:
            said = _outcome(outcome, w)
            if assessment.consents:
                said = w.own("who-decides", outcome=said)
            yield Line(said, depth=2, hang=4)
    if isinstance(protocol, Measure):
        yield from _total(assessment, w)
    yield from standing_lines(assessment, w)
    yield from _consents(assessment, w)


def _points(assessment: Assessment, w: Wording) -> Iterator[Line]:
    """
    List what is still to be done, or to be kept in mind, by moment.
    """
    for point in open_points(assessment):
        text = w.of(assessment.protocol, f"point/{point.id}", point.text)
        where = w.names((point.moment, point.who))
        yield Line(f"- {text} ({where})", depth=2, hang=2)


def _total(assessment: Assessment, w: Wording) -> Iterator[Line]:
    found = reading(assessment)
    assert found is not None  # there is a reading wherever a measure may apply
    least, greatest = found.score_at_least, found.score_at_most
    of = {"answered": found.items_answered, "items": found.items}
    total = w.own("points-between", least=least, greatest=greatest, **of)
    if least == greatest:
        total = w.own("points-exact", points=least, **of)
    yield Line(total, depth=2, hang=4)
    if found.as_published is not None and least != greatest:
        text = w.own("points-published", points=found.as_published)
        yield Line(text, Style.QUIET, 2, 4)


def _consents(assessment: Assessment, w: Wording) -> Iterator[Line]:
    """
    Show what was asked for, and in one line what was not.
    """
    told = [each for each in assessment.consents if each.elements or each.is_route]
    for consent in told:
        yield Line(_consent(consent, assessment, w), depth=2, hang=4)
    unsought = [each.purpose for each in assessment.consents if each not in told]
    if unsought:
        text = w.own("no-consent-recorded", purposes=w.names(unsought))
        yield Line(text, depth=2, hang=4)


def _outcome(outcome: Outcome, w: Wording) -> str:
    name = w.name(outcome.decision.id)
    match outcome:
        case LevelOutcome():
            return f"{name}: {_level(outcome, w)} {_open(outcome, w)}"
        case FirstOutcome():
            result = w.name(outcome.result) if outcome.result else w.own("nothing")
            return f"{name}: {result}. {_open(outcome, w)}"
        case EveryOutcome():
            return f"{name}: {_every(outcome, w)} {_open(outcome, w)}"


def _level(outcome: LevelOutcome, w: Wording) -> str:
    said = f"{w.name(outcome.at_least)}."
    if not outcome.is_settled:
        least, most = w.name(outcome.at_least), w.name(outcome.at_most)
        working = w.name(outcome.working)
        said = w.own("between", least=least, most=most, working=working)
    reasons = [w.own(f"raise/{each.reason.value}") for each in outcome.raises]
    return " ".join([said, *(w.own("raised", reason=each) for each in reasons)])


def _every(outcome: EveryOutcome, w: Wording) -> str:
    certain = w.names(outcome.certain) or w.own("none")
    possible = w.names(outcome.possible) or w.own("none")
    return w.own("certain-and-possible", certain=certain, possible=possible)


def _open(outcome: Outcome, w: Wording) -> str:
    if outcome.is_settled:
        return w.own("settled")
    if isinstance(outcome, LevelOutcome) and outcome.is_undecided:
        return w.own("not-decided")
    asked = sum(each.why is Silence.NOT_ASKED for each in outcome.missing)
    if outcome.is_open:
        return w.own("open-one") if asked == 1 else w.own("open-many", count=asked)
    return w.own("not-open")


def _consent(consent: ConsentDecision, assessment: Assessment, w: Wording) -> str:
    purpose = w.name(consent.purpose)
    what = w.own("consent-for", purpose=purpose)
    if consent.recipient:
        what = w.own("consent-for-to", purpose=purpose, recipient=consent.recipient)
    if consent.is_route:
        return _by_route(consent, w)
    if consent.may_proceed:
        return _until(consent, "is-given", w, consent=what)
    key = f"purpose/{consent.purpose}/if_refused"
    on = w.of(assessment.protocol, key, consent.if_refused)
    if consent.is_refused:
        return w.own("is-refused", consent=what, if_refused=on)
    lacks = w.names(consent.missing)
    return w.own("is-not-there", consent=what, missing=lacks, if_refused=on)
