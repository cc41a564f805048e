"""
Releasing: what may be released, and whether what was released still stands.
"""

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

import attrs

from caring.artefact import sha256
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path as Way
from caring.edge import read_bytes
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.lock import Lock, Locked, Withdrawal, write_lock
from caring.released import (
    FOLDER,
    LOCK,
    Releases,
    path_of,
    write_release,
)
from caring.values.errors import ReleaseError
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile, Span
from caring.values.text import start_of

NEW_VERSION = "give it a new version number; a released version never changes"


@attrs.frozen
class Prepared:
    """
    A lock with one version more, and the text of its file.
    """

    lock: Lock
    text: str | None
    """``None`` where the file is there already."""

    done: str
    """What that was, in a word or two, for whoever releases."""


def prepare(guidance: Guidance, lock: Lock, on: dt.date) -> Prepared:
    """
    Say what releasing a version writes; nothing is written yet.

    Args:
        guidance: The version, built from its YAML without findings.
        lock: What is released so far.
        on: The day, kept in the lock; a version that is there keeps its own.

    Raises:
        ReleaseError: If it is released with another meaning or other words, or if a
            step of a pathway is not released just so.
    """
    for each in guidance.steps if isinstance(guidance, Pathway) else ():
        _look_at_step(guidance.name, each.protocol, lock)
    known = lock.versions.get(guidance.name)
    if known is None:
        text = write_release(guidance)
        locked = Locked(
            status=guidance.status.value,
            released=on,
            meaning=guidance.digest,
            wording=guidance.wording_digest,
            file=sha256(text.encode()),
        )
        return Prepared(lock.having(guidance.name, locked), text, "released")
    changed = changes(guidance, known)
    if changed:
        problem = f"it is released with {' and '.join(changed)}"
        raise ReleaseError(guidance.name, problem, NEW_VERSION)
    if known.status == guidance.status.value:
        return Prepared(lock, None, "unchanged")
    evolved = attrs.evolve(known, status=guidance.status.value)
    done = f"{known.status} -> {evolved.status}"
    return Prepared(lock.having(guidance.name, evolved), None, done)


def changes(guidance: Guidance, locked: Locked) -> list[str]:
    """
    Name what differs from what was released.
    """
    meaning = ["another meaning"] if guidance.digest != locked.meaning else []
    words = ["other words"] if guidance.wording_digest != locked.wording else []
    return meaning + words


def _look_at_step(pathway: str, step: Protocol, lock: Lock) -> None:
    locked = lock.versions.get(step.name)
    if locked is None:
        problem = f"its step `{step.name}` is not released"
        raise ReleaseError(pathway, problem, "release that first, or all together")
    if changes(step, locked):
        problem = f"its step `{step.name}` is released with another digest"
        raise ReleaseError(pathway, problem, "release that under a new version first")
    if locked.withdrawn is not None:
        problem = f"its step `{step.name}` was withdrawn"
        raise ReleaseError(pathway, problem, "name a version that stands")


def withdraw(lock: Lock, name: str, on: dt.date, because: str) -> Lock:
    """
    Take a release back; it stays in the lock and can still be loaded by exact version.

    Raises:
        ReleaseError: If there is no such release, or it was withdrawn with other words.
    """
    if name not in lock.versions:
        there = ", ".join(lock.of(name.partition("@")[0])) or "none of that id"
        raise ReleaseError(name, "there is no such release", f"released: {there}")
    known, taken_back = lock.versions[name], Withdrawal(on=on, because=because)
    if known.withdrawn not in (None, taken_back):
        problem = "it was withdrawn before, on another day or with other words"
        raise ReleaseError(name, problem, f"leave it, or mend it in {LOCK} by hand")
    return lock.having(name, attrs.evolve(known, withdrawn=taken_back))


def write(place: Path, texts: Iterable[tuple[str, str]], lock: Lock) -> None:
    """
    Write released files, then the lock; each appears whole or not at all.

    A file without a line in the lock is no release, so the lock comes last.
    """
    for name, text in texts:
        _put(place.joinpath(*path_of(name).split("/")), text)
    _put(place / LOCK, write_lock(lock))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(text.encode())
    os.replace(part, path)  # noqa: PTH105 - said as what it is: atomic


def look_at_release(
    built: Guidance, releases: Releases, scope: Scope, *, is_newest: bool
) -> None:
    """
    Hold YAML to what was released under its version.

    Of an older version only its own file is held: facts and actions have moved on, and
    the release keeps its own.
    """
    locked = releases.lock.versions.get(built.name)
    if locked is None:
        return
    if not is_newest:
        try:
            built = _as_then(built, releases.load(built.name))
        except ReleaseError:
            return  # told where the lock is looked at
    changed = changes(built, locked)
    if changed:
        message = f"`{built.name}` is released with {' and '.join(changed)}"
        scope.add("released-changed", message, ("version",), NEW_VERSION)


def _as_then(built: Guidance, released: Guidance) -> Guidance:
    """
    Put what was closed into a release in place of today's dictionary.
    """
    if isinstance(built, Protocol) and isinstance(released, Protocol):
        return attrs.evolve(
            built,
            facts=released.facts,
            actions=released.actions,
            constraints=released.constraints,
            gate=released.gate,
        )
    if isinstance(built, Law) and isinstance(released, Law):
        return attrs.evolve(built, facts=released.facts)
    assert isinstance(built, Pathway)
    assert isinstance(released, Pathway)
    return attrs.evolve(built, constraints=released.constraints)


def look_at_steps(pathway: Pathway, releases: Releases, scope: Scope) -> None:
    """
    Report steps that were withdrawn, unless the pathway itself was.
    """
    own = releases.lock.versions.get(pathway.name)
    if own is not None and own.withdrawn is not None:
        return
    for n, each in enumerate(pathway.steps):
        locked = releases.lock.versions.get(each.protocol.name)
        if locked is not None and locked.withdrawn is not None:
            path: Way = ("steps", n, "version")
            message = (
                f"`{each.protocol.name}` was withdrawn: {locked.withdrawn.because}"
            )
            scope.add("withdrawn-step", message, path, "name a version that stands")


def check_lock(place: Path, name: str, findings: Collector) -> None:
    """
    Report whatever of the lock and the released files in a folder cannot be trusted.
    """
    text = read_bytes(place / LOCK).decode("utf-8", "replace")
    file = SourceFile(f"{name}/{LOCK}", text)
    try:
        releases = Releases.at(place)
    except ReleaseError as error:
        findings.add(_damaged(error, start_of(file)))
        return
    for each in releases.lock.versions:
        try:
            releases.load(each)
        except ReleaseError as error:
            findings.add(_damaged(error, _line_of(each, file)))
    expected = {path_of(each) for each in releases.lock.versions}
    for path in sorted((place / FOLDER).rglob("*")):
        inside = path.relative_to(place).as_posix()
        if path.is_file() and inside not in expected:
            problem = f"{LOCK} does not know this file"
            help_ = "delete it; releases are written by `caring release`"
            unknown = start_of(SourceFile(f"{name}/{inside}", ""))
            findings.add(_damaged(ReleaseError(inside, problem, help_), unknown))


def _damaged(error: ReleaseError, span: Span) -> Finding:
    return Finding(
        code="unusable-release",
        message=f"`{error.name}`: {error.problem}",
        span=span,
        help=error.help,
    )


def _line_of(name: str, file: SourceFile) -> Span:
    before, _, _ = file.text.partition(f'"{name}"')
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 2
    return Span(file, line, column, line, column + len(name))
