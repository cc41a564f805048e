"""
The promises on services, as laws over random preconditions, services and answers.
"""

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from caring.guidance.assessment import Advice
from caring.guidance.candidates import Candidate, Suitability
from caring.guidance.directory import Directory, Service
from caring.language.answers import Answers
from caring.language.conditions import All, AnyOf, Condition, Given, Not
from caring.language.consent import Consent, State
from caring.language.silence import RECORDED, Silence
from caring.running.advise import advise
from caring.values.moments import Moment
from tests.spec.builders import (
    consent,
    consent_rules,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    pathway,
    patient_decides,
    purpose,
)
from tests.spec.services import FIELDS, TODAY, asks, service, shelters

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
IDS = ("anchor", "bridge", "castle")
DAY = dt.timedelta(days=1)
AWAY = (Given("share_ngo"), is_no("loud"), is_one_of("gender", "man"))
"""What may be asked of the person: danger in it makes nothing suitable."""

CHANGES: tuple[dict[str, object], ...] = (
    {},
    {},
    {"state": State.REFUSED},
    {"understood": None},
    {"told": ()},
)
"""What is otherwise in a record; most lack nothing."""

Meeting = tuple[Condition, tuple[Service, ...], Answers]


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> Condition:
    """
    What a precondition may ask, of a service and of the person.
    """
    field = st.sampled_from(FIELDS).map(lambda each: f"service.{each}")
    leaves: st.SearchStrategy[Condition] = st.one_of(
        field.map(is_yes),
        field.map(is_no),
        st.integers(1, 9).map(lambda each: is_within("service.hours", below=each)),
        st.sampled_from(AWAY),
    )
    if not depth:
        return draw(leaves)
    inner = st.lists(conditions(depth - 1), min_size=1, max_size=3).map(tuple)
    joined: st.SearchStrategy[Condition] = st.one_of(
        inner.map(All), inner.map(AnyOf), field.map(is_yes).map(Not)
    )
    return draw(st.one_of(leaves, joined))


@st.composite
def services(draw: st.DrawFn, id_: str) -> Service:
    """
    A service of which some fields are known.
    """
    fields: dict[str, object] = {
        name: draw(st.booleans()) for name in FIELDS if draw(st.booleans())
    }
    if draw(st.booleans()):
        fields["hours"] = draw(st.integers(0, 9))
    ends = draw(st.sampled_from([TODAY, TODAY, TODAY + DAY, TODAY - DAY]))
    status = draw(st.sampled_from(["active", "active", "active", "suspended"]))
    house = service(id_, status=status, reviewed_on=TODAY - DAY, review_due=ends)
    return attrs.evolve(house, fields=fields)


@st.composite
def records(draw: st.DrawFn) -> tuple[Consent, ...]:
    """
    Consents towards some of the services, whole or not.
    """
    found = []
    for recipient in (*IDS, None):
        if draw(st.booleans()):
            change = draw(
                st.sampled_from(
                    [
                        {},
                        {},
                        {"state": State.REFUSED},
                        {"understood": None},
                        {"told": ()},
                    ]
                )
            )
            found.append(attrs.evolve(consent(recipient=recipient), **change))  # type: ignore[arg-type]  # plain data
    return tuple(found)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """
    What is asked of services, some services, and somebody who needs a bed.
    """
    there = draw(st.lists(st.sampled_from(IDS), unique=True))
    answers: dict[str, object] = {"homeless": "yes"}
    for fact, values in (
        ("adult", ("yes", "no")),
        ("loud", ("yes", "no")),
        ("gender", ("woman", "man")),
    ):
        if draw(st.booleans()):
            answers[fact] = draw(st.sampled_from([*values, *RECORDED]))
    asked = draw(conditions())
    found = tuple(draw(services(each)) for each in there)
    return asked, found, Answers(answers, draw(records()))


def _advice(asked: Condition, there: tuple[Service, ...], answers: Answers) -> Advice:
    rules = shelters(asks("asked", asked))
    whole = pathway(consent_rules(patient_decides(), purpose()), rules)
    town = Directory(name="A town", services=there)
    return advise(whole, answers, on=ON, directory=town)


def _candidates(advice: Advice) -> dict[str, Candidate]:
    (bed,) = advice.referrals
    return {each.service.id: each for each in bed.candidates}


def _suits(advice: Advice) -> dict[str, Suitability]:
    return {id_: each.suitability for id_, each in _candidates(advice).items()}


def _of_care(advice: Advice) -> set[str]:
    return {
        each.action.id
        for each in advice.entries
        if each.action.action_class.is_unguarded
    }


@given(meetings(), st.data())
def test_results_of_one_service_never_depend_on_another(
    meeting: Meeting, data: st.DataObject
) -> None:
    """
    Adding a service, or changing one, takes no other away and changes nothing of it.
    """
    asked, there, answers = meeting
    before = _advice(asked, there, answers)
    added = data.draw(services("dock"))
    after = _advice(asked, (*there, added), answers)

    assert {id_: it for id_, it in _suits(after).items() if id_ != "dock"} == _suits(
        before
    )
    for each in there:
        (alone,) = _candidates(_advice(asked, (each,), answers)).values()
        among = _candidates(before)[each.id]
        assert (alone.suitability, alone.reasons, alone.missing) == (
            among.suitability,
            among.reasons,
            among.missing,
        )
        assert alone.ask_service == among.ask_service
        assert alone.seek_consent == among.seek_consent


@given(meetings())
def test_a_refusal_costs_no_need_and_no_care(meeting: Meeting) -> None:
    """
    Refusing every service leaves the need, every candidate, and all care there was.
    """
    asked, there, answers = meeting
    refused = [attrs.evolve(each, state=State.REFUSED) for each in answers.consents]
    before = _advice(asked, there, answers)
    after = _advice(asked, there, attrs.evolve(answers, consents=refused))

    assert _candidates(after).keys() == _candidates(before).keys()
    assert [each.need for each in after.referrals] == ["bed"]
    assert _of_care(before) <= _of_care(after)


@given(meetings())
def test_what_is_not_known_of_a_service_makes_it_no_more_suitable(
    meeting: Meeting,
) -> None:
    """
    Leaving any field out never turns a service into a suitable one.
    """
    asked, there, answers = meeting
    before = _suits(_advice(asked, there, answers))
    for each in there:
        for name in each.fields:
            kept = {key: it for key, it in each.fields.items() if key != name}
            others = tuple(one for one in there if one is not each)
            without = attrs.evolve(each, fields=kept)
            after = _suits(_advice(asked, (*others, without), answers))
            if before[each.id] is not Suitability.SUITABLE:
                assert after[each.id] is not Suitability.SUITABLE


@given(meetings())
def test_silence_never_makes_a_service_suitable(meeting: Meeting) -> None:
    """
    Falling silent never turns a service into a suitable one.
    """
    asked, there, answers = meeting
    before = _suits(_advice(asked, there, answers))
    for fact in answers.values.keys() - {"homeless"}:
        for silence in Silence:
            silent = answers.replacing(**{fact: silence})
            after = _suits(_advice(asked, there, silent))
            for id_, was in before.items():
                if was is not Suitability.SUITABLE:
                    assert after[id_] is not Suitability.SUITABLE


@given(meetings())
def test_a_settled_service_stays_as_it_is(meeting: Meeting) -> None:
    """
    Learning what was not asked only settles; what was settled stays.
    """
    asked, there, answers = meeting
    before = _suits(_advice(asked, there, answers))
    for fact, value in (("loud", "no"), ("loud", "yes"), ("gender", "man")):
        if fact not in answers.values:
            known = answers.replacing(**{fact: value})
            after = _suits(_advice(asked, there, known))
            for id_, was in before.items():
                assert was in {Suitability.ASK_FIRST, after[id_]}


@given(meetings())
def test_danger_never_makes_a_service_suitable(meeting: Meeting) -> None:
    """
    Danger may rule a service out, and takes no care away.
    """
    asked, there, answers = meeting
    calm = _advice(asked, there, answers.replacing(loud="no"))
    dangerous = _advice(asked, there, answers.replacing(loud="yes"))

    for id_, was in _suits(calm).items():
        if was is not Suitability.SUITABLE:
            assert _suits(dangerous)[id_] is not Suitability.SUITABLE
    assert _of_care(calm) <= _of_care(dangerous)


@given(meetings())
def test_only_services_that_suit_are_handed_over_to(meeting: Meeting) -> None:
    """
    With a directory nobody is sent where it does not surely suit, and none is shown.
    """
    asked, there, answers = meeting
    asked = All((Given("share_ngo"), asked))
    advice = _advice(asked, there, answers)
    suits = _suits(advice)

    for entry in advice.entries:
        for each in entry.consents:
            assert suits[each.recipient or ""] is Suitability.SUITABLE
    for candidate in _candidates(advice).values():
        shown = candidate.contact is not None
        assert shown is (candidate.suitability is Suitability.SUITABLE)
        if shown:
            assert candidate.service.is_reviewed(Moment.of(ON))
