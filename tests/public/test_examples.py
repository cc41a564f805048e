"""
Every example runs, and prints what stands beside it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import caring
from tests.packages import HARBOUR, install

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("[0-9]*.py"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda each: each.stem)
def test_an_example_prints_what_it_says(
    file: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """
    Its output is the text file of the same name; the package beside them is installed.
    """
    install(HARBOUR, tmp_path)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
    )
    expected = file.with_suffix(".txt")
    if request.config.getoption("--refresh-golden"):
        expected.write_text(done.stdout, "utf-8")

    assert done.stdout == expected.read_text("utf-8")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda each: each.stem)
def test_an_example_is_short(file: Path) -> None:
    """
    Under 40 lines, and it opens with what the reader learns.
    """
    text = file.read_text("utf-8")
    assert len(text.splitlines()) < 40
    assert text.startswith('"""\n')


def test_embedding_takes_six_lines() -> None:
    """
    From the moment to the advice, printing included.
    """
    text = (ROOT / "examples" / "01_embed.py").read_text("utf-8")
    lines = [
        line
        for line in text.split('"""')[2].splitlines()
        if line and not re.match(r"(import|from) ", line)
    ]
    assert len(lines) == 6


def test_the_pins_hold(request: pytest.FixtureRequest) -> None:
    """
    The example pins what is released; before a first release there is nothing to pin.
    """
    file = ROOT / "examples" / "pins.yaml"
    if request.config.getoption("--refresh-golden"):
        file.write_text(_with_digests(file.read_text("utf-8")), "utf-8")
    is_released = (ROOT / "protocols" / "versions.lock").is_file()

    codes = {each.code for each in caring.check(file)}
    assert codes == (set() if is_released else {"pin-unknown"})


def _with_digests(text: str) -> str:
    """
    Put the digest of each version that is pinned behind its name.
    """
    return re.sub(
        r"(\S+@\S+): .*",
        lambda found: f'{found[1]}: "{caring.load(found[1]).digest}"',
        text,
    )
