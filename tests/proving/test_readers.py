"""
The page for readers: every guarantee and invariant, with where it ends.
"""

import pytest

from caring.authoring.invariants import invariants_of
from caring.library import bundled
from caring.proving.guarantees import ALL
from caring.proving.laws import NO_HOLE, SAYS
from tests.proving.limits import LIMITS
from tests.proving.readers import (
    INSTEAD,
    PAGE,
    as_page,
    without_counts,
)
from tests.proving.test_faults import FAULTS as IN_FILES
from tests.proving.test_guarantees import FAULTS as IN_MEANING


def every() -> dict[str, str]:
    guarantees = {each.id: each.says for each in ALL}
    invariants = {each.id: each.says for each in invariants_of(bundled())}
    return guarantees | invariants | {NO_HOLE: SAYS}


def sections() -> dict[str, str]:
    parts = PAGE.read_text(encoding="utf-8").split("\n### `")[1:]
    return {one.partition("`")[0]: one for one in parts}


def test_each_has_its_section_and_its_limits() -> None:
    """
    Whoever adds a guarantee or an invariant says where it ends, and writes the page.
    """
    found, wanted = sections(), every()
    assert set(LIMITS) == set(wanted)
    assert set(found) == set(wanted)
    for id_, says in wanted.items():
        assert f"**{says}**" in found[id_]
        assert f"- *Where it ends:* {LIMITS[id_]}\n" in f"{found[id_]}\n"
        assert "*Held:*" in found[id_]
        assert "*Shown of:*" in found[id_]
        assert id_ == NO_HOLE or "*A case that it speaks of*" in found[id_]


def test_no_two_guarantees_have_the_same_limits() -> None:
    """
    Where each ends was thought about; only two duties to tell first end alike.
    """
    alike = {"cutting-is-told-to-the-person-first", "wound-is-told-to-the-person-first"}
    said = [says for id_, says in LIMITS.items() if id_ not in alike]
    assert len(set(said)) == len(said)


def test_every_planted_fault_is_told() -> None:
    """
    Each guarantee shows what it caught; what no file can show is told in words.
    """
    planted = {each.guarantee for each in IN_FILES} | {each[0] for each in IN_MEANING}
    found = sections()
    assert {id_ for id_, each in found.items() if "A fault that it caught" in each} == (
        planted
    )
    assert planted >= {each.id for each in ALL}
    assert set(INSTEAD) >= planted - {each.guarantee for each in IN_FILES}


def test_counts_are_forgotten_and_nothing_else() -> None:
    """
    An edit of a protocol changes how many checks there are; names still count.
    """
    one = "- *Shown of:* safety: asq, da-5 (11 checks)\n- *Held:* (2 checks) so\n"
    assert without_counts(one) == one.replace(" (11 checks)", "")
    assert without_counts(one.replace("11", "1")) == without_counts(one)
    assert without_counts(one.replace("asq", "dash")) != without_counts(one)


@pytest.mark.whole
def test_the_page_is_up_to_date() -> None:
    """
    Run `python -m tests.proving` after a change of a guarantee, a case or a protocol.
    """
    kept = without_counts(PAGE.read_text(encoding="utf-8"))
    assert kept == without_counts("\n".join(as_page()) + "\n")
