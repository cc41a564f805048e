"""
Faults planted in the YAML, each caught at its place by the guarantee that it breaks.
"""

import shutil
from pathlib import Path

import attrs
import pytest

from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.guidance.invariants import Must
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.library import bundled
from caring.proving.cases import NOON, answers_of
from caring.proving.prove import Proof, Proved, prove
from caring.proving.telling import broken_lines, scenario
from caring.running.advise import meet
from caring.running.encounters import Setting
from caring.running.hold import broken
from caring.testing.scenarios import alone, run_file
from caring.values.errors import ProtocolError


@attrs.frozen(kw_only=True)
class Fault:
    """
    A replacement in a file, what it breaks, and where that is told.
    """

    file: str
    old: str
    new: str
    of: str
    guarantee: str
    place: str
    """The file that is named; the line is looked up."""

    at: str
    """The text that the place points at."""


REFERRAL = "referral/first-services/1.0.0.yaml"
SCREENING = "screening/signs-in-clinic/1.0.0.yaml"
DANGER = "safety/immediate-danger/1.0.0.yaml"

FEAR_ALONE_IS_NOT_ENOUGH = """    - level: high
      when: {all: [fears_death_or_serious_harm, threatened]}
"""

FAULTS = [
    Fault(
        file="facts/asking_gate.yaml",
        old="  all:\n    - {privacy",
        new="  any:\n    - {privacy",
        of="screening/signs-in-clinic",
        guarantee="nothing-unsafe-asked",
        place="facts/asking_gate.yaml",
        at="any:",
    ),
    Fault(
        file=DANGER,
        old="    - level: high\n      fact: fears_death_or_serious_harm\n",
        new=FEAR_ALONE_IS_NOT_ENOUGH,
        of="safety/immediate-danger",
        guarantee="red-flags-keep-their-floor",
        place=DANGER,
        at="when: {all: [fears_death",
    ),
    Fault(
        file=DANGER,
        old="    - level: high\n      fact: fears_death_or_serious_harm\n",
        new=FEAR_ALONE_IS_NOT_ENOUGH,
        of="safety/immediate-danger",
        guarantee="own-fear-counts-in-safety",
        place="invariants/danger.yaml",
        at="- level: {at_least: high}",
    ),
    Fault(
        file=SCREENING,
        old="  none_noted: "
        "[care_as_usual, keep_door_open, leave_general_information]\n",
        new="",
        of="pathway/staff-detect-signs",
        guarantee="always-a-next-step",
        place=SCREENING,
        at="when: strong_sign",
    ),
    Fault(
        file=REFERRAL,
        old="    when: has_health_complaint\n",
        new="    when: {all: [has_health_complaint, {gender: woman}]}\n",
        of="referral/first-services",
        guarantee="status-costs-nothing",
        place=REFERRAL,
        at="when: {all: [has_health_complaint, {gender: woman}]}",
    ),
    Fault(
        file=REFERRAL,
        old="    when: wants_to_report\n    urgency: routine\n    unsettled: ask\n"
        "    actions: [explain_police_choice, report_to_police]\n",
        new="    when: {all: [wants_to_report, {consent.share_ngo: given}]}\n"
        "    urgency: routine\n    unsettled: ask\n    actions: [report_to_police]\n",
        of="pathway/staff-detect-signs",
        guarantee="refusing-one-thing",
        place=REFERRAL,
        at="when: {all: [wants_to_report, {consent.share_ngo: given}]}",
    ),
    Fault(
        file=REFERRAL,
        old="acknowledge:\n",
        new="acknowledge:\n"
        "  - {finding: used-both-ways, fact: plans_to_end_life, because: A fault.}\n",
        of="pathway/staff-detect-signs",
        guarantee="danger-only-adds",
        place=REFERRAL,
        at="when: {all: [thoughts_of_ending_life, {plans_to_end_life: no}]}",
    ),
]

MORE = {
    "danger-only-adds": (
        "    when: thoughts_of_ending_life\n",
        "    when: {all: [thoughts_of_ending_life, {plans_to_end_life: no}]}\n",
    )
}


def edited(folder: Path, fault: Fault, most: int | None = None) -> Folder:
    source = Path(str(bundled().place))
    for each in source.iterdir():
        if each.name not in {"locale", "schema", "released"} and each.is_dir():
            shutil.copytree(each, folder / each.name)
    file = folder / fault.file
    text = file.read_text(encoding="utf-8")
    for old, new in [
        (fault.old, fault.new),
        *filter(None, [MORE.get(fault.guarantee)]),
    ]:
        assert text.count(old) == 1 or most
        text = text.replace(old, new, most or 1)
    file.write_text(text, encoding="utf-8")
    return Folder(folder, "protocols")


def proof_of(fault: Fault, folder: Folder) -> tuple[Proof, Proved]:
    guidance = folder.load(fault.of)
    assert isinstance(guidance, Protocol | Pathway)
    claims = [each for each in invariants_of(folder) if each.id == fault.guarantee]
    proved = prove(guidance, claims, only=[fault.guarantee])
    (proof,) = proved.proofs
    return proof, proved


@pytest.mark.whole
@pytest.mark.parametrize("fault", FAULTS, ids=[each.guarantee for each in FAULTS])
def test_a_planted_fault_is_caught_at_its_place(fault: Fault, tmp_path: Path) -> None:
    """
    Without the fault it holds; with it there is a case, at the rule that brings it.
    """
    before, _ = proof_of(fault, bundled())
    assert before.holds
    proof, proved = proof_of(fault, edited(tmp_path, fault))
    assert not proof.holds
    told = "\n".join(broken_lines(proof, proved))
    assert all(each.says in told for each in proof.broken)
    spans = [each.span for each in proof.broken if each.span is not None]
    lines = {each.place: each.file.line(each.line) for each in spans}
    assert any(
        f"/{fault.place}:" in place
        and line.strip().startswith(fault.at)
        and fault.at in line
        for place, line in lines.items()
    )
    check_scenario(proof, proved, tmp_path)


def check_scenario(proof: Proof, proved: Proved, folder: Path) -> None:
    """
    The scenario that is printed can be pasted: it is read, and its answers fit.
    """
    guidance = proved.found.encoding.guidance
    home = folder / guidance.id / "scenarios"
    home.mkdir(exist_ok=True)
    for n, each in enumerate(proof.broken[:2]):
        assert each.example is not None
        head = f'caring: scenarios/1\nof: {guidance.id}\nversion: "1.0.0"\n'
        head += 'on: "2026-01-15T12:00:00+00:00"\nscenarios:\n'
        lines = scenario(each.example, proved, each.says)
        file = home / f"pasted-{n}.yaml"
        file.write_text(head + "".join(f"  {line}\n" for line in lines))
        results = list(run_file(File(file, str(file)), Folder(folder, "protocols")))
        assert len(results) in {1, 2}
        assert all(each.passed for each in results), results


@pytest.mark.whole
def test_a_case_that_breaks_an_invariant_breaks_it_when_it_is_run(
    tmp_path: Path,
) -> None:
    """
    What the solver finds is no ghost: running the answers breaks the claim too.
    """
    fault = next(each for each in FAULTS if each.guarantee.startswith("own-fear"))
    folder = edited(tmp_path, fault)
    proof, proved = proof_of(fault, folder)
    guidance = proved.found.encoding.guidance
    (claim,) = (
        each.claim for each in invariants_of(folder) if each.id == fault.guarantee
    )
    assert isinstance(claim, Must)
    for each in proof.broken:
        assert each.example is not None
        answers = answers_of(each.example.places, proved.variables, guidance)
        encounter = meet(alone(guidance), answers, Setting(on=NOON))
        assert list(broken(claim, encounter))


@pytest.mark.whole
@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [
        pytest.param(
            "actions/with-consent.yaml",
            "    guard: {consent.share_police: given}",
            "    guard: {any: [{consent.share_police: given}, wants_to_report]}",
            "unguarded-action",
            "guard: {any:",
            id="only-given-consent",
        ),
        pytest.param(
            "actions/care.yaml",
            "    class: care\n",
            "    class: sharing\n",
            "unguarded-action",
            "",
            id="guarded-actions",
        ),
        pytest.param(
            DANGER,
            "  floor:\n    level: moderate\n",
            "  floor:\n    level: standard\n",
            "level-too-low",
            "level: standard",
            id="no-silent-green",
        ),
    ],
)
def test_what_follows_from_the_form_is_caught_when_it_is_read(
    file: str, old: str, new: str, code: str, at: str, tmp_path: Path
) -> None:
    """
    Where a guarantee follows from the form, a file without that form is refused.
    """
    fault = Fault(file=file, old=old, new=new, of="", guarantee="", place=file, at=at)
    folder = edited(tmp_path, fault, most=1)
    with pytest.raises(ProtocolError) as told:
        folder.load("safety/immediate-danger")
    found = [each for each in told.value.findings if each.code == code]
    assert found, told.value.findings
    assert f"/{file}:" in found[0].span.place
    assert at in found[0].span.file.line(found[0].span.line)
