"""
A record is run again with just what it names, or somebody is told why not.
"""

import datetime as dt
import json
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import caring
from caring.guidance.records import Record
from caring.language.answers import Answers
from caring.released import path_of
from caring.shelf import Shelf
from tests.releasing import release_all, withdraw

BASE = Path(__file__).parent.parent / "broken" / "_base"
ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
TOWN = Path(__file__).parents[2] / "examples" / "directory" / "lindenport.yaml"
NO_REASON = json.dumps(
    {
        "on": "2026-01-15",
        "guidance": {"role": "a", "id": "a", "version": "1", "digest": "d"},
        "protocols": [],
        "format": 1,
        "law": [],
        "directory": None,
        "raises": [{"role": None, "level": "high", "reason": "so", "at": None}],
    }
)
SIGNS = "screening/signs@1.0.0"
ANSWERS = caring.Answers({"companion_present": "yes", "companion_answers": "yes"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """
    A small folder in which everything is released.
    """
    found = tmp_path / "protocols"
    shutil.copytree(BASE, found)
    release_all(found)
    return found


def _record(place: Path) -> Record:
    visit = Shelf(place, "here").load("pathway/visit")
    assert isinstance(visit, caring.Pathway)
    return caring.advise(ANSWERS, pathway=visit, on=ON).record


@pytest.mark.parametrize("on", [ON, ON.date()])
@pytest.mark.parametrize(
    "name", ["pathway/staff-detect-signs", "screening/signs-in-clinic"]
)
def test_the_same_record_gives_the_same_result(
    name: str, on: dt.datetime | dt.date
) -> None:
    """
    Along a pathway or with one protocol, by a record that was kept as JSON.
    """
    found = caring.load(name)
    answers = {"companion_speaks_for_patient": "yes"}
    first: caring.Advice | caring.Assessment
    if isinstance(found, caring.Pathway):
        first = caring.advise(answers, pathway=found, on=on)
    else:
        assert isinstance(found, caring.Protocol)
        first = caring.assess(found, answers, on=on)
    kept = caring.Record.from_json(first.record.to_json())

    assert kept == first.record == caring.Record.from_json(first.to_json())
    again = caring.replay(kept, answers)
    assert again.to_json() == first.to_json()
    assert again == caring.replay(kept, Answers(answers))


def test_what_a_person_raised_is_raised_again() -> None:
    """
    A raise is in the record, with its reason and its time.
    """
    raised = caring.Raise(level="high", reason="something_seen", at=ON)
    first = caring.assess("screening/signs-in-clinic", {}, on=ON, raises=[raised])
    kept = caring.Record.from_json(first.record.to_json())

    assert kept == first.record
    assert kept.raises == (raised,)
    assert caring.replay(kept, {}).to_json() == first.to_json()


@pytest.mark.parametrize("law", ["law/vn", "law/gb-eng-wls"])
def test_the_law_of_that_time_is_read_again(law: str) -> None:
    """
    The record pins the law, and replay finds it by its digest.
    """
    name, answers = "referral/reporting-duties", {"age_band": "child_certain"}
    first = caring.assess(name, answers, on=ON, law=law)
    kept = caring.Record.from_json(first.to_json())

    assert [each.id for each in kept.law] == [law]
    assert caring.replay(kept, answers).to_json() == first.to_json()
    other = attrs.evolve(kept, law=(attrs.evolve(kept.law[0], digest="sha256:0"),))
    with pytest.raises(caring.ReplayError, match="means something else here"):
        caring.replay(other, answers)


def test_the_directory_of_that_time_is_handed_in() -> None:
    """
    It is the adopter's own; another one, or none, is not what was run then.
    """
    town = caring.read_directory(TOWN)
    answers = {"wants_legal_advice": True}
    pathway = "pathway/staff-detect-signs"
    first = caring.advise(answers, pathway=pathway, on=ON, directory=town)
    plain = caring.advise(answers, pathway=pathway, on=ON)
    smaller = attrs.evolve(town, services=town.services[1:])

    again = caring.replay(first.record, answers, directory=town)
    assert again.to_json() == first.to_json()
    with pytest.raises(caring.ReplayError, match="hand in the directory of that time"):
        caring.replay(first.record, answers)
    with pytest.raises(caring.ReplayError, match="the directory of that time was"):
        caring.replay(first.record, answers, directory=smaller)
    with pytest.raises(caring.ReplayError, match="no directory was handed in then"):
        caring.replay(plain.record, answers, directory=town)


def test_a_record_is_json_that_people_can_read() -> None:
    """
    Names, versions, digests and the moment; no answer.
    """
    record = caring.assess("screening/signs-in-clinic", {}, on=ON).record
    data = json.loads(record.to_json())

    assert data["on"] == "2026-01-15T10:00:00+00:00"
    assert data["guidance"]["id"] == "screening/signs-in-clinic"
    assert data.keys() == {
        *("on", "guidance", "protocols", "format"),
        *("directory", "law", "raises"),
    }


@pytest.mark.parametrize(
    "text",
    ["", "[]", "1", "{}", '{"on": 1}', '{"record": {"on": "2026-01-15"}}', NO_REASON],
)
def test_what_is_no_record(text: str) -> None:
    """
    The message repeats nothing of what was handed in.
    """
    with pytest.raises(ValueError, match=r"^this is no record of a result$"):
        caring.Record.from_json(text)


def test_a_withdrawn_version_is_run_again_without_a_word(place: Path) -> None:
    """
    What was decided then can be seen again; the warning is for new encounters.
    """
    record = _record(place)
    first = Shelf(place, "here").replay(record, ANSWERS)
    withdraw(place, SIGNS, "A sign was wrong.")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = Shelf(place, "here").replay(record, ANSWERS)
    assert again.to_json() == first.to_json()


def _unreleased(place: Path) -> None:
    (place / "versions.lock").unlink()
    shutil.rmtree(place / "released")


def _step_changed(place: Path) -> None:
    _unreleased(place)
    file = place / "screening/signs/1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("{at_least: 3}", "{at_least: 2}"), "utf-8")


def _step_broken(place: Path) -> None:
    _unreleased(place)
    file = place / "screening/signs/1.0.0.yaml"
    file.write_text(file.read_text("utf-8").replace("floor: some", "floor: s"), "utf-8")


def _step_gone(place: Path) -> None:
    _unreleased(place)
    (place / "screening/signs/1.0.0.yaml").unlink()


def _pathway_changed(place: Path) -> None:
    _unreleased(place)
    file = place / "pathway/visit/1.0.0.yaml"
    file.write_text(file.read_text("utf-8").replace("[fears_harm]", "[]"), "utf-8")


@pytest.mark.parametrize(
    ("damage", "name", "says"),
    [
        (_step_gone, SIGNS, "there is no such version here"),
        (_step_changed, SIGNS, "it means something else here"),
        (_step_broken, SIGNS, "unknown-level"),
        (_pathway_changed, "pathway/visit@1.0.0", "it means something else here"),
        (
            lambda place: (place / path_of(SIGNS)).write_bytes(b"{}"),
            SIGNS,
            "is not the one that was released",
        ),
    ],
)
def test_what_cannot_be_run_again_is_named(
    damage: Callable[[Path], object], name: str, says: str, place: Path
) -> None:
    """
    Missing, changed or damaged: the error says which version, and nothing else is run.
    """
    record = _record(place)
    damage(place)

    with pytest.raises(caring.ReplayError, match=says) as caught:
        Shelf(place, "here").replay(record, ANSWERS)

    assert caught.value.name == name
    assert name in str(caught.value)


def test_a_record_of_another_format_is_not_run() -> None:
    """
    Its digests are of another written form.
    """
    record = caring.assess("screening/signs-in-clinic", {}, on=ON).record

    with pytest.raises(caring.ReplayError, match="the record is of format 2"):
        caring.replay(attrs.evolve(record, format=2), {})


def test_answers_that_do_not_fit_are_refused_as_ever(place: Path) -> None:
    """
    A record does not make answers fit.
    """
    with pytest.raises(caring.AnswersError):
        Shelf(place, "here").replay(_record(place), Answers({"nothing": "yes"}))
