"""
The schema of answers accepts just what is read, and what is read fits its fact.
"""

import datetime as dt
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from caring.embedding.reading import read_answers
from caring.embedding.schema import answers_schema
from caring.embedding.sheets import Answered
from caring.language.answers import Answer, Answers
from caring.language.consent import Consent
from caring.language.facts import Time
from caring.language.silence import Silence
from caring.values.errors import AnswersError
from tests.spec.builders import (
    choice,
    consent_rules,
    highest,
    is_yes,
    number,
    pathway,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

MOMENTS = [
    attrs.evolve(yes_no(name), domain=Time(by_the_hour=hour))
    for name, hour in (("born", False), ("hurt_at", True))
]
FACTS = [
    yes_no("hungry"),
    choice("room", "alone", "yes", "with-friend"),
    number("years", -2, 120),
    *MOMENTS,
]
SCREENING = screening(highest(row("high", is_yes("hungry"))), facts=FACTS)
CONSENT = consent_rules(patient_decides(), purpose("share_ngo"))
GUIDANCE: dict[str, Answered] = {
    "pathway": pathway(SCREENING, CONSENT),
    "without consents": pathway(SCREENING),
    "protocol": SCREENING,
    "consent rules": CONSENT,
}
SCHEMAS = {key: answers_schema(each) for key, each in GUIDANCE.items()}
VALIDATORS = {key: Draft202012Validator(each) for key, each in SCHEMAS.items()}

_DAYS = ["2026-01-15", "2024-02-29", "2000-02-29", "1960-12-31", "2999-12-31"]
_TIMES = [
    "2026-01-15T10:00:00+07:00",
    "2026-01-15T10:00Z",
    "2026-01-15T23:59:59.123456-12:00",
]
_NEARLY = [
    "2023-02-29",
    "1900-02-29",
    "0001-01-01",
    "2026-04-31",
    "2026-13-01",
    "2026-01-15\n",
    "20260115",
    "2026-W03-4",
    "2026-01-15T10:00:00",
    "2026-01-15T24:00Z",
    "2026-01-15 10:00Z",
    "2026-01-15T10:00:00+7",
    "\u0662\u0660\u0662\u0666-01-15",
]
_PLAIN = [None, True, False, 0, 1, 2.0, 2.5, -2, -3, 120, 121, 1e2, 1e30, "", "Yes"]
_WORDS = [
    *("yes", "no", "alone", "with-friend", "distress", "given", "share_ngo", "patient"),
    *("oral", "not_applicable", *(each.value for each in Silence)),
]
_KEYS = [
    *("hungry", "room", "years", "born", "hurt_at", "nothing"),
    *("value", "at", "origin", "offers", "purpose", "state", "told", "pressure"),
    *("assent", "given_at", "recipient", "form"),
]
_POOL: list[Any] = [*_PLAIN, *_WORDS, *_DAYS, *_TIMES, *_NEARLY, [], {}, ["yes"], [1]]
ANY_VALUE: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([*_PLAIN, *_WORDS, *_DAYS, *_TIMES, *_NEARLY]),
    lambda inside: (
        st.lists(inside, max_size=2)
        | st.dictionaries(st.sampled_from(_KEYS), inside, max_size=3)
    ),
    max_leaves=4,
)

_SILENCES = st.sampled_from([each.value for each in Silence])
_FITTING: dict[str, st.SearchStrategy[Any]] = {
    "hungry": st.sampled_from(["yes", "no", True, False]),
    "room": st.sampled_from(["alone", "yes", "with-friend", True]),
    "years": st.integers(-2, 120) | st.just(7.0),
    "born": st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)).map(str),
    "hurt_at": st.sampled_from([*_DAYS, *_TIMES]),
}


def _noted(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    noted = st.fixed_dictionaries(
        {"value": value},
        optional={
            "at": st.sampled_from(_TIMES),
            "origin": st.sampled_from(["patient", "staff", "record", "companion"]),
            "offers": st.integers(1, 3) | st.just(2.0),
        },
    )
    return value | noted


_CONSENTS = st.fixed_dictionaries(
    {"purpose": st.just("share_ngo"), "state": st.sampled_from(["given", "refused"])},
    optional={
        "recipient": st.text(max_size=5),
        "decided_by": st.just("patient"),
        "asked_alone": st.sampled_from(["yes", "no", True, False]),
        "assent": st.sampled_from(["yes", "no", "distress", True]),
        "told": st.lists(st.text(max_size=5), max_size=2),
        "form": st.sampled_from(["oral", "written"]),
        "given_at": st.sampled_from(_TIMES),
    },
)
FITTING: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {},
    optional={
        "answers": st.fixed_dictionaries(
            {}, optional={k: _noted(v | _SILENCES) for k, v in _FITTING.items()}
        ),
        "consents": st.lists(_CONSENTS, max_size=2),
        "encounter_began": st.sampled_from(_TIMES),
        "section_began": st.sampled_from(_TIMES),
    },
)


@st.composite
def nearly_fitting(draw: st.DrawFn) -> Any:
    """
    Draw a sheet in which one thing was replaced, added, or left out.
    """
    sheet: Any = draw(FITTING)
    place: Any = sheet
    while isinstance(place, dict | list) and place and draw(st.booleans()):
        keys: list[Any] = list(place if isinstance(place, dict) else range(len(place)))
        key: Any = draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and draw(st.booleans()):
            place = place[key]
        elif isinstance(place, dict) and draw(st.booleans()):
            del place[key]
        else:
            place[key] = draw(ANY_VALUE)
    if isinstance(place, dict):
        place.update(draw(st.dictionaries(st.sampled_from(_KEYS), ANY_VALUE)))
    return sheet


def _read(text: str, guidance: Answered) -> Answers | None:
    try:
        return read_answers(text, guidance)
    except AnswersError:
        return None


def _hold_alike(sheet: Any, which: str) -> Answers | None:
    text = json.dumps(sheet)
    read = _read(text, GUIDANCE[which])
    is_valid = VALIDATORS[which].is_valid(json.loads(text))
    assert is_valid == (read is not None), text
    return read


def test_the_schemas_are_schemas() -> None:
    """
    Each is valid JSON Schema, and the same protocol gives the same one.
    """
    for key, each in SCHEMAS.items():
        Draft202012Validator.check_schema(each)
        assert answers_schema(GUIDANCE[key]) == each


@given(sheet=FITTING)
def test_what_fits_is_accepted_by_both(sheet: Any) -> None:
    """
    Every answer and silence that a fact allows is valid and is read as itself.
    """
    read = _hold_alike(sheet, "pathway")

    assert read is not None
    assert read.values.keys() == sheet.get("answers", {}).keys()
    for id_, written in sheet.get("answers", {}).items():
        value = written["value"] if isinstance(written, dict) else written
        assert read.values[id_].value == Answer(value).value
        assert _fits(id_, read.values[id_].value)
    assert len(read.consents) == len(sheet.get("consents", []))


def _fits(id_: str, value: object) -> bool:
    is_silent = isinstance(value, Silence)
    return is_silent or GUIDANCE["pathway"].facts[id_].domain.fits(value)


@given(sheet=nearly_fitting(), which=st.sampled_from(sorted(GUIDANCE)))
def test_what_nearly_fits_is_judged_alike(sheet: Any, which: str) -> None:
    """
    One thing that is amiss is refused by both, or by neither.
    """
    read = _hold_alike(sheet, which)
    if read is not None:
        facts = GUIDANCE[which].facts
        for id_, each in read.values.items():
            is_silent = isinstance(each.value, Silence)
            assert is_silent or facts[id_].domain.fits(each.value)


@pytest.mark.parametrize("id_", sorted(_FITTING))
def test_each_value_is_judged_alike(id_: str) -> None:
    """
    Every odd value that we know of, at every place where an answer stands.
    """
    for value in _POOL:
        _hold_alike({"answers": {id_: value}}, "pathway")
        _hold_alike({"answers": {id_: {"value": value}}}, "pathway")


@pytest.mark.parametrize("key", ["at", "origin", "offers"])
def test_each_value_beside_an_answer_is_judged_alike(key: str) -> None:
    """
    Every odd value, as the time, the origin or the number of offers.
    """
    for value in _POOL:
        _hold_alike({"answers": {"hungry": {"value": "yes", key: value}}}, "pathway")


def test_each_value_in_a_consent_is_judged_alike() -> None:
    """
    Every odd value, in every field of a record.
    """
    record = {"purpose": "share_ngo", "state": "given"}
    for key in (*attrs.fields_dict(Consent), "nothing"):
        for value in _POOL:
            _hold_alike({"consents": [{**record, key: value}]}, "pathway")


@given(sheet=ANY_VALUE, which=st.sampled_from(sorted(GUIDANCE)))
def test_anything_is_judged_alike(sheet: Any, which: str) -> None:
    """
    Whatever stands in an answer, or in place of the sheet, both say the same of it.
    """
    _hold_alike(sheet, which)
    for id_ in _FITTING:
        _hold_alike({"answers": {id_: sheet}}, which)
    _hold_alike({"consents": [sheet]}, which)
