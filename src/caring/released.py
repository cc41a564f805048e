"""
Released files: one version as closed JSON, held to its line in the lock.

Reading one needs no YAML and no dictionary. A file is believed because its SHA-256 is
the one in the lock; what it says of itself has to agree, so that a lock that was edited
by hand is noticed too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

import attrs

from caring.artefact import FORMAT, plain, sha256
from caring.edge import MOST_BYTES, read_bytes
from caring.guidance.kinds import class_of
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance
from caring.lock import Lock, Locked, by_version, read_lock
from caring.restore import Shared, restore
from caring.values.errors import ReleaseError
from caring.values.plain import read_json
from caring.values.sources import Source

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

HEADER = f"release/{FORMAT}"
"""What a released file says of itself under ``caring``."""

LOCK = "versions.lock"
FOLDER = "released"

OTHER_VERSION = "use the version of caring that wrote it"
RESTORE_IT = "get it anew from where it was published, or from version control"


def path_of(name: str) -> str:
    """
    Say where the released file of ``kind/name@version`` lies in a folder of protocols.

    >>> path_of("screening/signs-in-clinic@1.0.0")
    'released/screening/signs-in-clinic/1.0.0.json'
    """
    id_, _, version = name.partition("@")
    return f"{FOLDER}/{id_}/{version}.json"


def write_release(guidance: Guidance) -> str:
    """
    Write a version as it is released: closed, in the order of its file.

    Its status is not written: that alone may change, and stands in the lock.
    """
    model = {key: each for key, each in plain(guidance).items() if key != "status"}
    sources: dict[str, Any] = {}
    model = _sharing(model, sources)
    data = {
        "caring": HEADER,
        "name": guidance.name,
        "digest": guidance.digest,
        "wording": guidance.wording_digest,
        "sources": sources,
        "model": model,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _sharing(data: Any, sources: dict[str, Any]) -> Any:
    """
    Write each source once, and its name wherever it is used; rules share most of them.
    """
    if isinstance(data, list):
        return [_sharing(each, sources) for each in data]
    if not isinstance(data, dict):
        return data
    if data.get("is") == Source.__name__:
        return _named(data, sources)
    return {key: _sharing(each, sources) for key, each in data.items()}


def _named(source: dict[str, Any], sources: dict[str, Any]) -> str:
    # A name is unique in one YAML file, and a release closes over several.
    name: str = source["id"]
    while sources.setdefault(name, source) != source:
        name += "+"
    return name


@attrs.frozen(eq=False)
class Releases:
    """
    The released versions in a folder of protocols.
    """

    place: Traversable
    lock: Lock = attrs.field(repr=False)
    _loaded: dict[str, Guidance] = attrs.field(factory=dict, repr=False)

    @classmethod
    def at(cls, place: Traversable) -> Self:
        """
        Open a folder; where it has no lock nothing is released.

        Raises:
            ReleaseError: If the lock is not as it should be.
        """
        file = place / LOCK
        if not file.is_file():
            return cls(place, Lock())
        try:
            return cls(place, read_lock(_bounded(read_bytes(file)).decode()))
        except ValueError as error:
            raise ReleaseError(LOCK, str(error), RESTORE_IT) from error

    def has_file(self, name: str) -> bool:
        """
        Say whether there is a released file of that name, whatever the lock says.
        """
        return self.place.joinpath(*path_of(name).split("/")).is_file()

    def newest(self, id_: str) -> str | None:
        """
        Name the newest released version of an id that was not withdrawn.

        Returns:
            ``kind/name@version``, or nothing where none is released.

        Raises:
            ReleaseError: If all of them were withdrawn.
        """
        released, standing = self.lock.of(id_), self.standing(id_)
        if released and not standing:
            problem = "every released version was withdrawn"
            help_ = f"choose another protocol, or name one of {', '.join(released)}"
            raise ReleaseError(id_, problem, help_)
        return standing[-1] if standing else None

    def standing(self, id_: str) -> tuple[str, ...]:
        """
        Name the released versions of an id that were not withdrawn, oldest first.
        """
        versions = self.lock.versions
        return tuple(
            each for each in self.lock.of(id_) if versions[each].withdrawn is None
        )

    def withdrawals(self, guidance: Guidance) -> tuple[str, ...]:
        """
        Say which of a version and, along a pathway, its steps were withdrawn, and why.
        """
        steps = guidance.steps if isinstance(guidance, Pathway) else ()
        names = [guidance.name, *(each.protocol.name for each in steps)]
        taken_back = [
            (name, locked.withdrawn)
            for name in names
            if (locked := self.lock.versions.get(name)) and locked.withdrawn
        ]
        return tuple(
            f"`{name}` was withdrawn on {each.on.isoformat()}: {each.because}"
            for name, each in taken_back
        )

    def load(self, name: str) -> Guidance:
        """
        Load exactly one released version, once.

        Raises:
            ReleaseError: If it is not released, or its file is not what was released.
        """
        if name not in self._loaded:
            found = self._restored(name, self._locked(name))
            # Of two threads that come first both get what one of them made.
            self._loaded.setdefault(name, found)
        return self._loaded[name]

    def _locked(self, name: str) -> Locked:
        if name not in self.lock.versions:
            there = sorted(self.lock.versions, key=by_version)
            help_ = f"released are {', '.join(there) or 'none'}"
            raise ReleaseError(name, f"{LOCK} has no such version", help_)
        return self.lock.versions[name]

    def _restored(self, name: str, locked: Locked) -> Guidance:
        content = self._content(name, locked)
        kind = class_of(name.partition("/")[0])
        # The lock vouches for the bytes, and who wrote the lock could write anything:
        # a file that is not as we write it is told like any other that we cannot read.
        try:
            data = read_json(_bounded(content).decode())
            model = self._with_steps(_model(name, locked, data))
            sources: Shared = {
                (Source.__name__, key): restore(Source, each)
                for key, each in data["sources"].items()
            }
            built: Guidance = restore(kind, {**model, "status": locked.status}, sources)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problem = f"this version of caring cannot read it ({error})"
            raise ReleaseError(name, problem, OTHER_VERSION) from error
        if built.name != name:
            raise ReleaseError(name, f"its file holds `{built.name}`", RESTORE_IT)
        return _trusted(built, locked)

    def _content(self, name: str, locked: Locked) -> bytes:
        place = self.place.joinpath(*path_of(name).split("/"))
        try:
            content = read_bytes(place)
        except OSError as error:
            problem = f"its file `{path_of(name)}` is not there"
            raise ReleaseError(name, problem, RESTORE_IT) from error
        if sha256(content) != locked.file:
            problem = f"its file `{path_of(name)}` is not the one that was released"
            raise ReleaseError(name, problem, RESTORE_IT)
        return content

    def _with_steps(self, model: dict[str, Any]) -> dict[str, Any]:
        """
        Put the released protocol in for each pin of a pathway.
        """
        if "steps" not in model:
            return model
        steps = [
            {**each, "protocol": self._pinned(each["protocol"])}
            for each in model["steps"]
        ]
        return {**model, "steps": steps}

    def _pinned(self, pin: dict[str, str]) -> Guidance:
        name = pin["name"]
        if name.startswith("pathway/"):
            raise ReleaseError(name, "a pathway is no step of a pathway", RESTORE_IT)
        locked = self._locked(name)
        if (locked.meaning, locked.wording) != (pin["digest"], pin["wording"]):
            problem = "it is not the version that the pathway was released with"
            raise ReleaseError(name, problem, RESTORE_IT)
        return self.load(name)


def _bounded(content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES:,} bytes")
    return content


def _model(name: str, locked: Locked, data: Any) -> dict[str, Any]:
    """
    Hold what a file says of itself to what was asked for.
    """
    if data.get("caring") != HEADER:
        problem = f"its file is no `{HEADER}`"
        raise ReleaseError(name, problem, OTHER_VERSION)
    if data["name"] != name:
        raise ReleaseError(name, f"its file holds `{data['name']}`", RESTORE_IT)
    if (data["digest"], data["wording"]) != (locked.meaning, locked.wording):
        problem = f"its digests in {LOCK} are not those of its file"
        raise ReleaseError(name, problem, RESTORE_IT)
    model: dict[str, Any] = data["model"]
    return model


def _trusted(built: Guidance, locked: Locked) -> Guidance:
    """
    Take the digests from the lock: the file's own hash has vouched for them.

    Working them out costs more than reading the file; the check of a folder does it.
    """
    object.__setattr__(built, "digest", locked.meaning)
    object.__setattr__(built, "wording_digest", locked.wording)
    return built
