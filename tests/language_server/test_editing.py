"""
An editor with the YAML language server completes, explains and underlines our files.

The server is the one of the npm registry, in the version that `install` names.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.language_server.client import ROOT, LanguageServer

pytestmark = pytest.mark.whole

FILE = "protocols/screening/signs-in-clinic/1.0.0.yaml"
BUNDLED = [
    *sorted((ROOT / "protocols").glob("*/*.yaml")),
    *sorted((ROOT / "protocols").glob("*/*/1.0.0.yaml")),
    *sorted((ROOT / "examples").glob("*/*.yaml")),
]


def settings() -> dict[str, Any]:
    """
    Read the settings that this repository carries, as an editor hands them on.
    """
    text = (ROOT / ".vscode" / "settings.json").read_text("utf-8")
    made: dict[str, Any] = {}
    for name, value in json.loads(text).items():
        *path, last = name.split(".")
        place = made
        for each in path:
            place = place.setdefault(each, {})
        place[last] = value
    made["yaml"] |= {"validate": True, "hover": True, "completion": True}
    return made


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(settings()) as opened:
        yield opened


def _labels(answer: Any) -> set[str]:
    return {each["label"] for each in answer["items"]}


@pytest.mark.parametrize("file", BUNDLED[::5], ids=lambda each: str(each.name))
def test_nothing_is_underlined_in_what_is_right(
    file: Any, server: LanguageServer
) -> None:
    """
    The schemas accept what `caring check` accepts.
    """
    uri = server.open(str(file.relative_to(ROOT)), file.read_text("utf-8"))
    assert server.diagnostics(uri) == []


def test_what_is_wrong_is_underlined(server: LanguageServer) -> None:
    """
    A key that does not exist, a word that is not possible, a condition of no form.
    """
    text = (ROOT / FILE).read_text("utf-8")
    text = text.replace("status: draft", "status: drafft")
    text = text.replace("purpose:", "porpose:", 1)
    uri = server.open(f"{FILE}.wrong.yaml", text)
    found = server.diagnostics(uri)
    lines = {each["range"]["start"]["line"] + 1 for each in found}
    said = " ".join(each["message"] for each in found)

    assert text[: text.index("drafft")].count("\n") + 1 in lines
    assert text[: text.index("porpose")].count("\n") + 1 in lines
    assert "porpose" in said
    assert "in_review" in said


def test_a_line_at_the_top_binds_a_schema(server: LanguageServer) -> None:
    """
    Where no settings speak of a file, its own first line does.
    """
    text = "# yaml-language-server: $schema=../../schema/any.json\ncaring: gate/9\n"
    uri = server.open("protocols/safety/notes/1.0.0.yml", text)
    assert any("gate/1" in each["message"] for each in server.diagnostics(uri))
    uri = server.open("protocols/safety/others/1.0.0.yml", "caring: gate/9\n")
    assert server.diagnostics(uri) == []


def test_keys_are_completed(server: LanguageServer) -> None:
    """
    What may stand here is offered, and what stands already is not.
    """
    text = 'caring: screening/1\nid: screening/x\nversion: "1.0.0"\n\n'
    uri = server.open("protocols/screening/x/1.0.0.yaml", text)
    found = _labels(server.at("completion", uri, text, '"1.0.0"\n'))

    assert {"status", "title", "concern", "indicators", "review_by"} <= found
    assert "points" not in found


def test_words_are_completed(server: LanguageServer) -> None:
    """
    Of a closed list, each word is offered.
    """
    text = "caring: screening/1\nid: screening/y\nstatus: \n"
    uri = server.open("protocols/screening/y/1.0.0.yaml", text)
    found = _labels(server.at("completion", uri, text, "status: "))
    assert found == {"draft", "in_review", "approved", "retired"}


def test_the_first_line_is_completed(server: LanguageServer) -> None:
    """
    An empty file is offered every kind.
    """
    text = "caring: \n"
    uri = server.open("protocols/safety/z/1.0.0.yaml", text)
    found = _labels(server.at("completion", uri, text, "caring: "))
    assert {"safety/1", "facts/1", "scenarios/1"} <= found


def test_a_key_is_explained(server: LanguageServer) -> None:
    """
    The documents' own sentences are shown beside a key.
    """
    text = (ROOT / FILE).read_text("utf-8")
    uri = server.open(f"{FILE}.hover.yaml", text)
    found = server.at("hover", uri, text, "\nconc")
    shown = found["contents"]["value"].replace("\\", "")
    assert "A scale of concern and the rules that reach its levels." in shown
