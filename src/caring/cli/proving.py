"""
Proving from the command line: the guarantees of what is named, and its invariants.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

from caring.authoring.collection import folder_of
from caring.authoring.collection import read as read_file
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.cli import FINE, FOUND, WRONG_USE
from caring.cli.findings import Found, finding_lines, finding_plain, findings_of
from caring.cli.keeping import read_kept, write_kept
from caring.cli.printing import print_error, print_json, print_text
from caring.cli.verbs import existing, is_path
from caring.guidance.invariants import Invariant
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.library import bundled
from caring.proving.kept import Kept
from caring.proving.laws import read_calendar
from caring.proving.prove import Broken, Proof, Proved, prove
from caring.proving.telling import broken_lines, case_lines, proof_line, scenario


@attrs.frozen
class Shown:
    """
    What became of the guarantees of one protocol, pathway or law.
    """

    name: str
    proofs: tuple[Proof, ...]
    proved: Proved | None = None
    was_kept: bool = False
    """Whether something was kept from an earlier run."""

    @property
    def asked(self) -> int:
        """
        How many questions were put to a solver now.
        """
        return sum(each.asked for each in self.proofs)

    found: tuple[Found, ...] = ()
    """What was found in the rules beside the proofs; it is looked for each time."""


def prove_all(target: str | None, form: str, kept_in: str | None) -> int:
    """
    Prove what is named, or everything that is bundled.
    """
    if find_spec("z3") is None:
        print_error("proving needs a solver: pip install 'caring[prove]'")
        return WRONG_USE
    folder, there = _named(target)
    invariants = invariants_of(folder)
    kept = None if kept_in is None else Path(kept_in)
    is_file = target is not None and is_path(target) and Path(target).is_file()
    found = findings_of(there, folder, Path(target) if target and is_file else None)
    shown = [
        attrs.evolve(_shown(each, invariants, kept), found=found.get(each.name, ()))
        for each in there
    ]
    if form == "json":
        print_json([one for each in shown for one in _plain(each)])
    else:
        for line in (one for each in shown for one in _lines(each)):
            print_text(line)
    proofs = [one for each in shown for one in each.proofs]
    stops = any(one.stops for each in shown for one in each.found)
    is_fine = all(each.holds or each.untried for each in proofs) and not stops
    return FINE if is_fine else FOUND


def _named(target: str | None) -> tuple[Folder, list[Guidance]]:
    if target is None or (is_path(target) and existing(target).is_dir()):
        here = bundled()
        folder = here if target is None else folder_of(existing(target), here)
        names = (*folder.versions(), *folder.laws())
        return folder, [folder.load(each) for each in names]
    if is_path(target):
        path = existing(target)
        return folder_of(path, bundled()), [read_file(path, bundled())]
    return bundled(), [bundled().load(target)]


def _shown(
    guidance: Guidance, invariants: tuple[Invariant, ...], folder: Path | None
) -> Shown:
    if isinstance(guidance, Law):
        return Shown(guidance.name, (read_calendar(guidance),))
    assert isinstance(guidance, Protocol | Pathway)
    mine = tuple(each for each in invariants if each.of == guidance.name)
    kept = Kept() if folder is None else read_kept(folder, guidance.name)
    proved = prove(guidance, mine, kept=kept)
    if folder is not None and proved.kept != kept:
        write_kept(folder, guidance.name, proved.kept)
    return Shown(guidance.name, proved.proofs, proved, was_kept=kept != Kept())


def _facts_of(proof: Proof) -> dict[str, Any]:
    return {
        "guarantee": proof.guarantee,
        "of": proof.of,
        "says": proof.says,
        "how": proof.how.value,
        "holds": proof.holds,
        "shown": proof.checks,
        "by_reading": proof.read,
        "not_tried": proof.untried,
    }


def _plain(shown: Shown) -> Iterator[dict[str, Any]]:
    yield from map(finding_plain, shown.found)
    for each in shown.proofs:
        yield {
            **_facts_of(each),
            "kept": shown.was_kept and not each.asked,
            "problems": list(each.problems),
            "broken": [told_of(one, shown.proved) for one in each.broken],
        }


def told_of(broken: Broken, proved: Proved | None) -> dict[str, Any]:
    """
    Say as plain data what is broken, where, and for whom.
    """
    told: dict[str, Any] = {
        "says": broken.says,
        "place": broken.span.place if broken.span else None,
    }
    if broken.example is not None and proved is not None:
        lines = scenario(broken.example, proved, broken.says)
        told["case"] = list(case_lines(broken.example, proved))
        told["scenario"] = "\n".join(lines)
    return told


def _lines(shown: Shown) -> Iterator[str]:
    yield f"{shown.name}{_remark(shown)}"
    for each in shown.proofs:
        yield f"  {proof_line(each)}"
        if not each.holds and each.untried is None:
            yield from (f"  {line}" for line in broken_lines(each, shown.proved))
    for one in shown.found:
        yield from (f"  {line}" for line in finding_lines(one))


def _remark(shown: Shown) -> str:
    if not shown.was_kept:
        return ""
    return f" (asked anew: {shown.asked})" if shown.asked else " (as shown before)"
