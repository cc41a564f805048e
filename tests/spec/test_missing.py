"""
Missing that matters: a silent fact is listed unless nothing about it can move a bound.
"""

import attrs
import pytest

from caring.language.decisions import Decision
from caring.language.silence import Silence
from caring.running.assess import assess
from caring.running.decide import decide
from tests.spec.builders import (
    NOON,
    all_hold,
    at_least,
    case,
    every,
    first,
    highest,
    is_declined,
    is_yes,
    row,
    score,
    screening,
    some_hold,
)

A, B, C = is_yes("a"), is_yes("b"), is_yes("c")

SCALE = highest(row("some", some_hold(A, B)), row("high", all_hold(B, C)))
LEVELS = highest(row("some", A), row("high", B))
COUNT = highest(row("some", at_least(2, A, B, C)))
SCORE = highest(row("some", score({"a": 2, "b": 1, "c": -1}, at_least=3)))
TABLE = first(
    row("court", A), row("guardian", B), otherwise="patient", unsettled="patient"
)
NEEDS = every(row("shelter", A), row("doctor", all_hold(B, C)))
SILENCE_COUNTS = highest(row("some", some_hold(A, is_declined("a"))))


@pytest.mark.parametrize(
    ("decision", "answers", "missing"),
    [
        # a scale: only rows above `at_least` can move it
        (SCALE, {}, ["a", "b", "c"]),
        (SCALE, {"a": "yes"}, ["b", "c"]),
        (SCALE, {"b": "yes"}, ["c"]),
        (SCALE, {"b": "no"}, ["a"]),
        (SCALE, {"c": "no"}, ["a", "b"]),
        (SCALE, {"b": "yes", "c": "yes"}, []),
        (SCALE, {"a": "no", "b": "no"}, []),
        # what cannot raise the level any more is not missing
        (LEVELS, {}, ["a", "b"]),
        (LEVELS, {"a": "yes"}, ["b"]),
        (LEVELS, {"b": "yes"}, []),
        # a count: nothing is missing once it is reached or out of reach
        (COUNT, {"a": "yes"}, ["b", "c"]),
        (COUNT, {"a": "yes", "b": "yes"}, []),
        (COUNT, {"a": "no", "b": "no"}, []),
        # a score: c could still take it below the limit
        (SCORE, {"a": "yes", "b": "yes"}, ["c"]),
        (SCORE, {"a": "no"}, []),
        # first match: nothing after a sure row
        (TABLE, {}, ["a", "b"]),
        (TABLE, {"a": "no"}, ["b"]),
        (TABLE, {"a": "yes"}, []),
        (TABLE, {"b": "yes"}, ["a"]),
        (TABLE, {"a": "no", "b": "yes"}, []),
        # every: each row by itself
        (NEEDS, {}, ["a", "b", "c"]),
        (NEEDS, {"b": "no"}, ["a"]),
        (NEEDS, {"a": "yes", "b": "yes"}, ["c"]),
        # a silence that settles the rule is not missing
        (SILENCE_COUNTS, {"a": "declined"}, []),
        (SILENCE_COUNTS, {}, ["a"]),
    ],
)
def test_what_is_missing(
    decision: Decision, answers: dict[str, str], missing: list[str]
) -> None:
    """
    What could still move a bound is listed by name, and what cannot is not.
    """
    outcome = decide(decision, case(**answers))

    assert [each.fact for each in outcome.missing] == missing


@pytest.mark.parametrize(
    "silence",
    [
        Silence.NOT_ASKED,
        Silence.DECLINED,
        Silence.DOES_NOT_KNOW,
        Silence.UNSAFE_TO_ASK,
    ],
)
def test_why_it_is_missing(silence: Silence) -> None:
    """
    A declined fact is missing too: it is listed with its silence.
    """
    outcome = decide(SCALE, case(a=silence, b="no", c="no"))

    assert [(each.fact, each.why) for each in outcome.missing] == [("a", silence)]


def test_a_table_whose_possible_rows_agree_misses_nothing() -> None:
    """
    Where every possible row gives the same, no answer could change it.
    """
    table = first(row("patient", A), otherwise="patient", unsettled="nobody_yet")
    outcome = decide(table, case())

    assert outcome.is_settled
    assert outcome.missing == ()


@pytest.mark.parametrize("names", [("one", "other"), ("other", "one")])
def test_a_fact_that_is_critical_anywhere_is_critical(names: tuple[str, str]) -> None:
    """
    A fact that one decision can do without and another cannot is listed as critical.
    """
    protocol = screening(highest(row("some", A)))
    outcomes = {
        "one": decide(highest(row("some", A)), case()),
        "other": decide(highest(row("some", A), not_critical=["a"]), case()),
    }
    assessment = attrs.evolve(
        assess(protocol, {}, on=NOON), outcomes={name: outcomes[name] for name in names}
    )

    assert [(each.fact, each.is_critical) for each in assessment.missing] == [
        ("a", True)
    ]
