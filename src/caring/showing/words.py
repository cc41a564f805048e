"""
Ids, hours and conditions in everyday words.
"""

from caring.guidance.protocol import Protocol
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
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
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Number, Options, Time
from caring.language.routes import Route

SOON = {
    Urgency.IMMEDIATE: "now",
    Urgency.WITHIN_24_HOURS: "within 24 hours",
    Urgency.WITHIN_72_HOURS: "within 72 hours",
    Urgency.ROUTINE: "when there is time",
}
"""How soon, within a sentence."""


WAYS = {
    Route.EMERGENCY: "the way for emergencies",
    Route.LEGAL_DUTY: "the way of a legal duty",
}
"""The ways without consent, within a sentence."""


def is_way(id_: str) -> bool:
    """
    Say whether an id names a way without consent.

    >>> is_way("consent.examine.emergency"), is_way("consent.examine")
    (True, False)
    """
    return id_.rpartition(".")[2] in {route.value for route in WAYS}


_PREFIXES = {
    "consent.": "consent for ",
    "service.": "service ",
    "law.": "the law on ",
}


def words(id_: str) -> str:
    """
    Say an id.

    >>> words("consent.share_ngo")
    'consent for share ngo'
    """
    start, _, end = id_.rpartition(".")
    if is_way(id_):
        purpose = start.removeprefix("consent.")
        return f"{WAYS[Route(end)]}, for {words(purpose)},"
    plain = id_
    for prefix, its in _PREFIXES.items():
        plain = plain.replace(prefix, its)
    return plain.replace("_", " ").replace("-", " ")


def answers_to(fact: Fact) -> str:
    """
    Say which answers a fact takes, as a reader sees them.
    """
    match fact.domain:
        case Options(labels=labels):
            return "; ".join(labels.values())
        case Number(unit=unit, at_least=least, at_most=most):
            return f"whole {unit} from {least} to {most}"
        case Time(by_the_hour=by_the_hour):
            return "a day, or a time with its zone" if by_the_hour else "a day"


def say(condition: Condition, protocol: Protocol) -> str:
    """
    Say a condition in words, with brackets where words alone could be misread.
    """
    match condition:
        case Is(fact, options):
            return _is(fact, options, protocol)
        case Within(fact, at_least, below):
            unit = getattr(protocol.facts[fact].domain, "unit", "")
            return f"{words(fact)} is {_range(at_least, below)} {unit}".rstrip()
        case Recorded(fact, silence):
            return f"{words(fact)} is recorded as {words(silence.value)}"
        case Reaches(role, _, level):
            return f"{words(role)} is at least {words(level)}"
        case Given(purpose):
            return f"a valid consent for {words(purpose)} is there"
        case Through(purpose, route):
            return f"{WAYS[route]} is open for {words(purpose)}"
        case Holds(finding):
            return f"{words(finding)} holds"
        case Not(AnyOf(inner)):
            return f"none of ({_listed(inner, '; ', protocol)})"
        case Not(part):
            return f"not ({say(part, protocol)})"
        case All(()):
            return "always"
        case All(inner):
            return f"({_listed(inner, ' and ', protocol)})"
        case AnyOf(inner):
            return f"({_listed(inner, ' or ', protocol)})"
        case AtLeast(count, inner):
            return f"at least {count} of ({_listed(inner, '; ', protocol)})"
        case Score(name, _, at_least, below):
            return f"the score {words(name)} is {_range(at_least, below)}"


def _listed(inner: tuple[Condition, ...], joint: str, protocol: Protocol) -> str:
    return joint.join(say(each, protocol) for each in inner)


def _is(fact: str, options: frozenset[str], protocol: Protocol) -> str:
    if options == {"yes"}:
        return words(fact)
    if options == {"no"}:
        return f"{words(fact)} is no"
    labels = getattr(protocol.facts[fact].domain, "labels", {})
    named = [words(each) for each in labels if each in options]
    return f"{words(fact)} is {' or '.join(named)}"


def _range(at_least: int | None, below: int | None) -> str:
    ends = [] if at_least is None else [f"at least {at_least}"]
    ends += [] if below is None else [f"below {below}"]
    return " and ".join(ends)
