"""
What is guaranteed of services, for every directory: each suits only while it is safe.
"""

from collections.abc import Iterator

from caring.guidance.directory import OF_EVERY_ENTRY
from caring.guidance.pathway import Pathway
from caring.guidance.referral import SUITABLE
from caring.language.conditions import Condition, Given, Is, leaves
from caring.proving.advised import Advising, excludes
from caring.proving.beside import Wanted, second
from caring.proving.obligations import Check, Obligation
from caring.proving.orders import changing
from caring.proving.served import Served, another_of
from caring.rails.consents import KINDS, elsewhere_of, purposes_of
from caring.rails.formula import NEVER, Formula, both, either, negated
from caring.values.spans import Span


def only_safe_services(found: Advising) -> Iterator[Obligation]:
    """
    A service suits only while all that is asked of it surely holds, of it alone.
    """
    for each in found.served:
        suits = each.table.settled_on(SUITABLE)
        yield Obligation(
            reached=suits,
            checks=tuple(
                Check(
                    broken=both(suits, negated(found.encoding.rails(condition).true)),
                    says=f"a service for `{each.need}` suits without `{name}`",
                    span=span or each.table.decision.rows[-1].span,
                )
                for name, condition, span in _asked(each)
            ),
        )
    yield from _nothing_goes_elsewhere(found)


def _asked(each: Served) -> Iterator[tuple[str, Condition, Span | None]]:
    for id_ in OF_EVERY_ENTRY:
        yield id_, Is(id_, frozenset({"yes"})), None
    for purpose in sorted(each.asked):
        yield f"consent.{purpose}", Given(purpose), None
    for one in each.preconditions:
        yield one.id, one.suitable_when, one.span


def _nothing_goes_elsewhere(found: Advising) -> Iterator[Obligation]:
    """
    What is passed on with a consent that services ask for goes to one that suits.
    """
    if not isinstance(found.encoding.guidance, Pathway):
        return
    for id_, action in found.actions.items():
        leaves_of = leaves(action.guard) if action.guard is not None else ()
        for purpose in sorted({e.purpose for e in leaves_of if isinstance(e, Given)}):
            asking = [each for each in found.served if purpose in each.asked]
            goes = both(
                found.sent(id_, purpose), either(*(each.acted_on for each in asking))
            )
            if not asking:
                continue
            safe = either(*(_is_safe(each, found) for each in asking))
            yield Obligation(
                reached=goes,
                checks=(
                    Check(
                        broken=both(goes, negated(safe)),
                        says=f"`{id_}` goes to a service that is not surely safe",
                        span=found.rule(id_),
                    ),
                ),
            )


def _is_safe(each: Served, found: Advising) -> Formula:
    asked = (found.encoding.rails(condition).true for _, condition, _ in _asked(each))
    return both(each.acted_on, *asked)


def none_suitable_is_said(found: Advising) -> Iterator[Obligation]:
    """
    Where no service would suit there is something else to do, and nothing closes it.
    """
    for each in found.served:
        none, span = each.none_suits, each.table.decision.rows[-1].span
        says = f"no service suits `{each.need}`, and"
        empty = (
            [] if each.none.actions else [Check(broken=none, says=f"{says} no more")]
        )
        yield Obligation(
            reached=none,
            checks=(
                *empty,
                *(
                    Check(
                        broken=both(none, negated(_in_place(id_, found))),
                        says=f"{says} `{id_}` is closed",
                        span=found.actions[id_].span or span,
                    )
                    for id_ in each.none.actions
                ),
            ),
        )


def _in_place(id_: str, found: Advising) -> Formula:
    """
    Say when something that is called for is advised, or has all of its stand-ins.
    """
    action = found.actions[id_]
    closed = either(
        *(
            found.entries[one]
            for one, each in found.actions.items()
            if excludes(each, action)
        )
    )
    guard = found.encoding.rails(action.guard).true if action.guard else both()
    stand_ins = [found.advised[one] for one in action.instead]
    return either(
        both(guard, negated(closed)), both(*stand_ins) if stand_ins else NEVER
    )


def each_service_by_itself(found: Advising) -> Iterator[Obligation]:
    """
    Whatever is known of others, and agreed towards them, a service is what it is.
    """
    others = {another_of(each.role, each.need) for each in found.served}
    others |= {
        elsewhere_of(purpose, kind)
        for purpose in purposes_of(found.encoding.guidance)
        for kind in KINDS
    }
    names = others & found.variables.keys()
    if not names:
        return
    other = second(names, found, _any_other)
    wanted: list[Wanted] = [
        (one, f"another service changes what one is for `{each.need}`", None)
        for each in found.served
        for when in each.table.possible.values()
        for one in (when, negated(when))
    ]
    yield other.kept(wanted, both(other.link, changing(names, found.variables)))


def _any_other(_: object, one: object, other: object) -> bool:
    return one is not other
