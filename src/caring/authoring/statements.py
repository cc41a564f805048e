"""
What an invariant says of an encounter, held to names that exist.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from caring.authoring.conditions import condition
from caring.authoring.documents.invariants import (
    LevelStatement,
    NeedsStatement,
    SomeDocument,
    StatementDocument,
    TableStatement,
)
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.actions import ActionClass
from caring.guidance.consent import ConsentRules
from caring.guidance.invariants import (
    Advised,
    EitherOf,
    LevelIs,
    NeedIs,
    Offered,
    Part,
    Some,
    SomeAdvised,
    SomeOffered,
    Statement,
    Surely,
    TableGives,
    Withheld,
)
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import FactTest, Given, leaves
from caring.language.decisions import Every, First, Urgency
from caring.language.facts import Sensitivity
from caring.values.spans import Span
from caring.values.truth import Truth


@attrs.frozen
class About:
    """
    What an invariant speaks of, and the names it may use.
    """

    guidance: Protocol | Pathway
    protocols: Mapping[str | None, Protocol]
    """By role; a protocol by itself has none."""

    @property
    def actions(self) -> frozenset[str]:
        """
        Every action that may be recommended.
        """
        return frozenset(
            id_ for each in self.protocols.values() for id_ in each.actions
        )

    @property
    def purposes(self) -> frozenset[str]:
        """
        Every purpose for which there are consent rules.
        """
        return frozenset(
            id_
            for each in self.protocols.values()
            if isinstance(each, ConsentRules)
            for id_ in each.purposes
        )

    @property
    def scales(self) -> Mapping[str, tuple[str, ...]]:
        """
        The levels that a condition may read, by role.
        """
        return {
            role: each.level.scale
            for role, each in self.protocols.items()
            if role is not None and each.level is not None
        }


def statements(
    written: Iterable[StatementDocument], path: Path, about: About, scope: Scope
) -> tuple[Statement, ...]:
    """
    Read a list of statements.
    """
    return tuple(
        statement(each, (*path, n), about, scope) for n, each in enumerate(written)
    )


def statement(
    written: StatementDocument, path: Path, about: About, scope: Scope
) -> Statement:
    """
    Read a statement; one that says nothing is a finding.
    """
    parts = tuple(_parts(written, path, about, scope))
    if not parts and not written.model_fields_set - _LISTS:
        message = "this says nothing that could be so"
        help_ = "write `holds:`, `advised:`, `level:` or another part of a statement"
        scope.add("empty-statement", message, path, help_)
    return Statement(parts, span=scope.places.of(path))


_LISTS = {"advised", "withheld", "offered", "any"}
"""Parts of a statement that may be written and empty."""


def _parts(
    written: StatementDocument, path: Path, about: About, scope: Scope
) -> Iterator[Part]:
    if written.holds is not None:
        yield from _surely(written.holds, (*path, "holds"), about, scope)
    _look_at_actions(written.advised, (*path, "advised"), about, scope)
    yield from (Advised(each) for each in written.advised)
    _look_at_actions(written.withheld, (*path, "withheld"), about, scope)
    yield from (Withheld(each) for each in written.withheld)
    look_at_facts(written.offered, (*path, "offered"), about, scope)
    yield from (Offered(each) for each in written.offered)
    if written.some_advised is not None:
        inside = (*path, "some_advised")
        yield SomeAdvised(some(written.some_advised, inside, about, scope))
    if written.some_offered is not None:
        words = written.some_offered.sensitivity
        yield SomeOffered(frozenset(Sensitivity(each) for each in words))
    if written.any:
        yield EitherOf(statements(written.any, (*path, "any"), about, scope))
    yield from _results(written, path, about, scope)


def _surely(
    written: object, path: Path, about: About, scope: Scope
) -> Iterator[Surely]:
    found = condition(scope, written, path)
    if found is None:
        return
    for leaf in leaves(found):
        where = path if leaf.span is None else leaf.span
        if isinstance(leaf, Given):
            look_at_purpose(leaf.purpose, where, about, scope)
        elif isinstance(leaf, FactTest) and leaf.fact not in about.guidance.facts:
            _say_unknown_fact(leaf.fact, where, about, scope)
    yield Surely(found)


def _results(
    written: StatementDocument, path: Path, about: About, scope: Scope
) -> Iterator[Part]:
    if written.level is not None:
        inside = (*path, "level")
        protocol = _in_role(written.level.role, inside, about, scope)
        if protocol is not None:
            yield from _level(written.level, inside, protocol, scope)
    if written.needs is not None:
        inside = (*path, "needs")
        protocol = _in_role(written.needs.role, inside, about, scope)
        if protocol is not None:
            yield from _needs(written.needs, inside, protocol, scope)
    if written.table is not None:
        inside = (*path, "table")
        protocol = _in_role(written.table.role, inside, about, scope)
        if protocol is not None:
            yield from _table(written.table, inside, protocol, scope)


def _in_role(
    role: str | None, path: Path, about: About, scope: Scope
) -> Protocol | None:
    """
    Find the protocol that a result is of; a pathway's has a role, a protocol's none.
    """
    if role in about.protocols:
        return about.protocols[role]
    roles = [each for each in about.protocols if each is not None]
    if role is None:
        message = f"`{about.guidance.id}` has several protocols"
        scope.add("unknown-role", message, path, f"add `role:`: {', '.join(roles)}")
    elif not roles:
        message = f"`{about.guidance.id}` runs by itself and has no roles"
        scope.add("unknown-role", message, (*path, "role"), "delete `role:`")
    else:
        message = f"`{about.guidance.id}` has no role `{role}`"
        scope.unknown("unknown-role", message, (*path, "role"), roles, role)
    return None


def _level(
    written: LevelStatement, path: Path, protocol: Protocol, scope: Scope
) -> Iterator[LevelIs]:
    if protocol.level is None:
        message = f"`{protocol.name}` has no level"
        scope.add("unknown-level", message, path, "ask its needs or tables instead")
        return
    scale = protocol.level.scale
    for key in ("at_least", "at_most", "working"):
        word = getattr(written, key)
        if word is not None and word not in scale:
            message = f"`{word}` is not a level of `{protocol.id}`"
            scope.unknown("unknown-level", message, (*path, key), scale, word)
    if not written.model_fields_set - {"role"}:
        message = "nothing is said of this level"
        help_ = "add `at_least:`, `at_most:`, `working:` or `settled:`"
        scope.add("empty-statement", message, path, help_)
    yield LevelIs(
        role=written.role,
        at_least=written.at_least,
        at_most=written.at_most,
        working=written.working,
        settled=None if written.settled is None else written.settled == "yes",
    )


_STANDS = {
    "certain": Truth.TRUE,
    "possible": Truth.UNKNOWN,
    "ruled_out": Truth.FALSE,
}


def _needs(
    written: NeedsStatement, path: Path, protocol: Protocol, scope: Scope
) -> Iterator[NeedIs]:
    known = {
        row.result
        for each in protocol.decisions
        if isinstance(each, Every)
        for row in each.rows
    }
    for key, stands in _STANDS.items():
        for n, word in enumerate(getattr(written, key)):
            if word not in known:
                message = f"`{protocol.id}` finds no need `{word}`"
                scope.unknown("unknown-result", message, (*path, key, n), known, word)
            yield NeedIs(written.role, word, stands)
    if not any(getattr(written, key) for key in _STANDS):
        help_ = "add `certain:`, `possible:` or `ruled_out:`"
        scope.add("empty-statement", "nothing is said of any need", path, help_)


def _table(
    written: TableStatement, path: Path, protocol: Protocol, scope: Scope
) -> Iterator[TableGives]:
    tables = {each.id: each for each in protocol.decisions if isinstance(each, First)}
    if written.id not in tables:
        message = f"`{protocol.id}` has no table `{written.id}`"
        scope.unknown("unknown-decision", message, (*path, "id"), tables, written.id)
        return
    table = tables[written.id]
    results = {row.result for row in table.rows} | {table.unsettled}
    results |= set() if table.otherwise is None else {table.otherwise}
    if written.result not in results:
        message = f"`{written.id}` cannot come out as `{written.result}`"
        where = (*path, "result")
        scope.unknown("unknown-result", message, where, results, written.result)
    yield TableGives(written.role, written.id, written.result)


def some(written: SomeDocument, path: Path, about: About, scope: Scope) -> Some:
    """
    Read a kind of advice.
    """
    _look_at_actions(written.action, (*path, "action"), about, scope)
    return Some(
        actions=frozenset(written.action),
        classes=frozenset(ActionClass(each) for each in written.class_),
        urgency=None if written.urgency is None else Urgency(written.urgency),
        without_consent=written.consent == "none",
    )


def _look_at_actions(
    written: list[str], path: Path, about: About, scope: Scope
) -> None:
    for n, each in enumerate(written):
        if each not in about.actions:
            message = f"`{about.guidance.name}` never recommends `{each}`"
            where = (*path, n)
            scope.unknown("unknown-action", message, where, about.actions, each)


def look_at_facts(written: list[str], path: Path, about: About, scope: Scope) -> None:
    """
    Hold a list to facts that exist.
    """
    for n, each in enumerate(written):
        if each not in about.guidance.facts:
            _say_unknown_fact(each, (*path, n), about, scope)


def _say_unknown_fact(
    name: str, where: Path | Span, about: About, scope: Scope
) -> None:
    message = f"no fact of `{about.guidance.name}` is called `{name}`"
    scope.unknown("unknown-name", message, where, about.guidance.facts, name)


def look_at_purpose(name: str, where: Path | Span, about: About, scope: Scope) -> None:
    """
    Hold a consent to the purposes that exist.
    """
    if name not in about.purposes:
        message = f"nothing in `{about.guidance.name}` asks for the consent `{name}`"
        scope.unknown("unknown-purpose", message, where, about.purposes, name)
