"""
Scenarios: what a person expects, held against what running returns.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from caring.authoring.cases import answers_of, directory_of, moment_of, raises_of
from caring.authoring.collection import files_at, folder_of
from caring.authoring.documents.scenarios import (
    Expectation,
    ExpectedDecision,
    ScenarioDocument,
    ScenariosDocument,
)
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.authoring.scope import Scope
from caring.guidance.assessment import Advice
from caring.guidance.candidates import Referred, Suitability
from caring.guidance.law import PREFIX
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Guidance, Protocol
from caring.language.results import Outcome
from caring.language.routes import Route
from caring.library import bundled
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.values.errors import AnswersError, ProtocolError, RaiseError
from caring.values.findings import Collector
from caring.values.sources import Reading, Source
from caring.values.spans import Span
from caring.values.truth import Truth

ALONE = "alone"
"""The role of a protocol that runs without a pathway."""

_Result: TypeAlias = Advice | AnswersError | RaiseError

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

    encounter: Encounter | None = attrs.field(default=None, repr=False, eq=False)
    """What invariants are held to; ``None`` where the answers were refused."""

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


@attrs.frozen(kw_only=True)
class Scenario:
    """
    One scenario that was read, ready to be run.
    """

    name: str
    span: Span = attrs.field(repr=False)
    of: str
    """``kind/name@version``."""

    pathway: Pathway = attrs.field(repr=False)
    written: ScenarioDocument = attrs.field(repr=False)
    setting: Setting = attrs.field(repr=False)

    def run(self) -> ScenarioResult:
        """
        Run it and hold what comes out to what is expected.
        """
        ran = _run(self.pathway, self.written, self.setting)
        met = ran if isinstance(ran, Encounter) else None
        result = ran.advice if isinstance(ran, Encounter) else ran
        return ScenarioResult(
            name=self.name,
            of=self.of,
            span=self.span,
            differences=tuple(_differences(self.written.expect, result)),
            rows_that_hold=frozenset(_rows_that_hold(result)),
            encounter=met,
        )


def run_file(file: File, folder: Folder) -> Iterator[ScenarioResult]:
    """
    Run the scenarios of one file; a file of another kind has none.
    """
    for each in scenarios_in(file, folder):
        yield each.run()


def scenarios_in(file: File, folder: Folder) -> Iterator[Scenario]:
    """
    Read the scenarios of one file; a file of another kind has none.

    Raises:
        ProtocolError: If the file, or the protocol it speaks of, has mistakes.
        ProtocolNotFoundError: If it speaks of a protocol that is not there.
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
    scope = Scope(places=places, findings=findings, dictionary=folder.dictionary()[0])
    directory = directory_of(document, scope)
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    for n, each in enumerate(document.scenarios):
        named = document.law if each.law is None else each.law
        yield Scenario(
            name=each.name,
            span=places.of(("scenarios", n, "name")),
            of=found.name,
            pathway=pathway,
            written=each,
            setting=Setting(
                on=moment_of(each.on or document.on),
                raises=raises_of(each),
                directory=directory,
                law=tuple(folder.law(name) for name in named),
            ),
        )


def _run(
    pathway: Pathway, scenario: ScenarioDocument, setting: Setting
) -> Encounter | AnswersError | RaiseError:
    try:
        return meet(pathway, answers_of(scenario), setting)
    except (AnswersError, RaiseError) as error:
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


def _differences(expected: Expectation, result: _Result) -> Iterator[Difference]:
    if isinstance(result, AnswersError):
        named = sorted({fact for each in result.problems for fact in each.facts})
        if expected.refused is None or sorted(expected.refused) != named:
            yield Difference("refused", expected.refused or "nothing", named)
    elif isinstance(result, RaiseError):
        yield Difference("raises", "a level that can be raised", result.problem)
    elif expected.refused is not None:
        yield Difference("refused", expected.refused, "nothing")
    else:
        yield from compare(expected, result)


def _rows_that_hold(result: _Result) -> Iterator[tuple[str, str, str]]:
    if not isinstance(result, Advice):
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
    yield from _routes(expected, advice)
    yield from _law(expected, advice)
    yield from _advice(expected, advice)
    yield from _services(expected, advice)


def _routes(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    ways = {
        each.purpose: each.route.value
        for assessment in advice.assessments.values()
        for each in assessment.consents
        if each.is_route
    }
    for purpose, wanted in expected.routes.items():
        found = ways.get(purpose, Route.NONE.value)
        if found != wanted:
            yield Difference(f"routes.{purpose}", wanted, found)


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


def _services(expected: Expectation, advice: Advice) -> Iterator[Difference]:
    found = {each.need: each for each in advice.referrals}
    for need, wanted in expected.services.items():
        if need not in found:
            yield Difference(f"services.{need}", "that need", "not there")
            continue
        for field, value in wanted.model_dump(exclude_none=True).items():
            came_out = _of_services(found[need], field)
            if _sorted(value) != _sorted(came_out):
                yield Difference(f"services.{need}.{field}", value, came_out)


def _of_services(referred: Referred, field: str) -> Any:
    if field == "none_suitable":
        return _YES_NO[referred.none_suitable]
    if field in ("ask_service", "seek_consent"):
        named = (getattr(each, field) for each in referred.candidates)
        return sorted({name for each in named for name in each})
    wanted = Suitability(field)
    return [
        each.service.id for each in referred.candidates if each.suitability is wanted
    ]


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
