"""
Services as formulas: one service in hand, out of any directory there may be.

What is known of the service in hand is free within the types of its fields. Of all the
others it matters only whether one of them would suit, which is free too. Nothing here
has a say in what else is advised: where no service is named, that stands by itself.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.referral import (
    OF_EVERY_SERVICE,
    SUITABLE,
    NoneSuitable,
    Precondition,
    Referral,
)
from caring.language.conditions import Given, facts_in, leaves
from caring.language.decisions import conditions_of
from caring.rails.classes import AnswerClass, Variable
from caring.rails.conditions import SURE
from caring.rails.decided import Rows, Table, table
from caring.rails.encode import EncodedProtocol, Encoding
from caring.rails.formula import Formula, In, both, either, negated
from caring.values.mappings import FrozenMapping


@attrs.frozen(kw_only=True)
class Served:
    """
    A need that services can meet: when it is acted on, and what is said of a service.
    """

    role: str
    need: str
    table: Table
    """What the service in hand is: its preconditions, put together."""

    none: NoneSuitable
    preconditions: tuple[Precondition, ...]
    asked: frozenset[str]
    """The purposes to which the person has to agree for just that service."""

    acted_on: Formula
    if_agreed: Formula
    """The service in hand would suit, if the person agreed to all that it asks."""

    @property
    def suits(self) -> Formula:
        """
        When the service in hand can meet the need and surely suits.
        """
        return both(
            _yes(meets_of(self.role, self.need)), self.table.settled_on(SUITABLE)
        )

    @property
    def none_suits(self) -> Formula:
        """
        When it is said that no service of the directory would suit.
        """
        mine = both(_yes(meets_of(self.role, self.need)), self.if_agreed)
        another = _yes(another_of(self.role, self.need))
        return both(self.acted_on, negated(mine), negated(another))


def meets_of(role: str, need: str) -> str:
    """
    Name the variable of whether the service in hand can meet a need.
    """
    return f"{role}.{need}.meets"


def another_of(role: str, need: str) -> str:
    """
    Name the variable of whether another service would suit a need.
    """
    return f"{role}.{need}.another"


def _yes(name: str) -> Formula:
    return In(name, frozenset({1}))


def service_variables(served: tuple[Served, ...]) -> dict[str, Variable]:
    """
    Give the variables that say of any directory all that is not known of one service.
    """
    found = {}
    for each in served:
        for name, labels in (
            (meets_of(each.role, each.need), ("cannot meet it", "can meet it")),
            (
                another_of(each.role, each.need),
                ("no other would suit", "another would"),
            ),
        ):
            classes = (AnswerClass(label=one, weight=1, stands=one) for one in labels)
            found[name] = Variable(name=name, classes=tuple(classes))
    return found


def served(
    encoding: Encoding, begun: Formula, entry: frozenset[str]
) -> tuple[Served, ...]:
    """
    Give every need that a service of a directory can meet.

    Args:
        encoding: The protocol or pathway.
        begun: When something was answered.
        entry: Facts whose precautions count even before anything is answered.
    """
    return tuple(
        one
        for protocol in encoding.roles.values()
        for one in _of_protocol(protocol, encoding, begun, entry)
    )


def _of_protocol(
    protocol: EncodedProtocol,
    encoding: Encoding,
    begun: Formula,
    entry: frozenset[str],
) -> Iterator[Served]:
    referral = protocol.protocol
    if not isinstance(referral, Referral):
        return
    needs = protocol.decisions[referral.needs.id]
    assert isinstance(needs, Rows)
    context = encoding.context
    agreed = attrs.evolve(context, consents=dict.fromkeys(context.consents, SURE))
    acted = _acted_on(protocol, needs, begun, entry)
    for id_, found in protocol.for_each_service.items():
        yield Served(
            role=protocol.role,
            need=id_,
            table=found,
            none=referral.none_suitable[id_],
            preconditions=tuple(
                each
                for each in (*OF_EVERY_SERVICE, *referral.preconditions)
                if each.needs is None or id_ in each.needs
            ),
            asked=frozenset(
                leaf.purpose
                for when in conditions_of(found.decision)
                for leaf in leaves(when)
                if isinstance(leaf, Given)
            ),
            acted_on=acted[id_],
            if_agreed=table(found.decision, agreed).settled_on(SUITABLE),
        )


def _acted_on(
    protocol: EncodedProtocol, needs: Rows, begun: Formula, entry: frozenset[str]
) -> Mapping[str, Formula]:
    found: dict[str, list[Formula]] = {}
    rows = zip(needs.decision.rows, needs.rows, needs.acts, strict=True)
    for row, each, acts in rows:
        counts = both() if entry & facts_in(row.when) else begun
        when = either(each.true, both(acts, counts))
        found.setdefault(row.result, []).append(both(protocol.for_somebody, when))
    return FrozenMapping({need: either(*parts) for need, parts in found.items()})


def sent(purpose: str, given: Formula, needs: tuple[Served, ...]) -> Formula:
    """
    When a consent for a purpose lets something go to the service in hand.

    A consent makes no service safe: where a need that is acted on asks for this
    purpose, the service has to suit such a need.

    Args:
        purpose: The purpose.
        given: When there is a valid consent towards the service in hand.
        needs: The needs that services can meet.
    """
    asking = [each for each in needs if purpose in each.asked]
    is_asked = either(*(each.acted_on for each in asking))
    suits = either(*(both(each.acted_on, each.suits) for each in asking))
    return both(given, either(negated(is_asked), suits))
