"""
What is legal to write and not safe to release.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.routes import check_routes, look_at_way
from caring.authoring.scope import Scope, nearest
from caring.guidance.actions import ActionClass
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import (
    AnyOf,
    Condition,
    FactTest,
    Given,
    Is,
    Recorded,
    Score,
    Through,
    Use,
    Within,
    leaves,
    parts,
    uses,
)
from caring.language.decisions import (
    Every,
    Highest,
    Row,
    WhileUnsettled,
    conditions_of,
)
from caring.language.facts import Direction, Fact, direction_of
from caring.values.spans import Span


def check_protocol(
    protocol: Protocol, document: ProtocolDocument, scope: Scope
) -> None:
    """
    Look over a built protocol.
    """
    acknowledged = {each.fact for each in document.acknowledge}
    both = _check_directions(protocol, acknowledged, scope)
    for n, each in enumerate(document.acknowledge):
        if each.fact not in both:
            message = f"`{each.fact}` is used in one direction"
            scope.add(
                "acknowledged-nothing", message, ("acknowledge", n), "delete this"
            )
    _check_silences(protocol, scope)
    _check_consents(protocol, scope)
    _check_population(protocol, scope)
    _check_lowest_level(protocol, scope)
    _check_precautions(protocol, scope)
    _check_services(protocol, document, scope)


def _check_services(
    protocol: Protocol, document: ProtocolDocument, scope: Scope
) -> None:
    """
    Danger may make a service unsuitable, and never suitable: that would end protection.
    """
    rows = {row for each in protocol.for_each_service for row in each.rows}
    told = {
        (use.leaf.fact, use.leaf.span)
        for row in rows
        for use in _uses(row.when, protocol)
        if isinstance(use.leaf, FactTest)
        and protocol.facts[use.leaf.fact].has_danger
        and not _points_to_danger(protocol.facts[use.leaf.fact], use)
    }
    for fact, span in told:
        message = f"the danger of `{fact}` would make a service suitable here"
        help_ = "ask the answer that is not dangerous, or another fact"
        scope.add("suitable-by-danger", message, _at(span, scope), help_)
    _check_none_suitable(protocol, document, scope)


def _check_none_suitable(
    protocol: Protocol, document: ProtocolDocument, scope: Scope
) -> None:
    """
    Where no service suits, nothing that a guard could close is left to be done.
    """
    written = getattr(document, "candidates", None)
    for n, each in enumerate(written.none_suitable if written else ()):
        for place, id_ in enumerate(each.actions):
            if not protocol.actions[id_].action_class.is_unguarded:
                message = f"`{id_}` is not of class care or protecting"
                path = ("candidates", "none_suitable", n, "actions", place)
                help_ = "name what can be done here whoever consents to what"
                scope.add("not-unguarded", message, path, help_)


def _towards_danger(protocol: Protocol) -> Iterator[tuple[Row, ...]]:
    """
    Walk the sets of rows in which more danger must never give less.

    Those are scales, and the needs that bring care or protection.
    """
    for decision in protocol.decisions:
        if isinstance(decision, Highest):
            yield (*decision.rows, *decision.floor_rows)
        if isinstance(decision, Every):
            for row in decision.rows:
                actions = decision.actions.get(row.result, ())
                if any(
                    protocol.actions[each].action_class.is_unguarded for each in actions
                ):
                    yield (row,)


def _check_directions(
    protocol: Protocol, acknowledged: set[str], scope: Scope
) -> set[str]:
    """
    Find facts that rows use in more than their declared direction.
    """
    both: set[str] = set()
    for rows in _towards_danger(protocol):
        by_fact: dict[str, list[Use]] = {}
        for row in rows:
            for use in _uses(row.when, protocol):
                if isinstance(use.leaf, FactTest):
                    by_fact.setdefault(use.leaf.fact, []).append(use)
        taking = dict(each for row in rows for each in _taking_away(row.when))
        for fact, found in by_fact.items():
            wrong = taking.get(fact) or _wrong_way(protocol.facts[fact], found)
            if wrong is None:
                continue
            both.add(fact)
            if fact not in acknowledged:
                _say_both_ways(protocol.facts[fact], wrong, scope, fact in taking)
    return both


def _taking_away(condition: Condition) -> Iterator[tuple[str, Use]]:
    """
    Walk the uses of facts for which a sum gives negative points.
    """
    if isinstance(condition, Score):
        for term in condition.terms:
            if term.points < 0:
                found = uses(term.when)
                yield from (
                    (use.leaf.fact, use)
                    for use in found
                    if isinstance(use.leaf, FactTest)
                )
    for part in parts(condition):
        yield from _taking_away(part)


def _uses(condition: Condition, protocol: Protocol) -> Iterator[Use]:
    """
    Walk the uses of facts, those in whether a fact applies with them.
    """
    for use in uses(condition):
        yield use
        if isinstance(use.leaf, FactTest):
            applies = protocol.facts[use.leaf.fact].applies_when
            if applies is not None:
                yield from _uses(applies, protocol)


def _wrong_way(fact: Fact, found: list[Use]) -> Use | None:
    """
    Return a use that makes bounds inexact or lets danger lower a result.
    """
    for use in found:
        if fact.has_danger and not _points_to_danger(fact, use):
            return use
    if fact.has_danger:
        return None
    pairs = combinations(found, 2)
    return next((other for one, other in pairs if not _agree(one, other)), None)


def _points_to_danger(fact: Fact, use: Use) -> bool:
    assert isinstance(use.leaf, FactTest)
    direction = direction_of(use.leaf, fact)
    return direction is (Direction.TOWARDS if use.helps else Direction.AWAY)


def _agree(one: Use, other: Use) -> bool:
    """
    Say whether one answer is the best for both uses, and one the worst.
    """
    if one.helps is not other.helps:
        return False
    match one.leaf, other.leaf:
        case Is(_, some), Is(_, others):
            return some <= others or others <= some
        case Within(_, a, b), Within(_, c, d):
            return (a is None, b is None) == (c is None, d is None) and None in (a, b)
        case _:
            return one.leaf == other.leaf


def _say_both_ways(fact: Fact, use: Use, scope: Scope, takes_away: bool) -> None:
    if takes_away:
        message = f"`{fact.id}` takes points away here"
    elif fact.has_danger:
        message = f"`{fact.id}` is used against its danger here"
    else:
        message = f"`{fact.id}` is used in more than one way"
    help_ = "use it towards its danger, or acknowledge `used-both-ways` with a reason"
    scope.add("used-both-ways", message, _at(use.leaf.span, scope), help_)


def _at(span: Span | None, scope: Scope) -> Span:
    return span or scope.places.of(())


def _check_silences(protocol: Protocol, scope: Scope) -> None:
    """
    A silence counts at most as much as the dangerous answer it may hide.
    """
    for rows in _towards_danger(protocol):
        for row in rows:
            for leaf in _alone(row.when, frozenset()):
                if protocol.facts[leaf.fact].has_danger:
                    message = f"a silence of `{leaf.fact}` counts without its danger"
                    silent = f"{{{leaf.fact}: {leaf.silence.value}}}"
                    help_ = f"put both into an `any`: `{{any: [..., {silent}]}}`"
                    scope.add("silence-alone", message, _at(leaf.span, scope), help_)


def _alone(condition: Condition, beside: frozenset[str]) -> Iterator[Recorded]:
    """
    Walk silence tests that no answer to the same fact stands beside.
    """
    if isinstance(condition, Recorded):
        if condition.fact not in beside:
            yield condition
        return
    tested = frozenset[str]()
    if isinstance(condition, AnyOf):
        tested = frozenset(
            each.fact for each in condition.parts if isinstance(each, Is | Within)
        )
    for part in parts(condition):
        yield from _alone(part, tested)


def _check_consents(protocol: Protocol, scope: Scope) -> None:
    """
    Refusal never costs care: what brings care, protection or a level reads no consent.
    """
    for rows in _towards_danger(protocol):
        for leaf in (each for row in rows for each in leaves(row.when)):
            if isinstance(leaf, Given):
                message = f"care or a level rests on the consent for `{leaf.purpose}`"
                help_ = "leave it out here; the guard of an action asks for consent"
                where = _at(leaf.span, scope)
                scope.add("care-behind-consent", message, where, help_)
    check_routes(protocol, scope)


def _check_population(protocol: Protocol, scope: Scope) -> None:
    """
    Danger must not lead out of a population, or it would take a result away.
    """
    if protocol.population is None:
        return
    for use in _uses(protocol.population, protocol):
        if isinstance(use.leaf, FactTest) and protocol.facts[use.leaf.fact].has_danger:
            message = f"the population asks `{use.leaf.fact}`, which has a danger"
            help_ = "ask a fact without one; danger would lead out of the population"
            scope.add("population-by-danger", message, _at(use.leaf.span, scope), help_)


def _check_lowest_level(protocol: Protocol, scope: Scope) -> None:
    for decision in protocol.decisions:
        if isinstance(decision, Highest):
            lowest = decision.scale[0]
            for n, id_ in enumerate(decision.actions.get(lowest, ())):
                if protocol.actions[id_].action_class is not ActionClass.CARE:
                    message = f"`{id_}` is not of class care, and `{lowest}` is lowest"
                    path = ("actions", lowest, n)
                    scope.add("not-care", message, path, "give it to a higher level")


def _check_precautions(protocol: Protocol, scope: Scope) -> None:
    for decision in protocol.decisions:
        for row in decision.rows if isinstance(decision, Every) else ():
            actions = decision.actions.get(row.result, ())
            classes = [protocol.actions[each].action_class for each in actions]
            if row.unsettled is WhileUnsettled.ACT and not any(
                each.is_unguarded for each in classes
            ):
                message = f"`{row.result}` has no action of class care or protecting"
                help_ = "write `unsettled: ask`, or add such an action"
                path = ("needs", row.result, "unsettled")
                scope.add("no-precaution", message, path, help_)


def check_pathway(pathway: Pathway, scope: Scope) -> None:
    """
    Look over how the protocols of a pathway fit together.
    """
    _check_roles(pathway, scope)
    _check_purposes(pathway, scope)
    for n, fact in enumerate(pathway.entry):
        if fact not in pathway.facts:
            message = f"no protocol of this pathway asks `{fact}`"
            scope.unknown("unknown-name", message, ("entry", n), pathway.facts, fact)


def _check_roles(pathway: Pathway, scope: Scope) -> None:
    """
    A step reads only roles above it, so that no circle can arise.
    """
    levels: dict[str, tuple[str, ...]] = {}
    for n, step in enumerate(pathway.steps):
        if step.role in levels:
            path = ("steps", n, "role")
            scope.add(
                "name-taken", f"two steps are called `{step.role}`", path, "rename one"
            )
        for role, scale in step.protocol.reads.items():
            _check_read(role, scale, levels, n, scope)
        level = step.protocol.level
        levels[step.role] = level.scale if level is not None else ()


def _check_read(
    role: str,
    scale: tuple[str, ...],
    levels: Mapping[str, tuple[str, ...]],
    n: int,
    scope: Scope,
) -> None:
    path = ("steps", n, "protocol")
    if role not in levels:
        message = f"this protocol reads the level of `{role}`, which no step above has"
        scope.add("unknown-role", message, path, "put that step above this one")
    elif levels[role] != scale:
        message = f"this protocol expects other levels of `{role}` than that step has"
        there = ", ".join(levels[role]) or "none"
        scope.add("other-levels", message, path, f"that step has {there}")


def _check_purposes(pathway: Pathway, scope: Scope) -> None:
    """
    A consent is judged before anything rests on it, by one set of rules.
    """
    known: dict[str, str] = {}
    for n, step in enumerate(pathway.steps):
        _check_rows(step.protocol, known, n, scope)
        if isinstance(step.protocol, ConsentRules):
            for purpose in step.protocol.purposes:
                if purpose in known:
                    message = f"two protocols have rules for the consent `{purpose}`"
                    scope.add(
                        "name-taken", message, ("steps", n, "protocol"), "keep one"
                    )
                known[purpose] = step.role
    for step in pathway.steps:
        for action in step.protocol.actions.values():
            for leaf in leaves(action.guard) if action.guard is not None else ():
                if isinstance(leaf, Given | Through) and leaf.purpose not in known:
                    _say_no_purpose(leaf, pathway, known, scope)
                if isinstance(leaf, Through) and leaf.purpose in known:
                    look_at_way(leaf, pathway, scope)


def _check_rows(
    protocol: Protocol, known: Mapping[str, str], n: int, scope: Scope
) -> None:
    if isinstance(protocol, ConsentRules):
        return
    for decision in (*protocol.decisions, *protocol.for_each_service):
        for when in conditions_of(decision):
            for leaf in leaves(when):
                if isinstance(leaf, Given) and leaf.purpose not in known:
                    message = f"a rule rests on the consent `{leaf.purpose}`"
                    help_ = "put the step with its rules above this one"
                    scope.add(
                        "unknown-purpose", message, ("steps", n, "protocol"), help_
                    )


def _say_no_purpose(
    leaf: Given | Through, pathway: Pathway, known: Mapping[str, str], scope: Scope
) -> None:
    message = f"no consent rules of `{pathway.id}` know the purpose `{leaf.purpose}`"
    where = _at(leaf.span, scope)
    scope.add("unknown-purpose", message, where, nearest(leaf.purpose, known))
