"""
Many threads at once get what one alone gets.
"""

import datetime as dt
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import caring
from caring.guidance.pathway import Pathway
from caring.running.advise import advise
from caring.shelf import Shelf
from tests.releasing import release_all

BASE = Path(__file__).parent.parent / "broken" / "_base"
PATHWAY = "pathway/visit"
THREADS = 8
SIGNS = (
    *("papers_held_by_other", "pay_kept_back", "threatened", "wants_to_report"),
    *("works_in_exposed_sector", "afraid_or_mistrustful", "wants_legal_advice"),
    "trouble_explaining_complaint",
)
ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _often_interrupted() -> Iterator[None]:
    """
    Let threads take turns as often as Python can, so that what can go wrong does.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _at_once(work: Callable[[int], str]) -> list[str]:
    """
    Do the same in many threads that start together.
    """
    start = threading.Barrier(THREADS)

    def begin(number: int) -> str:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def _advice(shelf: Shelf, _: int = 0) -> str:
    pathway = shelf.load(PATHWAY)
    assert isinstance(pathway, Pathway)
    return advise(pathway, {"papers_held": True}, on=ON).to_json()


@pytest.mark.parametrize("is_released", [False, True])
def test_the_first_load_is_shared(tmp_path: Path, *, is_released: bool) -> None:
    """
    Threads that load the same for the first time all get it, and give the same advice.
    """
    place = tmp_path / "protocols"
    shutil.copytree(BASE, place)
    if is_released:
        release_all(place)
    alone = _advice(Shelf(place, "here"))

    for _ in range(3):
        assert _at_once(partial(_advice, Shelf(place, "here"))) == [alone] * THREADS


def test_people_are_kept_apart() -> None:
    """
    Threads that advise different people at once get for each what one alone gets.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, Pathway)

    def work(number: int) -> str:
        chosen = dict.fromkeys(SIGNS[: number + 1], "yes")
        return caring.advise(chosen, pathway=pathway, on=ON).to_json()

    alone = [work(number) for number in range(THREADS)]

    assert _at_once(work) == alone
    assert len(set(alone)) > THREADS // 2  # mixing people up would show


def test_reading_a_file_in_many_threads() -> None:
    """
    What is read from YAML is built beside what other threads build.
    """
    file = BASE / "pathway" / "visit" / "1.0.0.yaml"
    alone = caring.read(file).digest

    assert _at_once(lambda _: caring.read(file).digest) == [alone] * THREADS
