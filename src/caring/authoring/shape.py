"""
Plain data to documents; the only file that reads pydantic's complaints.

They become findings in the words of a protocol editor, at the place in the file.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.scope import nearest, one_line
from caring.authoring.sentences import SENTENCES, Mistake, as_is, found, is_model
from caring.authoring.yaml import Path, Places
from caring.values.findings import Collector, Finding
from caring.values.spans import Span

D = TypeVar("D", bound=Document)

_Location: TypeAlias = tuple[int | str, ...]

_MOST_TOLD = 100
"""Complaints about one file; one that has more is broken as a whole."""

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
        message = f"`caring` must be `KIND/1`, found {found(header)}"
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
        complaints = error.errors(include_url=False)[:_MOST_TOLD]
        for each in list(_told_once(complaints)):
            findings.add(_told(kind, each, places))
        return None


def _told_once(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """
    Tell a misspelt key as unexpected and not as missing too; and missing keys together.
    """
    unexpected: dict[_Location, list[str]] = {}
    missing: dict[_Location, list[str]] = {}
    for each in errors:
        *around, key = each["loc"]
        if each["type"] == "extra_forbidden":
            unexpected.setdefault(tuple(around), []).append(str(key))
    for each in errors:
        *around, key = each["loc"]
        place = tuple(around)
        if each["type"] != "missing":
            yield each
        elif not get_close_matches(str(key), unexpected.get(place, ()), n=1):
            together = missing.setdefault(place, [])
            together.append(str(key))
            if len(together) == 1:
                # The list grows on; it is read when all complaints have been walked.
                yield {**each, "ctx": {"names": together}}


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
    code, tell = SENTENCES.get(error["type"], ("wrong-shape", as_is))
    message, help_ = tell(Mistake(_named(steps), error, models, path, places))
    is_key = error["type"] in _ABOUT_KEYS or "[key]" in steps
    span = places.of_key(path) if is_key else places.of(path)
    return Finding(code=code, message=one_line(message), span=span, help=help_)


_ABOUT_KEYS = ("extra_forbidden", "missing", "union_tag_not_found")


def _named(steps: _Location) -> str:
    """
    Say what a mistake is about: a key, or an item of a list.
    """
    names = [step for step in steps if step != "[key]"]
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
    is_tagged = is_model(model) and "type" in model.model_fields
    return get_args(model.model_fields["type"].annotation) if is_tagged else ()


def _inside(model: Any, part: int | str) -> Iterator[Any]:
    """
    Walk the types that a step into a type leads to.
    """
    origin = get_origin(model)
    if is_model(model):
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
