"""
Raises as formulas: how far a person raises a level, or that nobody does.
"""

from collections.abc import Mapping

from caring.language.decisions import Highest
from caring.rails.classes import AnswerClass, Variable
from caring.rails.formula import Formula, In

NOBODY = "nobody raises it"


def raise_of(role: str) -> str:
    """
    Name the variable of how far the level of a protocol is raised.
    """
    return f"{role}.raised"


def raise_variable(role: str, level: Highest) -> Variable:
    """
    Give the variable: nobody, or the highest level to which somebody raises it.

    Raising to the lowest level changes nothing, and counts as nobody.
    """
    labels = (NOBODY, *(f"somebody raises it to {each}" for each in level.scale[1:]))
    stands = (NOBODY, *level.scale[1:])
    return Variable(
        name=raise_of(role),
        classes=tuple(
            AnswerClass(label=label, weight=1, stands=each)
            for label, each in zip(labels, stands, strict=True)
        ),
    )


def raised_to(role: str, level: Highest) -> Mapping[str, Formula]:
    """
    For each level above the lowest, when somebody raises it that far or farther.
    """
    places = range(len(level.scale))
    return {
        each: In(raise_of(role), frozenset(places[n:]))
        for n, each in enumerate(level.scale)
        if n
    }


def nobody_raises(role: str) -> Formula:
    """
    Say that nobody raises the level of a protocol.
    """
    return In(raise_of(role), frozenset({0}))
