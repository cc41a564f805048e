"""
What each verb does; each returns an exit code.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from caring.artefact import plain
from caring.authoring.cases import answers_of, moment_of
from caring.authoring.collection import check as check_path
from caring.authoring.collection import check_file, files_at, folder_of
from caring.authoring.documents.scenarios import EncounterDocument
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.cli import FINE, FOUND
from caring.cli.printing import print_json, print_lines, print_text
from caring.guidance.assessment import Advice, Assessment
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers
from caring.library import bundled
from caring.running.advise import advise
from caring.running.assess import assess as assess_one
from caring.showing.findings import plain as plain_finding
from caring.showing.findings import show_all, show_line
from caring.showing.lines import GAP, Line
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from caring.testing.scenarios import ScenarioResult, run_file
from caring.values.errors import ProtocolError
from caring.values.findings import Collector, Finding, Severity


def is_path(target: str) -> bool:
    """
    Say whether a word names a file or folder, rather than a protocol.
    """
    return Path(target).exists() or target.endswith((".yaml", ".yml", "/"))


def existing(target: str) -> Path:
    """
    Turn a word into a path that is there.

    Raises:
        FileNotFoundError: If it is not.
    """
    path = Path(target)
    if not path.exists():
        raise FileNotFoundError(2, "there is no such file or folder", target)
    return path


def guidance_at(target: str) -> Iterator[Guidance]:
    """
    Build every protocol and pathway that a word names.

    Raises:
        ProtocolError: If one of them has mistakes.
        ProtocolNotFoundError: If the word names nothing.
    """
    if not is_path(target):
        yield _bundled(target)
        return
    path = existing(target)
    folder = folder_of(path, bundled())
    for file in files_at(path):
        findings = Collector()
        built = folder.build(file, findings)
        if findings.has_errors:
            raise ProtocolError(findings.sorted())
        if built is not None:
            yield built


def _bundled(name: str) -> Guidance:
    is_law = name.startswith("law/")
    return bundled().law(name) if is_law else bundled().load(name)


def list_guidance(target: str | None, form: str) -> int:
    """
    List protocols, pathways and laws with title and status.
    """
    names = [*bundled().versions(), *bundled().laws()] if target is None else []
    found = [_bundled(name) for name in names]
    found += [] if target is None else list(guidance_at(target))
    if form == "json":
        print_json([_listed(each) for each in found])
        return FINE
    width = max((len(each.name) for each in found), default=0)
    for each in found:
        print_text(f"{each.name:{width}}  {each.status.value:9}  {each.title}")
    return FINE


def _listed(guidance: Guidance) -> dict[str, str]:
    return {
        "id": guidance.id,
        "version": guidance.version,
        "status": guidance.status.value,
        "title": guidance.title,
        "digest": guidance.digest,
    }


def show(target: str, form: str) -> int:
    """
    Show every protocol that a word names.
    """
    found = list(guidance_at(target))
    if form == "json":
        print_json([plain(each) for each in found])
        return FINE
    for number, each in enumerate(found):
        print_lines([*([GAP] if number else []), *protocol_lines(each)])
    return FINE


def assess(target: str, form: str, on: str | None) -> int:
    """
    Advise on encounters; on a protocol or pathway, as when nothing is known yet.
    """
    results = list(_results(target, on))
    if form == "json":
        written = [json.loads(each.to_json()) for each in results]
        print_json(written[0] if len(written) == 1 else written)
        return FINE
    for number, each in enumerate(results):
        print_lines([*([GAP] if number else []), *_shown(each)])
    return FINE


def _shown(result: Advice | Assessment) -> Iterator[Line]:
    if isinstance(result, Advice):
        return advice_lines(result)
    return assessment_lines(result)


def _results(target: str, on: str | None) -> Iterator[Advice | Assessment]:
    if not is_path(target):
        yield _run(bundled().load(target), Answers(), _moment(on))
        return
    path = existing(target)
    folder = folder_of(path, bundled())
    for file in files_at(path):
        yield from _encounter(file, folder, on)


def _encounter(file: File, folder: Folder, on: str | None) -> Iterator[Advice]:
    findings = Collector()
    found = check_file(file, folder, findings)
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    if isinstance(found, EncounterDocument):
        name = f"{found.pathway}@{found.version}" if found.version else found.pathway
        moment = _moment(on or found.on)
        law = tuple(folder.law(each) for each in found.law)
        advice = _run(folder.load(name), answers_of(found), moment, law)
        assert isinstance(advice, Advice)
        yield advice


def _run(
    guidance: Guidance,
    answers: Answers,
    moment: dt.datetime | dt.date,
    law: tuple[Law, ...] = (),
) -> Advice | Assessment:
    if isinstance(guidance, Pathway):
        return advise(guidance, answers, on=moment, law=law)
    assert isinstance(guidance, Protocol)
    return assess_one(guidance, answers, on=moment, law=law)


def _moment(on: str | None) -> dt.datetime | dt.date:
    if on is not None:
        return moment_of(on)
    # The command line is where the clock may be read: somebody is typing now.
    return dt.datetime.now(dt.UTC)  # noqa: TID251


def check(target: str, form: str) -> int:
    """
    Say what is wrong at a path, or with a bundled protocol.
    """
    if is_path(target):
        findings = check_path(existing(target), bundled())
    else:
        findings = _check_bundled(target)
    if form == "json":
        print_json([plain_finding(each) for each in findings])
    elif form == "line":
        print_text("\n".join(show_line(each) for each in findings))
    elif findings:
        print_text(show_all(findings))
    else:
        print_text("nothing found")
    has_errors = any(each.severity is Severity.ERROR for each in findings)
    return FOUND if has_errors else FINE


def _check_bundled(name: str) -> tuple[Finding, ...]:
    try:
        _bundled(name)
    except ProtocolError as error:
        return error.findings
    return ()


def test(target: str, form: str) -> int:
    """
    Run scenarios: those in files, or those beside a bundled protocol.
    """
    results = list(_scenarios(target))
    failed = [each for each in results if not each.passed]
    if form == "json":
        print_json([_tested(each) for each in results])
    else:
        for each in failed:
            print_text(f"{each.span.place}: {each.name}")
            print_text("\n".join(f"  {difference}" for difference in each.differences))
        print_text(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return FOUND if failed else FINE


def _scenarios(target: str) -> Iterator[ScenarioResult]:
    if is_path(target):
        path = existing(target)
        folder = folder_of(path, bundled())
        files = files_at(path)
    else:
        folder = bundled()
        files = folder.scenarios_of(folder.load(target).id)
    for file in files:
        yield from run_file(file, folder)


def _tested(result: ScenarioResult) -> dict[str, object]:
    return {
        "name": result.name,
        "of": result.of,
        "place": result.span.place,
        "passed": result.passed,
        "differences": [str(each) for each in result.differences],
    }
