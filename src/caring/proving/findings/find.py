"""
Everything that is looked for in a protocol or a pathway, in reading order.
"""

from collections.abc import Iterator, Sequence

from caring.guidance.pathway import Pathway
from caring.proving.findings.contradictions import contradictions, never_advised
from caring.proving.findings.facts import idle_facts
from caring.proving.findings.ground import Ground
from caring.proving.findings.overlaps import overlaps
from caring.proving.findings.rows import idle_along, idle_rows
from caring.proving.findings.told import Told


def findings(ground: Ground, pathways: Sequence[Ground] = ()) -> Iterator[Told]:
    """
    Walk what is found of a protocol by itself, or of a pathway.

    Of a pathway only contradictions are told: its rows belong to its protocols, which
    other pathways run too.

    Args:
        ground: The protocol or pathway.
        pathways: Every pathway that may run it; others among them are passed over.
    """
    yield from contradictions(ground)
    if isinstance(ground.guidance, Pathway):
        return
    yield from idle_rows(ground)
    yield from idle_along(ground, pathways)
    yield from overlaps(ground)
    yield from idle_facts(ground)
    yield from never_advised(ground)
