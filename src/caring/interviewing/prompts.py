"""
What an interview asks next, whoever shows it.
"""

import enum

import attrs

from caring.language.consent import Purpose
from caring.language.decisions import Urgency
from caring.language.facts import Domain, Fact, Obtained


class Manner(enum.Enum):
    """
    How a prompt is answered.
    """

    LOOK = "look"
    """Staff note what they see; nobody is asked."""

    NOTE = "note"
    """Staff know it, or find it in a record."""

    ASK = "ask"
    """The person is asked."""

    STILL_SAFE = "still_safe"
    """Staff look around before something sensitive is shown."""

    CONSENT = "consent"
    """What came of asking for a consent, one element at a time."""


@attrs.frozen
class Words:
    """
    A short name in the writer's own words, such as that of a service.
    """

    most: int = 80
    """Characters it may have."""

    @property
    def expected(self) -> str:
        """
        What an answer must be, for a message.
        """
        return f"expected a name of up to {self.most} characters, on one line"

    def fits(self, value: object) -> bool:
        """
        Say whether an answer is a name: something is there, and all of it can be read.
        """
        return (
            isinstance(value, str)
            and 0 < len(value.strip()) <= self.most
            and value.isprintable()
        )


@attrs.frozen(kw_only=True)
class Prompt:
    """
    One thing to be answered next.
    """

    manner: Manner
    id: str
    """
    The fact, the name of the gate, or a consent and its element, such as
    ``consent.share_ngo.understood``.
    """

    domain: Domain | Words
    """Which answers are possible; for options their ids."""

    is_sensitive: bool
    """Whether it may be shown only while asking is surely safe."""

    fact: Fact | None = None
    """The fact; ``None`` where no fact is asked for."""

    purpose: Purpose | None = None
    """For a consent, what it is for."""

    element: str | None = None
    """For a consent, which part of the record this is."""

    urgency: Urgency | None = None
    """Of the most urgent result that an answer could still bring, where it is known."""


MANNERS = {Obtained.OBSERVED: Manner.LOOK, Obtained.ASKED: Manner.ASK}
"""How a fact is answered; what is in neither is noted."""
