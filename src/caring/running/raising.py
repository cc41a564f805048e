"""
Raises held to the levels there are.
"""

from collections.abc import Iterable, Mapping

import attrs

from caring.guidance.protocol import Protocol
from caring.language.decisions import Highest
from caring.language.raises import Raise
from caring.values.errors import RaiseError


def by_role(
    raises: Iterable[Raise], protocols: Mapping[str, Protocol]
) -> Mapping[str, tuple[Raise, ...]]:
    """
    Give each role the raises to its highest raised level; lower ones change nothing.

    Args:
        raises: What persons raised, in any order.
        protocols: The protocols of the encounter, by role.

    Raises:
        RaiseError: If a raise names a role or a level that is not there, or names no
            role where several have a level.
    """
    levels = {
        role: each.level for role, each in protocols.items() if each.level is not None
    }
    found: dict[str, list[Raise]] = {}
    for each in raises:
        role = _role(each, levels)
        if each.level not in levels[role].scale:
            problem = f"a raise names a level that `{role}` does not have"
            raise RaiseError(problem, levels[role].scale)
        found.setdefault(role, []).append(attrs.evolve(each, role=role))
    return {role: _highest(each, levels[role]) for role, each in found.items()}


def _role(given: Raise, levels: Mapping[str, Highest]) -> str:
    role = given.role
    if role is None and len(levels) == 1:
        return next(iter(levels))
    if role is not None and role in levels:
        return role
    problem = "a raise names no role that has a level"
    raise RaiseError(problem, tuple(levels))


def _highest(raises: list[Raise], decision: Highest) -> tuple[Raise, ...]:
    place = decision.scale.index
    most = max(place(each.level) for each in raises)
    reaching = [each for each in raises if place(each.level) == most]
    return tuple(sorted(reaching, key=lambda each: each.reason.place))
