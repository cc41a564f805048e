"""
What has to be shown for a guarantee: it speaks of something, and nothing breaks it.
"""

import attrs

from caring.proving.formula import Formula
from caring.values.mappings import FrozenMapping
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Check:
    """
    Something for which there must be no answers at all.
    """

    broken: Formula
    says: str
    """What would be so then, in plain words."""

    span: Span | None = None
    """Where the rule stands that breaks it, as near as can be said."""


@attrs.frozen(kw_only=True)
class Obligation:
    """
    What has to be shown for one guarantee, or for a part of it.
    """

    reached: Formula
    """Where it has something to say; answers must be found for it, as a witness."""

    checks: tuple[Check, ...]
    twins: FrozenMapping[str, str] = FrozenMapping()
    """For two runs: each variable of the second, and that of the first it is like."""

    assumed: tuple[Formula, ...] = ()
    """What is assumed beside what answers may be given together."""

    read: int = 0
    """How many things were shown by reading the rules, so that no solver is asked."""
