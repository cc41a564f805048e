"""
A protocol as a text that a clinician or a lawyer can review.
"""

from collections.abc import Iterator

from caring.guidance.actions import Action
from caring.guidance.checklist import Checklist
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.conditions import Condition, Holds, parts
from caring.language.decisions import Decision, First, Highest, Row
from caring.language.facts import Fact
from caring.showing.conditions import answers_to, say
from caring.showing.kinds import manner_lines, own_lines, section, source_line
from caring.showing.law import law_lines
from caring.showing.lines import Line, Style
from caring.showing.messages import conditions_in, keys_of_rows
from caring.showing.results import heading
from caring.showing.translation import Translation
from caring.showing.wording import Wording


def protocol_lines(
    guidance: Guidance, locale: Translation | None = None
) -> Iterator[Line]:
    """
    Show what a protocol, pathway or law says: rules with reasons, facts and actions.
    """
    w = Wording(guidance, locale)
    yield from heading(guidance, w)
    yield Line(w.of(guidance, "purpose", guidance.purpose))
    if isinstance(guidance, Pathway):
        yield from _pathway(guidance, w)
    if isinstance(guidance, Protocol):
        yield from _protocol(guidance, w)
    if isinstance(guidance, Law):
        yield from law_lines(guidance, w)


def _pathway(pathway: Pathway, w: Wording) -> Iterator[Line]:
    yield source_line(pathway.source, w, 0)
    yield from section(w.own("steps"))
    for step in pathway.steps:
        title = f"{w.title(step.protocol)} ({step.protocol.name})"
        yield Line(f"- {w.name(step.role)}: {title}", depth=1, hang=2)


def _protocol(protocol: Protocol, w: Wording) -> Iterator[Line]:
    whom = w.own("everyone")
    if protocol.population is not None:
        whom = say(protocol.population, protocol, w)
    yield Line(w.own("for", whom=whom), hang=2)
    if not isinstance(protocol, Checklist):
        yield from _decisions(protocol, w)
    yield from own_lines(protocol, w)
    yield from _findings(protocol, w)
    yield from section(w.own("facts"))
    for fact in protocol.facts.values():
        yield from _fact(fact, protocol, w)
    if protocol.actions:
        yield from section(w.own("actions"))
        for action in protocol.actions.values():
            yield from _action(action, protocol, w)


def _decisions(protocol: Protocol, w: Wording) -> Iterator[Line]:
    for decision in protocol.decisions:
        if not isinstance(protocol, ConsentRules) or decision.id in protocol.deciders:
            yield from _decision(decision, protocol, w)


def _decision(decision: Decision, protocol: Protocol, w: Wording) -> Iterator[Line]:
    name, policy = w.name(decision.id), _policy(decision, w)
    within = f"{protocol.id}/{decision.id}"
    yield from section(w.own("decision", name=name, policy=policy))
    yield from _rows(decision.rows, within, protocol, w)
    if isinstance(decision, Highest):
        yield Line(w.own("floor", level=w.name(decision.floor)), depth=1, hang=2)
        yield from _rows(decision.floor_rows, f"{within}/floor", protocol, w)
    if isinstance(decision, First):
        yield Line(f"- {_otherwise(decision, within, w)}", depth=1, hang=2)
        until = w.own("while-unsettled", result=w.name(decision.unsettled))
        yield Line(until, depth=1, hang=2)
    for result, actions in decision.actions.items():
        called = w.own("calls-for", result=w.name(result), actions=w.names(actions))
        yield Line(called, depth=1, hang=2)


def _otherwise(decision: First, within: str, w: Wording) -> str:
    if decision.otherwise is not None:
        return w.own("otherwise", result=w.name(decision.otherwise))
    return w.own("otherwise-none", gap=w.text(f"{within}/gap", decision.gap or ""))


def _policy(decision: Decision, w: Wording) -> str:
    if isinstance(decision, Highest):
        return w.own("policy/highest", levels=w.names(decision.scale))
    return w.own("policy/first" if isinstance(decision, First) else "policy/every")


def _rows(
    rows: tuple[Row, ...], within: str, protocol: Protocol, w: Wording
) -> Iterator[Line]:
    for key, row, _ in keys_of_rows(rows, within):
        title = w.text(f"{key}/title", row.title) if row.title else w.name(row.result)
        when = say(row.when, protocol, w)
        said = w.own("row", title=title, condition=when)
        if row.urgency is not None:
            soon = w.own(f"soon/{row.urgency.value}")
            said = w.own("row-soon", title=title, soon=soon, condition=when)
        yield Line(f"- {said}", depth=1, hang=2)
        yield Line(w.text(f"{key}/because", row.because), depth=2, hang=2)
        yield source_line(row.source, w, 2)
        if row.window is not None:
            moment = w.name(row.window.since)
            limit = w.own("row-window", hours=row.window.hours, moment=moment)
            yield Line(limit, depth=2, hang=2)
            yield source_line(row.window.source, w, 2)


def _findings(protocol: Protocol, w: Wording) -> Iterator[Line]:
    """
    Say what the named conditions mean, each once.
    """
    named: dict[str, Condition] = {}
    for condition in conditions_in(protocol):
        named |= dict(_named(condition))
    if named:
        yield from section(w.own("names"))
    for name, condition in sorted(named.items()):
        text = f"- {w.name(name)}: {say(condition, protocol, w)}"
        yield Line(text, depth=1, hang=2)


def _named(condition: Condition) -> Iterator[tuple[str, Condition]]:
    if isinstance(condition, Holds):
        yield condition.finding, condition.condition
    for part in parts(condition):
        yield from _named(part)


def _fact(fact: Fact, protocol: Protocol, w: Wording) -> Iterator[Line]:
    yield Line(f"- {w.name(fact.id)}: {w.fact(fact)}", depth=1, hang=2)
    how = w.names((fact.obtained.value, fact.sensitivity.value))
    if fact.applies_when is not None:
        where = say(fact.applies_when, protocol, w)
        how = w.own("only-where", how=how, condition=where)
    yield Line(f"({how}; {answers_to(fact, w)})", Style.QUIET, 2, 2)


def _action(action: Action, protocol: Protocol, w: Wording) -> Iterator[Line]:
    yield Line(f"- {w.name(action.id)}: {w.action(action)}", depth=1, hang=2)
    how = (
        f"{w.name(action.action_class.value)}, {w.own(f'soon/{action.urgency.value}')}"
    )
    if action.guard is not None:
        guard = say(action.guard, protocol, w)
        how = w.own("only-while", how=how, condition=guard)
    if action.channels:
        ways = w.names(each.value for each in action.channels)
        how = w.own("by-way", how=how, ways=ways)
    if action.excludes:
        how = w.own("never-with", how=how, actions=w.names(action.excludes))
    if action.instead:
        how = w.own("or-else", how=how, actions=w.names(action.instead))
    yield Line(f"({how})", Style.QUIET, 2, 2)
    yield from manner_lines(action, w)
