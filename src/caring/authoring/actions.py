"""
Written actions to actions, each with the guard that its class needs.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from caring.authoring.conditions import condition
from caring.authoring.documents.actions import ActionDocument, ActionsDocument
from caring.authoring.names import build_once
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.actions import Action, ActionClass, Audience, Channel
from caring.language.conditions import (
    All,
    AnyOf,
    Condition,
    Given,
    Holds,
    Through,
    parts,
)
from caring.language.decisions import Urgency
from caring.language.routes import Route

Files = list[tuple[ActionsDocument, Scope]]
"""Files of actions, each open for building."""


def read_actions(files: Files) -> dict[str, Action]:
    """
    Build every action and look at its guard.
    """
    written = ((each.actions, scope) for each, scope in files)
    return build_once("actions", written, _action)


def _action(
    scope: Scope, name: str, written: ActionDocument, path: Path
) -> Action | None:
    source = scope.source(written.source, (*path, "source"))
    guard = None
    if written.guard is not None:
        guard = condition(scope, written.guard, (*path, "guard"))
    action_class = ActionClass(written.action_class)
    if guard is not None or written.guard is None:
        _look_at_guard(scope, action_class, guard, path)
        _look_at_channels(scope, written.channels, action_class, guard, path)
    if source is None or (guard is None and written.guard is not None):
        return None
    return Action(
        id=name,
        text=written.text,
        audience=Audience(written.audience),
        action_class=action_class,
        urgency=Urgency(written.urgency),
        source=source,
        guard=guard,
        carries=tuple(written.carries),
        instead=tuple(written.instead),
        channels=tuple(Channel(each) for each in written.channels),
        manner=tuple(written.manner),
        excludes=tuple(written.excludes),
        span=scope.places.of_key(path),
    )


def _look_at_guard(
    scope: Scope, action_class: ActionClass, guard: Condition | None, path: Path
) -> None:
    """
    Hold an action to the guard of its class, where the action is defined.
    """
    where = scope.places.of_key(path if guard is None else (*path, "guard"))
    name, kind = path[-1], action_class.value
    if action_class.is_unguarded:
        if guard is not None:
            message = f"`{name}` is of class {kind} and has a guard"
            help_ = "delete the guard; nothing closes care or protection"
            scope.add("care-behind-guard", message, where, help_)
    elif action_class is ActionClass.ASKING:
        if not requires(guard, lambda each: _is_gate(each, scope)):
            message = f"`{name}` asks, and its guard does not require the asking gate"
            help_ = "write a gate in facts/asking_gate.yaml, and name it in the guard"
            if scope.gate_name:
                help_ = f"add `{scope.gate_name[0]}` to its guard"
            scope.add("unguarded-action", message, where, help_)
    elif not requires(guard, lambda each: isinstance(each, Given | Through)):
        message = f"`{name}` needs consent, and its guard does not require one"
        help_ = "add `{consent.purpose: given}` to its guard"
        scope.add("unguarded-action", message, where, help_)
    if guard is not None:
        _look_at_ways(scope, action_class, guard)


_WAYS_OF = {
    ActionClass.EXAMINING: Route.EMERGENCY,
    ActionClass.SHARING: Route.LEGAL_DUTY,
    ActionClass.REPORTING: Route.LEGAL_DUTY,
}
"""The one way without consent that actions of a class may ask for."""


def _look_at_ways(scope: Scope, action_class: ActionClass, guard: Condition) -> None:
    """
    A way without consent stands beside the consent, and fits what the action does.
    """
    alone = Counter(_ways(guard)) - Counter(_beside_consent(guard))
    for way in dict.fromkeys(alone):
        message = f"a way without consent for `{way.purpose}` stands by itself"
        ask = f"{{consent.{way.purpose}: given}}"
        help_ = f"ask for the consent too: `{{any: [{ask}, ...]}}`"
        scope.add("way-without-consent", message, way.span or (), help_)
    for way in dict.fromkeys(_ways(guard)):
        if _WAYS_OF.get(action_class) is not way.route:
            message = f"no action of class {action_class.value} has `{way.route.value}`"
            help_ = "an emergency examines; a legal duty shares or reports"
            scope.add("route-not-possible", message, way.span or (), help_)


def _ways(condition_: Condition) -> Iterator[Through]:
    """
    Walk the ways a guard names itself; the gate is looked at where it is written.
    """
    if isinstance(condition_, Through):
        yield condition_
    elif not isinstance(condition_, Holds):
        for part in parts(condition_):
            yield from _ways(part)


def _beside_consent(condition_: Condition) -> Iterator[Through]:
    """
    Walk the ways that stand in an `any` directly beside the consent they replace.
    """
    if isinstance(condition_, AnyOf):
        there = {each.purpose for each in condition_.parts if isinstance(each, Given)}
        for each in condition_.parts:
            if isinstance(each, Through) and each.purpose in there:
                yield each
    for part in parts(condition_):
        yield from _beside_consent(part)


def _look_at_channels(
    scope: Scope,
    words: Iterable[str],
    action_class: ActionClass,
    guard: Condition | None,
    path: Path,
) -> None:
    """
    Let nothing go by a way that others may see unless the person agreed to something.
    """
    name = path[-1]
    for n, word in enumerate(words):
        if not Channel(word).is_exposed:
            continue
        if action_class.is_unguarded:
            message = f"others may see `{word}`, and nothing would ever close `{name}`"
            help_ = "delete the channel, or let an action with a guard use it"
            scope.add("exposed-channel", message, (*path, "channels", n), help_)
        # The other classes need a consent anyway, and that was told.
        elif action_class is ActionClass.ASKING and not requires(guard, _is_consent):
            message = f"others may see `{word}`, and its guard requires no consent"
            help_ = "add `{consent.purpose: given}` to its guard"
            scope.add("exposed-channel", message, (*path, "channels", n), help_)


def _is_consent(condition_: Condition) -> bool:
    return isinstance(condition_, Given)


def _is_gate(condition_: Condition, scope: Scope) -> bool:
    return isinstance(condition_, Holds) and condition_.finding in scope.gate_name


def requires(condition_: Condition | None, is_it: Callable[[Condition], bool]) -> bool:
    """
    Say whether a condition can hold only while something in it does.
    """
    if condition_ is None:
        return False
    if is_it(condition_):
        return True
    match condition_:
        case All(inner):
            return any(requires(each, is_it) for each in inner)
        case AnyOf(inner):
            return all(requires(each, is_it) for each in inner)
        case Holds(condition=inside):
            return requires(inside, is_it)
        case _:
            return False


def look_at_instead(files: Files) -> None:
    """
    Refuse to offer, in place of a closed action, one that could be closed itself.
    """
    for document, scope in files:
        for name, written in document.actions.items():
            path = ("actions", name, "instead")
            for n, word in enumerate(written.instead):
                id_ = scope.action(word, (*path, n))
                if id_ is not None and not _is_unguarded(scope, id_):
                    message = f"`{id_}` could be closed itself"
                    help_ = "name an action of class care or protecting"
                    scope.add("instead-guarded", message, (*path, n), help_)
                elif id_ is not None and _is_in_exclusion(scope, id_):
                    message = f"`{id_}` excludes something, or something excludes it"
                    help_ = "name an action that has no part in any `excludes`"
                    scope.add("instead-excluded", message, (*path, n), help_)


def look_at_exclusions(files: Files) -> None:
    """
    Hold exclusions to the order of classes, and keep care from being lost by them.
    """
    for document, scope in files:
        for name, written in document.actions.items():
            path = ("actions", name, "excludes")
            for n, word in enumerate(written.excludes):
                id_ = scope.action(word, (*path, n))
                if id_ is not None:
                    _look_at_exclusion(
                        scope, ActionClass(written.action_class), id_, (*path, n)
                    )


def _look_at_exclusion(scope: Scope, winner: ActionClass, id_: str, path: Path) -> None:
    loser = scope.dictionary.actions[id_]
    kind = loser.action_class
    if not winner.outranks(kind):
        message = f"{winner.value} does not outrank `{id_}`, of class {kind.value}"
        help_ = "protecting outranks care, and these two outrank the rest"
        scope.add("excludes-too-much", message, path, help_)
    elif kind is ActionClass.CARE and not loser.instead:
        message = f"`{id_}` is care, and would be lost"
        help_ = f"give `{id_}` an `instead`: how the same care is given then"
        scope.add("excluded-care", message, path, help_)


def _is_in_exclusion(scope: Scope, id_: str) -> bool:
    actions = scope.dictionary.actions
    return bool(actions[id_].excludes) or any(
        id_ in each.excludes for each in actions.values()
    )


def _is_unguarded(scope: Scope, id_: str) -> bool:
    return scope.dictionary.actions[id_].action_class.is_unguarded
