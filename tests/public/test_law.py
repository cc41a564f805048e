"""
Law as an app and an editor meet it: by name, in results, and in the bundled files.
"""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import caring
from caring.cli.commands import run
from caring.guidance.law import NO_LEGAL_ADVICE
from caring.guidance.protocol import Status
from caring.library import shelf
from caring.values.sources import Reading

ROOT = Path(__file__).parent.parent.parent
BROKEN = ROOT / "tests" / "broken"
ON = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
DUTIES = "referral/reporting-duties"
CHILD = {"age_band": "child_certain"}


def test_the_law_of_a_place_is_loaded_by_name() -> None:
    """
    By id or exact version, from a file too; and it is no protocol among protocols.
    """
    found = caring.load("law/vn")

    assert isinstance(found, caring.Law)
    assert found is caring.load("law/vn@1.0.0")
    assert caring.read(ROOT / "protocols/laws/vn/1.0.0.yaml") == found
    assert caring.list_laws() == ("law/gb-eng-wls@1.0.0", "law/vn@1.0.0")
    assert not set(caring.list_laws()) & set(caring.list_protocols())


def test_law_is_handed_in_by_name_or_as_it_is() -> None:
    """
    A name, a law, and several of either give the same as the laws themselves.
    """
    vn, gb = caring.load("law/vn"), caring.load("law/gb-eng-wls")
    assert isinstance(vn, caring.Law)
    assert isinstance(gb, caring.Law)

    one = [caring.assess(DUTIES, CHILD, on=ON, law=each) for each in (vn, "law/vn")]
    assert one[0].to_json() == one[1].to_json()
    two = [
        caring.assess(DUTIES, CHILD, on=ON, law=each)
        for each in ([vn, gb], ("law/vn", gb), iter(["law/vn", "law/gb-eng-wls@1.0.0"]))
    ]
    assert len({each.to_json() for each in two}) == 1
    assert [each.id for each in two[0].record.law] == ["law/vn", "law/gb-eng-wls"]
    advice = caring.advise({}, pathway="pathway/staff-detect-signs", on=ON, law=vn)
    assert [each.digest for each in advice.record.law] == [vn.digest]


def test_a_law_that_is_not_there() -> None:
    """
    The error lists the laws there are.
    """
    with pytest.raises(caring.ProtocolNotFoundError) as caught:
        caring.assess(DUTIES, CHILD, on=ON, law="law/nowhere")
    assert caught.value.available == caring.list_laws()
    with pytest.raises(caring.ProtocolNotFoundError):
        caring.load("law/vn@9.0.0")


def test_what_a_law_file_has_to_say() -> None:
    """
    Each is a draft, says that it is no legal advice, and counts for a year at most.

    What was only recalled, or whose source is this project, is never called confirmed.
    """
    for name in caring.list_laws():
        law = caring.load(name)
        assert isinstance(law, caring.Law)
        assert law.status is Status.DRAFT
        assert "no legal advice" in law.purpose
        for each in law.provisions:
            assert each.expires_on <= each.checked_on.replace(
                year=each.checked_on.year + 1
            )
            well_read = {Reading.FULL, Reading.EXCERPT, Reading.DERIVATIVE}
            assert not each.is_confirmed or each.source.read in well_read


def test_no_law_makes_anybody_under_18_an_adult_here() -> None:
    """
    Whatever a law calls a child, the needs of a child rest on being under 18.
    """
    answers = {**CHILD, "born_on": dt.date(2009, 5, 5)}
    found = caring.assess(DUTIES, answers, on=ON, law="law/vn")
    needs = found.outcomes["needs"]

    certain = {
        each.row.result for each in needs.rows if each.truth is caring.Truth.TRUE
    }
    assert {"report_owed", "childhood_ends_early_in_law"} <= certain


def test_results_in_json_have_their_published_shape() -> None:
    """
    Statute, certainty and the day of looking it up stand beside each value.
    """
    schema = json.loads((ROOT / "protocols/schema/assessment.json").read_text("utf-8"))
    for law in ((), "law/vn", ("law/vn", "law/gb-eng-wls")):
        text = caring.assess(DUTIES, CHILD, on=ON, law=law).to_json()
        Draft202012Validator(schema).validate(json.loads(text))

    found = json.loads(caring.assess(DUTIES, CHILD, on=ON, law="law/vn").to_json())
    by_name = {each["parameter"]: each for each in found["law"]["parameters"]}
    (said,) = by_name["law.hiv_test_alone_age"]["said"]
    assert (said["value"], said["provision"]["certainty"]) == (15, "confirmed")
    assert said["provision"]["checked_on"] == "2026-11-22"
    assert said["provision"]["source"]["work"] == "vn-hiv-law-2020"
    unknown = by_name["law.medical_consent_age"]
    assert (unknown["value"], unknown["why_unknown"]) == (None, "unsure")
    assert unknown["wording"] in found["law"]["seek_local_advice"]
    assert by_name["law.adult_notice_without_name"]["said"][0]["provision"] is None


def test_a_day_of_birth_is_written_where_answers_are_handed_in() -> None:
    """
    A day stands in JSON as a person would write it.
    """
    answers = caring.Answers({**CHILD, "born_on": dt.date(2010, 5, 5)})
    found = caring.assess(DUTIES, answers, on=ON, law="law/vn").to_json(answers)

    assert json.loads(found)["answers"]["born_on"] == "2010-05-05"


def test_without_a_law_the_json_says_so_once() -> None:
    """
    One line, and no list of everything that is unknown.
    """
    found = json.loads(caring.assess(DUTIES, CHILD, on=ON).to_json())

    assert found["record"]["law"] == found["law"]["parameters"] == []
    assert len(found["law"]["seek_local_advice"]) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    A folder of an adopter, with a law of its own and a pathway that reads it.
    """
    shutil.copytree(BROKEN / "_base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(BROKEN / "law-named", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "laws" / "wrong")
    (tmp_path / "laws" / "here" / "1.1.0.yaml").unlink()
    step = "  - {role: duties, protocol: referral/duties, version: '1.0.0'}\n"
    with (tmp_path / "pathway/visit/1.0.0.yaml").open("a", encoding="utf-8") as file:
        file.write(step)
    return tmp_path


def _encounter(folder: Path, law: str) -> str:
    file = folder / "encounters" / "second.yaml"
    written = file.read_text("utf-8").splitlines(keepends=True)
    kept = [each for each in written if not each.startswith("law:")]
    file.write_text("".join([*kept, law]), encoding="utf-8")
    return str(file)


def test_an_encounter_names_its_law(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The law stands in the encounter's file, and the advice says what it says.
    """
    assert run(["assess", _encounter(folder, "law: [law/here]\n")]) == 0
    text = capsys.readouterr().out
    assert NO_LEGAL_ADVICE in text
    assert "What staff owe the authorities: Staff may report." in text
    assert "Seek local advice" not in text

    assert run(["assess", _encounter(folder, "")]) == 0
    assert "Seek local advice" in capsys.readouterr().out


def test_scenarios_name_their_law(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A file's law holds for each of its scenarios that names none; results are compared.
    """
    file = folder / "referral/duties/scenarios/all.yaml"
    text = file.read_text("utf-8").replace("law/elsewhere", "law/here")
    text = text.replace("    law: [law/here, law/here@1.1.0]\n", "")
    text = text.replace("{report: mandatry, reprt: unknown}", "{report: mandatory}")
    file.write_text(text.replace("[report, reports]", "[report]"), encoding="utf-8")

    assert run(["test", str(file)]) == 1
    out = capsys.readouterr().out
    assert "law.report: expected mandatory, found permitted" in out
    assert "law_conflicts: expected ['report'], found []" in out
    assert "1 passed, 1 failed" in out


def test_the_command_line_knows_laws(capsys: pytest.CaptureFixture[str]) -> None:
    """
    They are listed, shown and checked; nothing is assessed with a law alone.
    """
    assert run(["list"]) == 0
    assert "law/vn@1.0.0" in capsys.readouterr().out
    assert run(["show", "law/vn", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["is"] == "Law"
    assert run(["check", "law/vn"]) == 0
    capsys.readouterr()
    assert run(["assess", "law/vn"]) == 2
    assert "no protocol is called `law/vn`" in capsys.readouterr().err


def _law_in(text: str) -> dict[str, object]:
    found = json.loads(text)
    return {each["parameter"]: each["value"] for each in found["law"]["parameters"]}


def test_laws_are_named_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    `--law` hands a law in, and may be repeated; the stricter value holds.
    """
    words = ["assess", DUTIES, "--on", "2026-12-01", "--format", "json"]
    assert run([*words, "--law", "law/vn"]) == 0
    assert _law_in(capsys.readouterr().out)["law.child_abuse_report"] == "mandatory"
    both = ["--law", "law/vn@1.0.0", "--law", "law/gb-eng-wls"]
    assert run([*words, *both]) == 0
    assert _law_in(capsys.readouterr().out)["law.hiv_test_alone_age"] is None
    assert run(words) == 0
    assert _law_in(capsys.readouterr().out) == {}


def test_a_law_on_the_command_line_stands_in_place_of_the_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Like `--on`; without it the file's own law holds.
    """
    file = _encounter(folder, "")
    assert run(["assess", file, "--law", "law/here"]) == 0
    assert "Staff may report." in capsys.readouterr().out

    file = _encounter(folder, "law: [law/nowhere]\n")
    assert run(["assess", file, "--law", "law/here@1.0.0"]) == 1
    assert "law/nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["law/nowhere", "vn", "law/vn@9.0.0"])
def test_a_law_that_is_not_there_ends_with_those_there_are(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The line says what was asked for and which laws are known, and it is no fault.
    """
    assert run(["assess", DUTIES, "--law", name]) == 2
    assert capsys.readouterr().err == (
        f"no law is called `{name}`; there is law/gb-eng-wls@1.0.0, law/vn@1.0.0\n"
    )


def test_a_law_named_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Two versions of one law cannot both apply.
    """
    both = ["--law", "law/vn", "--law", "law/vn@1.0.0"]
    assert run(["assess", DUTIES, *both]) == 2
    assert "`law/vn` is there twice" in capsys.readouterr().err


def test_a_law_is_named_as_one() -> None:
    """
    A name without its kind could be anything; what there is is told.
    """
    with pytest.raises(caring.ProtocolNotFoundError, match="vn"):
        caring.assess(
            "referral/reporting-duties", {}, on=dt.date(2026, 11, 23), law="vn"
        )


def test_a_shelf_gives_no_protocol_for_a_law() -> None:
    """
    What is no law is not found, and the laws that are there are named.
    """
    with pytest.raises(caring.ProtocolNotFoundError, match="law/vn"):
        shelf().law("screening/raft")
