"""
Silence is never a no.
"""

import pytest

from caring.language.answers import Answers
from caring.language.conditions import Condition, Recorded
from caring.language.silence import RECORDED, Silence
from caring.running.fit import fit
from caring.running.interpret import judge, standing
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    T,
    U,
    case,
    choice,
    is_declined,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    truth,
    yes_no,
)

NOT_APPLICABLE = "not_applicable"
"""Stands for a fact that does not apply, because `companion` is no."""


def _judged(condition: Condition, answer: str) -> Truth:
    """
    Judge a condition about the fact `said`, which applies only to a companion.
    """
    answers = Answers(
        {"companion": "no"}
        if answer == NOT_APPLICABLE
        else {"companion": "yes", "said": answer}
    )
    said = yes_no("said", applies_when=is_yes("companion"))
    facts = {"companion": yes_no("companion"), "said": said}
    return judge(condition, fit(answers, facts, (), Moment.of(NOON))).truth


@pytest.mark.parametrize(
    ("answer", "is_said", "is_not_said", "declined", "does_not_know", "unsafe"),
    [
        # answer          said  no  declined  does_not_know  unsafe_to_ask
        ("yes", T, F, F, F, F),
        ("no", F, T, F, F, F),
        ("declined", U, U, T, F, F),
        ("does_not_know", U, U, F, T, F),
        ("unsafe_to_ask", U, U, F, F, T),
        ("not_asked", U, U, U, U, U),
        (NOT_APPLICABLE, F, F, F, F, F),
    ],
)
def test_yes_no(
    answer: str,
    is_said: Truth,
    is_not_said: Truth,
    declined: Truth,
    does_not_know: Truth,
    unsafe: Truth,
) -> None:
    """
    Each answer to a yes/no fact settles some tests, and a silence neither yes nor no.
    """
    tests: list[Condition] = [
        is_yes("said"),
        is_no("said"),
        *(Recorded("said", silence) for silence in RECORDED),
    ]

    assert [_judged(each, answer) for each in tests] == [
        is_said,
        is_not_said,
        declined,
        does_not_know,
        unsafe,
    ]


@pytest.mark.parametrize(
    ("answer", "is_bus", "is_bus_or_car", "declined"),
    [
        ("bus", T, T, F),
        ("car", F, T, F),
        ("boat", F, F, F),
        ("declined", U, U, T),
        ("does_not_know", U, U, F),
        ("unsafe_to_ask", U, U, F),
        ("not_asked", U, U, U),
    ],
)
def test_choice(
    answer: str, is_bus: Truth, is_bus_or_car: Truth, declined: Truth
) -> None:
    """
    A silent choice is none of its options, and is not ruled out as any of them.
    """
    assert truth(is_one_of("came_by", "bus"), came_by=answer) is is_bus
    assert truth(is_one_of("came_by", "bus", "car"), came_by=answer) is is_bus_or_car
    assert truth(is_declined("came_by"), came_by=answer) is declined


@pytest.mark.parametrize(
    ("answer", "is_three_or_more", "declined"),
    [
        (2, F, F),
        (3, T, F),
        (0, F, F),
        ("declined", U, T),
        ("does_not_know", U, F),
        ("unsafe_to_ask", U, F),
        ("not_asked", U, U),
    ],
)
def test_number(answer: object, is_three_or_more: Truth, declined: Truth) -> None:
    """
    A silent number is not nought.
    """
    assert truth(is_within("days", at_least=3), days=answer) is is_three_or_more
    assert truth(is_declined("days"), days=answer) is declined


@pytest.mark.parametrize("condition", [is_yes("a"), is_no("a"), is_declined("a")])
def test_a_fact_that_is_left_out_was_not_asked(condition: Condition) -> None:
    """
    Leaving a fact out says the same as writing that it was not asked.
    """
    assert truth(condition) is U
    assert truth(condition, a="not_asked") is U


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        (True, "yes"),
        (False, "no"),
        ("yes", "yes"),
        ("no", "no"),
        ("declined", Silence.DECLINED),
        ("does_not_know", Silence.DOES_NOT_KNOW),
        ("unsafe_to_ask", Silence.UNSAFE_TO_ASK),
        ("not_asked", Silence.NOT_ASKED),
        (Silence.DECLINED, Silence.DECLINED),
        (3, 3),
    ],
)
def test_ways_of_writing_an_answer(written: object, stands: object) -> None:
    """
    Python's and JSON's ways of saying yes, no and silence are read alike.
    """
    assert standing("a", case(a=written)) == stands


@pytest.mark.parametrize("written", ["not_applicable", None, "", "maybe", 1])
def test_what_is_no_answer_is_refused(written: object) -> None:
    """
    Nobody records that a fact does not apply, and nothing else stands for silence.
    """
    with pytest.raises(AnswersError) as raised:
        fit(Answers({"a": written}), {"a": yes_no("a")}, (), Moment.of(NOON))

    assert str(raised.value) == "`a`: expected yes or no"


@pytest.mark.parametrize(
    ("answer", "fits"),
    [("bus", True), ("declined", True), ("train", False), (True, False)],
)
def test_a_choice_takes_its_options_and_silences(answer: object, *, fits: bool) -> None:
    """
    A choice takes one of its options, or a silence.
    """
    facts = {"came_by": choice("came_by", "bus", "boat")}
    answers = Answers({"came_by": answer})

    if fits:
        fit(answers, facts, (), Moment.of(NOON))
    else:
        with pytest.raises(AnswersError):
            fit(answers, facts, (), Moment.of(NOON))
