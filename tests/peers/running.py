"""
Installing engines in a place of their own, and asking them; and asking ours.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import caring
from caring.authoring.folder import Folder
from caring.guidance.protocol import Protocol
from tests.peers.asking import CASES, SHEETS, Result, differences
from tests.peers.engines import Engine

HERE = Path(__file__).parent
NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
OURS = "screening/three-questions"


def place() -> Path:
    """
    Say where engines are installed: outside of the repository.
    """
    home = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    return Path(os.environ.get("CARING_PEERS", f"{home}/caring/peers"))


def install(engine: Engine, home: Path) -> Path:
    """
    Install an engine in its exact version, unless it is there, and return its folder.
    """
    folder = home / f"{engine.id}-{engine.version}"
    done = folder / "installed"
    wanted = "\n".join(engine.packages)
    if not done.exists() or done.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for command in _commands(engine, folder):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        done.write_text(wanted, "utf-8")
    return folder


def _commands(engine: Engine, folder: Path) -> Iterator[list[str]]:
    if engine.registry == "PyPI":
        yield [sys.executable, "-m", "venv", str(folder / "env")]
        pip = [str(folder / "env" / "bin" / "python"), "-m", "pip", "install"]
        yield [*pip, "--quiet", *engine.packages]
    else:
        npm = ["npm", "install", "--prefix", str(folder), "--no-save", "--no-audit"]
        yield [*npm, "--no-package-lock", "--no-fund", *engine.packages]


def command(engine: Engine, folder: Path) -> list[str]:
    """
    Say how the program of an engine is started in its folder.
    """
    program = HERE / "programs" / engine.program
    if engine.registry == "PyPI":
        return [str(folder / "env" / "bin" / "python"), "-I", str(program)]
    if program.suffix == ".py":  # an engine that is a program, and is asked by ours
        (native,) = folder.glob("node_modules/@kie-tools/*/dist/linux/jitexecutor")
        native.chmod(0o755)
        return [sys.executable, "-I", str(program), str(native)]
    # Packages are looked for beside the program.
    return ["node", str(shutil.copy(program, folder))]


def questions() -> dict[str, list[Any]]:
    """
    Say what every engine is asked.
    """
    return {
        "as_taught": [each.handed for each in CASES],
        "on_two_rails": [dict(each) for each in SHEETS],
    }


def ask(command: Iterable[str]) -> dict[str, Any]:
    """
    Ask an engine by its program: cases as taught by their ids, and what differs.
    """
    done = subprocess.run(
        list(command),
        check=True,
        input=json.dumps(questions()),
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    said = json.loads(done.stdout)
    return results(said["as_taught"], said["on_two_rails"])


def results(as_taught: list[Result], on_two_rails: list[Result]) -> dict[str, Any]:
    """
    Put together what is kept of an engine; errors are kept as that they are.
    """
    return {
        "as_taught": {
            case.id: {"error": True} if "error" in each else {"says": each["says"]}
            for case, each in zip(CASES, as_taught, strict=True)
        },
        "differences": differences(on_two_rails),
    }


def ours() -> dict[str, Any]:
    """
    Ask this library the same.
    """
    protocol = Folder(HERE / "guidance", "guidance").load(OURS)
    assert isinstance(protocol, Protocol)
    sheets = [_worded(each.handed) for each in CASES]
    return results(
        [_said(protocol, each) for each in sheets],
        [_said(protocol, each) for each in SHEETS],
    )


def _worded(handed: Mapping[str, object]) -> dict[str, object]:
    words = {True: "yes", False: "no"}
    return {
        question: words[each] if isinstance(each, bool) else each
        for question, each in handed.items()
    }


def _said(protocol: Protocol, sheet: Mapping[str, object]) -> Result:
    try:
        level = caring.assess(protocol, sheet, on=NOON).level
    except caring.AnswersError as problem:
        return {"error": str(problem)}
    assert level is not None
    return {"says": {"at_least": level.at_least, "at_most": level.at_most}}
