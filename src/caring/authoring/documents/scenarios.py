"""
The shape of scenarios and encounters: answers, and what a person expects of them.
"""

from collections.abc import Callable
from typing import Any, Literal

from caring.authoring.documents.base import (
    Document,
    ProtocolId,
    Slug,
    Text,
    VersionText,
    written_as,
)
from caring.authoring.documents.directory import Services
from caring.authoring.documents.laws import LawName, LawValue

YesNo = Literal["yes", "no"]
_ORIGINS = ("patient", "staff", "record", "companion")


def _is_answer(value: Any) -> bool:
    if isinstance(value, dict):
        return (
            "value" in value
            and all(key in _FITS and _FITS[key](each) for key, each in value.items())
            and not isinstance(value["value"], dict)
        )
    return isinstance(value, str) or type(value) is int


_FITS: dict[str, Callable[[Any], bool]] = {
    "value": _is_answer,
    "at": lambda each: isinstance(each, str),
    "origin": lambda each: each in _ORIGINS,
    "offers": lambda each: type(each) is int and each >= 1,
}

Given: Any = written_as(
    _is_answer,
    "expected an answer, a silence, or `{value: ...}` with its `at` (a time in quotes),"
    " `origin` (patient, staff, record, companion) or `offers` (1 or more)",
    {
        "anyOf": [
            {"type": ["string", "integer"]},
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["value"],
                "properties": {
                    "value": {"type": ["string", "integer"]},
                    "at": {"type": "string"},
                    "origin": {"enum": list(_ORIGINS)},
                    "offers": {"type": "integer", "minimum": 1},
                },
            },
        ]
    },
)


class ConsentDocument(Document):
    """
    A consent record.
    """

    purpose: Slug
    state: Literal[
        "given", "refused", "withdrawn", "not_sought", "cannot_give", "doubtful"
    ]
    recipient: Text | None = None
    decided_by: (
        Literal[
            "patient",
            "guardian",
            "independent_guardian",
            "proxy",
            "court",
            "nobody_yet",
        ]
        | None
    ) = None
    asked_alone: YesNo | None = None
    pressure: YesNo | None = None
    understood: YesNo | None = None
    assent: Literal["yes", "no", "distress"] | None = None
    told: list[Slug] = []
    items: list[Slug] = []
    form: Literal["oral", "written"] | None = None
    given_at: Text | None = None
    expires_at: Text | None = None
    withdrawn_at: Text | None = None


RaiseWord = Literal[
    "professional_judgement",
    "something_seen",
    "something_told",
    "colleague_advises",
    "own_view",
]


class RaiseDocument(Document):
    """
    A level that a person raises, and why.
    """

    role: Slug | None = None
    level: Slug
    reason: RaiseWord
    at: Text | None = None


class ExpectedDecision(Document):
    """
    What a decision is expected to give; only what is written is compared.
    """

    at_least: Slug | None = None
    at_most: Slug | None = None
    working: Slug | None = None
    settled: YesNo | None = None
    open: YesNo | None = None
    result: Slug | None = None
    certain: list[Slug] | None = None
    possible: list[Slug] | None = None
    ruled_out: list[Slug] | None = None


class ExpectedServices(Document):
    """
    How the services come out for one need; only what is written is compared.
    """

    suitable: list[Slug] | None = None
    ask_first: list[Slug] | None = None
    not_suitable: list[Slug] | None = None
    none_suitable: YesNo | None = None
    ask_service: list[Text] | None = None
    seek_consent: list[Slug] | None = None


class Expectation(Document):
    """
    What a person expects of some answers; only what is written is compared.
    """

    applies: Literal["yes", "no", "unknown"] | None = None
    decisions: dict[Text, ExpectedDecision] = {}
    routes: dict[Slug, Literal["emergency", "legal_duty", "none"]] = {}
    advised: list[Slug] = []
    withheld: list[Slug] = []
    absent: list[Slug] = []
    missing: list[Slug] = []
    law: dict[Slug, LawValue] = {}
    law_conflicts: list[Slug] | None = None
    next: list[Slug] | None = None
    next_includes: list[Slug] = []
    next_excludes: list[Slug] = []
    refused: list[Text] | None = None
    services: dict[Slug, ExpectedServices] = {}


class ScenarioDocument(Document):
    """
    Answers and the expected result.
    """

    name: Text
    because: Text | None = None
    on: Text | None = None
    encounter_began: Text | None = None
    section_began: Text | None = None
    law: list[LawName] | None = None
    answers: dict[Slug, Given] = {}
    consents: list[ConsentDocument] = []
    raises: list[RaiseDocument] = []
    expect: Expectation


class ScenariosDocument(Document):
    """
    A file of scenarios of one protocol or pathway.
    """

    caring: Literal["scenarios/1"]
    of: ProtocolId
    version: VersionText
    on: Text
    services: Services = {}
    law: list[LawName] = []
    scenarios: list[ScenarioDocument]


class EncounterDocument(Document):
    """
    The answers of one encounter, and the pathway to run on them.
    """

    caring: Literal["encounter/1"]
    title: Text
    pathway: ProtocolId
    version: VersionText | None = None
    on: Text
    encounter_began: Text | None = None
    section_began: Text | None = None
    law: list[LawName] = []
    answers: dict[Slug, Given] = {}
    consents: list[ConsentDocument] = []
    raises: list[RaiseDocument] = []
