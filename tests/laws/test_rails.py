"""
The rails say what the interpreter says: on random rules, and on all that are bundled.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import caring
from caring.artefact import FORMAT
from caring.guidance.directory import OF_EVERY_ENTRY
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Protocol
from caring.guidance.records import Record
from caring.language.answers import (
    Answers,
    Between,
    Case,
    LevelReading,
    Recording,
    Standing,
)
from caring.language.conditions import All, AtLeast, Condition, Is, Recorded, Within
from caring.language.decisions import Decision, conditions_of
from caring.language.facts import Fact, Number, Obtained
from caring.language.results import (
    EveryOutcome,
    FirstOutcome,
    LevelOutcome,
    Outcome,
)
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.library import shelf
from caring.proving.cases import answers_of, places_of, standings
from caring.proving.classes import ToldApart, Variable, facts_used, variables_of
from caring.proving.consents import given_by, purposes_of
from caring.proving.decided import Decided, Rows, Scale, Table, decided
from caring.proving.encode import Encoding, encode, free_context, free_variables
from caring.proving.formula import (
    Assignment,
    Formula,
    In,
    both,
    cone,
    either,
    holds,
    negated,
    renamed,
    threshold,
)
from caring.proving.rails import Context, Rails
from caring.proving.solver import Solver
from caring.proving.trying import find_by_trying, size
from caring.running.advise import learned
from caring.running.assess import assess_case, pin
from caring.running.decide import decide
from caring.running.fit import fit
from caring.running.interpret import judge, standing
from caring.testing.strategies import (
    PURPOSE,
    ROLE,
    any_answers_for,
    any_conditions,
    fact_sets,
    lists_of_needs,
    scales,
    some_answer,
    tables,
)
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.laws.cases import NOON, cases, fitted
from tests.laws.test_derived import _BIRTHS, _TESTS, _TIMES
from tests.spec.builders import is_yes, score, yes_no
from tests.spec.test_derived import FACTS

# An age of majority from 16 to 20: every one of them is told apart.
DERIVED = {
    **FACTS,
    "law.majority": attrs.evolve(
        FACTS["law.majority"],
        domain=Number(type="count", unit="years", at_least=16, at_most=20),
    ),
    # Somebody who was found as a baby has no birthday to tell.
    "has_birthday": yes_no("has_birthday"),
    "born_on": attrs.evolve(FACTS["born_on"], applies_when=is_yes("has_birthday")),
}
_SILENCES = [
    Recorded(fact, silence) for fact in ("born_on", "age") for silence in RECORDED
]

Facts = Mapping[str, Fact]
Said = Mapping[str, Recording]


def context_of(conditions: Iterable[Condition], facts: Facts) -> Context:
    wanted = tuple(conditions)
    apart = ToldApart()
    apart.read(wanted, facts)
    variables = variables_of(facts_used(wanted, facts), facts, apart)
    variables |= free_variables(wanted)
    return free_context(wanted, Context(facts=facts, variables=variables))


def truth_at(rails: Rails, places: Assignment) -> Truth:
    sure, never = holds(rails.true, places), holds(rails.false, places)
    assert not (sure and never)
    return Truth.TRUE if sure else Truth.FALSE if never else Truth.UNKNOWN


def placed(case: Case, context: Context) -> dict[str, int]:
    """
    The classes in which a case lies, those of what is read beside facts included.
    """
    facts = context.facts
    stands: dict[str, Standing] = {
        **case.standings,
        **{id_: standing(id_, case) for id_, each in facts.items() if each.derived},
    }
    found = places_of(stands, context.variables, facts)
    for name, variable in context.variables.items():
        if name in facts:
            continue
        label = _beside(name, case)
        found[name] = [each.label for each in variable.classes].index(label)
    return found


def _beside(name: str, case: Case) -> str:
    if name == f"consent.{PURPOSE}":
        return case.consents.get(PURPOSE, Truth.UNKNOWN).value
    if name == f"consent.{PURPOSE}.emergency":
        return case.routes.get((PURPOSE, Route.EMERGENCY), Truth.UNKNOWN).value
    assert name == f"{ROLE}.level"
    reading = case.levels.get(ROLE)
    if reading is None:
        return "none to high"
    if reading.applies is Truth.TRUE:
        return f"{reading.at_least} to {reading.at_most}"
    if reading.applies is Truth.FALSE:
        return "does not apply"
    return f"perhaps applies, {reading.at_most} at most"


def agree(found: Decided, outcome: Outcome, places: Assignment) -> None:
    """
    What was encoded gives the outcome that was run.
    """
    match found, outcome:
        case Scale(), LevelOutcome():
            scale = found.decision.scale
            for level in scale:
                at = scale.index(level)
                sure = scale.index(outcome.at_least) >= at
                never = scale.index(outcome.at_most) < at
                assert holds(found.reached[level].true, places) is sure
                assert holds(found.reached[level].false, places) is never
                works = scale.index(outcome.working) >= at
                assert holds(found.working[level], places) is works
                assert holds(found.works_at(level), places) is (
                    outcome.working == level
                )
        case Table(), FirstOutcome():
            possible = {
                each for each, when in found.possible.items() if holds(when, places)
            }
            assert possible == set(outcome.possible)
            for result in found.possible:
                assert holds(found.gives(result), places) is (outcome.result == result)
        case Rows(), EveryOutcome():
            truths = [truth_at(each, places) for each in found.rows]
            assert truths == [each.truth for each in outcome.rows]
        case _:
            raise AssertionError(found)
    assert holds(found.settled, places) is outcome.is_settled


@given(st.data())
def test_a_condition_is_judged_alike(data: st.DataObject) -> None:
    """
    On random facts, conditions and cases rails and interpreter agree.
    """
    facts = data.draw(fact_sets())
    condition = data.draw(any_conditions(facts))
    case = data.draw(cases(facts))
    context = context_of([condition], facts)
    assert truth_at(context.rails(condition), placed(case, context)) is (
        judge(condition, case).truth
    )


@given(st.data())
def test_a_decision_is_decided_alike(data: st.DataObject) -> None:
    """
    On random decisions bounds, working level, possible results and rows agree.
    """
    facts = data.draw(fact_sets())
    kinds: list[st.SearchStrategy[Decision]] = [
        scales(facts),
        tables(facts),
        lists_of_needs(facts),
    ]
    decision = data.draw(st.one_of(kinds))
    case = data.draw(cases(facts))
    context = context_of(conditions_of(decision), facts)
    agree(decided(decision, context), decide(decision, case), placed(case, context))


@given(st.data())
def test_what_the_solver_finds_the_interpreter_confirms(data: st.DataObject) -> None:
    """
    The other way: an answer the solver found for a truth has that truth when it is run.

    Where it finds none, trying every choice finds none either.
    """
    facts = data.draw(fact_sets(3))
    condition = data.draw(any_conditions(facts, 2))
    context = context_of([condition], facts)
    rails = context.rails(condition)
    fits = fitting(context)
    solver = Solver(context.variables, (fits,))
    for truth, formula in (
        (Truth.TRUE, rails.true),
        (Truth.FALSE, rails.false),
        (Truth.UNKNOWN, rails.unknown),
    ):
        found = solver.find(formula)
        tried = find_by_trying(context.variables, formula, fits)
        assert (found is None) == (tried is None)
        for each in (found, tried):
            if each is not None:
                case = case_of(each, context)
                assert judge(condition, case).truth is truth


def fitting(context: Context) -> Formula:
    """
    Answers that would not be refused: none to what surely does not apply.
    """
    parts = []
    for id_, variable in context.variables.items():
        fact = context.facts.get(id_)
        if fact is not None and fact.applies_when is not None:
            outside = context.rails(fact.applies_when).false
            untouched = In(id_, variable.not_asked)
            parts.append(negated(both(negated(untouched), outside)))
    return both(*parts)


def only(name: str, place: int) -> Formula:
    return In(name, frozenset({place}))


def case_of(places: Assignment, context: Context) -> Case:
    values = standings(places, context.variables, context.facts)
    case = fitted(context.facts, values)
    assert case is not None
    for name, place in places.items():
        label = context.variables[name].classes[place].label
        if name == f"consent.{PURPOSE}":
            case = attrs.evolve(case, consents={PURPOSE: Truth(label)})
        elif name == f"consent.{PURPOSE}.emergency":
            way = {(PURPOSE, Route.EMERGENCY): Truth(label)}
            case = attrs.evolve(case, routes=way)
        elif name == f"{ROLE}.level":
            case = case.with_level(ROLE, _reading(label))
    return case


def _reading(label: str) -> LevelReading:
    words = label.replace(",", "").split()
    match words:
        case [low, "to", high]:
            return LevelReading(Truth.TRUE, low, high)
        case ["perhaps", "applies", high, "at", "most"]:
            return LevelReading(Truth.UNKNOWN, "none", high)
        case _:
            return LevelReading(Truth.FALSE, "none", "high")


Run = Mapping[str, Mapping[str, Outcome]]

NAMES = [
    pytest.param(each, marks=pytest.mark.whole) if each.startswith("pathway") else each
    for each in shelf().versions()
]


def run(guidance: Protocol | Pathway, answers: Answers, said: Said) -> Run | None:
    """
    Run every step; what the law says is handed in as said.
    """
    purposes = frozenset(purposes_of(guidance))
    try:
        case = fit(answers, guidance.facts, guidance.constraints, NOON, purposes, said)
    except AnswersError:
        return None
    record = Record(
        on=dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC),
        guidance=pin(guidance),
        protocols=(),
        format=FORMAT,
    )
    steps = (
        guidance.steps
        if isinstance(guidance, Pathway)
        else (Step(role=guidance.kind, protocol=guidance),)
    )
    found = {}
    for step in steps:
        assessment = assess_case(step.protocol, case, answers.consents, record)
        found[step.role] = {**assessment.outcomes}
        case = learned(case, step, assessment)
    return found


def encoded(name: str) -> Encoding:
    guidance = caring.load(name)
    assert isinstance(guidance, Protocol | Pathway)
    return encode(guidance)


def free(encoding: Encoding) -> frozenset[str]:
    """
    What a protocol by itself may find so or so, and running leaves unknown.
    """
    judged = {f"consent.{each}" for each in purposes_of(encoding.guidance)}
    names = encoding.variables.keys() - encoding.context.facts.keys()
    return frozenset(names - judged)


def same(encoding: Encoding, places: Assignment, found: Run) -> None:
    for role, protocol in encoding.roles.items():
        for id_, each in protocol.decisions.items():
            agree(each, found[role][id_], places)


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_protocol_is_decided_alike(name: str) -> None:
    """
    On drawn answers every decision of a bundled protocol agrees with its rails.
    """
    encoding = encoded(name)
    guidance, variables = encoding.guidance, encoding.variables
    consents = [each for each in variables if each.startswith("consent.")]
    unread = dict.fromkeys(free(encoding), 0)

    @settings(max_examples=15)
    @given(st.data())
    def on_drawn_answers(data: st.DataObject) -> None:
        values = data.draw(any_answers_for(guidance)).values
        chosen = {
            each: data.draw(st.integers(0, len(variables[each].classes) - 1))
            for each in consents
            if each not in unread
        }
        there = answers_of(chosen, variables, guidance)
        answers = attrs.evolve(there, values=values)
        said = said_in(
            {
                id_: data.draw(some_answer(each))
                for id_, each in guidance.facts.items()
                if each.obtained is Obtained.LAW
            }
        )
        found = run(guidance, answers, said)
        assume(found is not None)
        assert found is not None
        case = fit(answers, guidance.facts, (), NOON, said=said)
        stands = {
            **dict.fromkeys(told(guidance), Silence.DOES_NOT_KNOW),
            **case.standings,
            **{id_: standing(id_, case) for id_ in case.derived},
        }
        facts = encoding.context.facts
        places = places_of(stands, variables, facts) | unread | chosen
        for each in unread:
            if each.endswith(".level"):
                places[each] = unknown_level(variables[each])
        assert holds(encoding.admissible, places)
        same(encoding, places, found)

    on_drawn_answers()


def said_in(stands: Mapping[str, Standing]) -> Said:
    """
    What the law says among where facts stand; of a silence it says nothing.
    """
    return {
        id_: each
        for id_, each in stands.items()
        if id_.startswith("law.") and isinstance(each, str | int)
    }


def told(guidance: Protocol | Pathway) -> list[str]:
    there = {**OF_EVERY_ENTRY, **guidance.facts}
    kinds = {Obtained.LAW, Obtained.SERVICE}
    return [id_ for id_, each in there.items() if each.obtained in kinds]


def unknown_level(variable: Variable) -> int:
    """
    The class of a level of which nothing is known: it lies between the ends.
    """
    labels = [each.label for each in variable.classes]
    ends = [each.split(" to ") for each in labels if " to " in each]
    return labels.index(f"{ends[0][0]} to {ends[-1][1]}")


def never_at_noon(encoding: Encoding) -> Iterator[Formula]:
    """
    Find the classes of a moment that no moment before this noon is in.

    They hold at another: an age is in doubt on the eve of a birthday on 29 February.
    """
    variables, guidance = encoding.variables, encoding.guidance
    for name, variable in variables.items():
        for n, each in enumerate(variable.classes):
            if each.worked_out:
                answers = answers_of({name: n}, variables, guidance)
                case = fit(answers, guidance.facts, (), NOON)
                stands = {one.fact: standing(one.fact, case) for one in each.worked_out}
                if not all(one.has(stands[one.fact]) for one in each.worked_out):
                    yield In(name, frozenset({n}))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_for_a_bundled_protocol_is_so(name: str) -> None:
    """
    For every result that can come out, the answers the solver finds give it when run.
    """
    encoding = encoded(name)
    variables, guidance = encoding.variables, encoding.guidance
    unread = dict.fromkeys(free(encoding), 0)
    for level in unread:
        if level.endswith(".level"):
            unread[level] = unknown_level(variables[level])
    fixed = [only(name, place) for name, place in unread.items()]
    fixed += [
        In(id_, frozenset({len(variables[id_].classes) - 1}))
        for id_ in told(guidance)
        if id_ in variables and id_.startswith("service.")
    ]
    fixed += [negated(each) for each in never_at_noon(encoding)]
    solver = Solver(variables, (encoding.admissible, *fixed))
    reached = 0
    for protocol in encoding.roles.values():
        for each in protocol.decisions.values():
            for wanted in results_of(each):
                places = solver.find(wanted)
                if places is None:
                    continue
                whole = {**not_asked(variables), **unread, **places}
                answers = answers_of(whole, variables, guidance)
                said = said_in(standings(whole, variables, guidance.facts))
                found = run(guidance, answers, said)
                assert found is not None
                same(encoding, whole, found)
                reached += 1
    assert reached > 0


FEW = 3_000


@pytest.mark.parametrize("name", NAMES)
def test_two_engines_agree_on_what_is_bundled(name: str) -> None:
    """
    For all that hangs on little, trying every answer agrees with the solver.
    """
    encoding = encoded(name)
    solver = Solver(encoding.variables)
    tried = 0
    for protocol in encoding.roles.values():
        for each in protocol.decisions.values():
            rows = [one for row in each.rows for one in (row.true, row.false)]
            for wanted in (*results_of(each), *rows):
                for formula in (wanted, negated(wanted)):
                    if size(encoding.variables, formula) <= FEW:
                        found = solver.find(formula)
                        same_found = find_by_trying(encoding.variables, formula)
                        assert (found is None) is (same_found is None)
                        assert found is None or holds(formula, found)
                        tried += 1
    assert tried > 0


def not_asked(variables: Mapping[str, Variable]) -> dict[str, int]:
    """
    For every variable the class in which nothing is known of it.
    """
    return {
        name: next(iter(each.not_asked), 0)
        if not name.startswith(("law.", "service."))
        else len(each.classes) - 1
        for name, each in variables.items()
    }


def results_of(found: Decided) -> list[Formula]:
    match found:
        case Scale(decision=decision):
            return [found.works_at(each) for each in decision.scale]
        case Table(possible=possible):
            return [found.settled_on(each) for each in possible]
        case Rows(rows=rows):
            return [one for each in rows for one in (each.true, each.false)]


@given(
    st.lists(_TESTS, min_size=1, max_size=3),
    st.lists(_TESTS | st.sampled_from(_SILENCES), max_size=2),
    _BIRTHS | st.sampled_from(Silence),
    _BIRTHS | st.sampled_from(Silence),
    _TIMES,
    st.integers(16, 20) | st.none(),
    st.sampled_from(["yes", "no", Silence.NOT_ASKED]),
)
def test_what_is_worked_out_is_judged_alike(
    parts: list[Condition],
    others: list[Condition],
    born: Recording,
    hurt: Recording,
    on: dt.datetime,
    majority: int | None,
    has_birthday: Recording,
) -> None:
    """
    Ages, bands and hours are judged alike, also where they are ranges.
    """
    condition = AtLeast(1, (*parts, All(tuple(others))))
    said: Said = {} if majority is None else {"law.majority": majority}
    try:
        answers = Answers(
            {"born_on": born, "hurt_at": hurt, "has_birthday": has_birthday}
        )
        case = fit(answers, DERIVED, (), Moment.of(on), None, said)
    except AnswersError:
        assume(False)
    context = context_of([condition], DERIVED)
    assert truth_at(context.rails(condition), placed(case, context)) is (
        judge(condition, case).truth
    )


def test_a_record_that_nobody_gave_is_given_by_nobody() -> None:
    """
    The classes of a record say who gave it, where somebody did.
    """
    assert given_by("refused") is None


def test_versions_beside_each_other_speak_of_the_same_answers() -> None:
    """
    Two encodings made beside each other have the same variables and classes.
    """
    one, other = caring.load("measure/phq-2"), caring.load("measure/phq-9")
    assert isinstance(one, Protocol)
    assert isinstance(other, Protocol)
    mine, theirs = encode(one, beside=[other]), encode(other, beside=[one])
    assert mine.variables == theirs.variables
    assert mine.sheets == theirs.sheets > encode(one).sheets > 1


def test_two_runs_side_by_side_have_answers_of_their_own() -> None:
    """
    A renamed formula is the same of other variables; what is not named stays shared.
    """
    here, shared = only("a", 1), only("b", 0)
    formula = threshold(
        [(2, either(here, negated(shared))), (1, both(here, shared))], 2
    )
    twin = renamed(both(formula, formula), "'", frozenset({"a"}))
    assert cone(twin) == {"a'", "b"}
    for a, b in product(range(2), range(2)):
        assert holds(twin, {"a'": a, "b": b}) is holds(formula, {"a": a, "b": b})


def test_trying_counts_the_choices_of_a_cone() -> None:
    """
    The size of a cone is the product of its classes.
    """
    encoding = encoded("measure/phq-2")
    fact = next(iter(encoding.guidance.facts))
    assert size(encoding.variables, only(fact, 0)) == len(
        encoding.variables[fact].classes
    )


@pytest.mark.parametrize("answer", ["yes", "no", Silence.DECLINED])
def test_a_sum_below_a_limit_is_judged_alike(answer: Recording) -> None:
    """
    A range of a sum may have one end only.
    """
    facts = {"a": yes_no("a")}
    condition = score({"a": 2}, below=2)
    case = fitted(facts, {"a": answer})
    assert case is not None
    context = context_of([condition], facts)
    assert truth_at(context.rails(condition), placed(case, context)) is (
        judge(condition, case).truth
    )


def about(facts: Facts) -> Protocol:
    found = caring.load("measure/phq-2")
    assert isinstance(found, Protocol)
    return attrs.evolve(found, facts=facts)


@pytest.mark.parametrize(
    ("fact", "label", "stands"),
    [
        ("age", "18", 18),
        ("age", "16", 16),
        ("hours", "0 to 71", 0),
        ("hours", "71 or up to 72", Between(48, 98)),
    ],
)
def test_a_class_of_a_moment_is_shown_by_a_moment(
    fact: str, label: str, stands: Standing
) -> None:
    """
    Of what is worked out an example is a day or an hour from which it follows.
    """
    conditions: list[Condition] = [
        Within("hours", 72, None),
        Is("of_age", frozenset({"yes"})),
    ]
    context = context_of(conditions, DERIVED)
    moment = {"age": "born_on", "hours": "hurt_at"}[fact]
    classes = context.variables[moment].classes
    place = [each.label for each in classes].index(f"{fact} {label}")
    guidance = about(DERIVED)
    answers = answers_of({moment: place}, context.variables, guidance)
    case = fit(answers, DERIVED, (), NOON)
    assert standing(fact, case) == stands


def test_a_moment_of_which_nothing_is_worked_out_is_some_moment() -> None:
    """
    A moment that no rule rests on is told apart from a silence alone.
    """
    condition = Recorded("born_on", Silence.DECLINED)
    context = context_of([condition], FACTS)
    classes = context.variables["born_on"].classes
    guidance = about(FACTS)
    assert classes[0].label == "some moment"
    answers = answers_of({"born_on": 0}, context.variables, guidance)
    assert answers.values["born_on"].value == dt.date(2026, 1, 15)
