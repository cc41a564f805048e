"""
The shape of results in JSON, published so that other programs can rely on it.
"""

from typing import Annotated, Literal

from pydantic import Field

from caring.authoring.documents.actions import ChannelWord
from caring.authoring.documents.base import Document
from caring.authoring.documents.scenarios import RaiseWord

YesNoUnknown = Literal["yes", "no", "unknown"]
UrgencyWord = Literal["immediate", "h24", "h72", "routine"]
ValidityWord = Literal[
    "capacity",
    "voluntariness",
    "information",
    "comprehension",
    "specificity",
    "currency",
    "revocability",
    "unconditionality",
    "documented",
    "authority",
]
WhyUnknownWord = Literal[
    "absent",
    "unsure",
    "not_yet_in_force",
    "no_longer_in_force",
    "changes_today",
    "expired",
    "does_not_fit",
    "conflict",
]
SilenceWord = Literal["not_asked", "declined", "does_not_know", "unsafe_to_ask"]


class ApprovalReport(Document):
    """
    Under whose approval it was loaded, and whether that stands at the moment asked.
    """

    organisation: str
    on: str
    until: str | None
    stands: bool


class GuidanceReport(Document):
    """
    Which protocol or pathway.
    """

    id: str
    version: str
    status: Literal["draft", "in_review", "approved", "retired"]
    title: str
    approval: ApprovalReport | None = None


class SourceReport(Document):
    """
    Where a rule comes from, and how well that was read.
    """

    work: str | None
    title: str | None
    part: str
    read: Literal["full", "excerpt", "derivative", "recalled", "project"]


class RowReport(Document):
    """
    A rule and whether it holds.
    """

    result: str
    holds: YesNoUnknown
    because: str
    source: SourceReport


class MissingReport(Document):
    """
    A silent fact that could still matter.
    """

    fact: str
    why: SilenceWord
    critical: bool


class _OutcomeReport(Document):
    settled: bool
    open: bool
    rows: list[RowReport]
    missing: list[MissingReport]


class LevelReport(_OutcomeReport):
    """
    A result on a scale, as bounds.
    """

    policy: Literal["highest"]
    scale: list[str]
    at_least: str
    at_most: str
    floor: str
    working: str
    raised_because: list[RaiseWord]
    not_decided_by_these_rules: bool


class FirstReport(_OutcomeReport):
    """
    A result of a table in which the first match wins.
    """

    policy: Literal["first"]
    result: str | None
    possible: list[str | None]


class EveryReport(_OutcomeReport):
    """
    The results that hold, may hold and do not hold.
    """

    policy: Literal["every"]
    certain: list[str]
    possible: list[str]
    ruled_out: list[str]


OutcomeReport = Annotated[
    LevelReport | FirstReport | EveryReport, Field(discriminator="policy")
]


class ConsentReport(Document):
    """
    Whether something may be done for a purpose, towards a recipient.
    """

    purpose: str
    recipient: str | None
    may_proceed: bool
    route: Literal["consent", "emergency", "legal_duty", "none"]
    limits: str | None
    validity: dict[ValidityWord, YesNoUnknown]
    decider: str
    missing: list[str]
    refused: bool
    items: list[str]
    if_refused: str
    expires_at: str | None


class RouteReport(Document):
    """
    Whether a way without consent is open, and how far it goes.
    """

    purpose: str
    route: Literal["emergency", "legal_duty"]
    open: YesNoUnknown
    limits: str
    items: list[str]
    missing: list[MissingReport]


class PinReport(Document):
    """
    The exact protocol that was run.
    """

    role: str
    id: str
    version: str
    digest: str


class RaiseReport(Document):
    """
    A level that a person raised.
    """

    role: str | None
    level: str
    reason: RaiseWord
    at: str | None


class RecordReport(Document):
    """
    What has to be kept to run the same again.
    """

    on: str
    guidance: PinReport
    protocols: list[PinReport]
    law: list[PinReport]
    format: int
    raises: list[RaiseReport]
    directory: str | None


class StandingReport(Document):
    """
    How long a result stands; `until` is null where it stands until the next visit.
    """

    until: str | None
    reassess_when: list[str]


class TimeLimitReport(Document):
    """
    Until when a need can be met; the two moments differ where a day alone is known.
    """

    need: str
    title: str | None
    since: str
    hours: int
    earliest: str
    latest: str
    passed: YesNoUnknown
    hours_left_at_least: int
    hours_left_at_most: int
    source: SourceReport


class ProvisionReport(Document):
    """
    Where a law says something, and how sure that is.
    """

    certainty: Literal["confirmed", "unsure"]
    checked_on: str
    expires_on: str
    note: str
    source: SourceReport


class SaidReport(Document):
    """
    What one law says of a parameter; without a value it is not known.
    """

    law: str
    jurisdiction: str
    value: str | int | None
    why_unknown: WhyUnknownWord | None
    provision: ProvisionReport | None


class ReadingReport(Document):
    """
    What all laws together say of a parameter: the stricter value, or nothing.
    """

    parameter: str
    wording: str
    value: str | int | None
    why_unknown: WhyUnknownWord | None
    conflict: bool
    said: list[SaidReport]


class LawReport(Document):
    """
    What the law says of what was read, and on what to seek local advice.
    """

    seek_local_advice: list[str]
    parameters: list[ReadingReport]


class ProtocolReport(Document):
    """
    The result of one protocol.
    """

    protocol: GuidanceReport
    applies: YesNoUnknown
    decisions: dict[str, OutcomeReport]
    consents: list[ConsentReport]
    routes: list[RouteReport]
    missing: list[MissingReport]
    reasons: dict[str, list[str]]
    stands: StandingReport | None
    time_limits: list[TimeLimitReport] | None = None


class RecordedConsent(Document):
    """
    A consent record, where answers were asked for.
    """

    purpose: str
    recipient: str | None
    state: str


class AssessmentDocument(ProtocolReport):
    """
    What ``Assessment.to_json`` writes.
    """

    caring: Literal["assessment/1"]
    law: LawReport
    record: RecordReport
    answers: dict[str, str | int] | None = None
    consent_records: list[RecordedConsent] | None = None


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


class ComparedVersion(Document):
    """
    One of the two versions that are compared.
    """

    id: str
    version: str


class RuleReport(Document):
    """
    A row or an action that is responsible for a change.
    """

    says: str
    place: str | None
    """``file:line:column``; nothing for a released version, which keeps no places."""


StepWord = Literal["none", "patch", "minor", "major"]


class ChangeReport(Document):
    """
    One change of results or of advice.
    """

    change: Literal[
        "value",
        "opened",
        "closed",
        "moved",
        "working",
        "reason",
        "gained",
        "lost",
        "sooner",
        "later",
        "loosened",
        "tightened",
        "refused",
        "accepted",
    ]
    role: str | None
    of: str
    was: str
    now: str
    direction: Literal["towards", "away", "neither"]
    action_class: str | None
    step: StepWord
    sheets: int | None
    """How many answer sheets show it; nothing where that was not counted."""

    out_of: int | None
    case: list[str]
    scenario: list[str]
    old_rules: list[RuleReport]
    new_rules: list[RuleReport]


class ToldReport(Document):
    """
    A difference that was read from the files.
    """

    part: str
    was: str
    now: str
    step: StepWord


class WordsReport(Document):
    """
    Words for readers that changed.
    """

    part: str
    was: list[str]
    now: list[str]


class GuaranteesReport(Document):
    """
    Guarantees of both versions, by id.
    """

    kept: list[str]
    lost: list[str]
    won: list[str]
    broken: list[str]


class ComparisonDocument(Document):
    """
    What changed from one version to another.
    """

    caring: Literal["comparison/1"]
    old: ComparedVersion
    new: ComparedVersion
    step: StepWord
    least_version: str | None
    """The least version to write for it; nothing where nothing changed."""

    sheets: int | None
    """How many answer sheets both versions take."""

    taken_by_one: int | None
    """How many at least one of them takes."""

    changes: list[ChangeReport]
    told: list[ToldReport]
    words: list[WordsReport]
    not_compared: list[str]
    guarantees: GuaranteesReport | None
