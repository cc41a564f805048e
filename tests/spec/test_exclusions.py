"""
Where two actions exclude each other protecting stands before care, and both before the
rest; and care that gives way is given in another manner.
"""

from itertools import permutations

import pytest

from caring.guidance.actions import Action, ActionClass, Channel
from caring.guidance.assessment import Advice, Certainty, Entry
from caring.language.decisions import Row, Urgency
from tests.spec.builders import (
    action,
    advice_of,
    care,
    consent,
    consent_given,
    consent_rules,
    every,
    is_yes,
    patient_decides,
    protecting,
    purpose,
    questions_of,
    referral,
    row,
    row_to_act_on,
)

NOW, SOON, LATER = (
    Urgency.IMMEDIATE,
    Urgency.WITHIN_24_HOURS,
    Urgency.ROUTINE,
)

NO_PAPER = protecting("no_paper", excludes=("card",))
CARD = action("card", urgency=NOW, instead=("say_number",))
SAY_NUMBER = care("say_number")
SAY_AND_STAY = protecting("say_and_stay")
STAY = action("stay", excludes=("send_word",))
SEND_WORD = action(
    "send_word",
    ActionClass.SHARING,
    guard=consent_given("share_ngo"),
    instead=("say_number",),
)


def _advised(
    *actions: Action,
    rows: tuple[Row, ...] = (),
    also: tuple[Action, ...] = (SAY_NUMBER, SAY_AND_STAY),
    agreed: bool = True,
    **answers: str,
) -> Advice:
    """
    Advise what these actions come to, each called for by a need of its own.
    """
    needs = rows or tuple(row(each.id, is_yes("hurt")) for each in actions)
    by_need = {each.result: [each.result] for each in needs}
    there = {each.id: each for each in (*actions, *also)}
    return advice_of(
        consent_rules(patient_decides(), purpose()),
        referral(every(*needs, actions=by_need), actions=there.values()),
        answers={"adult": "yes", "hurt": "yes", **answers},
        consents=(consent(),) if agreed else (),
    )


def _withheld(advice: Advice) -> dict[str, tuple[str, ...]]:
    return {each.action.id: each.excluded_by for each in advice.withheld}


def _entry(advice: Advice, name: str) -> Entry:
    return next(each for each in advice.entries if each.action.id == name)


@pytest.mark.parametrize(
    ("actions", "advised", "withheld"),
    [
        # nothing excludes anything while only one of the two is called for
        ([NO_PAPER], ["no_paper"], {}),
        ([CARD], ["card"], {}),
        ([SEND_WORD], ["send_word"], {}),
        # protecting stands, care gives way to another manner of care
        ([NO_PAPER, CARD], ["no_paper", "say_number"], {"card": ("no_paper",)}),
        # care stands, what passes something on waits
        ([STAY, SEND_WORD], ["stay", "say_number"], {"send_word": ("stay",)}),
        # several may exclude the same, and all are named
        (
            [NO_PAPER, protecting("search", excludes=("card",)), CARD],
            ["no_paper", "search", "say_number"],
            {"card": ("no_paper", "search")},
        ),
        # one may exclude several
        (
            [protecting("hide", excludes=("card", "send_word")), CARD, SEND_WORD],
            ["hide", "say_number"],
            {"card": ("hide",), "send_word": ("hide",)},
        ),
        # what gives way itself excludes nothing
        (
            [
                protecting("leave", excludes=("linger",)),
                action("linger", excludes=("send_word",), instead=("say_number",)),
                SEND_WORD,
            ],
            ["leave", "say_number", "send_word"],
            {"linger": ("leave",)},
        ),
        # a name that is in nobody's needs is no matter
        ([protecting("hide", excludes=("nobody_asked",))], ["hide"], {}),
        # the order of classes holds even where no editor looked at it
        (
            [
                care("warm", urgency=LATER),
                protecting("calm", excludes=("alarm",)),
                protecting("alarm", excludes=("calm",)),
            ],
            ["warm", "calm", "alarm"],
            {},
        ),
        (
            [
                action("chat", excludes=("alarm", "tea")),
                protecting("alarm"),
                care("tea"),
            ],
            ["chat", "alarm", "tea"],
            {},
        ),
        # care with nothing in its place is never lost
        (
            [protecting("hide", excludes=("tea",)), care("tea")],
            ["hide", "tea"],
            {},
        ),
    ],
)
def test_what_stands_and_what_gives_way(
    actions: list[Action], advised: list[str], withheld: dict[str, tuple[str, ...]]
) -> None:
    """
    In whatever order the needs are written, the same actions stand.
    """
    for turned in permutations(actions):
        advice = _advised(*turned)

        assert sorted(advice.actions) == sorted(advised)
        assert {each: tuple(sorted(by)) for each, by in _withheld(advice).items()} == (
            withheld
        )


def test_what_gives_way_says_why_and_what_is_done_instead() -> None:
    """
    The withheld names what excludes it, its own reasons, and what stands in.
    """
    (withheld,) = _advised(NO_PAPER, CARD).withheld

    assert withheld.excluded_by == ("no_paper",)
    assert withheld.closed_by == ()
    assert withheld.instead == ("say_number",)
    assert [each.because for each in withheld.reasons] == ["This calls for card."]


def test_a_closed_guard_and_an_exclusion_are_both_named() -> None:
    """
    Without the consent and beside what excludes it, both are told.
    """
    advice = _advised(STAY, SEND_WORD, agreed=False)
    (withheld,) = advice.withheld

    assert [each.needs for each in withheld.closed_by] == ["consent.share_ngo"]
    assert withheld.excluded_by == ("stay",)


def test_what_is_closed_by_a_guard_excludes_nothing() -> None:
    """
    Only what is advised excludes; what would share outranks nothing anyway.
    """
    share = action(
        "share",
        ActionClass.SHARING,
        guard=consent_given("share_ngo"),
        excludes=("tea",),
    )

    for agreed in (True, False):
        assert "tea" in _advised(share, care("tea"), agreed=agreed).actions


@pytest.mark.parametrize("answer", ["yes", "declined"])
def test_a_precaution_excludes_too(answer: str) -> None:
    """
    What is done as a precaution is done, and its danger is the same.
    """
    rows = (
        row_to_act_on("no_paper", is_yes("searched")),
        row("card", is_yes("hurt")),
    )
    advice = _advised(NO_PAPER, CARD, rows=rows, searched=answer)

    assert _withheld(advice) == {"card": ("no_paper",)}
    assert set(advice.actions) == {"no_paper", "say_number"}


def test_without_the_danger_nothing_gives_way() -> None:
    """
    Where protection is surely not called for, care is given as it is.
    """
    rows = (
        row_to_act_on("no_paper", is_yes("searched")),
        row("card", is_yes("hurt")),
    )

    assert _advised(NO_PAPER, CARD, rows=rows, searched="no").actions == ("card",)


def test_what_stands_in_for_care_is_as_soon_as_that() -> None:
    """
    Care that gives way hands its urgency and its reasons on.
    """
    entry = _entry(_advised(NO_PAPER, CARD), "say_number")

    assert entry.urgency is NOW
    assert entry.certainty is Certainty.INSTEAD
    assert [each.because for each in entry.reasons] == ["This calls for card."]


def test_what_stands_in_may_be_advised_anyway() -> None:
    """
    Then it keeps its certainty, and becomes as soon as the care it stands in for.
    """
    entry = _entry(_advised(NO_PAPER, CARD, SAY_NUMBER), "say_number")

    assert entry.urgency is NOW
    assert entry.certainty is Certainty.CERTAIN
    assert [each.because for each in entry.reasons] == [
        "This calls for say_number.",
        "This calls for card.",
    ]


def test_what_stands_in_for_the_rest_keeps_its_own_time() -> None:
    """
    Nobody waits for care; what was to be passed on can wait.
    """
    stay = protecting("stay", excludes=("send_word",))
    soon = action(
        "send_word",
        ActionClass.SHARING,
        urgency=SOON,
        guard=consent_given("share_ngo"),
        instead=("say_number",),
    )
    entry = _entry(_advised(stay, soon, SAY_NUMBER), "say_number")

    assert entry.urgency is LATER


def test_what_would_open_an_excluded_guard_is_not_asked() -> None:
    """
    An open guard would change nothing while something excludes it.
    """
    share = action(
        "share",
        ActionClass.SHARING,
        guard=is_yes("wishes_it"),
        instead=("say_number",),
    )
    alone = _advised(share)
    beside = _advised(protecting("hide", excludes=("share",)), share)

    assert questions_of(alone) == ["wishes_it"]
    assert questions_of(beside) == []
    assert _withheld(beside) == {"share": ("hide",)}


@pytest.mark.parametrize(
    ("one", "outranked"),
    [
        (ActionClass.PROTECTING, set(ActionClass) - {ActionClass.PROTECTING}),
        (
            ActionClass.CARE,
            set(ActionClass) - {ActionClass.PROTECTING, ActionClass.CARE},
        ),
        *((each, set()) for each in ActionClass if not each.is_unguarded),
    ],
)
def test_the_order_of_classes(one: ActionClass, outranked: set[ActionClass]) -> None:
    """
    No two classes outrank each other, so no exclusion can go in a circle.
    """
    assert {each for each in ActionClass if one.outranks(each)} == outranked


def test_channels_that_others_may_see() -> None:
    """
    Only what is said in the room or from the clinic stays there.
    """
    safe = {each for each in Channel if not each.is_exposed}

    assert safe == {Channel.IN_PERSON, Channel.CLINIC_PHONE, Channel.INTERPRETER}
