"""
The silence test: what comes out when nothing at all is known.
"""

import datetime as dt

import pytest

import caring
from caring.language.conditions import facts_in
from caring.language.results import EveryOutcome, LevelOutcome
from caring.language.silence import Silence

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
NAMES = [name for name in caring.list_protocols() if not name.startswith("pathway/")]


def _advice() -> caring.Advice:
    return caring.advise({}, pathway="pathway/staff-detect-signs", on=ON)


@pytest.mark.parametrize("name", NAMES)
def test_with_no_answers_nothing_raises(name: str) -> None:
    """
    Every bundled protocol runs on an empty answer set.
    """
    assert caring.assess(name, {}, on=ON).missing


@pytest.mark.parametrize("name", [each for each in NAMES if "screening/" in each])
def test_with_no_answers_a_screening_is_unsettled(name: str) -> None:
    """
    The bounds lie apart, the floor is acted on, and the lowest level is not.
    """
    for outcome in caring.assess(name, {}, on=ON).outcomes.values():
        assert isinstance(outcome, LevelOutcome)
        assert not outcome.is_settled
        assert outcome.is_open
        assert outcome.at_least == outcome.decision.scale[0]
        assert outcome.at_most == outcome.decision.scale[-1]
        assert outcome.working == outcome.decision.floor


def test_with_no_answers_no_purpose_of_consent_may_proceed() -> None:
    """
    Every purpose holds, and nobody yet decides.
    """
    consents = _advice().assessments["consent"].consents

    assert consents
    assert not any(each.may_proceed for each in consents)
    assert {each.decider.value for each in consents} == {"nobody_yet"}
    assert {each.missing for each in consents} == {("record",)}


def test_with_no_answers_no_referral_is_advised() -> None:
    """
    No need is certain, nobody is handed over, and nothing rests on consent.

    What the referral rules bring then is a precaution on an entry fact, such as whether
    somebody can be woken at all.
    """
    advice = _advice()
    needs = advice.assessments["referral"].outcomes["needs"]
    assert isinstance(needs, EveryOutcome)
    pathway = advice.guidance
    assert isinstance(pathway, caring.Pathway)
    on_entry = {
        row.row.result
        for row in needs.rows
        if facts_in(row.row.when) & set(pathway.entry)
    }

    assert not needs.certain
    assert {each.action.action_class.value for each in advice.entries} == {
        "care",
        "protecting",
    }
    for entry in advice.entries:
        for reason in entry.reasons:
            if reason.role == "referral":
                assert entry.certainty.value == "precaution"
                assert reason.result in on_entry


def test_with_no_answers_only_the_gate_is_asked() -> None:
    """
    The first questions are those that make asking safe.
    """
    advice = _advice()
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, caring.Pathway)
    gate = pathway.gate
    assert gate is not None

    offered = {each.fact.id for each in advice.next_questions}
    assert offered == facts_in(gate.when)


def test_not_asked_and_left_out_are_the_same() -> None:
    """
    Writing `not_asked` for every fact changes nothing.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, caring.Pathway)
    answered = [id_ for id_, fact in pathway.facts.items() if fact.is_answered]
    asked_nothing = dict.fromkeys(answered, Silence.NOT_ASKED)

    advice = caring.advise(asked_nothing, pathway=pathway, on=ON)

    assert advice == _advice()
