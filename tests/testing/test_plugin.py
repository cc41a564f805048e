"""
The pytest plug-in, run as an adopter runs it.
"""

import importlib
import shutil
from pathlib import Path
from typing import cast

import pytest

# Loaded here, because pytester forgets what is loaded inside.
import caring.authoring.collection
import caring.testing.explaining  # noqa: F401
from caring.testing.plugin import ScenarioFile

pytest_plugins = ["pytester"]

BASE = Path(__file__).parent.parent / "broken" / "_base"

SCENARIOS = """\
caring: scenarios/1
of: screening/signs
version: "1.0.0"
on: "2026-01-15T10:00:00+07:00"
scenarios:
  - name: Two signs
    answers: {companion_present: yes, companion_answers: yes, papers_held: yes}
    expect: {decisions: {concern: {working: high, settled: yes}}}

  - name: One sign
    answers: {papers_held: yes, companion_present: no}
    expect: {decisions: {concern: {working: some}}}

  - name: One sign
    answers: {papers_held: declined}
    expect: {decisions: {concern: {working: some}}}
"""


@pytest.fixture
def own(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder of guidance with three scenarios, and pytest with our plug-in alone.
    """
    # Whether caring is installed with its entry point or not, it is loaded once.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p caring.testing.plugin")
    shutil.copytree(BASE, pytester.path / "guidance")
    file = pytester.path / "guidance/screening/signs/scenarios/signs.yaml"
    file.write_text(SCENARIOS, "utf-8")
    (file.parent / "silence.yaml").unlink()
    return file


def _fail(file: Path) -> None:
    text = file.read_text("utf-8")
    wrong = text.replace("working: high, settled: yes", "working: some, settled: yes")
    file.write_text(wrong, "utf-8")


def test_each_scenario_is_a_test_named_by_its_title(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    A title that comes twice is told apart, so that `--lf` finds the right one.
    """
    result = pytester.runpytest_inprocess("-v", "guidance")

    assert own.is_file()
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(
        [
            "*signs.yaml::Two signs PASSED*",
            "*signs.yaml::One sign PASSED*",
            "*signs.yaml::One sign (2) PASSED*",
        ]
    )


def test_files_of_one_folder_share_its_dictionary(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    A second file beside the first is read with the same folder of guidance.
    """
    shutil.copy(own, own.with_name("more.yaml"))
    pytester.runpytest_inprocess("guidance").assert_outcomes(passed=6)


def test_some_are_chosen_by_name(pytester: pytest.Pytester, own: Path) -> None:
    """
    `-k` and the id of a test choose among scenarios.
    """
    result = pytester.runpytest_inprocess("-k", "Two", "guidance")
    result.assert_outcomes(passed=1, deselected=2)

    result = pytester.runpytest_inprocess(f"{own}::One sign")
    result.assert_outcomes(passed=1)


def test_a_failure_is_explained_without_answers(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    It names the place, the difference and the rule; a build log learns no answer.
    """
    _fail(own)
    result = pytester.runpytest_inprocess("guidance", "--showlocals", "--tb=long")

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*signs.yaml:6:11: screening/signs@1.0.0: Two signs",
            "  concern.working: expected some, found high",
            "*`concern`: `high` holds (*1.0.0.yaml:*): Two signs of control.",
            "*`concern` rests on `companion_answers`, `papers_held`",
        ]
    )
    text = result.stdout.str()
    assert "papers_held: yes" not in text
    assert "Traceback" not in text
    assert "answers:" not in text


def test_who_asks_twice_sees_the_answers(pytester: pytest.Pytester, own: Path) -> None:
    """
    `-vv` is somebody at a desk who looks into an invented case.
    """
    _fail(own)
    result = pytester.runpytest_inprocess("guidance", "-vv")

    result.stdout.fnmatch_lines(["  answers:", "    papers_held: yes"])


def test_the_last_failed_is_run_again(pytester: pytest.Pytester, own: Path) -> None:
    """
    `--lf` runs just the scenario that failed.
    """
    _fail(own)
    pytester.runpytest_inprocess("guidance")

    result = pytester.runpytest_inprocess("guidance", "--lf")
    result.assert_outcomes(failed=1)


@pytest.mark.whole
def test_they_run_beside_each_other(pytester: pytest.Pytester, own: Path) -> None:
    """
    `-n` spreads scenarios over processes.
    """
    _fail(own)
    result = pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "guidance")

    result.assert_outcomes(passed=2, failed=1)
    assert "papers_held: yes" not in result.stdout.str()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("papers_held: declined", "paper_held: declined", "unknown-name"),
        ("caring: scenarios/1", "caring: scenario/1", "unknown-kind"),
        ("of: screening/signs", "of: screening/sings", "unknown-protocol"),
        ("scenarios:", "scenarios: [", "syntax"),
    ],
)
def test_a_file_with_mistakes_cannot_be_collected(
    pytester: pytest.Pytester, own: Path, old: str, new: str, code: str
) -> None:
    """
    The mistake is shown at its word, and no test is lost in silence.
    """
    own.write_text(SCENARIOS.replace(old, new), "utf-8")
    result = pytester.runpytest_inprocess("guidance")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*error?{code}*", "*--> guidance/*signs.yaml:*"])
    assert "Traceback" not in result.stdout.str()


def test_a_fault_of_ours_names_its_place_and_no_answer(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    What breaks while reading or running is told without messages and variables.
    """
    pytester.makeconftest(
        """
        from caring.testing.scenarios import Scenario

        def broken(self):
            raise ValueError("papers_held: yes")

        Scenario.run, KEPT = broken, Scenario.run

        def pytest_unconfigure():
            Scenario.run = KEPT
        """
    )
    result = pytester.runpytest_inprocess("guidance", "--showlocals")
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(["ValueError at conftest.py:*"])
    assert "papers_held: yes" not in result.stdout.str()

    result = pytester.runpytest_inprocess("guidance", "-vv")
    result.stdout.fnmatch_lines(["*papers_held: yes*"])
    assert own.is_file()


def test_a_dictionary_that_is_elsewhere_is_said_so(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    A link that leads out of the folder is a mistake of the folder, shown as such.
    """
    (pytester.path / "guidance/facts/people.yaml").unlink()
    (pytester.path / "guidance/facts/people.yaml").symlink_to(own.parent / "gone.yaml")
    result = pytester.runpytest_inprocess("guidance")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["error*stray-file*"])


def test_a_fault_of_ours_while_collecting_tells_no_words(own: Path) -> None:
    """
    What is no mistake of an editor is named by its kind and place alone.
    """
    assert own.is_file()
    with pytest.raises(ValueError, match="words") as found:
        int("her own words")
    shown = ScenarioFile.repr_failure(cast("ScenarioFile", None), found)

    assert shown.startswith("ValueError at test_plugin.py:")
    assert "her own words" not in shown


def test_it_can_be_turned_off(pytester: pytest.Pytester, own: Path) -> None:
    """
    `caring_scenarios = false` leaves the files to whoever else reads them.
    """
    pytester.makeini("[pytest]\ncaring_scenarios = false\n")
    result = pytester.runpytest_inprocess("guidance")

    assert own.is_file()
    result.assert_outcomes()


def test_other_files_are_left_alone(pytester: pytest.Pytester, own: Path) -> None:
    """
    YAML of others is not collected, in a folder of that name or elsewhere.
    """
    own.unlink()
    others = pytester.path / "scenarios"
    others.mkdir()
    (others / "load.yaml").write_text("users: 10\n  caring: {", "utf-8")
    (others / "notes.txt").write_text("caring: scenarios/1", "utf-8")
    (pytester.path / "ci.yaml").write_text("caring: about others\n", "utf-8")
    result = pytester.runpytest_inprocess()

    result.assert_outcomes()
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_file_that_nobody_can_read_stops_no_suite(tmp_path: Path) -> None:
    """
    A link to nothing, or a file of somebody else's, is not ours.
    """
    # Pytest warns of a plug-in that is imported before it is loaded as one.
    plugin = importlib.import_module("caring.testing.plugin")
    assert not plugin._is_ours(tmp_path / "scenarios" / "gone.yaml")


def test_files_elsewhere_speak_of_bundled_protocols(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    An app keeps scenarios of bundled protocols beside its own tests.
    """
    shutil.rmtree(pytester.path / "guidance")
    file = pytester.path / "safety.yml"
    head = SCENARIOS.partition("  - ")[0].replace("screening/signs", "measure/phq-2")
    case = "  - {name: Nothing yet, expect: {refused: [x]}}\n"
    file.write_text(head + case, "utf-8")
    result = pytester.runpytest_inprocess()

    assert not own.exists()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["safety.yml:6:12: measure/phq-2@1.0.0: Nothing yet"])


def test_it_loads_nothing_where_there_is_nothing(
    pytester: pytest.Pytester, own: Path
) -> None:
    """
    A suite without our files pays for no import of ours.
    """
    shutil.rmtree(pytester.path / "guidance")
    pytester.makepyfile(
        """
        import sys

        def test_nothing():
            heavy = {"pydantic", "ruamel.yaml", "attrs", "caring.testing.scenarios"}
            assert not heavy & set(sys.modules)
        """
    )
    assert not own.exists()
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
