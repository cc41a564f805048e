"""
Plain data to documents; the only file that reads pydantic's complaints.

They become findings in the words of a protocol editor, at the place in the file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.scope import nearest
from caring.authoring.yaml import Path, Places
from caring.values.findings import Collector, Finding
from caring.values.spans import Span

D = TypeVar("D", bound=Document)

FORMAT = "1"
"""The number of the written form that this library reads."""


def kind_of(data: Any, places: Places, findings: Collector) -> str | None:
    """
    Read the header, ``caring: KIND/1``.
    """
    if not isinstance(data, dict):
        _add(
            findings,
            "not-a-mapping",
            "a file is a mapping that begins with `caring:`",
            places.of(()),
            None,
        )
        return None
    header = data.get("caring")
    if not isinstance(header, str):
        help_ = "begin the file with `caring: KIND/1`, such as `caring: screening/1`"
        _add(
            findings,
            "missing-key",
            "`caring` is required here",
            places.of(("caring",)),
            help_,
        )
        return None
    kind, _, number = header.partition("/")
    if kind not in KINDS:
        message = f"no kind of file is called `{kind}`"
        _add(
            findings,
            "unknown-kind",
            message,
            places.of(("caring",)),
            nearest(kind, KINDS),
        )
        return None
    if number != FORMAT:
        message = f"this library does not read `{header}`"
        help_ = f"write `{kind}/{FORMAT}`, or use a library that reads the other format"
        _add(findings, "unknown-format", message, places.of(("caring",)), help_)
        return None
    return kind


def validate(kind: type[D], data: Any, places: Places, findings: Collector) -> D | None:
    """
    Hold data to the shape of its kind.

    Returns:
        The document, or nothing where findings were added.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=True):
            findings.add(_told(kind, each, places))
        return None


def _add(
    findings: Collector, code: str, message: str, span: Span, help_: str | None
) -> None:
    findings.add(Finding(code=code, message=message, span=span, help=help_))


def _told(kind: type[Document], error: ErrorDetails, places: Places) -> Finding:
    path = route(error["loc"], places)
    name = str(error["loc"][-1]) if error["loc"] else "this file"
    code, tell = _SENTENCES.get(error["type"], ("wrong-shape", _as_is))
    message, help_ = tell(name, error, kind)
    is_key = error["type"] in ("extra_forbidden", "missing") or name == "[key]"
    span = places.of_key(path) if is_key else places.of(path)
    return Finding(code=code, message=message, span=span, help=help_)


def route(location: tuple[int | str, ...], places: Places) -> Path:
    """
    Turn pydantic's way to a mistake into a path of the file.

    Pydantic also names union tags, keys that are not there and ``[key]``; what the file
    does not have is passed over.
    """
    path: Path = ()
    for part in location:
        if (*path, part) in places.values or (*path, part) in places.keys:
            path = (*path, part)
    return path


_Told = tuple[str, str | None]
_Teller = Callable[[str, ErrorDetails, type[Document]], _Told]


def _missing(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return f"`{name}` is required here", None


def _unexpected(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return f"`{name}` is not expected here", nearest(name, allowed(kind, error["loc"]))


def _literal(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    words = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    given = error["input"]
    if isinstance(given, bool) and "yes" in words:
        return f"`{name}` takes words, not true or false", "write yes or no"
    message = f"`{name}` must be {_either(words)}"
    return message, nearest(given, words) if isinstance(given, str) else None


def _either(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return (
        quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    )


def _text(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    given = error["input"]
    if isinstance(given, (int, float)):
        return f"`{name}` must be text, found a bare number", "put it in quotes"
    return f"`{name}` must be text, found {_found(given)}", None


def _found(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return "true or false"
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    return "a number" if isinstance(given, (int, float)) else "text"


def _expects(what: str) -> _Teller:
    def tell(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
        return f"`{name}` must be {what}, found {_found(error['input'])}", None

    return tell


def _pattern(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    if name == "[key]":
        name = str(error["loc"][-2])
    if pattern.startswith("^(0"):
        return f'`{name}` must be three whole numbers, such as "1.0.0"', None
    if "/" in pattern:
        return f"`{name}` must be `kind/name-in-small-letters`", None
    return f"`{name}` must be small letters and digits joined by `_` or `-`", None


def _too_few(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    least = error.get("ctx", {}).get("min_length", 1)
    return f"`{name}` needs {least} or more", None


def _empty(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return f"`{name}` is empty", "write a sentence for the reader"


def _too_long(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return (
        f"`{name}` is longer than {error.get('ctx', {}).get('max_length')}",
        "make it shorter",
    )


def _limit(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    context: Mapping[str, Any] = error.get("ctx", {})
    if "ge" in context:
        return f"`{name}` must be at least {context['ge']}", None
    return f"`{name}` must be at most {context['le']}", None


def _no_tag(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return "`type` is required here", "say yes_no, choice, count or quantity"


def _wrong_tag(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    words = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected_tags", "")))
    tag = str(error.get("ctx", {}).get("tag", ""))
    return f"`type` must be {_either(words)}", nearest(tag, words)


def _own_words(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return f"`{name}`: {error['msg']}", None


def _as_is(name: str, error: ErrorDetails, kind: type[Document]) -> _Told:
    return f"`{name}` does not have the right shape", None


_SENTENCES: dict[str, tuple[str, _Teller]] = {
    "missing": ("missing-key", _missing),
    "extra_forbidden": ("unexpected-key", _unexpected),
    "literal_error": ("unknown-word", _literal),
    "string_type": ("wrong-type", _text),
    "int_type": ("wrong-type", _expects("a whole number")),
    "bool_type": ("wrong-type", _expects("true or false")),
    "list_type": ("wrong-type", _expects("a list")),
    "dict_type": ("wrong-type", _expects("a mapping")),
    "model_type": ("wrong-type", _expects("a mapping")),
    "model_attributes_type": ("wrong-type", _expects("a mapping")),
    "string_pattern_mismatch": ("wrong-name", _pattern),
    "too_short": ("too-few", _too_few),
    "too_long": ("too-many", _too_long),
    "string_too_short": ("empty-text", _empty),
    "string_too_long": ("too-long", _too_long),
    "greater_than_equal": ("out-of-range", _limit),
    "less_than_equal": ("out-of-range", _limit),
    "union_tag_not_found": ("missing-key", _no_tag),
    "union_tag_invalid": ("unknown-word", _wrong_tag),
    "expected": ("wrong-shape", _own_words),
}


def allowed(kind: type[Document], location: tuple[int | str, ...]) -> list[str]:
    """
    Name the keys that are allowed where an unexpected one was found.
    """
    models: list[Any] = [kind]
    for part in location[:-1]:
        inner = [each for model in models for each in _inside(model, part)]
        models = inner or models  # a union tag is no step into the file
    names = [
        field.alias or name
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    ]
    return sorted(set(names))


def _inside(model: Any, part: int | str) -> Iterator[Any]:
    """
    Walk the types that a step into a type leads to.
    """
    origin = get_origin(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                yield from _unwrapped(field.annotation)
    elif origin is list:
        yield from _unwrapped(get_args(model)[0])
    elif origin is dict:
        yield from _unwrapped(get_args(model)[1])


def _unwrapped(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _unwrapped(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _unwrapped(each)
    else:
        yield annotation
