"""
Checklists: which points apply, which are done, and which stay on the list.
"""

import datetime as dt
from typing import Any, get_args

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import caring
from caring.artefact import canonical
from caring.authoring.documents.checklist import KindWord
from caring.guidance.assessment import Assessment
from caring.guidance.checklist import MOMENTS, Checklist, Point, open_points
from caring.guidance.protocol import Status
from caring.language.conditions import ALWAYS, Condition, Is, facts_in
from caring.language.decisions import Decision, Every, conditions_of
from caring.language.facts import Fact, Lasting, Obtained, Options, Sensitivity
from caring.language.results import EveryOutcome
from caring.language.silence import RECORDED
from caring.showing.conditions import say
from caring.showing.protocols import protocol_lines
from caring.showing.wording import Wording
from caring.testing.strategies import SOURCE, any_answers_for, some_answer, values_of
from caring.values.errors import AnswersError
from caring.values.truth import Truth

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def yes(fact: str) -> Condition:
    return Is(fact, frozenset({"yes"}))


def fact(name: str, applies_when: Condition | None = None) -> Fact:
    return Fact(
        id=name,
        domain=Options(type="yes_no", labels={"yes": "", "no": ""}),
        obtained=Obtained.RECORDED,
        wording=f"{name}.",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=SOURCE,
        applies_when=applies_when,
    )


def point(id_: str, moment: Any = "always", **changes: Any) -> Point:
    whole = Point(
        id=id_, kind="do", who="staff", moment=moment, text="Do it.", source=SOURCE
    )
    return attrs.evolve(whole, **changes)


def checklist(*points: Point, population: Condition | None = None) -> Checklist:
    facts = ("needed", "finished", "inside")
    return Checklist(
        id="checklist/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="A small one",
        purpose="It is made for a table.",
        population=population,
        facts={each: fact(each) for each in facts},
        points=points,
    )


def outcome(assessment: Assessment, decision: str) -> EveryOutcome:
    found = assessment.outcomes[decision]
    assert isinstance(found, EveryOutcome)
    return found


def names(points: tuple[Point, ...]) -> list[str]:
    return [each.id for each in points]


# needed, finished -> applies, done, on the list
MEANING = [
    ("yes", "no", T, F, True),
    ("yes", None, T, U, True),
    ("yes", "declined", T, U, True),
    ("yes", "yes", T, T, False),
    (None, "no", U, F, True),
    (None, None, U, U, True),
    (None, "yes", U, T, False),
    ("declined", "no", U, F, True),
    ("does_not_know", "unsafe_to_ask", U, U, True),
    ("no", "no", F, F, False),
    ("no", None, F, U, False),
    ("no", "yes", F, T, False),
]


@pytest.mark.parametrize(("needed", "finished", "applies", "done", "is_open"), MEANING)
def test_a_point_stays_until_it_surely_need_not(
    needed: str | None,
    finished: str | None,
    applies: Truth,
    done: Truth,
    is_open: bool,
) -> None:
    """
    A point leaves the list when it surely does not apply, or surely is done.
    """
    one = point("one", when=yes("needed"), done=yes("finished"))
    answers = {"needed": needed, "finished": finished}
    known = {name: each for name, each in answers.items() if each is not None}

    found = caring.assess(checklist(one), known, on=ON)

    assert outcome(found, "points").rows[0].truth is applies
    assert outcome(found, "done").rows[0].truth is done
    assert names(open_points(found)) == (["one"] if is_open else [])


@pytest.mark.parametrize("answer", [None, *values_of(fact("any")), *RECORDED])
def test_a_point_without_a_condition_always_applies(answer: object) -> None:
    """
    Whatever is known, it applies, and it is settled that it does.
    """
    answers = {} if answer is None else {"needed": answer}

    found = caring.assess(checklist(point("one")), answers, on=ON)

    assert outcome(found, "points").certain == ("one",)
    assert outcome(found, "points").missing == ()
    assert outcome(found, "done").is_settled
    assert names(open_points(found)) == ["one"]
    assert found.reasons == {"points": (), "done": ()}


@pytest.mark.parametrize(
    ("inside", "on_the_list"), [("yes", ["one"]), (None, ["one"]), ("no", [])]
)
def test_a_list_for_some_people(inside: str | None, on_the_list: list[str]) -> None:
    """
    Only who is surely outside the population has no points.
    """
    answers = {} if inside is None else {"inside": inside}

    found = caring.assess(
        checklist(point("one"), population=yes("inside")), answers, on=ON
    )

    assert names(open_points(found)) == on_the_list


def test_points_come_by_moment_and_then_as_written() -> None:
    """
    Preparation comes first and what holds always comes last.
    """
    moments = ["always", "plan", "private", "preparation", "private"]
    points = [point(f"p{n}", each) for n, each in enumerate(moments)]

    found = caring.assess(checklist(*points), {}, on=ON)

    assert names(open_points(found)) == ["p3", "p2", "p4", "p1", "p0"]
    assert MOMENTS[0] == "preparation"
    assert MOMENTS[-1] == "always"


def test_only_a_checklist_has_points() -> None:
    """
    The points of a referral cannot be asked for.
    """
    referral = caring.assess("referral/first-services", {}, on=ON)

    with pytest.raises(TypeError, match="only a checklist has points"):
        open_points(referral)


def test_a_condition_that_always_holds() -> None:
    """
    It is said as "always", asks no fact, and is the default that is not written.
    """
    small = checklist(point("one"))

    assert say(ALWAYS, small, Wording(small, None)) == "always"
    assert facts_in(ALWAYS) == frozenset()
    assert [conditions_of(each) for each in small.decisions] == [(ALWAYS,), ()]
    assert '"when"' not in canonical(small.kind, small)
    assert small.digest != checklist(point("one", when=yes("needed"))).digest
    assert "  Applies: always." in [
        "  " * (each.depth - 1) + each.text for each in protocol_lines(small)
    ]


# The bundled checklist


def _bundled() -> Checklist:
    found = caring.load("checklist/working-with-interpreters")
    assert isinstance(found, Checklist)
    return found


BUNDLED = _bundled()


def assessed(answers: caring.Answers) -> Assessment | None:
    """
    The assessment of some answers, or nothing where they do not fit.
    """
    try:
        return caring.assess(BUNDLED, answers, on=ON)
    except AnswersError:
        return None


def fitting() -> st.SearchStrategy[caring.Answers]:
    """
    Draw answers that fit, mostly of somebody who needs an interpreter.
    """
    needed = caring.Answers({"fluent_together": "no", "interpreting_by": "in_person"})
    drawn = any_answers_for(BUNDLED)
    joined = drawn.map(
        lambda each: needed.replacing(
            **{name: one.value for name, one in each.values.items()}
        )
    )
    return (joined | drawn).filter(lambda each: assessed(each) is not None)


@given(st.data(), fitting())
def test_silence_is_never_a_no(data: st.DataObject, answers: caring.Answers) -> None:
    """
    A silence takes no point off the list that some answer would leave there.

    Nor does it settle a point, or call one done, other than every answer would.
    """
    name = data.draw(st.sampled_from(sorted(BUNDLED.facts)))
    silence = data.draw(st.sampled_from(RECORDED))
    answer = data.draw(st.sampled_from(values_of(BUNDLED.facts[name])))
    silent = assessed(answers.replacing(**{name: silence}))
    answered = assessed(answers.replacing(**{name: answer}))
    assume(silent is not None)
    assume(answered is not None)
    assert silent is not None
    assert answered is not None

    assert set(names(open_points(answered))) <= set(names(open_points(silent)))
    for decision in ("points", "done"):
        was, now = outcome(silent, decision), outcome(answered, decision)
        assert set(was.certain) <= set(now.certain)
        assert set(was.ruled_out) <= set(now.ruled_out)


@given(st.data(), fitting())
def test_knowing_more_settles_more(
    data: st.DataObject, answers: caring.Answers
) -> None:
    """
    One more answer contradicts nothing, and only takes points off the list.
    """
    unknown = sorted(BUNDLED.facts.keys() - answers.values.keys())
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    more = answers.replacing(**{name: data.draw(some_answer(BUNDLED.facts[name]))})
    before, after = assessed(answers), assessed(more)
    assume(after is not None)
    assert before is not None
    assert after is not None

    assert set(names(open_points(after))) <= set(names(open_points(before)))
    for decision in ("points", "done"):
        was, now = outcome(before, decision), outcome(after, decision)
        assert set(was.certain) <= set(now.certain)
        assert set(was.ruled_out) <= set(now.ruled_out)


@given(fitting())
def test_what_is_never_done_stays(answers: caring.Answers) -> None:
    """
    No answer takes what always applies and is never done off the list.
    """
    found = assessed(answers)
    assert found is not None

    lasting = {each.id for each in BUNDLED.points if each.when == ALWAYS}
    assert lasting == {"keep-a-list", "nobody-else-interprets", "keep-a-distance"}
    assert lasting <= set(names(open_points(found)))


def test_it_holds_all_of_its_sheet() -> None:
    """
    Each of the 19 points of the notes on action sheet 3 is here, once.
    """
    origins = [each.origin for each in BUNDLED.points]

    assert sorted(map(str, origins)) == [f"AS03-{n:02}" for n in range(1, 20)]


def test_its_words_serve_any_patient() -> None:
    """
    Nothing in it says what may have happened to the person; sentences are short.
    """
    texts = [BUNDLED.title, BUNDLED.purpose, *(each.text for each in BUNDLED.points)]
    facts = [each for each in BUNDLED.facts.values() if "interpret" in each.id]

    for text in [*texts, *(each.wording for each in facts)]:
        assert "traffick" not in text.lower()
        assert "victim" not in text.lower()
        assert all(len(each.split()) < 25 for each in text.split(". "))


def test_it_brings_no_actions() -> None:
    """
    A checklist informs; it means two decisions, and neither calls for anything.
    """
    decisions: tuple[Decision, ...] = BUNDLED.decisions

    assert [each.id for each in decisions] == ["points", "done"]
    assert all(isinstance(each, Every) and not each.actions for each in decisions)
    assert not BUNDLED.actions
    assert {each.kind for each in BUNDLED.points} <= set(get_args(KindWord))
