"""
Paths that a person names: which folder they belong to, and what is in them.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import attrs

from caring.authoring.approval import check_approval
from caring.authoring.cases import check_cases
from caring.authoring.directory import build_directory
from caring.authoring.documents.approval import ApprovalDocument
from caring.authoring.documents.base import Document
from caring.authoring.documents.directory import DirectoryDocument
from caring.authoring.documents.invariants import InvariantsDocument
from caring.authoring.documents.pins import PinsDocument
from caring.authoring.documents.scenarios import EncounterDocument, ScenariosDocument
from caring.authoring.ending import check_ends
from caring.authoring.files import File, yaml_files
from caring.authoring.folder import Folder, no_protocol
from caring.authoring.invariants import build_invariants
from caring.authoring.laws import look_at_named
from caring.authoring.pins import check_pins
from caring.authoring.release import check_lock
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path as Keys
from caring.authoring.yaml import Places
from caring.guidance.directory import Directory
from caring.guidance.protocol import Guidance
from caring.released import LOCK
from caring.values.errors import (
    ProtocolError,
    ProtocolNotFoundError,
    ReleaseError,
)
from caring.values.findings import Collector, Finding


def folder_of(path: Path, bundled: Folder) -> Folder:
    """
    Find the nearest folder at or above a path that has facts of its own.
    """
    start = path.resolve()
    place = home_of(start)
    if place is None:
        return bundled
    below = start.relative_to(place).as_posix()
    found = Folder(place, str(path), "" if below == "." else below)
    # The bundled folder has been read; it is taken where names stay the same.
    is_bundled = str(place) == str(bundled.place)
    is_alike = found.named("facts") == bundled.named("facts")
    return bundled if is_bundled and is_alike else found


def home_of(path: Path) -> Path | None:
    """
    Find the nearest folder at or above a whole path that has facts of its own.
    """
    around = (path, *path.parents)
    return next((place for place in around if (place / "facts").is_dir()), None)


def read(path: Path, bundled: Folder) -> Guidance:
    """
    Build the protocol or pathway in a file.

    Raises:
        ProtocolError: If it has mistakes, or holds neither.
    """
    findings = Collector()
    folder = folder_of(path, bundled)
    built = folder.build(File(path, str(path)), findings)
    if built is None or findings.has_errors:
        raise ProtocolError(findings.sorted() or (no_protocol(str(path)),))
    return built


def read_directory(path: Path, bundled: Folder) -> Directory:
    """
    Build the directory in a file.

    Raises:
        ProtocolError: If it has mistakes, or holds no directory.
    """
    findings = Collector()
    folder = folder_of(path, bundled)
    file = File(path, str(path))
    read_ = file.read(findings)
    built: Directory | None = None
    if read_ is not None and isinstance(read_[0], DirectoryDocument):
        built = _directory(read_[0], read_[1], folder, findings)
    if built is None or findings.has_errors:
        raise ProtocolError(findings.sorted() or (_no_directory(file.name),))
    return built


def _no_directory(name: str) -> Finding:
    message = "this file holds no directory of services"
    help_ = "its first line is to be `caring: directory/1`"
    return attrs.evolve(no_protocol(name), message=message, help=help_)


def _directory(
    document: DirectoryDocument, places: Places, folder: Folder, findings: Collector
) -> Directory | None:
    dictionary, about = folder.dictionary()
    for each in about:
        findings.add(each)
    try:
        needs = {} if about.has_errors else folder.needs()
    except ProtocolError as error:
        for each in error.findings:
            findings.add(each)
    if findings.has_errors:
        return None
    scope = Scope(places=places, findings=findings, dictionary=dictionary)
    return build_directory(document.name, document.services, needs, scope)


def files_at(path: Path) -> Iterator[File]:
    """
    Walk the file that a path names, or the YAML files below it.
    """
    if path.is_dir():
        yield from yaml_files(path, "" if str(path) == "." else str(path))
    else:
        yield File(path, str(path))


def check(
    path: Path, bundled: Folder, on: dt.date | None = None
) -> tuple[Finding, ...]:
    """
    Gather the findings of every file at a path, in reading order.

    Ends that are near are told where there is a day to count from.
    """
    findings = Collector()
    folder = folder_of(path, bundled)
    if path.name == LOCK:
        check_lock(path.parent, str(path.parent), findings)
        return findings.sorted()
    if (path / LOCK).is_file():
        check_lock(path, str(path), findings)
    for file in files_at(path):
        check_file(file, folder, findings)
    if on is not None:
        check_ends(files_at(path), on, findings)
    return findings.sorted()


def check_file(file: File, folder: Folder, findings: Collector) -> Document | None:
    """
    Gather the findings of one file; hand back what it holds.
    """
    read_ = file.read(findings)
    if read_ is None:
        return None
    document, places = read_
    if isinstance(document, InvariantsDocument):
        build_invariants(document, places, folder, findings)
        return document
    if isinstance(document, ApprovalDocument):
        check_approval(document, places, folder, findings)
        return document
    folder.build_read(document, places, findings)
    dictionary, _ = folder.dictionary()
    scope = Scope(places=places, findings=findings, dictionary=dictionary)
    if isinstance(document, DirectoryDocument):
        # Gathered apart: a mistake in another file hides nothing of this one.
        own = Collector()
        _directory(document, places, folder, own)
        for each in own:
            findings.add(each)
    if isinstance(document, ScenariosDocument | EncounterDocument):
        _check_names(document, folder, scope)
        for names, path in _laws_named(document):
            look_at_named(scope, names, path)
            _check_laws(names, path, folder, scope)
    elif isinstance(document, PinsDocument):
        check_pins(document, folder.releases, scope)
    return document


def _laws_named(
    document: ScenariosDocument | EncounterDocument,
) -> Iterator[tuple[list[str], Keys]]:
    yield document.law, ("law",)
    if isinstance(document, ScenariosDocument):
        for n, each in enumerate(document.scenarios):
            yield each.law or [], ("scenarios", n, "law")


def _check_laws(names: list[str], path: Keys, folder: Folder, scope: Scope) -> None:
    for n, name in enumerate(names):
        try:
            folder.law(name)
        except ProtocolNotFoundError as error:
            message = f"no law is called `{name}`"
            where, known = (*path, n), error.available
            ids = {each.partition("@")[0] for each in known}
            scope.unknown("unknown-law", message, where, {*known, *ids}, name)
        except ProtocolError as error:
            for finding in error.findings:
                scope.findings.add(finding)


def _check_names(
    document: ScenariosDocument | EncounterDocument, folder: Folder, scope: Scope
) -> None:
    """
    Hold scenarios and encounters to names that exist; results are for ``caring test``.
    """
    if isinstance(document, ScenariosDocument):
        key, wanted = "of", document.of
    else:
        key, wanted = "pathway", document.pathway
    name = f"{wanted}@{document.version}" if document.version else wanted
    try:
        # Scenarios belong to the YAML beside them, encounters to what an app would run.
        is_encounter = isinstance(document, EncounterDocument)
        found = (folder.released_or_written if is_encounter else folder.load)(name)
    except ReleaseError as error:
        message = f"`{error.name}`: {error.problem}"
        scope.add("unusable-release", message, (key,), error.help)
        return
    except ProtocolNotFoundError as error:
        scope.no_protocol(name, error.available, (key,), ("version",))
        return
    except ProtocolError as error:
        for finding in error.findings:
            scope.findings.add(finding)
        return
    check_cases(document, found, scope)
