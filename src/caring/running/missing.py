"""
Which silent facts could still move a result; perhaps too many, never too few.
"""

from collections.abc import Iterable, Iterator

from caring.language.answers import Case
from caring.language.conditions import FactTest, Given, Reaches, Through
from caring.language.results import Evidence, MissingFact
from caring.language.silence import Silence
from caring.running.interpret import judge, standing
from caring.values.truth import Truth


def missing_from(
    evidence: Iterable[Evidence],
    case: Case,
    *,
    not_critical: frozenset[str] = frozenset(),
) -> tuple[MissingFact, ...]:
    """
    Name the silent facts on which any of the unknown conditions still hangs.

    Only a part that is itself unknown can change the whole, because knowing more never
    turns a part that is already true or false. Sorted by name.
    """
    facts = {fact for each in evidence for fact in open_facts(each, case)}
    silent = {fact: standing(fact, case) for fact in sorted(facts)}
    return tuple(
        MissingFact(fact, why, fact not in not_critical, _may_be_put(fact, case))
        for fact, why in silent.items()
        if isinstance(why, Silence)
    )


def _may_be_put(fact: str, case: Case) -> bool:
    """
    Say whether the question of a silent fact may still be put in this encounter.

    What hangs on a question that was declined is not put either: it never surely
    applies.
    """
    if fact in case.not_again:
        return False
    applies = case.applies_when.get(fact)
    if applies is None:
        return True
    evidence = judge(applies, case)
    return evidence.truth is Truth.TRUE or any(
        standing(each, case) is Silence.NOT_ASKED and _may_be_put(each, case)
        for each in open_facts(evidence, case)
    )


def open_facts(evidence: Evidence, case: Case) -> Iterator[str]:
    """
    Walk the facts on which an unknown condition hangs.

    Those that say whether a fact applies are among them, those from which it is worked
    out in its place, and those that could settle a level or a consent it reads.
    """
    if evidence.truth is not Truth.UNKNOWN:
        return
    if isinstance(evidence.condition, FactTest):
        yield from _behind(evidence.condition.fact, case)
    if isinstance(evidence.condition, Reaches):
        yield from case.hangs_on.get(f"{evidence.condition.role}.level", ())
    if isinstance(evidence.condition, Given):
        yield from case.hangs_on.get(f"consent.{evidence.condition.purpose}", ())
    if isinstance(evidence.condition, Through):
        way = f"{evidence.condition.purpose}.{evidence.condition.route.value}"
        yield from case.hangs_on.get(f"consent.{way}", ())
    for part in evidence.parts:
        yield from open_facts(part, case)


def _behind(fact: str, case: Case) -> Iterator[str]:
    """
    Walk a fact, or those from which it is worked out, and those that let it apply.
    """
    applies = case.applies_when.get(fact)
    if applies is not None:
        yield from open_facts(judge(applies, case), case)
    if fact not in case.derived:
        yield fact
        return
    for each in case.derived[fact].rests_on:
        yield from _behind(each, case)
