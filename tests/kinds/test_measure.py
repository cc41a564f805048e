"""
Measures: what is known of a sum while items are silent, and the band that follows.
"""

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import floor
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caring
from caring.guidance.measure import (
    TOTAL,
    Instrument,
    Item,
    Measure,
    MissingItems,
    MissingRule,
    reading,
)
from caring.guidance.protocol import Protocol, Status
from caring.language.conditions import Condition, Is, Score, Term
from caring.language.decisions import Highest, Row
from caring.language.facts import Fact, Lasting, Obtained, Options, Sensitivity
from caring.language.results import LevelOutcome
from caring.language.silence import RECORDED, Silence
from caring.testing.strategies import SOURCE
from caring.values.spans import SourceFile, Span

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
SCALE = ("low", "some", "more", "high")
HALVES = MissingItems(at_most=1, rule=MissingRule.PRORATE, because=".", source=SOURCE)

Sheet = Mapping[str, tuple[int, ...]]
"""Items, each with the points of its answers ``0``, ``1`` and so on."""


def fact(name: str, answers: int) -> Fact:
    return Fact(
        id=name,
        domain=Options(type="choice", labels={str(n): "" for n in range(answers)}),
        obtained=Obtained.ASKED,
        wording=f"{name}?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=SOURCE,
    )


def row(level: str, when: Condition) -> Row:
    return Row(id=level, when=when, result=level, because="Because.", source=SOURCE)


def measure(
    sheet: Sheet,
    cut_offs: tuple[int, ...] = (1,),
    *,
    rows: tuple[Row, ...] = (),
    missing_items: MissingItems | None = None,
) -> Measure:
    """
    A small measure whose levels begin at the cut-offs, lowest first.
    """
    items = tuple(
        Item(fact=name, points={str(n): each for n, each in enumerate(points)})
        for name, points in sheet.items()
    )
    terms = tuple(term for each in items for term in each.terms)
    sums = tuple(
        row(level, Score(TOTAL, terms, cut_off, None))
        for level, cut_off in zip(SCALE[1:], cut_offs, strict=False)
    )
    return Measure(
        id="measure/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="A small measure",
        purpose="To test.",
        facts={name: fact(name, len(points)) for name, points in sheet.items()},
        instrument=Instrument(
            title="Small", licence="ours", text_may_be_shared=True, source=SOURCE
        ),
        items=items,
        band=Highest(id="band", scale=SCALE, rows=(*rows, *sums), floor="some"),
        missing_items=missing_items,
    )


def band(protocol: Protocol, answers: Mapping[str, object]) -> LevelOutcome:
    found = caring.assess(protocol, answers, on=ON).outcomes["band"]
    assert isinstance(found, LevelOutcome)
    return found


def sums(sheet: Sheet, answers: Mapping[str, object]) -> Iterator[int]:
    """
    Walk the sum of every way in which the silent items could have been answered.
    """
    yield from map(sum, product(*possible_points(sheet, answers)))


def possible_points(
    sheet: Sheet, answers: Mapping[str, object]
) -> Iterator[tuple[int, ...]]:
    for name, points in sheet.items():
        answer = answers.get(name, Silence.NOT_ASKED)
        is_silent = isinstance(answer, Silence)
        yield points if is_silent else (points[int(str(answer))],)


SILENCES = (*RECORDED, Silence.NOT_ASKED)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, Mapping[str, object]]:
    """
    Draw items whose points rise, fall or jump, and answers with up to four silences.
    """
    points = st.lists(st.integers(0, 5), min_size=2, max_size=4).map(tuple)
    told_apart = points.filter(lambda each: len(set(each)) > 1)
    names = [f"item_{n}" for n in range(draw(st.integers(1, 6)))]
    sheet = {name: draw(told_apart) for name in names}
    silent = draw(st.sets(st.sampled_from(names), max_size=4))
    answers: dict[str, object] = {
        name: draw(st.sampled_from(SILENCES))
        if name in silent
        else str(draw(st.integers(0, len(sheet[name]) - 1)))
        for name in names
    }
    return sheet, answers


@settings(deadline=None)
@given(sheets())
def test_bounds_of_the_sum_are_exact(
    drawn: tuple[Sheet, Mapping[str, object]],
) -> None:
    """
    The bounds are the least and the greatest sum of all ways to answer what is silent.
    """
    sheet, answers = drawn
    found = reading(caring.assess(measure(sheet), answers, on=ON))

    assert found is not None
    possible = list(sums(sheet, answers))
    assert found.score_at_least == min(possible)
    assert found.score_at_most == max(possible)


@settings(deadline=None)
@given(sheets(), st.data())
def test_bounds_of_the_band_are_exact(
    drawn: tuple[Sheet, Mapping[str, object]], data: st.DataObject
) -> None:
    """
    A band is possible at either end exactly where some way to answer gives it.
    """
    sheet, answers = drawn
    cut_offs = data.draw(
        st.lists(st.integers(1, 20), min_size=1, max_size=3).map(sorted)
    )
    found = band(measure(sheet, tuple(cut_offs)), answers)

    levels = [
        sum(each >= cut_off for cut_off in cut_offs) for each in sums(sheet, answers)
    ]
    assert found.at_least == SCALE[min(levels)]
    assert found.at_most == SCALE[max(levels)]


@settings(deadline=None)
@given(sheets())
def test_the_published_value_is_the_mean_of_what_was_answered(
    drawn: tuple[Sheet, Mapping[str, object]],
) -> None:
    """
    Prorating agrees with fractions, halves up, and stays silent beyond its rule.
    """
    sheet, answers = drawn
    small = measure(sheet, missing_items=attrs.evolve(HALVES, at_most=2))
    found = reading(caring.assess(small, answers, on=ON))

    given = [
        points[int(str(answers[name]))]
        for name, points in sheet.items()
        if not isinstance(answers[name], Silence)
    ]
    assert found is not None
    assert (found.items_answered, found.items) == (len(given), len(sheet))
    if not given or len(sheet) - len(given) > 2:
        assert found.as_published is None
    else:
        mean = Fraction(sum(given), len(given))
        assert found.as_published == floor(mean * len(sheet) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("points", "steps"),
    [
        ((0, 1, 2, 3), [(1, "123"), (1, "23"), (1, "3")]),
        ((3, 2, 1, 0), [(1, "012"), (1, "01"), (1, "0")]),
        ((0, 2, 2, 5), [(2, "123"), (3, "3")]),
        ((0, 3, 1), [(1, "12"), (2, "1")]),
    ],
)
def test_points_are_steps(
    points: tuple[int, ...], steps: list[tuple[int, str]]
) -> None:
    """
    Each step counts for all answers that reach it, so that no silence counts twice.
    """
    item = Item(fact="a", points={str(n): each for n, each in enumerate(points)})

    expected = [Term(step, Is("a", frozenset(options))) for step, options in steps]
    assert list(item.terms) == expected


def test_a_term_for_each_answer_would_count_every_answer_at_once() -> None:
    """
    The planted fault: with the points of each answer apart, bounds are too wide.
    """
    terms = tuple(Term(n, Is("a", frozenset({str(n)}))) for n in (1, 2, 3))
    small = measure({"a": (0, 1, 2, 3)}, (3,))
    [proper] = small.band.rows
    wide = attrs.evolve(proper, when=Score(TOTAL, terms, 6, None))
    broken = attrs.evolve(small, band=attrs.evolve(small.band, rows=(wide,)))

    found = reading(caring.assess(broken, {}, on=ON))
    assert found is not None
    assert found.score_at_most == 6
    assert band(broken, {}).at_most == "some"  # no answer gives six points


def test_what_every_answer_gives_counts_at_once() -> None:
    """
    Items that begin at one point give their one point while they are silent.
    """
    found = reading(caring.assess(measure({"a": (1, 5), "b": (4, 2)}), {}, on=ON))

    assert found is not None
    assert (found.score_at_least, found.score_at_most) == (3, 9)
    assert found.items_answered == 0


def test_a_half_rounds_up() -> None:
    """
    Five points on two of three items are seven and a half, which is eight.
    """
    small = measure(dict.fromkeys("abc", (0, 1, 2, 3)), missing_items=HALVES)
    answers = {"a": "3", "b": "2", "c": "declined"}

    found = reading(caring.assess(small, answers, on=ON))
    assert found is not None
    assert found.as_published == 8
    assert (found.score_at_least, found.score_at_most) == (5, 8)


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (None, {"a": "1", "b": "2"}, None),
        (MissingRule.NONE, {"a": "1", "b": "2"}, 3),
        (MissingRule.NONE, {"a": "1"}, None),
        (MissingRule.PRORATE, {"a": "1", "b": "2"}, 3),
        (MissingRule.PRORATE, {"a": "1"}, 2),
        (MissingRule.PRORATE, {}, None),
    ],
)
def test_what_the_published_rule_allows(
    rule: MissingRule | None, answers: dict[str, str], expected: int | None
) -> None:
    """
    Without a rule there is no published value; with one, only as far as it goes.
    """
    at_most = int(rule is MissingRule.PRORATE)
    missing = rule and attrs.evolve(HALVES, rule=rule, at_most=at_most)
    small = measure({"a": (0, 1, 2), "b": (0, 1, 2)}, missing_items=missing)

    found = reading(caring.assess(small, answers, on=ON))
    assert found is not None
    assert found.as_published == expected


def test_the_published_value_feeds_nothing() -> None:
    """
    The band is the same whether or not the publisher would prorate.
    """
    sheet = dict.fromkeys("abc", (0, 1, 2, 3))
    answers = {"a": "3", "b": "3"}
    plain, prorated = measure(sheet, (7,)), measure(sheet, (7,), missing_items=HALVES)

    assert band(plain, answers).at_least == band(prorated, answers).at_least == "low"


def test_a_rule_beside_the_sum_reaches_its_level_alone() -> None:
    """
    The sum is read from its own row, wherever the others stand.
    """
    beside = row("high", Is("b", frozenset({"1"})))
    small = measure({"a": (0, 1), "b": (0, 1)}, (2,), rows=(beside,))

    found = reading(caring.assess(small, {"a": "0", "b": "1"}, on=ON))
    assert found is not None
    assert (found.score_at_least, found.score_at_most) == (1, 1)
    assert band(small, {"a": "0", "b": "1"}).at_least == "high"


def test_outside_its_population_there_is_no_sum() -> None:
    """
    A sum says nothing about somebody for whom the instrument is not meant.
    """
    small = measure({"a": (0, 1), "b": (0, 1)})
    only = attrs.evolve(small, population=Is("b", frozenset({"1"})))

    assert reading(caring.assess(only, {"a": "1", "b": "0"}, on=ON)) is None
    assert reading(caring.assess(only, {"a": "1"}, on=ON)) is not None


def test_other_kinds_have_no_sum() -> None:
    """
    A screening is not scored.
    """
    assert reading(caring.assess("screening/signs-in-clinic", {}, on=ON)) is None


def test_a_reading_prints_no_sum() -> None:
    """
    A sum tells of answers, so no log shows one.
    """
    found = reading(caring.assess(measure({"a": (0, 1)}), {"a": "1"}, on=ON))

    assert repr(found) == "Reading(...)"


def test_sums_differ_in_the_digest() -> None:
    """
    Other points are another protocol.
    """
    one, other = measure({"a": (0, 1, 2)}), measure({"a": (0, 1, 3)})

    assert one.digest != other.digest
    assert one.digest == measure({"a": (0, 1, 2)}).digest


# The bundled measures


@pytest.mark.parametrize(
    ("name", "items", "greatest"), [("phq-2", 2, 6), ("phq-9", 9, 27)]
)
def test_bundled_measures(name: str, items: int, greatest: int) -> None:
    """
    Sums lie between none and three points an item; nothing settles by silence.
    """
    found = caring.load(f"measure/{name}")

    assert isinstance(found, Measure)
    assert found.decisions == (found.level,) == (found.band,)
    assert (len(found.items), found.least, found.greatest) == (items, 0, greatest)
    assert found.instrument.text_may_be_shared
    tests = [each.when for each in found.band.rows]
    cut_offs = {each.at_least for each in tests if isinstance(each, Score)}
    assert {each.cut_off for each in found.instrument.accuracy} <= cut_offs


def test_phq_9_as_published() -> None:
    """
    With two items missing the published sum is prorated; with three there is none.
    """
    found = caring.load("measure/phq-9")
    assert isinstance(found, Measure)
    names = [each.fact for each in found.items]
    answers: dict[str, object] = dict.fromkeys(names, "some_days")
    two = {**answers, names[0]: "declined", names[3]: "does_not_know"}
    three = {**two, names[5]: "unsafe_to_ask"}

    by_two = reading(caring.assess(found, two, on=ON))
    by_three = reading(caring.assess(found, three, on=ON))
    assert by_two is not None
    assert by_three is not None
    assert (by_two.as_published, by_two.items_answered) == (9, 7)
    assert (by_two.score_at_least, by_two.score_at_most) == (7, 13)
    assert (by_three.as_published, by_three.items_answered) == (None, 6)


def test_the_two_share_their_first_items() -> None:
    """
    Who answered two questions goes on with seven, not with nine.
    """
    two, nine = caring.load("measure/phq-2"), caring.load("measure/phq-9")

    assert isinstance(two, Measure)
    assert isinstance(nine, Measure)
    assert nine.items[:2] == two.items


WRITTEN = Path(__file__).parent.parent / "broken" / "_base"


def test_reverse_scored_items_are_read_from_yaml(tmp_path: Path) -> None:
    """
    Points may fall along the options, as long as they rise with the danger.
    """
    shutil.copytree(WRITTEN, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "measure" / "small"
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_text(REVERSED, "utf-8")

    assert caring.check(tmp_path) == ()
    found = caring.read(folder / "1.0.0.yaml")
    assert isinstance(found, Measure)
    answers = {"papers_held": "yes", "age_band": "adult"}
    known = reading(caring.assess(found, answers, on=ON))
    assert known is not None
    assert (known.score_at_least, known.score_at_most) == (5, 5)
    assert band(found, answers).working == "high"


REVERSED = """\
caring: measure/1
id: measure/small
version: "1.0.0"
status: draft
title: A small measure
purpose: To test.
population: everyone
sources:
  own: {read: project, part: rules of this case}
instrument:
  title: A small instrument
  licence: {name: ours, text_may_be_shared: no}
  source: own
items:
  papers_held: {yes: 2, no: 1}
  age_band: {adult: 3, young: 2, child: 0}
band:
  scale: [low, some, high]
  floor: some
  cut_offs:
    - {level: some, from: 2, because: Two points., source: own}
    - {level: high, from: 4, because: Four points., source: own}
  rows:
    - {level: some, when: {age_band: adult}, because: Beside the sum., source: own}
    - {level: high, when: {total: {at_least: 5}}, because: All of them., source: own}
actions:
  low: [offer_water]
"""


def test_a_step_of_an_item_stands_where_the_item_does() -> None:
    """
    A mistake that shows in the sum is pointed at in the file.
    """
    span = Span(SourceFile("sheet.yaml", "fact: a"), 1, 1, 1, 8)
    item = Item(fact="a", points={"0": 0, "1": 1, "2": 3}, span=span)
    leaves = [each.when for each in item.terms]

    assert [isinstance(each, Is) and each.span is span for each in leaves] == [True] * 2
