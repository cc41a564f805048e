"""
What the names in one file mean, and where to say that one means nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

import attrs

from caring.authoring.yaml import Path, Places
from caring.guidance.actions import Action
from caring.guidance.screening import Indicator
from caring.language.conditions import Condition, Term, facts_in
from caring.language.facts import Constraint, Fact, Gate
from caring.values.findings import Collector, Finding, Note
from caring.values.sources import Source, Work
from caring.values.spans import Span

_LONGEST = 300
_FEW = 8


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

    def constraints_within(self, facts: Collection[str]) -> tuple[Constraint, ...]:
        """
        Choose the constraints that speak only of some facts.
        """
        return tuple(
            each
            for each in self.constraints
            if facts_in(each.broken_when) <= frozenset(facts)
        )

    broken: frozenset[str] = frozenset()
    """Facts and gates with a mistake that was told; using them is no further one."""

    broken_actions: frozenset[str] = frozenset()
    """Actions with a mistake that was told."""


@attrs.frozen
class Size:
    """
    How large a condition is, what findings stand for written out.
    """

    levels: int
    tests: int


@attrs.define(kw_only=True)
class Scope:
    """
    One file that is being built.
    """

    places: Places
    findings: Collector
    dictionary: Dictionary
    sources: dict[str, Source] = attrs.field(factory=dict)
    named: dict[str, Condition] = attrs.field(factory=dict)
    """Findings of this file, as far as they are built."""

    later: frozenset[str] = frozenset()
    """Findings that are written, and not to be used yet."""

    sizes: dict[str, Size] = attrs.field(factory=dict)
    """How large each finding is."""

    broken: set[str] = attrs.field(factory=set)
    """Findings, groups and scores with a mistake that was told."""

    indicators: dict[str, tuple[Indicator, ...]] = attrs.field(factory=dict)
    groups: dict[str, tuple[Condition, ...]] = attrs.field(factory=dict)
    scores: dict[str, tuple[Term, ...]] = attrs.field(factory=dict)
    reads: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    asks_services: bool = False
    """Whether what is read now may ask what a directory says of a service."""

    @property
    def gate_name(self) -> tuple[str, ...]:
        """
        The name of the asking gate, where there is one.
        """
        gate = self.dictionary.gate
        return () if gate is None else (gate.finding,)

    def is_broken(self, name: str) -> bool:
        """
        Say whether a name stands for something with a mistake that was told.
        """
        return name in self.broken or name in self.dictionary.broken

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

    def no_protocol(
        self, name: str, available: Iterable[str], id_path: Path, version_path: Path
    ) -> None:
        """
        Add a finding for ``kind/name@version`` that is not there.
        """
        id_, _, version = name.partition("@")
        there = [each.partition("@") for each in available]
        versions = sorted({other for each, _, other in there if each == id_})
        if versions:
            message = f"`{id_}` has no version `{version}`"
            help_ = f"there is {', '.join(f'`{each}`' for each in versions)}"
            self.add("unknown-protocol", message, version_path, help_)
        else:
            ids = {each for each, _, _ in there}
            message = f"no protocol is called `{id_}`"
            self.unknown("unknown-protocol", message, id_path, ids, id_)

    def source(self, id_: str, path: Path) -> Source | None:
        """
        Look a source of this file up.
        """
        if id_ not in self.sources:
            message = f"no source of this file is called `{id_}`"
            self.unknown("unknown-source", message, path, self.sources, id_)
        return self.sources.get(id_)

    def action(self, id_: str, path: Path) -> str | None:
        """
        Look an action of the dictionary up; return its id.
        """
        actions = self.dictionary.actions
        if id_ in self.dictionary.broken_actions:
            return None
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
    names = sorted(set(known))
    near = get_close_matches(word, names, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    if not names or len(names) > _FEW:
        return None
    return f"there is {', '.join(f'`{name}`' for name in names)}"


def one_line(message: str) -> str:
    """
    Keep a message to one line of bearable length, whatever words it repeats.

    >>> one_line("no fact   is called `a`")
    'no fact is called `a`'
    """
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
