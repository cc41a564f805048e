"""
The silence test can fail, and the page says what was found.
"""

import re
import subprocess
import sys

import pytest

from tests.peers.asking import CASES, SHEETS, bounds, differences, judged, level
from tests.peers.engines import ENGINES
from tests.peers.page import OURS, PAGE, ROOT, as_page, read
from tests.peers.running import HERE, ask, ours, place, results

NO = {"threatened": "no", "papers_held": "no", "fears_harm": "no"}


def says(least: str, most: str) -> dict[str, dict[str, str]]:
    return {"says": {"at_least": least, "at_most": most}}


def test_the_page_says_what_was_found() -> None:
    """
    Run `python -m tests.peers --page` after a change of words, without it to ask anew.
    """
    assert PAGE.read_text("utf-8") == "\n".join(as_page(read())) + "\n"


def test_every_engine_was_asked_in_its_exact_version() -> None:
    """
    What is kept is of the engines and versions that the script installs, all of them.
    """
    kept = read()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["on"])
    assert set(kept["engines"]) == {OURS, *(each.id for each in ENGINES)}
    for each in ENGINES:
        assert kept["engines"][each.id]["version"] == each.version
        assert (HERE / "programs" / each.program).is_file()
        at = {"PyPI": "==", "npm": "@"}[each.registry]
        assert each.packages[0].endswith(f"{at}{each.version}")
        assert all(re.search(rf"\w{at}\d[\w.-]+$", one) for one in each.packages)
    for found in kept["engines"].values():
        assert set(found["as_taught"]) == {each.id for each in CASES}


def test_engines_are_installed_outside_of_the_repository() -> None:
    """
    Nothing of theirs can be committed by mistake.
    """
    assert ROOT not in place().resolve().parents


def test_our_row_is_what_this_state_says() -> None:
    """
    This library gives just the bounds on every sheet, and the row that is printed.
    """
    found = ours()
    assert found == read()["engines"][OURS]
    assert found["differences"] == 0


@pytest.mark.parametrize(
    ("answers", "result", "verdict"),
    [
        (NO, {"says": {"level": "none_noted"}}, "right"),
        ({}, says("none_noted", "high"), "right"),
        ({}, says("none_noted", "some"), "WRONG"),
        ({}, {"says": {"level": None}}, "WRONG"),
        ({}, {"says": {"level": "none_noted"}}, "SILENT GREEN"),
        ({}, {"says": {"level": "high"}}, "MADE UP"),
        ({}, {"error": True}, "right to stop"),
        ({"fears_harm": "yes"}, {"says": {"level": "some"}}, "DANGER NOT TOLD"),
        ({"fears_harm": "yes"}, {"error": True}, "stops, though a level is sure"),
        (
            {"threatened": "yes"},
            {"says": {"level": "some"}},
            "more is possible, not said",
        ),
        (
            NO | {"fears_harm": "declined"},
            says("none_noted", "none_noted"),
            "SILENT GREEN",
        ),
    ],
)
def test_what_is_said_is_held_to_every_truth_behind_a_silence(
    answers: dict[str, str], result: dict[str, object], verdict: str
) -> None:
    """
    A level is right where no truth behind a silence could be another one.
    """
    assert judged(answers, result) == verdict


def test_an_engine_that_reads_silence_as_no_is_found_out() -> None:
    """
    On two rails of which the upper one forgets silence, most sheets come out wrong.
    """
    as_no = [level({each: sheet[each] == "yes" for each in sheet}) for sheet in SHEETS]
    naive = [says(each, each) for each in as_no]
    right = [says(*bounds(sheet)) for sheet in SHEETS]
    assert differences(right) == 0
    assert differences(naive) == sum(len(set(bounds(each))) == 2 for each in SHEETS)
    assert differences(naive) > 60


def test_a_program_that_fails_or_says_too_little_is_told() -> None:
    """
    Nothing is written of an engine that did not answer everything.
    """
    with pytest.raises(subprocess.CalledProcessError):
        ask([sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(ValueError, match="shorter"):
        results([], [])
