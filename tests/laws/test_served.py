"""
Services as formulas: one in hand is for somebody what it is when a directory is run.
"""

import datetime as dt
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.assessment import Advice
from caring.guidance.candidates import Suitability
from caring.guidance.directory import Directory, Service
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers, Standing
from caring.language.conditions import All, Given, leaves
from caring.language.facts import Obtained
from caring.language.silence import RECORDED, Silence
from caring.proving.advised import Advising, advising
from caring.proving.cases import answers_of, places_of
from caring.proving.served import Served, another_of, meets_of
from caring.rails.consents import KINDS, variable_of
from caring.rails.encode import Encoding, encode
from caring.rails.formula import Assignment, holds
from caring.running.advise import advise
from caring.running.candidates import said_of
from caring.testing.strategies import any_answers_for, some_answer
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from tests.laws.test_advised import facts_at, in_hand
from tests.laws.test_candidates import IDS, conditions, services
from tests.spec.builders import consent_rules, pathway, patient_decides, purpose
from tests.spec.services import TODAY, asks, service, shelters

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def checked(
    found: Pathway,
    values: Mapping[str, object],
    town: tuple[Service, ...],
    data: st.DataObject,
) -> None:
    """
    Run a directory, and read the formulas with each of its services in hand.
    """
    encoding = encode(found, several=True)
    formulas = advising(encoding, services=True)
    kinds = st.sampled_from((0, 1, 1, len(KINDS)))
    names = sorted(map(variable_of, found.purposes))
    chosen = {each.id: {name: data.draw(kinds) for name in names} for each in town}
    answers = attrs.evolve(
        Answers(values),
        consents=tuple(
            attrs.evolve(record, recipient=each)
            for each, places in chosen.items()
            for record in answers_of(places, encoding.variables, found).consents
        ),
    )
    directory = Directory(name="A town", services=town)
    try:
        advice = advise(found, answers, on=ON, directory=directory)
    except AnswersError:
        assume(False)
    facts = facts_at(found, encoding, answers)
    for each in town:
        places = {**facts, **said(each, encoding), **in_hand(each.id, chosen, encoding)}
        for need in formulas.served:
            is_alike(need, each, advice, places)
        goes_alike(formulas, each, advice, {**places, **beside(each, formulas, advice)})


def said(each: Service, encoding: Encoding) -> dict[str, int]:
    facts = encoding.context.facts
    stands: dict[str, Standing] = {
        id_: Silence.DOES_NOT_KNOW
        for id_, fact in facts.items()
        if fact.obtained is Obtained.SERVICE
    }
    stands |= said_of(each, facts, Moment.of(ON))
    mine = {name: one for name, one in encoding.variables.items() if name in stands}
    return places_of(stands, mine, facts)


def beside(each: Service, formulas: Advising, advice: Advice) -> dict[str, int]:
    """
    Whether the service can meet each need, and whether another would suit it.
    """
    found = {}
    for need in formulas.served:
        others = [
            one.service.id
            for referred in advice.referrals
            if referred.need == need.need
            for one in referred.candidates
            if one.if_agreed is Suitability.SUITABLE and one.service.id != each.id
        ]
        found[meets_of(need.role, need.need)] = int(need.need in each.meets)
        found[another_of(need.role, need.need)] = int(bool(others))
    return found


def is_alike(need: Served, each: Service, advice: Advice, places: Assignment) -> None:
    there = [one for one in advice.referrals if one.need == need.need]
    assert holds(need.acted_on, places) is bool(there)
    for one in (one for found in there for one in found.candidates):
        if one.service.id == each.id:
            for result in Suitability:
                is_so = one.suitability is result
                assert holds(need.table.gives(result.value), places) is is_so
            would = one.if_agreed is Suitability.SUITABLE
            assert holds(need.if_agreed, places) is would


def goes_alike(
    formulas: Advising, each: Service, advice: Advice, places: Assignment
) -> None:
    for need in formulas.served:
        for referred in (one for one in advice.referrals if one.need == need.need):
            assert holds(need.none_suits, places) is referred.none_suitable
            if referred.none_suitable:
                assert set(need.none.actions) <= {
                    *advice.actions,
                    *(one.action.id for one in advice.withheld),
                }
    sent = {
        (entry.action.id, record.purpose)
        for entry in advice.entries
        for record in entry.consents
        if record.recipient == each.id and not record.for_anybody
    }
    asked = {one for need in formulas.served for one in need.asked}
    for id_, action in formulas.actions.items():
        for leaf in leaves(action.guard) if action.guard is not None else ():
            if isinstance(leaf, Given) and leaf.purpose in asked:
                goes = holds(formulas.sent(id_, leaf.purpose), places)
                assert goes is ((id_, leaf.purpose) in sent)


@settings(max_examples=40)
@given(st.data())
def test_a_random_service_is_what_it_is_when_run(data: st.DataObject) -> None:
    """
    On random preconditions, services, consents and answers the two agree.
    """
    asked = data.draw(conditions())
    if data.draw(st.booleans()):
        asked = All((Given("share_ngo"), asked))
    town = [data.draw(services(each)) for each in IDS]
    rules = shelters(asks("asked", asked))
    values: dict[str, object] = {"homeless": "yes", "adult": "yes"}
    for fact, options in (("loud", ("yes", "no")), ("gender", ("woman", "man"))):
        if data.draw(st.booleans()):
            values[fact] = data.draw(st.sampled_from([*options, *RECORDED]))
    if data.draw(st.integers(0, 5)) == 0:
        del values["homeless"]
    whole = pathway(consent_rules(patient_decides(), purpose()), rules)
    checked(whole, values, tuple(town), data)


@st.composite
def of_town(draw: st.DrawFn, found: Pathway, id_: str) -> Service:
    """
    A service of which most is known, and most of that is good.
    """
    fields: dict[str, object] = {}
    for name, fact in found.facts.items():
        if name.startswith("service.") and draw(st.integers(0, 4)):
            answer = draw(some_answer(fact))
            if not isinstance(answer, Silence):
                fields[name.removeprefix("service.")] = answer
    needs = sorted(
        need.id for step in found.steps for need in step.protocol.for_each_service
    )
    meets = draw(st.lists(st.sampled_from(needs), min_size=1, unique=True))
    ends = draw(st.sampled_from([TODAY, TODAY, TODAY - DAY]))
    house = service(id_, meets=tuple(meets), reviewed_on=TODAY - DAY, review_due=ends)
    fields = {name: each for name, each in fields.items() if not name.startswith("is_")}
    return attrs.evolve(house, fields=fields)


@pytest.mark.whole
def test_a_service_for_a_bundled_pathway_is_what_it_is_when_run() -> None:
    """
    On drawn answers and directories a bundled pathway says of services the same.
    """
    found = caring.load("pathway/staff-detect-signs")
    assert isinstance(found, Pathway)

    @settings(max_examples=25)
    @given(st.data())
    def on_drawn_answers(data: st.DataObject) -> None:
        assert isinstance(found, Pathway)
        town = tuple(data.draw(of_town(found, each)) for each in IDS)
        checked(found, data.draw(any_answers_for(found)).values, town, data)

    on_drawn_answers()
