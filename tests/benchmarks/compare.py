"""
How long a comparison takes: ``python -m tests.benchmarks.compare``.

CPU time in seconds of comparing two screenings with 60 facts and 40 rows that differ in
a row and in the floor: once with rules over facts that lie near each other, as in a
protocol by topics, and once with a fact from anywhere in most rules, where counting
exceeds its budget. Then of each bundled protocol with itself. The first of three runs
imports the solver, where it is asked; the least is told too.
"""

import random
import time
from collections.abc import Callable
from functools import partial

import attrs

import caring
from caring.guidance.actions import Action, ActionClass, Audience
from caring.guidance.protocol import Status
from caring.guidance.screening import Screening
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Is,
    Recorded,
)
from caring.language.decisions import Highest, Row, Urgency
from caring.language.facts import Fact, Lasting, Obtained, Options, Sensitivity
from caring.language.silence import Silence
from caring.proving.comparing.changes import Compared
from caring.proving.comparing.compare import compare
from caring.values.sources import Reading, Source

FACTS, ROWS, RUNS = 60, 40, 3
SCALE = ("none", "some", "high", "highest")
SOURCE = Source(id="own", read=Reading.PROJECT, part="made up", work=None)


def fact(n: int) -> Fact:
    yes_no = {"yes": "yes", "no": "no"}
    order = (frozenset({"no"}), frozenset({"yes"}))
    return Fact(
        id=f"f{n}",
        domain=Options(type="yes_no", labels=yes_no, order=order),
        obtained=Obtained.ASKED,
        wording=f"Is {n} so?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=SOURCE,
    )


def condition(chance: random.Random, n: int, *, is_tangled: bool) -> Condition:
    """
    One of the forms that rules have, over facts of which neighbours share some.
    """
    first = n * FACTS // ROWS
    near = [(first + k) % FACTS for k in range(5)]
    far = chance.randrange(FACTS) if is_tangled else (first + 4) % FACTS
    tests: list[Condition] = [Is(f"f{k}", frozenset({"yes"})) for k in near]
    beside = Is(f"f{far}", frozenset({"yes"}))
    match n % 4:
        case 0:
            return All((tests[0], AnyOf((tests[1], beside))))
        case 1:
            return AtLeast(3, tuple(tests))
        case 2:
            declined = Recorded(f"f{near[0]}", Silence.DECLINED)
            return AnyOf((tests[0], declined))
        case _:
            return All((tests[0], tests[2], beside))


def screening(version: str, *, is_edited: bool, is_tangled: bool) -> Screening:
    chance = random.Random(1)  # noqa: S311 - the same rules each time
    rows = []
    for n in range(ROWS):
        when = condition(chance, n, is_tangled=is_tangled)
        if is_edited and n == ROWS // 2:
            when = AnyOf((when, Is("f4", frozenset({"yes"}))))
        rows.append(
            Row(
                id=f"r{n}",
                when=when,
                result=SCALE[1 + n % 3],
                because=f"Rule {n}.",
                source=SOURCE,
            )
        )
    return Screening(
        id="screening/large",
        version=version,
        status=Status.DRAFT,
        title="A large one",
        purpose="It is made to be timed.",
        facts={f"f{n}": fact(n) for n in range(FACTS)},
        actions={
            id_: Action(
                id=id_,
                text="Do it.",
                audience=Audience.PROVIDER,
                action_class=kind,
                urgency=Urgency.ROUTINE,
                source=SOURCE,
                guard=None if kind is ActionClass.CARE else Given("share"),
            )
            for id_, kind in (("care", ActionClass.CARE), ("pass", ActionClass.SHARING))
        },
        concern=Highest(
            id="concern",
            scale=SCALE,
            rows=tuple(rows),
            floor=SCALE[2 if is_edited else 1],
            actions={"some": ("care",), "high": ("pass",)},
        ),
    )


def timed(work: Callable[[], Compared]) -> tuple[str, Compared]:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        found = work()
        times.append(time.process_time() - start)
    return f"{times[0]:.2f} s at first, {min(times):.2f} s at least", found


def main() -> None:
    for is_tangled in (False, True):
        old = screening("1.0.0", is_edited=False, is_tangled=is_tangled)
        new = screening("2.0.0", is_edited=True, is_tangled=is_tangled)
        said, found = timed(partial(compare, old, new))
        counted = sum(each.sheets is not None for each in found.changes)
        kind = "tangled" if is_tangled else "by topic"
        print(  # noqa: T201
            f"{FACTS} facts by {ROWS} rows, {kind}: {said}; {len(found.changes)}"
            f" changes, {counted} of them counted, {found.step.value}"
        )
    for name in caring.list_protocols():
        guidance = caring.load(name)
        assert isinstance(guidance, caring.Protocol | caring.Pathway)
        other = attrs.evolve(guidance, version="9.0.0")
        said, _ = timed(partial(compare, guidance, other))
        print(f"{name}: {said}")  # noqa: T201


if __name__ == "__main__":
    main()
