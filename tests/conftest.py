"""
What all tests share.
"""

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add the flag that rewrites golden files; the diff is read in review.
    """
    help_ = "write what is found into golden files, instead of comparing"
    parser.addoption("--refresh-golden", action="store_true", help=help_)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """
    Hold a text to the one kept in a file.
    """

    def compare(kept: Path, text: str) -> None:
        if request.config.getoption("--refresh-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, "utf-8")
        expected = kept.read_text("utf-8") if kept.exists() else ""
        assert text == expected, f"{kept} differs; see `--refresh-golden`"

    return compare
