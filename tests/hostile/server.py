"""
Meets hostile files, each in a process of its own with bounds on time and memory.

Reads a line ``table entry path`` at a time and writes what became of it as JSON. What
was imported is shared, so that a process costs next to nothing, and what is measured
is the work on the file.
"""

import json
import os
import resource
import sys
from pathlib import Path

from caring.library import bundled, shelf
from tests.hostile.entries import CATALOGUES, JSON, PATHWAY, YAML

MOST_SECONDS = 2
MOST_BYTES = 500_000_000
_KILLED_AFTER = 20

TABLES = {
    "yaml": {name: entry for name, (_, entry) in YAML.items()},
    "json": JSON,
    "po": CATALOGUES,
}


def meet(table: str, entry: str, path: str) -> dict[str, object]:
    """
    Meet one file in a child, and measure the child.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        os.write(theirs, json.dumps(_told(table, entry, path)).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as stream:
        text = stream.read()
    _, status, used = os.wait4(child, 0)
    said = json.loads(text) if text else {"fault": f"killed, status {status}"}
    return {
        **said,
        "seconds": used.ru_utime + used.ru_stime,
        "bytes": used.ru_maxrss * 1024,
    }


def _told(table: str, entry: str, path: str) -> dict[str, str]:
    # Above what is promised, so that what breaks the promise can still say by how much.
    resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_BYTES, 2 * MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_KILLED_AFTER, _KILLED_AFTER))
    try:
        return {"said": TABLES[table][entry](Path(path))[:2_000]}
    except BaseException as error:  # noqa: BLE001 - whatever escapes is the fault
        return {"fault": f"{type(error).__name__}: {error}"[:500]}


def main() -> None:
    """
    Serve until there is nothing more to read.
    """
    bundled().dictionary()
    shelf().load(PATHWAY)
    for line in sys.stdin:
        table, entry, path = line.split(maxsplit=2)
        sys.stdout.write(json.dumps(meet(table, entry, path.rstrip("\n"))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
