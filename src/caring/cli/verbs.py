"""
What each verb does; each returns an exit code.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import attrs

from caring import __version__
from caring.artefact import plain
from caring.authoring.cases import answers_of, moment_of, raises_of
from caring.authoring.collection import check_file, files_at, folder_of
from caring.authoring.documents.scenarios import EncounterDocument
from caring.authoring.ending import check_ends
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.catalogues.files import translation as read_translation
from caring.cli import FINE, FOUND
from caring.cli.approval import approval_lines
from caring.cli.invariants import invariant_lines
from caring.cli.printing import print_error, print_json, print_lines, print_text
from caring.guidance.assessment import Advice, Assessment
from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers
from caring.library import bundled, read_directory, shelves, translation
from caring.library import check as check_path
from caring.running.advise import meet
from caring.running.assess import assess as assess_one
from caring.running.encounters import Setting
from caring.shelf import Shelf
from caring.shelves import Shelves
from caring.showing.findings import plain as plain_finding
from caring.showing.findings import show_all, show_line
from caring.showing.lines import GAP, Line
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from caring.showing.sarif import sarif
from caring.showing.translation import Translation
from caring.testing.invariants import InvariantResult, hold, met_at, met_in
from caring.testing.scenarios import ScenarioResult, run_file
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector, Finding, Severity


@attrs.frozen
class Beside:
    """
    What was typed beside the answers; it holds in place of what a file says.
    """

    on: str | None = None
    """A date or a time."""

    directory: str | None = None
    """A file of services."""

    law: tuple[str, ...] = ()
    """Names of laws."""

    def services(self) -> Directory | None:
        """
        Read the directory, where one was named.
        """
        if self.directory is None:
            return None
        return read_directory(existing(self.directory))

    def laws(self) -> tuple[Law, ...]:
        """
        Find the law of each place that was named.

        Raises:
            ProtocolNotFoundError: If there is none of that name.
        """
        return tuple(shelves().law(each) for each in self.law)


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
        yield _found(target, shelves())
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


def _found(name: str, place: Shelf | Shelves) -> Guidance:
    """
    Load what a name means to an app, and say where it was withdrawn.
    """
    found, withdrawals = place.find(name)
    for each in withdrawals:
        print_error(f"careful: {each}")
    return found


def list_guidance(target: str | None, form: str) -> int:
    """
    List protocols, pathways and laws with title and status.
    """
    names = (*shelves().versions(), *shelves().laws()) if target is None else ()
    found = [shelves().exactly(name) for name in names]
    found += [] if target is None else list(guidance_at(target))
    if form == "json":
        print_json([_listed(each) for each in found])
        return FINE
    width = max((len(each.name) for each in found), default=0)
    for each in found:
        stands = "withdrawn" if _is_withdrawn(each) else each.status.value
        print_text(f"{each.name:{width}}  {stands:9}  {each.title}")
    return FINE


def _is_withdrawn(guidance: Guidance) -> bool:
    locked = [each.releases.lock.versions.get(guidance.name) for each in shelves().all_]
    return any(each.withdrawn is not None for each in locked if each is not None)


def _listed(guidance: Guidance) -> dict[str, object]:
    return {
        "id": guidance.id,
        "version": guidance.version,
        "status": guidance.status.value,
        "title": guidance.title,
        "digest": guidance.digest,
        "withdrawn": _is_withdrawn(guidance),
    }


def show(target: str, form: str, locale: str | None) -> int:
    """
    Show every protocol that a word names.
    """
    found = list(guidance_at(target))
    texts = _translation(locale, target)
    if form == "json":
        print_json([plain(each) for each in found])
        return FINE
    for number, each in enumerate(found):
        print_lines([*([GAP] if number else []), *protocol_lines(each, texts)])
    return FINE


def _translation(locale: str | None, target: str) -> Translation | None:
    """
    Read a translation: of the folder that a path belongs to, then the bundled one.
    """
    if locale is None:
        return None
    if not is_path(target):
        return translation(locale)
    folder = folder_of(existing(target), bundled())
    own = (folder.place, folder.named("."))
    return read_translation(locale, [own, (bundled().place, bundled().name)])


def approve(target: str, organisation: str, on: dt.date) -> int:
    """
    Print the file of an approval, to be completed and kept by the organisation.
    """
    found = shelves().of(target).folder.load(target)
    for line in approval_lines(found, organisation, on):
        print_text(line)
    return FINE


def assess(
    target: str,
    form: str,
    beside: Beside,
    locale: str | None,
) -> int:
    """
    Advise on encounters; on a protocol or pathway, as when nothing is known yet.
    """
    results = list(_results(target, beside))
    texts = _translation(locale, target)
    if form == "json":
        written = [json.loads(each.to_json()) for each, _ in results]
        print_json(written[0] if len(written) == 1 else written)
        return FINE
    for number, (each, answers) in enumerate(results):
        print_lines([*([GAP] if number else []), *_shown(each, answers, texts)])
    return FINE


def _shown(
    result: Advice | Assessment, answers: Answers, texts: Translation | None
) -> Iterator[Line]:
    if isinstance(result, Advice):
        return advice_lines(result, texts, answers)
    return assessment_lines(result, texts, answers)


def _results(
    target: str, beside: Beside
) -> Iterator[tuple[Advice | Assessment, Answers]]:
    """
    Run what a word names, each with the answers that were handed in for it.
    """
    services = beside.services()
    if not is_path(target):
        moment, law = _moment(beside.on), beside.laws()
        setting = Setting(on=moment, directory=services, law=law)
        yield _run(_found(target, shelves()), Answers(), setting), Answers()
        return
    path = existing(target)
    folder = folder_of(path, bundled())
    for file in files_at(path):
        yield from _encounter(file, folder, beside, services)


def _encounter(
    file: File, folder: Folder, beside: Beside, services: Directory | None
) -> Iterator[tuple[Advice, Answers]]:
    findings = Collector()
    found = check_file(file, folder, findings)
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    if isinstance(found, EncounterDocument):
        name = f"{found.pathway}@{found.version}" if found.version else found.pathway
        moment = _moment(beside.on or found.on)
        own = None if folder is bundled() else Shelf(folder.place, folder.name)
        place = own or shelves()
        setting = Setting(
            on=moment,
            raises=raises_of(found),
            directory=services,
            law=tuple(place.law(each) for each in beside.law or found.law),
        )
        answers = answers_of(found)
        advice = _run(_found(name, place), answers, setting)
        assert isinstance(advice, Advice)
        yield advice, answers


def _run(guidance: Guidance, answers: Answers, setting: Setting) -> Advice | Assessment:
    if isinstance(guidance, Pathway):
        return meet(guidance, answers, setting).advice
    if not isinstance(guidance, Protocol):
        raise ProtocolNotFoundError(guidance.id, shelves().versions())
    return assess_one(
        guidance, answers, on=setting.on, raises=setting.raises, law=setting.law
    )


def _moment(on: str | None) -> dt.datetime | dt.date:
    if on is not None:
        return moment_of(on)
    # The command line is where the clock may be read: somebody is typing now.
    return dt.datetime.now(dt.UTC)  # noqa: TID251


def interview(name: str, form: str, beside: Beside, locale: str | None) -> int:
    """
    Ask one safe question at a time along a pathway, then advise.
    """
    from caring.cli import interviewing

    (found,) = guidance_at(name)
    laws, services = beside.laws(), beside.services()
    texts, moment = _translation(locale, name), _moment(beside.on)
    return interviewing.interview(found, moment, laws, services, texts, form)


def check(target: str, form: str, on: dt.date) -> int:
    """
    Say what is wrong at a path, or with a bundled protocol, and what ends soon.
    """
    if is_path(target):
        findings = check_path(existing(target), on=on)
    else:
        findings = _check_bundled(target, on)
    if form == "sarif":
        print_json(sarif(findings, __version__, Path.cwd().as_posix()))
    elif form == "json":
        print_json([plain_finding(each) for each in findings])
    elif form == "line":
        print_text("\n".join(show_line(each) for each in findings))
    elif findings:
        print_text(show_all(findings))
    else:
        print_text("nothing found")
    has_errors = any(each.severity is Severity.ERROR for each in findings)
    return FOUND if has_errors else FINE


def _check_bundled(name: str, on: dt.date) -> tuple[Finding, ...]:
    findings = Collector()
    try:
        folder = shelves().of(name).folder
        found = folder.load(name)
    except ProtocolError as error:
        return error.findings
    check_ends([folder.file_of(found.name)], on, findings)
    return findings.sorted()


def test(target: str, form: str) -> int:
    """
    Run scenarios, in files or beside a bundled protocol, and hold invariants to them.
    """
    folder, files = _to_test(target)
    results = [each for file in files for each in run_file(file, folder)]
    held = _held(target, folder, results)
    failed = [each for each in results if not each.passed]
    broken = [each for each in held if not each.passed]
    if form == "json":
        tested = [_tested(each) for each in results]
        print_json([*tested, *(_tested_invariant(each) for each in held)])
        return FOUND if failed or broken else FINE
    for each in failed:
        print_text(f"{each.span.place}: {each.name}")
        print_text("\n".join(f"  {difference}" for difference in each.differences))
    for line in invariant_lines(held):
        print_text(line)
    print_text(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return FOUND if failed or broken else FINE


def _to_test(target: str) -> tuple[Folder, list[File]]:
    if is_path(target):
        path = existing(target)
        return folder_of(path, bundled()), list(files_at(path))
    folder = shelves().of(target).folder
    return folder, list(folder.scenarios_of(folder.load(target).id))


def _held(
    target: str, folder: Folder, results: list[ScenarioResult]
) -> tuple[InvariantResult, ...]:
    """
    Hold invariants to what was run; none is missed where only a part was run.
    """
    met = list(met_in(results))
    is_whole = True
    if is_path(target):
        path = existing(target)
        is_whole = str(folder.place) == str(path.resolve())
        met += met_at(path, folder)
        names = {each.of for each in met}
    else:
        names = {folder.load(target).name}
    there = invariants_of(folder)
    if not (is_whole and is_path(target)):
        there = tuple(each for each in there if each.of in names)
    return hold(there, met, is_whole=is_whole)


def _tested(result: ScenarioResult) -> dict[str, object]:
    return {
        "name": result.name,
        "of": result.of,
        "place": result.span.place,
        "passed": result.passed,
        "differences": [str(each) for each in result.differences],
    }


def _tested_invariant(result: InvariantResult) -> dict[str, object]:
    return {
        "invariant": result.invariant.id,
        "of": result.invariant.of,
        "passed": result.passed,
        "reached": result.reached,
        "differences": [str(each) for each in result.breaches],
    }
