"""
Answer classes: answers to a fact that no rule tells apart, put together and counted.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise, product
from math import prod
from typing import TypeAlias

import attrs

from caring.language.answers import Between, Standing
from caring.language.conditions import Condition, Is, Recorded, Within, leaves
from caring.language.derivations import AgeInYears, AtLeastAs, Bands
from caring.language.facts import Fact, Number, Obtained, Options, Time
from caring.language.silence import RECORDED, Silence

Conditions: TypeAlias = Iterable[Condition]


@attrs.frozen(kw_only=True)
class WorkedOut:
    """
    Where a fact stands that is worked out from a moment: a number, or a range of them.
    """

    fact: str
    label: str
    weight: int
    stands: Standing
    least: tuple[int, int]
    """From where to where its least possible value lies."""

    greatest: tuple[int, int]
    """From where to where its greatest possible value lies."""

    def has(self, standing: Standing) -> bool:
        """
        Say whether a standing is one of those it speaks for.
        """
        if not isinstance(standing, Between):
            assert isinstance(standing, int)  # ages and hours are numbers
            standing = Between(standing, standing)
        (a, b), (c, d) = self.least, self.greatest
        return a <= standing.least <= b and c <= standing.greatest <= d


@attrs.frozen(kw_only=True)
class AnswerClass:
    """
    Answers to one fact that all rules treat alike.
    """

    label: str
    """In plain words, such as ``3 to 7`` or ``not asked``."""

    weight: int
    """How many answers are in it, for counting answer sheets."""

    stands: Standing
    """One of them, that speaks for all."""

    members: frozenset[object] = frozenset()
    """All of them, where they are words or silences."""

    ends: tuple[int, int] | None = None
    """The least and the greatest of them, where they are numbers."""

    worked_out: tuple[WorkedOut, ...] = ()
    """Of a moment: where the facts stand that are worked out from it."""

    @property
    def is_silent(self) -> bool:
        """
        Whether it is a way of not knowing.
        """
        return isinstance(self.stands, Silence)

    def has(self, standing: Standing) -> bool:
        """
        Say whether an answer, not a moment, or a silence is in this class.
        """
        if self.ends is not None and isinstance(standing, int):
            return self.ends[0] <= standing <= self.ends[1]
        return standing in self.members


@attrs.frozen(kw_only=True)
class Variable:
    """
    Something that may be so or so: a fact, a consent, another protocol's level.
    """

    name: str
    classes: tuple[AnswerClass, ...]

    @property
    def not_asked(self) -> frozenset[int]:
        """
        The place of "not asked"; empty where nobody asks.
        """
        return frozenset(
            n for n, each in enumerate(self.classes) if each.stands is Silence.NOT_ASKED
        )


@attrs.define
class ToldApart:
    """
    What conditions tell apart of each fact: options, limits and silences.
    """

    options: dict[str, list[frozenset[str]]] = attrs.field(factory=dict)
    limits: dict[str, set[int]] = attrs.field(factory=dict)
    silences: dict[str, set[Silence]] = attrs.field(factory=dict)

    def read(self, conditions: Conditions, facts: Mapping[str, Fact]) -> None:
        """
        Take in conditions, when their facts apply, and what their facts rest on.
        """
        met: set[str] = set()
        waiting = list(conditions)
        while waiting:
            for leaf in leaves(waiting.pop()):
                if isinstance(leaf, Is | Within | Recorded):
                    self._test(leaf)
                    new = self._with_inputs(leaf.fact, facts) - met
                    met |= new
                    applies = (facts[each].applies_when for each in sorted(new))
                    waiting += [each for each in applies if each is not None]
        self._carry_limits(met, facts)

    def _test(self, leaf: Is | Within | Recorded) -> None:
        match leaf:
            case Is(fact, options):
                self.options.setdefault(fact, []).append(options)
            case Within(fact, at_least, below):
                limits = self.limits.setdefault(fact, set())
                limits |= {each for each in (at_least, below) if each is not None}
            case Recorded(fact, silence):
                self.silences.setdefault(fact, set()).add(silence)

    def _with_inputs(self, fact: str, facts: Mapping[str, Fact]) -> set[str]:
        found = {fact}
        for each in facts[fact].rests_on:
            found |= self._with_inputs(each, facts)
        return found

    def _carry_limits(self, met: set[str], facts: Mapping[str, Fact]) -> None:
        """
        What tells a worked-out fact apart tells the number apart that it rests on.
        """
        for id_ in sorted(met):
            match facts[id_].derived:
                case Bands(number, limits):
                    of_number = self.limits.setdefault(number, set())
                    of_number |= {limit for _, limit in limits}
                case AtLeastAs(number, limit):
                    domain = facts[limit].domain
                    assert isinstance(domain, Number)  # an age is held to an age
                    each = set(range(domain.at_least, domain.at_most + 1))
                    self.limits.setdefault(number, set()).update(each)
                    self.limits.setdefault(limit, set()).update(each)
                case _:
                    pass


def facts_used(conditions: Conditions, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """
    Name every fact that conditions ask about, with what they rest on and apply by.
    """
    found: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for leaf in leaves(waiting.pop()):
            if isinstance(leaf, Is | Within | Recorded):
                waiting += _follow(leaf.fact, facts, found)
    return tuple(sorted(found))


def _follow(fact: str, facts: Mapping[str, Fact], found: set[str]) -> list[Condition]:
    if fact in found:
        return []
    found.add(fact)
    applies = facts[fact].applies_when
    waiting = [] if applies is None else [applies]
    for each in facts[fact].rests_on:
        waiting += _follow(each, facts, found)
    return waiting


def variables_of(
    used: Iterable[str], facts: Mapping[str, Fact], apart: ToldApart
) -> dict[str, Variable]:
    """
    Give a variable for every fact that is not worked out from others.
    """
    names = tuple(used)
    found = {}
    for id_ in names:
        fact = facts[id_]
        if fact.derived is None:
            resting = [facts[each] for each in names if id_ in facts[each].rests_on]
            found[id_] = Variable(name=id_, classes=_classes(fact, resting, apart))
    return found


def _classes(
    fact: Fact, resting: list[Fact], apart: ToldApart
) -> tuple[AnswerClass, ...]:
    match fact.domain:
        case Options():
            values = _of_options(fact, fact.domain, apart)
        case Number():
            values = [
                AnswerClass(
                    label=_range(low, high),
                    weight=high - low + 1,
                    stands=low,
                    ends=(low, high),
                )
                for low, high in _intervals(fact.domain, apart.limits.get(fact.id, ()))
            ]
        case Time():
            values = _of_moment(resting, apart)
    if fact.obtained in _TOLD:
        return (*values, _silent("not known", Silence.DOES_NOT_KNOW))
    return (*values, *_silences(apart.silences.get(fact.id, set())))


_TOLD = frozenset({Obtained.LAW, Obtained.SERVICE})


def _silent(label: str, *silences: Silence) -> AnswerClass:
    return AnswerClass(
        label=label,
        weight=len(silences),
        stands=silences[0],
        members=frozenset(silences),
    )


def _silences(tested: set[Silence]) -> list[AnswerClass]:
    """
    Not asked stands by itself: it lies below every answer. Others as far as tested.
    """
    told = [each for each in RECORDED if each in tested]
    rest = [each for each in RECORDED if each not in tested]
    groups = [[each] for each in (Silence.NOT_ASKED, *told)]
    return [
        _silent(" or ".join(each.value.replace("_", " ") for each in group), *group)
        for group in (*groups, rest)
        if group
    ]


def _of_options(fact: Fact, domain: Options, apart: ToldApart) -> list[AnswerClass]:
    tests = apart.options.get(fact.id, [])
    alike: dict[tuple[bool, ...], list[str]] = {}
    for option in domain.labels:
        alike.setdefault(tuple(option in each for each in tests), []).append(option)
    return [
        AnswerClass(
            label=" or ".join(each),
            weight=len(each),
            stands=each[0],
            members=frozenset(each),
        )
        for each in alike.values()
    ]


def _intervals(domain: Number, limits: Iterable[int]) -> list[tuple[int, int]]:
    inside = {each for each in limits if domain.at_least < each <= domain.at_most}
    starts = [domain.at_least, *sorted(inside), domain.at_most + 1]
    return [(low, high - 1) for low, high in pairwise(starts)]


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


SOME_MOMENT = "some moment"
"""Where a moment stands that was given: rules ask only what is worked out from it."""


def _of_moment(resting: list[Fact], apart: ToldApart) -> list[AnswerClass]:
    """
    Of a moment all that matters is what is worked out from it.

    A moment from which two facts are worked out may give any pair: more than can be.
    """
    return [
        AnswerClass(
            label=", ".join(f"{each.fact} {each.label}" for each in chosen)
            or SOME_MOMENT,
            weight=prod(each.weight for each in chosen),
            stands=SOME_MOMENT,
            worked_out=chosen,
        )
        for chosen in product(*(_worked_out(each, apart) for each in resting))
    ]


def _worked_out(fact: Fact, apart: ToldApart) -> list[WorkedOut]:
    """
    List the intervals a number may lie in, and the pairs it may lie between.

    Whole hours since a day are a range, and so is an age on the eve of a birthday that
    falls on 29 February, by one year.
    """
    assert isinstance(fact.domain, Number)  # ages and hours are numbers
    intervals = _intervals(fact.domain, apart.limits.get(fact.id, ()))
    found = [
        WorkedOut(
            fact=fact.id,
            label=_range(*each),
            weight=each[1] - each[0] + 1,
            stands=each[0],
            least=each,
            greatest=each,
        )
        for each in intervals
    ]
    farthest = 1 if isinstance(fact.derived, AgeInYears) else len(intervals)
    for n, low in enumerate(intervals):
        found += [
            WorkedOut(
                fact=fact.id,
                label=f"{low[1]} or up to {high[0]}",
                weight=1,
                stands=Between(low[1], high[0]),
                least=low,
                greatest=high,
            )
            for high in intervals[n + 1 : n + 1 + farthest]
        ]
    return found
