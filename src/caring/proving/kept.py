"""
What was shown before is taken where just the same is asked again, and nothing else is.

Two things are kept. That formulas have *no* answers, under a digest of them and of what
is assumed in their cone: it is a sentence of logic, so it stays so whatever became of
the files. And answers that were found, which are tried before anybody is shown them. No
place in a file is kept, and nothing that is broken.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property

import attrs

from caring.proving.digests import Digests, Group, touched
from caring.proving.solver import Solver
from caring.rails.classes import Variable
from caring.rails.formula import And, Assignment, Formula, holds
from caring.values.mappings import FrozenMapping


@attrs.frozen(kw_only=True)
class Kept:
    """
    What was shown of one protocol or pathway.
    """

    none: frozenset[str] = frozenset()
    """Digests of questions that have no answers."""

    examples: Mapping[str, tuple[int, ...]] = FrozenMapping()
    """For the digest of a formula the class of each variable, by the alphabet."""


def written(kept: Kept, by: str) -> bytes:
    """
    Write what was shown as the bytes of a file: a digest, then JSON.

    Args:
        kept: What was shown.
        by: Names the code and the solver that showed it.
    """
    data = {"none": sorted(kept.none), "examples": dict(kept.examples)}
    told = json.dumps(data, sort_keys=True)
    return f"{_seal(told.encode(), by)}\n{told}\n".encode()


def read(content: bytes, by: str) -> Kept:
    """
    Read what was written by the same code and solver.

    Of anything else nothing is believed, nor looked at: a file of other code, cut off,
    or edited. It keeps off accidents, and nobody who makes such a file on purpose.
    """
    seal, _, told = content.partition(b"\n")
    if seal != _seal(told.removesuffix(b"\n"), by).encode():
        return Kept()
    data = json.loads(told)
    examples = {digest: tuple(each) for digest, each in data["examples"].items()}
    return Kept(none=frozenset(data["none"]), examples=FrozenMapping(examples))


def _seal(told: bytes, by: str) -> str:
    return hashlib.sha256(by.encode() + b"\n" + told).hexdigest()


@attrs.define(slots=False)
class Asker:
    """
    Asks what was not shown before, and notes what is to be kept.
    """

    variables: Mapping[str, Variable]
    admissible: Formula
    """What is assumed of all answers."""

    kept: Kept = Kept()
    asked: int = attrs.field(default=0, init=False)
    """How many questions were put to a solver."""

    _none: set[str] = attrs.field(factory=set, init=False)
    _examples: dict[str, tuple[int, ...]] = attrs.field(factory=dict, init=False)
    _digests: Digests = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._digests = Digests(self.variables)

    @cached_property
    def solver(self) -> Solver:
        """
        A solver that assumes what is assumed of all answers.
        """
        return Solver(self.variables, (self.admissible,))

    @cached_property
    def _bare(self) -> Solver:
        """
        A solver that assumes nothing, so that a digest names all that it was told.
        """
        return Solver(self.variables)

    @property
    def shown(self) -> Kept:
        """
        What was asked for and shown, now or before; what nobody asked for is let go.
        """
        return Kept(none=frozenset(self._none), examples=FrozenMapping(self._examples))

    def groups(self, *assumed: Formula) -> tuple[Group, ...]:
        """
        Part what is assumed, of all answers and besides, into groups.
        """
        return self._digests.groups((self.admissible, *assumed))

    def is_none(self, broken: Formula, groups: tuple[Group, ...]) -> bool:
        """
        Say whether a formula has surely no answers, by what is assumed in its cone.

        Of one that has some here, what is assumed elsewhere may yet leave none.
        """
        inside = touched(groups, self._digests.of(broken).cone)
        digest = self._digests.of(And((broken, *inside))).digest
        if digest not in self.kept.none and digest not in self._none:
            self.asked += 1
            if self._bare.find(broken, *inside) is not None:
                return False
        self._none.add(digest)
        return True

    def example(self, reached: Formula, *assumed: Formula) -> Assignment | None:
        """
        Find answers for which all formulas hold; those kept are tried first.
        """
        formulas = (reached, *assumed, self.admissible)
        digest = self._digests.of(And((reached, *assumed))).digest
        names = self._digests.names(*formulas)
        kept = self.kept.examples.get(digest)
        found = None if kept is None else self._tried(names, kept, And(formulas))
        if found is None:
            self.asked += 1
            found = self.solver.find(reached, *assumed)
        if found is not None:
            self._examples[digest] = tuple(found[name] for name in names)
        return found

    def _tried(
        self, names: list[str], places: tuple[int, ...], wanted: Formula
    ) -> Assignment | None:
        """
        Give the example that was kept, where it fits these formulas.
        """
        if len(places) != len(names):
            return None
        found = dict(zip(names, places, strict=True))
        fits = all(
            0 <= place < len(self.variables[name].classes)
            for name, place in found.items()
        )
        return found if fits and holds(wanted, found) else None
