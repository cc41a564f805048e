"""
What single kinds of protocol say in a text that can be read aloud.
"""

import datetime as dt

import pytest

import caring
from caring.showing.lines import as_text
from caring.showing.results import assessment_lines

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
PHQ_9 = caring.load("measure/phq-9")


def _said(name: str, answers: dict[str, object]) -> str:
    assessment = caring.assess(name, answers, on=ON)
    return " ".join(as_text(assessment_lines(assessment)).split())


@pytest.mark.parametrize(
    ("silent", "said"),
    [
        (0, "sum of points: 9, with 9 of 9 items answered"),
        (1, "sum of points: from 8 to 11, with 8 of 9 items answered"),
        (3, "sum of points: from 6 to 15, with 6 of 9 items answered"),
    ],
)
def test_a_measure_says_its_sum_and_what_silence_leaves_open(
    silent: int, said: str
) -> None:
    """
    The least and the greatest sum stand there, and how many items were answered.
    """
    assert isinstance(PHQ_9, caring.Protocol)
    items = [fact for fact in PHQ_9.facts if PHQ_9.facts[fact].source.id == "phq-9"]
    text = _said("measure/phq-9", dict.fromkeys(items[silent:], "some_days"))

    assert said in text
    # With one or two of nine items missing the publisher prorates; with more not.
    assert ("publisher" in text) is (silent == 1)


def test_a_checklist_says_what_is_still_to_be_done() -> None:
    """
    A point that is done leaves the list, and one that is never done stays.
    """
    name = "checklist/working-with-interpreters"
    before = _said(name, {"fluent_together": "no"})
    after = _said(name, {"fluent_together": "no", "interpreter_ties_checked": "yes"})

    assert "no tie to the person" in before
    assert "no tie to the person" not in after
    assert "Never let" in after or "Let nobody" in after
