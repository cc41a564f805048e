"""
Conditions as two rails: a formula for surely true, and one for surely false.

This says once more, and in another way, what ``running.interpret`` means; a law holds
the two to each other.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias, assert_never

import attrs

from caring.language.answers import Between, OneOf, Standing
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    FactTest,
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
from caring.language.derivations import AtLeastAs, Bands
from caring.language.facts import Fact
from caring.language.routes import Route
from caring.language.silence import NOT_APPLICABLE, Silence
from caring.proving.classes import Variable
from caring.proving.formula import (
    ALWAYS,
    NEVER,
    Formula,
    In,
    both,
    either,
    negated,
    threshold,
)
from caring.values.mappings import FrozenMapping
from caring.values.truth import Truth


@attrs.frozen
class Rails:
    """
    When something surely holds, and when it surely does not; never both.
    """

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        """
        When neither is sure.
        """
        return both(negated(self.true), negated(self.false))

    @property
    def possible(self) -> Formula:
        """
        When it is not surely false.
        """
        return negated(self.false)

    @property
    def turned(self) -> "Rails":
        """
        The rails of the opposite.
        """
        return Rails(self.false, self.true)


SURE = Rails(ALWAYS, NEVER)
UNKNOWN = Rails(NEVER, NEVER)


def all_rails(parts: Iterable[Rails]) -> Rails:
    """
    Give the rails of "every part holds".
    """
    each = tuple(parts)
    return Rails(
        both(*(one.true for one in each)), either(*(one.false for one in each))
    )


def any_rails(parts: Iterable[Rails]) -> Rails:
    """
    Give the rails of "some part holds".
    """
    return all_rails(each.turned for each in parts).turned


Stands: TypeAlias = tuple[tuple[Standing, Formula], ...]
"""Where a fact may stand, and when it stands there: just one of them at a time."""


@attrs.frozen
class Level:
    """
    What conditions may read of another protocol: for each level whether it is reached.
    """

    applies: Rails
    reached: Mapping[str, Rails]


@attrs.frozen(kw_only=True)
class Context:
    """
    What conditions are about: facts as variables, and what was judged before.
    """

    facts: Mapping[str, Fact]
    variables: Mapping[str, Variable]
    levels: Mapping[str, Level] = FrozenMapping()
    consents: Mapping[str, Rails] = FrozenMapping()
    routes: Mapping[tuple[str, Route], Rails] = FrozenMapping()
    _stands: dict[str, Stands] = attrs.field(factory=dict, eq=False, repr=False)
    _rails: dict[int, tuple[Condition, Rails]] = attrs.field(
        factory=dict, eq=False, repr=False, init=False
    )

    def rails(self, condition: Condition) -> Rails:
        """
        Give the rails of a condition.
        """
        known = self._rails.get(id(condition))
        if known is None:
            # The condition is kept too, so that its id is not given to another.
            known = condition, self._judge(condition)
            self._rails[id(condition)] = known
        return known[1]

    def _judge(self, condition: Condition) -> Rails:
        match condition:
            case All(parts):
                return all_rails(map(self.rails, parts))
            case AnyOf(parts):
                return any_rails(map(self.rails, parts))
            case Not(part):
                return self.rails(part).turned
            case Holds(_, part):
                return self.rails(part)
            case AtLeast(count, parts):
                return _reaches([(1, self.rails(each)) for each in parts], count)
            case Score():
                return self._score(condition)
            case Given(purpose):
                return self.consents.get(purpose, UNKNOWN)
            case Through(purpose, route):
                return self.routes.get((purpose, route), UNKNOWN)
            case Reaches():
                return self._level(condition)
            case Is() | Within() | Recorded():
                return self._test(condition)
            case _:
                assert_never(condition)

    def _score(self, condition: Score) -> Rails:
        terms = [(each.points, self.rails(each.when)) for each in condition.terms]
        ends = []
        if condition.at_least is not None:
            ends.append(_reaches(terms, condition.at_least))
        if condition.below is not None:
            ends.append(_reaches(terms, condition.below).turned)
        return all_rails(ends)

    def _level(self, leaf: Reaches) -> Rails:
        level = self.levels.get(leaf.role)
        if level is None:
            return UNKNOWN
        return all_rails([level.applies, level.reached[leaf.level]])

    def _test(self, test: FactTest) -> Rails:
        found: dict[Truth, list[Formula]] = {each: [] for each in Truth}
        for standing, when in self.stands(test.fact):
            found[truth_of(test, standing)].append(when)
        return Rails(either(*found[Truth.TRUE]), either(*found[Truth.FALSE]))

    def stands(self, fact: str) -> Stands:
        """
        Say where a fact may stand, and when.
        """
        if fact not in self._stands:
            self._stands[fact] = self._standing(self.facts[fact])
        return self._stands[fact]

    def _standing(self, fact: Fact) -> Stands:
        found = self._derived(fact) if fact.derived else self._answered(fact.id)
        if fact.applies_when is None:
            return found
        outside = self.rails(fact.applies_when).false
        inside = negated(outside)
        return _grouped(
            each
            for standing, when in found
            for each in (
                # What was recorded stands; else it does not apply where that is sure.
                [(standing, both(when, inside)), (NOT_APPLICABLE, both(when, outside))]
                if fact.derived or standing is Silence.NOT_ASKED
                else [(standing, when)]
            )
        )

    def _answered(self, fact: str) -> Stands:
        classes = self.variables[fact].classes
        return _grouped(
            (each.stands, In(fact, frozenset({n}))) for n, each in enumerate(classes)
        )

    def _derived(self, fact: Fact) -> Stands:
        match fact.derived:
            case Bands():
                banded = partial(_banded, fact.derived)
                return self._worked_out([fact.derived.number], banded)
            case AtLeastAs(number, limit):
                return self._worked_out([number, limit], _compared)
            case _:
                return self._from_moment(fact)

    def _worked_out(
        self, inputs: list[str], function: Callable[[list[Between]], Standing]
    ) -> Stands:
        rows: list[tuple[list[Standing], Formula]] = [([], ALWAYS)]
        for each in inputs:
            rows = [
                ([*found, standing], both(when, also))
                for found, when in rows
                for standing, also in self.stands(each)
            ]
        return _grouped((_function(found, function), when) for found, when in rows)

    def _from_moment(self, fact: Fact) -> Stands:
        (moment,) = fact.rests_on
        places: list[tuple[Standing, Formula]] = [
            (
                NOT_APPLICABLE if standing is NOT_APPLICABLE else Silence.NOT_ASKED,
                when,
            )
            for standing, when in self.stands(moment)
            if standing is NOT_APPLICABLE or isinstance(standing, Silence)
        ]
        for n, each in enumerate(self.variables[moment].classes):
            here = In(moment, frozenset({n}))
            places += [
                (one.stands, here) for one in each.worked_out if one.fact == fact.id
            ]
        return _grouped(places)


def _function(
    found: list[Standing], function: Callable[[list[Between]], Standing]
) -> Standing:
    if NOT_APPLICABLE in found:
        return NOT_APPLICABLE
    if any(isinstance(each, Silence) for each in found):
        return Silence.NOT_ASKED
    return function([_between(each) for each in found])


def _between(standing: Standing) -> Between:
    if isinstance(standing, int):
        return Between(standing, standing)
    assert isinstance(standing, Between)  # only numbers are worked with
    return standing


def _banded(bands: Bands, found: list[Between]) -> Standing:
    (number,) = found
    limits = [limit for _, limit in bands.limits]
    first, last = (
        max([0, *(n for n, limit in enumerate(limits) if end >= limit)])
        for end in (number.least, number.greatest)
    )
    names = [name for name, _ in bands.limits][first : last + 1]
    return names[0] if len(names) == 1 else OneOf(frozenset(names))


def _compared(found: list[Between]) -> Standing:
    number, limit = found
    if number.greatest < limit.least:
        return "no"
    return "yes" if number.least >= limit.greatest else OneOf(frozenset({"yes", "no"}))


def _grouped(found: Iterable[tuple[Standing, Formula]]) -> Stands:
    by: dict[Standing, list[Formula]] = {}
    for standing, when in found:
        by.setdefault(standing, []).append(when)
    return tuple((standing, either(*each)) for standing, each in by.items())


def _reaches(terms: list[tuple[int, Rails]], limit: int) -> Rails:
    least = [
        (points, each.true if points > 0 else each.possible) for points, each in terms
    ]
    most = [
        (points, each.possible if points > 0 else each.true) for points, each in terms
    ]
    return Rails(threshold(least, limit), negated(threshold(most, limit)))


def truth_of(test: FactTest, standing: Standing) -> Truth:
    """
    Say whether a test of a fact holds where the fact stands there.

    >>> truth_of(Is("a", frozenset({"yes"})), Silence.DECLINED)
    <Truth.UNKNOWN: 'unknown'>
    """
    if isinstance(test, Recorded):
        if standing is Silence.NOT_ASKED:
            return Truth.UNKNOWN
        return Truth.TRUE if standing is test.silence else Truth.FALSE
    if standing is NOT_APPLICABLE:
        return Truth.FALSE
    if isinstance(standing, Silence):
        return Truth.UNKNOWN
    if isinstance(test, Within):
        inside = [_is_within(test, each) for each in _ends(standing)]
        # A range that meets both limits may still lie on both sides of the inside.
        is_split = inside == [False, False] and _spans(test, standing)
    else:
        possible = standing.options if isinstance(standing, OneOf) else {standing}
        inside = [each in test.options for each in possible]
        is_split = False
    if all(inside):
        return Truth.TRUE
    return Truth.UNKNOWN if any(inside) or is_split else Truth.FALSE


def _ends(standing: Standing) -> tuple[int, int]:
    number = _between(standing)
    return number.least, number.greatest


def _is_within(test: Within, number: int) -> bool:
    return (test.at_least is None or number >= test.at_least) and (
        test.below is None or number < test.below
    )


def _spans(test: Within, standing: Standing) -> bool:
    least, greatest = _ends(standing)
    below = test.at_least is not None and least < test.at_least
    return below and test.below is not None and greatest >= test.below
