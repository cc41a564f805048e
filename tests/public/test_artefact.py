"""
The written form of a protocol: one text for one meaning, and nothing else gets in.
"""

import datetime as dt
import json

import attrs
import pytest

import caring
from caring.artefact import canonical, plain


@attrs.define
class Secret:
    """
    Something that is no part of a protocol.
    """

    value: object = "in the cellar"


@pytest.mark.parametrize(
    "thing",
    [
        object(),
        1.5,
        b"bytes",
        [1, 2],
        dt.datetime(2026, 1, 15),  # noqa: DTZ001 - this is what is refused
        dt.time(12),
        {1: "a key that is no word"},
        {"list": [object()]},
        (1, 2, 1.5),
        Secret(1.5),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_is_not_of_the_model_has_no_written_form(thing: object) -> None:
    """
    A float, an hour without its place or a thing of the app is refused.
    """
    with pytest.raises(TypeError, match="no canonical form for"):
        plain(thing)


def test_the_refusal_names_a_type_and_no_value() -> None:
    """
    What was handed in by mistake might be an answer.
    """
    with pytest.raises(TypeError) as caught:
        plain({"threatened": [Secret()]})

    assert str(caught.value) == "no canonical form for list"


@pytest.mark.parametrize("name", caring.list_protocols())
def test_a_protocol_is_written_once_and_for_all(name: str) -> None:
    """
    Its text is plain JSON in one order, and the digest is of just that text.
    """
    found = caring.load(name)
    text = canonical(found.kind, found)

    assert text == canonical(found.kind, caring.read(_file_of(name)))
    assert json.loads(text)
    assert found.digest.startswith("sha256:")


def _file_of(name: str) -> str:
    return f"protocols/{name.replace('@', '/')}.yaml"
