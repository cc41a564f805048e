"""
A protocol as a text that a clinician or a lawyer can review.
"""

from collections.abc import Iterator
from itertools import groupby

from caring.guidance.actions import Action
from caring.guidance.checklist import Checklist, Point
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Within,
    parts,
)
from caring.language.consent import Purpose
from caring.language.decisions import Decision, First, Highest, Row, conditions_of
from caring.language.facts import Fact
from caring.showing.lines import GAP, Line, Style
from caring.showing.results import heading


def protocol_lines(guidance: Guidance) -> Iterator[Line]:
    """
    Show what a protocol or pathway says: rules with reasons, then facts and actions.
    """
    yield from heading(guidance)
    yield Line(guidance.purpose)
    if isinstance(guidance, Pathway):
        yield from _pathway(guidance)
    if isinstance(guidance, Protocol):
        yield from _protocol(guidance)


def _section(title: str) -> Iterator[Line]:
    yield GAP
    yield Line(title, Style.HEADING)


def _pathway(pathway: Pathway) -> Iterator[Line]:
    yield Line(f"Source: {pathway.source.sentence}.", Style.QUIET, 0, 2)
    yield from _section("Steps")
    for step in pathway.steps:
        protocol = step.protocol
        yield Line(
            f"- {step.role}: {protocol.title} ({protocol.name})", depth=1, hang=2
        )


def _protocol(protocol: Protocol) -> Iterator[Line]:
    whom = "everyone"
    if protocol.population is not None:
        whom = say(protocol.population, protocol)
    yield Line(f"For: {whom}.", hang=2)
    if isinstance(protocol, Checklist):
        yield from _points(protocol)
    else:
        yield from _decisions(protocol)
    if isinstance(protocol, ConsentRules):
        for purpose in protocol.purposes.values():
            yield from _purpose(purpose)
    yield from _findings(protocol)
    yield from _section("Facts")
    for fact in protocol.facts.values():
        yield from _fact(fact)
    if protocol.actions:
        yield from _section("Actions")
        for action in protocol.actions.values():
            yield from _action(action, protocol)


def _points(checklist: Checklist) -> Iterator[Line]:
    for moment, points in groupby(checklist.in_order, lambda each: each.moment):
        yield from _section(_words(moment))
        for point in points:
            yield from _point(point, checklist)


def _point(point: Point, checklist: Checklist) -> Iterator[Line]:
    yield Line(f"- {_words(point.who)}, {point.kind}: {point.text}", depth=1, hang=2)
    yield Line(f"Applies: {say(point.when, checklist)}.", depth=2, hang=2)
    if point.done is not None:
        yield Line(f"Done when {say(point.done, checklist)}.", depth=2, hang=2)
    yield Line(f"Source: {point.source.sentence}.", Style.QUIET, 2, 2)


def _decisions(protocol: Protocol) -> Iterator[Line]:
    for decision in protocol.decisions:
        if not isinstance(protocol, ConsentRules) or decision.id in protocol.deciders:
            yield from _decision(decision, protocol)


def _decision(decision: Decision, protocol: Protocol) -> Iterator[Line]:
    yield from _section(f"{_words(decision.id)} ({_policy(decision)})")
    for row in decision.rows:
        yield from _row(row, protocol)
    if isinstance(decision, Highest):
        text = f"While not settled, act on {_words(decision.floor)} at least."
        yield Line(text, depth=1, hang=2)
        for row in decision.floor_rows:
            yield from _row(row, protocol)
    if isinstance(decision, First):
        last = _words(decision.otherwise or "") or f"no result: {decision.gap}"
        yield Line(f"- otherwise: {last}", depth=1, hang=2)
        yield Line(f"While not settled: {_words(decision.unsettled)}.", depth=1, hang=2)
    for result, actions in decision.actions.items():
        listed = ", ".join(_words(each) for each in actions)
        yield Line(f"{_words(result)} calls for: {listed}.", depth=1, hang=2)


def _policy(decision: Decision) -> str:
    if isinstance(decision, Highest):
        return f"the highest of {', '.join(_words(each) for each in decision.scale)}"
    return "the first that holds" if isinstance(decision, First) else "each that holds"


def _row(row: Row, protocol: Protocol) -> Iterator[Line]:
    urgency = f" ({row.urgency.value})" if row.urgency else ""
    title = row.title or _words(row.result)
    when = say(row.when, protocol)
    yield Line(f"- {title}{urgency} when {when}", depth=1, hang=2)
    yield Line(row.because, depth=2, hang=2)
    yield Line(f"Source: {row.source.sentence}.", Style.QUIET, 2, 2)


def _purpose(purpose: Purpose) -> Iterator[Line]:
    yield from _section(f"Consent: {purpose.title}")
    yield Line(purpose.because, depth=1)
    tell = ", ".join(_words(each) for each in purpose.tell) or "nothing more"
    yield Line(f"Tell beforehand: {tell}.", depth=1, hang=2)
    named = "one named recipient" if purpose.needs_recipient else "no recipient"
    items = ", listed items" if purpose.needs_items else ""
    expiry = ", an end" if purpose.needs_expiry else ""
    form = purpose.form.value
    yield Line(f"It needs: {form} form, {named}{items}{expiry}.", depth=1, hang=2)
    yield Line(f"If refused: {purpose.if_refused}", depth=1, hang=2)
    yield Line(f"Source: {purpose.source.sentence}.", Style.QUIET, 1, 2)


def _findings(protocol: Protocol) -> Iterator[Line]:
    """
    Say what the named conditions mean, each once.
    """
    named: dict[str, Condition] = {}
    for condition in _conditions(protocol):
        named |= dict(_named(condition))
    if named:
        yield from _section("What the names stand for")
    for name, condition in sorted(named.items()):
        text = f"- {_words(name)}: {say(condition, protocol)}"
        yield Line(text, depth=1, hang=2)


def _conditions(protocol: Protocol) -> Iterator[Condition]:
    for decision in protocol.decisions:
        yield from conditions_of(decision)
    yield from (each.guard for each in protocol.actions.values() if each.guard)
    if protocol.population is not None:
        yield protocol.population


def _named(condition: Condition) -> Iterator[tuple[str, Condition]]:
    if isinstance(condition, Holds):
        yield condition.finding, condition.condition
    for part in parts(condition):
        yield from _named(part)


def _fact(fact: Fact) -> Iterator[Line]:
    yield Line(f"- {_words(fact.id)}: {fact.wording}", depth=1, hang=2)
    how = f"{fact.obtained.value}, {_words(fact.sensitivity.value)}"
    yield Line(f"({how}; {fact.domain.expected})", Style.QUIET, 2, 2)


def _action(action: Action, protocol: Protocol) -> Iterator[Line]:
    yield Line(f"- {_words(action.id)}: {action.text}", depth=1, hang=2)
    guard = "nothing closes it"
    if action.guard is not None:
        guard = f"only while {say(action.guard, protocol)}"
    how = f"{_words(action.action_class.value)}, {action.urgency.value}; {guard}"
    yield Line(f"({how})", Style.QUIET, 2, 2)


def say(condition: Condition, protocol: Protocol) -> str:
    """
    Say a condition in words, with brackets where words alone could be misread.
    """
    match condition:
        case Is(fact, options):
            return _is(fact, options, protocol)
        case Within(fact, at_least, below):
            unit = getattr(protocol.facts[fact].domain, "unit", "")
            return f"{_words(fact)} is {_range(at_least, below)} {unit}".rstrip()
        case Recorded(fact, silence):
            return f"{_words(fact)} is recorded as {_words(silence.value)}"
        case Reaches(role, _, level):
            return f"{_words(role)} is at least {_words(level)}"
        case Given(purpose):
            return f"a valid consent for {_words(purpose)} is there"
        case Holds(finding):
            return f"{_words(finding)} holds"
        case Not(AnyOf(inner)):
            return f"none of ({_listed(inner, '; ', protocol)})"
        case Not(part):
            return f"not ({say(part, protocol)})"
        case All(()):
            return "always"
        case All(inner):
            return f"({_listed(inner, ' and ', protocol)})"
        case AnyOf(inner):
            return f"({_listed(inner, ' or ', protocol)})"
        case AtLeast(count, inner):
            return f"at least {count} of ({_listed(inner, '; ', protocol)})"
        case Score(name, _, at_least, below):
            return f"the score {_words(name)} is {_range(at_least, below)}"


def _listed(inner: tuple[Condition, ...], joint: str, protocol: Protocol) -> str:
    return joint.join(say(each, protocol) for each in inner)


def _is(fact: str, options: frozenset[str], protocol: Protocol) -> str:
    if options == {"yes"}:
        return _words(fact)
    if options == {"no"}:
        return f"{_words(fact)} is no"
    labels = getattr(protocol.facts[fact].domain, "labels", {})
    named = [_words(each) for each in labels if each in options]
    return f"{_words(fact)} is {' or '.join(named)}"


def _range(at_least: int | None, below: int | None) -> str:
    ends = [] if at_least is None else [f"at least {at_least}"]
    ends += [] if below is None else [f"below {below}"]
    return " and ".join(ends)


def _words(id_: str) -> str:
    return id_.replace("_", " ").replace("-", " ")
