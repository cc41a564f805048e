"""
One protocol, run: the order of work in a page that anyone can check.
"""

import datetime as dt
from collections.abc import Mapping
from functools import partial

import attrs

from caring.artefact import FORMAT
from caring.guidance.assessment import Assessment, Pin, Record
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers, Case
from caring.language.consent import (
    Consent,
    Decider,
    Element,
    Purpose,
    elements,
    refusal,
    validity,
)
from caring.language.results import ConsentDecision, FirstOutcome
from caring.running.decide import decide, first
from caring.running.explain import reasons
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.running.law import read_law, values_said
from caring.running.missing import missing_from
from caring.values.moments import Moment
from caring.values.truth import Truth, any_of, negation


def assess(
    protocol: Protocol,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    law: tuple[Law, ...] = (),
) -> Assessment:
    """
    Run one protocol on answers at a moment.

    What it reads of other protocols is unknown here; a pathway joins them.

    Args:
        protocol: The protocol.
        answers: The answers, or a plain mapping from fact to answer.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.
        law: The law of each place that applies; without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        TypeError: If ``on`` is no datetime and no date.
        ValueError: If ``on`` is a datetime without a time zone, or two versions of one
            law are handed in.
    """
    given = answers if isinstance(answers, Answers) else Answers(answers)
    purposes = protocol.purposes if isinstance(protocol, ConsentRules) else None
    moment = Moment.of(on)
    readings = read_law(protocol.facts, law, moment)
    said = values_said(readings)
    case = fit(given, protocol.facts, protocol.constraints, moment, purposes, said)
    record = Record(
        on=on,
        guidance=pin(protocol),
        protocols=(),
        format=FORMAT,
        law=tuple(pin(each) for each in law),
    )
    found = assess_case(protocol, case, given.consents, record)
    return attrs.evolve(found, law=readings)


def pin(guidance: Guidance, role: str | None = None) -> Pin:
    """
    Name the exact protocol, with its digest.
    """
    return Pin(role or guidance.kind, guidance.id, guidance.version, guidance.digest)


def assess_case(
    protocol: Protocol, case: Case, consents: tuple[Consent, ...], record: Record
) -> Assessment:
    """
    Judge the population, then consents where there are rules for them, then decisions.
    """
    population = protocol.population
    inside = judge(population, case) if population is not None else None
    applies = Truth.TRUE if inside is None else inside.truth
    decided = _consents(protocol, case, consents, applies, Moment.of(record.on))
    case = case.with_consents(
        combined(decided), consents_hang_on(protocol, decided, case)
    )
    return Assessment(
        protocol=protocol,
        applies=applies,
        outcomes={each.id: decide(each, case) for each in protocol.decisions},
        consents=decided,
        population_missing=missing_from([inside] if inside else [], case),
        record=record,
        reasons=partial(reasons, protocol.decisions, case),
    )


def _consents(
    protocol: Protocol,
    case: Case,
    consents: tuple[Consent, ...],
    applies: Truth,
    on: Moment,
) -> tuple[ConsentDecision, ...]:
    if not isinstance(protocol, ConsentRules):
        return ()
    found: list[ConsentDecision] = []
    for purpose in protocol.purposes.values():
        records = [each for each in consents if each.purpose == purpose.id]
        who = first(protocol.deciders[purpose.decided_by], case)
        overall = (
            Element("in_population", applies),
            Element("not_refused_for_all", negation(_refused_for_all(records, on))),
        )
        wanted: list[Consent | None] = [*records] or [None]
        found += [_consent(purpose, each, who, overall, on) for each in wanted]
    return tuple(found)


def _refused_for_all(records: list[Consent], on: Moment) -> Truth:
    """
    Say whether somebody refused without naming a recipient: that speaks of all of them.
    """
    nameless = [each for each in records if each.recipient is None]
    return any_of(refusal(each, on) for each in nameless)


def _consent(
    purpose: Purpose,
    record: Consent | None,
    who: FirstOutcome,
    overall: tuple[Element, ...],
    on: Moment,
) -> ConsentDecision:
    decider = Decider.NOBODY_YET if who.result is None else Decider(who.result)
    # A decider to act on meanwhile is not yet somebody whose consent counts.
    settled = decider if who.is_settled else None
    judged = (*elements(record, purpose, settled, on), *overall) if record else ()
    return ConsentDecision(
        purpose=purpose.id,
        recipient=record.recipient if record else None,
        truth=validity(judged) if record else Truth.UNKNOWN,
        decider=decider,
        elements=judged,
        if_refused=purpose.if_refused,
        items=tuple(sorted(record.items)) if record else (),
    )


def combined(decided: tuple[ConsentDecision, ...]) -> Mapping[str, Truth]:
    """
    Say for each purpose whether some recipient may surely receive.
    """
    purposes = dict.fromkeys(each.purpose for each in decided)
    return {
        purpose: any_of(each.truth for each in decided if each.purpose == purpose)
        for purpose in purposes
    }


def consents_hang_on(
    protocol: Protocol, decided: tuple[ConsentDecision, ...], case: Case
) -> Mapping[str, tuple[str, ...]]:
    """
    For each consent that is recorded and not settled, name what could settle it.

    That is the facts on which it hangs who decides.
    """
    if not isinstance(protocol, ConsentRules):
        return {}
    waiting = {
        each.purpose: protocol.purposes[each.purpose].decided_by
        for each in decided
        if each.elements and each.truth is Truth.UNKNOWN
    }
    return {
        purpose: tuple(
            missing.fact for missing in first(protocol.deciders[table], case).missing
        )
        for purpose, table in waiting.items()
    }
