"""
What became of invariants, as lines.
"""

from collections.abc import Iterable, Iterator

from caring.showing.lines import Line, Style
from caring.testing.invariants import InvariantResult


def invariant_lines(results: Iterable[InvariantResult]) -> Iterator[Line]:
    """
    Show each invariant with how many encounters reached it, and each that is broken.
    """
    for each in results:
        invariant = each.invariant
        if each.passed:
            text = f"holds in all {each.reached} it speaks of: {invariant.id}"
            yield Line(text, Style.QUIET)
            continue
        place = "" if invariant.span is None else f"{invariant.span.place}: "
        yield Line(f"{place}{invariant.id} ({invariant.of})", Style.WARNING)
        yield Line(invariant.says, depth=1)
        for breach in each.breaches:
            yield Line(f"broken at {breach}", depth=1, hang=2)
        if not each.reached:
            yield Line("no scenario reaches it; add one, or it shows nothing", depth=1)
