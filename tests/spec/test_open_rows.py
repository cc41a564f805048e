"""
Which rows could still move an outcome.
"""

import pytest

from caring.language.decisions import Decision
from caring.running.decide import decide, open_rows
from tests.spec.builders import case, every, first, highest, is_yes, row

LEVELS = highest(
    row("some", is_yes("a")), row("some", is_yes("b")), row("high", is_yes("c"))
)
TABLE = first(
    row("nurse", is_yes("a")),
    row("nurse", is_yes("b")),
    row("doctor", is_yes("c")),
    otherwise="nurse",
    unsettled="doctor",
)
NEEDS = every(row("bed", is_yes("a")), row("food", is_yes("b")))


@pytest.mark.parametrize(
    ("decision", "answers", "facts"),
    [
        (LEVELS, {}, ["a", "b", "c"]),
        # what is reached cannot be reached again
        (LEVELS, {"a": "yes"}, ["c"]),
        (LEVELS, {"a": "no"}, ["b", "c"]),
        (LEVELS, {"c": "yes"}, []),
        (TABLE, {}, ["a", "b", "c"]),
        (TABLE, {"c": "no"}, []),
        # whichever of them is the first, it gives the same
        (TABLE, {"b": "yes"}, []),
        (NEEDS, {}, ["a", "b"]),
        (NEEDS, {"a": "yes"}, ["b"]),
        (NEEDS, {"a": "yes", "b": "no"}, []),
    ],
)
def test_which_rows_are_open(
    decision: Decision, answers: dict[str, str], facts: list[str]
) -> None:
    """
    A row that is unknown is open only while it could change what comes out.
    """
    rows = open_rows(decide(decision, case(**answers)))

    assert [each.row.when for each in rows] == [is_yes(fact) for fact in facts]
