"""
Rows in which every two values of every two factors meet that can.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import TypeAlias

Factors: TypeAlias = Mapping[str, Sequence[str]]
"""Each factor and the names of its values."""

_Row: TypeAlias = dict[str, str]
_Value: TypeAlias = tuple[str, str]


def covering(
    factors: Factors, mend: Callable[[_Row, frozenset[str]], _Row | None]
) -> list[_Row]:
    """
    Give rows that hold every pair of values which can stand together.

    It takes no chances: the same factors give the same rows. The rows are few, and not
    the fewest there could be.

    Args:
        factors: Each factor and its values; the first value is the one to rest on, and
            what ``mend`` leaves out takes it.
        mend: Returns a row that can stand, changed in other factors than those named;
            ``None`` where there is none.
    """
    bits = _bits(factors)
    open_ = _pairs(factors, bits)
    rows: list[_Row] = []
    for seed in _seeds(factors):
        first, second = seed
        if not open_[first] & bits[second]:
            continue
        resting = {name: values[0] for name, values in factors.items()}
        kept = frozenset(name for name, _ in seed)
        row = mend(resting | _greedy(factors, dict(seed), open_, bits), kept)
        met = list(seed) if row is None else list(row.items())
        if row is not None:
            rows.append(row)
        both = sum(bits[each] for each in met)
        for each in met:
            open_[each] &= ~both
    return rows


def _bits(factors: Factors) -> dict[_Value, int]:
    """
    Give each value of each factor a bit of its own.
    """
    values = [(name, value) for name in sorted(factors) for value in factors[name]]
    return {each: 1 << n for n, each in enumerate(values)}


def _pairs(factors: Factors, bits: Mapping[_Value, int]) -> dict[_Value, int]:
    """
    Say for each value which others it has not met: those of every other factor.
    """
    all_ = sum(bits.values())
    own = {name: sum(bits[name, each] for each in factors[name]) for name in factors}
    return {each: all_ & ~own[each[0]] for each in bits}


def _seeds(factors: Factors) -> Iterator[tuple[_Value, _Value]]:
    for one, other in combinations(sorted(factors), 2):
        for a, b in product(factors[one], factors[other]):
            yield (one, a), (other, b)


def _greedy(
    factors: Factors,
    row: _Row,
    open_: Mapping[_Value, int],
    bits: Mapping[_Value, int],
) -> _Row:
    """
    Fill a row, for each factor with the value that meets most that has not met yet.
    """
    there = sum(bits[each] for each in row.items())
    for name in sorted(factors.keys() - row.keys()):
        gains = [(open_[name, each] & there).bit_count() for each in factors[name]]
        row[name] = factors[name][gains.index(max(gains))]
        there |= bits[name, row[name]]
    return row
