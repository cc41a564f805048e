"""
A person may raise a level, with a reason; nobody lowers one.
"""

import datetime as dt
from itertools import permutations

import pytest

import caring
from caring.guidance.assessment import Advice, Certainty
from caring.guidance.screening import Screening
from caring.language.conditions import Condition
from caring.language.raises import Raise, RaiseReason
from caring.language.results import LevelOutcome
from caring.running.assess import assess
from caring.running.decide import decide
from caring.running.raising import by_role
from caring.values.errors import RaiseError
from tests.spec.builders import (
    NOON,
    F,
    T,
    advice_of,
    all_hold,
    care,
    case,
    consent_rules,
    every,
    highest,
    is_no,
    is_yes,
    level_reaches,
    patient_decides,
    referral,
    row,
    screening,
)

SEEN, VIEW = RaiseReason.SOMETHING_SEEN, RaiseReason.OWN_VIEW
LEVELS = ("none", "some", "high")

KNOWN = {"weak": "yes", "strong": "no"}
OPEN = {"weak": "yes"}
QUIET = {"weak": "no", "strong": "no"}


def _screening(population: Condition | None = None) -> Screening:
    return screening(
        highest(
            row("some", is_yes("weak")),
            row("high", is_yes("strong")),
            actions={"none": ["greet"], "some": ["listen"], "high": ["stay"]},
        ),
        actions=[care("greet"), care("listen"), care("stay")],
        population=population,
    )


def _raise(level: str, reason: RaiseReason = SEEN, role: str | None = None) -> Raise:
    return Raise(level=level, reason=reason, role=role)


def _level(answers: dict[str, str], *raises: Raise) -> LevelOutcome:
    found = assess(_screening(), answers, on=NOON, raises=raises).outcomes["concern"]
    assert isinstance(found, LevelOutcome)
    return found


@pytest.mark.parametrize(
    ("answers", "level", "bounds", "carried"),
    [
        # settled at none
        (QUIET, None, ("none", "none", "none"), False),
        (QUIET, "none", ("none", "none", "none"), False),
        (QUIET, "some", ("some", "some", "some"), True),
        (QUIET, "high", ("high", "high", "high"), True),
        # settled at some
        (KNOWN, None, ("some", "some", "some"), False),
        (KNOWN, "none", ("some", "some", "some"), False),
        (KNOWN, "some", ("some", "some", "some"), False),
        (KNOWN, "high", ("high", "high", "high"), True),
        # some at least, perhaps high
        (OPEN, None, ("some", "some", "high"), False),
        (OPEN, "some", ("some", "some", "high"), False),
        (OPEN, "high", ("high", "high", "high"), True),
        # nothing is known: the floor is acted on
        ({}, None, ("none", "some", "high"), False),
        ({}, "some", ("some", "some", "high"), True),
        ({}, "high", ("high", "high", "high"), True),
    ],
)
def test_what_a_raise_does(
    answers: dict[str, str],
    level: str | None,
    bounds: tuple[str, str, str],
    *,
    carried: bool,
) -> None:
    """
    It lifts both bounds and the level to act on, and nothing that is higher already.
    """
    raises = () if level is None else (_raise(level),)
    outcome = _level(answers, *raises)

    assert (outcome.at_least, outcome.working, outcome.at_most) == bounds
    assert outcome.is_settled is (bounds[0] == bounds[2])
    assert bool(outcome.raises) is carried


def test_a_raise_leaves_the_evidence_alone() -> None:
    """
    What the rows say of the answers is the same.
    """
    before, after = _level(KNOWN), _level(KNOWN, _raise("high"))

    assert after.rows == before.rows
    assert [each.truth for each in after.rows] == [T, F]


def test_what_cannot_raise_it_further_is_not_missing() -> None:
    """
    A fact that only reaches what was raised already is not worth asking for.
    """
    assert [each.fact for each in _level({}).missing] == ["strong", "weak"]
    assert [each.fact for each in _level({}, _raise("some")).missing] == ["strong"]
    assert _level({}, _raise("high")).missing == ()


@pytest.mark.parametrize("level", [None, *LEVELS])
def test_every_raise_is_kept(level: str | None) -> None:
    """
    The record keeps a raise also where it changes nothing.
    """
    raises = [] if level is None else [_raise(level)]
    found = assess(_screening(), KNOWN, on=NOON, raises=raises)

    assert list(found.record.raises) == raises
    assert list(_advice(KNOWN, *raises).record.raises) == raises


def test_of_several_the_highest_counts() -> None:
    """
    In whatever order they are handed in; equal ones are all told.
    """
    raises = [_raise("some"), _raise("high", VIEW), _raise("high", SEEN)]
    for turned in permutations(raises):
        outcome = _level(QUIET, *turned)

        assert outcome.at_least == "high"
        assert [each.reason for each in outcome.raises] == [SEEN, VIEW]


def _advice(answers: dict[str, str], *raises: Raise) -> Advice:
    needs = every(row("home", level_reaches("high")), actions={"home": ["offer_a_bed"]})
    return advice_of(
        _screening(),
        referral(needs, actions=[care("offer_a_bed")]),
        answers=answers,
        raises=raises,
    )


def _reasons(advice: Advice) -> dict[str, list[str]]:
    return {
        each.action.id: [why.because for why in each.reasons] for each in advice.entries
    }


EVERYBODY = "This holds for everybody, whatever else is found out."
UNTIL = "Not enough is known yet, so we act on this until it is."


@pytest.mark.parametrize(
    ("answers", "level", "reasons"),
    [
        (QUIET, "none", {"greet": [EVERYBODY]}),
        (QUIET, "some", {"greet": [EVERYBODY], "listen": [SEEN.sentence]}),
        (
            KNOWN,
            "high",
            {
                "greet": ["This calls for some."],
                "listen": ["This calls for some."],
                "stay": [SEEN.sentence],
                "offer_a_bed": ["This calls for home."],
            },
        ),
        ({}, "some", {"greet": [EVERYBODY], "listen": [SEEN.sentence]}),
        ({}, None, {"greet": [EVERYBODY], "listen": [UNTIL]}),
    ],
)
def test_what_a_raise_calls_for(
    answers: dict[str, str], level: str | None, reasons: dict[str, list[str]]
) -> None:
    """
    Actions follow the raised level, which later protocols read, and say why.
    """
    raises = () if level is None else (_raise(level, role="screening"),)

    assert _reasons(_advice(answers, *raises)) == reasons


def test_why_of_a_raise() -> None:
    """
    The reason names the raised level; it has no source and rests on no answer.
    """
    advice = _advice(QUIET, _raise("high", VIEW, "screening"))
    stay = next(each for each in advice.entries if each.action.id == "stay")
    (why,) = stay.reasons

    assert stay.certainty is Certainty.CERTAIN
    assert (why.role, why.decision, why.result) == ("screening", "concern", "high")
    assert why.source is None
    assert why.facts == ()


def test_what_the_result_rests_on() -> None:
    """
    A raised level needs no answer; what could still go beyond it does.
    """
    raised = assess(_screening(), QUIET, on=NOON, raises=[_raise("high")])
    some = assess(_screening(), QUIET, on=NOON, raises=[_raise("some")])

    assert raised.reasons == {"concern": ()}
    assert some.reasons == {"concern": ("strong",)}


def test_where_one_has_a_level_the_role_may_be_left_out() -> None:
    """
    Then there is no doubt whose level is meant.
    """
    assert "stay" in _advice(QUIET, _raise("high")).actions


@pytest.mark.parametrize(
    ("given", "problem", "available"),
    [
        (_raise("high", role="referral"), "names no role", ("screening",)),
        (_raise("high", role="screning"), "names no role", ("screening",)),
        (_raise("hihg"), "a level that `screening` does not have", LEVELS),
    ],
)
def test_what_does_not_fit_is_refused(
    given: Raise, problem: str, available: tuple[str, ...]
) -> None:
    """
    An error names the roles or levels there are, and repeats nothing.
    """
    with pytest.raises(RaiseError, match=problem) as caught:
        _advice(QUIET, given)

    assert caught.value.available == available
    assert str(caught.value).endswith(f"there is {', '.join(available)}")
    assert "hihg" not in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, caring.CaringError)


def test_what_has_no_level_cannot_be_raised() -> None:
    """
    Consent rules have none.
    """
    rules = consent_rules(patient_decides())

    with pytest.raises(RaiseError, match=r"names no role that has a level$"):
        assess(rules, {}, on=NOON, raises=[_raise("high")])


@pytest.mark.parametrize(
    ("child", "fits"), [("yes", True), (None, True), ("no", False)]
)
def test_only_of_whom_it_is_for(child: str | None, *, fits: bool) -> None:
    """
    A protocol that surely is not for the person has no level to raise.
    """
    for_children = _screening(is_yes("child"))
    answers = {} if child is None else {"child": child}
    if fits:
        found = assess(for_children, answers, on=NOON, raises=[_raise("high")])
        assert found.outcomes["concern"].is_settled
        return
    with pytest.raises(RaiseError, match="is not for this person"):
        assess(for_children, answers, on=NOON, raises=[_raise("high")])


def test_a_raise_prints_nothing() -> None:
    """
    Neither itself nor the record shows what was raised.
    """
    raised = _raise("high", VIEW, "screening")
    found = assess(_screening(is_no("child")), {}, on=NOON, raises=[_raise("high")])

    assert repr(raised) == "Raise(...)"
    assert "high" not in repr(found.record)


def test_how_a_raise_is_written() -> None:
    """
    The reason may be written as a word; the time needs its zone.
    """
    assert Raise(level="high", reason="own_view").reason is VIEW
    assert Raise(level="high", reason=VIEW, at=NOON).at == NOON
    with pytest.raises(RaiseError, match="there is professional_judgement, "):
        Raise(level="high", reason="a feeling")
    with pytest.raises(RaiseError, match=r"needs a time zone$"):
        Raise(level="high", reason=VIEW, at=dt.datetime(2026, 1, 15))  # noqa: DTZ001


def test_a_raise_without_a_role_is_kept_with_the_one_it_means() -> None:
    """
    Where one protocol has a level, a raise that names no role is a raise of that.
    """
    protocols = {"signs": _screening(), "needs": referral(every())}
    found = by_role([_raise("some"), _raise("high", VIEW)], protocols)

    assert {
        role: [(each.role, each.level) for each in its] for role, its in found.items()
    } == {"signs": [("signs", "high")]}


def test_a_raise_decides_what_the_rules_alone_would_leave_open() -> None:
    """
    Where every answer gives the level that somebody raised it to, the rules are done.
    """
    contrary = all_hold(is_yes("a"), is_no("a"))
    concern = highest(
        row("some", is_yes("a")),
        row("high", contrary),
        both_ways={"a": ("yes", "no")},
    )

    def is_undecided(*raises: Raise) -> bool:
        found = decide(concern, case(), raises)
        assert isinstance(found, LevelOutcome)
        return found.is_undecided

    assert not is_undecided()
    assert is_undecided(_raise("some"))
