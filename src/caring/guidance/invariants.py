"""
Invariants: what must never, or must always, hold of an encounter, whatever the answers.

A claim is a value in a closed language, so that a person can read it, a test can hold
an encounter to it, and a prover can hold all encounters to it.
"""

from typing import TypeAlias

import attrs

from caring.guidance.actions import ActionClass
from caring.language.conditions import Condition
from caring.language.decisions import Urgency
from caring.language.facts import Sensitivity
from caring.values.sources import Source
from caring.values.spans import Span
from caring.values.truth import Truth


@attrs.frozen
class Surely:
    """
    A condition on answers, levels and consents surely holds.

    What is unknown does not surely hold, and neither does what is surely not so.
    """

    condition: Condition


@attrs.frozen
class Advised:
    """
    This action is advised, for whatever reason.
    """

    action: str


@attrs.frozen(kw_only=True)
class Some:
    """
    Advice of some kind; what is left out is not asked about.
    """

    actions: frozenset[str] = frozenset()
    classes: frozenset[ActionClass] = frozenset()
    urgency: Urgency | None = None
    without_consent: bool = False
    """Only what is advised although no valid consent stands behind it."""


@attrs.frozen
class SomeAdvised:
    """
    Some action of this kind is advised.
    """

    which: Some


@attrs.frozen
class Withheld:
    """
    The rules call for this action, and its guard closes it.
    """

    action: str


@attrs.frozen
class Offered:
    """
    This fact is among the next questions.
    """

    fact: str


@attrs.frozen
class SomeOffered:
    """
    Some fact of these classes is among the next questions.
    """

    classes: frozenset[Sensitivity]


@attrs.frozen(kw_only=True)
class LevelIs:
    """
    The level of a protocol; everything that is given has to be so.

    Outside the protocol's population nothing is so, and ``at_least`` only where the
    person surely is inside.
    """

    role: str | None
    """The protocol's role in the pathway; ``None`` for a protocol by itself."""

    at_least: str | None = None
    """It surely reaches this level."""

    at_most: str | None = None
    """No missing answer could raise it above this level."""

    working: str | None = None
    """This is the level to act on."""

    settled: bool | None = None


@attrs.frozen
class NeedIs:
    """
    A need is certain, ``TRUE``, possible, ``UNKNOWN``, or ruled out, ``FALSE``.
    """

    role: str | None
    need: str
    stands: Truth


@attrs.frozen
class TableGives:
    """
    A first-match table gives this result to act on.
    """

    role: str | None
    table: str
    result: str


@attrs.frozen
class EitherOf:
    """
    One or more of these statements are so.
    """

    statements: tuple["Statement", ...]


Part: TypeAlias = (
    Surely
    | Advised
    | SomeAdvised
    | Withheld
    | Offered
    | SomeOffered
    | LevelIs
    | NeedIs
    | TableGives
    | EitherOf
)


@attrs.frozen
class Statement:
    """
    Something that is so, or is not so, in an encounter: all of its parts are.
    """

    parts: tuple[Part, ...]
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Must:
    """
    Where ``when`` is so, each of ``always`` is so too, and none of ``never``.
    """

    when: Statement | None = None
    """``None`` is in every encounter."""

    always: tuple[Statement, ...] = ()
    never: tuple[Statement, ...] = ()


@attrs.frozen(kw_only=True)
class Same:
    """
    Two encounters that differ only in these facts and consents get the same advice.

    Compared are actions and how soon; what stands only in place of something closed is
    left out. The claim speaks of pairs in both of which ``when`` is so and something
    was answered; before that no precaution fires.
    """

    when: Statement | None = None
    facts: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    """Purposes."""

    advice: Some


Claim: TypeAlias = Must | Same


@attrs.frozen(kw_only=True)
class Invariant:
    """
    A claim about one version of a protocol or pathway, with the reason for it.
    """

    id: str
    of: str
    """``kind/name@version``."""

    says: str
    """The claim as a sentence."""

    because: str
    source: Source
    claim: Claim
    span: Span | None = attrs.field(default=None, eq=False, repr=False)
