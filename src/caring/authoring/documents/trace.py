"""
The shape of a trace: where each point of what was read stands in the guidance.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from caring.authoring.documents.base import Document, Text, written_as

_NUMBER = r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$"
_PLACE = r"^[a-z]+(/[a-z0-9-]+@[0-9]+\.[0-9]+\.[0-9]+)?#[a-z][a-z0-9_-]*$"

PointNumber: Any = written_as(
    lambda value: isinstance(value, str) and re.fullmatch(_NUMBER, value) is not None,
    "expected the number of a point, such as `AS03-05`",
    {"type": "string", "pattern": _NUMBER},
)
"""The number of a point in the project's notes on a source."""

PlaceName: Any = written_as(
    lambda value: isinstance(value, str) and re.fullmatch(_PLACE, value) is not None,
    "expected a place, such as `kind/name@1.0.0#id` or `facts#id`",
    {"type": "string", "pattern": _PLACE},
)
"""``kind/name@version#id``, or ``facts#id`` and the like for what all share."""

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)
]


class TracedDocument(Document):
    """
    One point: its places, what is left out of it and why, or both.
    """

    at: Annotated[list[PlaceName], Field(min_length=1)] | None = None
    left_out: Reason | None = None


class TraceDocument(Document):
    """
    A file of points of one area.
    """

    caring: Literal["trace/1"]
    title: Text
    points: Annotated[dict[PointNumber, TracedDocument], Field(min_length=1)]
