"""
A prompt as lines that can be read aloud, in the words of the source or a translation.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from caring.guidance.assessment import Certainty, Entry
from caring.guidance.consent import ConsentRules
from caring.interviewing.consents import ITEM
from caring.interviewing.interview import Interview
from caring.interviewing.prompts import Manner, Prompt, Words
from caring.language.decisions import Urgency
from caring.language.facts import Number, Options, Time
from caring.showing.lines import GAP, Line, Style
from caring.showing.results import heading
from caring.showing.wording import Wording
from caring.values.errors import AnswersError

KEYS = ("d", "k", "u", "s", "r", "b", "why", "a", "h", "x")
"""The letters that are taken at every prompt, as their sentences are called."""

MOST_REASONS = 3
"""Reasons that are told of a question; the rest is counted."""


def opening_lines(interview: Interview, w: Wording) -> Iterator[Line]:
    """
    Say how to leave before anything else, then what this is, and which letters work.
    """
    yield Line(w.own("interview/look-out"), Style.WARNING)
    yield Line(w.own("interview/leave"), Style.WARNING)
    yield Line(w.own("interview/nothing-kept"))
    yield GAP
    yield from heading(interview.pathway, w, interview.encounter.setting.on)
    yield Line(w.own("what-it-is-not"), Style.QUIET)
    yield GAP
    yield Line(w.own("interview/one-at-a-time"))
    yield from key_lines(w)


def key_lines(w: Wording) -> Iterator[Line]:
    """
    List the letters that are taken at every prompt.
    """
    for each in KEYS:
        yield Line(w.own(f"interview/key/{each}"), depth=1, hang=3)


def prompt_lines(interview: Interview, number: int, w: Wording) -> Iterator[Line]:
    """
    Say the prompt of an interview, with numbered answers; nothing where it has ended.
    """
    prompt = interview.prompt
    if prompt is None:
        return
    how = w.own(f"interview/how/{prompt.manner.value}", title=_title(interview, w))
    yield GAP
    yield Line(w.own("interview/question", number=number, how=how), Style.HEADING)
    if prompt.fact is not None and prompt.is_sensitive:
        yield Line(w.own("interview/sensitive"))
    if prompt.fact is not None and prompt.fact.id in interview.answers.values:
        yield Line(w.own("interview/once-more"))
    yield Line(_wording(prompt, w))
    options = shown(interview, w).values()
    for place, label in enumerate(options, 1):
        yield Line(f"{place}  {label}", depth=1, hang=3)
    if not options:
        yield Line(typing(interview, w))


def shown(interview: Interview, w: Wording) -> Mapping[str, str]:
    """
    Give the options of the prompt and what a reader sees; empty where it has none.
    """
    prompt = interview.prompt
    if prompt is None or not isinstance(prompt.domain, Options):
        return {}
    labels = prompt.domain.labels
    if prompt.fact is not None:
        return {id_: w.option(prompt.fact, id_, each) for id_, each in labels.items()}
    return {id_: each or _label(id_, prompt, w) for id_, each in labels.items()}


def typing(interview: Interview, w: Wording) -> str:
    """
    Say what is to be typed at the prompt.
    """
    prompt = interview.prompt
    assert prompt is not None
    match prompt.domain:
        case Options(labels=labels):
            return w.own("interview/type/option", count=len(labels))
        case Number():
            return w.own("interview/type/number", range=_range(prompt, w))
        case Time(by_the_hour=False):
            return w.own("interview/type/day")
        case Time():
            zone = zone_of(interview)
            if zone is None:
                return w.own("interview/type/time")
            return w.own("interview/type/time-here", zone=zone)
        case Words(most=most):
            return w.own("interview/type/words", most=most)


def zone_of(interview: Interview) -> dt.tzinfo | None:
    """
    Give the time zone of the interview's moment; ``None`` where only the day is known.
    """
    on = interview.encounter.setting.on
    return on.tzinfo if isinstance(on, dt.datetime) else None


def unfit_line(interview: Interview, error: AnswersError, w: Wording) -> Line:
    """
    Say which facts do not go together; an answer that was refused is not repeated.
    """
    prompt = interview.prompt
    assert prompt is not None
    facts = dict.fromkeys(fact for each in error.problems for fact in each.facts)
    if facts.keys() == {prompt.id}:
        return Line(w.own("interview/lies-ahead"))
    return Line(w.own("interview/does-not-fit", facts=w.names(facts)))


def why_lines(interview: Interview, w: Wording) -> Iterator[Line]:
    """
    Say why the prompt is there: what it could settle, and where the question is from.
    """
    prompt, reasons = interview.prompt, interview.why
    assert prompt is not None
    kind = _kind(interview, prompt)
    if kind != "else" or not reasons:
        yield Line(w.own(f"interview/why/{kind}"), depth=1, hang=2)
    for each in reasons[:MOST_REASONS]:
        what = w.names((each.role, each.result))
        said = w.own("interview/why/rule", what=what, because=w.because(each))
        yield Line(f"- {said}", depth=1, hang=2)
    if len(reasons) > MOST_REASONS:
        more = w.own("interview/why/more", count=len(reasons) - MOST_REASONS)
        yield Line(f"- {more}", depth=1, hang=2)
    if prompt.fact is not None:
        source = w.source(prompt.fact.source)
        yield Line(w.own("source", source=source), Style.QUIET, 1, 2)


def news_lines(before: Interview, after: Interview, w: Wording) -> Iterator[Line]:
    """
    Say what a reply has newly called for that surely cannot wait.
    """
    known = {each.action.id for each in _at_once(before)}
    for each in _at_once(after):
        if each.action.id not in known:
            action = w.action(each.action)
            yield Line(w.own("interview/do-now", action=action), Style.WARNING, hang=2)


def _at_once(interview: Interview) -> list[Entry]:
    entries = interview.advice.entries
    return [
        each
        for each in entries
        if each.urgency is Urgency.IMMEDIATE and each.certainty is Certainty.CERTAIN
    ]


def _kind(interview: Interview, prompt: Prompt) -> str:
    if prompt.manner is Manner.CONSENT:
        return "consent"
    if prompt.manner is Manner.STILL_SAFE or prompt.id in interview.facts_of_gate:
        return "gate"
    return "else"


def _title(interview: Interview, w: Wording) -> str:
    """
    Say what the consent in hand is for; nothing where none is asked for.
    """
    prompt = interview.prompt
    assert prompt is not None
    if prompt.purpose is None:
        return ""
    purpose = prompt.purpose
    rules = next(
        step.protocol
        for step in interview.pathway.steps
        if isinstance(step.protocol, ConsentRules)
        and purpose.id in step.protocol.purposes
    )
    return w.of(rules, f"purpose/{purpose.id}/title", purpose.title)


def _wording(prompt: Prompt, w: Wording) -> str:
    if prompt.fact is not None:
        return w.fact(prompt.fact)
    if prompt.purpose is None or prompt.element is None:
        return w.own("interview/still-safe")
    if prompt.element.startswith(ITEM):
        item = w.name(prompt.element.removeprefix(ITEM))
        return w.own("interview/consent/item", item=item)
    items = w.names(prompt.purpose.tell)
    return w.own(f"interview/consent/{prompt.element}", items=items)


_OWN_LABELS = {"state", "form"}
_DISTRESS = "distress"


def _label(id_: str, prompt: Prompt, w: Wording) -> str:
    if prompt.element in _OWN_LABELS:
        return w.own(f"interview/{prompt.element}/{id_}")
    if id_ == _DISTRESS:
        return w.own("interview/assent/distress")
    return w.name(id_)


def _range(prompt: Prompt, w: Wording) -> str:
    domain, fact = prompt.domain, prompt.fact
    assert isinstance(domain, Number)
    unit = w.own("interview/days") if fact is None else w.unit(fact.id, domain.unit)
    ends = {"at_least": domain.at_least, "at_most": domain.at_most}
    return w.own("whole-number", unit=unit, **ends)
