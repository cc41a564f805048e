"""
The shape of the dictionary of facts, its constraints and the asking gate.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Condition,
    Document,
    Slug,
    Sources,
    Text,
    WholeNumber,
    is_names,
    written_as,
)

_MOST_HOURS = 1_000_000

SensitivityWord = Literal["open", "private", "sensitive", "immediate_danger"]


def _is_order(value: Any) -> bool:
    if value == "none":
        return True
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(isinstance(each, str) or is_names(each) for each in value)


Order: Any = written_as(
    _is_order,
    "expected `none`, or the options from least to most dangerous, ties in brackets",
    {
        "anyOf": [
            {"const": "none"},
            {
                "type": "array",
                "items": {
                    "anyOf": [
                        {"type": "string"},
                        {"type": "array", "items": {"type": "string"}},
                    ]
                },
            },
        ]
    },
)


def _is_lasting(value: Any) -> bool:
    if isinstance(value, dict) and set(value) == {"hours"}:
        return type(value["hours"]) is int and 0 < value["hours"] <= _MOST_HOURS
    return value in ("section", "encounter")


Lasts: Any = written_as(
    _is_lasting,
    "expected `section`, `encounter` or `{hours: a whole number}`",
    {
        "anyOf": [
            {"enum": ["section", "encounter"]},
            {
                "type": "object",
                "additionalProperties": False,
                "required": ["hours"],
                "properties": {"hours": {"type": "integer", "minimum": 1}},
            },
        ]
    },
)


class _FactDocument(Document):
    obtained: Literal["observed", "asked", "recorded"]
    wording: Text
    sensitivity: SensitivityWord
    lasts: Lasts
    applies_when: Condition = None
    source: Slug


class YesNoFact(_FactDocument):
    """
    A fact that is answered with yes or no.
    """

    type: Literal["yes_no"]
    danger: Literal["yes", "no", "none"]


class ChoiceFact(_FactDocument):
    """
    A fact that is answered with one of several options.
    """

    type: Literal["choice"]
    options: Annotated[dict[Slug, Text], Field(min_length=2)]
    danger: Order


class RangeDocument(Document):
    """
    The least and the greatest possible answer, both included.
    """

    at_least: WholeNumber
    at_most: WholeNumber


class _NumberFact(_FactDocument):
    unit: Text
    range: RangeDocument
    danger: Literal["higher", "lower", "none"]


class CountFact(_NumberFact):
    """
    A fact that is answered by counting.
    """

    type: Literal["count"]


class QuantityFact(_NumberFact):
    """
    A fact that is answered with a whole measure in a unit.
    """

    type: Literal["quantity"]


FactDocument = Annotated[
    YesNoFact | ChoiceFact | CountFact | QuantityFact, Field(discriminator="type")
]


class FactsDocument(Document):
    """
    A file of facts.
    """

    caring: Literal["facts/1"]
    title: Text
    sources: Sources
    facts: dict[Slug, FactDocument]


class ConstraintDocument(Document):
    """
    Conditions that cannot hold together.
    """

    id: Slug
    excludes: Annotated[list[Condition], Field(min_length=2)] | None = None
    implies: Annotated[list[Condition], Field(min_length=2, max_length=2)] | None = None
    because: Text
    source: Slug


class ConstraintsDocument(Document):
    """
    A file of constraints.
    """

    caring: Literal["constraints/1"]
    sources: Sources
    constraints: list[ConstraintDocument]


class GateDocument(Document):
    """
    The asking gate.
    """

    caring: Literal["gate/1"]
    finding: Slug
    binds: Annotated[list[SensitivityWord], Field(min_length=1)]
    when: Condition
    because: Text
    source: Slug
    sources: Sources
