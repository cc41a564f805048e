"""
Why a question is asked: the rules that wait for its answer.
"""

from collections.abc import Iterator

from caring.guidance.assessment import Assessment, Reason
from caring.running.decide import open_rows
from caring.running.encounters import Encounter
from caring.running.missing import open_facts
from caring.values.truth import Truth


def reasons_for(fact: str, encounter: Encounter) -> tuple[Reason, ...]:
    """
    Give each rule that is open and that the fact could settle, in the pathway's order.

    Empty where no rule waits for it: it says then whether asking is safe, whether a
    protocol is for the person, or whether something may be done.
    """
    found = (
        each
        for role, assessment in encounter.advice.assessments.items()
        if assessment.applies is not Truth.FALSE
        for each in _waiting(role, assessment, fact, encounter)
    )
    return tuple(dict.fromkeys(found))


def _waiting(
    role: str, assessment: Assessment, fact: str, encounter: Encounter
) -> Iterator[Reason]:
    for outcome in assessment.outcomes.values():
        for each in open_rows(outcome):
            if fact in set(open_facts(each.evidence, encounter.case)):
                yield Reason(
                    role=role,
                    decision=outcome.decision.id,
                    result=each.row.result,
                    because=each.row.because,
                    source=each.row.source,
                    facts=(),
                )
