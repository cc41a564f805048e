"""
An action as both versions have it, and what is said of its changes.
"""

from collections.abc import Mapping

import attrs

from caring.guidance.actions import Action, ActionClass
from caring.proving.advised import Advising
from caring.proving.comparing.changes import Kind
from caring.proving.formula import ALWAYS, Formula

SAID: Mapping[Kind, tuple[str, str]] = {
    Kind.GAINED: ("not advised", "advised"),
    Kind.LOST: ("advised", "not advised"),
    Kind.LOOSENED: ("not open", "open"),
    Kind.TIGHTENED: ("open", "not open"),
    Kind.SOONER: ("advised for later", "advised for sooner"),
    Kind.LATER: ("advised for sooner", "advised for later"),
}
"""Of each such change what was so, and what is so now."""


@attrs.frozen
class ActionPair:
    """
    An action before and after; ``None`` where a version does not have it.
    """

    old: Action | None
    new: Action | None

    @property
    def action_class(self) -> ActionClass | None:
        """
        Its class; care or protecting where either version says so.
        """
        there = [each.action_class for each in (self.old, self.new) if each is not None]
        return min(there, key=lambda each: each.rank, default=None)


def open_in(action: Action, found: Advising) -> Formula:
    """
    Say when the guard of an action is open; without one it always is.
    """
    if action.guard is None:
        return ALWAYS
    return found.encoding.rails(action.guard).true
