"""
Written conditions to conditions, with every mistake shown at its word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from caring.authoring.leaves import ANSWERED_FOR, FORMS, named, test
from caring.authoring.scope import Scope, Size
from caring.authoring.yaml import Path
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    FactTest,
    Given,
    Holds,
    Leaf,
    Not,
    Reaches,
    Recorded,
    Score,
    Term,
    Through,
    Within,
    leaves,
    parts,
    uses,
)
from caring.values.spans import Span

RESERVED = frozenset({*FORMS, *ANSWERED_FOR, "below", "consent"})
"""Words that a fact, finding or score cannot be called."""

MOST_NESTED = 50
"""Conditions may lie this deep, what findings stand for written out."""

MOST_TESTS = 10_000
"""A condition may hold this many tests, what findings stand for written out."""


def condition(scope: Scope, data: Any, path: Path) -> Condition | None:
    """
    Read a whole condition and look at its negations.

    Returns:
        The condition, or nothing where a finding was added.
    """
    found = _read(scope, data, path)
    if found is None or _is_too_large(scope, found, path):
        return None
    if not scope.asks_services and _asks_services(scope, found):
        return None
    for leaf, span in _negated(found):
        _look_at_negation(scope, leaf, span)
    _look_at_unknown_law(scope, found)
    return found


def condition_on_services(scope: Scope, data: Any, path: Path) -> Condition | None:
    """
    Read a condition that is judged with one service in hand.
    """
    scope.asks_services = True
    try:
        return condition(scope, data, path)
    finally:
        scope.asks_services = False


def _asks_services(scope: Scope, found: Condition) -> bool:
    """
    Refuse to ask about a service where none is in hand.
    """
    asked = [
        leaf
        for leaf in leaves(found)
        if isinstance(leaf, FactTest) and leaf.fact.startswith("service.")
    ]
    for leaf in asked:
        assert leaf.span is not None  # all of this was read from a file
        message = f"`{leaf.fact}` is asked where no service is in hand"
        help_ = "ask it in `suitable_when`, below `candidates:` of a referral"
        scope.add("no-service-in-hand", message, leaf.span, help_)
    return bool(asked)


def _look_at_unknown_law(scope: Scope, found: Condition) -> None:
    """
    Let nothing rest on what no law says: no duty and no freedom follows from that.
    """
    for use in uses(found):
        leaf = use.leaf
        if isinstance(leaf, Recorded) and leaf.fact.startswith("law.") and use.helps:
            assert leaf.span is not None  # all of this was read from a file
            message = f"this holds while nothing is known of `{leaf.fact}`"
            help_ = "write `known` without `not`; unknown law leads to local advice"
            scope.add("unknown-law-helps", message, leaf.span, help_)


def _is_too_large(scope: Scope, found: Condition, path: Path) -> bool:
    """
    Refuse what nobody could check by hand, and no program in bearable time.
    """
    size = _size(scope, found)
    is_large = size.tests > MOST_TESTS or size.levels > MOST_NESTED
    if is_large:
        message = "findings rest on one another so often that nobody can check this"
        help_ = f"at most {MOST_NESTED} levels and {MOST_TESTS:,} tests, written out"
        scope.add("too-large-condition", message, path, help_)
    return is_large


def _size(scope: Scope, found: Condition) -> Size:
    if isinstance(found, Holds) and found.finding in scope.sizes:
        return scope.sizes[found.finding]
    inner = [_size(scope, each) for each in parts(found)]
    if not inner:
        return Size(levels=1, tests=1)
    levels = 1 + max(each.levels for each in inner)
    return Size(levels=levels, tests=sum(each.tests for each in inner))


def _negated(found: Condition, *, helps: bool = True) -> Iterator[tuple[Leaf, Span]]:
    """
    Walk what is negated here, each with the place to show.

    What a finding negates inside is told where the finding is written.
    """
    span = found.span
    assert span is not None  # all of this was read from a file
    match found:
        case Not(part):
            yield from _negated(part, helps=not helps)
        case Holds() if helps:
            return
        case Holds():
            yield from ((leaf, span) for leaf in _leaves_that_help(found, helps=True))
        case Score():
            against = _leaves_that_help(found, helps=not helps)
            yield from ((leaf, span) for leaf in against)
        case All() | AnyOf() | AtLeast():
            for part in found.parts:
                yield from _negated(part, helps=helps)
        case _:
            if not helps:
                yield found, span


def _leaves_that_help(found: Condition, *, helps: bool) -> Iterable[Leaf]:
    alike = (use.leaf for use in uses(found) if use.helps is helps)
    return dict.fromkeys(alike)


def _look_at_negation(scope: Scope, leaf: Leaf, span: Span) -> None:
    """
    Refuse to negate what is false for more than one reason.

    A fact that does not apply is neither yes nor no, and a level outside its population
    is not low; `not` would turn both into a claim.
    """
    if isinstance(leaf, Reaches):
        message = f"the level of `{leaf.role}` is negated here"
        help_ = "outside its population that level says nothing; ask the facts instead"
        scope.add("not-over-level", message, span, help_)
    elif isinstance(leaf, Given | Through):
        what = "the consent" if isinstance(leaf, Given) else "a way without consent"
        message = f"{what} for `{leaf.purpose}` is negated here"
        help_ = "no consent is not a refusal; leave the row out or ask a fact"
        scope.add("not-over-consent", message, span, help_)
    elif scope.dictionary.facts[leaf.fact].applies_when is not None:
        message = f"`{leaf.fact}` is negated here, and it may not apply"
        help_ = f"say which answer is meant, such as `{{{leaf.fact}: no}}`"
        scope.add("not-over-inapplicable", message, span, help_)


def _read(scope: Scope, data: Any, path: Path) -> Condition | None:
    if isinstance(data, str):
        return named(scope, data, path)
    if isinstance(data, dict) and data:
        return _mapping(scope, data, path)
    message = "a condition is a name or a mapping such as `{all: [...]}`"
    help_ = "put `all:` or `any:` before the list" if isinstance(data, list) else None
    scope.add("not-a-condition", message, path, help_)
    return None


def _mapping(scope: Scope, data: dict[str, Any], path: Path) -> Condition | None:
    if "of" in data or "at_least" in data:
        return _at_least(scope, data, path)
    if len(data) > 1:
        second = list(data)[1]
        message = f"a condition has one key; `{second}` is a second one"
        span = scope.places.of_key((*path, second))
        scope.add("two-conditions", message, span, "join them with `all:` or `any:`")
        return None
    key, value = next(iter(data.items()))
    if key in _JOINED:
        return _joined(scope, key, value, path)
    if key == "not":
        part = _read(scope, value, (*path, key))
        span = scope.places.of_key((*path, key))
        return None if part is None else Not(part, span=span)
    return test(scope, key, value, path)


def _none_of(found: tuple[Condition, ...], *, span: Span) -> Condition:
    return Not(AnyOf(found, span=span), span=span)


_JOINED: Mapping[str, Callable[..., Condition]] = {
    "all": All,
    "any": AnyOf,
    "none": _none_of,
}


def _joined(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    found = _parts(scope, value, (*path, key))
    if found is None:
        return None
    return _JOINED[key](found, span=scope.places.of_key((*path, key)))


def _parts(scope: Scope, value: Any, path: Path) -> tuple[Condition, ...] | None:
    if not isinstance(value, list) or not value:
        message = f"`{path[-1]}` needs a list of one or more conditions"
        help_ = "write each after a dash, or in brackets"
        scope.add("not-a-list", message, path, help_)
        return None
    found = [_read(scope, each, (*path, n)) for n, each in enumerate(value)]
    built = tuple(each for each in found if each is not None)
    return built if len(built) == len(found) else None


def _at_least(scope: Scope, data: dict[str, Any], path: Path) -> Condition | None:
    others = [key for key in data if key not in ("at_least", "of")]
    if others or len(data) == 1:
        where = scope.places.of_key((*path, others[0])) if others else path
        message = "counting takes exactly `at_least` and `of`"
        scope.add("wrong-count", message, where, "write `{at_least: 2, of: group}`")
        return None
    count, of = data["at_least"], data["of"]
    inside = (*path, "of")
    found = (
        _group(scope, of, path) if isinstance(of, str) else _parts(scope, of, inside)
    )
    if found is None:
        return None
    if type(count) is not int or not 1 <= count <= len(found):
        message = f"`at_least` must be a whole number from 1 to {len(found)} here"
        help_ = f"there are {len(found)} to count" if type(count) is int else None
        scope.add("wrong-count", message, (*path, "at_least"), help_)
        return None
    return AtLeast(count, found, span=scope.places.of_key((*path, "at_least")))


def _group(scope: Scope, word: str, path: Path) -> tuple[Condition, ...] | None:
    if scope.is_broken(word):
        return None
    if word not in scope.groups:
        message = f"no group of indicators is called `{word}`"
        scope.unknown("unknown-group", message, (*path, "of"), scope.groups, word)
        return None
    return scope.groups[word]


def findings(scope: Scope, written: Mapping[str, Any], path: Path) -> None:
    """
    Read named conditions in an order in which each stands after those it uses.
    """
    rests = {name: _names(each) & written.keys() for name, each in written.items()}
    scope.later = frozenset()
    while ready := [name for name in rests if not rests[name] & rests.keys()]:
        for name in ready:
            _look_at_name(scope, name, (*path, name))
            found = condition(scope, written[name], (*path, name))
            if found is None:
                scope.broken.add(name)
            else:
                scope.named[name] = found
                scope.sizes[name] = _size(scope, found)
            del rests[name]
    for name in _circles(rests):
        message = f"`{name}` rests on itself"
        help_ = "write one of the findings in this circle out in facts"
        scope.add("circular", message, scope.places.of_key((*path, name)), help_)
    scope.broken |= rests.keys()


def _look_at_name(scope: Scope, name: str, path: Path) -> None:
    """
    Refuse a name that a reader would take for something else.
    """
    taken = {
        "a word of conditions": RESERVED,
        "a fact": scope.dictionary.facts,
        "the asking gate": scope.gate_name,
        "a score": () if path[0] == "scores" else scope.scores,
    }
    for what, names in taken.items():
        if name in names:
            message = f"`{name}` is already {what}"
            where = scope.places.of_key(path)
            scope.add("name-taken", message, where, "choose another name")


def _circles(rests: Mapping[str, set[str]]) -> Iterator[str]:
    """
    Name the first finding of each circle, in the order of the file.
    """
    told: set[str] = set()
    for name in rests:
        reached = _reached(name, rests)
        if name in reached and not reached & told:
            told.add(name)
            yield name


def _reached(name: str, rests: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        new = (rests.get(waiting.pop(), set()) & rests.keys()) - reached
        reached |= new
        waiting.extend(new)
    return reached


def _names(data: Any) -> set[str]:
    """
    Gather every word that could be the name of a finding.
    """
    if isinstance(data, str):
        return {data}
    if isinstance(data, list):
        return set().union(*(_names(each) for each in data))
    if isinstance(data, dict):
        joined = [data[key] for key in FORMS if key in data]
        if isinstance(data.get("of"), str):
            joined.remove(data["of"])  # the name of a group
        return set().union(*(_names(each) for each in joined))
    return set()


def scores(scope: Scope, written: Mapping[str, Any], path: Path) -> None:
    """
    Read named sums; their points are whole and their conditions use facts.
    """
    for name, terms in written.items():
        _look_at_name(scope, name, (*path, name))
        found = [
            condition(scope, term.when, (*path, name, n, "when"))
            for n, term in enumerate(terms)
        ]
        if None in found:
            scope.broken.add(name)
        scope.scores[name] = tuple(
            Term(term.points, when)
            for term, when in zip(terms, found, strict=True)
            if when is not None
        )


def limits_of(condition_: Condition, fact: str) -> frozenset[int]:
    """
    Gather the numbers at which tests of a fact change their truth.
    """
    return frozenset(
        limit
        for use in uses(condition_)
        if isinstance(use.leaf, Within) and use.leaf.fact == fact
        for limit in (use.leaf.at_least, use.leaf.below)
        if limit is not None
    )
