"""
What is advised, as formulas: it is what an encounter is advised when it is run.
"""

import datetime as dt
from collections.abc import Mapping

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
from caring.language.silence import Silence
from caring.library import shelf
from caring.proving.advised import ANYTHING_ELSE, Advising, advising
from caring.proving.cases import answers_of, places_of
from caring.proving.encode import encode
from caring.proving.formula import Assignment, holds
from caring.running.advise import advise
from caring.running.fit import fit
from caring.running.interpret import standing
from caring.testing.strategies import any_answers_for
from caring.values.errors import AnswersError
from caring.values.moments import Moment
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


def checked(
    pathway: Pathway, values: Mapping[str, object], data: st.DataObject
) -> None:
    encoding = encode(pathway)
    found = advising(encoding)
    consents = sorted(
        each for each in encoding.variables if each.startswith("consent.")
    )
    chosen = {
        each: data.draw(st.integers(0, len(encoding.variables[each].classes) - 1))
        for each in consents
    }
    there = answers_of(chosen, encoding.variables, pathway)
    answers = attrs.evolve(there, values=values)
    try:
        advice = advise(pathway, answers, on=ON)
    except AnswersError:
        assume(False)
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
    places = places_of(stands, encoding.variables, facts) | chosen  # type: ignore[arg-type]
    places[ANYTHING_ELSE] = int(bool(answers.values.keys() - encoding.variables.keys()))
    assert holds(encoding.admissible, places)
    same(found, advice, places)


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
