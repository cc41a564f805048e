"""
Lines with a style, so that the same text can be plain or coloured.
"""

import enum
import textwrap
from collections.abc import Iterable

import attrs

WIDTH = 88
"""Columns of plain text; wide enough for a sentence, narrow enough for a terminal."""


class Style(enum.Enum):
    """
    What a line is for.
    """

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    QUIET = "quiet"
    WARNING = "warning"
    GAP = "gap"


@attrs.frozen
class Line:
    """
    One paragraph, indented by ``depth`` steps; later lines by ``hang`` columns more.
    """

    text: str
    style: Style = Style.TEXT
    depth: int = 0
    hang: int = 0

    def wrapped(self, width: int = WIDTH) -> str:
        """
        Break the paragraph into lines of so many columns; words are never broken.
        """
        indent = "  " * self.depth
        return textwrap.fill(
            self.text,
            width,
            initial_indent=indent,
            subsequent_indent=indent + " " * self.hang,
            break_long_words=False,
            break_on_hyphens=False,
        )


GAP = Line("", Style.GAP)


def as_text(lines: Iterable[Line], width: int = WIDTH) -> str:
    """
    Join lines to plain text.
    """
    return "\n".join(line.wrapped(width) for line in lines)
