"""
Two versions made ready to be compared: over the same facts, with the same domains.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition, Given, Is, Through, Within, leaves
from caring.language.derivations import Bands
from caring.language.facts import Domain, Fact, Number, Obtained, Options, Time
from caring.proving.encode import all_conditions

Compared = Protocol | Pathway

_TOLD = frozenset({Obtained.LAW, Obtained.SERVICE})


def not_comparable(old: Compared, new: Compared) -> Iterator[str]:
    """
    Say why results cannot be compared over answers; nothing where they can.
    """
    for id_ in sorted(old.facts.keys() & new.facts.keys()):
        one, other = old.facts[id_], new.facts[id_]
        if type(one.domain) is not type(other.domain):
            yield f"`{id_}` takes answers of another sort; give the new fact a new id"
        elif not _is_got_alike(one, other):
            yield f"`{id_}` comes to be known in another way; give it a new id"
    if isinstance(old, Protocol) and isinstance(new, Protocol):
        yield from _of_others(old, new)


def _is_got_alike(one: Fact, other: Fact) -> bool:
    if (one.obtained in _TOLD) is not (other.obtained in _TOLD):
        return False
    match one.derived, other.derived:
        case Bands(number), Bands(same):
            return number == same
        case _:
            return one.derived == other.derived


def _of_others(old: Protocol, new: Protocol) -> Iterator[str]:
    for role in sorted(old.reads.keys() & new.reads.keys()):
        if old.reads[role] != new.reads[role]:
            yield f"the levels of `{role}`, which it reads, are others"
    if isinstance(old, ConsentRules) and isinstance(new, ConsentRules):
        for one, other in ((old, new), (new, old)):
            judged = other.purposes.keys() - one.purposes.keys()
            if judged & _consents_read(one):
                yield f"{one.name} reads a consent that only {other.name} judges"


def _consents_read(protocol: Protocol) -> frozenset[str]:
    return frozenset(
        leaf.purpose
        for each in all_conditions(protocol)
        for leaf in leaves(each)
        if isinstance(leaf, Given | Through)
    )


def widened(one: Compared, other: Compared) -> Compared:
    """
    Return the first version with facts that take the answers of both.
    """
    if isinstance(one, Pathway):
        steps = tuple(
            attrs.evolve(step, protocol=_wider(step.protocol, other.facts))
            for step in one.steps
        )
        return attrs.evolve(one, steps=steps)
    return _wider(one, other.facts)


def _wider(protocol: Protocol, others: Mapping[str, Fact]) -> Protocol:
    facts = {
        id_: attrs.evolve(each, domain=joined(each.domain, others[id_].domain))
        if id_ in others
        else each
        for id_, each in protocol.facts.items()
    }
    return attrs.evolve(protocol, facts=facts)


def joined(one: Domain, other: Domain) -> Domain:
    """
    Return the domain with the answers of two; of one alike it is the first itself.
    """
    match one, other:
        case Options(), Options() if [*one.labels] != [*other.labels]:
            # Classes are in the order of the options, which has to be that of both.
            labels = sorted({**other.labels, **one.labels}.items())
            return attrs.evolve(one, labels=dict(labels))
        case Number(), Number():
            return attrs.evolve(
                one,
                at_least=min(one.at_least, other.at_least),
                at_most=max(one.at_most, other.at_most),
            )
        case _:
            return one


def told_apart(old: Compared, new: Compared) -> tuple[Condition, ...]:
    """
    Return what has to be told apart beside conditions: domains, bands, applicability.
    """
    found: list[Condition] = []
    for id_ in sorted(old.facts.keys() & new.facts.keys()):
        one, other = old.facts[id_], new.facts[id_]
        if one.domain != other.domain and one.derived is None:
            found += [each for fact in (one, other) for each in _ends(fact)]
        if one.derived != other.derived:
            found += [*_bands(one), *_bands(other)]
        if one.applies_when != other.applies_when:
            conditions = (one.applies_when, other.applies_when)
            found += [each for each in conditions if each is not None]
    return tuple(found)


def _ends(fact: Fact) -> Iterator[Condition]:
    match fact.domain:
        case Options(labels=labels):
            yield Is(fact.id, frozenset(labels))
        case Number(at_least=least, at_most=most):
            yield Within(fact.id, at_least=least, below=most + 1)
        case Time():
            return


def _bands(fact: Fact) -> Iterator[Condition]:
    assert isinstance(fact.derived, Bands)  # nothing else is compared
    for _, limit in fact.derived.limits:
        yield Within(fact.derived.number, at_least=limit, below=None)
