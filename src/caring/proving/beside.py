"""
A second run beside the first: what may differ, and what has to stay so.
"""

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from caring.proving.advised import Advising
from caring.proving.formula import Formula, both, negated, renamed
from caring.proving.obligations import Check, Obligation
from caring.proving.orders import (
    TWIN,
    Relation,
    Steps,
    is_carried,
    related,
    steps,
)
from caring.values.mappings import FrozenMapping
from caring.values.spans import Span

Wanted: TypeAlias = tuple[Formula, str, Span | None]
"""What is to stay so, what is wrong where it does not, and where that stands."""


@attrs.frozen(kw_only=True)
class Beside:
    """
    A second run beside the first.
    """

    names: frozenset[str]
    """What may differ."""

    allowed: Steps
    link: Formula
    twins: FrozenMapping[str, str]
    assumed: tuple[Formula, ...]

    def kept(self, wanted: Iterable[Wanted], reached: Formula) -> Obligation:
        """
        Say that whatever is wanted and holds in the first run holds in the second.
        """
        there = list(wanted)
        left = [each for each in there if not is_carried(each[0], self.allowed)]
        return Obligation(
            reached=reached,
            twins=self.twins,
            assumed=self.assumed,
            read=len(there) - len(left),
            checks=tuple(
                Check(broken=both(one, negated(self.twin(one))), says=says, span=span)
                for one, says, span in left
            ),
        )

    def twin(self, formula: Formula) -> Formula:
        """
        Return what a formula says in the second run.
        """
        return renamed(formula, TWIN, self.names)


def second(names: Iterable[str], found: Advising, relation: Relation) -> Beside:
    """
    Put a run beside what was found, in which only some names may differ.
    """
    facts = found.encoding.context.facts
    there = frozenset(names) & found.variables.keys()
    allowed = steps(there, found.variables, facts, relation)
    link = related(allowed)
    admissible = renamed(found.encoding.admissible, TWIN, there)
    return Beside(
        names=there,
        allowed=allowed,
        link=link,
        twins=FrozenMapping({name + TWIN: name for name in sorted(there)}),
        assumed=(link, admissible),
    )
