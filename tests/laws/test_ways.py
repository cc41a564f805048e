"""
The laws of ways without consent, and of the recipient in hand.
"""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from caring.guidance.assessment import Advice, Certainty
from caring.language.answers import Answers
from caring.language.consent import State
from caring.language.results import ConsentDecision
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.running.advise import advise
from caring.running.consents import combined
from caring.values.truth import Truth
from tests.laws.ways import (
    FACTS,
    PATHWAY,
    WAYS,
    WHOM,
    changing,
    meetings,
    with_a_record,
)
from tests.spec.builders import NOON

quick = settings(max_examples=settings().max_examples // 2)


def _advice(answers: Answers) -> Advice:
    return advise(PATHWAY, answers, on=NOON)


def _decided(advice: Advice) -> tuple[ConsentDecision, ...]:
    return advice.assessments["consent"].consents


def _of_care(advice: Advice) -> dict[str, object]:
    """
    Care and protection with their urgency, but for what stands in place of something.
    """
    return {
        each.action.id: each.urgency
        for each in advice.entries
        if each.action.action_class.is_unguarded
        and each.certainty is not Certainty.INSTEAD
    }


def _guarded(advice: Advice) -> set[str]:
    return {each.action.id for each in advice.entries if each.action.guard is not None}


def _opening(answers: Answers) -> Answers:
    return answers.replacing(**WAYS)


@quick
@given(meetings())
def test_a_route_never_makes_given_true(answers: Answers) -> None:
    """
    What is known of consents is the same whether ways are open or closed.
    """
    closed = _advice(answers.replacing(**dict.fromkeys(WAYS, "not_asked")))
    opened = _advice(_opening(answers))

    assert combined(_decided(closed)) == combined(_decided(opened))
    assert not any(each.may_proceed for each in _decided(opened) if each.is_route)
    for name, was in closed.assessments["consent"].outcomes.items():
        assert was == opened.assessments["consent"].outcomes[name]


@quick
@given(meetings())
def test_refusal_never_costs_care(answers: Answers) -> None:
    """
    With everything refused, care and protection are the same, whatever ways are open.
    """
    refused = [attrs.evolve(each, state=State.REFUSED) for each in answers.consents]
    after = attrs.evolve(answers, consents=refused)

    assert _of_care(_advice(after)) == _of_care(_advice(answers))


@quick
@given(meetings())
def test_opening_a_route_never_closes_care(answers: Answers) -> None:
    """
    What was advised of care and protection still is when ways are open.
    """
    before = _of_care(_advice(answers))
    after = _advice(_opening(answers))

    assert before.keys() <= _of_care(after).keys()


@quick
@given(meetings())
def test_an_open_route_opens_only_what_asks_for_it(answers: Answers) -> None:
    """
    Behind a consent alone nothing opens, and what opens shows the limits.
    """
    before, after = _advice(answers), _advice(_opening(answers))

    assert _guarded(after) - _guarded(before) <= {"examine", "report"}
    for entry in after.entries:
        for each in entry.consents:
            assert each.may_proceed or (each.is_route and each.limits)


@quick
@given(st.data(), meetings())
def test_a_record_for_one_recipient_never_opens_another(
    data: st.DataObject, answers: Answers
) -> None:
    """
    What may be done towards somebody is the same without the records of all others.
    """
    whom = data.draw(st.sampled_from(WHOM))
    # A purpose that names no recipient speaks whoever receives.
    kept = [
        each
        for each in answers.consents
        if each.recipient in {whom, None} or each.purpose == "examine"
    ]
    alone = attrs.evolve(answers, consents=kept)

    assert _towards(whom, _advice(answers)) == _towards(whom, _advice(alone))


def _towards(whom: str, advice: Advice) -> set[tuple[str, str]]:
    return {
        (entry.action.id, each.purpose)
        for entry in advice.entries
        for each in entry.consents
        if each.recipient == whom
    }


@quick
@given(with_a_record())
def test_withdrawing_never_opens_anything(met: tuple[Answers, int]) -> None:
    """
    Whatever a record said, taking it back opens no guard and no way.
    """
    answers, place = met
    before = _advice(answers)
    for change in ({"state": State.WITHDRAWN, "withdrawn_at": None}, {}):
        after = _advice(changing(answers, place, **{"withdrawn_at": NOON, **change}))

        assert _guarded(after) <= _guarded(before)
        opened = {each.route for each in _decided(before) if each.is_route}
        assert {each.route for each in _decided(after) if each.is_route} <= opened


@quick
@given(st.data(), meetings())
def test_knowing_more_never_turns_a_route(
    data: st.DataObject, answers: Answers
) -> None:
    """
    A way that is surely open or surely closed stays so when more is known.
    """
    silent = [
        each
        for each in FACTS
        if each not in answers.values or answers.values[each].value is Silence.NOT_ASKED
    ]
    if not silent:
        return
    fact = data.draw(st.sampled_from(silent))
    said = data.draw(st.sampled_from(["yes", "no", *RECORDED]))
    before = _advice(answers).assessments["consent"]
    after = _advice(answers.replacing(**{fact: said})).assessments["consent"]

    for was, now in zip(before.routes, after.routes, strict=True):
        assert was.truth in {Truth.UNKNOWN, now.truth}
    records = (_records(each.consents) for each in (before, after))
    for one, other in zip(*records, strict=True):
        assert one.truth in {Truth.UNKNOWN, other.truth}


def _records(consents: tuple[ConsentDecision, ...]) -> list[ConsentDecision]:
    return [each for each in consents if each.elements]


def test_the_meetings_are_not_empty() -> None:
    """
    Among random meetings are open and closed ways, and recipients of either kind.
    """
    seen = dict.fromkeys(
        ("emergency", "duty", "closed", "both", "two", "withheld", "care"), 0
    )

    @settings(max_examples=300, database=None, derandomize=True)
    @given(meetings())
    def draw(answers: Answers) -> None:
        advice = _advice(answers)
        routes = [each.route for each in _decided(advice)]
        seen["emergency"] += Route.EMERGENCY in routes
        seen["duty"] += Route.LEGAL_DUTY in routes
        seen["closed"] += any(
            each.truth is Truth.FALSE for each in advice.assessments["consent"].routes
        )
        entries = {each.action.id: each for each in advice.entries}
        seen["both"] += "hand_over" in entries
        seen["two"] += any(
            len({one.recipient for one in each.consents}) > 1
            for each in entries.values()
        )
        seen["withheld"] += bool(advice.withheld)
        seen["care"] += bool(_of_care(advice))

    draw()
    assert min(seen.values()) > 2, seen
