"""
What may be recommended, and the guard each recommendation carries.
"""

import enum

import attrs

from caring.language.conditions import Condition
from caring.language.decisions import Urgency
from caring.values.marks import WORDING
from caring.values.sources import Source
from caring.values.spans import Span


class ActionClass(enum.Enum):
    """
    What an action does to a person; the first two are never closed by a guard.
    """

    PROTECTING = "protecting"
    CARE = "care"
    ASKING = "asking"
    EXAMINING = "examining"
    SHARING = "sharing"
    REPORTING = "reporting"
    HANDING_OVER = "handing_over"

    @property
    def rank(self) -> int:
        """
        The place in the order in which equally urgent actions are read.
        """
        return list(ActionClass).index(self)

    @property
    def is_unguarded(self) -> bool:
        """
        Whether nothing may close actions of this class.
        """
        return self in {ActionClass.PROTECTING, ActionClass.CARE}

    def outranks(self, other: "ActionClass") -> bool:
        """
        Say whether this class may exclude another: protecting, then care, then others.

        >>> ActionClass.PROTECTING.outranks(ActionClass.CARE)
        True
        >>> ActionClass.ASKING.outranks(ActionClass.SHARING)
        False
        """
        return self.is_unguarded and self.rank < other.rank


class Channel(enum.Enum):
    """
    By which way an action reaches the person.
    """

    IN_PERSON = "in_person"
    CLINIC_PHONE = "clinic_phone"
    INTERPRETER = "interpreter"
    PATIENT_PHONE = "patient_phone"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    POST = "post"
    PORTAL = "portal"
    ON_PAPER = "on_paper"

    @property
    def is_exposed(self) -> bool:
        """
        Whether somebody else may see, hear or find what goes this way.
        """
        return self not in {
            Channel.IN_PERSON,
            Channel.CLINIC_PHONE,
            Channel.INTERPRETER,
        }


class Audience(enum.Enum):
    """
    Who is to act.
    """

    PROVIDER = "provider"
    STAFF = "staff"
    MANAGER = "manager"
    INTERPRETER = "interpreter"


@attrs.frozen(kw_only=True)
class Action:
    """
    A coded recommendation.
    """

    id: str
    text: str = attrs.field(metadata=WORDING)
    """What to do, as a reader sees it."""

    audience: Audience
    action_class: ActionClass
    urgency: Urgency
    """How soon, where the rule that brings it does not say."""

    source: Source
    guard: Condition | None = None
    """Advised only while this surely holds; ``None`` for care and protecting."""

    carries: tuple[str, ...] = ()
    """What is passed on, and nothing else."""

    instead: tuple[str, ...] = ()
    """Actions of class care or protecting, advised where this one is withheld."""

    channels: tuple[Channel, ...] = ()
    """By which ways it may happen; none where that does not matter."""

    manner: tuple[str, ...] = attrs.field(default=(), metadata=WORDING)
    """How to do it, each as a sentence."""

    excludes: tuple[str, ...] = ()
    """Actions of a lower rank that are withheld while this one is advised."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False)
