"""
What the names in one file mean, and where to say that one means nothing.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import attrs

from caring.authoring.yaml import Path, Places
from caring.guidance.actions import Action
from caring.guidance.screening import Indicator
from caring.language.conditions import Condition, Term
from caring.language.facts import Constraint, Fact, Gate
from caring.values.findings import Collector, Finding, Note
from caring.values.sources import Source, Work
from caring.values.spans import Span

_LONGEST = 300


@attrs.frozen(kw_only=True)
class Dictionary:
    """
    The facts, actions and works that all protocols of a folder share.
    """

    works: Mapping[str, Work] = attrs.field(factory=dict)
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    constraints: tuple[Constraint, ...] = ()
    gate: Gate | None = None
    actions: Mapping[str, Action] = attrs.field(factory=dict)


@attrs.define(kw_only=True)
class Scope:
    """
    One file that is being built.
    """

    places: Places
    findings: Collector
    dictionary: Dictionary
    sources: dict[str, Source] = attrs.field(factory=dict)
    used_sources: set[str] = attrs.field(factory=set)
    named: dict[str, Condition] = attrs.field(factory=dict)
    """Findings of this file, as far as they are built."""

    indicators: dict[str, tuple[Indicator, ...]] = attrs.field(factory=dict)
    groups: dict[str, tuple[Condition, ...]] = attrs.field(factory=dict)
    scores: dict[str, tuple[Term, ...]] = attrs.field(factory=dict)
    reads: dict[str, tuple[str, ...]] = attrs.field(factory=dict)

    def add(
        self,
        code: str,
        message: str,
        where: Path | Span,
        help_: str | None = None,
        related: tuple[Note, ...] = (),
    ) -> None:
        """
        Add a finding at a path of this file, or at a place.
        """
        span = where if isinstance(where, Span) else self.places.of(where)
        finding = Finding(
            code=code,
            message=one_line(message),
            span=span,
            help=help_,
            related=related,
        )
        self.findings.add(finding)

    def unknown(
        self,
        code: str,
        message: str,
        where: Path | Span,
        known: Iterable[str],
        word: str,
    ) -> None:
        """
        Add a finding for a name that means nothing, with the nearest that does.
        """
        self.add(code, message, where, nearest(word, known))

    def source(self, id_: str, path: Path) -> Source | None:
        """
        Look a source of this file up.
        """
        self.used_sources.add(id_)
        if id_ not in self.sources:
            message = f"no source of this file is called `{id_}`"
            self.unknown("unknown-source", message, path, self.sources, id_)
        return self.sources.get(id_)

    def action(self, id_: str, path: Path) -> str | None:
        """
        Look an action of the dictionary up; return its id.
        """
        actions = self.dictionary.actions
        if id_ not in actions:
            message = f"no action is called `{id_}`"
            self.unknown("unknown-action", message, path, actions, id_)
            return None
        return id_

    def actions(self, ids: Iterable[str], path: Path) -> tuple[str, ...]:
        """
        Look a list of actions up.
        """
        found = [self.action(id_, (*path, n)) for n, id_ in enumerate(ids)]
        return tuple(each for each in found if each is not None)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """
    Suggest the nearest valid name, or the valid names where they are few.

    >>> nearest("fear_of_partnr", ["fear_of_partner", "age"])
    'did you mean `fear_of_partner`?'
    """
    names = sorted(known)
    near = get_close_matches(word, names, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    if not names or len(names) > 8:
        return None
    return f"there is {', '.join(f'`{name}`' for name in names)}"


def one_line(message: str) -> str:
    """
    Keep a message to one line of bearable length, whatever words it repeats.

    >>> one_line("no fact is called `a\\nb`")
    'no fact is called `a b`'
    """
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
