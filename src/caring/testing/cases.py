"""
Covering cases: answers and the whole result, as JSON that any engine can be held to.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import attrs

from caring.guidance.assessment import Advice
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
from caring.language.consent import Consent
from caring.language.results import EveryOutcome, FirstOutcome, LevelOutcome, Outcome
from caring.language.silence import Silence
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.running.fit import fit
from caring.running.law import read_law, values_said
from caring.testing.covering import covering
from caring.testing.factors import Factor, factors_of
from caring.testing.scenarios import ALONE, alone
from caring.values.errors import AnswersError
from caring.values.mappings import frozen
from caring.values.moments import Moment
from caring.values.truth import Truth

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
"""The moment of vectors, and of answers that are drawn, where none is named."""

FORMAT = 1
"""Number of the written form of vectors."""

_TRUTH = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}


@attrs.frozen(kw_only=True)
class Vector:
    """
    One case: invented answers, and all that the interpreter makes of them.
    """

    name: str
    answers: Answers
    expect: Mapping[str, Any] = attrs.field(converter=frozen, repr=False)
    """What is expected, as ``protocols/schema/vectors.json`` describes it."""

    def as_data(self) -> dict[str, Any]:
        """
        Turn it into plain data for JSON.
        """
        values = {fact: each.value for fact, each in self.answers.values.items()}
        return {
            "name": self.name,
            "answers": {fact: _plain(value) for fact, value in values.items()},
            "consents": [_consent(each) for each in self.answers.consents],
            "expect": dict(self.expect),
        }


def vectors(
    guidance: Protocol | Pathway,
    *,
    on: dt.datetime = ON,
    law: tuple[Law, ...] = (),
) -> tuple[Vector, ...]:
    """
    Make the cases that a protocol or pathway is worth trying on elsewhere.

    First the case in which nothing is answered; then on its own every limit of a
    number, the whole number just below it and the ends of its range, and moments at and
    around each limit of what is worked out from them; then rows in which every two
    values that can stand together meet: these limits, every option, every silence, and
    a consent given and refused.

    Args:
        guidance: What to try; a protocol runs alone, and what it reads of others is
            unknown.
        on: The moment of all cases, with a time zone.
        law: The law of each place that applies; without any, what it says is unknown.

    Returns:
        The cases in a fixed order; the same guidance gives the same ones.
    """
    pathway = guidance if isinstance(guidance, Pathway) else alone(guidance)
    setting = Setting(on=on, law=law)
    factors = factors_of(guidance, on)

    def mend(row: dict[str, str], kept: frozenset[str]) -> dict[str, str] | None:
        return _mended(row, kept, factors, pathway, setting)

    names = {each.name: tuple(each.values) for each in factors.values()}
    singles = [{each.name: value} for each in factors.values() for value in each.limits]
    cases = [
        ("nothing is answered", {}),
        *((_named(each), each) for each in singles),
        *((f"pairs {n}", row) for n, row in enumerate(covering(names, mend), start=1)),
    ]
    made: list[Vector] = []
    for name, row in cases:
        answers = answers_in(row, factors)
        if all(each.answers != answers for each in made):
            expect = expected(pathway, answers, setting)
            made.append(Vector(name=name, answers=answers, expect=expect))
    return tuple(made)


def _named(row: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in row.items())


def answers_in(row: Mapping[str, str], factors: Mapping[str, Factor]) -> Answers:
    """
    Turn the names of values into answers; what rests on its first is left out.
    """
    values: dict[str, object] = {}
    consents: list[Consent] = []
    for name, value in sorted(row.items()):
        found = factors[name].values[value]
        if isinstance(found, Consent):
            consents.append(found)
        elif found is not None:
            values[name] = found
    return Answers(values, consents)


def _mended(
    row: dict[str, str],
    kept: frozenset[str],
    factors: Mapping[str, Factor],
    pathway: Pathway,
    setting: Setting,
) -> dict[str, str] | None:
    """
    Leave out what is refused, and never what is to be kept, until the rest fits.
    """
    while True:
        named = refused(pathway, answers_in(row, factors), setting)
        if named is None:
            return row
        free = sorted((named & row.keys()) - kept) or sorted(
            name
            for name in row.keys() - kept
            if factors[name].values[row[name]] is not None
        )
        if not free:
            return None
        row = row | {free[-1]: next(iter(factors[free[-1]].values))}


def refused(
    pathway: Pathway, answers: Answers, setting: Setting
) -> frozenset[str] | None:
    """
    Name the facts that would have to change; ``None`` where the answers fit.
    """
    moment = Moment.of(setting.on)
    said = values_said(read_law(pathway.facts, setting.law, moment))
    known = pathway.facts, pathway.constraints
    try:
        fit(answers, *known, moment, pathway.purposes, said)
    except AnswersError as error:
        named = {fact for each in error.problems for fact in each.facts}
        # What is worked out changes with what it rests on.
        resting = {one for each in named for one in pathway.facts[each].rests_on}
        return frozenset(named | resting)
    return None


def expected(pathway: Pathway, answers: Answers, setting: Setting) -> dict[str, Any]:
    """
    Say all that the interpreter makes of answers, as plain data.
    """
    try:
        found: Encounter = meet(pathway, answers, setting)
    except AnswersError as error:
        facts = {fact for each in error.problems for fact in each.facts}
        return {"refused": sorted(facts)}
    advice = found.advice
    return {
        "applies": {
            role: _TRUTH[each.applies] for role, each in advice.assessments.items()
        },
        "decisions": dict(_decisions(advice)),
        "advised": sorted(advice.actions),
        "withheld": sorted(each.action.id for each in advice.withheld),
    }


def _decisions(advice: Advice) -> dict[str, Any]:
    return {
        (name if role == ALONE else f"{role}.{name}"): result_of(outcome)
        for role, assessment in advice.assessments.items()
        for name, outcome in assessment.outcomes.items()
    }


def result_of(outcome: Outcome) -> dict[str, Any]:
    """
    Say how a decision came out, as plain data.
    """
    common = {"settled": outcome.is_settled, "open": outcome.is_open}
    match outcome:
        case LevelOutcome():
            return common | {
                "at_least": outcome.at_least,
                "working": outcome.working,
                "at_most": outcome.at_most,
            }
        case FirstOutcome():
            possible = list(outcome.possible)
            return common | {"result": outcome.result, "possible": possible}
        case EveryOutcome():
            return common | {
                "certain": sorted(outcome.certain),
                "possible": sorted(outcome.possible),
                "ruled_out": sorted(outcome.ruled_out),
            }


def _plain(value: object) -> object:
    if isinstance(value, Silence):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _consent(consent: Consent) -> dict[str, Any]:
    found = attrs.asdict(
        consent, filter=lambda _, value: value not in (None, frozenset())
    )
    return {name: _plain_field(value) for name, value in sorted(found.items())}


def _plain_field(value: Any) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return _plain(getattr(value, "value", value))


@attrs.frozen(kw_only=True)
class Vectors:
    """
    The exporter that decides nothing: it writes the cases others are held to.
    """

    format: str = "vectors"
    on: dt.datetime = ON
    law: tuple[Law, ...] = ()

    def export(self, guidance: Protocol | Pathway) -> dict[str, str]:
        """
        Write ``vectors.json``; there is nothing of which no case can be made.
        """
        data = {
            "caring": f"vectors/{FORMAT}",
            "of": guidance.id,
            "version": guidance.version,
            "digest": guidance.digest,
            "on": self.on.isoformat(),
            "law": [each.name for each in self.law],
            "cases": [
                each.as_data() for each in vectors(guidance, on=self.on, law=self.law)
            ],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        return {"vectors.json": f"{text}\n"}


EXPORTER = Vectors()
"""What the name ``vectors`` stands for."""
