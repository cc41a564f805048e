"""
Paths that a person names: which folder they belong to, and what is in them.
"""

from collections.abc import Iterator
from pathlib import Path

from caring.authoring.cases import check_cases
from caring.authoring.documents.base import Document
from caring.authoring.documents.scenarios import EncounterDocument, ScenariosDocument
from caring.authoring.files import File, yaml_files
from caring.authoring.folder import Folder
from caring.authoring.scope import Scope
from caring.authoring.yaml import start_of
from caring.guidance.protocol import Guidance
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile


def folder_of(path: Path, bundled: Folder) -> Folder:
    """
    Find the nearest folder at or above a path that has facts of its own.
    """
    start = path.resolve()
    for place in (start, *start.parents):
        if (place / "facts").is_dir():
            is_bundled = str(place) == str(bundled.place)
            return bundled if is_bundled else Folder(place, _name_of(place, path))
    return bundled


def _name_of(place: Path, path: Path) -> str:
    """
    Say a folder as the reader would: the path they typed, up to that folder.
    """
    for typed in (path, *path.parents):
        if typed.resolve() == place:
            return str(typed)
    return str(place)


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
        raise ProtocolError(findings.sorted() or (_no_protocol(path),))
    return built


def _no_protocol(path: Path) -> Finding:
    return Finding(
        code="no-protocol",
        message="this file holds neither a protocol nor a pathway",
        span=start_of(SourceFile(str(path), "")),
        help="dictionaries and scenarios are read with the protocol they belong to",
    )


def files_at(path: Path) -> Iterator[File]:
    """
    Walk the file that a path names, or the YAML files below it.
    """
    if path.is_dir():
        yield from yaml_files(path, "" if str(path) == "." else str(path))
    else:
        yield File(path, str(path))


def check(path: Path, bundled: Folder) -> tuple[Finding, ...]:
    """
    Gather the findings of every file at a path, in reading order.
    """
    findings = Collector()
    folder = folder_of(path, bundled)
    for file in files_at(path):
        check_file(file, folder, findings)
    return findings.sorted()


def check_file(file: File, folder: Folder, findings: Collector) -> Document | None:
    """
    Gather the findings of one file; hand back what it holds.
    """
    read_ = file.read(findings)
    if read_ is None:
        return None
    document, places = read_
    folder.build_read(document, places, findings)
    if isinstance(document, ScenariosDocument | EncounterDocument):
        scope = Scope(
            places=places, findings=findings, dictionary=folder.dictionary()[0]
        )
        _check_names(document, folder, scope)
    return document


def _check_names(
    document: ScenariosDocument | EncounterDocument, folder: Folder, scope: Scope
) -> None:
    """
    Hold scenarios and encounters to names that exist; results are for ``caring test``.
    """
    is_scenarios = isinstance(document, ScenariosDocument)
    wanted = (
        document.of if isinstance(document, ScenariosDocument) else document.pathway
    )
    name = f"{wanted}@{document.version}" if document.version else wanted
    try:
        found = folder.load(name)
    except ProtocolNotFoundError as error:
        path = ("of",) if is_scenarios else ("pathway",)
        message = f"there is no `{name}`"
        scope.unknown("unknown-protocol", message, path, error.available, name)
        return
    except ProtocolError as error:
        for finding in error.findings:
            scope.findings.add(finding)
        return
    check_cases(document, found, scope)
