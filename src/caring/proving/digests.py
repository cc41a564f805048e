"""
Formulas named by what they say: a digest and a cone for each, every part walked once.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import attrs

from caring.rails.classes import Variable
from caring.rails.formula import And, Formula, In, Negated, Or, Threshold


@attrs.frozen
class Named:
    """
    What a formula says, and what it hangs on.
    """

    digest: str
    """32 hex digits; formulas that share them have the same answers."""

    cone: int
    """The variables it hangs on, a bit for each."""


@attrs.frozen
class Group:
    """
    Things assumed that hang together: none shares a variable with any other group.
    """

    parts: tuple[Formula, ...]
    cone: int


@attrs.define
class Digests:
    """
    Names formulas over some variables.

    A digest does not hang on the order of parts, nor on how often one stands there or
    is shared. It holds how many classes each variable has; what lies *in* a class is no
    part of it, because formulas speak of classes by their places only.
    """

    variables: Mapping[str, Variable]
    _bits: dict[str, int] = attrs.field(factory=dict, init=False, repr=False)
    _seen: dict[int, tuple[Formula, Named]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    def of(self, formula: Formula) -> Named:
        """
        Name a formula.
        """
        known = self._seen.get(id(formula))
        if known is None:
            # The formula is kept too, so that its id is not given to another.
            known = formula, self._name(formula)
            self._seen[id(formula)] = known
        return known[1]

    def _name(self, formula: Formula) -> Named:
        match formula:
            case In(variable, classes):
                return self._test(variable, classes)
            case And(parts):
                return _joined("and", [self.of(each) for each in parts])
            case Or(parts):
                return _joined("or", [self.of(each) for each in parts])
            case Negated(part):
                return _joined("not", [self.of(part)])
            case Threshold(terms, at_least):
                return self._sum(terms, at_least)

    def _test(self, variable: str, classes: frozenset[int]) -> Named:
        size = len(self.variables[variable].classes)
        bit = self._bits.setdefault(variable, len(self._bits))
        places = ",".join(map(str, sorted(classes)))
        # The name stands last, so that whatever is in it is taken for nothing else.
        return Named(_digest("in", str(size), places, variable), 1 << bit)

    def _sum(self, terms: tuple[tuple[int, Formula], ...], at_least: int) -> Named:
        # Unlike parts, a term that stands there twice counts twice.
        named = [(weight, self.of(part)) for weight, part in terms]
        weighed = sorted(f"{each.digest}*{weight}" for weight, each in named)
        cone = _together(each for _, each in named)
        return Named(_digest("sum", str(at_least), *weighed), cone)

    def names(self, *formulas: Formula) -> list[str]:
        """
        Name the variables on which formulas hang, in the order of the alphabet.
        """
        cone = _together(map(self.of, formulas))
        return sorted(name for name, bit in self._bits.items() if cone >> bit & 1)

    def groups(self, assumed: Iterable[Formula]) -> tuple[Group, ...]:
        """
        Part what is assumed into groups that share no variable.
        """
        alike: dict[int, list[Formula]] = {}
        for each in _flat(assumed):
            alike.setdefault(self.of(each).cone, []).append(each)
        found: list[Group] = []
        # What hangs on no variable, such as `NEVER`, is a group that touches nothing.
        for cone, parts in alike.items():
            near = [each for each in found if each.cone & cone]
            found = [each for each in found if not each.cone & cone]
            inside = [one for each in near for one in each.parts]
            whole = _union([cone, *(each.cone for each in near)])
            found.append(Group((*inside, *parts), whole))
        return tuple(found)


def touched(groups: Iterable[Group], cone: int) -> tuple[Formula, ...]:
    """
    Return what is assumed in the groups that share a variable with a cone.
    """
    return tuple(one for each in groups if each.cone & cone for one in each.parts)


def _flat(formulas: Iterable[Formula]) -> Iterator[Formula]:
    """
    Walk what is put together by "and", each once.
    """
    seen: set[int] = set()
    waiting = list(formulas)
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, And):
            waiting += each.parts
        else:
            yield each


def _joined(word: str, parts: list[Named]) -> Named:
    digests = sorted({each.digest for each in parts})
    return Named(_digest(word, *digests), _together(parts))


def _together(named: Iterable[Named]) -> int:
    return _union(each.cone for each in named)


def _union(cones: Iterable[int]) -> int:
    found = 0
    for each in cones:
        found |= each
    return found


def _digest(*words: str) -> str:
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
