"""
What is said of a scenario that failed.
"""

import shutil
from pathlib import Path

import pytest

from caring.testing.explaining import explained
from caring.testing.scenarios import run_scenarios

BASE = Path(__file__).parent.parent / "broken" / "_base"
HEAD = """\
caring: scenarios/1
of: OF
version: "1.0.0"
on: "2026-01-15T10:00:00+07:00"
scenarios:
"""


def _said(
    place: Path, case: str, *, of: str = "screening/signs", with_answers: bool = False
) -> list[str]:
    folder = place / "guidance"
    shutil.copytree(BASE, folder)
    file = folder / "one.yaml"
    file.write_text(f"{HEAD.replace('OF', of)}  - {case}\n", "utf-8")
    (result,) = run_scenarios(file)
    _, *lines = explained(result, with_answers=with_answers)
    return [line.replace(f"{folder}/", "") for line in lines]


def test_what_could_change_it_is_named(tmp_path: Path) -> None:
    """
    While no rule surely holds, the facts that are missing are what matters.
    """
    case = "{name: One, expect: {decisions: {concern: {settled: yes}}}}"
    three = "`companion_answers`, `companion_present`, `papers_held`"
    assert _said(tmp_path, case) == [
        "  concern.settled: expected yes, found no",
        "  `concern`: no rule surely holds",
        f"  `concern` could change with {three}",
    ]


def test_refused_answers_are_said_by_their_facts(tmp_path: Path) -> None:
    """
    Nothing was run, so there is no rule to name, and no answer either.
    """
    case = "{name: One, answers: {companion_answers: yes, companion_present: no}, "
    said = _said(tmp_path, f"{case} expect: {{applies: yes}}}}", with_answers=True)
    named = ["companion_answers", "companion_present"]
    assert said == [f"  refused: expected nothing, found {named}"]


def test_decisions_that_came_out_right_are_passed_over(tmp_path: Path) -> None:
    """
    Along a pathway a decision is named by its role; others are not spoken of.
    """
    case = "{name: One, answers: {papers_held: yes}, expect: {decisions: "
    wrong = "{screening.concern: {working: high}}}}"
    said = _said(tmp_path, f"{case}{wrong}", of="pathway/visit")

    assert said[0] == "  screening.concern.working: expected high, found some"
    assert "`screening.concern`: `some` holds (screening/signs/1.0.0.yaml:" in said[1]
    assert all("`screening.concern`" in line for line in said[1:])


@pytest.mark.parametrize("with_answers", [True, False])
def test_answers_are_for_those_who_ask(tmp_path: Path, *, with_answers: bool) -> None:
    """
    An answer and a silence are written, or none of them.
    """
    given = "papers_held: declined, companion_present: no, years_of_age: 31"
    given = given.rpartition(",")[0]
    case = (
        f"{{name: One, answers: {{{given}}}, expect: {{advised: [ask_about_papers]}}}}"
    )
    said = _said(tmp_path, case, with_answers=with_answers)

    there = ["  answers:", "    companion_present: no", "    papers_held: declined"]
    assert said[1:] == (there if with_answers else [])
