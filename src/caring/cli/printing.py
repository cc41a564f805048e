"""
Lines to a terminal, in colour only where there is one.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from caring.showing.lines import Line, Style, as_text

_STYLES = {
    Style.TITLE: "bold",
    Style.HEADING: "bold cyan",
    Style.TEXT: "",
    Style.QUIET: "dim",
    Style.WARNING: "bold yellow",
    Style.GAP: "",
}


def print_lines(lines: Iterable[Line]) -> None:
    """
    Print lines; where the output is no terminal they are plain text.
    """
    if not sys.stdout.isatty():
        print_text(as_text(lines))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text(line.wrapped(), style=_STYLES[line.style]))


def print_text(text: str) -> None:
    """
    Print text as it is.
    """
    sys.stdout.write(text + "\n")


def print_json(data: Any) -> None:
    """
    Print plain data as JSON.
    """
    print_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2))


def print_error(text: str) -> None:
    """
    Print what went wrong, apart from results.
    """
    sys.stderr.write(text + "\n")
