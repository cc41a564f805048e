"""
Options of the whole suite.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Golden files are rewritten on purpose, and their diff is read.
    """
    parser.addoption(
        "--refresh-golden",
        action="store_true",
        help="write golden files from what comes out, then read the diff",
    )
