"""
Every way in for a file from outside: each meets a file and says what was found.

A way in hands back the words for a person; it raises nothing but our own errors.
"""

import contextlib
import datetime as dt
import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import caring
from caring.artefact import sha256
from caring.cli.commands import run
from caring.guidance.records import Record
from caring.language.answers import Answers
from caring.lock import Lock, Locked, write_lock
from caring.released import LOCK, Releases, path_of
from caring.testing.scenarios import run_scenarios
from caring.values.errors import CaringError
from caring.values.plain import read_json

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
NAME = "screening/signs@1.0.0"
PATHWAY = "pathway/staff-detect-signs"
Entry = Callable[[Path], str]


class AcceptedError(AssertionError):
    """
    Nothing was found, so that nobody would learn of it.
    """


def _cli(*words: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(words)
    text = out.getvalue()
    if code != 1 or "a fault in caring" in text or "Traceback" in text:
        raise AcceptedError(f"exit {code}: {text[:300]}")
    return text


def _api(call: Callable[[], object], *errors: type[Exception]) -> str:
    ours: tuple[type[Exception], ...] = (CaringError, *errors)
    try:
        call()
    except ours as error:
        return str(error)
    raise AcceptedError("nothing was raised")


def _check(path: Path) -> str:
    found = caring.check(path)
    if not found:
        raise AcceptedError("nothing was found")
    return " ".join(f"[{each.code}]" for each in found)


def _in_folder(path: Path) -> str:
    """
    Check a folder of guidance in which the file lies as a fact of its own.
    """
    place = path.parent / "guidance"
    (place / "facts").mkdir(parents=True)
    shutil.copy(path, place / "facts")
    return _check(place)


YAML: Mapping[str, tuple[str, Entry]] = {
    "check": ("screening/1", _check),
    "check-in-the-shell": ("screening/1", lambda path: _cli("check", str(path))),
    "show": ("screening/1", lambda path: _cli("list", str(path))),
    "read": ("screening/1", lambda path: _api(lambda: caring.read(path))),
    "read-pathway": ("pathway/1", lambda path: _api(lambda: caring.read(path))),
    "law": ("law/1", lambda path: _api(lambda: caring.read(path))),
    "facts": ("facts/1", _in_folder),
    "invariants": ("invariants/1", _check),
    "approval": ("approval/1", lambda path: _api(lambda: caring.read_approval(path))),
    "load-approved": (
        "approval/1",
        lambda path: _api(lambda: caring.load(PATHWAY, approved_by=path)),
    ),
    "directory": (
        "directory/1",
        lambda path: _api(lambda: caring.read_directory(path)),
    ),
    "directory-in-the-shell": (
        "directory/1",
        lambda path: _cli("assess", PATHWAY, "--directory", str(path)),
    ),
    "pins": ("pins/1", _check),
    "encounter": ("encounter/1", lambda path: _cli("assess", str(path))),
    "scenarios": ("scenarios/1", lambda path: _cli("test", str(path))),
    "testing": (
        "scenarios/1",
        lambda path: _api(lambda: list(run_scenarios(path))),
    ),
}


def _lock(path: Path) -> str:
    place = path.parent / "locked"
    place.mkdir()
    shutil.copy(path, place / LOCK)
    return f"{_api(lambda: Releases.at(place))} {_check(place / LOCK)}"


def locked_here(name: str, content: bytes) -> str:
    """
    Write a lock that vouches for a released file, whatever is in it.
    """
    digest = "sha256:" + 64 * "a"
    locked = Locked(
        status="draft",
        released=ON.date(),
        meaning=digest,
        wording=digest,
        file=sha256(content),
    )
    return write_lock(Lock({name: locked}))


def _release(path: Path) -> str:
    """
    Load a released file for which the lock vouches.
    """
    place = path.parent / "released-here"
    file = place / path_of(NAME)
    file.parent.mkdir(parents=True)
    shutil.copy(path, file)
    (place / LOCK).write_text(locked_here(NAME, path.read_bytes()), "utf-8")
    return _api(lambda: Releases.at(place).load(NAME))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


JSON: Mapping[str, Entry] = {
    "lock": _lock,
    "release": _release,
    "record": lambda path: _api(lambda: Record.from_json(_text(path)), ValueError),
    "answers": lambda path: _api(
        lambda: Answers.from_plain(read_json(_text(path))), ValueError
    ),
}


def _of_french(path: Path) -> Path:
    place = path.parent / "guidance"
    (place / "facts").mkdir(parents=True)
    (place / "locale/fr").mkdir(parents=True)
    shutil.copy(path, place / "locale/fr/facts.po")
    return place


CATALOGUES: Mapping[str, Entry] = {
    "check": lambda path: _check(_of_french(path)),
    "check-in-the-shell": lambda path: _cli(
        "check", str(_of_french(path) / "locale/fr/facts.po")
    ),
    "extract": lambda path: _cli("extract", str(_of_french(path)), "--check"),
}
