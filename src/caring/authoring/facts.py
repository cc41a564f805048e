"""
Written facts to facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from caring.authoring.conditions import RESERVED, condition
from caring.authoring.derived import derivation_of
from caring.authoring.documents.facts import (
    AgeFact,
    AtLeastAsFact,
    BandFact,
    ChoiceFact,
    DerivedFact,
    FactsDocument,
    HoursFact,
    MomentFact,
    YesNoFact,
    _NumberFact,
)
from caring.authoring.names import build_once
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.language.conditions import (
    Condition,
    Given,
    Through,
    facts_in,
    leaves,
)
from caring.language.facts import (
    Domain,
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
    Time,
)
from caring.language.silence import Inapplicable, Silence

_SILENCES = frozenset(each.value for each in (*Silence, *Inapplicable))
_ORDERS = {"yes": ("no", "yes"), "no": ("yes", "no"), "none": ()}

MOST_RESTING = 5
"""A fact may apply because another does, and so on, this many times."""

Files = list[tuple[FactsDocument, Scope]]
"""Files of facts, each open for building."""


def read_facts(files: Files) -> dict[str, Fact]:
    """
    Build every fact, without saying yet when it applies.
    """
    return build_once("facts", ((each.facts, scope) for each, scope in files), _fact)


def _fact(scope: Scope, name: str, written: Any, path: Path) -> Fact | None:
    source = scope.source(written.source, (*path, "source"))
    domain = _domain(scope, written, path)
    if name in RESERVED:
        message = f"`{name}` is already a word of conditions"
        where = scope.places.of_key(path)
        scope.add("name-taken", message, where, "choose another name")
    if source is None or domain is None or name in RESERVED:
        return None
    return Fact(
        id=name,
        domain=domain,
        wording=written.wording,
        sensitivity=Sensitivity(written.sensitivity),
        source=source,
        span=scope.places.of_key(path),
        **_how_known(written),
    )


def _how_known(written: Any) -> dict[str, Any]:
    """
    Say how a fact comes to be known, and how long that stands.

    What is worked out stands as long as what it is worked out from.
    """
    if isinstance(written, DerivedFact):
        return {
            "obtained": Obtained.DERIVED,
            "lasts": Lasting.ENCOUNTER,
            "derived": derivation_of(written),
        }
    lasts = written.lasts
    return {
        "obtained": Obtained(written.obtained),
        "lasts": lasts["hours"] if isinstance(lasts, dict) else Lasting(lasts),
    }


def _domain(scope: Scope, written: Any, path: Path) -> Domain | None:
    match written:
        case YesNoFact() | AtLeastAsFact():
            return yes_no(written.danger)
        case ChoiceFact():
            return _choice(scope, written, written.options, path)
        case BandFact():
            return _bands(scope, written, path)
        case MomentFact():
            return Time(by_the_hour=written.precision == "time")
        case AgeFact() | HoursFact():
            return _elapsed(written)
        case _:
            return _number(scope, written, path)


def yes_no(danger: str) -> Options:
    """
    Build the choice of yes and no, with the answer that is dangerous, or ``none``.
    """
    return Options(
        type="yes_no",
        labels={"yes": "yes", "no": "no"},
        order=tuple(frozenset({each}) for each in _ORDERS[danger]),
    )


def _elapsed(written: AgeFact | HoursFact) -> Number:
    return Number(
        type="quantity",
        unit="years" if isinstance(written, AgeFact) else "hours",
        at_least=0,
        at_most=written.at_most,
        danger=None if written.danger == "none" else written.danger,
    )


def _bands(scope: Scope, written: BandFact, path: Path) -> Options | None:
    limits = [each.at_least for each in written.options.values()]
    if limits != sorted(set(limits)):
        message = "the options of a band stand in the order of their numbers"
        help_ = "write the lowest first, each number once"
        scope.add("wrong-order", message, (*path, "options"), help_)
        return None
    labels = {option: each.label for option, each in written.options.items()}
    return _choice(scope, written, labels, path)


def _choice(
    scope: Scope,
    written: ChoiceFact | BandFact,
    labels: Mapping[str, str],
    path: Path,
) -> Options | None:
    for option in labels.keys() & _SILENCES:
        where = scope.places.of_key((*path, "options", option))
        message = f"`{option}` is the name of a silence"
        help_ = "delete it; silences can be recorded for every fact"
        scope.add("name-taken", message, where, help_)
    if written.danger == "none":
        return Options(type="choice", labels=labels)
    if not _is_whole_order(scope, written, (*path, "danger")):
        return None
    order = tuple(
        frozenset(each if isinstance(each, list) else [each]) for each in written.danger
    )
    return Options(type="choice", labels=labels, order=order)


def _is_whole_order(scope: Scope, written: ChoiceFact | BandFact, path: Path) -> bool:
    """
    Say whether an order names every option exactly once.
    """
    named = list(_options_in(written.danger, path))
    unknown = [each for each in named if each[0] not in written.options]
    for option, where in unknown:
        message = f"`{option}` is not one of the options"
        scope.unknown("unknown-option", message, where, written.options, option)
    words = [option for option, _ in named]
    twice = sorted({word for word in words if words.count(word) > 1})
    missing = sorted(written.options.keys() - set(words))
    if twice or (missing and not unknown):
        message = "the order of danger names every option exactly once"
        help_ = f"`{twice[0]}` stands twice" if twice else f"`{missing[0]}` is missing"
        scope.add("wrong-order", message, path, help_)
    return not (unknown or twice or missing)


def _options_in(order: list[Any], path: Path) -> Iterator[tuple[str, Path]]:
    for n, each in enumerate(order):
        if isinstance(each, list):
            yield from _options_in(each, (*path, n))
        else:
            yield each, (*path, n)


def _number(scope: Scope, written: _NumberFact, path: Path) -> Number | None:
    limits = written.range
    if limits.at_least >= limits.at_most:
        message = "`at_least` must lie below `at_most`"
        scope.add("empty-range", message, (*path, "range"), "see which is which")
        return None
    return Number(
        type=str(getattr(written, "type", "count")),
        unit=written.unit,
        at_least=limits.at_least,
        at_most=limits.at_most,
        danger=None if written.danger == "none" else written.danger,
    )


def with_applicability(files: Files, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """
    Read when facts apply, once all facts are known; they may not rest on one another.
    """
    found = dict(facts)
    for document, scope in files:
        for name, written in document.facts.items():
            if written.applies_when is not None and name in facts:
                path = ("facts", name, "applies_when")
                when = condition_on_facts(scope, written.applies_when, path)
                found[name] = attrs.evolve(facts[name], applies_when=when)
    told: set[str] = set()
    for document, scope in files:
        for name in document.facts:
            if name in found:
                _look_at_chain(scope, name, found, told)
    return found


def _look_at_chain(
    scope: Scope, name: str, facts: Mapping[str, Fact], told: set[str]
) -> None:
    """
    Refuse a fact that rests on itself, and one that rests on too many in a row.
    """
    path: Path = ("facts", name)
    if facts[name].applies_when is not None:
        path = (*path, "applies_when")
    reached = _reached(name, facts)
    if name in reached and not reached & told:
        told.add(name)
        message = f"whether `{name}` applies rests on itself"
        help_ = "let one of the facts in this circle apply always"
        scope.add("circular", message, path, help_)
    elif not reached & {name, *told} and _rests_too_long(name, facts):
        message = f"`{name}` rests on too long a chain of facts"
        help_ = f"at most {MOST_RESTING} facts, one resting on the next"
        scope.add("too-large-condition", message, path, help_)


def condition_on_facts(scope: Scope, data: Any, path: Path) -> Condition | None:
    """
    Read a condition that may rest on facts alone.
    """
    found = condition(scope, data, path)
    for leaf in leaves(found) if found is not None else ():
        if isinstance(leaf, Given | Through) and leaf.span is not None:
            message = "a consent cannot be tested here"
            help_ = "this rests on facts alone, for it holds whoever consents to what"
            scope.add("not-a-fact", message, leaf.span, help_)
    return found


def _next(names: Iterable[str], facts: Mapping[str, Fact]) -> frozenset[str]:
    """
    Gather the facts on which some facts rest, for whether they apply or what they are.
    """
    rests = [facts[each] for each in names if each in facts]
    conditions = [each.applies_when for each in rests]
    sources = frozenset(name for each in rests for name in each.rests_on)
    return sources.union(*(facts_in(each) for each in conditions if each))


def _reached(name: str, facts: Mapping[str, Fact]) -> set[str]:
    reached: set[str] = set()
    new = _next([name], facts)
    while new:
        reached |= new
        new = _next(new, facts) - reached
    return reached


def _rests_too_long(name: str, facts: Mapping[str, Fact]) -> bool:
    layer = frozenset({name})
    for _ in range(MOST_RESTING + 1):
        layer = _next(layer, facts)
    return bool(layer)
