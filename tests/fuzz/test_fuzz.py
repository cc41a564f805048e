"""
Whatever bytes come: what was found before, bundled files that were changed, and chance.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caring.library import bundled
from tests.fuzz.targets import TARGETS, yaml_check

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(Path(str(bundled().place)).rglob("*.yaml"))
SECONDS = os.environ.get("CARING_FUZZ_SECONDS", "20")


def kept() -> Iterator[Any]:
    """
    Walk the kept inputs.
    """
    for path in sorted(CORPUS.glob("*/*")):
        yield pytest.param(path, id=f"{path.parent.name}/{path.name}")


@pytest.mark.parametrize("path", list(kept()))
def test_what_is_kept_breaks_nothing(path: Path) -> None:
    """
    An input that broke something once is met for ever.
    """
    TARGETS[path.parent.name](path.read_bytes())


def test_the_corpus_is_small() -> None:
    """
    It is kept for what it shows; a fuzzer finds the rest anew.
    """
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert sum(path.stat().st_size for path in CORPUS.glob("*/*")) < 200_000


PIECES = re.compile(r"\w+|\s+|[^\w\s]")
ODD = [
    "",
    " ",
    "\n",
    "  ",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "&a ",
    "*a",
    "!x ",
    "|\n",
    "#",
    "%",
    "? ",
    "<<: ",
    "---\n",
    "...\n",
    "null",
    "~",
    "1",
    "-1",
    "1.5",
    "1e999",
    "true",
    "0x10",
    "\t",
    "\0",
    "\u202e",
    "\ufeff",
    "\u2028",
    "é",
    "not",
    "all",
    "any",
    "at_least",
    "of",
    "id",
    "version",
    "source",
    "declined",
    "not_asked",
    "safety.level",
    "consent.share_ngo",
    "law.age_of_majority",
    "service.kind",
]


@st.composite
def changed(draw: st.DrawFn) -> str:
    """
    Draw a bundled file in which pieces were taken away, doubled, moved or changed.

    Pieces are words, signs and spaces, so that most of the file still means something.
    """
    text = draw(st.sampled_from(FILES)).read_text("utf-8")
    pieces = PIECES.findall(text)
    where = st.integers(0, len(pieces) - 1)
    for _ in range(draw(st.integers(1, 4))):
        n, other = draw(where) % len(pieces), draw(where) % len(pieces)
        width = draw(st.integers(1, 12))
        match draw(st.sampled_from(["change", "take", "double", "move", "borrow"])):
            case "change":
                pieces[n] = draw(st.sampled_from(ODD))
            case "take":
                del pieces[n : n + width]
            case "double":
                pieces[n:n] = pieces[n : n + width]
            case "move":
                pieces[n], pieces[other] = pieces[other], pieces[n]
            case _:
                pieces[n] = pieces[other]
        pieces = pieces or [" "]
    return "".join(pieces)


@given(changed())
def test_a_changed_file_gets_findings_and_no_traceback(text: str) -> None:
    """
    Whatever became of a file, an editor is told in sentences.
    """
    yaml_check(text.encode("utf-8", "surrogatepass"))


@pytest.mark.whole
@pytest.mark.parametrize("target", TARGETS)
def test_fuzz(target: str) -> None:
    """
    A fuzzer that sees which lines it reaches finds nothing that breaks.
    """
    if find_spec("atheris") is None:
        assert "CARING_MUST_FUZZ" not in os.environ, 'pip install "caring[fuzz]"'
        pytest.skip("atheris is not here; there may be none for this Python")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, SECONDS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    assert runs is not None
    assert int(runs[1]) > 100
