"""
The scenario runner: each thing that a person may expect can fail.
"""

from pathlib import Path

import pytest

import caring
from caring.testing.scenarios import ScenarioResult, run_scenarios

SCREENING = "screening/signs-in-clinic"
PATHWAY = "pathway/staff-detect-signs"


def _run(folder: Path, of: str, expect: str, answers: str = "{}") -> ScenarioResult:
    file = folder / "one.yaml"
    file.write_text(
        f"""\
caring: scenarios/1
of: {of}
version: "1.0.0"
on: "2026-01-15T10:00:00+07:00"
scenarios:
  - name: One
    answers: {answers}
    expect: {expect}
""",
        "utf-8",
    )
    (result,) = run_scenarios(file)
    return result


@pytest.mark.parametrize(
    ("of", "right", "wrong"),
    [
        (SCREENING, "{applies: yes}", "{applies: unknown}"),
        (
            SCREENING,
            "{decisions: {concern: {working: some}}}",
            "{decisions: {concern: {working: high}}}",
        ),
        (
            SCREENING,
            "{decisions: {concern: {settled: no, open: yes}}}",
            "{decisions: {concern: {settled: yes}}}",
        ),
        (
            SCREENING,
            "{decisions: {concern: {at_least: none_noted, at_most: high}}}",
            "{decisions: {concern: {at_most: some}}}",
        ),
        (
            "consent/clinic-encounter",
            "{decisions: {share_ngo: {result: hold}}}",
            "{decisions: {share_ngo: {result: proceed}}}",
        ),
        (
            "consent/clinic-encounter",
            "{routes: {exam_general: none}}",
            "{routes: {exam_general: emergency}}",
        ),
        (
            "referral/first-services",
            "{decisions: {needs: {certain: []}}}",
            "{decisions: {needs: {possible: [shelter]}}}",
        ),
        (SCREENING, "{advised: [see_alone_by_routine]}", "{advised: [assess_safety]}"),
        (SCREENING, "{withheld: [offer_private_talk]}", "{withheld: [assess_safety]}"),
        (SCREENING, "{absent: [assess_safety]}", "{absent: [see_alone_by_routine]}"),
        (SCREENING, "{missing: [threatened]}", "{missing: [privacy]}"),
        (SCREENING, "{next_includes: [privacy]}", "{next_includes: [threatened]}"),
        (SCREENING, "{next_excludes: [threatened]}", "{next_excludes: [privacy]}"),
        (PATHWAY, "{advised: [see_alone_by_routine]}", "{advised: [assess_safety]}"),
        (
            PATHWAY,
            "{decisions: {screening.concern: {working: some}}}",
            "{decisions: {screening.concern: {working: none_noted}}}",
        ),
    ],
)
def test_what_is_expected_can_fail(
    of: str, right: str, wrong: str, tmp_path: Path
) -> None:
    """
    The right expectation passes, and the wrong one differs in just that.
    """
    assert _run(tmp_path, of, right).differences == ()

    (difference,) = _run(tmp_path, of, wrong).differences
    key = wrong.strip("{").partition(":")[0]
    assert key in (difference.what, "decisions", "routes")
    assert "expected" in str(difference)


def test_the_next_questions_are_compared_in_order(tmp_path: Path) -> None:
    """
    `next` is just these questions, in just this order.
    """
    gate = [
        "privacy",
        "controller_within_hearing",
        "limits_of_confidentiality_explained",
        "language_ok",
        "referral_information_ready",
        "stop_rule_explained",
    ]
    assert _run(tmp_path, PATHWAY, f"{{next: [{', '.join(gate)}]}}").passed
    turned = ", ".join(reversed(gate))
    (difference,) = _run(tmp_path, PATHWAY, f"{{next: [{turned}]}}").differences
    assert difference.what == "next"


def test_refused_answers_are_expected_by_the_facts_they_name(tmp_path: Path) -> None:
    """
    Answers that should be refused and are not, and the other way round, differ.
    """
    broken = "{cannot_be_woken: yes, capacity_in_doubt: no}"
    named = "{refused: [cannot_be_woken, capacity_in_doubt]}"

    assert _run(tmp_path, PATHWAY, named, broken).passed
    assert not _run(tmp_path, PATHWAY, named).passed
    assert not _run(tmp_path, PATHWAY, "{refused: [privacy]}", broken).passed
    assert not _run(tmp_path, PATHWAY, "{advised: []}", broken).passed


def test_a_pathway_has_no_population(tmp_path: Path) -> None:
    """
    `applies` is expected of a protocol, and of nothing else.
    """
    (difference,) = _run(tmp_path, PATHWAY, "{applies: yes}").differences
    assert "no population" in str(difference)


def test_a_file_that_cannot_be_read_is_no_failed_scenario(tmp_path: Path) -> None:
    """
    A mistake in the file is shown at its word, and no scenario is said to have passed.
    """
    file = tmp_path / "one.yaml"
    file.write_text("caring: scenarios/1\nof: [\n", "utf-8")

    with pytest.raises(caring.ProtocolError) as caught:
        list(run_scenarios(file))

    assert str(file) in {each.span.file.name for each in caught.value.findings}
