"""
Published tables: what each instrument is said to do, worked out again from its counts.

The table is written from the papers and not from our files; both have to agree.
"""

from fractions import Fraction

import pytest

import caring
from caring.guidance.instrument import Accuracy, Instrument

# name, which study of it, true and false positives, false and true negatives, and the
# printed sensitivity, specificity, positive and negative predictive value
TABLES = [
    ("screening/raft", 0, (32, 840, 4, 2390), ("89", "74", None, None)),
    ("screening/raft", 1, (12, 330, 0, 515), ("100", "61", None, None)),
    ("screening/qyit", 0, (26, 73, 4, 237), ("86.7", "76.5", None, None)),
    ("screening/hark", 0, (43, 9, 10, 170), ("81", "95", "83", "94")),
    ("screening/mumma-survey", 0, (10, 29, 0, 104), ("100", "78", None, None)),
    ("screening/mumma-survey", 1, (4, 12, 6, 121), ("40", "91", None, None)),
    (
        "screening/child-sex-trafficking-short",
        0,
        (23, 22, 2, 61),
        ("92", "73", "51", "97"),
    ),
    (
        "screening/child-sex-trafficking-short",
        1,
        (76, 306, 14, 414),
        ("84.44", "57.50", None, None),
    ),
    (
        "screening/child-sex-trafficking-short",
        2,
        (10, 90, 1, 102),
        ("90.9", "53.1", "10.0", "99.0"),
    ),
    (
        "screening/child-sex-trafficking-short",
        3,
        (22, 87, 4, 99),
        ("84.6", "53.2", "20.2", "96.1"),
    ),
]

# Printed figures that their counts do not give: what is printed stays, and is told.
DEPARTURES = {("screening/qyit", 1): ("sensitivity", "specificity")}

# Printed without counts: nothing can be worked out, and nothing is made up.
WITHOUT_COUNTS = {
    ("measure/phq-2", 0): ("86", "78"),
    ("measure/phq-2", 1): ("61", "92"),
    ("measure/phq-9", 0): ("74", "91"),
    ("measure/pcl-5", 0): ("89.2", "64.5"),
    ("screening/tuberculosis-symptoms", 0): ("83", "38"),
    ("screening/tuberculosis-symptoms", 1): ("51", "70.7"),
    ("screening/tuberculosis-symptoms", 2): ("89.3", "27.2"),
}


def _all() -> dict[tuple[str, int], Accuracy]:
    names = [each.partition("@")[0] for each in caring.list_protocols()]
    instruments = {
        name: getattr(caring.load(name), "instrument", None) for name in names
    }
    return {
        (name, number): each
        for name, found in instruments.items()
        if isinstance(found, Instrument)
        for number, each in enumerate(found.accuracy)
    }


@pytest.mark.parametrize(("name", "study", "table", "printed"), TABLES)
def test_published_tables_are_reproduced(
    name: str,
    study: int,
    table: tuple[int, int, int, int],
    printed: tuple[str | None, ...],
) -> None:
    """
    Each printed rate follows from the four counts, within its printed rounding.
    """
    found = _all()[name, study]
    counts = found.counts
    assert counts is not None
    assert table == (
        counts.true_positive,
        counts.false_positive,
        counts.false_negative,
        counts.true_negative,
    )
    assert printed == (found.sensitivity, found.specificity, found.ppv, found.npv)
    true_positive, false_positive, false_negative, true_negative = table
    rates = [
        (true_positive, true_positive + false_negative),
        (true_negative, true_negative + false_positive),
        (true_positive, true_positive + false_positive),
        (true_negative, true_negative + false_negative),
    ]
    for text, (part, whole) in zip(printed, rates, strict=True):
        if text is not None:
            half = Fraction(1, 2 * 10 ** len(text.partition(".")[2]))
            assert abs(Fraction(100 * part, whole) - Fraction(text)) <= half
    assert found.differs is None
    assert found.people in (None, sum(table))


def test_what_does_not_follow_is_recorded_and_not_put_right() -> None:
    """
    A printed figure that its counts do not give stays, with what is known of it.
    """
    found = {at: each.departures for at, each in _all().items() if each.departures}
    told = {at for at, each in _all().items() if each.differs is not None}

    assert found == DEPARTURES
    assert told == set(DEPARTURES)
    other = _all()["screening/qyit", 1]
    assert (other.sensitivity, other.specificity) == ("87.1", "76.7")


def test_no_study_is_left_out_here() -> None:
    """
    Every figure in a file stands in one of these tables.
    """
    without = {
        at: (each.sensitivity, each.specificity)
        for at, each in _all().items()
        if each.counts is None
    }

    assert without == WITHOUT_COUNTS
    assert _all().keys() - without.keys() == {
        *((name, study) for name, study, _, _ in TABLES),
        *DEPARTURES,
    }
