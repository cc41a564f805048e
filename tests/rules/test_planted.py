"""
Take each rule out of the code, and see that its test notices.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.planted import FAULTS, Fault, as_table

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"

# Exit codes of pytest are below 10; this one says that something else was imported.
NOT_THE_COPY = 99

RUN = f"""
import pathlib, sys
import caring, caring.running.decide, caring.values.truth
here = pathlib.Path(sys.argv[1]).resolve()
for module in (caring, caring.running.decide, caring.values.truth):
    if not pathlib.Path(module.__file__).resolve().is_relative_to(here):
        sys.exit({NOT_THE_COPY})
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""

each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.name)


@each_fault
def test_the_rule_stands_in_the_code(fault: Fault) -> None:
    """
    The words that hold a rule stand in its file exactly once.
    """
    text = (ROOT / "src" / "caring" / fault.file).read_text(encoding="utf-8")

    assert text.count(fault.old) == 1
    assert fault.new != fault.old


@each_fault
def test_the_test_exists(fault: Fault) -> None:
    """
    The test that guards a rule is there, under the name that the list gives it.
    """
    file, _, test = fault.test.partition("::")
    name = test.partition("[")[0]
    module = ast.parse((TESTS / file).read_text(encoding="utf-8"))

    assert name in {
        each.name for each in module.body if isinstance(each, ast.FunctionDef)
    }


def test_every_rule_is_listed_once() -> None:
    """
    No rule stands in the list twice, and no edit.
    """
    assert len({each.rule for each in FAULTS}) == len(FAULTS)
    assert len({(each.file, each.old, each.new) for each in FAULTS}) == len(FAULTS)


def test_the_readme_shows_the_list() -> None:
    """
    The table in `tests/README.md` is this list; `python -m tests.rules` writes it anew.
    """
    assert as_table() in (TESTS / "README.md").read_text(encoding="utf-8")


@pytest.mark.whole
def test_nothing_fails_while_nothing_is_taken_away(tmp_path: Path) -> None:
    """
    In a plain copy of the code every one of the named tests passes.
    """
    _copy(tmp_path)
    finished = _run(tmp_path, sorted({each.test for each in FAULTS}))

    assert finished.returncode == 0, finished.stdout


@pytest.mark.whole
@each_fault
def test_the_test_notices(fault: Fault, tmp_path: Path) -> None:
    """
    Without the rule its test fails, because of what it asserts and nothing else.
    """
    _copy(tmp_path)
    file = tmp_path / "caring" / fault.file
    text = file.read_text(encoding="utf-8")
    assert text.count(fault.old) == 1
    file.write_text(text.replace(fault.old, fault.new), encoding="utf-8")

    finished = _run(tmp_path, [fault.test])

    assert finished.returncode == pytest.ExitCode.TESTS_FAILED, finished.stdout
    assert re.search(
        r"^FAILED \S.* - (assert|AssertionError|Failed: DID NOT RAISE)",
        finished.stdout,
        flags=re.MULTILINE,
    ), finished.stdout


def _copy(place: Path) -> None:
    shutil.copytree(
        ROOT / "src" / "caring",
        place / "caring",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    # Where a wheel has them; a few of the tests run what is bundled.
    (place / "caring" / "_protocols").symlink_to(ROOT / "protocols")


def _run(place: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "COV_"))
    }
    environment = {
        **kept,
        "PYTHONPATH": os.pathsep.join([str(place), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "COLUMNS": "200",
    }
    plain = ["-q", "--tb=short", "-rf", "-p", "no:cacheprovider"]
    finished = subprocess.run(
        [sys.executable, "-c", RUN, place, *plain, *(TESTS / each for each in tests)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode != NOT_THE_COPY, "the copy was not what was imported"
    return finished
