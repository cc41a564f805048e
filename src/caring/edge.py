"""
Bytes of a file from outside: never too many, and of no link that leads out.

A path may be one inside a package, which knows no links.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MOST_BYTES = 5_000_000
"""A catalogue, a lock or a released file may hold this many bytes."""


def read_bytes(place: Traversable, most: int = MOST_BYTES) -> bytes:
    """
    Read a file, at most one byte more than it may hold, which shows that it holds more.

    Raises:
        OSError: If it cannot be opened.
    """
    with place.open("rb") as stream:
        return stream.read(most + 1)


def is_stray(place: Traversable, root: Traversable) -> bool:
    """
    Say whether something that was found below a folder is no file or folder of it.

    That is a link that leads out of it, a link to a folder, or what cannot be read to
    its end, such as a pipe.
    """
    if not isinstance(place, Path) or not isinstance(root, Path):
        return False
    if place.is_symlink():
        try:
            is_inside = place.resolve().is_relative_to(root.resolve())
        except (OSError, RuntimeError):
            # A link to itself; Python says it in two ways.
            return True
        return not (is_inside and place.is_file())
    return not (place.is_file() or place.is_dir())
