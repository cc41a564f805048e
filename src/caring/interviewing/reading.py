"""
What somebody typed, read as an answer; what cannot be read is no answer.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from caring.interviewing.prompts import Words
from caring.language.answers import Value
from caring.language.facts import Domain, Number, Options, Time

_MARKS_OF_PASTE = re.compile(r"\x1b\[20[01]~")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?")


def cleaned(typed: str) -> str:
    r"""
    Return what was typed or pasted without what nobody sees, in one line.

    Wide and other digits become plain ones, and accents are put together.

    >>> cleaned("\x1b[200~ \uff11\uff12\t \x1b[201~")
    '12'
    """
    without = unicodedata.normalize("NFKC", _MARKS_OF_PASTE.sub("", typed))
    seen = (
        " " if each.isspace() else each
        for each in without
        if each.isspace() or each.isprintable()
    )
    return " ".join("".join(seen).split())


def read(
    typed: str,
    domain: Domain | Words,
    *,
    shown: Mapping[str, str],
    zone: dt.tzinfo | None,
) -> Value | None:
    """
    Read a cleaned line as an answer; ``None`` where it is none of those possible.

    Args:
        typed: The line.
        domain: The possible answers.
        shown: For options, each id and what the reader saw, in the order shown. The
            number, the id and the words are all taken.
        zone: The time zone of a time that names none; without it none is read.
    """
    match domain:
        case Options():
            return _option(typed, shown)
        case Number():
            found = _number(typed)
        case Time():
            return _moment(typed, domain, zone)
        case Words():
            return typed if domain.fits(typed) else None
    return found if domain.fits(found) else None


def _option(typed: str, shown: Mapping[str, str]) -> str | None:
    number = _number(typed)
    if number is not None:
        return list(shown)[number - 1] if 1 <= number <= len(shown) else None
    wanted = typed.casefold()
    for id_, words in shown.items():
        if wanted in {id_.casefold(), cleaned(words).casefold()}:
            return id_
    return None


def _number(typed: str) -> int | None:
    # No more digits than any range has: Python would refuse to read thousands of them.
    is_number = typed.isdecimal() and len(typed) <= len("1000000000")
    return int(typed) if is_number else None


def _moment(
    typed: str, domain: Time, zone: dt.tzinfo | None
) -> dt.date | dt.datetime | None:
    day, _, time = typed.replace("T", " ", 1).partition(" ")
    found = domain.read(_in_order(day))
    if found is None or not time:
        return found
    if not _TIME.fullmatch(time):
        return None
    read_time = _time(f"{_in_order(day)}T{time}", zone)
    return domain.read(read_time)


def _in_order(day: str) -> str:
    """
    Write a day that begins with the day, then the month, as ISO 8601 does.
    """
    found = _DAY.fullmatch(day)
    if found is None:
        return day
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def _time(text: str, zone: dt.tzinfo | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)
