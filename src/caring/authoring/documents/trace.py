"""
The shape of a trace: where each point of what was read stands in the guidance.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from caring.authoring.documents.base import Document, Text

PointNumber = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+$", max_length=40),
]
"""The number of a point in the project's notes on a source, such as ``AS03-05``."""

PlaceName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z]+(/[a-z0-9-]+@[0-9]+\.[0-9]+\.[0-9]+)?#[a-z][a-z0-9_-]*$",
        max_length=200,
    ),
]
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
