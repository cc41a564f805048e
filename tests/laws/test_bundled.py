"""
The promises as laws over the bundled protocols, along their pathway.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.assessment import Advice, Entry
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
from caring.language.conditions import Given, Holds, leaves
from caring.language.consent import Consent, Decider, Form, State
from caring.language.decisions import Highest
from caring.language.facts import Fact
from caring.language.results import LevelOutcome
from caring.language.silence import RECORDED, Silence
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.testing.scenarios import alone
from caring.testing.strategies import (
    any_answers_for,
    raises_for,
    some_answer,
    values_of,
)
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.laws.encounters import called_for, kept

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


def _pathway() -> Pathway:
    found = caring.load("pathway/staff-detect-signs")
    assert isinstance(found, Pathway)
    return found


PATHWAY = _pathway()
FACTS: Mapping[str, Fact] = PATHWAY.facts
SAFETY = alone(caring.load("safety/immediate-danger"))
IMMINENT: dict[str, object] = {"in_danger_if_leaving_today": "yes"}
PROTOCOLS = [step.protocol for step in PATHWAY.steps]


def advised(answers: Answers) -> Advice | None:
    """
    The advice on some answers, or nothing where they do not fit.
    """
    try:
        return caring.advise(answers, pathway=PATHWAY, on=ON)
    except AnswersError:
        return None


@st.composite
def records(draw: st.DrawFn) -> tuple[Consent, ...]:
    """
    Consent records of the pathway's purposes: mostly whole, sometimes with a fault.
    """
    found = []
    purposes = {
        id_: purpose
        for protocol in PROTOCOLS
        for id_, purpose in getattr(protocol, "purposes", {}).items()
    }
    for id_ in sorted(draw(st.sets(st.sampled_from(sorted(purposes)), max_size=6))):
        whole = Consent(
            purpose=id_,
            state=draw(st.sampled_from([State.GIVEN] * 8 + [*State])),
            recipient="Harbour House",
            decided_by=draw(st.sampled_from([Decider.PATIENT] * 5 + [*Decider])),
            asked_alone="yes",
            pressure="no",
            understood="yes",
            told=purposes[id_].tell,
            items=["first_name", "coded_id", "agreed_words", "agreed_statement"],
            form=Form.WRITTEN,
            given_at=ON - dt.timedelta(hours=1),
            expires_at=ON + dt.timedelta(hours=1),
        )
        found.append(attrs.evolve(whole, **draw(faults())))
    return tuple(found)


def faults() -> st.SearchStrategy[dict[str, Any]]:
    """
    Draw what is wrong with a record; most often nothing.
    """
    return st.sampled_from(
        [
            *[{}] * 8,
            {"asked_alone": "no"},
            {"asked_alone": None},
            {"pressure": "yes"},
            {"understood": "no"},
            {"told": []},
            {"given_at": ON + dt.timedelta(hours=1)},
            {"expires_at": ON},
            {"withdrawn_at": ON},
            {"form": None},
        ]
    )


@st.composite
def encounters(draw: st.DrawFn) -> Answers:
    """
    Answers of an encounter that fit, from nothing at all to nearly everything.
    """
    # A safe place to ask is drawn often, or sensitive facts would rarely be offered.
    values: dict[str, object] = dict(draw(st.sampled_from([{}, SAFE, WISHES, WISHES])))
    for fact in sorted(draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=25))):
        trial = {**values, fact: draw(some_answer(FACTS[fact]))}
        if fits(trial):
            values = trial
    return Answers(values, draw(records()))


def fits(values: Mapping[str, object]) -> bool:
    try:
        fit(Answers(values), FACTS, PATHWAY.constraints, Moment.of(ON))
    except AnswersError:
        return False
    return True


SAFE: dict[str, object] = {
    "privacy": "alone",
    "controller_within_hearing": "no",
    "limits_of_confidentiality_explained": "yes",
    "language_ok": "yes",
    "referral_information_ready": "yes",
    "stop_rule_explained": "yes",
    "age_band": "adult_certain",
    "capacity_in_doubt": "no",
}

WISHES: dict[str, object] = {
    **SAFE,
    "has_health_complaint": "yes",
    "papers_held_by_other": "yes",
    "pay_kept_back": "yes",
    "wants_legal_advice": "yes",
    "safe_place_tonight": "no",
}

# A whole pathway takes longer than a random decision.
quick = settings(max_examples=settings().max_examples * 2 // 5)


def _of_care(advice: Advice) -> dict[str, Entry]:
    return {
        each.action.id: each
        for each in advice.entries
        if each.action.action_class.is_unguarded
    }


@quick
@given(encounters())
def test_no_silent_green_on_any_screening(answers: Answers) -> None:
    """
    A bundled screening acts on its lowest level only where it is settled.
    """
    advice = advised(answers)
    assert advice is not None
    for assessment in advice.assessments.values():
        for outcome in assessment.outcomes.values():
            if isinstance(outcome, LevelOutcome):
                lowest = outcome.decision.scale[0]
                assert outcome.working != lowest or outcome.is_settled


@quick
@given(st.data(), encounters())
def test_knowing_more_settles_more(data: st.DataObject, answers: Answers) -> None:
    """
    One more answer never contradicts a settled level of the pathway.
    """
    before = advised(answers)
    fact = data.draw(st.sampled_from(sorted(FACTS.keys() - answers.values.keys())))
    more = answers.replacing(**{fact: data.draw(some_answer(FACTS[fact]))})
    after = advised(more)
    if before is None or after is None:
        return

    for role, assessment in before.assessments.items():
        for name, was in assessment.outcomes.items():
            now = after.assessments[role].outcomes[name]
            if isinstance(was, LevelOutcome) and isinstance(now, LevelOutcome):
                place = was.decision.scale.index
                assert place(was.at_least) <= place(now.at_least)
                assert place(now.at_most) <= place(was.at_most)


@quick
@given(st.data(), encounters())
def test_danger_only_adds(data: st.DataObject, answers: Answers) -> None:
    """
    Turning an answer towards its danger takes no care or protection away.

    Nor does it make any of it less urgent; what else is closed names its guard.
    """
    known = [fact for fact in answers.values if FACTS[fact].has_danger]
    if not known:
        return
    fact = data.draw(st.sampled_from(sorted(known)))
    worse = data.draw(st.sampled_from(_worse(FACTS[fact], answers.values[fact].value)))
    before, after = advised(answers), advised(answers.replacing(**{fact: worse}))
    if before is None or after is None:
        return

    for was in called_for(before):
        assert kept(was, after)
    gone = set(before.actions) - set(after.actions)
    withheld = {each.action.id: each for each in after.withheld}
    for id_ in gone:
        if not before_is_instead(before, id_):
            assert withheld[id_].closed_by or withheld[id_].excluded_by


@quick
@given(st.data())
def test_danger_only_adds_to_safety(data: st.DataObject) -> None:
    """
    Nor does it where paper gives way to what is said, or where a person raises a level.
    """
    some: list[dict[str, object]] = [{}, {"privacy": "alone"}, IMMINENT]
    values = data.draw(st.sampled_from(some))
    answers = data.draw(any_answers_for(SAFETY)).replacing(**values)
    known = [fact for fact in answers.values if SAFETY.facts[fact].has_danger]
    worse = answers
    if known:
        fact = data.draw(st.sampled_from(sorted(known)))
        value = answers.values[fact].value
        turned = data.draw(st.sampled_from(_worse(SAFETY.facts[fact], value)))
        worse = answers.replacing(**{fact: turned})
    raises = data.draw(raises_for(SAFETY))
    try:
        before = caring.advise(answers, pathway=SAFETY, on=ON)
        after = caring.advise(worse, pathway=SAFETY, on=ON, raises=raises)
    except AnswersError:
        return

    for was in called_for(before):
        assert kept(was, after)


def test_paper_gives_way_in_imminent_danger() -> None:
    """
    The law above is not empty: there is an exclusion of care that it speaks of.
    """
    advice = caring.advise(IMMINENT, pathway=SAFETY, on=ON)

    assert [each.action.id for each in advice.withheld if each.excluded_by] == [
        "ask_before_giving_paper"
    ]
    assert {"give_nothing_in_writing", "offer_helpline_to_remember"} <= set(
        advice.actions
    )


def before_is_instead(advice: Advice, id_: str) -> bool:
    """
    Whether an action stood only in place of another that was closed.
    """
    entry = next(each for each in advice.entries if each.action.id == id_)
    return entry.certainty.value == "instead"


def _worse(fact: Fact, value: object) -> list[object]:
    ranks = {each: fact.domain.rank(each) for each in values_of(fact)}
    known = [rank for rank in ranks.values() if rank is not None]
    rank = fact.domain.rank(value)
    if rank is None:
        return [each for each, its in ranks.items() if its == max(known)]
    silences = list(RECORDED) if rank == min(known) else []
    higher = [each for each, its in ranks.items() if its is not None and its >= rank]
    return [*higher, *silences]


@quick
@given(encounters())
def test_only_given_consent_is_consent(answers: Answers) -> None:
    """
    Nothing that rests on consent is advised without a record that surely holds.
    """
    advice = advised(answers)
    assert advice is not None
    given_for = {each.purpose for each in answers.consents if each.state is State.GIVEN}

    for entry in advice.entries:
        if entry.action.guard is None:
            continue
        purposes = {
            leaf.purpose
            for leaf in leaves(entry.action.guard)
            if isinstance(leaf, Given)
        }
        assert purposes <= given_for
        assert purposes <= {each.purpose for each in entry.consents}
        assert all(each.may_proceed for each in entry.consents)


@quick
@given(encounters())
def test_refusal_never_costs_care(answers: Answers) -> None:
    """
    With every consent refused, care and protection are the same.
    """
    refused = attrs.evolve(
        answers,
        consents=[attrs.evolve(each, state=State.REFUSED) for each in answers.consents],
    )
    before, after = advised(answers), advised(refused)
    assert before is not None
    assert after is not None

    now = _of_care(after)
    for id_, was in _of_care(before).items():
        if was.certainty.value != "instead":
            assert now[id_].urgency == was.urgency


@quick
@given(encounters())
def test_an_unknown_guard_is_a_closed_guard(answers: Answers) -> None:
    """
    Of what has a guard, only what surely may be done is advised.
    """
    advice = advised(answers)
    assert advice is not None
    case = fit(answers, FACTS, (), Moment.of(ON))
    gate = PATHWAY.gate
    assert gate is not None
    safe = judge(gate.when, case).truth

    for entry in advice.entries:
        guard = entry.action.guard
        if isinstance(guard, Holds) and guard.finding == gate.finding:
            assert safe is Truth.TRUE
    for withheld in advice.withheld:
        assert withheld.closed_by or withheld.excluded_by
        assert all(each.truth is not Truth.TRUE for each in withheld.closed_by)


@quick
@given(encounters())
def test_nothing_unsafe_is_asked(answers: Answers) -> None:
    """
    Sensitive questions are offered only where it is surely safe, and none twice.
    """
    advice = advised(answers)
    assert advice is not None
    gate = PATHWAY.gate
    assert gate is not None
    case = fit(answers, FACTS, (), Moment.of(ON))
    safe = judge(gate.when, case).truth is Truth.TRUE

    for question in advice.next_questions:
        assert safe or question.fact.sensitivity not in gate.binds
        assert case.recorded(question.fact.id) is Silence.NOT_ASKED


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda each: each.id)
def test_every_scale_has_a_floor_above_its_lowest_level(protocol: Protocol) -> None:
    """
    A floor lies above the lowest level, so that silence is acted on.
    """
    for decision in protocol.decisions:
        if isinstance(decision, Highest):
            assert decision.floor in decision.scale[1:]


def test_the_strategies_are_not_empty() -> None:
    """
    Among the encounters are some that advise what rests on consent, and some that ask.
    """
    seen = {"consent": 0, "sensitive": 0, "withheld": 0}

    @settings(max_examples=60, database=None, derandomize=True)
    @given(encounters())
    def draw(answers: Answers) -> None:
        advice = advised(answers)
        assert advice is not None
        seen["consent"] += any(each.consents for each in advice.entries)
        seen["sensitive"] += any(
            each.fact.sensitivity.rank > 1 for each in advice.next_questions
        )
        seen["withheld"] += bool(advice.withheld)

    draw()
    assert all(seen.values())
