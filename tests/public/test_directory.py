"""
A directory of services from its file to the advice that names who can help.
"""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import caring
from caring.cli.commands import run
from caring.testing.scenarios import run_scenarios
from tests.test_broken import BROKEN, tree_of

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "directory"
TOWN = "examples/directory/lindenport.yaml"
FIRST_VISIT = "examples/encounters/first-visit.yaml"
PATHWAY = "pathway/staff-detect-signs"
ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_reading_a_directory() -> None:
    """
    It holds its services by id, with typed fields and days.
    """
    town = caring.read_directory(TOWN)
    house = {each.id: each for each in town.services}["harbour-house"]

    assert len(town.services) > 9
    assert house.meets == ("shelter",)
    assert house.review_due == dt.date(2026, 5, 30)
    assert house.fields["travel_hours"] == 1
    assert house.fields["accepts_men"] == "no"


def test_everybody_in_the_example_is_invented() -> None:
    """
    Nobody may take an example for a place to send somebody to.
    """
    text = Path(TOWN).read_text("utf-8")

    assert text.startswith("# Invented from beginning to end")
    assert "an invented town" in caring.read_directory(TOWN).name
    assert not any(len(word) > 6 for word in text.split() if word.isdigit())


def test_what_holds_no_directory_is_refused() -> None:
    """
    An encounter, a protocol and a broken file are no directories.
    """
    for path in (FIRST_VISIT, "protocols/services/fields.yaml"):
        with pytest.raises(caring.ProtocolError, match="holds no directory"):
            caring.read_directory(path)


@pytest.mark.parametrize("name", ["town.yaml", "shape.yaml"])
def test_a_directory_with_mistakes_lists_them_all(name: str, tmp_path: Path) -> None:
    """
    What `caring check` shows is what reading raises.
    """
    file = tree_of("services-in-a-directory", tmp_path) / name
    with pytest.raises(caring.ProtocolError) as caught:
        caring.read_directory(file)

    assert caught.value.findings == caring.check(file)


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("services-elsewhere", "no-service-in-hand"),
        ("services-candidates", "suitable-by-danger"),
    ],
)
def test_a_directory_rests_on_guidance_without_mistakes(
    case: str, code: str, tmp_path: Path
) -> None:
    """
    Where the dictionary or the needs have mistakes, these are told first.
    """
    place = tree_of(case, tmp_path)
    town = BROKEN / "services-in-a-directory" / "town.yaml"
    shutil.copy(town, place / "town.yaml")

    with pytest.raises(caring.ProtocolError) as caught:
        caring.read_directory(place / "town.yaml")
    assert code in {each.code for each in caught.value.findings}
    assert {each.code for each in caring.check(place / "town.yaml")} == {
        each.code for each in caught.value.findings
    }


def test_the_needs_of_a_folder(tmp_path: Path) -> None:
    """
    A need that no service can meet is none for a directory.
    """
    place = tree_of("services-fields", tmp_path)
    shutil.rmtree(place / "services")
    written = (BROKEN / "services-in-a-directory" / "town.yaml").read_text("utf-8")
    (place / "town.yaml").write_text(written, "utf-8")

    found = {each.code for each in caring.check(place / "town.yaml")}
    assert {"unknown-need", "unknown-field"} <= found


def test_what_a_nurse_reads(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    """
    `caring assess` with a directory names the services, and why others are not offered.
    """
    assert run(["assess", FIRST_VISIT, "--directory", TOWN]) == 0
    text = capsys.readouterr().out

    golden(GOLDEN / "assess-first-visit.txt", text)
    assert "No directory" not in text


def test_checking_a_directory(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A review date that has passed is no mistake of the file.
    """
    assert run(["check", TOWN, "--on", "2025-06-01"]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_a_directory_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The file that is missing is named.
    """
    assert run(["assess", PATHWAY, "--directory", "nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("target", [FIRST_VISIT, PATHWAY])
def test_advice_with_services_has_its_published_shape(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The JSON names every candidate, and the directory by its digest.
    """
    options = ["--directory", TOWN, "--on", "2026-01-15", "--format", "json"]
    assert run(["assess", target, *options]) == 0
    found = json.loads(capsys.readouterr().out)
    schema = json.loads(Path("protocols/schema/advice.json").read_text("utf-8"))

    Draft202012Validator(schema).validate(found)
    assert found["record"]["directory"] == caring.read_directory(TOWN).digest
    assert bool(found["referrals"]) is (target == FIRST_VISIT)


def test_advising_with_a_directory() -> None:
    """
    The services of a directory are judged for every need.
    """
    advice = caring.advise(
        {"wants_legal_advice": True},
        pathway=PATHWAY,
        on=ON,
        directory=caring.read_directory(TOWN),
    )

    (legal,) = (each for each in advice.referrals if each.need == "legal_advice")
    assert [each.service.id for each in legal.candidates] == ["ropewalk-lawyers"]
    assert [each.suitability.value for each in legal.candidates] == ["ask_first"]


SCENARIO = """\
caring: scenarios/1
of: referral/first-services
version: "1.0.0"
on: "2026-01-15T10:00:00+07:00"
services:
  lantern-line:
    title: Lantern Line
    meets: [legal_advice]
    contact: By telephone.
    status: active
    vetted_by: two people
    reviewed_on: "2026-01-02"
    review_due: "2026-02-01"
    fields: {fields}
scenarios:
  - name: One
    answers: {wants_legal_advice: yes}
    expect: {services: {expect}}
"""


@pytest.mark.parametrize(
    ("expect", "differs"),
    [
        ("{legal_advice: {ask_first: [lantern-line], suitable: []}}", None),
        ("{legal_advice: {none_suitable: yes}}", None),
        ("{legal_advice: {seek_consent: [refer_legal_advice]}}", None),
        ("{legal_advice: {none_suitable: no}}", "services.legal_advice.none_suitable"),
        (
            "{legal_advice: {suitable: [lantern-line]}}",
            "services.legal_advice.suitable",
        ),
        ("{legal_advice: {ask_service: []}}", "services.legal_advice.ask_service"),
        ("{shelter: {suitable: []}}", "services.shelter"),
    ],
)
def test_what_a_scenario_expects_of_services(
    expect: str, differs: str | None, tmp_path: Path
) -> None:
    """
    The right expectation passes, and the wrong one differs in just that.
    """
    file = tmp_path / "one.yaml"
    file.write_text(
        SCENARIO.replace("{fields}", "{cost: free}").replace("{expect}", expect),
        "utf-8",
    )
    (result,) = run_scenarios(file)

    assert [each.what for each in result.differences] == ([differs] if differs else [])


def test_a_scenario_with_a_service_that_cannot_be(tmp_path: Path) -> None:
    """
    A mistake in a service is no failed scenario.
    """
    file = tmp_path / "one.yaml"
    file.write_text(
        SCENARIO.replace("{fields}", "{cost: dear}").replace("{expect}", "{}"), "utf-8"
    )
    with pytest.raises(caring.ProtocolError, match="wrong-field"):
        list(run_scenarios(file))
