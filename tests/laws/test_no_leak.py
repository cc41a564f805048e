"""
No answer leaks: two persons with equal silences look alike wherever something is shown.

What the caller holds in its own frames and hands to others on purpose is the caller's.
"""

import contextlib
import copy
import datetime as dt
import inspect
import io
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.traceback import Traceback

import caring
from caring.cli import commands
from caring.language.answers import Answers
from caring.language.silence import Silence
from caring.values.quiet import Private

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
PROTOCOL = "screening/signs-in-clinic"
PATHWAY = "pathway/staff-detect-signs"
Given = dict[str, object]
Pair = tuple[Given, Given]


def _facts() -> list[str]:
    found = caring.load(PATHWAY)
    assert isinstance(found, caring.Pathway)
    return sorted(id_ for id_, fact in found.facts.items() if fact.is_answered)


VALUES: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(["her own words", "his", "", "yess", "1998-02-30"]),
    st.integers(10**6, 10**9),
    st.dates(dt.date(2027, 1, 1), dt.date(2400, 1, 1)),
    st.floats(allow_nan=False),
    st.lists(st.text(max_size=4), max_size=2),
    st.binary(max_size=4),
)
"""What fits no fact at all."""


@st.composite
def unfit_pairs(draw: st.DrawFn) -> Pair:
    """
    Draw what two persons answered to the same questions, none of which fits.
    """
    names = draw(st.lists(st.sampled_from(_facts()), min_size=1, max_size=4))
    silent = draw(st.sampled_from([None, *Silence]))
    one: Given = {name: draw(VALUES) for name in names}
    other: Given = {name: draw(VALUES) for name in names}
    if silent is not None:
        beside = draw(st.sampled_from(_facts()))
        one[beside] = other[beside] = silent
        one[names[0]], other[names[0]] = draw(VALUES), draw(VALUES)
    return one, other


def _unfit(value: object) -> Any:
    return [value]


RECORD = caring.assess(PROTOCOL, {}, on=ON).record


def _of_one(make: Callable[[Any], object]) -> Callable[[Given], object]:
    """
    Put one of the answers where a single one goes.
    """
    return lambda given: make(next(iter(given.values())))


def _loaded_pathway() -> caring.Pathway:
    found = caring.load(PATHWAY)
    assert isinstance(found, caring.Pathway)
    return found


CALLS: Mapping[str, Callable[[Given], object]] = {
    "assess": lambda given: caring.assess(PROTOCOL, given, on=ON),
    "advise": lambda given: caring.advise(given, pathway=PATHWAY, on=ON),
    "replay": lambda given: caring.replay(RECORD, given),
    "Answers": lambda given: Answers(given, [caring.Consent(**{**_C, **given})]),
    "Answers.replacing": lambda given: caring.assess(
        PROTOCOL, Answers().replacing(**given), on=ON
    ),
    "Answers.only": lambda given: caring.assess(
        PROTOCOL, Answers(given).only(given), on=ON
    ),
    "Answers.to_plain": lambda given: pickle.dumps(Answers(given)),
    "Answers.from_plain": lambda given: Answers.from_plain({"values": [given]}),
    "Interview.begin": lambda given: caring.Interview.begin(
        _loaded_pathway(), on=ON, answers=given
    ),
    "Answer": _of_one(lambda value: caring.Answer("yes", origin=value)),
    "Answer.offers": _of_one(lambda value: caring.Answer("yes", offers=_unfit(value))),
    "Consent": _of_one(lambda value: caring.Consent(purpose="a", state=value)),
    "Consent.pressure": _of_one(
        lambda value: caring.Consent(purpose="a", state="given", pressure=value)
    ),
}
_C: Any = {"purpose": "share_ngo", "state": "given"}
ON_PURPOSE = {
    "Assessment.to_json": "writes the answers that are handed in, which is its purpose",
    "Advice.to_json": "likewise",
}


def takes_answers() -> Iterator[str]:
    """
    Walk the public callables that take answers, and the methods of what holds them.
    """
    for name in caring.__all__:
        found = getattr(caring, name)
        if not callable(found):
            continue
        if (
            not inspect.isclass(found)
            and "answers" in inspect.signature(found).parameters
        ):
            yield name
        if inspect.isclass(found) and issubclass(found, Private):
            yield from (
                f"{name}.{method}"
                for method, its in inspect.getmembers(found, inspect.isroutine)
                if not method.startswith("_")
                and (
                    name == "Answers" or "answers" in inspect.signature(its).parameters
                )
            )


def test_every_public_callable_that_takes_answers_is_tried() -> None:
    """
    A new one is found here before it is forgotten.
    """
    assert set(takes_answers()) - ON_PURPOSE.keys() - CALLS.keys() == set()
    assert ON_PURPOSE.keys() <= set(takes_answers())


def _raised(call: Callable[[Given], object], given: Given) -> Exception | None:
    try:
        call(given)
    except Exception as error:  # noqa: BLE001 - whatever it is, it tells nothing
        return error
    return None


def _ours(error: Exception) -> TracebackType | None:
    """
    Leave out the frames of this file, which are the caller's own.
    """
    here = error.__traceback__
    while here is not None and here.tb_frame.f_code.co_filename == __file__:
        here = here.tb_next
    return here


def texts_of(error: Exception) -> Iterator[str]:
    """
    Walk all that shows an error: itself, its cause, and the variables of every frame.
    """
    yield str(error)
    yield repr(error)
    yield repr(error.__cause__)
    yield repr(error.__context__)
    place = _ours(error)
    told = traceback.TracebackException(type(error), error, place, capture_locals=True)
    yield "".join(told.format())
    while place is not None:
        yield pprint.pformat(dict(place.tb_frame.f_locals))
        place = place.tb_next


@settings(max_examples=settings().max_examples // 5)
@given(unfit_pairs())
@pytest.mark.parametrize("name", CALLS)
def test_no_error_depends_on_an_answer(name: str, pair: Pair) -> None:
    """
    The error about one person reads like the error about another, frames included.
    """
    one, other = (_raised(CALLS[name], each) for each in pair)

    assert type(one) is type(other)
    if one is not None and other is not None:
        assert [*texts_of(one)] == [*texts_of(other)]


@pytest.mark.parametrize("name", CALLS)
def test_rich_shows_no_answer_in_a_frame(name: str) -> None:
    """
    `rich` walks the fields of values by itself when it shows the variables of a frame.
    """
    pair: Pair = {"locked_in": "her own words"}, {"locked_in": "his"}
    said = []
    for error in (_raised(CALLS[name], each) for each in pair):
        if error is not None:
            place, out = _ours(error), io.StringIO()
            shown = Traceback.from_exception(
                type(error), error, place, show_locals=True, extra_lines=0
            )
            Console(file=out, width=200, color_system=None).print(shown)
            said.append(out.getvalue())

    assert not any("her own words" in each for each in said)
    assert len(set(said)) <= 1


@st.composite
def fitting_pairs(draw: st.DrawFn) -> Pair:
    """
    Draw what two persons answered to the same questions of a screening, or kept silent.
    """
    found = caring.load(PROTOCOL)
    assert isinstance(found, caring.Protocol)
    one: Given = {}
    other: Given = {}
    for id_, fact in found.facts.items():
        if not fact.is_answered or fact.domain.type != "yes_no" or fact.applies_when:
            continue
        silence = draw(st.sampled_from([None, None, Silence.DECLINED]))
        one[id_] = silence or draw(st.booleans())
        other[id_] = silence or draw(st.booleans())
    return one, other


def shown(value: object) -> Iterator[str]:
    """
    Walk the ways in which a value reaches a log, a screen or a file unasked.
    """
    yield repr(value)
    yield str(value)
    yield f"{value}"
    yield pprint.pformat(value)
    yield json.dumps(value, default=repr)
    yield logging.makeLogRecord({"msg": "%s %r", "args": (value, value)}).getMessage()
    out = io.StringIO()
    Console(file=out, width=200, color_system=None).print(value, [value])
    yield out.getvalue()
    try:
        yield repr(vars(value))
    except TypeError as error:
        yield str(error)
    try:
        yield repr(pickle.dumps(value))
    except TypeError as error:
        yield str(error)


def _parts(given: Given) -> Iterator[object]:
    """
    Walk answers, and all that follows from them.
    """
    answers = Answers(given, [caring.Consent(purpose="share_ngo", state="given")])
    yield answers
    yield from answers.values.values()
    found = caring.assess(PROTOCOL, given, on=ON)
    yield found
    yield from found.outcomes.values()
    yield from (row for each in found.outcomes.values() for row in each.rows)


@settings(max_examples=settings().max_examples // 5)
@given(fitting_pairs())
def test_nothing_shown_depends_on_an_answer(pair: Pair) -> None:
    """
    Answers and results print, log and pickle alike for two persons.
    """
    one, other = (_parts(each) for each in pair)

    for mine, theirs in zip(one, other, strict=True):
        assert [*shown(mine)] == [*shown(theirs)]


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_a_copy_is_the_same_one(make: Callable[[object], object]) -> None:
    """
    What never changes needs no second one, and a copy works on.
    """
    found = caring.assess(PROTOCOL, {}, on=ON)

    assert make(found) is found
    assert make(found.record) == found.record


@pytest.mark.parametrize("find", ["answers", "assessment", "advice", "consent"])
def test_what_holds_answers_is_not_pickled(find: str) -> None:
    """
    The way out is said.
    """
    answers = Answers({"companion_present": True})
    held: dict[str, object] = {
        "answers": answers,
        "assessment": caring.assess(PROTOCOL, {}, on=ON),
        "advice": caring.advise({}, pathway=PATHWAY, on=ON),
        "consent": caring.Consent(purpose="a", state="given"),
    }

    with pytest.raises(TypeError, match=r"is not pickled.*to_plain"):
        pickle.dumps(held[find])


def test_what_must_travel_travels() -> None:
    """
    Protocols, records and raises hold no answer and are pickled; answers go as data.
    """
    protocol = caring.load(PROTOCOL)
    raised = caring.Raise(level="high", reason=caring.RaiseReason.SOMETHING_SEEN)
    answers = Answers(
        {
            "companion_present": caring.Answer("yes", ON, "staff", 2),
            "threatened": "declined",
            "born_on": dt.date(1999, 1, 2),
        },
        [
            caring.Consent(
                purpose="share_ngo",
                state="given",
                items={"b", "a"},
                given_at=ON,
                decided_by="patient",
            )
        ],
        encounter_began=ON,
    )

    assert pickle.loads(pickle.dumps(protocol)) == protocol  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(raised)) == raised  # noqa: S301 - likewise
    data = json.loads(json.dumps(answers.to_plain()))
    assert Answers.from_plain(data) == answers.replacing(born_on="1999-01-02")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"values": 1},
        {"values": {"a": 5}, "consents": []},
        {"values": {"a": {"value": "x", "at": "soon"}}, "consents": []},
        {"values": {}, "consents": [{"state": "x"}]},
    ],
)
def test_other_data_is_refused_and_not_repeated(data: Any) -> None:
    """
    What is no answers of ours is refused in one sentence.
    """
    with pytest.raises(ValueError, match=r"^these are no answers as") as raised:
        Answers.from_plain(data)

    assert raised.value.__context__ is None


def test_all_that_holds_a_case_is_private() -> None:
    """
    Every class of results and of answers refuses to be pickled, also a new one.
    """
    from caring.guidance import assessment  # noqa: PLC0415 - walked as modules
    from caring.language import answers, consent, results  # noqa: PLC0415 - likewise

    models = {
        each
        for module in (assessment, answers, consent, results)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if attrs.has(each) and each.__module__ == module.__name__
    }
    open_ = {each.__name__ for each in models if not issubclass(each, Private)}
    # They hold what a protocol says, and nothing of a person.
    assert open_ == {"Purpose", "WithoutConsent"}


ENCOUNTER = """\
caring: encounter/1
title: A first visit
pathway: pathway/staff-detect-signs
on: "2026-01-15"
answers:
  companion_present: {value}
  {other}: no
"""
SHOWS_ANSWERS = {"assess": "shows the result of the answers in a file, its purpose"}


def _cli(verb: str, path: Path) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = commands.run([verb, str(path)])
    return f"{code}\n{out.getvalue()}"


@pytest.mark.parametrize(
    "values", [("yes", "no"), ("seven", "eight"), ("[a, b]", "[c]"), ("&a 1", "&b 2")]
)
@pytest.mark.parametrize("verb", sorted(commands.caring.commands))
def test_no_verb_shows_an_answer(
    verb: str, values: tuple[str, str], tmp_path: Path
) -> None:
    """
    Every verb says the same of two encounter files that differ in an answer.

    What kind of thing stands where a word should is told, and nothing else of it.
    """
    said = set()
    for each in values:
        path = tmp_path / "encounter.yaml"
        text = ENCOUNTER.replace("{value}", each).replace("{other}", "locked_in")
        path.write_text(text, "utf-8")
        said.add(_cli(verb, path))
    assert len(said) == 1 or (verb in SHOWS_ANSWERS and "yes" in values)
