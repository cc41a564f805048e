"""
The README's two commands are those that are run.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def commands() -> list[str]:
    text = (ROOT / "README.md").read_text("utf-8")
    return re.findall(r"^python3 -m venv .+$", text, flags=re.MULTILINE)


def test_there_are_two_commands() -> None:
    """
    One runs the main job, one passes the tests.
    """
    advise, test = commands()
    assert "caring assess examples/encounters/first-visit.yaml" in advise
    assert "pytest" in test


def test_ci_runs_the_readmes_test_command() -> None:
    """
    `.ci/run` takes the command from the README, so that it cannot grow old.
    """
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert 'eval "$(readme_command .venv-dev)"' in script


@pytest.mark.package
def test_the_first_command_advises_in_a_fresh_copy(tmp_path: Path) -> None:
    """
    On a fresh clone it sets everything up and prints the advice.
    """
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
    done = subprocess.run(
        ["sh", "-c", commands()[0]],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Find out next" in done.stdout
