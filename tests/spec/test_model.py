"""
What the words of the language say about themselves, and what they refuse to be.
"""

from collections.abc import Callable

import attrs
import pytest

from caring.language.answers import Answer
from caring.language.conditions import Condition, Use, uses
from caring.language.consent import About, Decider
from caring.language.decisions import First
from caring.language.facts import Options, Time, is_strictest_possible
from caring.language.raises import Raise
from caring.language.results import ConsentDecision
from caring.language.routes import Route
from caring.language.strictness import StricterOption, strictest
from caring.language.validity import Element, Validity
from caring.values.errors import RaiseError
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    T,
    U,
    all_hold,
    at_least,
    choice,
    consent,
    does_not_hold,
    is_yes,
    named,
    number,
    score,
    some_hold,
    yes_no,
)

A, B = is_yes("a"), is_yes("b")


@pytest.mark.parametrize(
    ("condition", "directions"),
    [
        (A, [(A, True)]),
        (does_not_hold(A), [(A, False)]),
        (does_not_hold(does_not_hold(A)), [(A, True)]),
        (all_hold(A, does_not_hold(B)), [(A, True), (B, False)]),
        (does_not_hold(some_hold(A, B)), [(A, False), (B, False)]),
        (does_not_hold(at_least(1, A)), [(A, False)]),
        (does_not_hold(named("finding", A)), [(A, False)]),
        # points that add help a sum to reach, and those taken off hinder it
        (score({"a": 1, "b": -1}, at_least=1), [(A, True), (B, False)]),
        (score({"a": 0}, at_least=1), [(A, False)]),
        (score({"a": 1, "b": -1}, below=3), [(A, False), (B, True)]),
        (score({"a": 2}, below=3), [(A, False)]),
        (score({"a": 0}, below=3), [(A, True)]),
        (does_not_hold(score({"a": 1}, at_least=1)), [(A, False)]),
        (does_not_hold(score({"a": 1}, below=3)), [(A, True)]),
        # a sum with both ends is met once for each
        (score({"a": 1}, at_least=1, below=3), [(A, True), (A, False)]),
    ],
)
def test_in_which_direction_a_part_works(
    condition: Condition, directions: list[tuple[Condition, bool]]
) -> None:
    """
    What danger a row rests on is read off the direction of each of its parts.
    """
    expected = [(leaf, helps) for leaf, helps in directions]

    assert [(each.leaf, each.helps) for each in uses(condition)] == expected
    assert all(isinstance(each, Use) for each in uses(condition))


@pytest.mark.parametrize(
    ("about", "routes"),
    [
        (About.EXAMINING, {Route.EMERGENCY}),
        (About.TREATING, {Route.EMERGENCY}),
        (About.SHARING, {Route.LEGAL_DUTY}),
        (About.REPORTING, {Route.LEGAL_DUTY}),
        *[
            (each, set())
            for each in About
            if each
            not in {About.EXAMINING, About.TREATING, About.SHARING, About.REPORTING}
        ],
    ],
)
def test_which_ways_without_consent_there_may_be(
    about: About, routes: set[Route]
) -> None:
    """
    An emergency opens care and nothing else; a legal duty opens passing on.
    """
    assert about.routes == frozenset(routes)


@pytest.mark.parametrize(
    ("name", "truth", "is_refused"),
    [
        ("state", F, True),
        ("not_withdrawn", F, True),
        ("not_refused_for_all", F, True),
        ("state", U, False),
        ("state", T, False),
        # it fails, and yet nobody said no
        ("understood", F, False),
    ],
)
def test_what_is_a_refusal(name: str, truth: Truth, *, is_refused: bool) -> None:
    """
    Refused is what somebody refused or withdrew, and not what is merely not valid.
    """
    elements = (
        Element("asked_alone", T, Validity.VOLUNTARINESS),
        Element(name, truth, Validity.REVOCABILITY),
    )
    decision = ConsentDecision(
        purpose="share_ngo",
        recipient=None,
        truth=F,
        decider=Decider.PATIENT,
        elements=elements,
        if_refused="Care goes on.",
    )

    assert decision.is_refused is is_refused


def test_a_moment_has_no_danger() -> None:
    """
    What has no danger says so in so many words.
    """
    moment = attrs.evolve(yes_no("since"), domain=Time(by_the_hour=True))

    assert moment.has_danger is False
    assert yes_no("a").has_danger is True


def test_no_option_is_the_strictest_where_they_cannot_be_compared() -> None:
    """
    A parameter without a stricter direction has no strictest value.
    """
    assert is_strictest_possible("boss", choice("who", "alone", "boss")) is False
    assert is_strictest_possible(3, number("count", 0, 3)) is False


def test_laws_that_name_every_option_are_compared() -> None:
    """
    The stricter of two holds, also where no third option is left.
    """
    order = StricterOption(("allowed", "mandatory"))

    assert strictest(["mandatory", "allowed"], order) == "mandatory"
    assert strictest(["allowed", "other"], order) is None


def test_what_is_no_word_is_kept_as_it_is() -> None:
    """
    A value that is no text is judged against its fact later, and fails nowhere before.
    """
    assert Answer(["yes"]).value == ["yes"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["yes"], "expected yes"),
        (["yes", "no"], "expected yes or no"),
        (["a", "b", "c"], "expected a, b or c"),
    ],
)
def test_what_a_choice_expects(labels: list[str], expected: str) -> None:
    """
    Options are named as in a sentence.
    """
    options = Options(type="choice", labels={each: each for each in labels})

    assert options.expected == expected


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: consent(form="sung"),
            "`form` must be one of oral, written",
        ),
        (
            lambda: consent(decided_by="neighbour"),
            (
                "`decided_by` must be one of patient, guardian, independent_guardian, "
                "proxy, court, nobody_yet"
            ),
        ),
        (
            lambda: consent(told="their_duties"),
            "`told` and `items` take several names, in a list",
        ),
        (
            lambda: consent(pressure="some"),
            "`pressure` must be one of yes, no",
        ),
        (
            lambda: First(id="who", rows=(), unsettled="nobody_yet"),
            "a first-match table has either `otherwise` or a `gap`",
        ),
    ],
)
def test_what_is_refused_is_said_in_full(
    make: Callable[[], object], message: str
) -> None:
    """
    Whoever has to mend it reads the whole sentence.
    """
    with pytest.raises((TypeError, ValueError)) as caught:
        make()

    assert str(caught.value) == message


def test_a_raise_for_no_known_reason() -> None:
    """
    The reasons that there are come with the refusal, in their order.
    """
    with pytest.raises(RaiseError) as caught:
        Raise(level="high", reason="because", at=NOON)

    assert caught.value.args == (
        "a raise gives one of the reasons",
        (
            "professional_judgement",
            "something_seen",
            "something_told",
            "colleague_advises",
            "own_view",
        ),
    )
