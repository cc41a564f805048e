"""
What every protocol has, whatever its kind.
"""

import enum
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Self

import attrs

from caring.artefact import digest, wording_digest
from caring.guidance.actions import Action
from caring.guidance.approval import Approval
from caring.guidance.forms import FormField, form_of
from caring.language.conditions import Condition
from caring.language.decisions import Decision, First, Highest
from caring.language.facts import Constraint, Fact, Gate
from caring.values.mappings import FrozenMapping, frozen
from caring.values.marks import LIFE, WORDING


class Status(enum.Enum):
    """
    Where a version stands in its life.
    """

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETIRED = "retired"


@attrs.frozen(kw_only=True)
class Guidance:
    """
    What a protocol and a pathway share: a name, a version, a status.
    """

    kind: ClassVar[str]

    id: str
    """``kind/name``."""

    version: str
    """Three whole numbers, e.g. ``1.0.0``."""

    status: Status = attrs.field(metadata=LIFE)
    title: str = attrs.field(metadata=WORDING)
    purpose: str = attrs.field(metadata=WORDING)
    """What it is for, in a sentence or two."""

    approval: Approval | None = attrs.field(default=None, eq=False, repr=False)
    """
    Under whose approval it was loaded. It belongs to the adopter: it is no part of what
    the guidance means, nor of its digest.
    """

    @property
    def whole(self) -> "tuple[Guidance, ...]":
        """
        Itself, and for a pathway every protocol in it.
        """
        return (self,)

    def under(self, approval: Approval) -> Self:
        """
        Return the same guidance, saying under whose approval it was loaded.
        """
        return attrs.evolve(self, approval=approval)

    @property
    def name(self) -> str:
        """
        Id and version as apps pin them, e.g. ``screening/signs-in-clinic@1.0.0``.
        """
        return f"{self.id}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """
        The SHA-256 of what it means: two that mean the same have the same.
        """
        return digest(self.kind, self)

    @cached_property
    def wording_digest(self) -> str:
        """
        The SHA-256 of its words, in the same order; no rule reads them.
        """
        return wording_digest(self.kind, self)


@attrs.frozen(kw_only=True)
class Protocol(Guidance, ABC):
    """
    One version of one protocol, with the facts and actions it uses.
    """

    population: Condition | None = None
    """Whom it is for; ``None`` is everyone."""

    facts: Mapping[str, Fact] = attrs.field(factory=FrozenMapping, converter=frozen)
    """Every fact that its rules, guards and the asking gate use, sorted by id."""

    actions: Mapping[str, Action] = attrs.field(factory=FrozenMapping, converter=frozen)
    """Every action that it may recommend, sorted by id."""

    constraints: tuple[Constraint, ...] = ()
    gate: Gate | None = None
    """When a sensitive question is safe to ask; ``None`` offers none of them."""

    reads: Mapping[str, tuple[str, ...]] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    """Roles whose level its rules read, with the levels, lowest first."""

    @property
    def form(self) -> tuple[FormField, ...]:
        """
        Every fact that somebody answers, as a field of a form, by id.
        """
        return form_of(self.facts, self.gate)

    @property
    @abstractmethod
    def decisions(self) -> tuple[Decision, ...]:
        """
        The decisions it means, in the order in which they are read.
        """

    @property
    def beside(self) -> tuple[Condition, ...]:
        """
        What it rests on beside its decisions, guards and population.
        """
        return ()

    @property
    def for_each_service(self) -> tuple[First, ...]:
        """
        The decisions that are judged apart, for one service of a directory at a time.
        """
        return ()

    @property
    def level(self) -> Highest | None:
        """
        The decision whose level other protocols read; ``None`` where there is none.
        """
        return None
