"""
Change the rules in small ways, and see that a test notices each change.

``python -m tests.mutation`` tries the files that changed since they were tried last;
``python -m tests.mutation language running/ask.py`` tries these rooms and files anew;
``--survivors`` tries again only what survived; ``--page`` only writes the page;
``--check`` says which files changed since they were tried.
"""

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.mutants import lines_out_of_reach
from tests.mutation.report import (
    CODE,
    ROOMS,
    ROOT,
    Outcome,
    digest_of,
    files_of,
    outcome_of,
    read_results,
    write_results,
)

# Tests that say what the rules mean and are quick: no programs, no builds, no bundled
# collections built anew. What takes long is left out when it is measured. Doctests are
# not among them, for they cannot be run twice in one process.
TESTS = (
    "tests/spec",
    "tests/kinds",
    *(
        f"tests/laws/test_{each}.py"
        for each in ("decisions", "derived", "law", "ways", "candidates")
    ),
    *(
        f"tests/public/test_{each}.py"
        for each in (
            "answers",
            "approval",
            "directory",
            "law",
            "replay",
            "results_in_json",
            "silence",
            "lock",
        )
    ),
    *(
        f"tests/showing/test_{each}.py"
        for each in ("findings", "results", "law", "services", "times")
    ),
)

PLUGINS = (
    "-p",
    "no:cacheprovider",
    "-p",
    "_hypothesis_pytestplugin",
    "--tb=no",
    "--assert=plain",
)


def main() -> int:
    """
    Try mutants, and keep what was found.
    """
    options = _options()
    before = read_results()
    if options.check:
        stale = _files((), before)
        print("\n".join(f"not tried as it is: {each}" for each in stale))  # noqa: T201
        return bool(stale)
    if not options.page:
        files = _files(options.what or (ROOMS if options.survivors else ()), before)
        only = _survivors(files, before) if options.survivors else None
        digests = {each: digest_of(each) for each in files}
        with tempfile.TemporaryDirectory() as place:
            notes = Path(place) / "notes.jsonl"
            if _run(files, notes, only, options) != 0:
                return 1
            rows = [json.loads(each) for each in notes.read_text("utf-8").splitlines()]
        today = dt.datetime.now(dt.UTC).date().isoformat()  # noqa: TID251 - dated
        for file in files:
            own = [each for each in rows if each["file"] == file]
            found = outcome_of(
                own,
                digest=digests[file],
                on=today,
                unreached=lines_out_of_reach(CODE / file),
            )
            before[file] = _joined(before[file], found) if options.survivors else found
    write_results({each: before[each] for each in files_of(ROOMS) if each in before})
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("what", nargs="*", help="rooms, or files below src/caring")
    parser.add_argument("--survivors", action="store_true", help="only what survived")
    parser.add_argument("--check", action="store_true", help="say what is out of date")
    parser.add_argument("--page", action="store_true", help="only write the page")
    parser.add_argument("--measured", type=Path, help="keep what tests reach here")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--budget", type=float, default=2.0, help="seconds a mutant")
    return parser.parse_args()


def _files(what: Sequence[str], before: dict[str, Outcome]) -> list[str]:
    if what:
        return [
            file
            for each in what
            for file in (files_of([each]) if each in ROOMS else [each])
        ]
    return [
        each
        for each in files_of(ROOMS)
        if each not in before or before[each].digest != digest_of(each)
    ]


def _survivors(
    files: list[str], before: dict[str, Outcome]
) -> frozenset[tuple[str, str, str]]:
    stale = [each for each in files if before[each].digest != digest_of(each)]
    if stale:
        sys.exit(f"changed since they were tried, try them whole: {', '.join(stale)}")
    return frozenset(
        (one.file, one.function, one.change)
        for each in files
        for one in before[each].survivors
    )


def _joined(before: Outcome, again: Outcome) -> Outcome:
    """
    What was tried again takes the place of what survived.
    """
    counts = {
        each: before.counts.get(each, 0) + again.counts.get(each, 0)
        for each in ("killed", "timed_out")
    }
    kept = {
        key: value
        for key, value in again.counts.items()
        if key not in {"killed", "timed_out"}
    }
    return Outcome(
        digest=again.digest,
        on=again.on,
        counts=counts | kept,
        survivors=again.survivors,
        unreached=again.unreached,
    )


def _run(
    files: list[str],
    notes: Path,
    only: frozenset[tuple[str, str, str]] | None,
    options: argparse.Namespace,
) -> int:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    os.chdir(ROOT)
    notes.touch()

    import pytest  # noqa: PLC0415 - after the environment that it reads

    from tests.mutation.session import Trial  # noqa: PLC0415 - it imports pytest

    trial = Trial(files, options.budget, options.workers, notes, only, options.measured)
    ended = pytest.main(["-q", "-s", *PLUGINS, *TESTS], plugins=[trial])
    return 0 if ended in {0, pytest.ExitCode.NO_TESTS_COLLECTED} else 1


if __name__ == "__main__":
    sys.exit(main())
