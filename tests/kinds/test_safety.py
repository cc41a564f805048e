"""
The kind `safety`: how dangerous the situation is, and how long that stands.
"""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.safety import Escalation, Safety, one_step_up
from caring.language.answers import Case
from caring.language.conditions import facts_in
from caring.language.facts import Fact, Options, Sensitivity
from caring.language.results import LevelOutcome
from caring.language.silence import RECORDED, Silence
from caring.running.decide import decide
from caring.testing.strategies import SOURCE, some_answer
from tests.laws.cases import answering, fitted, turning
from tests.spec.builders import is_yes, row

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
# Time is measured by benchmarks, never by a law.
laws = settings(deadline=None)
BASE = Path(__file__).parent.parent / "broken" / "_base"


def _safety() -> Safety:
    found = caring.load("safety/immediate-danger")
    assert isinstance(found, Safety)
    return found


SAFETY = _safety()
FACTS: Mapping[str, Fact] = SAFETY.facts
SCALE = SAFETY.level.scale


def _least_dangerous(fact: Fact) -> str:
    assert isinstance(fact.domain, Options)
    return min(fact.domain.order[0]) if fact.has_danger else "no"


# Everything is answered as far from danger as can be; nobody came along.
QUIET = {
    id_: _least_dangerous(fact)
    for id_, fact in FACTS.items()
    if fact.applies_when is None and id_ != "age_band"
}


def outcome(case: Case) -> LevelOutcome:
    found = decide(SAFETY.level, case)
    assert isinstance(found, LevelOutcome)
    return found


def place(level: str) -> int:
    return SCALE.index(level)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """
    Answers that fit, from nothing at all to everything, often with little danger.
    """
    values: dict[str, object] = dict(draw(st.sampled_from([{}, QUIET, QUIET])))
    for fact in sorted(draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=8))):
        trial = {**values, fact: draw(some_answer(FACTS[fact]))}
        if fitted(FACTS, trial) is not None:
            values = trial
    found = fitted(FACTS, values)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sign", "before", "after"),
    [
        ({}, "standard", "moderate"),
        ({"could_come_back_tomorrow": "no"}, "moderate", "high"),
        ({"records_within_reach": "declined"}, "moderate", "high"),
        ({"threatened": "yes"}, "high", "imminent"),
        ({"children_unsafe": "does_not_know"}, "high", "imminent"),
        ({"in_danger_if_leaving_today": "yes"}, "imminent", "imminent"),
    ],
)
def test_getting_worse_is_one_step_up(
    sign: dict[str, str], before: str, after: str
) -> None:
    """
    From each level to the next, and above the highest there is none.
    """
    calm = caring.assess(SAFETY, {**QUIET, **sign}, on=ON)
    worse = caring.assess(SAFETY, {**QUIET, **sign, "getting_worse": "yes"}, on=ON)

    assert [_settled(each) for each in (calm, worse)] == [before, after]


def _settled(assessment: caring.Assessment) -> str:
    found = assessment.outcomes["level"]
    assert isinstance(found, LevelOutcome)
    assert found.is_settled
    return found.working


def _escalation(fact: str) -> Escalation:
    return Escalation(when=is_yes(fact), because="So.", source=SOURCE)


def test_a_level_without_rows_is_no_step() -> None:
    """
    Nothing reaches `middle`, so nothing is raised from it.
    """
    rows = [row("low", is_yes("a")), row("high", is_yes("b"))]
    scale = ("none", "low", "middle", "high", "top")
    found = one_step_up(rows, [_escalation("e")], scale)

    assert [(each.result, *sorted(facts_in(each.when))) for each in found] == [
        ("low", "e"),
        ("middle", "a", "e"),
        ("top", "b", "e"),
    ]


def test_two_escalations_are_one_step() -> None:
    """
    Rows that an escalation made are not raised by another one.
    """
    rows = [row("low", is_yes("a"))]
    both = [_escalation("e"), _escalation("f")]
    found = list(one_step_up(rows, both, ("none", "low", "high", "top")))

    assert [each.result for each in found] == ["low", "high", "low", "high"]
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize(
    ("level", "hours"), [("imminent", 24), ("high", 24), ("moderate", 168)]
)
def test_a_result_ends_after_its_hours(level: str, hours: int) -> None:
    """
    An hour before the end it stands, and at the end it does not.
    """
    end = SAFETY.expires_at(level, ON)
    assert end is not None

    assert ON + dt.timedelta(hours=hours - 1) < end
    assert ON + dt.timedelta(hours=hours) == end
    assert end.tzinfo is ON.tzinfo


def test_the_lowest_level_stands_until_the_next_visit() -> None:
    """
    Nobody knows when that is, so no moment is named.
    """
    assert SAFETY.expires_at("standard", ON) is None


def test_a_day_is_24_hours_when_clocks_change() -> None:
    """
    On the night on which a clock is put forward, the clock reads an hour later.
    """
    noon = dt.datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Sofia"))
    end = SAFETY.expires_at("high", noon)
    assert end is not None

    assert end.isoformat() == "2026-03-29T13:00:00+03:00"
    assert end.astimezone(dt.UTC) - noon.astimezone(dt.UTC) == dt.timedelta(hours=24)


def test_an_end_needs_a_level_and_a_zone() -> None:
    """
    Neither is guessed.
    """
    with pytest.raises(ValueError, match="no level is called `hihg`"):
        SAFETY.expires_at("hihg", ON)
    with pytest.raises(ValueError, match=r"^`assessed_at` needs a time zone$"):
        SAFETY.expires_at("high", ON.replace(tzinfo=None))


def test_every_level_has_an_end_and_danger_ends_sooner() -> None:
    """
    A result always expires, and a more dangerous one no later.
    """
    hours = [SAFETY.expires[each] for each in SCALE]

    assert hours[0] is None
    ends = [each for each in hours if each is not None]
    assert ends == sorted(ends, reverse=True)
    assert len(ends) == len(SCALE) - 1
    assert SAFETY.reassess_when


def test_which_silences_may_wait() -> None:
    """
    None about immediate danger, threats, suicide, staff or children is among them.
    """
    critical = ["danger_today", "controller_here", "threats", "threats_to_family"]
    critical += ["suicide", "staff", "children", "own_view"]
    asked = {
        fact
        for domain in critical
        for sign in SAFETY.domains[domain]
        for fact in facts_in(sign.when)
    }

    assert len(SAFETY.domains) >= 10
    assert not asked & SAFETY.level.not_critical
    assert "getting_worse" not in SAFETY.level.not_critical
    for fact in SAFETY.level.not_critical:
        assert FACTS[fact].sensitivity is not Sensitivity.IMMEDIATE_DANGER


def test_imminent_danger_brings_somebody_near_and_somebody_senior() -> None:
    """
    With one answer and nothing else known, none of that rests on a guard.
    """
    pathway_free = caring.assess(SAFETY, {"weapon_on_site": "yes"}, on=ON)
    assert _settled(pathway_free) == "imminent"

    actions = [SAFETY.actions[each] for each in SAFETY.level.actions["imminent"]]
    at_once = {
        each.id
        for each in actions
        if each.guard is None and each.urgency.value == "immediate"
    }
    assert {"do_not_leave_alone", "wait_in_safe_place", "offer_shelter"} <= at_once
    assert "tell_lead_of_concern" in SAFETY.level.actions["high"]


@laws
@given(cases())
def test_no_silent_green(case: Case) -> None:
    """
    Promise 2: the lowest level is acted on only when nothing missing could raise it.
    """
    found = outcome(case)

    assert (found.working == SCALE[0]) is (found.at_most == SCALE[0])
    if found.working == SCALE[0]:
        for more in answering(case, FACTS):
            assert outcome(more).working == SCALE[0]


@laws
@given(st.data(), cases())
def test_knowing_more_settles_more(data: st.DataObject, case: Case) -> None:
    """
    Promise 3: one more answer narrows the bounds.
    """
    unasked = [id_ for id_ in FACTS if case.recorded(id_) is Silence.NOT_ASKED]
    fact = data.draw(st.sampled_from(sorted(unasked)))
    value = data.draw(some_answer(FACTS[fact]))
    more = fitted(FACTS, {**case.standings, fact: value})
    if more is None:
        return
    before, after = outcome(case), outcome(more)

    assert place(before.at_least) <= place(after.at_least)
    assert place(after.at_most) <= place(before.at_most)


@laws
@given(cases())
def test_danger_only_adds(case: Case) -> None:
    """
    Promise 4: an answer turned towards its danger lowers no level, bound or floor.
    """
    before = outcome(case)

    for worse in turning(case, FACTS):
        after = outcome(worse)
        assert place(before.at_least) <= place(after.at_least)
        assert place(before.at_most) <= place(after.at_most)
        assert place(before.floor) <= place(after.floor)
        assert place(before.working) <= place(after.working)


@pytest.mark.parametrize("silence", RECORDED, ids=lambda each: each.value)
@pytest.mark.parametrize(
    "fact",
    sorted(
        fact
        for fact in frozenset().union(
            *(facts_in(each.when) for each in SAFETY.level.rows)
        )
        if fact in QUIET and FACTS[fact].has_danger
    ),
)
def test_no_silence_is_a_no(fact: str, silence: Silence) -> None:
    """
    One question of a sign is silent and all else is far from danger: not the lowest.
    """
    case = fitted(FACTS, {**QUIET, fact: silence})
    assert case is not None

    assert outcome(case).working != SCALE[0]


ROWS = """  rows:
    - {level: high, when: {at_least: 2, of: papers}, because: Two., source: own}
"""
SMALL = f"""
caring: safety/1
id: safety/small
version: "1.0.0"
status: draft
title: A small safety assessment
purpose: It shows one thing.
population: everyone
sources:
  own: {{read: project, part: a small assessment for tests}}
domains:
  papers:
    - level: high
      fact: papers_held
      critical: false
      may_wait_because: It takes time.
      because: A sign.
      source: own
    - level: high
      when: {{any: [companion_answers, fears_harm]}}
      because: A sign.
      source: own
level:
  scale: [low, some, high]
  floor: some
  escalation:
    - {{when: companion_answers, because: A step up., source: own}}
{ROWS}expires: {{high: 24, some: 72, low: next_visit}}
reassess_when: [Something changes.]
"""
PATHWAY = """
caring: pathway/1
id: pathway/danger
version: "1.0.0"
status: draft
title: One visit
purpose: A small pathway for tests.
sources:
  own: {read: project, part: the order of a visit}
source: own
steps:
  - {role: danger, protocol: safety/small, version: "1.0.0"}
  - {role: screening, protocol: screening/after, version: "1.0.0"}
"""


def _lay_out(place_: Path, **files: str) -> Path:
    shutil.copytree(BASE, place_, dirs_exist_ok=True)
    for name, text in files.items():
        file = place_ / name.replace("__", "/") / "1.0.0.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), "utf-8")
    return place_


def test_a_fact_that_counts_elsewhere_may_not_wait(tmp_path: Path) -> None:
    """
    One sign lets a fact wait, and a row beside the signs counts it.
    """
    counted = _read_small(tmp_path, SMALL)
    waits = _read_small(tmp_path, SMALL.replace(ROWS, ""))

    assert counted.level.not_critical == frozenset()
    assert waits.level.not_critical == {"papers_held"}


def _read_small(place_: Path, text: str) -> Safety:
    tree = _lay_out(place_, safety__small=text)
    found = caring.read(tree / "safety/small/1.0.0.yaml")
    assert isinstance(found, Safety)
    return found


def test_others_read_its_level_by_their_role(tmp_path: Path) -> None:
    """
    A later step of the pathway reaches for the level.
    """
    screening = (BASE / "screening/signs/1.0.0.yaml").read_text("utf-8")
    after = screening.replace("screening/signs", "screening/after").replace(
        "{any: [under_control,", "{any: [{danger.level: {at_least: high}},"
    )
    after = after.replace(
        "indicators:", "reads: {danger: [low, some, high]}\nindicators:"
    )
    tree = _lay_out(
        tmp_path, safety__small=SMALL, screening__after=after, pathway__danger=PATHWAY
    )
    assert caring.check(tree) == ()
    pathway = caring.read(tree / "pathway/danger/1.0.0.yaml")
    assert isinstance(pathway, caring.Pathway)

    advice = caring.advise({"fears_harm": "yes"}, pathway=pathway, on=ON)
    concern = advice.assessments["screening"].outcomes["concern"]
    assert isinstance(concern, LevelOutcome)
    assert concern.at_least == "high"


def test_how_long_a_result_stands_is_part_of_what_it_means() -> None:
    """
    Another end gives another digest; another event is a sentence, and another wording.
    """
    longer = attrs.evolve(SAFETY, expires={**SAFETY.expires, "high": 12})
    others = attrs.evolve(SAFETY, reassess_when=SAFETY.reassess_when[1:])

    assert longer.digest != SAFETY.digest == others.digest
    assert longer.wording_digest == SAFETY.wording_digest != others.wording_digest
