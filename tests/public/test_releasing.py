"""
Releasing and withdrawing as somebody types it, and loading as an app does.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caring.cli.commands import run
from caring.released import LOCK

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "broken" / "_base"
TOLD = Path(__file__).with_name("releasing.txt")
SIGNS = "screening/signs@1.0.0"

Shown = Callable[[list[str]], str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A small folder beside the reader, in which nothing is released.
    """
    shutil.copytree(BASE, tmp_path / "protocols")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "protocols"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Shown:
    """
    Type a command; read what it prints, with its exit code.
    """

    def type_(words: list[str]) -> str:
        code = run([*words, "--folder", "protocols"])
        shown = capsys.readouterr()
        said = "".join(f"! {line}\n" for line in shown.err.splitlines())
        text = f"$ caring {' '.join(words)}\n{shown.out}{said}"
        return f"{text}[{code}]\n\n"

    return type_


DAY = ["--on", "2026-01-15"]


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_is_said(
    place: Path, typed: Shown, golden: Callable[[Path, str], None]
) -> None:
    """
    One after the other: released, refused, released again, withdrawn.
    """
    signs, visit = "screening/signs/1.0.0.yaml", "pathway/visit@1.0.0"
    told = [
        typed(["release", visit, *DAY]),
        typed(["release", "screening/signs", *DAY]),
        typed(["release", SIGNS, *DAY]),
        typed(["release", "--all", *DAY]),
        typed(["release", "--all", "--on", "2026-02-01"]),
        typed(["withdraw", "screening/sings@1.0.0", *DAY, "--because", "Wrong."]),
        typed(["withdraw", SIGNS, *DAY, "--because", " A sign\n was wrong. "]),
        typed(["withdraw", SIGNS, *DAY, "--because", "Another reason."]),
        typed(["release", visit, *DAY]),
    ]
    _edit(place / signs, "status: draft", "status: retired")
    told.append(typed(["release", SIGNS, *DAY]))
    _edit(place / signs, "{at_least: 3}", "{at_least: 2}")
    told.append(typed(["release", SIGNS, *DAY]))
    (place / LOCK).write_text("{", "utf-8")
    told.append(typed(["release", SIGNS, *DAY]))

    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:...", "".join(told))
    golden(TOLD, text)


def test_a_scenario_that_fails_stops_all(place: Path, typed: Shown) -> None:
    """
    While one comes out otherwise than expected, nothing at all is written.
    """
    _edit(
        place / "screening/signs/scenarios/silence.yaml",
        "working: some",
        "working: high",
    )
    told = typed(["release", "--all", *DAY])

    assert "silence.yaml:" in told
    assert "failed\nnothing was released\n[1]" in told
    assert not (place / LOCK).exists()
    assert not (place / "released").exists()


def test_a_mistake_beside_a_version_stops_its_release(
    place: Path, typed: Shown
) -> None:
    """
    Scenarios are looked over like the version itself.
    """
    scenarios = place / "screening/signs/scenarios/silence.yaml"
    _edit(scenarios, "concern:", "concerns:")
    told = typed(["release", SIGNS, *DAY])

    assert "! error[" in told
    assert told.endswith("[1]\n\n")
    assert not (place / LOCK).exists()


def test_without_a_folder_it_is_the_bundled_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    What is not there is looked for among the bundled protocols.
    """
    assert run(["release", "screening/none@1.0.0", *DAY]) == 2
    assert "screening/signs-in-clinic@1.0.0" in capsys.readouterr().err


def test_an_encounter_is_run_with_what_was_released(
    place: Path, typed: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An edit after the release does not reach it; a withdrawn step is said so.
    """
    assert run(["assess", "protocols/encounters/first.yaml", "--format", "json"]) == 0
    before = capsys.readouterr().out
    typed(["release", "--all", *DAY])
    typed(["withdraw", SIGNS, *DAY, "--because", "A sign was wrong."])
    _edit(place / "screening/signs/1.0.0.yaml", "Two signs", "2 signs")

    assert run(["assess", "protocols/encounters/first.yaml", "--format", "json"]) == 0
    shown = capsys.readouterr()
    assert shown.out == before
    assert shown.err == (
        f"careful: `{SIGNS}` was withdrawn on 2026-01-15: A sign was wrong.\n"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["release", *DAY], "name the versions to release, or say --all"),
        (["release", "--all", SIGNS, *DAY], "name the versions to release, or say"),
        (["release", SIGNS], "Missing option '--on'"),
        (["release", SIGNS, "--on", "today"], 'write a day, as in "2026-01-15"'),
        (["withdraw", SIGNS, *DAY, "--because", " "], "say why"),
        (["release", "screening/none@1.0.0", *DAY], "no protocol is called"),
    ],
)
def test_wrong_use(words: list[str], says: str, place: Path, typed: Shown) -> None:
    """
    Wrong use ends with 2, and with the right way.
    """
    told = typed(words)

    assert says in told
    assert told.endswith("[2]\n\n")
    assert not (place / LOCK).exists()


def test_a_release_is_whole_or_not_there(place: Path, typed: Shown) -> None:
    """
    Files are put in place in one step each, and nothing half-written stays.
    """
    typed(["release", "--all", *DAY])

    assert [each for each in place.rglob("*") if each.name.endswith(".part")] == []


def test_check_takes_the_lock_itself(place: Path, typed: Shown) -> None:
    """
    `caring check versions.lock` looks at the releases alone.
    """
    typed(["release", "--all", *DAY])
    assert run(["check", "protocols/versions.lock"]) == 0

    _edit(place / "released/screening/signs/1.0.0.json", "Two", "Ten")
    assert run(["check", "protocols/versions.lock"]) == 1


# An app


ALONE = "checklist/working-with-interpreters"
"""A bundled protocol that no pathway has as a step, so that it can be withdrawn."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A checkout in which every bundled version is released, and one is withdrawn.
    """
    found = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src", found / "src")
    shutil.copytree(ROOT / "protocols", found / "protocols")
    _run(found, "-m", "caring", "release", "--all", *DAY)
    words = ["--on", "2026-02-01", "--because", "A point was wrong."]
    _run(
        found,
        "-m",
        "caring",
        "withdraw",
        "checklist/working-with-interpreters@1.0.0",
        *words,
    )
    return found


def _run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


LOADS = """
import sys, warnings, datetime as dt, caring, json
from pathlib import Path
warnings.simplefilter("ignore", caring.WithdrawnWarning)
lock = json.loads(Path("protocols/versions.lock").read_text())
for name in lock["versions"]:
    assert caring.load(name).name == name
on = dt.date(2026, 1, 15)
advice = caring.advise({}, pathway="pathway/staff-detect-signs", on=on)
assert caring.replay(advice.record, {}).to_json() == advice.to_json()
heavy = {"pydantic", "pydantic_core", "ruamel", "ruamel.yaml", "caring.authoring"}
print(len(lock["versions"]), sorted(heavy & set(sys.modules)))
"""


def test_a_release_is_loaded_without_yaml_and_pydantic(checkout: Path) -> None:
    """
    Loading, advising and running again need the released files and nothing else.
    """
    number, _, heavy = _run(checkout, "-c", LOADS).stdout.partition(" ")

    assert int(number) >= 8
    assert heavy == "[]\n"


def test_the_checkout_has_nothing_to_mend(checkout: Path) -> None:
    """
    Every bundled protocol can be released, and is then as its YAML says.
    """
    words = ["-m", "caring", "check", "protocols", "--on", "2026-11-23"]
    assert _run(checkout, *words).stdout == ("nothing found\n")


def test_a_withdrawn_version_is_shown_as_one(checkout: Path) -> None:
    """
    Where versions are listed, shown or run, somebody is told.
    """
    listed = _run(checkout, "-m", "caring", "list").stdout
    as_json = json.loads(
        _run(checkout, "-m", "caring", "list", "--format", "json").stdout
    )
    shown = _run(
        checkout, "-m", "caring", "show", "checklist/working-with-interpreters@1.0.0"
    )

    assert re.search(
        r"^checklist/working-with-interpreters@1\.0\.0 +withdrawn ",
        listed,
        re.MULTILINE,
    )
    assert [each["id"] for each in as_json if each["withdrawn"]] == [
        "checklist/working-with-interpreters"
    ]
    assert shown.stderr == (
        f"careful: `{ALONE}@1.0.0` was withdrawn on 2026-02-01: A point was wrong.\n"
    )


WARNED = """
import warnings, caring
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    caring.load("checklist/working-with-interpreters@1.0.0")
    caring.load("checklist/working-with-interpreters@1.0.0")
print([(each.category.__name__, each.filename, each.lineno) for each in seen])
try:
    caring.load("checklist/working-with-interpreters")
except caring.ReleaseError as error:
    print(error)
"""


def test_an_app_is_warned_where_it_loads(checkout: Path) -> None:
    """
    Each time, and at the app's own line; without a version nothing is chosen.
    """
    warned, refused = _run(checkout, "-c", WARNED).stdout.splitlines()

    assert warned == str([("WithdrawnWarning", "<string>", n) for n in (5, 6)])
    assert "every released version was withdrawn" in refused
    assert f"{ALONE}@1.0.0" in refused
