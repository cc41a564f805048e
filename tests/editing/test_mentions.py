"""
No name is overlooked: each field that holds one says what it names.
"""

import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.files import File, yaml_files
from caring.authoring.mentions import Mention, gate_of, mentions_in, walk_of
from caring.authoring.yaml import Places
from caring.values.findings import Collector
from caring.values.spans import Span
from tests.test_broken import BASE

ROOT = Path(__file__).parent.parent.parent

# What is called by a word in these fields is no fact, action, finding, source or work.
OF_OTHER_THINGS = {
    *("id", "of", "pathway", "protocol", "role", "approved", "pins", "steps"),
    *("level", "scale", "reads", "scores", "at_least", "at_most", "working", "floor"),
    *("options", "danger", "stricter", "value", "result", "table", "domains"),
    *("need", "needs", "certain", "possible", "ruled_out", "meets", "preconditions"),
    *("purpose", "purposes", "decided_by", "deciders", "tell", "told", "carries"),
    *("routes", "seek_consent", "whatever_consents", "indicators", "points", "expires"),
    *("service", "services", "suitable", "ask_first", "not_suitable", "invariants"),
    *("law", "lasts", "items", "origin", "decisions"),
    *(
        "from_",
        "review_by",
        "until",
        "checked_on",
        "expires_on",
        "utc_offsets",
        "meaning",
        "wording",
    ),
}


def shapes(of: object, seen: set[type[Document]]) -> None:
    if isinstance(of, type) and issubclass(of, Document) and of not in seen:
        seen.add(of)
        for field in of.model_fields.values():
            shapes(field.annotation, seen)
    for part in typing.get_args(of):
        shapes(part, seen)


def fields() -> Iterator[tuple[type[Document], str]]:
    """
    Walk the fields that may hold a name: words in small letters, and what is open.
    """
    seen: set[type[Document]] = set()
    for shape in KINDS.values():
        shapes(shape, seen)
    for shape in seen:
        for name, field in shape.model_fields.items():
            described = f"{field.annotation!r} {field.metadata!r}"
            if "[_-][a-z0-9]" in described or "PlainValidator" in described:
                yield shape, name


def test_every_field_says_what_its_words_name() -> None:
    """
    A new field is told to `authoring/mentions.py`, or named above.
    """
    found = list(fields())
    silent = {
        f"{shape.__name__}.{name}"
        for shape, name in found
        if walk_of(shape, name) is None and name not in OF_OTHER_THINGS
    }
    assert len(found) > 150
    assert silent == set()


def test_names_of_a_screening() -> None:
    """
    A sign may be a finding; a score is no fact; groups and levels are not named.
    """
    place = BASE / "screening" / "signs" / "1.0.0.yaml"
    read = File(place, "signs.yaml").read(Collector())
    assert read is not None
    found = list(mentions_in(*read, gates={"safe_to_ask"}))

    assert {each.name for each in found if each.what == "fact"} == {
        "companion_answers",
        "papers_held",
    }
    findings = [each for each in found if each.what == "finding"]
    assert [each.name for each in findings] == ["under_control"] * 2
    assert [each.span.line for each in findings if each.is_definition] == [15]
    assert {each.name for each in found if each.what == "action"} == {
        "offer_water",
        "see_alone",
        "ask_about_papers",
    }


FORMS = """\
caring: screening/1
id: screening/forms
version: "1.0.0"
status: draft
title: Forms
purpose: All forms of a condition, and some that are none.
population: {not: asked_in_not}
sources: {own: {read: project, part: forms}}
findings:
  named: {any: [in_any, named, {law.age: {at_least: 18}}, {consent.x: given}]}
  counted: {at_least: 1, of: [{in_of: no}, {none: [in_none]}]}
  grouped: {at_least: 1, of: a_group}
  summed: {all: [{a_sum: {at_least: 2}}, {role.level: {at_least: high}}]}
  nonsense: [no_condition]
  more: {any: not_a_list}
indicators: {signs: [{fact: ~, when: in_sign, source: own}]}
scores: {a_sum: [{points: 1, when: in_score}]}
concern: {scale: [low, high], floor: high, rows: []}
"""


def test_names_in_every_form_of_a_condition(tmp_path: Path) -> None:
    """
    What is no condition holds no name; that it is none is told elsewhere.
    """
    row = "{level: high, when: alone, because: B., source: own}"
    file = tmp_path / "forms.yaml"
    file.write_text(FORMS.replace("rows: []", f"rows: [{row}]"), "utf-8")
    read = File(file, "forms.yaml").read(Collector())
    assert read is not None
    found = list(mentions_in(*read, gates=()))

    assert {each.name for each in found if each.what == "fact"} == {
        *("asked_in_not", "in_any", "law.age", "in_of", "in_none", "in_score"),
        *("in_sign", "alone"),
    }
    used = [each for each in found if each.what == "finding" if not each.is_definition]
    assert [each.name for each in used] == ["named"]


@pytest.mark.whole
def test_no_name_in_the_bundled_protocols_is_overlooked() -> None:
    """
    Wherever the very word of a fact or action stands in a file, it was found.
    """
    read = [
        found
        for file in yaml_files(ROOT / "protocols", "protocols")
        if (found := file.read(Collector())) is not None
    ]
    gates = {gate for document, _ in read if (gate := gate_of(document))}
    named = [
        (places, list(mentions_in(document, places, gates)))
        for document, places in read
    ]
    defined = {
        each.name
        for _, names in named
        for each in names
        if each.is_definition and each.what in ("fact", "action")
    }
    assert len(defined) > 200
    assert [each.place for each in overlooked(named, defined)] == []


def overlooked(
    named: list[tuple[Places, list[Mention]]], defined: set[str]
) -> Iterator[Span]:
    for places, names in named:
        found = {each.span for each in names}
        for path, span in [*places.values.items(), *places.keys.items()]:
            word = span.text.strip("'\"")
            is_type = path and path[-1] == "type"
            is_one_line = span.line == span.end_line
            if is_one_line and word in defined and span not in found and not is_type:
                yield span
