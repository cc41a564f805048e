"""
Comparing as somebody types it, and what a release may be called.
"""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from caring.cli.commands import run

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "broken" / "_base"
SCHEMA = ROOT / "protocols" / "schema" / "comparison.json"
GOLDEN = Path(__file__).with_name("golden") / "comparing"
DAY = ["--on", "2026-01-15"]
SIGNS = "screening/signs/1.0.0.yaml"

Golden = Callable[[Path, str], None]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A small folder beside the reader, with its signs released, and an edited copy.
    """
    shutil.copytree(BASE, tmp_path / "old")
    shutil.copytree(BASE, tmp_path / "new")
    monkeypatch.chdir(tmp_path)
    assert run(["release", "screening/signs@1.0.0", *DAY, "--folder", "old"]) == 0
    assert run(["release", "screening/signs@1.0.0", *DAY, "--folder", "new"]) == 0
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def with_version(place: Path, version: str, *edits: tuple[str, str]) -> Path:
    """
    The signs in another version, beside the first.
    """
    file = place / "new" / "screening" / "signs" / f"{version}.yaml"
    shutil.copy(place / "new" / SIGNS, file)
    edit(file, 'version: "1.0.0"', f'version: "{version}"')
    for old, new in edits:
        edit(file, old, new)
    return file


STRICTER = ("when: {at_least: 1, of: control}", "when: papers_held")
SAID = ("One sign of control.", "One of the signs of <control>.")


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_two_files(
    form: str,
    place: Path,
    golden: Golden,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Results, advice, files and words, in every form.
    """
    with_version(place, "1.0.1", STRICTER, SAID)
    capsys.readouterr()
    words = ["compare", f"old/{SIGNS}", "new/screening/signs/1.0.1.yaml"]

    assert run([*words, "--format", form]) == 0
    shown = capsys.readouterr().out
    assert "<control>" not in shown or form in {"text", "json"}
    golden(GOLDEN / f"signs.{form}", shown)


def test_json_fits_its_schema(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What programs read is what was published, with guarantees and without.
    """
    schema = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    with_version(place, "1.0.1", STRICTER, SAID)
    capsys.readouterr()
    words = ["compare", f"old/{SIGNS}", "new/screening/signs/1.0.1.yaml"]
    for more in ([], ["--guarantees"]):
        run([*words, "--format", "json", *more])
        found = json.loads(capsys.readouterr().out)
        schema.validate(found)
        assert found["step"] == "major"
        assert found["least_version"] == "2.0.0"
        assert (found["guarantees"] is not None) is bool(more)


@pytest.mark.usefixtures("place")
def test_guarantees_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What is kept is named by id.
    """
    assert run(["compare", f"old/{SIGNS}", f"new/{SIGNS}", "--guarantees"]) == 0
    shown = capsys.readouterr().out
    assert "Nothing changed." in shown
    assert "kept: " in shown
    assert "no-silent-green" in shown


def test_one_file_is_compared_with_its_last_release(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A folder, or a file in one: each against what was released last, where there is any.
    """
    edit(place / "new" / SIGNS, *SAID)
    capsys.readouterr()

    assert run(["compare", f"new/{SIGNS}"]) == 0
    assert "A patch: only words and reasons changed." in capsys.readouterr().out
    assert run(["compare", "new"]) == 0
    shown = capsys.readouterr().out
    assert "screening/signs@1.0.0 -> screening/signs@1.0.0" in shown
    assert "pathway/visit@1.0.0: never released" in shown


def test_an_id_is_compared_with_its_last_release(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Of a bundled protocol what is written is compared with what was released.
    """
    assert run(["compare", "screening/raft"]) == 0
    assert "screening/raft@1.0.0" in capsys.readouterr().out


def test_two_folders(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Each protocol in its newest version, and what stands in one folder only.
    """
    with_version(place, "1.1.0", SAID)
    shutil.rmtree(place / "old" / "pathway")
    shutil.rmtree(place / "new" / "pathway")
    (place / "old" / "invariants" / "all.yaml").unlink()
    (place / "new" / "invariants" / "all.yaml").unlink()
    shutil.rmtree(place / "new" / "referral")
    shutil.rmtree(place / "old" / "consent")
    capsys.readouterr()

    assert run(["compare", "old", "new"]) == 0
    shown = capsys.readouterr().out
    assert "screening/signs@1.0.0 -> screening/signs@1.1.0" in shown
    assert "referral/services@1.0.0: gone" in shown
    assert "consent/sharing@1.0.0: new" in shown
    assert run(["compare", "old", "new", "--format", "json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_what_is_no_protocol(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A file of facts holds none, a folder many; a mistake is shown as ever.
    """
    facts = "old/facts/people.yaml"
    assert run(["compare", f"old/{SIGNS}", facts]) == 1
    assert "it holds 0 protocols and pathways" in capsys.readouterr().err
    edit(place / "new" / SIGNS, "companion_answers, strength", "companion, strength")
    assert run(["compare", f"new/{SIGNS}"]) == 1
    assert "error[" in capsys.readouterr().err
    assert run(["compare", "screening/none"]) == 2


def test_a_law_is_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What a law says is no rule over answers.
    """
    assert run(["compare", "law/vn@1.0.0", "law/vn@1.0.0"]) == 1
    assert "only protocols and pathways" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "edits", "says"),
    [
        ("1.0.1", (SAID,), None),
        ("1.0.1", (STRICTER,), 'write `version: "2.0.0"` or higher'),
        ("1.1.0", (STRICTER,), "rises by a minor step from 1.0.0, and what changed is"),
        ("2.0.0", (STRICTER,), None),
    ],
)
def test_a_release_rises_as_far_as_it_changed(
    version: str,
    edits: tuple[tuple[str, str], ...],
    says: str | None,
    place: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    A step smaller than the change is refused, with the version to write.
    """
    with_version(place, version, *edits)
    name = f"screening/signs@{version}"
    capsys.readouterr()

    code = run(["release", name, *DAY, "--folder", "new"])
    assert code == (0 if says is None else 1)
    assert (says or "") in capsys.readouterr().err
    assert (place / f"new/released/screening/signs/{version}.json").exists() is (
        says is None
    )


def test_without_the_solver_nothing_is_guessed(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Neither a comparison nor a second release is tried; the extra is named.
    """
    with_version(place, "2.0.0", STRICTER)
    monkeypatch.setitem(sys.modules, "z3", None)
    capsys.readouterr()
    for words in (
        ["release", "screening/signs@2.0.0", *DAY, "--folder", "new"],
        ["compare", f"old/{SIGNS}", f"new/{SIGNS}"],
    ):
        assert run(words) == 1
        assert re.search(
            r"z3 is not installed[^!]*caring\[prove\]", capsys.readouterr().err
        )
