"""
What is advised in the end: each action once, with what stands in, most urgent first.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from caring.guidance.actions import Action
from caring.guidance.assessment import Certainty, Entry, Withheld
from caring.language.decisions import Urgency
from caring.running.recommend import Call
from caring.values.moments import ends_after


def merged(calls: Iterable[Call]) -> list[Call]:
    """
    Put calls for the same action together: the surest, the soonest, every reason.
    """
    found: dict[str, Call] = {}
    for call in calls:
        other = found.setdefault(call.action.id, call)
        if other is not call:
            found[call.action.id] = _both(other, call)
    return list(found.values())


def _both(one: Call, other: Call) -> Call:
    order = list(Certainty)
    return Call(
        action=one.action,
        urgency=min(one.urgency, other.urgency, key=lambda each: each.rank),
        certainty=min(one.certainty, other.certainty, key=order.index),
        reasons=tuple(dict.fromkeys([*one.reasons, *other.reasons])),
    )


def with_instead(
    withheld: Iterable[Withheld],
    advised: Iterable[Entry],
    actions: Mapping[str, Action],
) -> Iterable[Entry]:
    """
    Add what is done in place of the withheld; in place of care it is as soon as that.
    """
    entries = {each.action.id: each for each in advised}
    for each in withheld:
        for id_ in each.instead:
            if id_ not in entries:
                entries[id_] = _in_place_of(each, actions[id_])
            elif each.action.action_class.is_unguarded:
                entries[id_] = _also_for(each, entries[id_])
    return entries.values()


def _also_for(withheld: Withheld, entry: Entry) -> Entry:
    return attrs.evolve(
        entry,
        urgency=min(entry.urgency, withheld.urgency, key=lambda each: each.rank),
        reasons=tuple(dict.fromkeys([*entry.reasons, *withheld.reasons])),
    )


def _in_place_of(withheld: Withheld, action: Action) -> Entry:
    return Entry(
        action=action,
        urgency=min(action.urgency, withheld.urgency, key=lambda each: each.rank),
        certainty=Certainty.INSTEAD,
        reasons=withheld.reasons,
    )


def in_order(entries: Iterable[Entry], on: dt.datetime | dt.date) -> tuple[Entry, ...]:
    """
    Put the most urgent first, and say until when each is to be done.
    """

    def order(each: Entry) -> tuple[int, int]:
        return each.urgency.rank, each.action.action_class.rank

    return tuple(
        attrs.evolve(each, deadline=_deadline(each.urgency, on))
        for each in sorted(entries, key=order)
    )


def _deadline(urgency: Urgency, on: dt.datetime | dt.date) -> dt.datetime | None:
    return None if urgency.hours is None else ends_after(urgency.hours, on)
