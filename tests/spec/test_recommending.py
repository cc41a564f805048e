"""
Why something is advised: the reasons name the rows that call for it, and no others.
"""

from caring.guidance.assessment import Advice, Entry
from tests.spec.builders import (
    advice_of,
    care,
    consent_rules,
    first,
    highest,
    is_yes,
    row,
    screening,
)


def _entry(advice: Advice) -> Entry:
    (entry,) = advice.entries
    return entry


def test_only_floor_rows_that_hold_are_a_reason() -> None:
    """
    What could raise the floor, and is not known to, is no reason to act.
    """
    concern = highest(
        row("high", is_yes("c")),
        floor_rows=(row("high", is_yes("a")), row("high", is_yes("b"))),
        actions={"high": ["stay"]},
    )
    advice = advice_of(screening(concern, actions=[care("stay")]), answers={"a": "yes"})

    assert [each.facts for each in _entry(advice).reasons] == [("a",)]


def test_a_floor_row_for_a_lower_level_is_no_reason_for_a_higher_one() -> None:
    """
    Each level above the floor is called for by the rows that reach it.
    """
    concern = highest(
        row("highest", is_yes("c")),
        scale=("none", "some", "high", "highest"),
        floor_rows=(row("high", is_yes("a")), row("highest", is_yes("b"))),
        actions={"highest": ["stay"]},
    )
    answers = {"a": "yes", "b": "yes"}
    advice = advice_of(screening(concern, actions=[care("stay")]), answers=answers)

    assert [each.facts for each in _entry(advice).reasons] == [("b",)]


def test_what_a_table_calls_for_names_its_result() -> None:
    """
    A reader sees which result of the table it was.
    """
    table = first(
        row("patient", is_yes("adult")),
        otherwise="nobody_yet",
        unsettled="nobody_yet",
        name="who",
        actions={"patient": ["listen"]},
    )
    rules = consent_rules(table, actions=[care("listen")])
    (reason,) = _entry(advice_of(rules, answers={"adult": "yes"})).reasons

    assert (reason.decision, reason.result) == ("who", "patient")
