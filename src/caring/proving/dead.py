"""
What is written and never comes into play: rows for nobody, levels out of reach.
"""

from collections.abc import Iterator

import attrs

from caring.proving.advised import Advising
from caring.proving.decided import Decided, Scale, Table
from caring.proving.formula import Formula, both, negated
from caring.proving.solver import Solver
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Dead:
    """
    Something that no answers bring about.
    """

    says: str
    span: Span | None


def dead(found: Advising, solver: Solver) -> Iterator[Dead]:
    """
    Walk rows and levels that no answers that can be given together ever reach.

    In a table a row is dead too where an earlier one always holds before it.
    """
    for role, protocol in found.encoding.roles.items():
        for each in protocol.decisions.values():
            for when, says, span in _alive(each):
                if solver.find(when) is None:
                    yield Dead(says=f"{role}: {says}", span=span)


def _alive(found: Decided) -> Iterator[tuple[Formula, str, Span | None]]:
    earlier: list[Formula] = []
    for row, each in zip(found.decision.rows, found.rows, strict=True):
        when = both(each.true, *earlier)
        yield when, f"no answers bring the row for `{row.result}`", row.span
        if isinstance(found, Table):
            earlier.append(negated(each.true))
    if isinstance(found, Scale):
        for level in found.decision.scale:
            when = found.works_at(level)
            yield when, f"no answers end at `{level}`", found.span(level)
