"""
The strategies reach everything that the laws claim to speak of.
"""

from functools import partial

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
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
    Through,
    Within,
    parts,
)
from caring.language.decisions import Every, Highest, WhileUnsettled
from caring.language.raises import Raise, RaiseReason
from caring.language.silence import RECORDED
from caring.running.decide import decide
from caring.testing.strategies import (
    any_answers_for,
    any_conditions,
    conditions,
    fact_sets,
    lists_of_needs,
    raises_for,
    scales,
)
from caring.values.errors import AnswersError
from tests.laws.cases import cases
from tests.laws.encounters import ON, asks_consent
from tests.spec.builders import consent_rules, first

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
    Through,
    Within,
}


def _forms(condition: Condition) -> set[type]:
    found = {type(condition)}
    for part in parts(condition):
        found |= _forms(part)
    return found


def test_every_form_of_condition_is_reached() -> None:
    """
    Both strategies draw every form of condition there is, where it may stand.
    """
    assert set(Condition.__args__) == FORMS
    assert _drawn(fact_sets().flatmap(conditions)) == FORMS - {Through}
    assert _drawn(fact_sets().flatmap(any_conditions)) == FORMS


def test_what_brings_a_level_or_acts_asks_for_no_consent() -> None:
    """
    Scales, their floors and needs that act rest on no consent; other needs may.
    """

    @settings(max_examples=100, database=None, derandomize=True)
    @given(fact_sets().flatmap(scales), fact_sets().flatmap(lists_of_needs))
    def draw(scale: Highest, needs: Every) -> None:
        for each in (*scale.rows, *scale.floor_rows):
            assert not asks_consent(each)
        for each in needs.rows:
            asking.add((each.unsettled, asks_consent(each)))

    asking: set[tuple[WhileUnsettled, bool]] = set()
    draw()
    assert asking == {
        (WhileUnsettled.ASK, True),
        (WhileUnsettled.ASK, False),
        (WhileUnsettled.ACT, False),
    }


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


def test_answers_to_a_protocol() -> None:
    """
    An app that tests itself gets answers that run, and such as are refused by name.
    """
    seen: dict[str, int] = {"fits": 0, "refused": 0, "silent": 0}
    names = ["screening/signs-in-clinic", "pathway/staff-detect-signs"]
    both = {
        name: found
        for name in names
        if isinstance(found := caring.load(name), caring.Protocol | caring.Pathway)
    }
    drawn = st.sampled_from(names).flatmap(
        lambda name: st.tuples(st.just(name), any_answers_for(both[name]))
    )

    @settings(max_examples=100, database=None, derandomize=True)
    @given(drawn)
    def draw(named: tuple[str, Answers]) -> None:
        name, answers = named
        found = both[name]
        assert answers.values.keys() <= found.facts.keys()
        seen["silent"] += any(
            each.value in RECORDED for each in answers.values.values()
        )
        try:
            _run(found, answers)
            seen["fits"] += 1
        except AnswersError as error:
            facts = {fact for each in error.problems for fact in each.facts}
            assert facts <= found.facts.keys()
            seen["refused"] += 1

    draw()
    assert min(seen.values()) > 2, seen


def _run(found: Protocol | Pathway, answers: Answers) -> object:
    if isinstance(found, Pathway):
        return caring.advise(answers, pathway=found, on=ON)
    return caring.assess(found, answers, on=ON)


def test_raises_of_a_protocol() -> None:
    """
    Every level and reason is drawn, none and two at once, with roles and without.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    protocol = caring.load("screening/signs-in-clinic")
    assert isinstance(pathway, Pathway)
    assert isinstance(protocol, Protocol)
    seen: set[object] = set()
    roles: set[object] = set()

    @settings(max_examples=150, database=None, derandomize=True)
    @given(raises_for(pathway), raises_for(protocol))
    def draw(along: tuple[Raise, ...], alone: tuple[Raise, ...]) -> None:
        seen.update({len(along), len(alone)})
        seen.update(each.level for each in along + alone)
        seen.update(each.reason for each in along + alone)
        roles.update(each.role for each in along + alone)
        advice = caring.advise({}, pathway=pathway, on=ON, raises=along)
        assert advice.record.raises == along
        assert caring.assess(protocol, {}, on=ON, raises=alone).record.raises == alone

    draw()
    assert seen == {0, 1, 2, *RaiseReason, "none_noted", "some", "high"}
    assert roles == {"screening", None}


def test_raises_of_a_protocol_without_a_level() -> None:
    """
    Where there is no level, nothing is raised.
    """
    nobody = first(otherwise="nobody_yet", unsettled="nobody_yet")

    assert find(raises_for(consent_rules(nobody)), lambda _: True) == ()


def test_answers_to_a_protocol_that_asks_nothing() -> None:
    """
    Where there is nothing to answer, nothing is answered.
    """
    nobody = first(otherwise="nobody_yet", unsettled="nobody_yet")

    assert find(any_answers_for(consent_rules(nobody)), lambda _: True) == Answers()
