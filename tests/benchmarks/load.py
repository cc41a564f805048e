"""
How long an app waits for a release: ``python -m tests.benchmarks.load``.

Each number is CPU time in milliseconds, in a fresh process in which nothing was loaded
before: importing the library, then ``load`` of one released version, from the lock on
the disk to the finished model.
"""

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import attrs

import caring
from caring.artefact import sha256
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.safety import Safety
from caring.language.conditions import Is
from caring.language.decisions import Row
from caring.lock import Lock, Locked, write_lock
from caring.released import path_of, write_release

FACTS = 60
RUNS = 40

CHILD = """
import json, sys, time
from pathlib import Path
start = time.process_time()
import caring.library
from caring.shelf import Shelf
imported = time.process_time()
found = Shelf(Path(sys.argv[1]), "here").load(sys.argv[2])
loaded = time.process_time()
again = Shelf(Path(sys.argv[1]), "here").load(sys.argv[2])
print(json.dumps([imported - start, loaded - imported, time.process_time() - loaded]))
"""


def large() -> Protocol:
    """
    Make a protocol of 60 facts from the largest that is bundled, with a row for each.
    """
    base = caring.load("safety/immediate-danger")
    assert isinstance(base, Safety)
    originals = list(base.facts.values())
    more = [
        attrs.evolve(each, id=f"{each.id}_again_{n}")
        for n in range(2)
        for each in originals
        if each.domain.type == "yes_no"
    ][: FACTS - len(originals)]
    rows = [
        Row(
            id=f"more-{each.id}",
            when=Is(each.id, frozenset({"yes"})),
            result=base.danger.scale[-1],
            because=each.wording,
            source=each.source,
        )
        for each in more
    ]
    facts = {each.id: each for each in (*originals, *more)}
    danger = attrs.evolve(base.danger, rows=(*base.danger.rows, *rows))
    id_ = "safety/sixty-facts"
    return attrs.evolve(base, id=id_, facts=facts, danger=danger)


def lay_out(place: Path) -> Iterator[Guidance]:
    """
    Release every bundled protocol, and the large one, into a folder.
    """
    lock = Lock()
    for each in (*map(caring.load, caring.list_protocols()), large()):
        text = write_release(each)
        file = place / path_of(each.name)
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
        locked = Locked(
            status=each.status.value,
            released=dt.date(2026, 1, 15),
            meaning=each.digest,
            wording=each.wording_digest,
            file=sha256(text.encode()),
        )
        lock = lock.having(each.name, locked)
        yield each
    (place / "versions.lock").write_text(write_lock(lock), "utf-8")


def measured(place: Path, name: str) -> list[list[float]]:
    """
    Load in fresh processes; import, load and load again, in milliseconds.
    """
    runs = [
        subprocess.run(
            [sys.executable, "-c", CHILD, str(place), name],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(RUNS)
    ]
    return [[1000 * each for each in json.loads(run)] for run in runs]


def main() -> None:
    """
    Print a line for each version: best and median.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for each in list(lay_out(place)):
            size = (place / path_of(each.name)).stat().st_size // 1000
            runs = measured(place, each.name)
            told = "   ".join(
                f"{what} {min(times):5.2f} {statistics.median(times):5.2f}"
                for what, times in zip(
                    ["import", "load", "again"], zip(*runs, strict=True), strict=True
                )
            )
            facts = len(each.facts) if isinstance(each, Protocol) else 0
            print(f"{each.name:45} {facts:3} facts {size:4} kB   {told}")  # noqa: T201


if __name__ == "__main__":
    main()
