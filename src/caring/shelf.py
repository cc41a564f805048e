"""
A folder of protocols as an app sees it: what is released, and YAML where nothing is.
"""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from caring.artefact import FORMAT
from caring.guidance.law import Law, is_law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.lock import by_version
from caring.released import LOCK, RESTORE_IT, Releases
from caring.values.errors import (
    ProtocolError,
    ProtocolNotFoundError,
    ReleaseError,
    ReplayError,
    WithdrawnWarning,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from caring.authoring.folder import Folder
    from caring.guidance.assessment import Advice, Assessment
    from caring.guidance.directory import Directory
    from caring.guidance.records import Pin, Record
    from caring.language.answers import Answers

_CALLER = 3
"""Frames from a warning to whoever called ``caring.load``."""


@attrs.frozen(eq=False)
class Shelf:
    """
    Protocols by name.
    """

    place: Traversable
    name: str
    """What messages call the folder."""

    @cached_property
    def releases(self) -> Releases:
        """
        What is released; the lock is read once.
        """
        return Releases.at(self.place)

    @cached_property
    def folder(self) -> Folder:
        """
        The YAML; what reads it is imported now and no earlier.
        """
        from caring.authoring.folder import Folder

        return Folder(self.place, self.name)

    def versions(self) -> tuple[str, ...]:
        """
        Name every version that is released or written, sorted.
        """
        released = (each for each in self.releases.lock.versions if not is_law(each))
        return tuple(sorted({*self.folder.versions(), *released}, key=by_version))

    def laws(self) -> tuple[str, ...]:
        """
        Name the law of every place that is released or written, sorted.
        """
        released = (each for each in self.releases.lock.versions if is_law(each))
        return tuple(sorted({*self.folder.laws(), *released}, key=by_version))

    def law(self, wanted: str) -> Law:
        """
        Load the law of a place by its name, like ``load``.
        """
        if not is_law(wanted):
            raise ProtocolNotFoundError(wanted, self.laws())
        found = self.load(wanted)
        assert isinstance(found, Law)
        return found

    def load(self, wanted: str) -> Guidance:
        """
        Load a version by its exact name, or the newest of an id.

        The newest is the newest released one that was not withdrawn, and only where
        none was ever released the newest that is written.

        Raises:
            ProtocolNotFoundError: If there is none of that name.
            ProtocolError: If it comes from YAML that has mistakes.
            ReleaseError: If it is released and cannot be trusted, or all of its id were
                withdrawn.
        """
        found, withdrawals = self.find(wanted)
        for each in withdrawals:
            warnings.warn(each, WithdrawnWarning, stacklevel=_CALLER)
        return found

    def find(self, wanted: str) -> tuple[Guidance, tuple[str, ...]]:
        """
        Load a version like ``load``; withdrawals are handed back as sentences.
        """
        found = self.exactly(self.releases.newest(wanted) or wanted)
        return found, self.releases.withdrawals(found)

    def exactly(self, wanted: str) -> Guidance:
        """
        Load a version without a word about withdrawals.
        """
        if wanted in self.releases.lock.versions:
            return self.releases.load(wanted)
        try:
            found = self.folder.load(wanted)
        except ProtocolNotFoundError as error:
            there = self.laws() if is_law(wanted) else self.versions()
            raise ProtocolNotFoundError(wanted, there) from error
        if self.releases.has_file(found.name):
            # Otherwise a line lost from the lock would quietly bring back the YAML.
            problem = f"it has a released file, and {LOCK} does not know it"
            raise ReleaseError(found.name, problem, RESTORE_IT)
        return found

    def replay(
        self, record: Record, answers: Answers, directory: Directory | None = None
    ) -> Advice | Assessment:
        """
        Run again what a record names, at its moment.
        """
        return run_again(self.exactly, record, answers, directory)

    def has(self, id_: str) -> bool:
        """
        Say whether any version of an id is released or written here.
        """
        kind, _, name = id_.partition("/")
        written = self.place / ("laws" if is_law(id_) else kind) / name
        return bool(self.releases.lock.of(id_)) or (bool(name) and written.is_dir())


def run_again(
    exactly: Callable[[str], Guidance],
    record: Record,
    answers: Answers,
    directory: Directory | None,
) -> Advice | Assessment:
    """
    Run what a record names, from wherever ``exactly`` finds each version.
    """
    found = _of(record, exactly)
    law = tuple(_law_of(each, exactly) for each in record.law)
    _hold_directory(record, directory)
    if isinstance(found, Pathway):
        from caring.running.advise import advise

        return advise(
            found,
            answers,
            on=record.on,
            raises=record.raises,
            directory=directory,
            law=law,
        )
    from caring.running.assess import assess

    assert isinstance(found, Protocol)
    return assess(found, answers, on=record.on, raises=record.raises, law=law)


def _of(record: Record, exactly: Callable[[str], Guidance]) -> Guidance:
    """
    Find exactly the guidance that a record names, and nothing like it.
    """
    name = record.guidance.name
    if record.format != FORMAT:
        problem = f"the record is of format {record.format}, this is {FORMAT}"
        raise ReplayError(name, problem)
    for each in record.protocols:
        _hold(each, exactly)
    return _hold(record.guidance, exactly)


def _law_of(pin: Pin, exactly: Callable[[str], Guidance]) -> Law:
    found = _hold(pin, exactly)
    assert isinstance(found, Law)
    return found


def _hold(pin: Pin, exactly: Callable[[str], Guidance]) -> Guidance:
    try:
        found = exactly(pin.name)
    except ProtocolNotFoundError as error:
        raise ReplayError(pin.name, "there is no such version here") from error
    except (ProtocolError, ReleaseError) as error:
        raise ReplayError(pin.name, str(error)) from error
    if found.digest != pin.digest:
        problem = f"it means something else here ({found.digest})"
        raise ReplayError(pin.name, problem)
    return found


def _hold_directory(record: Record, directory: Directory | None) -> None:
    """
    Refuse another directory than the one that was handed in then.
    """
    here = None if directory is None else directory.digest
    if here == record.directory:
        return
    if record.directory is None:
        problem = "no directory was handed in then; leave it out"
    elif here is None:
        problem = f"hand in the directory of that time ({record.directory})"
    else:
        problem = f"the directory of that time was another ({record.directory})"
    raise ReplayError("directory", problem)
