"""
What mutation testing found: kept as JSON, shown as a page, held to its explanations.
"""

import hashlib
import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
from ruamel.yaml import YAML

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CODE = ROOT / "src" / "caring"
RESULTS = HERE / "results.json"
SURVIVORS = HERE / "survivors.yaml"
REPORT = ROOT / "docs" / "reports" / "mutation.md"

ROOMS = ("values", "language", "running", "guidance")
FLOOR = 0.95

OPENING = """# Mutation testing

Made by `python -m tests.mutation`; do not edit. Each mutant is one small change to one
function: an operator of mutmut {mutmut}, a swapped `any`, `all`, `min` or `max`, or a
filter that lets everything through. It is killed when a test fails, or when it hangs.
It is given the quick tests that run its lines, for some seconds: a
survivor might fall to a slower one, and what is killed is killed.

What nothing noticed is listed below with the reason that stands in
`tests/mutation/survivors.yaml`; a test holds the two to each other, and each room to
{floor:.0%}.

Out of reach are {unreached} lines that stand in no function: fields of classes, members
of enumerations, tables of a module. They are made when the module is loaded. Defaults
of arguments, decorators, texts in triple quotes, and calls of `len`, `isinstance`,
`cast` and `assert_never` are left alone.
"""


@attrs.frozen(order=True)
class Survivor:
    """
    A change that no test noticed: its file below `src/caring`, function, and lines.
    """

    file: str
    function: str
    change: str


@attrs.frozen(kw_only=True)
class Outcome:
    """
    What became of the mutants of one file.

    Attributes:
        digest: Of the file's bytes when it was mutated.
        on: The day.
        counts: How many mutants were ``killed``, ``timed_out``, ``survived``, or were
            ``not_covered`` by any test.
        survivors: Those that survived or were not covered.
        unreached: How many lines of code stand in no function.
    """

    digest: str
    on: str
    counts: Mapping[str, int]
    survivors: tuple[Survivor, ...]
    unreached: int

    @property
    def mutants(self) -> int:
        """
        How many mutants the file has.
        """
        return sum(self.counts.values())

    @property
    def killed(self) -> int:
        """
        How many were noticed, those that hang included.
        """
        return self.counts.get("killed", 0) + self.counts.get("timed_out", 0)


def outcome_of(
    rows: Iterable[Mapping[str, Any]], *, digest: str, on: str, unreached: int
) -> Outcome:
    """
    Sum up what was noted about the mutants of one file.
    """
    rows = list(rows)
    return Outcome(
        digest=digest,
        on=on,
        unreached=unreached,
        counts=dict(sorted(Counter(each["outcome"] for each in rows).items())),
        survivors=tuple(
            sorted(
                Survivor(each["file"], each["function"], each["change"])
                for each in rows
                if each["outcome"] not in {"killed", "timed_out"}
            )
        ),
    )


def digest_of(file: str) -> str:
    """
    Digest a file, given by its path below `src/caring`.
    """
    return hashlib.sha256((CODE / file).read_bytes()).hexdigest()[:16]


def files_of(rooms: Iterable[str]) -> list[str]:
    """
    The files of rooms that hold functions, in their order.
    """
    return [
        f"{room}/{each.name}"
        for room in rooms
        for each in sorted((CODE / room).glob("*.py"))
        if "def " in each.read_text("utf-8")
    ]


def read_results() -> dict[str, Outcome]:
    """
    What was found the last time, by file; nothing where there is no such file.
    """
    if not RESULTS.exists():
        return {}
    return {
        file: Outcome(
            digest=each["digest"],
            on=each["on"],
            unreached=each["unreached"],
            counts=each["counts"],
            survivors=tuple(Survivor(file, *pair) for pair in each["survivors"]),
        )
        for file, each in json.loads(RESULTS.read_text("utf-8")).items()
    }


def write_results(outcomes: Mapping[str, Outcome]) -> None:
    """
    Keep what was found, and the page that shows it.
    """
    plain = {
        file: {
            "digest": each.digest,
            "on": each.on,
            "unreached": each.unreached,
            "counts": dict(each.counts),
            "survivors": [[one.function, one.change] for one in each.survivors],
        }
        for file, each in outcomes.items()
    }
    text = json.dumps(plain, indent=1, ensure_ascii=False)
    RESULTS.write_text(f"{text}\n", encoding="utf-8")
    REPORT.write_text(as_page(outcomes, read_reasons()), encoding="utf-8")


def read_reasons() -> dict[Survivor, str]:
    """
    Why a survivor cannot be seen, or need not be.
    """
    entries = YAML(typ="safe").load(SURVIVORS.read_text("utf-8")) or []
    return {
        Survivor(entry["file"], entry["function"], change): entry["because"]
        for entry in entries
        for change in entry["changes"]
    }


def rate_of(room: str, outcomes: Mapping[str, Outcome]) -> float:
    """
    Which part of a room's mutants was noticed; 0 for a room that was not tried.
    """
    own = [each for file, each in outcomes.items() if file.startswith(f"{room}/")]
    mutants = sum(each.mutants for each in own)
    return sum(each.killed for each in own) / mutants if mutants else 0.0


def as_page(outcomes: Mapping[str, Outcome], reasons: Mapping[Survivor, str]) -> str:
    """
    The page for readers.
    """
    unreached = sum(each.unreached for each in outcomes.values())
    opening = OPENING.format(mutmut="3.8.1", floor=FLOOR, unreached=unreached)
    parts = [opening, *_rooms(outcomes), *_survivors(outcomes, reasons)]
    return "\n".join(parts)


def _rooms(outcomes: Mapping[str, Outcome]) -> list[str]:
    head = (
        "| file | mutants | killed | hung | survived | not covered | on | digest |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    lines = ["## Rates\n", "| room | noticed |\n| --- | --- |"]
    lines += [f"| {room} | {rate_of(room, outcomes):.1%} |" for room in ROOMS]
    lines += ["", head]
    for file, each in outcomes.items():
        counts = [
            each.counts.get(name, 0)
            for name in ("killed", "timed_out", "survived", "not_covered")
        ]
        cells = [file, each.mutants, *counts, each.on, f"`{each.digest}`"]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return [*lines, ""]


def _survivors(
    outcomes: Mapping[str, Outcome], reasons: Mapping[Survivor, str]
) -> list[str]:
    lines = ["## Survivors\n"]
    for file, outcome in outcomes.items():
        found = outcome.survivors
        if found:
            lines.append(
                f"### {file}\n\n| function | change | why |\n| --- | --- | --- |"
            )
            lines += [_row(each, reasons.get(each, "")) for each in found] + [""]
    return lines


def _row(each: Survivor, reason: str) -> str:
    change = html.escape(each.change, quote=False).replace("|", "&#124;")
    return f"| `{each.function}` | <code>{change}</code> | {reason} |"
