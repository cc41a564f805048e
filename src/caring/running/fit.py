"""
Do the answers fit the facts? What does not is refused, all of it at once.

No message here repeats a value.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from caring.language.answers import (
    MOST_OFFERS,
    Answer,
    Answers,
    Case,
    Origin,
    Recording,
)
from caring.language.conditions import Condition, facts_in
from caring.language.facts import Constraint, Fact, Lasting, Obtained, Time
from caring.language.silence import Silence
from caring.running.interpret import judge
from caring.values.errors import AnswersError, Problem
from caring.values.mappings import FrozenMapping
from caring.values.moments import Moment
from caring.values.truth import Truth


def fit(
    answers: Answers,
    facts: Mapping[str, Fact],
    constraints: tuple[Constraint, ...],
    on: Moment,
    purposes: Collection[str] | None = None,
    said: Mapping[str, Recording] = FrozenMapping(),
) -> Case:
    """
    Check answers against facts, and say where every fact stands at a moment.

    An answer older than its fact lasts counts as not asked, and so does one that was
    given only later, and what a companion said in the patient's place. What no answer
    gives, such as what the law says, is ``said``; where nothing says it, it is not
    known, and asking would not help.

    Args:
        answers: The answers and consent records.
        facts: The facts that may be answered, by id.
        constraints: What cannot hold together.
        on: The moment.
        purposes: The purposes a consent may be for; ``None`` where nothing is known of
            them, because no consent rules are run.
        said: What the law or the directory says of facts that nobody answers.

    Raises:
        AnswersError: If a fact is unknown, an answer does not fit, a time has no zone,
            a fact was answered that surely does not apply, or a constraint is surely
            broken. Everything that does not fit is listed.
    """
    problems = [*_unfit(answers, facts, on), *_unfit_consents(answers, purposes)]
    if problems:
        raise AnswersError(problems)
    untold = (each.id for each in facts.values() if each.obtained in _TOLD)
    case = Case(
        standings={
            **dict.fromkeys(untold, Silence.DOES_NOT_KNOW),
            **{fact: each for fact, each in said.items() if fact in facts},
            **{
                fact: _current(answer, facts[fact], answers, on)
                for fact, answer in answers.values.items()
            },
        },
        derived={each.id: each for each in facts.values() if each.derived is not None},
        on=on,
        not_again=frozenset(
            fact
            for fact, answer in answers.values.items()
            if _was_put_often(answer, answers)
        ),
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


_TOLD = frozenset({Obtained.LAW, Obtained.SERVICE})


def _unfit(
    answers: Answers, facts: Mapping[str, Fact], on: Moment
) -> Iterator[Problem]:
    for name in sorted(answers.values):
        answer = answers.values[name]
        if name not in facts:
            yield Problem((name,), _unknown("fact", name, facts))
        elif not facts[name].is_answered:
            yield Problem((name,), _not_answered(facts[name]))
        elif not isinstance(answer.value, Silence) and not facts[name].domain.fits(
            answer.value
        ):
            yield Problem((name,), facts[name].domain.expected)
        elif _lies_ahead(facts[name], answer.value, on):
            # In the same words: what is wrong with a moment would tell of it.
            problem = facts[name].domain.expected
            yield Problem((name,), problem)
        elif answer.at is not None and answer.at.tzinfo is None:
            yield Problem((name,), "expected a time with a time zone")


def _not_answered(fact: Fact) -> str:
    if fact.obtained is Obtained.DERIVED:
        others = ", ".join(f"`{each}`" for each in fact.rests_on)
        return f"is worked out from {others}; leave it out"
    if fact.obtained is Obtained.LAW:
        return "is said by the law; hand the law in"
    return "is said by the directory; hand the directory in"


def _lies_ahead(fact: Fact, value: object, on: Moment) -> bool:
    read = fact.domain.read(value) if isinstance(fact.domain, Time) else None
    return read is not None and Moment.of(read).earliest > on.latest


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    # Few answers name what is not there, and every decision would wait for this import.
    from difflib import get_close_matches  # noqa: PLC0415

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


def _current(answer: Answer, fact: Fact, answers: Answers, on: Moment) -> Recording:
    value = answer.value
    if not _is_current(answer, fact, answers, on) or _speaks_for_another(answer, fact):
        return Silence.NOT_ASKED
    if isinstance(fact.domain, Time) and not isinstance(value, Silence):
        value = fact.domain.read(value)
    assert isinstance(value, (str, int, dt.date, Silence))  # it fits
    return value


def _speaks_for_another(answer: Answer, fact: Fact) -> bool:
    """
    Say whether somebody answered in the place of the person who is to be asked.
    """
    return fact.obtained is Obtained.ASKED and answer.origin is Origin.COMPANION


def _is_current(answer: Answer, fact: Fact, answers: Answers, on: Moment) -> bool:
    """
    Say whether an answer had been given by then, and has not grown old.
    """
    if answer.at is not None and on.reaches(answer.at) is Truth.FALSE:
        return False
    if _is_declined_today(answer, answers):
        return True
    if isinstance(fact.lasts, int):
        return answer.at is None or on.is_within(fact.lasts, answer.at) is Truth.TRUE
    began = [answers.encounter_began]
    if fact.lasts is Lasting.SECTION:
        began.append(answers.section_began)
    return all(_is_since(answer.at, each) for each in began)


def _is_declined_today(answer: Answer, answers: Answers) -> bool:
    """
    Say whether somebody chose in this encounter not to answer: that stands to its end.
    """
    if answer.value is not Silence.DECLINED:
        return False
    if answers.encounter_began is not None and answer.at is not None:
        return answer.at >= answers.encounter_began
    return answers.encounter_began is not None or answers.section_began is not None


def _is_since(at: dt.datetime | None, began: dt.datetime | None) -> bool:
    return began is None or (at is not None and at >= began)


def _was_put_often(answer: Answer, answers: Answers) -> bool:
    """
    Say whether a question was put as often in this encounter as it may be.
    """
    is_earlier = answer.at is not None and not _is_since(
        answer.at, answers.encounter_began
    )
    return answer.offers >= MOST_OFFERS and not is_earlier


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
