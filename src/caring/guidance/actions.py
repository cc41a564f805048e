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
    """Actions of class care or protecting that are advised when the guard is closed."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False)
