"""
Does the window of a need say the same as its condition?
"""

from collections.abc import Iterator

import attrs

from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.language.conditions import Condition, Within, uses
from caring.language.decisions import Urgency
from caring.language.derivations import HoursSince
from caring.language.facts import Time
from caring.language.windows import Window


def look_at_window(
    scope: Scope,
    when: Condition,
    window: Window | None,
    urgency: Urgency,
    path: Path,
) -> None:
    """
    Find a window that differs from the hours its need asks, and hours without a window.

    Whatever ends is urgent: an hour before its end nothing may say "within 24 hours",
    and what happened more recently may be no less urgent.

    Args:
        scope: The file.
        when: The condition of the need.
        window: Its window, where it has one.
        urgency: How soon it is to be met.
        path: Of the need.
    """
    ends = list(_ends(scope, when))
    if window is None:
        for each in ends:
            message = f"`when` ends {each.hours} hours after `{each.since}`"
            message += ", and no window says so"
            help_ = f"add `window: {{since: {each.since}, hours: {each.hours}, "
            help_ += "source: ...}`"
            scope.add("window-missing", message, each.leaf.span or path, help_)
        return
    fact = scope.dictionary.facts.get(window.since)
    if fact is None or not isinstance(fact.domain, Time):
        _say_no_moment(scope, window.since, (*path, "window", "since"))
        return
    asked = [each for each in ends if each.since == window.since]
    if not asked:
        message = f"`when` does not end some hours after `{fact.id}`"
        help_ = f"ask a fact of type `hours_since` there: `{{below: {window.hours}}}`"
        scope.add("window-differs", message, (*path, "window"), help_)
    if urgency is not Urgency.IMMEDIATE:
        message = "this need ends with its window, and its urgency leaves time"
        help_ = (
            "write `urgency: immediate`: less time may be left than any other allows"
        )
        scope.add("window-not-urgent", message, (*path, "urgency"), help_)
    for each in asked:
        if each.hours != window.hours:
            message = f"the window is {window.hours} hours long"
            message += f", and `when` ends after {each.hours}"
            where = (*path, "window", "hours")
            scope.add("window-differs", message, where, "write the same number in both")


@attrs.frozen
class _End:
    """
    A test that no longer holds once so many hours have passed since a moment.
    """

    leaf: Within
    since: str
    hours: int


def _ends(scope: Scope, when: Condition) -> Iterator[_End]:
    for use in uses(when):
        if not isinstance(use.leaf, Within):
            continue
        derived = scope.dictionary.facts[use.leaf.fact].derived
        hours = use.leaf.below if use.helps else use.leaf.at_least
        if isinstance(derived, HoursSince) and hours is not None:
            yield _End(use.leaf, derived.moment, hours)


def _say_no_moment(scope: Scope, name: str, path: Path) -> None:
    facts = scope.dictionary.facts
    if name in facts:
        message = f"`{name}` is no moment"
        help_ = "name the moment from which the hours are counted"
        scope.add("window-no-moment", message, path, help_)
        return
    moments = [each.id for each in facts.values() if isinstance(each.domain, Time)]
    scope.unknown("unknown-name", f"no fact is called `{name}`", path, moments, name)
