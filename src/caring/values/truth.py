"""
Truth that can be unknown.

A screening answer may be missing, declined or not yet asked. These functions follow
Kleene's strong logic: an unknown part leaves the whole unknown unless the other parts
already settle it.
"""

import enum
from collections.abc import Iterable
from typing import NoReturn


class Truth(enum.Enum):
    """
    Whether a condition holds.
    """

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"

    def __bool__(self) -> NoReturn:
        # `if condition:` would quietly read UNKNOWN as yes or as no. In a
        # safety assessment either guess can hurt someone, so neither is made.
        msg = "a Truth may be unknown; compare it with `is Truth.TRUE`"
        raise TypeError(msg)


def known(claim: bool) -> Truth:
    """
    Turn a claim that is surely known into a truth.

    >>> known(2 > 1)
    <Truth.TRUE: 'true'>
    """
    return Truth.TRUE if claim else Truth.FALSE


def negation(truth: Truth) -> Truth:
    """
    Turn a truth round; unknown stays unknown.

    >>> negation(Truth.UNKNOWN)
    <Truth.UNKNOWN: 'unknown'>
    """
    match truth:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return Truth.UNKNOWN


def all_of(parts: Iterable[Truth]) -> Truth:
    """
    Say whether every part holds.

    Returns:
        ``FALSE`` if any part is false, otherwise ``UNKNOWN`` if any part is
        unknown, otherwise ``TRUE``. No parts at all is ``TRUE``.

    >>> all_of([Truth.TRUE, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    >>> all_of([Truth.FALSE, Truth.UNKNOWN])
    <Truth.FALSE: 'false'>
    """
    seen = frozenset(parts)
    if Truth.FALSE in seen:
        return Truth.FALSE
    if Truth.UNKNOWN in seen:
        return Truth.UNKNOWN
    return Truth.TRUE


def any_of(parts: Iterable[Truth]) -> Truth:
    """
    Say whether some part holds.

    Returns:
        ``TRUE`` if any part is true, otherwise ``UNKNOWN`` if any part is
        unknown, otherwise ``FALSE``. No parts at all is ``FALSE``.

    >>> any_of([Truth.FALSE, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    """
    return negation(all_of(negation(part) for part in parts))


def in_range(
    least: int, greatest: int, *, at_least: int | None, below: int | None
) -> Truth:
    """
    Say whether a number known only as ``least`` to ``greatest`` lies in a range.

    Both ends of what is known are possible. ``at_least`` is inclusive and ``below``
    exclusive; ``None`` leaves that end open.

    >>> in_range(1, 3, at_least=3, below=None)
    <Truth.UNKNOWN: 'unknown'>
    >>> in_range(3, 5, at_least=3, below=None)
    <Truth.TRUE: 'true'>
    """
    tests = []
    if at_least is not None:
        tests.append(_reaches(least, greatest, at_least))
    if below is not None:
        tests.append(negation(_reaches(least, greatest, below)))
    return all_of(tests)


def _reaches(least: int, greatest: int, limit: int) -> Truth:
    if least >= limit:
        return Truth.TRUE
    return Truth.UNKNOWN if greatest >= limit else Truth.FALSE
