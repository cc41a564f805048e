"""
A folder of guidance: its dictionary, and the protocols and pathways in it.
"""

import posixpath
import threading
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable

import attrs

from caring.authoring.cases import services_for
from caring.authoring.checks import check_pathway
from caring.authoring.dictionary import build_dictionary
from caring.authoring.documents import DICTIONARY, PROTOCOLS
from caring.authoring.documents.base import Document
from caring.authoring.documents.laws import LawDocument
from caring.authoring.documents.pathway import PathwayDocument
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.files import File, yaml_files
from caring.authoring.laws import build_law
from caring.authoring.protocols import build_protocol
from caring.authoring.release import look_at_release, look_at_steps
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.sources import scope_of
from caring.authoring.yaml import Places
from caring.guidance.law import Law, is_law
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Guidance, Protocol, Status
from caring.lock import Lock, by_version
from caring.released import Releases
from caring.values.errors import (
    ProtocolError,
    ProtocolNotFoundError,
    ReleaseError,
)
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile
from caring.values.text import start_of

_DICTIONARY_FOLDERS = ("works", "facts", "actions", "services")
_LAWS = "laws"
"""The folder of the law, with what all laws answer beside those of the places."""


@attrs.define
class Folder:
    """
    A place with ``facts/``, ``actions/`` and a folder for each kind of protocol.
    """

    place: Traversable
    name: str
    """What the reader typed."""

    below: str = ""
    """Which path inside the folder that is; empty for the folder itself."""

    _dictionary: tuple[Dictionary, Collector] | None = None
    _built: dict[str, Guidance] = attrs.field(factory=dict)
    _being_built: set[str] = attrs.field(factory=set)
    _lock: "threading.RLock" = attrs.field(
        factory=threading.RLock, repr=False, eq=False
    )
    """Held while something is built: one thread builds, the others take it then."""

    def dictionary(self) -> tuple[Dictionary, Collector]:
        """
        Read the dictionary once, with the findings about it.
        """
        if self._dictionary is None:
            findings = Collector()
            read = [
                document
                for file in self._dictionary_files()
                if (document := file.read(findings)) is not None
            ]
            # Names in a file that could not be read would look unknown everywhere.
            readable = [] if findings.has_errors else read
            self._dictionary = build_dictionary(readable, findings), findings
        return self._dictionary

    @cached_property
    def releases(self) -> Releases:
        """
        What is released here; a lock that cannot be read is told where it is checked.
        """
        try:
            return Releases.at(self.place)
        except ReleaseError:
            return Releases(self.place, Lock())

    def _dictionary_files(self) -> Iterator[File]:
        for each in _DICTIONARY_FOLDERS:
            if (self.place / each).is_dir():
                yield from yaml_files(self.place / each, self.named(each))
        # The law of a place is built by itself: its mistakes touch no protocol.
        beside = self.place / _LAWS
        if beside.is_dir():
            for file in yaml_files(beside, self.named(_LAWS)):
                if posixpath.dirname(file.name) == self.named(_LAWS):
                    yield file

    def named(self, path: str) -> str:
        """
        Say a path inside the folder as seen from what the reader typed.
        """
        way = posixpath.relpath(path, self.below or ".")
        if way == ".":
            return self.name
        joined = posixpath.join(self.name, way)
        is_plain = self.name != "." and not way.startswith("..")
        return joined if is_plain else posixpath.normpath(joined)

    def versions(self) -> tuple[str, ...]:
        """
        Name every protocol and pathway, as ``kind/name@version``, sorted.
        """
        return tuple(sorted(self._versions(), key=by_version))

    def laws(self) -> tuple[str, ...]:
        """
        Name the law of every place, as ``law/name@version``, sorted.
        """
        return tuple(sorted(self._files_of("law"), key=by_version))

    def _versions(self) -> Iterator[str]:
        for kind in (*PROTOCOLS, "pathway"):
            yield from self._files_of(kind)

    def _files_of(self, kind: str) -> Iterator[str]:
        folder = self.place / _home(kind)
        for name in folder.iterdir() if folder.is_dir() else ():
            for file in name.iterdir() if name.is_dir() else ():
                if file.name.endswith(".yaml") and file.is_file():
                    version = file.name.removesuffix(".yaml")
                    yield f"{kind}/{name.name}@{version}"

    def load(self, wanted: str) -> Guidance:
        """
        Build a protocol or pathway by its id, with or without ``@version``.

        Without a version it is the newest.

        Raises:
            ProtocolNotFoundError: If there is none of that name.
            ProtocolError: If it, or the dictionary, has mistakes.
        """
        return self._load(wanted, self.laws() if is_law(wanted) else self.versions())

    def law(self, wanted: str) -> Law:
        """
        Build the law of a place by its id, with or without ``@version``.

        Raises:
            ProtocolNotFoundError: If there is none of that name.
            ProtocolError: If it, or the dictionary, has mistakes.
        """
        found = self._load(wanted, self.laws())
        assert isinstance(found, Law)
        return found

    def _load(self, wanted: str, available: tuple[str, ...]) -> Guidance:
        found = [each for each in available if wanted in (each, each.partition("@")[0])]
        if not found:
            raise ProtocolNotFoundError(wanted, available)
        newest = found[-1]
        with self._lock:
            if newest not in self._built:
                self._built[newest] = self._build_by_name(newest)
            return self._built[newest]

    def _build_by_name(self, name: str) -> Guidance:
        findings = Collector()
        self._being_built.add(name)
        try:
            built = self.build(self.file_of(name), findings)
        finally:
            self._being_built.remove(name)
        if built is None or findings.has_errors:
            raise ProtocolError(
                findings.sorted() or (no_protocol(self.file_of(name).name),)
            )
        return built

    def released_or_written(self, wanted: str) -> Guidance:
        """
        Find what an app gets of that name: the release where there is one, or the YAML.

        A pin of a pathway means that very version, so a released one is not built anew.

        Raises:
            ProtocolNotFoundError: If there is none of that name.
            ProtocolError: If it is not released and has mistakes.
            ReleaseError: If it is released and cannot be trusted.
        """
        name = self.releases.newest(wanted) or wanted
        is_released = name in self.releases.lock.versions
        return self.releases.load(name) if is_released else self.load(name)

    def needs(self) -> Mapping[str, str]:
        """
        Give the needs that a service can meet, each with what readers see for it.

        They are those of every referral protocol here, in its newest version.

        Raises:
            ProtocolError: If one of these, or the dictionary, has mistakes.
        """
        ids = {each.partition("@")[0] for each in self.versions()}
        referrals = sorted(each for each in ids if each.startswith("referral/"))
        return {
            need: title
            for each in referrals
            for need, title in services_for(self.load(each)).items()
        }

    def file_of(self, name: str) -> File:
        """
        Find the file of ``kind/name@version``.
        """
        id_, _, version = name.partition("@")
        path = f"{_home(id_)}/{version}.yaml"
        return File(self.place.joinpath(*path.split("/")), self.named(path))

    def scenarios_of(self, id_: str) -> Iterator[File]:
        """
        Walk the scenario files that lie beside a protocol or pathway.
        """
        place = self.place.joinpath(*id_.split("/")) / "scenarios"
        if place.is_dir():
            yield from yaml_files(place, self.named(f"{id_}/scenarios"))

    def build(self, file: File, findings: Collector) -> Guidance | None:
        """
        Read one file and build what it means, adding to findings what is wrong.
        """
        read = file.read(findings)
        return None if read is None else self.build_read(*read, findings)

    def build_read(
        self, document: Document, places: Places, findings: Collector
    ) -> Guidance | None:
        """
        Build what a document means; a document that decides nothing means nothing.
        """
        dictionary, about = self.dictionary()
        for each in about:
            findings.add(each)
        if about.has_errors:
            return None
        # Gathered apart: a mistake in another file hides nothing of this one.
        own = Collector()
        scope = scope_of(document, places, dictionary, own)
        built: Guidance | None = None
        if isinstance(document, ProtocolDocument):
            built = build_protocol(document, scope)
        elif isinstance(document, PathwayDocument):
            built = self._pathway(document, scope)
        elif isinstance(document, LawDocument):
            built = build_law(document, scope)
        elif document.kind in DICTIONARY:
            self._look_at_home(document.kind, scope)
        if built is not None and not own.has_errors:
            _look_at_place(built, scope)
            is_newest = self._newest(built) == built.name
            look_at_release(built, self.releases, scope, is_newest=is_newest)
        for each in own:
            findings.add(each)
        return built

    def _newest(self, built: Guidance) -> str:
        names = {*self.versions(), *self.laws(), *self.releases.lock.versions}
        found = [each for each in names if each.partition("@")[0] == built.id]
        # What lies where its id does not say is in no list.
        return max([*found, built.name], key=by_version)

    def _look_at_home(self, kind: str, scope: Scope) -> None:
        """
        A part of the dictionary that lies elsewhere would silently not be read.
        """
        name = scope.places.file.name
        if kind == "parameters":
            is_home, home = posixpath.dirname(name) == self.named(_LAWS), "laws/"
        else:
            homes = tuple(f"{self.named(each)}/" for each in _DICTIONARY_FOLDERS)
            is_home, home = name.startswith(homes), "works/, facts/ or actions/"
        if not is_home:
            message = f"a file of {kind} is read only where the dictionary is"
            help_ = f"move it into {home} of its folder"
            scope.add("wrong-place", message, ("caring",), help_)

    def _pathway(self, document: PathwayDocument, scope: Scope) -> Pathway | None:
        steps = []
        for n, each in enumerate(document.steps):
            step = self._step(each.role, f"{each.protocol}@{each.version}", n, scope)
            if step is not None:
                steps.append(step)
        source = scope.source(document.source, ("source",))
        if source is None or len(steps) < len(document.steps):
            return None
        pathway = Pathway(
            id=document.id,
            version=document.version,
            status=Status(document.status),
            title=document.title,
            purpose=document.purpose,
            steps=tuple(steps),
            source=source,
            entry=tuple(document.entry),
        )
        check_pathway(pathway, scope)
        look_at_steps(pathway, self.releases, scope)
        # A constraint may join facts of two steps, so it is closed into the whole.
        within = scope.dictionary.constraints_within(pathway.facts)
        return attrs.evolve(pathway, constraints=within)

    def _step(self, role: str, name: str, n: int, scope: Scope) -> Step | None:
        path = ("steps", n, "protocol")
        is_pathway = name.startswith("pathway/") or name in self._being_built
        try:
            found = None if is_pathway else self.released_or_written(name)
        except ReleaseError as error:
            message = f"`{error.name}`: {error.problem}"
            scope.add("unusable-release", message, path, error.help)
            return None
        except ProtocolNotFoundError as error:
            scope.no_protocol(name, error.available, path, ("steps", n, "version"))
            return None
        except ProtocolError as error:
            for finding in error.findings:
                scope.findings.add(finding)
            return None
        if not isinstance(found, Protocol):
            message = "a step is a protocol; pathways do not hold pathways"
            help_ = "write the steps of that pathway here"
            scope.add("pathway-in-pathway", message, path, help_)
            return None
        return Step(role=role, protocol=found)


def no_protocol(name: str) -> Finding:
    """
    Say that a file holds neither a protocol nor a pathway.
    """
    return Finding(
        code="no-protocol",
        message="this file holds neither a protocol nor a pathway",
        span=start_of(SourceFile(name, "")),
        help="dictionaries and scenarios are read with the protocol they belong to",
    )


def _home(id_: str) -> str:
    """
    Say where a kind, or one of it, lies; the kind ``law`` lies in ``laws/``.
    """
    kind, slash, name = id_.partition("/")
    return f"{_LAWS if kind == 'law' else kind}{slash}{name}"


def _look_at_place(built: Guidance, scope: Scope) -> None:
    """
    A file lies where its id and version say, so that a pin finds it.
    """
    expected = f"{_home(built.id)}/{built.version}.yaml"
    name = scope.places.file.name
    if not f"/{name}".endswith(f"/{expected}") and "/" in name:
        message = f"a file with this id and version is called `{expected}`"
        help_ = "move the file, or mend id and version"
        scope.add("wrong-place", message, ("id",), help_)
