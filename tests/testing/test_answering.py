"""
Answers that are drawn fit, and reach everything that somebody could say.
"""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings

import caring
import caring.testing as kit
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
from caring.language.consent import State
from caring.language.facts import Time
from caring.language.silence import RECORDED, Silence
from caring.testing import ON, answers_for
from tests.spec.builders import (
    choice,
    consent_rules,
    highest,
    is_yes,
    number,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

DRAWS = settings(max_examples=60, database=None, derandomize=True)

NAMES = ["pathway/staff-detect-signs", "screening/raft"]
FOUND: list[Protocol | Pathway] = [
    found
    for name in NAMES
    if isinstance(found := caring.load(name), Protocol | Pathway)
]


def _run(found: Protocol | Pathway, answers: Answers) -> object:
    if isinstance(found, Pathway):
        return caring.advise(answers, pathway=found, on=ON)
    return caring.assess(found, answers, on=ON)


@pytest.mark.parametrize("found", FOUND, ids=NAMES)
def test_what_is_drawn_fits(found: Protocol | Pathway) -> None:
    """
    Constraints, what does not apply, and moments to come are left out.
    """
    seen: set[object] = set()

    @settings(DRAWS, max_examples=15, deadline=None)
    @given(answers_for(found))
    def draw(answers: Answers) -> None:
        _run(found, answers)
        seen.update(
            each.value
            for each in answers.values.values()
            if isinstance(each.value, Silence)
        )

    draw()
    assert seen >= set(RECORDED)


def test_what_is_refused_can_be_drawn_too() -> None:
    """
    A program that lives with refusals is tried on them.
    """
    found = FOUND[0]
    refused: set[bool] = set()

    @settings(DRAWS, max_examples=25, deadline=None)
    @given(answers_for(found, may_be_refused=True))
    def draw(answers: Answers) -> None:
        try:
            _run(found, answers)
        except caring.AnswersError:
            refused.add(True)

    draw()
    assert refused == {True}


def test_every_type_of_fact_is_answered() -> None:
    """
    Options, numbers beside every limit, days and times, and every silence.
    """
    facts = [
        yes_no("bruises"),
        choice("came", "alone", "brought"),
        number("days", 0, 9),
        attrs.evolve(yes_no("born"), domain=Time(by_the_hour=False)),
        attrs.evolve(yes_no("hurt"), domain=Time(by_the_hour=True)),
    ]
    protocol = screening(highest(row("high", is_yes("bruises"))), facts=facts)
    seen: dict[str, set[object]] = {each.id: set() for each in facts}

    @settings(DRAWS, max_examples=200)
    @given(answers_for(protocol))
    def draw(answers: Answers) -> None:
        for fact, each in answers.values.items():
            is_silent = isinstance(each.value, Silence)
            plain = isinstance(each.value, str | int)
            seen[fact].add(each.value if is_silent or plain else type(each.value))

    draw()
    assert seen["bruises"] >= {"yes", "no", *Silence}
    assert seen["came"] >= {"alone", "brought", *RECORDED}
    assert seen["days"] >= {0, 9, *RECORDED}
    assert seen["born"] == {dt.date, *RECORDED}
    assert seen["hurt"] == {dt.date, dt.datetime, *RECORDED}


def test_consents_are_drawn_for_the_services_at_hand() -> None:
    """
    Of every state, whole and not, for those who could receive something.
    """
    rules = consent_rules(
        patient_decides(), purpose("share"), attrs.evolve(purpose("treat"), tell=())
    )
    directory = caring.Directory(
        name="Here", services=[_service("shelter"), _service("clinic")]
    )
    seen: set[object] = set()
    anyone: set[object] = set()

    @settings(DRAWS, max_examples=200)
    @given(answers_for(rules, directory=directory), answers_for(rules))
    def draw(named: Answers, other: Answers) -> None:
        seen.update(each.recipient for each in named.consents)
        seen.update(each.state for each in named.consents)
        anyone.update(each.recipient for each in other.consents)

    draw()
    assert seen == {None, "shelter", "clinic", *State}
    assert anyone == {None, "recipient"}


def _service(id_: str) -> caring.Service:
    found = caring.read_directory("examples/directory/lindenport.yaml").services[0]
    return attrs.evolve(found, id=id_)


def test_law_decides_what_fits() -> None:
    """
    Under a law, what is drawn fits with that law handed in.
    """
    law = caring.load("law/vn")
    assert isinstance(law, caring.Law)
    pathway = FOUND[0]
    assert isinstance(pathway, Pathway)

    @settings(DRAWS, max_examples=5, deadline=None)
    @given(answers_for(pathway, law=[law]))
    def draw(answers: Answers) -> None:
        found = caring.advise(answers, pathway=pathway, on=ON, law=law)
        assert found.record.law

    draw()


def test_the_public_names_of_the_kit() -> None:
    """
    Each is there, and a misspelt one is said so.
    """
    for name in kit.__all__:
        assert getattr(kit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'answer_for'"):
        _ = kit.answer_for
