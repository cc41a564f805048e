"""
Folders in which everything is released, for tests that need some.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from caring.authoring.folder import Folder
from caring.authoring.release import prepare, write
from caring.authoring.release import withdraw as without
from caring.library import bundled
from caring.lock import Lock
from caring.released import LOCK, Releases

DAY = dt.date(2026, 1, 15)
LATER = dt.date(2026, 3, 1)


def release_all(place: Path) -> Lock:
    """
    Release every version in a folder, pathways last.
    """
    folder, lock, texts = Folder(place, str(place)), Releases.at(place).lock, []
    for name in sorted(folder.versions(), key=lambda each: each.startswith("pathway/")):
        prepared = prepare(folder.load(name), lock, DAY)
        lock = prepared.lock
        if prepared.text is not None:
            texts.append((name, prepared.text))
    write(place, texts, lock)
    return lock


def release_one(place: Path, name: str) -> Lock:
    """
    Release one bundled version into another folder.
    """
    prepared = prepare(bundled().load(name), Lock(), DAY)
    assert prepared.text is not None
    write(place, [(name, prepared.text)], prepared.lock)
    return prepared.lock


def withdraw(place: Path, name: str, because: str) -> Lock:
    """
    Withdraw one version.
    """
    lock = without(Releases.at(place).lock, name, LATER, because)
    write(place, (), lock)
    return lock


def edit_lock(place: Path, old: str, new: str) -> None:
    """
    Change the lock by hand, at the first place where some words stand.
    """
    text = (place / LOCK).read_text("utf-8")
    assert old in text
    (place / LOCK).write_text(text.replace(old, new, 1), "utf-8")


def write_pins(file: Path, pins: Mapping[str, str]) -> None:
    """
    Write an adopter's pins.
    """
    lines = [f'  {name}: "{digest}"' for name, digest in pins.items()]
    text = "\n".join(["caring: pins/1", "title: Ours", "pins:", *lines, ""])
    file.write_text(text, "utf-8")
