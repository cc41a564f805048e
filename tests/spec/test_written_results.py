"""
What a result says when it is written as JSON, key by key.
"""

import datetime as dt
import json
from typing import Any

import pytest

from caring.guidance.approval import Approval
from caring.guidance.directory import Service
from caring.guidance.law import Provision, Said, WhyUnknown
from caring.guidance.reports import _said, _source, as_json
from caring.guidance.safety import Escalation, one_step_up
from caring.language.conditions import All, AnyOf
from caring.language.decisions import Urgency
from caring.running.advise import advise
from caring.running.assess import assess
from caring.values.sources import Reading, Source, Work
from caring.values.spans import SourceFile, Span
from tests.spec.builders import NOON, highest, is_yes, pathway, row, screening
from tests.spec.services import TODAY, advised, asks, service, shelters

OWN = {
    "work": None,
    "title": None,
    "part": "made up for a test",
    "read": "project",
}


def _referrals(*services: Service) -> list[dict[str, Any]]:
    rules = shelters(asks("quiet", is_yes("service.quiet")))
    advice = advised(rules, *services, homeless="yes")
    found: list[dict[str, Any]] = json.loads(advice.to_json())["referrals"]
    return found


def test_the_text_of_a_result() -> None:
    """
    Sorted keys, so that equal results are equal text; letters as people write them.
    """
    written = '{\n  "a": [\n    1\n  ],\n  "b": "Việt Nam"\n}'

    assert as_json({"b": "Việt Nam", "a": [1]}) == written


def test_a_referral() -> None:
    """
    Every service is listed, how to reach it only where it suits, and what is open.
    """
    quiet = service(quiet=True, takes_within=Urgency.WITHIN_24_HOURS)
    (found,) = _referrals(quiet, service("other"), service("loud", quiet=False))
    common = {"vetted_by": "two people", "review_due": "2026-01-15"}

    def reason(result: str, because: str) -> dict[str, Any]:
        return {
            "role": "referral",
            "decision": "bed",
            "result": result,
            "because": because,
            "source": OWN,
            "facts": [],
        }

    candidates = found.pop("candidates")
    reasons = {each["service"]: each.pop("reasons") for each in candidates}
    assert found == {
        "role": "referral",
        "need": "bed",
        "title": "bed",
        "urgency": "routine",
        "certainty": "certain",
        "none_suitable": False,
        "instead": [],
        "instead_because": None,
    }
    assert candidates == [
        {
            "service": "house",
            "title": "House",
            "suitability": "suitable",
            "contact": "Call house.",
            "takes_within": "h24",
            "missing": [],
            "ask_service": [],
            "seek_consent": [],
            **common,
        },
        {
            "service": "other",
            "title": "Other",
            "suitability": "ask_first",
            "contact": None,
            "takes_within": None,
            "missing": [],
            "ask_service": ["service.quiet"],
            "seek_consent": [],
            **common,
        },
        {
            "service": "loud",
            "title": "Loud",
            "suitability": "not_suitable",
            "contact": None,
            "takes_within": None,
            "missing": [],
            "ask_service": [],
            "seek_consent": [],
            **common,
        },
    ]
    assert [each["because"] for each in reasons["loud"]] == ["So quiet."]
    assert reason("", "").keys() == reasons["loud"][0].keys()


def test_what_is_not_known_of_the_person_is_missing_of_a_candidate() -> None:
    """
    It is asked of the person, and not of the service.
    """
    rules = shelters(asks("calm", is_yes("loud")))
    advice = advised(rules, service(), homeless="yes")
    ((candidate,),) = (
        each["candidates"] for each in json.loads(advice.to_json())["referrals"]
    )

    assert candidate["missing"] == [
        {"fact": "loud", "why": "not_asked", "critical": True}
    ]


def test_where_nothing_suits() -> None:
    """
    It is said so, with what is done instead and why.
    """
    (found,) = _referrals()

    assert found["none_suitable"] is True
    assert found["instead"] == ["stay_here"]
    assert found["instead_because"] == {
        "role": "referral",
        "decision": "bed",
        "result": "none_suitable",
        "because": "None suits.",
        "source": OWN,
        "facts": ["homeless"],
    }


@pytest.mark.parametrize(
    ("until", "written", "stands"),
    [
        (None, None, True),
        (TODAY, "2026-01-15", True),
        (TODAY - dt.timedelta(days=1), "2026-01-14", False),
    ],
)
def test_under_whose_approval(
    until: dt.date | None, written: str | None, *, stands: bool
) -> None:
    """
    Who approved it, from when to when, and whether that stood at the moment.
    """
    approval = Approval(
        organisation="A clinic",
        on=TODAY - dt.timedelta(days=9),
        until=until,
        statement="Read by two.",
        approved=(),
    )
    signs = screening(highest(row("some", is_yes("a"))))
    plain = json.loads(assess(signs, {}, on=NOON).to_json())["protocol"]
    found = json.loads(assess(signs.under(approval), {}, on=NOON).to_json())["protocol"]

    along = advise(pathway(signs).under(approval), {}, on=NOON)
    whole = json.loads(along.to_json())["pathway"]

    assert "approval" not in plain
    assert whole["approval"] == found["approval"]
    assert found == plain | {
        "approval": {
            "organisation": "A clinic",
            "on": "2026-01-06",
            "until": written,
            "stands": stands,
        }
    }


def test_a_work_is_named_by_its_title() -> None:
    """
    A reader finds it without our names for it.
    """
    work = Work(id="a-book", title="A Book", by="Somebody", year=2009)
    source = Source(id="own", read=Reading.EXCERPT, part="page 3", work=work)

    assert _source(source) == {
        "work": "a-book",
        "title": "A Book",
        "part": "page 3",
        "read": "excerpt",
    }


@pytest.mark.parametrize(
    ("confirmed", "certainty"), [(True, "confirmed"), (False, "unsure")]
)
def test_what_a_law_says(*, confirmed: bool, certainty: str) -> None:
    """
    How sure it is stands beside it, and why nothing is known where nothing is.
    """
    provision = Provision(
        parameter="law.age",
        value=18,
        is_confirmed=confirmed,
        checked_on=TODAY,
        expires_on=TODAY,
        source=Source(id="own", read=Reading.PROJECT, part="a test", work=None),
        note="A note.",
    )
    why = None if confirmed else WhyUnknown.UNSURE
    found = _said(
        Said(
            law="law/xx@1.0.0",
            jurisdiction="Nowhere",
            value=18 if confirmed else None,
            why=why,
            provision=provision,
        )
    )

    assert found["provision"]["certainty"] == certainty
    assert found["why_unknown"] == (None if confirmed else "unsure")


def test_a_step_up_says_why_and_where_that_comes_from() -> None:
    """
    The row that an escalation adds carries the words of the escalation.
    """
    file = SourceFile("safety.yaml", "when: b")
    escalation = Escalation(
        when=is_yes("b"),
        because="It gets worse.",
        source=Source(id="own", read=Reading.PROJECT, part="a test", work=None),
        span=Span(file, 1, 1, 1, 5),
    )
    low, high = one_step_up(
        [row("some", is_yes("a"))], [escalation], ("none", "some", "high")
    )

    for each in (low, high):
        assert each.because == "It gets worse."
        assert each.source == escalation.source
        assert each.span == escalation.span
    assert (low.result, high.result) == ("some", "high")
    assert isinstance(high.when, All)
    assert high.when.span == escalation.span
    assert isinstance(high.when.parts[0], AnyOf)
    assert high.when.parts[0].span == escalation.span
