"""
Guarantees kept and lost from one version to another.
"""

import attrs

from caring.proving.comparing.changes import Compared, Guarantees
from caring.proving.comparing.widening import Compared as Versions
from caring.proving.prove import Proof, prove


def with_guarantees(compared: Compared, old: Versions, new: Versions) -> Compared:
    """
    Prove the guarantees of both versions, and say which are kept and which are lost.
    """
    found = guarantees(prove(old).proofs, prove(new).proofs)
    return attrs.evolve(compared, guarantees=found)


def guarantees(old: tuple[Proof, ...], new: tuple[Proof, ...]) -> Guarantees:
    """
    Sort the guarantees of two versions; one that has nothing to say is not broken.
    """
    before = {each.guarantee: each.holds for each in old}
    after = {each.guarantee: each.holds for each in new}
    there = sorted({*before, *after})

    def those(*, was: bool, now: bool) -> tuple[str, ...]:
        return tuple(
            each
            for each in there
            if (before.get(each, True), after.get(each, True)) == (was, now)
        )

    return Guarantees(
        kept=those(was=True, now=True),
        lost=those(was=True, now=False),
        won=those(was=False, now=True),
        broken=those(was=False, now=False),
    )
