"""
The way back from JSON: every class of the model, and nothing that is not one.
"""

import datetime as dt
import enum
import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_type_hints

import attrs
import pytest

import caring
from caring.artefact import meaning, plain
from caring.authoring.cases import answers_of, moment_of
from caring.authoring.documents import PROTOCOLS
from caring.authoring.documents.scenarios import ScenariosDocument
from caring.guidance.kinds import KINDS, class_of
from caring.guidance.pathway import Pathway, Step
from caring.language.decisions import Every, Row
from caring.library import bundled
from caring.released import write_release
from caring.restore import field_readers, restore
from caring.running.advise import advise
from caring.testing.scenarios import alone
from caring.values.errors import AnswersError
from caring.values.findings import Collector
from caring.values.mappings import FrozenMapping
from caring.values.marks import MARK, WORDING
from tests.spec.builders import OWN, is_yes

# Every class of the model


def _classes_in(hint: Any, found: set[type]) -> Iterator[type]:
    """
    Walk the classes that an annotation leads to, each once.
    """
    for inside in get_args(hint):
        yield from _classes_in(inside, found)
    if isinstance(hint, type) and attrs.has(hint) and hint not in found:
        found.add(hint)
        yield hint
        for inside in get_type_hints(hint).values():
            yield from _classes_in(inside, found)


def _model() -> list[type]:
    found: set[type] = set()
    return [each for kind in KINDS for each in _classes_in(class_of(kind), found)]


@pytest.mark.parametrize("model", _model(), ids=lambda each: each.__name__)
def test_a_class_of_the_model_can_be_restored(model: type) -> None:
    """
    Each annotation says how it is read; a new class needs nothing else.
    """
    fields = attrs.fields(model)

    assert field_readers(model).keys() == {each.name for each in fields}
    assert all(each.init and each.alias == each.name for each in fields)


def test_every_kind_can_be_restored() -> None:
    """
    A kind that an editor can write is one that a release can hold.
    """
    assert set(KINDS) == {*PROTOCOLS, "pathway", "law"}


def test_a_kind_that_is_not_there_has_no_class() -> None:
    """
    What a later version added is not guessed at.
    """
    assert class_of("wish") is None


def test_every_class_has_its_own_name() -> None:
    """
    A class is written by its name, so no two may share one.
    """
    names = [each.__name__ for each in _model()]

    assert len(names) > 25
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", caring.list_protocols())
def test_what_is_a_sentence_is_marked_as_wording(name: str) -> None:
    """
    What means something is a name or a number; a field with sentences needs its mark.
    """
    assert [each for each in _texts(meaning(caring.load(name))) if " " in each] == []


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, each in data.items():
            yield key
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)


# The same results


def _reworded(model: Any) -> Any:
    """
    Say everything in other words, and mean the same.
    """
    match model:
        case Mapping():
            return FrozenMapping((key, _reworded(each)) for key, each in model.items())
        case tuple():
            return tuple(_reworded(each) for each in model)
        case _ if attrs.has(type(model)):
            return attrs.evolve(model, **dict(_reworded_fields(model)))
        case _:
            return model


def _reworded_fields(model: Any) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        is_wording = field.metadata.get(MARK) == WORDING[MARK]
        yield field.name, _others(value) if is_wording else _reworded(value)


def _others(words: Any) -> Any:
    match words:
        case str():
            return words[::-1]
        case Mapping():
            return {key: _others(each) for key, each in words.items()}
        case tuple():
            return tuple(map(_others, words))
        case _:
            return words


def _restored(guidance: Any) -> Any:
    """
    Restore a version from plain data; a pathway from that of its steps.
    """
    if not isinstance(guidance, Pathway):
        return restore(type(guidance), plain(guidance))
    steps = [
        {"is": "Step", "role": each.role, "protocol": _restored(each.protocol)}
        for each in guidance.steps
    ]
    return restore(Pathway, {**plain(guidance), "steps": steps})


def _results(guidance: Any) -> Iterator[str]:
    """
    Run every scenario that lies beside a version; refused answers name their facts.
    """
    pathway = guidance if isinstance(guidance, Pathway) else alone(guidance)
    for file in bundled().scenarios_of(guidance.id):
        read = file.read(Collector())
        assert read is not None
        document = read[0]
        assert isinstance(document, ScenariosDocument)
        for each in document.scenarios:
            try:
                on = moment_of(each.on or document.on)
                yield advise(pathway, answers_of(each), on=on).to_json()
            except AnswersError as error:
                yield str(sorted(each.facts for each in error.problems))


def _without_words(results: list[str]) -> list[Any]:
    words = {
        *("because", "text", "title", "part", "wording", "if_refused", "digest"),
        *("needs", "limits", "manner", "reassess_when"),
    }

    def strip(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: strip(each) for key, each in data.items() if key not in words}
        return [strip(each) for each in data] if isinstance(data, list) else data

    return [strip(json.loads(each)) if each[0] == "{" else each for each in results]


QUICK = ("checklist/", "measure/", "screening/raft")
NAMES = [
    each
    if each.startswith(QUICK)
    else pytest.param(each, marks=pytest.mark.whole)  # every scenario of it, four times
    for each in caring.list_protocols()
]


@pytest.mark.parametrize("name", NAMES)
def test_a_restored_model_is_the_same_and_words_decide_nothing(name: str) -> None:
    """
    It gives the very same JSON; with every word turned round only the words differ.
    """
    written = bundled().load(name)
    restored, reworded = _restored(written), _reworded(written)

    assert restored == written
    assert (restored.digest, restored.wording_digest) == (
        written.digest,
        written.wording_digest,
    )
    assert reworded.digest == written.digest
    assert reworded.wording_digest != written.wording_digest
    results = list(_results(written))
    assert list(_results(restored)) == results
    assert _without_words(list(_results(reworded))) == _without_words(results)


# Single annotations


class Colour(enum.Enum):
    """
    Some words.
    """

    RED = "red"


@attrs.frozen
class One:
    """
    A class with a field of each kind that there is.
    """

    name: str
    colour: Colour | int | None = None
    pair: tuple[str, int] = ("a", 1)
    day: dt.date = dt.date(2026, 1, 15)
    moment: dt.datetime = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    word: Literal["yes", "no"] = "no"
    inside: "One | None" = None
    groups: Mapping[Literal["a"], frozenset[str]] = FrozenMapping()
    is_there: bool = False


FULL = One(
    name="full",
    colour=Colour.RED,
    pair=("b", 2),
    day=dt.date(2026, 2, 1),
    moment=dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC),
    word="yes",
    inside=One("inside", colour=3),
    groups=FrozenMapping([("a", frozenset({"x", "y"}))]),
    is_there=True,
)


@pytest.mark.parametrize("value", [FULL, One("small")])
def test_there_and_back(value: One) -> None:
    """
    What is written can be read; what has its default is not written.
    """
    assert restore(One, plain(value)) == value
    assert plain(One("small")) == {"is": "One", "name": "small"}


def test_what_a_digest_is_of() -> None:
    """
    In canonical form a date is its ISO text, and a set is sorted.
    """
    found = meaning(FULL)

    assert (found["day"], found["moment"]) == (
        "2026-02-01",
        "2026-02-01T12:00:00+00:00",
    )
    assert found["groups"] == {"a": ["x", "y"]}
    assert found["inside"] == {"is": "One", "name": "inside", "colour": 3}


@pytest.mark.parametrize(
    "change",
    [
        {"name": 1},
        {"name": None},
        {"colour": "blue"},
        {"colour": True},
        {"colour": {"is": "Colour"}},
        {"pair": ["b"]},
        {"pair": "b2"},
        {"pair": ["b", True]},
        {"day": "2026-02-01T00:00:00"},
        {"day": "1 February"},
        {"day": 20260201},
        {"moment": "2026-02-01"},
        {"word": "perhaps"},
        {"word": ["yes"]},
        {"inside": {"is": "Two", "name": "x"}},
        {"inside": {"name": "x"}},
        {"inside": "small"},
        {"groups": []},
        {"groups": {"b": []}},
        {"groups": {"a": "xy"}},
        {"is_there": 1},
        {"is": "Two"},
        {"unknown": 1},
    ],
    ids=str,
)
def test_what_is_not_of_the_type_is_refused(change: dict[str, Any]) -> None:
    """
    Nothing is converted on the way, and nothing unknown is passed over.
    """
    with pytest.raises(ValueError, match=r"expected|has no|Invalid isoformat"):
        restore(One, {**plain(FULL), **change})


def test_what_lacks_something_is_refused() -> None:
    """
    A field without a default has to be there.
    """
    with pytest.raises(ValueError, match="One lacks something"):
        restore(One, {"is": "One"})


def test_what_is_pinned_has_to_be_put_in() -> None:
    """
    A step is read with its protocol, not with the name of one.
    """
    with pytest.raises(ValueError, match="expected Protocol, found mapping"):
        restore(Step, {"is": "Step", "role": "a", "protocol": {"name": "a/b@1.0.0"}})


def test_a_name_may_stand_for_what_is_shared() -> None:
    """
    A value that is written once is named where it is used.
    """
    data = {**plain(Every(id="e", rows=())), "rows": []}
    row = Row(id="r", when=is_yes("a"), result="x", because="Why.", source=OWN)
    written = {**plain(row), "source": "own"}

    shared: dict[tuple[str, str], Any] = {("Source", "own"): OWN}
    assert restore(Every, {**data, "rows": [written]}, shared).rows == (row,)
    with pytest.raises(ValueError, match="expected Source, found str"):
        restore(Every, {**data, "rows": [written]})


@pytest.mark.parametrize(
    "hint",
    [
        str | Colour,
        list[str],
        tuple[str, ...] | frozenset[str],
        One | Mapping[str, int],
        float,
        "One",
    ],
    ids=str,
)
def test_what_an_annotation_does_not_tell_apart(hint: Any) -> None:
    """
    A field that could not be read back is found before anything is written.
    """
    with pytest.raises(TypeError, match="no way to"):
        restore(hint, "data")


def test_sources_of_one_name_and_two_files() -> None:
    """
    A release closes over several files; sources that share a name stay two.
    """
    found: Any = caring.load("screening/signs-in-clinic")
    (name, fact), *_ = found.facts.items()
    other = attrs.evolve(fact.source, part="another part")
    changed = attrs.evolve(
        found,
        facts={**found.facts, name: attrs.evolve(fact, source=other)},
    )

    sources = json.loads(write_release(changed))["sources"]
    assert {fact.source.id, f"{fact.source.id}+"} <= sources.keys()
