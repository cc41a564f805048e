"""
A terminal that is left as if nothing had been on it.

While it is open it uses the terminal's second screen. When it is left, both screens and
what had scrolled away are cleared, and what was typed ahead is thrown away.
"""

import contextlib
import shutil
import signal
from collections.abc import Callable, Iterable
from types import FrameType, TracebackType
from typing import Self, TextIO

from caring.showing.lines import WIDTH, Line, as_text

OPEN = "\x1b[?1049h\x1b[H\x1b[2J"
"""Go to the second screen, and empty it."""

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
CLOSE = f"{_CLEAR}\x1b[?1049l{_CLEAR}"
"""
Empty the second screen, go back, and empty the first, with what had scrolled away.

A terminal without a second screen is emptied all the same.
"""

_BELOW = 4
"""Rows below a page: an empty one, and what is asked, which may wrap."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP")
"""
What ends an interview, where the system knows it.

Ctrl-C, being told to end, a closed window, Ctrl-\\ (which would write memory to disk)
and Ctrl-Z (which would only hide it).
"""


class Left(Exception):  # noqa: N818 - nothing went wrong
    """
    Somebody wants to be gone at once.
    """


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise Left


class Screen:
    """
    Lines out, and one line in at a time; nothing of it is kept.

    Where ``out`` is no terminal, nothing but the text is written to it.
    """

    def __init__(self, out: TextIO, keys: TextIO) -> None:
        self._out = out
        self._keys = keys
        self._before: dict[int, object] = {}
        self.is_terminal = out.isatty()

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            if hasattr(signal, name):
                number = getattr(signal, name)
                self._before[number] = signal.signal(number, _leave)
        if self.is_terminal:
            self._write(OPEN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        # Nothing may stop the clearing, a second Ctrl-C least of all.
        for number in self._before:
            signal.signal(number, signal.SIG_IGN)
        self._forget_typed()
        if self.is_terminal:
            # The window may be closed already.
            with contextlib.suppress(OSError):
                self._write(CLOSE)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        return isinstance(error, Left)

    def say(self, lines: Iterable[Line]) -> None:
        """
        Write lines, plain and from top to bottom.
        """
        self._write(self._text(lines) + "\n")

    def ask(self, text: str) -> str:
        """
        Write what is asked and read one line, as it was typed.

        What was typed before it was asked is thrown away: nobody answers a question
        that they have not seen, and a paste of several lines answers one.

        Raises:
            Left: If there is nothing more to read.
        """
        self._forget_typed()
        self._write(f"{text} ")
        typed = self._keys.readline()
        if not typed:
            raise Left
        return typed

    def pages(self, lines: Iterable[Line]) -> list[str]:
        """
        Break lines into pages that fit; all on one where nobody looks at a screen.
        """
        text = self._text(lines)
        if not self.is_terminal:
            return [text]
        columns, height = shutil.get_terminal_size()
        pages: list[list[str]] = [[]]
        room = height - _BELOW
        for line in text.splitlines():
            # A word that is too long for a narrow screen takes several rows of it.
            rows = max(-(-len(line) // columns), 1)
            if rows > room and pages[-1]:
                pages.append([])
                room = height - _BELOW
            pages[-1].append(line)
            room -= rows
        return ["\n".join(each) for each in pages]

    def page(self, text: str) -> None:
        """
        Write one page.
        """
        self._write(f"{text}\n\n")

    def _text(self, lines: Iterable[Line]) -> str:
        """
        Join lines as wide as the screen at most, so that it breaks no word itself.
        """
        if not self.is_terminal:
            return as_text(lines)
        return as_text(lines, min(shutil.get_terminal_size().columns, WIDTH))

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def _forget_typed(self) -> None:
        forget = _flusher()
        if self._keys.isatty() and forget is not None:
            with contextlib.suppress(OSError):
                forget(self._keys)


def _flusher() -> Callable[[TextIO], object] | None:
    """
    Give what throws typed lines away; ``None`` where the system has no such thing.
    """
    try:
        import termios
    except ImportError:
        return None
    return lambda keys: termios.tcflush(keys.fileno(), termios.TCIFLUSH)
