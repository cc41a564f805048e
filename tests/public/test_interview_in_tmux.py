"""
`caring interview` in a real terminal: what is there after somebody left at once.

It needs tmux, which `.ci/run whole` installs where it is missing.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WORDS = "-m caring interview pathway/staff-detect-signs --on 2026-01-15"
PATIENCE = 120
"""Seconds until something is on the screen; a busy machine is slow to begin."""

pytestmark = pytest.mark.whole


class Shell:
    """
    A shell in tmux, with a home of its own.
    """

    def __init__(self, home: Path) -> None:
        tmux = shutil.which("tmux")
        # Never passed over in silence: what it holds could hurt somebody.
        assert tmux is not None, "tmux is not installed: apt-get install tmux"
        self._tmux = [tmux, "-L", "caring", "-f", "/dev/null"]
        self.home = home
        self._environment = {
            "HOME": str(home),
            "HISTFILE": str(home / ".bash_history"),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PS1": "shell> ",
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TERM": "screen",
            "TMUX_TMPDIR": str(home.parent),
        }
        shell = ["bash", "--noprofile", "--norc", "-i"]
        self._do("new-session", "-d", "-x", "90", "-y", "40", "-c", str(ROOT), *shell)
        self._do("set-option", "-g", "window-size", "manual")
        self.see("shell>")

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def type(self, *keys: str) -> None:
        self._do("send-keys", *keys)

    def grow(self) -> None:
        """
        Make it so tall that nothing scrolls away.
        """
        self._do("resize-window", "-y", "500")

    def screen(self) -> str:
        """
        Say what is on the screen, and what has scrolled away.
        """
        return self._do("capture-pane", "-p", "-S", "-").rstrip("\n")

    def see(self, *texts: str) -> str:
        """
        Wait until one of some texts is on the screen, and say which.
        """
        end = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            for text in texts:
                if text in screen:
                    return text
            assert time.monotonic() < end, f"{texts} are not there:\n{screen}"
            time.sleep(0.1)

    def rests(self) -> str:
        """
        Wait until nothing but a prompt is there, and say what is on the screen.
        """
        end = time.monotonic() + PATIENCE
        while self.screen() != "shell>" and time.monotonic() < end:
            time.sleep(0.1)
        return self.screen()

    def close(self) -> None:
        self._do("kill-server")


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    home = tmp_path / "home"
    home.mkdir()
    found = Shell(home)
    yield found
    found.close()


def _files(folder: Path) -> dict[Path, int]:
    return {each: each.stat().st_mtime_ns for each in folder.rglob("*")}


@pytest.mark.parametrize("keys", [("x", "Enter"), ("C-c",), ("C-d",), ("C-z",)])
def test_after_somebody_left_nothing_is_there(
    keys: tuple[str, ...], shell: Shell
) -> None:
    """
    Not on the screen, not above it, not in the home, and in no history but the command.
    """
    before = _files(shell.home)
    shell.type(f"{sys.executable} {WORDS}", "Enter")
    shell.see("Enter to begin")
    shell.type("", "Enter")
    shell.see("Question 1.")
    shell.type("1", "Enter")
    shell.see("Question 2.")
    shell.type("a", "Enter")
    shell.see("Enter for more")
    shell.type(*keys)

    assert shell.rests() == "shell>"
    assert _files(shell.home) == before
    shell.type("echo ended with $?", "Enter")
    shell.see("ended with 0")
    shell.type("history -w", "Enter")
    history = shell.home / ".bash_history"
    end = time.monotonic() + PATIENCE
    while not history.exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert history.read_text("utf-8").splitlines() == [
        f"{sys.executable} {WORDS}",
        "echo ended with $?",
        "history -w",
    ]


def test_typing_ahead_reaches_neither_a_question_nor_the_shell(shell: Shell) -> None:
    """
    What was pasted behind the way out is thrown away with it.
    """
    shell.type(f"{sys.executable} {WORDS}", "Enter")
    shell.see("Enter to begin")
    shell.type("-l", "x\necho a secret\n")

    assert shell.rests() == "shell>"


def test_the_end_is_as_empty(shell: Shell) -> None:
    """
    Whoever read the advice to its end leaves nothing either.
    """
    end = "That is all."
    shell.grow()
    shell.type(f"{sys.executable} {WORDS}", "Enter")
    shell.see("Enter to begin")
    shell.type("", "Enter")
    number = 1
    while shell.see(end, f"Question {number}.") != end:
        shell.type("d", "Enter")
        number += 1
    shell.type("", "Enter")
    shell.see("Enter to leave")
    shell.type("", "Enter")

    assert shell.rests() == "shell>"
