"""
The recipient in hand: a guard is judged for one recipient, and none stands for another.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from caring.language.answers import Case
from caring.language.conditions import Condition, Given, Through, leaves
from caring.language.results import ConsentDecision
from caring.values.truth import Truth, any_of


def towards(
    recipient: str | None, decided: Iterable[ConsentDecision], case: Case
) -> Case:
    """
    Return the case as it stands for one recipient in hand.

    ``{consent.purpose: given}`` is then the truth of the record for that recipient, or
    of the record of a purpose that names none. Where there is neither it is unknown,
    and surely false where somebody refused without a name. Ways without consent stay as
    they are.

    Args:
        recipient: Whom the records name; ``None`` where nobody in particular is meant.
        decided: Every consent that was judged, of all protocols.
        case: Where everything else stands.
    """
    found: dict[str, list[ConsentDecision]] = {}
    for each in decided:
        if not each.is_route:
            found.setdefault(each.purpose, []).append(each)
    truths = {
        purpose: any_of(each.truth for each in _meant(recipient, records))
        if _meant(recipient, records)
        else Truth.UNKNOWN
        for purpose, records in found.items()
    }
    consents = {**case.consents, **truths}
    return attrs.evolve(case, consents=consents, recipient=recipient)


def _meant(
    recipient: str | None, records: list[ConsentDecision]
) -> list[ConsentDecision]:
    """
    Choose the records that speak of a recipient: its own, or else those without a name.
    """
    own = [each for each in records if each.for_anybody or each.recipient == recipient]
    return own or [each for each in records if each.recipient is None]


def recipients(
    condition: Condition, decided: Sequence[ConsentDecision]
) -> tuple[str | None, ...]:
    """
    Name whom a condition is to be judged for, in the order of the records.

    Those are the recipients in the records of the purposes it reads, or, where these
    name none, nobody in particular: ``None``.
    """
    read = _purposes(condition)
    names = dict.fromkeys(
        each.recipient
        for each in decided
        if each.purpose in read and not each.for_anybody and each.recipient is not None
    )
    return tuple(names) or (None,)


def rests_on(
    condition: Condition, recipient: str | None, decided: Iterable[ConsentDecision]
) -> Iterator[ConsentDecision]:
    """
    Walk what lets a condition hold for a recipient: valid consents and open ways.
    """
    purposes = _purposes(condition)
    ways = {
        (each.purpose, each.route)
        for each in leaves(condition)
        if isinstance(each, Through)
    }
    for each in decided:
        theirs = each.for_anybody or each.recipient == recipient
        if each.may_proceed and theirs and each.purpose in purposes:
            yield each
        if each.is_route and (each.purpose, each.route) in ways:
            yield each


def _purposes(condition: Condition) -> frozenset[str]:
    return frozenset(
        each.purpose for each in leaves(condition) if isinstance(each, Given)
    )
