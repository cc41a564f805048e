"""
What is found in rules is what trying every answer finds: none missed, none invented.

Every sheet of answers to a small protocol is run by the interpreter, silences, consents
and levels of another protocol included. No formula and no solver has a part in that.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers, Case, LevelReading, Recording
from caring.language.conditions import (
    Condition,
    Given,
    Is,
    Reaches,
    Recorded,
    Through,
    Within,
    facts_in,
    leaves,
)
from caring.language.decisions import (
    First,
    Highest,
    Row,
    conditions_of,
)
from caring.language.facts import Fact
from caring.language.results import EveryOutcome, FirstOutcome, LevelOutcome
from caring.language.routes import Route
from caring.language.silence import Silence
from caring.proving.findings.find import findings
from caring.proving.findings.ground import ground
from caring.proving.findings.told import Told
from caring.running.decide import decide
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.testing.strategies import (
    PURPOSE,
    ROLE,
    SCALE,
    any_conditions,
    fact_sets,
    lists_of_needs,
    scales,
    tables,
    values_of,
)
from caring.values.errors import AnswersError
from caring.values.truth import Truth
from tests.laws.cases import NOON
from tests.spec.builders import consent_rules, constraint, pathway, referral, screening

MOST_SHEETS = 4_000
"""So many sheets of a protocol are run; larger ones are passed over."""


@attrs.frozen
class Sheet:
    """
    Answers to a small protocol, and all that came out.
    """

    answers: tuple[Recording, ...]
    """As in the order of the facts."""

    beside: tuple[object, ...]
    """The consent, the way and the level that were handed in."""

    applies: Truth
    rows: tuple[Truth, ...]
    floor: tuple[Truth, ...]
    working: str
    """Of a scale the level that is acted on."""

    comes_out: object


def ruled_by(protocol: Protocol) -> Iterator[Condition]:
    """
    Walk every condition of a protocol, those by which its facts apply with them.
    """
    (decision,) = protocol.decisions
    yield from conditions_of(decision)
    if protocol.population is not None:
        yield protocol.population
    yield from (each.broken_when for each in protocol.constraints)
    for each in protocol.facts.values():
        if each.applies_when is not None:
            yield each.applies_when


def sheets(protocol: Protocol) -> list[Sheet]:
    """
    Run every sheet that would not be refused.
    """
    used = [one for when in ruled_by(protocol) for one in leaves(when)]
    facts = protocol.facts
    answers = [(*values_of(each), *Silence) for each in facts.values()]
    truths, unknown = tuple(Truth), (Truth.UNKNOWN,)
    consents = truths if any(isinstance(one, Given) for one in used) else unknown
    ways = truths if any(isinstance(one, Through) for one in used) else unknown
    reads = any(isinstance(one, Reaches) for one in used)
    levels = tuple(_readings()) if reads else (None,)
    beside = tuple(product(consents, ways, levels))
    assume(prod(map(len, answers)) * len(beside) <= MOST_SHEETS)
    return [
        _run(protocol, chosen, case, *around)
        for chosen in product(*answers)
        if (case := _case(protocol, chosen)) is not None
        for around in beside
    ]


def _case(protocol: Protocol, chosen: tuple[Recording, ...]) -> Case | None:
    answers = Answers(dict(zip(protocol.facts, chosen, strict=True)))
    try:
        return fit(answers, protocol.facts, protocol.constraints, NOON)
    except AnswersError:
        return None


def _readings() -> Iterator[LevelReading]:
    for n, low in enumerate(SCALE):
        for high in SCALE[n:]:
            yield LevelReading(Truth.TRUE, low, high)
    for high in SCALE:
        yield LevelReading(Truth.UNKNOWN, SCALE[0], high)
    yield LevelReading(Truth.FALSE, SCALE[0], SCALE[-1])


def _run(
    protocol: Protocol,
    answers: tuple[Recording, ...],
    case: Case,
    consent: Truth,
    way: Truth,
    level: LevelReading | None,
) -> Sheet:
    case = attrs.evolve(case, consents={PURPOSE: consent})
    case = attrs.evolve(case, routes={(PURPOSE, Route.EMERGENCY): way})
    case = case if level is None else case.with_level(ROLE, level)
    population = protocol.population
    applies = Truth.TRUE if population is None else judge(population, case).truth
    (decision,) = protocol.decisions
    outcome = decide(decision, case)
    floor: tuple[Truth, ...] = ()
    working = ""
    match outcome:
        case LevelOutcome():
            comes_out: object = (outcome.at_least, outcome.at_most, outcome.working)
            floor = tuple(each.truth for each in outcome.floor_rows)
            working = outcome.working
        case FirstOutcome():
            comes_out = frozenset(outcome.possible)
        case EveryOutcome():
            comes_out = tuple(each.truth for each in outcome.rows)
    rows = tuple(judge(each.when, case).truth for each in decision.rows)
    beside = (consent, way, level)
    everything = (applies, comes_out)
    return Sheet(answers, beside, applies, rows, floor, working, everything)


Key = tuple[object, ...]


def expected(protocol: Protocol) -> set[Key]:
    """
    Say what is to be found, from all that came out.
    """
    (decision,) = protocol.decisions
    found = sheets(protocol)
    inside = [each for each in found if each.applies is not Truth.FALSE]
    keys: set[Key] = set()
    is_table = isinstance(decision, First)
    for n in range(len(decision.rows)):
        firing = [
            each.rows
            for each in inside
            if each.rows[n] is Truth.TRUE
            and not (is_table and Truth.TRUE in each.rows[:n])
        ]
        if not firing:
            keys.add(("row-never-fires", "rows", n))
        if is_table:
            keys |= set(_overlaps(decision.rows, n, firing))
    if isinstance(decision, Highest):
        working = {each.working for each in inside}
        keys |= {("level-out-of-reach", each) for each in {*SCALE} - working}
        for n in range(len(decision.floor_rows)):
            if not any(each.floor[n] is Truth.TRUE for each in inside):
                keys.add(("row-never-fires", "floor", n))
    return keys | {("fact-never-matters", each) for each in _idle(protocol, found)}


def _overlaps(
    rows: tuple[Row, ...], n: int, firing: list[tuple[Truth, ...]]
) -> Iterator[Key]:
    beaten = tuple(
        m
        for m in range(n + 1, len(rows))
        if rows[m].result != rows[n].result
        and {Truth.TRUE, Truth.FALSE} <= {each[m] for each in firing}
    )
    if beaten:
        yield ("order-decides", n, beaten)


def _idle(protocol: Protocol, found: list[Sheet]) -> Iterator[str]:
    asked: dict[str, set[Silence]] = {}
    read: set[str] = set()
    for when in ruled_by(protocol):
        for leaf in leaves(when):
            if isinstance(leaf, Recorded):
                asked.setdefault(leaf.fact, set()).add(leaf.silence)
    waiting = set().union(*map(facts_in, _rules(protocol)))
    while waiting:
        read |= waiting
        applies = (protocol.facts[each].applies_when for each in waiting)
        waiting = set().union(*(facts_in(each) for each in applies if each)) - read
    for place, fact in enumerate(protocol.facts):
        if fact in read and not _matters(place, asked.get(fact, set()), found):
            yield fact


def _rules(protocol: Protocol) -> list[Condition]:
    (decision,) = protocol.decisions
    also = [] if protocol.population is None else [protocol.population]
    return [*conditions_of(decision), *also]


def _matters(place: int, asked: set[Silence], found: list[Sheet]) -> bool:
    alike: dict[object, set[object]] = {}
    for each in found:
        answer = each.answers[place]
        if not isinstance(answer, Silence) or answer in asked:
            rest = each.answers[:place], each.answers[place + 1 :], each.beside
            alike.setdefault(rest, set()).add(each.comes_out)
    return any(len(each) > 1 for each in alike.values())


def told(protocol: Protocol) -> set[Key]:
    """
    Say in the same words what the solver found.
    """
    return {_key(each, protocol) for each in findings(ground(protocol))}


def _key(each: Told, protocol: Protocol) -> Key:
    (decision,) = protocol.decisions
    floor = decision.floor_rows if isinstance(decision, Highest) else ()
    if each.code == "row-never-fires":
        is_floor = "of the floor" in each.says
        ids = [one.id for one in (floor if is_floor else decision.rows)]
        return (
            each.code,
            "floor" if is_floor else "rows",
            ids.index(_rows_of(each)[-1].id),
        )
    if each.code == "order-decides":
        ids = [one.id for one in decision.rows]
        n, *beaten = (ids.index(one.id) for one in _rows_of(each))
        return (each.code, n, tuple(beaten))
    return each.code, each.about.rpartition(".")[2]


def _rows_of(found: Told) -> list[Row]:
    return [each for each in found.rules if isinstance(each, Row)]


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    """
    Draw a small protocol of one decision, often with faults.
    """
    facts = draw(fact_sets(2))
    decision = draw(st.one_of([each(facts, 1) for each in KINDS]))
    population = draw(st.none() | any_conditions(facts, 0))
    there = tuple(facts.values())
    if isinstance(decision, First):
        return consent_rules(decision, facts=there, population=population)
    never = draw(st.lists(any_conditions(facts, 0).filter(_asks_facts), max_size=2))
    held = (constraint(*never),) if never else ()
    if isinstance(decision, Highest):
        return screening(decision, facts=there, population=population, constraints=held)
    return referral(decision, facts=there, population=population, constraints=held)


KINDS: tuple[Callable[[Mapping[str, Fact], int], st.SearchStrategy[Any]], ...] = (
    tables,
    scales,
    lists_of_needs,
)


def _asks_facts(condition: Condition) -> bool:
    return isinstance(condition, Is | Within)


@given(protocols())
def test_what_is_found_is_what_trying_every_answer_finds(protocol: Protocol) -> None:
    """
    Idle rows, levels and facts, and rows that only order keeps apart: both ways.
    """
    assert told(protocol) == expected(protocol)


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    """
    Draw a screening and needs that may read its level, about the same facts.
    """
    facts = draw(fact_sets(2))
    there = tuple(facts.values())
    population = draw(st.none() | any_conditions(facts, 0).filter(_asks_facts))
    first = screening(draw(scales(facts, 1)), facts=there, population=population)
    then = referral(draw(lists_of_needs(facts, 1)), facts=there)
    reads = (Reaches, Given)
    assume(not any(isinstance(each, reads) for each in _leaves(first)))
    steps = Step(role=ROLE, protocol=first), Step(role="needs", protocol=then)
    return attrs.evolve(pathway(first, then), steps=steps)


def _leaves(protocol: Protocol) -> list[Condition]:
    return [one for when in ruled_by(protocol) for one in leaves(when)]


@given(pathways())
def test_what_is_idle_along_a_pathway_is_what_running_it_never_brings(
    found: Pathway,
) -> None:
    """
    Rows that some level of another protocol brings, and no encounter here does.
    """
    before, needs = (each.protocol for each in found.steps)
    alone = {n for each in sheets(needs) for n in _brought(each.rows)}
    answers = product(*((*values_of(each), *Silence) for each in needs.facts.values()))
    along: set[int] = set()
    for chosen in answers:
        case = _case(needs, chosen)
        if case is not None:
            case = _told(before, case)
            rows = needs.decisions[0].rows
            along |= set(_brought(tuple(judge(each.when, case).truth for each in rows)))
    told_ = findings(ground(needs), [ground(found)])
    idle = {each.about for each in told_ if each.code == "idle-on-every-pathway"}
    assert idle == {f"needs.n{n}" for n in alone - along}


def _brought(rows: tuple[Truth, ...]) -> list[int]:
    return [n for n, each in enumerate(rows) if each is Truth.TRUE]


def _told(before: Protocol, case: Case) -> Case:
    """
    Tell a case the level that the protocol before it comes to.
    """
    applies = Truth.TRUE
    if before.population is not None:
        applies = judge(before.population, case).truth
    outcome = decide(before.decisions[0], case)
    assert isinstance(outcome, LevelOutcome)
    reading = LevelReading(applies, outcome.at_least, outcome.at_most)
    return case.with_level(ROLE, reading)
