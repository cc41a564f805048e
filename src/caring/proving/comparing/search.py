"""
Looking for answer sheets: the smallest for which a formula holds, and how many.

Diagrams are tried first, because they count too; where one would grow too large the
solver looks, and nothing is counted.
"""

from collections.abc import Iterable, Mapping

import attrs

from caring.proving.advised import ANYTHING_ELSE
from caring.proving.classes import Variable
from caring.proving.comparing.diagrams import NO, Diagrams, TooLargeError
from caring.proving.formula import Assignment, Formula, In, both, cone, holds, is_never
from caring.proving.prove import quiet
from caring.proving.solver import Solver

STEPS = 150_000
"""So many steps all diagrams of a comparison take at most: about a second."""

STEPS_OF_ONE = 120_000


@attrs.frozen
class Found:
    """
    Answer sheets were found.
    """

    smallest: Assignment
    """Where it was not counted, none of its answers can be left out."""

    sheets: int | None
    """How many there are; ``None`` where that was not counted."""


@attrs.define
class Search:
    """
    A search over some variables, with both engines.
    """

    variables: Mapping[str, Variable]
    sheet: frozenset[str]
    """The variables that make up a sheet; others are fixed or do not count."""

    diagrams: Diagrams = attrs.field(init=False, repr=False)
    _solver: Solver | None = attrs.field(default=None, init=False, repr=False)
    _quiet: Mapping[str, int] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.diagrams = Diagrams(self.variables, STEPS, STEPS_OF_ONE)
        self._quiet = {name: quiet(name, self.variables) for name in self.variables}

    def find(self, *formulas: Formula) -> Found | None:
        """
        Find the smallest sheet for which all formulas hold; ``None`` if there is none.
        """
        whole = both(*formulas)
        if is_never(whole):
            return None
        try:
            node = self.diagrams.node(whole)
        except TooLargeError:
            return self._solved(whole)
        if node == NO:
            return None
        return Found(self.diagrams.smallest(node, self._quiet), self.count(whole))

    def count(self, formula: Formula) -> int | None:
        """
        Count the sheets for which a formula holds; ``None`` where that is too much.

        They are counted where nothing else is known beside the sheet.
        """
        if ANYTHING_ELSE in cone(formula):
            formula = both(formula, In(ANYTHING_ELSE, frozenset({0})))
        try:
            return self.diagrams.count(self.diagrams.node(formula), self.sheet)
        except TooLargeError:
            return None

    def whole(self, places: Assignment, names: Iterable[str]) -> dict[str, int]:
        """
        Complete a sheet: of whatever it does not name nothing is known.
        """
        return {name: places.get(name, self._quiet[name]) for name in names}

    def _solved(self, whole: Formula) -> Found | None:
        if self._solver is None:
            self._solver = Solver(self.variables)
        places = self._solver.find(whole)
        return None if places is None else Found(self._smaller(whole, places), None)

    def _smaller(self, whole: Formula, places: Assignment) -> Assignment:
        """
        Forget every answer without which the formula still holds, one after another.

        No answer that is left can be forgotten by itself; it may not be the smallest.
        """
        kept = dict(places)
        for name in sorted(places):
            tried = {**kept, name: self._quiet[name]}
            if kept[name] != tried[name] and holds(whole, tried):
                kept = tried
        return kept
