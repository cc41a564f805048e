"""
Ways without consent: narrow, never a consent, and open only while they surely are.
"""

from collections.abc import Mapping

import attrs
import pytest

from caring.guidance.actions import Action, ActionClass
from caring.guidance.assessment import Advice
from caring.guidance.consent import ConsentRules
from caring.language.answers import Answers, Case
from caring.language.conditions import Condition
from caring.language.consent import About, Consent
from caring.language.results import FirstOutcome
from caring.language.routes import Route
from caring.running.assess import assess
from caring.running.interpret import judge
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    F,
    T,
    U,
    action,
    advice_of,
    all_hold,
    consent,
    consent_given,
    consent_rules,
    every,
    first,
    is_no,
    is_one_of,
    is_yes,
    patient_decides,
    purpose,
    questions_of,
    referral,
    row,
    some_hold,
    through,
    way,
)

FIVE = {
    "threat": "yes",
    "harm_by_waiting": "yes",
    "cannot_consent": "yes",
    "refusal_known": "no",
    "only_what_is_needed": "yes",
}
EMERGENCY = all_hold(
    *(is_yes(each) if says == "yes" else is_no(each) for each, says in FIVE.items())
)
EXAMINE = purpose(
    "examine",
    about=About.EXAMINING,
    needs_recipient=False,
    needs_items=False,
    emergency=way(EMERGENCY),
)
DUTY = all_hold(is_one_of("law.duty", "yes"), is_yes("wound"))
BY_LAW = {"law.duty": "yes", "wound": "yes"}
REPORT = purpose(
    "report", about=About.REPORTING, legal_duty=way(DUTY, "first_name", "wound")
)
RULES = consent_rules(patient_decides(), EXAMINE, REPORT)
ADULT = {"adult": "yes"}


def _refusal(**differences: object) -> Consent:
    refused: dict[str, object] = {"purpose": "examine", "state": "refused"}
    return consent(**{**refused, **differences})


def _emergency(
    answers: Mapping[str, object], *records: Consent, rules: ConsentRules = RULES
) -> Truth:
    assessment = assess(rules, Answers(answers, records), on=NOON)
    return next(
        each.truth for each in assessment.routes if each.route is Route.EMERGENCY
    )


@pytest.mark.parametrize("fact", FIVE)
@pytest.mark.parametrize(
    ("says", "truth"),
    [
        ("opposite", F),
        ("not_asked", U),
        ("declined", U),
        ("does_not_know", U),
        ("unsafe_to_ask", U),
    ],
)
def test_an_emergency_needs_all_five(fact: str, says: str, truth: Truth) -> None:
    """
    Without any one of the five the way is not open, and a silence opens nothing.
    """
    opposite = {"yes": "no", "no": "yes"}[FIVE[fact]]
    answers = {**ADULT, **FIVE, fact: opposite if says == "opposite" else says}

    assert _emergency({**ADULT, **FIVE}) is T
    assert _emergency(answers) is truth


@pytest.mark.parametrize(
    ("differences", "answers", "truth"),
    [
        # the person's own, free no closes it, and so does a withdrawal
        ({}, {}, F),
        ({"state": "withdrawn"}, {}, F),
        ({"state": "given", "withdrawn_at": NOON}, {}, F),
        ({"state": "given", "withdrawn_at": NOON - SECOND}, {}, F),
        # of somebody who may be a child it is not known whether it binds
        ({}, {"adult": "not_asked"}, U),
        # a withdrawal that lies ahead is none
        ({"state": "withdrawn", "withdrawn_at": NOON + HOUR}, {}, T),
        # no refusal at all
        ({"state": "given"}, {}, T),
        # what may be a refusal leaves it unknown, and unknown is closed
        ({"state": "doubtful"}, {}, U),
        ({"state": "cannot_give"}, {}, U),
        ({"decided_by": None}, {}, U),
        ({"asked_alone": None}, {}, U),
        ({"pressure": None}, {}, U),
        ({"understood": None}, {}, U),
        # the word of a court is for a lawyer to read
        ({"decided_by": "court"}, {}, U),
        # a no that somebody pressed for, or that was not understood, is not free
        ({"asked_alone": "no"}, {}, T),
        ({"pressure": "yes"}, {}, T),
        ({"understood": "no"}, {}, T),
        # nobody else refuses what saves a life
        ({"decided_by": "guardian"}, {}, T),
        ({"decided_by": "guardian"}, {"adult": "no"}, T),
        ({"decided_by": "proxy"}, {}, T),
        # the no of a child is for a senior; meanwhile it is closed
        ({}, {"adult": "no"}, U),
    ],
)
def test_which_refusals_close_an_emergency(
    differences: dict[str, object], answers: dict[str, object], truth: Truth
) -> None:
    """
    The own, free no of somebody who could decide surely closes the way.
    """
    record = _refusal(**differences)

    assert _emergency({**ADULT, **FIVE, **answers}, record) is truth


def test_a_refusal_of_something_else_does_not_close_it() -> None:
    """
    A no to sharing is no no to being saved.
    """
    record = _refusal(purpose="report")

    assert _emergency({**ADULT, **FIVE}, record) is T


@pytest.mark.parametrize(("minor", "truth"), [("yes", T), ("no", F), ("not_asked", U)])
def test_rules_for_some_people_open_no_way_for_others(minor: str, truth: Truth) -> None:
    """
    A way is open only for somebody to whom the rules surely apply.
    """
    rules = consent_rules(patient_decides(), EXAMINE, population=is_yes("minor"))
    answers = {**ADULT, **FIVE, "minor": minor}

    assert _emergency(answers, rules=rules) is truth


@pytest.mark.parametrize(
    ("answers", "truth"),
    [
        ({"law.duty": "yes", "wound": "yes"}, T),
        ({"law.duty": "no", "wound": "yes"}, F),
        ({"law.duty": "yes", "wound": "no"}, F),
        ({"law.duty": "not_asked", "wound": "yes"}, U),
        ({"law.duty": "does_not_know", "wound": "yes"}, U),
        ({"law.duty": "yes", "wound": "declined"}, U),
    ],
)
@pytest.mark.parametrize("state", [None, "refused", "given"])
def test_a_legal_duty(
    answers: dict[str, object], truth: Truth, state: str | None
) -> None:
    """
    A duty holds where the law and its trigger surely do, whatever the person wants.
    """
    records = [] if state is None else [consent(purpose="report", state=state)]
    assessment = assess(RULES, Answers({**ADULT, **answers}, records), on=NOON)
    duty = next(each for each in assessment.routes if each.route is Route.LEGAL_DUTY)

    assert duty.truth is truth
    opened = [each for each in assessment.consents if each.is_route]
    assert [each.route for each in opened] == ([Route.LEGAL_DUTY] if truth is T else [])


def _decisions(*records: Consent, **answers: object) -> list[tuple[str, str | None]]:
    assessment = assess(RULES, Answers({**ADULT, **answers}, records), on=NOON)
    return [
        (each.route.value, each.limits)
        for each in assessment.consents
        if each.purpose == "examine"
    ]


def test_what_a_decision_says_of_its_route() -> None:
    """
    A decision names its route, and the limits of one without consent.
    """
    limits = "Only what cannot wait."
    given = consent(purpose="examine")

    assert _decisions() == [("none", None)]
    assert _decisions(given) == [("consent", None)]
    assert _decisions(_refusal()) == [("none", None)]
    assert _decisions(**FIVE) == [("emergency", limits)]
    # beside a record both are told, and the record stays what it is
    assert _decisions(given, **FIVE) == [("consent", None), ("emergency", limits)]
    assert _decisions(_refusal(pressure="yes"), **FIVE) == [
        ("none", None),
        ("emergency", limits),
    ]


@pytest.mark.parametrize(
    ("records", "truth"),
    [([], U), ([_refusal(pressure="yes")], F), ([consent(purpose="examine")], T)],
)
def test_a_route_never_makes_given_true(records: list[Consent], truth: Truth) -> None:
    """
    What an open way leaves of `given` is what the records say, and `hold` stays.
    """
    assessment = assess(RULES, Answers({**ADULT, **FIVE}, records), on=NOON)
    outcome = assessment.outcomes["examine"]
    assert isinstance(outcome, FirstOutcome)

    assert outcome.rows[0].truth is truth
    assert outcome.result == ("proceed" if truth is T else "hold")
    ways = [each for each in assessment.consents if each.is_route]
    assert [each.may_proceed for each in ways] == [False]


def test_a_way_that_nobody_judged_is_unknown() -> None:
    """
    Without rules for it a way is neither open nor closed.
    """
    assert judge(through("examine", Route.EMERGENCY), Case()).truth is U


GUARD = some_hold(consent_given("examine"), through("examine", Route.EMERGENCY))


def _advice(
    guard: Condition = GUARD,
    *records: Consent,
    kind: ActionClass = ActionClass.EXAMINING,
    carries: tuple[str, ...] = (),
    answers: Mapping[str, object] = FIVE,
) -> Advice:
    does: Action = attrs.evolve(action("do", kind, guard=guard), carries=carries)
    needs = every(row("doctor", is_yes("hurt")), actions={"doctor": ["do"]})
    return advice_of(
        RULES,
        referral(needs, actions=[does]),
        answers={**ADULT, "hurt": "yes", **answers},
        consents=records,
    )


def test_an_action_that_takes_the_way() -> None:
    """
    A guard that names the way opens with it, and the entry shows how far it goes.
    """
    (entry,) = _advice().entries

    assert [(each.route.value, each.limits) for each in entry.consents] == [
        ("emergency", "Only what cannot wait.")
    ]


def test_an_action_that_does_not_ask_for_the_way() -> None:
    """
    A guard that asks for consent alone stays closed.
    """
    advice = _advice(consent_given("examine"))

    assert [each.needs for each in advice.withheld[0].closed_by] == ["consent.examine"]


@pytest.mark.parametrize(
    ("answers", "truth"), [({"threat": "no"}, F), ({"threat": "not_asked"}, U)]
)
def test_what_closes_the_way_is_named(answers: dict[str, object], truth: Truth) -> None:
    """
    What is withheld names consent and way, and what could open the way is asked.
    """
    advice = _advice(answers={**FIVE, **answers})

    assert [(each.needs, each.truth) for each in advice.withheld[0].closed_by] == [
        ("consent.examine", U),
        ("consent.examine.emergency", truth),
    ]
    assert ("threat" in questions_of(advice)) is (truth is U)


@pytest.mark.parametrize(
    ("carries", "passed_on"),
    [
        (("first_name", "wound"), ("first_name", "wound")),
        (("first_name", "address"), ("first_name",)),
        (("address",), None),
    ],
)
def test_what_is_passed_on_by_a_duty(
    carries: tuple[str, ...], passed_on: tuple[str, ...] | None
) -> None:
    """
    By a duty only what it lists is passed on; where that is nothing it is withheld.
    """
    guard = some_hold(consent_given("report"), through("report", Route.LEGAL_DUTY))
    reporting = ActionClass.REPORTING
    advice = _advice(guard, kind=reporting, carries=carries, answers=BY_LAW)

    if passed_on is None:
        assert [each.needs for each in advice.withheld[0].closed_by] == ["agreed_items"]
        return
    (entry,) = advice.entries
    assert [entry.passed_on(each) for each in entry.consents] == [passed_on]


def test_an_emergency_passes_nothing_on() -> None:
    """
    A way that lists nothing lets nothing be passed on, unlike a consent.
    """
    advice = _advice(carries=("first_name",))

    assert advice.actions == ()
    assert [each.needs for each in advice.withheld[0].closed_by] == ["agreed_items"]


def test_a_duty_names_none_of_those_who_were_refused() -> None:
    """
    Under a duty the entry names the duty, and no recipient to whom a no was said.
    """
    guard = some_hold(consent_given("report"), through("report", Route.LEGAL_DUTY))
    refused = consent(purpose="report", recipient="Police", state="refused")
    agreed = consent(purpose="report", recipient="Helpline")
    reporting = ActionClass.REPORTING
    advice = _advice(guard, refused, agreed, kind=reporting, answers=BY_LAW)
    (entry,) = advice.entries

    assert [(each.route.value, each.recipient) for each in entry.consents] == [
        ("legal_duty", None),
        ("consent", "Helpline"),
    ]


def test_an_earlier_no_binds_when_the_person_can_no_longer_decide() -> None:
    """
    What an adult refused while able stands when nobody can decide.
    """
    nobody = first(otherwise="nobody_yet", unsettled="nobody_yet", name="who")
    rules = consent_rules(nobody, EXAMINE)

    assert _emergency(FIVE, _refusal(), rules=rules) is F


def test_who_decides_may_be_open_while_there_is_an_emergency() -> None:
    """
    Nobody can decide for a person who is alone, and what cannot wait is done.
    """
    nobody = first(otherwise="nobody_yet", unsettled="nobody_yet", name="who")
    rules = consent_rules(nobody, EXAMINE)

    assert _emergency(FIVE, rules=rules) is T
