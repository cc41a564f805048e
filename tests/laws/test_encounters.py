"""
The promises on consent, guards, asking and danger, as laws over random pathways.
"""

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caring.guidance.actions import ActionClass
from caring.guidance.assessment import Advice, Certainty, Entry
from caring.guidance.pathway import Pathway
from caring.guidance.referral import Referral
from caring.language.answers import Answers, Case
from caring.language.conditions import Given, leaves
from caring.language.consent import Consent, State
from caring.language.decisions import Row, Urgency
from caring.language.results import LevelOutcome
from caring.language.silence import RECORDED, Silence
from caring.running.advise import advise, learned
from caring.running.consents import combined
from caring.running.fit import fit
from caring.running.interpret import judge, standing
from caring.testing.strategies import PURPOSE, ROLE, SCALE, raises_for, values_of
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.laws.encounters import (
    FAULTS,
    ON,
    TELL,
    WHOLE,
    asks_consent,
    called_for,
    gate,
    kept,
    meetings,
    pathways,
)
from tests.laws.worlds import holds, worlds

Meeting = tuple[Pathway, Answers]

quick = settings(max_examples=settings().max_examples // 2)


def _case(pathway: Pathway, answers: Answers, advice: Advice) -> Case:
    case = fit(answers, pathway.facts, (), Moment.of(ON))
    for step in pathway.steps:
        case = learned(case, step, advice.assessments[step.role])
    return case


def _is_whole(record: Consent) -> bool:
    """
    Read a record by hand: everything is there, for now.
    """
    return (
        record.state is State.GIVEN
        and record.recipient is not None
        and record.decided_by is not None
        and record.decided_by.value == "patient"
        and record.asked_alone == "yes"
        and record.pressure == "no"
        and record.understood == "yes"
        and set(TELL) <= record.told
        and bool(record.items)
        and record.form is not None
        and record.given_at is not None
        and record.given_at <= ON
        and (record.expires_at is None or record.expires_at > ON)
        and record.withdrawn_at is None
    )


@quick
@given(meetings())
def test_only_given_consent_is_consent(meeting: Meeting) -> None:
    """
    What rests on consent is advised only towards recipients whose record lacks nothing.
    """
    pathway, answers = meeting
    advice = advise(pathway, answers, on=ON)
    whole = {each.recipient for each in answers.consents if _is_whole(each)}

    for entry in advice.entries:
        guard = entry.action.guard
        if guard is None or not any(isinstance(each, Given) for each in leaves(guard)):
            assert not entry.consents
            continue
        assert {each.recipient for each in entry.consents} <= whole
        assert entry.consents
        assert answers.values["told_limits"].value == "yes"


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@settings(max_examples=10)
@given(pathways())
def test_each_fault_of_a_record_alone_closes_the_guard(
    fault: dict[str, object], pathway: Pathway
) -> None:
    """
    A whole record opens the purpose; with any one thing lacking it does not.
    """
    known = {"told_limits": "yes"}
    whole = advise(pathway, Answers(known, [WHOLE]), on=ON)
    faulty = advise(pathway, Answers(known, [attrs.evolve(WHOLE, **fault)]), on=ON)  # type: ignore[arg-type]

    assert [each.may_proceed for each in whole.assessments["consent"].consents] == [
        True
    ]
    assert [each.may_proceed for each in faulty.assessments["consent"].consents] == [
        False
    ]


@quick
@given(meetings())
def test_refusal_never_costs_care(meeting: Meeting) -> None:
    """
    Refusing everything leaves care and protection, and their urgency, as they were.
    """
    pathway, answers = meeting
    refused = [attrs.evolve(each, state=State.REFUSED) for each in answers.consents]
    before = _of_care(advise(pathway, answers, on=ON))
    after = _of_care(advise(pathway, Answers(answers.values, refused), on=ON))

    for id_, was in before.items():
        # What stood in place of an action goes with the wish for that action.
        if was.certainty is not Certainty.INSTEAD:
            assert after[id_].urgency.rank <= was.urgency.rank


def _of_care(advice: Advice) -> dict[str, Entry]:
    return {
        each.action.id: each
        for each in advice.entries
        if each.action.action_class.is_unguarded
    }


@quick
@given(meetings())
def test_an_unknown_guard_is_a_closed_guard(meeting: Meeting) -> None:
    """
    What is advised has a guard that holds in every world that is still possible.
    """
    pathway, answers = meeting
    advice = advise(pathway, answers, on=ON)
    case = _case(pathway, answers, advice)

    for entry in advice.entries:
        if entry.action.guard is not None:
            assert judge(entry.action.guard, case).truth is Truth.TRUE
            for number, world in enumerate(worlds(pathway.facts, case)):
                assert holds(entry.action.guard, world)
                if number > 200:
                    break
    for withheld in advice.withheld:
        guard, is_open = withheld.action.guard, True
        if guard is not None:
            is_open = judge(guard, case).truth is Truth.TRUE
        # An open guard may lack agreed items all the same.
        assert withheld.closed_by or (is_open and withheld.excluded_by)
        assert is_open or withheld.closed_by
        assert set(withheld.instead) <= set(advice.actions)


@quick
@given(meetings())
def test_no_care_is_lost_by_an_exclusion(meeting: Meeting) -> None:
    """
    Protection is never withheld; care is so only for protection, and given otherwise.
    """
    advice = advise(*meeting, on=ON)
    entries = {each.action.id: each for each in advice.entries}

    for withheld in advice.withheld:
        kind = withheld.action.action_class
        assert kind is not ActionClass.PROTECTING
        for id_ in withheld.excluded_by:
            assert entries[id_].action.action_class.outranks(kind)
        if kind is ActionClass.CARE:
            assert withheld.excluded_by
            assert kept(withheld, advice)


@quick
@given(meetings())
def test_nothing_is_advised_beside_what_excludes_it(meeting: Meeting) -> None:
    """
    Of two that exclude each other one is withheld, whichever rule came first.
    """
    advice = advise(*meeting, on=ON)

    for entry in advice.entries:
        assert not set(entry.action.excludes) & set(advice.actions)


@quick
@given(meetings())
def test_nothing_unsafe_is_asked(meeting: Meeting) -> None:
    """
    A bound question is offered only while the gate surely holds, and nothing twice.
    """
    pathway, answers = meeting
    advice = advise(pathway, answers, on=ON)
    case = fit(answers, pathway.facts, (), Moment.of(ON))
    safe = judge(gate().when, case).truth

    for question in (*advice.next_questions, *advice.to_observe):
        assert case.recorded(question.fact.id) is Silence.NOT_ASKED
        assert standing(question.fact.id, case) is Silence.NOT_ASKED
        applies = question.fact.applies_when
        assert applies is None or judge(applies, case).truth is Truth.TRUE
    for question in advice.next_questions:
        assert safe is Truth.TRUE or question.fact.sensitivity not in gate().binds
    offered = {each.fact.id for each in advice.next_questions}
    if safe is Truth.UNKNOWN and offered & {"alone", "told_limits"}:
        assert offered <= {"alone", "told_limits"}


@quick
@given(st.data(), meetings())
def test_danger_only_adds_to_advice(data: st.DataObject, meeting: Meeting) -> None:
    """
    Turning an answer towards its danger takes no care or protection away.
    """
    pathway, answers = meeting
    facts = pathway.facts
    dangerous = sorted(each for each in answers.values if facts[each].has_danger)
    if not dangerous:
        return
    fact = data.draw(st.sampled_from(dangerous))
    ranks = {each: facts[fact].domain.rank(each) for each in values_of(facts[fact])}
    worst = max(rank for rank in ranks.values() if rank is not None)
    worse = next(each for each, rank in ranks.items() if rank == worst)
    before = advise(pathway, answers, on=ON)
    try:
        after = advise(pathway, answers.replacing(**{fact: worse}), on=ON)
    except AnswersError:
        return

    for was in called_for(before):
        assert kept(was, after)


@quick
@given(st.data(), meetings())
def test_a_raise_only_adds(data: st.DataObject, meeting: Meeting) -> None:
    """
    It lowers no bound, takes no care away, and settles nothing below what was possible.
    """
    pathway, answers = meeting
    raises = data.draw(raises_for(pathway))
    before = advise(pathway, answers, on=ON)
    after = advise(pathway, answers, on=ON, raises=raises)

    was, now = (each.assessments[ROLE].outcomes["level"] for each in (before, after))
    assert isinstance(was, LevelOutcome)
    assert isinstance(now, LevelOutcome)
    place = SCALE.index
    assert place(was.at_least) <= place(now.at_least)
    assert place(was.at_most) <= place(now.at_most)
    assert place(now.working) == max(
        place(each) for each in (was.working, *(each.level for each in raises))
    )
    assert not now.is_settled or place(now.at_least) >= place(was.at_most)
    assert now.rows == was.rows
    for each in called_for(before):
        assert kept(each, after)
    assert after.record.raises == raises


@quick
@given(st.data(), meetings())
def test_of_several_raises_the_highest_counts(
    data: st.DataObject, meeting: Meeting
) -> None:
    """
    With the others left out, and in any order, the advice is the same.
    """
    pathway, answers = meeting
    raises = data.draw(raises_for(pathway, most=3))
    if not raises:
        return
    most = max(SCALE.index(each.level) for each in raises)
    highest = [each for each in raises if SCALE.index(each.level) == most]
    all_of_them = advise(pathway, answers, on=ON, raises=raises[::-1])
    alone = advise(pathway, answers, on=ON, raises=highest)

    assert all_of_them.entries == alone.entries
    assert all_of_them.withheld == alone.withheld
    assert all_of_them.next_questions == alone.next_questions


@quick
@given(meetings())
def test_advice_is_ordered_by_urgency(meeting: Meeting) -> None:
    """
    The most urgent comes first, and nothing is advised twice.
    """
    advice = advise(*meeting, on=ON)
    ranks = [each.urgency.rank for each in advice.entries]

    assert ranks == sorted(ranks)
    assert len(set(advice.actions)) == len(advice.actions)
    assert all(isinstance(each.urgency, Urgency) for each in advice.entries)


@quick
@given(meetings())
def test_same_input_same_answer(meeting: Meeting) -> None:
    """
    Running twice gives equal advice, whatever the order of the answers.
    """
    pathway, answers = meeting
    values = dict(reversed(list(answers.values.items())))
    turned = Answers(values, answers.consents[::-1])

    first, second = (advise(pathway, each, on=ON) for each in (answers, turned))
    assert first.actions == second.actions
    assert first.next_questions == second.next_questions


def test_the_meetings_are_not_empty() -> None:
    """
    Among random meetings are some with consent, with guards closed, with questions.

    And some in which protection excludes care, and care excludes the rest.
    """
    names = ("consent", "withheld", "bound", "silent", "care", "moved", "waits")
    seen = dict.fromkeys((*names, "rests_on_consent"), 0)

    @settings(max_examples=150, database=None, derandomize=True)
    @given(meetings())
    def draw(meeting: Meeting) -> None:
        pathway, answers = meeting
        advice = advise(pathway, answers, on=ON)
        seen["consent"] += any(each.consents for each in advice.entries)
        seen["withheld"] += bool(advice.withheld)
        seen["bound"] += any(
            each.fact.sensitivity in gate().binds for each in advice.next_questions
        )
        seen["silent"] += any(
            each.value in RECORDED for each in answers.values.values()
        )
        seen["care"] += bool(_of_care(advice))
        seen["rests_on_consent"] += any(map(asks_consent, _needs(pathway)))
        excluded = [each for each in advice.withheld if each.excluded_by]
        of_care = [each for each in excluded if each.action.guard is None]
        seen["moved"] += bool(of_care)
        seen["waits"] += len(of_care) < len(excluded)

    draw()
    assert min(seen.values()) > 5, seen


def _needs(pathway: Pathway) -> Iterator[Row]:
    for step in pathway.steps:
        if isinstance(step.protocol, Referral):
            yield from step.protocol.needs.rows


def test_a_refusal_without_a_name_closes_the_purpose_for_all() -> None:
    """
    Somebody who says no to sharing has said no to sharing with anybody.
    """

    @settings(max_examples=5, database=None)
    @given(pathways())
    def check(pathway: Pathway) -> None:
        refusal = Consent(purpose=PURPOSE, state=State.REFUSED)
        answers = Answers({"told_limits": "yes"}, [WHOLE, refusal])
        advice = advise(pathway, answers, on=ON)
        decided = advice.assessments["consent"].consents
        assert combined(decided)[PURPOSE] is Truth.FALSE
        assert not any(each.may_proceed for each in decided)

    check()
