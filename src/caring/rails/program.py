"""
Guidance as a small program: slots in, named two-valued definitions, results out.

Every format is written from this one value. A slot holds a word (an option, ``given``
or a silence) or a whole number, so that no format needs a null or a mixed type.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

Values: TypeAlias = Mapping[str, str | int]
"""Each slot and what it holds; none is left out."""


@attrs.frozen
class Word:
    """
    A slot that holds one of some words; it rests on the first.
    """

    name: str
    words: tuple[str, ...]


@attrs.frozen
class Whole:
    """
    A slot that holds a whole number; it rests on the least, where nothing is known.
    """

    name: str
    least: int
    greatest: int


Slot: TypeAlias = Word | Whole


@attrs.frozen
class Says:
    """
    A slot holds one of these words.
    """

    slot: str
    words: tuple[str, ...]


@attrs.frozen
class Lies:
    """
    A slot holds a number in a range, both ends included.
    """

    slot: str
    least: int
    greatest: int


@attrs.frozen
class Named:
    """
    An earlier definition holds.
    """

    name: str


@attrs.frozen
class Both:
    """
    Every part holds; no parts at all hold.
    """

    parts: tuple["Test", ...]


@attrs.frozen
class Either:
    """
    Some part holds; of no parts at all none does.
    """

    parts: tuple["Test", ...]


@attrs.frozen
class Opposite:
    """
    The part does not hold.
    """

    part: "Test"


@attrs.frozen
class Counts:
    """
    The weights of the parts that hold come to ``at_least`` or more.
    """

    terms: tuple[tuple[int, "Test"], ...]
    at_least: int


Test: TypeAlias = Says | Lies | Named | Both | Either | Opposite | Counts


@attrs.frozen
class Definition:
    """
    A test with a name that later tests use.
    """

    name: str
    test: Test


def resting(slots: tuple[Slot, ...]) -> dict[str, str | int]:
    """
    Say what every slot holds while nothing is known.

    >>> resting((Word("bruises", ("not_asked", "yes", "no")), Whole("days", 0, 9)))
    {'bruises': 'not_asked', 'days': 0}
    """
    return {
        each.name: each.words[0] if isinstance(each, Word) else each.least
        for each in slots
    }


def define(definitions: tuple[Definition, ...], values: Values) -> dict[str, bool]:
    """
    Say of each definition, in its order, whether it holds.

    >>> bruised = Definition("bruised", Says("bruises", ("yes",)))
    >>> define((bruised,), {"bruises": "not_asked"})
    {'bruised': False}
    """
    found: dict[str, bool] = {}
    for each in definitions:
        found[each.name] = holds(each.test, values, found)
    return found


def holds(test: Test, values: Values, defined: Mapping[str, bool]) -> bool:
    """
    Say whether a test holds.

    Raises:
        KeyError: If a slot is left out: silence is a word, and never a gap.
    """
    match test:
        case Says(slot, words):
            return values[slot] in words
        case Lies(slot, least, greatest):
            number = values[slot]
            return isinstance(number, int) and least <= number <= greatest
        case Named(name):
            return defined[name]
        case Both(parts):
            return all(holds(each, values, defined) for each in parts)
        case Either(parts):
            return any(holds(each, values, defined) for each in parts)
        case Opposite(part):
            return not holds(part, values, defined)
        case Counts(terms, at_least):
            reached = sum(w for w, each in terms if holds(each, values, defined))
            return reached >= at_least
