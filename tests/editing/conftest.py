"""
A small folder of guidance to work in, called ``protocols`` as an editor would call it.
"""

import shutil
from pathlib import Path

import pytest

from tests.test_broken import BASE


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    Go where an editor would stand, and hand over the folder there.
    """
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, tmp_path / "protocols")
    return Path("protocols")
