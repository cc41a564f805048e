"""
What single kinds of protocol have to say of their own.
"""

from collections.abc import Iterator
from functools import singledispatch
from itertools import groupby

from caring.guidance.actions import Action
from caring.guidance.checklist import Checklist, Point
from caring.guidance.consent import ConsentRules
from caring.guidance.measure import Accuracy, Measure
from caring.guidance.protocol import Protocol
from caring.guidance.referral import OF_EVERY_SERVICE, Precondition, Referral
from caring.guidance.safety import Safety
from caring.language.consent import Purpose
from caring.showing.conditions import say
from caring.showing.lines import GAP, Line, Style
from caring.showing.messages import groups_without_service
from caring.showing.wording import Wording
from caring.values.sources import Source


@singledispatch
def own_lines(
    protocol: Protocol,  # noqa: ARG001 - most say nothing
    w: Wording,  # noqa: ARG001
) -> Iterator[Line]:
    """
    Walk what a kind says beside its decisions; most kinds say nothing more.
    """
    return iter(())


@own_lines.register
def _(protocol: Checklist, w: Wording) -> Iterator[Line]:
    for moment, points in groupby(protocol.in_order, lambda each: each.moment):
        yield from section(w.name(moment))
        for point in points:
            yield from _point(point, protocol, w)


@own_lines.register
def _(protocol: ConsentRules, w: Wording) -> Iterator[Line]:
    for purpose in protocol.purposes.values():
        yield from _purpose(purpose, protocol, w)


@own_lines.register
def _(protocol: Referral, w: Wording) -> Iterator[Line]:
    if not protocol.none_suitable:
        return
    yield from section(w.own("when-suitable"))
    for each in (*OF_EVERY_SERVICE, *protocol.preconditions):
        yield from _precondition(each, protocol, w)
    yield from section(w.own("while-none-suitable"))
    for key, needs, none in groups_without_service(protocol):
        whom, actions = w.names(needs), w.names(none.actions)
        called = w.own("calls-for", result=whom, actions=actions)
        yield Line(f"- {called}", depth=1, hang=2)
        yield Line(w.text(key, none.because), depth=2, hang=2)
        yield source_line(none.source, w, 2)


def _precondition(each: Precondition, protocol: Referral, w: Wording) -> Iterator[Line]:
    needs = w.own("every-need") if each.needs is None else w.names(each.needs)
    when = say(each.suitable_when, protocol, w)
    text = w.own("suitable-for", name=w.name(each.id), needs=needs, condition=when)
    yield Line(f"- {text}", depth=1, hang=2)
    yield Line(w.precondition(each, protocol), depth=2, hang=2)
    yield source_line(each.source, w, 2)


@own_lines.register
def _(protocol: Safety, w: Wording) -> Iterator[Line]:
    yield from section(w.own("how-long"))
    for level, hours in protocol.expires.items():
        stands = w.own("until-next-visit")
        if hours is not None:
            stands = w.own("hours", hours=hours)
        yield Line(f"- {w.name(level)}: {stands}", depth=1, hang=2)
    yield from section(w.own("assess-anew"))
    for number, event in enumerate(protocol.reassess_when, 1):
        text = w.of(protocol, f"reassess/{number}", event)
        yield Line(f"- {text}", depth=1, hang=2)


@own_lines.register
def _(protocol: Measure, w: Wording) -> Iterator[Line]:
    instrument = protocol.instrument
    yield from section(w.own("instrument", title=instrument.title))
    yield Line(w.own("licence", licence=instrument.licence), depth=1, hang=2)
    yield source_line(instrument.source, w, 1)
    for item in protocol.items:
        points = ", ".join(
            f"{w.name(answer)} {points}" for answer, points in item.points.items()
        )
        yield Line(f"- {w.name(item.fact)}: {points}", depth=1, hang=2)
    for accuracy in instrument.accuracy:
        yield from _accuracy(accuracy, w)
    if protocol.missing_items is not None:
        because = protocol.missing_items.because
        because = w.of(protocol, "missing_items/because", because)
        yield Line(w.own("missing-items", because=because), depth=1, hang=2)
        yield source_line(protocol.missing_items.source, w, 1)


def _accuracy(accuracy: Accuracy, w: Wording) -> Iterator[Line]:
    found = w.own(
        "accuracy",
        cut_off=accuracy.cut_off,
        sensitivity=accuracy.sensitivity,
        specificity=accuracy.specificity,
        people=accuracy.people,
    )
    yield Line(found, depth=1, hang=2)
    yield source_line(accuracy.source, w, 1)


def section(title: str) -> Iterator[Line]:
    """
    Open a part with its title.
    """
    yield GAP
    yield Line(title, Style.HEADING)


def manner_lines(action: Action, w: Wording) -> Iterator[Line]:
    """
    Say how an action is done, below it.
    """
    for number, manner in enumerate(action.manner, 1):
        text = w.text(f"action/{action.id}/manner/{number}", manner)
        yield Line(w.own("how", text=text), depth=2, hang=2)


def source_line(source: Source, w: Wording, depth: int) -> Line:
    """
    Say where something comes from, below it.
    """
    return Line(w.own("source", source=w.source(source)), Style.QUIET, depth, 2)


def _point(point: Point, checklist: Checklist, w: Wording) -> Iterator[Line]:
    text = w.of(checklist, f"point/{point.id}", point.text)
    yield Line(f"- {w.names((point.who, point.kind))}: {text}", depth=1, hang=2)
    applies = w.own("applies", condition=say(point.when, checklist, w))
    yield Line(applies, depth=2, hang=2)
    if point.done is not None:
        done = w.own("done-when", condition=say(point.done, checklist, w))
        yield Line(done, depth=2, hang=2)
    yield source_line(point.source, w, 2)


def _purpose(purpose: Purpose, rules: ConsentRules, w: Wording) -> Iterator[Line]:
    within = f"purpose/{purpose.id}"
    title = w.of(rules, f"{within}/title", purpose.title)
    yield from section(w.own("purpose", title=title))
    yield Line(w.of(rules, f"{within}/because", purpose.because), depth=1)
    items = w.names(purpose.tell) or w.own("nothing-more")
    yield Line(w.own("tell", items=items), depth=1, hang=2)
    needs = ", ".join(w.own(f"needs/{each}") for each in _needs(purpose))
    yield Line(w.own("it-needs", needs=needs), depth=1, hang=2)
    refused = w.of(rules, f"{within}/if_refused", purpose.if_refused)
    yield Line(w.own("if-refused", text=refused), depth=1, hang=2)
    if purpose.about.needs_assent:
        yield Line(w.own("needs-assent"), depth=1, hang=2)
    for route, way in purpose.routes.items():
        said, when = w.own(f"way/{route.value}"), say(way.when, rules, w)
        text = w.own("without-consent-when", way=said, condition=when)
        yield Line(text, depth=1, hang=2)
        limits = w.of(rules, f"{within}/{route.value}/limits", way.limits)
        yield Line(w.own("at-most", limits=limits), depth=2, hang=2)
        if way.items:
            passed_on = w.own("pass-on-only", items=w.names(way.items))
            yield Line(passed_on, depth=2, hang=2)
        yield source_line(way.source, w, 2)
    yield source_line(purpose.source, w, 1)


def _needs(purpose: Purpose) -> Iterator[str]:
    yield purpose.form.value
    yield "recipient" if purpose.needs_recipient else "no-recipient"
    if purpose.needs_items:
        yield "items"
    if purpose.needs_expiry:
        yield "expiry"
