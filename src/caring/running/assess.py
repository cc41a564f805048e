"""
One protocol, run: the order of work in a page that anyone can check.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

import attrs

from caring.artefact import FORMAT
from caring.guidance.assessment import Assessment
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.records import Pin, Record
from caring.language.answers import Answers, Case
from caring.language.consent import Consent
from caring.language.raises import Raise
from caring.running.consents import judge_consents, judge_routes, with_judged
from caring.running.decide import decide
from caring.running.explain import reasons
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.running.law import read_law, values_said
from caring.running.missing import missing_from
from caring.running.raising import by_role
from caring.running.windows import time_limits
from caring.values.errors import RaiseError
from caring.values.moments import Moment
from caring.values.truth import Truth


def assess(
    protocol: Protocol,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    raises: Iterable[Raise] = (),
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
        raises: Levels that a person raises; their role may be left out.
        law: The law of each place that applies; without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        RaiseError: If a raise does not fit, or the protocol is not for this person.
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
    kept = tuple(raises)
    raised = by_role(kept, {protocol.kind: protocol})
    record = Record(
        on=on,
        guidance=pin(protocol),
        protocols=(),
        format=FORMAT,
        raises=kept,
        law=tuple(pin(each) for each in law),
    )
    found = assess_case(
        protocol, case, given.consents, record, raised.get(protocol.kind, ())
    )
    return attrs.evolve(found, law=readings)


def pin(guidance: Guidance, role: str | None = None) -> Pin:
    """
    Name the exact protocol, with its digest.
    """
    return Pin(role or guidance.kind, guidance.id, guidance.version, guidance.digest)


def assess_case(
    protocol: Protocol,
    case: Case,
    consents: tuple[Consent, ...],
    record: Record,
    raised: tuple[Raise, ...] = (),
) -> Assessment:
    """
    Judge the population, then consents where there are rules for them, then decisions.

    Raises:
        RaiseError: If a level is raised of a protocol that is not for this person.
    """
    population = protocol.population
    inside = judge(population, case) if population is not None else None
    applies = Truth.TRUE if inside is None else inside.truth
    if raised and applies is Truth.FALSE:
        problem = f"`{protocol.name}` is not for this person and has no level to raise"
        raise RaiseError(problem)
    level = protocol.level
    raises = {} if level is None else {level.id: raised}
    on = Moment.of(record.on)
    routes = judge_routes(protocol, case, consents, applies, on)
    decided = judge_consents(protocol, case, consents, routes, applies, on)
    case = with_judged(protocol, decided, routes, case)
    outcomes = {
        each.id: decide(each, case, raises.get(each.id, ()))
        for each in protocol.decisions
    }
    is_outside = applies is Truth.FALSE
    limits = () if is_outside else time_limits(outcomes.values(), case, record.on)
    return Assessment(
        protocol=protocol,
        applies=applies,
        outcomes=outcomes,
        time_limits=limits,
        consents=decided,
        routes=routes,
        population_missing=missing_from([inside] if inside else [], case),
        record=record,
        reasons=partial(reasons, protocol.decisions, case, raises),
    )
