"""
An approval covers what it names, by digest and all of it, on the days it stands.
"""

import datetime as dt

import attrs
import pytest

from caring.guidance.approval import Approval, Approved
from caring.guidance.protocol import Guidance
from caring.showing.times import say_approval
from caring.showing.wording import Wording
from caring.values.errors import ApprovalError
from tests.spec.builders import (
    every,
    highest,
    is_yes,
    pathway,
    referral,
    row,
    screening,
)

SCREENING = screening(highest(row("high", is_yes("hurt"))))
OTHER = screening(highest(row("high", is_yes("threatened"))))
REFERRAL = referral(every(row("shelter", is_yes("homeless"))))
VISIT = pathway(SCREENING, REFERRAL)


def approval(*guidance: Guidance, until: dt.date | None = None) -> Approval:
    """
    An approval of just these, from 10 January 2026.
    """
    return Approval(
        organisation="Harbour Clinics",
        on=dt.date(2026, 1, 10),
        until=until,
        statement="We have read them.",
        approved=tuple(
            Approved(name=each.name, meaning=each.digest, wording=each.wording_digest)
            for each in guidance
        ),
    )


@pytest.mark.parametrize(
    ("approved", "wanted", "refused"),
    [
        ([SCREENING], SCREENING, []),
        ([SCREENING, REFERRAL, VISIT], VISIT, []),
        ([SCREENING, REFERRAL, VISIT], REFERRAL, []),
        ([], SCREENING, ["screening/small"]),
        ([SCREENING], OTHER, ["screening/small"]),
        ([SCREENING, REFERRAL], VISIT, ["pathway/small"]),
        ([VISIT], VISIT, ["screening/small", "referral/small"]),
        ([VISIT, REFERRAL], VISIT, ["screening/small"]),
        ([OTHER, REFERRAL, VISIT], VISIT, ["screening/small"]),
    ],
)
def test_what_is_refused(
    approved: list[Guidance], wanted: Guidance, refused: list[str]
) -> None:
    """
    Everything that is not named with its digest; a pathway needs all of its protocols.
    """
    found = tuple(approval(*approved).unapproved(wanted))
    assert [each.name.partition("@")[0] for each in found] == refused
    if refused:
        with pytest.raises(ApprovalError) as caught:
            approval(*approved).require(wanted)
        assert caught.value.unapproved == found
    else:
        approval(*approved).require(wanted)


@pytest.mark.parametrize(
    ("on", "until", "stands"),
    [
        (dt.date(2026, 1, 9), None, False),
        (dt.date(2026, 1, 10), None, True),
        (dt.date(2096, 1, 10), None, True),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 1), True),
        (dt.date(2026, 2, 2), dt.date(2026, 2, 1), False),
        (dt.datetime(2026, 2, 1, 23, tzinfo=dt.UTC), dt.date(2026, 2, 1), True),
    ],
)
def test_the_days_on_which_it_stands(
    on: dt.date, until: dt.date | None, *, stands: bool
) -> None:
    """
    Its first and its last day are among them; outside them it is not called approval.
    """
    by = approval(SCREENING, until=until)
    words = Wording(SCREENING, None)
    assert by.stands(on) is stands
    assert by.covers(SCREENING, on=on) is stands
    assert ("NOT APPROVED NOW" in say_approval(by, on, words)) is not stands


@pytest.mark.parametrize(
    ("meaning", "wording", "changed"),
    [
        (False, False, None),
        (False, True, "wording"),
        (True, False, "meaning"),
        (True, True, "meaning"),
    ],
)
def test_words_are_approved_too(
    *, meaning: bool, wording: bool, changed: str | None
) -> None:
    """
    A dangerous sentence is as little approved as a dangerous rule.
    """
    named = Approved(
        name=SCREENING.name,
        meaning="sha256:0" if meaning else SCREENING.digest,
        wording="sha256:0" if wording else SCREENING.wording_digest,
    )
    by = attrs.evolve(approval(), approved=(named,))

    found = [each.changed for each in by.unapproved(SCREENING)]

    assert found == ([] if changed is None else [changed])


def test_an_approval_is_no_part_of_what_it_approves() -> None:
    """
    Under it everything means the same, and has the same digest.
    """
    under = VISIT.under(approval(*VISIT.whole))

    assert under == VISIT
    assert under.digest == VISIT.digest
    assert [each.approval for each in under.whole] == 3 * [under.approval]
    assert attrs.evolve(under, approval=None).approval is None


@pytest.mark.parametrize(
    ("until", "on", "sentence"),
    [
        (None, None, "Approved by Harbour Clinics on 2026-01-10."),
        (dt.date(2026, 2, 1), None, "Approved by Harbour Clinics on 2026-01-10, until"),
        (
            None,
            dt.date(2026, 1, 9),
            "NOT APPROVED NOW: the approval by Harbour",
        ),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 2), "from 2026-01-10 to 2026-02-01."),
    ],
)
def test_an_approval_says_who_and_when(
    until: dt.date | None, on: dt.date | None, sentence: str
) -> None:
    """
    One sentence for an app that shows it; outside its dates it is not called approval.
    """
    assert sentence in approval(until=until).sentence(on)
