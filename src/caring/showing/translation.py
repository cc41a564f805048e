"""
A translation as a value: which texts it has, and when one of them may be shown.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

import attrs

from caring.showing.sentences import SENTENCES
from caring.values.mappings import FrozenMapping, frozen

_PIECES = re.compile(r"\{[^{}]*\}|</?\w[^<>]*>|[*_`]{2}|`|\d+")
"""What a translation has to keep: what is put in, markup, and numbers."""


def digest_of(text: str) -> str:
    """
    Name a source text by its content: 16 hex digits of the SHA-256 of its Unicode NFC.

    >>> digest_of("Who is in the room.") == digest_of("Who is in the room")
    False
    """
    content = unicodedata.normalize("NFC", text).encode()
    return hashlib.sha256(content).hexdigest()[:16]


def pieces_of(text: str) -> tuple[str, ...]:
    """
    List what a translation has to keep unchanged, sorted, because its order may differ.

    >>> pieces_of("Within {hours} hours, at most 72")
    ('72', '{hours}')
    """
    return tuple(sorted(_PIECES.findall(text)))


@attrs.frozen(kw_only=True)
class Message:
    """
    One text that can be translated.
    """

    key: str
    """A name that stays while the text changes, e.g. ``fact/privacy/wording``."""

    domain: str
    """The catalogue it belongs to."""

    source: str
    about: str
    """What it is, for a translator."""

    is_strict: bool = False
    """Whether a translation that is out of date is never shown for it."""

    is_safety: bool = False
    """Whether somebody's safety hangs on the wording; it is strict then."""

    where: str = ""
    """The protocol that uses it; empty for the library's own words."""


@attrs.frozen
class Translated:
    """
    A text in another language, and the digest of the source text it was made from.
    """

    text: str
    digest: str
    is_doubtful: bool = False
    """Whether a translator or a tool marked it as to be looked at again."""

    def is_of(self, source: str) -> bool:
        """
        Say whether it was made from this very source text.
        """
        return self.digest == digest_of(source) and not self.is_doubtful


@attrs.frozen(kw_only=True)
class Translation:
    """
    The texts of one language, by key.
    """

    locale: str
    """Its name, e.g. ``vi``."""

    texts: Mapping[str, Translated] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )
    is_reviewed: bool = False
    """Whether every catalogue it was loaded from names who reviewed it, and when."""

    def shown(self, key: str, source: str, *, is_strict: bool) -> str:
        """
        Say a text in this language, or its source text with a mark that says why not.

        A translation of another source text than this one is out of date. It is shown
        with a mark; where ``is_strict``, or where numbers or what is put in have
        changed too, it is not shown at all.
        """
        found = self.texts.get(key)
        if found is None or not found.text:
            return f"{source} {self.mark('missing')}"
        is_whole = pieces_of(found.text) == pieces_of(source)
        if found.is_of(source):
            return found.text if is_whole else f"{source} {self.mark('missing')}"
        if is_strict or not is_whole:
            return f"{source} {self.mark('withheld')}"
        return f"{found.text} {self.mark('stale')}"

    def mark(self, name: str) -> str:
        """
        Say a mark, in the source language where its own translation is not current.
        """
        key = f"mark/{name}"
        source = SENTENCES[key]
        found = self.texts.get(f"own/{key}")
        return found.text if found and found.text and found.is_of(source) else source


def strict_keys(messages: Iterable[Message]) -> frozenset[str]:
    """
    Name the texts that are never shown in a translation that is out of date.
    """
    return frozenset(each.key for each in messages if each.is_strict or each.is_safety)
