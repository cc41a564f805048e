"""
The cases of the silence test, what may rightly be said of each, and how that is judged.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs

QUESTIONS = ("threatened", "papers_held", "fears_harm")
SCALE = ("none_noted", "some", "high")
WORDS = ("yes", "no", "declined", "does_not_know", "not_asked")

Result: TypeAlias = Mapping[str, Any]
"""What an engine said: ``says`` with levels by name, or ``error`` with its words."""


@attrs.frozen(kw_only=True)
class Case:
    """
    A sheet of answers, and how it is handed to an engine that knows yes and no.
    """

    id: str
    title: str
    answers: Mapping[str, str]
    """What was said in truth; a question that is left out was not asked."""

    handed: Mapping[str, object]
    """The same for an engine of yes and no; a question may be left out, or empty."""


NO = dict.fromkeys(QUESTIONS, False)
ALL_NO = dict.fromkeys(QUESTIONS, "no")
EMPTY = dict.fromkeys(QUESTIONS, None)

CASES = (
    Case(id="all-no", title="three times no", answers=ALL_NO, handed=NO),
    Case(id="left-out", title="nothing, left out", answers={}, handed={}),
    Case(id="empty", title="nothing, as `null`", answers={}, handed=EMPTY),
    Case(
        id="declined-left-out",
        title="fear declined, left out",
        answers=ALL_NO | {"fears_harm": "declined"},
        handed={"threatened": False, "papers_held": False},
    ),
    Case(
        id="declined-empty",
        title="fear declined, as `null`",
        answers=ALL_NO | {"fears_harm": "declined"},
        handed=NO | {"fears_harm": None},
    ),
    Case(
        id="declined-word",
        title="fear declined, as a word",
        answers=ALL_NO | {"fears_harm": "declined"},
        handed=NO | {"fears_harm": "declined"},
    ),
    Case(
        id="does-not-know",
        title="fear not known, as a word",
        answers=ALL_NO | {"fears_harm": "does_not_know"},
        handed=NO | {"fears_harm": "does_not_know"},
    ),
    Case(
        id="danger-left-out",
        title="fear yes, the rest left out",
        answers={"fears_harm": "yes"},
        handed={"fears_harm": True},
    ),
    Case(
        id="danger-empty",
        title="fear yes, the rest `null`",
        answers={"fears_harm": "yes"},
        handed=EMPTY | {"fears_harm": True},
    ),
    Case(
        id="sign-empty",
        title="threatened yes, the rest `null`",
        answers={"threatened": "yes"},
        handed=EMPTY | {"threatened": True},
    ),
)

SHEETS = tuple(
    dict(zip(QUESTIONS, words, strict=True))
    for words in itertools.product(WORDS, repeat=len(QUESTIONS))
)
"""Every sheet of three questions and five words."""


def level(holds: Mapping[str, bool]) -> str:
    """
    Say what the guidance means where every answer is known.
    """
    both = holds["threatened"] and holds["papers_held"]
    if holds["fears_harm"] or both:
        return "high"
    return "some" if holds["threatened"] or holds["papers_held"] else "none_noted"


def bounds(answers: Mapping[str, str]) -> tuple[str, str]:
    """
    Try every truth behind the silences: the least and the greatest level there may be.
    """
    may_be = [
        {"yes": (True,), "no": (False,)}.get(answers.get(each, ""), (True, False))
        for each in QUESTIONS
    ]
    found = [
        level(dict(zip(QUESTIONS, truth, strict=True)))
        for truth in itertools.product(*may_be)
    ]
    return min(found, key=SCALE.index), max(found, key=SCALE.index)


def told(result: Result) -> str:
    """
    Write what an engine said.
    """
    if "error" in result:
        return "refuses"
    says = result["says"]
    if "level" in says:
        return str(says["level"])
    least, most = says["at_least"], says["at_most"]
    return str(least) if least == most else f"{least} to {most}"


def judged(answers: Mapping[str, str], result: Result) -> str:
    """
    Hold what an engine said to every truth behind the silences.
    """
    least, most = bounds(answers)
    says = told(result)
    if says == "refuses":
        return "right to stop" if least == SCALE[0] else "stops, though a level is sure"
    if says == (least if least == most else f"{least} to {most}"):
        return "right"
    if says not in SCALE:
        return "WRONG"
    if SCALE.index(says) < SCALE.index(least):
        return "DANGER NOT TOLD"
    if says == SCALE[0]:
        return "SILENT GREEN"
    return "more is possible, not said" if says == least else "MADE UP"


def differences(results: Sequence[Result]) -> int:
    """
    Count the sheets of all words on which an engine does not give just the bounds.
    """
    return sum(
        judged(sheet, each) != "right"
        for sheet, each in zip(SHEETS, results, strict=True)
    )
