"""
A protocol as a text for review: what each form of condition and rule is called.
"""

import attrs
import pytest

from caring.guidance.protocol import Guidance, Status
from caring.language.conditions import Condition
from caring.language.consent import Form
from caring.language.decisions import Urgency
from caring.showing.conditions import say
from caring.showing.lines import as_text
from caring.showing.protocols import protocol_lines
from caring.showing.wording import Wording
from tests.spec.builders import (
    all_hold,
    at_least,
    care,
    choice,
    consent_given,
    consent_rules,
    does_not_hold,
    every,
    first,
    highest,
    is_declined,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    level_reaches,
    named,
    none_hold,
    number,
    patient_decides,
    purpose,
    referral,
    row,
    score,
    screening,
    sharing,
    some_hold,
    yes_no,
)

A, B = is_yes("is_alone"), is_yes("papers_held")
FACTS = [choice("who_decides", "patient", "guardian", "court"), number("age", 0, 120)]


def _text(guidance: Guidance) -> str:
    return as_text(protocol_lines(guidance))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (A, "is alone"),
        (is_no("is_alone"), "is alone is no"),
        (is_one_of("who_decides", "patient"), "who decides is patient"),
        # options are said in the order of the fact, whatever the order they stand in
        (
            is_one_of("who_decides", "court", "patient"),
            "who decides is patient or court",
        ),
        (is_within("age", at_least=18), "age is at least 18 days"),
        (is_within("age", below=18), "age is below 18 days"),
        (
            is_within("age", at_least=12, below=18),
            "age is at least 12 and below 18 days",
        ),
        (is_declined("is_alone"), "is alone is recorded as declined"),
        (level_reaches("high"), "screening is at least high"),
        (consent_given("share_ngo"), "a valid consent for share ngo is there"),
        (named("safe_to_ask", A), "safe to ask holds"),
        (all_hold(A, B), "(is alone and papers held)"),
        (some_hold(A, B), "(is alone or papers held)"),
        (none_hold(A, B), "none of (is alone; papers held)"),
        (does_not_hold(A), "not (is alone)"),
        (at_least(2, A, B), "at least 2 of (is alone; papers held)"),
        (score({"is_alone": 1}, at_least=2), "the score load is at least 2"),
        (score({"is_alone": 1}, below=2), "the score load is below 2"),
        # brackets keep apart what belongs apart
        (
            all_hold(A, some_hold(B, is_no("is_alone"))),
            "(is alone and (papers held or is alone is no))",
        ),
    ],
)
def test_conditions_in_words(condition: Condition, words: str) -> None:
    """
    Each form of condition has its own words.
    """
    protocol = screening(highest(row("some", condition)), facts=FACTS)

    assert say(condition, protocol, Wording(protocol, None)) == words


@pytest.mark.parametrize(
    ("population", "whom"),
    [
        (None, "For: everyone."),
        (is_yes("is_adult"), "For: is adult."),
        (none_hold(is_yes("is_child")), "For: none of (is child)."),
    ],
)
def test_whom_a_protocol_is_for(population: Condition | None, whom: str) -> None:
    """
    The first thing said after the purpose is whom it is for.
    """
    protocol = screening(highest(row("some", A)), population=population)

    assert _text(protocol).splitlines()[3] == whom


def test_what_a_name_in_the_population_stands_for() -> None:
    """
    A named condition is said once, wherever it is used; without names there is no list.
    """
    adult = named("counts_as_adult", is_yes("is_adult"))
    text = _text(screening(highest(row("some", A)), population=adult))

    assert "For: counts as adult holds." in text
    assert "What the names stand for\n  - counts as adult: is adult" in text
    assert "What the names" not in _text(screening(highest(row("some", A))))


def test_when_a_question_applies() -> None:
    """
    Which question follows on which answer is said beside the question.
    """
    always = yes_no("papers_held")
    later = yes_no("papers_hidden", applies_when=is_yes("papers_held"))
    rows = (row("some", is_yes("papers_held")), row("high", is_yes("papers_hidden")))
    text = _text(screening(highest(*rows), facts=[always, later]))

    assert "\n    (asked, open; Yes; No)\n" in text
    assert "\n    (asked, open; only where papers held; Yes; No)" in text


def test_what_raises_the_floor() -> None:
    """
    Rows of the floor stand below the floor, each with its reason and source.
    """
    concern = highest(row("high", A), floor_rows=(row("high", B),))

    assert """\
  While not settled, act on some at least.
  - high when papers held
    This calls for high.
    Source: made up for a test (this project's own design).
""" in _text(screening(concern))


@pytest.mark.parametrize(
    ("otherwise", "gap", "words"),
    [
        ("nobody_yet", None, "- otherwise: nobody yet"),
        (None, "the law is silent here", "- otherwise: no result: the law is silent"),
    ],
)
def test_what_happens_when_no_row_holds(
    otherwise: str | None, gap: str | None, words: str
) -> None:
    """
    A declared gap is said with its reason.
    """
    table = first(
        row("patient", A), otherwise=otherwise, gap=gap, unsettled="nobody_yet"
    )

    assert words in _text(consent_rules(table))


@pytest.mark.parametrize(
    ("form", "recipient", "items", "expiry", "needs"),
    [
        (Form.ORAL, False, False, False, "It needs: oral form, no recipient."),
        (
            Form.WRITTEN,
            True,
            True,
            True,
            "It needs: written form, one named recipient, listed items, an end.",
        ),
    ],
)
def test_what_a_consent_needs(
    form: Form, needs: str, *, recipient: bool, items: bool, expiry: bool
) -> None:
    """
    A purpose says what a valid consent needs, and what goes on when it is refused.
    """
    asked = purpose(
        form=form, needs_recipient=recipient, needs_items=items, needs_expiry=expiry
    )
    text = _text(consent_rules(patient_decides(), asked))

    assert needs in text
    assert "Tell beforehand: what they keep, their duties." in text
    assert "If refused: Care goes on." in text


def test_a_purpose_for_which_nothing_must_be_told() -> None:
    """
    Where nothing must be told, the text says just that.
    """
    silent = attrs.evolve(purpose(), tell=())

    assert "Tell beforehand: nothing more." in _text(
        consent_rules(patient_decides(), silent)
    )


def test_needs_and_what_they_call_for() -> None:
    """
    A need says how soon, its actions stand below, and each action has its guard.
    """
    needs = every(
        row("shelter", A, urgency=Urgency.WITHIN_24_HOURS),
        actions={"shelter": ["give_number", "share"]},
    )
    protocol = referral(
        needs, actions=[care("give_number"), sharing("share", "share_ngo")]
    )
    text = _text(protocol)

    assert "- shelter (within 24 hours) when is alone" in text
    assert "shelter calls for: give number, share." in text
    assert "(care, when there is time)" in text
    guard = "only while a valid consent for share ngo is there"
    assert f"(sharing, when there is time; {guard})" in text


@pytest.mark.parametrize(
    ("status", "second_line"),
    [
        (Status.DRAFT, "DRAFT: no organisation has approved this."),
        (Status.IN_REVIEW, "IN REVIEW: no organisation has approved this yet."),
        (Status.RETIRED, "RETIRED: use a newer version."),
        (Status.APPROVED, "To test."),
    ],
)
def test_the_status_is_said_first(status: Status, second_line: str) -> None:
    """
    Whatever nobody approved says so before anything else.
    """
    protocol = attrs.evolve(screening(highest(row("some", A))), status=status)

    assert _text(protocol).splitlines()[1] == second_line
