"""
What holds of every law, also of those that nobody has written yet.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import caring
from caring.guidance.law import Law, LawReading, Offsets, Provision, Said, WhyUnknown
from caring.guidance.protocol import Status
from caring.language.conditions import facts_in
from caring.language.decisions import Row
from caring.language.facts import (
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
)
from caring.language.results import EveryOutcome
from caring.language.strictness import Stricter, StricterNumber, StricterOption
from caring.running.decide import decide
from caring.running.law import combined, read_law
from caring.testing.strategies import SOURCE, some_answer, values_of
from caring.values.moments import Moment
from tests.laws.cases import fitted

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
OPTIONS = ("a", "b", "c", "d")


@st.composite
def parameters(draw: st.DrawFn) -> Fact:
    """
    A parameter with its stricter direction, or with none.
    """
    domain: Options | Number
    stricter: Stricter | None
    if draw(st.booleans()):
        domain = Options(type="choice", labels=dict(zip(OPTIONS, OPTIONS, strict=True)))
        order = draw(st.permutations(OPTIONS))[: draw(st.integers(0, len(OPTIONS)))]
        stricter = StricterOption(tuple(order)) if order else None
    else:
        domain = Number(type="quantity", unit="years", at_least=10, at_most=14)
        ends = [None, StricterNumber("higher"), StricterNumber("lower")]
        stricter = draw(st.sampled_from(ends))
    return Fact(
        id="law.it",
        domain=domain,
        obtained=Obtained.LAW,
        wording="What the law says of it.",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=SOURCE,
        stricter=stricter,
    )


@st.composite
def sayings(draw: st.DrawFn, parameter: Fact) -> Said:
    value = draw(st.sampled_from([None, *values_of(parameter)]))
    assert isinstance(value, str | int | None)
    why = WhyUnknown.UNSURE if value is None else None
    return Said(law="law/a@1.0.0", jurisdiction="A", value=value, why=why)


@st.composite
def laws(draw: st.DrawFn, parameter: Fact, name: str) -> Law:
    """
    A law with up to two provisions, at any time and of any certainty.
    """
    provisions = []
    for _ in range(draw(st.integers(0, 2))):
        value = draw(st.sampled_from([None, *values_of(parameter)]))
        assert isinstance(value, str | int | None)
        checked = draw(DAYS)
        provision = Provision(
            parameter=parameter.id,
            value=value,
            source=SOURCE,
            is_confirmed=draw(st.booleans()),
            note="Made for a test.",
            checked_on=checked,
            expires_on=checked + dt.timedelta(days=draw(st.integers(0, 365))),
            in_force_from=draw(st.none() | DAYS),
            in_force_until=draw(st.none() | DAYS),
        )
        provisions.append(provision)
    least, most = sorted(draw(st.tuples(*[st.sampled_from([-720, 0, 60, 840])] * 2)))
    return Law(
        id=f"law/{name}",
        version="1.0.0",
        status=Status.DRAFT,
        title="A law",
        purpose="To test.",
        jurisdiction=name,
        offsets=Offsets(least=least, most=most),
        provisions=tuple(provisions),
        facts={parameter.id: parameter},
    )


def _place(reading: LawReading) -> int:
    stricter, value = reading.parameter.stricter, reading.value
    if isinstance(stricter, StricterOption):
        return stricter.order.index(str(value))
    assert isinstance(value, int)
    assert isinstance(stricter, StricterNumber)
    return value if stricter.towards == "higher" else -value


@given(st.data(), parameters())
def test_one_more_law_is_never_less_strict(
    data: st.DataObject, parameter: Fact
) -> None:
    """
    A further law makes a value stricter, or unknown, and never less strict.

    Once laws conflict and none is the stricter, no further law settles it.
    """
    said = tuple(data.draw(st.lists(sayings(parameter), min_size=1, max_size=3)))
    before = combined(parameter, said)
    after = combined(parameter, (*said, data.draw(sayings(parameter))))

    if before.value is not None and after.value not in (None, before.value):
        assert _place(after) > _place(before)
        assert after.is_conflict
    if before.value is None:
        assert after.value is None or before.why is WhyUnknown.UNSURE
    assert after.is_conflict >= before.is_conflict


@given(st.data(), parameters())
def test_the_unknown_could_not_be_stricter(
    data: st.DataObject, parameter: Fact
) -> None:
    """
    A value that holds beside an unknown law holds whatever that law says.
    """
    said = tuple(data.draw(st.lists(sayings(parameter), min_size=1, max_size=3)))
    found = combined(parameter, said)
    filled = tuple(
        attrs.evolve(each, value=data.draw(_some_value(parameter)), why=None)
        for each in said
    )
    filled = tuple(
        old if old.value is not None else new
        for old, new in zip(said, filled, strict=True)
    )
    if found.value is not None:
        assert combined(parameter, filled).value == found.value


def _some_value(parameter: Fact) -> st.SearchStrategy[Any]:
    return st.sampled_from(values_of(parameter))


MOMENTS = st.one_of(
    DAYS,
    st.datetimes(
        dt.datetime(2025, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
        dt.datetime(2026, 12, 31),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
)


@given(st.data(), parameters(), MOMENTS)
def test_only_what_is_sure_and_fresh_gives_a_value(
    data: st.DataObject, parameter: Fact, on: dt.datetime | dt.date
) -> None:
    """
    A value always stands in a provision that was confirmed and covers the moment.

    A day on either side of it is allowed here; the hour is shown in the tables.
    """
    names = data.draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3))
    found = tuple(data.draw(laws(parameter, name)) for name in names)
    (reading,) = read_law({parameter.id: parameter}, found, Moment.of(on))

    day = on.date() if isinstance(on, dt.datetime) else on
    slack = dt.timedelta(days=1)
    for each in reading.said:
        provision = each.provision
        if each.value is None:
            assert each.why is not None
            continue
        assert provision is not None
        assert provision.is_confirmed
        assert provision.first_day <= day + slack
        assert provision.expires_on >= day - slack
        assert provision.in_force_until is None or (
            provision.in_force_until >= day - slack
        )
    assert (reading.value is None) is (reading.why is not None)


@given(st.data())
def test_unknown_law_is_no_ground(data: st.DataObject) -> None:
    """
    What surely holds while the law is unknown holds whatever a law would say.

    So no duty and no freedom rests on a law that is not known, and a law that nobody
    has written yet cannot undo what was sure without it.
    """
    protocol = caring.load("referral/reporting-duties")
    assert isinstance(protocol, caring.Protocol)
    (decision,) = protocol.decisions
    facts = protocol.facts
    answers = _of_a_person(data, facts)
    law = {
        id_: data.draw(some_answer(fact))
        for id_, fact in facts.items()
        if fact.obtained is Obtained.LAW
    }
    without, within = fitted(facts, answers), fitted(facts, {**answers, **law})
    assert without is not None
    assert within is not None

    before, after = decide(decision, without), decide(decision, within)
    assert isinstance(before, EveryOutcome)
    assert isinstance(after, EveryOutcome)
    assert set(before.certain) <= set(after.certain)
    assert set(before.ruled_out) <= set(after.ruled_out)
    rest_on_law = {each.result for each in decision.rows if _reads_law(each, facts)}
    assert rest_on_law & set(before.certain) == set()
    assert rest_on_law


def _of_a_person(data: st.DataObject, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """
    Draw answers that go together, fact by fact.
    """
    answers: dict[str, Any] = {}
    for id_, fact in facts.items():
        if fact.is_answered:
            drawn = {**answers, id_: data.draw(some_answer(fact))}
            answers = answers if fitted(facts, drawn) is None else drawn
    return answers


def _reads_law(row: Row, facts: Mapping[str, Fact]) -> bool:
    asked = facts_in(row.when)
    asked |= {other for each in asked for other in facts[each].rests_on}
    return any(facts[each].obtained is Obtained.LAW for each in asked)
