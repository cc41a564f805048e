"""
Formulas as decision diagrams, in which answer sheets can be counted.

A diagram asks one variable after another, and has a branch for each of its classes;
equal parts are one. It shares nothing with the solver but the formula.
"""

from collections.abc import Iterable, Mapping

import attrs

from caring.proving.classes import Variable
from caring.proving.formula import (
    And,
    Assignment,
    Formula,
    In,
    Negated,
    Or,
    Threshold,
)

NO, YES = 0, 1
"""The two ends of every diagram."""

_SILENCE_COSTS, _ANSWER_COSTS = 101, 100


class TooLargeError(Exception):
    """
    A diagram would take more steps than it may.
    """


@attrs.define
class Diagrams:
    """
    Diagrams over the same variables; parts they share are made once.
    """

    variables: Mapping[str, Variable]
    budget: int
    """How many steps all diagrams together may still take."""

    most: int
    """How many steps one formula may take."""

    names: list[str] = attrs.field(factory=list)
    """The variables in the order in which they are asked."""

    _left: int = 0
    _places: dict[str, int] = attrs.field(factory=dict, repr=False)
    _nodes: list[tuple[int, tuple[int, ...]]] = attrs.field(
        factory=lambda: [(_END, ()), (_END, ())], repr=False
    )
    _known: dict[tuple[int, tuple[int, ...]], int] = attrs.field(
        factory=dict, repr=False
    )
    _joined: dict[tuple[int, int, int], int] = attrs.field(factory=dict, repr=False)
    _made: dict[int, tuple[Formula, int]] = attrs.field(factory=dict, repr=False)

    def node(self, formula: Formula) -> int:
        """
        Make the diagram of a formula.

        Raises:
            TooLargeError: If that takes more steps than it may.
        """
        self._left = granted = min(self.most, self.budget)
        try:
            return self._node(formula)
        finally:
            self.budget -= granted - max(self._left, 0)

    def _node(self, formula: Formula) -> int:
        known = self._made.get(id(formula))
        if known is None:
            # The formula is kept too, so that its id is not given to another.
            known = formula, self._node_of(formula)
            self._made[id(formula)] = known
        return known[1]

    def _node_of(self, formula: Formula) -> int:
        match formula:
            case In(name, classes):
                places = range(len(self.variables[name].classes))
                return self._unique(
                    self._place(name), tuple(int(n in classes) for n in places)
                )
            case And(parts):
                found = YES
                for each in parts:
                    found = self._join(found, self._node(each), NO)
                return found
            case Or(parts):
                found = NO
                for each in parts:
                    found = self._join(found, YES, self._node(each))
                return found
            case Negated(part):
                return self._join(self._node(part), NO, YES)
            case Threshold(terms, at_least):
                nodes = [(weight, self._node(each)) for weight, each in terms]
                return self._weighed(nodes, 0, at_least, {})

    def _weighed(
        self,
        terms: list[tuple[int, int]],
        n: int,
        wanted: int,
        seen: dict[tuple[int, int], int],
    ) -> int:
        """
        Go through the terms, and remember for each what is still wanted of the rest.
        """
        rest = [weight for weight, _ in terms[n:]]
        if sum(min(each, 0) for each in rest) >= wanted:
            return YES
        if sum(max(each, 0) for each in rest) < wanted:
            return NO
        if (n, wanted) not in seen:
            weight, node = terms[n]
            seen[n, wanted] = self._join(
                node,
                self._weighed(terms, n + 1, wanted - weight, seen),
                self._weighed(terms, n + 1, wanted, seen),
            )
        return seen[n, wanted]

    def _place(self, name: str) -> int:
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        return self._places[name]

    def _unique(self, place: int, branches: tuple[int, ...]) -> int:
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = place, branches
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return self._known[key]

    def _join(self, given: int, then: int, otherwise: int) -> int:
        """
        Say "where the first holds the second, elsewhere the third".
        """
        if given == YES or then == otherwise:
            return then
        if given == NO:
            return otherwise
        if (then, otherwise) == (YES, NO):
            return given
        key = given, then, otherwise
        found = self._joined.get(key)
        if found is None:
            if self._left <= 0:
                raise TooLargeError
            self._left -= 1
            place = min(self._nodes[each][0] for each in key)
            cut = [self._branches(each, place) for each in key]
            found = self._unique(
                place, tuple(self._join(*each) for each in zip(*cut, strict=True))
            )
            self._joined[key] = found
        return found

    def _branches(self, node: int, place: int) -> tuple[int, ...]:
        asked, branches = self._nodes[node]
        if asked == place:
            return branches
        return (node,) * len(self.variables[self.names[place]].classes)

    def count(self, node: int, names: Iterable[str]) -> int:
        """
        Count the answer sheets to some variables for which a diagram says yes.

        Args:
            node: The diagram; it asks none but these.
            names: The variables; each answer of a class counts.
        """
        wanted = set(names)
        sizes = [self._size(name) if name in wanted else 1 for name in self.names]
        below = [1]
        for each in reversed(sizes):
            below.append(below[-1] * each)
        below.reverse()
        found = self._counted(node, below, {NO: 0, YES: 1})
        found *= below[0] // below[self._at(node)]
        for name in wanted - self._places.keys():
            found *= self._size(name)
        return found

    def _counted(self, node: int, below: list[int], seen: dict[int, int]) -> int:
        if node not in seen:
            place, branches = self._nodes[node]
            classes = self.variables[self.names[place]].classes
            seen[node] = sum(
                each.weight
                * self._counted(branch, below, seen)
                * (below[place + 1] // below[self._at(branch)])
                for each, branch in zip(classes, branches, strict=True)
            )
        return seen[node]

    def _at(self, node: int) -> int:
        return min(self._nodes[node][0], len(self.names))

    def _size(self, name: str) -> int:
        return sum(each.weight for each in self.variables[name].classes)

    def smallest(self, node: int, quiet: Mapping[str, int]) -> Assignment:
        """
        Find the sheet with the fewest answers for which a diagram says yes.

        Of several with as few, one with answers is taken before one with silences.

        Args:
            node: The diagram; it says yes to something.
            quiet: For each variable the class in which nothing is known.
        """
        best: dict[int, tuple[int, int]] = {YES: (0, 0)}
        self._best(node, quiet, best)
        found: dict[str, int] = {}
        while node != YES:
            place, branches = self._nodes[node]
            chosen = best[node][1]
            found[self.names[place]] = chosen
            node = branches[chosen]
        return found

    def _best(
        self, node: int, quiet: Mapping[str, int], best: dict[int, tuple[int, int]]
    ) -> int:
        if node not in best:
            place, branches = self._nodes[node]
            name = self.names[place]
            best[node] = min(
                (self._cost(name, n, quiet) + self._best(each, quiet, best), n)
                for n, each in enumerate(branches)
                if each != NO
            )
        return best[node][0]

    def _cost(self, name: str, n: int, quiet: Mapping[str, int]) -> int:
        if n == quiet[name]:
            return 0
        is_silent = self.variables[name].classes[n].is_silent
        return _SILENCE_COSTS if is_silent else _ANSWER_COSTS


_END = 1_000_000
"""Below every variable."""
