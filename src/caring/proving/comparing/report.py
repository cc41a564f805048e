"""
A comparison as sections to read, from which every page is made, and as plain data.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from caring.proving.comparing.changes import Change, Compared, Kind, Rule, Step, Words
from caring.proving.comparing.steps import next_version, step_for


@attrs.frozen(kw_only=True)
class Item:
    """
    One thing that changed.
    """

    title: str
    lines: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    """Lines of YAML."""


@attrs.frozen(kw_only=True)
class Section:
    """
    Things of one sort that changed.
    """

    title: str
    items: tuple[Item, ...]


_OF_RESULTS = frozenset(
    {Kind.VALUE, Kind.OPENED, Kind.CLOSED, Kind.MOVED, Kind.WORKING, Kind.REASON}
)
_OF_ANSWERS = frozenset({Kind.REFUSED, Kind.ACCEPTED})

_SAYS = {
    Kind.VALUE: "another result",
    Kind.OPENED: "more is possible",
    Kind.CLOSED: "less is possible",
    Kind.MOVED: "other results are possible",
    Kind.WORKING: "acted on otherwise while it is not settled",
    Kind.REASON: "other reasons, the same results",
    Kind.GAINED: "newly advised",
    Kind.LOST: "no longer advised",
    Kind.SOONER: "sooner",
    Kind.LATER: "later",
    Kind.LOOSENED: "loosened",
    Kind.TIGHTENED: "tightened",
    Kind.REFUSED: "refused",
    Kind.ACCEPTED: "no longer refused",
}

STEPS = {
    Step.NONE: "Nothing changed.",
    Step.PATCH: "A patch: only words and reasons changed.",
    Step.MINOR: "A minor step: nothing that was settled is settled otherwise, no care"
    " or protection is lost, and no guard is loosened.",
    Step.MAJOR: "A major step.",
}


def heading(compared: Compared) -> str:
    """
    Say what is compared with what.
    """
    return f"{compared.old} -> {compared.new}"


def advice(compared: Compared) -> str:
    """
    Say how large the step is, and the least version to write for it.
    """
    said = STEPS[compared.step]
    if compared.step is Step.NONE:
        return said
    version = next_version(compared.old.partition("@")[2], compared.step)
    return f'{said} Write `version: "{version}"` or higher.'


def sections(compared: Compared) -> Iterator[Section]:
    """
    Walk what changed, the weightiest first; what did not change is left out.
    """
    changes = sorted(compared.changes, key=lambda each: -step_for(each).rank)
    parts = (
        (
            "Not compared over answers",
            [Item(title=each) for each in compared.not_compared],
        ),
        ("Answers", _items(changes, _OF_ANSWERS, compared)),
        ("Results", _items(changes, _OF_RESULTS, compared)),
        (
            "Advice and guards",
            _items(changes, frozenset(Kind) - _OF_RESULTS - _OF_ANSWERS, compared),
        ),
        ("Guarantees", _promises(compared)),
        (
            "Read from the files",
            [
                Item(title=f"{each.part}: {each.was} -> {each.now}", lines=())
                for each in compared.told
            ],
        ),
        ("Words only", [_of_words(each) for each in compared.words]),
    )
    for title, items in parts:
        if items:
            yield Section(title=title, items=tuple(items))


def _items(
    changes: Iterable[Change], kinds: frozenset[Kind], compared: Compared
) -> list[Item]:
    return [_item(each, compared) for each in changes if each.kind in kinds]


def _item(change: Change, compared: Compared) -> Item:
    lines = [f"{change.was} -> {change.now}"]
    if change.example is not None:
        lines.append(share(change, compared))
        lines += ["for example:", *(f"  {each}" for each in change.case)]
    lines += [f"was: {_rule(each)}" for each in change.old_rules]
    lines += [f"now: {_rule(each)}" for each in change.new_rules]
    return Item(title=_title(change), lines=tuple(lines), code=change.scenario)


def _title(change: Change) -> str:
    words = [_SAYS[change.kind]]
    if change.action_class is not None:
        words.append(f"class {change.action_class.value}")
    if change.direction.value != "neither":
        words.append(change.direction.value)
    words.append(step_for(change).value)
    return f"{change.name}: {', '.join(words)}"


def share(change: Change, compared: Compared) -> str:
    """
    Say the share of possible answer sheets that show a change; it is none of people.
    """
    whole = compared.out_of(change)
    if change.sheets is None or whole is None:
        return "share of answer sheets: not counted"
    percent = 100 * change.sheets / whole
    least = "less than 0.01" if percent < _LEAST else f"{percent:.2f}"
    return f"{change.sheets} of {whole} answer sheets ({least} %)"


_LEAST = 0.01


def _rule(rule: Rule) -> str:
    return rule.says if rule.span is None else f"{rule.span.place}: {rule.says}"


def _promises(compared: Compared) -> list[Item]:
    found = compared.guarantees
    if found is None:
        return []
    parts = (
        ("lost", found.lost),
        ("broken before and after", found.broken),
        ("won", found.won),
        ("kept", found.kept),
    )
    return [
        Item(title=f"{says}: {', '.join(those)}", lines=())
        for says, those in parts
        if those
    ]


def _of_words(words: Words) -> Item:
    lines = [*(f"was: {each}" for each in words.was)]
    lines += [f"now: {each}" for each in words.now]
    return Item(title=words.part, lines=tuple(lines))


def report(compared: Compared) -> dict[str, Any]:
    """
    Give a comparison as plain data, as its schema describes it.
    """
    old, new = compared.old.partition("@"), compared.new.partition("@")
    needed = compared.step is not Step.NONE
    found = compared.guarantees
    return {
        "caring": "comparison/1",
        "old": {"id": old[0], "version": old[2]},
        "new": {"id": new[0], "version": new[2]},
        "step": compared.step.value,
        "least_version": next_version(old[2], compared.step) if needed else None,
        "sheets": compared.sheets,
        "taken_by_one": compared.taken,
        "changes": [_plain(each, compared) for each in compared.changes],
        "told": [
            {"part": each.part, "was": each.was, "now": each.now}
            | {"step": each.step.value}
            for each in compared.told
        ],
        "words": [
            {"part": each.part, "was": list(each.was), "now": list(each.now)}
            for each in compared.words
        ],
        "not_compared": list(compared.not_compared),
        "guarantees": None
        if found is None
        else {key: list(each) for key, each in attrs.asdict(found).items()},
    }


def _plain(change: Change, compared: Compared) -> dict[str, Any]:
    kind = change.action_class
    return {
        "change": change.kind.value,
        "role": change.role,
        "of": change.of,
        "was": change.was,
        "now": change.now,
        "direction": change.direction.value.partition(" ")[0],
        "action_class": None if kind is None else kind.value,
        "step": step_for(change).value,
        "sheets": change.sheets,
        "out_of": compared.out_of(change),
        "case": list(change.case),
        "scenario": list(change.scenario),
        "old_rules": [_plain_rule(each) for each in change.old_rules],
        "new_rules": [_plain_rule(each) for each in change.new_rules],
    }


def _plain_rule(rule: Rule) -> dict[str, str | None]:
    place = None if rule.span is None else rule.span.place
    return {"says": rule.says, "place": place}
