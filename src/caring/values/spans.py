"""
Places in a text, so that a message can point at the very word.
"""

from functools import cached_property

import attrs


@attrs.frozen
class SourceFile:
    """
    The text of one file and the name a reader knows it by.
    """

    name: str
    """A path as the reader typed it; never opened from here."""

    text: str = attrs.field(repr=False)
    """The whole text."""

    def line(self, number: int) -> str:
        """
        Return a line, counted from 1, without its end.

        YAML reports an unclosed bracket one line after the last; that line is empty.
        """
        lines = self._lines
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


@attrs.frozen
class Span:
    """
    A piece of a file, from a character up to but not including another.
    """

    file: SourceFile
    """Where it lies."""

    line: int
    """First line, counted from 1."""

    column: int
    """First character in that line, counted from 1."""

    end_line: int
    """Line of the end, counted from 1."""

    end_column: int
    """First character after the piece, counted from 1."""

    @property
    def place(self) -> str:
        """
        The start as editors write it, ``file:line:column``.
        """
        return f"{self.file.name}:{self.line}:{self.column}"

    @property
    def text(self) -> str:
        """
        The underlined text; of a piece over several lines, its first line.
        """
        line = self.file.line(self.line)
        end = self.end_column - 1 if self.end_line == self.line else len(line)
        return line[self.column - 1 : end]
