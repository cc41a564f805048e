"""
The traces of a folder: read, and held to the places that they name.
"""

from collections.abc import Iterator

import attrs

from caring.authoring.documents.base import Document
from caring.authoring.documents.trace import TracedDocument, TraceDocument
from caring.authoring.files import File, yaml_files
from caring.authoring.folder import Folder
from caring.authoring.placing import places_in
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path, Places
from caring.guidance.tracing import Area, Place, Said, Trace, Traced
from caring.values.errors import ProtocolError
from caring.values.findings import Collector, Note

HOME = "trace"
"""The folder of traces; a trace elsewhere would silently not be read."""

_SHARED = ("facts", "actions", "services", "laws", "invariants")
"""Folders whose ids are named without a protocol, as in ``facts#born_on``."""


@attrs.define
class _Guidance:
    """
    The places of a folder, each file read once and only when it is named.
    """

    folder: Folder
    findings: Collector
    """Where mistakes in a file that is named are told."""

    unread: set[str] = attrs.field(factory=set)
    """What stands before ``#`` and could not be read; its ids are not known."""

    _read: dict[str, dict[str, list[Said]]] = attrs.field(factory=dict)

    def names(self) -> set[str]:
        """
        Name everything that can stand before ``#``.
        """
        return {*_SHARED, *self.folder.versions(), *self.folder.laws()}

    def ids(self, name: str) -> dict[str, list[Said]]:
        """
        Give every id of a protocol, or of a folder that all share.
        """
        if name not in self._read:
            self._read[name] = dict(self._places(name))
        return self._read[name]

    def _places(self, name: str) -> Iterator[tuple[str, list[Said]]]:
        dictionary, _ = self.folder.dictionary()
        for file in self._files(name):
            read = file.read(self.findings)
            if read is None:
                self.unread.add(name)
            else:
                yield from places_in(*read, dictionary).items()

    def _files(self, name: str) -> Iterator[File]:
        place = self.folder.place / name
        if name not in _SHARED:
            yield self.folder.file_of(name)
        elif place.is_dir():
            yield from yaml_files(place, self.folder.named(name))


def trace_of(folder: Folder) -> Trace:
    """
    Read every trace of a folder; a folder need not have any.

    Raises:
        ProtocolError: If one has mistakes.
    """
    _, findings = folder.dictionary()
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    findings = Collector()
    guidance = _Guidance(folder, findings)
    areas = [
        _area(document, places, guidance, findings)
        for document, places in _documents(folder, findings)
    ]
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    return Trace(areas=tuple(areas))


def _documents(
    folder: Folder, findings: Collector
) -> Iterator[tuple[TraceDocument, Places]]:
    place = folder.place / HOME
    for file in yaml_files(place, folder.named(HOME)) if place.is_dir() else ():
        read: tuple[Document, Places] | None = file.read(findings)
        if read is not None and isinstance(read[0], TraceDocument):
            yield read[0], read[1]


def check_trace(
    document: TraceDocument, places: Places, folder: Folder, findings: Collector
) -> None:
    """
    Hold one file of points to its places, and to the other files.
    """
    dictionary, about = folder.dictionary()
    scope = Scope(places=places, findings=findings, dictionary=dictionary)
    if not places.file.name.startswith(f"{folder.named(HOME)}/"):
        message = "traces are read only in the folder `trace`"
        scope.add("wrong-place", message, ("caring",), "move the file into trace/")
        return
    # Facts and actions that could not be built would look as if they were not there.
    if about.has_errors:
        for each in about:
            findings.add(each)
        return
    _area(document, places, _Guidance(folder, findings), findings)
    for other, there in _documents(folder, Collector()):
        if there.file.name < places.file.name:
            _look_at_twice(document, other, there, scope)


def _look_at_twice(
    document: TraceDocument, other: TraceDocument, there: Places, scope: Scope
) -> None:
    for number in document.points.keys() & other.points.keys():
        path = ("points", number)
        note = Note("first traced here", there.of_key(path))
        message = f"`{number}` is traced twice"
        help_ = "keep one, with the places of both"
        scope.add("traced-twice", message, scope.places.of_key(path), help_, (note,))


def _area(
    document: TraceDocument, places: Places, guidance: _Guidance, findings: Collector
) -> Area:
    scope = Scope(
        places=places, findings=findings, dictionary=guidance.folder.dictionary()[0]
    )
    points = (
        _traced(number, each, guidance, scope)
        for number, each in document.points.items()
    )
    name = places.file.name.rpartition("/")[2].removesuffix(".yaml")
    return Area(name=name, title=document.title, points=tuple(points))


def _traced(
    number: str, written: TracedDocument, guidance: _Guidance, scope: Scope
) -> Traced:
    path = ("points", number)
    if written.at is None and written.left_out is None:
        message = f"`{number}` has no place and no reason to be left out"
        help_ = "name its places with `at`, or say why in `left_out`"
        scope.add("traced-nowhere", message, scope.places.of_key(path), help_)
    found = [
        _place(name, (*path, "at", n), guidance, scope)
        for n, name in enumerate(written.at or ())
    ]
    return Traced(
        point=number,
        places=tuple(each for each in found if each is not None),
        left_out=written.left_out,
    )


def _place(name: str, path: Path, guidance: _Guidance, scope: Scope) -> Place | None:
    where, _, id_ = name.partition("#")
    known = guidance.names()
    if where not in known:
        message = f"nothing here is called `{where}`"
        scope.unknown("unknown-place", message, path, known, where)
        return None
    ids = guidance.ids(where)
    if id_ not in ids and where in guidance.unread:
        return None
    if id_ not in ids:
        message = f"`{where}` has no `{id_}` with words and a source"
        scope.unknown("unknown-place", message, path, ids, id_)
        return None
    return Place(name=name, says=tuple(ids[id_]))
