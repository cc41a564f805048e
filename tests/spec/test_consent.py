"""
Only given consent is consent: for one purpose, one recipient, at one time.
"""

import datetime as dt

import pytest

from caring.guidance.assessment import Assessment
from caring.guidance.consent import ConsentRules
from caring.language.answers import Answers
from caring.language.consent import Consent, Form
from caring.language.results import FirstOutcome
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    F,
    T,
    U,
    advice_of,
    consent,
    consent_given,
    consent_rules,
    every,
    first,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
)

RULES = consent_rules(patient_decides(), purpose())
WRITTEN = consent_rules(patient_decides(), purpose(form=Form.WRITTEN))
MUST_EXPIRE = consent_rules(patient_decides(), purpose(needs_expiry=True))
FOR_NOBODY = consent_rules(
    patient_decides(), purpose(needs_recipient=False, needs_items=False)
)


def _assessed(
    *records: Consent, rules: ConsentRules = RULES, adult: str = "yes"
) -> Assessment:
    return assess(rules, Answers({"adult": adult}, records), on=NOON)


def _may(assessment: Assessment, name: str = "share_ngo") -> str | None:
    outcome = assessment.outcomes[name]
    assert isinstance(outcome, FirstOutcome)
    return outcome.result


def test_a_record_in_which_everything_holds() -> None:
    """
    With every element in place the consent is valid, and one may proceed.
    """
    assessment = _assessed(consent())
    decision = assessment.consents[0]

    assert _may(assessment) == "proceed"
    assert decision.may_proceed
    assert decision.missing == ()
    assert decision.recipient == "Harbour House"


@pytest.mark.parametrize(
    ("element", "field", "answer", "truth"),
    [
        ("state", "state", "refused", F),
        ("state", "state", "withdrawn", F),
        ("state", "state", "not_sought", U),
        ("state", "state", "cannot_give", U),
        ("state", "state", "doubtful", U),
        ("decided_by", "decided_by", "guardian", F),
        ("decided_by", "decided_by", "nobody_yet", F),
        ("decided_by", "decided_by", None, U),
        ("asked_alone", "asked_alone", "no", F),
        ("asked_alone", "asked_alone", None, U),
        ("no_pressure", "pressure", "yes", F),
        ("no_pressure", "pressure", None, U),
        ("understood", "understood", "no", F),
        ("understood", "understood", None, U),
        ("told", "told", (), U),
        ("told", "told", ("what_they_keep",), U),
        ("recipient", "recipient", None, U),
        ("items", "items", (), U),
        ("form", "form", None, U),
        ("given_before", "given_at", None, U),
        ("given_before", "given_at", NOON + SECOND, F),
        ("not_expired", "expires_at", NOON, F),
        ("not_withdrawn", "withdrawn_at", NOON, F),
    ],
)
def test_one_element_that_does_not_hold(
    element: str, field: str, answer: object, truth: Truth
) -> None:
    """
    What speaks against a consent makes it false, what is left out unknown: hold.
    """
    assessment = _assessed(consent(**{field: answer}))
    decision = assessment.consents[0]

    assert _may(assessment) == "hold"
    assert decision.truth is truth
    assert decision.missing == (element,)
    assert not decision.may_proceed


@pytest.mark.parametrize(
    ("rules", "field", "answer", "truth"),
    [
        (RULES, "form", "oral", T),
        (RULES, "form", "written", T),
        (WRITTEN, "form", "oral", F),
        (WRITTEN, "form", "written", T),
        (WRITTEN, "form", None, U),
        (RULES, "expires_at", None, T),
        (FOR_NOBODY, "recipient", None, T),
        (FOR_NOBODY, "items", (), T),
        (RULES, "told", ("their_duties", "what_they_keep", "more"), T),
    ],
)
def test_what_the_purpose_wants(
    rules: ConsentRules, field: str, answer: object, truth: Truth
) -> None:
    """
    A purpose says which form it takes, and whether recipient and items are named.
    """
    record = consent(**{field: answer})

    assert _assessed(record, rules=rules).consents[0].truth is truth


@pytest.mark.parametrize(("expires", "truth"), [(None, U), (NOON + HOUR, T)])
def test_a_purpose_whose_consent_must_run_out(
    expires: dt.datetime | None, truth: Truth
) -> None:
    """
    Where a consent must name its end, one without an end is not valid.
    """
    record = consent(expires_at=expires)

    assert _assessed(record, rules=MUST_EXPIRE).consents[0].truth is truth


@pytest.mark.parametrize(
    ("adult", "decided_by", "truth"),
    [
        # who may decide is settled
        ("yes", "patient", T),
        ("yes", "guardian", F),
        ("no", "guardian", T),
        ("no", "patient", F),
        # it is not, so that nobody's consent counts yet
        ("not_asked", "patient", U),
        ("not_asked", "guardian", U),
        ("declined", "patient", U),
        ("declined", "nobody_yet", U),
    ],
)
def test_who_decides(adult: str, decided_by: str, truth: Truth) -> None:
    """
    A consent counts only from the one who surely may decide.
    """
    record = consent(decided_by=decided_by)

    assert _assessed(record, adult=adult).consents[0].truth is truth


def test_a_decider_to_act_on_meanwhile_is_nobody_whose_consent_counts() -> None:
    """
    While it is not settled who decides, the one acted on meanwhile cannot consent.
    """
    deciders = first(
        row("guardian", is_yes("child")),
        otherwise="patient",
        unsettled="patient",
        name="who",
    )
    rules = consent_rules(deciders, purpose())
    decision = assess(rules, Answers({}, (consent(),)), on=NOON).consents[0]

    assert decision.decider.value == "patient"
    assert decision.truth is U
    assert decision.missing == ("capacity", "decided_by")


@pytest.mark.parametrize("decided_by", ["nobody_yet", "patient", None])
def test_nobody_can_decide_yet(decided_by: str | None) -> None:
    """
    Where the table says that nobody can decide yet, nobody's consent is valid.
    """
    deciders = first(otherwise="nobody_yet", unsettled="nobody_yet", name="who")
    rules = consent_rules(deciders, purpose())
    answers = Answers({}, (consent(decided_by=decided_by),))

    decision = assess(rules, answers, on=NOON).consents[0]

    assert decision.truth is U
    assert decision.missing == ("capacity", "decided_by")


@pytest.mark.parametrize(
    ("adult", "truth"),
    [("yes", F), ("not_asked", F), ("no", F)],
)
def test_a_refusal_stands_whoever_decides(adult: str, truth: Truth) -> None:
    """
    A refusal is surely no consent, even while it is not settled who decides.
    """
    assert _assessed(consent(state="refused"), adult=adult).consents[0].truth is truth


@pytest.mark.parametrize("state", ["given", "withdrawn"])
@pytest.mark.parametrize(
    ("withdrawn", "truth"),
    [(NOON - SECOND, F), (NOON, F), (NOON + SECOND, T)],
)
def test_withdrawing(state: str, withdrawn: dt.datetime, truth: Truth) -> None:
    """
    A withdrawal counts from its very second on, and not before.
    """
    record = consent(state=state, withdrawn_at=withdrawn)

    assert _assessed(record).consents[0].truth is truth


@pytest.mark.parametrize(
    ("records", "may", "proceeds_for"),
    [
        # nobody was asked
        ([], "hold", []),
        # one of two
        (
            [("Harbour House", "given"), ("Police", "refused")],
            "proceed",
            ["Harbour House"],
        ),
        ([("Harbour House", "doubtful"), ("Police", "refused")], "hold", []),
        ([("Harbour House", "refused"), ("Police", "refused")], "hold", []),
        (
            [("Harbour House", "given"), ("Police", "given")],
            "proceed",
            ["Harbour House", "Police"],
        ),
    ],
)
def test_two_recipients(
    records: list[tuple[str, str]], may: str, proceeds_for: list[str]
) -> None:
    """
    Each recipient has a record of its own, and none stands for another.
    """
    assessment = _assessed(
        *(consent(recipient=name, state=state) for name, state in records)
    )

    assert _may(assessment) == may
    assert [
        each.recipient for each in assessment.consents if each.may_proceed
    ] == proceeds_for


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_a_refusal_that_names_no_recipient(state: str) -> None:
    """
    Whoever refuses without naming anybody refuses for everybody.
    """
    assessment = _assessed(consent(), consent(recipient=None, state=state))

    assert _may(assessment) == "hold"


def test_a_refusal_that_names_no_recipient_shows_on_each_of_them() -> None:
    """
    A refusal for everybody shows in what is said about each recipient.
    """
    assessment = _assessed(consent(), consent(recipient=None, state="refused"))
    shelter = assessment.consents[0]

    assert not any(each.may_proceed for each in assessment.consents)
    assert (shelter.recipient, shelter.truth) == ("Harbour House", F)
    assert shelter.missing == ("not_refused_for_all",)


@pytest.mark.parametrize("purpose_of_record", ["share_ngo", "examine"])
def test_purposes(purpose_of_record: str) -> None:
    """
    A consent for one purpose says nothing about another.
    """
    rules = consent_rules(patient_decides(), purpose("share_ngo"), purpose("examine"))
    assessment = _assessed(consent(purpose=purpose_of_record), rules=rules)

    assert {name: _may(assessment, name) for name in ("share_ngo", "examine")} == {
        "share_ngo": "hold",
        "examine": "hold",
        purpose_of_record: "proceed",
    }


def test_no_record() -> None:
    """
    Without a record there is a decision all the same: hold, and a record is missing.
    """
    decision = _assessed().consents[0]

    assert decision.truth is U
    assert decision.missing == ("record",)
    assert decision.decider.value == "patient"
    assert decision.if_refused == "Care goes on."


@pytest.mark.parametrize(
    ("minor", "may"), [("yes", "proceed"), ("no", "hold"), ("not_asked", "hold")]
)
def test_rules_for_some_people_only(minor: str, may: str) -> None:
    """
    Outside the population of the rules, or while that is unknown, nobody may proceed.
    """
    rules = consent_rules(patient_decides(), purpose(), population=is_yes("minor"))
    answers = Answers({"adult": "yes", "minor": minor}, (consent(),))

    assert _may(assess(rules, answers, on=NOON)) == may


@pytest.mark.parametrize(
    ("records", "adult", "missing"),
    [
        # it is not settled who decides, so that is what the consent waits for
        ([consent()], "not_asked", ["adult"]),
        ([consent()], "declined", ["adult"]),
        # valid, or refused: nothing to wait for
        ([consent()], "yes", []),
        ([consent(state="refused")], "not_asked", []),
        # nobody sought one: no answer could stand in for it
        ([], "not_asked", []),
        ([], "yes", []),
    ],
)
def test_what_is_missing_of_a_consent(
    records: list[Consent], adult: str, missing: list[str]
) -> None:
    """
    A need that reads a consent misses what could settle who may give it.
    """
    advice = advice_of(
        RULES,
        referral(every(row("tell_ngo", consent_given("share_ngo")))),
        answers={"adult": adult},
        consents=tuple(records),
    )
    needs = advice.assessments["referral"].outcomes["needs"]

    assert [each.fact for each in needs.missing] == missing


def test_outside_the_population_no_decision_says_proceed() -> None:
    """
    Rules that do not apply to somebody let nothing be done.
    """
    rules = consent_rules(patient_decides(), purpose(), population=is_yes("minor"))
    answers = Answers({"adult": "yes", "minor": "no"}, (consent(),))

    assert not assess(rules, answers, on=NOON).consents[0].may_proceed


@pytest.mark.parametrize("field", ["told", "items"])
def test_several_names_are_given_in_a_list(field: str) -> None:
    """
    A single word is refused, because it would be read as its letters.
    """
    with pytest.raises(TypeError, match="take several names"):
        Consent(purpose="share_ngo", state="given", **{field: "first_name"})  # type: ignore[arg-type]
