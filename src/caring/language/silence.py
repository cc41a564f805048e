"""
The ways of not knowing an answer; none of them is a no.
"""

import enum


class Silence(enum.Enum):
    """
    Why a fact has no answer.
    """

    NOT_ASKED = "not_asked"
    """Nobody has asked yet, or the answer has grown old."""

    DECLINED = "declined"
    """The person chose not to answer, which is a complete answer."""

    DOES_NOT_KNOW = "does_not_know"
    """The person was asked and does not know."""

    UNSAFE_TO_ASK = "unsafe_to_ask"
    """Asking could have put somebody in danger."""


RECORDED = (Silence.DECLINED, Silence.DOES_NOT_KNOW, Silence.UNSAFE_TO_ASK)
"""The silences that somebody writes down, and that a condition can test."""


class Inapplicable(enum.Enum):
    """
    The fact cannot arise; this follows from other answers and is no silence.
    """

    NOT_APPLICABLE = "not_applicable"


NOT_APPLICABLE = Inapplicable.NOT_APPLICABLE
