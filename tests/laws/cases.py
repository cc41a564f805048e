"""
Cases for the laws, and the ways in which one case can become another.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from caring.language.answers import Answers, Case, LevelReading, Recording
from caring.language.facts import Fact, Obtained
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.running.fit import fit
from caring.testing.strategies import PURPOSE, ROLE, SCALE, some_answer, values_of
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth

NOON = Moment.of(dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC))


def fitted(facts: Mapping[str, Fact], values: Mapping[str, Any]) -> Case | None:
    """
    The case of some answers, or nothing where they do not fit.

    What nobody answers, such as what the law says, is handed in as said.
    """
    told = {Obtained.LAW, Obtained.SERVICE}
    said = {id_: each for id_, each in values.items() if facts[id_].obtained in told}
    answers = {id_: each for id_, each in values.items() if id_ not in said}
    try:
        return fit(Answers(answers), facts, (), NOON, said=said)
    except AnswersError:
        return None


@st.composite
def cases(draw: st.DrawFn, facts: Mapping[str, Fact]) -> Case:
    values = {fact: draw(some_answer(each)) for fact, each in facts.items()}
    kept = {
        fact: value
        for fact, value in values.items()
        if value is not Silence.NOT_ASKED and draw(st.booleans())
    }
    case = fitted(facts, kept)
    assume(case is not None)
    assert case is not None
    low, high = sorted(draw(st.tuples(st.integers(0, 3), st.integers(0, 3))))
    reading = LevelReading(draw(st.sampled_from(Truth)), SCALE[low], SCALE[high])
    case = attrs.evolve(case, consents={PURPOSE: draw(st.sampled_from(Truth))})
    way = draw(st.sampled_from(Truth))
    case = attrs.evolve(case, routes={(PURPOSE, Route.EMERGENCY): way})
    return case.with_level(ROLE, reading) if draw(st.booleans()) else case


def answering(case: Case, facts: Mapping[str, Fact]) -> Iterator[Case]:
    """
    Walk every case in which one more fact is known, or known to be silent.
    """
    for fact, each in facts.items():
        if case.recorded(fact) is Silence.NOT_ASKED:
            for value in (*values_of(each), *RECORDED):
                yield from _with(case, facts, fact, value)


def turning(case: Case, facts: Mapping[str, Fact]) -> Iterator[Case]:
    """
    Walk every case in which one answer is turned towards its danger.

    Silence lies between the answers: it may hide the worst, and it is no worse than it.
    """
    for fact, each in facts.items():
        if not each.has_danger:
            continue
        known = case.recorded(fact)
        if isinstance(known, Silence):
            ranks = {value: each.domain.rank(value) for value in values_of(each)}
            worst = max(rank for rank in ranks.values() if rank is not None)
            for value, its in ranks.items():
                if its == worst:
                    yield from _with(case, facts, fact, value)
            continue
        rank = each.domain.rank(known)
        for value in values_of(each):
            higher = each.domain.rank(value)
            if rank is not None and higher is not None and higher >= rank:
                yield from _with(case, facts, fact, value)
        if rank is not None and rank == _least(each):
            for silence in RECORDED:
                yield from _with(case, facts, fact, silence)


def _least(fact: Fact) -> int:
    ranks = [fact.domain.rank(value) for value in values_of(fact)]
    return min(rank for rank in ranks if rank is not None)


def _with(
    case: Case, facts: Mapping[str, Fact], fact: str, value: Recording
) -> Iterator[Case]:
    changed = fitted(facts, {**case.standings, fact: value})
    if changed is not None:
        yield attrs.evolve(
            changed, levels=case.levels, consents=case.consents, routes=case.routes
        )
