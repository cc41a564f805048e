"""
Do the answers fit the facts? What does not is refused, all of it at once.

No message here repeats a value.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from caring.language.answers import Answer, Answers, Case, Recording
from caring.language.conditions import Condition, facts_in
from caring.language.facts import Constraint, Fact
from caring.language.silence import Silence
from caring.running.interpret import judge
from caring.values.errors import AnswersError, Problem
from caring.values.moments import Moment
from caring.values.truth import Truth


def fit(
    answers: Answers,
    facts: Mapping[str, Fact],
    constraints: tuple[Constraint, ...],
    on: Moment,
    purposes: Collection[str] | None = None,
) -> Case:
    """
    Check answers against facts, and say where every fact stands at a moment.

    An answer older than its fact lasts counts as not asked, and so does one that was
    given only later.

    Args:
        answers: The answers and consent records.
        facts: The facts that may be answered, by id.
        constraints: What cannot hold together.
        on: The moment.
        purposes: The purposes a consent may be for; ``None`` where nothing is known of
            them, because no consent rules are run.

    Raises:
        AnswersError: If a fact is unknown, an answer does not fit, a time has no zone,
            a fact was answered that surely does not apply, or a constraint is surely
            broken. Everything that does not fit is listed.
    """
    problems = [*_unfit(answers, facts), *_unfit_consents(answers, purposes)]
    if problems:
        raise AnswersError(problems)
    case = Case(
        standings={
            fact: _current(answer, facts[fact], on)
            for fact, answer in answers.values.items()
        },
        applies_when={
            fact.id: fact.applies_when
            for fact in facts.values()
            if fact.applies_when is not None
        },
        is_empty=answers.are_empty,
    )
    problems = [*_not_applicable(case), *_broken(case, constraints)]
    if problems:
        raise AnswersError(problems)
    return case


def _unfit(answers: Answers, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for name in sorted(answers.values):
        answer = answers.values[name]
        if name not in facts:
            yield Problem((name,), _unknown("fact", name, facts))
        elif not isinstance(answer.value, Silence) and not facts[name].domain.fits(
            answer.value
        ):
            yield Problem((name,), facts[name].domain.expected)
        elif answer.at is not None and answer.at.tzinfo is None:
            yield Problem((name,), "expected a time with a time zone")


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"no {what} here has this name{hint}"


def _unfit_consents(
    answers: Answers, purposes: Collection[str] | None
) -> Iterator[Problem]:
    seen: set[tuple[str, str | None]] = set()
    for record in answers.consents:
        name = f"consent.{record.purpose}"
        if purposes is not None and record.purpose not in purposes:
            yield Problem((name,), _unknown("purpose", record.purpose, purposes))
        if not record.has_zones:
            yield Problem((name,), "expected times with a time zone")
        if (record.purpose, record.recipient) in seen:
            yield Problem((name,), "expected one record for each recipient")
        seen.add((record.purpose, record.recipient))


def _current(answer: Answer, fact: Fact, on: Moment) -> Recording:
    if _is_current(answer, fact, on) and isinstance(answer.value, (str, int, Silence)):
        return answer.value
    return Silence.NOT_ASKED


def _is_current(answer: Answer, fact: Fact, on: Moment) -> bool:
    """
    Say whether an answer had been given by then, and has not grown old.
    """
    if answer.at is None:
        return True
    if on.reaches(answer.at) is Truth.FALSE:
        return False
    if not isinstance(fact.lasts, int):
        return True
    return on.is_within(fact.lasts, answer.at) is Truth.TRUE


def _not_applicable(case: Case) -> Iterator[Problem]:
    for fact in sorted(case.applies_when):
        condition = case.applies_when[fact]
        is_touched = case.recorded(fact) is not Silence.NOT_ASKED
        if is_touched and judge(condition, case).truth is Truth.FALSE:
            others = _quoted(condition)
            yield Problem((fact,), f"does not apply, given {others}; leave it out")


def _broken(case: Case, constraints: tuple[Constraint, ...]) -> Iterator[Problem]:
    for each in constraints:
        if judge(each.broken_when, case).truth is Truth.TRUE:
            facts = tuple(sorted(facts_in(each.broken_when)))
            yield Problem(facts, f"cannot hold together: {each.because}")


def _quoted(condition: Condition) -> str:
    return ", ".join(f"`{fact}`" for fact in sorted(facts_in(condition)))
