"""
YAML text to plain data, with the place of every key and value.

The only file that knows the YAML library. Data is built from the parser's events and
not from its constructors: so nothing is built twice, nothing recurses on what was
written, and plain words stay words.
"""

import itertools
import math
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from caring.authoring.syntax import sentence
from caring.values.findings import Collector, Finding, Note
from caring.values.spans import SourceFile, Span
from caring.values.text import finding, hidden, is_hidden, start_of

Path: TypeAlias = tuple[str | int, ...]

MOST_LEVELS = 40
"""Mappings and lists may lie this deep; ours lie less than ten deep."""

_MOST_VALUES = 10_000
_MOST_FINDINGS = 50
_MOST_DIGITS = 15
_LONGEST_KEY = 200
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|0[xo][0-9a-fA-F]+")
_WORDS = {"true": True, "True": True, "TRUE": True}
_WORDS |= {"false": False, "False": False, "FALSE": False}
_MERGE = "<<"
_NOTHING = {"", "~", "null", "Null", "NULL"}


@attrs.frozen
class Places:
    """
    Where each value and each key was written, by the path that leads to it.
    """

    file: SourceFile
    values: dict[Path, Span] = attrs.field(factory=dict)
    keys: dict[Path, Span] = attrs.field(factory=dict)

    def of(self, path: Path) -> Span:
        """
        Return the place of a value, or of the nearest thing around it.
        """
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path) or start_of(self.file)

    def of_key(self, path: Path) -> Span:
        """
        Return the place of a key; of an item in a list, that item's place.
        """
        return self.keys.get(path) or self.of(path)


def compose(file: SourceFile, findings: Collector) -> tuple[Any, Places] | None:
    """
    Read one YAML document as plain data with its places.

    Returns:
        The data and the places, or nothing where a finding was added.
    """
    # The same mistake may have been found before, when the file was read for another;
    # so what is found now is gathered apart, and counted.
    found = Collector()
    builder = _Builder(file, found)
    try:
        builder.run(YAML(typ="safe", pure=True).parse(file.text))
    except _StopReading:
        pass
    except MarkedYAMLError as error:
        found.add(_syntax(error, file))
    if not builder.documents and not len(found):
        message = "the file is empty"
        help_ = "begin it with `caring: KIND/1`"
        found.add(finding("empty-file", message, start_of(file), help_))
    for each in found:
        findings.add(each)
    return None if len(found) else (builder.data, builder.places)


def _syntax(error: MarkedYAMLError, file: SourceFile) -> Finding:
    told = sentence(error.context, error.problem)
    marks = [error.problem_mark, error.context_mark]
    mark = next(each for each in marks[:: -1 if told.at_start else 1] if each)
    line, column = mark.line + 1, mark.column + 1
    span = Span(file, line, column, line, column + 1)
    return finding("syntax", told.message, span, told.help)


class _StopReading(Exception):  # noqa: N818 - it ends the reading and reports nothing
    """
    Going on would only add complaints that follow from the last one.
    """


@attrs.define
class _Open:
    """
    A mapping or list that is being filled.
    """

    path: Path
    data: dict[str, Any] | list[Any]
    key: str | None = None
    refused: int = 0


@attrs.define
class _Builder:
    file: SourceFile
    findings: Collector
    places: Places = attrs.Factory(lambda self: Places(self.file), takes_self=True)
    data: Any = None
    documents: int = 0
    _values: int = 0
    _open: list[_Open] = attrs.field(factory=list)

    def run(self, events: Iterator[Event]) -> None:
        for event in events:
            if len(self.findings) >= _MOST_FINDINGS:
                # A file with so many is broken as a whole; the rest is told later.
                raise _StopReading
            match event:
                case DocumentStartEvent():
                    self._begin_document(event)
                case AliasEvent():
                    self._alias(event)
                case ScalarEvent():
                    self._plain(event)
                    self._scalar(event)
                case MappingStartEvent() | SequenceStartEvent():
                    self._plain(event)
                    self._begin(event)
                case MappingEndEvent() | SequenceEndEvent():
                    self._end(event)
                case _:
                    pass

    def _begin_document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document begins here"
            self._add(
                "several-documents", message, event, "put it into a file of its own"
            )
            raise _StopReading

    def _alias(self, event: Any) -> None:
        inside = self._open[-1] if self._open else None
        if inside is None or inside.key != _MERGE:
            self._refuse(event, "alias", "aliases are not used in protocols")
        if inside is not None and inside.key is None and isinstance(inside.data, dict):
            raise _StopReading
        self._take(None, event)

    def _plain(self, event: Any) -> None:
        """
        Refuse anchors and tags: a reviewer sees a whole rule in one place.
        """
        if event.anchor is not None:
            self._refuse(event, "anchor", "anchors are not used in protocols")
        if event.tag is not None and str(event.tag) != "!":
            message = "tags are not used in protocols"
            help_ = "delete it; the schema knows each type"
            self.findings.add(finding("tag", message, self._first_word(event), help_))

    def _refuse(self, event: Event, code: str, message: str) -> None:
        span = self._first_word(event)
        help_ = "write the value out where it applies"
        self.findings.add(finding(code, message, span, help_))

    def _add(self, code: str, message: str, event: Event, help_: str) -> None:
        self.findings.add(finding(code, message, self._span(event), help_))

    def _start(self, event: Any) -> Span:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        return Span(self.file, line, column, line, column + 1)

    def _first_word(self, event: Any) -> Span:
        """
        Return the place of an anchor, alias, tag or merge key, without what follows.
        """
        span = self._start(event)
        rest = self.file.line(span.line)[span.column - 1 :]
        width = len(re.split(r"[\s,:\]}]", rest, maxsplit=1)[0])
        return attrs.evolve(span, end_column=span.column + width)

    def _span(self, event: Any) -> Span:
        """
        Return a word's place; of a mapping or list, the rest of its first line.

        YAML ends a block where the next key begins, which is no place of the block.
        """
        start, end = event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            width = len(self.file.line(line).rstrip())
            return Span(self.file, line, column, line, max(width, column) + 1)
        return Span(self.file, line, column, end.line + 1, end.column + 1)

    def _end(self, event: Any) -> None:
        """
        Close what was open; a mapping or list in brackets reaches to its bracket.
        """
        path = self._open.pop().path
        begun, end = self.places.values[path], event.end_mark
        if end.column > event.start_mark.column:
            span = attrs.evolve(begun, end_line=end.line + 1, end_column=end.column + 1)
            self.places.values[path] = span

    def _begin(self, event: Any) -> None:
        if len(self._open) >= MOST_LEVELS:
            message = f"lists and mappings lie more than {MOST_LEVELS} deep here"
            help_ = "name parts of it as findings"
            self.findings.add(finding("too-deep", message, self._start(event), help_))
            raise _StopReading
        data: dict[str, Any] | list[Any] = (
            {} if isinstance(event, MappingStartEvent) else []
        )
        path = self._take(data, event)
        self._open.append(_Open(path, data))

    def _scalar(self, event: Any) -> None:
        inside = self._open[-1] if self._open else None
        if inside is not None and isinstance(inside.data, dict) and inside.key is None:
            self._key(event, inside, inside.data)
        else:
            self._take(self._value(event), event)

    def _key(self, event: Any, inside: _Open, data: dict[str, Any]) -> None:
        key = self._text(event)
        if key == _MERGE and event.style is None:
            self._refuse(event, "merge-key", "merge keys are not used in protocols")
        elif not key or "\n" in key or len(key) > _LONGEST_KEY:
            self._refuse_key(event)
        elif key in data:
            self._add_duplicate(key, event, inside)
            inside.refused += 1
            key = f"{key} ({inside.refused})"
        self.places.keys[(*inside.path, key)] = self._span(event)
        inside.key = key

    def _add_duplicate(self, key: str, event: Event, inside: _Open) -> None:
        first = Note("first written here", self.places.keys[(*inside.path, key)])
        message = f"`{key}` is written twice"
        span = self._span(event)
        told = finding("duplicate-key", message, span, "keep one of them")
        self.findings.add(attrs.evolve(told, related=(first,)))

    def _refuse_key(self, event: Event) -> None:
        help_ = "write a plain word before the colon"
        self._add("key-not-text", "a key must be a word", event, help_)

    def _take(self, value: Any, event: Any) -> Path:
        """
        Put a value where it belongs, and remember its place.
        """
        self._count(event)
        path: Path = ()
        if self._open:
            inside = self._open[-1]
            if isinstance(inside.data, list):
                path = (*inside.path, len(inside.data))
                inside.data.append(value)
            elif inside.key is None:
                self._refuse_key(event)
                raise _StopReading
            else:
                path = (*inside.path, inside.key)
                inside.data[inside.key] = value
                inside.key = None
        else:
            self.data = value
        # What was left empty after a key is shown at the key.
        is_scalar = isinstance(event, ScalarEvent)
        is_empty = is_scalar and event.start_mark.index == event.end_mark.index
        key = self.places.keys.get(path) if is_empty else None
        self.places.values[path] = key or self._span(event)
        return path

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > _MOST_VALUES:
            message = f"the file holds more than {_MOST_VALUES:,} values"
            self._add("too-large", message, event, "split it by theme")
            raise _StopReading

    def _value(self, event: Any) -> Any:
        """
        Read a plain word by YAML 1.2's core rules; what is quoted is text.
        """
        text = self._text(event)
        if event.style is not None:
            return text
        if text in _NOTHING:
            return None
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return self._integer(text, event)
        if _NO_NUMBER.fullmatch(text):
            return self._no_number(event)
        if not _DECIMAL.fullmatch(text):
            return text
        # Beyond what a computer counts, a plain number would be read as infinity.
        number = float(text)
        return number if math.isfinite(number) else self._no_number(event)

    def _no_number(self, event: Event) -> None:
        message = "this is not a number that can be used"
        help_ = "write a whole number in plain digits"
        self._add("not-a-number", message, event, help_)

    def _text(self, event: Any) -> str:
        """
        Return what was written, and refuse what an escape in quotes would hide.
        """
        text = str(event.value)
        unseen = (each for each in text if is_hidden(each) and each != "\n")
        for character in itertools.islice(unseen, 1):
            self.findings.add(hidden(character, self._span(event)))
        return text

    def _integer(self, text: str, event: Event) -> int | None:
        if len(text) > _MOST_DIGITS:
            message = f"a number with more than {_MOST_DIGITS} digits"
            self._add(
                "not-a-number",
                message,
                event,
                "write a smaller number, or quote it if it is text",
            )
            return None
        return int(text)
