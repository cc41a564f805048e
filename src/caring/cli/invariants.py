"""
What became of invariants, a line each where they hold.
"""

from collections.abc import Iterable, Iterator

from caring.testing.invariants import InvariantResult


def invariant_lines(results: Iterable[InvariantResult]) -> Iterator[str]:
    """
    Show each invariant with how many encounters reached it, and each that is broken.
    """
    for each in results:
        invariant = each.invariant
        if each.passed:
            yield f"holds in all {each.reached} it speaks of: {invariant.id}"
            continue
        place = "" if invariant.span is None else f"{invariant.span.place}: "
        yield f"{place}{invariant.id} ({invariant.of})"
        yield f"  {invariant.says}"
        yield from (f"  broken at {breach}" for breach in each.breaches)
        if not each.reached:
            yield "  no scenario reaches it; add one, or it shows nothing"
