"""
What pydantic complains of, in the words of a protocol editor.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from caring.authoring.documents.base import Document
from caring.authoring.scope import nearest
from caring.authoring.yaml import Path, Places


@attrs.frozen
class Mistake:
    """
    What there is to say about one complaint of pydantic's.
    """

    name: str
    """What it is about, ready to stand at the start of a sentence."""

    error: Mapping[str, object]
    models: tuple[Any, ...]
    """The shapes that are possible around it."""

    path: Path
    places: Places

    @property
    def given(self) -> Any:
        """
        What was written there.
        """
        return self.error["input"]

    def context(self, key: str) -> Any:
        """
        Return what pydantic adds to a complaint, such as a limit.
        """
        context = self.error.get("ctx")
        return context.get(key) if isinstance(context, dict) else None


_Told = tuple[str, str | None]
_Teller = Callable[[Mistake], _Told]


def _missing(mistake: Mistake) -> _Told:
    *most, last = [f"`{name}`" for name in mistake.context("names")]
    if not most:
        return f"{last} is required here", None
    return f"{', '.join(most)} and {last} are required here", None


def _unexpected(mistake: Mistake) -> _Told:
    word, around = str(mistake.path[-1]), mistake.path[:-1]
    free = [
        key
        for key in _keys_of(mistake.models)
        if (*around, key) not in mistake.places.keys
    ]
    return f"{mistake.name} is not expected here", nearest(word, free)


def _literal(mistake: Mistake) -> _Told:
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


def _text(mistake: Mistake) -> _Told:
    message = f"{mistake.name} must be text, found {found(mistake.given)}"
    if mistake.name == "`version`":
        return message, 'write three whole numbers in quotes, such as "1.0.0"'
    is_scalar = isinstance(mistake.given, int | float)
    return message, "put it in quotes" if is_scalar else _unwritten(mistake.given)


def _unwritten(given: Any) -> str | None:
    return "write it after the colon" if given is None else None


def found(given: Any) -> str:
    """
    Say what was written, in words for whoever wrote it.
    """
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
    def tell(mistake: Mistake) -> _Told:
        message = f"{mistake.name} must be {what}, found {found(mistake.given)}"
        return message, _unwritten(mistake.given) or help_

    return tell


def _pattern(mistake: Mistake) -> _Told:
    pattern = str(mistake.context("pattern"))
    if pattern.startswith("^(0"):
        return f'{mistake.name} must be three whole numbers, such as "1.0.0"', None
    if "/" in pattern:
        return f"{mistake.name} must be `kind/name-in-small-letters`", None
    message = f"{mistake.name} must be a name in small letters"
    return message, "use letters and digits, joined by `_` or `-`"


def _too_few(mistake: Mistake) -> _Told:
    least, things = mistake.context("min_length"), _things(mistake.given)
    return f"{mistake.name} needs {least} or more {things}", None


def _too_many(mistake: Mistake) -> _Told:
    most, things = mistake.context("max_length"), _things(mistake.given)
    return f"{mistake.name} takes no more than {most} {things}", None


def _things(given: Any) -> str:
    return "keys" if isinstance(given, dict) else "items"


def _empty(mistake: Mistake) -> _Told:
    return f"{mistake.name} is empty", "write a sentence for the reader"


def _too_long(mistake: Mistake) -> _Told:
    most = mistake.context("max_length")
    return f"{mistake.name} is longer than {most} characters", "make it shorter"


def _too_low(mistake: Mistake) -> _Told:
    return f"{mistake.name} must be at least {mistake.context('ge')}", None


def _too_high(mistake: Mistake) -> _Told:
    return f"{mistake.name} must be at most {mistake.context('le')}", None


def _no_tag(_: Mistake) -> _Told:
    return "`type` is required here", "say yes_no, choice, count or quantity"


def _wrong_tag(mistake: Mistake) -> _Told:
    words = re.findall(r"'([^']*)'", str(mistake.context("expected_tags")))
    return f"`type` must be {_either(words)}", _near(mistake.context("tag"), words)


def _own_words(mistake: Mistake) -> _Told:
    is_word = isinstance(mistake.given, bool)
    help_ = "write yes or no, not true or false" if is_word else None
    return f"{mistake.name}: {mistake.error['msg']}", help_


def as_is(mistake: Mistake) -> _Told:
    """
    Say that something is wrong for which there is no sentence.
    """
    return f"{mistake.name} does not have the right shape", None


_LIST = "put it in brackets, or each item after a dash"
_MAPPING = "write `key: value` on lines of its own, indented"
SENTENCES: dict[str, tuple[str, _Teller]] = {
    "missing": ("missing-key", _missing),
    "extra_forbidden": ("unexpected-key", _unexpected),
    "literal_error": ("unknown-word", _literal),
    "string_type": ("wrong-type", _text),
    "int_type": ("wrong-type", _expects("a whole number")),
    "bool_type": (
        "wrong-type",
        _expects("true or false", "write `true` or `false`"),
    ),
    "list_type": ("wrong-type", _expects("a list", _LIST)),
    "dict_type": ("wrong-type", _expects("a mapping", _MAPPING)),
    "model_type": ("wrong-type", _expects("a mapping", _MAPPING)),
    "model_attributes_type": ("wrong-type", _expects("a mapping", _MAPPING)),
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


def _keys_of(models: tuple[Any, ...]) -> list[str]:
    """
    Name the keys that are allowed in mappings of these shapes.
    """
    names = {
        field.alias or name
        for model in models
        if is_model(model)
        for name, field in model.model_fields.items()
    }
    return sorted(names)


def is_model(model: Any) -> bool:
    """
    Say whether a type is a mapping with known keys.
    """
    return isinstance(model, type) and issubclass(model, Document)
