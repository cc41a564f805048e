"""
The shape of invariants: what must hold whatever the answers.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Condition,
    Document,
    ProtocolId,
    Slug,
    Sources,
    Text,
    UrgencyWord,
    VersionText,
    is_names,
    written_as,
)

ClassWord = Literal[
    "protecting",
    "care",
    "asking",
    "examining",
    "sharing",
    "reporting",
    "handing_over",
]
SensitivityWord = Literal["open", "private", "sensitive", "immediate_danger"]
YesNo = Literal["yes", "no"]


class SomeDocument(Document):
    """
    Advice of some kind: everything that is written has to be so.
    """

    action: list[Slug] = []
    class_: list[ClassWord] = Field(default=[], alias="class")
    urgency: UrgencyWord | None = None
    consent: Literal["none"] | None = None


class SomeOfferedDocument(Document):
    """
    Questions of some kind.
    """

    sensitivity: Annotated[list[SensitivityWord], Field(min_length=1)]


class LevelStatement(Document):
    """
    What is said of a level.
    """

    role: Slug | None = None
    at_least: Slug | None = None
    at_most: Slug | None = None
    working: Slug | None = None
    settled: YesNo | None = None


class NeedsStatement(Document):
    """
    How needs stand.
    """

    role: Slug | None = None
    certain: list[Slug] = []
    possible: list[Slug] = []
    ruled_out: list[Slug] = []


class TableStatement(Document):
    """
    What a first-match table gives.
    """

    role: Slug | None = None
    id: Slug
    result: Slug


class StatementDocument(Document):
    """
    Something that is so in an encounter: everything that is written has to be.
    """

    holds: Condition | None = None
    advised: list[Slug] = []
    some_advised: SomeDocument | None = None
    withheld: list[Slug] = []
    offered: list[Slug] = []
    some_offered: SomeOfferedDocument | None = None
    level: LevelStatement | None = None
    needs: NeedsStatement | None = None
    table: TableStatement | None = None
    any: list["StatementDocument"] = []


Purposes: Any = written_as(
    lambda value: value == "all" or is_names(value),
    "expected `all`, or a list of purposes",
    {
        "anyOf": [
            {"const": "all"},
            {"type": "array", "minItems": 1, "items": {"type": "string"}},
        ]
    },
)


class SameDocument(Document):
    """
    What may differ between two encounters, and which advice stays the same.
    """

    advised: SomeDocument
    whatever_facts: list[Slug] = []
    whatever_consents: Purposes | None = None


class InvariantDocument(Document):
    """
    One claim, with its reason.
    """

    of: ProtocolId
    version: VersionText | None = None
    says: Text
    because: Text
    source: Slug
    when: StatementDocument | None = None
    always: list[StatementDocument] = []
    never: list[StatementDocument] = []
    same: SameDocument | None = None


class InvariantsDocument(Document):
    """
    A file of invariants.
    """

    caring: Literal["invariants/1"]
    title: Text
    sources: Sources
    invariants: dict[Slug, InvariantDocument]
