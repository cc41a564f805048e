"""
Needs: every row is certain, possible or ruled out by itself.
"""

import pytest

from caring.guidance.actions import ActionClass
from caring.language.decisions import Urgency
from caring.language.results import EveryOutcome
from caring.running.decide import decide
from tests.spec.builders import (
    action,
    advice_of,
    care,
    case,
    every,
    is_yes,
    referral,
    row,
    row_to_act_on,
)


@pytest.mark.parametrize(
    ("answers", "certain", "possible", "ruled_out"),
    [
        ({}, [], ["shelter", "doctor"], []),
        ({"homeless": "yes"}, ["shelter"], ["doctor"], []),
        ({"homeless": "no"}, [], ["doctor"], ["shelter"]),
        ({"homeless": "declined"}, [], ["shelter", "doctor"], []),
        ({"homeless": "yes", "hurt": "yes"}, ["shelter", "doctor"], [], []),
        ({"homeless": "no", "hurt": "no"}, [], [], ["shelter", "doctor"]),
    ],
)
def test_certain_possible_ruled_out(
    answers: dict[str, str],
    certain: list[str],
    possible: list[str],
    ruled_out: list[str],
) -> None:
    """
    A row that is not sure and not ruled out is possible; one row never hides another.
    """
    decision = every(row("shelter", is_yes("homeless")), row("doctor", is_yes("hurt")))
    outcome = decide(decision, case(**answers))

    assert isinstance(outcome, EveryOutcome)
    assert list(outcome.certain) == certain
    assert list(outcome.possible) == possible
    assert list(outcome.ruled_out) == ruled_out
    assert outcome.is_settled is (not possible)


@pytest.mark.parametrize(
    ("hurt", "unsettled", "advised"),
    [
        ("yes", "ask", {"treat": "certain"}),
        ("yes", "act", {"treat": "certain"}),
        ("no", "ask", {}),
        ("no", "act", {}),
        ("declined", "ask", {}),
        ("declined", "act", {"treat": "precaution"}),
        ("does_not_know", "act", {"treat": "precaution"}),
    ],
)
def test_what_to_do_while_a_need_is_possible(
    hurt: str, unsettled: str, advised: dict[str, str]
) -> None:
    """
    `ask` waits for an answer; `act` advises meanwhile, marked as a precaution.
    """
    make = row_to_act_on if unsettled == "act" else row
    needs = every(make("doctor", is_yes("hurt")), actions={"doctor": ["treat"]})
    advice = advice_of(referral(needs, actions=[care("treat")]), answers={"hurt": hurt})

    assert {each.action.id: each.certainty.value for each in advice.entries} == advised


@pytest.mark.parametrize("unsettled", ["ask", "act"])
def test_missing_facts_are_asked_either_way(unsettled: str) -> None:
    """
    Whether we act meanwhile or not, the missing fact comes next.
    """
    make = row_to_act_on if unsettled == "act" else row
    needs = every(make("doctor", is_yes("hurt")), make("shelter", is_yes("homeless")))
    advice = advice_of(referral(needs), answers={"hurt": "yes"})

    assert [each.fact.id for each in advice.next_questions] == ["homeless"]


@pytest.mark.parametrize(
    ("kind", "is_advised"),
    [
        (ActionClass.CARE, True),
        (ActionClass.PROTECTING, True),
        (ActionClass.ASKING, False),
        (ActionClass.EXAMINING, False),
        (ActionClass.SHARING, False),
        (ActionClass.REPORTING, False),
        (ActionClass.HANDING_OVER, False),
    ],
)
def test_precautions_are_care_and_protecting(
    kind: ActionClass, *, is_advised: bool
) -> None:
    """
    Nothing is asked, examined, shared, reported or handed over as a precaution.
    """
    needs = every(row_to_act_on("help", is_yes("hurt")), actions={"help": ["do_it"]})
    advice = advice_of(
        referral(needs, actions=[action("do_it", kind)]), answers={"hurt": "declined"}
    )

    assert ("do_it" in advice.actions) is is_advised
    assert not advice.withheld


@pytest.mark.parametrize(
    ("answers", "entry", "is_advised"),
    [
        # nothing at all was answered
        ({}, (), False),
        ({"hurt": "not_asked"}, (), False),
        ({}, ("hurt",), True),
        ({}, ("other",), False),
        # something was: the encounter has begun
        ({"other": "no"}, (), True),
        ({"other": "declined"}, (), True),
        ({"hurt": "declined"}, (), True),
    ],
)
def test_an_encounter_that_has_just_begun(
    answers: dict[str, str], entry: tuple[str, ...], *, is_advised: bool
) -> None:
    """
    With no answers at all no precaution counts, except where it rests on an entry fact.
    """
    needs = every(
        row_to_act_on("doctor", is_yes("hurt")),
        row("shelter", is_yes("other")),
        actions={"doctor": ["treat"]},
    )
    advice = advice_of(
        referral(needs, actions=[care("treat")]), answers=answers, entry=entry
    )

    assert ("treat" in advice.actions) is is_advised


@pytest.mark.parametrize(
    ("of_the_row", "of_the_action", "shown"),
    [
        (None, Urgency.WITHIN_72_HOURS, Urgency.WITHIN_72_HOURS),
        (Urgency.IMMEDIATE, Urgency.ROUTINE, Urgency.IMMEDIATE),
        (Urgency.ROUTINE, Urgency.IMMEDIATE, Urgency.ROUTINE),
    ],
)
def test_how_soon(
    of_the_row: Urgency | None, of_the_action: Urgency, shown: Urgency
) -> None:
    """
    A row that says how soon wins over the action's own urgency.
    """
    need = row("doctor", is_yes("hurt"), urgency=of_the_row)
    needs = every(need, actions={"doctor": ["treat"]})
    advice = advice_of(
        referral(needs, actions=[care("treat", urgency=of_the_action)]),
        answers={"hurt": "yes"},
    )

    assert [each.urgency for each in advice.entries] == [shown]


def test_an_action_that_two_needs_call_for_is_advised_once() -> None:
    """
    It is as sure and as soon as the surest and the soonest, with both reasons.
    """
    needs = every(
        row("doctor", is_yes("hurt"), urgency=Urgency.ROUTINE),
        row_to_act_on("test", is_yes("ill"), urgency=Urgency.IMMEDIATE),
        actions={"doctor": ["treat"], "test": ["treat"]},
    )
    advice = advice_of(
        referral(needs, actions=[care("treat")]), answers={"hurt": "yes"}
    )
    entry = advice.entries[0]

    assert len(advice.entries) == 1
    assert entry.certainty.value == "certain"
    assert entry.urgency is Urgency.IMMEDIATE
    assert [each.result for each in entry.reasons] == ["doctor", "test"]


def test_the_order_of_advice() -> None:
    """
    The most urgent comes first; of the equally urgent, protecting comes before care.
    """
    needs = every(
        row("doctor", is_yes("hurt")),
        actions={"doctor": ["rest", "treat", "shield", "call"]},
    )
    actions = [
        action("rest", ActionClass.PROTECTING, urgency=Urgency.ROUTINE),
        action("treat", urgency=Urgency.IMMEDIATE),
        action("shield", ActionClass.PROTECTING, urgency=Urgency.IMMEDIATE),
        action("call", urgency=Urgency.WITHIN_24_HOURS),
    ]
    advice = advice_of(referral(needs, actions=actions), answers={"hurt": "yes"})

    assert list(advice.actions) == ["shield", "treat", "call", "rest"]
