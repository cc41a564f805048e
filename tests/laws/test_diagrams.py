"""
Decision diagrams, the solver and trying every choice say the same, and count alike.
"""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caring.language.silence import Silence
from caring.proving.classes import AnswerClass, Variable
from caring.proving.comparing import search
from caring.proving.comparing.diagrams import NO, Diagrams, TooLargeError
from caring.proving.comparing.search import Search
from caring.proving.formula import (
    NEVER,
    And,
    Formula,
    In,
    Negated,
    Or,
    cone,
    holds,
    threshold,
)
from caring.proving.prove import quiet
from caring.proving.solver import Solver
from caring.proving.trying import every

NAMES = ("a", "b", "c", "d")
WEIGHTS = (1, 3, 2)


def variable(name: str) -> Variable:
    silent = AnswerClass(label="not asked", weight=1, stands=Silence.NOT_ASKED)
    answers = [
        AnswerClass(label=str(n), weight=each, stands=str(n))
        for n, each in enumerate(WEIGHTS)
    ]
    declined = AnswerClass(label="declined", weight=1, stands=Silence.DECLINED)
    return Variable(name=name, classes=(*answers, silent, declined))


VARIABLES = {name: variable(name) for name in NAMES}
QUIET = {name: quiet(name, VARIABLES) for name in NAMES}


def formulas(depth: int = 3) -> st.SearchStrategy[Formula]:
    tests = st.builds(
        In, st.sampled_from(NAMES), st.frozensets(st.integers(0, 4), min_size=1)
    )
    if depth == 0:
        return tests
    inner = formulas(depth - 1)
    parts = st.lists(inner, max_size=3).map(tuple)
    terms = st.lists(st.tuples(st.integers(-2, 3), inner), max_size=4)
    return st.one_of(
        tests,
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Negated, inner),
        st.builds(threshold, terms, st.integers(-3, 5)),
    )


@given(formulas())
def test_three_engines_agree(formula: Formula) -> None:
    """
    What can be is found by each, all sheets are counted, and none is smaller.
    """
    found = list(every(VARIABLES, formula))
    diagrams = Diagrams(VARIABLES, budget=100_000, most=100_000)
    node = diagrams.node(formula)
    rest = prod(8 for name in NAMES if name not in cone(formula))
    weights = [
        prod(VARIABLES[name].classes[n].weight for name, n in each.items())
        for each in found
    ]
    assert diagrams.count(node, NAMES) == rest * sum(weights)
    assert (node == NO) is (not found)
    assert (Solver(VARIABLES).find(formula) is None) is (not found)
    if found:
        small = {**QUIET, **diagrams.smallest(node, QUIET)}
        assert holds(formula, small)
        assert _answers(small) == min(_answers({**QUIET, **each}) for each in found)


def _answers(places: dict[str, int]) -> int:
    return sum(n != QUIET[name] for name, n in places.items())


@pytest.fixture
def no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No diagram may take a step.
    """
    monkeypatch.setattr(search, "STEPS", 0)


@pytest.mark.usefixtures("no_budget")
def test_beyond_the_budget_the_solver_finds_and_nothing_is_counted() -> None:
    """
    What is found holds, and no answer of it can be left out.
    """
    some, other = In("a", frozenset({1, 2})), In("b", frozenset({0}))
    whole = Or((And((some, other)), And((In("c", frozenset({2})), some))))
    looking = Search(VARIABLES, frozenset(NAMES))
    for _ in range(2):
        found = looking.find(whole)
        assert found is not None
        assert found.sheets is None
        small = {**QUIET, **found.smallest}
        assert holds(whole, small)
        assert _answers(small) == 2
    assert looking.find(some, Or((other, some)), Negated(some)) is None
    assert looking.find(NEVER) is None
    assert looking.count(whole) is None


def test_a_budget_is_for_all_formulas_together() -> None:
    """
    What one formula took is gone for the next; what is known costs nothing.
    """
    one = And((In("a", frozenset({0})), In("b", frozenset({0}))))
    other = And((In("c", frozenset({0})), In("d", frozenset({0}))))
    diagrams = Diagrams(VARIABLES, budget=1, most=5)
    node = diagrams.node(one)
    assert diagrams.budget == 0
    assert diagrams.node(one) == node
    with pytest.raises(TooLargeError):
        diagrams.node(other)


def test_what_is_still_wanted_is_worked_out_once() -> None:
    """
    Two of four, whichever they are: each place is left with what is still wanted.
    """
    yes = {name: In(name, frozenset({0})) for name in NAMES}
    two = threshold([(1, each) for each in yes.values()], 2)
    diagrams = Diagrams(VARIABLES, budget=100, most=100)
    # One answer of eight is in the class: 8^4 sheets, less 7^4, less 4 times 7^3.
    assert diagrams.count(diagrams.node(two), NAMES) == 8**4 - 7**4 - 4 * 7**3
