"""
Conditions, and the answers a fact takes, in everyday words.
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
from caring.language.facts import Fact, Number, Obtained, Options, Time
from caring.showing.wording import Wording


def answers_to(fact: Fact, w: Wording) -> str:
    """
    Say which answers a fact takes, as a reader sees them.
    """
    match fact.domain:
        case Options(labels=labels):
            return "; ".join(w.option(fact, *each) for each in labels.items())
        case Number(unit=unit, at_least=least, at_most=most):
            said = w.unit(fact.id, unit)
            return w.own("whole-number", unit=said, at_least=least, at_most=most)
        case Time(by_the_hour=by_the_hour):
            return w.own("a-day-or-time" if by_the_hour else "a-day")


def say(condition: Condition, protocol: Protocol, w: Wording) -> str:
    """
    Say a condition in words, with brackets where words alone could be misread.
    """
    match condition:
        case Is(fact, options):
            return _is(fact, options, protocol, w)
        case Within(fact, at_least, below):
            unit = w.unit(fact, getattr(protocol.facts[fact].domain, "unit", ""))
            numbers = f"{_range(at_least, below, w)} {unit}".rstrip()
            return w.own("is-unit", fact=w.name(fact), range=numbers)
        case Recorded(fact, silence):
            said = w.name(silence.value)
            return w.own("is-recorded-as", fact=w.name(fact), silence=said)
        case Reaches(role, _, level):
            return w.own("reaches", role=w.name(role), level=w.name(level))
        case Given(purpose):
            return w.own("valid-consent", purpose=w.name(purpose))
        case Through(purpose, route):
            way = w.own(f"way/{route.value}")
            return w.own("way-open", way=way, purpose=w.name(purpose))
        case Holds(finding):
            return w.own("holds", finding=w.name(finding))
        case Not(Recorded(fact)) if protocol.facts[fact].obtained is Obtained.LAW:
            return w.own("law-known", fact=w.name(fact))
        case Not(AnyOf(inner)):
            return w.own("none-of", parts=_listed(inner, "; ", protocol, w))
        case Not(part):
            return w.own("not", part=say(part, protocol, w))
        case All(()):
            return w.own("always")
        case All(inner):
            return f"({_listed(inner, w.own('and'), protocol, w)})"
        case AnyOf(inner):
            return f"({_listed(inner, w.own('or'), protocol, w)})"
        case AtLeast(count, inner):
            listed = _listed(inner, "; ", protocol, w)
            return w.own("at-least-of", count=count, parts=listed)
        case Score(name, _, at_least, below):
            numbers = _range(at_least, below, w)
            return w.own("score", name=w.name(name), range=numbers)


def _listed(
    inner: tuple[Condition, ...], joint: str, protocol: Protocol, w: Wording
) -> str:
    return joint.join(say(each, protocol, w) for each in inner)


def _is(fact: str, options: frozenset[str], protocol: Protocol, w: Wording) -> str:
    if options == {"yes"}:
        return w.name(fact)
    if options == {"no"}:
        return w.own("is-no", fact=w.name(fact))
    labels = getattr(protocol.facts[fact].domain, "labels", {})
    named = w.names((each for each in labels if each in options), w.own("or"))
    return w.own("is", fact=w.name(fact), options=named)


def _range(at_least: int | None, below: int | None, w: Wording) -> str:
    ends = [] if at_least is None else [w.own("at-least", number=at_least)]
    ends += [] if below is None else [w.own("below", number=below)]
    return w.own("and").join(ends)
