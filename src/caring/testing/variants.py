"""
Guidance changed in one place, for tests that have to notice.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.decisions import Decision, Every, First, Highest


def variants(
    guidance: Protocol | Pathway,
) -> Iterator[tuple[str, Protocol | Pathway]]:
    """
    Change guidance in one place at a time, and say which.

    One row is lost, a floor is another level, everybody is in the population, a
    constraint is lost, or a fact always applies. What a protocol keeps in other fields
    than decisions, such as the items of a measure, is not touched.
    """
    if isinstance(guidance, Protocol):
        yield from _of_protocol(guidance)
        return
    for n, step in enumerate(guidance.steps):
        for said, changed in _of_protocol(step.protocol):
            steps = list(guidance.steps)
            steps[n] = attrs.evolve(step, protocol=changed)
            yield f"{step.role}: {said}", attrs.evolve(guidance, steps=tuple(steps))


def _of_protocol(protocol: Protocol) -> Iterator[tuple[str, Protocol]]:
    for field in attrs.fields(type(protocol)):
        for said, value in _changed(getattr(protocol, field.name)):
            changes: dict[str, Any] = {field.name: value}
            yield said, attrs.evolve(protocol, **changes)
    if protocol.population is not None:
        yield "whom it is for", attrs.evolve(protocol, population=None)
    for each in protocol.constraints:
        kept = tuple(one for one in protocol.constraints if one != each)
        yield f"constraint `{each.id}`", attrs.evolve(protocol, constraints=kept)
    for fact in protocol.facts.values():
        if fact.applies_when is not None:
            facts = {**protocol.facts, fact.id: attrs.evolve(fact, applies_when=None)}
            yield f"when `{fact.id}` applies", attrs.evolve(protocol, facts=facts)


def _changed(value: object) -> Iterator[tuple[str, object]]:
    """
    Change the decisions in a field; another field has none.
    """
    if isinstance(value, Decision):
        yield from _decision(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if isinstance(each, Decision):
                for said, changed in _decision(each):
                    yield said, {**value, name: changed}


def _decision(decision: Highest | First | Every) -> Iterator[tuple[str, Decision]]:
    for n, row in enumerate(decision.rows):
        kept = decision.rows[:n] + decision.rows[n + 1 :]
        yield f"row `{row.id}` of `{decision.id}`", attrs.evolve(decision, rows=kept)
    if isinstance(decision, Highest):
        for level in decision.scale[1:]:
            if level != decision.floor:
                changed = attrs.evolve(decision, floor=level)
                yield f"the floor of `{decision.id}`", changed
