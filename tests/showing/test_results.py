"""
Results as a text that can be read aloud.
"""

import attrs
import pytest

from caring.guidance.assessment import Advice, Assessment
from caring.language.conditions import Condition
from caring.language.decisions import Decision, Every, First, Highest
from caring.running.assess import assess
from caring.showing.lines import as_text
from caring.showing.results import advice_lines, assessment_lines
from tests.spec.builders import (
    NOON,
    advice_of,
    care,
    consent,
    consent_rules,
    every,
    first,
    highest,
    is_no,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    screening,
    sharing,
)

A, B = is_yes("is_alone"), is_yes("papers_held")


def _result(
    decision: Decision,
    answers: dict[str, object],
    population: Condition | None = None,
) -> list[str]:
    """
    The lines on what stands, below the name of the protocol.
    """
    text = as_text(assessment_lines(_assess(decision, population, answers)))
    return [each.strip() for each in text.partition("Result\n")[2].splitlines()[1:]]


def _assess(
    decision: Decision, population: Condition | None, answers: dict[str, object]
) -> Assessment:
    match decision:
        case Highest():
            protocol = screening(decision, population=population)
            return assess(protocol, answers, on=NOON)
        case First():
            return assess(consent_rules(decision), answers, on=NOON)
        case Every():
            return assess(referral(decision), answers, on=NOON)


LEVELS = highest(row("some", A), row("high", B))
BOTH_WAYS = highest(
    row("some", A),
    row("some", is_no("is_alone")),
    both_ways={"is_alone": ("yes", "no")},
)
TABLE = first(row("patient", A), gap="nobody says", unsettled="nobody_yet")
NEEDS = every(row("safe_bed", A), row("doctor", B))


@pytest.mark.parametrize(
    ("decision", "answers", "words"),
    [
        (
            LEVELS,
            {"papers_held": "yes"},
            "concern: high. Settled: nothing that is missing could change it.",
        ),
        (
            LEVELS,
            {"is_alone": "yes"},
            (
                "concern: from some to high; act on some."
                " Not settled: 1 fact could still be found out."
            ),
        ),
        (
            LEVELS,
            {"is_alone": "yes", "papers_held": "declined"},
            (
                "concern: from some to high; act on some."
                " Not settled, and not open: this is no reason to ask again."
            ),
        ),
        (
            BOTH_WAYS,
            {},
            (
                "concern: from none to some; act on some."
                " Not decided by these rules: no answer could settle it."
            ),
        ),
        (
            TABLE,
            {"is_alone": "yes"},
            "table: patient. Settled: nothing that is missing could change it.",
        ),
        (
            TABLE,
            {"is_alone": "no"},
            "table: nothing. Settled: nothing that is missing could change it.",
        ),
        (
            TABLE,
            {},
            "table: nobody yet. Not settled: 1 fact could still be found out.",
        ),
        (
            NEEDS,
            {"is_alone": "yes", "papers_held": "no"},
            (
                "needs: certain safe bed; possible none."
                " Settled: nothing that is missing could change it."
            ),
        ),
        (
            NEEDS,
            {"is_alone": "yes"},
            (
                "needs: certain safe bed; possible doctor."
                " Not settled: 1 fact could still be found out."
            ),
        ),
    ],
)
def test_what_stands(
    decision: Decision, answers: dict[str, object], words: str
) -> None:
    """
    A result says what it is, whether it is settled, and whether asking can help.
    """
    assert " ".join(_result(decision, answers)) == words


@pytest.mark.parametrize(
    ("adult", "first_line"),
    [
        ("no", "It is not for this person, and says nothing here."),
        ("not_asked", "It is not known whether it is for this person."),
        ("yes", "concern: from some to high; act on some. Not settled: 1 fact could"),
    ],
)
def test_whether_it_is_for_this_person(adult: str, first_line: str) -> None:
    """
    Outside its population a protocol says nothing; while that is unknown it says so.
    """
    answers: dict[str, object] = {"adult": adult, "is_alone": "yes"}
    lines = _result(LEVELS, answers, is_yes("adult"))

    assert lines[0].startswith(first_line)
    assert (len(lines) == 1) is (adult == "no")


def _advised(advice: Advice) -> str:
    return as_text(advice_lines(advice))


HELP = every(row("safe_bed", A), actions={"safe_bed": ["share"]})


def _sharing(*instead: str, state: str = "given") -> Advice:
    actions = [sharing("share", "share_ngo", instead=instead), care("give_number")]
    return advice_of(
        consent_rules(patient_decides(), purpose()),
        referral(HELP, actions=actions),
        answers={"adult": "yes", "is_alone": "yes"},
        consents=(consent(state=state),),
    )


def test_what_is_done_names_who_may_receive() -> None:
    """
    With a consent the advice names the recipient, and nothing is said to be closed.
    """
    text = _advised(_sharing())

    assert "Consent for share ngo is given to Harbour House and to nobody else." in text
    assert "Not now" not in text
    assert "Staff can note without asking" not in text


def test_what_is_not_done_says_why_and_what_else() -> None:
    """
    Without one it says what is lacking, and what can be done in its place, if anything.
    """
    lacking = "It has to wait: consent for share ngo is not there."
    alone = _advised(_sharing(state="refused"))
    replaced = _advised(_sharing("give_number", state="refused"))

    assert lacking in alone
    assert "Instead" not in alone
    assert f"{lacking}\n    Instead: Do give_number." in replaced
    assert "Do give_number. (in place of something below; why 1; source 1)" in replaced


def test_only_what_was_agreed_is_passed_on() -> None:
    """
    What may be passed on is never more than the items that the consent covers.
    """
    share = attrs.evolve(
        sharing("share", "share_ngo"), carries=("first_name", "home_address")
    )
    advice = advice_of(
        consent_rules(patient_decides(), purpose()),
        referral(HELP, actions=[share]),
        answers={"adult": "yes", "is_alone": "yes"},
        consents=(consent(items=("first_name",)),),
    )

    assert "home address" not in _advised(advice)


def test_a_consent_that_names_no_recipient() -> None:
    """
    A consent to something that passes nothing on says nothing of who receives it.
    """
    advice = advice_of(
        consent_rules(
            patient_decides(),
            purpose("examine", needs_recipient=False, needs_items=False),
        ),
        referral(HELP, actions=[sharing("share", "examine")]),
        answers={"adult": "yes", "is_alone": "yes"},
        consents=(consent(purpose="examine", recipient=None),),
    )

    assert advice.actions == ("share",)
    assert "nobody else" not in _advised(advice)


def test_nothing_left_to_ask() -> None:
    """
    Once everything is settled there is no list of questions.
    """
    settled = advice_of(screening(LEVELS), answers={"papers_held": "yes"})

    assert "Find out next" in _advised(advice_of(screening(LEVELS)))
    assert "Find out next" not in _advised(settled)
