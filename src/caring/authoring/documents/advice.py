"""
The shape of advice in JSON, published so that other programs can rely on it.
"""

from typing import Literal

from pydantic import Field

from caring.authoring.documents.actions import ChannelWord
from caring.authoring.documents.assessments import (
    ConsentReport,
    GuidanceReport,
    LawReport,
    MissingReport,
    ProtocolReport,
    RecordedConsent,
    RecordReport,
    SourceReport,
    UrgencyWord,
    YesNoUnknown,
)
from caring.authoring.documents.base import Document


class ReasonReport(Document):
    """
    Why something is advised.
    """

    role: str
    decision: str
    result: str
    because: str
    source: SourceReport | None
    facts: list[str]


class _ActionReport(Document):
    action: str
    text: str
    audience: Literal["provider", "staff", "manager", "interpreter"]
    action_class: Literal[
        "care",
        "protecting",
        "asking",
        "examining",
        "sharing",
        "reporting",
        "handing_over",
    ] = Field(alias="class")
    carries: list[str]
    channels: list[ChannelWord]
    manner: list[str]
    source: SourceReport
    urgency: UrgencyWord
    reasons: list[ReasonReport]


class EntryReport(_ActionReport):
    """
    One thing to do.
    """

    certainty: Literal["certain", "until_settled", "precaution", "instead"]
    deadline: str | None
    consents: list[ConsentReport]


class ClosedReport(Document):
    """
    Something a guard needs and does not surely have.
    """

    needs: str
    holds: YesNoUnknown


class WithheldReport(_ActionReport):
    """
    Something that may not be done now.
    """

    closed_by: list[ClosedReport]
    excluded_by: list[str]
    instead: list[str]


class QuestionReport(Document):
    """
    A fact worth asking for or noting next.
    """

    fact: str
    wording: str
    type: Literal["yes_no", "choice", "count", "quantity", "moment"]
    sensitivity: Literal["open", "private", "sensitive", "immediate_danger"]
    urgency: UrgencyWord
    open_rules: int


class CandidateReport(Document):
    """
    One service, judged for one need.
    """

    service: str
    title: str
    suitability: Literal["suitable", "ask_first", "not_suitable"]
    contact: str | None
    takes_within: UrgencyWord | None
    vetted_by: str
    review_due: str
    reasons: list[ReasonReport]
    missing: list[MissingReport]
    ask_service: list[str]
    seek_consent: list[str]


class ReferredReport(Document):
    """
    One need, and the services of the directory that could meet it.
    """

    role: str
    need: str
    title: str
    urgency: UrgencyWord
    certainty: Literal["certain", "precaution"]
    none_suitable: bool
    instead: list[str]
    instead_because: ReasonReport | None
    candidates: list[CandidateReport]


class AdviceDocument(Document):
    """
    What ``Advice.to_json`` writes.
    """

    caring: Literal["advice/1"]
    pathway: GuidanceReport
    advised: list[EntryReport]
    withheld: list[WithheldReport]
    next_questions: list[QuestionReport]
    to_observe: list[QuestionReport]
    referrals: list[ReferredReport]
    assessments: dict[str, ProtocolReport]
    law: LawReport
    record: RecordReport
    answers: dict[str, str | int] | None = None
    consent_records: list[RecordedConsent] | None = None
