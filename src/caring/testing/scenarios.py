"""
Scenarios: what a person expects, held against what running returns.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from caring.authoring.cases import answers_of, moment_of
from caring.authoring.collection import files_at, folder_of
from caring.authoring.documents.scenarios import (
    Expectation,
    ExpectedDecision,
    ScenarioDocument,
    ScenariosDocument,
)
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.guidance.assessment import Advice
from caring.guidance.law import PREFIX, Law
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Guidance, Protocol
from caring.language.results import Outcome
from caring.library import bundled
from caring.running.advise import advise
from caring.values.errors import AnswersError, ProtocolError
from caring.values.findings import Collector
from caring.values.sources import Reading, Source
from caring.values.spans import Span
from caring.values.truth import Truth

ALONE = "alone"
"""The role of a protocol that runs without a pathway."""

_APPLIES = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}
_YES_NO = {True: "yes", False: "no"}


@attrs.frozen
class Difference:
    """
    Something that came out otherwise than a person expects.
    """

    what: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, found {self.found}"


@attrs.frozen(kw_only=True)
class ScenarioResult:
    """
    One scenario that was run.
    """

    name: str
    of: str
    """``kind/name@version``."""

    span: Span = attrs.field(repr=False)
    differences: tuple[Difference, ...]
    rows_that_hold: frozenset[tuple[str, str, str]] = frozenset()
    """Protocol, decision and row of each rule that surely holds in it."""

    @property
    def passed(self) -> bool:
        """
        Whether everything came out as expected.
        """
        return not self.differences


def run_scenarios(path: Path) -> Iterator[ScenarioResult]:
    """
    Run every scenario in a file, or below a folder.

    Raises:
        ProtocolError: If a scenario file, or the protocol it speaks of, has mistakes.
        ProtocolNotFoundError: If it speaks of a protocol that is not there.
    """
    folder = folder_of(path, bundled())
    for file in files_at(path):
        yield from run_file(file, folder)


def run_file(file: File, folder: Folder) -> Iterator[ScenarioResult]:
    """
    Run the scenarios of one file; a file of another kind has none.
    """
    findings = Collector()
    read = file.read(findings)
    if read is None:
        raise ProtocolError(findings.sorted())
    document, places = read
    if not isinstance(document, ScenariosDocument):
        return
    found = folder.load(f"{document.of}@{document.version}")
    pathway = found if isinstance(found, Pathway) else alone(found)
    for n, each in enumerate(document.scenarios):
        named = document.law if each.law is None else each.law
        law = tuple(folder.law(name) for name in named)
        result = _run(pathway, each, each.on or document.on, law)
        yield ScenarioResult(
            name=each.name,
            of=found.name,
            span=places.of(("scenarios", n, "name")),
            differences=tuple(_differences(each.expect, result)),
            rows_that_hold=frozenset(_rows_that_hold(result)),
        )


def _run(
    pathway: Pathway, scenario: ScenarioDocument, on: str, law: tuple[Law, ...]
) -> Advice | AnswersError:
    try:
        return advise(pathway, answers_of(scenario), on=moment_of(on), law=law)
    except AnswersError as error:
        return error


def alone(protocol: Guidance) -> Pathway:
    """
    Make a pathway of one protocol, so that its actions and questions can be seen.
    """
    assert isinstance(protocol, Protocol)
    return Pathway(
        id=f"pathway/{protocol.kind}-alone",
        version=protocol.version,
        status=protocol.status,
        title=protocol.title,
        purpose=protocol.purpose,
        steps=(Step(role=ALONE, protocol=protocol),),
        source=Source(id=ALONE, read=Reading.PROJECT, part="run alone", work=None),
        constraints=protocol.constraints,
    )


def _differences(
    expected: Expectation, result: Advice | AnswersError
) -> Iterator[Difference]:
    if isinstance(result, AnswersError):
        named = sorted({fact for each in result.problems for fact in each.facts})
        if expected.refused is None or sorted(expected.refused) != named:
            yield Difference("refused", expected.refused or "nothing", named)
    elif expected.refused is not None:
        yield Difference("refused", expected.refused, "nothing")
    else:
        yield from compare(expected, result)


def _rows_that_hold(result: Advice | AnswersError) -> Iterator[tuple[str, str, str]]:
    if isinstance(result, AnswersError):
        return
    for assessment in result.assessments.values():
        for name, outcome in assessment.outcomes.items():
            for each in outcome.rows:
                if each.truth is Truth.TRUE:
                    yield assessment.protocol.id, name, each.row.id


def compare(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    """
    Walk everything that is expected and came out otherwise.
    """
    outcomes = dict(_outcomes(advice))
    for name, decision in expected.decisions.items():
        yield from _decision(name, decision, outcomes[name])
    missing = {
        each.fact
        for assessment in advice.assessments.values()
        for each in assessment.missing
    }
    yield from _holds("missing", expected.missing, missing)
    yield from _applies(expected, advice)
    yield from _law(expected, advice)
    yield from _advice(expected, advice)


def _applies(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    if expected.applies is None:
        return
    assessment = advice.assessments.get(ALONE)
    found = "a pathway has no population of its own"
    if assessment is not None:
        found = _APPLIES[assessment.applies]
    if found != expected.applies:
        yield Difference("applies", expected.applies, found)


def _law(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    found = {each.parameter.id.removeprefix(PREFIX): each for each in advice.law}
    for name, wanted in expected.law.items():
        value = found[name].value
        if wanted != ("unknown" if value is None else value):
            yield Difference(f"law.{name}", wanted, value)
    conflicts = sorted(name for name, each in found.items() if each.is_conflict)
    if expected.law_conflicts not in (None, conflicts):
        yield Difference("law_conflicts", expected.law_conflicts, conflicts)


def _outcomes(advice: Advice) -> Iterator[tuple[str, Outcome]]:
    for role, assessment in advice.assessments.items():
        for name, outcome in assessment.outcomes.items():
            yield (name if role == ALONE else f"{role}.{name}"), outcome


def _decision(
    name: str, expected: ExpectedDecision, outcome: Outcome
) -> Iterator[Difference]:
    for field, wanted in expected.model_dump(exclude_none=True).items():
        found = _found(outcome, field)
        if _sorted(wanted) != _sorted(found):
            yield Difference(f"{name}.{field}", wanted, found)


def _sorted(value: Any) -> Any:
    """
    Compare lists as sets: a person writes results in any order.
    """
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value


def _found(outcome: Outcome, field: str) -> Any:
    if field == "settled":
        return _YES_NO[outcome.is_settled]
    if field == "open":
        return _YES_NO[outcome.is_open]
    return getattr(outcome, field, None)


def _advice(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    advised = frozenset(advice.actions)
    withheld = frozenset(each.action.id for each in advice.withheld)
    questions = [each.fact.id for each in advice.next_questions]
    yield from _holds("advised", expected.advised, advised)
    yield from _holds("withheld", expected.withheld, withheld)
    yield from _lacks("absent", expected.absent, advised)
    yield from _holds("next_includes", expected.next_includes, questions)
    yield from _lacks("next_excludes", expected.next_excludes, questions)
    if expected.next is not None and expected.next != questions:
        yield Difference("next", expected.next, questions)


def _holds(what: str, wanted: list[str], found: Iterable[str]) -> Iterator[Difference]:
    lacking = [each for each in wanted if each not in found]
    if lacking:
        yield Difference(what, lacking, "not there")


def _lacks(
    what: str, unwanted: list[str], found: Iterable[str]
) -> Iterator[Difference]:
    there = [each for each in unwanted if each in found]
    if there:
        yield Difference(what, f"none of {there}", "there")
