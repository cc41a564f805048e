"""
A table in which the first match wins.
"""

import pytest

from caring.language.results import FirstOutcome
from caring.running.decide import decide
from tests.spec.builders import (
    advice_of,
    care,
    case,
    consent_rules,
    first,
    is_yes,
    row,
)

WHO = first(
    row("court", is_yes("ward")),
    row("guardian", is_yes("child")),
    row("guardian", is_yes("cannot_decide")),
    otherwise="patient",
    unsettled="nobody_yet",
)


def _outcome(ward: str, child: str, cannot_decide: str) -> FirstOutcome:
    words = {"y": "yes", "n": "no", "?": "not_asked", "d": "declined"}
    outcome = decide(
        WHO,
        case(ward=words[ward], child=words[child], cannot_decide=words[cannot_decide]),
    )
    assert isinstance(outcome, FirstOutcome)
    return outcome


@pytest.mark.parametrize(
    ("ward", "child", "cannot", "possible", "result"),
    [
        # the first row that surely holds wins, whatever stands after it
        ("y", "n", "n", ["court"], "court"),
        ("y", "y", "y", ["court"], "court"),
        ("y", "?", "?", ["court"], "court"),
        ("n", "y", "n", ["guardian"], "guardian"),
        # no row holds
        ("n", "n", "n", ["patient"], "patient"),
        # a row before it may still win
        ("?", "y", "n", ["court", "guardian"], "nobody_yet"),
        ("d", "y", "n", ["court", "guardian"], "nobody_yet"),
        # both rows that are possible agree, but `otherwise` does not
        ("n", "?", "?", ["guardian", "patient"], "nobody_yet"),
        # all possible rows agree: it does not matter which of them it is
        ("n", "?", "y", ["guardian"], "guardian"),
        ("?", "?", "?", ["court", "guardian", "patient"], "nobody_yet"),
    ],
)
def test_possible_rows(
    ward: str, child: str, cannot: str, possible: list[str], result: str
) -> None:
    """
    Possible are the rows not ruled out and not after a sure one; settled if they agree.
    """
    outcome = _outcome(ward, child, cannot)

    assert list(outcome.possible) == possible
    assert outcome.is_settled is (len(possible) == 1)
    assert outcome.result == result


@pytest.mark.parametrize(
    ("ward", "child", "cannot", "is_open"),
    [
        ("?", "y", "n", True),
        ("d", "y", "n", False),
        ("d", "?", "n", True),
        ("n", "?", "y", False),
        ("y", "?", "?", False),
    ],
)
def test_open(ward: str, child: str, cannot: str, *, is_open: bool) -> None:
    """
    A table is open while an answer that may still be asked could settle it.
    """
    assert _outcome(ward, child, cannot).is_open is is_open


@pytest.mark.parametrize(
    ("child", "possible", "result"),
    [
        ("yes", ["guardian"], "guardian"),
        ("no", [None], None),
        ("not_asked", ["guardian", None], "nobody_yet"),
    ],
)
def test_a_declared_gap(
    child: str, possible: list[str | None], result: str | None
) -> None:
    """
    A table with a declared gap has no result where no row holds, and says so.
    """
    decision = first(
        row("guardian", is_yes("child")),
        gap="Nothing is written for adults.",
        unsettled="nobody_yet",
    )
    outcome = decide(decision, case(child=child))

    assert isinstance(outcome, FirstOutcome)
    assert list(outcome.possible) == possible
    assert outcome.result == result


@pytest.mark.parametrize(
    ("otherwise", "gap"), [(None, None), ("patient", "Nothing is written.")]
)
def test_otherwise_or_a_gap(otherwise: str | None, gap: str | None) -> None:
    """
    A table says what happens when nothing matches, and says one thing.
    """
    with pytest.raises(ValueError, match="either `otherwise` or a `gap`"):
        first(unsettled="nobody_yet", otherwise=otherwise, gap=gap)


@pytest.mark.parametrize(
    ("child", "advised"),
    [
        ("yes", [("ask_guardian", "certain")]),
        # meanwhile the result to act on calls for what is its own
        ("not_asked", [("wait", "until_settled")]),
        ("declined", [("wait", "until_settled")]),
        # a declared gap calls for nothing
        ("no", []),
    ],
)
def test_what_a_table_calls_for(child: str, advised: list[tuple[str, str]]) -> None:
    """
    A table calls for the actions of its result, until it is settled those of meanwhile.
    """
    table = first(
        row("guardian", is_yes("child")),
        gap="nobody says who decides for an adult",
        unsettled="nobody_yet",
        actions={"guardian": ["ask_guardian"], "nobody_yet": ["wait"]},
    )
    rules = consent_rules(table, actions=[care("ask_guardian"), care("wait")])
    advice = advice_of(rules, answers={"child": child})

    assert [
        (each.action.id, each.certainty.value) for each in advice.entries
    ] == advised
