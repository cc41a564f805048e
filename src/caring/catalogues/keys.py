"""
The keys of catalogues that are made from the name of a fact or an action.
"""

import re
from collections.abc import Iterator

from caring.values.spans import SourceFile, Span


def places_of(file: SourceFile, what: str, name: str) -> Iterator[Span]:
    """
    Walk the places where a name stands in a key; what is obsolete is left out.

    Args:
        file: A catalogue or a template.
        what: ``fact`` or ``action``; of others the short name alone has a key, and that
            belongs to whatever is called so.
        name: The name in full, such as ``law.age_of_majority``.
    """
    word = re.escape(name)
    key = re.compile(rf'msgctxt "(?:{re.escape(what)}/({word})/.*|name/({word}))"')
    for number, line in enumerate(file.text.split("\n"), 1):
        found = key.match(line)
        if found is not None:
            start, end = found.span(1 if found[1] else 2)
            yield Span(file, number, start + 1, number, end + 1)


def is_short_name(span: Span) -> bool:
    """
    Say whether a place lies in the key of a short name, which others may share.
    """
    return span.file.line(span.line).startswith('msgctxt "name/')
