"""
Approval: what an organisation has approved is loaded, and nothing else.
"""

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import attrs
import pytest

import caring
from caring.cli.commands import run
from caring.guidance.approval import Approval, Approved, Part
from caring.guidance.protocol import Status
from caring.showing.lines import as_text
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from caring.showing.times import say_approval
from caring.showing.wording import Wording
from caring.values.errors import ApprovalError

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "approval" / "harbour-clinics.yaml"
PROTOCOLS = ROOT / "protocols"
PATHWAY = "pathway/staff-detect-signs"
SCREENING = "screening/signs-in-clinic"
ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
LATER = dt.datetime(2027, 1, 10, 1, tzinfo=dt.UTC)


def approval(*names: str) -> Approval:
    """
    An approval of just these bundled versions, for one year.
    """
    found = [caring.load(name) for name in names]
    return Approval(
        organisation="Harbour Clinics",
        on=dt.date(2026, 1, 10),
        until=dt.date(2027, 1, 9),
        statement="We have read them.",
        approved=tuple(
            Approved(name=each.name, meaning=each.digest, wording=each.wording_digest)
            for each in found
        ),
    )


def test_the_example_is_right_and_says_that_it_is_invented() -> None:
    """
    Its names and digests are those of the bundled pathway.
    """
    assert caring.check(EXAMPLE) == ()
    assert "invented" in EXAMPLE.read_text("utf-8").splitlines()[0]
    found = caring.read_approval(EXAMPLE)
    assert {each.part for each in found.roles} == set(Part)
    assert found.approved[0].name == f"{PATHWAY}@1.0.0"


@pytest.mark.parametrize("by", [str(EXAMPLE), EXAMPLE, caring.read_approval(EXAMPLE)])
def test_what_is_approved_is_loaded(by: Approval | str | Path) -> None:
    """
    By the path of the file, or by the approval as a value; it means the same.
    """
    found = caring.load(PATHWAY, approved_by=by)

    assert isinstance(found, caring.Pathway)
    assert found == caring.load(PATHWAY)
    assert found.digest == caring.load(PATHWAY).digest
    assert [each.approval for each in found.whole] == 4 * [found.approval]
    assert caring.load(PATHWAY).approval is None


def test_what_is_not_named_is_refused() -> None:
    """
    The error names who approved, when, and everything that is not approved.
    """
    by = approval(SCREENING)
    with pytest.raises(ApprovalError) as caught:
        caring.load(PATHWAY, approved_by=by)

    assert isinstance(caught.value, caring.CaringError)
    assert caught.value.organisation == "Harbour Clinics"
    assert caught.value.on == dt.date(2026, 1, 10)
    assert [each.name for each in caught.value.unapproved] == [
        "pathway/staff-detect-signs@1.0.0",
        "consent/clinic-encounter@1.0.0",
        "referral/first-services@1.0.0",
    ]
    assert str(caught.value) == (
        "Harbour Clinics approved something else on 2026-01-10:\n"
        "  `pathway/staff-detect-signs@1.0.0` is not approved\n"
        "  `consent/clinic-encounter@1.0.0` is not approved\n"
        "  `referral/first-services@1.0.0` is not approved\n"
        "load the approved version, or have this one reviewed and approved anew"
    )


def test_a_pathway_needs_its_own_digest_too() -> None:
    """
    Approved protocols do not make an approved order of them.
    """
    parts = [each.name for each in caring.load(PATHWAY).whole[1:]]
    with pytest.raises(ApprovalError, match="pathway/staff-detect-signs@1"):
        caring.load(PATHWAY, approved_by=approval(*parts))


def test_another_version_of_the_same_is_named() -> None:
    """
    Whoever meets the error sees which version to load.
    """
    old = Approved(name=f"{SCREENING}@0.9.0", meaning="sha256:0", wording="sha256:0")
    by = attrs.evolve(approval(), approved=(old,))
    with pytest.raises(ApprovalError, match="approved is `screening/signs-in-clinic@0"):
        caring.load(SCREENING, approved_by=by)


def test_a_file_changed_after_approval_is_refused(tmp_path: Path) -> None:
    """
    One changed rule is another digest, in a protocol and in its pathway; so are words.
    """
    copy = shutil.copytree(PROTOCOLS, tmp_path / "protocols")
    pathway = copy / "pathway/staff-detect-signs/1.0.0.yaml"
    untouched = caring.read(pathway, approved_by=EXAMPLE)
    assert untouched.approval is not None

    file = copy / "screening/signs-in-clinic/1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("floor: some", "floor: high"), "utf-8")
    with pytest.raises(ApprovalError) as caught:
        caring.read(pathway, approved_by=EXAMPLE)

    changed = caught.value.unapproved
    assert [each.name.partition("@")[0] for each in changed] == [PATHWAY, SCREENING]
    assert "was changed after it was approved: what it means" in str(caught.value)

    file.write_text(text.replace("needs no test", "needs a test"), "utf-8")
    with pytest.raises(ApprovalError) as caught:
        caring.read(pathway, approved_by=EXAMPLE)

    changed = caught.value.unapproved
    assert [each.changed for each in changed] == ["wording", "wording"]
    assert "was changed after it was approved: its words" in str(caught.value)


def test_an_approval_stands_on_its_days() -> None:
    """
    From its first day to its last; a datetime is read in its own zone.
    """
    by, found = approval(SCREENING), caring.load(SCREENING)

    assert by.covers(found, on=dt.date(2026, 1, 10))
    assert by.covers(found, on=dt.date(2027, 1, 9))
    assert not by.covers(found, on=dt.date(2026, 1, 9))
    assert not by.covers(found, on=LATER)
    west = LATER.astimezone(dt.timezone(dt.timedelta(hours=-5)))
    assert by.covers(found, on=west)
    assert attrs.evolve(by, until=None).covers(found, on=LATER)
    assert not by.covers(caring.load(PATHWAY), on=ON)


def test_results_say_who_approved_in_place_of_draft() -> None:
    """
    In text and in JSON, for a pathway, each protocol in it, and one by itself.
    """
    found = caring.load(PATHWAY, approved_by=EXAMPLE)
    assert isinstance(found, caring.Pathway)
    advice = caring.advise({}, pathway=found, on=ON)
    text = as_text(advice_lines(advice))

    assert "Approved by Harbour Clinics (an invented example) on 2026-01-10" in text
    assert "DRAFT" not in text
    assert "DRAFT" in as_text(advice_lines(caring.advise({}, pathway=PATHWAY, on=ON)))
    assert "Approved by" in as_text(protocol_lines(found))
    alone = caring.load(SCREENING, approved_by=EXAMPLE)
    assert isinstance(alone, caring.Protocol)
    one = caring.assess(alone, {}, on=ON)
    assert "Approved by" in as_text(assessment_lines(one))
    written = json.loads(advice.to_json())
    for each in (written["pathway"], written["assessments"]["consent"]["protocol"]):
        assert each["approval"] == {
            "organisation": "Harbour Clinics (an invented example)",
            "on": "2026-01-10",
            "until": "2027-01-09",
            "stands": True,
        }
    assert json.loads(one.to_json())["protocol"]["status"] == "draft"
    draft = caring.assess(SCREENING, {}, on=ON)
    assert "approval" not in json.loads(draft.to_json())["protocol"]


def test_an_approval_that_has_ended_is_said_so_and_stops_nobody() -> None:
    """
    Advice goes on, because somebody is waiting for it; it is not called approved.
    """
    found = caring.load(SCREENING, approved_by=approval(SCREENING))
    assert isinstance(found, caring.Protocol)
    result = caring.assess(found, {}, on=LATER)
    text = as_text(assessment_lines(result)).replace("\n", " ")

    assert "NOT APPROVED NOW" in text
    assert "stands from 2026-01-10 to 2027-01-09" in text
    assert json.loads(result.to_json())["protocol"]["approval"]["stands"] is False
    forever = attrs.evolve(approval(SCREENING), until=None)
    words = Wording(found, None)
    early = say_approval(forever, dt.date(2026, 1, 1), words)
    assert early.endswith("stands from 2026-01-10.")
    assert say_approval(forever, None, words).endswith("on 2026-01-10.")


def test_a_retired_version_says_so_whoever_approved_it() -> None:
    """
    An approval does not bring back what its makers took back.
    """
    found = caring.load(SCREENING)
    assert isinstance(found, caring.Protocol)
    retired = attrs.evolve(found, status=Status.RETIRED).under(approval(SCREENING))

    text = as_text(protocol_lines(retired))
    assert "RETIRED" in text
    assert "Approved by" in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("caring: works/1\nworks: {}\n", "unknown-kind"),
        ("caring: approval/1\n", "missing-key"),
        (
            EXAMPLE.read_text("utf-8").replace('on: "2026-01-10"', 'on: "soon"'),
            "wrong-time",
        ),
    ],
)
def test_a_file_that_is_no_approval_approves_nothing(
    text: str, code: str, tmp_path: Path
) -> None:
    """
    What is wrong with it is shown as for any other file.
    """
    file = tmp_path / "approval.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(caring.ProtocolError) as caught:
        caring.load(SCREENING, approved_by=file)
    assert {each.code for each in caught.value.findings} == {code}


def test_an_approval_of_what_is_broken_shows_what_is_broken(tmp_path: Path) -> None:
    """
    A mistake in a protocol is shown where the protocol is.
    """
    copy = shutil.copytree(PROTOCOLS, tmp_path / "protocols")
    file = copy / "screening/signs-in-clinic/1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("floor: some", "floor: sone"), "utf-8")
    shutil.copy(EXAMPLE, copy / "approval.yaml")

    found = caring.check(copy / "approval.yaml")
    assert {each.code for each in found} == {"unknown-level"}


def test_approve_prints_a_file_to_complete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It names a pathway with every protocol in it, and checks as it stands.
    """
    words = ["approve", PATHWAY, "--organisation", 'The "Day" Clinic', "--on"]
    assert run([*words, "2026-01-15"]) == 0
    file = tmp_path / "approval.yaml"
    file.write_text(capsys.readouterr().out, "utf-8")

    assert caring.check(file) == ()
    assert caring.read_approval(file).organisation == 'The "Day" Clinic'
    assert caring.load(PATHWAY, approved_by=file).approval is not None
    assert run([*words, "today"]) == 2
    assert "2026-01-15" in capsys.readouterr().err


def test_other_words_than_were_approved_are_found(tmp_path: Path) -> None:
    """
    `caring check` tells rules that differ from words that do.
    """
    text = EXAMPLE.read_text("utf-8")
    words = re.search(r"wording: (sha256:[0-9a-f]{64})", text)
    assert words is not None
    file = tmp_path / "approval.yaml"
    file.write_text(text.replace(words[1], f"sha256:{64 * '0'}"), "utf-8")
    (found,) = caring.check(file)

    assert found.code == "digest-differs"
    assert "says in other words" in found.message
