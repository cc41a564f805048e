"""
Whatever happens to a released file, it is refused or it is the same.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caring.released import LOCK, Releases, path_of
from caring.shelf import Shelf
from caring.values.errors import CaringError, ReleaseError
from tests.releasing import release_all

BASE = Path(__file__).parent.parent / "broken" / "_base"
SIGNS = "screening/signs@1.0.0"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A small folder in which everything is released.
    """
    found = tmp_path_factory.mktemp("released") / "protocols"
    shutil.copytree(BASE, found)
    release_all(found)
    return found


@pytest.fixture(scope="module", name="whole")
def _whole(place: Path) -> bytes:
    return (place / path_of(SIGNS)).read_bytes()


@given(st.data())
def test_one_changed_byte_is_refused(
    place: Path, whole: bytes, data: st.DataObject
) -> None:
    """
    *Nothing changes a release*: any byte, any other value for it.
    """
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda each: each != whole[at]))
    _is_refused(place, whole[:at] + bytes([other]) + whole[at + 1 :], whole)


@given(st.data())
def test_a_truncated_file_is_refused(
    place: Path, whole: bytes, data: st.DataObject
) -> None:
    """
    *Nothing changes a release*: cut off anywhere, or with something added.
    """
    end = data.draw(st.integers(0, len(whole) - 1))
    _is_refused(place, whole[:end], whole)
    _is_refused(place, whole + whole[end:], whole)


def _is_refused(place: Path, content: bytes, whole: bytes) -> None:
    file = place / path_of(SIGNS)
    file.write_bytes(content)
    try:
        with pytest.raises(ReleaseError):
            Releases.at(place).load(SIGNS)
    finally:
        file.write_bytes(whole)


@given(st.data())
def test_one_changed_byte_of_the_lock_gives_no_other_model(
    place: Path, data: st.DataObject
) -> None:
    """
    *Nothing changes a release*: a lock that was touched is refused, or changes nothing.
    """
    lock = (place / LOCK).read_bytes()
    before = Releases.at(place).load(SIGNS)
    at = data.draw(st.integers(0, len(lock) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda each: each != lock[at]))
    (place / LOCK).write_bytes(lock[:at] + bytes([other]) + lock[at + 1 :])
    try:
        found = Shelf(place, "here").load(SIGNS)
    except CaringError:
        return
    finally:
        (place / LOCK).write_bytes(lock)
    assert found == before
    assert (found.digest, found.wording_digest) == (
        before.digest,
        before.wording_digest,
    )
