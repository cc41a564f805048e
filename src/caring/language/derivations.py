"""
Facts that are worked out from other facts, by a closed list of functions.
"""

from typing import TypeAlias

import attrs


@attrs.frozen
class AgeInYears:
    """
    Completed years since a day of birth.
    """

    born: str


@attrs.frozen
class HoursSince:
    """
    Whole hours that have passed since a moment; a part of an hour does not count.
    """

    moment: str


@attrs.frozen
class Bands:
    """
    The option whose limit a number reaches last.
    """

    number: str
    limits: tuple[tuple[str, int], ...]
    """Each option and the number from which on it holds, lowest first."""


@attrs.frozen
class AtLeastAs:
    """
    Yes where a number is at least as large as another, such as an age the law names.
    """

    number: str
    limit: str


Derivation: TypeAlias = AgeInYears | HoursSince | Bands | AtLeastAs


def inputs(derivation: Derivation) -> tuple[str, ...]:
    """
    Name the facts from which something is worked out.

    >>> inputs(AtLeastAs("age", "law.age_of_majority"))
    ('age', 'law.age_of_majority')
    """
    match derivation:
        case AgeInYears(fact) | HoursSince(fact) | Bands(number=fact):
            return (fact,)
        case AtLeastAs(number, limit):
            return (number, limit)
