"""
What findings are looked for in: a protocol or pathway as formulas, and a solver.
"""

import attrs

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.proving.advised import Advising, advising
from caring.proving.orders import TWIN
from caring.proving.prove import Example, smallest
from caring.proving.solver import Solver
from caring.rails.encode import encode
from caring.rails.formula import Formula


@attrs.frozen(kw_only=True)
class Ground:
    """
    One protocol by itself, or a pathway.
    """

    found: Advising
    solver: Solver

    @property
    def guidance(self) -> Protocol | Pathway:
        """
        What was encoded.
        """
        return self.found.encoding.guidance

    def is_never(self, *formulas: Formula) -> bool:
        """
        Say whether no answers that can be given together make all formulas hold.
        """
        return self.solver.find(*formulas) is None

    def example(self, formulas: tuple[Formula, ...]) -> Example:
        """
        Find a small case in which formulas hold that can hold together.
        """
        places = self.solver.find(*formulas)
        assert places is not None  # they were found to
        return Example(places=smallest(self.solver, formulas, places, {}))


def ground(guidance: Protocol | Pathway) -> Ground:
    """
    Encode a protocol or pathway, with room for a second run beside it.
    """
    found = advising(encode(guidance))
    twins = {name + TWIN: each for name, each in found.variables.items()}
    solver = Solver({**found.variables, **twins}, (found.encoding.admissible,))
    return Ground(found=found, solver=solver)
