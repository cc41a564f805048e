"""
Assessment and advice as plain data for JSON; without answers unless they are handed in.

Evidence stays inside, because the truth of a single test would tell an answer.
"""

import datetime as dt
import json
from typing import Any

from caring.guidance.actions import Action
from caring.guidance.approval import Approval
from caring.guidance.assessment import (
    Advice,
    Assessment,
    Entry,
    Question,
    Reason,
    Withheld,
)
from caring.guidance.candidates import Candidate, Referred
from caring.guidance.law import LawReading, Said, WhyUnknown, local_advice
from caring.guidance.protocol import Guidance
from caring.guidance.records import Record
from caring.guidance.safety import Standing, standing
from caring.language.answers import Answers
from caring.language.consent import Consent
from caring.language.decisions import Row
from caring.language.results import (
    ConsentDecision,
    EveryOutcome,
    FirstOutcome,
    LevelOutcome,
    MissingFact,
    Outcome,
    RouteOutcome,
    RowEvidence,
)
from caring.language.silence import Silence
from caring.language.windows import TimeLimit
from caring.values.sources import Source
from caring.values.truth import Truth

FORMAT = 1
"""Number of the written form of results."""

_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}


def as_json(data: dict[str, Any]) -> str:
    """
    Write plain data as JSON, with sorted keys so that equal results are equal text.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2)


def assessment_report(
    assessment: Assessment, answers: Answers | None = None
) -> dict[str, Any]:
    """
    Turn an assessment into plain data.
    """
    report = {
        "caring": f"assessment/{FORMAT}",
        **_assessment(assessment, answers),
        "law": _law(assessment.law),
        "record": assessment.record.as_data(),
    }
    return _with_answers(report, answers)


def advice_report(advice: Advice, answers: Answers | None = None) -> dict[str, Any]:
    """
    Turn advice into plain data.
    """
    report = {
        "caring": f"advice/{FORMAT}",
        "pathway": _guidance(advice.guidance, advice.record),
        "advised": [_entry(each) for each in advice.entries],
        "withheld": [_withheld(each) for each in advice.withheld],
        "next_questions": [_question(each) for each in advice.next_questions],
        "to_observe": [_question(each) for each in advice.to_observe],
        "referrals": [_referred(each) for each in advice.referrals],
        "assessments": {
            role: _assessment(each, answers)
            for role, each in advice.assessments.items()
        },
        "law": _law(advice.law),
        "record": advice.record.as_data(),
    }
    return _with_answers(report, answers)


def _with_answers(report: dict[str, Any], answers: Answers | None) -> dict[str, Any]:
    if answers is None:
        return report
    return {
        **report,
        "answers": {fact: _value(each.value) for fact, each in answers.values.items()},
        "consent_records": [_record_of_consent(each) for each in answers.consents],
    }


def _value(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Silence) else value


def _record_of_consent(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.purpose,
        "recipient": consent.recipient,
        "state": consent.state.value,
    }


def _guidance(guidance: Guidance, record: Record) -> dict[str, Any]:
    approval = guidance.approval
    return {
        "id": guidance.id,
        "version": guidance.version,
        "status": guidance.status.value,
        "title": guidance.title,
        **({} if approval is None else {"approval": _approval(approval, record)}),
    }


def _approval(approval: Approval, record: Record) -> dict[str, Any]:
    return {
        "organisation": approval.organisation,
        "on": approval.on.isoformat(),
        "until": None if approval.until is None else approval.until.isoformat(),
        "stands": approval.stands(record.on),
    }


def _assessment(assessment: Assessment, answers: Answers | None) -> dict[str, Any]:
    limits = [_time_limit(each) for each in assessment.time_limits]
    return {
        **({} if answers is None else {"time_limits": limits}),
        "protocol": _guidance(assessment.protocol, assessment.record),
        "applies": _WORDS[assessment.applies],
        "decisions": {
            name: _outcome(each) for name, each in assessment.outcomes.items()
        },
        "consents": [_consent(each) for each in assessment.consents],
        "routes": [_route(each) for each in assessment.routes],
        "missing": [_missing(each) for each in assessment.missing],
        "reasons": {name: list(each) for name, each in assessment.reasons.items()},
        "stands": _standing(standing(assessment)),
    }


def _standing(found: Standing | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"until": _time(found.until), "reassess_when": list(found.reassess_when)}


def _time_limit(limit: TimeLimit) -> dict[str, Any]:
    return {
        "need": limit.need,
        "title": limit.title,
        "since": limit.window.since,
        "hours": limit.window.hours,
        "earliest": _time(limit.earliest),
        "latest": _time(limit.latest),
        "passed": _WORDS[limit.passed],
        "hours_left_at_least": limit.least_left,
        "hours_left_at_most": limit.most_left,
        "source": _source(limit.window.source),
    }


def _time(time: dt.datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _outcome(outcome: Outcome) -> dict[str, Any]:
    common = {
        "settled": outcome.is_settled,
        "open": outcome.is_open,
        "rows": [_row(each) for each in outcome.rows],
        "missing": [_missing(each) for each in outcome.missing],
    }
    match outcome:
        case LevelOutcome():
            return {"policy": "highest", **common, **_level(outcome)}
        case FirstOutcome():
            possible = list(outcome.possible)
            return {
                "policy": "first",
                **common,
                "result": outcome.result,
                "possible": possible,
            }
        case EveryOutcome():
            return {
                "policy": "every",
                **common,
                "certain": list(outcome.certain),
                "possible": list(outcome.possible),
                "ruled_out": list(outcome.ruled_out),
            }


def _level(outcome: LevelOutcome) -> dict[str, Any]:
    return {
        "scale": list(outcome.decision.scale),
        "at_least": outcome.at_least,
        "at_most": outcome.at_most,
        "floor": outcome.floor,
        "working": outcome.working,
        "raised_because": [each.reason.value for each in outcome.raises],
        "not_decided_by_these_rules": outcome.is_undecided,
    }


def _row(each: RowEvidence) -> dict[str, Any]:
    row: Row = each.row
    return {
        "result": row.result,
        "holds": _WORDS[each.truth],
        "because": row.because,
        "source": _source(row.source),
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "work": source.work.id if source.work else None,
        "title": source.work.title if source.work else None,
        "part": source.part,
        "read": source.read.value,
    }


def _missing(each: MissingFact) -> dict[str, Any]:
    return {"fact": each.fact, "why": each.why.value, "critical": each.is_critical}


def _consent(decision: ConsentDecision) -> dict[str, Any]:
    return {
        "purpose": decision.purpose,
        "recipient": decision.recipient,
        "may_proceed": decision.may_proceed,
        "route": decision.route.value,
        "limits": decision.limits,
        "validity": {
            part.value: _WORDS[truth] for part, truth in decision.validity.items()
        },
        "decider": decision.decider.value,
        "missing": list(decision.missing),
        "refused": decision.is_refused,
        "items": list(decision.items),
        "if_refused": decision.if_refused,
        "expires_at": _time(decision.expires_at),
    }


def _route(outcome: RouteOutcome) -> dict[str, Any]:
    return {
        "purpose": outcome.purpose,
        "route": outcome.route.value,
        "open": _WORDS[outcome.truth],
        "limits": outcome.limits,
        "items": list(outcome.items),
        "missing": [_missing(each) for each in outcome.missing],
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "action": action.id,
        "text": action.text,
        "audience": action.audience.value,
        "class": action.action_class.value,
        "carries": list(action.carries),
        "channels": [each.value for each in action.channels],
        "manner": list(action.manner),
        "source": _source(action.source),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        **_action(entry.action),
        "urgency": entry.urgency.value,
        "certainty": entry.certainty.value,
        "deadline": _time(entry.deadline),
        "reasons": [_reason(each) for each in entry.reasons],
        "consents": [
            {**_consent(each), "items": list(entry.passed_on(each))}
            for each in entry.consents
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "role": reason.role,
        "decision": reason.decision,
        "result": reason.result,
        "because": reason.because,
        "source": _source(reason.source),
        "facts": list(reason.facts),
    }


def _withheld(withheld: Withheld) -> dict[str, Any]:
    return {
        **_action(withheld.action),
        "urgency": withheld.urgency.value,
        "reasons": [_reason(each) for each in withheld.reasons],
        "closed_by": [
            {"needs": each.needs, "holds": _WORDS[each.truth]}
            for each in withheld.closed_by
        ],
        "excluded_by": list(withheld.excluded_by),
        "instead": list(withheld.instead),
    }


def _referred(referred: Referred) -> dict[str, Any]:
    because = referred.instead_because
    return {
        "role": referred.role,
        "need": referred.need,
        "title": referred.title,
        "urgency": referred.urgency.value,
        "certainty": referred.certainty.value,
        "none_suitable": referred.none_suitable,
        "instead": list(referred.instead),
        "instead_because": None if because is None else _reason(because),
        "candidates": [_candidate(each) for each in referred.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    service = candidate.service
    within = service.takes_within
    return {
        "service": service.id,
        "title": service.title,
        "suitability": candidate.suitability.value,
        "contact": candidate.contact,
        "takes_within": None if within is None else within.value,
        "vetted_by": service.vetted_by,
        "review_due": service.review_due.isoformat(),
        "reasons": [_reason(each) for each in candidate.reasons],
        "missing": [_missing(each) for each in candidate.missing],
        "ask_service": list(candidate.ask_service),
        "seek_consent": list(candidate.seek_consent),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact.id,
        "wording": question.fact.wording,
        "type": question.fact.domain.type,
        "sensitivity": question.fact.sensitivity.value,
        "urgency": question.urgency.value,
        "open_rules": question.open_rules,
    }


def _law(readings: tuple[LawReading, ...]) -> dict[str, Any]:
    return {
        "seek_local_advice": list(local_advice(readings)),
        "parameters": [
            _reading(each) for each in readings if each.why is not WhyUnknown.NO_LAW
        ],
    }


def _reading(reading: LawReading) -> dict[str, Any]:
    return {
        "parameter": reading.parameter.id,
        "wording": reading.parameter.wording,
        "value": reading.value,
        "why_unknown": reading.why.value if reading.why else None,
        "conflict": reading.is_conflict,
        "said": [_said(each) for each in reading.said],
    }


def _said(said: Said) -> dict[str, Any]:
    common = {
        "law": said.law,
        "jurisdiction": said.jurisdiction,
        "value": said.value,
        "why_unknown": said.why.value if said.why else None,
    }
    provision = said.provision
    if provision is None:
        return {**common, "provision": None}
    found = {
        "certainty": "confirmed" if provision.is_confirmed else "unsure",
        "checked_on": provision.checked_on.isoformat(),
        "expires_on": provision.expires_on.isoformat(),
        "note": provision.note,
        "source": _source(provision.source),
    }
    return {**common, "provision": found}
