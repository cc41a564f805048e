"""
What other programs build on: forms, answers as JSON, their schema, and their types.
"""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator

import caring
from caring.cli import FINE, WRONG_USE
from caring.cli.commands import run
from caring.embedding.types import types_module
from caring.language.answers import Origin
from caring.language.facts import Gate, Obtained, Sensitivity, Time
from tests.spec.builders import (
    choice,
    gate,
    highest,
    is_no,
    is_yes,
    number,
    row,
    screening,
    yes_no,
)

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
PATHWAY = "pathway/staff-detect-signs"
ANSWERED = [each for each in caring.list_protocols() if not each.startswith("law/")]

HURT_AT = attrs.evolve(yes_no("hurt_at"), domain=Time(by_the_hour=True))
SEEN = yes_no("seen", obtained=Obtained.OBSERVED)
NOTED = yes_no("noted", obtained=Obtained.RECORDED)
BEATEN = yes_no("beaten", sensitivity=Sensitivity.SENSITIVE, applies_when=is_yes("met"))
WORKED_OUT = yes_no("worked_out", obtained=Obtained.LAW)
FACTS = [
    *(HURT_AT, SEEN, NOTED, BEATEN, WORKED_OUT),
    *(choice("room", "alone", "with-friend"), number("years", 0, 120)),
    *(yes_no("class"), yes_no("share-ngo")),
    choice("who_came_along_with_the_person_to_this_visit", "friend", "nobody"),
]


def _small(gate_: Gate | None = None) -> caring.Protocol:
    return screening(highest(row("high", is_yes("met"))), facts=FACTS, gate=gate_)


def test_a_form_has_what_is_needed_to_show_it() -> None:
    """
    Of each fact that somebody answers: type, options, unit, range, and whom to ask.
    """
    form = {each.id: each for each in _small().form}

    assert list(form) == sorted({each.id for each in FACTS} - {"worked_out"} | {"met"})
    assert list(form["room"].options) == ["alone", "with-friend"]
    assert (form["room"].type, form["room"].unit) == ("choice", None)
    years = form["years"]
    assert (years.type, years.at_least, years.at_most) == ("count", 0, 120)
    assert years.unit == "days"
    assert not years.options
    assert (form["hurt_at"].type, form["hurt_at"].by_the_hour) == ("moment", True)
    assert form["beaten"].applies_when == is_yes("met")
    asked_of = {id_: form[id_].asked_of for id_ in ("beaten", "seen", "noted")}
    assert asked_of == {
        "beaten": Origin.PATIENT,
        "seen": Origin.STAFF,
        "noted": Origin.STAFF,
    }


def test_a_form_says_what_is_asked_only_when_it_is_safe() -> None:
    """
    A field that the gate binds has the gate; without one, no sensitive field is asked.
    """
    guarded = gate(is_no("heard"))
    with_gate = {each.id: each for each in _small(guarded).form}
    without = {each.id: each for each in _small().form}

    assert with_gate["beaten"].gate == guarded
    assert with_gate["beaten"].only_when_safe
    assert with_gate["seen"].gate is None
    assert not with_gate["seen"].only_when_safe
    assert without["beaten"].only_when_safe
    assert without["beaten"].gate is None
    assert not without["seen"].only_when_safe


@pytest.mark.parametrize("name", ANSWERED)
def test_a_form_and_a_schema_speak_of_the_same_facts(name: str) -> None:
    """
    Of every bundled protocol and pathway; only what somebody answers is in them.
    """
    found = caring.load(name)
    assert isinstance(found, caring.Protocol | caring.Pathway)
    schema = caring.answers_schema(found)

    answered = {id_ for id_, each in found.facts.items() if each.is_answered}
    assert {each.id for each in found.form} == answered
    assert schema["properties"]["answers"]["properties"].keys() == answered
    Draft202012Validator.check_schema(schema)


def test_answers_that_were_read_are_run() -> None:
    """
    What arrives as JSON is read once, and run like any answers.
    """
    sheet = {
        "answers": {"privacy": "alone", "pay_kept_back": True},
        "consents": [{"purpose": "share_ngo", "state": "refused"}],
        "encounter_began": "2026-01-15T09:00:00+07:00",
    }
    answers = caring.read_answers(json.dumps(sheet), PATHWAY)

    assert repr(answers) == "Answers(2 given, 0 silent, 1 consents)"
    assert answers.encounter_began is not None
    assert answers == caring.Answers(
        {"privacy": "alone", "pay_kept_back": "yes"},
        [caring.Consent(purpose="share_ngo", state="refused")],
        encounter_began=answers.encounter_began,
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", {"answers": "expected JSON"}),
        ("{", {"answers": "expected JSON"}),
        (b"\xff", {"answers": "expected JSON"}),
        ("[" * 100_000, {"answers": "expected JSON"}),
        ("NaN", {"answers": "expected JSON"}),
        ('{"answers": {"seen": "no", "seen": "yes"}}', {"answers": "each key once"}),
        ("[]", {"answers": "expected an object"}),
        ('{"answers": []}', {"answers": "expected an object"}),
        ('{"consents": {}}', {"consents": "expected a list"}),
        ('{"consents": [7]}', {"consents": "expected objects"}),
        ('{"consents": [{}]}', {"consent.purpose": "in each", "consent.state": "each"}),
        ('{"when": 1}', {"when": "no such key; there is answers, consents"}),
        ('{"section_began": "2026-01-15"}', {"section_began": "a time with its zone"}),
        ('{"answers": {"sen": "yes"}}', {"sen": "no fact here that is answered"}),
        ('{"answers": {"worked_out": "yes"}}', {"worked_out": "no fact here"}),
        ('{"answers": {"seen": null}}', {"seen": "expected one of yes, no"}),
        ('{"answers": {"years": true}}', {"years": "expected whole days from 0 to"}),
        ('{"answers": {"years": 2.5}}', {"years": "expected whole days from 0 to"}),
        ('{"answers": {"hurt_at": "today"}}', {"hurt_at": "a day, such as"}),
        ('{"answers": {"seen": {"at": 1}}}', {"seen": "expected one of yes, no"}),
    ],
)
def test_what_does_not_fit_is_named(
    text: str | bytes, problems: dict[str, str]
) -> None:
    """
    Every problem says which fact or key, and what would fit.
    """
    with pytest.raises(caring.AnswersError) as caught:
        caring.read_answers(text, _small())

    found = {each.facts[0]: each.expected for each in caught.value.problems}
    assert found.keys() == problems.keys()
    assert all(words in found[key] for key, words in problems.items())


def test_an_error_holds_nothing_of_the_text() -> None:
    """
    Neither the message nor the errors behind it carry what somebody answered.
    """
    for text in ('{"answers": {"seen": "secret"}}', '{"answers": {"seen": "secret"'):
        with pytest.raises(caring.AnswersError) as caught:
            caring.read_answers(text, _small())

        assert "secret" not in str(caught.value)
        assert caught.value.__context__ is None


def test_a_law_is_not_answered() -> None:
    """
    What the law says nobody answers, so it has no schema.
    """
    with pytest.raises(TypeError, match="name a protocol or a pathway"):
        caring.answers_schema("law/vn")


def test_types_of_every_kind(golden: Callable[[Path, str], None]) -> None:
    """
    Enums of choices, and a dictionary of answers, also where Python has no such names.
    """
    module = types_module(_small())

    golden(HERE / "types_small.txt", module)
    assert caring.answer_types(_small()) == module


@pytest.mark.parametrize("name", [PATHWAY, "measure/phq-9", "small"])
def test_types_are_laid_out_as_formatters_leave_them(name: str, tmp_path: Path) -> None:
    """
    The same protocol gives the same text, and a formatter finds nothing to do.
    """
    module = types_module(_small()) if name == "small" else caring.answer_types(name)
    file = tmp_path / "made.py"
    file.write_text(module, "utf-8")

    for words in (["format", "--check"], ["check"]):
        subprocess.run(
            [sys.executable, "-m", "ruff", *words, "--isolated", str(file)],
            check=True,
            capture_output=True,
        )


def test_what_the_types_are_for_runs() -> None:
    """
    Members of the enums, and plain words, are answers like any other.
    """
    made: dict[str, object] = {"__name__": "made"}
    exec(caring.answer_types(PATHWAY), made)  # noqa: S102 - this is what was made
    options = made["PrivacyOption"]
    assert isinstance(options, type)

    by_type = {"privacy": options("alone"), "pay_kept_back": True}
    by_word = {"privacy": "alone", "pay_kept_back": "yes"}

    on = dt.date(2026, 1, 15)
    advice = caring.advise(by_type, pathway=PATHWAY, on=on)
    again = caring.advise(by_word, pathway=PATHWAY, on=on)
    assert advice.to_json(caring.Answers(by_type)) == again.to_json(
        caring.Answers(by_word)
    )


GOOD = """
import datetime as dt

import caring
from made import PrivacyOption, StaffDetectSignsAnswers

answers: StaffDetectSignsAnswers = {
    "privacy": PrivacyOption.ALONE,
    "pay_kept_back": True,
    "papers_held_by_other": "yes",
    "threatened": caring.Silence.DECLINED,
    "works_in_exposed_sector": caring.Answer("yes", origin="patient"),
}
caring.advise(answers, pathway="pathway/staff-detect-signs", on=dt.date(2026, 1, 15))
"""
BAD = {
    '"privacy": "allone"': "has type",
    '"privacy": PrivacyOption.ALLONE': "has no attribute",
    '"pay_kept_bak": True': "Extra key",
    '"pay_kept_back": "perhaps"': "has type",
    '"pay_kept_back": None': "has type",
    '"threatened": 3': "has type",
}


@pytest.mark.whole
def test_a_type_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """
    Good uses pass mypy in its strictest mode; each bad one is an error on its line.
    """
    (tmp_path / "made.py").write_text(caring.answer_types(PATHWAY), "utf-8")
    (tmp_path / "good.py").write_text(GOOD, "utf-8")
    bad = [f"b{n}: StaffDetectSignsAnswers = {{{each}}}" for n, each in enumerate(BAD)]
    head = "from made import PrivacyOption, StaffDetectSignsAnswers"
    (tmp_path / "bad.py").write_text("\n".join([head, *bad, ""]), "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "."],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    errors = [each for each in done.stdout.splitlines() if ": error:" in each]
    assert len(errors) == len(BAD), done.stdout
    for line, (error, words) in enumerate(zip(errors, BAD.values(), strict=True), 2):
        assert error.startswith(f"bad.py:{line}: error:")
        assert words in error


def test_the_command_line_prints_schema_and_types(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Of an id or a file; what cannot be answered is wrong use.
    """
    file = ROOT / "protocols" / "measure" / "phq-2" / "1.0.0.yaml"
    assert run(["schema", PATHWAY]) == FINE
    assert json.loads(capsys.readouterr().out) == caring.answers_schema(PATHWAY)
    assert run(["types", str(file)]) == FINE
    assert capsys.readouterr().out == caring.answer_types("measure/phq-2")
    assert run(["schema", "law/vn"]) == WRONG_USE
    assert run(["types", str(ROOT / "protocols" / "measure")]) == WRONG_USE
    assert "name one protocol or pathway" in capsys.readouterr().err
