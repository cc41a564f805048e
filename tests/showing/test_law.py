"""
The law, told to a reader: what is known with its statute, and what is not.
"""

import datetime as dt

import attrs

from caring.guidance.law import LawReading, Offsets, Said, WhyUnknown
from caring.running.law import combined, read_law
from caring.showing.law import law_lines, reading_lines, value_of
from caring.showing.lines import as_text
from caring.showing.wording import Wording
from caring.values.moments import Moment
from tests.spec.builders import NOON
from tests.spec.test_law import AGE, DUTY, law, provision, says

PLAIN = Wording(says("permitted"), None)


def _text(*readings: LawReading) -> str:
    return as_text(reading_lines(readings, PLAIN))


def _read(*values: str | None) -> LawReading:
    laws = tuple(
        law(provision(each), name=f"Place {n}") for n, each in enumerate(values)
    )
    (found,) = read_law({DUTY.id: DUTY}, laws, Moment.of(NOON))
    return found


def test_a_difference_is_told_where_the_stricter_decides() -> None:
    """
    The reader sees that the laws differ, what each says, and which one stands.
    """
    text = _text(_read("permitted", "mandatory"))

    assert "What the law says of law.duty: mandatory." in text
    assert "The laws differ. The stricter one stands here." in text
    assert "Place 0: permitted." in text
    assert "Place 1: mandatory." in text
    assert "Looked up on 2026-01-01." in text
    assert "Seek local advice" not in text


def test_a_conflict_that_nobody_settles_leads_to_advice() -> None:
    """
    Neither side is given as the law.
    """
    text = _text(_read("prohibited", "mandatory"))

    assert "Seek local advice: What the law says of law.duty." in text
    assert "The laws differ. Nothing is decided here." in text


def test_why_it_is_unknown_is_told() -> None:
    """
    Each reason has its words.
    """
    for why in set(WhyUnknown) - {WhyUnknown.NO_LAW}:
        said = Said(law="law/a@1.0.0", jurisdiction="A", value=None, why=why)
        text = _text(combined(DUTY, (said,)))
        assert "A: " in text
    assert _text() == ""


def test_without_a_law_one_line_is_enough() -> None:
    """
    Nothing is listed that nobody could have known.
    """
    text = _text(combined(DUTY, ()), combined(AGE, ()))

    assert text.count("Seek local advice") == 1
    assert "no law was handed in" in text


def test_a_law_file_shows_its_days() -> None:
    """
    Since when, until when, when it was looked up, and how long that counts.
    """
    day = dt.date(2026, 1, 5)
    dated = provision("permitted", in_force_from=day, in_force_until=day)
    place = attrs.evolve(
        law(dated, provision(None), provision(16)), offsets=Offsets(least=-90, most=60)
    )
    text = as_text(law_lines(place, PLAIN))

    assert "This is no legal advice." in text
    assert "UTC-01:30 - UTC+01:00" in text
    assert "(from 2026-01-05, until 2026-01-05, looked up on 2026-01-01" in text
    assert "law.duty: not known." in text
    assert "law.age: 16 years." in text
    assert "UTC+07:00." in as_text(law_lines(says("permitted"), PLAIN))


def test_a_value_that_is_not_known_here_is_shown_as_it_is() -> None:
    """
    Of a law made for other parameters at least the bare value is shown.
    """
    assert value_of(DUTY, "advised", PLAIN) == "advised"
