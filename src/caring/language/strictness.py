"""
Which of several values of a parameter of the law is the strictest.
"""

from collections.abc import Collection
from typing import Literal, TypeAlias

import attrs


@attrs.frozen
class StricterOption:
    """
    Options from the least to the most strict.

    An option that is left out cannot be compared: who is told to report by one law and
    forbidden to by another obeys both in no way.
    """

    order: tuple[str, ...]


@attrs.frozen
class StricterNumber:
    """
    The end of a range towards which a number is stricter.
    """

    towards: Literal["higher", "lower"]


Stricter: TypeAlias = StricterOption | StricterNumber


def strictest(
    values: Collection[str | int], stricter: Stricter | None
) -> str | int | None:
    """
    Choose the value with which all of some laws are obeyed.

    ``None`` where there is no value, or where they differ and cannot be compared.

    >>> strictest([16, 18], StricterNumber("higher"))
    18
    >>> strictest(["mandatory", "prohibited"], StricterOption(("mandatory",)))
    """
    different = list(dict.fromkeys(values))
    if len(different) <= 1:
        return different[0] if different else None
    match stricter:
        case StricterOption(order) if set(different) <= set(order):
            return max(different, key=lambda each: order.index(str(each)))
        case StricterNumber(towards):
            numbers = [int(each) for each in different]
            return max(numbers) if towards == "higher" else min(numbers)
        case _:
            return None
