"""
What an app waits for before its first answer: ``python -m tests.benchmarks.light``.

Importing the library, loading one released protocol from the disk and deciding once,
against importing ``json`` and ``dataclasses``: CPU time inside fresh processes, one
after the other in turn, so that a busy machine slows both. The aim is three times.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.load import lay_out

RUNS = 40
AIM = 3.0

TIMED = """
import sys, time
start = time.process_time()
{work}
print(time.process_time() - start)
"""
REFERENCE = "import json, dataclasses"
ATTRS = "import attrs"
IMPORT = "import caring.library"
DECISION = """
import datetime, pathlib, caring
from caring.shelf import Shelf
place = Shelf(pathlib.Path(sys.argv[1]), "here")
found = place.load("screening/signs-in-clinic@1.0.0")
on = datetime.datetime(2026, 1, 15, 10, tzinfo=datetime.timezone.utc)
caring.assess(found, {"papers_held_by_other": "yes"}, on=on)
"""
PARTS = {
    "import json, dataclasses": REFERENCE,
    "import attrs": ATTRS,
    "import caring.library": IMPORT,
    "import, load and decide": DECISION,
}


def milliseconds(work: str, place: Path, cache: Path) -> float:
    """
    Measure one fresh process; compiled bytecode is kept, as it is where one installs.
    """
    kept = {"PYTHONPYCACHEPREFIX": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-c", TIMED.format(work=work), str(place)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **kept},
    )
    return 1000 * float(done.stdout)


def main() -> None:
    """
    Print best and median of each part, and of its ratio to the reference beside it.
    """
    times: dict[str, list[float]] = {part: [] for part in PARTS}
    with tempfile.TemporaryDirectory() as folder:
        place, cache = Path(folder) / "protocols", Path(folder) / "bytecode"
        list(lay_out(place))
        for run in range(RUNS + 1):
            for part, work in PARTS.items():
                found = milliseconds(work, place, cache)
                if run > 0:  # the first one compiles
                    times[part].append(found)
    base = times["import json, dataclasses"]
    for part, its in times.items():
        ratios = [mine / other for mine, other in zip(its, base, strict=True)]
        print(  # noqa: T201
            f"{part:28} {min(its):6.1f} ms best {statistics.median(its):6.1f} median"
            f"   {min(its) / min(base):4.1f} times, {statistics.median(ratios):4.1f}"
            " paired"
        )
    print(f"the aim is {AIM} times")  # noqa: T201


if __name__ == "__main__":
    main()
