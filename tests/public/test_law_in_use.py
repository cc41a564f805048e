"""
What the bundled protocols do with laws that nobody has written yet.
"""

import datetime as dt
from collections.abc import Mapping

import attrs
import pytest

import caring
from caring.language.results import FirstOutcome
from caring.language.routes import Route
from caring.values.truth import Truth

ON = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
CLINIC, DUTIES = "consent/clinic-encounter", "consent/legal-duties"
TELLS = "pathway/person-tells"
SEVENTEEN: Mapping[str, object] = {
    "age_band": "child_certain",
    "born_on": "2009-05-05",
    "capacity_in_doubt": "no",
    "guardian_status": "verified",
    "guardian_warning_signs": "no",
    "understands_this_decision": "no",
}
ADULT: Mapping[str, object] = {"age_band": "adult_certain", "capacity_in_doubt": "no"}
TOLD: Mapping[str, object] = {"told_what_is_passed_on": "told_first"}


def law(place: str, **said: str | int) -> caring.Law:
    """
    A law that surely says this, on top of what the one of England and Wales says.
    """
    written = caring.load("law/gb-eng-wls")
    assert isinstance(written, caring.Law)
    template = written.provisions[0]
    provisions = [
        attrs.evolve(
            template, parameter=f"law.{parameter}", value=value, is_confirmed=True
        )
        for parameter, value in said.items()
    ]
    kept = [each for each in written.provisions if each.parameter[4:] not in said]
    facts = {**written.facts, **caring.load(CLINIC).facts, **caring.load(DUTIES).facts}
    return attrs.evolve(
        written,
        id=f"law/{place}",
        provisions=(*kept, *provisions),
        facts={each.parameter: facts[each.parameter] for each in (*kept, *provisions)},
    )


def _who(laws: tuple[caring.Law, ...]) -> tuple[FirstOutcome, caring.Assessment]:
    found = caring.assess(CLINIC, SEVENTEEN, on=ON, law=laws)
    outcome = found.outcomes["treatment"]
    assert isinstance(outcome, FirstOutcome)
    return outcome, found


@pytest.mark.parametrize(
    ("ages", "decider", "conflict"),
    [
        ((17,), "patient", False),
        ((18,), "guardian", False),
        ((16, 17), "patient", True),
        ((16, 18), "guardian", True),
        ((18, 16), "guardian", True),
    ],
)
def test_of_two_ages_the_stricter_decides_and_the_conflict_is_told(
    ages: tuple[int, ...], decider: str, *, conflict: bool
) -> None:
    """
    Two laws that are both known: the higher age counts for somebody of seventeen.
    """
    laws = tuple(law(f"place-{n}", medical_consent_age=n) for n in ages)
    who, found = _who(laws)

    assert (who.result, who.is_settled) == (decider, True)
    by_name = {each.parameter.id: each for each in found.law}
    assert by_name["law.medical_consent_age"].value == max(ages)
    assert by_name["law.medical_consent_age"].is_conflict is conflict


def test_without_a_law_the_guardian_decides() -> None:
    """
    What nobody looked up gives a minor no power, and leaves nothing open.
    """
    able = {"understands_this_decision": "yes", "free_in_this_decision": "yes"}
    found = caring.assess(CLINIC, {**SEVENTEEN, **able}, on=ON)

    for table in ("treatment", "own_hiv_test"):
        who = found.outcomes[table]
        assert isinstance(who, FirstOutcome)
        assert (who.result, who.is_settled) == ("guardian", True)


def test_a_law_that_is_open_beside_one_that_is_known_gives_no_power() -> None:
    """
    The guardian decides, as without any law, and local advice is sought.
    """
    open_ = caring.load("law/vn")
    assert isinstance(open_, caring.Law)
    who, found = _who((law("place", medical_consent_age=16), open_))

    assert (who.result, who.is_settled) == ("guardian", True)
    by_name = {each.parameter.id: each for each in found.law}
    assert by_name["law.medical_consent_age"].value is None


@pytest.mark.parametrize(
    ("said", "purpose", "answers"),
    [
        ({"weapon_wound_report": "mandatory"}, "report_wound", {"weapon_wound": "yes"}),
        (
            {"court_order_binds": "yes"},
            "court_order",
            {"court_order_here": "yes", "court_order_checked": "yes"},
        ),
    ],
)
def test_what_a_law_would_open(
    said: Mapping[str, str], purpose: str, answers: Mapping[str, object]
) -> None:
    """
    Only with its trigger, only once the person was heard, and never as a consent.
    """
    place = law("place", **said)

    assert _is_open(purpose, {**ADULT, **answers, **TOLD}, place)
    assert not _is_open(purpose, {**ADULT, **answers}, place)
    assert not _is_open(purpose, {**ADULT, **TOLD}, place)
    not_yet = {"told_what_is_passed_on": "not_yet"}
    assert not _is_open(purpose, {**ADULT, **answers, **not_yet}, place)
    assert not _is_open(purpose, {**ADULT, **answers, **TOLD})


def _is_open(purpose: str, answers: Mapping[str, object], *laws: caring.Law) -> bool:
    found = caring.assess(DUTIES, answers, on=ON, law=laws)
    decision = found.outcomes[purpose]
    assert isinstance(decision, FirstOutcome)
    assert decision.result == "hold"
    (route,) = [each for each in found.routes if each.purpose == purpose]
    assert route.route is Route.LEGAL_DUTY
    assert route.limits
    return route.truth is Truth.TRUE


@pytest.mark.parametrize(
    "duty", ["permitted", "expected", "prohibited", "only_with_consent"]
)
def test_less_than_a_duty_opens_nothing(duty: str) -> None:
    """
    Of what the law may say of a child, only that staff must report is a duty.
    """
    child = {
        "age_band": "child_certain",
        "born_on": "2015-05-05",
        "child_harm_suspected": "yes",
        **TOLD,
    }
    said: dict[str, str | int] = {
        "end_of_childhood": 18,
        "child_abuse_report_to": "police",
    }

    must = law("place", child_abuse_report="mandatory", **said)
    assert _is_open("report_child", child, must)
    assert not _is_open(
        "report_child", child, law("place", child_abuse_report=duty, **said)
    )


def test_a_duty_passes_on_only_what_it_names_and_shows_its_limits() -> None:
    """
    Along the pathway the report carries three items, and the limits stand beside it.
    """
    child = {
        "age_band": "child_certain",
        "born_on": "2011-05-05",
        "child_harm_suspected": "yes",
        "guardian_status": "suspected",
        **TOLD,
    }
    advice = caring.advise(child, pathway=TELLS, on=ON, law="law/vn")

    (entry,) = [
        each for each in advice.entries if each.action.id == "report_child_by_duty"
    ]
    (route,) = entry.consents
    assert not route.may_proceed
    assert set(entry.passed_on(route)) == {
        "who_the_child_is",
        "what_was_seen_or_heard",
        "what_keeps_the_child_safe",
    }
    assert route.limits is not None
    assert "Only to the authority that the law names" in route.limits
    assert "report_to_police" not in advice.actions
