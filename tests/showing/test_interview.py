"""
An interview as text: a question with its answers, why it is asked, what is news.
"""

import datetime as dt

import attrs
import pytest

from caring.interviewing.interview import Interview
from caring.interviewing.telling import (
    news_lines,
    opening_lines,
    prompt_lines,
    shown,
    typing,
    unfit_line,
    why_lines,
)
from caring.language.decisions import Urgency
from caring.language.derivations import HoursSince
from caring.language.facts import Obtained, Time
from caring.showing.lines import as_text
from caring.showing.wording import Wording
from caring.values.errors import AnswersError
from tests.spec.builders import (
    NOON,
    care,
    constraint,
    every,
    is_within,
    is_yes,
    number,
    pathway,
    referral,
    row,
    yes_no,
)
from tests.spec.test_interview import (
    ADULT,
    HURT,
    OPEN,
    PHOTOS,
    SAFE,
    SEEN,
    SHARE,
    after,
    begin,
    skipped,
    to_consent,
)


def _w(interview: Interview) -> Wording:
    return Wording(interview.pathway, None)


def _asked(interview: Interview) -> str:
    return as_text(prompt_lines(interview, 3, _w(interview)))


def _why(interview: Interview) -> str:
    return as_text(why_lines(interview, _w(interview)))


def test_it_opens_with_how_to_leave() -> None:
    """
    Before anything else; then what it is, with its status, and the letters.
    """
    interview = begin(OPEN)
    lines = as_text(opening_lines(interview, _w(interview))).splitlines()

    assert lines[0].startswith("Can anybody else see this screen?")
    assert lines[1].startswith("To leave at once: x and Enter, or Ctrl-C.")
    assert any("DRAFT" in each for each in lines)
    assert "  x: leave at once and clear the screen" in lines


_STILL = "Is it still safe to go on? Nobody came in, nobody else can see or hear,"
STILL_SAFE = (f"{_STILL} and the person", "wants to go on.")
YES_OR_NO = ["  1  Yes", "  2  No"]


@pytest.mark.parametrize(
    ("interview", "lines"),
    [
        (
            begin(SEEN, answers=SAFE),
            ["Note what you see. Ask nobody.", "Is it so that seen?", *YES_OR_NO],
        ),
        (begin(), ["For you to note.", "Is it so that alone?", *YES_OR_NO]),
        (
            after(begin(OPEN, answers=SAFE), skipped),
            [
                "Ask the person.",
                "This comes for the second and last time.",
                "Is it so that open_fact?",
                *YES_OR_NO,
            ],
        ),
        (
            begin(HURT, answers=SAFE),
            [
                "Look around before you go on.",
                *STILL_SAFE,
                "  1  yes",
                "  2  no",
            ],
        ),
        (
            after(begin(HURT, answers=SAFE), "yes"),
            [
                "Ask the person.",
                "This is sensitive, and may stay unanswered.",
                "Is it so that hurt?",
                *YES_OR_NO,
            ],
        ),
        (
            after(to_consent(SHARE), "yes"),
            [
                "Consent: Consent for share_ngo",
                "What came of asking for this?",
                "  1  Agreed",
                "  2  Said no",
                "  3  Not sure that it was a free choice",
                "  4  Cannot decide now",
            ],
        ),
        (
            after(to_consent(SHARE), "yes", "given"),
            [
                "Consent: Consent for share_ngo",
                "Who would receive it? One service or person.",
                "Type a name, of 80 characters at most.",
            ],
        ),
    ],
)
def test_a_question_is_a_heading_its_words_and_numbered_answers(
    interview: Interview, lines: list[str]
) -> None:
    """
    From top to bottom, as a screen reader reads it.
    """
    how, *rest = lines
    assert _asked(interview).splitlines() == ["", f"Question 3. {how}", *rest]


def test_at_the_end_nothing_is_asked() -> None:
    """
    There is no question to say.
    """
    assert _asked(begin(OPEN, answers={**SAFE, "open_fact": "no"})) == ""


def _number() -> Interview:
    rows = every(row("need", is_within("it", below=3)))
    way = pathway(referral(rows, facts=[number("it", 0, 9)]))
    return Interview.begin(way, on=NOON)


def _moment(*, by_the_hour: bool, on: dt.datetime | dt.date = NOON) -> Interview:
    """
    Ask for a moment, from which something else is worked out.
    """
    when = attrs.evolve(yes_no("it"), domain=Time(by_the_hour=by_the_hour))
    ago = attrs.evolve(
        number("ago", 0, 99), obtained=Obtained.DERIVED, derived=HoursSince("it")
    )
    rows = every(row("need", is_within("ago", below=3)))
    return Interview.begin(pathway(referral(rows, facts=[when, ago])), on=on)


HERE = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    ("interview", "text"),
    [
        (begin(OPEN, answers=SAFE), "Type a number from 1 to 2."),
        (_number(), "Type a number: whole days from 0 to 9."),
        (
            after(
                to_consent(SHARE),
                *("yes", "given", "A", "patient", "yes", "no", "yes", "yes"),
                *("yes", "no", "oral"),
            ),
            "Type a number: whole days from 1 to 365.",
        ),
    ],
)
def test_it_says_what_to_type(interview: Interview, text: str) -> None:
    """
    The number of an answer, or a number with its unit and its range.
    """
    assert typing(interview, _w(interview)) == text


A_TIME_HERE = (
    "Type a day, or a day and a time, such as 2026-01-15 or 2026-01-15 10:00"
    " (UTC+07:00)."
)
A_TIME = (
    "Type a day, or a day and a time with its zone, such as 2026-01-15 or"
    " 2026-01-15 10:00+07:00."
)


@pytest.mark.parametrize(
    ("by_the_hour", "on", "text"),
    [
        (False, NOON, "Type a day, such as 2026-01-15 or 15.1.2026."),
        (
            True,
            NOON.astimezone(HERE),
            A_TIME_HERE,
        ),
        (
            True,
            NOON.date(),
            A_TIME,
        ),
    ],
)
def test_it_says_how_a_moment_is_written(
    by_the_hour: bool, on: dt.datetime | dt.date, text: str
) -> None:
    """
    A time is meant in the zone of the interview; where there is none, one is named.
    """
    interview = _moment(by_the_hour=by_the_hour, on=on)
    assert typing(interview, _w(interview)) == text


def test_what_a_record_asks_reads_like_a_question() -> None:
    """
    Elements of a consent name what was told and what is passed on.
    """
    replies = ("yes", "given", "Harbour House", "patient", "yes", "no", "yes")
    told = after(to_consent(SHARE), *replies)
    assert "Was all of this told before: what they keep, their duties?" in _asked(told)
    item = after(told, "yes")
    assert "May this be passed on: first name?" in _asked(item)
    form = after(item, "yes", "yes")
    assert list(shown(form, _w(form)).values()) == ["Spoken", "In writing"]


def test_somebody_else_decides_and_the_person_is_shown_too() -> None:
    """
    Assent has three answers; who decides is said in words.
    """
    child = {**ADULT, "adult": "no"}
    who = after(to_consent(PHOTOS, answers=child), "yes", "given")
    assert "independent guardian" in shown(who, _w(who)).values()
    assent = after(who, "guardian", "yes", "no", "yes")
    assert list(shown(assent, _w(assent)).values()) == [
        "yes",
        "no",
        "The person shows distress",
    ]


def test_where_nothing_is_asked_no_answer_is_shown() -> None:
    """
    Neither at the end nor where a number is typed.
    """
    ended = begin(OPEN, answers={**SAFE, "open_fact": "no"})
    assert shown(ended, _w(ended)) == {}
    assert shown(_number(), _w(ended)) == {}


def test_it_says_why_in_the_words_of_the_rules() -> None:
    """
    Three rules at most, the rest is counted, and where the question comes from.
    """
    few = _why(begin(OPEN, answers=SAFE))
    assert few.splitlines() == [
        "  - It could settle screening, some: This calls for some.",
        "  Source: made up for a test (this project's own design).",
    ]
    rows = every(*(row(f"need {n}", is_yes("it")) for n in range(5)))
    many = _why(Interview.begin(pathway(referral(rows)), on=NOON))
    assert many.count("It could settle") == 4
    assert "It could settle 2 things more." in many


@pytest.mark.parametrize(
    ("interview", "text"),
    [
        (begin(), "It says whether it is safe to ask more."),
        (begin(HURT, answers=SAFE), "It says whether it is safe to ask more."),
        (
            after(to_consent(SHARE), "yes"),
            "Something that is called for waits for it.",
        ),
    ],
)
def test_it_says_why_where_no_rule_waits(interview: Interview, text: str) -> None:
    """
    The gate, and a consent.
    """
    assert text in _why(interview)


def test_it_says_that_a_fact_says_for_whom_something_is() -> None:
    """
    A fact may matter for a population alone.
    """
    small = referral(every(row("need", is_yes("more"))), population=is_yes("young"))
    interview = Interview.begin(pathway(small), on=NOON, answers={"more": "yes"})
    assert "It says for whom the guidance is" in _why(interview)


def test_what_cannot_wait_is_news_once() -> None:
    """
    Only what an answer has surely called for, and cannot wait.
    """
    now, later = care("help", urgency=Urgency.IMMEDIATE), care("rest")
    rows = every(
        row("a", is_yes("a")),
        row("b", is_yes("b")),
        actions={"a": ["help"], "b": ["help", "rest"]},
    )
    start = Interview.begin(pathway(referral(rows, actions=[now, later])), on=NOON)
    first, second = after(start, "yes"), after(start, "yes", "yes")
    w = _w(start)

    assert as_text(news_lines(start, first, w)) == "To be done now: Do help."
    assert list(news_lines(first, second, w)) == []


def test_what_does_not_go_together_is_named_without_values() -> None:
    """
    The facts, and how to go on; a moment ahead is said to be one.
    """
    rule = constraint(is_yes("a"), is_yes("b"))
    rows = every(row("first", is_yes("a")), row("second", is_yes("b")))
    way = attrs.evolve(pathway(referral(rows)), constraints=(rule,))
    interview = after(Interview.begin(way, on=NOON), "yes")
    with pytest.raises(AnswersError) as caught:
        interview.answered("yes")
    text = unfit_line(interview, caught.value, _w(interview)).text
    assert "It is about: a, b." in text
    assert "type b to take the last answer back" in text

    born = _moment(by_the_hour=False)
    with pytest.raises(AnswersError) as caught:
        born.answered(dt.date(2026, 2, 1))
    assert unfit_line(born, caught.value, _w(born)).text == (
        "That moment has not come yet."
    )
