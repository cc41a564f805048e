"""
What is guaranteed of results: levels, tables and rows.
"""

from collections.abc import Iterable, Iterator, Mapping

from caring.guidance.actions import Action
from caring.guidance.pathway import Pathway
from caring.language.conditions import facts_in
from caring.language.decisions import Highest
from caring.language.facts import Sensitivity
from caring.proving.advised import Advising
from caring.proving.beside import Beside, Wanted, second
from caring.proving.decided import Decided, Rows, Scale, Table
from caring.proving.encode import EncodedProtocol, Encoding
from caring.proving.formula import NEVER, Formula, In, both, cone, either, negated
from caring.proving.obligations import Check, Obligation
from caring.proving.orders import (
    Relation,
    changing,
    dangers,
    in_truth,
    is_carried,
    keeping_silent,
    knowing_more,
    more_danger,
    ranks,
)
from caring.values.spans import Span


def _span(found: Decided) -> Span | None:
    return found.decision.rows[0].span if found.decision.rows else None


def _scales(found: Advising) -> Iterator[tuple[EncodedProtocol, Scale]]:
    for protocol in found.encoding.roles.values():
        for each in protocol.decisions.values():
            if isinstance(each, Scale):
                yield protocol, each


def _of_fact(names: Iterable[str], encoding: Encoding) -> frozenset[str]:
    return frozenset(names) & encoding.context.facts.keys()


def no_silent_green(found: Advising) -> Iterator[Obligation]:
    """
    The lowest level is acted on only where no truth behind a silence is higher.
    """
    for protocol, scale in _scales(found):
        lowest, *others = scale.decision.scale
        if protocol.protocol.kind not in {"screening", "safety"}:
            continue
        green = both(scale.works_at(lowest), negated(protocol.applies.false))
        above = scale.reached[others[0]]
        names = _of_fact(cone(green, above.true), found.encoding)
        other = second(names, found, in_truth)
        says = f"`{lowest}` is acted on, and in truth it is higher"
        settled = Check(
            broken=both(green, negated(above.false)),
            says=f"`{lowest}` is acted on and not settled",
            span=_span(scale),
        )
        higher = Check(
            broken=both(green, other.twin(above.true)), says=says, span=_span(scale)
        )
        # What is surely not reached stays so; then only the first has to be shown.
        stays = is_carried(above.false, other.allowed)
        yield Obligation(
            reached=green,
            twins=other.twins,
            assumed=other.assumed,
            checks=(settled,) if stays else (settled, higher),
            read=int(stays),
        )


def _kept(found: Decided) -> Iterator[Wanted]:
    """
    Walk what never changes once it is so, whatever else becomes known.
    """
    match found:
        case Scale():
            for level, each in found.reached.items():
                yield each.true, f"`{level}` was surely reached", _span(found)
                yield each.false, f"`{level}` was surely not reached", _span(found)
        case Table():
            for result, when in found.possible.items():
                yield negated(when), f"`{result}` was not possible", _span(found)
        case Rows():
            for row, each in zip(found.decision.rows, found.rows, strict=True):
                yield each.true, f"`{row.result}` surely held", row.span
                yield each.false, f"`{row.result}` surely did not hold", row.span


def knowing_more_settles_more(found: Advising) -> Iterator[Obligation]:
    """
    What is settled stays as it is, whatever is answered beside it.
    """
    for protocol in found.encoding.roles.values():
        for each in protocol.decisions.values():
            kept = list(_kept(each))
            names = _of_fact(cone(*(one for one, _, _ in kept)), found.encoding)
            other = second(names, found, knowing_more)
            wanted = (
                (one, f"{says}, and one more answer changed that", span)
                for one, says, span in kept
            )
            reached = both(other.link, changing(names, found.variables))
            yield other.kept(wanted, reached)


def _levels(scale: Scale) -> Iterator[Wanted]:
    for level in scale.decision.scale[1:]:
        reached, span = scale.reached[level], scale.span(level)
        yield reached.true, f"`{level}` is no longer reached", span
        yield negated(reached.false), f"`{level}` is now ruled out", span
        yield scale.working[level], f"`{level}` is no longer acted on", span


def _both_ways(found: Advising) -> frozenset[str]:
    """
    Name the facts whose use both ways was acknowledged in the file, with a reason.
    """
    return frozenset(
        fact
        for protocol in found.encoding.roles.values()
        for each in protocol.protocol.decisions
        if isinstance(each, Highest)
        for fact in each.both_ways
    )


def _never_less(
    wanted: list[Wanted], found: Advising, relation: Relation
) -> tuple[Obligation, Beside]:
    names = _of_fact(cone(*(one for one, _, _ in wanted)), found.encoding)
    other = second(names - _both_ways(found), found, relation)
    reached = both(other.link, changing(other.names, found.variables))
    return other.kept(wanted, reached), other


def danger_only_adds(found: Advising) -> Iterator[Obligation]:
    """
    Turning answers towards their danger lowers no level and takes no care away.
    """
    ends = dangers(found.variables, found.encoding.context.facts)
    relation = more_danger(ends)
    for _, scale in _scales(found):
        yield _never_less(list(_levels(scale)), found, relation)[0]
    care = {
        id_: each
        for id_, each in found.actions.items()
        if each.action_class.is_unguarded
    }
    if care and isinstance(found.encoding.guidance, Pathway):
        called: list[Wanted] = [(found.called[id_], id_, None) for id_ in care]
        _, other = _never_less(called, found, relation)
        yield _with_place(care, found, other)


def _with_place(
    care: Mapping[str, Action], found: Advising, other: Beside
) -> Obligation:
    """
    What gives way to something that protects is not lost: its place is taken.

    What is called for stays called for; then it is advised, or withheld for something
    that stands before it, with what is done in its place.
    """
    checks: list[Check] = []
    read = 0
    for id_, each in care.items():
        called = found.called[id_]
        in_place = [found.advised[one] for one in each.instead]
        placed = either(found.entries[id_], both(*in_place) if in_place else NEVER)
        says = f"`{id_}` is no longer advised, and nothing stands in its place"
        if is_carried(called, other.allowed):
            read += 1
        else:
            again = other.twin(both(found.begun, called))
            broken = both(found.begun, called, other.twin(found.begun), negated(again))
            checks.append(Check(broken=broken, says=says, span=found.rule(id_)))
        lost = both(called, negated(placed))
        checks.append(Check(broken=lost, says=says, span=found.rule(id_)))
    return Obligation(
        reached=both(other.link, changing(other.names, found.variables)),
        twins=other.twins,
        assumed=other.assumed,
        checks=tuple(checks),
        read=read,
    )


def declined_never_lowers(found: Advising) -> Iterator[Obligation]:
    """
    A silence in place of the least dangerous answer, or of none, lowers no level.
    """
    ends = dangers(found.variables, found.encoding.context.facts)
    for _, scale in _scales(found):
        sure = [
            (
                scale.reached[level].true,
                f"`{level}` is no longer reached",
                scale.span(level),
            )
            for level in scale.decision.scale[1:]
        ]
        yield _never_less(sure, found, keeping_silent(ends))[0]


def red_flags(found: Advising) -> Iterator[Obligation]:
    """
    The worst answer to a question on immediate danger alone is above the lowest level.
    """
    facts = found.encoding.context.facts
    ends = dangers(found.variables, facts)
    for protocol, scale in _scales(found):
        second_level = scale.decision.scale[1]
        reached = scale.reached[second_level].true
        if protocol.protocol.kind not in {"screening", "safety"}:
            continue
        used = {fact for row in scale.decision.rows for fact in facts_in(row.when)}
        for name in sorted(used & ends.keys()):
            if facts[name].sensitivity is not Sensitivity.IMMEDIATE_DANGER:
                continue
            worst = both(_worst(name, found, ends[name][1]), protocol.applies.true)
            yield Obligation(
                reached=worst,
                checks=(
                    Check(
                        broken=both(worst, negated(reached)),
                        says=f"the worst answer to `{name}` is below `{second_level}`",
                        span=_rule_of(name, scale),
                    ),
                ),
            )


def _rule_of(fact: str, scale: Scale) -> Span | None:
    """
    Say where the first rule stands that asks about a fact.
    """
    return next(row.span for row in scale.decision.rows if fact in facts_in(row.when))


def _worst(name: str, found: Advising, worst: int) -> Formula:
    fact = found.encoding.context.facts[name]
    places = frozenset(
        n
        for n, each in enumerate(found.variables[name].classes)
        if (known := ranks(fact, each)) is not None and known[0] == worst
    )
    return In(name, places)
