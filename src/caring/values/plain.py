"""
JSON text to plain data that can do no harm: the one way in for JSON from outside.
"""

import json
from collections import Counter
from typing import Any

MOST_LEVELS = 100
"""Mappings and lists may lie this deep; those of our releases lie thirty deep."""

_MOST_DIGITS = 15


def read_json(text: str) -> Any:
    """
    Read JSON as plain data.

    A name that is written twice, a number with more than 15 digits, what is no number
    at all (``NaN``), and whatever lies more than ``MOST_LEVELS`` deep is refused.

    Raises:
        ValueError: If anything is not as it should be; it says what, and repeats no
            value. A name that is written twice is repeated.

    >>> read_json('{"a": [1, 2]}')
    {'a': [1, 2]}
    """
    problem = None
    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_without_twins,
            parse_int=_integer,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        # The decoder's error carries the whole text, so nothing of it goes on.
        problem = f"line {error.lineno} is no JSON: {error.msg}"
    except RecursionError:
        problem = _TOO_DEEP
    if problem is not None:
        raise ValueError(problem)
    _look_at_depth(data)
    return data


_TOO_DEEP = f"lists and mappings lie more than {MOST_LEVELS} deep"


def _look_at_depth(data: Any) -> None:
    """
    Refuse what lies too deep, without recursing on it.
    """
    layer = [data]
    for _ in range(MOST_LEVELS + 1):
        layer = [
            inner
            for each in layer
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not layer:
            return
    raise ValueError(_TOO_DEEP)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twin = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"`{twin}` is written twice")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has more than {_MOST_DIGITS} digits")
    return int(digits)


def _no_number(_word: str) -> Any:
    raise ValueError("something is no number")
