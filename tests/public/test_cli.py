"""
The command line, run as somebody types it: what it prints, and how it ends.
"""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caring import cli
from caring.cli.commands import run
from caring.shelf import Shelf
from caring.shelves import Shelves

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "broken" / "_base"
FIRST_VISIT = "examples/encounters/first-visit.yaml"
SCREENING = "screening/signs-in-clinic"


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _broken(folder: Path) -> Path:
    text = (ROOT / f"protocols/{SCREENING}/1.0.0.yaml").read_text("utf-8")
    file = folder / "broken.yaml"
    file.write_text(text.replace("floor: some", "floor: sone"), "utf-8")
    return file


def test_list_names_every_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    """
    `caring list` prints a line each: name with version, status, title.
    """
    assert run(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) >= 4
    assert any(SCREENING in line and "draft" in line for line in lines)


def test_list_takes_a_folder_a_file_or_an_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Every verb does.
    """
    for target in [
        f"protocols/{SCREENING}",
        f"protocols/{SCREENING}/1.0.0.yaml",
        SCREENING,
    ]:
        assert run(["list", target, "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)
        assert found["id"] == SCREENING
        assert found["digest"].startswith("sha256:")


def test_show_says_what_a_protocol_says(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Status first, then rules with reasons and sources, facts and actions.
    """
    assert run(["show", SCREENING]) == 0
    text = capsys.readouterr().out

    assert text.index("DRAFT") < text.index("concern (the highest of")
    assert "Source: " in text
    assert "only while" in text


@pytest.mark.parametrize("target", ["protocols", "protocols/referral"])
def test_show_takes_a_folder(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder shows every protocol below it.
    """
    assert run(["show", target]) == 0
    assert "first-services@1.0.0" in capsys.readouterr().out


def test_show_writes_the_model_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The JSON is the model itself, in canonical order.
    """
    assert run(["show", SCREENING, "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["is"] == "Screening"


def test_assess_advises_on_an_encounter(capsys: pytest.CaptureFixture[str]) -> None:
    """
    An encounter file gives advice with reasons, sources and next questions.
    """
    assert run(["assess", FIRST_VISIT]) == 0
    text = capsys.readouterr().out

    for part in ["DRAFT", "Not now", "Find out next", "Why", "Sources"]:
        assert part in text
    assert "\x1b[" not in text


def test_assess_takes_a_folder_of_encounters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Each encounter in a folder is advised on.
    """
    assert run(["assess", "examples/encounters", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == len(list(Path("examples/encounters").glob("*.yaml")))


@pytest.mark.parametrize("name", ["pathway/staff-detect-signs", SCREENING])
def test_assess_takes_an_id_as_when_nothing_is_known(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An id gives what comes out at the very beginning.
    """
    assert run(["assess", name, "--on", "2026-01-15"]) == 0
    assert "act on some" in capsys.readouterr().out
    assert run(["assess", name]) == 0


def test_assess_tells_until_when_something_helps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Whoever runs an encounter has its answers, so the text tells its time limits.
    """
    file = tmp_path / "encounter.yaml"
    file.write_text(
        "caring: encounter/1\n"
        "title: A visit after an assault\n"
        "pathway: pathway/staff-detect-signs\n"
        'version: "1.0.0"\n'
        'on: "2026-01-15T10:00:00+07:00"\n'
        "answers:\n"
        "  sexual_assault: yes\n"
        '  time_of_assault: "2026-01-12T09:00:00+07:00"\n',
        encoding="utf-8",
    )
    assert run(["assess", str(file)]) == 0

    text = " ".join(capsys.readouterr().out.split())
    assert "an assault: the time of 72 hours has passed. This changes" in text
    assert "an assault: it can help until 2026-01-17 09:00+07:00." in text
    assert "Whole hours left: 47." in text


def test_assess_moves_an_encounter_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    """
    `--on` asks what the same answers give at another moment.
    """
    later = ["assess", FIRST_VISIT, "--format", "json", "--on", "2027-01-15"]
    assert run(later) == 0
    consents = json.loads(capsys.readouterr().out)["assessments"]["consent"]["consents"]

    sharing = next(each for each in consents if each["purpose"] == "share_ngo")
    assert not sharing["may_proceed"]
    assert "not_expired" in sharing["missing"]


def test_assess_passes_over_what_is_no_encounter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    In a folder that holds protocols too, only the encounters are advised on.
    """
    assert run(["assess", str(BASE), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["record"]["guidance"]["id"] == (
        "pathway/visit"
    )


def test_check_says_that_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder, a file and an id without mistakes end with 0.
    """
    for target in ["protocols", f"protocols/{SCREENING}/1.0.0.yaml", SCREENING]:
        assert run(["check", target, "--on", "2026-11-23"]) == 0
        assert capsys.readouterr().out == "nothing found\n"


def test_check_shows_a_mistake_at_its_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A misspelt word ends with 1, underlined, with the nearest that exists.
    """
    file = _broken(tmp_path)
    assert run(["check", str(file)]) == 1
    text = capsys.readouterr().out

    assert f"--> {file}:" in text
    assert "^^^^" in text
    assert "did you mean `some`?" in text
    assert run(["check", str(file), "--format", "line"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{file}:")
    assert "error[unknown-level]" in line
    assert run(["check", str(file), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["code"] == "unknown-level"


def test_check_shows_what_is_wrong_with_what_came_along(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Whoever ships protocols of their own with the library can check them by id.
    """
    folder = tmp_path / "protocols"
    shutil.copytree(BASE, folder)
    file = folder / "screening/signs/1.0.0.yaml"
    file.write_text(file.read_text("utf-8").replace("floor: some", "floor: sone"))
    place = Shelves(Shelf(folder, "protocols"))
    monkeypatch.setattr("caring.cli.verbs.shelves", lambda: place)

    assert run(["check", "screening/signs"]) == 1
    assert "did you mean `some`?" in capsys.readouterr().out
    assert run(["check", "consent/sharing"]) == 0


@pytest.mark.parametrize("verb", ["show", "list"])
def test_a_broken_file_is_shown_wherever_it_is_met(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Other verbs show the same findings and end with 1.
    """
    assert run([verb, str(_broken(tmp_path))]) == 1
    assert "did you mean `some`?" in capsys.readouterr().err


def test_test_counts_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Scenarios in a folder, or beside a protocol, pass.
    """
    for target in [str(BASE), SCREENING]:
        assert run(["test", target]) == 0
        assert " passed, 0 failed" in capsys.readouterr().out


def test_a_failing_scenario_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What was expected and what was found stand below its place.
    """
    file = tmp_path / "scenarios.yaml"
    file.write_text(
        f"""\
caring: scenarios/1
of: {SCREENING}
version: "1.0.0"
on: "2026-01-15"
scenarios:
  - name: Nothing is known
    answers: {{}}
    expect: {{decisions: {{concern: {{working: high}}}}, missing: [privacy]}}
""",
        "utf-8",
    )
    assert run(["test", str(file)]) == 1
    text = capsys.readouterr().out

    assert f"{file}:6:11: Nothing is known" in text
    assert "concern.working: expected high, found some" in text
    assert "0 passed, 1 failed" in text
    assert run(["test", str(file), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["passed"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["show", "screening/sings-in-clinic"],
        ["check", "nowhere/"],
        ["assess", "nowhere.yaml"],
        ["assess", SCREENING, "--on", "yesterday"],
        ["list", "--format", "xml"],
        ["dance"],
        ["show"],
    ],
)
def test_wrong_use_ends_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What was typed is at fault, and standard error says how.
    """
    assert run(words) == 2
    assert capsys.readouterr().err


def test_answers_that_do_not_fit_end_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    They are named, and no value is repeated.
    """
    file = tmp_path / "encounter.yaml"
    file.write_text(
        """\
caring: encounter/1
title: Somebody
pathway: pathway/staff-detect-signs
on: "2026-01-15"
answers: {privacy: in_the_cellar}
""",
        "utf-8",
    )
    assert run(["assess", str(file)]) == 1
    text = capsys.readouterr().err

    assert "`privacy`" in text
    assert "expected alone" in text
    assert "cellar" not in text


def test_answers_that_cannot_hold_together_end_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Each answer by itself fits, so it is running that refuses them; no value is named.
    """
    file = tmp_path / "encounter.yaml"
    file.write_text(
        """\
caring: encounter/1
title: Somebody
pathway: pathway/staff-detect-signs
on: "2026-01-15"
answers: {cannot_be_woken: yes, capacity_in_doubt: no}
""",
        "utf-8",
    )
    assert run(["assess", str(file)]) == 1
    text = capsys.readouterr().err

    assert text.startswith("the answers do not fit:\n`cannot_be_woken`, `capacity")
    assert "yes" not in text


def _of_somebody_else(place: Path) -> Path:
    """
    A small folder whose screening is only for whoever came with somebody.
    """
    shutil.copytree(BASE, place)
    screening = place / "screening" / "signs" / "1.0.0.yaml"
    text = screening.read_text("utf-8")
    screening.write_text(
        text.replace("population: everyone", "population: companion_present"), "utf-8"
    )
    return place


def test_a_raise_that_does_not_fit_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A protocol that is not for the person has no level to raise, and that is said.
    """
    file = _of_somebody_else(tmp_path / "all") / "encounters" / "first.yaml"
    raises = "raises: [{level: high, reason: own_view}]\n"
    file.write_text(f"{file.read_text('utf-8')}{raises}", "utf-8")
    assert run(["assess", str(file)]) == 1
    text = capsys.readouterr().err

    assert text.startswith("a raise does not fit:\n`screening/signs@1.0.0` is not for")


def test_a_raise_that_does_not_fit_fails_its_scenario(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The other scenarios are run all the same.
    """
    place = _of_somebody_else(tmp_path / "all")
    scenarios = place / "screening" / "signs" / "scenarios" / "silence.yaml"
    scenarios.write_text(
        """\
caring: scenarios/1
of: screening/signs
version: "1.0.0"
on: "2026-01-15"
scenarios:
  - name: Nobody to raise it for
    answers: {companion_present: no}
    raises: [{level: high, reason: own_view}]
    expect: {}
  - name: Nothing is known
    raises: [{level: high, reason: own_view}]
    expect:
      decisions: {concern: {working: high}}
""",
        "utf-8",
    )
    assert run(["test", str(scenarios)]) == 1
    text = capsys.readouterr().out

    assert "Nobody to raise it for" in text
    assert "raises: expected a level that can be raised, found `screening/s" in text
    assert text.endswith("1 passed, 1 failed\n")


def test_stopping_it_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Whoever presses Ctrl-C gets a word and no traceback.
    """

    def stop(*_: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("caring.cli.verbs.show", stop)
    assert run(["show", SCREENING]) == 2
    text = capsys.readouterr().err

    assert "stopped" in text
    assert "Traceback" not in text


def test_a_fault_of_ours_ends_with_three_and_tells_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its place is named, and not its message, which could hold an answer.
    """

    def fail(*words: str) -> int:
        raise RuntimeError(f"{words} are in the cellar")

    monkeypatch.setattr("caring.cli.verbs.show", fail)
    assert run(["show", SCREENING]) == 3
    text = capsys.readouterr().err

    assert "RuntimeError at test_cli.py:" in text
    assert "cellar" not in text


def test_help_and_version_end_with_nought(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Asking for help is no mistake.
    """
    assert run(["--help"]) == 0
    assert "does not decide for one" in capsys.readouterr().out
    assert run(["--version"]) == 0
    assert "caring" in capsys.readouterr().out


def test_the_program_reads_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    `caring` and `python -m caring` run this.
    """
    monkeypatch.setattr(sys, "argv", ["caring", "list", SCREENING])
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(SCREENING)


def test_importing_the_program_runs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What walks through all modules, such as a documentation tool, is not stopped.
    """
    monkeypatch.delitem(sys.modules, "caring.__main__", raising=False)
    importlib.import_module("caring.__main__")

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_what_it_needs_it_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The library alone has no command line; the message is the way to get one.
    """
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        'the command line needs more: pip install "caring[cli]"\n'
    )


AT_THE_BEGINNING = ["assess", SCREENING, "--on", "2026-01-15"]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _read(terminal: int) -> str:
    """
    Read what stands in a terminal, up to the end of the program that writes.
    """
    text = b""
    while chunk := _some(terminal):
        text += chunk
    os.close(terminal)
    return text.decode("utf-8").replace("\r\n", "\n")


def _some(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux reports the end of a terminal that was closed as an error.
        return b""


def test_in_a_terminal_it_is_coloured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A terminal gets the same words with colours; the warning that it is a draft is bold.
    """
    assert run(AT_THE_BEGINNING) == 0
    plain = capsys.readouterr().out

    ours, theirs = os.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        assert run(AT_THE_BEGINNING) == 0
        monkeypatch.undo()
    coloured = _read(ours)

    assert "\x1b[1;33mDRAFT: no organisation has approved this." in coloured
    assert COLOUR.sub("", coloured) == plain


@pytest.mark.parametrize("no_color", [None, "1"])
def test_the_program_in_a_terminal(no_color: str | None) -> None:
    """
    So does the program itself, unless the reader said that colours are not wanted.
    """
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment |= {"NO_COLOR": no_color} if no_color else {}
    with subprocess.Popen(
        [sys.executable, "-m", "caring", *AT_THE_BEGINNING],
        stdout=theirs,
        env=environment,
    ) as program:
        os.close(theirs)
        text = _read(ours)

    assert program.returncode == 0
    assert "act on some" in text
    assert ("\x1b[1;33m" in text) is (no_color is None)


def test_into_a_pipe_it_is_plain() -> None:
    """
    What is piped or kept in a file holds no escape codes.
    """
    done = subprocess.run(
        [sys.executable, "-m", "caring", *AT_THE_BEGINNING],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TERM": "xterm-256color"},
    )

    assert "act on some" in done.stdout
    assert "\x1b" not in done.stdout


def test_it_runs_as_a_program() -> None:
    """
    `python -m caring` is the same, and hands its exit code on.
    """
    done = subprocess.run(
        [sys.executable, "-m", "caring", "show", "nothing"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no protocol is called `nothing`" in done.stderr
    assert "Traceback" not in done.stderr
