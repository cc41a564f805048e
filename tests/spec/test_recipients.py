"""
A guard is judged for one recipient, and no recipient stands in for another.
"""

from collections.abc import Sequence

import attrs
import pytest

from caring.guidance.actions import ActionClass
from caring.guidance.assessment import Advice
from caring.language.answers import Answers, Case
from caring.language.conditions import Condition
from caring.language.consent import About, Consent
from caring.language.routes import Route
from caring.running.assess import assess
from caring.running.interpret import judge
from caring.running.recipients import recipients, rests_on, towards
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
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
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    some_hold,
    through,
    way,
)

EXAMINE = purpose("examine", needs_recipient=False, needs_items=False)
RULES = consent_rules(patient_decides(), purpose(), purpose("move_in"), EXAMINE)
BOTH = all_hold(consent_given("share_ngo"), consent_given("move_in"))
EITHER = some_hold(consent_given("share_ngo"), consent_given("move_in"))
WITH_EXAM = all_hold(consent_given("share_ngo"), consent_given("examine"))

A, B = "Harbour House", "Lantern Clinic"


def _record(purpose_: str, whom: str | None, state: str = "given") -> Consent:
    return consent(purpose=purpose_, recipient=whom, state=state)


def _advice(guard: Condition, *records: Consent) -> Advice:
    does = action("do", ActionClass.SHARING, guard=guard)
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["do"]})
    return advice_of(
        RULES,
        referral(needs, actions=[does]),
        answers={"adult": "yes", "homeless": "yes"},
        consents=records,
    )


@pytest.mark.parametrize(
    ("guard", "records", "rests_on"),
    [
        # two purposes, two recipients: nobody may receive for both
        (BOTH, [("share_ngo", A), ("move_in", B)], None),
        (BOTH, [("share_ngo", A), ("move_in", A)], [("share_ngo", A), ("move_in", A)]),
        (
            BOTH,
            [("share_ngo", A), ("share_ngo", B), ("move_in", B)],
            [("share_ngo", B), ("move_in", B)],
        ),
        (BOTH, [("share_ngo", A)], None),
        # one of two purposes is enough
        (
            EITHER,
            [("share_ngo", A), ("move_in", B)],
            [("share_ngo", A), ("move_in", B)],
        ),
        # a purpose without a recipient counts whoever receives
        (
            WITH_EXAM,
            [("share_ngo", A), ("examine", None)],
            [("share_ngo", A), ("examine", None)],
        ),
        (
            WITH_EXAM,
            [("share_ngo", A), ("share_ngo", B), ("examine", None)],
            [("share_ngo", A), ("examine", None), ("share_ngo", B)],
        ),
        (WITH_EXAM, [("share_ngo", A)], None),
        (WITH_EXAM, [("examine", None)], None),
        (consent_given("examine"), [("examine", None)], [("examine", None)]),
        # a name that nobody needs changes nothing
        (
            WITH_EXAM,
            [("share_ngo", A), ("examine", "Nurse Ba")],
            [("share_ngo", A), ("examine", "Nurse Ba")],
        ),
    ],
)
def test_on_whose_consents_an_action_rests(
    guard: Condition,
    records: Sequence[tuple[str, str | None]],
    rests_on: list[tuple[str, str | None]] | None,
) -> None:
    """
    An action is open where its guard surely holds for some one recipient.
    """
    advice = _advice(guard, *(_record(*each) for each in records))

    if rests_on is None:
        assert advice.entries == ()
        assert advice.withheld[0].closed_by
        return
    (entry,) = advice.entries
    found = [(each.purpose, each.recipient) for each in entry.consents]
    assert sorted(found, key=str) == sorted(rests_on, key=str)


@pytest.mark.parametrize(
    ("records", "closed_by"),
    [
        ([], [("consent.share_ngo", U), ("consent.move_in", U)]),
        (
            [_record("share_ngo", A), _record("move_in", B)],
            [("consent.move_in", U), ("consent.share_ngo", U)],
        ),
        # for nobody: surely
        (
            [_record("share_ngo", A), _record("move_in", A, "refused")],
            [("consent.move_in", F)],
        ),
        # for one surely not, for the other perhaps
        (
            [
                _record("share_ngo", A),
                _record("move_in", A, "refused"),
                _record("share_ngo", B),
            ],
            [("consent.move_in", U)],
        ),
        # whoever refuses without a name refuses for everybody
        (
            [_record("share_ngo", A), _record("move_in", None, "refused")],
            [("consent.move_in", F)],
        ),
    ],
)
def test_what_closed_a_guard_for_everybody(
    records: list[Consent], closed_by: list[tuple[str, Truth]]
) -> None:
    """
    Each thing that is lacking for some recipient is named once.
    """
    advice = _advice(BOTH, *records)

    found = [(each.needs, each.truth) for each in advice.withheld[0].closed_by]
    assert found == closed_by


@pytest.mark.parametrize(
    ("whom", "records", "truth"),
    [
        (A, [_record("share_ngo", A)], T),
        (B, [_record("share_ngo", A)], U),
        (None, [_record("share_ngo", A)], U),
        (A, [], U),
        (A, [_record("share_ngo", A, "refused")], F),
        (B, [_record("share_ngo", A, "refused")], U),
        (A, [_record("share_ngo", A), _record("share_ngo", B, "refused")], T),
        (B, [_record("share_ngo", A), _record("share_ngo", B, "refused")], F),
        # without a name: no to everybody, and yes to nobody
        (A, [_record("share_ngo", None, "refused")], F),
        (A, [_record("share_ngo", A), _record("share_ngo", None, "refused")], F),
        (A, [_record("share_ngo", None)], U),
    ],
)
def test_the_recipient_in_hand(
    whom: str | None, records: list[Consent], truth: Truth
) -> None:
    """
    Towards somebody, `given` is the truth of their own record.
    """
    assessment = assess(RULES, Answers({"adult": "yes"}, records), on=NOON)
    case = towards(whom, assessment.consents, Case())

    assert case.recipient == whom
    assert judge(consent_given("share_ngo"), case).truth is truth


@pytest.mark.parametrize(
    ("guard", "names"),
    [
        (BOTH, (A, B)),
        (WITH_EXAM, (A,)),
        (consent_given("move_in"), (B,)),
        (consent_given("examine"), (None,)),
        (is_yes("homeless"), (None,)),
    ],
)
def test_for_whom_a_guard_is_judged(
    guard: Condition, names: tuple[str | None, ...]
) -> None:
    """
    Those are named in the records of what the guard reads; where none is, nobody.
    """
    records = [_record("share_ngo", A), _record("move_in", B), _record("examine", "C")]
    assessment = assess(RULES, Answers({"adult": "yes"}, records), on=NOON)

    assert recipients(guard, assessment.consents) == names


@pytest.mark.parametrize(
    ("agreed", "passed_on"),
    [
        ("first_name", {"share_ngo": ("first_name",), "examine": ()}),
        ("language", {"share_ngo": ("language",), "examine": ()}),
        ("address", None),
    ],
)
def test_a_consent_without_a_list_adds_nothing_to_what_is_passed_on(
    agreed: str, passed_on: dict[str, tuple[str, ...]] | None
) -> None:
    """
    That an examination may be done lets nothing be told that was not agreed to.
    """
    does = attrs.evolve(
        action("do", ActionClass.SHARING, guard=WITH_EXAM),
        carries=("first_name", "language"),
    )
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["do"]})
    advice = advice_of(
        RULES,
        referral(needs, actions=[does]),
        answers={"adult": "yes", "homeless": "yes"},
        consents=(
            consent(items=(agreed,)),
            consent(purpose="examine", recipient=None, items=()),
        ),
    )

    if passed_on is None:
        assert [each.needs for each in advice.withheld[0].closed_by] == ["agreed_items"]
        return
    (entry,) = advice.entries
    assert {each.purpose: entry.passed_on(each) for each in entry.consents} == passed_on


def test_a_guard_rests_on_its_own_ways_only() -> None:
    """
    That an examination may be done in an emergency opens nothing else.
    """
    dying = way(is_yes("dying"))
    examine = attrs.evolve(EXAMINE, about=About.EXAMINING, emergency=dying)
    treat = purpose(
        "treat", needs_recipient=False, about=About.TREATING, emergency=dying
    )
    rules = consent_rules(patient_decides(), examine, treat)
    decided = assess(rules, {"dying": "yes"}, on=NOON).consents
    guard = through("treat", Route.EMERGENCY)

    assert [each.purpose for each in decided] == ["examine", "treat"]
    assert [each.purpose for each in rests_on(guard, None, decided)] == ["treat"]
