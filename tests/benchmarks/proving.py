"""
How long proving takes: ``python -m tests.benchmarks.proving``.

CPU seconds of encoding and of asking the solver for everything bundled; then seconds by
the clock, and of CPU, of `caring prove --cache` on a copy: with nothing kept, with
everything kept, and after one edit in each kind of file. Each edit is undone before the
next one, and what was kept is always that of the unedited rules.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from caring.authoring.invariants import invariants_of
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.library import bundled
from caring.proving.advised import advising
from caring.proving.guarantees import ALL
from caring.proving.prove import prove
from caring.rails.encode import encode

FEARS = "when: {any: [in_danger_if_leaving_today, fears_death_or_serious_harm]}"
EDITS = {
    "a fact": (
        "facts/safety.yaml",
        "    sensitivity: open\n    danger: yes\n    lasts: section\n",
        "    sensitivity: sensitive\n    danger: yes\n    lasts: section\n",
    ),
    "the words of a fact": ("facts/safety.yaml", "wording: ", "wording: Perhaps "),
    "what cannot hold together": (
        "facts/constraints.yaml",
        "implies: [{privacy: companion_present}, came_with_somebody]",
        "excludes: [{privacy: companion_present}, {came_with_somebody: no}]",
    ),
    "a screening": (
        "screening/signs-in-clinic/1.0.0.yaml",
        FEARS,
        FEARS.replace("any: [", "any: [discloses_exploitation, "),
    ),
    "a danger": (
        "safety/immediate-danger/1.0.0.yaml",
        "  floor:\n    level: moderate\n",
        "  floor:\n    level: high\n",
    ),
    "the referral": (
        "referral/first-services/1.0.0.yaml",
        "    when: has_health_complaint\n",
        "    when: {any: [has_health_complaint, thoughts_of_ending_life]}\n",
    ),
    "a consent": (
        "consent/clinic-encounter/1.0.0.yaml",
        "{all: [counts_as_adult, proxy_is_cleared]}",
        "{all: [counts_as_adult, proxy_is_cleared, capacity_in_doubt]}",
    ),
    "a pathway": (
        "pathway/person-tells/1.0.0.yaml",
        "entry: [life_in_danger_now, cannot_be_woken, in_danger_if_leaving_today]",
        "entry: [life_in_danger_now, cannot_be_woken]",
    ),
}


def encoding() -> None:
    """
    Say what encoding and asking take, protocol by protocol where it is a tenth or more.
    """
    folder = bundled()
    claims = invariants_of(folder)
    encoded = asked = 0.0
    for name in folder.versions():
        guidance = folder.load(name)
        assert isinstance(guidance, Protocol | Pathway)
        start = time.process_time()
        found = advising(encode(guidance))
        for each in ALL:
            list(each.obligations(found))
        middle = time.process_time()
        prove(guidance, [each for each in claims if each.of == name])
        end = time.process_time()
        encoded += middle - start
        asked += end - middle - (middle - start)
        if end - start > 1:
            print(  # noqa: T201
                f"{name}: {middle - start:.2f} s to encode,"
                f" {end - middle - (middle - start):.2f} s to ask"
            )
    print(f"everything: {encoded:.2f} s to encode, {asked:.2f} s to ask")  # noqa: T201


def proved(folder: Path, kept: Path) -> str:
    """
    Prove a folder in a process of its own, as it is typed.
    """
    words = ["-m", "caring", "prove", str(folder), "--cache", str(kept)]
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False
    )
    seconds, after = time.perf_counter() - start, os.times()
    cpu = after.children_user - before.children_user
    heads = [each for each in done.stdout.splitlines() if not each.startswith(" ")]
    anew = [each.rpartition(": ")[2] for each in heads if "(asked anew: " in each]
    questions = sum(int(each.removesuffix(")")) for each in anew)
    result = "" if done.returncode == 0 else f", exit code {done.returncode}"
    told = f"{seconds:.1f} s ({cpu:.1f} s of CPU)"
    told += f", {questions} questions asked anew in {len(anew)} files"
    return told + result


def main() -> None:
    encoding()
    with tempfile.TemporaryDirectory() as place:
        folder, kept = Path(place) / "protocols", Path(place) / "kept"
        shutil.copytree(Path(str(bundled().place)), folder)
        print(f"with nothing kept: {proved(folder, kept)}")  # noqa: T201
        print(f"with everything kept: {proved(folder, kept)}")  # noqa: T201
        size = sum(each.stat().st_size for each in kept.iterdir())
        print(f"what is kept: {size:,} bytes")  # noqa: T201
        for kind, (name, old, new) in EDITS.items():
            file = folder / name
            text = file.read_text("utf-8")
            assert old in text, name
            file.write_text(text.replace(old, new, 1), "utf-8")
            copy = shutil.copytree(kept, Path(place) / "copy")
            print(f"after an edit of {kind}: {proved(folder, copy)}")  # noqa: T201
            shutil.rmtree(copy)
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
