"""
Worlds: every way in which the whole truth could be, and a second reading of conditions.

In a world nothing is unknown, so conditions are plainly true or false. This evaluator
shares no code with the interpreter; the laws hold one against the other.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import attrs

from caring.language.answers import Case, Value
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
)
from caring.language.decisions import Highest
from caring.language.facts import Fact
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.testing.strategies import PURPOSE, ROLE, SCALE, values_of
from caring.values.truth import Truth


@attrs.frozen
class World:
    """
    What is true, and what was recorded: the two differ where somebody declined.
    """

    truth: Mapping[str, Value]
    recorded: Mapping[str, Silence]
    facts: Mapping[str, Fact]
    level: str | None
    """Of the other protocol; nothing where the person is outside its population."""

    consent: bool
    way: bool
    """Whether the way for emergencies is open."""

    def applies(self, fact: str) -> bool:
        when = self.facts[fact].applies_when
        return when is None or holds(when, self)


def holds(condition: Condition, world: World) -> bool:
    match condition:
        case All(parts):
            return all(holds(each, world) for each in parts)
        case AnyOf(parts):
            return any(holds(each, world) for each in parts)
        case Not(part):
            return not holds(part, world)
        case AtLeast(count, parts):
            return sum(holds(each, world) for each in parts) >= count
        case Score(_, terms, at_least, below):
            total = sum(each.points for each in terms if holds(each.when, world))
            return (at_least is None or total >= at_least) and (
                below is None or total < below
            )
        case Holds(_, part):
            return holds(part, world)
        case Is(fact, options):
            return world.applies(fact) and world.truth[fact] in options
        case Within(fact, at_least, below):
            value = world.truth[fact]
            assert isinstance(value, int)
            inside = (at_least is None or value >= at_least) and (
                below is None or value < below
            )
            return world.applies(fact) and inside
        case Recorded(fact, silence):
            return world.applies(fact) and world.recorded.get(fact) is silence
        case Given(purpose):
            assert purpose == PURPOSE
            return world.consent
        case Through(purpose):
            assert purpose == PURPOSE
            return world.way
        case Reaches(role, scale, level):
            assert role == ROLE
            if world.level is None:
                return False
            return scale.index(world.level) >= scale.index(level)


def worlds(
    facts: Mapping[str, Fact], case: Case, *, later_silence: bool = True
) -> Iterator[World]:
    """
    Walk every world that what is known leaves possible.

    A fact that was not asked may yet be answered with anything, or declined while any
    answer is true. A world in which something was recorded of a fact that does not
    apply is not possible.
    """
    choices = [
        list(_choices(facts[fact], case.recorded(fact), later_silence=later_silence))
        for fact in facts
    ]
    others = product(_levels(case), _consents(case), _ways(case))
    for states, (level, consent, way) in product(product(*choices), list(others)):
        named = dict(zip(facts, states, strict=True))
        world = World(
            truth={fact: state[0] for fact, state in named.items()},
            recorded={
                fact: state[1] for fact, state in named.items() if state[1] is not None
            },
            facts=facts,
            level=level,
            consent=consent,
            way=way,
        )
        if all(world.applies(fact) for fact in case.standings):
            yield world


def _choices(
    fact: Fact, recorded: object, *, later_silence: bool
) -> Iterator[tuple[Value, Silence | None]]:
    for value in values_of(fact):
        if recorded is Silence.NOT_ASKED:
            yield value, None
            if later_silence:
                yield from ((value, silence) for silence in RECORDED)
        elif isinstance(recorded, Silence):
            yield value, recorded
        elif value == recorded:
            yield value, None


def _levels(case: Case) -> list[str | None]:
    reading = case.levels.get(ROLE)
    if reading is None:
        return [None, *SCALE]
    low, high = SCALE.index(reading.at_least), SCALE.index(reading.at_most)
    inside: list[str | None] = list(SCALE[low : high + 1])
    if reading.applies is Truth.TRUE:
        return inside
    return [None] if reading.applies is Truth.FALSE else [None, *inside]


def _consents(case: Case) -> list[bool]:
    return _either(case.consents.get(PURPOSE, Truth.UNKNOWN))


def _ways(case: Case) -> list[bool]:
    return _either(case.routes.get((PURPOSE, Route.EMERGENCY), Truth.UNKNOWN))


def _either(truth: Truth) -> list[bool]:
    return {Truth.TRUE: [True], Truth.FALSE: [False], Truth.UNKNOWN: [False, True]}[
        truth
    ]


def level_in(decision: Highest, world: World) -> str:
    """
    The level that a world gives.
    """
    reached = [each.result for each in decision.rows if holds(each.when, world)]
    return max([decision.scale[0], *reached], key=decision.scale.index)
