"""
What other repositories take from here: the hooks, and an example that runs as it says.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "protocol-repository"
PLAIN = YAML(typ="safe", pure=True)
HOOKS: list[dict[str, Any]] = PLAIN.load(
    (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """
    A copy of the example, to work in.
    """
    return shutil.copytree(EXAMPLE, tmp_path / "repository")


def _run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """
    Run a line as a shell does, with the `caring` of this checkout first on its path.
    """
    beside = place.parent / "bin"
    beside.mkdir(exist_ok=True)
    program = beside / "caring"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m caring "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{beside}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )


def _command(hook: dict[str, Any]) -> str:
    return shlex.join([*shlex.split(hook["entry"]), *hook.get("args", ())])


@pytest.mark.whole
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_and_stops_a_mistake(
    hook: dict[str, Any], repository: Path
) -> None:
    """
    It passes what is right, and ends with 1 where something is wrong.
    """
    assert _run(_command(hook), repository).returncode == 0
    file = repository / "protocols" / "screening" / "at-the-desk" / "1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("floor: some", "floor: high"), "utf-8")
    if hook["id"] == "caring-check":
        assert _run(_command(hook), repository).returncode == 0
        file.write_text(text.replace("floor: some", "floor: sone"), "utf-8")
    stopped = _run(_command(hook), repository)
    assert stopped.returncode == 1
    assert "at-the-desk" in stopped.stdout


def test_hooks_install_what_they_need() -> None:
    """
    A hook is installed without extras, so it names what the extras would bring.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert hook["additional_dependencies"] == [*extras["cli"], *extras["locale"]]
        assert hook["pass_filenames"] is False
        assert re.search(hook["files"], "protocols/facts/age.yaml")
        assert not re.search(hook["files"], "README.md")


def _lines() -> Iterator[str]:
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL):
        yield from block.splitlines()
    workflow = PLAIN.load(
        (EXAMPLE / ".github" / "workflows" / "protocols.yml").read_text("utf-8")
    )
    for job in workflow["jobs"].values():
        runs = (step["run"] for step in job["steps"] if "run" in step)
        yield from (each for each in runs if "pip install" not in each)
    hooks = PLAIN.load((EXAMPLE / ".pre-commit-config.yaml").read_text("utf-8"))
    for repo in hooks["repos"]:
        yield from (_command(hook) for hook in repo["hooks"])


def test_there_are_commands_to_run() -> None:
    """
    The readme, the workflow and the hooks of the example each name some.
    """
    found = list(_lines())
    assert len(found) == 6 + 2 + 2
    assert all(each.startswith("caring ") for each in found)


@pytest.mark.whole
@pytest.mark.parametrize("line", sorted(set(_lines())))
def test_the_example_does_what_it_says(line: str, repository: Path) -> None:
    """
    Each command that it shows, or runs in CI, ends well in a copy of it.
    """
    done = _run(line, repository)
    assert done.returncode == 0, done.stderr
    assert bool(done.stdout) is (">" not in line)


@pytest.mark.whole
def test_the_example_was_begun_as_it_says(tmp_path: Path) -> None:
    """
    The two commands write exactly the files that it has, but for the encounter.
    """
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    for line in re.findall(r"^    (caring new .*)$", readme, re.MULTILINE):
        assert _run(line, tmp_path).returncode == 0
    began = {each.relative_to(tmp_path) for each in tmp_path.rglob("protocols/**/*.*")}
    there = {each.relative_to(EXAMPLE) for each in EXAMPLE.rglob("protocols/**/*.*")}
    assert there - began == {Path("protocols/encounters/at-nine.yaml")}
    assert began < there
