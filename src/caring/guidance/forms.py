"""
A protocol's facts as the fields of a form: what to show, whom to ask, and when not to.
"""

from collections.abc import Mapping

import attrs

from caring.language.answers import Origin
from caring.language.conditions import Condition
from caring.language.facts import (
    Fact,
    Gate,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
    Time,
)
from caring.values.mappings import FrozenMapping, frozen


@attrs.frozen(kw_only=True)
class FormField:
    """
    One fact that somebody answers, with what a form needs to show it.

    A form that shows every field at once asks too much too early: what may be asked
    now, and in which order, is in ``Advice.next_questions``.
    """

    id: str
    """The name under which its answer is handed in."""

    type: str
    """``yes_no``, ``choice``, ``count``, ``quantity`` or ``moment``."""

    wording: str
    """The question, or for what is observed the statement to note."""

    options: Mapping[str, str] = attrs.field(default=FrozenMapping(), converter=frozen)
    """Each option and what a reader sees; empty for numbers and moments."""

    unit: str | None = None
    """What is counted or measured; ``None`` where nothing is."""

    at_least: int | None = None
    """The least possible number, included."""

    at_most: int | None = None
    """The greatest possible number, included."""

    by_the_hour: bool = False
    """For a moment, whether the hour is meant; the day alone is taken too."""

    obtained: Obtained
    """How it comes to be known."""

    asked_of: Origin
    """Who is to be asked: the patient, or the staff, who see it or look it up."""

    sensitivity: Sensitivity
    """How careful one has to be in asking."""

    only_when_safe: bool
    """Whether it is asked only while the gate surely holds; without a gate never."""

    gate: Gate | None = None
    """What must surely hold before it is asked; ``None`` where nothing has to."""

    applies_when: Condition | None = None
    """Where this is surely false, leave the field out; ``None`` always applies."""

    lasts: Lasting | int
    """How long an answer stands; a number is whole hours."""


def form_of(facts: Mapping[str, Fact], gate: Gate | None) -> tuple[FormField, ...]:
    """
    Turn the facts that somebody answers into fields, by id.
    """
    return tuple(
        _field(facts[id_], gate) for id_ in sorted(facts) if facts[id_].is_answered
    )


def _field(fact: Fact, gate: Gate | None) -> FormField:
    binds = frozenset(Sensitivity) - {Sensitivity.OPEN} if gate is None else gate.binds
    only_when_safe = fact.sensitivity in binds
    is_asked = fact.obtained is Obtained.ASKED
    blank = FormField(
        id=fact.id,
        type=fact.domain.type,
        wording=fact.wording,
        obtained=fact.obtained,
        asked_of=Origin.PATIENT if is_asked else Origin.STAFF,
        sensitivity=fact.sensitivity,
        only_when_safe=only_when_safe,
        gate=gate if only_when_safe else None,
        applies_when=fact.applies_when,
        lasts=fact.lasts,
    )
    match fact.domain:
        case Options(labels=labels):
            return attrs.evolve(blank, options=labels)
        case Number(unit=unit, at_least=least, at_most=most):
            return attrs.evolve(blank, unit=unit, at_least=least, at_most=most)
        case Time(by_the_hour=by_the_hour):
            return attrs.evolve(blank, by_the_hour=by_the_hour)
