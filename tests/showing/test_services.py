"""
Services as text: which suit, which need a question first, and what is done meanwhile.
"""

import attrs

from caring.guidance.assessment import Advice
from caring.language.decisions import Urgency
from caring.showing.lines import as_text
from caring.showing.results import advice_lines
from tests.spec.builders import (
    advice_of,
    consent_given,
    every,
    is_one_of,
    is_yes,
    referral,
    row,
    row_to_act_on,
)
from tests.spec.services import advised, asks, service, shelters

QUIET = asks("quiet", is_yes("service.quiet"))


def _services(advice: Advice) -> str:
    """
    The part of the text that is about services; nothing where there is none.
    """
    text = as_text(advice_lines(advice))
    _, found, after = text.partition("\nServices\n")
    return after.partition("\n\n")[0] if found else ""


def test_a_service_that_suits() -> None:
    """
    It says how to reach it, how soon it helps, who vetted it and until when that holds.
    """
    house = service(quiet=True, takes_within="h24")

    assert _services(advised(shelters(QUIET), house, homeless="yes")) == (
        "  bed, when there is time\n"
        "    - House: suitable\n"
        "      Contact: Call house. It can help within 24 hours.\n"
        "      Vetted by two people; review due 2026-01-15."
    )


def test_a_service_of_which_something_is_open() -> None:
    """
    It says whom to ask what, and not how to reach it.
    """
    rules = shelters(
        QUIET,
        asks("men", is_one_of("gender", "man")),
        asks("agreed", consent_given("share_ngo")),
    )

    assert _services(advised(rules, service(), homeless="yes")) == (
        "  bed, when there is time\n"
        "    - House: ask first (why 3, why 4, why 5)\n"
        "      Ask the service: Is it so that service.quiet?\n"
        "      Not known of the person: gender.\n"
        "      No consent for share ngo surely holds for this service.\n"
        "    None is surely suitable. Meanwhile (why 2):\n"
        "      - Do stay_here."
    )


def test_a_service_without_a_time_and_one_that_does_not_suit() -> None:
    """
    What is not known is not said, and what does not suit points to why.
    """
    there = (service("a", quiet=True), service("b", quiet=False))

    assert _services(advised(shelters(QUIET), *there, homeless="yes")) == (
        "  bed, when there is time\n"
        "    - A: suitable\n"
        "      Contact: Call a.\n"
        "      Vetted by two people; review due 2026-01-15.\n"
        "    - B: not suitable (why 2)"
    )


def test_no_service_for_a_need_as_a_precaution() -> None:
    """
    That none is there is said, and that the need is merely possible.
    """
    needs = every(
        row_to_act_on("bed", is_yes("homeless"), urgency=Urgency.IMMEDIATE),
        actions={"bed": ["offer"]},
    )

    assert _services(advised(shelters(needs=needs), loud="yes")) == (
        "  bed, now, as a precaution\n"
        "    No service in the directory is for this. Meanwhile (why 2):\n"
        "      - Do stay_here."
    )


def test_without_a_directory_it_is_said_once() -> None:
    """
    Where no rule asks for services, nothing is said of them.
    """
    none = "  No directory was handed in, so no service is named."
    plain = referral(every(row("bed", is_yes("homeless"))))

    assert _services(advice_of(shelters(), answers={"homeless": "yes"})) == none
    assert _services(advice_of(plain, answers={"homeless": "yes"})) == ""
    assert _services(advised(shelters(), homeless="no")) == ""


def test_a_need_without_a_time_of_its_own() -> None:
    """
    Its title is what the protocol calls the service.
    """
    bed = attrs.evolve(row("bed", is_yes("homeless")), title="A safe bed")
    rules = shelters(needs=every(bed, actions={"bed": ["offer"]}))

    assert _services(advised(rules, homeless="yes")).startswith("  A safe bed, when")
