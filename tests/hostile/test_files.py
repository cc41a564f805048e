"""
Hostile files: each way in meets each attack, and says so in time and in little memory.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.hostile import attacks, entries
from tests.hostile.server import MOST_BYTES, MOST_SECONDS

Meet = Callable[[str, str, bytes], str]


@pytest.fixture(scope="module")
def server() -> Iterator["subprocess.Popen[str]"]:
    """
    Start the process that measures; it ends with the last test here.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    ) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


@pytest.fixture
def meet(server: "subprocess.Popen[str]", tmp_path: Path) -> Meet:
    """
    Let one way in meet one file, and hold it to time and memory.
    """

    def met(table: str, entry: str, content: bytes) -> str:
        file = tmp_path / ("it.po" if table == "po" else "it.yaml")
        file.write_bytes(content)
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{table} {entry} {file}\n")
        server.stdin.flush()
        became = json.loads(server.stdout.readline())
        assert "fault" not in became, became["fault"]
        assert became["seconds"] < MOST_SECONDS
        assert became["bytes"] < MOST_BYTES
        said: str = became["said"]
        assert said.strip()
        return said

    return met


QUICK = {"yaml check", "yaml encounter", "json lock", "json release", "po check"}
"""One way in for each reader; the others lead to the same and are tried in `whole`."""


def _entries(table: str, names: Iterable[str]) -> list[object]:
    return [
        pytest.param(
            each, marks=[] if f"{table} {each}" in QUICK else [pytest.mark.whole]
        )
        for each in names
    ]


@pytest.mark.parametrize("attack", attacks.YAML)
@pytest.mark.parametrize("entry", _entries("yaml", entries.YAML))
def test_yaml(entry: str, attack: str, meet: Meet) -> None:
    """
    Every way in that reads YAML says what is wrong, by the very code.
    """
    header, _ = entries.YAML[entry]
    told = attacks.YAML[attack]

    said = meet("yaml", entry, told.content(header))

    assert f"[{told.found}]" in said or not told.found


@pytest.mark.parametrize("attack", attacks.JSON)
@pytest.mark.parametrize("entry", _entries("json", entries.JSON))
def test_json(entry: str, attack: str, meet: Meet) -> None:
    """
    Every way in that reads JSON says that it cannot.
    """
    assert meet("json", entry, attacks.JSON[attack])


@pytest.mark.parametrize("attack", attacks.CATALOGUES)
@pytest.mark.parametrize("entry", _entries("po", entries.CATALOGUES))
def test_catalogues(entry: str, attack: str, meet: Meet) -> None:
    """
    Every way in that reads a translator's file says what is wrong.
    """
    assert meet("po", entry, attacks.CATALOGUES[attack])


def test_what_is_right_is_not_refused(meet: Meet) -> None:
    """
    The table would notice a file in which nothing is found.
    """
    with pytest.raises(AssertionError, match="nothing was raised"):
        meet("json", "record", RECORD.encode())


RECORD = """{"on": "2026-01-15", "guidance": {"role": "screening", "id": "a/b",
"version": "1.0.0", "digest": "sha256:1"}, "protocols": [], "format": 1, "law": [],
"directory": null, "raises": []}"""
