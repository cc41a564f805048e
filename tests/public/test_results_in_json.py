"""
Results in JSON: their published shape, and what they do not hold.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import caring
from caring.authoring.cases import answers_of, moment_of, raises_of
from caring.authoring.documents.scenarios import EncounterDocument
from caring.authoring.files import File
from caring.authoring.schema import schemas, write
from caring.language.answers import Answers
from caring.testing.scenarios import alone
from caring.values.findings import Collector
from tests.laws.test_bundled import encounters

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "protocols" / "schema"
ENCOUNTERS = sorted((ROOT / "examples" / "encounters").glob("*.yaml"))
ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@cache
def _schema(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _encounter(file: Path) -> tuple[EncounterDocument, Answers]:
    read = File(file, str(file)).read(Collector())
    assert read is not None
    document = read[0]
    assert isinstance(document, EncounterDocument)
    return document, answers_of(document)


def test_the_schemas_are_of_these_documents(tmp_path: Path) -> None:
    """
    Every schema lies as the documents make it; refresh them with one command.
    """
    write(tmp_path)
    there = {each.name: each.read_text("utf-8") for each in SCHEMAS.glob("*.json")}

    assert {each.name for each in tmp_path.iterdir()} == there.keys()
    assert there == schemas()


@pytest.mark.parametrize("file", ENCOUNTERS, ids=lambda each: each.stem)
def test_advice_has_its_published_shape(file: Path) -> None:
    """
    Every example encounter gives JSON that the schema accepts, with answers or without.
    """
    document, answers = _encounter(file)
    on, raises = moment_of(document.on), raises_of(document)
    advice = caring.advise(answers, pathway=document.pathway, on=on, raises=raises)
    schema = _schema("advice")

    for text in [advice.to_json(), advice.to_json(answers)]:
        schema.validate(json.loads(text))


@settings(max_examples=20, deadline=None)
@given(encounters())
def test_every_result_has_its_published_shape(answers: Answers) -> None:
    """
    Whatever is answered, advice and assessments fit their schemas.
    """
    advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=ON)
    _schema("advice").validate(json.loads(advice.to_json()))
    for assessment in advice.assessments.values():
        _schema("assessment").validate(json.loads(assessment.to_json()))


def test_answers_are_written_only_when_handed_in() -> None:
    """
    By default no answer stands in the JSON; the caller hands answers in to have them.
    """
    answers = Answers({"privacy": "alone", "pay_kept_back": "declined"})
    advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=ON)

    assert "answers" not in json.loads(advice.to_json())
    assert json.loads(advice.to_json(answers))["answers"] == {
        "privacy": "alone",
        "pay_kept_back": "declined",
    }


def test_time_limits_are_written_only_beside_answers() -> None:
    """
    A deadline tells when something happened, so it stands where the answers stand.
    """
    answers = Answers({"sexual_assault": "yes", "time_of_assault": "2026-01-13"})
    advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=ON)
    report = json.loads(advice.to_json(answers))
    _schema("advice").validate(report)
    soon, later = report["assessments"]["referral"]["time_limits"]

    assert soon["need"] == "care_within_three_days"
    assert soon["title"] == "Medicine against HIV after an assault"
    assert (soon["since"], soon["hours"]) == ("time_of_assault", 72)
    assert soon["earliest"] == "2026-01-15T10:00:00+00:00"
    assert soon["latest"] == "2026-01-17T11:59:59.999999+00:00"
    assert soon["passed"] == "unknown"
    assert (soon["hours_left_at_least"], soon["hours_left_at_most"]) == (0, 47)
    assert soon["source"]["work"] == "un-pep-kits-2014"
    assert (later["need"], later["passed"]) == ("care_within_five_days", "no")
    assert report["assessments"]["screening"]["time_limits"] == []
    assert "time_limits" not in advice.to_json()
    alone_ = advice.assessments["referral"].to_json(answers)
    _schema("assessment").validate(json.loads(alone_))
    assert json.loads(alone_)["time_limits"] == [soon, later]


def test_equal_results_are_equal_text() -> None:
    """
    The same answers in another order give the same text, byte for byte.
    """
    one = {"privacy": "alone", "pay_kept_back": "yes", "threatened": "no"}
    other = dict(reversed(one.items()))
    name = "pathway/staff-detect-signs"

    first = caring.advise(one, pathway=name, on=ON).to_json()
    second = caring.advise(other, pathway=name, on=ON).to_json()
    assert first == second


def test_the_record_names_what_was_run() -> None:
    """
    Pathway, protocols, versions and digests are there, so that it can be run again.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, caring.Pathway)
    advice = caring.advise({}, pathway=pathway, on=ON)
    record = json.loads(advice.to_json())["record"]

    assert record["guidance"]["digest"] == pathway.digest
    assert [each["role"] for each in record["protocols"]] == [
        step.role for step in pathway.steps
    ]
    assert record["on"] == ON.isoformat()


def test_times_raises_and_exclusions_in_json() -> None:
    """
    Deadlines, ends, raises and what gives way are there for another program to read.
    """
    answers = {"in_danger_if_leaving_today": True}
    raised = caring.Raise(level="imminent", reason=caring.RaiseReason.OWN_VIEW, at=ON)
    pathway = alone(caring.load("safety/immediate-danger"))
    advice = caring.advise(answers, pathway=pathway, on=ON, raises=[raised])
    report = json.loads(advice.to_json())
    _schema("advice").validate(report)
    (withheld,) = [each for each in report["withheld"] if each["excluded_by"]]
    advised = {each["action"]: each for each in report["advised"]}
    helpline = advised["offer_helpline_to_remember"]
    safety = report["assessments"]["alone"]

    assert withheld["action"] == "ask_before_giving_paper"
    assert withheld["excluded_by"] == ["give_nothing_in_writing"]
    assert helpline["channels"] == ["in_person"]
    assert len(helpline["manner"]) == 2
    assert helpline["deadline"] == ON.isoformat()
    assert advised["keep_door_open"]["deadline"] is None
    assert safety["stands"]["until"] == "2026-01-16T12:00:00+00:00"
    assert safety["stands"]["reassess_when"]
    # The answer reaches that level anyway; the record keeps the raise all the same.
    assert safety["decisions"]["level"]["raised_because"] == []
    assert report["record"]["raises"] == [
        {"role": None, "level": "imminent", "reason": "own_view", "at": ON.isoformat()}
    ]


def test_a_raised_level_in_json() -> None:
    """
    A single protocol tells who raised its level; one without an end tells none.
    """
    raised = caring.Raise(level="high", reason=caring.RaiseReason.SOMETHING_SEEN)
    found = caring.assess("screening/signs-in-clinic", {}, on=ON, raises=[raised])
    report = json.loads(found.to_json())
    _schema("assessment").validate(report)

    assert report["decisions"]["concern"]["raised_because"] == ["something_seen"]
    assert report["stands"] is None


def test_the_end_of_a_consent_in_json() -> None:
    """
    A consent that ends says when; one that does not says nothing.
    """
    file = ROOT / "examples" / "encounters" / "first-visit.yaml"
    document, answers = _encounter(file)
    on = moment_of(document.on)
    advice = caring.advise(answers, pathway=document.pathway, on=on)
    found = json.loads(advice.to_json())["assessments"]["consent"]["consents"]

    assert [each["expires_at"] for each in found if each["may_proceed"]] == [
        None,
        "2026-02-15T10:00:00+07:00",
    ]
