"""
The shape of a pathway.
"""

from typing import Annotated, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Document,
    ProtocolId,
    Slug,
    Sources,
    Status,
    Text,
    VersionText,
)
from caring.authoring.documents.laws import Day


class StepDocument(Document):
    """
    One protocol in its role.
    """

    role: Slug
    protocol: ProtocolId
    version: VersionText


class PathwayDocument(Document):
    """
    A file that holds a pathway.
    """

    caring: Literal["pathway/1"]
    id: ProtocolId
    version: VersionText
    status: Status
    title: Text
    purpose: Text
    review_by: Day = None
    sources: Sources
    source: Slug
    entry: list[Slug] = []
    steps: Annotated[list[StepDocument], Field(min_length=1)]
