"""
Proving: every guarantee and every invariant of a protocol or pathway, one by one.
"""

from collections.abc import Collection, Iterable, Mapping

import attrs

from caring.guidance.invariants import Invariant, Must
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.proving.advised import Advising, advising
from caring.proving.claims import NotProvable, conditions_in, must, same
from caring.proving.classes import Variable
from caring.proving.dead import Dead, dead
from caring.proving.encode import encode
from caring.proving.formula import Assignment, Formula, In
from caring.proving.guarantees import ALL, Guarantee, How
from caring.proving.obligations import Obligation
from caring.proving.orders import TWIN
from caring.proving.solver import Solver
from caring.values.spans import Span

MOST_CASES = 3
"""So many cases are made small and shown of one guarantee; the rest is only named."""


@attrs.frozen(kw_only=True)
class Example:
    """
    Answers that were found: for each variable that matters its class.
    """

    places: Assignment
    second: Assignment | None = None
    """Of two runs, the other one."""


@attrs.frozen(kw_only=True)
class Broken:
    """
    Something that breaks a guarantee.
    """

    says: str
    span: Span | None
    example: Example | None
    """The smallest case; ``None`` where enough others of the guarantee are shown."""


@attrs.frozen(kw_only=True)
class Proof:
    """
    What became of one guarantee of one protocol or pathway.
    """

    guarantee: str
    """Its id; of an invariant, that of the invariant."""

    of: str
    """``kind/name@version``."""

    says: str
    how: How
    checks: int
    """Of how many things it was shown that no answers break them."""

    read: int
    """Of how many that was seen by reading the rules alone."""

    witness: Example | None
    """Answers for which it has something to say; ``None`` where there are none."""

    broken: tuple[Broken, ...]
    problems: tuple[str, ...] = ()
    """What is wrong in a file that is read, and has no answers to show it by."""

    untried: str | None = None
    """Why it could not be tried here, where it could not."""

    @property
    def speaks(self) -> bool:
        """
        Whether it has anything to say of this protocol or pathway.
        """
        return self.untried is not None or (
            self.witness is not None and self.checks > 0
        )

    @property
    def holds(self) -> bool:
        """
        Whether it was shown to hold.
        """
        is_shown = self.witness is not None or self.how is How.LAW_CHECK
        return self.untried is None and is_shown and not (self.broken or self.problems)


@attrs.frozen(kw_only=True)
class Proved:
    """
    Everything that was shown of one protocol or pathway.
    """

    found: Advising
    proofs: tuple[Proof, ...]
    dead: tuple[Dead, ...] = ()
    """What is written and never comes into play; of a pathway it is not looked for."""

    @property
    def variables(self) -> Mapping[str, Variable]:
        """
        What was told apart.
        """
        return self.found.variables


def prove(
    guidance: Protocol | Pathway,
    invariants: Iterable[Invariant] = (),
    only: Collection[str] | None = None,
) -> Proved:
    """
    Prove every guarantee that speaks of a protocol or pathway, and its invariants.

    Args:
        guidance: The protocol or pathway.
        invariants: Invariants; those of other protocols are passed over.
        only: Ids of the guarantees to prove; ``None`` is all of them.
    """
    mine = [each for each in invariants if each.of == guidance.name]
    also = tuple(one for each in mine for one in conditions_in(each.claim))
    found = advising(encode(guidance, also))
    solver = _solver(found)
    proofs = []
    for guarantee in ALL:
        if only is not None and guarantee.id not in only:
            continue
        proof = shown(guarantee, found, solver)
        if proof.speaks:
            proofs.append(proof)
    proofs += [_invariant(each, found, solver) for each in mine]
    # Along a pathway a row may be idle that another pathway needs.
    alone = only is None and not isinstance(guidance, Pathway)
    idle = tuple(dead(found, solver)) if alone else ()
    return Proved(found=found, proofs=tuple(proofs), dead=idle)


def _solver(found: Advising) -> Solver:
    twins = {name + TWIN: each for name, each in found.variables.items()}
    return Solver({**found.variables, **twins}, (found.encoding.admissible,))


def shown(guarantee: Guarantee, found: Advising, solver: Solver | None = None) -> Proof:
    """
    Prove one guarantee of what was encoded.
    """
    return _proof(
        guarantee.id,
        guarantee.says,
        guarantee.how,
        guarantee.obligations(found),
        found,
        solver or _solver(found),
    )


def _invariant(invariant: Invariant, found: Advising, solver: Solver) -> Proof:
    claim = invariant.claim
    how = How.SOLVER if isinstance(claim, Must) else How.TWO_RUNS
    try:
        todo = must(claim, found) if isinstance(claim, Must) else same(claim, found)
    except NotProvable as why:
        return Proof(
            guarantee=invariant.id,
            of=invariant.of,
            says=invariant.says,
            how=how,
            checks=0,
            read=0,
            witness=None,
            broken=(),
            untried=str(why),
        )
    span = invariant.span
    checks = [attrs.evolve(each, span=each.span or span) for each in todo.checks]
    todo = attrs.evolve(todo, checks=tuple(checks))
    return _proof(invariant.id, invariant.says, how, [todo], found, solver)


def _proof(
    id_: str,
    says: str,
    how: How,
    obligations: Iterable[Obligation],
    found: Advising,
    solver: Solver,
) -> Proof:
    witness: Example | None = None
    broken: list[Broken] = []
    checks = read = 0
    for each in obligations:
        if witness is None:
            places = solver.find(each.reached, *each.assumed)
            witness = None if places is None else _example(places, each)
        read += each.read
        checks += each.read
        for check in each.checks:
            checks += 1
            formulas = (check.broken, *each.assumed)
            places = solver.find(*formulas)
            if places is not None:
                example = None
                if len(broken) < MOST_CASES:
                    small = smallest(solver, formulas, places, each.twins)
                    example = _example(small, each)
                broken.append(Broken(says=check.says, span=check.span, example=example))
    return Proof(
        guarantee=id_,
        of=found.encoding.guidance.name,
        says=says,
        how=how,
        checks=checks,
        read=read,
        witness=witness,
        broken=tuple(broken),
    )


def _example(places: Assignment, todo: Obligation) -> Example:
    """
    Tell the two runs apart; what they share stands in both.
    """
    first = {name: n for name, n in places.items() if name not in todo.twins}
    if not todo.twins:
        return Example(places=first)
    twins = {todo.twins[name]: n for name, n in places.items() if name in todo.twins}
    return Example(places=first, second={**first, **twins})


def smallest(
    solver: Solver,
    formulas: tuple[Formula, ...],
    places: Assignment,
    twins: Mapping[str, str],
) -> Assignment:
    """
    Forget every answer that the case can do without, one after another.

    Of a second run nothing stays different that may be alike.
    """
    fixed: list[Formula] = []
    for name in sorted(places, key=lambda each: (each in twins, each)):
        like = twins.get(name)
        wanted = quiet(name, solver.variables) if like is None else places[like]
        if places[name] != wanted:
            simpler = In(name, frozenset({wanted}))
            tried = solver.find(*formulas, *fixed, simpler)
            places = {**places, **tried} if tried is not None else places
        fixed.append(In(name, frozenset({places[name]})))
    return places


def quiet(name: str, variables: Mapping[str, Variable]) -> int:
    """
    Return the class in which nothing is known of something.
    """
    classes = variables[name].classes
    silent = [n for n, each in enumerate(classes) if each.is_silent]
    return next(iter(variables[name].not_asked), silent[-1] if silent else 0)
