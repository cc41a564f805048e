"""
Actions carry their own guards, and an unknown guard is a closed guard.
"""

import json

import attrs
import pytest

from caring.guidance.actions import Action, ActionClass
from caring.guidance.assessment import Advice, Closed, shared_items
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.consent import Consent
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    U,
    action,
    advice_of,
    all_hold,
    at_least,
    care,
    consent,
    consent_given,
    consent_rules,
    does_not_hold,
    every,
    highest,
    is_yes,
    level_reaches,
    named,
    patient_decides,
    purpose,
    referral,
    row,
    score,
    screening,
    sharing,
    some_hold,
    way,
)

CONSENT = consent_rules(patient_decides(), purpose(), purpose("examine"))


def _sharing_advised(*records: Consent, instead: tuple[str, ...] = ()) -> Advice:
    """
    Advise somebody who needs a shelter, with these consents.
    """
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["share"]})
    actions = [
        sharing("share", "share_ngo", instead=instead),
        care("give_number"),
        care("keep_offer_open"),
    ]
    return advice_of(
        CONSENT,
        referral(needs, actions=actions),
        answers={"adult": "yes", "homeless": "yes"},
        consents=records,
    )


@pytest.mark.parametrize(
    ("records", "is_advised"),
    [
        ([consent()], True),
        ([], False),
        ([consent(state="doubtful")], False),
        ([consent(state="refused")], False),
        ([consent(understood=None)], False),
        ([consent(purpose="examine")], False),
        ([consent(), consent(recipient=None, state="refused")], False),
        ([consent(), consent(recipient="Police", state="refused")], True),
    ],
)
def test_sharing_needs_a_consent(records: list[Consent], *, is_advised: bool) -> None:
    """
    What shares is advised only with a consent that surely holds; else it is withheld.
    """
    advice = _sharing_advised(*records)

    assert ("share" in advice.actions) is is_advised
    assert [each.action.id for each in advice.withheld] == (
        [] if is_advised else ["share"]
    )


def test_only_recipients_with_a_consent_are_named() -> None:
    """
    Advice to share names who may receive, and nobody who was refused.
    """
    advice = _sharing_advised(consent(), consent(recipient="Police", state="refused"))

    assert [each.recipient for entry in advice.entries for each in entry.consents] == [
        "Harbour House"
    ]


@pytest.mark.parametrize(
    ("instead", "advised"),
    [
        ((), []),
        (("give_number",), ["give_number"]),
        (("keep_offer_open", "give_number"), ["keep_offer_open", "give_number"]),
    ],
)
def test_what_can_be_done_instead(instead: tuple[str, ...], advised: list[str]) -> None:
    """
    What is withheld says what can be done in its place, and that is advised.
    """
    advice = _sharing_advised(instead=instead)

    assert list(advice.actions) == advised
    assert advice.withheld[0].instead == instead
    assert {each.certainty.value for each in advice.entries} <= {"instead"}


def test_nothing_stands_in_for_what_is_open() -> None:
    """
    While the guard is open, what could be done in its place is not advised.
    """
    assert _sharing_advised(consent(), instead=("give_number",)).actions == ("share",)


def _withheld(guard: Condition) -> Advice:
    """
    Advise an examination behind this guard: a is yes, b is no, the rest not asked.
    """
    concern = highest(row("some", is_yes("sign")), row("high", is_yes("b")))
    needs = every(row("doctor", is_yes("a")), actions={"doctor": ["examine"]})
    examine = action("examine", ActionClass.EXAMINING, guard=guard)
    return advice_of(
        screening(concern),
        referral(needs, actions=[examine]),
        answers={"a": "yes", "b": "no"},
    )


@pytest.mark.parametrize(
    ("guard", "closed_by"),
    [
        (is_yes("b"), [("b", F)]),
        (is_yes("c"), [("c", U)]),
        (does_not_hold(is_yes("a")), [("a", F)]),
        (consent_given("examine"), [("consent.examine", U)]),
        (named("safe_to_ask", is_yes("c")), [("safe_to_ask", U)]),
        (named("safe_to_ask", is_yes("b")), [("safe_to_ask", F)]),
        (level_reaches("some"), [("screening.level", U)]),
        (level_reaches("high"), [("screening.level", F)]),
        # a score is named and not its parts, which may all hold
        (score({"a": 1}, at_least=2), [("load", F)]),
        (score({"a": 1, "c": 1}, at_least=2), [("load", U)]),
        # of several parts only those that do not hold are named, each once
        (all_hold(is_yes("a"), is_yes("b")), [("b", F)]),
        (all_hold(is_yes("a"), is_yes("c"), is_yes("b")), [("c", U), ("b", F)]),
        (some_hold(is_yes("b"), is_yes("c")), [("b", F), ("c", U)]),
        (at_least(2, is_yes("a"), is_yes("b"), is_yes("c")), [("b", F), ("c", U)]),
        (
            all_hold(is_yes("c"), some_hold(is_yes("c"), is_yes("b"))),
            [
                ("c", U),
                ("b", F),
            ],
        ),
    ],
)
def test_what_closed_the_guard(
    guard: Condition, closed_by: list[tuple[str, Truth]]
) -> None:
    """
    What is withheld names each thing that its guard needs and does not surely have.
    """
    advice = _withheld(guard)

    assert advice.actions == ()
    assert [
        (each.needs, each.truth) for each in advice.withheld[0].closed_by
    ] == closed_by


def test_what_would_open_a_guard_is_asked() -> None:
    """
    A fact on which a closed guard hangs is worth asking for.
    """
    advice = _withheld(all_hold(is_yes("c"), is_yes("a")))

    assert "c" in [each.fact.id for each in advice.next_questions]


def test_what_could_not_open_a_guard_is_not_asked() -> None:
    """
    Where one part surely does not hold, the other parts are not worth asking for.
    """
    advice = _withheld(all_hold(is_yes("c"), is_yes("b")))

    assert "c" not in [each.fact.id for each in advice.next_questions]


CARE_AND_SHARE = [care("treat"), sharing("share", "share_ngo")]


@pytest.mark.parametrize("state", ["given", "refused", "withdrawn", "doubtful"])
@pytest.mark.parametrize("actions", [CARE_AND_SHARE, CARE_AND_SHARE[::-1]])
def test_refusal_never_costs_care(state: str, actions: list[Action]) -> None:
    """
    Whatever became of the consent, care is advised.
    """
    names = [each.id for each in actions]
    needs = every(row("doctor", is_yes("hurt")), actions={"doctor": names})
    advice = advice_of(
        CONSENT,
        referral(needs, actions=actions),
        answers={"adult": "yes", "hurt": "yes"},
        consents=(consent(state=state),),
    )

    assert "treat" in advice.actions


def test_nothing_is_handed_over_that_was_not_agreed_to() -> None:
    """
    A consent whose items the action does not carry leaves nothing to pass on.
    """
    share = attrs.evolve(
        sharing("share", "share_ngo"), carries=("safety_needs", "language")
    )

    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["share"]})

    def advice(*items: str) -> Advice:
        return advice_of(
            CONSENT,
            referral(needs, actions=[share]),
            answers={"adult": "yes", "homeless": "yes"},
            consents=(consent(items=items),),
        )

    (entry,) = advice("first_name", "language").entries
    assert [entry.passed_on(each) for each in entry.consents] == [("language",)]

    (withheld,) = advice("first_name").withheld
    assert withheld.closed_by == (Closed(needs="agreed_items", truth=F),)


def test_only_who_may_receive_what_it_carries_is_named() -> None:
    """
    Somebody who may receive something else receives nothing by this action.
    """
    share = attrs.evolve(sharing("share", "share_ngo"), carries=("language",))
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["share"]})
    advice = advice_of(
        CONSENT,
        referral(needs, actions=[share]),
        answers={"adult": "yes", "homeless": "yes"},
        consents=(
            consent(recipient="Harbour House", items=("language",)),
            consent(recipient="Hill House", items=("first_name",)),
        ),
    )
    (entry,) = advice.entries

    assert [each.recipient for each in entry.consents] == ["Harbour House"]


def test_what_is_passed_on_is_written_for_each_recipient() -> None:
    """
    The written result lists what this action passes on, and not all that was agreed to.
    """
    share = attrs.evolve(sharing("share", "share_ngo"), carries=("language",))
    needs = every(row("shelter", is_yes("homeless")), actions={"shelter": ["share"]})
    advice = advice_of(
        CONSENT,
        referral(needs, actions=[share]),
        answers={"adult": "yes", "homeless": "yes"},
        consents=(consent(items=("first_name", "language")),),
    )
    (written,) = json.loads(advice.to_json())["advised"]

    assert [each["items"] for each in written["consents"]] == [["language"]]


def test_a_consent_that_lists_nothing_agrees_to_what_is_carried() -> None:
    """
    Where its purpose asks for no list; a way without consent passes nothing on.
    """
    carries = attrs.evolve(action("do"), carries=("language",))
    rules = consent_rules(
        patient_decides(),
        purpose(needs_items=False, emergency=way(is_yes("dying"))),
    )
    given = Answers({"adult": "yes", "dying": "yes"}, (consent(items=()),))
    agreed, emergency = assess(rules, given, on=NOON).consents

    assert shared_items(carries, agreed) == ("language",)
    assert shared_items(carries, emergency) == ()
