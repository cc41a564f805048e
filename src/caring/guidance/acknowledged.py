"""
What an author accepts with a reason, until the rule that it speaks of changes.
"""

import enum
from collections.abc import Collection, Iterable
from typing import TypeAlias

import attrs

from caring.artefact import meaning, sha256, text
from caring.guidance.actions import Action
from caring.language.conditions import Condition
from caring.language.decisions import Row
from caring.values.spans import Span

BOTH_WAYS = "used-both-ways"
"""The code that could be accepted before rules were named; that is still so."""

ABOUT_FACTS = frozenset({BOTH_WAYS, "fact-never-matters"})
"""Codes that speak of a fact, under ``fact:``; all others say ``of:`` what."""

ALONG = "idle-on-every-pathway"
"""The code that can be judged only where every pathway of a folder is at hand."""

ACCEPTED = ABOUT_FACTS | {
    "action-never-advised",
    ALONG,
    "level-out-of-reach",
    "order-decides",
    "row-never-fires",
}
"""What a file may accept. That advice contradicts itself is mended, never accepted."""

Rule: TypeAlias = Row | Action | Condition
"""What a finding may speak of."""

DIGITS = 12
"""So many digits of a digest are written: enough to tell a rule from what it was."""


@attrs.frozen(kw_only=True)
class Acknowledged:
    """
    A finding that a file accepts.
    """

    finding: str
    """Its code."""

    about: str
    """The fact, or the part of a decision, that it speaks of."""

    rule: str | None
    """The digest of the rules that were read; ``None`` where none is named."""

    span: Span
    """Where it is written."""


def rule_digest(code: str, about: str, rules: Iterable[Rule]) -> str:
    """
    Return a short digest of what a finding speaks of: what rules ask, and what follows.

    Their words, sources and order mean nothing. The definition of a fact is not in it:
    a fact whose meaning changes gets a new name.
    """
    said = sorted(text(_said(each)) for each in rules)
    data = text({"finding": code, "about": about, "rules": said})
    return sha256(data.encode()).removeprefix("sha256:")[:DIGITS]


def _said(rule: Rule) -> object:
    match rule:
        case Action():
            parts: tuple[object, ...] = (
                rule.id,
                rule.action_class,
                rule.guard,
                rule.excludes,
                rule.instead,
            )
        case Row():
            parts = rule.result, rule.when, rule.urgency, rule.unsettled
        case _:
            parts = (rule,)
    return [meaning(each) for each in parts]


def way_out(code: str, about: str, rule: str) -> str:
    """
    Write the acknowledgement that a reader may paste, without its reason.

    >>> way_out("row-never-fires", "concern.high", "0123456789ab")
    '{finding: row-never-fires, of: concern.high, rule: "0123456789ab", because: ...}'
    """
    key = "fact" if code in ABOUT_FACTS else "of"
    return f'{{finding: {code}, {key}: {about}, rule: "{rule}", because: ...}}'


class Verdict(enum.Enum):
    """
    What has become of an acknowledgement.
    """

    STANDS = "stands"
    FOR_GOOD = "for good"
    """It speaks of what is found, and of no rule, so that it would never lapse."""

    LAPSED = "lapsed"
    """Something of that kind is found, and not of the rules that were read."""

    NOTHING = "nothing"
    """Nothing of that kind is found."""


def verdict(
    acknowledged: Acknowledged, found: Collection[tuple[str, str, str]]
) -> Verdict:
    """
    Say what has become of an acknowledgement.

    Args:
        acknowledged: The acknowledgement.
        found: What is found now, each as its code, what it speaks of, and the digest.
    """
    code, about = acknowledged.finding, acknowledged.about
    rules = {rule for one, other, rule in found if (one, other) == (code, about)}
    if not rules:
        return Verdict.NOTHING
    if acknowledged.rule is None and code == BOTH_WAYS:
        return Verdict.FOR_GOOD
    return Verdict.STANDS if acknowledged.rule in rules else Verdict.LAPSED
