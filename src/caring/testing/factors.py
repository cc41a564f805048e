"""
What is worth trying of each fact and consent: every option, limit and silence.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Value
from caring.language.conditions import Condition, Within, leaves
from caring.language.consent import Consent, Decider, Purpose, State
from caring.language.decisions import conditions_of
from caring.language.derivations import AgeInYears, Bands, HoursSince
from caring.language.facts import Fact, Number, Options, Time
from caring.language.silence import RECORDED, Silence
from caring.values.mappings import frozen

_Tried: TypeAlias = Value | Silence | Consent | None


@attrs.frozen
class Factor:
    """
    A fact or a consent, and what of it is tried.
    """

    name: str
    values: Mapping[str, _Tried] = attrs.field(converter=frozen, repr=False)
    """By name; the first is ``None``, which leaves it out."""

    @property
    def limits(self) -> tuple[str, ...]:
        """
        The names of its numbers and moments; a choice has no limits.
        """
        limited = (int, dt.date)
        return tuple(name for name, v in self.values.items() if isinstance(v, limited))


def factors_of(guidance: Protocol | Pathway, on: dt.datetime) -> Mapping[str, Factor]:
    """
    Find what is worth trying, in the order of the names.

    Args:
        guidance: The protocol or pathway.
        on: The moment; days and times are tried as seen from it.
    """
    limits = _limits(guidance)
    found = {
        fact.id: Factor(fact.id, _tried(fact, guidance.facts, limits, on))
        for fact in guidance.facts.values()
        if fact.is_answered
    }
    for purpose in purposes_of(guidance).values():
        name = f"consent.{purpose.id}"
        found[name] = Factor(name, _consents(purpose, on))
    return dict(sorted(found.items()))


def purposes_of(guidance: Protocol | Pathway) -> Mapping[str, Purpose]:
    """
    Find every purpose for which there are consent rules, by id.
    """
    return {
        id_: purpose
        for each in _protocols(guidance)
        if isinstance(each, ConsentRules)
        for id_, purpose in each.purposes.items()
    }


def _protocols(guidance: Protocol | Pathway) -> tuple[Guidance, ...]:
    return guidance.whole if isinstance(guidance, Pathway) else (guidance,)


def _limits(guidance: Protocol | Pathway) -> dict[str, set[int]]:
    """
    Gather, for each number, every limit that a rule tests it against.
    """
    found: dict[str, set[int]] = {}
    for condition in _conditions(guidance):
        for leaf in leaves(condition):
            if isinstance(leaf, Within):
                ends = {leaf.at_least, leaf.below} - {None}
                found.setdefault(leaf.fact, set()).update(
                    each for each in ends if each is not None
                )
    for fact in guidance.facts.values():
        if isinstance(fact.derived, Bands):
            number = found.setdefault(fact.derived.number, set())
            number.update(limit for _, limit in fact.derived.limits)
    return found


def _conditions(guidance: Protocol | Pathway) -> Iterator[Condition]:
    for each in _protocols(guidance):
        if not isinstance(each, Protocol):
            continue
        for decision in (*each.decisions, *each.for_each_service):
            yield from conditions_of(decision)
        yield from each.beside
        yield from (one.broken_when for one in each.constraints)
        yield from (one for one in (each.population,) if one is not None)
    for action in guidance.actions.values():
        yield from (one for one in (action.guard,) if one is not None)
    for fact in guidance.facts.values():
        yield from (one for one in (fact.applies_when,) if one is not None)
    if guidance.gate is not None:
        yield guidance.gate.when


def _tried(
    fact: Fact,
    facts: Mapping[str, Fact],
    limits: Mapping[str, set[int]],
    on: dt.datetime,
) -> dict[str, _Tried]:
    match fact.domain:
        case Options(labels=labels):
            values: list[Value] = list(labels)
        case Number(at_least=least, at_most=most):
            near = {
                limit - back for limit in limits.get(fact.id, ()) for back in (0, 1)
            }
            values = sorted({least, most} | {n for n in near if least <= n <= most})
        case Time() as domain:
            values = list(_moments(fact.id, domain, facts, limits, on))
    named: dict[str, _Tried] = {_name(each): each for each in values}
    silent = {silence.value: silence for silence in RECORDED}
    return {Silence.NOT_ASKED.value: None} | named | silent


def _name(value: Value) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _moments(
    id_: str,
    domain: Time,
    facts: Mapping[str, Fact],
    limits: Mapping[str, set[int]],
    on: dt.datetime,
) -> Iterator[dt.date]:
    """
    Give the day, and times at and around each limit of what is worked out from it.
    """
    yield on.date()
    for each in facts.values():
        for limit in sorted(limits.get(each.id, ())):
            if each.derived == HoursSince(id_):
                yield from _around(on - dt.timedelta(hours=limit), domain)
            elif each.derived == AgeInYears(id_):
                birthday = _years_before(on.date(), limit)
                yield from (birthday, birthday + dt.timedelta(days=1))


def _around(moment: dt.datetime, domain: Time) -> tuple[dt.date, ...]:
    if not domain.by_the_hour:
        return (moment.date(),)
    return moment, moment + dt.timedelta(minutes=1), moment.date()


def _years_before(day: dt.date, years: int) -> dt.date:
    # 29 February has no birthday in most years; the day before is as good to try.
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def valid_consent(purpose: Purpose, on: dt.datetime) -> Consent:
    """
    Make a record that has all that a purpose asks for.

    Who may decide depends on the person: here it is the patient.
    """
    hour = dt.timedelta(hours=1)
    return Consent(
        purpose=purpose.id,
        state=State.GIVEN,
        recipient="recipient" if purpose.needs_recipient else None,
        decided_by=Decider.PATIENT,
        asked_alone="yes",
        pressure="no",
        understood="yes",
        told=frozenset(purpose.tell),
        items=frozenset({"name"}) if purpose.needs_items else frozenset(),
        form=purpose.form,
        given_at=on - hour,
        expires_at=on + 24 * hour if purpose.needs_expiry else None,
    )


def _consents(purpose: Purpose, on: dt.datetime) -> dict[str, _Tried]:
    given = valid_consent(purpose, on)
    refused = attrs.evolve(given, state=State.REFUSED)
    return {"no record": None, "given": given, "refused": refused}
