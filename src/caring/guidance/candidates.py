"""
Services as candidates for one person: what came out for each, and why.
"""

import enum

import attrs

from caring.guidance.assessment import Certainty, Reason
from caring.guidance.directory import Service
from caring.language.decisions import Urgency
from caring.language.results import FirstOutcome, MissingFact
from caring.values.quiet import Private


class Suitability(enum.Enum):
    """
    What a service is for a person and a need, best first.
    """

    SUITABLE = "suitable"
    ASK_FIRST = "ask_first"
    NOT_SUITABLE = "not_suitable"

    @property
    def rank(self) -> int:
        """
        The place in the order in which candidates are read.
        """
        return list(Suitability).index(self)


@attrs.frozen(kw_only=True, repr=False)
class Candidate(Private):
    """
    One service, judged by itself for one need.
    """

    service: Service
    outcome: FirstOutcome
    """The decision, with its evidence."""

    if_agreed: Suitability
    """What it would be if the person agreed to everything that it asks consent for."""

    reasons: tuple[Reason, ...]
    """What rules it out, or what is not surely so yet; empty where it is suitable."""

    missing: tuple[MissingFact, ...]
    """Facts of the person that could settle it."""

    ask_service: tuple[str, ...]
    """Facts of the service that the directory leaves open: the person is not asked."""

    seek_consent: tuple[str, ...]
    """Purposes for which no consent surely holds towards this service."""

    @property
    def suitability(self) -> Suitability:
        """
        What it is for this person.
        """
        return Suitability(self.outcome.result)

    @property
    def contact(self) -> str | None:
        """
        How to reach it; ``None`` while it is not surely suitable.
        """
        is_suitable = self.suitability is Suitability.SUITABLE
        return self.service.contact if is_suitable else None


@attrs.frozen(kw_only=True, repr=False)
class Referred(Private):
    """
    One need, and the services of the directory that could meet it.
    """

    role: str
    """The role of the protocol that finds the need."""

    need: str
    title: str
    """What a reader sees for the service that is needed."""

    urgency: Urgency
    certainty: Certainty
    candidates: tuple[Candidate, ...]
    """Suitable ones first, those that are soon enough before others; empty if none."""

    instead: tuple[str, ...]
    """Ids of what is advised while none would suit; empty where one would."""

    instead_because: Reason | None
    """Why that is advised; ``None`` where a service would suit."""

    @property
    def none_suitable(self) -> bool:
        """
        Whether no service would surely suit, whatever the person agrees to.

        A no to services that would suit is respected and changes nothing of the care.
        """
        return not any(
            each.if_agreed is Suitability.SUITABLE for each in self.candidates
        )
