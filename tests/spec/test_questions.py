"""
What to ask next: nothing unsafe, nothing twice, and the most urgent first.
"""

import pytest

from caring.guidance.assessment import Advice
from caring.guidance.screening import Screening
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Gate, Obtained, Sensitivity
from tests.spec.builders import (
    advice_of,
    all_hold,
    at_least,
    care,
    every,
    gate,
    highest,
    is_no,
    is_yes,
    questions_of,
    referral,
    row,
    screening,
    some_hold,
    yes_no,
)

GATE = gate(all_hold(is_yes("is_alone"), is_no("companion_hears")))
SAFE = {"is_alone": "yes", "companion_hears": "no"}
UNSAFE = {"is_alone": "no"}

OF_EACH_CLASS = [
    yes_no("open_fact", sensitivity=Sensitivity.OPEN),
    yes_no("private_fact", sensitivity=Sensitivity.PRIVATE),
    yes_no("sensitive_fact", sensitivity=Sensitivity.SENSITIVE),
    yes_no("dangerous_fact", sensitivity=Sensitivity.IMMEDIATE_DANGER),
]


def _screening(facts: list[Fact], asking_gate: Gate | None = GATE) -> Screening:
    """
    A screening in which each of the facts would raise the level.
    """
    signs = some_hold(*(is_yes(each.id) for each in facts))
    return screening(highest(row("some", signs)), facts=facts, gate=asking_gate)


def _questions(facts: list[Fact], answers: dict[str, str]) -> list[str]:
    return questions_of(advice_of(_screening(facts), answers=answers))


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        # surely safe: everything
        (SAFE, ["open_fact", "private_fact", "sensitive_fact", "dangerous_fact"]),
        # surely not safe: only what may be asked in any company
        (UNSAFE, ["open_fact"]),
        ({"companion_hears": "yes"}, ["open_fact"]),
        # not known: find that out first, in the order the gate is written
        ({}, ["is_alone", "companion_hears"]),
        ({"is_alone": "yes"}, ["companion_hears"]),
        ({"companion_hears": "no"}, ["is_alone"]),
        # not to be found out: what may be asked in any company
        ({"is_alone": "yes", "companion_hears": "declined"}, ["open_fact"]),
    ],
)
def test_the_gate_comes_first(answers: dict[str, str], questions: list[str]) -> None:
    """
    A sensitive question is offered only while it is surely safe to ask.
    """
    assert _questions(OF_EACH_CLASS, answers) == questions


def test_without_a_gate_only_open_questions_are_offered() -> None:
    """
    Where nothing says when asking is safe, it never surely is.
    """
    advice = advice_of(_screening(OF_EACH_CLASS, asking_gate=None))

    assert questions_of(advice) == ["open_fact"]


@pytest.mark.parametrize(
    ("answer", "is_offered"),
    [
        ("not_asked", True),
        ("declined", False),
        ("does_not_know", False),
        ("unsafe_to_ask", False),
        ("no", False),
    ],
)
def test_nothing_is_asked_twice(answer: str, *, is_offered: bool) -> None:
    """
    What was declined, or asked in any other way, is not offered again.
    """
    questions = _questions(OF_EACH_CLASS, {**SAFE, "sensitive_fact": answer})

    assert ("sensitive_fact" in questions) is is_offered


@pytest.mark.parametrize("answer", ["declined", "does_not_know", "unsafe_to_ask"])
def test_the_gate_is_not_asked_twice(answer: str) -> None:
    """
    The gate's own questions are not repeated either.
    """
    assert _questions(OF_EACH_CLASS, {"is_alone": answer}) == ["companion_hears"]


@pytest.mark.parametrize(
    ("companion", "questions"),
    [
        ("not_asked", ["companion"]),
        ("yes", ["companion_is_rough"]),
        ("no", []),
        ("declined", []),
    ],
)
def test_first_whether_it_applies(companion: str, questions: list[str]) -> None:
    """
    Nobody is asked how a companion behaves before it is known that there is one.
    """
    rough = yes_no("companion_is_rough", applies_when=is_yes("companion"))

    assert _questions([rough], {**SAFE, "companion": companion}) == questions


def test_what_cannot_matter_is_not_asked() -> None:
    """
    Once the level is settled there is nothing to ask.
    """
    assert _questions(OF_EACH_CLASS, {**SAFE, "dangerous_fact": "yes"}) == []


def test_what_staff_can_see_is_listed_apart() -> None:
    """
    What can be observed is not a question to anybody, whatever the gate says.
    """
    facts = [yes_no("bruises", obtained=Obtained.OBSERVED), yes_no("asked_fact")]
    advice = advice_of(_screening(facts), answers=UNSAFE)

    assert questions_of(advice) == ["asked_fact"]
    assert [each.fact.id for each in advice.to_observe] == ["bruises"]


@pytest.mark.parametrize(
    ("companion", "to_observe"),
    [("yes", ["companion_answers"]), ("not_asked", []), ("no", [])],
)
def test_what_may_not_apply_is_not_to_be_observed(
    companion: str, to_observe: list[str]
) -> None:
    """
    Nobody is to watch how a companion behaves before it is known that there is one.
    """
    answers = yes_no(
        "companion_answers",
        obtained=Obtained.OBSERVED,
        applies_when=is_yes("companion"),
    )
    advice = advice_of(_screening([answers]), answers={**SAFE, "companion": companion})

    assert [each.fact.id for each in advice.to_observe] == to_observe


def test_what_staff_can_see_is_bound_by_its_class() -> None:
    """
    Only what is open may be noted whoever is in the room.
    """
    facts = [
        yes_no("tattoo", obtained=Obtained.OBSERVED, sensitivity=Sensitivity.PRIVATE)
    ]
    advice = advice_of(_screening(facts), answers=UNSAFE)

    assert advice.to_observe == ()


def test_a_gate_that_cannot_be_settled_leaves_the_open_questions() -> None:
    """
    Where nobody can find out whether asking is safe, what is open may still be asked.
    """
    answers = {"is_alone": "declined", "companion_hears": "no"}

    assert _questions(OF_EACH_CLASS, answers) == ["open_fact"]


def _ordered(advice: Advice) -> list[tuple[str, str, int]]:
    return [
        (each.fact.id, each.urgency.value, each.open_rules)
        for each in advice.next_questions
    ]


def test_the_most_urgent_first() -> None:
    """
    A question is as urgent as the best result that its answer could still bring.
    """
    needs = every(
        row("shelter", is_yes("a"), urgency=Urgency.WITHIN_72_HOURS),
        row("doctor", is_yes("b"), urgency=Urgency.IMMEDIATE),
        row("clothes", is_yes("c")),
        row("lawyer", is_yes("d")),
        actions={"lawyer": ["call"]},
    )
    call = care("call", urgency=Urgency.WITHIN_24_HOURS)
    advice = advice_of(referral(needs, actions=[call]))

    assert _ordered(advice) == [
        ("b", "immediate", 1),
        ("d", "h24", 1),
        ("a", "h72", 1),
        ("c", "routine", 1),
    ]


def test_then_what_most_rules_hang_on() -> None:
    """
    Of equally urgent questions the one on which most open rules hang comes first.
    """
    needs = every(
        row("shelter", all_hold(is_yes("a"), is_yes("b"))),
        row("doctor", is_yes("b")),
        row("food", at_least(1, is_yes("c"), is_yes("b"))),
        row("clothes", is_yes("c")),
        row("clinic", is_yes("settled")),
    )
    advice = advice_of(referral(needs), answers={"settled": "yes"})

    assert _ordered(advice) == [
        ("b", "routine", 3),
        ("c", "routine", 2),
        ("a", "routine", 1),
    ]


def test_then_the_less_sensitive_then_by_name() -> None:
    """
    Of questions that are otherwise alike the least sensitive comes first, then by name.
    """
    facts = [
        yes_no("a", sensitivity=Sensitivity.IMMEDIATE_DANGER),
        yes_no("b", sensitivity=Sensitivity.SENSITIVE),
        yes_no("c", sensitivity=Sensitivity.PRIVATE),
        yes_no("e", sensitivity=Sensitivity.OPEN),
        yes_no("d", sensitivity=Sensitivity.OPEN),
    ]

    assert _questions(facts, SAFE) == ["d", "e", "c", "b", "a"]


def test_a_higher_level_is_as_urgent_as_what_lies_below_it() -> None:
    """
    Reaching `high` brings the actions of `some` too, so it is no less urgent.
    """
    concern = highest(
        row("some", is_yes("z")),
        row("high", is_yes("a")),
        actions={"some": ["see_alone"], "high": ["write_down"]},
    )
    actions = [care("see_alone", urgency=Urgency.IMMEDIATE), care("write_down")]
    advice = advice_of(screening(concern, actions=actions))

    assert [each.urgency for each in advice.next_questions] == [
        Urgency.IMMEDIATE,
        Urgency.IMMEDIATE,
    ]


def test_a_lower_level_is_not_as_urgent_as_what_lies_above_it() -> None:
    """
    What only `high` brings makes no question urgent that can bring `some` at most.
    """
    concern = highest(
        row("some", is_yes("a")),
        row("high", is_yes("b")),
        actions={"some": ["write_down"], "high": ["see_alone"]},
    )
    actions = [care("see_alone", urgency=Urgency.IMMEDIATE), care("write_down")]
    advice = advice_of(screening(concern, actions=actions))

    assert _ordered(advice) == [("b", "immediate", 1), ("a", "routine", 1)]


def test_a_question_is_as_urgent_as_the_most_urgent_rule_that_hangs_on_it() -> None:
    """
    Where a fact opens something at once and something that can wait, it is asked first.
    """
    needs = every(
        row("doctor", is_yes("a"), urgency=Urgency.IMMEDIATE),
        row("clothes", is_yes("a")),
    )

    assert _ordered(advice_of(referral(needs))) == [("a", "immediate", 2)]


def test_whether_somebody_is_meant_is_as_urgent_as_the_best_it_brings() -> None:
    """
    Whether rules are for a person decides over the most urgent of what they bring.
    """
    needs = every(
        row("doctor", is_yes("a"), urgency=Urgency.IMMEDIATE),
        row("clothes", is_yes("b")),
    )
    advice = advice_of(referral(needs, population=is_yes("adult")))

    assert _ordered(advice) == [
        ("a", "immediate", 1),
        ("adult", "immediate", 1),
        ("b", "routine", 1),
    ]


def test_rules_for_others_end_no_questions() -> None:
    """
    A protocol that is not for this person takes no question from those that follow.
    """
    for_children = screening(
        highest(row("some", is_yes("at_school"))), population=is_yes("is_child")
    )
    for_all = referral(every(row("doctor", is_yes("hurt"))))
    advice = advice_of(for_children, for_all, answers={"is_child": "no"})

    assert questions_of(advice) == ["hurt"]


def test_a_question_of_the_gate_is_immediate_and_one_rule() -> None:
    """
    Whether asking is safe is found out at once, and counts as one open rule.
    """
    advice = advice_of(_screening(OF_EACH_CLASS), answers={})

    assert _ordered(advice) == [
        ("is_alone", "immediate", 1),
        ("companion_hears", "immediate", 1),
    ]
