"""
What the rules of a protocol call for, and when; no guard is looked at here.
"""

from collections.abc import Iterator

import attrs

from caring.guidance.actions import Action
from caring.language.conditions import facts_in
from caring.language.decisions import Urgency
from caring.rails.decided import Rows, Scale, Table
from caring.rails.encode import EncodedProtocol
from caring.rails.formula import NEVER, Formula, both, either, negated
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Call:
    """
    An action that one rule calls for, and when.
    """

    action: Action
    urgency: Urgency
    when: Formula
    span: Span | None
    """Where the rule stands."""


def calls(
    protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    """
    Walk the actions that the rules of a protocol call for.

    Args:
        protocol: The protocol.
        begun: When something was answered.
        entry: Facts whose precautions count even before anything is answered.
    """
    for found in protocol.decisions.values():
        match found:
            case Scale():
                yield from _of_scale(found, protocol, begun, entry)
            case Table():
                yield from _of_table(found, protocol, begun)
            case Rows():
                yield from _of_rows(found, protocol, begun, entry)


def _of_scale(
    scale: Scale, protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    """
    A level brings its actions up to the one that is acted on.

    While it is not known whom the protocol is for, that is a precaution.
    """
    for level in scale.decision.scale:
        for id_ in scale.decision.actions.get(level, ()):
            action = protocol.protocol.actions[id_]
            when = protocol.applies.true
            if action.action_class.is_unguarded:
                first = _on_entry(scale, level, entry)
                when = either(
                    when, both(protocol.applies.unknown, either(begun, first))
                )
            yield Call(
                action=action,
                urgency=action.urgency,
                when=both(scale.working[level], when),
                span=scale.span(level),
            )


def _on_entry(scale: Scale, level: str, entry: frozenset[str]) -> Formula:
    """
    When a rule about an entry fact is what brings a level before anything is answered.
    """
    place = scale.decision.scale.index
    if not entry:
        return NEVER
    found: list[Formula] = []
    pairs = list(zip(scale.decision.rows, scale.rows, strict=True))
    for row, each in pairs:
        if entry & facts_in(row.when) and place(row.result) >= place(level):
            # What a person raises is no row: the highest row is the one that counts.
            above = (
                negated(one.true)
                for other, one in pairs
                if place(other.result) > place(row.result)
            )
            found.append(both(each.true, *above))
    if place(level) > place(scale.decision.floor):
        on_floor = zip(scale.decision.floor_rows, scale.floor_rows, strict=True)
        found += [
            both(each.true, negated(scale.reached[level].true))
            for row, each in on_floor
            if entry & facts_in(row.when) and place(row.result) >= place(level)
        ]
    return either(*found)


def _of_table(
    table: Table, protocol: EncodedProtocol, begun: Formula
) -> Iterator[Call]:
    for result, ids in table.decision.actions.items():
        for id_ in ids:
            action = protocol.protocol.actions[id_]
            perhaps = both(protocol.applies.unknown, begun)
            unguarded = action.action_class.is_unguarded
            applies = protocol.applies.true
            yield Call(
                action=action,
                urgency=action.urgency,
                when=both(
                    table.gives(result),
                    either(applies, perhaps) if unguarded else applies,
                ),
                span=table.decision.rows[0].span if table.decision.rows else None,
            )


def _of_rows(
    rows: Rows, protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    found = zip(rows.decision.rows, rows.rows, rows.acts, strict=True)
    for row, each, acts in found:
        for id_ in rows.decision.actions.get(row.result, ()):
            action = protocol.protocol.actions[id_]
            when = both(protocol.applies.true, each.true)
            if action.action_class.is_unguarded:
                held = either(each.true, acts)
                inside = negated(protocol.applies.false)
                when = (
                    either(when, both(inside, held))
                    if entry & facts_in(row.when)
                    else either(when, both(inside, held, begun))
                )
            yield Call(
                action=action,
                urgency=row.urgency or action.urgency,
                when=when,
                span=row.span,
            )
