"""
Protocols and pathways as formulas over the answers that can be given together.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.directory import OF_EVERY_ENTRY
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import (
    Condition,
    Given,
    Reaches,
    Through,
    leaves,
)
from caring.language.decisions import conditions_of
from caring.language.facts import Constraint, Fact
from caring.proving.classes import (
    AnswerClass,
    ToldApart,
    Variable,
    facts_used,
    variables_of,
)
from caring.proving.consents import judged_consents, record_variables, variable_of
from caring.proving.decided import Decided, Scale, Table, decided, table
from caring.proving.formula import Formula, In, both, implies, negated
from caring.proving.rails import SURE, Context, Level, Rails
from caring.values.truth import Truth


@attrs.frozen(kw_only=True)
class EncodedProtocol:
    """
    One protocol in its role: whom it is for, and what it decides.
    """

    role: str
    protocol: Protocol
    applies: Rails
    decisions: Mapping[str, Decided]
    for_each_service: Mapping[str, Table]

    @property
    def level(self) -> Scale | None:
        """
        The scale that others read; ``None`` where there is none.
        """
        level = self.protocol.level
        if level is None:
            return None
        found = self.decisions[level.id]
        assert isinstance(found, Scale)
        return found


@attrs.frozen(kw_only=True)
class Encoding:
    """
    What a protocol or a pathway says, over all answers that can be given together.
    """

    guidance: Protocol | Pathway
    variables: Mapping[str, Variable]
    admissible: Formula
    """The answers would not be refused: no constraint is surely broken."""

    roles: Mapping[str, EncodedProtocol]
    context: Context
    """What conditions may read at the end, when guards are judged."""

    def rails(self, condition: Condition) -> Rails:
        """
        Give the rails of a condition, at the end of an encounter.

        It may ask only what was told apart when this was made.
        """
        return self.context.rails(condition)

    @property
    def sheets(self) -> int:
        """
        How many answer sheets there are, those that would be refused among them.
        """
        found = 1
        for each in self.variables.values():
            found *= sum(one.weight for one in each.classes)
        return found


def encode(
    guidance: Protocol | Pathway,
    also: Sequence[Condition] = (),
    beside: Sequence[Protocol | Pathway] = (),
) -> Encoding:
    """
    Encode a protocol by itself, or a pathway.

    A protocol by itself may find any consent given, any way open and any level of the
    others whose levels it reads. The law may say anything of the right type, or
    nothing.

    Args:
        guidance: The protocol or pathway.
        also: Further conditions whose answers are to be told apart.
        beside: Other versions with whose rules answers are to be told apart too, so
            that two encodings speak of the same variables.
    """
    of = (guidance, *beside)
    facts: dict[str, Fact] = {}
    for each in reversed(of):
        facts |= each.facts
    facts = {**OF_EVERY_ENTRY, **facts}
    conditions = [*also, *(one for each in of for one in all_conditions(each))]
    apart = ToldApart()
    apart.read(conditions, facts)
    variables = variables_of(facts_used(conditions, facts), facts, apart)
    for each in of:
        variables |= _beside_facts(each, conditions)
    # What one version judges another may only read: it is told apart as a record is.
    for each in of:
        variables |= _records(each)
    context = Context(facts=facts, variables=variables)
    admissible = _admissible(guidance.constraints, context)
    steps = (
        [(step.role, step.protocol) for step in guidance.steps]
        if isinstance(guidance, Pathway)
        else [(guidance.kind, guidance)]
    )
    if isinstance(guidance, Protocol):
        judged = guidance.purposes if isinstance(guidance, ConsentRules) else ()
        context = free_context(conditions, context, judged)
    roles = {}
    for role, protocol in steps:
        roles[role], context = _step(role, protocol, context)
    return Encoding(
        guidance=guidance,
        variables=variables,
        admissible=admissible,
        roles=roles,
        context=context,
    )


def all_conditions(guidance: Protocol | Pathway) -> Iterator[Condition]:
    """
    Walk every condition of a protocol or pathway, with guards, gate and constraints.
    """
    for each in guidance.constraints:
        yield each.broken_when
    if isinstance(guidance, Pathway):
        for step in guidance.steps:
            yield from all_conditions(step.protocol)
        return
    if guidance.population is not None:
        yield guidance.population
    for decision in (*guidance.decisions, *guidance.for_each_service):
        yield from conditions_of(decision)
    yield from guidance.beside
    for action in guidance.actions.values():
        if action.guard is not None:
            yield action.guard
    if guidance.gate is not None:
        yield guidance.gate.when


def _admissible(constraints: Sequence[Constraint], context: Context) -> Formula:
    parts = [negated(context.rails(each.broken_when).true) for each in constraints]
    for id_, variable in context.variables.items():
        fact = context.facts.get(id_)
        if fact is not None and fact.applies_when is not None:
            touched = negated(In(id_, variable.not_asked))
            outside = context.rails(fact.applies_when).false
            parts.append(implies(touched, negated(outside)))
    return both(*parts)


def _step(
    role: str, protocol: Protocol, context: Context
) -> tuple[EncodedProtocol, Context]:
    population = protocol.population
    applies = SURE if population is None else context.rails(population)
    if isinstance(protocol, ConsentRules):
        context = judged_consents(protocol, context, applies)
    encoded = EncodedProtocol(
        role=role,
        protocol=protocol,
        applies=applies,
        decisions={each.id: decided(each, context) for each in protocol.decisions},
        for_each_service={
            each.id: table(each, context) for each in protocol.for_each_service
        },
    )
    if encoded.level is not None:
        level = Level(applies, encoded.level.reached)
        context = attrs.evolve(context, levels={**context.levels, role: level})
    return encoded, context


def _beside_facts(
    guidance: Protocol | Pathway, conditions: Sequence[Condition]
) -> dict[str, Variable]:
    """
    Give the variables that are no facts: consents, and what is read of others.
    """
    found = _records(guidance)
    if isinstance(guidance, Pathway):
        return found
    judged = guidance.purposes if isinstance(guidance, ConsentRules) else ()
    return found | free_variables(conditions, judged)


def _records(guidance: Protocol | Pathway) -> dict[str, Variable]:
    found: dict[str, Variable] = {}
    for each in guidance.steps if isinstance(guidance, Pathway) else ():
        found |= _records(each.protocol)
    return found | (
        record_variables(guidance) if isinstance(guidance, ConsentRules) else {}
    )


def free_variables(
    conditions: Sequence[Condition], judged: Collection[str] = ()
) -> dict[str, Variable]:
    """
    Give a variable for each consent, way and level that conditions read.

    Args:
        conditions: The conditions.
        judged: Purposes whose consents are judged by rules, and so are not free.
    """
    found: dict[str, Variable] = {}
    for leaf in (one for each in conditions for one in leaves(each)):
        if isinstance(leaf, Given | Through) and leaf.purpose not in judged:
            found[_free_name(leaf)] = _of_three(_free_name(leaf))
        if isinstance(leaf, Reaches):
            found[level_of(leaf.role)] = _of_level(leaf)
    return found


def _free_name(leaf: Given | Through) -> str:
    name = variable_of(leaf.purpose)
    return name if isinstance(leaf, Given) else f"{name}.{leaf.route.value}"


def level_of(role: str) -> str:
    """
    Name the variable of what is read of the protocol in a role.
    """
    return f"{role}.level"


def _of_three(name: str) -> Variable:
    return Variable(
        name=name,
        classes=tuple(
            AnswerClass(label=each.value, weight=1, stands=each.value)
            for each in (Truth.UNKNOWN, Truth.TRUE, Truth.FALSE)
        ),
    )


def _of_level(leaf: Reaches) -> Variable:
    """
    Give what can be read of a level: its bounds, and whether it speaks of the person.
    """
    labels = [f"{low} to {high}" for low, high in _bounds(leaf)]
    labels += [f"perhaps applies, {high} at most" for high in leaf.scale]
    labels.append("does not apply")
    return Variable(
        name=level_of(leaf.role),
        classes=tuple(
            AnswerClass(label=each, weight=1, stands=each) for each in labels
        ),
    )


def _bounds(leaf: Reaches) -> Iterator[tuple[str, str]]:
    for n, low in enumerate(leaf.scale):
        for high in leaf.scale[n:]:
            yield low, high


def free_context(
    conditions: Sequence[Condition], context: Context, judged: Collection[str] = ()
) -> Context:
    """
    Let consents, ways and levels be anything, where no rules of a protocol judge them.
    """
    consents = dict(context.consents)
    routes = dict(context.routes)
    levels = dict(context.levels)
    for leaf in (one for each in conditions for one in leaves(each)):
        match leaf:
            case Given(purpose) if purpose not in judged:
                consents[purpose] = _three(_free_name(leaf))
            case Through(purpose, route) if purpose not in judged:
                routes[purpose, route] = _three(_free_name(leaf))
            case Reaches(role):
                levels[role] = _read_level(leaf)
            case _:
                pass
    return attrs.evolve(context, consents=consents, routes=routes, levels=levels)


def _three(name: str) -> Rails:
    return Rails(In(name, frozenset({1})), In(name, frozenset({2})))


def _read_level(leaf: Reaches) -> Level:
    name, scale = level_of(leaf.role), leaf.scale
    bounds = list(_bounds(leaf))
    perhaps = range(len(bounds), len(bounds) + len(scale))
    outside = In(name, frozenset({len(bounds) + len(scale)}))
    inside = In(name, frozenset(range(len(bounds))))
    reached = {}
    for level in scale:
        at = scale.index(level)
        sure = [n for n, (low, _) in enumerate(bounds) if scale.index(low) >= at]
        never = [n for n, (_, high) in enumerate(bounds) if scale.index(high) < at]
        never += [
            n for n, place in zip(perhaps, range(len(scale)), strict=True) if place < at
        ]
        reached[level] = Rails(In(name, frozenset(sure)), In(name, frozenset(never)))
    return Level(Rails(inside, outside), reached)
