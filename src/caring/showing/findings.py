"""
Findings as text: the caret display for people, one line for editors, plain data.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from caring.values.findings import Finding, Severity
from caring.values.spans import Span

_LONGEST = 200
"""Characters of a line that are shown at most."""

_AROUND = 60
"""Characters before the underlined piece that are shown of a longer line."""


def show(finding: Finding) -> str:
    """
    Show a finding with its line underlined, what to do about it, and related places.
    """
    head = f"{finding.severity.value}[{finding.code}]: {finding.message}"
    lines = [head, *_excerpt(finding.span)]
    margin = " " * _width(finding.span)
    if finding.help is not None:
        lines.append(f"{margin} = help: {finding.help}")
    for note in finding.related:
        lines += [f"{margin} = {note.message}:", *_excerpt(note.span)]
    return "\n".join(lines)


def _width(span: Span) -> int:
    return len(str(span.line))


def _excerpt(span: Span) -> Iterator[str]:
    margin = " " * _width(span)
    line, before, marked = _clipped(span)
    # A tab in the line is kept in the underlining, so that the carets stay below.
    indent = "".join("\t" if each == "\t" else " " for each in line[:before])
    yield f"{margin}--> {span.place}"
    yield f"{margin} |"
    yield f"{span.line} | {line}".rstrip()
    yield f"{margin} | {indent}{'^' * marked}"


def _clipped(span: Span) -> tuple[str, int, int]:
    """
    Cut a line that is too long to read to what lies around the piece.

    Returns:
        The line, the number of characters before the piece, and those to underline.
    """
    line, before, marked = span.file.line(span.line), span.column - 1, len(span.text)
    if len(line) > _LONGEST:
        start = max(before - _AROUND, 0)
        line, before = line[start : start + _LONGEST], before - start
    return line, before, max(min(marked, len(line) - before), 1)


def show_line(finding: Finding) -> str:
    """
    Show a finding in one line, as editors and build logs read it.
    """
    help_ = f" ({finding.help})" if finding.help is not None else ""
    word = finding.severity.value
    return f"{finding.span.place}: {word}[{finding.code}]: {finding.message}{help_}"


def show_all(findings: Sequence[Finding]) -> str:
    """
    Show findings one below the other, with a count.
    """
    errors = sum(each.severity is Severity.ERROR for each in findings)
    warnings = len(findings) - errors
    count = _counted(errors, "error")
    count += f", {_counted(warnings, 'warning')}" if warnings else ""
    return "\n\n".join([*(show(each) for each in findings), count])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def plain(finding: Finding) -> dict[str, Any]:
    """
    Turn a finding into JSON's plain data.
    """
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.span),
        "related": [
            {"message": note.message, **_place(note.span)} for note in finding.related
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
