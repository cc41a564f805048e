"""
The second engine: trying every choice of classes, where a cone is small enough.

It shares nothing with the solver but the formula, so that the two check each other.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from caring.proving.classes import Variable
from caring.proving.formula import Assignment, Formula, both, cone, holds

MOST_TRIED = 50_000
"""So many choices are tried in seconds."""


def size(variables: Mapping[str, Variable], *formulas: Formula) -> int:
    """
    Count the choices of classes on which formulas hang.
    """
    return prod(len(variables[name].classes) for name in cone(*formulas))


def every(
    variables: Mapping[str, Variable], *formulas: Formula
) -> Iterator[Assignment]:
    """
    Walk every choice of classes for which all formulas hold.
    """
    names = sorted(cone(*formulas))
    whole = both(*formulas)
    for places in product(*(range(len(variables[name].classes)) for name in names)):
        assignment = dict(zip(names, places, strict=True))
        if holds(whole, assignment):
            yield assignment


def find_by_trying(
    variables: Mapping[str, Variable], *formulas: Formula
) -> Assignment | None:
    """
    Find a choice for which all formulas hold, or ``None`` where there is surely none.
    """
    return next(every(variables, *formulas), None)
