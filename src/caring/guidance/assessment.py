"""
What running returns: the assessment of one protocol, and the advice of an encounter.

Facts are named here and answers are not; nothing in these values prints an answer.
"""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from caring.guidance.actions import Action
from caring.guidance.law import LawReading
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.records import Record
from caring.language.answers import Answers
from caring.language.decisions import Urgency
from caring.language.facts import Fact
from caring.language.results import (
    ConsentDecision,
    LevelOutcome,
    MissingFact,
    Outcome,
    RouteOutcome,
)
from caring.language.windows import TimeLimit
from caring.values.mappings import frozen
from caring.values.quiet import Private
from caring.values.sources import Source
from caring.values.truth import Truth

if TYPE_CHECKING:
    from caring.guidance.candidates import Referred


@attrs.frozen(kw_only=True)
class Assessment(Private):
    """
    The result of one protocol.
    """

    protocol: Protocol = attrs.field(repr=lambda each: each.name)
    applies: Truth = attrs.field(repr=False)
    """Whether the person is surely in, surely outside, or perhaps in its population."""

    outcomes: Mapping[str, Outcome] = attrs.field(converter=frozen, repr=False)
    """The outcome of each decision, by its id."""

    consents: tuple[ConsentDecision, ...] = attrs.field(default=(), repr=False)
    """
    For consent rules: a decision for each purpose and recipient, and for each way
    without consent that is open.
    """

    routes: tuple[RouteOutcome, ...] = attrs.field(default=(), repr=False)
    """For consent rules: whether each way without consent is open."""

    population_missing: tuple[MissingFact, ...] = attrs.field(default=(), repr=False)
    """Silent facts on which ``applies`` hangs."""

    time_limits: tuple[TimeLimit, ...] = attrs.field(default=(), repr=False)
    """
    Until when each need can be met that has a window and whose moment is known. They
    tell that moment, so they are shown only to whoever hands the answers in.
    """

    law: tuple[LawReading, ...] = attrs.field(default=(), repr=False)
    """
    What the law says of what it reads; empty along a pathway, whose advice has it.
    """

    record: Record = attrs.field(repr=False)

    _reasons: Callable[[], Mapping[str, tuple[str, ...]]] = attrs.field(
        repr=False, eq=False
    )

    @property
    def level(self) -> LevelOutcome | None:
        """
        The outcome on its scale, which other protocols read; ``None`` without one.
        """
        decision = self.protocol.level
        found = None if decision is None else self.outcomes[decision.id]
        assert found is None or isinstance(found, LevelOutcome)
        return found

    @property
    def reasons(self) -> Mapping[str, tuple[str, ...]]:
        """
        For each decision a smallest set of facts whose answers give the same bounds.

        Worked out when asked for. Leave any one of them out and the bounds differ;
        among several such sets the choice is always the same.
        """
        return self._reasons()

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """
        Every silent fact that could move some outcome, by name, once.

        Nothing matters outside the population.
        """
        if self.applies is Truth.FALSE:
            return ()
        found: dict[str, MissingFact] = {}
        for outcome in self.outcomes.values():
            for each in outcome.missing:
                if each.is_critical or each.fact not in found:
                    found[each.fact] = each
        found |= {each.fact: each for each in self.population_missing}
        return tuple(found[fact] for fact in sorted(found))

    def to_json(self, answers: Answers | None = None) -> str:
        """
        Write the result as JSON; ``protocols/schema/assessment.json`` says its shape.

        Args:
            answers: Hand the answers in to have them written too. Without them the text
                holds results and names of facts, and no answer.
        """
        from caring.guidance.reports import as_json, assessment_report

        return as_json(assessment_report(self, answers))


class Certainty(enum.Enum):
    """
    How sure it is that something is advised.
    """

    CERTAIN = "certain"
    """No missing answer could take it away."""

    UNTIL_SETTLED = "until_settled"
    """The floor calls for it while the level is not settled."""

    PRECAUTION = "precaution"
    """The need is possible, and waiting could harm."""

    INSTEAD = "instead"
    """Something else is closed, and this can be done in its place."""


@attrs.frozen(kw_only=True, repr=False)
class Reason(Private):
    """
    Why something is advised.
    """

    role: str
    """The role of the protocol in the pathway; its id where it ran alone."""

    decision: str
    result: str
    """The level, need or result that brings it."""

    because: str
    """One sentence for the reader."""

    source: Source | None
    """Where the rule comes from; ``None`` where a floor or a raise calls for it."""

    facts: tuple[str, ...]
    """
    A smallest set of facts whose answers make the rule hold; empty for a floor or a
    raise.
    """


def shared_items(action: Action, consent: ConsentDecision) -> tuple[str, ...]:
    """
    Name what an action may pass on under a consent, and nothing else.

    A consent that lists nothing, because its purpose asks for no list, agrees to what
    the action carries. A way without consent that lists nothing passes nothing on.
    """
    agreed = consent.items if consent.is_route else consent.items or action.carries
    return tuple(each for each in action.carries if each in agreed)


@attrs.frozen(kw_only=True, repr=False)
class Entry(Private):
    """
    One thing to do.
    """

    action: Action
    urgency: Urgency
    certainty: Certainty
    reasons: tuple[Reason, ...]
    consents: tuple[ConsentDecision, ...] = ()
    """
    What its guard rests on: valid consents, each with its recipient, and open ways
    without one, each with its limits.
    """

    deadline: dt.datetime | None = None
    """
    The latest moment that its urgency allows; ``None`` for what has time.

    Where only the day is known it is the earliest moment that this can be, in UTC.
    """

    def passed_on(self, consent: ConsentDecision) -> tuple[str, ...]:
        """
        Name what may be passed on: what the action carries and the consent agrees to.

        Where others here say what, a consent without a list adds nothing to it.
        """
        if not _says_what(consent) and any(_says_what(each) for each in self.consents):
            return ()
        return shared_items(self.action, consent)


def _says_what(consent: ConsentDecision) -> bool:
    return consent.is_route or bool(consent.items)


@attrs.frozen(kw_only=True, repr=False)
class Closed(Private):
    """
    Something a guard needs and does not surely have.
    """

    needs: str
    """What is needed, in a reader's words."""

    truth: Truth
    """``FALSE`` where it surely is not so, ``UNKNOWN`` where it is not known."""


@attrs.frozen(kw_only=True, repr=False)
class Withheld(Private):
    """
    Something that the rules call for and that may not be done now.
    """

    action: Action
    urgency: Urgency
    reasons: tuple[Reason, ...]
    closed_by: tuple[Closed, ...]
    instead: tuple[str, ...]
    """Ids of the actions that are advised in its place."""

    excluded_by: tuple[str, ...] = ()
    """Ids of what is advised and excludes it; empty where only a guard closes it."""


@attrs.frozen(kw_only=True, repr=False)
class Question(Private):
    """
    A fact worth asking for next.
    """

    fact: Fact
    urgency: Urgency
    """Of the most urgent result that the answer could still bring."""

    open_rules: int
    """How many rules hang on it."""


@attrs.frozen(kw_only=True)
class Advice(Private):
    """
    The result of an encounter along a pathway.
    """

    guidance: Guidance = attrs.field(repr=lambda each: each.name)
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    """What to do, most urgent first."""

    withheld: tuple[Withheld, ...] = attrs.field(repr=False)
    """What a guard closes or something else excludes, and what is done instead."""

    next_questions: tuple[Question, ...] = attrs.field(repr=False)
    """What may be asked next, each surely safe to ask now."""

    to_observe: tuple[Question, ...] = attrs.field(repr=False)
    """What staff can note without asking."""

    assessments: Mapping[str, Assessment] = attrs.field(converter=frozen, repr=False)
    """The assessment of each protocol, by its role."""

    law: tuple[LawReading, ...] = attrs.field(default=(), repr=False)
    """What the law says of every parameter that the pathway reads."""

    record: Record = attrs.field(repr=False)

    referrals: "tuple[Referred, ...]" = attrs.field(default=(), repr=False)
    """
    For every need that is acted on and that a service can meet: the services of the
    directory, soonest need first. Empty where no directory was handed in.
    """

    @property
    def actions(self) -> tuple[str, ...]:
        """
        Ids of what is advised, most urgent first.
        """
        return tuple(entry.action.id for entry in self.entries)

    def to_json(self, answers: Answers | None = None) -> str:
        """
        Write the result as JSON; ``protocols/schema/advice.json`` says its shape.

        Args:
            answers: Hand the answers in to have them written too. Without them the text
                holds results and names of facts, and no answer.
        """
        from caring.guidance.reports import advice_report, as_json

        return as_json(advice_report(self, answers))
