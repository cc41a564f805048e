"""
A protocol as a text that a clinician or a lawyer can review.
"""

from collections.abc import Iterable, Iterator

from caring.guidance.actions import Action
from caring.guidance.checklist import Checklist
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.conditions import Condition, Holds, parts
from caring.language.decisions import Decision, First, Highest, Row, conditions_of
from caring.language.facts import Fact
from caring.showing.kinds import own_lines, section
from caring.showing.law import law_lines
from caring.showing.lines import Line, Style
from caring.showing.results import heading
from caring.showing.words import SOON, answers_to, say, words


def protocol_lines(guidance: Guidance) -> Iterator[Line]:
    """
    Show what a protocol, pathway or law says: rules with reasons, facts and actions.
    """
    yield from heading(guidance)
    yield Line(guidance.purpose)
    if isinstance(guidance, Pathway):
        yield from _pathway(guidance)
    if isinstance(guidance, Protocol):
        yield from _protocol(guidance)
    if isinstance(guidance, Law):
        yield from law_lines(guidance)


def _pathway(pathway: Pathway) -> Iterator[Line]:
    yield Line(f"Source: {pathway.source.sentence}.", Style.QUIET, 0, 2)
    yield from section("Steps")
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
    if not isinstance(protocol, Checklist):
        yield from _decisions(protocol)
    yield from own_lines(protocol)
    yield from _findings(protocol)
    yield from section("Facts")
    for fact in protocol.facts.values():
        yield from _fact(fact, protocol)
    if protocol.actions:
        yield from section("Actions")
        for action in protocol.actions.values():
            yield from _action(action, protocol)


def _decisions(protocol: Protocol) -> Iterator[Line]:
    for decision in protocol.decisions:
        if not isinstance(protocol, ConsentRules) or decision.id in protocol.deciders:
            yield from _decision(decision, protocol)


def _decision(decision: Decision, protocol: Protocol) -> Iterator[Line]:
    yield from section(f"{words(decision.id)} ({_policy(decision)})")
    for row in decision.rows:
        yield from _row(row, protocol)
    if isinstance(decision, Highest):
        text = f"While not settled, act on {words(decision.floor)} at least."
        yield Line(text, depth=1, hang=2)
        for row in decision.floor_rows:
            yield from _row(row, protocol)
    if isinstance(decision, First):
        last = words(decision.otherwise or "") or f"no result: {decision.gap}"
        yield Line(f"- otherwise: {last}", depth=1, hang=2)
        yield Line(f"While not settled: {words(decision.unsettled)}.", depth=1, hang=2)
    for result, actions in decision.actions.items():
        listed = ", ".join(words(each) for each in actions)
        yield Line(f"{words(result)} calls for: {listed}.", depth=1, hang=2)


def _policy(decision: Decision) -> str:
    if isinstance(decision, Highest):
        return f"the highest of {', '.join(words(each) for each in decision.scale)}"
    return "the first that holds" if isinstance(decision, First) else "each that holds"


def _row(row: Row, protocol: Protocol) -> Iterator[Line]:
    urgency = f" ({SOON[row.urgency]})" if row.urgency else ""
    title = row.title or words(row.result)
    when = say(row.when, protocol)
    yield Line(f"- {title}{urgency} when {when}", depth=1, hang=2)
    yield Line(row.because, depth=2, hang=2)
    yield Line(f"Source: {row.source.sentence}.", Style.QUIET, 2, 2)


def _findings(protocol: Protocol) -> Iterator[Line]:
    """
    Say what the named conditions mean, each once.
    """
    named: dict[str, Condition] = {}
    for condition in _conditions(protocol):
        named |= dict(_named(condition))
    if named:
        yield from section("What the names stand for")
    for name, condition in sorted(named.items()):
        text = f"- {words(name)}: {say(condition, protocol)}"
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


def _fact(fact: Fact, protocol: Protocol) -> Iterator[Line]:
    yield Line(f"- {words(fact.id)}: {fact.wording}", depth=1, hang=2)
    how = f"{fact.obtained.value}, {words(fact.sensitivity.value)}"
    if fact.applies_when is not None:
        how = f"{how}; only where {say(fact.applies_when, protocol)}"
    yield Line(f"({how}; {answers_to(fact)})", Style.QUIET, 2, 2)


def _action(action: Action, protocol: Protocol) -> Iterator[Line]:
    yield Line(f"- {words(action.id)}: {action.text}", depth=1, hang=2)
    how = f"{words(action.action_class.value)}, {SOON[action.urgency]}"
    if action.guard is not None:
        how = f"{how}; only while {say(action.guard, protocol)}"
    if action.channels:
        how = f"{how}; way: {_named_in_words(each.value for each in action.channels)}"
    if action.excludes:
        how = f"{how}; never together with {_named_in_words(action.excludes)}"
    if action.instead:
        how = f"{how}; or else {_named_in_words(action.instead)}"
    yield Line(f"({how})", Style.QUIET, 2, 2)
    for manner in action.manner:
        yield Line(f"How: {manner}", depth=2, hang=2)


def _named_in_words(ids: Iterable[str]) -> str:
    return ", ".join(words(each) for each in ids)
