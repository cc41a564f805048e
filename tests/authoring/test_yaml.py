"""
Text becomes plain data, and every key and value keeps its place.
"""

import pytest

from caring.authoring.yaml import Path, Places, compose
from caring.values.findings import Collector
from caring.values.spans import SourceFile
from caring.values.text import decode

TEXT = """\
caring: facts/1
title: "A title: in quotes"
note: |
  Two
  lines
facts:
  - id: one
    range: {at_least: 1, at_most: [2, 3]}
  -
    - 5
empty:
"""


def composed(text: str) -> tuple[object, Places]:
    """
    Read a text that has no mistakes.
    """
    findings = Collector()
    found = compose(SourceFile("f.yaml", text), findings)
    assert found is not None, findings.sorted()
    return found


def codes(text: str) -> list[str]:
    """
    Name what is wrong with a text.
    """
    findings = Collector()
    assert compose(SourceFile("f.yaml", text), findings) is None
    return [each.code for each in findings]


def test_text_becomes_plain_data() -> None:
    """
    Nothing but mappings, lists, text, whole numbers and what is empty.
    """
    data, _ = composed(TEXT)

    assert data == {
        "caring": "facts/1",
        "title": "A title: in quotes",
        "note": "Two\nlines\n",
        "facts": [{"id": "one", "range": {"at_least": 1, "at_most": [2, 3]}}, [5]],
        "empty": None,
    }


@pytest.mark.parametrize(
    ("path", "place", "underlined"),
    [
        ((), "f.yaml:1:1", "caring: facts/1"),
        (("caring",), "f.yaml:1:9", "facts/1"),
        (("title",), "f.yaml:2:8", '"A title: in quotes"'),
        (("note",), "f.yaml:3:7", "|"),
        (("facts",), "f.yaml:7:3", "- id: one"),
        (("facts", 0), "f.yaml:7:5", "id: one"),
        (("facts", 0, "range"), "f.yaml:8:12", "{at_least: 1, at_most: [2, 3]}"),
        (("facts", 0, "range", "at_most"), "f.yaml:8:35", "[2, 3]"),
        (("facts", 0, "range", "at_most", 1), "f.yaml:8:39", "3"),
        (("facts", 1, 0), "f.yaml:10:7", "5"),
        (("empty",), "f.yaml:11:1", "empty"),
        (("facts", 0, "colour", "red"), "f.yaml:7:5", "id: one"),
    ],
)
def test_a_value_keeps_its_place(path: Path, place: str, underlined: str) -> None:
    """
    A word is underlined whole, a block by its first line, what is absent by its parent.
    """
    _, places = composed(TEXT)

    span = places.of(path)

    assert (span.place, span.text) == (place, underlined)


@pytest.mark.parametrize(
    ("path", "place", "underlined"),
    [
        (("caring",), "f.yaml:1:1", "caring"),
        (("facts", 0, "range"), "f.yaml:8:5", "range"),
        (("facts", 0, "range", "at_most"), "f.yaml:8:26", "at_most"),
        (("facts", 0), "f.yaml:7:5", "id: one"),
        (("facts", 0, "range", "at_most", 0), "f.yaml:8:36", "2"),
    ],
)
def test_a_key_keeps_its_place(path: Path, place: str, underlined: str) -> None:
    """
    A key is underlined; an item of a list has none, and is underlined itself.
    """
    _, places = composed(TEXT)

    span = places.of_key(path)

    assert (span.place, span.text) == (place, underlined)


def test_places_of_nothing_are_the_start() -> None:
    """
    Where nothing was read, a finding stands at the first character.
    """
    places = Places(SourceFile("f.yaml", ""))

    assert places.of(("a", 0)).place == "f.yaml:1:1"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("007", 7),
        ("-12", -12),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-01-15", "2026-01-15"),
        ("1.0.0", "1.0.0"),
        ('"5"', "5"),
        ("'null'", "null"),
    ],
)
def test_plain_words(written: str, meant: object) -> None:
    """
    YAML 1.2: `yes` is a word, a date is text, and what is quoted is text.
    """
    data, _ = composed(f"key: {written}\n")

    # Told apart by how they print: 7 and 7.0 are equal, and so are 1 and True.
    assert repr(data) == repr({"key": meant})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\na: 3\n", ["duplicate-key", "duplicate-key"]),
        ("a: &x 1\nb: *x\n", ["anchor", "alias"]),
        ("a: &x {b: 1}\n<<: *x\n", ["anchor", "merge-key"]),
        ("*x : 1\n", ["alias"]),
        ("*x\n", ["alias"]),
        ('"<<": 1\n"<<": 2\n', ["duplicate-key"]),
        ("a: !!str 1\n", ["tag"]),
        ("a: [1\n", ["syntax"]),
        ("a: &x 1\nb: [1\n", ["anchor", "syntax"]),
        ("a: !<x\n", ["syntax"]),
        ("%TAG ! a\n%TAG ! b\n---\na: 1\n", ["syntax"]),
        ("{a: 1}: b\n", ["key-not-text"]),
        ("a: 1\n---\nb: 2\n", ["several-documents"]),
        ("[" * 41, ["too-deep"]),
        ("a: " + "9" * 5_000, ["not-a-number"]),
        ("a: .inf\nb: -.INF\nc: .NaN\nd: 0o17\n", ["not-a-number"] * 4),
        ('a: "\\0\\u202e"\n', ["hidden-character"]),
        ("", ["empty-file"]),
        ("# nothing\n", ["empty-file"]),
    ],
)
def test_what_yaml_allows_and_we_do_not(text: str, expected: list[str]) -> None:
    """
    Every mistake of a text is gathered, as far as it could be read.
    """
    assert codes(text) == expected


def test_a_mistake_found_before_is_still_a_mistake() -> None:
    """
    A file that is read twice is refused twice, and its mistake kept once.
    """
    findings = Collector()
    file = SourceFile("f.yaml", "a: &x 1\n")

    assert compose(file, findings) is None
    assert compose(file, findings) is None
    assert len(findings) == 1


def test_forty_levels_are_read() -> None:
    """
    The limit itself is allowed, and reading it recurses on nothing.
    """
    data, _ = composed("[" * 40 + "]" * 40)

    assert str(data) == "[" * 40 + "]" * 40


def test_a_mark_of_byte_order_is_passed_over() -> None:
    """
    Some editors put one first; places are counted without it.
    """
    findings = Collector()

    file = decode("f.yaml", "\ufeffcaring: facts/1\r\n".encode(), findings)

    assert file is not None
    assert file.text == "caring: facts/1\r\n"
    assert len(findings) == 0


def test_no_text_reaches_a_message_unseen() -> None:
    """
    What cannot be seen is named, and shown as a sign that can be seen.
    """
    findings = Collector()

    assert decode("f.yaml", "a: b\u202ec\n".encode(), findings) is None
    (found,) = findings
    assert found.message == "a character that cannot be seen: RIGHT-TO-LEFT OVERRIDE"
    assert found.span.file.text == "a: b\ufffdc\n"


def test_of_a_file_with_many_mistakes_the_first_are_told() -> None:
    """
    The rest is told once these are mended; none of them is worth a minute's wait.
    """
    text = "".join(f"k{n}: &a{n} 1\n" for n in range(500))

    assert codes(text) == ["anchor"] * 50
