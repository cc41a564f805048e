"""
What `caring interview` leaves behind at a terminal: nothing.
"""

import io
import os
import pty
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from caring.cli.commands import run
from caring.cli.screen import CLOSE, OPEN, Left, Screen
from caring.showing.lines import Line

ROOT = Path(__file__).parent.parent.parent
DETECT = "pathway/staff-detect-signs"
NOON = "2026-01-15T12:00:00+07:00"
FIRST = "The person cannot be woken."
ENDS = (b"to leave): ", b"x to leave: ", b"came or left: ")
CTRL_C, CTRL_D, CTRL_Z, CTRL_BACKSLASH = "\x03", "\x04", "\x1a", "\x1c"


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")


class Person:
    """
    Somebody at the other end of a terminal, who types when asked.
    """

    def __init__(self, *replies: str) -> None:
        self._master, self.slave = pty.openpty()
        self._replies = iter(replies)
        self._seen = b""
        self._thread = threading.Thread(target=self._type, daemon=True)
        self._thread.start()

    def _type(self) -> None:
        while True:
            try:
                self._seen += os.read(self._master, 4096)
            except OSError:
                return
            if self._seen.endswith(ENDS):
                reply = next(self._replies, None)
                if reply is not None:
                    os.write(self._master, reply.encode())

    def gone(self) -> str:
        """
        Close the terminal, and say everything that was on it.
        """
        os.close(self.slave)
        self._thread.join()
        os.close(self._master)
        return self._seen.decode().replace("\r\n", "\n")


def _at_a_terminal(monkeypatch: pytest.MonkeyPatch, *replies: str) -> str:
    """
    Run an interview in this process, at a terminal; say what was written to it.
    """
    person = Person(*replies)
    with (
        os.fdopen(os.dup(person.slave), "w") as out,
        os.fdopen(os.dup(person.slave)) as keys,
    ):
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stdin", keys)
        assert run(["interview", DETECT, "--on", NOON]) == 0
        monkeypatch.undo()
    return person.gone()


def test_it_runs_on_the_second_screen_and_clears_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Nothing is written before or after.
    """
    text = _at_a_terminal(monkeypatch, "\n", "\n", "2\n", "x\n")

    assert text.startswith(OPEN)
    assert text.endswith(CLOSE)
    assert text.count("\x1b") == OPEN.count("\x1b") + CLOSE.count("\x1b")
    assert text.index("To leave at once") < text.index(FIRST)


def test_what_was_typed_before_it_was_asked_is_thrown_away() -> None:
    """
    The lines behind the first are gone before the next question stands there.
    """
    person = Person("2\n1\n1\n", "4\n")
    with (
        os.fdopen(os.dup(person.slave), "w") as out,
        os.fdopen(os.dup(person.slave)) as keys,
        Screen(out, keys) as screen,
    ):
        typed = [screen.ask("First (x to leave):"), screen.ask("Next (x to leave):")]
    person.gone()

    assert typed == ["2\n", "4\n"]


def test_a_paste_of_several_lines_answers_one_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Nobody answers a question that they have not seen.
    """
    text = _at_a_terminal(monkeypatch, "\n", "\n", "2\n1\n1\n1\n", "x\n")

    assert "Question 2." in text
    assert "Question 3." not in text


def test_advice_comes_in_pages_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Forward and back; then the question again.
    """
    replies = ("\n", "\n", "a\n", "\n", "b\n", *["\n"] * 12, "x\n")
    text = _at_a_terminal(monkeypatch, *replies)
    pages = text.split("Enter for more")

    assert len(pages) > 5
    assert all(page.count("\n") <= 24 for page in pages[2:-1])
    assert pages[1].strip().splitlines()[-3:] != pages[2].strip().splitlines()[-3:]
    assert "That is all." in text
    assert text.count("Question 1.") == 2


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP"])
def test_whatever_ends_it_clears_the_screen(name: str) -> None:
    """
    And what was there for the signal before is there again.
    """
    number = getattr(signal, name)
    before = signal.getsignal(number)
    out = _Terminal()
    with Screen(out, io.StringIO("")) as screen:
        screen.say([Line("a question")])
        os.kill(os.getpid(), number)
        time.sleep(10)
        pytest.fail("nothing happened")

    assert out.getvalue().endswith(CLOSE)
    assert signal.getsignal(number) is before


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_fault_clears_the_screen_too() -> None:
    """
    And goes on to whoever tells of it.
    """
    out = _Terminal()
    with pytest.raises(ZeroDivisionError), Screen(out, io.StringIO("")):
        raise ZeroDivisionError
    assert out.getvalue().endswith(CLOSE)


def test_a_window_that_was_closed_is_no_fault() -> None:
    """
    There is nothing left to clear.
    """

    class Closed(_Terminal):
        def write(self, text: str) -> int:
            if text == CLOSE:
                raise OSError(5, "input/output error")
            return super().write(text)

    with Screen(Closed(), io.StringIO("")):
        raise Left


@pytest.mark.parametrize("lacks", ["signals", "termios"])
def test_it_needs_no_signals_and_no_terminal_of_unix(
    lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Where the system lacks them it works all the same.
    """
    if lacks == "signals":
        monkeypatch.delattr(signal, "SIGTSTP")
    else:
        monkeypatch.setitem(sys.modules, "termios", None)
    with Screen(_Terminal(), _Keys("2\n")) as screen:
        assert screen.ask("Answer:") == "2\n"


class _Keys(io.StringIO):
    """
    Keys of a terminal that has no number.
    """

    def isatty(self) -> bool:
        return True


def test_lines_and_pages_fit_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No word is broken; one that is too long takes several rows of its page.
    """
    monkeypatch.setenv("COLUMNS", "40")
    lines = [Line("word " * 30)] * 12
    narrow = Screen(_Terminal(), io.StringIO("")).pages(lines)
    whole = Screen(io.StringIO(), io.StringIO("")).pages(lines)

    assert all(page.count("\n") < 20 for page in narrow)
    assert {len(row) <= 40 for page in narrow for row in page.splitlines()} == {True}
    assert len(narrow) == 3
    assert len(whole) == 1
    assert len(Screen(_Terminal(), io.StringIO("")).pages([Line("w" * 900)] * 2)) == 2


def test_json_is_not_left_on_a_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It has to be sent somewhere on purpose.
    """
    monkeypatch.setattr(sys, "stdout", _Terminal())
    assert run(["interview", DETECT, "--format", "json"]) == 2
    assert "send it to a program" in capsys.readouterr().err
