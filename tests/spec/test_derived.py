"""
Facts worked out from others: exact where these are, a range where they are not.
"""

import datetime as dt
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caring.language.answers import Answers, Between, OneOf, Recording
from caring.language.conditions import Is, Within
from caring.language.derivations import (
    AgeInYears,
    AtLeastAs,
    Bands,
    Derivation,
    HoursSince,
)
from caring.language.facts import (
    Domain,
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
    Time,
)
from caring.language.silence import NOT_APPLICABLE, RECORDED, Silence
from caring.running.assess import assess
from caring.running.decide import decide
from caring.running.explain import reasons_for
from caring.running.fit import fit
from caring.running.interpret import judge, standing
from caring.showing.conditions import answers_to
from caring.showing.wording import Wording
from caring.testing.strategies import any_answers_for
from caring.values.errors import AnswersError, Problem
from caring.values.moments import Moment
from tests.spec.builders import (
    HOUR,
    NOON,
    OWN,
    SECOND,
    F,
    T,
    U,
    advice_of,
    highest,
    is_yes,
    number,
    questions_of,
    row,
    screening,
    yes_no,
)

WORDS = Wording(
    screening(highest(row("some", is_yes("child"))), facts=[yes_no("child")]), None
)
NEVER = 1_000_000
A_DAY = "expected a day that has come, such as 2026-01-15"
A_TIME = f"{A_DAY}, or a time with its zone, such as 2026-01-15T10:00:00+07:00"


def _fact(
    name: str,
    domain: Domain,
    derived: Derivation | None = None,
    obtained: Obtained = Obtained.ASKED,
) -> Fact:
    return Fact(
        id=name,
        domain=domain,
        obtained=Obtained.DERIVED if derived else obtained,
        wording=f"{name}?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=OWN,
        derived=derived,
    )


def _number(most: int = 200, unit: str = "years") -> Number:
    return Number(type="quantity", unit=unit, at_least=0, at_most=most)


def _options(*names: str) -> Options:
    return Options(type="choice", labels={each: each for each in names})


BANDS = (("child", 0), ("young", 18), ("adult", 21))
FACTS = {
    each.id: each
    for each in (
        _fact("born_on", Time(by_the_hour=False)),
        _fact("hurt_at", Time(by_the_hour=True)),
        number("years", 0, 120),
        _fact("law.majority", _number(), obtained=Obtained.LAW),
        _fact("age", _number(), AgeInYears("born_on")),
        _fact("hours", _number(NEVER, "hours"), HoursSince("hurt_at")),
        _fact("group", _options("child", "young", "adult"), Bands("age", BANDS)),
        _fact(
            "stated_group", _options("child", "young", "adult"), Bands("years", BANDS)
        ),
        _fact("of_age", _options("yes", "no"), AtLeastAs("age", "law.majority")),
    )
}

On = dt.datetime | dt.date


def stands(
    name: str,
    answers: Mapping[str, object],
    on: On = NOON,
    said: Mapping[str, Recording] | None = None,
) -> object:
    case = fit(Answers(answers), FACTS, (), Moment.of(on), None, said or {})
    return standing(name, case)


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        # the day before, on and after a birthday
        ("2008-01-16", "2026-01-15", 17),
        ("2008-01-15", "2026-01-15", 18),
        ("2008-01-14", "2026-01-15", 18),
        # the day of birth itself
        ("2026-01-15", "2026-01-15", 0),
        # born on 29 February: laws differ on the day in common years
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", Between(17, 18)),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-02-29", "2100-02-28", Between(91, 92)),
        # every hundredth year is common, every four hundredth is not
        ("1996-02-29", "2000-02-28", 3),
        ("2296-02-29", "2400-02-28", 103),
        # other days of birth are not in doubt on 28 February
        ("2008-03-01", "2026-02-28", 17),
        ("2008-02-28", "2026-02-28", 18),
        # beyond the range of the fact
        ("1700-01-15", "2026-01-15", 200),
    ],
)
def test_age_in_years(born_on: str, on: str, age: object) -> None:
    """
    Completed years on the day that is handed in.
    """
    assert stands("age", {"born_on": born_on}, dt.date.fromisoformat(on)) == age


def test_age_goes_by_the_calendar_of_the_place() -> None:
    """
    Just after midnight in the east it is a birthday, when in the west it is the eve.
    """
    east, west = dt.timezone(7 * HOUR), dt.timezone(-7 * HOUR)
    moment = dt.datetime(2026, 1, 15, 0, 30, tzinfo=east)
    born = {"born_on": dt.date(2008, 1, 15)}

    assert stands("age", born, moment) == 18
    assert stands("age", born, moment.astimezone(west)) == 17


@pytest.mark.parametrize(
    ("since", "hours"),
    [
        (0 * HOUR, 0),
        (HOUR - SECOND, 0),
        (HOUR, 1),
        (72 * HOUR - SECOND, 71),
        (72 * HOUR, 72),
        (72 * HOUR + SECOND, 72),
    ],
)
def test_hours_since(since: dt.timedelta, hours: int) -> None:
    """
    Whole hours: an hour counts when it is over.
    """
    assert stands("hours", {"hurt_at": NOON - since}) == hours


@pytest.mark.parametrize(
    ("hurt_at", "on", "below_72"),
    [
        # both by the hour
        ("2026-01-12T12:00:01+00:00", NOON, T),
        ("2026-01-12T12:00:00+00:00", NOON, F),
        # the day alone, which lasts for fifty hours on earth
        ("2026-01-11", NOON, F),
        ("2026-01-12", NOON, U),
        ("2026-01-13", NOON, U),
        ("2026-01-14", NOON, T),
        # the day of the visit alone
        ("2026-01-12T12:00:00+00:00", NOON.date(), U),
        ("2026-01-14T12:00:00+00:00", NOON.date(), T),
        ("2026-01-10T12:00:00+00:00", NOON.date(), F),
    ],
)
def test_a_window_in_hours(hurt_at: str, on: On, below_72: object) -> None:
    """
    Where the ends of a day disagree, a test by the hour is unknown.
    """
    case = fit(Answers({"hurt_at": hurt_at}), FACTS, (), Moment.of(on))

    assert judge(Within("hours", None, 72), case).truth is below_72


def test_hours_when_a_clock_is_put_forward() -> None:
    """
    Hours that pass are counted, not what the clock on the wall shows.
    """
    before = dt.datetime.fromisoformat("2026-03-29T00:30:00+01:00")
    after = dt.datetime.fromisoformat("2026-03-29T03:30:00+02:00")

    assert stands("hours", {"hurt_at": before}, after) == 2


@pytest.mark.parametrize(
    ("years", "group"),
    [(0, "child"), (17, "child"), (18, "young"), (20, "young"), (21, "adult")],
)
def test_bands(years: int, group: str) -> None:
    """
    A band begins with its number.
    """
    assert stands("stated_group", {"years": years}) == group


def test_a_band_of_a_range() -> None:
    """
    What lies between two bands is one of both, and a test for both is sure.
    """
    on = dt.date(2026, 2, 28)
    case = fit(Answers({"born_on": "2008-02-29"}), FACTS, (), Moment.of(on))

    assert standing("group", case) == OneOf(frozenset({"child", "young"}))
    assert judge(Is("group", frozenset({"child"})), case).truth is U
    assert judge(Is("group", frozenset({"child", "young"})), case).truth is T
    assert judge(Is("group", frozenset({"adult"})), case).truth is F


@pytest.mark.parametrize(
    ("born_on", "majority", "of_age"),
    [
        ("2008-01-15", 18, "yes"),
        ("2008-01-16", 18, "no"),
        ("2008-01-15", 20, "no"),
        ("2008-01-15", None, Silence.NOT_ASKED),
        ("declined", 18, Silence.NOT_ASKED),
    ],
)
def test_a_number_and_what_the_law_says(
    born_on: str, majority: int | None, of_age: object
) -> None:
    """
    An age the law names is a fact that nobody answers; while unknown, nothing follows.
    """
    said: dict[str, Recording] = {} if majority is None else {"law.majority": majority}

    assert stands("of_age", {"born_on": born_on}, said=said) == of_age


def test_of_age_on_a_day_in_doubt() -> None:
    """
    A number known as a range is at least as large as another, not, or perhaps.
    """
    born, on = {"born_on": "2008-02-29"}, dt.date(2026, 2, 28)
    either = OneOf(frozenset({"yes", "no"}))

    assert stands("of_age", born, on, {"law.majority": 17}) == "yes"
    assert stands("of_age", born, on, {"law.majority": 18}) == either
    assert stands("of_age", born, on, {"law.majority": 19}) == "no"


@pytest.mark.parametrize("silence", [*RECORDED, Silence.NOT_ASKED])
def test_silence_is_handed_on(silence: Silence) -> None:
    """
    What rests on a silent fact is not known, and never a no.
    """
    answers = {"born_on": silence}
    case = fit(Answers(answers), FACTS, (), Moment.of(NOON))

    assert stands("age", answers) is Silence.NOT_ASKED
    assert judge(Within("age", None, 18), case).truth is U


def test_without_a_moment_nothing_is_worked_out() -> None:
    """
    A case that knows no moment counts neither years nor hours.
    """
    case = fit(Answers({"born_on": "2008-01-15"}), FACTS, (), Moment.of(NOON))
    timeless = attrs.evolve(case, on=None)

    assert standing("age", timeless) is Silence.NOT_ASKED


def test_what_rests_on_a_fact_that_does_not_apply() -> None:
    """
    It does not apply either, and so every test of it is false.
    """
    facts = {
        "was_hurt": yes_no("was_hurt"),
        "hurt_at": _fact("hurt_at", Time(by_the_hour=True)),
        "hours": FACTS["hours"],
    }
    facts["hurt_at"] = attrs.evolve(facts["hurt_at"], applies_when=is_yes("was_hurt"))
    case = fit(Answers({"was_hurt": "no"}), facts, (), Moment.of(NOON))

    assert standing("hours", case) is NOT_APPLICABLE
    assert judge(Within("hours", None, 72), case).truth is F


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"age": 17}, "is worked out from `born_on`; leave it out"),
        ({"of_age": "no"}, "is worked out from `age`, `law.majority`; leave it out"),
        ({"zzz": "no"}, "no fact here has this name"),
        ({"ages": 17}, "no fact here has this name; did you mean `age`?"),
        ({"law.majority": 18}, "is said by the law; hand the law in"),
        ({"born_on": "2026-01-17"}, A_DAY),
        ({"hurt_at": NOON + SECOND}, A_TIME),
        ({"born_on": NOON}, A_DAY),
        ({"born_on": "15 January"}, A_DAY),
        ({"born_on": 20080115}, A_DAY),
        (
            {"hurt_at": NOON.replace(tzinfo=None)},
            A_TIME,
        ),
    ],
)
def test_answers_that_are_refused(answers: Mapping[str, object], refused: str) -> None:
    """
    Nobody answers what is worked out; a moment is a day or a time, and has come.
    """
    with pytest.raises(AnswersError) as raised:
        fit(Answers(answers), FACTS, (), Moment.of(NOON))

    assert raised.value.problems == (Problem(tuple(answers), refused),)


def test_what_a_service_says_is_not_answered() -> None:
    """
    Nor does anybody answer what the directory says.
    """
    facts = {
        "service.free": _fact(
            "service.free", _options("yes", "no"), obtained=Obtained.SERVICE
        )
    }

    with pytest.raises(AnswersError) as raised:
        fit(Answers({"service.free": "yes"}), facts, (), Moment.of(NOON))

    said = "is said by the directory; hand the directory in"
    assert raised.value.problems == (Problem(("service.free",), said),)


def test_what_is_said_of_facts_that_are_not_here_is_left_out() -> None:
    """
    A law or a directory speaks of more than these protocols ask.
    """
    said: dict[str, Recording] = {"law.majority": 18, "law.other": 3}
    case = fit(Answers({}), FACTS, (), Moment.of(NOON), None, said)

    assert dict(case.standings) == {"law.majority": 18}


def test_a_number_below_the_first_limit_is_in_the_first_band() -> None:
    """
    The first band has no lower end.
    """
    limits = (("few", 3), ("many", 6))
    facts = {
        "years": FACTS["years"],
        "size": _fact("size", _options("few", "many"), Bands("years", limits)),
    }
    found = [
        standing("size", fit(Answers({"years": each}), facts, (), Moment.of(NOON)))
        for each in (0, 2, 3, 5, 6)
    ]

    assert found == ["few", "few", "few", "few", "many"]


def test_today_may_have_begun_elsewhere() -> None:
    """
    A day that is today somewhere on earth is no day that lies ahead.
    """
    assert stands("age", {"born_on": "2026-01-16"}) == 0


def test_what_the_law_does_not_say_is_missing_and_not_open() -> None:
    """
    Asking would not help; the result says which part of the law it needs.
    """
    minor = row("some", Within("law.majority", None, 18))
    decision = highest(minor)
    case = fit(Answers({}), FACTS, (), Moment.of(NOON))

    outcome = decide(decision, case)

    assert [(each.fact, each.why) for each in outcome.missing] == [
        ("law.majority", Silence.DOES_NOT_KNOW)
    ]
    assert not outcome.is_open


def test_missing_names_what_can_be_answered() -> None:
    """
    In the place of a fact that is worked out, those it rests on are missing.
    """
    decision = highest(row("some", Is("of_age", frozenset({"no"}))))
    case = fit(Answers({}), FACTS, (), Moment.of(NOON))

    assert [each.fact for each in decide(decision, case).missing] == [
        "born_on",
        "law.majority",
    ]


def test_questions_ask_what_can_be_answered() -> None:
    """
    Nobody is asked for hours where a moment answers.
    """
    protocol = screening(
        highest(row("some", Within("hours", None, 72))),
        facts=[FACTS["hurt_at"], FACTS["hours"]],
    )

    assert questions_of(advice_of(protocol)) == ["hurt_at"]


def test_reasons_name_what_was_answered() -> None:
    """
    A reason is an answer somebody gave, or what the law says.
    """
    case = fit(
        Answers({"born_on": "2008-01-16", "hurt_at": NOON}),
        FACTS,
        (),
        Moment.of(NOON),
        None,
        {"law.majority": 18},
    )

    reasons = reasons_for(Is("of_age", frozenset({"no"})), case)

    assert reasons == ("born_on", "law.majority")


def test_a_moment_has_no_danger() -> None:
    """
    A moment by itself points nowhere; what is worked out from it may.
    """
    moment = FACTS["hurt_at"]

    assert not moment.has_danger
    assert moment.domain.rank(NOON) is None


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("born_on", "a day"),
        ("hurt_at", "a day, or a time with its zone"),
        ("years", "whole days from 0 to 120"),
        ("group", "child; young; adult"),
    ],
)
def test_which_answers_a_reader_is_told_of(name: str, answers: str) -> None:
    """
    Every kind of answer is said in words.
    """
    assert answers_to(FACTS[name], WORDS) == answers


@given(st.data())
def test_moments_are_drawn_for_programs_that_embed_us(data: st.DataObject) -> None:
    """
    Answers that are drawn fit, and are given only to what somebody answers.
    """
    protocol = screening(
        highest(row("some", Within("hours", None, 72))),
        facts=[FACTS["hurt_at"], FACTS["hours"]],
    )
    answers = data.draw(any_answers_for(protocol))

    assert set(answers.values) <= {"hurt_at"}
    for each in answers.values.values():
        value = each.value
        assert isinstance(value, Silence) or FACTS["hurt_at"].domain.fits(value)


def test_what_was_answered_is_not_missing() -> None:
    """
    On a day on which the calendars differ the age is a range, and no answer is silent.
    """
    minors = screening(
        highest(row("some", Within("age", None, 18))),
        facts=[FACTS["age"], FACTS["born_on"]],
    )
    found = assess(minors, {"born_on": "2008-02-29"}, on=dt.date(2026, 2, 28))
    outcome = found.outcomes["concern"]

    assert not outcome.is_settled
    assert outcome.missing == ()
