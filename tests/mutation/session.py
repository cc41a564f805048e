"""
Tries mutants: tests are collected once, and each mutant lives in a process of its own.

It needs processes that fork, so that it runs on Linux and macOS and not on Windows.
"""

import contextlib
import gc
import json
import os
import select
import sys
import time
import types
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs
import coverage
import pytest
from _pytest.tmpdir import tmppath_result_key

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "caring"

# A test that takes longer than this, with the fixtures it is the first to need, is left
# out.
SLOW = 0.75

# Processor seconds after which a mutant hangs: so many, and so many times its tests.
HANGS = 10
HANGS_TIMES = 4

KILLED, SURVIVED, TIMED_OUT, NOT_COVERED, BROKEN = range(5)
NAMES = ("killed", "survived", "timed_out", "not_covered", "broken")


@attrs.define
class Trial:
    """
    A pytest plugin that runs mutants where pytest would run tests.

    Attributes:
        files: The files to mutate, by their path below `src/caring`.
        budget: Seconds of tests, as measured without a mutant, given to one mutant. The
            quickest tests come first; whatever was not reached could still kill, so a
            survivor may be none, and a killed one always is.
        workers: How many mutants live at once.
        write: Where results go, one JSON object a line.
        only: Where given, the changes to try; the others are passed over.
        measured: Where given, a file that keeps how long tests take and what they
            reach; it is right only while neither tests nor code change.
    """

    files: list[str]
    budget: float
    workers: int
    write: Path
    only: frozenset[tuple[str, str, str]] | None = None
    measured: Path | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """
        See which tests reach which line, then try every mutant of every file.
        """
        if session.testsfailed:
            raise session.Interrupted("the tests could not be collected")
        timed, reach = self._measured(session.items)
        _say(f"{len(session.items)} tests, {len(timed)} of them quick enough")
        functions = _functions()
        gc.freeze()
        queue = Queue(items=timed, workers=self.workers, write=self.write)
        quiet = _run_unchanged(list(timed.values()))
        for file in self.files:
            began = time.monotonic()
            for mutant in mutants_of(CODE / file, file):
                if self._is_wanted(mutant):
                    tests = reach.tests_of(mutant, timed)
                    queue.put(mutant, functions, tests, self.budget)
            queue.finish()
            _say(f"{file}: {queue.summary(file)} {time.monotonic() - began:.0f} s")
        if os.waitpid(quiet, 0)[1] != 0:
            raise session.Interrupted("tests fail while nothing is changed")
        return True

    def _measured(
        self, items: list[pytest.Item]
    ) -> tuple[dict[str, tuple[pytest.Item, float]], "Reach"]:
        if self.measured is not None and self.measured.exists():
            kept = json.loads(self.measured.read_text("utf-8"))
            named = {item.nodeid: item for item in items}
            timed = {
                each: (named[each], taken)
                for each, taken in kept["timed"].items()
                if each in named
            }
            lines = {
                file: {int(line): tests for line, tests in each.items()}
                for file, each in kept["lines"].items()
            }
            return timed, Reach(lines)
        timed, reach = _measured(items)
        if self.measured is not None:
            times = {each: taken for each, (_, taken) in timed.items()}
            kept = {"timed": times, "lines": reach.lines}
            self.measured.write_text(json.dumps(kept), encoding="utf-8")
        return timed, reach

    def _is_wanted(self, mutant: Mutant) -> bool:
        key = (mutant.file, mutant.function, mutant.change)
        return self.only is None or key in self.only


@attrs.frozen
class Reach:
    """
    Which tests ran which line of which file.
    """

    lines: dict[str, dict[int, list[str]]]

    def tests_of(
        self, mutant: Mutant, timed: dict[str, tuple[pytest.Item, float]]
    ) -> list[str]:
        """
        The tests that ran a line of what was changed, the quickest first.
        """
        lines = self.lines.get(mutant.file, {})
        first, last = mutant.lines
        found = {
            test for line in range(first, last + 1) for test in lines.get(line, ())
        }
        return sorted(found & set(timed), key=lambda each: timed[each][1])


@attrs.define
class Queue:
    """
    The mutants that live now, and what became of the others.
    """

    items: dict[str, tuple[pytest.Item, float]]
    workers: int
    write: Path
    living: dict[int, tuple[Mutant, int]] = attrs.Factory(dict)
    kills: dict[tuple[str, str], Counter[str]] = attrs.Factory(
        lambda: defaultdict(Counter)
    )
    counts: dict[str, Counter[str]] = attrs.Factory(lambda: defaultdict(Counter))

    def put(
        self,
        mutant: Mutant,
        functions: dict[tuple[str, int], list[types.FunctionType]],
        tests: list[str],
        budget: float,
    ) -> None:
        """
        Let a mutant live, once there is room for it.
        """
        targets = functions.get((str(CODE / mutant.file), mutant.line), [])
        if not tests or not targets:
            self._note(mutant, NOT_COVERED, "" if tests else "no tests")
            return
        chosen = self._chosen(mutant, tests, budget)
        while len(self.living) >= self.workers:
            self._reap()
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            _live(mutant, targets, [self.items[each] for each in chosen], writes)
        os.close(writes)
        self.living[child] = (mutant, reads)

    def finish(self) -> None:
        """
        Wait until no mutant lives.
        """
        while self.living:
            self._reap()

    def summary(self, file: str) -> str:
        """
        What became of the mutants of a file.
        """
        return " ".join(f"{name} {self.counts[file][name]}" for name in NAMES)

    def _chosen(self, mutant: Mutant, tests: list[str], budget: float) -> list[str]:
        """
        What killed neighbours comes first, then the quickest, until time is up.
        """
        kills = self.kills[mutant.file, mutant.function]
        chosen: list[str] = []
        spent = 0.0
        for each in [
            *[each for each, _ in kills.most_common(20) if each in tests],
            *[each for each in tests if each not in kills],
        ]:
            spent += self.items[each][1]
            if spent > budget and chosen:
                break
            chosen.append(each)
        return chosen

    def _reap(self) -> None:
        reading = {reads: child for child, (_, reads) in self.living.items()}
        child = reading[select.select(list(reading), [], [])[0][0]]
        mutant, reads = self.living.pop(child)
        with os.fdopen(reads, "rb") as pipe:
            said = pipe.read().decode("utf-8")
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            self._note(mutant, TIMED_OUT, f"signal {os.WTERMSIG(status)}")
            return
        outcome = os.WEXITSTATUS(status)
        if outcome == KILLED:
            self.kills[mutant.file, mutant.function][said] += 1
        self._note(mutant, outcome, said)

    def _note(self, mutant: Mutant, outcome: int, said: str) -> None:
        self.counts[mutant.file][NAMES[outcome]] += 1
        row = {
            "file": mutant.file,
            "function": mutant.function,
            "lines": mutant.lines,
            "change": mutant.change,
            "outcome": NAMES[outcome],
            "by": said,
        }
        with self.write.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _measured(
    items: list[pytest.Item],
) -> tuple[dict[str, tuple[pytest.Item, float]], Reach]:
    """
    Run every test once: how long it takes alone, and which lines it runs.
    """
    tracer = coverage.Coverage(
        data_file=None, config_file=False, include=[f"{CODE}/*"], messages=False
    )
    timed: dict[str, tuple[pytest.Item, float]] = {}
    tracer.start()
    for item, following in zip(items, [*items[1:], None], strict=True):
        tracer.switch_context(item.nodeid)
        began = time.process_time()
        passed = _passes(item, following)
        taken = time.process_time() - began
        if not passed:
            _say(f"left out, for it fails by itself: {item.nodeid}")
        elif taken <= SLOW:
            timed[item.nodeid] = (item, taken)
    tracer.stop()
    data = tracer.get_data()
    lines = {
        str(Path(file).relative_to(CODE)): data.contexts_by_lineno(file)
        for file in data.measured_files()
    }
    return timed, Reach(lines)


def _functions() -> dict[tuple[str, int], list[types.FunctionType]]:
    """
    Every function of the package by its file and the line that it begins at.
    """
    found: dict[tuple[str, int], list[types.FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType):
            code = each.__code__
            if code.co_filename.startswith(str(CODE)):
                found[code.co_filename, code.co_firstlineno].append(each)
    return found


def _live(
    mutant: Mutant,
    targets: list[types.FunctionType],
    tests: list[tuple[pytest.Item, float]],
    writes: int,
) -> None:
    """
    In a process of its own: become the mutant, run its tests, say what happened.
    """
    import resource  # noqa: PLC0415 - Windows has none, and collects this file too

    outcome = BROKEN
    with contextlib.suppress(BaseException), os.fdopen(writes, "wb") as pipe:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
            os.dup2(nowhere.fileno(), sys.stderr.fileno())
        seconds = int(HANGS + HANGS_TIMES * sum(taken for _, taken in tests))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        for each in targets:
            each.__code__ = mutant.code
        outcome = SURVIVED
        for item in _following(tests):
            if item is not None:
                outcome = KILLED
                pipe.write(item.encode("utf-8"))
                break
    os._exit(outcome)


def _run_unchanged(tests: list[tuple[pytest.Item, float]]) -> int:
    """
    In a process of its own, run all tests again while nothing is changed.

    Whatever fails here was no mutant's doing, and the results would mean nothing.
    """
    child = os.fork()
    if child == 0:
        failing = [each for each in _following(tests) if each is not None]
        for each in failing:
            _say(f"fails when it runs again: {each}")
        os._exit(bool(failing))
    return child


def _following(tests: list[tuple[pytest.Item, float]]) -> Iterator[str | None]:
    """
    Run tests one after the other, and give the name of each that fails.
    """
    items = [item for item, _ in tests]
    for item, following in zip(items, [*items[1:], None], strict=True):
        yield None if _passes(item, following) else item.nodeid


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    """
    Run one test as pytest does, without the report that nobody reads.
    """
    if hasattr(item, "_request") and not item._request:
        item._initrequest()  # type: ignore[attr-defined] # as `runtestprotocol` does
    item.stash[tmppath_result_key] = {}
    passed = True
    for hook, more in (
        (item.ihook.pytest_runtest_setup, {}),
        (item.ihook.pytest_runtest_call, {}),
        (item.ihook.pytest_runtest_teardown, {"nextitem": following}),
    ):
        if passed or more:
            try:
                hook(item=item, **more)
            except pytest.skip.Exception:
                pass
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - a test may fail by anything
                passed = False
    if hasattr(item, "_request"):
        item._request = False
        item.funcargs = None  # type: ignore[attr-defined]
    return passed


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a program that takes minutes says where it is
