"""
A scale: the highest level whose row holds, with bounds and a level to act on.
"""

from itertools import combinations_with_replacement

import pytest

from caring.language.decisions import Urgency
from caring.language.results import LevelOutcome
from caring.running.decide import decide
from tests.spec.builders import (
    advice_of,
    care,
    case,
    does_not_hold,
    highest,
    is_no,
    is_within,
    is_yes,
    row,
    screening,
    some_hold,
)

FOUR = ("none", "some", "high", "danger")


def _level(signs: dict[str, object], floor: str = "some") -> LevelOutcome:
    """
    Judge a scale in which each fact brings the level of its name.
    """
    rows = (row(level, is_yes(level)) for level in FOUR[1:])
    outcome = decide(highest(*rows, scale=FOUR, floor=floor), case(**signs))
    assert isinstance(outcome, LevelOutcome)
    return outcome


@pytest.mark.parametrize(
    ("some", "high", "danger", "at_least", "at_most"),
    [
        # some  high   danger  bounds
        ("no", "no", "no", "none", "none"),
        ("yes", "no", "no", "some", "some"),
        ("no", "yes", "no", "high", "high"),
        ("yes", "yes", "yes", "danger", "danger"),
        ("?", "no", "no", "none", "some"),
        ("?", "?", "?", "none", "danger"),
        ("yes", "?", "no", "some", "high"),
        ("yes", "?", "?", "some", "danger"),
        ("?", "yes", "no", "high", "high"),
        ("?", "?", "yes", "danger", "danger"),
        ("yes", "no", "declined", "some", "danger"),
    ],
)
def test_bounds(some: str, high: str, danger: str, at_least: str, at_most: str) -> None:
    """
    `at_least` is the highest sure row, `at_most` the highest that is not ruled out.
    """
    signs = {"some": some, "high": high, "danger": danger}
    outcome = _level({fact: each for fact, each in signs.items() if each != "?"})

    assert (outcome.at_least, outcome.at_most) == (at_least, at_most)
    assert outcome.is_settled is (at_least == at_most)


@pytest.mark.parametrize(
    ("at_least", "floor", "at_most", "working"),
    [
        # settled: the floor has no say
        ("none", "some", "none", "none"),
        ("some", "high", "some", "some"),
        ("high", "some", "high", "high"),
        # open above the floor: act on what is sure
        ("high", "some", "danger", "high"),
        ("some", "some", "danger", "some"),
        # the floor lies between: act on the floor
        ("none", "some", "danger", "some"),
        ("none", "high", "danger", "high"),
        ("none", "danger", "danger", "danger"),
        # no answer could reach the floor: act on the most that is possible
        ("none", "high", "some", "some"),
        ("none", "danger", "high", "high"),
    ],
)
def test_the_level_to_act_on(
    at_least: str, floor: str, at_most: str, working: str
) -> None:
    """
    The working level is the middle one of `at_least`, floor and `at_most`.
    """
    assert _between(at_least, at_most, floor).working == working


ALL_THREE = [
    (at_least, floor, at_most)
    for at_least, at_most in combinations_with_replacement(FOUR, 2)
    for floor in FOUR[1:]
]


@pytest.mark.parametrize(("at_least", "floor", "at_most"), ALL_THREE)
def test_every_combination_of_the_three(
    at_least: str, floor: str, at_most: str
) -> None:
    """
    Of all three on four levels, one lies below or beside the working level, one above.
    """
    outcome = _between(at_least, at_most, floor)
    lowest, middle, _ = sorted([at_least, floor, at_most], key=FOUR.index)

    assert (outcome.at_least, outcome.at_most) == (at_least, at_most)
    assert outcome.working == middle
    assert FOUR.index(lowest) <= FOUR.index(outcome.working) <= FOUR.index(at_most)


def _between(at_least: str, at_most: str, floor: str) -> LevelOutcome:
    signs: dict[str, object] = dict.fromkeys(FOUR[1:], "no")
    signs |= {at_most: "not_asked", at_least: "yes"}
    signs.pop("none", None)
    return _level(signs, floor)


def test_silence_is_not_green() -> None:
    """
    With nothing known the lowest level is possible, and the floor is what to act on.
    """
    outcome = _level({})

    assert outcome.at_least == "none"
    assert outcome.working == "some"
    assert not outcome.is_settled


@pytest.mark.parametrize(
    ("companion", "floor", "working"),
    [
        ("yes", "high", "high"),
        ("no", "some", "some"),
        ("not_asked", "some", "some"),
        ("declined", "some", "some"),
    ],
)
def test_rows_raise_the_floor(companion: str, floor: str, working: str) -> None:
    """
    A row of the floor raises it while it surely holds, and never otherwise.
    """
    decision = highest(
        row("some", is_yes("sign")),
        row("high", is_yes("grave_sign")),
        floor_rows=(row("high", is_yes("companion")),),
    )
    outcome = decide(decision, case(companion=companion))

    assert isinstance(outcome, LevelOutcome)
    assert (outcome.floor, outcome.working) == (floor, working)


def test_rows_never_lower_the_floor() -> None:
    """
    A row of the floor that names a lower level leaves it where it is.
    """
    decision = highest(
        row("high", is_yes("sign")),
        floor="high",
        floor_rows=(row("some", is_yes("companion")),),
    )
    outcome = decide(decision, case(companion="yes"))

    assert isinstance(outcome, LevelOutcome)
    assert outcome.floor == "high"


@pytest.mark.parametrize(
    ("sign", "is_settled", "is_open"),
    [
        ("yes", True, False),
        ("no", True, False),
        ("not_asked", False, True),
        ("declined", False, False),
        ("does_not_know", False, False),
        ("unsafe_to_ask", False, False),
    ],
)
def test_settled_and_open(sign: str, *, is_settled: bool, is_open: bool) -> None:
    """
    A declined sign leaves the level unsettled, and there is nothing left to ask.
    """
    outcome = decide(highest(row("some", is_yes("sign"))), case(sign=sign))

    assert (outcome.is_settled, outcome.is_open) == (is_settled, is_open)


@pytest.mark.parametrize(
    ("answers", "is_open", "missing"),
    [
        ({}, True, {"sign": True, "faint_sign": False}),
        ({"sign": "no"}, False, {"faint_sign": False}),
        ({"faint_sign": "no"}, True, {"sign": True}),
        ({"sign": "no", "faint_sign": "no"}, False, {}),
    ],
)
def test_signs_that_are_not_critical(
    answers: dict[str, str], missing: dict[str, bool], *, is_open: bool
) -> None:
    """
    A sign that is not critical is listed as missing and does not hold the scale open.
    """
    signs = some_hold(is_yes("sign"), is_yes("faint_sign"))
    outcome = decide(
        highest(row("some", signs), not_critical=["faint_sign"]), case(**answers)
    )

    assert outcome.is_open is is_open
    assert {each.fact: each.is_critical for each in outcome.missing} == missing


def test_a_silent_sign_that_is_not_critical_is_no_green() -> None:
    """
    While only such a sign is silent, the lowest level is still not given.
    """
    decision = highest(row("some", is_yes("faint_sign")), not_critical=["faint_sign"])
    outcome = decide(decision, case())

    assert isinstance(outcome, LevelOutcome)
    assert outcome.working == "some"
    assert not outcome.is_settled


@pytest.mark.parametrize(
    ("answers", "advised"),
    [
        # the level worked with: none, some, high
        ({"some": "no", "high": "no"}, ["greet"]),
        ({"some": "yes", "high": "no"}, ["greet", "see_alone"]),
        ({"high": "yes"}, ["greet", "see_alone", "offer_shelter"]),
        ({}, ["greet", "see_alone"]),
    ],
)
def test_actions_add_up(answers: dict[str, str], advised: list[str]) -> None:
    """
    A level has its own actions and those of every lower level, the lowest included.
    """
    concern = highest(
        row("some", is_yes("some")),
        row("high", is_yes("high")),
        actions={
            "none": ["greet"],
            "some": ["see_alone"],
            "high": ["offer_shelter"],
        },
    )
    actions = [care("greet"), care("see_alone"), care("offer_shelter")]
    advice = advice_of(screening(concern, actions=actions), answers=answers)

    assert list(advice.actions) == advised


@pytest.mark.parametrize(
    ("answers", "certainty"),
    [
        ({"some": "yes"}, "certain"),
        ({"high": "yes"}, "certain"),
        ({}, "until_settled"),
        ({"some": "declined"}, "until_settled"),
    ],
)
def test_what_only_the_floor_calls_for(answers: dict[str, str], certainty: str) -> None:
    """
    An action is certain from `at_least` down, and above it holds until settled.
    """
    concern = highest(
        row("some", is_yes("some")),
        row("high", is_yes("high")),
        actions={"some": ["see_alone"]},
    )
    advice = advice_of(screening(concern, actions=[care("see_alone")]), answers=answers)

    assert [each.certainty.value for each in advice.entries] == [certainty]


def test_a_level_has_no_clock_of_its_own() -> None:
    """
    What a level calls for is as urgent as the action is, whatever row reached it.
    """
    concern = highest(
        row("some", is_yes("some"), urgency=Urgency.IMMEDIATE),
        actions={"some": ["see_alone"]},
    )
    see_alone = care("see_alone", urgency=Urgency.WITHIN_72_HOURS)
    advice = advice_of(screening(concern, actions=[see_alone]), answers={"some": "yes"})

    assert [each.urgency for each in advice.entries] == [Urgency.WITHIN_72_HOURS]


@pytest.mark.parametrize(
    ("a", "b", "is_undecided"),
    [
        ("declined", "no", True),
        ("not_asked", "no", True),
        ("yes", "no", False),
        ("declined", "not_asked", False),
    ],
)
def test_not_decided_by_these_rules(a: str, b: str, *, is_undecided: bool) -> None:
    """
    "a" and "not a" both call for `some`, so no answer to a could change the level.
    """
    decision = highest(
        row("some", is_yes("a")),
        row("some", is_no("a")),
        row("high", is_yes("b")),
        both_ways={"a": ("yes", "no")},
    )
    outcome = decide(decision, case(a=a, b=b))

    assert isinstance(outcome, LevelOutcome)
    assert outcome.is_undecided is is_undecided


def test_a_fact_that_is_used_both_ways_and_matters_is_decided() -> None:
    """
    Where the answer does change the level, the rules decide and wait for it.
    """
    decision = highest(
        row("some", does_not_hold(is_yes("a"))),
        row("high", is_yes("a")),
        both_ways={"a": ("yes", "no")},
    )
    outcome = decide(decision, case())

    assert isinstance(outcome, LevelOutcome)
    assert not outcome.is_undecided


@pytest.mark.parametrize(("answers", "is_undecided"), [(1_000, True), (1_001, False)])
def test_not_every_answer_is_tried_where_there_are_very_many(
    answers: int, *, is_undecided: bool
) -> None:
    """
    Up to a thousand it is seen that all give one level; beyond, nothing is claimed.
    """
    decision = highest(
        row("some", is_within("n", below=5)),
        row("some", is_within("n", at_least=5)),
        both_ways={"n": tuple(range(answers))},
    )
    outcome = decide(decision, case())

    assert isinstance(outcome, LevelOutcome)
    assert outcome.is_undecided is is_undecided
