"""
Which of two actions stands where they exclude each other.

Protecting stands before care, and both before the rest; so nothing excludes protection,
and the order in which rules are read does not matter.
"""

from collections.abc import Iterable

import attrs

from caring.guidance.actions import Action, ActionClass
from caring.guidance.assessment import Entry, Withheld


def without_excluded(judged: Iterable[Entry | Withheld]) -> list[Entry | Withheld]:
    """
    Withhold what something that is advised excludes.

    However unsure it is that something is advised: it is acted on, and so it excludes.
    What is withheld excludes nothing.
    """
    found = list(judged)
    for kind in (ActionClass.PROTECTING, ActionClass.CARE):
        advised = [each.action for each in found if isinstance(each, Entry)]
        winners = [each for each in advised if each.action_class is kind]
        found = [_beside(each, winners) for each in found]
    return found


def _beside(each: Entry | Withheld, winners: list[Action]) -> Entry | Withheld:
    by = tuple(one.id for one in winners if _excludes(one, each.action))
    if not by:
        return each
    if isinstance(each, Withheld):
        return attrs.evolve(each, excluded_by=(*each.excluded_by, *by))
    return Withheld(
        action=each.action,
        urgency=each.urgency,
        reasons=each.reasons,
        closed_by=(),
        instead=each.action.instead,
        excluded_by=by,
    )


def _excludes(one: Action, other: Action) -> bool:
    # Care without anything in its place would be lost: then both are advised.
    is_lost = other.action_class is ActionClass.CARE and not other.instead
    outranks = one.action_class.outranks(other.action_class)
    return other.id in one.excludes and outranks and not is_lost
