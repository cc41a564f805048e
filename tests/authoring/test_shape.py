"""
What pydantic complains of finds its way back into the file.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.documents.facts import ChoiceFact, CountFact, FactsDocument
from caring.authoring.sentences import SENTENCES, found
from caring.authoring.shape import route, validate
from caring.values.findings import Collector, Finding
from tests.authoring.test_yaml import composed

TEXT = """\
caring: facts/1
title: Facts
facts:
  one:
    type: choice
    danger: none
  choice:
    type: count
    choice: {near: Near}
"""


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), ()),
        (("facts", "one", "danger"), ("facts", "one", "danger")),
        (("facts", "one", "choice", "danger"), ("facts", "one", "danger")),
        (("facts", "one", "options"), ("facts", "one")),
        (("facts", "one", "[key]"), ("facts", "one")),
        (("facts", "two", "type"), ("facts",)),
        (("steps", 0, "role"), ()),
    ],
)
def test_route(location: tuple[int | str, ...], path: tuple[int | str, ...]) -> None:
    """
    What the file does not have is passed over.
    """
    _, places = composed(TEXT)

    assert route(location, places) == path


def found_in(text: str, kind: type[Document] = FactsDocument) -> tuple[Finding, ...]:
    """
    Hold a text to a shape that it has not.
    """
    data, places = composed(text)
    findings = Collector()
    assert validate(kind, data, places, findings) is None
    return findings.sorted()


def test_a_key_that_is_called_like_a_type() -> None:
    """
    The tag of a union is no step into the file, even where a key has its name.
    """
    text = """\
caring: facts/1
title: Facts
sources: {own: {read: project, part: ours}}
facts:
  choice:
    type: choice
    choice: {near: Near}
    obtained: observed
    wording: How far it is.
    sensitivity: open
    danger: higher
    lasts: section
    source: own
"""

    assert [(each.code, each.span.place) for each in found_in(text)] == [
        ("missing-key", "f.yaml:5:3"),
        ("unexpected-key", "f.yaml:7:5"),
        ("wrong-shape", "f.yaml:11:13"),
    ]


def test_a_suggestion_is_a_key_that_is_free() -> None:
    """
    A key that stands there already is not suggested, nor one of another type.
    """
    text = """\
caring: facts/1
title: Facts
sources: {}
facts: {one: {type: count, unitt: years, optons: {}}}
"""

    helps = {each.message: each.help for each in found_in(text)}

    assert helps["`unitt` is not expected here"] == "did you mean `unit`?"
    assert "options" not in (helps["`optons` is not expected here"] or "")


def test_a_complaint_without_a_sentence() -> None:
    """
    A shape to come is refused too, in a general sentence.
    """

    class Dated(Document):
        on: dt.date

    (told,) = found_in("on: 5\n", Dated)

    assert (told.code, told.span.text) == ("wrong-shape", "5")
    assert told.message == "`on` does not have the right shape"


# What each kind of pydantic schema can complain of, in strict mode.
COMPLAINTS: Mapping[str, set[str]] = {
    "any": set(),
    "bool": {"bool_type"},
    "default": set(),
    "dict": {"dict_type"},
    "function-before": set(),
    "function-plain": {"expected"},
    "int": {"int_type"},
    "list": {"list_type"},
    "literal": {"literal_error"},
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden", "model_attributes_type"},
    "nullable": set(),
    "str": {"string_type"},
    "tagged-union": {"union_tag_not_found", "union_tag_invalid"},
}
LIMITS: Mapping[tuple[str, str], str] = {
    ("dict", "min_length"): "too_short",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
    ("list", "min_length"): "too_short",
    ("list", "max_length"): "too_long",
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
}
SHAPE_WORDS = {"gt", "lt", "multiple_of", "min_length", "max_length", "pattern"}
# Parts of a core schema that check nothing.
PASSED_OVER = {"metadata", "serialization", "function", "json_schema_input_schema"}


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:
    """
    Walk a core schema and every schema inside it.
    """
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, inner in schema.items():
            if key not in PASSED_OVER:
                yield from schemas_in(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from schemas_in(inner)


def complaints() -> set[str]:
    """
    Name every type of error that our documents can raise.
    """
    found: set[str] = set()
    for kind in KINDS.values():
        for schema in schemas_in(kind.__pydantic_core_schema__):
            type_ = schema["type"]
            if type_ in ("definitions", "definition-ref", "model-field"):
                continue
            found |= COMPLAINTS[type_]
            limits = (SHAPE_WORDS | {"ge", "le"}) & schema.keys()
            found |= {LIMITS[type_, limit] for limit in limits}
    return found


def test_every_complaint_has_a_sentence() -> None:
    """
    No editor reads that something has not the right shape and no more.
    """
    assert complaints() == SENTENCES.keys()


@pytest.mark.parametrize("model", [ChoiceFact, CountFact])
def test_no_type_is_called_like_a_key(model: type[Document]) -> None:
    """
    Otherwise the way to a mistake could be read in two ways.
    """
    assert not {"yes_no", "choice", "count", "quantity"} & model.model_fields.keys()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "nothing"),
        (True, "true or false"),
        ({}, "a mapping"),
        ([], "a list"),
        (5, "a number"),
        (1.5, "a number"),
        ("secret", "text"),
    ],
)
def test_found(given: object, words: str) -> None:
    """
    What was written is told by its form, and never repeated.
    """
    assert found(given) == words
