"""
Where a file writes the names of facts, actions, sources, works and findings.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal, TypeAlias

import attrs

from caring.authoring.documents.base import Document
from caring.authoring.documents.facts import GateDocument
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.leaves import ANSWERED_FOR
from caring.authoring.yaml import Path, Places
from caring.values.spans import Span

What: TypeAlias = Literal["fact", "action", "source", "work", "finding"]
KINDS: tuple[What, ...] = ("fact", "action", "finding", "source", "work")
"""What a name can be the name of."""

_JOINING = ("all", "any", "none")


@attrs.frozen(kw_only=True)
class Mention:
    """
    A name where it is written.
    """

    what: What
    name: str
    """In full: a parameter of the law is ``law.x`` also where only ``x`` is written."""

    span: Span
    """The word, with its quotes where it has some."""

    is_definition: bool = False
    """Whether the name gets its meaning here."""


@attrs.frozen
class _File:
    """
    A file that is walked: its places, and what a name alone in it could mean.
    """

    places: Places
    findings: Collection[str]
    scores: Collection[str]


_Walk: TypeAlias = Callable[[_File, Any, Path], Iterator[Mention]]


def mentions_in(
    document: Document, places: Places, gates: Collection[str]
) -> Iterator[Mention]:
    """
    Walk every name in a file, in no order that matters.

    Args:
        document: What was read.
        places: Where each of its keys and values was written.
        gates: The names of the asking gate, which every file may use as a finding.
    """
    file = _File(places, gates, ())
    if isinstance(document, ProtocolDocument):
        file = _File(places, {*document.findings, *gates}, document.scores)
    yield from _document(file, document, ())


def _document(file: _File, document: Document, path: Path) -> Iterator[Mention]:
    shape = type(document)
    for field in document.model_fields_set:
        key = shape.model_fields[field].alias or field
        value, inside = getattr(document, field), (*path, key)
        if value is not None:
            walk = walk_of(shape, field)
            yield from () if walk is None else walk(file, value, inside)
            yield from _parts(file, value, inside)


def _parts(file: _File, value: Any, path: Path) -> Iterator[Mention]:
    if isinstance(value, Document):
        yield from _document(file, value, path)
    elif isinstance(value, list | dict):
        each = enumerate(value) if isinstance(value, list) else value.items()
        for key, part in each:
            yield from _parts(file, part, (*path, key))


def walk_of(shape: type[Document], field: str) -> _Walk | None:
    """
    Say how names are found in a field, or nothing where it holds none.
    """
    own = (
        _FIELDS[each.__name__, field]
        for each in shape.__mro__
        if (each.__name__, field) in _FIELDS
    )
    return next(own, _ANYWHERE.get(field))


def _word(what: What, prefix: str = "", *, is_definition: bool = False) -> _Walk:
    def walk(file: _File, value: Any, path: Path) -> Iterator[Mention]:
        span = file.places.of(path)
        yield Mention(
            what=what, name=prefix + value, span=span, is_definition=is_definition
        )

    return walk


def _list(what: What, prefix: str = "") -> _Walk:
    def walk(file: _File, value: Any, path: Path) -> Iterator[Mention]:
        for n, each in enumerate(value):
            yield Mention(
                what=what, name=prefix + each, span=file.places.of((*path, n))
            )

    return walk


def _keys(what: What, prefix: str = "", *, is_definition: bool = False) -> _Walk:
    def walk(file: _File, value: Any, path: Path) -> Iterator[Mention]:
        for key in value:
            span = file.places.of_key((*path, key))
            yield Mention(
                what=what, name=prefix + key, span=span, is_definition=is_definition
            )

    return walk


def _actions_of_levels(file: _File, value: Any, path: Path) -> Iterator[Mention]:
    for level, actions in value.items():
        yield from _list("action")(file, actions, (*path, level))


def _conditions(file: _File, value: Any, path: Path) -> Iterator[Mention]:
    for n, each in enumerate(value):
        yield from _condition(file, each, (*path, n))


def _population(file: _File, value: Any, path: Path) -> Iterator[Mention]:
    yield from () if value == "everyone" else _condition(file, value, path)


def _findings(file: _File, value: Any, path: Path) -> Iterator[Mention]:
    yield from _keys("finding", is_definition=True)(file, value, path)
    for name, written in value.items():
        yield from _condition(file, written, (*path, name))


def _condition(file: _File, data: Any, path: Path) -> Iterator[Mention]:
    """
    Walk a written condition; what is not one is told where it is built.
    """
    if isinstance(data, str):
        what: What = "finding" if data in file.findings else "fact"
        yield Mention(what=what, name=data, span=file.places.of(path))
    elif isinstance(data, dict):
        if isinstance(data.get("of"), list):
            yield from _conditions(file, data["of"], (*path, "of"))
        for key, value in data.items():
            if key in _JOINING and isinstance(value, list):
                yield from _conditions(file, value, (*path, key))
            elif key == "not":
                yield from _condition(file, value, (*path, key))
            elif _is_fact(key, file):
                span = file.places.of_key((*path, key))
                yield Mention(what="fact", name=key, span=span)


def _is_fact(key: str, file: _File) -> bool:
    if key in ("of", "at_least", *_JOINING) or key in file.scores:
        return False
    first, dot, _ = key.partition(".")
    return not dot or first in ANSWERED_FOR


_ANYWHERE: dict[str, _Walk] = {
    "sources": _keys("source", is_definition=True),
    "source": _word("source"),
    "work": _word("work"),
    "when": _condition,
    "done": _condition,
    "guard": _condition,
    "applies_when": _condition,
    "suitable_when": _condition,
    "answers": _keys("fact"),
}
"""How names are found in fields that are called so, in whichever part of a file."""

_FIELDS: dict[tuple[str, str], _Walk] = {
    ("WorksDocument", "works"): _keys("work", is_definition=True),
    ("FactsDocument", "facts"): _keys("fact", is_definition=True),
    ("_ElapsedFact", "of"): _word("fact"),
    ("BandFact", "of"): _word("fact"),
    ("AtLeastAsFact", "number"): _word("fact"),
    ("AtLeastAsFact", "limit"): _word("fact"),
    ("ConstraintDocument", "excludes"): _conditions,
    ("ConstraintDocument", "implies"): _conditions,
    ("GateDocument", "finding"): _word("finding", is_definition=True),
    ("ActionsDocument", "actions"): _keys("action", is_definition=True),
    ("ActionDocument", "instead"): _list("action"),
    ("ActionDocument", "excludes"): _list("action"),
    ("FieldsDocument", "fields_"): _keys("fact", "service.", is_definition=True),
    ("ServiceDocument", "fields_"): _keys("fact", "service."),
    ("ParametersDocument", "parameters"): _keys("fact", "law.", is_definition=True),
    ("ProvisionDocument", "parameter"): _word("fact", "law."),
    ("ProtocolDocument", "population"): _population,
    ("ProtocolDocument", "findings"): _findings,
    ("AcknowledgeDocument", "fact"): _word("fact"),
    # A sign says with `fact` whatever a condition can say with one word.
    ("SignDocument", "fact"): _condition,
    ("ScreeningDocument", "actions"): _actions_of_levels,
    ("SafetyDocument", "actions"): _actions_of_levels,
    ("MeasureDocument", "actions"): _actions_of_levels,
    ("MeasureDocument", "items"): _keys("fact"),
    ("NeedDocument", "actions"): _list("action"),
    ("WindowDocument", "since"): _word("fact"),
    ("NoneSuitableDocument", "actions"): _list("action"),
    ("PathwayDocument", "entry"): _list("fact"),
    ("Expectation", "advised"): _list("action"),
    ("Expectation", "withheld"): _list("action"),
    ("Expectation", "absent"): _list("action"),
    ("Expectation", "missing"): _list("fact"),
    ("Expectation", "next"): _list("fact"),
    ("Expectation", "next_includes"): _list("fact"),
    ("Expectation", "next_excludes"): _list("fact"),
    ("Expectation", "refused"): _list("fact"),
    ("Expectation", "law"): _keys("fact", "law."),
    ("Expectation", "law_conflicts"): _list("fact", "law."),
    ("ExpectedServices", "ask_service"): _list("fact"),
    ("SomeDocument", "action"): _list("action"),
    ("StatementDocument", "when"): _condition,
    ("StatementDocument", "holds"): _condition,
    ("StatementDocument", "advised"): _list("action"),
    ("StatementDocument", "withheld"): _list("action"),
    ("StatementDocument", "offered"): _list("fact"),
    ("SameDocument", "whatever_facts"): _list("fact"),
}
"""How names are found in one field of one part of a file."""


def gate_of(document: Document) -> str | None:
    """
    Name the asking gate, where a file holds it.
    """
    return document.finding if isinstance(document, GateDocument) else None
