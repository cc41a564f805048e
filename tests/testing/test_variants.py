"""
Guidance changed in one place: which changes are made.
"""

from caring.testing.variants import variants
from tests.spec.builders import (
    consent_rules,
    constraint,
    highest,
    is_no,
    is_yes,
    pathway,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

SMALL = screening(
    highest(row("high", is_yes("bruises"))),
    facts=[yes_no("bruises", applies_when=is_yes("seen")), yes_no("seen")],
    population=is_no("child"),
    constraints=(constraint(is_yes("bruises"), is_yes("child")),),
)


def test_each_part_that_means_something_is_changed_once() -> None:
    """
    A row, each other floor, the population, a constraint, when a fact applies.
    """
    found = dict(variants(SMALL))
    row_ = SMALL.concern.rows[0].id

    assert set(found) == {
        f"row `{row_}` of `concern`",
        "the floor of `concern`",
        "whom it is for",
        "constraint `small`",
        "when `bruises` applies",
    }
    assert len({each.digest for each in found.values()} | {SMALL.digest}) == 6


def test_tables_that_lie_by_name_are_changed_too() -> None:
    """
    Who decides is a table of its own; what is no table is left as it is.
    """
    rules = consent_rules(patient_decides(), purpose("share"))
    rows = [each.id for each in rules.deciders["who"].rows]

    assert [said for said, _ in variants(rules)] == [
        f"row `{each}` of `who`" for each in rows
    ]


def test_along_a_pathway_one_step_is_changed_at_a_time() -> None:
    """
    The change names its role; the other steps stay.
    """
    along = pathway(SMALL)
    for said, changed in variants(along):
        assert said.startswith("screening: ")
        assert changed.digest != along.digest
