"""
What conditions ask in the end: a fact, a score, a level or a consent.
"""

from typing import Any

from caring.authoring.scope import Scope, nearest
from caring.authoring.yaml import Path
from caring.language.conditions import (
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Through,
    Within,
)
from caring.language.facts import Fact, Number, Obtained, Options, Time
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence

_SILENCES = {silence.value: silence for silence in RECORDED}
_WAYS = {route.value: route for route in (Route.EMERGENCY, Route.LEGAL_DUTY)}
_YES = frozenset({"yes"})
KNOWN = "known"
"""What may be asked of a parameter of the law beside its value."""
FORMS = ("all", "any", "none", "not", "at_least", "of")
"""Words with which conditions are joined."""

ANSWERED_FOR = ("law", "service")
"""Words before the names of facts that a law or a directory answers."""


def named(scope: Scope, word: str, path: Path) -> Condition | None:
    """
    Read a name that stands alone: a finding, the asking gate or a yes/no fact.
    """
    span = scope.places.of(path)
    gate = scope.dictionary.gate
    if scope.is_broken(word):
        return None
    if word in scope.named:
        return Holds(word, scope.named[word], span=span)
    if gate is not None and word == gate.finding:
        return Holds(word, gate.when, span=span)
    fact = scope.dictionary.facts.get(word)
    if fact is None:
        _say_unknown(scope, word, path)
        return None
    if isinstance(fact.domain, Options) and fact.domain.type == "yes_no":
        return Is(word, _YES, span=span)
    message = f"`{word}` is not a yes/no fact"
    scope.add("wrong-test", message, path, f"say which answer: {_example(fact)}")
    return None


def _say_unknown(scope: Scope, word: str, path: Path) -> None:
    """
    Say why a name cannot stand alone; most names of other things need a test.
    """
    if word in scope.scores:
        message = f"`{word}` is a score"
        help_ = f"say which sum: `{{{word}: {{at_least: 2}}}}`"
    elif word in scope.groups:
        message = f"`{word}` is a group of indicators"
        help_ = f"count its signs: `{{at_least: 1, of: {word}}}`"
    elif word in scope.later:
        message = f"`{word}` is a finding, and this rests on facts alone"
        help_ = "write the condition out in facts"
    else:
        known = {*scope.named, *scope.dictionary.facts, *scope.gate_name}
        message = f"no fact or finding is called `{word}`"
        scope.unknown("unknown-name", message, path, known, word)
        return
    scope.add("wrong-test", message, path, help_)


def _example(fact: Fact) -> str:
    match fact.domain:
        case Number(at_least=least):
            return f"`{{{fact.id}: {{at_least: {least + 1}}}}}`"
        case Options(labels=labels):
            return f"`{{{fact.id}: {next(iter(labels))}}}`"
        case Time():
            return f"`{{{fact.id}: declined}}`"


def test(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    """
    Read a mapping of one key: what is asked, and what the answer must be.
    """
    if scope.is_broken(key):
        return None
    if "." in key and key.partition(".")[0] not in ANSWERED_FOR:
        return _reference(scope, key, value, path)
    if key in scope.scores:
        return _score(scope, key, value, path)
    fact = scope.dictionary.facts.get(key)
    if fact is None:
        _say_untestable(scope, key, path)
        return None
    if value in ("not_asked", "not_applicable"):
        message = f"`{value}` cannot be tested"
        help_ = "say on the row or the decision what to do while something is not known"
        scope.add("not-testable", message, (*path, key), help_)
        return None
    if value == KNOWN and fact.obtained is Obtained.LAW:
        return _known_in_law(scope, key, (*path, key))
    if isinstance(value, str) and value in _SILENCES:
        if not fact.is_answered:
            _say_never_silent(scope, fact, value, (*path, key))
            return None
        return Recorded(key, _SILENCES[value], span=scope.places.of_key((*path, key)))
    match fact.domain:
        case Options():
            return _is(scope, fact, fact.domain, value, (*path, key))
        case Number():
            return _within(scope, fact, fact.domain, value, (*path, key))
        case Time():
            message = f"`{key}` is a moment; only a silence of it is tested"
            help_ = "write a fact of type `hours_since` or `age_in_years` and ask that"
            scope.add("wrong-test", message, (*path, key), help_)
            return None


def _known_in_law(scope: Scope, parameter: str, path: Path) -> Condition:
    """
    Read whether the laws that were handed in surely say something of a parameter.

    That is settled before anybody is asked, so it is true or false and never unknown.
    """
    span = scope.places.of_key(path)
    # Nobody answers a parameter: where no law says it, it stands as not known.
    return Not(Recorded(parameter, Silence.DOES_NOT_KNOW, span=span), span=span)


def _say_never_silent(scope: Scope, fact: Fact, silence: str, path: Path) -> None:
    message = f"`{silence}` of `{fact.id}` cannot be tested: nobody is asked it"
    help_ = "say on the row or the decision what to do while something is not known"
    if fact.rests_on:
        others = " and ".join(f"`{each}`" for each in fact.rests_on)
        help_ = f"it is worked out from {others}; test a silence there"
    scope.add("not-testable", message, path, help_)


def _say_untestable(scope: Scope, key: str, path: Path) -> None:
    span = scope.places.of_key((*path, key))
    if key in scope.named or key in scope.later or key in scope.gate_name:
        message = f"`{key}` is a finding; it holds or does not"
        scope.add("wrong-test", message, span, "write its name alone")
        return
    known = {*scope.dictionary.facts, *scope.scores, *FORMS}
    message = f"no fact or score is called `{key}`"
    scope.add("unknown-name", message, span, nearest(key, known))


def _is(
    scope: Scope, fact: Fact, domain: Options, value: Any, path: Path
) -> Condition | None:
    if not isinstance(value, list):
        fits = _fits(scope, fact, domain, value, path)
        options = [value]
    else:
        answers = [
            _fits(scope, fact, domain, each, (*path, n)) for n, each in enumerate(value)
        ]
        fits, options = all(answers), value
    if not fits:
        return None
    chosen = frozenset(options)
    if not chosen or chosen == domain.labels.keys():
        passes = (
            f"every answer to `{fact.id}`" if chosen else f"no answer to `{fact.id}`"
        )
        _say_without_effect(scope, passes, path, "name some of the answers")
        return None
    return Is(fact.id, chosen, span=scope.places.of_key(path))


def _say_without_effect(scope: Scope, passes: str, path: Path, help_: str) -> None:
    scope.add("test-without-effect", f"{passes} passes this test", path, help_)


def _fits(scope: Scope, fact: Fact, domain: Options, option: Any, path: Path) -> bool:
    """
    Say whether an option is one of the fact's, adding a finding where it is not.
    """
    if isinstance(option, str) and option in domain.labels:
        return True
    if not isinstance(option, str):
        message = f"`{fact.id}` is answered with words: {domain.expected}"
        scope.add("wrong-test", message, path, f"write {_example(fact)}")
    elif option in _SILENCES:
        message = f"`{option}` is a silence and stands in a test of its own"
        help_ = f"put both into an `any`: `{{any: [..., {{{fact.id}: {option}}}]}}`"
        scope.add("wrong-test", message, path, help_)
    else:
        message = f"`{option}` is no answer to `{fact.id}`"
        known = [*domain.labels, *(_SILENCES if fact.is_answered else ())]
        known += [KNOWN] if fact.obtained is Obtained.LAW else []
        scope.unknown("unknown-option", message, path, known, option)
    return False


def _within(
    scope: Scope, fact: Fact, domain: Number, value: Any, path: Path
) -> Condition | None:
    limits = _range(scope, fact.id, value, path)
    if limits is None:
        return None
    share = _constant_share(limits, domain.at_least, domain.at_most)
    if share is not None:
        unit, least, most = domain.unit, domain.at_least, domain.at_most
        help_ = f"answers are whole {unit} from {least} to {most}"
        _say_without_effect(scope, f"{share} answer to `{fact.id}`", path, help_)
        return None
    return Within(fact.id, *limits, span=scope.places.of_key(path))


_Limits = tuple[int | None, int | None]


def _constant_share(limits: _Limits, least: int, most: int) -> str | None:
    """
    Say whether a range holds every number from the least to the most, or no number.
    """
    at_least, below = limits
    first = least if at_least is None else max(at_least, least)
    last = most if below is None else min(below - 1, most)
    if first > last:
        return "no"
    return "every" if (first, last) == (least, most) else None


def _range(scope: Scope, name: str, value: Any, path: Path) -> _Limits | None:
    words = {"at_least", "below"}
    if not isinstance(value, dict) or not value or not set(value) <= words:
        message = f"`{name}` is a number; it takes `at_least`, `below` or both"
        scope.add("wrong-test", message, path, f"write `{{{name}: {{at_least: 2}}}}`")
        return None
    wrong = [word for word, limit in value.items() if type(limit) is not int]
    for word in wrong:
        message = f"`{word}` must be a whole number"
        help_ = "choose a unit in which limits are whole"
        scope.add("not-whole", message, (*path, word), help_)
    return None if wrong else (value.get("at_least"), value.get("below"))


def _score(scope: Scope, name: str, value: Any, path: Path) -> Condition | None:
    limits = _range(scope, name, value, (*path, name))
    if limits is None:
        return None
    points = [term.points for term in scope.scores[name]]
    least = sum(each for each in points if each < 0)
    most = sum(each for each in points if each > 0)
    share = _constant_share(limits, least, most)
    if share is not None:
        help_ = f"sums lie between {least} and {most}"
        _say_without_effect(scope, f"{share} sum of `{name}`", (*path, name), help_)
        return None
    span = scope.places.of_key((*path, name))
    return Score(name, scope.scores[name], *limits, span=span)


def _reference(scope: Scope, key: str, value: Any, path: Path) -> Condition | None:
    first, _, second = key.partition(".")
    where = scope.places.of_key((*path, key))
    if first == "consent":
        return _given(scope, second, value, (*path, key))
    if second != "level":
        message = f"`{key}` is neither a level nor a consent"
        scope.add(
            "unknown-name", message, where, "write `role.level` or `consent.purpose`"
        )
        return None
    if first not in scope.reads:
        message = f"this file does not say what it reads of `{first}`"
        help_ = f"add `reads: {{{first}: [its levels, lowest first]}}`"
        scope.add("unknown-role", message, where, _near_role(first, scope) or help_)
        return None
    return _reaches(scope, first, value, (*path, key))


def _near_role(word: str, scope: Scope) -> str | None:
    return nearest(word, scope.reads) if scope.reads else None


def _given(scope: Scope, purpose: str, value: Any, path: Path) -> Condition | None:
    span = scope.places.of_key(path)
    if value == "given":
        return Given(purpose, span=span)
    if value in _WAYS:
        return Through(purpose, _WAYS[value], span=span)
    message = "a consent is tested with `given`, a way without it by its name"
    help_ = (
        "write `given`, `emergency` or `legal_duty`;"
        " refused and missing consents close a guard by themselves"
    )
    scope.add("wrong-test", message, path, help_)
    return None


def _reaches(scope: Scope, role: str, value: Any, path: Path) -> Condition | None:
    scale = scope.reads[role]
    if not isinstance(value, dict) or set(value) != {"at_least"}:
        message = f"the only test of a level is `{{{role}.level: {{at_least: ...}}}}`"
        scope.add("wrong-test", message, path, f"levels are {', '.join(scale)}")
        return None
    level = value["at_least"]
    if level not in scale[1:]:
        message = f"`{level}` is not a level of `{role}` above its lowest"
        where = (*path, "at_least")
        scope.unknown("unknown-level", message, where, scale[1:], str(level))
        return None
    return Reaches(role, scale, level, span=scope.places.of_key(path))
