"""
Texts held to a list of words that are not used about people.
"""

import re
from collections.abc import Iterator
from typing import Any

from caring.authoring.documents.base import Document, SourceDocument
from caring.authoring.documents.works import WorkDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path

_NAME = re.compile(r"[a-z0-9_./@#:+-]*")
"""What is a name, a number or a moment, and no text."""


def check_words(document: Document, scope: Scope) -> None:
    """
    Report each word of a file's texts that is not used about people, once a text.

    Titles and parts of works are other people's words and stay as they are.
    """
    avoided = scope.dictionary.avoided
    # The longest first, so that `sex slave` is not told as `slave`.
    words = sorted(avoided, key=len, reverse=True)
    any_word = re.compile(rf"\b({'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
    for text, path in texts_in(document, ()) if words else ():
        for found in {each.lower() for each in any_word.findall(text)}:
            message = f"`{found}` is not used about people here"
            scope.add("word-about-people", message, path, avoided[found])


def texts_in(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """
    Walk the texts of a document that are ours, each with where it stands.
    """
    if isinstance(value, WorkDocument | SourceDocument):
        return
    if isinstance(value, Document):
        shape = type(value)
        for field in value.model_fields_set:
            key = shape.model_fields[field].alias or field
            yield from texts_in(getattr(value, field), (*path, key))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_in(part, (*path, key))
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from texts_in(part, (*path, n))
    elif isinstance(value, str) and not _NAME.fullmatch(value):
        yield value, path
