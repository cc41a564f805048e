"""
What the YAML library says is told in plain words.
"""

import pytest

from caring.authoring.syntax import sentence
from caring.authoring.yaml import compose
from caring.values.findings import Collector
from caring.values.spans import SourceFile


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: [1,\nb: 2\n", "1:4", "the list that begins here has no end"),
        ("a: {b: 1\nc: 2\n", "1:4", "the mapping that begins here has no end"),
        ("a: 'x\n", "1:4", "the quotes that open here are not closed"),
        ("a: 'x\n---\nb: 1\n", "1:4", "the quotes that open here are not closed"),
        ("a:\n\tb: 1\n", "2:1", "a tab stands before the first word"),
        ("a: @x\n", "1:4", "a word cannot begin with this sign"),
        ("a: b: c\n", "1:5", "this colon makes a key"),
        ("a: 1\nb\n", "2:1", "this line is neither a key with a colon nor"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "this does not fit the lines above"),
        ("a: - b\n", "1:4", "an item cannot begin behind a key"),
        ("a: [1,, 2]\n", "1:7", "a value is missing before this sign"),
        ('a: "\\q"\n', "1:6", "a backslash has a meaning of its own"),
        ("a: |x\n  b\n", "1:5", "only `|` or `>` may stand here"),
        ("{a: 1}}\n", "1:7", "this stands after the end"),
        ("a: *\n", "1:5", "anchors and aliases are not used"),
        ("a: !e!x 1\n", "1:4", "tags are not used"),
        ("%YAML 3.0\n---\na: 1\n", "1:1", "this is written for another YAML"),
    ],
)
def test_syntax(text: str, place: str, message: str) -> None:
    """
    Each common mistake has a sentence, and points at where it began.
    """
    findings = Collector()

    compose(SourceFile("f.yaml", text), findings)

    (found,) = findings
    assert found.span.place == f"f.yaml:{place}"
    assert found.message.startswith(message)
    assert found.help


def test_what_the_table_does_not_know() -> None:
    """
    A complaint of a YAML library to come is told in a general sentence.
    """
    assert sentence("while doing", "something new").message == "this is not YAML"
