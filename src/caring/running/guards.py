"""
Guards: what is called for may be done only while its guard surely holds.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from caring.guidance.assessment import Closed, Entry, Withheld
from caring.language.answers import Case
from caring.language.conditions import (
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Through,
    Within,
    facts_in,
)
from caring.language.results import ConsentDecision, Evidence
from caring.running.interpret import judge
from caring.running.recipients import recipients, rests_on, towards
from caring.running.recommend import Call
from caring.values.truth import Truth, any_of

AGREED_ITEMS = "agreed_items"
"""What closes an action when nothing of what it carries was agreed to."""


def guarded(
    call: Call, decided: Sequence[ConsentDecision], case: Case
) -> Entry | Withheld:
    """
    Look at the guard of what is called for; an unknown guard is a closed guard.

    A guard is judged for one recipient at a time, so that two purposes are never met by
    two different recipients.
    """
    consents: tuple[ConsentDecision, ...] = ()
    if call.action.guard is not None:
        closed, consents = _towards_each(call.action.guard, decided, case)
        if closed:
            return _withheld(call, closed)
    entry = Entry(
        action=call.action,
        urgency=call.urgency,
        certainty=call.certainty,
        reasons=call.reasons,
        consents=consents,
    )
    if not call.action.carries or not consents:
        return entry
    shared = [each for each in consents if entry.passed_on(each)]
    if not shared:
        return _withheld(call, [Closed(needs=AGREED_ITEMS, truth=Truth.FALSE)])
    # What names nobody and lists nothing stays: the guard rests on it too.
    kept = [each for each in consents if each in shared or not each.items]
    return attrs.evolve(entry, consents=tuple(kept))


def _towards_each(
    guard: Condition, decided: Sequence[ConsentDecision], case: Case
) -> tuple[list[Closed], tuple[ConsentDecision, ...]]:
    """
    Say what closes a guard for every recipient, or on whose consents it rests.
    """
    tried = {
        recipient: judge(guard, towards(recipient, decided, case))
        for recipient in recipients(guard, decided)
    }
    whom = [each for each, found in tried.items() if found.truth is Truth.TRUE]
    if not whom:
        return _surest(one for each in tried.values() for one in _closed_by(each)), ()
    found = (one for each in whom for one in rests_on(guard, each, decided))
    return [], tuple(dict.fromkeys(found))


def _surest(closed: Iterable[Closed]) -> list[Closed]:
    """
    Name each thing once: surely not there only where it is so for every recipient.
    """
    found: dict[str, list[Truth]] = {}
    for each in closed:
        found.setdefault(each.needs, []).append(each.truth)
    return [Closed(needs=name, truth=any_of(its)) for name, its in found.items()]


def _withheld(call: Call, closed_by: Iterable[Closed]) -> Withheld:
    return Withheld(
        action=call.action,
        urgency=call.urgency,
        reasons=call.reasons,
        closed_by=tuple(dict.fromkeys(closed_by)),
        instead=call.action.instead,
    )


def _closed_by(evidence: Evidence) -> Iterator[Closed]:
    """
    Walk the parts of a guard that do not surely hold, down to what has a name.
    """
    if evidence.truth is Truth.TRUE:
        return
    match evidence.condition:
        case Holds(finding) | Score(finding):
            yield Closed(needs=finding, truth=evidence.truth)
        case Given(purpose):
            yield Closed(needs=f"consent.{purpose}", truth=evidence.truth)
        case Through(purpose, route):
            needs = f"consent.{purpose}.{route.value}"
            yield Closed(needs=needs, truth=evidence.truth)
        case Reaches(role):
            yield Closed(needs=f"{role}.level", truth=evidence.truth)
        case Not() | Is() | Within() | Recorded():
            for fact in sorted(facts_in(evidence.condition)):
                yield Closed(needs=fact, truth=evidence.truth)
        case _:
            for part in evidence.parts:
                yield from _closed_by(part)
