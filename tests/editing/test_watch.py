"""
``caring check --watch``, run as somebody runs it: saved files, and Ctrl-C.
"""

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from caring.cli.commands import run

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60


class Window:
    """
    A running command, with what it has printed.
    """

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "caring", "check", *words, "--watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, wanted: str) -> str:
        """
        Wait for a line that holds some words; hand back all up to it.
        """
        seen = ""
        while wanted not in seen:
            seen += self._lines.get(timeout=SECONDS)
        return seen

    def stop(self) -> tuple[int, str]:
        """
        Press Ctrl-C; hand back how it ended and what it said of that.
        """
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said


@pytest.fixture
def window(place: Path) -> Iterator[Window]:
    opened = Window(str(place), "--on", "2026-01-15", "--format", "line")
    with opened.process:
        yield opened
        opened.process.kill()


@pytest.mark.whole
def test_each_save_is_checked(window: Window, place: Path) -> None:
    """
    A mistake shows after it was saved, in the dictionary too, and goes when mended.
    """
    file = place / "facts" / "gate.yaml"
    right = file.read_text("utf-8")
    assert window.until("\n") == "\n"
    file.write_text(right.replace("companion_present", "companion"), "utf-8")
    assert "saved: gate.yaml" in window.until("error[unknown-name]")
    # Many programs write another file and put it in place.
    (place / "new").write_text(right, "utf-8")
    os.replace(place / "new", file)  # noqa: PTH105
    assert "error[" not in window.until("saved: gate.yaml").rpartition("saved")[2]
    (place / "notes.txt").write_text("nothing to check", "utf-8")
    file.write_text(right.replace("gate/1", "gate/2"), "utf-8")
    assert "notes" not in window.until("error[unknown-format]")
    code, said = window.stop()
    assert (code, said) == (0, "")


def test_without_the_library_it_is_said_what_to_install(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Watching is an extra; without it nothing else is missed.
    """
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["check", str(place), "--watch"]) == 2
    said = 'watching needs more: pip install "caring[watch]"\n'
    assert capsys.readouterr().err == said


Changed = set[tuple[watchfiles.Change, str]]


@pytest.mark.parametrize("target", ["protocols", "law/vn", "protocols/facts/gate.yaml"])
def test_what_is_printed(
    target: str,
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Findings come at once, and anew after each save; Ctrl-C is no mistake.
    """
    watched: list[str] = []

    def saves(*places: str, **_: object) -> Iterator[Changed]:
        watched.extend(places)
        yield set()
        yield set()
        (place / "facts" / "gate.yaml").write_text("caring: gate/2\n", "utf-8")
        yield {(watchfiles.Change.modified, str(place / "facts" / "gate.yaml"))}
        shutil.rmtree(place)
        yield {(watchfiles.Change.deleted, str(place / "facts" / "gate.yaml"))}
        raise KeyboardInterrupt

    monkeypatch.setattr(watchfiles, "watch", saves)
    day = ["--on", "2026-11-23"]
    assert run(["check", target, "--watch", "--format", "line", *day]) == 0
    shown = capsys.readouterr()
    is_ours = target.startswith("protocols")
    assert shown.out.count("saved: gate.yaml") == 2
    assert ("error[unknown-format]" in shown.out) is is_ours
    assert ("there is no such file or folder" in shown.err) is is_ours
    assert str(place.resolve() if is_ours else ROOT / "protocols") in watched
