"""
Law: what a parameter says at a moment, and what several laws say together.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from caring.guidance.law import (
    Law,
    LawReading,
    Offsets,
    Provision,
    WhyUnknown,
    local_advice,
)
from caring.guidance.protocol import Status
from caring.language.conditions import Not, Recorded
from caring.language.derivations import AtLeastAs
from caring.language.facts import (
    Domain,
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
    is_strictest_possible,
)
from caring.language.results import FirstOutcome
from caring.language.silence import Silence
from caring.language.strictness import (
    Stricter,
    StricterNumber,
    StricterOption,
    strictest,
)
from caring.running.advise import advise
from caring.running.assess import assess
from caring.running.law import read_law
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth

from .builders import (
    NOON,
    OWN,
    F,
    T,
    U,
    all_hold,
    consent_rules,
    every,
    first,
    is_one_of,
    is_within,
    is_yes,
    number,
    pathway,
    referral,
    row,
    yes_no,
)

HANOI = dt.timezone(dt.timedelta(hours=7))
DUTIES = ("permitted", "expected", "mandatory", "prohibited")


def duty(*order: str) -> Fact:
    """
    A duty, with its options from least to most strict; what is left out has no place.
    """
    options = Options(type="choice", labels={each: each for each in DUTIES})
    return _parameter("law.duty", options, StricterOption(order) if order else None)


HIGHER, LOWER = StricterNumber("higher"), StricterNumber("lower")


def age(stricter: Stricter | None = HIGHER) -> Fact:
    """
    An age from 8 to 25.
    """
    years = Number(type="quantity", unit="years", at_least=8, at_most=25)
    return _parameter("law.age", years, stricter)


def _parameter(id_: str, domain: Domain, stricter: Stricter | None) -> Fact:
    return Fact(
        id=id_,
        domain=domain,
        obtained=Obtained.LAW,
        wording=f"What the law says of {id_}.",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=OWN,
        stricter=stricter,
    )


DUTY, AGE = duty("permitted", "expected", "mandatory"), age()


def provision(value: str | int | None, /, **changed: Any) -> Provision:
    """
    What a law says; confirmed on the day of the tests, and in force without end.
    """
    whole = Provision(
        parameter="law.duty" if isinstance(value, str | None) else "law.age",
        value=value,
        source=OWN,
        is_confirmed=True,
        note="Made up for a test.",
        checked_on=dt.date(2026, 1, 1),
        expires_on=dt.date(2026, 12, 31),
    )
    return attrs.evolve(whole, **changed)


def law(*provisions: Provision, name: str = "here", hours: int = 7) -> Law:
    """
    The law of a place whose clocks are this many hours ahead of UTC.
    """
    return Law(
        id=f"law/{name}",
        version="1.0.0",
        status=Status.DRAFT,
        title=f"The law {name}",
        purpose="Made up for a test. It is no legal advice.",
        jurisdiction=name,
        offsets=Offsets(least=hours * 60, most=hours * 60),
        provisions=provisions,
        facts={each.id: each for each in (DUTY, AGE)},
    )


def read(*laws: Law, of: Fact = DUTY, on: dt.datetime | dt.date = NOON) -> LawReading:
    (found,) = read_law({of.id: of}, laws, Moment.of(on))
    return found


def says(value: str | int | None, /, **changed: Any) -> Law:
    return law(provision(value, **changed))


BEFORE, TODAY, AFTER = (dt.date(2026, 1, day) for day in (14, 15, 16))


@pytest.mark.parametrize(
    ("changed", "value", "why"),
    [
        ({}, "mandatory", None),
        ({"is_confirmed": False}, None, WhyUnknown.UNSURE),
        ({"value": None}, None, WhyUnknown.UNSURE),
        ({"in_force_from": TODAY}, "mandatory", None),
        ({"in_force_from": AFTER}, None, WhyUnknown.NOT_YET_IN_FORCE),
        ({"in_force_until": TODAY}, "mandatory", None),
        ({"in_force_until": BEFORE}, None, WhyUnknown.NO_LONGER_IN_FORCE),
        ({"expires_on": TODAY}, "mandatory", None),
        ({"expires_on": BEFORE}, None, WhyUnknown.EXPIRED),
        ({"checked_on": AFTER}, None, WhyUnknown.NOT_YET_IN_FORCE),
        ({"checked_on": AFTER, "in_force_from": BEFORE}, "mandatory", None),
        ({"value": "advised"}, None, WhyUnknown.DOES_NOT_FIT),
        ({"parameter": "law.age"}, None, WhyUnknown.ABSENT),
    ],
)
def test_what_one_law_says(
    changed: Mapping[str, Any], value: str | None, why: WhyUnknown | None
) -> None:
    """
    Only what is confirmed, in force and freshly looked up is known.

    Where nobody noted since when it is in force, nothing is known of days before it was
    looked up.
    """
    found = read(says("mandatory", **changed))

    assert (found.value, found.why) == (value, why)
    assert found.said[0].value == value
    assert found.is_conflict is False


def test_without_a_law_nothing_is_known() -> None:
    """
    No law was handed in: that is said, and no duty or freedom follows.
    """
    found = read()

    assert (found.value, found.why, found.said) == (None, WhyUnknown.NO_LAW, ())


KNOWN = Not(Recorded("law.duty", Silence.DOES_NOT_KNOW))


@pytest.mark.parametrize(
    ("laws", "result"),
    [
        ((), "no"),
        (({"value": None},), "no"),
        (({"is_confirmed": False},), "no"),
        (({"expires_on": BEFORE},), "no"),
        (({},), "yes"),
        (({"value": "prohibited"},), "yes"),
        (({}, {"is_confirmed": False}), "no"),
    ],
)
def test_whether_the_law_is_known_is_always_settled(
    laws: tuple[Mapping[str, Any], ...], result: str
) -> None:
    """
    `{law.x: known}` is true or false before anybody is asked, and never unknown.
    """
    table = first(row("yes", KNOWN), otherwise="no", unsettled="open", name="who")
    given = tuple(
        attrs.evolve(says("mandatory", **each), id=f"law/{n}")
        for n, each in enumerate(laws)
    )
    rules = consent_rules(table, facts=(DUTY,))
    found = assess(rules, {}, on=NOON, law=given).outcomes["who"]

    assert isinstance(found, FirstOutcome)
    assert (found.result, found.is_settled) == (result, True)


UNTIL_TODAY: Mapping[str, Any] = {"in_force_until": TODAY}


@pytest.mark.parametrize(
    ("on", "value", "why"),
    [
        (dt.datetime(2026, 1, 15, 23, 59, 59, tzinfo=HANOI), "mandatory", None),
        (
            dt.datetime(2026, 1, 16, tzinfo=HANOI),
            None,
            WhyUnknown.NO_LONGER_IN_FORCE,
        ),
        # The same instants, on clocks elsewhere.
        (dt.datetime(2026, 1, 15, 16, 59, 59, tzinfo=dt.UTC), "mandatory", None),
        (
            dt.datetime(2026, 1, 15, 17, tzinfo=dt.UTC),
            None,
            WhyUnknown.NO_LONGER_IN_FORCE,
        ),
        # A day without a place may lie on either side of midnight there.
        (dt.date(2026, 1, 14), "mandatory", None),
        (dt.date(2026, 1, 15), None, WhyUnknown.CHANGES_TODAY),
        (dt.date(2026, 1, 16), None, WhyUnknown.CHANGES_TODAY),
        (dt.date(2026, 1, 17), None, WhyUnknown.NO_LONGER_IN_FORCE),
    ],
)
def test_a_law_that_ends_tonight(
    on: dt.datetime | dt.date, value: str | None, why: WhyUnknown | None
) -> None:
    """
    It ends at midnight in its own place, wherever the clock that was read stands.
    """
    found = read(says("mandatory", **UNTIL_TODAY), on=on)

    assert (found.value, found.why) == (value, why)


@pytest.mark.parametrize(("hour", "value"), [(22, "mandatory"), (23, None), (24, None)])
def test_clocks_that_are_put_forward(hour: int, value: str | None) -> None:
    """
    Between the midnights of summer and winter nothing is known.
    """
    place = attrs.evolve(
        says("mandatory", **UNTIL_TODAY), offsets=Offsets(least=0, most=60)
    )
    on = dt.datetime(2026, 1, 15, tzinfo=dt.UTC) + dt.timedelta(hours=hour)

    assert read(place, on=on).value == value


@pytest.mark.parametrize(
    ("on", "value", "why"),
    [
        (dt.datetime(2026, 1, 15, 12, tzinfo=HANOI), 16, None),
        (dt.datetime(2026, 1, 16, 12, tzinfo=HANOI), 15, None),
        (dt.date(2026, 1, 15), None, WhyUnknown.CHANGES_TODAY),
        (dt.datetime(2026, 1, 9, 12, tzinfo=HANOI), None, WhyUnknown.NOT_YET_IN_FORCE),
    ],
)
def test_one_law_follows_another(
    on: dt.datetime | dt.date, value: int | None, why: WhyUnknown | None
) -> None:
    """
    What held is followed by what holds, from one midnight to the next.
    """
    old = provision(16, in_force_from=dt.date(2026, 1, 10), in_force_until=TODAY)
    new = provision(15, in_force_from=AFTER)
    found = read(law(old, new), of=AGE, on=on)

    assert (found.value, found.why) == (value, why)


def test_a_check_that_expires_tonight() -> None:
    """
    A check counts to the end of its last day there, and not where that is open.
    """
    place = says("mandatory", expires_on=TODAY)
    late = dt.datetime(2026, 1, 15, 23, 59, tzinfo=HANOI)

    assert read(place, on=late).value == "mandatory"
    assert read(place, on=late + dt.timedelta(minutes=1)).why is WhyUnknown.EXPIRED
    assert read(place, on=dt.date(2026, 1, 15)).why is WhyUnknown.EXPIRED


UNSURE: Mapping[str, Any] = {"is_confirmed": False}


@pytest.mark.parametrize(
    ("of", "one", "other", "value", "why", "conflict"),
    [
        # They agree.
        (DUTY, "expected", "expected", "expected", None, False),
        (AGE, 16, 16, 16, None, False),
        # The stricter holds, and that they differ is told.
        (DUTY, "permitted", "mandatory", "mandatory", None, True),
        (DUTY, "mandatory", "expected", "mandatory", None, True),
        (AGE, 16, 18, 18, None, True),
        (age(LOWER), 16, 18, 16, None, True),
        # Nothing is the stricter.
        (DUTY, "mandatory", "prohibited", None, WhyUnknown.CONFLICT, True),
        (DUTY, "permitted", "prohibited", None, WhyUnknown.CONFLICT, True),
        (duty(), "permitted", "mandatory", None, WhyUnknown.CONFLICT, True),
        (age(None), 16, 18, None, WhyUnknown.CONFLICT, True),
        (duty(), "permitted", "permitted", "permitted", None, False),
        # What one leaves unknown could be stricter still.
        (DUTY, "mandatory", None, None, WhyUnknown.UNSURE, False),
        (DUTY, None, "permitted", None, WhyUnknown.UNSURE, False),
        (AGE, 18, None, None, WhyUnknown.UNSURE, False),
        (duty(), "permitted", None, None, WhyUnknown.UNSURE, False),
        # Unless nothing is.
        (duty(*DUTIES), "prohibited", None, "prohibited", None, False),
        (duty(*DUTIES), "mandatory", None, None, WhyUnknown.UNSURE, False),
        (AGE, 25, None, 25, None, False),
        (age(LOWER), 8, None, 8, None, False),
        (age(LOWER), 25, None, None, WhyUnknown.UNSURE, False),
        # Both are unknown.
        (DUTY, None, None, None, WhyUnknown.UNSURE, False),
    ],
)
def test_two_laws(
    of: Fact,
    one: str | int | None,
    other: str | int | None,
    value: str | int | None,
    why: WhyUnknown | None,
    conflict: bool,
) -> None:
    """
    The stricter value holds; a difference is told, also where the stricter one decides.
    """
    laws = [
        law(provision(each, parameter=of.id), name=name)
        for name, each in {"here": one, "there": other}.items()
    ]
    for order in (laws, laws[::-1]):
        found = read(*order, of=of)
        assert (found.value, found.why, found.is_conflict) == (value, why, conflict)
        assert [each.jurisdiction for each in found.said] == [
            each.jurisdiction for each in order
        ]


def test_a_conflict_is_told_while_a_third_law_is_unknown() -> None:
    """
    Two laws that differ do so whatever the third says.
    """
    third = law(provision("expected", **UNSURE), name="third")
    laws = [law(provision(each), name=each) for each in ("permitted", "mandatory")]
    found = read(*laws, third)

    assert (found.value, found.why, found.is_conflict) == (
        None,
        WhyUnknown.UNSURE,
        True,
    )


def test_one_version_of_a_law_applies() -> None:
    """
    Two versions of the law of one place are a mistake of the caller.
    """
    newer = attrs.evolve(says("permitted"), version="1.1.0")
    with pytest.raises(ValueError, match="`law/here` was handed in twice"):
        read(says("mandatory"), newer)


def test_the_strictest_of_none() -> None:
    """
    Where nothing is said nothing is the strictest.
    """
    assert strictest([], StricterNumber("higher")) is None
    assert not is_strictest_possible("mandatory", duty())


# What follows from it

REPORT = row("report", all_hold(is_yes("child"), is_one_of("law.duty", "mandatory")))
FREE = row("free", is_one_of("law.duty", "permitted", "expected"))
OF_AGE = row("of_age", is_yes("old_enough"))
YOUNG = row("young", is_within("law.age", below=18))
YEARS = number("years", 0, 120)
OLD_ENOUGH = attrs.evolve(
    _parameter("old_enough", yes_no("old_enough").domain, None),
    obtained=Obtained.DERIVED,
    derived=AtLeastAs("years", "law.age"),
)
DUTIES_HERE = referral(
    every(REPORT, FREE, OF_AGE, YOUNG), facts=[DUTY, AGE, OLD_ENOUGH, YEARS]
)
ANSWERS = {"child": "yes", "years": 16}


@pytest.mark.parametrize(
    ("says_duty", "says_age", "truths"),
    [
        ("mandatory", 16, [T, F, T, T]),
        ("permitted", 17, [F, T, F, T]),
        ("expected", 18, [F, T, F, F]),
        ("prohibited", 18, [F, F, F, F]),
        (None, None, [U, U, U, U]),
    ],
)
def test_rows_read_the_law(
    says_duty: str | None, says_age: int | None, truths: list[Truth]
) -> None:
    """
    A row reads the law as it reads a fact; what is unknown is neither duty nor freedom.
    """
    provisions = [provision(says_duty), provision(says_age, parameter="law.age")]
    found = assess(DUTIES_HERE, ANSWERS, on=NOON, law=(law(*provisions),))
    rows = found.outcomes["needs"].rows

    assert [each.truth for each in rows] == truths


UNKNOWN_LAWS: list[tuple[Law, ...]] = [
    (),
    (law(provision(16)),),
    (says("mandatory", is_confirmed=False),),
    (says("mandatory", in_force_from=AFTER),),
    (says("mandatory", in_force_until=BEFORE),),
    (says("mandatory", expires_on=BEFORE),),
    (says("mandatory"), law(provision("prohibited"), name="there")),
    (says("mandatory"), law(provision(None), name="there")),
]


@pytest.mark.parametrize("laws", UNKNOWN_LAWS)
def test_unknown_is_neither_a_duty_nor_a_permission(laws: tuple[Law, ...]) -> None:
    """
    However it comes that the law is unknown, no row that needs it surely holds.

    It is listed as missing, is never asked, and leads to local advice.
    """
    small = referral(every(REPORT, FREE), facts=[DUTY])
    found = advise(pathway(small), {"child": "yes"}, on=NOON, law=laws)
    outcome = found.assessments["referral"].outcomes["needs"]

    assert [each.truth for each in outcome.rows] == [U, U]
    assert [(each.fact, each.why) for each in outcome.missing] == [
        ("law.duty", Silence.DOES_NOT_KNOW)
    ]
    assert not outcome.is_open
    assert found.next_questions == found.to_observe == ()
    assert len(local_advice(found.law)) == 1


def test_nobody_answers_the_law() -> None:
    """
    What the law says is handed in as law, and not as an answer.
    """
    with pytest.raises(AnswersError, match="hand the law in"):
        assess(DUTIES_HERE, {"law.duty": "mandatory"}, on=NOON)


def test_local_advice_is_sought_once_where_no_law_is_at_hand() -> None:
    """
    Without a law one line says so; with one, each unknown parameter has its own.
    """
    without = assess(DUTIES_HERE, ANSWERS, on=NOON)
    here = assess(DUTIES_HERE, ANSWERS, on=NOON, law=(law(provision("expected")),))
    both = law(provision("expected"), provision(16))

    assert local_advice(without.law) == (
        "What the law says here: no law was handed in.",
    )
    assert local_advice(here.law) == (AGE.wording,)
    assert local_advice(assess(DUTIES_HERE, ANSWERS, on=NOON, law=(both,)).law) == ()


def test_the_record_names_the_law() -> None:
    """
    Each law is pinned like a protocol; readings are of what is used and no more.
    """
    laws = (law(provision("expected"), provision(16)), law(provision(17), name="there"))
    small = referral(every(FREE), facts=[DUTY])
    advice = advise(pathway(small), {}, on=NOON, law=laws)
    alone = assess(small, {}, on=NOON, law=laws)

    for found in (advice, alone):
        pins = found.record.law
        assert [each.id for each in pins] == ["law/here", "law/there"]
        assert [each.digest for each in pins] == [each.digest for each in laws]
        assert [each.parameter.id for each in found.law] == ["law.duty"]
    assert advice.assessments["referral"].law == ()


def test_a_day_in_a_law_is_part_of_its_digest() -> None:
    """
    Looking the law up again makes a new version: the digest differs.
    """
    later = says("mandatory", checked_on=dt.date(2026, 1, 2))
    assert says("mandatory").digest == says("mandatory").digest != later.digest


@pytest.mark.parametrize(
    ("says_duty", "truths"),
    [("mandatory", [T, F, T, T]), ("prohibited", [F, F, T, T])],
)
def test_rows_read_the_law_along_a_pathway(says_duty: str, truths: list[Truth]) -> None:
    """
    What the law says reaches every protocol of a pathway, and is not only told.
    """
    here = law(provision(says_duty), provision(16, parameter="law.age"))
    found = advise(pathway(DUTIES_HERE), ANSWERS, on=NOON, law=(here,))
    rows = found.assessments["referral"].outcomes["needs"].rows

    assert [each.truth for each in rows] == truths
