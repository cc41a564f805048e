"""
A translator's file as a value, and what a change of the source texts does to it.
"""

from collections.abc import Iterable, Mapping

import attrs

from caring.showing.translation import Message, Translated, digest_of, pieces_of
from caring.values.mappings import FrozenMapping, frozen

REVIEW = "X-Caring-Review"
"""The header field that names who reviewed a catalogue, and when."""

UNREVIEWED = "unreviewed"


@attrs.frozen(kw_only=True)
class Entry:
    """
    One text with its translation.
    """

    key: str
    source: str
    """The text as the protocols have it now."""

    text: str = ""
    """The translation; empty while there is none."""

    digest: str = ""
    """Of the source text that was translated."""

    previous: str | None = None
    """The source text that was translated, where that is another than ``source``."""

    is_fuzzy: bool = False
    """Whether it has to be looked at again before it counts."""

    about: tuple[str, ...] = ()
    """What it is, for a translator."""

    comments: tuple[str, ...] = ()
    """What translators wrote beside it."""

    where: tuple[str, ...] = ()
    line: int = attrs.field(default=0, eq=False)

    @property
    def translated(self) -> Translated:
        """
        The translation as it may be shown.
        """
        return Translated(self.text, self.digest, self.is_fuzzy)

    @property
    def is_current(self) -> bool:
        """
        Whether there is a translation of this very source text.
        """
        return bool(self.text) and self.translated.is_of(self.source)

    @property
    def differs(self) -> bool:
        """
        Whether a current translation lost, gained or changed a number or placeholder.
        """
        return self.is_current and pieces_of(self.text) != pieces_of(self.source)


@attrs.frozen(kw_only=True)
class Catalogue:
    """
    The texts of one domain in one language; without a language it is the template.
    """

    domain: str
    locale: str | None
    comments: tuple[str, ...] = ()
    """What translators wrote above the header."""

    header: Mapping[str, str] = attrs.field(factory=FrozenMapping, converter=frozen)
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    """Translations of texts that are gone; kept, in case they come back."""

    @property
    def is_reviewed(self) -> bool:
        """
        Whether its header names who reviewed it.
        """
        return self.header.get(REVIEW, UNREVIEWED).strip() not in {"", UNREVIEWED}

    @property
    def counts(self) -> tuple[int, int, int]:
        """
        How many texts have a current translation, none, and one that is out of date.
        """
        current = sum(each.is_current for each in self.entries)
        missing = sum(not each.text for each in self.entries)
        return current, missing, len(self.entries) - current - missing


def updated(catalogue: Catalogue, messages: Iterable[Message]) -> Catalogue:
    """
    Hold a catalogue to the texts of today.

    A translation whose source text is unchanged is kept, also where it moved to another
    key; one whose source text changed is kept and marked; nothing is thrown away.
    """
    wanted = _by_key(messages)
    pool = [*catalogue.entries, *catalogue.obsolete]
    taken: dict[str, Entry] = {}
    # First those that stand where they stood, so that none is taken for another.
    for is_match in (_is_same, _has_source, _has_key):
        for key in [each for each in wanted if each not in taken]:
            message = wanted[key][0]
            found = next((each for each in pool if is_match(each, message)), None)
            if found is not None:
                taken[key] = found
                pool.remove(found)
    entries = (_entry(wanted[key], taken.get(key)) for key in sorted(wanted))
    gone = sorted((each for each in pool if each.text), key=lambda each: each.key)
    return attrs.evolve(
        catalogue, entries=tuple(entries), obsolete=tuple(_gone(each) for each in gone)
    )


def _by_key(messages: Iterable[Message]) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for each in messages:
        found.setdefault(each.key, []).append(each)
    return found


def _is_same(entry: Entry, message: Message) -> bool:
    return entry.key == message.key and entry.source == message.source


def _has_source(entry: Entry, message: Message) -> bool:
    return bool(entry.text) and entry.source == message.source


def _has_key(entry: Entry, message: Message) -> bool:
    return entry.key == message.key


def _entry(messages: list[Message], old: Entry | None) -> Entry:
    message = messages[0]
    digest = digest_of(message.source)
    new = Entry(
        key=message.key,
        source=message.source,
        digest=digest,
        about=_about(messages),
        comments=old.comments if old is not None else (),
        where=tuple(sorted({each.where for each in messages if each.where})),
    )
    if old is None or not old.text:
        return new
    if old.previous == message.source:
        # The source text went back to what was translated.
        return attrs.evolve(new, text=old.text)
    if old.source == message.source and not old.is_fuzzy:
        # Whoever takes the mark away has translated the text as it stands.
        return attrs.evolve(new, text=old.text)
    previous = old.previous
    if previous is None and old.source != message.source:
        previous = old.source
    return attrs.evolve(
        new, text=old.text, digest=old.digest, previous=previous, is_fuzzy=True
    )


def _about(messages: list[Message]) -> tuple[str, ...]:
    lines = list(dict.fromkeys(each.about for each in messages))[:1]
    if any(each.is_safety for each in messages):
        lines.append("SAFETY: shown only while the translation is up to date")
    elif any(each.is_strict for each in messages):
        lines.append("shown only while the translation is up to date")
    return tuple(lines)


def _gone(entry: Entry) -> Entry:
    """
    Keep a translation with the text it was made from, whatever that became since.
    """
    source = entry.previous or entry.source
    return Entry(
        key=entry.key,
        source=source,
        text=entry.text,
        digest=digest_of(source),
        comments=entry.comments,
    )
