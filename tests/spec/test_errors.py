"""
What each error says in full, and that it survives being sent to another process.
"""

import copy
import datetime as dt
import pickle
from collections.abc import Callable

import pytest

from caring.values.errors import (
    AnswersError,
    ApprovalError,
    CaringError,
    Problem,
    ProtocolError,
    ProtocolNotFoundError,
    RaiseError,
    ReleaseError,
    ReplayError,
    Unapproved,
)
from caring.values.findings import Finding
from caring.values.mappings import FrozenMapping
from caring.values.moments import Moment
from caring.values.spans import SourceFile, Span
from caring.values.truth import Truth

FILE = SourceFile("signs.yaml", "one: 1\ntwo: 2\n")


def _finding(code: str, line: int) -> Finding:
    span = Span(FILE, line, 1, line, 4)
    return Finding(code=code, message=f"Mend {code}.", span=span)


SIGNS = "screening/signs@1.0.0"

ERRORS: list[tuple[Callable[[], CaringError], str]] = [
    (
        lambda: ProtocolError([_finding("wrong-type", 1), _finding("unknown-key", 2)]),
        (
            "signs.yaml:1:1: error[wrong-type]: Mend wrong-type.\n"
            "signs.yaml:2:1: error[unknown-key]: Mend unknown-key."
        ),
    ),
    (
        lambda: ProtocolNotFoundError("screening/sign", ["a@1.0.0", "b@1.0.0"]),
        "no protocol is called `screening/sign`; there is a@1.0.0, b@1.0.0",
    ),
    (
        lambda: ProtocolNotFoundError("screening/sign", []),
        "no protocol is called `screening/sign`; there is nothing",
    ),
    (
        lambda: RaiseError(
            "a raise names no role that has a level", ["safety", "signs"]
        ),
        "a raise names no role that has a level; there is safety, signs",
    ),
    (
        lambda: RaiseError("the time of a raise needs a time zone"),
        "the time of a raise needs a time zone",
    ),
    (
        lambda: AnswersError(
            [
                Problem(("a", "b"), "cannot hold together: Why."),
                Problem(("c",), "expected yes or no"),
            ]
        ),
        "`a`, `b`: cannot hold together: Why.\n`c`: expected yes or no",
    ),
    (
        lambda: ApprovalError(
            "A clinic",
            dt.date(2026, 1, 15),
            [
                Unapproved(name=SIGNS, changed="meaning"),
                Unapproved(name=SIGNS, changed="wording"),
                Unapproved(name=SIGNS, approved_instead=("0.9.0", "0.8.0")),
                Unapproved(name=SIGNS),
            ],
        ),
        (
            "A clinic approved something else on 2026-01-15:\n"
            f"  `{SIGNS}` was changed after it was approved: what it means\n"
            f"  `{SIGNS}` was changed after it was approved: its words\n"
            f"  `{SIGNS}` is not approved; approved is `0.9.0`, `0.8.0`\n"
            f"  `{SIGNS}` is not approved\n"
            "load the approved version, or have this one reviewed and approved anew"
        ),
    ),
    (
        lambda: ReleaseError(SIGNS, "its file is not there", "release it"),
        f"`{SIGNS}`: its file is not there; release it",
    ),
    (
        lambda: ReplayError(SIGNS, "it is not there"),
        f"cannot run again with `{SIGNS}`: it is not there",
    ),
]


@pytest.mark.parametrize(("make", "text"), ERRORS)
def test_what_an_error_says(make: Callable[[], CaringError], text: str) -> None:
    """
    Where, what, what was expected, and the way out.
    """
    assert str(make()) == text


@pytest.mark.parametrize("make", [each for each, _ in ERRORS])
def test_an_error_survives_a_journey(make: Callable[[], CaringError]) -> None:
    """
    Sent to another process, or copied, it is the same error with the same fields.
    """
    error = make()
    assert None not in error.args
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ({}, "FrozenMapping(0 items)"),
        ({"a": 1}, "FrozenMapping(1 item)"),
        ({"a": 1, "b": 2}, "FrozenMapping(2 items)"),
    ],
)
def test_a_mapping_prints_as_its_size(items: dict[str, int], text: str) -> None:
    """
    What it holds may be answers, and is not printed.
    """
    assert repr(FrozenMapping(items)) == text


@pytest.mark.parametrize(
    ("number", "line"),
    [(1, "one "), (2, "  two X"), (3, ""), (4, "")],
)
def test_the_lines_of_a_file(number: int, line: str) -> None:
    """
    Ends of lines are no part of them; what lies after the last is empty.
    """
    assert SourceFile("a.yaml", "one \r\n  two X\r\n").line(number) == line


def test_the_last_line_without_an_end() -> None:
    """
    A file need not end with the end of a line.
    """
    assert SourceFile("a.yaml", "\rone").line(1) == "\rone"


@pytest.mark.parametrize(
    ("end_line", "end_column", "text"), [(1, 4, "ne"), (2, 2, "ne: 1")]
)
def test_what_is_underlined(end_line: int, end_column: int, text: str) -> None:
    """
    Of a piece over several lines it is the first of them, to its end.
    """
    assert Span(FILE, 1, 2, end_line, end_column).text == text


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (dt.datetime(2026, 1, 15), "`on` needs a time zone, or give a date instead"),  # noqa: DTZ001 - what is refused
        ("2026-01-15", "`on` must be a datetime with a time zone, or a date"),
    ],
)
def test_what_is_no_moment(on: dt.datetime, text: str) -> None:
    """
    Whoever calls reads what to hand in instead.
    """
    with pytest.raises((TypeError, ValueError)) as caught:
        Moment.of(on)

    assert str(caught.value) == text


def test_a_truth_is_no_yes_or_no() -> None:
    """
    Python's own `if` would read unknown as yes.
    """
    with pytest.raises(TypeError) as caught:
        bool(Truth.UNKNOWN)

    assert str(caught.value) == (
        "a Truth may be unknown; compare it with `is Truth.TRUE`"
    )


def test_equal_mappings_are_found_by_each_other() -> None:
    """
    What is equal has one hash, and what is not seldom has the same.
    """
    one, same, other = (FrozenMapping({"a": each}) for each in (1, 1, 2))

    assert hash(one) == hash(same)
    assert hash(one) != hash(other)
