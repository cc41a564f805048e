"""
What is advised, as formulas: it is what an encounter is advised when it is run.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.assessment import Advice, Certainty
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.language.decisions import Urgency
from caring.language.facts import Obtained
from caring.language.raises import Raise
from caring.language.silence import Silence
from caring.library import shelf
from caring.proving.advised import ANYTHING_ELSE, Advising, advising
from caring.proving.cases import answers_of, places_of
from caring.rails.consents import KINDS, elsewhere_of, variable_of
from caring.rails.encode import Encoding, encode
from caring.rails.formula import Assignment, Formula, holds
from caring.rails.raised import raise_of
from caring.running.advise import advise
from caring.running.fit import fit
from caring.running.interpret import standing
from caring.testing.strategies import any_answers_for, raises_for
from caring.values.errors import AnswersError, RaiseError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.laws.encounters import meetings

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


def same(found: Advising, advice: Advice, places: Assignment) -> None:
    """
    Advised, withheld, how soon, and what may be asked are as they were run.
    """

    def those(formulas: Mapping[str, object]) -> set[str]:
        return {id_ for id_, each in formulas.items() if holds(each, places)}  # type: ignore[arg-type]

    assert those(found.advised) == set(advice.actions)
    assert those(found.withheld) == {each.action.id for each in advice.withheld}
    own = [each for each in advice.entries if each.certainty is not Certainty.INSTEAD]
    assert those(found.entries) == {each.action.id for each in own}
    for each in own:
        for urgency in Urgency:
            soon = each.urgency.rank <= urgency.rank
            assert holds(found.within(each.action.id, urgency), places) is soon
        consented = holds(found.consented[each.action.id], places)
        assert consented is bool(each.consents)
    for question in advice.next_questions:
        assert holds(found.may_be_offered(question.fact.id), places)


def raised_in(raises: Iterable[Raise], pathway: Pathway) -> dict[str, int]:
    """
    How far each level is raised; the highest raise counts.
    """
    found = {}
    for step in pathway.steps:
        level = step.protocol.level
        if level is not None:
            mine = [
                level.scale.index(each.level)
                for each in raises
                if each.role == step.role
            ]
            found[raise_of(step.role)] = max([0, *mine])
    return found


def checked(
    pathway: Pathway, values: Mapping[str, object], data: st.DataObject
) -> None:
    variables = encode(pathway).variables
    chosen = {
        each: data.draw(st.integers(0, len(variables[each].classes) - 1))
        for each in sorted(variables)
        if each.startswith("consent.")
    }
    is_alike(pathway, values, chosen, data.draw(raises_for(pathway)))


def is_alike(
    pathway: Pathway,
    values: Mapping[str, object],
    chosen: Mapping[str, int],
    raises: tuple[Raise, ...],
) -> None:
    """
    Run a pathway with the records that were chosen, and read its formulas beside it.
    """
    encoding = encode(pathway, raises=True)
    found = advising(encoding)
    there = answers_of(chosen, encoding.variables, pathway)
    answers = attrs.evolve(there, values=values)
    try:
        advice = advise(pathway, answers, on=ON, raises=raises)
    except AnswersError:
        assume(False)
    except RaiseError:
        # Whoever is outside has no level to raise; the formulas say so too.
        outside = advise(pathway, answers, on=ON).assessments
        assert any(outside[each.role or ""].applies is Truth.FALSE for each in raises)
        return
    places = {**facts_at(pathway, encoding, answers), **chosen}
    places |= raised_in(raises, pathway)
    assert holds(encoding.admissible, places)
    same(found, advice, places)


def facts_at(pathway: Pathway, encoding: Encoding, answers: Answers) -> dict[str, int]:
    """
    In which class every fact lies; nothing is said by a law or of a service.
    """
    stands = {
        fact: each.value
        for fact, each in answers.values.items()
        if each.value is not Silence.NOT_ASKED
    }
    facts = encoding.context.facts
    for each in facts:
        if facts[each].obtained in {Obtained.LAW, Obtained.SERVICE}:
            stands[each] = Silence.DOES_NOT_KNOW
    case = fit(answers, facts, pathway.constraints, Moment.of(ON), pathway.purposes)
    for each in facts:
        if facts[each].derived is not None:
            stands[each] = standing(each, case)
    places = places_of(stands, encoding.variables, facts)  # type: ignore[arg-type]
    else_ = bool(answers.values.keys() - encoding.variables.keys())
    return {**places, ANYTHING_ELSE: int(else_)}


Chosen = Mapping[str, Mapping[str, int]]
"""For each recipient the kind of its record for each purpose."""


def for_several(
    pathway: Pathway, values: Mapping[str, object], data: st.DataObject
) -> None:
    """
    With several recipients all is as it is for each of them, one in hand at a time.

    What is advised is so for some of them, and what is withheld for all of them.
    """
    encoding = encode(pathway, several=True)
    found = advising(encoding)
    whom = data.draw(st.sampled_from((("A",), ("A", "B"), ("A", "B", "C"))))
    # Mostly none, a yes of the person's own, or a no, or little would differ.
    kinds = st.sampled_from((0, 1, len(KINDS))) | st.integers(0, len(KINDS))
    names = sorted(map(variable_of, pathway.purposes))
    chosen = {each: {name: data.draw(kinds) for name in names} for each in whom}
    answers = attrs.evolve(
        Answers(values),
        consents=tuple(
            attrs.evolve(record, recipient=each)
            for each, places in chosen.items()
            for record in answers_of(places, encoding.variables, pathway).consents
        ),
    )
    try:
        advice = advise(pathway, answers, on=ON)
    except AnswersError:
        assume(False)
    facts = facts_at(pathway, encoding, answers)
    runs = {each: {**facts, **in_hand(each, chosen, encoding)} for each in chosen}
    are_one_at_a_time(found, advice, runs)


def in_hand(recipient: str, chosen: Chosen, encoding: Encoding) -> dict[str, int]:
    others = {
        elsewhere_of(name.removeprefix("consent."), KINDS[place - 1])
        for each, places in chosen.items()
        for name, place in places.items()
        if each != recipient and place
    }
    elsewhere = (each for each in encoding.variables if each.startswith("elsewhere."))
    return {**chosen[recipient], **{each: int(each in others) for each in elsewhere}}


def are_one_at_a_time(
    found: Advising, advice: Advice, runs: Mapping[str, Assignment]
) -> None:
    def in_each(formulas: Mapping[str, Formula]) -> list[set[str]]:
        return [
            {id_ for id_, each in formulas.items() if holds(each, places)}
            for places in runs.values()
        ]

    own = [each for each in advice.entries if each.certainty is not Certainty.INSTEAD]
    assert {each.action.id for each in own} == set.union(*in_each(found.entries))
    withheld = {each.action.id for each in advice.withheld}
    assert withheld == set.intersection(*in_each(found.withheld))
    assert set(advice.actions) <= set.union(*in_each(found.advised))
    surely = {id_: found.surely(id_) for id_ in found.actions}
    assert set(advice.actions) >= set.intersection(*in_each(surely))
    for each in own:
        entries = found.entries[each.action.id]
        towards = {one.recipient for one in each.consents if not one.for_anybody}
        for recipient, places in runs.items():
            assert holds(entries, places) or recipient not in towards
            if each.action.guard is None:
                assert holds(entries, places)  # what calls for it is nobody's alone
            elif holds(entries, places) and each.consents:
                assert recipient in towards or any(
                    one.for_anybody for one in each.consents
                )


@settings(max_examples=25)
@given(st.data(), meetings())
def test_recipients_are_one_at_a_time(
    data: st.DataObject, meeting: tuple[Pathway, Answers]
) -> None:
    """
    One recipient's consent opens nothing for another.
    """
    pathway, answers = meeting
    for_several(pathway, answers.values, data)


@settings(max_examples=25)
@given(st.data(), meetings())
def test_a_random_pathway_advises_alike(
    data: st.DataObject, meeting: tuple[Pathway, Answers]
) -> None:
    """
    On random pathways and answers the advice is the advice.
    """
    pathway, answers = meeting
    checked(pathway, answers.values, data)


@pytest.mark.whole
@pytest.mark.parametrize(
    "name", [each for each in shelf().versions() if each.startswith("pathway")]
)
def test_a_bundled_pathway_advises_alike(name: str) -> None:
    """
    On drawn answers every bundled pathway advises what its formulas say.
    """
    pathway = caring.load(name)
    assert isinstance(pathway, Pathway)

    @settings(max_examples=25)
    @given(st.data())
    def on_drawn_answers(data: st.DataObject) -> None:
        assert isinstance(pathway, Pathway)
        checked(pathway, data.draw(any_answers_for(pathway)).values, data)

    on_drawn_answers()


def test_an_open_hour_is_acted_on_alike() -> None:
    """
    Where a day alone was told, what may still help in time is advised in both.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, Pathway)
    nothing = dict.fromkeys(map(variable_of, pathway.purposes), 0)
    for day in (11, 12, 13):
        told = {"sexual_assault": "yes", "time_of_assault": dt.date(2026, 1, day)}
        is_alike(pathway, told, nothing, ())
