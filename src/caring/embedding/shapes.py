"""
Small shapes of JSON, each said twice in one place: as a schema and as a test.

Reader and schema are made of the same shapes, so that neither accepts what the other
refuses; a test holds them to each other with another library's validator.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

# A schema's `$` also matches before a last line break in Python, and `\d` more digits
# than ours. Whoever validates elsewhere reads these patterns as ECMAScript does.
_END = r"(?![\s\S])"
_LEAP = (
    r"[12][0-9](?:0[48]|[2468][048]|[13579][26])"
    r"|(?:1[26]|2[048])00"
)
_DAY = (
    r"(?:[12][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|(?:{_LEAP})-02-29)"
)
_HOUR = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = rf"{_DAY}T{_HOUR}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?(?:Z|[+-]{_HOUR})"


@attrs.frozen
class Shape:
    """
    What a value of JSON has to be.
    """

    schema: Mapping[str, Any]
    """The same as JSON Schema."""

    expected: str
    """The same in words, for a message."""

    fits: Callable[[Any], bool]
    """The same as a test."""


def words(*known: str, yes_no: bool = False) -> Shape:
    """
    One of some words; where it is a yes or no, ``true`` and ``false`` too.
    """
    allowed: list[Any] = [*known]
    if yes_no:
        allowed += [
            each for each, word in ((True, "yes"), (False, "no")) if word in known
        ]
    expected = f"expected one of {', '.join(known)}" if known else "expected nothing"

    def fits(value: Any) -> bool:
        return isinstance(value, str | bool) and value in allowed

    # An empty `enum` is not allowed everywhere.
    return Shape({"enum": allowed} if allowed else {"not": {}}, expected, fits)


def text() -> Shape:
    """
    Any text.
    """
    return Shape({"type": "string"}, "expected text", lambda each: type(each) is str)


def whole(at_least: int, at_most: int | None = None, unit: str = "") -> Shape:
    """
    A whole number in a range.
    """
    schema = {"type": "integer", "minimum": at_least}
    if at_most is not None:
        schema["maximum"] = at_most
    up_to = "" if at_most is None else f" to {at_most}"
    named = f"whole {unit}" if unit else "a whole number"

    def fits(value: Any) -> bool:
        # `true` is no number; 2.0 was read as 2, as JSON Schema has it.
        is_in = type(value) is int and value >= at_least
        return is_in and (at_most is None or value <= at_most)

    return Shape(schema, f"expected {named} from {at_least}{up_to}", fits)


def moment(*, day: bool, hour: bool) -> Shape:
    """
    A day, a time with its zone, or either; from the year 1000 to 2999.
    """
    patterns = [_DAY] * day + [_TIME] * hour
    pattern = f"(?:{'|'.join(patterns)})"
    examples = ["a day, such as 2026-01-15"] * day
    examples += ["a time with its zone, such as 2026-01-15T10:00:00+07:00"] * hour
    compiled = re.compile(pattern)

    def fits(value: Any) -> bool:
        return type(value) is str and compiled.fullmatch(value) is not None

    schema = {"type": "string", "pattern": f"^{pattern}{_END}"}
    return Shape(schema, f"expected {' or '.join(examples)}", fits)


def either(*shapes: Shape) -> Shape:
    """
    Whatever fits one of some shapes; the words are those of the first.
    """

    def fits(value: Any) -> bool:
        return any(each.fits(value) for each in shapes)

    schema = {"anyOf": [each.schema for each in shapes]}
    return Shape(schema, shapes[0].expected, fits)


def listed(inside: Shape) -> Shape:
    """
    A list, each item of one shape.
    """

    def fits(value: Any) -> bool:
        return type(value) is list and all(map(inside.fits, value))

    return Shape({"type": "array", "items": inside.schema}, "expected a list", fits)


def record(fields: Mapping[str, Shape], needed: Iterable[str] = ()) -> Shape:
    """
    Named values, each of its own shape; what is not needed may be left out.
    """
    must = sorted(needed)

    def fits(value: Any) -> bool:
        return (
            type(value) is dict
            and value.keys() <= fields.keys()
            and all(each in value for each in must)
            and all(fields[key].fits(each) for key, each in value.items())
        )

    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: each.schema for key, each in fields.items()},
        "required": must,
    }
    return Shape(schema, f"expected {', '.join(fields)}, and nothing else", fits)
