"""
What ``caring export ID --to vectors`` writes: covering cases with their results.

Nothing reads it here; its JSON Schema is made from it, for those who read the file.
"""

from typing import Literal

from caring.authoring.documents.base import Document
from caring.authoring.documents.scenarios import ConsentDocument, YesNo


class LevelVector(Document):
    """
    How a decision on a scale came out.
    """

    settled: bool
    open: bool
    at_least: str
    working: str
    at_most: str


class FirstVector(Document):
    """
    How a decision came out in which the first match wins; nothing is a declared gap.
    """

    settled: bool
    open: bool
    result: str | None
    possible: list[str | None]


class EveryVector(Document):
    """
    How a decision came out in which every match counts.
    """

    settled: bool
    open: bool
    certain: list[str]
    possible: list[str]
    ruled_out: list[str]


class ExpectedVector(Document):
    """
    All that comes out; along a pathway each decision is named ``role.decision``.
    """

    applies: dict[str, YesNo | Literal["unknown"]]
    decisions: dict[str, LevelVector | FirstVector | EveryVector]
    advised: list[str]
    withheld: list[str]


class RefusedVector(Document):
    """
    The answers do not fit; these facts are named.
    """

    refused: list[str]


class CaseVector(Document):
    """
    One case: a fact that is not there was not asked, a silence is written by its name.
    """

    name: str
    answers: dict[str, str | int]
    consents: list[ConsentDocument]
    expect: ExpectedVector | RefusedVector


class VectorsDocument(Document):
    """
    A file of covering cases of one protocol or pathway, at one moment.
    """

    caring: Literal["vectors/1"]
    of: str
    version: str
    digest: str
    on: str
    law: list[str]
    cases: list[CaseVector]
