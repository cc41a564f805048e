"""
Six examples that broke earlier sketches of the design, each shown to hold now.

They are told on the bundled protocols wherever one of those shows them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest

import caring
from caring.guidance.assessment import Certainty
from caring.guidance.measure import reading as reading_of
from caring.guidance.protocol import Status
from caring.guidance.safety import Safety
from caring.language.answers import Answers
from caring.language.conditions import Reaches
from caring.language.results import EveryOutcome, LevelOutcome
from caring.language.silence import RECORDED, Silence
from caring.running.decide import decide
from caring.running.fit import fit
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.spec.builders import (
    NOON,
    F,
    T,
    U,
    advice_of,
    choice,
    every,
    highest,
    is_one_of,
    is_yes,
    level_reaches,
    referral,
    row,
    screening,
)


def _safety(name: str) -> Safety:
    found = caring.load(name)
    assert isinstance(found, Safety)
    return found


TRIAGE = _safety("safety/suicide-triage")
PLACE = TRIAGE.level.scale.index

WISH, THOUGHTS = "suicide_wish_to_be_dead", "suicide_thoughts"
METHOD, INTENT, PLAN = "suicide_method", "suicide_intent", "suicide_plan"
EVER, RECENT = "suicide_behaviour_ever", "suicide_behaviour_recent"
QUESTIONS = (WISH, THOUGHTS, METHOD, INTENT, PLAN, EVER, RECENT)
AFTER_THOUGHTS = (METHOD, INTENT, PLAN)

Sheet = tuple[str, ...]
"""Answers to the seven questions, in their order."""


@cache
def _triage(sheet: Sheet) -> LevelOutcome | None:
    """
    The level of a sheet, or nothing where its answers do not fit one another.
    """
    answers = Answers(dict(zip(QUESTIONS, sheet, strict=True)))
    try:
        case = fit(answers, TRIAGE.facts, TRIAGE.constraints, Moment.of(NOON))
    except AnswersError:
        return None
    found = decide(TRIAGE.level, case)
    assert isinstance(found, LevelOutcome)
    return found


def _level(answers: Mapping[str, str]) -> LevelOutcome:
    found = _triage(tuple(answers.get(each, "not_asked") for each in QUESTIONS))
    assert found is not None
    return found


# Acting on the floor alone, whatever else is known, would act on a level that no answer
# could give: with nothing left to find but a low sign, on a moderate one.


@pytest.mark.parametrize(
    ("wish", "at_most", "working"),
    [("no", "none_noted", "none_noted"), ("declined", "low", "low")],
)
def test_the_working_level_is_never_above_what_is_possible(
    wish: str, at_most: str, working: str
) -> None:
    """
    The floor is moderate, and where no answer can reach it nobody acts as if one had.
    """
    found = _level({WISH: wish, THOUGHTS: "no", EVER: "no"})

    assert found.floor == "moderate"
    assert (found.at_most, found.working) == (at_most, working)


def test_the_working_level_is_never_above_what_is_possible_on_any_sheet() -> None:
    """
    So it is on every sheet of no and silence; on some of them the floor lies higher.
    """
    sheets = product(("no", "declined", "not_asked"), repeat=len(QUESTIONS))
    found = [each for each in map(_triage, sheets) if each is not None]

    for each in found:
        assert PLACE(each.at_least) <= PLACE(each.working) <= PLACE(each.at_most)
    assert any(PLACE(each.floor) > PLACE(each.at_most) for each in found)


# Where declined called for the floor and yes only for the level of its row, the level
# went up from no to declined and came down again from declined to yes.


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_declined_yes_never_goes_up_and_down(question: str) -> None:
    """
    Whatever the other answers are: no, then every silence, then yes never falls.
    """
    place, compared = QUESTIONS.index(question), 0
    for others in product(("no", "not_asked", "yes"), repeat=len(QUESTIONS) - 1):
        for silence in Silence:
            walk = [
                _triage((*others[:place], answer, *others[place:]))
                for answer in ("no", silence.value, "yes")
            ]
            found = [each for each in walk if each is not None]
            for bound in ("at_least", "floor", "working", "at_most"):
                levels = [PLACE(getattr(each, bound)) for each in found]
                assert levels == sorted(levels)
            compared += len(found) == len(walk)
    assert compared > 50


# Where a question that was rightly not asked counts as a silence, hardly any triage
# would ever settle: three of seven questions are only for those with thoughts.


def _asked_by_the_rules() -> Iterator[dict[str, str]]:
    """
    Walk every way of answering with yes and no just those questions that apply.
    """
    for wish, thoughts, ever in product(("no", "yes"), repeat=3):
        first = {WISH: wish, THOUGHTS: thoughts, EVER: ever}
        later = [*(AFTER_THOUGHTS if thoughts == "yes" else ())]
        later += [RECENT] if ever == "yes" else []
        for answers in product(("no", "yes"), repeat=len(later)):
            yield first | dict(zip(later, answers, strict=True))


def _as_published(answers: Mapping[str, str]) -> str:
    """
    The triage as a person reads it, in a second wording that shares no code.
    """
    positive = {question for question, answer in answers.items() if answer == "yes"}
    if positive & {INTENT, PLAN, RECENT}:
        return "high"
    if positive & {METHOD, EVER}:
        return "moderate"
    return "low" if positive else "none_noted"


def test_c_ssrs_settles_when_later_questions_rightly_were_not_asked() -> None:
    """
    Each of the 54 ways through the questions settles, on the level that was published.
    """
    ways = list(_asked_by_the_rules())
    assert len(ways) == 54

    for answers in ways:
        found = _level(answers)
        assert found.is_settled
        assert not found.is_open
        assert found.working == _as_published(answers)
    assert {_as_published(each) for each in ways} == set(TRIAGE.level.scale)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({THOUGHTS: "no", EVER: "no"}, {WISH}),
        ({WISH: "no", THOUGHTS: "yes", EVER: "no"}, {*AFTER_THOUGHTS}),
        ({WISH: "no", THOUGHTS: "no", EVER: "yes"}, {RECENT}),
        ({WISH: "no", EVER: "no"}, {THOUGHTS, *AFTER_THOUGHTS}),
        ({WISH: "no", EVER: "no", THOUGHTS: "declined"}, {THOUGHTS, *AFTER_THOUGHTS}),
    ],
)
def test_c_ssrs_does_not_settle_while_a_question_may_apply(
    answers: dict[str, str], missing: set[str]
) -> None:
    """
    What may apply and was not asked, or was declined, leaves the level unsettled.
    """
    found = _level(answers)

    assert not found.is_settled
    assert {each.fact for each in found.missing} == missing


# A prorated sum claims to know what two people left unanswered. Here it reaches a band
# that the answers given do not.

MOOD = caring.load("measure/phq-9")
EIGHT_POINTS_TWO_DECLINED = {
    "mood_little_interest": "nearly_all",
    "mood_low": "nearly_all",
    "mood_sleep": "most_days",
    "mood_tired": "declined",
    "mood_appetite": "declined",
    "mood_self_blame": "never",
    "mood_concentration": "never",
    "mood_slow_or_restless": "never",
    "mood_thoughts_of_death": "never",
}


def test_prorated_measures_do_not_feed_decisions() -> None:
    """
    The published value is ten, which is moderate; what is decided rests on the bounds.
    """
    assert isinstance(MOOD, caring.Protocol)
    assert MOOD.level is not None
    moderate = Reaches("measure", MOOD.level.scale, "moderate")
    mild = Reaches("measure", MOOD.level.scale, "mild")
    needs = referral(every(row("therapy", moderate), row("a_talk", mild)))
    advice = advice_of(MOOD, needs, answers=EIGHT_POINTS_TWO_DECLINED)

    sums = reading_of(advice.assessments["measure"])
    assert sums is not None
    assert (sums.as_published, sums.score_at_least, sums.score_at_most) == (10, 8, 14)
    band = advice.assessments["measure"].outcomes["band"]
    assert isinstance(band, LevelOutcome)
    assert (band.at_least, band.working, band.at_most) == ("mild", "mild", "moderate")
    assert "offer_mental_health_care" not in advice.actions
    found = advice.assessments["referral"].outcomes["needs"]
    assert isinstance(found, EveryOutcome)
    assert (list(found.certain), list(found.possible)) == (["a_talk"], ["therapy"])


# A tool for women has no answers for a man. Read as unknown it would hold his own level
# open for ever; read as low it would be a claim about him.

FOR_WOMEN = screening(
    highest(row("high", is_yes("hurt_by_partner"))),
    population=is_one_of("sex", "woman"),
    facts=[choice("sex", "woman", "man")],
)
COMPOSITE = Safety(
    id="safety/composite",
    version="1.0.0",
    status=Status.DRAFT,
    title="A small composite",
    purpose="To test.",
    facts=screening(highest(row("some", is_yes("threatened")))).facts,
    actions={},
    danger=highest(
        row("high", level_reaches("high")),
        row("some", is_yes("threatened")),
    ),
    expires={"none": None, "some": 24, "high": 24},
    reassess_when=("Something changes.",),
)


@pytest.mark.parametrize(
    ("sex", "hurt", "threatened", "applies", "at_least", "at_most"),
    [
        ("man", "not_asked", "no", F, "none", "none"),
        ("man", "not_asked", "yes", F, "some", "some"),
        ("man", "not_asked", "not_asked", F, "none", "some"),
        ("woman", "not_asked", "no", T, "none", "high"),
        ("woman", "declined", "no", T, "none", "high"),
        ("woman", "no", "no", T, "none", "none"),
        ("woman", "yes", "no", T, "high", "high"),
        # while it is not known, the tool can be ruled out and cannot be sure
        ("not_asked", "not_asked", "no", U, "none", "high"),
        ("declined", "yes", "no", U, "none", "high"),
        ("not_asked", "no", "no", U, "none", "none"),
    ],
)
def test_a_mans_composite_safety_level_settles_although_one_tool_is_for_women(
    sex: str, hurt: str, threatened: str, applies: Truth, at_least: str, at_most: str
) -> None:
    """
    Outside a tool's population every comparison with its level is surely false.
    """
    answers = {"sex": sex, "hurt_by_partner": hurt, "threatened": threatened}
    advice = advice_of(FOR_WOMEN, COMPOSITE, answers=answers)
    level = advice.assessments["safety"].outcomes["concern"]
    assert isinstance(level, LevelOutcome)

    assert advice.assessments["screening"].applies is applies
    assert (level.at_least, level.at_most) == (at_least, at_most)
    assert level.is_settled is (at_least == at_most)


# Waiting until age is known would leave the youngest without protection; acting for
# everybody would treat adults as children.

FOR_A_CHILD = {
    "ask_child_protection_lead",
    "act_as_for_a_child",
    "assess_before_going_home",
}


@pytest.mark.parametrize(
    ("age", "locked_in", "certainty"),
    [
        ("child_certain", "yes", Certainty.CERTAIN),
        ("child_likely", "yes", Certainty.CERTAIN),
        *((each.value, "yes", Certainty.PRECAUTION) for each in RECORDED),
        ("not_asked", "yes", Certainty.PRECAUTION),
        ("child_certain", "not_asked", Certainty.PRECAUTION),
        ("adult_likely", "yes", None),
        ("adult_certain", "yes", None),
        ("adult_certain", "not_asked", None),
    ],
)
def test_child_protection_with_unknown_age_gives_its_precaution(
    age: str, locked_in: str, certainty: Certainty | None
) -> None:
    """
    While somebody may be a child, they are protected as one, marked as a precaution.
    """
    answers = {"age_band": age, "locked_in": locked_in, "came_with_somebody": "no"}
    advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=NOON)
    found = {
        each.action.id: each.certainty
        for each in advice.entries
        if each.action.id in FOR_A_CHILD
    }

    assert found == ({} if certainty is None else dict.fromkeys(FOR_A_CHILD, certainty))
