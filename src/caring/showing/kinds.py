"""
What single kinds of protocol have to say of their own.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import groupby

from caring.guidance.checklist import Checklist, Point
from caring.guidance.consent import ConsentRules
from caring.guidance.measure import Accuracy, Measure
from caring.guidance.protocol import Protocol
from caring.guidance.referral import OF_EVERY_SERVICE, Referral
from caring.guidance.safety import Safety
from caring.language.consent import Purpose
from caring.showing.lines import GAP, Line, Style
from caring.showing.words import WAYS, say, words


@singledispatch
def own_lines(protocol: Protocol) -> Iterator[Line]:  # noqa: ARG001 - most say nothing
    """
    Walk what a kind says beside its decisions; most kinds say nothing more.
    """
    return iter(())


@own_lines.register
def _(protocol: Checklist) -> Iterator[Line]:
    for moment, points in groupby(protocol.in_order, lambda each: each.moment):
        yield from section(words(moment))
        for point in points:
            yield from _point(point, protocol)


@own_lines.register
def _(protocol: ConsentRules) -> Iterator[Line]:
    for purpose in protocol.purposes.values():
        yield from _purpose(purpose, protocol)


@own_lines.register
def _(protocol: Referral) -> Iterator[Line]:
    if not protocol.none_suitable:
        return
    yield from section("When a service is suitable")
    for each in (*OF_EVERY_SERVICE, *protocol.preconditions):
        needs = "every need" if each.needs is None else _list(each.needs)
        when = say(each.suitable_when, protocol)
        yield Line(f"- {words(each.id)}, for {needs}: {when}", depth=1, hang=2)
        yield Line(each.because, depth=2, hang=2)
        yield Line(f"Source: {each.source.sentence}.", Style.QUIET, 2, 2)
    yield from section("While no service is suitable")
    rows = dict.fromkeys(protocol.none_suitable.values())
    for none in rows:
        met = protocol.none_suitable.items()
        whom = _list(need for need, each in met if each == none)
        text = f"- {whom} calls for: {_list(none.actions)}."
        yield Line(text, depth=1, hang=2)
        yield Line(none.because, depth=2, hang=2)
        yield Line(f"Source: {none.source.sentence}.", Style.QUIET, 2, 2)


def _list(ids: Iterable[str]) -> str:
    return ", ".join(words(each) for each in ids)


@own_lines.register
def _(protocol: Safety) -> Iterator[Line]:
    yield from section("How long a result stands")
    for level, hours in protocol.expires.items():
        stands = "until the next visit" if hours is None else f"{hours} hours"
        yield Line(f"- {words(level)}: {stands}", depth=1, hang=2)
    yield from section("Assess anew when")
    for event in protocol.reassess_when:
        yield Line(f"- {event}", depth=1, hang=2)


@own_lines.register
def _(protocol: Measure) -> Iterator[Line]:
    instrument = protocol.instrument
    yield from section(f"The instrument: {instrument.title}")
    yield Line(f"Licence: {instrument.licence}.", depth=1, hang=2)
    yield Line(f"Source: {instrument.source.sentence}.", Style.QUIET, 1, 2)
    for item in protocol.items:
        points = ", ".join(
            f"{words(answer)} {points}" for answer, points in item.points.items()
        )
        yield Line(f"- {words(item.fact)}: {points}", depth=1, hang=2)
    for accuracy in instrument.accuracy:
        yield from _accuracy(accuracy)
    if protocol.missing_items is not None:
        yield Line(f"Missing items: {protocol.missing_items.because}", depth=1, hang=2)
        source = protocol.missing_items.source.sentence
        yield Line(f"Source: {source}.", Style.QUIET, 1, 2)


def _accuracy(accuracy: Accuracy) -> Iterator[Line]:
    found = (
        f"From {accuracy.cut_off} on: of 100 people with the condition"
        f" {accuracy.sensitivity} reached it, of 100 without it {accuracy.specificity}"
        f" stayed below; {accuracy.people} people took part."
    )
    yield Line(found, depth=1, hang=2)
    yield Line(f"Source: {accuracy.source.sentence}.", Style.QUIET, 1, 2)


def section(title: str) -> Iterator[Line]:
    """
    Open a part with its title.
    """
    yield GAP
    yield Line(title, Style.HEADING)


def _point(point: Point, checklist: Checklist) -> Iterator[Line]:
    yield Line(f"- {words(point.who)}, {point.kind}: {point.text}", depth=1, hang=2)
    yield Line(f"Applies: {say(point.when, checklist)}.", depth=2, hang=2)
    if point.done is not None:
        yield Line(f"Done when {say(point.done, checklist)}.", depth=2, hang=2)
    yield Line(f"Source: {point.source.sentence}.", Style.QUIET, 2, 2)


def _purpose(purpose: Purpose, rules: ConsentRules) -> Iterator[Line]:
    yield from section(f"Consent: {purpose.title}")
    yield Line(purpose.because, depth=1)
    tell = ", ".join(words(each) for each in purpose.tell) or "nothing more"
    yield Line(f"Tell beforehand: {tell}.", depth=1, hang=2)
    named = "one named recipient" if purpose.needs_recipient else "no recipient"
    items = ", listed items" if purpose.needs_items else ""
    expiry = ", an end" if purpose.needs_expiry else ""
    form = purpose.form.value
    yield Line(f"It needs: {form} form, {named}{items}{expiry}.", depth=1, hang=2)
    yield Line(f"If refused: {purpose.if_refused}", depth=1, hang=2)
    if purpose.about.needs_assent:
        assent = "If somebody else decides, a no of the person stops it all the same."
        yield Line(assent, depth=1, hang=2)
    for route, way in purpose.routes.items():
        when = say(way.when, rules)
        yield Line(f"Without consent, {WAYS[route]}: {when}.", depth=1, hang=2)
        yield Line(f"At most: {way.limits}", depth=2, hang=2)
        if way.items:
            items = ", ".join(words(each) for each in way.items)
            yield Line(f"Pass on only: {items}.", depth=2, hang=2)
        yield Line(f"Source: {way.source.sentence}.", Style.QUIET, 2, 2)
    yield Line(f"Source: {purpose.source.sentence}.", Style.QUIET, 1, 2)
