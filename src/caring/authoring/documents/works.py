"""
The shape of a list of works that sources point into.
"""

from typing import Annotated, Literal

from pydantic import Field

from caring.authoring.documents.base import Document, Slug, Text

Year = Annotated[int, Field(ge=1800, le=2200)]


class WorkDocument(Document):
    """
    A book, law, paper or web page.
    """

    title: Text
    by: Text
    year: Year | None = None
    seen: Year | None = None


class WorksDocument(Document):
    """
    A file of works.
    """

    caring: Literal["works/1"]
    works: dict[Slug, WorkDocument]
