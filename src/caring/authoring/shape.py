"""
Plain data to documents; the only file that reads pydantic's complaints.

They become findings in the words of a protocol editor, at the place in the file.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.scope import nearest, one_line
from caring.authoring.yaml import Path, Places
from caring.values.findings import Collector, Finding
from caring.values.spans import Span

D = TypeVar("D", bound=Document)

_Location: TypeAlias = tuple[int | str, ...]

FORMAT = "1"
"""The number of the written form that this library reads."""


def kind_of(data: Any, places: Places, findings: Collector) -> str | None:
    """
    Read the header, ``caring: KIND/1``.
    """
    begin = "begin the file with `caring: KIND/1`, such as `caring: screening/1`"
    header = data.get("caring") if isinstance(data, dict) else None
    where = places.of(("caring",))
    if not isinstance(data, dict):
        message = "a file is a mapping that begins with `caring:`"
        _add(findings, "not-a-mapping", message, where, begin)
    elif "caring" not in data:
        _add(findings, "missing-key", "`caring` is required here", where, begin)
    elif not isinstance(header, str):
        message = f"`caring` must be `KIND/1`, found {_found(header)}"
        _add(findings, "wrong-type", message, where, begin)
    else:
        return _announced(header, where, findings)
    return None


def _announced(header: str, where: Span, findings: Collector) -> str | None:
    kind, _, number = header.partition("/")
    if kind not in KINDS:
        message = f"no kind of file is called `{kind}`"
        help_ = nearest(kind, KINDS) or f"kinds are {', '.join(KINDS)}"
        _add(findings, "unknown-kind", message, where, help_)
        return None
    if number != FORMAT:
        message = f"this library does not read `{header}`"
        help_ = f"write `{kind}/{FORMAT}`, or use a library that reads the other format"
        _add(findings, "unknown-format", message, where, help_)
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
        for each in _without_misspelt(error.errors(include_url=False)):
            findings.add(_told(kind, each, places))
        return None


def _without_misspelt(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """
    Tell a misspelt key once: as unexpected, and not as missing too.
    """
    unexpected: dict[_Location, list[str]] = {}
    for each in errors:
        if each["type"] == "extra_forbidden":
            *around, key = each["loc"]
            unexpected.setdefault(tuple(around), []).append(str(key))
    for each in errors:
        *around, key = each["loc"] or ("",)
        beside = unexpected.get(tuple(around), ())
        if each["type"] != "missing" or not get_close_matches(str(key), beside, n=1):
            yield each


def _add(
    findings: Collector, code: str, message: str, span: Span, help_: str | None
) -> None:
    message = one_line(message)
    findings.add(Finding(code=code, message=message, span=span, help=help_))


def _told(kind: type[Document], error: ErrorDetails, places: Places) -> Finding:
    steps, models = _walk(kind, error["loc"])
    path = route(steps, places)
    if error["type"] == "union_tag_invalid":
        path = (*path, "type")
    code, tell = _SENTENCES.get(error["type"], ("wrong-shape", _as_is))
    message, help_ = tell(_Mistake(_named(steps), error, models, path, places))
    is_key = error["type"] in ("extra_forbidden", "missing") or "[key]" in steps
    span = places.of_key(path) if is_key else places.of(path)
    return Finding(code=code, message=one_line(message), span=span, help=help_)


def _named(steps: _Location) -> str:
    """
    Say what a mistake is about: a key, or an item of a list.
    """
    names = [step for step in steps if step != "[key]"]
    if not names:
        return "this file"
    last = names[-1]
    if isinstance(last, str):
        return f"`{last}`"
    around = next((f" of `{step}`" for step in names[::-1] if step != last), "")
    return f"item {last + 1}{around}"


def route(location: _Location, places: Places) -> Path:
    """
    Turn pydantic's way to a mistake into a path of the file.

    Pydantic also names keys that are not there and ``[key]``; what the file does not
    have is passed over.
    """
    path: Path = ()
    for part in location:
        if (*path, part) in places.values or (*path, part) in places.keys:
            path = (*path, part)
    return path


@attrs.frozen
class _Mistake:
    """
    What there is to say about one complaint of pydantic's.
    """

    name: str
    """What it is about, ready to stand at the start of a sentence."""

    error: ErrorDetails
    models: tuple[Any, ...]
    """The shapes that are possible around it."""

    path: Path
    places: Places

    @property
    def given(self) -> Any:
        return self.error["input"]

    def context(self, key: str) -> Any:
        return self.error.get("ctx", {}).get(key)


_Told = tuple[str, str | None]
_Teller = Callable[[_Mistake], _Told]


def _missing(mistake: _Mistake) -> _Told:
    return f"{mistake.name} is required here", None


def _unexpected(mistake: _Mistake) -> _Told:
    word, around = str(mistake.path[-1]), mistake.path[:-1]
    free = [
        key
        for key in _keys_of(mistake.models)
        if (*around, key) not in mistake.places.keys
    ]
    return f"{mistake.name} is not expected here", nearest(word, free)


def _literal(mistake: _Mistake) -> _Told:
    words = re.findall(r"'([^']*)'", str(mistake.context("expected")))
    if isinstance(mistake.given, bool) and "yes" in words:
        return f"{mistake.name} takes words, not true or false", "write yes or no"
    return f"{mistake.name} must be {_either(words)}", _near(mistake.given, words)


def _near(given: Any, words: list[str]) -> str | None:
    near = get_close_matches(given, words, n=1) if isinstance(given, str) else None
    return f"did you mean `{near[0]}`?" if near else None


def _either(words: list[str]) -> str:
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} or {last}" if most else last


def _text(mistake: _Mistake) -> _Told:
    message = f"{mistake.name} must be text, found {_found(mistake.given)}"
    if mistake.name == "`version`":
        return message, 'write three whole numbers in quotes, such as "1.0.0"'
    is_scalar = isinstance(mistake.given, int | float)
    return message, "put it in quotes" if is_scalar else None


def _found(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return "true or false"
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    return "a number" if isinstance(given, int | float) else "text"


def _expects(what: str, help_: str | None = None) -> _Teller:
    def tell(mistake: _Mistake) -> _Told:
        return f"{mistake.name} must be {what}, found {_found(mistake.given)}", help_

    return tell


def _pattern(mistake: _Mistake) -> _Told:
    pattern = str(mistake.context("pattern"))
    if pattern.startswith("^(0"):
        return f'{mistake.name} must be three whole numbers, such as "1.0.0"', None
    if "/" in pattern:
        return f"{mistake.name} must be `kind/name-in-small-letters`", None
    message = f"{mistake.name} must be a name in small letters"
    return message, "use letters and digits, joined by `_` or `-`"


def _too_few(mistake: _Mistake) -> _Told:
    least = mistake.context("min_length")
    return f"{mistake.name} needs {least} or more inside", None


def _too_many(mistake: _Mistake) -> _Told:
    most = mistake.context("max_length")
    return f"{mistake.name} takes no more than {most} inside", None


def _empty(mistake: _Mistake) -> _Told:
    return f"{mistake.name} is empty", "write a sentence for the reader"


def _too_long(mistake: _Mistake) -> _Told:
    most = mistake.context("max_length")
    return f"{mistake.name} is longer than {most} characters", "make it shorter"


def _too_low(mistake: _Mistake) -> _Told:
    return f"{mistake.name} must be at least {mistake.context('ge'):,}", None


def _too_high(mistake: _Mistake) -> _Told:
    return f"{mistake.name} must be at most {mistake.context('le'):,}", None


def _no_tag(mistake: _Mistake) -> _Told:
    return "`type` is required here", "say yes_no, choice, count or quantity"


def _wrong_tag(mistake: _Mistake) -> _Told:
    words = re.findall(r"'([^']*)'", str(mistake.context("expected_tags")))
    return f"`type` must be {_either(words)}", _near(mistake.context("tag"), words)


def _own_words(mistake: _Mistake) -> _Told:
    return f"{mistake.name}: {mistake.error['msg']}", None


def _as_is(mistake: _Mistake) -> _Told:
    return f"{mistake.name} does not have the right shape", None


_SENTENCES: dict[str, tuple[str, _Teller]] = {
    "missing": ("missing-key", _missing),
    "extra_forbidden": ("unexpected-key", _unexpected),
    "literal_error": ("unknown-word", _literal),
    "string_type": ("wrong-type", _text),
    "int_type": ("wrong-type", _expects("a whole number")),
    "bool_type": (
        "wrong-type",
        _expects("true or false"),
    ),
    "list_type": ("wrong-type", _expects("a list")),
    "dict_type": ("wrong-type", _expects("a mapping")),
    "model_type": ("wrong-type", _expects("a mapping")),
    "model_attributes_type": ("wrong-type", _expects("a mapping")),
    "string_pattern_mismatch": ("wrong-name", _pattern),
    "too_short": ("too-few", _too_few),
    "too_long": ("too-many", _too_many),
    "string_too_short": ("empty-text", _empty),
    "string_too_long": ("too-long", _too_long),
    "greater_than_equal": ("out-of-range", _too_low),
    "less_than_equal": ("out-of-range", _too_high),
    "union_tag_not_found": ("missing-key", _no_tag),
    "union_tag_invalid": ("unknown-word", _wrong_tag),
    "expected": ("wrong-shape", _own_words),
}


def _walk(
    kind: type[Document], location: _Location
) -> tuple[_Location, tuple[Any, ...]]:
    """
    Follow pydantic's way to a mistake through the shapes of a kind.

    Returns:
        The steps that are steps in the file, which the tag of a union is not, and the
        shapes that are possible around the last one.
    """
    steps: _Location = ()
    around: tuple[Any, ...] = (kind,)
    inside: tuple[Any, ...] = (kind,)
    for part in location:
        tagged = tuple(each for each in inside if part in _tags(each))
        if len(inside) > 1 and tagged:
            inside = tagged
            continue
        steps, around = (*steps, part), inside
        inside = tuple(found for each in inside for found in _inside(each, part))
    return steps, around


def _tags(model: Any) -> tuple[Any, ...]:
    is_tagged = _is_model(model) and "type" in model.model_fields
    return get_args(model.model_fields["type"].annotation) if is_tagged else ()


def _is_model(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, BaseModel)


def _keys_of(models: tuple[Any, ...]) -> list[str]:
    """
    Name the keys that are allowed in mappings of these shapes.
    """
    names = {
        field.alias or name
        for model in models
        if _is_model(model)
        for name, field in model.model_fields.items()
    }
    return sorted(names)


def _inside(model: Any, part: int | str) -> Iterator[Any]:
    """
    Walk the types that a step into a type leads to.
    """
    origin = get_origin(model)
    if _is_model(model):
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
