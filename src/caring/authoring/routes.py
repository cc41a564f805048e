"""
Ways without consent: where there may be one, and who may read it.
"""

from collections.abc import Iterator
from functools import partial

from caring.authoring.actions import requires
from caring.authoring.scope import Scope
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import (
    Condition,
    Given,
    Is,
    Leaf,
    Through,
    Within,
    facts_in,
    leaves,
)
from caring.language.consent import About, Purpose, WithoutConsent
from caring.language.decisions import conditions_of
from caring.language.routes import Route

EMERGENCY_NEEDS = 5
"""
How many things have to hold at once: serious threat, harm by waiting, a person who
cannot consent, no refusal that is known, and no more than is needed now.
"""

LAW = "law."
"""How the id of a fact starts that is a parameter of the law in force."""


def check_routes(protocol: Protocol, scope: Scope) -> None:
    """
    Look over the ways of each purpose, and see that no rule but a guard reads one.
    """
    for leaf in _read_by_rules(protocol):
        if isinstance(leaf, Through):
            message = f"a rule rests on a way without consent for `{leaf.purpose}`"
            help_ = "leave it out here; only the guard of an action asks for a way"
            scope.add("care-behind-consent", message, leaf.span or (), help_)
    population = protocol.population
    for leaf in leaves(population) if population is not None else ():
        if isinstance(leaf, Given):
            message = f"the population rests on the consent for `{leaf.purpose}`"
            help_ = "leave it out here; who refuses is not left out of anything"
            scope.add("care-behind-consent", message, leaf.span or (), help_)
    if isinstance(protocol, ConsentRules):
        for purpose in protocol.purposes.values():
            for route, way in purpose.routes.items():
                _check_way(purpose, route, way, scope)


def _read_by_rules(protocol: Protocol) -> Iterator[Leaf]:
    conditions = [each for one in protocol.decisions for each in conditions_of(one)]
    if protocol.population is not None:
        conditions.append(protocol.population)
    for each in conditions:
        yield from leaves(each)


def _check_way(
    purpose: Purpose, route: Route, way: WithoutConsent, scope: Scope
) -> None:
    path = ("purposes", purpose.id, route.value)
    if route not in purpose.about.routes:
        message = f"what is about {purpose.about.value} has no `{route.value}`"
        there = [each.value for each in About if route in each.routes]
        help_ = f"only what is about {' or '.join(there)} may have one"
        scope.add("route-not-possible", message, scope.places.of_key(path), help_)
    for leaf in leaves(way.when):
        if isinstance(leaf, Given | Through):
            message = "a consent cannot be tested here"
            help_ = "a way without consent rests on facts, and on no consent"
            scope.add("not-a-fact", message, leaf.span or path, help_)
    when = (*path, "when")
    if route is Route.EMERGENCY and _must_hold(way.when) < EMERGENCY_NEEDS:
        message = "an emergency needs five things at once, and fewer are asked here"
        help_ = (
            "ask in an `all`: serious threat, harm by waiting, cannot consent,"
            " no known refusal, no more than needed"
        )
        scope.add("emergency-too-open", message, when, help_)
    if route is Route.LEGAL_DUTY and not requires(way.when, _is_law):
        message = "this duty rests on no parameter of a law"
        help_ = f"add a test such as `{{{LAW}duty_to_report: mandatory}}` in an `all`"
        scope.add("duty-without-law", message, when, help_)


def _must_hold(when: Condition) -> int:
    """
    Count the facts of which an answer has to be there.
    """
    return sum(requires(when, partial(_asks, fact)) for fact in facts_in(when))


def _asks(fact: str, condition: Condition) -> bool:
    return isinstance(condition, Is | Within) and condition.fact == fact


def _is_law(condition: Condition) -> bool:
    return isinstance(condition, Is | Within) and condition.fact.startswith(LAW)


def look_at_way(leaf: Through, pathway: Pathway, scope: Scope) -> None:
    """
    Refuse a guard that asks for a way which its purpose does not have.
    """
    for step in pathway.steps:
        rules = step.protocol
        if isinstance(rules, ConsentRules) and leaf.purpose in rules.purposes:
            there = rules.purposes[leaf.purpose].routes
            if leaf.route not in there:
                message = f"`{leaf.purpose}` has no `{leaf.route.value}`"
                help_ = "write one beside its purpose, or ask for the consent alone"
                scope.add("unknown-route", message, leaf.span or (), help_)
