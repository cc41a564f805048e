"""
`caring interview`, as somebody uses it: at a terminal, and through a pipe.
"""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from caring.cli.commands import run

ROOT = Path(__file__).parent.parent.parent
DETECT = "pathway/staff-detect-signs"
DIRECTORY = "examples/directory/lindenport.yaml"
NOON = "2026-01-15T12:00:00+07:00"


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _type(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    typed = text if isinstance(text, bytes) else text.encode()
    keys = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", keys)


# Of the pathway from a sign: 10 things to see, 6 of the gate, then a look around.
SEEN = "2\n" * 10
GATE = "1\n2\n1\n1\n1\n1\n"


def test_it_asks_one_question_at_a_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What can be seen, then the gate, then, after a look around, what is sensitive.
    """
    _type(monkeypatch, f"{SEEN}{GATE}1\nx\n")
    assert run(["interview", DETECT, "--on", NOON]) == 0
    text = capsys.readouterr().out

    asked = re.findall(r"^Question (\d+)\. (.*)$", text, re.MULTILINE)
    assert [int(number) for number, _ in asked] == list(range(1, 19))
    assert text.index("Note what you see.") < text.index("For you to note.")
    assert text.index("Look around") < text.index("This is sensitive")
    assert "\x1b" not in text
    assert capsys.readouterr().err == ""


def test_it_ends_with_the_advice_that_the_answers_give(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    JSON holds the advice and no answer; the questions go elsewhere.
    """
    _type(monkeypatch, "d\n" * 100)
    assert run(["interview", DETECT, "--on", NOON, "--format", "json"]) == 0
    found = capsys.readouterr()
    report = json.loads(found.out)

    assert "Question 1." in found.err
    assert report["record"]["guidance"]["id"] == DETECT
    assert report["next_questions"] == []
    assert "answers" not in report


def test_the_advice_says_what_is_settled_and_what_stays_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    At the end, as `caring assess` says it; then back, or another look at who is here.
    """
    _type(monkeypatch, "d\n" * 20 + "b\nd\nr\nd\n\n")
    assert run(["interview", DETECT, "--on", NOON]) == 0
    text = capsys.readouterr().out

    assert "Nothing more is to be asked now." in text
    assert "Not settled:" in text
    assert text.count("\nWhy\n") >= 2
    assert text.count("\nWhat stands\n") >= 2


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("typed", ["x\n", "X\n", "2\nx\n", "2\n", "", "a\nx\n"])
def test_leaving_early_says_nothing_and_looks_like_any_end(
    typed: str,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    No word of goodbye, no result, and the exit code of every end.
    """
    _type(monkeypatch, typed)
    assert run(["interview", DETECT, "--format", form]) == 0
    found = capsys.readouterr()

    said = found.out if form == "text" else found.err
    assert said.endswith("(h for help, x to leave): ")
    if form == "json":
        assert found.out == ""


def test_letters_tell_more_and_ask_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Why, help, and the advice so far leave the question where it is.
    """
    _type(monkeypatch, "?\nh\na\nd\nx\n")
    run(["interview", DETECT, "--on", NOON])
    text = capsys.readouterr().out

    assert "It could settle" in text
    assert text.count("x: leave at once and clear the screen") == 2
    assert "What stands" in text
    # once, and once more below the advice
    assert text.count("Question 1.") == 2
    assert text.count("Question 2.") == 1


@pytest.mark.parametrize(
    "typed", ["3\n", "perhaps\n", "\n", "\xff\n".encode("latin-1"), "1 2\n"]
)
def test_what_is_not_understood_is_said_and_not_repeated(
    typed: str | bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    What is expected is said, and the same question stays.
    """
    rest = b"2\nx\n"
    _type(monkeypatch, (typed if isinstance(typed, bytes) else typed.encode()) + rest)
    run(["interview", DETECT])
    text = capsys.readouterr().out

    assert text.count("That was not understood. Type a number from 1 to 2.") == 1
    assert "perhaps" not in text
    assert text.count("Question 2.") == 1


def test_what_cannot_wait_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Before the next question.
    """
    _type(monkeypatch, "1\nx\n")
    run(["interview", DETECT])
    text = capsys.readouterr().out

    assert text.index("To be done now:") < text.index("Question 2.")


def test_answers_that_do_not_go_together_are_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Somebody in the room came along; what was noted first stands until it is taken back.
    """
    _type(monkeypatch, f"{SEEN}4\nd\n2\n1\nx\n")
    run(["interview", DETECT, "--on", NOON])
    text = capsys.readouterr().out

    assert "That does not go together with what was noted before." in text
    assert "It is about: came with somebody" in text
    assert text.count("Question 13.") == 1
    assert text.count("Question 14.") == 1


def test_it_speaks_the_language_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Questions, letters and answers; the words of an answer are taken in it too.
    """
    _type(monkeypatch, "no\nx\n")
    assert run(["interview", DETECT, "--locale", "es"]) == 0
    text = capsys.readouterr().out

    assert "Pregunta 2." in text
    assert "x: salir de inmediato" in text
    assert "[" not in text


def test_it_takes_law_and_a_directory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The record says which; a consent then names a service of the directory.
    """
    _type(monkeypatch, "d\n" * 30)
    words = ["--law", "law/vn", "--directory", DIRECTORY, "--format", "json"]
    assert run(["interview", DETECT, "--on", NOON, *words]) == 0
    record = json.loads(capsys.readouterr().out)["record"]

    assert [each["id"] for each in record["law"]] == ["law/vn"]
    assert record["directory"].startswith("sha256:")


def test_the_moment_is_now_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A day will do; what is no moment is refused before anything is asked.
    """
    monkeypatch.setattr(sys, "stdin", io.StringIO("x\n"))
    assert run(["interview", DETECT, "--on", "2026-01-15"]) == 0
    assert run(["interview", DETECT, "--on", "today"]) == 2
    assert "write" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([DETECT, "--format", "json", "--locale", "es"], 2, "JSON holds ids"),
        (["screening/signs-in-clinic"], 2, "is no pathway to follow"),
        (["pathway/none"], 2, "no protocol is called"),
        ([DETECT, "--directory", "nowhere.yaml"], 2, "cannot read"),
        ([DETECT, "--law", "law/none"], 2, "no law is called"),
    ],
)
def test_wrong_use_is_said_before_anything_is_asked(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    As with every verb.
    """
    assert run(["interview", *words]) == code
    assert said in capsys.readouterr().err


def test_it_follows_a_pathway_in_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An editor can try a draft.
    """
    _type(monkeypatch, "x\n")
    assert run(["interview", f"protocols/{DETECT}/1.0.0.yaml"]) == 0
    assert "Question 1." in capsys.readouterr().out


def test_a_fault_of_ours_tells_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Whatever goes wrong, the message names the place and nothing that was typed.
    """
    _type(monkeypatch, "2\n")

    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            if "Question 2" in text:
                raise RuntimeError(text)
            return super().write(text)

    monkeypatch.setattr(sys, "stdout", Broken())
    assert run(["interview", DETECT]) == 3
    assert "Question" not in capsys.readouterr().err
