"""
The model as canonical JSON, and its digest.

Canonical form sorts keys, the rows of ``highest`` and ``every`` and the operands whose
order means nothing, keeps the order of ``first``, and writes Unicode in NFC. Two files
that mean the same have the same digest.
"""

import datetime as dt
import enum
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import attrs

from caring.language.conditions import All, AnyOf, AtLeast, Score
from caring.language.decisions import Every, Highest

FORMAT = 1
"""Number of the written form; it rises when an old reader could misread a new file."""


def plain(model: object) -> Any:
    """
    Turn a value of the model into JSON's plain data, in canonical order.

    Raises:
        TypeError: If the value is not part of the model.
    """
    if model is None or isinstance(model, bool | int):
        return model
    match model:
        case str():
            return unicodedata.normalize("NFC", model)
        case enum.Enum():
            return model.value
        case dt.date() if not isinstance(model, dt.datetime):
            return model.isoformat()
        case Mapping():
            return {key: plain(model[key]) for key in sorted(model)}
        case frozenset() | set():
            return sorted((plain(each) for each in model), key=_text)
        case tuple():
            return [plain(each) for each in model]
        case _:
            return _fields(model)


def _fields(model: Any) -> dict[str, Any]:
    if not attrs.has(type(model)):
        raise TypeError(f"no canonical form for {type(model).__name__}")
    written = {
        field.name: plain(getattr(model, field.name))
        for field in attrs.fields(type(model))
        if field.eq is not False
    }
    for name in _unordered(model):
        written[name] = sorted(written[name], key=_text)
    return {"is": type(model).__name__, **dict(sorted(written.items()))}


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


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(kind: str, guidance: object) -> str:
    """
    Write a protocol or a pathway as canonical JSON.
    """
    return _text({"caring": f"{kind}/{FORMAT}", **plain(guidance)})


def digest(kind: str, guidance: object) -> str:
    """
    Return the SHA-256 of the canonical JSON, as ``sha256:`` and 64 hex digits.
    """
    text = canonical(kind, guidance).encode()
    return f"sha256:{hashlib.sha256(text).hexdigest()}"
