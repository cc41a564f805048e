"""
The shape of a list of words that are not used about people.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from caring.authoring.documents.base import Document, Text

PlainWord = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z -]*$", max_length=80)
]


class WordsDocument(Document):
    """
    A file of words, each with what to write instead.
    """

    caring: Literal["words/1"]
    title: Text
    words: Annotated[dict[PlainWord, Text], Field(min_length=1)]
