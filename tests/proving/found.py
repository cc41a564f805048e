"""
Cases for readers: the first that a guarantee speaks of, and the first that breaks it.
"""

import re
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import attrs

from caring.authoring.invariants import invariants_of
from caring.guidance.invariants import Invariant, Must
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.library import bundled
from caring.proving.claims import must, same
from caring.proving.guarantees import ALL
from caring.proving.obligations import Obligation
from caring.proving.orders import TWIN, changing
from caring.proving.prove import Example, Proved, prove, quiet
from caring.proving.solver import Solver
from caring.proving.telling import case_lines
from caring.rails.formula import Assignment, Formula, In
from tests.proving.test_faults import Fault, edited

MOST, SHOWN = 8, 3


@attrs.frozen(kw_only=True)
class Case:
    """
    Answers that were found, told in plain words.
    """

    of: str
    says: str
    lines: tuple[str, ...]


@cache
def everything() -> dict[str, Proved]:
    """
    Prove everything that is bundled, by name.
    """
    invariants = invariants_of(bundled())
    return {name: prove(_load(name), invariants) for name in bundled().versions()}


def _load(name: str) -> Protocol | Pathway:
    guidance = bundled().load(name)
    assert isinstance(guidance, Protocol | Pathway)
    return guidance


def first(proved: Proved, formulas: tuple[Formula, ...], todo: Obligation) -> Example:
    """
    Find the answers that come first: what need not be known is not, in a fixed order.

    Which of many cases a solver finds may change with its version; this one does not.
    """
    solver = _solver(proved)
    places = solver.find(*formulas)
    assert places is not None
    fixed: list[Formula] = []
    for name in sorted(places, key=lambda each: (each in todo.twins, each)):
        like = todo.twins.get(name)
        wanted = quiet(name, solver.variables) if like is None else places[like]
        places = _plainest(solver, (*formulas, *fixed), places, (name, wanted))
        fixed.append(In(name, frozenset({places[name]})))
    one = {name: n for name, n in places.items() if name not in todo.twins}
    if not todo.twins:
        return Example(places=one)
    other = {todo.twins[name]: n for name, n in places.items() if name in todo.twins}
    is_alike = other.items() <= one.items()
    return Example(places=one, second=None if is_alike else {**one, **other})


def _solver(proved: Proved) -> Solver:
    twins = {name + TWIN: each for name, each in proved.variables.items()}
    variables = {**proved.variables, **twins}
    return Solver(variables, (proved.found.encoding.admissible,))


def _plainest(
    solver: Solver,
    formulas: tuple[Formula, ...],
    places: Assignment,
    aim: tuple[str, int],
) -> Assignment:
    name, wanted = aim
    others = range(len(solver.variables[name].classes))
    for place in (wanted, *others):
        if places[name] == place:
            return places
        tried = solver.find(*formulas, In(name, frozenset({place})))
        if tried is not None:
            return {**places, **tried}
    raise AssertionError


def witness(proved: Proved, todo: Iterable[Obligation]) -> Case:
    """
    Tell the first case that a guarantee speaks of.
    """
    solver = _solver(proved)
    tried = ((one, solver.find(one.reached, *one.assumed)) for one in todo)
    each = next(one for one, places in tried if places is not None)
    formulas = (each.reached, *each.assumed)
    differ = changing(frozenset(each.twins.values()), proved.variables)
    if each.twins and solver.find(*formulas, differ) is not None:
        formulas = (*formulas, differ)  # two sheets that are not the same say more
    return _case(proved, "", first(proved, formulas, each))


def caught(proved: Proved, todo: Iterable[Obligation]) -> Case:
    """
    Tell the first case that breaks a guarantee.
    """
    solver = _solver(proved)
    for each in todo:
        for check in each.checks:
            formulas = (check.broken, *each.assumed)
            if solver.find(*formulas) is not None:
                return _case(proved, check.says, first(proved, formulas, each))
    raise AssertionError


def _case(proved: Proved, says: str, found: Example) -> Case:
    lines = tuple(_shorter(list(case_lines(found, proved))))
    return Case(of=proved.found.encoding.guidance.name, says=says, lines=lines)


def _shorter(lines: list[str]) -> list[str]:
    """
    Of a long case name only a few of the questions that are answered by a no in full.
    """
    no = [each for each in lines if re.search(r" no \(`\w+`\)$", each)]
    if len(no) <= MOST:
        return lines
    others = [re.findall(r"`\w+`", each)[-1] for each in no[SHOWN:]]
    left = [each for each in lines if each not in no[SHOWN:]]
    last = left.index(no[SHOWN - 1]) + 1
    more = f"no to {len(others)} more: {', '.join(others)}"
    return [*left[:last], more, *left[last:]]


def obligations(
    id_: str, proved: Proved, invariants: Iterable[Invariant]
) -> Iterable[Obligation]:
    """
    Say what is to be shown for a guarantee or an invariant.
    """
    for each in ALL:
        if each.id == id_:
            return each.obligations(proved.found)
    (claim,) = (each.claim for each in invariants if each.id == id_)
    if isinstance(claim, Must):
        return [must(claim, proved.found)]
    return [same(claim, proved.found)]


def in_a_file(fault: Fault) -> Case:
    """
    Plant a fault in a file, and tell the first case that it brings.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = edited(Path(place), fault)
        guidance, claims = folder.load(fault.of), invariants_of(folder)
        assert isinstance(guidance, Protocol | Pathway)
        mine = [each for each in claims if each.id == fault.guarantee]
        proved = prove(guidance, mine, only=())
        return caught(proved, obligations(fault.guarantee, proved, mine))
