"""
The shape of the dictionary of facts, its constraints and the asking gate.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

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

FactName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(law\.)?[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=80
    ),
]
"""A fact of the dictionary, or with ``law.`` before it a parameter of the law."""

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


class MomentFact(_FactDocument):
    """
    A fact that is answered with a day, or with a time.
    """

    type: Literal["moment"]
    precision: Literal["day", "time"]


class _DerivedFact(Document):
    wording: Text
    sensitivity: SensitivityWord
    applies_when: Condition = None
    source: Slug


class _ElapsedFact(_DerivedFact):
    of: FactName
    at_most: Annotated[int, Field(ge=1, le=1_000_000)]
    danger: Literal["higher", "lower", "none"]


class AgeFact(_ElapsedFact):
    """
    Completed years, worked out from a day of birth.
    """

    type: Literal["age_in_years"]


class HoursFact(_ElapsedFact):
    """
    Whole hours, worked out from a moment.
    """

    type: Literal["hours_since"]


class BandDocument(Document):
    """
    An option that holds from a number on.
    """

    at_least: WholeNumber
    label: Text


class BandFact(_DerivedFact):
    """
    A choice, worked out from a number.
    """

    type: Literal["band"]
    of: FactName
    options: Annotated[dict[Slug, BandDocument], Field(min_length=2)]
    danger: Order


class AtLeastAsFact(_DerivedFact):
    """
    Yes or no, worked out from two numbers.
    """

    type: Literal["at_least_as"]
    number: FactName
    limit: FactName
    danger: Literal["yes", "no", "none"]


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


DerivedFact = AgeFact | HoursFact | BandFact | AtLeastAsFact
FactDocument = Annotated[
    YesNoFact | ChoiceFact | CountFact | QuantityFact | MomentFact | DerivedFact,
    Field(discriminator="type"),
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
