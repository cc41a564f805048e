"""
A fact that need not apply: that follows from other answers and is no silence.
"""

import pytest

from caring.language.answers import Answers
from caring.language.facts import Fact
from caring.language.silence import NOT_APPLICABLE, Silence
from caring.running.decide import decide
from caring.running.fit import fit
from caring.running.interpret import standing
from caring.values.errors import AnswersError, Problem
from caring.values.moments import Moment
from tests.spec.builders import NOON, all_hold, highest, is_yes, row, yes_no

FACTS = {
    each.id: each
    for each in (
        yes_no("companion"),
        yes_no("companion_answers", applies_when=is_yes("companion")),
        yes_no("companion_is_rough", applies_when=is_yes("companion_answers")),
    )
}


@pytest.mark.parametrize(
    ("companion", "answers", "stands"),
    [
        ("yes", "not_asked", Silence.NOT_ASKED),
        ("yes", "no", "no"),
        ("yes", "declined", Silence.DECLINED),
        ("no", "not_asked", NOT_APPLICABLE),
        ("not_asked", "not_asked", Silence.NOT_ASKED),
        ("declined", "not_asked", Silence.NOT_ASKED),
        ("not_asked", "yes", "yes"),
        ("declined", "declined", Silence.DECLINED),
    ],
)
def test_where_the_fact_stands(companion: str, answers: str, stands: object) -> None:
    """
    A fact does not apply only while that is sure; until then it is what was recorded.
    """
    case = fit(
        Answers({"companion": companion, "companion_answers": answers}),
        FACTS,
        (),
        Moment.of(NOON),
    )

    assert standing("companion_answers", case) == stands


def test_what_hangs_on_a_fact_that_does_not_apply() -> None:
    """
    What applies only because of a fact that does not apply, does not apply either.
    """
    case = fit(Answers({"companion": "no"}), FACTS, (), Moment.of(NOON))

    assert standing("companion_is_rough", case) is NOT_APPLICABLE


@pytest.mark.parametrize("answer", ["yes", "no", "declined", "does_not_know"])
def test_an_answer_that_cannot_be(answer: str) -> None:
    """
    A fact that surely does not apply is not answered; the message names facts only.
    """
    answers = Answers({"companion": "no", "companion_answers": answer})

    with pytest.raises(AnswersError) as raised:
        fit(answers, FACTS, (), Moment.of(NOON))

    assert str(raised.value) == (
        "`companion_answers`: does not apply, given `companion`; leave it out"
    )


def test_not_asked_may_stand_anywhere() -> None:
    """
    Writing that a fact was not asked is fine even where it does not apply.
    """
    answers = Answers({"companion": "no", "companion_answers": "not_asked"})

    fit(answers, FACTS, (), Moment.of(NOON))


def _level(facts: dict[str, Fact], **answers: object) -> tuple[list[str], bool]:
    case = fit(Answers(answers), facts, (), Moment.of(NOON))
    outcome = decide(highest(row("some", is_yes("companion_answers"))), case)
    return [each.fact for each in outcome.missing], outcome.is_settled


@pytest.mark.parametrize(
    ("answers", "missing", "is_settled"),
    [
        ({}, ["companion", "companion_answers"], False),
        ({"companion": "yes"}, ["companion_answers"], False),
        ({"companion": "no"}, [], True),
        ({"companion_answers": "no"}, [], True),
    ],
)
def test_whether_it_applies_is_missing_too(
    answers: dict[str, str], missing: list[str], *, is_settled: bool
) -> None:
    """
    While a sign is silent, so is what would show that it cannot arise.
    """
    assert _level(FACTS, **answers) == (missing, is_settled)


@pytest.mark.parametrize(
    ("companion", "is_open"),
    [("not_asked", True), ("yes", True), ("declined", False), ("does_not_know", False)],
)
def test_what_hangs_on_a_declined_question_is_not_open(
    companion: str, *, is_open: bool
) -> None:
    """
    A question that can never surely apply in this encounter will not be put.
    """
    case = fit(Answers({"companion": companion}), FACTS, (), Moment.of(NOON))
    decision = highest(row("some", is_yes("companion_is_rough")))

    outcome = decide(decision, case)

    assert not outcome.is_settled
    assert outcome.is_open is is_open


def test_all_that_an_answer_hangs_on_is_named() -> None:
    """
    Whoever has to mend it reads which answers rule the question out.
    """
    rough = yes_no("rough", applies_when=all_hold(is_yes("came"), is_yes("awake")))
    facts = {each.id: each for each in (yes_no("came"), yes_no("awake"), rough)}
    answers = Answers({"came": "no", "awake": "no", "rough": "yes"})

    with pytest.raises(AnswersError) as raised:
        fit(answers, facts, (), Moment.of(NOON))

    said = "does not apply, given `awake`, `came`; leave it out"
    assert raised.value.problems == (Problem(("rough",), said),)
