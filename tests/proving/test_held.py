"""
The table of what is held: nothing in it is claimed that is not shown.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from caring.authoring.invariants import invariants_of
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.library import bundled
from caring.proving.guarantees import ALL
from caring.proving.laws import NO_HOLE, read_calendar
from caring.proving.prove import Proof, prove
from tests.proving.__main__ import PAGE
from tests.proving.held import HELD, Held, as_table

ROOT = Path(__file__).parents[2]
PROVED = [
    each
    for each in HELD
    if each.how in {"proved", "proved by two runs", "asking guard"}
]


def names(how: str) -> list[Held]:
    return [each for each in HELD if each.how == how]


def name_of(each: Held) -> str:
    return f"INV-{each.number:02}"


def test_the_page_is_up_to_date() -> None:
    """
    Run `python -m tests.proving` after a change.
    """
    assert PAGE.read_text(encoding="utf-8") == "\n".join(as_table()) + "\n"


def test_all_seventy_are_there_once() -> None:
    """
    From 1 to 70.
    """
    assert [each.number for each in HELD] == list(range(1, 71))
    assert all(each.by for each in HELD)


@pytest.mark.parametrize("each", PROVED, ids=name_of)
def test_what_is_proved_has_a_name_here(each: Held) -> None:
    """
    A proof is a guarantee of all, or an invariant of the folder.
    """
    known = {one.id for one in ALL} | {one.id for one in invariants_of(bundled())}
    assert set(each.by) <= known


@cache
def proofs() -> tuple[Proof, ...]:
    invariants = invariants_of(bundled())
    found: list[Proof] = []
    for name in bundled().versions():
        guidance = bundled().load(name)
        assert isinstance(guidance, Protocol | Pathway)
        found += prove(guidance, invariants).proofs
    return tuple(found)


@pytest.mark.whole
@pytest.mark.parametrize("each", PROVED, ids=name_of)
def test_what_is_proved_holds_and_has_a_witness(each: Held) -> None:
    """
    Wherever it speaks it holds, and somewhere there are answers that it speaks of.
    """
    for id_ in each.by:
        found = [one for one in proofs() if one.guarantee == id_]
        assert found
        assert all(one.holds and one.witness is not None for one in found)


@pytest.mark.parametrize("each", names("vocabulary"), ids=name_of)
def test_what_has_no_word_cannot_be_advised(each: Held) -> None:
    """
    No action of the dictionary has such a word in its name.
    """
    dictionary, _ = bundled().dictionary()
    ids = set(dictionary.actions)
    for word in each.by:
        assert not [id_ for id_ in ids if word in id_]


@pytest.mark.parametrize("each", names("property test"), ids=name_of)
def test_what_is_tested_has_its_test(each: Held) -> None:
    """
    A test that is named exists.
    """
    for node in each.by:
        file, _, function = node.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        tests = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
        assert tests
        assert function in tests or not function


@pytest.mark.parametrize("each", names("law check"), ids=name_of)
def test_what_is_read_in_laws_is_so(each: Held) -> None:
    """
    Every law that is bundled passes.
    """
    assert each.by == (NO_HOLE,)
    for name in bundled().laws():
        law = bundled().load(name)
        assert isinstance(law, Law)
        assert read_calendar(law).holds
