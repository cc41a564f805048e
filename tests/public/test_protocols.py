"""
The bundled protocols: nothing is found wrong with them, and every scenario passes.
"""

from collections import Counter
from pathlib import Path

import pytest

import caring
from caring.guidance.protocol import Status
from caring.language.decisions import Every, First, Highest
from caring.language.silence import RECORDED
from caring.testing.scenarios import ScenarioResult, run_scenarios

ROOT = Path(__file__).parent.parent.parent
PROTOCOLS = ROOT / "protocols"


@pytest.fixture(scope="module")
def results() -> list[ScenarioResult]:
    return list(run_scenarios(PROTOCOLS))


def test_nothing_is_found_wrong() -> None:
    """
    `caring check` is silent on protocols and encounters.
    """
    assert caring.check(PROTOCOLS) == ()
    assert caring.check(ROOT / "examples" / "encounters") == ()


def test_every_scenario_passes(results: list[ScenarioResult]) -> None:
    """
    What a person expects is what comes out.
    """
    failed = {
        f"{each.span.place} {each.name}": [str(one) for one in each.differences]
        for each in results
        if not each.passed
    }
    assert failed == {}


def test_there_are_scenarios_enough(results: list[ScenarioResult]) -> None:
    """
    Every bundled protocol and pathway has some, and no two in a protocol share a name.
    """
    by_protocol = Counter(each.of for each in results)

    assert set(by_protocol) == set(caring.list_protocols())
    assert min(by_protocol.values()) >= 5
    names = Counter((each.of, each.name) for each in results)
    assert max(names.values()) == 1


def test_every_silence_stands_in_some_scenario() -> None:
    """
    Declined, does not know and unsafe to ask are each part of an expected result.
    """
    text = "\n".join(
        each.read_text("utf-8") for each in PROTOCOLS.rglob("scenarios/*.yaml")
    )
    for silence in RECORDED:
        assert f": {silence.value}" in text


def test_every_row_is_hit_by_some_scenario(results: list[ScenarioResult]) -> None:
    """
    Each rule of a bundled protocol surely holds in at least one scenario.
    """
    hit = {row for each in results for row in each.rows_that_hold}
    for name in caring.list_protocols():
        found = caring.load(name)
        if not isinstance(found, caring.Protocol):
            continue
        for decision in found.decisions:
            assert isinstance(decision, Highest | First | Every)
            for row in decision.rows:
                assert (found.id, decision.id, row.id) in hit, row.because


def test_drafts_say_so() -> None:
    """
    Nothing bundled claims to be approved; that is an adopting organisation's word.
    """
    for name in caring.list_protocols():
        assert caring.load(name).status is Status.DRAFT


def test_files_are_short_enough_for_one_sitting() -> None:
    """
    No file of guidance is longer than 300 lines.
    """
    for file in PROTOCOLS.rglob("*.yaml"):
        assert len(file.read_text("utf-8").splitlines()) <= 300, file
