"""
Written conditions to conditions, with every mistake shown at its word.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from caring.authoring.scope import Scope, nearest
from caring.authoring.yaml import Path
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    FactTest,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Term,
    Within,
    uses,
)
from caring.language.facts import Fact, Number, Options
from caring.language.silence import RECORDED

_SILENCES = {silence.value: silence for silence in RECORDED}
_YES = frozenset({"yes"})
_FORMS = ("all", "any", "none", "not", "at_least", "of")
RESERVED = frozenset({*_FORMS, "below"})
"""Words that a fact, finding or score cannot be called."""


def condition(scope: Scope, data: Any, path: Path) -> Condition | None:
    """
    Read a whole condition and look at its negations.

    Returns:
        The condition, or nothing where a finding was added.
    """
    found = _read(scope, data, path)
    if found is not None:
        _look_at_negations(scope, found)
    return found


def _look_at_negations(scope: Scope, whole: Condition) -> None:
    """
    Refuse to negate what is false for more than one reason.

    A fact that does not apply is neither yes nor no, and a level outside its population
    is not low; `not` would turn both into a claim.
    """
    for use in uses(whole):
        leaf = use.leaf
        if use.helps or leaf.span is None:
            continue
        if isinstance(leaf, Reaches):
            message = f"`not` over the level of `{leaf.role}`"
            help_ = (
                "outside its population that level says nothing; ask the facts instead"
            )
            scope.add("not-over-level", message, leaf.span, help_)
        elif isinstance(leaf, Given):
            message = f"`not` over the consent for `{leaf.purpose}`"
            help_ = "no consent is not a refusal; leave the row out or ask a fact"
            scope.add("not-over-consent", message, leaf.span, help_)
        elif scope.dictionary.facts[leaf.fact].applies_when is not None:
            message = f"`not` over `{leaf.fact}`, which may not apply"
            help_ = f"say which answer is meant, such as `{{{leaf.fact}: no}}`"
            scope.add("not-over-inapplicable", message, leaf.span, help_)


def _read(scope: Scope, data: Any, path: Path) -> Condition | None:
    if isinstance(data, str):
        return _name(scope, data, path)
    if isinstance(data, dict) and data:
        return _mapping(scope, data, path)
    message = "a condition is a name or a mapping such as `{all: [...]}`"
    help_ = "put `all:` or `any:` before the list" if isinstance(data, list) else None
    scope.add("not-a-condition", message, path, help_)
    return None


def _name(scope: Scope, word: str, path: Path) -> Condition | None:
    span = scope.places.of(path)
    gate = scope.dictionary.gate
    if word in scope.named:
        return Holds(word, scope.named[word], span=span)
    if gate is not None and word == gate.finding:
        return Holds(word, gate.when, span=span)
    fact = scope.dictionary.facts.get(word)
    if fact is None:
        _unknown_name(scope, word, path)
        return None
    if isinstance(fact.domain, Options) and fact.domain.type == "yes_no":
        return Is(word, _YES, span=span)
    message = f"`{word}` is not a yes/no fact"
    scope.add("wrong-test", message, path, f"say which answer: {_example(fact)}")
    return None


def _unknown_name(scope: Scope, word: str, path: Path) -> None:
    known = {*scope.named, *scope.dictionary.facts, *scope.scores}
    message = f"no fact, finding or score is called `{word}`"
    scope.unknown("unknown-name", message, path, known, word)


def _example(fact: Fact) -> str:
    if isinstance(fact.domain, Number):
        return f"`{{{fact.id}: {{at_least: {fact.domain.at_least + 1}}}}}`"
    return f"`{{{fact.id}: {next(iter(fact.domain.labels))}}}`"


def _mapping(scope: Scope, data: dict[str, Any], path: Path) -> Condition | None:
    if "of" in data or ("at_least" in data and len(data) > 1):
        return _at_least(scope, data, path)
    if len(data) > 1:
        second = list(data)[1]
        message = f"a condition has one key; `{second}` is a second one"
        help_ = "join conditions with `all:` or `any:`"
        scope.add(
            "two-conditions", message, scope.places.of_key((*path, second)), help_
        )
        return None
    key, value = next(iter(data.items()))
    if key in _JOINED:
        return _joined(scope, key, value, path)
    if key == "not":
        part = _read(scope, value, (*path, "not"))
        return (
            None if part is None else Not(part, span=scope.places.of_key((*path, key)))
        )
    return _test(scope, key, value, path)


_JOINED: Mapping[str, Callable[[tuple[Condition, ...]], Condition]] = {
    "all": All,
    "any": AnyOf,
    "none": lambda parts: Not(AnyOf(parts)),
}


def _joined(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    parts = _parts(scope, value, (*path, key))
    if parts is None:
        return None
    span = scope.places.of_key((*path, key))
    return attrs.evolve(_JOINED[key](parts), span=span)


def _parts(scope: Scope, value: Any, path: Path) -> tuple[Condition, ...] | None:
    if not isinstance(value, list) or not value:
        message = f"`{path[-1]}` needs a list of one or more conditions"
        scope.add(
            "not-a-list", message, path, "write each after a dash, or in brackets"
        )
        return None
    found = [_read(scope, each, (*path, n)) for n, each in enumerate(value)]
    return tuple(each for each in found if each is not None)


def _at_least(scope: Scope, data: dict[str, Any], path: Path) -> Condition | None:
    if set(data) != {"at_least", "of"}:
        message = "counting takes exactly `at_least` and `of`"
        scope.add("wrong-count", message, path, "write `{at_least: 2, of: group}`")
        return None
    count, of = data["at_least"], data["of"]
    parts = (
        _group(scope, of, path)
        if isinstance(of, str)
        else _parts(scope, of, (*path, "of"))
    )
    if parts is None:
        return None
    if type(count) is not int or not 1 <= count <= len(parts):
        message = f"`at_least` must be a whole number from 1 to {len(parts)} here"
        scope.add(
            "wrong-count", message, (*path, "at_least"), "there are no more to count"
        )
        return None
    return AtLeast(count, parts, span=scope.places.of_key((*path, "at_least")))


def _group(scope: Scope, word: str, path: Path) -> tuple[Condition, ...] | None:
    if word not in scope.groups:
        message = f"no group of indicators is called `{word}`"
        scope.unknown("unknown-group", message, (*path, "of"), scope.groups, word)
        return None
    return scope.groups[word]


def _test(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    if "." in key:
        return _reference(scope, key, value, path)
    if key in scope.scores:
        return _score(scope, key, value, path)
    fact = scope.dictionary.facts.get(key)
    if fact is None:
        span = scope.places.of_key((*path, key))
        if key in scope.named:
            message = f"`{key}` is a finding; it holds or does not"
            scope.add("wrong-test", message, span, "write its name alone")
            return None
        known = {*scope.dictionary.facts, *scope.scores, *_FORMS}
        message = f"no fact or score is called `{key}`"
        scope.add("unknown-name", message, span, nearest(key, known))
        return None
    if value in ("not_asked", "not_applicable"):
        message = f"`{value}` cannot be tested"
        help_ = "say on the row or the decision what to do while something is not known"
        scope.add("not-testable", message, (*path, key), help_)
        return None
    if isinstance(value, str) and value in _SILENCES:
        return Recorded(key, _SILENCES[value], span=scope.places.of_key((*path, key)))
    if isinstance(fact.domain, Options):
        return _is(scope, fact, fact.domain, value, (*path, key))
    return _within(scope, fact, fact.domain, value, (*path, key))


def _is(
    scope: Scope, fact: Fact, domain: Options, value: Any, path: Path
) -> Condition | None:
    options = value if isinstance(value, list) else [value]
    before = len(scope.findings)
    for n, option in enumerate(options):
        where = (*path, n) if isinstance(value, list) else path
        _look_at_option(scope, fact, domain, option, where)
    if len(scope.findings) > before:
        return None
    chosen = frozenset(options)
    if not chosen or chosen == domain.labels.keys():
        message = f"every answer to `{fact.id}` passes this test, or none does"
        scope.add("test-without-effect", message, path, "name some of the answers")
        return None
    return Is(fact.id, chosen, span=scope.places.of_key(path))


def _look_at_option(
    scope: Scope, fact: Fact, domain: Options, option: Any, path: Path
) -> None:
    if isinstance(option, str) and option in domain.labels:
        return
    if isinstance(option, bool):
        scope.add("wrong-test", f"`{fact.id}` takes words", path, "write yes or no")
    elif isinstance(option, str):
        message = f"`{option}` is no answer to `{fact.id}`"
        known = [*domain.labels, *_SILENCES]
        scope.unknown("unknown-option", message, path, known, option)
    else:
        message = f"`{fact.id}` is answered with words: {domain.expected}"
        scope.add("wrong-test", message, path, f"write {_example(fact)}")


def _within(
    scope: Scope, fact: Fact, domain: Number, value: Any, path: Path
) -> Condition | None:
    limits = _range(scope, fact.id, value, path)
    if limits is None:
        return None
    at_least, below = limits
    lowest = domain.at_least if at_least is None else at_least
    highest = domain.at_most if below is None else below - 1
    inside = max(lowest, domain.at_least), min(highest, domain.at_most)
    if inside[0] > inside[1] or inside == (domain.at_least, domain.at_most):
        message = f"every answer to `{fact.id}` passes this test, or none does"
        help_ = f"answers are whole {domain.unit} from {domain.at_least} to {domain.at_most}"
        scope.add("test-without-effect", message, path, help_)
        return None
    return Within(fact.id, at_least, below, span=scope.places.of_key(path))


def _range(
    scope: Scope, name: str, value: Any, path: Path
) -> tuple[int | None, int | None] | None:
    if (
        not isinstance(value, dict)
        or not value
        or not set(value) <= {"at_least", "below"}
    ):
        message = f"`{name}` is a number; it takes `at_least`, `below` or both"
        scope.add("wrong-test", message, path, f"write `{{{name}: {{at_least: 2}}}}`")
        return None
    for word, limit in value.items():
        if type(limit) is not int:
            message = f"`{word}` must be a whole number"
            help_ = "choose a unit in which limits are whole"
            scope.add("not-whole", message, (*path, word), help_)
            return None
    return value.get("at_least"), value.get("below")


def _score(scope: Scope, name: str, value: Any, path: Path) -> Condition | None:
    limits = _range(scope, name, value, (*path, name))
    if limits is None:
        return None
    span = scope.places.of_key((*path, name))
    return Score(name, scope.scores[name], *limits, span=span)


def _reference(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    first, _, second = key.partition(".")
    if first == "consent":
        return _given(scope, second, value, (*path, key))
    if second != "level":
        message = f"`{key}` is neither a level nor a consent"
        help_ = "write `role.level` or `consent.purpose`"
        scope.add("unknown-name", message, scope.places.of_key((*path, key)), help_)
        return None
    if first not in scope.reads:
        message = f"this file does not say what it reads of `{first}`"
        help_ = f"add `reads: {{{first}: [its levels, lowest first]}}`"
        scope.add("unknown-role", message, scope.places.of_key((*path, key)), help_)
        return None
    return _reaches(scope, first, value, (*path, key))


def _given(scope: Scope, purpose: str, value: Any, path: Path) -> Condition | None:
    if value != "given":
        message = "the only test of a consent is `given`"
        help_ = "refused and missing consents close a guard by themselves"
        scope.add("wrong-test", message, path, help_)
        return None
    return Given(purpose, span=scope.places.of_key(path))


def _reaches(scope: Scope, role: str, value: Any, path: Path) -> Condition | None:
    scale = scope.reads[role]
    if not isinstance(value, dict) or set(value) != {"at_least"}:
        message = f"the only test of a level is `{{{role}.level: {{at_least: ...}}}}`"
        scope.add("wrong-test", message, path, f"levels are {', '.join(scale)}")
        return None
    level = value["at_least"]
    if level not in scale[1:]:
        message = f"`{level}` is not a level of `{role}` above its lowest"
        scope.unknown(
            "unknown-level", message, (*path, "at_least"), scale[1:], str(level)
        )
        return None
    return Reaches(role, scale, level, span=scope.places.of_key(path))


def findings(scope: Scope, written: Mapping[str, Any], path: Path) -> None:
    """
    Read named conditions in an order in which each stands after those it uses.
    """
    waiting = dict(written)
    while waiting:
        ready = [name for name in waiting if not _names(waiting[name]) & waiting.keys()]
        for name in ready:
            found = condition(scope, waiting[name], (*path, name))
            scope.named[name] = found if found is not None else AnyOf(())
        if not ready:
            name = min(waiting)
            message = f"`{name}` rests on itself"
            scope.add("circular", message, scope.places.of_key((*path, name)), None)
            scope.named |= dict.fromkeys(waiting, AnyOf(()))
            return
        for name in ready:
            del waiting[name]


def _names(data: Any) -> set[str]:
    """
    Gather every word that could be the name of a finding.
    """
    if isinstance(data, str):
        return {data}
    if isinstance(data, list):
        return set().union(*(_names(each) for each in data))
    if isinstance(data, dict):
        return set().union(*(_names(each) for each in data.values()))
    return set()


def scores(scope: Scope, written: Mapping[str, Any], path: Path) -> None:
    """
    Read named sums; their points are whole and their conditions use facts.
    """
    for name, terms in written.items():
        found = []
        for n, term in enumerate(terms):
            when = condition(scope, term.when, (*path, name, n, "when"))
            if when is not None:
                found.append(Term(term.points, when))
        scope.scores[name] = tuple(found)


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


__all__ = ["RESERVED", "FactTest", "condition", "findings", "limits_of", "scores"]
