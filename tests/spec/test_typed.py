"""
What somebody types is read as the answer that they see, or not at all.
"""

import datetime as dt

import pytest

from caring.interviewing.prompts import Words
from caring.interviewing.reading import cleaned, read
from caring.language.facts import Domain, Number, Options, Time

HERE = dt.timezone(dt.timedelta(hours=7))
SHOWN = {"alone": "Nobody but us", "companion": "Somebody came along", "si": "Sí"}
PLACES = Options(type="choice", labels=SHOWN)
DAYS = Number(type="count", unit="days", at_least=0, at_most=30)
DAY, HOUR = Time(by_the_hour=False), Time(by_the_hour=True)


def _read(typed: str, domain: Domain | Words, zone: dt.tzinfo | None = HERE) -> object:
    return read(cleaned(typed), domain, shown=SHOWN, zone=zone)


@pytest.mark.parametrize(
    ("typed", "cleaned_"),
    [
        ("yes\n", "yes"),
        ("  two   words\t\r\n", "two words"),
        ("", ""),
        # pasted, with the marks that terminals put around a paste
        ("\x1b[200~2\x1b[201~\n", "2"),
        # arrow keys, a bell, a zero-width space, text that runs the other way
        ("\x1b[A2\x07\u200b\u202e", "[A2"),
        # other digits and letters that look the same
        ("\uff12", "2"),
        ("Si\u0301", "Sí"),
        ("a\u2028b\u00a0c", "a b c"),
    ],
)
def test_what_nobody_sees_is_left_out(typed: str, cleaned_: str) -> None:
    """
    A line is cleaned before it is read.
    """
    assert cleaned(typed) == cleaned_


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1", "alone"),
        ("3", "si"),
        ("\u0662", "companion"),
        ("companion", "companion"),
        ("somebody CAME along", "companion"),
        ("SÍ", "si"),
        ("0", None),
        ("4", None),
        ("-1", None),
        ("1.", None),
        ("", None),
        ("nobody", None),
        ("9" * 5000, None),
    ],
)
def test_an_option_is_a_number_its_id_or_its_words(
    typed: str, answer: str | None
) -> None:
    """
    Just as shown; nothing that only begins like it.
    """
    assert _read(typed, PLACES) == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("0", 0), ("30", 30), ("31", None), ("-1", None), ("2.5", None), ("two", None)],
)
def test_a_number_is_whole_and_in_its_range(typed: str, answer: int | None) -> None:
    """
    Nothing is rounded, and nothing outside is taken.
    """
    assert _read(typed, DAYS) == answer


@pytest.mark.parametrize(
    ("typed", "domain", "answer"),
    [
        ("2026-01-15", DAY, dt.date(2026, 1, 15)),
        ("15.1.2026", DAY, dt.date(2026, 1, 15)),
        ("5.01.2026", HOUR, dt.date(2026, 1, 5)),
        ("2026-02-30", DAY, None),
        ("30.2.2026", DAY, None),
        # which is the month, and which the day?
        ("1/2/2026", DAY, None),
        ("15.1.26", DAY, None),
        ("yesterday", DAY, None),
        ("2026-01-15 10:00", DAY, None),
        ("2026-01-15 10:00", HOUR, dt.datetime(2026, 1, 15, 10, tzinfo=HERE)),
        ("15.1.2026 10:00", HOUR, dt.datetime(2026, 1, 15, 10, tzinfo=HERE)),
        ("2026-01-15T03:00Z", HOUR, dt.datetime(2026, 1, 15, 10, tzinfo=HERE)),
        ("2026-01-15 05:00+02:00", HOUR, dt.datetime(2026, 1, 15, 10, tzinfo=HERE)),
        ("2026-01-15 25:00", HOUR, None),
        ("2026-01-15 10", HOUR, None),
    ],
)
def test_a_moment_is_a_day_or_a_time(
    typed: str, domain: Time, answer: dt.date | None
) -> None:
    """
    As ISO 8601 writes it, or with points: the day first, then the month.
    """
    assert _read(typed, domain) == answer


def test_a_time_without_a_zone_needs_one() -> None:
    """
    Where only the day is known, nobody guesses whose clock is meant.
    """
    assert _read("2026-01-15 10:00", HOUR, zone=None) is None
    assert _read("2026-01-15 10:00+07:00", HOUR, zone=None) is not None


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("Harbour House", "Harbour House"), ("", None), ("h" * 81, None)],
)
def test_a_name_is_taken_as_it_is(typed: str, answer: str | None) -> None:
    """
    Short, and not empty.
    """
    assert _read(typed, Words()) == answer
