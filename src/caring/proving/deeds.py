"""
What is guaranteed of actions and questions: guards, consents, and what is never lost.
"""

from collections.abc import Iterator

from caring.guidance.actions import Action, ActionClass
from caring.guidance.directory import OF_EVERY_ENTRY
from caring.guidance.pathway import Pathway
from caring.guidance.referral import SUITABLE
from caring.language.conditions import Condition, Given, Is, facts_in, leaves
from caring.proving.advised import Advising
from caring.proving.beside import second
from caring.proving.consents import REFUSED, purposes_of, variable_of
from caring.proving.formula import (
    ALWAYS,
    Formula,
    In,
    both,
    cone,
    either,
    negated,
    renamed,
)
from caring.proving.obligations import Check, Obligation
from caring.proving.orders import TWIN, changing, dangers, is_carried, more_danger
from caring.values.mappings import FrozenMapping

GUARDED = (
    ActionClass.EXAMINING,
    ActionClass.SHARING,
    ActionClass.REPORTING,
    ActionClass.HANDING_OVER,
)
"""Classes of which every action needs somebody's consent, or a way without one."""

ABOUT_STATUS = frozenset({"gender", "has_identity_papers", "legal_problem_known"})
"""Facts on who somebody is before the law or by birth; the dictionary has no others."""


def only_given_consent(found: Advising) -> Iterator[Obligation]:
    """
    Whatever needs a yes rests on one that is valid, or on a way that a file opens.
    """
    actions = [each for each in found.actions.values() if each.action_class in GUARDED]
    if actions:
        yield Obligation(
            reached=either(*(found.entries[each.id] for each in actions)),
            checks=tuple(
                Check(
                    broken=both(
                        found.advised[each.id],
                        negated(both(found.entries[each.id], found.consented[each.id])),
                    ),
                    says=f"`{each.id}` is advised, and nobody agreed to it",
                    span=each.span,
                )
                for each in actions
            ),
        )


def guarded_actions(found: Advising) -> Iterator[Obligation]:
    """
    Every action that could harm has a guard, and care and protecting have none.
    """
    actions = found.actions.values()
    wrong = [
        each
        for each in actions
        if (each.guard is None) is not each.action_class.is_unguarded
    ]
    yield Obligation(
        reached=ALWAYS,
        read=len(actions) - len(wrong),
        checks=tuple(
            Check(
                broken=ALWAYS,
                says=f"`{each.id}` has {'no' if each.guard is None else 'a'} guard",
                span=each.span,
            )
            for each in wrong
        ),
    )


def nothing_unsafe_asked(found: Advising) -> Iterator[Obligation]:
    """
    Asking is safe only where all that the gate needs is known; nothing gets round it.
    """
    gate = found.encoding.guidance.gate
    if gate is None:
        return
    safe = found.encoding.rails(gate.when).true
    checks = [
        Check(
            broken=both(safe, _silent(name, found)),
            says=f"asking counts as safe, and nothing is known of `{name}`",
            span=gate.when.span,
        )
        for name in sorted(facts_in(gate.when))
    ]
    checks += [
        Check(
            broken=both(found.advised[each.id], negated(safe)),
            says=f"`{each.id}` is advised where asking is not surely safe",
            span=each.span,
        )
        for each in found.actions.values()
        if each.action_class is ActionClass.ASKING
    ]
    checks += [
        Check(
            broken=both(found.may_be_offered(name), negated(safe)),
            says=f"`{name}` may be asked where that is not surely safe",
            span=fact.span,
        )
        for name, fact in found.encoding.guidance.facts.items()
        if fact.sensitivity in gate.binds and name not in facts_in(gate.when)
    ]
    yield Obligation(reached=safe, checks=tuple(checks))


def _silent(name: str, found: Advising) -> Formula:
    classes = found.variables[name].classes
    return In(name, frozenset(n for n, each in enumerate(classes) if each.is_silent))


def refusing_one_thing(found: Advising) -> Iterator[Obligation]:
    """
    Refusing one thing takes away neither care nor anything that asks no such consent.
    """
    for purpose in sorted(purposes_of(found.encoding.guidance)):
        name = variable_of(purpose)
        names = frozenset({name})
        labels = [each.label for each in found.variables[name].classes]
        refused = In(name + TWIN, frozenset({labels.index(REFUSED)}))
        kept = [
            (_without_guard(each, found), each)
            for each in found.actions.values()
            if purpose not in _asks(each)
        ]
        yield Obligation(
            reached=both(refused, changing(names, found.variables)),
            twins=FrozenMapping({name + TWIN: name}),
            assumed=(refused,),
            checks=tuple(
                Check(
                    broken=both(when, negated(renamed(when, TWIN, names))),
                    says=f"`{each.id}` is lost with a no to `{purpose}`",
                    span=found.rule(each.id),
                )
                for when, each in kept
                if name in cone(when)
            ),
            read=sum(name not in cone(when) for when, _ in kept),
        )


def _without_guard(action: Action, found: Advising) -> Formula:
    is_care = action.action_class.is_unguarded
    return found.called[action.id] if is_care else found.advised[action.id]


def _asks(action: Action) -> frozenset[str]:
    if action.guard is None:
        return frozenset()
    return frozenset(
        each.purpose for each in leaves(action.guard) if isinstance(each, Given)
    )


def status_costs_nothing(found: Advising) -> Iterator[Obligation]:
    """
    Who somebody is takes no care away: no answer on it does, nor any silence.
    """
    names = frozenset(ABOUT_STATUS & found.variables.keys())
    facts = found.encoding.context.facts
    care = [each for each in found.actions.values() if each.action_class.is_unguarded]
    ends = dangers(found.variables, facts)
    for name in sorted(names):
        one = frozenset({name})
        relation = more_danger(ends) if name in ends else _any_other
        other = second(one, found, relation)
        there = other.twin(found.begun)
        checks = [
            Check(
                broken=both(
                    found.begun,
                    there,
                    found.called[each.id],
                    negated(other.twin(found.called[each.id])),
                ),
                says=f"`{each.id}` is lost with another answer to `{name}`",
                span=found.rule(each.id),
            )
            for each in care
            if name in cone(found.called[each.id])
            and not is_carried(found.called[each.id], other.allowed)
        ]
        yield Obligation(
            reached=both(other.link, changing(one, found.variables)),
            twins=other.twins,
            assumed=other.assumed,
            checks=tuple(checks),
            read=len(care) - len(checks),
        )


def _any_other(_: object, one: object, other: object) -> bool:
    return one is not other


def always_a_next_step(found: Advising) -> Iterator[Obligation]:
    """
    There is always something to do that cares or protects, and nothing closes it.
    """
    if not isinstance(found.encoding.guidance, Pathway):
        return
    steps = either(
        *(
            found.advised[id_]
            for id_, each in found.actions.items()
            if each.action_class.is_unguarded
        )
    )
    spans = (each.span for each in found.calls)
    span = next(filter(None, spans), None)
    yield Obligation(
        reached=ALWAYS,
        checks=(Check(broken=negated(steps), says="nothing is advised", span=span),),
    )


def only_safe_services(found: Advising) -> Iterator[Obligation]:
    """
    A service suits only while its entry counts and the person agreed to just that one.
    """
    for protocol in found.encoding.roles.values():
        for need, table in protocol.for_each_service.items():
            suits = table.settled_on(SUITABLE)
            asked = {
                leaf.purpose
                for row in table.decision.rows
                for leaf in leaves(row.when)
                if isinstance(leaf, Given)
            }
            wanted: list[tuple[str, Condition]] = [
                (id_, Is(id_, frozenset({"yes"}))) for id_ in OF_EVERY_ENTRY
            ]
            wanted += [(f"consent.{each}", Given(each)) for each in sorted(asked)]
            yield Obligation(
                reached=suits,
                checks=tuple(
                    Check(
                        broken=both(
                            suits, negated(found.encoding.rails(condition).true)
                        ),
                        says=f"a service for `{need}` suits without `{name}`",
                        span=table.decision.rows[-1].span,
                    )
                    for name, condition in wanted
                ),
            )
