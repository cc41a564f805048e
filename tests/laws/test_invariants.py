"""
The invariants of `protocols/invariants` as laws, over random encounters.
"""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caring
from caring.authoring.invariants import invariants_of
from caring.guidance.invariants import Invariant, Must
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.library import bundled
from caring.running.advise import meet
from caring.running.encounters import Setting
from caring.testing.invariants import Met, hold
from caring.testing.scenarios import alone
from caring.testing.strategies import any_answers_for
from caring.values.errors import AnswersError
from tests.laws.test_bundled import ON, PATHWAY, encounters

INVARIANTS = invariants_of(bundled())
OF_PATHWAY = [each for each in INVARIANTS if each.of == PATHWAY.name]
OF_PROTOCOLS = [each for each in INVARIANTS if each.of != PATHWAY.name]

# Pairs are made of each encounter, and each of them is run.
few = settings(max_examples=settings().max_examples // 4)


def breaches(
    invariants: list[Invariant], of: Pathway, name: str, answers: Answers
) -> list[str]:
    """
    What is broken by some answers; answers that do not fit break nothing.
    """
    try:
        encounter = meet(of, answers, Setting(on=ON))
    except AnswersError:
        return []
    met = Met(name="drawn", of=name, place="", encounter=encounter)
    held = hold(invariants, [met], is_whole=False)
    return [f"{each.invariant.id}{one}" for each in held for one in each.breaches]


@few
@given(encounters())
def test_no_encounter_breaks_an_invariant(answers: Answers) -> None:
    """
    Whatever the answers along the pathway, every invariant of it holds.
    """
    assert breaches(OF_PATHWAY, PATHWAY, PATHWAY.name, answers) == []


@pytest.mark.parametrize("name", sorted({each.of for each in OF_PROTOCOLS}))
@few
@given(st.data())
def test_no_answers_break_an_invariant_of_a_protocol(
    name: str, data: st.DataObject
) -> None:
    """
    Whatever the answers to a protocol by itself, every invariant of it holds.
    """
    found = caring.load(name)
    assert isinstance(found, caring.Protocol | caring.Pathway)
    answers = data.draw(any_answers_for(found))
    met = alone(found) if isinstance(found, caring.Protocol) else found
    assert breaches(OF_PROTOCOLS, met, name, answers) == []


def test_the_law_can_fail() -> None:
    """
    A claim that is wrong is broken by an encounter of just this kind.
    """
    (claim,) = (each for each in OF_PATHWAY if each.id == "plan-is-never-empty")
    assert isinstance(claim.claim, Must)
    turned = Must(never=claim.claim.always)
    wrong = Invariant(
        id="wrong",
        of=claim.of,
        says="Nothing is ever advised.",
        because=claim.because,
        source=claim.source,
        claim=turned,
    )
    assert isinstance(ON, dt.datetime)
    assert breaches([wrong], PATHWAY, PATHWAY.name, Answers({})) != []
