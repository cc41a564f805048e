"""
What is called for, closed and advised, as formulas: an encounter along a pathway.

What is done where no service suits, and what goes to one, stands apart: see `served`.
"""

from collections.abc import Mapping

import attrs

from caring.guidance.actions import Action, ActionClass
from caring.guidance.pathway import Pathway
from caring.language.conditions import Condition, Given, Through, facts_in, leaves
from caring.language.decisions import Urgency
from caring.language.facts import Obtained, Sensitivity
from caring.language.routes import Route
from caring.proving.calling import Call
from caring.proving.calling import calls as calls_of
from caring.proving.served import Served, sent, served, service_variables
from caring.rails.classes import AnswerClass, Variable
from caring.rails.conditions import Rails
from caring.rails.consents import (
    KINDS,
    NO_RECORD,
    elsewhere_of,
    purposes_of,
    variable_of,
)
from caring.rails.encode import Encoding
from caring.rails.formula import NEVER, Formula, In, both, either, negated
from caring.values.spans import Span

ANYTHING_ELSE = "anything else"
"""Whether something was answered that no rule asks about: then it has begun too."""


@attrs.frozen(kw_only=True)
class Advising:
    """
    For every action when it is called for, open, withheld and advised.
    """

    encoding: Encoding
    variables: Mapping[str, Variable]
    begun: Formula
    """Something was answered; before that no precaution fires but on an entry fact."""

    calls: tuple[Call, ...]
    called: Mapping[str, Formula]
    consented: Mapping[str, Formula]
    """Its guard rests on a valid consent, or on a way without one."""

    entries: Mapping[str, Formula]
    """Advised for a reason of its own."""

    withheld: Mapping[str, Formula]
    advised: Mapping[str, Formula]
    """Advised, in place of something that is withheld included."""

    actions: Mapping[str, Action]
    served: tuple[Served, ...] = ()
    """The needs that services can meet, with one service in hand."""

    def sent(self, action: str, purpose: str) -> Formula:
        """
        When an action is advised towards the service in hand by consent to a purpose.
        """
        given = self.encoding.rails(Given(purpose)).true
        return both(self.entries[action], sent(purpose, given, self.served))

    def rule(self, action: str) -> Span | None:
        """
        Say where the rule stands that calls for an action; else where the action does.
        """
        spans = [each.span for each in self.calls if each.action.id == action]
        return next(filter(None, spans), self.actions[action].span)

    def surely(self, action: str) -> Formula:
        """
        When an action is advised whatever other recipients were agreed to.

        What is withheld from the recipient in hand may be open towards another; what
        comes only in its place comes only where it is closed for all.
        """
        return either(
            self.entries[action],
            *(
                self.withheld[id_]
                for id_, each in self.actions.items()
                if action in each.instead and not self._names_somebody(each)
            ),
        )

    def _names_somebody(self, action: Action) -> bool:
        purposes = purposes_of(self.encoding.guidance)
        if action.guard is None:
            return False
        return any(
            leaf.purpose not in purposes or purposes[leaf.purpose].needs_recipient
            for leaf in leaves(action.guard)
            if isinstance(leaf, Given)
        )

    def within(self, action: str, urgency: Urgency) -> Formula:
        """
        When an action is advised at least as soon as that.

        What comes only in place of something guarded may come sooner than is said here.
        """
        own = self._called_within(action, urgency)
        in_place = either(
            *(
                both(self.withheld[id_], self._called_within(id_, urgency))
                for id_, each in self.actions.items()
                if action in each.instead and each.action_class.is_unguarded
            )
        )
        soon_anyway = self.actions[action].urgency.rank <= urgency.rank
        anyway = negated(self.entries[action]) if soon_anyway else NEVER
        own = both(self.entries[action], own)
        return both(self.advised[action], either(own, in_place, anyway))

    def _called_within(self, action: str, urgency: Urgency) -> Formula:
        return either(
            *(
                each.when
                for each in self.calls
                if each.action.id == action and each.urgency.rank <= urgency.rank
            )
        )

    def may_be_offered(self, fact: str) -> Formula:
        """
        When a question may be among the next: it is offered at most then.
        """
        guidance, context = self.encoding.guidance, self.encoding.context
        gate, asked = guidance.gate, context.facts[fact]
        variable = self.variables.get(fact)
        if variable is None:
            return NEVER
        safe = context.rails(gate.when) if gate else Rails(NEVER, NEVER)
        of_gate = safe.unknown if gate and fact in facts_in(gate.when) else NEVER
        binds = gate.binds if gate else frozenset(Sensitivity) - {Sensitivity.OPEN}
        free: Formula = NEVER
        if asked.obtained is not Obtained.OBSERVED:
            free = safe.true if asked.sensitivity in binds else negated(of_gate)
        applies = context.rails(asked.applies_when).true if asked.applies_when else None
        parts = [In(fact, variable.not_asked), either(of_gate, free)]
        return both(*parts, *([] if applies is None else [applies]))


def advising(encoding: Encoding, *, services: bool = False) -> Advising:
    """
    Encode what is advised.

    Args:
        encoding: The protocol or pathway.
        services: Whether a service is in hand, out of any directory; it has a say only
            in what is advised towards it.
    """
    guidance = encoding.guidance
    else_ = Variable(
        name=ANYTHING_ELSE,
        classes=tuple(
            AnswerClass(label=each, weight=1, stands=each)
            for each in ("nothing else is known", "something else is known")
        ),
    )
    begun = _begun(encoding)
    entry = frozenset(guidance.entry) if isinstance(guidance, Pathway) else frozenset()
    calls = tuple(
        call
        for protocol in encoding.roles.values()
        for call in calls_of(protocol, begun, entry)
    )
    needs = served(encoding, begun, entry) if services else ()
    actions = guidance.actions
    called = {
        id_: either(*(each.when for each in calls if each.action.id == id_))
        for id_ in actions
    }
    guards = {id_: _guard(each, encoding) for id_, each in actions.items()}
    entries = {id_: both(called[id_], guards[id_][0]) for id_ in actions}
    for kind in (ActionClass.PROTECTING, ActionClass.CARE):
        entries = _beside(kind, entries, actions)
    withheld = {id_: both(called[id_], negated(entries[id_])) for id_ in actions}
    instead = {
        id_: [withheld[one] for one, each in actions.items() if id_ in each.instead]
        for id_ in actions
    }
    return Advising(
        encoding=encoding,
        variables={
            **encoding.variables,
            **service_variables(needs),
            ANYTHING_ELSE: else_,
        },
        begun=begun,
        calls=calls,
        called=called,
        consented={id_: guards[id_][1] for id_ in actions},
        entries=entries,
        withheld=withheld,
        advised={id_: either(entries[id_], *instead[id_]) for id_ in actions},
        actions=actions,
        served=needs,
    )


def _begun(encoding: Encoding) -> Formula:
    touched: list[Formula] = [In(ANYTHING_ELSE, frozenset({1}))]
    purposes = {
        name
        for each in purposes_of(encoding.guidance)
        for name in (variable_of(each), *(elsewhere_of(each, one) for one in KINDS))
    }
    for name, each in encoding.variables.items():
        if each.not_asked:
            touched.append(negated(In(name, each.not_asked)))
        if name in purposes:
            assert each.classes[0].label == NO_RECORD
            touched.append(negated(In(name, frozenset({0}))))
    return either(*touched)


def _guard(action: Action, encoding: Encoding) -> tuple[Formula, Formula]:
    """
    Say when an action is open, and when a consent or a way stands behind it.
    """
    if action.guard is None:
        return both(), NEVER
    open_ = encoding.rails(action.guard).true
    agreed, passing, other = _behind(action, action.guard, encoding)
    consented = either(agreed, passing, other)
    if not action.carries:
        return open_, consented
    shared = either(agreed, passing, negated(other))
    return both(open_, shared), consented


def _behind(
    action: Action, guard: Condition, encoding: Encoding
) -> tuple[Formula, Formula, Formula]:
    """
    Give when a guard rests on a consent, on a way that passes on, and on another way.
    """
    purposes = purposes_of(encoding.guidance)
    context = encoding.context
    agreed: list[Formula] = []
    ways: dict[bool, list[Formula]] = {True: [], False: []}
    for leaf in leaves(guard):
        if isinstance(leaf, Given):
            agreed.append(context.rails(leaf).true)
        if isinstance(leaf, Through):
            way = _way(purposes, leaf.purpose, leaf.route)
            passes = bool(frozenset(action.carries) & way)
            ways[passes].append(context.rails(leaf).true)
    return either(*agreed), either(*ways[True]), either(*ways[False])


def _way(purposes: Mapping[str, object], purpose: str, route: Route) -> frozenset[str]:
    known = purposes.get(purpose)
    found = getattr(known, "routes", {}).get(route)
    return frozenset() if found is None else frozenset(found.items)


def _beside(
    kind: ActionClass, entries: Mapping[str, Formula], actions: Mapping[str, Action]
) -> dict[str, Formula]:
    winners = [each for each in actions.values() if each.action_class is kind]
    return {
        id_: both(
            when,
            *(
                negated(entries[one.id])
                for one in winners
                if excludes(one, actions[id_])
            ),
        )
        for id_, when in entries.items()
    }


def excludes(one: Action, other: Action) -> bool:
    """
    Say whether an action that is advised makes another give way.

    Care that has nothing in its place gives way to nothing.
    """
    is_lost = other.action_class is ActionClass.CARE and not other.instead
    outranks = one.action_class.outranks(other.action_class)
    return other.id in one.excludes and outranks and not is_lost
