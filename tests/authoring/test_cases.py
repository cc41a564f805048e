"""
Written answers become answers, and no message repeats them.
"""

import datetime as dt
import shutil
from pathlib import Path

import pytest

import caring
from caring.authoring.cases import answers_of, moment_of
from caring.authoring.documents.scenarios import ScenarioDocument
from caring.language.answers import Answer
from caring.language.silence import Silence
from caring.showing.findings import show_all
from tests.test_broken import BASE

ZONE = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-15", dt.date(2026, 1, 15)),
        ("2026-01-15T10:00:00+07:00", dt.datetime(2026, 1, 15, 10, tzinfo=ZONE)),
    ],
)
def test_moment_of(text: str, moment: dt.date) -> None:
    """
    A date, or a time with its zone.
    """
    assert moment_of(text) == moment


@pytest.mark.parametrize("text", ["", "today", "2026-13-01", "2026-01-15T10:00:00"])
def test_no_moment(text: str) -> None:
    """
    A time without its zone means another time to every reader.
    """
    with pytest.raises(ValueError, match=r"."):
        moment_of(text)


def test_answers_of() -> None:
    """
    Values, silences, times and consents are read as they are written.
    """
    at = "2026-01-15T10:00:00+07:00"
    document = ScenarioDocument.model_validate(
        {
            "name": "One",
            "answers": {
                "a": "yes",
                "b": "declined",
                "c": {"value": 3, "at": at, "origin": "patient"},
                "d": {"value": 4},
            },
            "consents": [{"purpose": "p", "state": "given", "given_at": at}],
            "expect": {},
        }
    )

    answers = answers_of(document)

    moment = dt.datetime(2026, 1, 15, 10, tzinfo=ZONE)
    assert answers.values["a"] == Answer("yes")
    assert answers.values["b"] == Answer(Silence.DECLINED)
    assert answers.values["c"] == Answer(3, at=moment, origin="patient")
    assert answers.values["d"] == Answer(4)
    (consent,) = answers.consents
    assert (consent.purpose, consent.given_at) == ("p", moment)


@pytest.mark.parametrize(
    "answer",
    ["{value: {value: yes}}", "{value: [1]}", "{value: yes, at: 5}", "[yes]", "{}"],
)
def test_what_is_no_answer(tmp_path: Path, answer: str) -> None:
    """
    Whatever stands where an answer should is refused, and never repeated.
    """
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    written = (tmp_path / "encounters/first.yaml").read_text("utf-8")
    before, _, after = written.partition("companion_present: no")
    text = f"{before}companion_present: {answer}{after}"
    (tmp_path / "encounters/first.yaml").write_text(text, "utf-8")

    found = caring.check(tmp_path)

    assert [each.code for each in found] == ["wrong-shape"]
    assert found[0].span.file.text == ""


def test_no_message_shows_a_line_of_an_encounter(tmp_path: Path) -> None:
    """
    Places are told, and no answer, whatever is wrong with the file.
    """
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    text = (BASE / "encounters/first.yaml").read_text("utf-8")
    wrong = {
        "a": text.replace("declined", "secretsecret"),
        "b": text.replace("declined", "secretsecret\n  : "),
        "c": text.replace("state: given", "state: secretsecret"),
        "d": text + "answers: {papers_held: secretsecret}\n",
        "e": text.replace("declined", '"secretsecret\u200b"'),
        "f": text.replace("value: declined", "value: true, note: secretsecret"),
    }
    for name, content in wrong.items():
        (tmp_path / f"encounters/{name}.yaml").write_text(content, "utf-8")

    found = caring.check(tmp_path)

    assert {Path(each.span.file.name).stem for each in found} == wrong.keys()
    assert "secret" not in show_all(found)


def test_a_scenario_may_expect_answers_to_be_refused(tmp_path: Path) -> None:
    """
    What does not fit is then no mistake of the scenario.
    """
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "screening/signs/scenarios/refused.yaml").write_text(
        """\
caring: scenarios/1
of: screening/signs
version: "1.0.0"
on: "2026-01-15"
scenarios:
  - name: No such fact, and no such answer
    answers: {papers: yes, papers_held: perhaps}
    expect: {refused: [papers, papers_held]}
""",
        "utf-8",
    )

    assert caring.check(tmp_path) == ()
