"""
Ways without consent in everyday words, always with their limits.
"""

from collections.abc import Mapping

import pytest

from caring.guidance.actions import ActionClass
from caring.guidance.assessment import Advice
from caring.guidance.reports import advice_report
from caring.language.consent import About, Consent
from caring.language.routes import Route
from caring.showing.kinds import own_lines
from caring.showing.results import advice_lines
from caring.showing.wording import Wording
from tests.spec.builders import (
    action,
    advice_of,
    consent,
    consent_given,
    consent_rules,
    every,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    some_hold,
    through,
    way,
)

EXAMINE = purpose(
    "examine",
    about=About.EXAMINING,
    needs_recipient=False,
    needs_items=False,
    emergency=way(is_yes("threat")),
)
PICTURE = purpose("picture", about=About.PHOTOGRAPHS)
REPORT = purpose(
    "report", about=About.REPORTING, legal_duty=way(is_yes("law.duty"), "first_name")
)
RULES = consent_rules(patient_decides(), EXAMINE, REPORT, PICTURE)


def _advice(answers: Mapping[str, object], *records: Consent) -> Advice:
    guard = some_hold(consent_given("examine"), through("examine", Route.EMERGENCY))
    does = action("do", ActionClass.EXAMINING, guard=guard)
    needs = every(row("doctor", is_yes("hurt")), actions={"doctor": ["do"]})
    return advice_of(
        RULES,
        referral(needs, actions=[does]),
        answers={"adult": "yes", "hurt": "yes", **answers},
        consents=records,
    )


def _text(advice: Advice) -> str:
    return "\n".join(each.text for each in advice_lines(advice))


OPEN = (
    "Without consent: the way for emergencies is open for examine."
    " At most: Only what cannot wait."
)
WAITS = "It has to wait: the way for emergencies, for examine, is not surely there."


@pytest.mark.parametrize(
    ("threat", "times", "waits"), [("yes", 2, 0), ("no", 0, 0), ("not_asked", 0, 1)]
)
def test_an_open_way_is_told_with_its_limits(
    threat: str, times: int, waits: int
) -> None:
    """
    An open way stands at the entry and in the result; one that is closed is no news.
    """
    text = _text(_advice({"threat": threat}))

    assert text.count(OPEN) == times
    assert text.count(WAITS) == waits
    assert ("consent for examine is not surely there" in text) is (times == 0)
    unsought = "no consent is recorded for: examine"
    assert (unsought in text) is (times == 0)


def test_what_a_record_says_stands_beside_the_way() -> None:
    """
    Beside an open way the refusal is told as a refusal.
    """
    refused = consent(purpose="examine", state="refused", pressure="yes")
    text = _text(_advice({"threat": "yes"}, refused))

    assert "consent for examine to Harbour House: refused or withdrawn." in text
    assert OPEN in text


def test_what_a_reader_of_the_rules_sees() -> None:
    """
    The rules tell when a way is open, how far it goes and what is passed on.
    """
    lines = [each.text for each in own_lines(RULES, Wording(RULES, None))]
    wanted = [
        "Without consent, the way for emergencies: threat.",
        "Without consent, the way of a legal duty: the law on duty.",
        "At most: Only what cannot wait.",
        "Pass on only: first name.",
        "If somebody else decides, a no of the person stops it all the same.",
    ]

    assert [lines.count(each) for each in wanted] == [1, 1, 2, 1, 1]


def test_what_a_program_reads() -> None:
    """
    In JSON a decision has its route, limits and the ten, and every way whether it is
    open.
    """
    data = advice_report(_advice({"threat": "yes"}))
    (examine, *_) = data["assessments"]["consent"]["consents"]
    ways = data["assessments"]["consent"]["routes"]

    assert (examine["route"], examine["limits"], examine["may_proceed"]) == (
        "emergency",
        "Only what cannot wait.",
        False,
    )
    assert examine["validity"]["unconditionality"] == "yes"
    assert set(examine["validity"].values()) == {"yes", "unknown"}
    assert [(each["purpose"], each["route"], each["open"]) for each in ways] == [
        ("examine", "emergency", "yes"),
        ("report", "legal_duty", "unknown"),
    ]
    assert [each["fact"] for each in ways[1]["missing"]] == ["law.duty"]
    (entry,) = data["advised"]
    assert [each["route"] for each in entry["consents"]] == ["emergency"]
