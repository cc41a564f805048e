"""
Which texts of a protocol people read, and what each is called in a catalogue.

This is the one place that knows which fields of the model are wording.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import singledispatch

from caring.guidance.actions import Action, ActionClass
from caring.guidance.checklist import Checklist
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.measure import Measure
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.referral import (
    OF_EVERY_SERVICE,
    NoneSuitable,
    Precondition,
    Referral,
)
from caring.guidance.safety import Safety
from caring.language.conditions import (
    Condition,
    Given,
    Holds,
    Reaches,
    Score,
    Through,
    facts_in,
    parts,
)
from caring.language.consent import Purpose, WithoutConsent
from caring.language.decisions import Decision, First, Highest, Row
from caring.language.facts import Fact, Gate, Number, Options, Sensitivity
from caring.showing.sentences import SENTENCES, WORDS
from caring.showing.translation import Message, pieces_of
from caring.showing.words import words

OWN = "caring"
"""The catalogue of the library's own words."""

_YES_NO = {"yes", "no"}
_CAREFUL = {Sensitivity.SENSITIVE, Sensitivity.IMMEDIATE_DANGER}


def own_messages() -> Iterator[Message]:
    """
    Walk the library's own words.
    """
    for key, source in SENTENCES.items():
        put_in = ", ".join(each for each in pieces_of(source) if each.startswith("{"))
        about = f"a sentence of the library; keep {put_in}" if put_in else "a sentence"
        yield Message(key=f"own/{key}", domain=OWN, source=source, about=about)
    for id_ in sorted(WORDS):
        about = "a word of the library, said within a sentence"
        yield Message(
            key=key_of_name(id_),
            domain=OWN,
            source=words(id_),
            about=about,
            is_safety=id_ in _YES_NO,
        )


def messages_of(guidance: Guidance) -> Iterator[Message]:
    """
    Walk the texts that people read of a protocol, or of a pathway with its steps.

    The same key may come more than once, with the same text.
    """
    steps = guidance.steps if isinstance(guidance, Pathway) else ()
    yield from _text(guidance, "title", guidance.title, "its title")
    yield from _text(guidance, "purpose", guidance.purpose, "what it is for")
    for step in steps:
        yield from _name(step.role, "a step of a pathway", guidance)
        yield from messages_of(step.protocol)
    if isinstance(guidance, Protocol):
        yield from _of_protocol(guidance)
    if isinstance(guidance, Law):
        for fact in guidance.facts.values():
            yield from _of_fact(fact, False, guidance)


def _of_protocol(protocol: Protocol) -> Iterator[Message]:
    gate = facts_of_gate(protocol.gate)
    for fact in protocol.facts.values():
        yield from _of_fact(fact, fact.id in gate, protocol)
    for action in protocol.actions.values():
        yield from _of_action(action, protocol)
    for decision in protocol.decisions:
        yield from _of_decision(decision, protocol)
    for condition in (*conditions_in(protocol), *_conditions_beside(protocol)):
        yield from _of_condition(condition, protocol)
    yield from _own(protocol)


def facts_of_gate(gate: Gate | None) -> frozenset[str]:
    """
    Name the facts that say whether asking is safe.
    """
    return frozenset() if gate is None else frozenset(facts_in(gate.when))


def key_of_name(id_: str) -> str:
    """
    Say what the name that is read for an id is called in a catalogue.
    """
    return f"word/{id_}" if id_ in WORDS else f"name/{id_}"


def is_plain(option: str, label: str) -> bool:
    """
    Say whether an answer is a bare yes or no, which is translated once for all.
    """
    return option in _YES_NO and label == option


def keys_of_rows(rows: Iterable[Row], within: str) -> Iterator[tuple[str, Row, bool]]:
    """
    Walk the rows with the key of each, and whether only its place tells it from others.

    What is told by its place may be another row's tomorrow.
    """
    listed = tuple(rows)
    how_many = Counter(each.result for each in listed)
    seen: Counter[str] = Counter()
    for each in listed:
        seen[each.result] += 1
        is_one = how_many[each.result] == 1
        place = "" if is_one else f"/{seen[each.result]}"
        yield f"{within}/{each.result}{place}", each, not is_one


def rows_of(decision: Decision, protocol: Protocol) -> Iterator[tuple[str, Row, bool]]:
    """
    Walk the rows of a decision, those of a floor included, as ``keys_of_rows`` does.
    """
    within = f"{protocol.id}/{decision.id}"
    yield from keys_of_rows(decision.rows, within)
    if isinstance(decision, Highest):
        yield from keys_of_rows(decision.floor_rows, f"{within}/floor")


def conditions_in(protocol: Protocol) -> Iterator[Condition]:
    """
    Walk every condition of a protocol that a reader may see.
    """
    for decision in protocol.decisions:
        yield from (row.when for _, row, _ in rows_of(decision, protocol))
    yield from (each.guard for each in protocol.actions.values() if each.guard)
    if protocol.population is not None:
        yield protocol.population


def _conditions_beside(protocol: Protocol) -> Iterator[Condition]:
    """
    Walk the conditions that stand beside a fact, a purpose or a service.
    """
    yield from (
        each.applies_when for each in protocol.facts.values() if each.applies_when
    )
    if isinstance(protocol, ConsentRules):
        for purpose in protocol.purposes.values():
            yield from (way.when for way in purpose.routes.values())
    if isinstance(protocol, Referral):
        yield from (each.suitable_when for each in protocol.preconditions)


def key_of_precondition(each: Precondition, protocol: Protocol) -> str:
    """
    Say what the reason of a precondition is called in a catalogue.
    """
    return f"{protocol.id}/service/{each.id}/because"


def groups_without_service(
    protocol: Referral,
) -> Iterator[tuple[str, tuple[str, ...], NoneSuitable]]:
    """
    Walk what is done while no service suits, with its key and the needs it is for.

    The key is told by the first of the needs.
    """
    met = protocol.none_suitable
    for none in dict.fromkeys(met.values()):
        needs = tuple(need for need, each in met.items() if each == none)
        yield f"{protocol.id}/none_suitable/{needs[0]}/because", needs, none


def _text(
    guidance: Guidance, name: str, source: str, about: str, *, is_strict: bool = False
) -> Iterator[Message]:
    yield Message(
        key=f"{guidance.id}/{name}",
        domain=guidance.id.replace("/", "-"),
        source=source,
        about=about,
        is_strict=is_strict,
        where=guidance.name,
    )


def _name(
    id_: str, about: str, guidance: Guidance, *, is_safety: bool = False
) -> Iterator[Message]:
    if id_ in WORDS:
        return
    yield Message(
        key=key_of_name(id_),
        domain="names",
        source=words(id_),
        about=f"a short name within a sentence: {about}",
        is_safety=is_safety,
        where=guidance.name,
    )


def _of_fact(fact: Fact, is_of_gate: bool, protocol: Guidance) -> Iterator[Message]:
    is_safety = is_of_gate or fact.sensitivity in _CAREFUL
    kind = f"{fact.obtained.value}, {words(fact.sensitivity.value)}"
    texts = {"wording": (fact.wording, f"what is asked or noted ({kind})")}
    if isinstance(fact.domain, Options):
        for option, label in fact.domain.labels.items():
            about = f"an answer to: {fact.wording}"
            if not is_plain(option, label):
                texts[f"option/{option}"] = (label, about)
            yield from _name(option, about, protocol, is_safety=is_safety)
    if isinstance(fact.domain, Number):
        texts["unit"] = (fact.domain.unit, f"the unit of: {fact.wording}")
    for name, (source, about) in texts.items():
        yield Message(
            key=f"fact/{fact.id}/{name}",
            domain="facts",
            source=source,
            about=about,
            is_safety=is_safety,
            where=protocol.name,
        )
    yield from _name(fact.id, fact.wording, protocol, is_safety=is_safety)


def _of_action(action: Action, protocol: Protocol) -> Iterator[Message]:
    is_safety = action.action_class is ActionClass.PROTECTING
    yield Message(
        key=f"action/{action.id}/text",
        domain="actions",
        source=action.text,
        about=f"what to do ({words(action.action_class.value)})",
        is_safety=is_safety,
        where=protocol.name,
    )
    for number, manner in enumerate(action.manner, 1):
        yield Message(
            key=f"action/{action.id}/manner/{number}",
            domain="actions",
            source=manner,
            about=f"how it is done: {action.text}",
            is_strict=True,
            is_safety=is_safety,
            where=protocol.name,
        )
    yield from _name(action.id, action.text, protocol, is_safety=is_safety)
    for item in action.carries:
        yield from _name(item, f"what is passed on by: {action.text}", protocol)


def _of_decision(decision: Decision, protocol: Protocol) -> Iterator[Message]:
    yield from _name(decision.id, "what is decided", protocol)
    results = [row.result for row in decision.rows]
    results += decision.scale if isinstance(decision, Highest) else ()
    if isinstance(decision, First):
        results += [decision.unsettled, *filter(None, [decision.otherwise])]
        if decision.gap is not None:
            yield from _text(protocol, f"{decision.id}/gap", decision.gap, "a gap")
    for result in () if isinstance(protocol, Checklist) else dict.fromkeys(results):
        yield from _name(result, f"a result of {words(decision.id)}", protocol)
    if not _rows_are_read(decision, protocol):
        return
    for key, row, is_strict in rows_of(decision, protocol):
        within = key.removeprefix(f"{protocol.id}/")
        about = f"why the result is {words(row.result)}"
        name = f"{within}/because"
        yield from _text(protocol, name, row.because, about, is_strict=is_strict)
        if row.title is not None:
            about = f"what is shown for {words(row.result)}"
            name = f"{within}/title"
            yield from _text(protocol, name, row.title, about, is_strict=is_strict)


def _rows_are_read(decision: Decision, protocol: Protocol) -> bool:
    """
    Points and purposes say by themselves what their rows would repeat.
    """
    if isinstance(protocol, ConsentRules):
        return decision.id in protocol.deciders
    return not isinstance(protocol, Checklist)


def _of_condition(condition: Condition, protocol: Protocol) -> Iterator[Message]:
    match condition:
        case Holds(finding):
            yield from _name(finding, "something found out from answers", protocol)
        case Score(name):
            yield from _name(name, "a sum of points", protocol)
        case Reaches(role, _, level):
            yield from _name(role, "another protocol of the pathway", protocol)
            yield from _name(level, f"a level of {words(role)}", protocol)
        case Given(purpose) | Through(purpose):
            yield from _name(purpose, "what a consent is for", protocol)
        case _:
            pass
    for part in parts(condition):
        yield from _of_condition(part, protocol)


@singledispatch
def _own(protocol: Protocol) -> Iterator[Message]:  # noqa: ARG001 - most have no more
    return iter(())


@_own.register
def _(protocol: ConsentRules) -> Iterator[Message]:
    for purpose in protocol.purposes.values():
        within = f"purpose/{purpose.id}"
        yield from _name(purpose.id, purpose.title, protocol)
        yield from _text(protocol, f"{within}/title", purpose.title, "a purpose")
        about = f"why a consent is needed: {purpose.title}"
        yield from _text(protocol, f"{within}/because", purpose.because, about)
        about = f"what goes on when the person says no: {purpose.title}"
        yield from _text(protocol, f"{within}/if_refused", purpose.if_refused, about)
        for item in purpose.tell:
            yield from _name(item, f"what is told before: {purpose.title}", protocol)
        for route, way in purpose.routes.items():
            yield from _of_way(f"{within}/{route.value}", way, purpose, protocol)


def _of_way(
    within: str, way: WithoutConsent, purpose: Purpose, protocol: ConsentRules
) -> Iterator[Message]:
    about = f"what may be done at most without consent: {purpose.title}"
    yield from _text(protocol, f"{within}/limits", way.limits, about, is_strict=True)
    about = f"why there is a way without consent: {purpose.title}"
    yield from _text(protocol, f"{within}/because", way.because, about)
    for item in way.items:
        yield from _name(item, f"what may be passed on: {purpose.title}", protocol)


@_own.register
def _(protocol: Referral) -> Iterator[Message]:
    if not protocol.none_suitable:
        return
    for each in (*OF_EVERY_SERVICE, *protocol.preconditions):
        yield from _name(each.id, "what a service must be like", protocol)
    for each in protocol.preconditions:
        name = f"service/{each.id}/because"
        about = f"why a service is asked: {words(each.id)}"
        yield from _text(protocol, name, each.because, about)
    for key, needs, none in groups_without_service(protocol):
        about = f"why this is done without a service: {', '.join(map(words, needs))}"
        yield from _text(
            protocol, key.removeprefix(f"{protocol.id}/"), none.because, about
        )


@_own.register
def _(protocol: Safety) -> Iterator[Message]:
    for number, event in enumerate(protocol.reassess_when, 1):
        name, about = f"reassess/{number}", "when it is to be assessed anew"
        yield from _text(protocol, name, event, about, is_strict=True)


@_own.register
def _(protocol: Measure) -> Iterator[Message]:
    rule = protocol.missing_items
    if rule is not None:
        about = "the publisher's rule for missing items"
        yield from _text(protocol, "missing_items/because", rule.because, about)


@_own.register
def _(protocol: Checklist) -> Iterator[Message]:
    for point in protocol.points:
        about = f"a point of the list ({point.kind})"
        yield from _text(protocol, f"point/{point.id}", point.text, about)
