"""
A page for readers: each guarantee in plain words, how it is held, and where it ends.

`docs/reference/guarantees.md` is generated from here by `python -m tests.proving`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from caring.authoring.invariants import invariants_of
from caring.guidance.invariants import Must
from caring.guidance.law import Law
from caring.library import bundled
from caring.proving.guarantees import ALL, How
from caring.proving.laws import NO_HOLE, SAYS, read_calendar
from caring.proving.prove import Proof, Proved
from tests.proving.found import (
    Case,
    caught,
    everything,
    in_a_file,
    obligations,
    witness,
)
from tests.proving.limits import LIMITS
from tests.proving.test_faults import FAULTS as IN_FILES
from tests.proving.test_faults import MORE
from tests.proving.test_guarantees import FAULTS as IN_MEANING
from tests.proving.test_guarantees import found_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "guarantees.md"

HELD = {
    How.READING: "by reading the rules",
    How.SOLVER: "by looking through all answers",
    How.TWO_RUNS: "by two sheets side by side",
    How.ASKING_GUARD: "by the guard of every question, and looking through all answers",
    How.LAW_CHECK: "by reading the calendar of each law",
}

FIRST = (
    "safety/immediate-danger",
    "screening/signs-in-clinic",
    "referral/first-services",
    "pathway/staff-detect-signs",
)
"""Of these a case is told, where the guarantee speaks of them; they ask plain things."""

INSTEAD = {
    "no-silent-green": (
        "What nobody answered is open.",
        "What nobody answered is taken for a no.",
    ),
    "knowing-more-settles-more": (
        "What nobody answered is open.",
        "What nobody answered is taken for a no.",
    ),
    "declined-never-lowers": (
        "A level holds by its own reasons.",
        "A level holds only once the question on fear of death or serious harm was answered.",
    ),
    "a-raise-only-adds": (
        "A level that somebody raised is added to what the answers say.",
        "What the answers say counts only while nobody raised the level.",
    ),
    "only-given-consent": (
        "What is passed on needs a valid yes.",
        "What is passed on has no valid yes, and is advised all the same.",
    ),
    "guarded-actions": (
        "Each action that could harm has a guard.",
        "No action has a guard.",
    ),
    "only-safe-services": (
        "A service suits while all that is asked of it is so.",
        "Every service suits.",
    ),
    "none-suitable-is-said": (
        "What is done where no service suits is open to everybody.",
        "It is closed unless there is a danger to life.",
    ),
    "each-service-by-itself": (
        "A service is judged by itself.",
        "A service suits only while another one would.",
    ),
}
"""For faults planted in the meaning of rules, the rule before and after, in words."""


def as_page() -> Iterator[str]:
    """
    Write the page; it takes a minute or two, because everything is proved.
    """
    yield from _head()
    yield ""
    yield "## Of everything that is bundled"
    for guarantee in ALL:
        yield ""
        yield from _section(guarantee.id, guarantee.says, guarantee.how)
    yield ""
    yield from _of_laws()
    yield ""
    yield "## Of one protocol or pathway"
    yield ""
    yield "These sentences are written beside the rules, in `protocols/invariants/`, with the reason and the source of each."
    for each in invariants_of(bundled()):
        yield ""
        how = How.SOLVER if isinstance(each.claim, Must) else How.TWO_RUNS
        yield from _section(each.id, each.says, how, each.because)


def _section(id_: str, says: str, how: How, because: str = "") -> Iterator[str]:
    proofs = _proofs(id_)
    assert all(each.holds for each in proofs)
    yield f"### `{id_}`"
    yield ""
    yield f"**{says}**{because and f' {because}'}"
    yield ""
    yield f"- *Held:* {HELD[how]}."
    yield from _shown(proofs)
    yield f"- *Where it ends:* {LIMITS[id_]}"
    names = [each.of for each in proofs]
    preferred = [name for one in FIRST for name in names if name.startswith(f"{one}@")]
    proved = everything()[(preferred or names)[0]]
    found = witness(proved, obligations(id_, proved, invariants_of(bundled())))
    yield f"- *A case that it speaks of*, in {_bare(found.of)}:"
    yield from _told(found)
    yield from _fault(id_)


def _proofs(id_: str) -> list[Proof]:
    proofs = (one for each in everything().values() for one in each.proofs)
    return [each for each in proofs if each.guarantee == id_]


def _shown(proofs: Iterable[Proof]) -> Iterator[str]:
    """
    Name what it was shown of, a kind a line, and in how many checks.
    """
    kinds = [
        (kind, list(each))
        for kind, each in groupby(proofs, lambda each: each.of.partition("/")[0])
    ]
    lead = "- *Shown of:*" if len(kinds) == 1 else "  -"
    if len(kinds) > 1:
        yield "- *Shown of:*"
    for kind, each in kinds:
        names = ", ".join(one.of.partition("/")[2].partition("@")[0] for one in each)
        checks = sum(one.checks for one in each)
        yield f"{lead} {kind}: {names} ({checks} check{'s' * (checks != 1)})"


def _bare(name: str) -> str:
    return f"`{name.partition('@')[0]}`"


def _told(found: Case, indent: str = "  ") -> Iterator[str]:
    yield from (f"{indent}- {line}" for line in found.lines)


def _fault(id_: str) -> Iterator[str]:
    for fault in IN_FILES:
        if fault.guarantee == id_:
            pairs = [(fault.old, fault.new), *filter(None, [MORE.get(id_)])]
            yield f"- *A fault that it caught*, planted in `{fault.file}`. The rule before:"
            yield from _quoted(old for old, _ in pairs)
            yield "  The rule after:"
            yield from _quoted(new for _, new in pairs)
            yield from _found(in_a_file(fault))
            return
    for guarantee, name, change in IN_MEANING:
        if guarantee == id_:
            before, after = INSTEAD[id_]
            yield "- *A fault that it caught*, planted in what the rules mean."
            yield f"  - Before: {before}"
            yield f"  - After: {after}"
            proved = Proved(found=change(found_of(name)), proofs=())
            yield from _found(caught(proved, obligations(id_, proved, ())))
            return


def _quoted(texts: Iterable[str]) -> Iterator[str]:
    yield ""
    yield "  ```yaml"
    for n, text in enumerate(texts):
        yield from ["  # and further down"] if n else []
        yield from (f"  {line}".rstrip() for line in text.splitlines() or ["# nothing"])
    yield "  ```"
    yield ""


def _found(case: Case) -> Iterator[str]:
    yield f"  - Found in {_bare(case.of)}: {case.says}. The case:"
    yield from _told(case, "    ")


def _of_laws() -> Iterator[str]:
    laws = [bundled().load(name) for name in bundled().laws()]
    proofs = [read_calendar(each) for each in laws if isinstance(each, Law)]
    assert all(each.holds for each in proofs)
    yield "## Of every law that is bundled"
    yield ""
    yield f"### `{NO_HOLE}`"
    yield ""
    yield f"**{SAYS}**"
    yield ""
    yield f"- *Held:* {HELD[How.LAW_CHECK]}."
    yield from _shown(proofs)
    yield f"- *Where it ends:* {LIMITS[NO_HOLE]}"


def without_counts(text: str) -> str:
    """
    Forget in how many checks something was shown: that changes with every edit.
    """
    return re.sub(r" \(\d+ checks?\)$", "", text, flags=re.MULTILINE)


def _head() -> Iterator[str]:
    yield """\
# What is guaranteed, and where it ends

Generated by `python -m tests.proving`. For whoever answers for a clinic, reviews a protocol, or wants to know what
the words *it is proved* are worth. Nothing here asks you to read a program.

## Where every sentence on this page ends

A sentence here speaks of the **rules**: of what the library advises for answers that it was given. It does not speak of

- *answers*: nobody can prove that they are true, or that somebody felt free to give them;
- *staff*: advice can be overlooked, and people may act on their own;
- *laws*: a file says what somebody read in a law, and when; that may be wrong or out of date;
- *guidance*: that rules keep these sentences does not make them the best rules for a person;
- *apps*: what shows the results may leave some out.

No protocol is right for being proved. Where what you see and what it says do not agree, trust what you see, and raise
the level.

## How a sentence is held

*By looking through all answers.* Think of every sheet of answers that could be filled in, with every question
answered, declined, not known or not asked, and every consent given, refused or doubtful: more sheets than anybody
could count out. Many are alike, because no rule tells them apart, and are put together. A program then searches
through all the rest for a single sheet on which the sentence is not so, and finds none. It does not try a sample; it
shows that there can be none.

*By two sheets side by side.* Some sentences compare: what if one more thing were known, something more dangerous
answered, or one thing refused? The program looks for any two sheets that differ in just that, and of which the second
gets less than it should. There are none.

*By reading.* Some things follow from how a file is written. A file that is not written so is refused.

*By the guard of every question.* What makes asking safe stands in one place, and every sensitive question is behind
it. The program shows that nothing gets round it.

How far to trust that: the search is done by z3, a program that many others use; the rules are turned into what it
reads by our own program, and tests hold that to what is really advised. Either could have a fault.

*Shown of* names each protocol and pathway of which a sentence was shown, and in how many single checks, as the rules
were when this page was last written. *A case that it speaks of* is there because a sentence that speaks of nobody is
easily kept; nothing is known in it that it can do without, and it is nobody's. *A fault that it caught* is a rule that we broke
on purpose, to see that it is noticed, with the case that was found. For sentences about one protocol there is seldom
one. In cases a name in `code` is how the rules call a question; what is not named was not asked. `consent.` and a
purpose is a record of a consent (*true*: a valid one), and `elsewhere.` one towards somebody else; a name that ends in
`.raised` is a level that a person raises, and one in `.another` says whether another service would suit."""
