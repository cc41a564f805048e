"""
What may be asked next: only what is surely safe to ask, most urgent first.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from caring.guidance.assessment import Assessment, Question
from caring.language.answers import Case
from caring.language.conditions import Condition
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Gate, Obtained, Sensitivity
from caring.language.results import Evidence, LevelOutcome, Outcome, RowEvidence
from caring.language.silence import Silence
from caring.running.decide import open_rows
from caring.running.interpret import judge, standing
from caring.running.missing import open_facts
from caring.values.truth import Truth


@attrs.frozen
class Wish:
    """
    Something unknown that an answer could settle, with its urgency.
    """

    evidence: Evidence
    urgency: Urgency


def wishes(
    assessments: Iterable[Assessment],
    guards: Iterable[tuple[Condition, Urgency]],
    case: Case,
) -> Iterator[Wish]:
    """
    Walk every rule, population and guard that is not settled.
    """
    for assessment in assessments:
        if assessment.applies is Truth.FALSE:
            continue
        urgencies = [Urgency.ROUTINE]
        for outcome in assessment.outcomes.values():
            for row in open_rows(outcome):
                urgency = _urgency(assessment, outcome, row)
                urgencies.append(urgency)
                yield Wish(row.evidence, urgency)
        if assessment.protocol.population is not None:
            inside = judge(assessment.protocol.population, case)
            yield Wish(inside, min(urgencies, key=lambda each: each.rank))
    for guard, urgency in guards:
        yield Wish(judge(guard, case), urgency)


def _urgency(assessment: Assessment, outcome: Outcome, each: RowEvidence) -> Urgency:
    """
    Say how urgent the best is that the row could bring.
    """
    if each.row.urgency is not None:
        return each.row.urgency
    found = [
        assessment.protocol.actions[action].urgency
        for result in _brought_by(outcome, each.row.result)
        for action in outcome.decision.actions.get(result, ())
    ]
    return min([*found, Urgency.ROUTINE], key=lambda urgency: urgency.rank)


def _brought_by(outcome: Outcome, result: str) -> tuple[str, ...]:
    """
    A level brings the actions of every lower level too.
    """
    if not isinstance(outcome, LevelOutcome):
        return (result,)
    scale = outcome.decision.scale
    return scale[: scale.index(result) + 1]


def questions(
    wished: Iterable[Wish], facts: Mapping[str, Fact], gate: Gate | None, case: Case
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """
    Order what is worth knowing: first what may be asked, then what staff can observe.

    While it is not known whether asking is safe, and can be found out, only that is
    asked. Facts that the gate binds are offered only while it surely holds; without a
    gate it never does. A fact that was declined, or is silent in any other recorded
    way, is not offered again; one that may not apply is not offered before it surely
    does.
    """
    safe = judge(gate.when, case) if gate is not None else None
    found = [
        each
        for each in _by_fact(wished, facts, case)
        if _may_be_offered(each.fact, gate, safe)
    ]
    observe = tuple(each for each in found if each.fact.obtained is Obtained.OBSERVED)
    first_of_all = tuple(_of_gate(safe, facts, case)) if safe is not None else ()
    if first_of_all:
        return first_of_all, observe
    ask = (each for each in found if each.fact.obtained is not Obtained.OBSERVED)
    return tuple(ask), observe


def _may_be_offered(fact: Fact, gate: Gate | None, safe: Evidence | None) -> bool:
    if gate is None or safe is None:
        return fact.sensitivity is Sensitivity.OPEN
    return safe.truth is Truth.TRUE or fact.sensitivity not in gate.binds


def _by_fact(
    wished: Iterable[Wish], facts: Mapping[str, Fact], case: Case
) -> list[Question]:
    urgencies: dict[str, list[Urgency]] = {}
    for wish in wished:
        for fact in set(open_facts(wish.evidence, case)):
            urgencies.setdefault(fact, []).append(wish.urgency)
    found = [
        Question(
            fact=facts[fact],
            urgency=min(each, key=lambda urgency: urgency.rank),
            open_rules=len(each),
        )
        for fact, each in urgencies.items()
        if _is_worth_asking(fact, case)
    ]
    return sorted(found, key=_order)


def _is_worth_asking(fact: str, case: Case) -> bool:
    """
    Say whether a fact was not touched yet and surely applies.

    While it is not known whether it applies, what that hangs on is asked first: nobody
    should be asked "how long ago?" before "did it happen?".
    """
    applies = case.applies_when.get(fact)
    surely = applies is None or judge(applies, case).truth is Truth.TRUE
    is_new = standing(fact, case) is Silence.NOT_ASKED and fact not in case.not_again
    return surely and is_new


def _order(question: Question) -> tuple[int, int, int, str]:
    return (
        question.urgency.rank,
        -question.open_rules,
        question.fact.sensitivity.rank,
        question.fact.id,
    )


def _of_gate(
    safe: Evidence, facts: Mapping[str, Fact], case: Case
) -> Iterator[Question]:
    # In the order in which the gate is written: it is a short list to go through.
    for fact in dict.fromkeys(open_facts(safe, case)):
        if _is_worth_asking(fact, case):
            yield Question(fact=facts[fact], urgency=Urgency.IMMEDIATE, open_rules=1)
