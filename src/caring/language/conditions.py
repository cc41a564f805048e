"""
Questions about answers, each with three outcomes: true, false, unknown.
"""

from collections.abc import Iterator

import attrs

from caring.language.routes import Route
from caring.language.silence import Silence
from caring.values.spans import Span


def _place() -> Span | None:
    # INVARIANT: a position never takes part in equality.
    return attrs.field(default=None, eq=False, repr=False, kw_only=True)  # type: ignore[no-any-return]


@attrs.frozen
class Is:
    """
    The answer to a choice is one of ``options``; of a yes/no fact ``yes`` or ``no``.
    """

    fact: str
    options: frozenset[str]
    span: Span | None = _place()


@attrs.frozen
class Within:
    """
    A number is at least ``at_least`` and below ``below``; ``None`` is no limit.
    """

    fact: str
    at_least: int | None
    below: int | None
    span: Span | None = _place()


@attrs.frozen
class Recorded:
    """
    That silence was recorded for the fact.
    """

    fact: str
    silence: Silence
    span: Span | None = _place()


@attrs.frozen
class All:
    """
    Every part holds.
    """

    parts: tuple["Condition", ...]
    span: Span | None = _place()


@attrs.frozen
class AnyOf:
    """
    Some part holds.
    """

    parts: tuple["Condition", ...]
    span: Span | None = _place()


@attrs.frozen
class Not:
    """
    The part does not hold.
    """

    part: "Condition"
    span: Span | None = _place()


@attrs.frozen
class AtLeast:
    """
    ``count`` or more of the parts hold.
    """

    count: int
    parts: tuple["Condition", ...]
    span: Span | None = _place()


@attrs.frozen
class Term:
    """
    Whole points that count while a condition holds.
    """

    points: int
    when: "Condition"


@attrs.frozen
class Score:
    """
    A named sum of points lies in a range.
    """

    name: str
    terms: tuple[Term, ...]
    at_least: int | None
    below: int | None
    span: Span | None = _place()


@attrs.frozen
class Holds:
    """
    A named condition holds.
    """

    finding: str
    condition: "Condition"
    span: Span | None = _place()


@attrs.frozen
class Reaches:
    """
    The protocol in a role of the pathway surely reaches a level.
    """

    role: str
    scale: tuple[str, ...]
    level: str
    span: Span | None = _place()


@attrs.frozen
class Given:
    """
    A valid consent for a purpose was given.
    """

    purpose: str
    span: Span | None = _place()


@attrs.frozen
class Through:
    """
    Something may be done for a purpose by a route that needs no consent.

    It says nothing about the consent: a route never makes ``Given`` true.
    """

    purpose: str
    route: Route
    span: Span | None = _place()


FactTest = Is | Within | Recorded
Leaf = FactTest | Reaches | Given | Through
Condition = Leaf | All | AnyOf | Not | AtLeast | Score | Holds


ALWAYS = All(())
"""Nothing has to hold, so it always does."""


def parts(condition: Condition) -> tuple[Condition, ...]:
    """
    Return the conditions directly inside one; a leaf has none.
    """
    match condition:
        case All(inner) | AnyOf(inner) | AtLeast(_, inner):
            return inner
        case Not(inner) | Holds(_, inner):
            return (inner,)
        case Score(terms=terms):
            return tuple(term.when for term in terms)
        case _:
            return ()


@attrs.frozen
class Use:
    """
    A leaf where it stands: ``helps`` when its truth helps the whole be true.
    """

    leaf: Leaf
    helps: bool


def uses(condition: Condition, *, helps: bool = True) -> Iterator[Use]:
    """
    Walk all leaves, each with the direction in which it works on the whole.

    A part of a score that has both ends, or negative points, is met once for each
    direction it works in.
    """
    match condition:
        case Not(part):
            yield from uses(part, helps=not helps)
        case Score(terms=terms, at_least=at_least, below=below):
            for term in terms:
                if at_least is not None:
                    yield from uses(term.when, helps=helps == (term.points > 0))
                if below is not None:
                    yield from uses(term.when, helps=helps != (term.points > 0))
        case All() | AnyOf() | AtLeast() | Holds():
            for part in parts(condition):
                yield from uses(part, helps=helps)
        case _:
            yield Use(condition, helps)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """
    Walk all leaves in the order they are written.
    """
    return (use.leaf for use in uses(condition))


def facts_in(condition: Condition) -> frozenset[str]:
    """
    Name every fact a condition asks about.

    >>> sorted(facts_in(All((Is("a", frozenset({"yes"})), Is("b", frozenset({"no"}))))))
    ['a', 'b']
    """
    return frozenset(
        leaf.fact for leaf in leaves(condition) if isinstance(leaf, FactTest)
    )
