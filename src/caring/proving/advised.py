"""
What is called for, closed and advised, as formulas: an encounter along a pathway.

No directory is handed in and nobody raises a level, so nothing here speaks of services.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.actions import Action, ActionClass
from caring.guidance.pathway import Pathway
from caring.language.conditions import Condition, Given, Through, facts_in, leaves
from caring.language.decisions import Urgency, WhileUnsettled
from caring.language.facts import Obtained, Sensitivity
from caring.language.routes import Route
from caring.proving.classes import AnswerClass, Variable
from caring.proving.consents import NO_RECORD, purposes_of, variable_of
from caring.proving.decided import Rows, Scale, Table
from caring.proving.encode import EncodedProtocol, Encoding
from caring.proving.formula import NEVER, Formula, In, both, either, negated
from caring.proving.rails import Rails
from caring.values.spans import Span

ANYTHING_ELSE = "anything else"
"""Whether something was answered that no rule asks about: then it has begun too."""


@attrs.frozen(kw_only=True)
class Call:
    """
    An action that one rule calls for, and when.
    """

    action: Action
    urgency: Urgency
    when: Formula
    span: Span | None
    """Where the rule stands."""


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

    def rule(self, action: str) -> Span | None:
        """
        Say where the rule stands that calls for an action; else where the action does.
        """
        spans = [each.span for each in self.calls if each.action.id == action]
        return next(filter(None, spans), self.actions[action].span)

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


def advising(encoding: Encoding) -> Advising:
    """
    Encode what is advised.
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
        for call in _calls(protocol, begun, entry)
    )
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
        variables={**encoding.variables, ANYTHING_ELSE: else_},
        begun=begun,
        calls=calls,
        called=called,
        consented={id_: guards[id_][1] for id_ in actions},
        entries=entries,
        withheld=withheld,
        advised={id_: either(entries[id_], *instead[id_]) for id_ in actions},
        actions=actions,
    )


def _begun(encoding: Encoding) -> Formula:
    touched: list[Formula] = [In(ANYTHING_ELSE, frozenset({1}))]
    purposes = {variable_of(each) for each in purposes_of(encoding.guidance)}
    for name, each in encoding.variables.items():
        if each.not_asked:
            touched.append(negated(In(name, each.not_asked)))
        if name in purposes:
            assert each.classes[0].label == NO_RECORD
            touched.append(negated(In(name, frozenset({0}))))
    return either(*touched)


def _calls(
    protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    for found in protocol.decisions.values():
        match found:
            case Scale():
                yield from _of_scale(found, protocol, begun, entry)
            case Table():
                yield from _of_table(found, protocol, begun)
            case Rows():
                yield from _of_rows(found, protocol, begun, entry)


def _of_scale(
    scale: Scale, protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    """
    A level brings its actions up to the one that is acted on.

    While it is not known whom the protocol is for, that is a precaution.
    """
    for level in scale.decision.scale:
        for id_ in scale.decision.actions.get(level, ()):
            action = protocol.protocol.actions[id_]
            when = protocol.applies.true
            if action.action_class.is_unguarded:
                first = _on_entry(scale, level, entry)
                when = either(
                    when, both(protocol.applies.unknown, either(begun, first))
                )
            yield Call(
                action=action,
                urgency=action.urgency,
                when=both(scale.working[level], when),
                span=scale.span(level),
            )


def _on_entry(scale: Scale, level: str, entry: frozenset[str]) -> Formula:
    """
    When a rule about an entry fact is what brings a level before anything is answered.
    """
    place = scale.decision.scale.index
    if not entry:
        return NEVER
    found: list[Formula] = []
    for row, each in zip(scale.decision.rows, scale.rows, strict=True):
        if entry & facts_in(row.when) and place(row.result) >= place(level):
            above = scale.decision.scale[place(row.result) + 1 :][:1]
            most = (negated(scale.reached[one].true) for one in above)
            found.append(both(each.true, *most))
    if place(level) > place(scale.decision.floor):
        pairs = zip(scale.decision.floor_rows, scale.floor_rows, strict=True)
        found += [
            both(each.true, negated(scale.reached[level].true))
            for row, each in pairs
            if entry & facts_in(row.when) and place(row.result) >= place(level)
        ]
    return either(*found)


def _of_table(
    table: Table, protocol: EncodedProtocol, begun: Formula
) -> Iterator[Call]:
    for result, ids in table.decision.actions.items():
        for id_ in ids:
            action = protocol.protocol.actions[id_]
            perhaps = both(protocol.applies.unknown, begun)
            unguarded = action.action_class.is_unguarded
            applies = protocol.applies.true
            yield Call(
                action=action,
                urgency=action.urgency,
                when=both(
                    table.gives(result),
                    either(applies, perhaps) if unguarded else applies,
                ),
                span=table.decision.rows[0].span if table.decision.rows else None,
            )


def _of_rows(
    rows: Rows, protocol: EncodedProtocol, begun: Formula, entry: frozenset[str]
) -> Iterator[Call]:
    for row, each in zip(rows.decision.rows, rows.rows, strict=True):
        for id_ in rows.decision.actions.get(row.result, ()):
            action = protocol.protocol.actions[id_]
            when = both(protocol.applies.true, each.true)
            if action.action_class.is_unguarded:
                acts = row.unsettled is WhileUnsettled.ACT
                held = negated(each.false) if acts else each.true
                inside = negated(protocol.applies.false)
                when = (
                    either(when, both(inside, held))
                    if entry & facts_in(row.when)
                    else either(when, both(inside, held, begun))
                )
            yield Call(
                action=action,
                urgency=row.urgency or action.urgency,
                when=when,
                span=row.span,
            )


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
