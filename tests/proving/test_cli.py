"""
`caring prove` on the command line.
"""

import datetime as dt
import json
import shutil
import sys
from pathlib import Path

import attrs
import pytest

import caring
from caring.cli.commands import run
from caring.cli.proving import told_of
from caring.guidance.law import Law
from caring.proving.laws import read_calendar
from caring.proving.prove import Broken
from tests.proving.test_faults import FAULTS, edited

NAME = "screening/raft@1.0.0"


def test_a_protocol_is_proved_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Each guarantee stands in a line, with how it is shown.
    """
    assert run(["prove", "screening/raft"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == NAME
    assert any(each.startswith("  holds (two runs, ") for each in told)


def test_results_are_kept_while_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The second time nothing is proved anew, and the same is said.
    """
    words = ["prove", "screening/raft", "--format", "json", "--cache", str(tmp_path)]
    assert run(words) == 0
    first = json.loads(capsys.readouterr().out)
    assert run(words) == 0
    again = json.loads(capsys.readouterr().out)
    assert [each["kept"] for each in first] == [False] * len(first)
    assert [{**each, "kept": False} for each in again] == first
    assert run(words[:2] + words[4:]) == 0
    assert "(as shown before)" in capsys.readouterr().out


@pytest.mark.whole
def test_a_broken_guarantee_is_shown_with_its_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Where, what, for whom, and a scenario; and the exit code says so.
    """
    fault = next(
        each for each in FAULTS if each.guarantee == "red-flags-keep-their-floor"
    )
    edited(tmp_path, fault)
    file = str(tmp_path / fault.file)
    cache = tmp_path / "cache"
    assert run(["prove", file, "--cache", str(cache)]) == 1
    told = capsys.readouterr().out
    assert "BROKEN: red-flags-keep-their-floor" in told
    assert f"{file}:188:7: the worst answer to `fears_death_or_serious_harm`" in told
    assert "      fears_death_or_serious_harm: yes" in told
    assert run(["prove", file, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    broken = [each for each in data if not each["holds"]]
    assert [each["guarantee"] for each in broken] == [
        "red-flags-keep-their-floor",
        "own-fear-counts-in-safety",
    ]
    assert broken[0]["broken"][0]["place"] == f"{file}:188:7"
    assert not cache.exists()


@pytest.mark.whole
def test_a_folder_is_proved_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Everything that is bundled holds, laws included, and every invariant.
    """
    assert run(["prove", "--cache", str(tmp_path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert all(each["holds"] for each in data)
    assert {"law/vn@1.0.0", "pathway/staff-detect-signs@1.0.0"} <= {
        each["of"] for each in data
    }
    assert run(["prove", str(Path("protocols")), "--cache", str(tmp_path)]) == 0


def test_a_law_is_read_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Of a law its calendar is read.
    """
    assert run(["prove", "law/vn"]) == 0
    assert "holds (law check, " in capsys.readouterr().out


def test_without_a_solver_it_is_said_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The solver is an extra.
    """
    monkeypatch.setitem(sys.modules, "z3", None)
    assert run(["prove", "screening/raft"]) == 2
    assert "pip install 'caring[prove]'" in capsys.readouterr().err


Days = tuple[str, str | None]


def _law(days: list[Days], value: int | None) -> Law:
    law = caring.load("law/vn")
    assert isinstance(law, Law)
    majority = "law.age_of_majority"
    one = next(each for each in law.provisions if each.parameter == majority)
    day = dt.date.fromisoformat
    return attrs.evolve(
        law,
        provisions=tuple(
            attrs.evolve(
                one,
                value=value,
                in_force_from=day(first),
                in_force_until=day(last) if last else None,
            )
            for first, last in days
        ),
    )


@pytest.mark.parametrize(
    ("days", "value", "problem"),
    [
        ([("2020-01-01", "2020-12-31"), ("2021-01-01", None)], 18, None),
        ([("2020-01-01", "2020-12-30"), ("2021-01-01", None)], 18, "no answer between"),
        ([("2020-01-01", "2021-01-01"), ("2021-01-01", None)], 18, "two answers"),
        ([("2020-01-01", None), ("2021-01-01", None)], 18, "two answers"),
        ([("2020-01-01", None)], 99, "another type"),
        ([("2020-01-01", None)], None, None),
    ],
)
def test_the_calendar_of_a_law_has_no_hole(
    days: list[Days], value: int | None, problem: str | None
) -> None:
    """
    One answer a day, from the first day on, and of the right type.
    """
    proof = read_calendar(_law(days, value))
    assert proof.holds is (problem is None)
    assert all(problem in each for each in proof.problems if problem)


BASE = Path(__file__).parents[1] / "broken" / "_base"


def test_a_folder_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Of a folder every version is proved, with its invariants.
    """
    assert run(["prove", str(BASE)]) == 0
    told = capsys.readouterr().out
    assert "pathway/visit@1.0.0" in told
    assert ": something-to-offer" in told


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_broken_in_a_folder(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A file whose edit takes the last care away is found out.
    """
    shutil.copytree(BASE, tmp_path / "here")
    file = tmp_path / "here" / "screening" / "signs" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  none_noted: [offer_water]\n", ""), "utf-8")
    assert run(["prove", str(file), "--format", form, "--cache", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert not list(tmp_path.glob("*.json"))
    if form == "text":
        assert "BROKEN: something-to-offer" in out
        return
    broken = [each for each in json.loads(out) if not each["holds"]]
    assert [each["guarantee"] for each in broken] == ["something-to-offer"]
    (case,) = broken[0]["broken"]
    assert case["case"]
    assert case["scenario"].startswith("- name: ")


def test_without_a_case_only_the_place_is_told() -> None:
    """
    What is named beside the cases that are shown has no case of its own.
    """
    broken = Broken(says="It is so.", span=None, example=None)
    assert told_of(broken, None) == {"says": "It is so.", "place": None}


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_dead_in_a_file_is_told(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It is no broken guarantee, and it is told each time, with its place.
    """
    shutil.copytree(BASE, tmp_path / "here")
    file = tmp_path / "here" / "screening" / "signs" / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    old = "{any: [under_control, {load: {at_least: 3}}]}"
    new = "{all: [{age_band: adult}, {years_of_age: {below: 18}}]}"
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert run(["prove", str(file), "--format", form, "--cache", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert f"{file}:" in out
    assert "no answers bring the row for `high`" in out
    assert not list(tmp_path.glob("*.json"))


def test_a_changed_rule_is_proved_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What was shown of other rules is not taken for these.
    """
    shutil.copytree(BASE, tmp_path / "here")
    file = tmp_path / "here" / "screening" / "signs" / "1.0.0.yaml"
    words = ["prove", str(file), "--cache", str(tmp_path / "kept")]
    assert run(words) == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("under_control, {load", "papers_held, {load"), "utf-8")
    assert run(words) == 0
    assert "(as shown before)" not in capsys.readouterr().out
    assert run(words) == 0
    assert "(as shown before)" in capsys.readouterr().out
