"""
Consents and routes, judged: every record element by element, every route by its rules.
"""

from collections.abc import Iterator, Mapping

from caring.guidance.consent import ConsentRules
from caring.guidance.protocol import Protocol
from caring.language.answers import Case
from caring.language.consent import Consent, Decider, Purpose, WithoutConsent
from caring.language.results import ConsentDecision, FirstOutcome, RouteOutcome
from caring.language.routes import Route
from caring.language.validity import (
    Element,
    Validity,
    binding_refusal,
    elements,
    refusal,
    validity,
)
from caring.running.decide import first
from caring.running.interpret import judge
from caring.running.missing import missing_from
from caring.values.moments import Moment
from caring.values.truth import Truth, all_of, any_of, negation


def judge_routes(
    protocol: Protocol,
    case: Case,
    consents: tuple[Consent, ...],
    applies: Truth,
    on: Moment,
) -> tuple[RouteOutcome, ...]:
    """
    Say of every way without consent whether it is open.

    It surely is open only for somebody to whom the rules surely apply, while its
    condition surely holds; an emergency is closed by the person's own, free no.
    """
    if not isinstance(protocol, ConsentRules):
        return ()
    return tuple(
        _route(
            protocol, purpose, route, each, _of(purpose, consents), case, applies, on
        )
        for purpose in protocol.purposes.values()
        for route, each in purpose.routes.items()
    )


def _of(purpose: Purpose, consents: tuple[Consent, ...]) -> list[Consent]:
    return [each for each in consents if each.purpose == purpose.id]


def _route(
    rules: ConsentRules,
    purpose: Purpose,
    route: Route,
    way: WithoutConsent,
    records: list[Consent],
    case: Case,
    applies: Truth,
    on: Moment,
) -> RouteOutcome:
    evidence = judge(way.when, case)
    against = Truth.FALSE
    if route is Route.EMERGENCY:
        who = first(rules.deciders[purpose.decided_by], case)
        against = any_of(_binds(each, purpose, who, on) for each in records)
    return RouteOutcome(
        purpose=purpose.id,
        route=route,
        truth=all_of([applies, evidence.truth, negation(against)]),
        limits=way.limits,
        items=way.items,
        missing=missing_from([evidence], case),
    )


def _binds(record: Consent, purpose: Purpose, who: FirstOutcome, on: Moment) -> Truth:
    judged = elements(record, purpose, _settled(who), on)
    deciders = {Decider(each) for each in who.possible if each is not None}
    return binding_refusal(record, judged, deciders, on)


def judge_consents(
    protocol: Protocol,
    case: Case,
    consents: tuple[Consent, ...],
    routes: tuple[RouteOutcome, ...],
    applies: Truth,
    on: Moment,
) -> tuple[ConsentDecision, ...]:
    """
    Judge every record, and add each way without consent that is open.

    A purpose with neither gets one decision all the same: nobody was asked.
    """
    if not isinstance(protocol, ConsentRules):
        return ()
    found: list[ConsentDecision] = []
    for purpose in protocol.purposes.values():
        records = _of(purpose, consents)
        who = first(protocol.deciders[purpose.decided_by], case)
        ways = [
            _by_route(purpose, each, who)
            for each in routes
            if each.purpose == purpose.id and each.truth is Truth.TRUE
        ]
        overall = (
            Element("in_population", applies, Validity.AUTHORITY),
            Element(
                "not_refused_for_all",
                negation(_refused_for_all(records, on)),
                Validity.REVOCABILITY,
            ),
        )
        found += [_by_consent(purpose, each, who, overall, on) for each in records]
        found += ways or ([] if records else [_nobody_asked(purpose, who)])
    return tuple(found)


def _refused_for_all(records: list[Consent], on: Moment) -> Truth:
    """
    Say whether somebody refused without naming a recipient: that speaks of all of them.
    """
    nameless = [each for each in records if each.recipient is None]
    return any_of(refusal(each, on) for each in nameless)


def _decider(who: FirstOutcome) -> Decider:
    return Decider.NOBODY_YET if who.result is None else Decider(who.result)


def _settled(who: FirstOutcome) -> Decider | None:
    # A decider to act on meanwhile is not yet somebody whose consent counts.
    return _decider(who) if who.is_settled else None


def _by_consent(
    purpose: Purpose,
    record: Consent,
    who: FirstOutcome,
    overall: tuple[Element, ...],
    on: Moment,
) -> ConsentDecision:
    judged = (*elements(record, purpose, _settled(who), on), *overall)
    return ConsentDecision(
        purpose=purpose.id,
        recipient=record.recipient,
        truth=validity(judged),
        decider=_decider(who),
        elements=judged,
        if_refused=purpose.if_refused,
        items=tuple(sorted(record.items)),
        expires_at=record.expires_at,
        for_anybody=not purpose.needs_recipient,
    )


def _nobody_asked(purpose: Purpose, who: FirstOutcome) -> ConsentDecision:
    return ConsentDecision(
        purpose=purpose.id,
        recipient=None,
        truth=Truth.UNKNOWN,
        decider=_decider(who),
        elements=(),
        if_refused=purpose.if_refused,
        for_anybody=not purpose.needs_recipient,
    )


def _by_route(
    purpose: Purpose, outcome: RouteOutcome, who: FirstOutcome
) -> ConsentDecision:
    return ConsentDecision(
        purpose=purpose.id,
        recipient=None,
        # INVARIANT: a route is no consent; of that it says nothing.
        truth=Truth.UNKNOWN,
        decider=_decider(who),
        elements=(),
        if_refused=purpose.if_refused,
        items=outcome.items,
        for_anybody=True,
        route=outcome.route,
        limits=outcome.limits,
    )


def combined(decided: tuple[ConsentDecision, ...]) -> Mapping[str, Truth]:
    """
    Say for each purpose whether some recipient may surely receive with consent.
    """
    purposes = dict.fromkeys(each.purpose for each in decided)
    return {purpose: any_of(_truths(purpose, decided)) for purpose in purposes}


def _truths(purpose: str, decided: tuple[ConsentDecision, ...]) -> list[Truth]:
    found = [
        each.truth for each in decided if each.purpose == purpose and not each.is_route
    ]
    return found or [Truth.UNKNOWN]


def with_judged(
    protocol: Protocol,
    decided: tuple[ConsentDecision, ...],
    routes: tuple[RouteOutcome, ...],
    case: Case,
) -> Case:
    """
    Return the case with what conditions may read of consents and routes.
    """
    case = case.with_consents(combined(decided), _hang_on(protocol, decided, case))
    for each in routes:
        facts = tuple(one.fact for one in each.missing) if each.is_unknown else ()
        case = case.with_route(each.purpose, each.route, each.truth, facts)
    return case


def _hang_on(
    protocol: Protocol, decided: tuple[ConsentDecision, ...], case: Case
) -> Mapping[str, tuple[str, ...]]:
    """
    For each consent that is recorded and not settled, name what could settle it.

    That is the facts on which it hangs who decides.
    """
    return dict(_waiting(protocol, decided, case))


def _waiting(
    protocol: Protocol, decided: tuple[ConsentDecision, ...], case: Case
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in decided:
        if (
            isinstance(protocol, ConsentRules)
            and each.elements
            and each.truth is Truth.UNKNOWN
        ):
            table = protocol.deciders[protocol.purposes[each.purpose].decided_by]
            yield each.purpose, tuple(one.fact for one in first(table, case).missing)
