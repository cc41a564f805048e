"""
Proving from the command line: the guarantees of what is named, and its invariants.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

import caring
from caring.artefact import meaning, sha256, text
from caring.authoring.collection import folder_of
from caring.authoring.collection import read as read_file
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.cli import FINE, FOUND, WRONG_USE
from caring.cli.printing import print_error, print_json, print_text
from caring.cli.verbs import existing, is_path
from caring.guidance.invariants import Invariant
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.library import bundled
from caring.proving.dead import Dead
from caring.proving.guarantees import How
from caring.proving.laws import read_calendar
from caring.proving.prove import Broken, Example, Proof, Proved, prove
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
    """Whether the result was kept from an earlier run on just the same rules."""


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
    shown = [_shown(each, invariants, kept) for each in there]
    if form == "json":
        print_json([one for each in shown for one in _plain(each)])
    else:
        for line in (one for each in shown for one in _lines(each)):
            print_text(line)
    proofs = [one for each in shown for one in each.proofs]
    return FINE if all(each.holds or each.untried for each in proofs) else FOUND


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
    kept = None if folder is None else folder / f"{_key(guidance, mine)}.json"
    if kept is not None and kept.is_file():
        return Shown(guidance.name, _read(kept), was_kept=True)
    proved = prove(guidance, mine)
    # Only what holds is kept: what is broken is told with its place, which may move.
    if kept is not None and _is_fine(proved):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(_written(proved.proofs), encoding="utf-8")
    return Shown(guidance.name, proved.proofs, proved)


_ROOMS = ("values", "language", "guidance", "proving")


def _is_fine(proved: Proved) -> bool:
    return all(each.holds for each in proved.proofs) and not proved.dead


def _key(guidance: Protocol | Pathway, invariants: tuple[Invariant, ...]) -> str:
    """
    Name everything a result hangs on: the rules, the claims, our code and the solver.

    It holds no answers; a pathway's digest has that of every protocol in it.
    """
    data = {
        "rules": [each.digest for each in guidance.whole],
        "claims": [meaning(each) for each in invariants],
        "code": _code(),
        "solver": version("z3-solver"),
    }
    return sha256(text(data).encode()).removeprefix("sha256:")


@cache
def _code() -> list[str]:
    home = Path(caring.__file__).parent
    files = (file for room in _ROOMS for file in sorted((home / room).glob("*.py")))
    return [sha256(file.read_bytes()) for file in files]


def _written(proofs: tuple[Proof, ...]) -> str:
    return json.dumps([_facts_of(each) for each in proofs], indent=1)


def _read(file: Path) -> tuple[Proof, ...]:
    return tuple(
        Proof(
            guarantee=each["guarantee"],
            of=each["of"],
            says=each["says"],
            how=How(each["how"]),
            checks=each["shown"],
            read=each["by_reading"],
            witness=Example(places={}),
            broken=(),
        )
        for each in json.loads(file.read_text(encoding="utf-8"))
    )


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
    for idle in _idle(shown):
        place = idle.span.place if idle.span else None
        yield {"of": shown.name, "never": idle.says, "place": place, "holds": True}
    for each in shown.proofs:
        yield {
            **_facts_of(each),
            "kept": shown.was_kept,
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


def _idle(shown: Shown) -> tuple[Dead, ...]:
    return () if shown.proved is None else shown.proved.dead


def _lines(shown: Shown) -> Iterator[str]:
    yield f"{shown.name}{' (as shown before)' if shown.was_kept else ''}"
    for each in shown.proofs:
        yield f"  {proof_line(each)}"
        if not each.holds and each.untried is None:
            yield from (f"  {line}" for line in broken_lines(each, shown.proved))
    for one in _idle(shown):
        yield f"  never: {one.span.place if one.span else shown.name}: {one.says}"
