"""
Paths that a person names: which folder they belong to, and what is in them.
"""

from collections.abc import Iterator
from pathlib import Path

from caring.authoring.cases import check_cases
from caring.authoring.documents.base import Document
from caring.authoring.documents.scenarios import EncounterDocument, ScenariosDocument
from caring.authoring.files import File, yaml_files
from caring.authoring.folder import Folder, no_protocol
from caring.authoring.laws import look_at_named
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path as Keys
from caring.guidance.protocol import Guidance
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector, Finding


def folder_of(path: Path, bundled: Folder) -> Folder:
    """
    Find the nearest folder at or above a path that has facts of its own.
    """
    start = path.resolve()
    for place in (start, *start.parents):
        if (place / "facts").is_dir():
            below = start.relative_to(place).as_posix()
            found = Folder(place, str(path), "" if below == "." else below)
            # The bundled folder has been read; it is taken where names stay the same.
            is_bundled = str(place) == str(bundled.place)
            is_alike = found.named("facts") == bundled.named("facts")
            return bundled if is_bundled and is_alike else found
    return bundled


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
        dictionary, _ = folder.dictionary()
        scope = Scope(places=places, findings=findings, dictionary=dictionary)
        _check_names(document, folder, scope)
        for names, path in _laws_named(document):
            look_at_named(scope, names, path)
            _check_laws(names, path, folder, scope)
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
        found = folder.load(name)
    except ProtocolNotFoundError as error:
        scope.no_protocol(name, error.available, (key,), ("version",))
        return
    except ProtocolError as error:
        for finding in error.findings:
            scope.findings.add(finding)
        return
    check_cases(document, found, scope)
