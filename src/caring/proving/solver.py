"""
Formulas to z3, the solver that looks for answers under which one holds.

z3 is imported when it is needed and no earlier; nothing of it leaves this module.
"""

from collections.abc import Iterable, Mapping
from typing import Any

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
    cone,
)


@attrs.define
class Solver:
    """
    A solver that knows some variables and what is assumed of them.

    It may be asked many things, one after another; what it learned it keeps.
    """

    variables: Mapping[str, Variable]
    assumed: tuple[Formula, ...] = ()
    _z3: Any = attrs.field(init=False, repr=False)
    _solver: Any = attrs.field(init=False, repr=False)
    _bits: dict[tuple[str, int], Any] = attrs.field(factory=dict, repr=False)
    _made: dict[int, tuple[Formula, Any]] = attrs.field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        import z3

        self._z3 = z3
        self._solver = z3.SolverFor("QF_FD")
        for each in self.assumed:
            self._solver.add(self._term(each))

    def find(self, *formulas: Formula) -> Assignment | None:
        """
        Find classes for which all formulas hold, and what is assumed too.

        Returns:
            A class for each variable that any of them hangs on; ``None`` where there is
            surely none.
        """
        terms = [self._term(each) for each in formulas]
        self._solver.push()
        try:
            self._solver.add(*terms)
            found = self._solver.check()
            if found == self._z3.unsat:
                return None
            # Without limits of time or memory z3 always says one or the other.
            assert found == self._z3.sat
            return self._read(cone(*formulas, *self.assumed))
        finally:
            self._solver.pop()

    def _read(self, names: Iterable[str]) -> Assignment:
        model = self._solver.model()
        return {
            name: next(
                n
                for n in range(len(self.variables[name].classes))
                if self._z3.is_true(model.eval(self._bit(name, n), True))
            )
            for name in sorted(names)
        }

    def _bit(self, name: str, place: int) -> Any:
        if (name, 0) not in self._bits:
            classes = self.variables[name].classes
            bits = [self._z3.Bool(f"{name}#{n}") for n in range(len(classes))]
            self._bits.update({(name, n): each for n, each in enumerate(bits)})
            # It lies in just one of its classes, whatever is asked.
            self._solver.add(self._z3.PbEq([(each, 1) for each in bits], 1))
        return self._bits[name, place]

    def _term(self, formula: Formula) -> Any:
        known = self._made.get(id(formula))
        if known is None:
            # The formula is kept too, so that its id is not given to another.
            known = formula, self._made_of(formula)
            self._made[id(formula)] = known
        return known[1]

    def _made_of(self, formula: Formula) -> Any:
        z3 = self._z3
        match formula:
            case In(variable, classes):
                return z3.Or([self._bit(variable, n) for n in sorted(classes)])
            case And(parts):
                return z3.And([self._term(each) for each in parts])
            case Or(parts):
                return z3.Or([self._term(each) for each in parts])
            case Negated(part):
                return z3.Not(self._term(part))
            case Threshold(terms, at_least):
                weighed = [(self._term(each), weight) for weight, each in terms]
                return z3.PbGe(weighed, at_least)
