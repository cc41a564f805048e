"""
What mutation testing found the last time holds, and nothing in it is left unexplained.
"""

from pathlib import Path

import pytest

from tests.mutation import report
from tests.mutation.mutants import mutants_of
from tests.mutation.report import (
    FLOOR,
    ROOMS,
    Outcome,
    Survivor,
    as_page,
    outcome_of,
    rate_of,
    read_reasons,
    read_results,
)

RULE = '''
class Rule:
    @property
    def holds(self):
        """Say whether it holds."""
        return self.least <= 2 and any(each for each in self.rows if each)
'''


@pytest.mark.parametrize("room", ROOMS)
def test_nearly_every_mutant_is_noticed(room: str) -> None:
    assert rate_of(room, read_results()) >= FLOOR


def test_every_survivor_is_explained() -> None:
    survived = {one for each in read_results().values() for one in each.survivors}

    assert survived - set(read_reasons()) == set()


def test_every_explanation_has_its_survivor() -> None:
    survived = {one for each in read_results().values() for one in each.survivors}

    assert set(read_reasons()) - survived == set()


def test_every_explanation_says_something() -> None:
    assert min(len(each.split()) for each in read_reasons().values()) > 3


def test_the_page_shows_what_was_found() -> None:
    page = as_page(read_results(), read_reasons())

    assert page == report.REPORT.read_text("utf-8")


def test_a_method_behind_a_decorator_is_changed_too(tmp_path: Path) -> None:
    """
    mutmut leaves properties alone; most of what a value says about itself is one.
    """
    file = tmp_path / "rule.py"
    file.write_text(RULE, "utf-8")
    found = mutants_of(file, "rule.py")

    assert {each.function for each in found} == {"Rule.holds"}
    line = RULE.splitlines()[-1].strip()
    changes = {each.change for each in found}
    for old, new in (
        ("<=", "<"),
        ("2", "3"),
        ("and", "or"),
        ("any(", "all("),
        (" if each)", ")"),
    ):
        assert f"{line} => {line.replace(old, new)}" in changes


def test_a_mutant_that_hangs_is_noticed_and_one_without_tests_is_not() -> None:
    rows = [
        {"file": "values/a.py", "function": "f", "change": name, "outcome": name}
        for name in ("killed", "timed_out", "not_covered", "survived")
    ]
    found = outcome_of(rows, digest="0", on="2026-11-23", unreached=3)

    assert (found.mutants, found.killed) == (4, 2)
    assert found.survivors == (
        Survivor("values/a.py", "f", "not_covered"),
        Survivor("values/a.py", "f", "survived"),
    )


def test_the_rate_of_a_room_is_that_of_all_its_files() -> None:
    def outcome(**counts: int) -> Outcome:
        return Outcome(
            digest="0", on="2026-11-23", unreached=3, counts=counts, survivors=()
        )

    outcomes = {
        "values/a.py": outcome(killed=97),
        "values/b.py": outcome(killed=1, survived=2),
        "running/c.py": outcome(survived=5),
    }

    assert rate_of("values", outcomes) == 0.98
    assert rate_of("running", outcomes) == 0
    assert rate_of("guidance", outcomes) == 0
