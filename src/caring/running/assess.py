"""
One protocol, run: the order of work in a page that anyone can check.
"""

import datetime as dt
from collections.abc import Mapping
from functools import partial

from caring.artefact import FORMAT
from caring.guidance.assessment import Assessment, Pin, Record
from caring.guidance.consent import ConsentRules
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers, Case
from caring.language.consent import Consent, Decider, elements, validity
from caring.language.results import ConsentDecision
from caring.running.decide import decide, first
from caring.running.explain import reasons
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.running.missing import missing_from
from caring.values.moments import Moment
from caring.values.truth import Truth, all_of, any_of


def assess(
    protocol: Protocol,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
) -> Assessment:
    """
    Run one protocol on answers at a moment.

    What it reads of other protocols is unknown here; a pathway joins them.

    Args:
        protocol: The protocol.
        answers: The answers, or a plain mapping from fact to answer.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        TypeError: If ``on`` is no datetime and no date.
        ValueError: If ``on`` is a datetime without a time zone.
    """
    given = answers if isinstance(answers, Answers) else Answers(answers)
    purposes = protocol.purposes if isinstance(protocol, ConsentRules) else None
    case = fit(given, protocol.facts, protocol.constraints, Moment.of(on), purposes)
    record = Record(on=on, guidance=pin(protocol), protocols=(), format=FORMAT)
    return assess_case(protocol, case, given.consents, record)


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
    decided = _consents(protocol, case, consents, Moment.of(record.on))
    case = case.with_consents(combined(decided, applies))
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
    protocol: Protocol, case: Case, consents: tuple[Consent, ...], on: Moment
) -> tuple[ConsentDecision, ...]:
    if not isinstance(protocol, ConsentRules):
        return ()
    return tuple(
        _consent(protocol, purpose, record, case, on)
        for purpose in protocol.purposes
        for record in _records(purpose, consents)
    )


def _records(purpose: str, consents: tuple[Consent, ...]) -> list[Consent | None]:
    found = [each for each in consents if each.purpose == purpose]
    return [*found] or [None]


def _consent(
    rules: ConsentRules, purpose_id: str, record: Consent | None, case: Case, on: Moment
) -> ConsentDecision:
    purpose = rules.purposes[purpose_id]
    who = first(rules.deciders[purpose.decided_by], case)
    # A decider to act on meanwhile is not yet somebody whose consent counts.
    settled = Decider(who.result) if who.is_settled else None
    judged = elements(record, purpose, settled, on) if record else ()
    return ConsentDecision(
        purpose=purpose_id,
        recipient=record.recipient if record else None,
        truth=validity(judged) if record else Truth.UNKNOWN,
        decider=Decider(who.result),
        elements=judged,
        if_refused=purpose.if_refused,
    )


def combined(
    decided: tuple[ConsentDecision, ...], applies: Truth
) -> Mapping[str, Truth]:
    """
    Say for each purpose whether some recipient may surely receive.

    A refusal that names no recipient closes the purpose for all of them.
    """
    purposes = dict.fromkeys(each.purpose for each in decided)
    return {
        purpose: all_of(
            [applies, _for_some([each for each in decided if each.purpose == purpose])]
        )
        for purpose in purposes
    }


def _for_some(decided: list[ConsentDecision]) -> Truth:
    if any(each.recipient is None and each.truth is Truth.FALSE for each in decided):
        return Truth.FALSE
    return any_of(each.truth for each in decided)
