"""
What deciding returns: outcomes with bounds, and the evidence for them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.language.conditions import Condition
from caring.language.consent import Decider
from caring.language.decisions import Every, First, Highest, Row
from caring.language.raises import Raise
from caring.language.routes import Route
from caring.language.silence import Silence
from caring.language.validity import Element, Validity
from caring.values.quiet import Private
from caring.values.truth import Truth, all_of


@attrs.frozen(repr=False)
class Evidence(Private):
    """
    The truth of a condition, with the evidence for each part of it.
    """

    condition: Condition
    truth: Truth
    parts: tuple["Evidence", ...] = ()


@attrs.frozen(repr=False)
class RowEvidence(Private):
    """
    The evidence for one row.
    """

    row: Row
    evidence: Evidence

    @property
    def truth(self) -> Truth:
        """
        Whether the row's condition holds.
        """
        return self.evidence.truth


@attrs.frozen(repr=False)
class MissingFact(Private):
    """
    A fact that is silent and could still matter.
    """

    fact: str
    why: Silence
    is_critical: bool = True
    """Whether its silence keeps the result open."""

    may_be_put: bool = True
    """Whether its question may still be put in this encounter."""


@attrs.frozen(kw_only=True, repr=False)
class _Outcome(Private):
    missing: tuple[MissingFact, ...]
    """Every silent fact that could move the result; perhaps too many, never too few."""

    @property
    def is_open(self) -> bool:
        """
        Whether some missing fact may still be asked.

        A result that is neither settled nor open is not a reason to ask again.
        """
        return any(
            each.why is Silence.NOT_ASKED and each.is_critical and each.may_be_put
            for each in self.missing
        )


@attrs.frozen(kw_only=True, repr=False)
class LevelOutcome(_Outcome):
    """
    The result on a scale, as bounds.
    """

    decision: Highest
    rows: tuple[RowEvidence, ...]
    at_least: str
    """The level that surely is reached."""

    at_most: str
    """The highest level that the whole truth could give."""

    floor: str
    """The level to act on at least while the result is not settled."""

    floor_rows: tuple[RowEvidence, ...] = ()
    """Rows that raise the floor while they surely hold."""

    working: str
    """The level to act on: the middle one of ``at_least``, floor and ``at_most``."""

    raises: tuple[Raise, ...] = ()
    """
    The raises that put ``at_least`` above what the rows surely reach; empty where
    nobody raised it, or the rows reach it anyway.
    """

    is_undecided: bool = False
    """
    Whether no answer could change the result although its bounds differ: the rules use
    a fact in both directions, and do not decide.
    """

    @property
    def is_settled(self) -> bool:
        """
        Whether no missing answer could change the level.
        """
        return self.at_least == self.at_most


@attrs.frozen(kw_only=True, repr=False)
class FirstOutcome(_Outcome):
    """
    The result of a table in which the first match wins.
    """

    decision: First
    rows: tuple[RowEvidence, ...]
    possible: tuple[str | None, ...]
    """
    Every result that the whole truth could give, in the order of the rows.

    ``None`` stands for a declared gap.
    """

    result: str | None
    """The result to act on; ``None`` in a declared gap."""

    @property
    def is_settled(self) -> bool:
        """
        Whether all possible rows agree.
        """
        return len(self.possible) == 1


@attrs.frozen(kw_only=True, repr=False)
class EveryOutcome(_Outcome):
    """
    The rows that hold, may hold and do not hold.
    """

    decision: Every
    rows: tuple[RowEvidence, ...]

    def _with(self, truth: Truth) -> tuple[str, ...]:
        return tuple(each.row.result for each in self.rows if each.truth is truth)

    @property
    def certain(self) -> tuple[str, ...]:
        """
        Results whose row surely holds.
        """
        return self._with(Truth.TRUE)

    @property
    def possible(self) -> tuple[str, ...]:
        """
        Results whose row may hold.
        """
        return self._with(Truth.UNKNOWN)

    @property
    def ruled_out(self) -> tuple[str, ...]:
        """
        Results whose row surely does not hold.
        """
        return self._with(Truth.FALSE)

    @property
    def is_settled(self) -> bool:
        """
        Whether no row is merely possible.
        """
        return not self.possible


Outcome: TypeAlias = LevelOutcome | FirstOutcome | EveryOutcome


@attrs.frozen(kw_only=True, repr=False)
class RouteOutcome(Private):
    """
    Whether a way without consent is open for a purpose.
    """

    purpose: str
    route: Route
    truth: Truth
    """Open only where this is surely true."""

    limits: str
    """What may be done at most."""

    items: tuple[str, ...]
    """What may be passed on; empty is nothing."""

    missing: tuple[MissingFact, ...]
    """The silent facts on which its condition hangs."""

    @property
    def is_unknown(self) -> bool:
        """
        Whether it is not known if it is open.
        """
        return self.truth is Truth.UNKNOWN


@attrs.frozen(kw_only=True, repr=False)
class ConsentDecision(Private):
    """
    Whether something may be done for a purpose and towards a recipient.
    """

    purpose: str
    recipient: str | None
    """Who would receive something; ``None`` where no record names anybody."""

    truth: Truth
    """Whether a valid consent is surely there, surely not, or not known."""

    decider: Decider
    """Who may decide."""

    elements: tuple[Element, ...]
    """Every element of validity; empty where there is no record."""

    if_refused: str
    """What goes on all the same."""

    items: tuple[str, ...] = ()
    """
    What was agreed to be passed on, by name; empty where nothing is listed.

    By a route that is no consent: all that may be passed on, and empty is nothing.
    """

    for_anybody: bool = False
    """Whether the purpose names no recipient, so that it speaks whoever receives."""

    route: Route = attrs.field()
    """By which way it may be done now; a route is open only while it surely is."""

    limits: str | None = None
    """What may be done at most by a route that is no consent."""

    @route.default
    def _by_consent_or_not(self) -> Route:
        return Route.CONSENT if self.may_proceed else Route.NONE

    expires_at: dt.datetime | None = None
    """From when on it stands no longer; ``None`` where the record names no end."""

    @property
    def is_refused(self) -> bool:
        """
        Whether it was refused or withdrawn, for this recipient or for all.
        """
        against = {"state", "not_withdrawn", "not_refused_for_all"}
        return any(
            each.name in against and each.truth is Truth.FALSE for each in self.elements
        )

    @property
    def may_proceed(self) -> bool:
        """
        Whether it may be done with consent: only with one that surely holds.

        What a way without consent allows stands in ``route`` and ``limits``.
        """
        return self.truth is Truth.TRUE

    @property
    def is_route(self) -> bool:
        """
        Whether this speaks of a way without consent that is open, and of no record.
        """
        return self.route in {Route.EMERGENCY, Route.LEGAL_DUTY}

    @property
    def validity(self) -> Mapping[Validity, Truth]:
        """
        Say of each of the ten things that make a consent valid whether it holds.

        Where there is no record all are unknown but the one that holds by construction.
        """
        found = {
            part: all_of(
                each.truth for each in self.elements if each.belongs_to is part
            )
            if self.elements
            else Truth.UNKNOWN
            for part in Validity
        }
        return {**found, Validity.UNCONDITIONALITY: Truth.TRUE}

    @property
    def missing(self) -> tuple[str, ...]:
        """
        The elements that do not surely hold.
        """
        if not self.elements:
            return ("record",)
        return tuple(
            each.name for each in self.elements if each.truth is not Truth.TRUE
        )
