"""
The model as JSON: as it is written, as what it means, and as its words.

What is *written* keeps the order of the file and can be restored. What it *means* is
canonical: keys, the rows of ``highest`` and ``every`` and operands whose order means
nothing are sorted, Unicode is NFC, and words for readers are left out. Its *words* are
the rest, in the order of the meaning. So two files that mean the same have the same
digest, and mending a sentence changes only the digest of the words.

A field that has its default is not written, so that a field added later changes no
digest; a default therefore never changes while ``FORMAT`` stays.
"""

import datetime as dt
import enum
import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from caring.language.conditions import All, AnyOf, AtLeast, Score
from caring.language.decisions import Every, Highest
from caring.values.marks import LIFE, MARK, PINNED, WORDING

FORMAT = 1
"""Number of the written form; it rises when an old reader could misread a new file."""


def plain(model: object) -> Any:
    """
    Turn a value of the model into JSON's plain data, in the order of its file.

    Raises:
        TypeError: If the value is not part of the model.
    """
    if isinstance(model, str | bool | int | None):
        return model
    match model:
        case enum.Enum():
            return model.value
        case dt.date():
            return _date(model)
        case Mapping():
            return {_key(key): plain(value) for key, value in model.items()}
        case frozenset() | set():
            return sorted((plain(each) for each in model), key=text)
        case tuple():
            return [plain(each) for each in model]
        case _:
            return _fields(model)


def meaning(model: object) -> Any:
    """
    Turn a value of the model into what it means, in canonical order.
    """
    match model:
        case str():
            return unicodedata.normalize("NFC", model)
        case Mapping():
            return {_key(key): meaning(model[key]) for key in sorted(model)}
        case frozenset() | set():
            return sorted((meaning(each) for each in model), key=text)
        case tuple():
            return [meaning(each) for each in model]
        case _ if attrs.has(type(model)):
            return _meaning_of_fields(model)
        case _:
            return plain(model)


def wording(model: object) -> Any:
    """
    Gather the words of a value of the model, in the order of what it means.

    Returns:
        Plain data of the same shape with only the words in it; ``None`` without any.
    """
    match model:
        case Mapping():
            found = {_key(key): wording(model[key]) for key in sorted(model)}
            return _kept(found)
        case frozenset() | set():
            return wording(_sorted(model))
        case tuple():
            words = [wording(each) for each in model]
            return words if any(each is not None for each in words) else None
        case _ if attrs.has(type(model)):
            return _wording_of_fields(model)
        case _:
            return None


def text(data: Any) -> str:
    """
    Write plain data as one line, the same for the same data.
    """
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(kind: str, guidance: object) -> str:
    """
    Write what a protocol or a pathway means as canonical JSON.
    """
    return text({"caring": f"{kind}/{FORMAT}", **meaning(guidance)})


def digest(kind: str, guidance: object) -> str:
    """
    Return the SHA-256 of the canonical JSON, as ``sha256:`` and 64 hex digits.
    """
    return sha256(canonical(kind, guidance).encode())


def wording_digest(kind: str, guidance: object) -> str:
    """
    Return the SHA-256 of the words, as ``sha256:`` and 64 hex digits.
    """
    words = {"caring": f"{kind}-wording/{FORMAT}", "words": wording(guidance)}
    return sha256(text(words).encode())


def sha256(content: bytes) -> str:
    """
    Return the SHA-256 of bytes, as ``sha256:`` and 64 hex digits.
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _date(date: dt.date) -> str:
    if isinstance(date, dt.datetime) and date.tzinfo is None:
        raise TypeError("no canonical form for a datetime without its time zone")
    return date.isoformat()


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"no canonical form for a key that is {type(key).__name__}")
    return key


@cache
def written_fields(model: type) -> tuple["attrs.Attribute[Any]", ...]:
    """
    Return the fields of a class that are written.

    A field that takes no part in equality is written only where the class cannot be
    made without it: the id of a row is, its place in a file is not.
    """
    if not attrs.has(model):
        raise TypeError(f"no canonical form for {model.__name__}")
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(model)
    return tuple(
        each for each in fields if each.eq is not False or each.default is attrs.NOTHING
    )


def mark_of(field: "attrs.Attribute[Any]") -> Mapping[str, Any]:
    """
    Return the mark of a field; empty for meaning.
    """
    return {MARK: field.metadata[MARK]} if MARK in field.metadata else {}


def _values(model: Any) -> Iterator[tuple["attrs.Attribute[Any]", Any]]:
    kind: type = type(model)
    for field in written_fields(kind):
        value = getattr(model, field.name)
        if not _is_default(field, value):
            yield field, value


def _is_default(field: "attrs.Attribute[Any]", value: object) -> bool:
    default: Any = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory()
    # 0 and False are equal in Python and differ in JSON.
    return type(value) is type(default) and bool(value == default)


def _fields(model: Any) -> dict[str, Any]:
    written = {
        field.name: _pin(value) if mark_of(field) == PINNED else plain(value)
        for field, value in _values(model)
    }
    return {"is": type(model).__name__, **written}


def _pin(pinned: Any) -> dict[str, str]:
    return {
        "name": pinned.name,
        "digest": pinned.digest,
        "wording": pinned.wording_digest,
    }


def _meaning_of_fields(model: Any) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for field, value in _values(model):
        mark = mark_of(field)
        if field.eq is False or mark == LIFE:
            continue
        if mark == PINNED:
            written[field.name] = {"name": value.name, "digest": value.digest}
        elif mark != WORDING:
            written[field.name] = meaning(_in_order(model, field.name, value))
        elif isinstance(value, Mapping):
            written[field.name] = sorted(map(_key, value))
    return {"is": type(model).__name__, **dict(sorted(written.items()))}


def _wording_of_fields(model: Any) -> Any:
    found: dict[str, Any] = {}
    for field, value in _values(model):
        mark = mark_of(field)
        if mark == WORDING:
            # Of words everything is kept, and in canonical form.
            found[field.name] = meaning(value)
        elif mark == PINNED:
            found[field.name] = value.wording_digest
        elif mark != LIFE:
            found[field.name] = wording(_in_order(model, field.name, value))
    return _kept(found)


def _kept(found: dict[str, Any]) -> dict[str, Any] | None:
    return {key: each for key, each in found.items() if each is not None} or None


def _in_order(model: object, field: str, value: Any) -> Any:
    return _sorted(value) if field in _unordered(model) else value


def _sorted(parts: Any) -> tuple[Any, ...]:
    """
    Put parts whose order means nothing in order: by meaning, then by words.
    """
    return tuple(
        sorted(parts, key=lambda each: (text(meaning(each)), text(wording(each))))
    )


def _unordered(model: object) -> tuple[str, ...]:
    match model:
        case All() | AnyOf() | AtLeast():
            return ("parts",)
        case Score():
            return ("terms",)
        case Highest():
            return ("floor_rows", "rows")
        case Every():
            return ("rows",)
        case _:
            return ()
