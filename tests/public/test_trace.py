"""
Where each point of what was read stands: complete, both ways, and as a page.
"""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

import caring
from caring.authoring.folder import Folder
from caring.authoring.trace import trace_of
from caring.cli.commands import run
from caring.guidance.checklist import Checklist
from caring.guidance.tracing import Trace
from tests.test_broken import BASE

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "reference" / "trace.md"

# How many points the project's notes have of each subject, by the file of its trace.
POINTS = {
    "principles": {"GP": 12},
    "action-sheets-01-08": {
        "AS01": 17,
        "AS02": 17,
        "AS03": 19,
        "AS04": 20,
        "AS05": 22,
        "AS06": 21,
        "AS07": 18,
        "AS08": 14,
    },
    "action-sheets-09-17": {
        "AS09": 21,
        "AS10": 19,
        "AS11": 17,
        "AS12": 20,
        "AS13": 18,
        "AS14": 14,
        "AS15": 15,
        "AS16": 18,
        "AS17": 15,
    },
}


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def bundled() -> Trace:
    return trace_of(Folder(ROOT / "protocols", "protocols"))


def test_there_are_305_points_beside_the_principles() -> None:
    """
    The table above adds up to what the notes count.
    """
    sheets = [each for name, each in POINTS.items() if name != "principles"]
    assert sum(sum(each.values()) for each in sheets) == 305


def test_every_point_of_an_area_is_traced(bundled: Trace) -> None:
    """
    An area that has a file has every one of its points, once, and no other.
    """
    named = {each.name: each for each in bundled.areas}
    assert {"principles", "action-sheets-01-08"} <= named.keys()
    for area in bundled.areas:
        wanted = [
            f"{sheet}-{number:02}"
            for sheet, last in POINTS.get(area.name, {}).items()
            for number in range(1, last + 1)
        ]
        found = [each.point for each in area.points]
        assert sorted(found) == (wanted or sorted(found)), area.name
    numbers = Counter(each.point for each in bundled)
    assert [each for each, times in numbers.items() if times > 1] == []


def test_a_point_that_says_its_number_is_traced_by_it(bundled: Trace) -> None:
    """
    What a checklist says of its origin and the trace of that number agree.
    """
    numbers = {each.point for each in bundled}
    for name in caring.list_protocols():
        found = caring.load(name)
        for point in found.points if isinstance(found, Checklist) else ():
            if point.origin in numbers:
                place = f"{name}#{point.id}"
                traced = {each.point for each in bundled.leading_to(place)}
                assert point.origin in traced, place


def test_a_point_leads_to_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The words there, where they come from, and how well that was read.
    """
    assert run(["trace", "AS03-05"]) == 0
    text = capsys.readouterr().out

    assert "checklist/working-with-interpreters@1.0.0#brief-the-interpreter" in text
    assert "Tell the interpreter beforehand" in text
    assert "Working with interpreters (Support HT Survivors" in text
    assert "(read in part)" in text


def test_a_place_leads_back_to_its_points(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Also where another point leads to more places than this one.
    """
    place = "actions#make_safety_plan"
    assert run(["trace", place]) == 0
    text = capsys.readouterr().out

    assert text.startswith(place)
    assert "Make a safety plan together" in text
    assert "Plan for safety" not in text
    assert text.endswith("points: AS07-05\n")


def test_without_a_name_points_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A line an area, with what is mapped and what is left out.
    """
    assert run(["trace"]) == 0
    assert "12 mapped, 0 left out  Guiding principles" in capsys.readouterr().out


def test_trace_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Counts, a point and a place, for programs.
    """
    assert run(["trace", "--format", "json"]) == 0
    areas = json.loads(capsys.readouterr().out)
    assert {"principles", "action-sheets-01-08"} <= {each["area"] for each in areas}

    assert run(["trace", "AS01-12", "--format", "json"]) == 0
    point = json.loads(capsys.readouterr().out)
    (said,) = point["places"][0]["says"]
    assert said["read"] == "excerpt"
    assert said["work"] == "hidden-wounds-2008"
    assert point["left_out"] is None

    assert run(["trace", "AS01-09", "--format", "json"]) == 0
    point = json.loads(capsys.readouterr().out)
    assert {each["says"][0]["work"] for each in point["places"]} == {None}

    place = "checklist/looking-after-yourself@1.0.0#mix-the-work"
    assert run(["trace", place, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"place": place, "points": ["AS08-06"]}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("AS0305", "no trace knows `AS0305`; did you mean `AS03-05`?"),
        ("actions#make_safety_plans", "did you mean `actions#make_safety_plan`?"),
        ("nowhere-at-all", "no trace knows `nowhere-at-all`\n"),
    ],
)
def test_what_nothing_knows_gets_the_nearest(
    wanted: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A name that is misspelt, and one that is near to none.
    """
    assert run(["trace", wanted]) == 2
    assert said in capsys.readouterr().err


def _own(folder: Path, trace: str | None) -> Path:
    own = folder / "own"
    shutil.copytree(BASE, own)
    if trace is not None:
        (own / "trace").mkdir()
        (own / "trace" / "area.yaml").write_text(trace, "utf-8")
    return own


OWN = """caring: trace/1
title: Our area
points:
  X-1: {at: ["screening/signs@1.0.0#high", "facts#safe_to_ask"]}
  X-2: {left_out: It speaks of something else.}
  X-3: {at: ["facts#safe_to_ask"], left_out: The second half is for the law.}
"""


def test_a_folder_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What is left out is said with its reason, wholly or in part; a level has its rows.
    """
    own = _own(tmp_path, OWN)
    (own / "trace" / "notes.yaml").write_text(
        "caring: pins/1\ntitle: No trace\npins: {a: b}\n", "utf-8"
    )
    assert caring.check(own / "trace" / "area.yaml") == ()
    assert run(["trace", "--folder", str(own)]) == 0
    assert capsys.readouterr().out == "area  2 mapped, 1 left out  Our area\n"
    assert run(["trace", "X-2", "--folder", str(own)]) == 0
    assert capsys.readouterr().out == (
        "X-2\n  left out: It speaks of something else.\n"
    )
    assert run(["trace", "--folder", str(own), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert "| X-2 | left out: It speaks of something else. |  |" in text
    assert "<br>left out: The second half is for the law. |" in text
    assert run(["trace", "X-1", "--folder", str(own)]) == 0
    assert capsys.readouterr().out.count("source: ") > 1


def test_a_folder_without_a_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Nothing to count is no mistake.
    """
    assert run(["trace", "--folder", str(_own(tmp_path, None))]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "broken", ["trace/area.yaml", "facts/people.yaml", "screening/signs/1.0.0.yaml"]
)
def test_mistakes_are_told_before_anything_is_shown(
    tmp_path: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A trace that leads nowhere, or facts that cannot be read, stop the verb.
    """
    own = _own(tmp_path, OWN)
    text = (own / broken).read_text("utf-8")
    spoilt = text.replace("#high", "#hihg").replace("danger: ", "dangre: ")
    spoilt = spoilt.replace("indicators:", "indicatros:")
    (own / broken).write_text(spoilt, "utf-8")
    assert run(["trace", "--folder", str(own)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "error[" in captured.err
    codes = {each.code for each in caring.check(own / "trace")}
    assert ("unknown-place" in codes) == (broken == "trace/area.yaml")


def test_the_page_is_not_out_of_date(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """
    `caring trace --format markdown > docs/reference/trace.md` writes it.
    """
    assert run(["trace", "--format", "markdown", "--folder", "protocols"]) == 0
    text = capsys.readouterr().out
    if request.config.getoption("--refresh-golden"):
        PAGE.write_text(text, "utf-8")
    assert PAGE.read_text("utf-8") == text
    assert re.search(r"\| AS08-14 \| `checklist/looking", text)
