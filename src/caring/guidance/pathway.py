"""
A pathway: the order of an encounter, and the exact version of each protocol in it.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Self

import attrs

from caring.guidance.actions import Action
from caring.guidance.approval import Approval
from caring.guidance.consent import ConsentRules
from caring.guidance.forms import FormField, form_of
from caring.guidance.protocol import Guidance, Protocol
from caring.language.facts import Constraint, Fact, Gate
from caring.values.mappings import FrozenMapping
from caring.values.marks import PINNED
from caring.values.sources import Source


@attrs.frozen(kw_only=True)
class Step:
    """
    One protocol, in the role under which others read its level.
    """

    role: str
    protocol: Protocol = attrs.field(metadata=PINNED)


@attrs.frozen(kw_only=True)
class Pathway(Guidance):
    """
    The only thing that puts protocols together.
    """

    kind: ClassVar[str] = "pathway"

    steps: tuple[Step, ...]
    """In order; a protocol reads only the roles before it."""

    source: Source
    entry: tuple[str, ...] = ()
    """Facts whose precautions count even before anything is answered."""

    constraints: tuple[Constraint, ...] = ()
    """What cannot hold together among the facts of all its steps."""

    @property
    def whole(self) -> tuple[Guidance, ...]:
        """
        Itself, and every protocol in it.
        """
        return (self, *(step.protocol for step in self.steps))

    def under(self, approval: Approval) -> Self:
        """
        Return the same pathway, every protocol in it under the approval too.
        """
        steps = tuple(
            attrs.evolve(each, protocol=each.protocol.under(approval))
            for each in self.steps
        )
        return attrs.evolve(self, approval=approval, steps=steps)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """
        Every fact of every step, sorted by id.
        """
        facts = {
            id_: fact
            for step in self.steps
            for id_, fact in step.protocol.facts.items()
        }
        return FrozenMapping(sorted(facts.items()))

    @property
    def form(self) -> tuple[FormField, ...]:
        """
        Every fact that somebody answers, as a field of a form, by id.
        """
        return form_of(self.facts, self.gate)

    @property
    def actions(self) -> Mapping[str, Action]:
        """
        Every action of every step, by id.
        """
        return {
            id_: action
            for step in self.steps
            for id_, action in step.protocol.actions.items()
        }

    @property
    def purposes(self) -> frozenset[str]:
        """
        Every purpose for which some step has consent rules.
        """
        rules = (each.protocol for each in self.steps)
        return frozenset(
            purpose
            for each in rules
            if isinstance(each, ConsentRules)
            for purpose in each.purposes
        )

    @property
    def gate(self) -> Gate | None:
        """
        When a sensitive question is safe to ask.
        """
        gates = (step.protocol.gate for step in self.steps)
        return next((gate for gate in gates if gate is not None), None)
