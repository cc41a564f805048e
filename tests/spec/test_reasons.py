"""
Reasons: a smallest set of answers that is enough for the result.
"""

import pytest

from caring.language.conditions import Condition
from caring.language.decisions import Decision
from caring.running.assess import assess
from caring.running.decide import decide
from caring.running.explain import bounds, reasons, reasons_for
from tests.spec.builders import (
    NOON,
    advice_of,
    all_hold,
    at_least,
    care,
    case,
    every,
    first,
    highest,
    is_declined,
    is_no,
    is_yes,
    none_hold,
    row,
    score,
    screening,
    some_hold,
    yes_no,
)

A, B, C = is_yes("a"), is_yes("b"), is_yes("c")


@pytest.mark.parametrize(
    ("condition", "answers", "facts"),
    [
        # of several answers that are each enough the first by name is kept
        (some_hold(A, B, C), {"a": "yes", "b": "yes", "c": "yes"}, ["a"]),
        (some_hold(C, B, A), {"a": "yes", "b": "yes", "c": "yes"}, ["a"]),
        (some_hold(A, B, C), {"a": "no", "b": "yes", "c": "yes"}, ["b"]),
        (all_hold(A, B), {"a": "no", "b": "no"}, ["a"]),
        (at_least(2, A, B, C), {"a": "yes", "b": "yes", "c": "yes"}, ["a", "b"]),
        # where every one is needed, all are kept
        (all_hold(A, B), {"a": "yes", "b": "yes"}, ["a", "b"]),
        (some_hold(A, B), {"a": "no", "b": "no"}, ["a", "b"]),
        (none_hold(A, B), {"a": "no", "b": "no"}, ["a", "b"]),
        # a silence can be the reason
        (is_declined("a"), {"a": "declined"}, ["a"]),
        # what is unknown rests on nothing that could be left out
        (all_hold(A, B), {"a": "yes"}, []),
        (all_hold(A, B), {"a": "declined", "b": "yes"}, []),
        # points taken away matter too
        (score({"a": 2, "b": -1}, at_least=1), {"a": "yes", "b": "no"}, ["a"]),
        (score({"a": 2, "b": -2}, at_least=1), {"a": "yes", "b": "no"}, ["a", "b"]),
    ],
)
def test_reasons_of_a_condition(
    condition: Condition, answers: dict[str, str], facts: list[str]
) -> None:
    """
    Leave any one of the reasons out, and the condition is no longer what it was.
    """
    assert list(reasons_for(condition, case(**answers))) == facts


SCREENING = highest(
    row("some", at_least(1, A, B)), row("high", all_hold(A, some_hold(B, C)))
)
TABLE = first(
    row("court", A), row("guardian", B), otherwise="patient", unsettled="patient"
)
NEEDS = every(row("shelter", A), row("doctor", some_hold(B, C)))


@pytest.mark.parametrize(
    ("decision", "answers", "facts"),
    [
        (SCREENING, {"a": "yes", "b": "yes", "c": "yes"}, ["a", "b"]),
        (SCREENING, {"a": "yes", "b": "no", "c": "no"}, ["a", "b", "c"]),
        (SCREENING, {"a": "no", "b": "yes", "c": "yes"}, ["a", "b"]),
        (SCREENING, {"a": "no", "b": "no", "c": "yes"}, ["a", "b"]),
        (SCREENING, {"b": "yes"}, ["b"]),
        (SCREENING, {}, []),
        (TABLE, {"a": "yes", "b": "yes"}, ["a"]),
        (TABLE, {"a": "no", "b": "yes"}, ["a", "b"]),
        (TABLE, {"a": "no", "b": "no"}, ["a", "b"]),
        (TABLE, {"b": "yes"}, ["b"]),
        (NEEDS, {"a": "yes", "b": "yes", "c": "yes"}, ["a", "b"]),
        (NEEDS, {"a": "no", "b": "no", "c": "yes"}, ["a", "c"]),
    ],
)
def test_reasons_of_a_decision(
    decision: Decision, answers: dict[str, str], facts: list[str]
) -> None:
    """
    Leave any one of the reasons out and the bounds differ; keep them all and they hold.
    """
    whole = case(**answers)
    found = list(reasons((decision,), whole)[decision.id])
    kept = case(**{fact: answers[fact] for fact in found})

    assert found == facts
    assert bounds(decide(decision, kept)) == bounds(decide(decision, whole))
    for fact in found:
        fewer = decide(decision, kept.forgetting(fact))
        assert bounds(fewer) != bounds(decide(decision, whole))


def test_whether_a_fact_applies_can_be_the_reason() -> None:
    """
    A sign that cannot arise is ruled out because of what shows that.
    """
    protocol = screening(
        highest(row("some", is_yes("companion_answers"))),
        facts=[yes_no("companion_answers", applies_when=is_yes("companion"))],
    )

    assert assess(protocol, {"companion": "no"}, on=NOON).reasons == {
        "concern": ("companion",)
    }


@pytest.mark.parametrize(
    ("answers", "result", "facts", "because"),
    [
        ({"a": "yes", "b": "yes"}, "some", ["a"], "This calls for some."),
        (
            {},
            "some",
            [],
            "Not enough is known yet, so we act on this until it is.",
        ),
    ],
)
def test_reasons_of_advice(
    answers: dict[str, str], result: str, facts: list[str], because: str
) -> None:
    """
    Each piece of advice says which rule brings it, in words, and which answers.
    """
    concern = highest(row("some", some_hold(A, B)), actions={"some": ["see_alone"]})
    protocol = screening(concern, actions=[care("see_alone")])
    reason = advice_of(protocol, answers=answers).entries[0].reasons[0]

    assert (reason.role, reason.decision) == ("screening", "concern")
    assert reason.result == result
    assert list(reason.facts) == facts
    assert reason.because == because
    assert (reason.source is None) is (not facts)


@pytest.mark.parametrize(
    ("answers", "of_some", "of_high"),
    [
        ({"a": "yes"}, ["some"], None),
        ({"a": "yes", "b": "no"}, ["some"], None),
        ({"b": "yes"}, ["high"], ["high"]),
        ({"a": "yes", "b": "yes"}, ["high"], ["high"]),
    ],
)
def test_reasons_of_the_lower_levels(
    answers: dict[str, str], of_some: list[str], of_high: list[str] | None
) -> None:
    """
    Whatever a level brings rests on the rows that reach the highest sure level.
    """
    concern = highest(
        row("some", A),
        row("high", B),
        actions={"some": ["see_alone"], "high": ["offer_shelter"]},
    )
    protocol = screening(concern, actions=[care("see_alone"), care("offer_shelter")])
    found = {
        entry.action.id: [each.result for each in entry.reasons]
        for entry in advice_of(protocol, answers=answers).entries
    }

    assert found["see_alone"] == of_some
    assert found.get("offer_shelter") == of_high


def test_reasons_of_the_floor() -> None:
    """
    What a row of the floor calls for says why; what the floor has anyway needs no row.
    """
    concern = highest(
        row("some", A),
        row("high", B),
        floor_rows=(row("high", is_yes("companion")),),
        actions={"some": ["see_alone"], "high": ["offer_shelter"]},
    )
    protocol = screening(concern, actions=[care("see_alone"), care("offer_shelter")])
    found = {
        entry.action.id: [(each.because, each.facts) for each in entry.reasons]
        for entry in advice_of(protocol, answers={"companion": "yes"}).entries
    }

    assert found == {
        "see_alone": [("Not enough is known yet, so we act on this until it is.", ())],
        "offer_shelter": [("This calls for high.", ("companion",))],
    }


def test_what_the_lowest_level_calls_for() -> None:
    """
    Where it is settled that nothing calls for more, the reason says so.
    """
    concern = highest(row("some", A), actions={"none": ["greet"]})
    protocol = screening(concern, actions=[care("greet")])
    entry = advice_of(protocol, answers={"a": "no"}).entries[0]

    assert [each.because for each in entry.reasons] == [
        "This holds for everybody, whatever else is found out."
    ]


def test_what_holds_for_everybody_waits_for_nothing() -> None:
    """
    Care of the lowest level is certain from the beginning, and its reason says so.
    """
    concern = highest(row("some", A), actions={"none": ["greet"]})
    protocol = screening(concern, actions=[care("greet")])
    entry = advice_of(protocol).entries[0]

    assert entry.certainty.value == "certain"
    assert "until it is" not in entry.reasons[0].because


def test_reasons_are_asked_for_and_not_kept() -> None:
    """
    Two results are equal whether or not anybody asked for their reasons.
    """
    protocol = screening(highest(row("some", some_hold(A, is_no("b")))))
    one = assess(protocol, {"a": "yes"}, on=NOON)
    other = assess(protocol, {"a": "yes"}, on=NOON)

    assert one.reasons == {"concern": ("a",)}
    assert one == other
