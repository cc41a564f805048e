"""
What guidance says about itself, in full.
"""

import datetime as dt

import attrs
import pytest

from caring.artefact import digest, wording_digest
from caring.guidance.approval import Approval, Approved
from caring.guidance.checklist import open_points
from caring.guidance.consent import permission
from caring.guidance.directory import IS_ACTIVE, IS_REVIEWED, _of_entries
from caring.guidance.law import LawReading, WhyUnknown, is_law, local_advice
from caring.guidance.pathway import Pathway
from caring.guidance.screening import Screening
from caring.language.facts import Fact, Lasting, Obtained, Options, Sensitivity
from caring.running.assess import assess
from caring.values.sources import Reading
from tests.spec.builders import (
    NOON,
    every,
    gate,
    highest,
    is_yes,
    number,
    pathway,
    purpose,
    referral,
    row,
    screening,
)
from tests.spec.services import TODAY, directory, service

DAY = dt.timedelta(days=1)


def _signs() -> Screening:
    return screening(highest(row("some", is_yes("a"))))


def _approval(*approved: Approved, until: dt.date | None = None) -> Approval:
    return Approval(
        organisation="A clinic",
        on=TODAY,
        until=until,
        statement="Read by two.",
        approved=approved,
    )


def _approved(signs: Screening, **differences: str) -> Approved:
    same = Approved(name=signs.name, meaning=signs.digest, wording=signs.wording_digest)
    return attrs.evolve(same, **differences)


@pytest.mark.parametrize(
    ("differences", "changed"),
    [({"meaning": "x"}, "meaning"), ({"wording": "x"}, "wording")],
)
def test_what_was_changed_after_approval(
    differences: dict[str, str], changed: str
) -> None:
    """
    It is named, with what of it was changed.
    """
    (found,) = _approval(_approved(_signs(), **differences)).unapproved(_signs())

    assert (found.name, found.changed) == (_signs().name, changed)
    assert found.approved_instead == ()


def test_other_versions_that_are_approved() -> None:
    """
    Those of the same protocol are named, whatever their version is called.
    """
    names = (
        "screening/small@0.9.0",
        "screening/small@2.0.0@old",
        "screening/other@1.0.0",
    )
    approval = _approval(*(_approved(_signs(), name=each) for each in names))
    (found,) = approval.unapproved(_signs())

    assert found.approved_instead == names[:2]


@pytest.mark.parametrize(
    ("until", "on", "sentence"),
    [
        (None, None, "Approved by A clinic on 2026-01-15."),
        (TODAY + DAY, None, "Approved by A clinic on 2026-01-15, until 2026-01-16."),
        (
            None,
            TODAY - DAY,
            "NOT APPROVED NOW: the approval by A clinic stands from 2026-01-15.",
        ),
        (
            TODAY,
            TODAY + DAY,
            (
                "NOT APPROVED NOW: the approval by A clinic stands from 2026-01-15"
                " to 2026-01-15."
            ),
        ),
    ],
)
def test_who_approved(until: dt.date | None, on: dt.date | None, sentence: str) -> None:
    """
    Who and when; and on a day outside its dates, that it does not stand.
    """
    assert _approval(until=until).sentence(on) == sentence


def test_the_words_of_guidance_have_their_own_digest() -> None:
    """
    It says of which kind the words are, and changes when they do.
    """
    signs = _signs()

    assert signs.wording_digest == wording_digest("screening", signs)
    assert attrs.evolve(signs, title="Other").wording_digest != signs.wording_digest


def test_the_digest_of_a_directory_says_that_it_is_one() -> None:
    """
    A record that names it can be held to a directory and to nothing else.
    """
    town = directory(service())

    assert town.digest == digest("directory", town)


def test_what_no_directory_can_be_is_said_in_full() -> None:
    """
    Whoever keeps the directory reads what to mend.
    """
    with pytest.raises(ValueError, match=r"^`review_due` lies before `reviewed_on`$"):
        service(review_due=TODAY - DAY)
    with pytest.raises(ValueError, match=r"^two services have the same id$"):
        directory(service(), service())


@pytest.mark.parametrize("fact", [IS_ACTIVE, IS_REVIEWED])
def test_what_follows_from_every_entry(fact: Fact) -> None:
    """
    It is said by the directory, asked of nobody, and without danger.
    """
    name = fact.id.removeprefix("service.")
    options = Options(type="yes_no", labels={"yes": "yes", "no": "no"})

    assert _of_entries(name, fact.wording) == fact
    assert fact.domain == options
    assert (fact.obtained, fact.sensitivity) == (Obtained.SERVICE, Sensitivity.OPEN)
    assert (fact.lasts, fact.source.read) == (Lasting.ENCOUNTER, Reading.PROJECT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("law/vn@1.0.0", True), ("law/gb/eng@1.0.0", True), ("safety/law@1.0.0", False)],
)
def test_what_is_the_law_of_a_place(name: str, *, expected: bool) -> None:
    """
    It is known by the kind, and not by what follows.
    """
    assert is_law(name) is expected


def test_local_advice() -> None:
    """
    That no law was handed in is said once; anything else is named one by one.
    """
    none, other = (
        LawReading(parameter=number(name, 0, 9), value=None, why=why)
        for name, why in (("a", WhyUnknown.NO_LAW), ("b", WhyUnknown.UNSURE))
    )
    known = LawReading(parameter=number("c", 0, 9), value=3)

    assert local_advice([known]) == ()
    assert local_advice([none, known]) == (
        "What the law says here: no law was handed in.",
    )
    assert local_advice([none, other]) == (
        none.parameter.wording,
        other.parameter.wording,
    )


def test_only_a_checklist_has_points() -> None:
    """
    Whoever asks another assessment for its points is told so.
    """
    with pytest.raises(TypeError, match=r"^only a checklist has points$"):
        open_points(assess(_signs(), {}, on=NOON))


def test_a_purpose_as_a_decision() -> None:
    """
    Its one row says in the purpose's own words why, and where that comes from.
    """
    (row,) = permission(purpose()).rows

    assert row.id == "consent"
    assert row.because == "Nothing is passed on without consent."
    assert row.source == purpose().source
    assert row.title == "Consent for share_ngo"


def test_the_gate_of_a_pathway_is_the_first_there_is() -> None:
    """
    Protocols without a gate take away none that follows.
    """
    own = gate(is_yes("is_alone"))
    needs = referral(every(row("bed", is_yes("b"))), gate=own)
    whole: Pathway = pathway(_signs(), needs)

    assert whole.gate == own
    assert pathway(_signs()).gate is None
