"""
A finding as people, editors and programs read it.
"""

import pytest

from caring.showing.findings import plain, show, show_all, show_line
from caring.values.findings import Finding, Note, Severity
from caring.values.spans import SourceFile, Span

FILE = SourceFile("a.yaml", "one: two\n\tthree: four\n" + "\n" * 8 + "five: six\n")


def _span(line: int, start: int, end: int) -> Span:
    return Span(FILE, line, start, line, end)


PLAIN = Finding(
    code="unknown-level", message="no level is so called", span=_span(1, 6, 9)
)
HELPED = Finding(
    code="unknown-level",
    message="no level is so called",
    span=_span(1, 6, 9),
    help="did you mean `too`?",
    related=(Note("the levels are named here", _span(11, 1, 5)),),
)
WARNED = Finding(
    code="both-ways",
    message="it points both ways",
    span=_span(2, 2, 7),
    severity=Severity.WARNING,
)


@pytest.mark.parametrize(
    ("finding", "shown"),
    [
        (
            PLAIN,
            """\
error[unknown-level]: no level is so called
 --> a.yaml:1:6
  |
1 | one: two
  |      ^^^""",
        ),
        (
            HELPED,
            """\
error[unknown-level]: no level is so called
 --> a.yaml:1:6
  |
1 | one: two
  |      ^^^
  = help: did you mean `too`?
  = the levels are named here:
  --> a.yaml:11:1
   |
11 | five: six
   | ^^^^""",
        ),
        # a tab stays a tab, so that the carets stand below the word
        (
            WARNED,
            """\
warning[both-ways]: it points both ways
 --> a.yaml:2:2
  |
2 | \tthree: four
  | \t^^^^^""",
        ),
    ],
)
def test_a_finding_for_people(finding: Finding, shown: str) -> None:
    """
    The line is underlined; the way out and related places stand below.
    """
    assert show(finding) == shown


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (PLAIN, "a.yaml:1:6: error[unknown-level]: no level is so called"),
        (
            HELPED,
            (
                "a.yaml:1:6: error[unknown-level]: no level is so called"
                " (did you mean `too`?)"
            ),
        ),
        (WARNED, "a.yaml:2:2: warning[both-ways]: it points both ways"),
    ],
)
def test_a_finding_for_editors(finding: Finding, line: str) -> None:
    """
    One line, place first, so that an editor can jump there.
    """
    assert show_line(finding) == line


@pytest.mark.parametrize(
    ("findings", "count"),
    [
        ([], "0 errors"),
        ([PLAIN], "1 error"),
        ([PLAIN, WARNED], "1 error, 1 warning"),
        ([WARNED, WARNED], "0 errors, 2 warnings"),
        ([PLAIN, HELPED], "2 errors"),
    ],
)
def test_findings_are_counted(findings: list[Finding], count: str) -> None:
    """
    Errors are counted last; a warning is none.
    """
    assert show_all(findings).rpartition("\n")[2] == count


def test_a_finding_for_programs() -> None:
    """
    Related places are places too, with the same fields.
    """
    where = {"file": "a.yaml", "line": 11, "column": 1, "end_line": 11, "end_column": 5}

    assert plain(HELPED)["related"] == [
        {"message": "the levels are named here", **where}
    ]
