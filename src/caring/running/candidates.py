"""
Which services suit one person: each judged by itself, for each need that is acted on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from caring.guidance.assessment import (
    Assessment,
    Certainty,
    Closed,
    Entry,
    Reason,
    Withheld,
)
from caring.guidance.candidates import Candidate, Referred, Suitability
from caring.guidance.directory import (
    IS_ACTIVE,
    IS_REVIEWED,
    Directory,
    EntryStatus,
    Service,
)
from caring.guidance.referral import NONE_SUITABLE, Referral
from caring.language.answers import Case, Recording
from caring.language.conditions import Given, facts_in, leaves
from caring.language.decisions import (
    First,
    Row,
    Urgency,
    conditions_of,
)
from caring.language.facts import Fact, Obtained
from caring.language.results import ConsentDecision, Evidence, RowEvidence
from caring.running.ask import Wish
from caring.running.decide import first, open_rows
from caring.running.explain import reasons_for
from caring.running.recipients import towards
from caring.running.recommend import Call
from caring.running.windows import is_acted_on
from caring.values.moments import Moment
from caring.values.truth import Truth


def refer(
    assessments: Mapping[str, Assessment],
    case: Case,
    directory: Directory,
    entry: frozenset[str],
) -> tuple[Referred, ...]:
    """
    Judge the services of a directory for every need that is acted on, soonest first.

    Args:
        assessments: The assessment of each protocol, by its role.
        case: The case with all levels and consents known.
        directory: The adopter's services.
        entry: Facts whose precautions count even before anything is answered.

    Raises:
        ValueError: If the directory says of a service what its field cannot hold.
    """
    decided = [one for each in assessments.values() for one in each.consents]
    found: list[Referred] = []
    for role, assessment in assessments.items():
        protocol = assessment.protocol
        if not isinstance(protocol, Referral):
            continue
        tables = {each.id: each for each in protocol.for_each_service}
        hands = {
            each: in_hand(each, protocol.facts, decided, case)
            for each in directory.services
        }
        found += [
            _referred(role, protocol, tables[row.result], row, sure, case, hands)
            for row, sure in _acted_on(assessment, case, entry)
            if row.result in tables
        ]
    return tuple(sorted(found, key=lambda each: each.urgency.rank))


def _acted_on(
    assessment: Assessment, case: Case, entry: frozenset[str]
) -> Iterator[tuple[Row, Certainty]]:
    """
    Walk the needs that are certain, and those that are acted on while possible.
    """
    if assessment.applies is Truth.FALSE:
        return
    is_sure = assessment.applies is Truth.TRUE
    for each in assessment.outcomes["needs"].rows:
        acts = is_acted_on(each, case)
        if each.truth is Truth.TRUE:
            yield each.row, Certainty.CERTAIN if is_sure else Certainty.PRECAUTION
        elif acts and (not case.is_empty or entry & facts_in(each.row.when)):
            yield each.row, Certainty.PRECAUTION


def in_hand(
    service: Service,
    facts: Mapping[str, Fact],
    decided: Sequence[ConsentDecision],
    case: Case,
) -> Case:
    """
    Return the case with one service in hand: what is known of it, and its own consents.
    """
    assert case.on is not None  # an encounter has its moment
    said = said_of(service, facts, case.on)
    known = attrs.evolve(case, standings={**case.standings, **said})
    return towards(service.id, decided, known)


def said_of(
    service: Service, facts: Mapping[str, Fact], on: Moment
) -> dict[str, Recording]:
    """
    Say where the facts of a service stand; those of other protocols are left out.

    Raises:
        ValueError: If a field does not fit its fact.
    """
    said: dict[str, Recording] = {
        IS_ACTIVE.id: _word(service.status is EntryStatus.ACTIVE),
        IS_REVIEWED.id: _word(service.is_reviewed(on)),
    }
    for name, value in service.fields.items():
        fact = facts.get(f"service.{name}")
        if fact is None:
            continue
        if not fact.domain.fits(value):
            raise ValueError(
                f"`{name}` of `{service.id}` does not fit: {fact.domain.expected}"
            )
        said[fact.id] = value
    return said


def _word(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _referred(
    role: str,
    protocol: Referral,
    table: First,
    row: Row,
    certainty: Certainty,
    case: Case,
    hands: Mapping[Service, Case],
) -> Referred:
    urgency = row.urgency or Urgency.ROUTINE
    candidates = [
        _candidate(role, protocol, table, service, case)
        for service, case in hands.items()
        if row.result in service.meets
    ]
    none = protocol.none_suitable[row.result]
    referred = Referred(
        role=role,
        need=row.result,
        title=row.title or row.result,
        urgency=urgency,
        certainty=certainty,
        candidates=tuple(sorted(candidates, key=lambda each: _place(each, urgency))),
        instead=(),
        instead_because=None,
    )
    if not referred.none_suitable:
        return referred
    because = Reason(
        role=role,
        decision=table.id,
        result=NONE_SUITABLE,
        because=none.because,
        source=none.source,
        facts=reasons_for(row.when, case),
    )
    return attrs.evolve(referred, instead=none.actions, instead_because=because)


def _place(candidate: Candidate, urgency: Urgency) -> tuple[int, bool, int, str]:
    """
    Put what suits first, then what can help as soon as is needed, then the soonest.
    """
    within = candidate.service.takes_within
    rank = len(Urgency) if within is None else within.rank
    is_late = rank > urgency.rank
    return candidate.suitability.rank, is_late, rank, candidate.service.id


def _candidate(
    role: str, protocol: Referral, table: First, service: Service, case: Case
) -> Candidate:
    outcome = first(table, case)
    agreed = attrs.evolve(case, consents=dict.fromkeys(case.consents, Truth.TRUE))
    told = open_rows(outcome) or [
        each for each in outcome.rows if each.truth is Truth.TRUE
    ]
    # What a consent hangs on may be a fact of the consent rules alone.
    of_service = {each.fact for each in outcome.missing} & {
        id_ for id_, fact in protocol.facts.items() if fact.obtained is Obtained.SERVICE
    }
    return Candidate(
        service=service,
        outcome=outcome,
        if_agreed=Suitability(first(table, agreed).result),
        reasons=tuple(_reason(role, table, each, case) for each in told),
        missing=tuple(each for each in outcome.missing if each.fact not in of_service),
        ask_service=tuple(sorted(of_service)),
        seek_consent=tuple(
            dict.fromkeys(
                purpose
                for each in open_rows(outcome)
                for purpose in _lacking(each.evidence)
            )
        ),
    )


def _reason(role: str, table: First, each: RowEvidence, case: Case) -> Reason:
    return Reason(
        role=role,
        decision=table.id,
        result=each.row.id,
        because=each.row.because,
        source=each.row.source,
        facts=reasons_for(each.row.when, case),
    )


def _lacking(evidence: Evidence) -> Iterator[str]:
    """
    Walk the consents on which something unknown hangs.
    """
    if evidence.truth is not Truth.UNKNOWN:
        return
    if isinstance(evidence.condition, Given):
        yield evidence.condition.purpose
    for part in evidence.parts:
        yield from _lacking(part)


SUITABLE_SERVICE = "suitable_service"
"""What closes an action when no service that was agreed to is surely suitable."""


def only_to_suitable(
    judged: Entry | Withheld,
    referrals: Iterable[Referred],
    assessments: Mapping[str, Assessment],
) -> Entry | Withheld:
    """
    Keep what is advised to services that suit: a consent makes no service safe.

    It holds for the purposes that are asked of services for a need that is acted on.
    """
    if isinstance(judged, Withheld):
        return judged
    suited = _suited(referrals, assessments)
    kept = tuple(
        each
        for each in judged.consents
        if each.purpose not in suited or each.recipient in suited[each.purpose]
    )
    if kept or not judged.consents:
        return attrs.evolve(judged, consents=kept)
    return Withheld(
        action=judged.action,
        urgency=judged.urgency,
        reasons=judged.reasons,
        closed_by=(Closed(needs=SUITABLE_SERVICE, truth=Truth.UNKNOWN),),
        instead=judged.action.instead,
    )


def _suited(
    referrals: Iterable[Referred], assessments: Mapping[str, Assessment]
) -> Mapping[str, frozenset[str]]:
    """
    For each purpose that is asked of services give those that suit some need.
    """
    found: dict[str, frozenset[str]] = {}
    for referred in referrals:
        protocol = assessments[referred.role].protocol
        asked = {
            leaf.purpose
            for table in protocol.for_each_service
            if table.id == referred.need
            for when in conditions_of(table)
            for leaf in leaves(when)
            if isinstance(leaf, Given)
        }
        suitable = {
            each.service.id
            for each in referred.candidates
            if each.suitability is Suitability.SUITABLE
        }
        for purpose in asked:
            found[purpose] = found.get(purpose, frozenset()) | suitable
    return found


def calls_of(
    referrals: Iterable[Referred], assessments: Mapping[str, Assessment]
) -> Iterator[Call]:
    """
    Walk what is done while no service would surely suit, whatever is agreed to.
    """
    for each in referrals:
        actions = assessments[each.role].protocol.actions
        for id_ in each.instead:
            assert each.instead_because is not None
            yield Call(
                action=actions[id_],
                urgency=each.urgency,
                certainty=each.certainty,
                reasons=(each.instead_because,),
            )


def wishes_of(referrals: Iterable[Referred]) -> Iterator[Wish]:
    """
    Walk what is not known and would settle whether a service suits.
    """
    for referred in referrals:
        for each in referred.candidates:
            for row in open_rows(each.outcome):
                yield Wish(row.evidence, referred.urgency)
