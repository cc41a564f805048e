"""
The promises as laws over random facts, conditions and decisions.
"""

from collections.abc import Mapping
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from caring.language.answers import Case
from caring.language.conditions import Condition
from caring.language.decisions import Every, First, Highest
from caring.language.facts import Fact
from caring.language.results import EveryOutcome, LevelOutcome
from caring.language.silence import Silence
from caring.running.decide import decide, first
from caring.running.explain import bounds, reasons, reasons_for
from caring.running.interpret import judge
from caring.testing.strategies import (
    any_conditions,
    conditions,
    fact_sets,
    lists_of_needs,
    scales,
    tables,
)
from caring.values.truth import Truth
from tests.laws.cases import answering, cases, turning
from tests.laws.worlds import holds, level_in, worlds

_ORDER = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
_MOST_WORLDS = 3_000

Setting = tuple[Mapping[str, Fact], Case]


@st.composite
def settings_(draw: st.DrawFn, most: int = 4) -> Setting:
    facts = draw(fact_sets(most))
    return facts, draw(cases(facts))


def _levels(decision: Highest, case: Case) -> LevelOutcome:
    outcome = decide(decision, case)
    assert isinstance(outcome, LevelOutcome)
    return outcome


def _needs(decision: Every, case: Case) -> EveryOutcome:
    outcome = decide(decision, case)
    assert isinstance(outcome, EveryOutcome)
    return outcome


@given(st.data(), settings_(most=3))
def test_silence_is_never_a_no(data: st.DataObject, setting: Setting) -> None:
    """
    Whatever is claimed while facts are silent is so in every world they leave open.
    """
    facts, case = setting
    condition = data.draw(any_conditions(facts))
    truth = judge(condition, case).truth
    if truth is Truth.UNKNOWN:
        return

    for world in worlds(facts, case):
        assert holds(condition, world) is (truth is Truth.TRUE)


@given(st.data(), settings_())
def test_no_silent_green(data: st.DataObject, setting: Setting) -> None:
    """
    The lowest level is acted on only when no missing answer could raise it.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    outcome = _levels(decision, case)
    lowest = decision.scale[0]

    assert (outcome.working == lowest) is (outcome.at_most == lowest)
    for more in answering(case, facts):
        after = _levels(decision, more)
        assert (after.working == lowest) is (after.at_most == lowest)
        if outcome.working == lowest:
            assert after.working == lowest


@given(st.data(), settings_())
def test_the_working_level_lies_within_the_bounds(
    data: st.DataObject, setting: Setting
) -> None:
    """
    What is acted on is never below what is sure and never above what is possible.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    outcome = _levels(decision, case)
    place = decision.scale.index

    assert place(outcome.at_least) <= place(outcome.working) <= place(outcome.at_most)


@given(st.data(), settings_())
def test_knowing_more_settles_more_on_scales(
    data: st.DataObject, setting: Setting
) -> None:
    """
    One more answer narrows the bounds of a level and never contradicts a settled one.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    before = _levels(decision, case)
    place = decision.scale.index

    for more in answering(case, facts):
        after = _levels(decision, more)
        assert place(before.at_least) <= place(after.at_least)
        assert place(after.at_most) <= place(before.at_most)


@given(st.data(), settings_())
def test_knowing_more_settles_more_in_tables(
    data: st.DataObject, setting: Setting
) -> None:
    """
    One more answer leaves no result possible that was not possible before.
    """
    facts, case = setting
    decision: First = data.draw(tables(facts))
    before = first(decision, case)

    for more in answering(case, facts):
        after = first(decision, more)
        assert set(after.possible) <= set(before.possible)
        assert after.possible
        if before.is_settled:
            assert after.result == before.result


@given(st.data(), settings_())
def test_knowing_more_settles_more_of_any_condition(
    data: st.DataObject, setting: Setting
) -> None:
    """
    One more answer never turns round what was true or false.
    """
    facts, case = setting
    condition = data.draw(any_conditions(facts))
    truth = judge(condition, case).truth
    if truth is Truth.UNKNOWN:
        return

    for more in answering(case, facts):
        assert judge(condition, more).truth is truth


@given(st.data(), settings_())
def test_danger_only_adds_on_scales(data: st.DataObject, setting: Setting) -> None:
    """
    Turning an answer towards its danger never lowers a level, a bound or a floor.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    before = _levels(decision, case)
    place = decision.scale.index

    for worse in turning(case, facts):
        after = _levels(decision, worse)
        assert place(before.at_least) <= place(after.at_least)
        assert place(before.at_most) <= place(after.at_most)
        assert place(before.floor) <= place(after.floor)
        assert place(before.working) <= place(after.working)


@given(st.data(), settings_())
def test_danger_only_adds_to_needs(data: st.DataObject, setting: Setting) -> None:
    """
    Turning an answer towards its danger never makes a need less sure.
    """
    facts, case = setting
    decision = data.draw(lists_of_needs(facts))
    before = _needs(decision, case)

    for worse in turning(case, facts):
        after = _needs(decision, worse)
        for was, is_now in zip(before.rows, after.rows, strict=True):
            assert _ORDER.index(was.truth) <= _ORDER.index(is_now.truth)


@st.composite
def plain_settings(draw: st.DrawFn, most: int = 6) -> Setting:
    """
    Facts that always apply, so that every combination of answers is possible.
    """
    facts = {
        id_: fact
        for id_, fact in draw(fact_sets(most)).items()
        if not fact.applies_when
    }
    return facts, draw(cases(facts))


@given(st.data(), plain_settings())
def test_bounds_are_exact_while_facts_point_one_way(
    data: st.DataObject, setting: Setting
) -> None:
    """
    The bounds of a level are just the lowest and the highest that some world gives.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    outcome = _levels(decision, case)
    place = decision.scale.index
    possible = list(islice(worlds(facts, case, later_silence=False), _MOST_WORLDS))
    if len(possible) == _MOST_WORLDS:
        return
    found = {level_in(decision, world) for world in possible}

    assert min(found, key=place) == outcome.at_least
    assert max(found, key=place) == outcome.at_most


@given(st.data(), settings_(most=3))
def test_missing_that_matters_is_never_too_few(
    data: st.DataObject, setting: Setting
) -> None:
    """
    A silent fact that is not listed moves nothing, whatever else becomes known.
    """
    facts, case = setting
    decision = data.draw(st.one_of(scales(facts), tables(facts), lists_of_needs(facts)))
    listed = {each.fact for each in decide(decision, case).missing}

    for later in [case, *_two_more(case, facts)]:
        for fact in facts.keys() - listed:
            if case.recorded(fact) is not Silence.NOT_ASKED:
                continue
            without = bounds(decide(decision, later.forgetting(fact)))
            assert bounds(decide(decision, later)) == without


def _two_more(case: Case, facts: Mapping[str, Fact]) -> list[Case]:
    once = list(answering(case, facts))
    return [*once, *(twice for more in once for twice in answering(more, facts))]


@given(st.data(), settings_())
def test_what_is_open_can_still_be_asked(data: st.DataObject, setting: Setting) -> None:
    """
    A result is open only through a critical fact that was not asked, and always through
    one that surely applies.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    outcome = _levels(decision, case)

    unasked = {
        each.fact for each in outcome.missing if each.why is Silence.NOT_ASKED
    } - decision.not_critical
    now = {
        fact
        for fact in unasked
        if fact not in case.applies_when
        or judge(case.applies_when[fact], case).truth is Truth.TRUE
    }
    assert bool(now) <= outcome.is_open <= bool(unasked)
    assert not (outcome.is_settled and outcome.is_open)


@given(st.data(), settings_())
def test_reasons_are_enough_and_none_can_be_left_out(
    data: st.DataObject, setting: Setting
) -> None:
    """
    The facts that are named give the same bounds alone, and fewer of them do not.
    """
    facts, case = setting
    decision = data.draw(st.one_of(scales(facts), tables(facts), lists_of_needs(facts)))
    found = bounds(decide(decision, case))
    named = reasons((decision,), case)[decision.id]

    alone = case
    for fact in case.standings.keys() - set(named):
        alone = alone.forgetting(fact)
    assert bounds(decide(decision, alone)) == found
    for fact in named:
        assert bounds(decide(decision, alone.forgetting(fact))) != found


@given(st.data(), settings_())
def test_reasons_of_a_condition_are_enough(
    data: st.DataObject, setting: Setting
) -> None:
    """
    The facts that are named for a condition give it its truth alone.
    """
    facts, case = setting
    condition: Condition = data.draw(conditions(facts))
    named = reasons_for(condition, case)

    alone = case
    for fact in case.standings.keys() - set(named):
        alone = alone.forgetting(fact)
    assert judge(condition, alone).truth is judge(condition, case).truth


@given(st.data(), settings_())
def test_the_order_of_rows_means_nothing_on_scales(
    data: st.DataObject, setting: Setting
) -> None:
    """
    Rows of a scale can be written in any order.
    """
    facts, case = setting
    decision = data.draw(scales(facts))
    turned = Highest(
        id=decision.id,
        scale=decision.scale,
        rows=decision.rows[::-1],
        floor=decision.floor,
        floor_rows=decision.floor_rows[::-1],
        not_critical=decision.not_critical,
    )

    assert bounds(decide(turned, case)) == bounds(decide(decision, case))
    assert _levels(turned, case).working == _levels(decision, case).working
