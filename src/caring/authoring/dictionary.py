"""
The dictionary of a folder: works, facts, constraints, the asking gate, actions.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from caring.authoring.conditions import RESERVED, condition
from caring.authoring.documents.actions import ActionDocument, ActionsDocument
from caring.authoring.documents.base import Document, Sources
from caring.authoring.documents.facts import (
    ChoiceFact,
    ConstraintDocument,
    ConstraintsDocument,
    FactsDocument,
    GateDocument,
    YesNoFact,
    _NumberFact,
)
from caring.authoring.documents.works import WorksDocument
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.yaml import Path, Places
from caring.guidance.actions import Action, ActionClass, Audience
from caring.language.conditions import All, AtLeast, Condition, Not, facts_in
from caring.language.decisions import Urgency
from caring.language.facts import (
    Constraint,
    Fact,
    Gate,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
)
from caring.language.silence import Inapplicable, Silence
from caring.values.findings import Collector, Note
from caring.values.sources import Reading, Source, Work

D = TypeVar("D", bound=Document)

Read = tuple[Document, Places]
"""A document and where its words are."""

_SILENCES = frozenset(each.value for each in (*Silence, *Inapplicable))


def build_dictionary(files: Iterable[Read], findings: Collector) -> Dictionary:
    """
    Build the dictionary from its files, in an order in which each name is known.
    """
    read = list(files)
    dictionary = Dictionary(works=_works(read, findings))
    scopes = [
        (document, scope_of(document, places, dictionary, findings))
        for document, places in read
    ]
    facts = _facts(scopes)
    dictionary = attrs.evolve(dictionary, facts=facts)
    _give(scopes, dictionary)
    dictionary = attrs.evolve(dictionary, facts=_with_applicability(scopes, facts))
    _give(scopes, dictionary)
    dictionary = attrs.evolve(
        dictionary, gate=_gate(scopes), constraints=_constraints(scopes)
    )
    _give(scopes, dictionary)
    dictionary = attrs.evolve(dictionary, actions=_actions(scopes))
    _give(scopes, dictionary)
    _look_at_instead(scopes)
    for _, scope in scopes:
        unused_sources(scope)
    return dictionary


_Scopes = list[tuple[Document, Scope]]


def _give(scopes: _Scopes, dictionary: Dictionary) -> None:
    for _, scope in scopes:
        scope.dictionary = dictionary


def _of(scopes: _Scopes, kind: type[D]) -> list[tuple[D, Scope]]:
    return [(each, scope) for each, scope in scopes if isinstance(each, kind)]


def scope_of(
    document: Document, places: Places, dictionary: Dictionary, findings: Collector
) -> Scope:
    """
    Open a file for building, with its sources looked up.
    """
    scope = Scope(places=places, findings=findings, dictionary=dictionary)
    written: Sources = getattr(document, "sources", {})
    for name, each in written.items():
        path = ("sources", name)
        work = dictionary.works.get(each.work) if each.work is not None else None
        if each.work is not None and work is None:
            message = f"no work is called `{each.work}`"
            scope.unknown(
                "unknown-work", message, (*path, "work"), dictionary.works, each.work
            )
        elif (work is None) != (each.read == "project"):
            message = "a source names a work, unless it is this project's own design"
            help_ = "add `work:`, or say `read: project`; never both"
            scope.add("source-without-work", message, scope.places.of_key(path), help_)
        scope.sources[name] = Source(
            id=name, read=Reading(each.read), part=each.part, work=work
        )
    return scope


def unused_sources(scope: Scope) -> None:
    """
    Report sources that nothing in the file uses: often a rule has lost its source.
    """
    for name in scope.sources.keys() - scope.used_sources:
        span = scope.places.of_key(("sources", name))
        message = f"no rule here uses the source `{name}`"
        scope.add(
            "unused-source", message, span, "delete it, or name it where it belongs"
        )


def _works(read: list[Read], findings: Collector) -> Mapping[str, Work]:
    works: dict[str, Work] = {}
    for document, _ in read:
        if isinstance(document, WorksDocument):
            for name, each in document.works.items():
                works[name] = Work(
                    id=name, title=each.title, by=each.by, year=each.year
                )
    return works


def _facts(scopes: _Scopes) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for document, scope in _of(scopes, FactsDocument):
        for name, written in document.facts.items():
            path = ("facts", name)
            if name in facts:
                _taken(scope, name, path, facts[name])
            elif name in RESERVED:
                span = scope.places.of_key(path)
                scope.add(
                    "name-taken",
                    f"`{name}` is a word of conditions",
                    span,
                    "choose another name",
                )
            else:
                fact = _fact(scope, name, written, path)
                if fact is not None:
                    facts[name] = fact
    return dict(sorted(facts.items()))


def _taken(scope: Scope, name: str, path: Path, other: Fact | Action) -> None:
    first = (Note("first written here", other.span),) if other.span else ()
    span = scope.places.of_key(path)
    message = f"`{name}` is written twice"
    scope.add("name-taken", message, span, "keep one, or give one another name", first)


def _fact(scope: Scope, name: str, written: Any, path: Path) -> Fact | None:
    source = scope.source(written.source, (*path, "source"))
    domain = _domain(scope, written, path)
    if source is None or domain is None:
        return None
    lasts = written.lasts
    return Fact(
        id=name,
        domain=domain,
        obtained=Obtained(written.obtained),
        wording=written.wording,
        sensitivity=Sensitivity(written.sensitivity),
        lasts=lasts["hours"] if isinstance(lasts, dict) else Lasting(lasts),
        source=source,
        span=scope.places.of_key(path),
    )


def _domain(scope: Scope, written: Any, path: Path) -> Options | Number | None:
    if isinstance(written, YesNoFact):
        order = {"yes": ("no", "yes"), "no": ("yes", "no"), "none": ()}[written.danger]
        return Options(
            type="yes_no",
            labels={"yes": "yes", "no": "no"},
            order=tuple(frozenset({each}) for each in order),
        )
    if isinstance(written, ChoiceFact):
        return _choice(scope, written, path)
    return _number(scope, written, path)


def _choice(scope: Scope, written: ChoiceFact, path: Path) -> Options | None:
    for option in written.options.keys() & _SILENCES:
        span = scope.places.of_key((*path, "options", option))
        message = f"`{option}` is the name of a silence"
        scope.add(
            "name-taken", message, span, "silences can be recorded for every fact"
        )
    order: tuple[frozenset[str], ...] = ()
    if written.danger != "none":
        order = tuple(
            frozenset(each if isinstance(each, list) else [each])
            for each in written.danger
        )
    named = [option for tied in order for option in sorted(tied)]
    if order and sorted(named) != sorted(written.options):
        message = "the order of danger names every option exactly once"
        help_ = f"options are {', '.join(written.options)}"
        scope.add("wrong-order", message, (*path, "danger"), help_)
        return None
    return Options(type="choice", labels=written.options, order=order)


def _number(scope: Scope, written: _NumberFact, path: Path) -> Number | None:
    limits = written.range
    if limits.at_least >= limits.at_most:
        message = "`at_least` must lie below `at_most`"
        scope.add("empty-range", message, (*path, "range", "at_least"))
        return None
    return Number(
        type=str(getattr(written, "type", "count")),
        unit=written.unit,
        at_least=limits.at_least,
        at_most=limits.at_most,
        danger=None if written.danger == "none" else written.danger,
    )


def _with_applicability(scopes: _Scopes, facts: dict[str, Fact]) -> dict[str, Fact]:
    """
    Read when facts apply, once all facts are known; they may not rest on one another.
    """
    found = dict(facts)
    for document, scope in _of(scopes, FactsDocument):
        for name, written in document.facts.items():
            if written.applies_when is None or name not in facts:
                continue
            when = condition(
                scope, written.applies_when, ("facts", name, "applies_when")
            )
            if when is not None:
                found[name] = attrs.evolve(facts[name], applies_when=when)
    for document, scope in _of(scopes, FactsDocument):
        for name in document.facts:
            if name in found and name in _reached(name, found):
                message = f"whether `{name}` applies rests on itself"
                scope.add("circular", message, ("facts", name, "applies_when"))
                found[name] = facts[name]
    return found


def _reached(name: str, facts: Mapping[str, Fact]) -> set[str]:
    """
    Gather every fact on which a fact's applicability rests.
    """
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        when = facts[waiting.pop()].applies_when
        new = (facts_in(when) if when is not None else frozenset()) - reached
        reached |= new
        waiting.extend(each for each in new if each in facts)
    return reached


def _gate(scopes: _Scopes) -> Gate | None:
    gate: Gate | None = None
    for document, scope in _of(scopes, GateDocument):
        if gate is not None:
            scope.add(
                "second-gate",
                "a folder has one asking gate",
                ("finding",),
                "keep one file of it",
            )
            continue
        when = condition(scope, document.when, ("when",))
        source = scope.source(document.source, ("source",))
        if document.finding in scope.dictionary.facts:
            message = f"`{document.finding}` is also a fact"
            scope.add(
                "name-taken", message, ("finding",), "give one of them another name"
            )
        if when is not None and source is not None:
            gate = Gate(
                finding=document.finding,
                when=when,
                binds=frozenset(Sensitivity(each) for each in document.binds),
                because=document.because,
                source=source,
            )
            _look_at_gate(scope, gate)
    return gate


def _look_at_gate(scope: Scope, gate: Gate) -> None:
    ranks = [each.rank for each in gate.binds]
    missing = [
        each
        for each in Sensitivity
        if each.rank > min(ranks) and each not in gate.binds
    ]
    if missing or Sensitivity.OPEN in gate.binds:
        message = "the gate binds `private` or a later class, and every class after it"
        scope.add(
            "gate-leaves-out",
            message,
            ("binds",),
            "name all classes up to immediate_danger",
        )
    for fact in sorted(facts_in(gate.when)):
        if scope.dictionary.facts[fact].sensitivity in gate.binds:
            message = f"the gate asks `{fact}`, which it binds itself"
            help_ = "the gate rests on facts that are safe to note in any company"
            scope.add("gate-behind-itself", message, ("when",), help_)


def _constraints(scopes: _Scopes) -> tuple[Constraint, ...]:
    found = [
        constraint
        for document, scope in _of(scopes, ConstraintsDocument)
        for n, written in enumerate(document.constraints)
        if (constraint := _constraint(scope, written, ("constraints", n))) is not None
    ]
    return tuple(sorted(found, key=lambda each: each.id))


def _constraint(
    scope: Scope, written: ConstraintDocument, path: Path
) -> Constraint | None:
    source = scope.source(written.source, (*path, "source"))
    if (written.excludes is None) == (written.implies is None):
        message = "a constraint has either `excludes` or `implies`"
        scope.add("excludes-or-implies", message, path, "keep one of them")
        return None
    key, parts = (
        ("excludes", written.excludes)
        if written.excludes
        else ("implies", written.implies)
    )
    built = [
        condition(scope, each, (*path, key, n)) for n, each in enumerate(parts or [])
    ]
    conditions = tuple(each for each in built if each is not None)
    if source is None or len(conditions) < len(built):
        return None
    return Constraint(
        id=written.id,
        broken_when=_broken_when(key, conditions),
        because=written.because,
        source=source,
    )


def _broken_when(key: str, parts: tuple[Condition, ...]) -> Condition:
    if key == "excludes":
        return AtLeast(2, parts)
    return All((parts[0], Not(parts[1])))


def _actions(scopes: _Scopes) -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for document, scope in _of(scopes, ActionsDocument):
        for name, written in document.actions.items():
            path = ("actions", name)
            if name in actions:
                _taken(scope, name, path, actions[name])
                continue
            action = _action(scope, name, written, path)
            if action is not None:
                actions[name] = action
    return dict(sorted(actions.items()))


def _action(
    scope: Scope, name: str, written: ActionDocument, path: Path
) -> Action | None:
    source = scope.source(written.source, (*path, "source"))
    guard = None
    if written.guard is not None:
        guard = condition(scope, written.guard, (*path, "guard"))
        if guard is None:
            return None
    if source is None:
        return None
    return Action(
        id=name,
        text=written.text,
        audience=Audience(written.audience),
        action_class=ActionClass(written.action_class),
        urgency=Urgency(written.urgency),
        source=source,
        guard=guard,
        carries=tuple(written.carries),
        instead=tuple(written.instead),
        span=scope.places.of_key(path),
    )


def _look_at_instead(scopes: _Scopes) -> None:
    for document, scope in _of(scopes, ActionsDocument):
        for name, written in document.actions.items():
            path = ("actions", name, "instead")
            for n, id_ in enumerate(scope.actions(written.instead, path)):
                if not scope.dictionary.actions[id_].action_class.is_unguarded:
                    message = f"`{id_}` could be closed itself"
                    help_ = "name an action of class care or protecting"
                    scope.add("instead-guarded", message, (*path, n), help_)
