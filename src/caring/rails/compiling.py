"""
Formulas over answer classes become tests of slots, each shared part defined once.
"""

import re
from collections.abc import Mapping

import attrs

from caring.language.facts import Fact, Number
from caring.language.silence import Silence
from caring.rails.classes import AnswerClass, Variable, WorkedOut
from caring.rails.formula import And, Formula, In, Negated, Or, Threshold
from caring.rails.program import (
    Both,
    Counts,
    Definition,
    Either,
    Lies,
    Named,
    Opposite,
    Says,
    Slot,
    Test,
    Whole,
    Word,
)

GIVEN = "given"
"""What the word of a number or a moment is while its numbers are known."""


def name_of(name: str) -> str:
    """
    Turn a name into one that every format can write.

    >>> name_of("law.end_of_childhood")
    'law__end_of_childhood'
    """
    return re.sub(r"[^a-z0-9_]+", "_", name.replace(".", "__"))


def slots_of(variable: Variable, facts: Mapping[str, Fact]) -> tuple[Slot, ...]:
    """
    Give the slots of a variable: its word, then a number or the ends of what follows.

    A moment has none of its own: the format counts years and hours, and hands in
    between which two whole numbers each lies.
    """
    name, fact = name_of(variable.name), facts.get(variable.name)
    words = {word: None for each in variable.classes for word in words_of(each)}
    first = (Silence.NOT_ASKED.value, Silence.DOES_NOT_KNOW.value)
    ordered = sorted(words, key=lambda each: each not in first)
    found: list[Slot] = [Word(name, tuple(ordered if fact else words))]
    if fact is not None and isinstance(fact.domain, Number):
        found.append(_whole(f"{name}__number", fact.domain))
    resting = {one.fact for each in variable.classes for one in each.worked_out}
    for each in sorted(resting):
        domain = facts[each].domain
        assert isinstance(domain, Number)  # ages and hours are numbers
        found += [_whole(f"{name_of(each)}__{end}", domain) for end in _ENDS]
    return tuple(found)


_ENDS = ("least", "greatest")


def _whole(name: str, domain: Number) -> Whole:
    return Whole(name, domain.at_least, domain.at_most)


def words_of(each: AnswerClass) -> tuple[str, ...]:
    """
    List what the word of a slot may be for a class.
    """
    if each.members:
        said = (one.value if isinstance(one, Silence) else one for one in each.members)
        return tuple(sorted(map(str, said)))
    is_free = each.ends is None and not each.worked_out
    return (name_of(str(each.stands)),) if is_free else (GIVEN,)


@attrs.define
class Compiler:
    """
    Turns formulas into tests; what is met again is defined once and named.
    """

    variables: Mapping[str, Variable]
    definitions: list[Definition] = attrs.field(factory=list)
    _known: dict[int, tuple[Formula, Test]] = attrs.field(factory=dict)
    _names: dict[Test, str] = attrs.field(factory=dict)

    def test(self, formula: Formula) -> Test:
        """
        Give the test of a formula; definitions it needs stand before it.
        """
        if id(formula) not in self._known:
            # The formula is kept too, so that its id is not given to another.
            self._known[id(formula)] = formula, self._named(self._test(formula))
        return self._known[id(formula)][1]

    def _named(self, test: Test) -> Test:
        if isinstance(test, Both | Either | Counts) and test not in (_TRUE, _FALSE):
            if test not in self._names:
                self._names[test] = f"part_{len(self._names) + 1}"
                self.definitions.append(Definition(self._names[test], test))
            return Named(self._names[test])
        return test

    def _test(self, formula: Formula) -> Test:
        match formula:
            case In(variable, classes):
                return _either(
                    [self._in(variable, n) for n in sorted(classes)],
                )
            case And(parts):
                return Both(tuple(map(self.test, parts)))
            case Or(parts):
                return Either(tuple(map(self.test, parts)))
            case Negated(part):
                return Opposite(self.test(part))
            case Threshold(terms, at_least):
                each = tuple((weight, self.test(part)) for weight, part in terms)
                return Counts(each, at_least)

    def _in(self, variable: str, place: int) -> Test:
        each = self.variables[variable].classes[place]
        name = name_of(variable)
        said = Says(name, words_of(each))
        numbers: list[Test] = []
        if each.ends is not None:
            numbers.append(Lies(f"{name}__number", *each.ends))
        for one in each.worked_out:
            numbers += _between(one)
        return Both((said, *numbers)) if numbers else said


_TRUE, _FALSE = Both(()), Either(())


def _between(one: WorkedOut) -> list[Test]:
    name = name_of(one.fact)
    return [
        Lies(f"{name}__least", *one.least),
        Lies(f"{name}__greatest", *one.greatest),
    ]


def _either(tests: list[Test]) -> Test:
    """
    Put tests of one variable together: its words become one test.
    """
    words = [word for each in tests if isinstance(each, Says) for word in each.words]
    found: list[Test] = [each for each in tests if not isinstance(each, Says)]
    slot = next((each.slot for each in tests if isinstance(each, Says)), "")
    if words:
        found.insert(0, Says(slot, tuple(sorted(words))))
    return found[0] if len(found) == 1 else Either(tuple(found))
