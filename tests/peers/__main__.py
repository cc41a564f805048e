"""
Ask every engine anew, and write what it said, with the page.

``python -m tests.peers`` installs the engines that are not there yet, outside
of the repository (``CARING_PEERS`` says where), and needs npm; ``--page`` only writes
the page.
"""

import argparse
import datetime as dt
import json

from tests.peers.engines import ENGINES
from tests.peers.page import OURS, PAGE, RESULTS, as_page, read
from tests.peers.running import ask, command, install, ours, place


def main() -> None:
    """
    Ask, and write.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251 -- nothing runs by it
    parser.add_argument("--on", type=dt.date.fromisoformat, default=today)
    parser.add_argument("--page", action="store_true", help="only write the page")
    wanted = parser.parse_args()
    if not wanted.page:
        found = {OURS: ours()}
        for engine in ENGINES:
            said = ask(command(engine, install(engine, place())))
            found[engine.id] = {"version": engine.version, **said}
        kept = {"on": wanted.on.isoformat(), "engines": found}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    PAGE.write_text("\n".join(as_page(read())) + "\n", "utf-8")


if __name__ == "__main__":
    main()
