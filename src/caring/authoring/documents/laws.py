"""
The shape of the parameters that a law may answer, and of the law of one place.
"""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Document,
    Slug,
    Sources,
    Status,
    Text,
    VersionText,
    is_names,
    written_as,
)
from caring.authoring.documents.facts import RangeDocument

OptionOrder: Any = written_as(
    lambda value: value == "none" or is_names(value),
    "expected `none`, or options from least to most strict; one left out cannot be"
    " compared",
    {
        "anyOf": [
            {"const": "none"},
            {"type": "array", "minItems": 1, "items": {"type": "string"}},
        ]
    },
)

LawValue: Any = written_as(
    lambda value: isinstance(value, str) or type(value) is int,
    "expected an option in words, or a whole number",
    {"type": ["string", "integer"]},
)

_YEARS = range(1800, 2201)


def _is_day(value: object) -> bool:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    # Other ways of writing ISO 8601, such as 20260115, are not for readers.
    return day is not None and day.isoformat() == value and day.year in _YEARS


Day: Any = written_as(
    _is_day,
    'expected a day in quotes, such as "2026-01-15"',
    {"type": "string", "format": "date"},
)
"""A day of the calendar."""

_ID = r"law/[a-z][a-z0-9]*(-[a-z0-9]+)*"
_NAME = rf"{_ID}(@[0-9]+\.[0-9]+\.[0-9]+)?"
_OFFSET = r"[+-](0[0-9]|1[0-4]):(00|15|30|45)"


def _matching(pattern: str, expected: str) -> object:
    return written_as(
        lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value)),
        expected,
        {"type": "string", "pattern": f"^{pattern}$"},
    )


LawId: Any = _matching(_ID, "expected `law/` and a place, such as `law/vn`")
"""``law/place-in-kebab-case``."""

LawName: Any = _matching(_NAME, "expected a law, such as `law/vn` or `law/vn@1.0.0`")
"""A law, with or without ``@version``."""

Offset: Any = _matching(
    _OFFSET, 'expected how far clocks are ahead of UTC, such as "+07:00"'
)


class _Parameter(Document):
    wording: Text
    source: Slug


class YesNoParameter(_Parameter):
    """
    A parameter to which the law says yes or no.
    """

    type: Literal["yes_no"]
    stricter: OptionOrder


class ChoiceParameter(_Parameter):
    """
    A parameter to which the law says one of several options.
    """

    type: Literal["choice"]
    options: Annotated[dict[Slug, Text], Field(min_length=2)]
    stricter: OptionOrder


class QuantityParameter(_Parameter):
    """
    A parameter to which the law says a whole number in a unit.
    """

    type: Literal["quantity"]
    unit: Text
    range: RangeDocument
    stricter: Literal["higher", "lower", "none"]


ParameterDocument = Annotated[
    YesNoParameter | ChoiceParameter | QuantityParameter, Field(discriminator="type")
]


class ParametersDocument(Document):
    """
    A file of the parameters that rules may read and laws may answer.
    """

    caring: Literal["parameters/1"]
    title: Text
    sources: Sources
    parameters: dict[Slug, ParameterDocument]


class ProvisionDocument(Document):
    """
    What a law says of one parameter, for a time.
    """

    parameter: Slug
    value: LawValue = None
    certainty: Literal["confirmed", "unsure"]
    from_: Day = Field(default=None, alias="from")
    until: Day = None
    checked_on: Day
    expires_on: Day
    source: Slug
    note: Text


class LawDocument(Document):
    """
    A file that holds the law of one place.
    """

    caring: Literal["law/1"]
    id: LawId
    version: VersionText
    status: Status
    title: Text
    purpose: Text
    jurisdiction: Text
    utc_offsets: Annotated[list[Offset], Field(min_length=1, max_length=2)]
    sources: Sources
    provisions: Annotated[list[ProvisionDocument], Field(min_length=1)]
