"""
The strategies reach everything that the laws claim to speak of.
"""

from functools import partial

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Within,
    parts,
)
from caring.language.decisions import Every, WhileUnsettled
from caring.language.silence import RECORDED
from caring.running.decide import decide
from caring.testing.strategies import (
    any_conditions,
    conditions,
    fact_sets,
    lists_of_needs,
    scales,
)
from tests.laws.cases import cases

FORMS = {
    All,
    AnyOf,
    AtLeast,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Within,
}


def _forms(condition: Condition) -> set[type]:
    found = {type(condition)}
    for part in parts(condition):
        found |= _forms(part)
    return found


def test_every_form_of_condition_is_reached() -> None:
    """
    Both strategies draw every form of condition there is.
    """
    assert set(Condition.__args__) == FORMS
    assert _drawn(fact_sets().flatmap(conditions)) == FORMS
    assert _drawn(fact_sets().flatmap(any_conditions)) == FORMS


def _drawn(strategy: st.SearchStrategy[Condition]) -> set[type]:
    seen: set[type] = set()

    @settings(max_examples=100, database=None, derandomize=True)
    @given(strategy)
    def draw(condition: Condition) -> None:
        seen.update(_forms(condition))

    draw()
    return seen


def test_every_silence_and_kind_of_answer_is_reached() -> None:
    """
    Cases are drawn in which facts are answered, silent in each way, and not applicable.
    """
    seen: set[object] = set()
    applicable: set[bool] = set()

    @settings(max_examples=100, database=None, derandomize=True)
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        facts = data.draw(fact_sets())
        case = data.draw(cases(facts))
        seen.update(
            each if each in RECORDED else type(each) for each in case.standings.values()
        )
        applicable.update(fact in case.standings for fact in case.applies_when)

    draw()
    assert seen == {*RECORDED, str, int}
    assert applicable == {True, False}


def test_settled_and_unsettled_results_are_reached() -> None:
    """
    A settled lowest level, and an unsettled level with a floor, can both be drawn.
    """

    @st.composite
    def outcomes(draw: st.DrawFn) -> tuple[str, str, str]:
        facts = draw(fact_sets())
        outcome = decide(draw(scales(facts)), draw(cases(facts)))
        return outcome.at_least, outcome.working, outcome.at_most  # type: ignore[union-attr]

    for wanted in [("none", "none", "none"), ("none", "middle", "high")]:
        quietly = settings(
            max_examples=5_000,
            database=None,
            suppress_health_check=list(HealthCheck),
            # One is enough; nobody reads it, so it need not be made small.
            phases=[Phase.generate],
        )
        assert find(outcomes(), wanted.__eq__, settings=quietly) == wanted


def test_both_ways_of_waiting_are_reached() -> None:
    """
    Needs are drawn that ask, and needs that act as a precaution.
    """
    for wanted in WhileUnsettled:
        waiting = fact_sets().flatmap(lists_of_needs).map(_ways_of_waiting)
        assert wanted in find(waiting, partial(contains, item=wanted))


def contains(found: set[WhileUnsettled], item: WhileUnsettled) -> bool:
    return item in found


def _ways_of_waiting(needs: Every) -> set[WhileUnsettled]:
    return {row.unsettled for row in needs.rows}
