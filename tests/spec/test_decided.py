"""
What a decision about a consent says, whichever way it came about.
"""

from caring.language.answers import Answers
from caring.language.consent import Consent, Decider, Purpose
from caring.language.results import ConsentDecision
from caring.language.routes import Route
from caring.language.validity import Validity
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    T,
    U,
    consent,
    consent_rules,
    first,
    is_yes,
    patient_decides,
    purpose,
    row,
    way,
)


def _decided(
    purpose: Purpose, *records: Consent, **answers: object
) -> tuple[ConsentDecision, ...]:
    rules = consent_rules(patient_decides(), purpose)
    return assess(rules, Answers(answers, records), on=NOON).consents


def test_a_consent() -> None:
    """
    It names who decides, what was agreed to, and what goes on if it is refused.
    """
    (one,) = _decided(purpose(), consent(), adult="yes")

    assert (one.purpose, one.recipient) == ("share_ngo", "Harbour House")
    assert (one.truth, one.decider) == (T, Decider.PATIENT)
    assert one.items == ("first_name",)
    assert one.if_refused == "Care goes on."
    assert one.for_anybody is False


def test_the_last_elements_are_those_of_the_rules() -> None:
    """
    After what the record says: whether the rules are for this person, and a no to all.
    """
    (one,) = _decided(purpose(), consent(), adult="yes")
    last = [(each.name, each.belongs_to) for each in one.elements[-2:]]

    assert last == [
        ("in_population", Validity.AUTHORITY),
        ("not_refused_for_all", Validity.REVOCABILITY),
    ]


def test_nobody_was_asked() -> None:
    """
    Without a record it is not known, and speaks for anybody only where nobody receives.
    """
    (shared,) = _decided(purpose(), adult="yes")
    (treated,) = _decided(purpose(needs_recipient=False), adult="yes")

    assert (shared.truth, shared.recipient, shared.elements) == (U, None, ())
    assert shared.if_refused == "Care goes on."
    assert shared.for_anybody is False
    assert treated.for_anybody is True


def test_a_way_without_consent() -> None:
    """
    Of consent it says nothing; it names who would decide, its items and its limits.
    """
    open_now = purpose(emergency=way(is_yes("dying"), "blood_type"))
    (one,) = _decided(open_now, dying="yes", adult="yes")

    assert one.truth is Truth.UNKNOWN
    assert (one.decider, one.recipient) == (Decider.PATIENT, None)
    assert (one.route, one.items) == (Route.EMERGENCY, ("blood_type",))
    assert one.limits == "Only what cannot wait."
    assert one.if_refused == "Care goes on."
    assert one.for_anybody is True
    assert one.elements == ()


def test_what_makes_a_consent_valid_is_told_apart() -> None:
    """
    Each of the ten is judged by its own elements; a pressed yes was still understood.
    """
    (one,) = _decided(purpose(), consent(pressure="yes"), adult="yes")

    assert one.validity[Validity.VOLUNTARINESS] is F
    assert {part for part, truth in one.validity.items() if truth is not T} == {
        Validity.VOLUNTARINESS
    }


def test_what_could_settle_who_decides_is_missing_of_the_decision() -> None:
    """
    Also where consent rules are run by themselves.
    """
    rules = consent_rules(patient_decides(), purpose())
    found = assess(rules, Answers({}, (consent(),)), on=NOON)

    assert [each.fact for each in found.outcomes["share_ngo"].missing] == ["adult"]


def test_a_table_of_deciders_may_have_a_gap() -> None:
    """
    Where no row holds nobody can decide yet, and a refusal is still a refusal.
    """
    table = first(
        row("patient", is_yes("adult")),
        gap="No law says who.",
        unsettled="nobody_yet",
        name="who",
    )
    urgent = purpose(emergency=way(is_yes("dying")))
    rules = consent_rules(table, urgent)
    for adult in ("no", "not_asked"):
        given = Answers({"adult": adult, "dying": "yes"}, (consent(),))
        decided = assess(rules, given, on=NOON).consents

        assert {each.decider for each in decided} == {Decider.NOBODY_YET}
        assert [each.truth for each in decided] == [U, U]


def test_while_nobody_knows_who_decides() -> None:
    """
    Where the table has no result, nobody can decide yet.
    """
    (one,) = _decided(purpose(), consent())

    assert one.decider is Decider.NOBODY_YET
    assert one.truth is Truth.UNKNOWN
