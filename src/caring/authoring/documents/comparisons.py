"""
The shape of a comparison in JSON, published so that other programs can rely on it.
"""

from typing import Literal

from caring.authoring.documents.base import Document


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
