"""
Guidance in the formats of other systems: what an exporter is, and how one is found.

An exporter writes what its format can say and refuses the rest by name; none of them
says something else in silence. A package adds a format through an entry point of the
group ``caring.exporters``, named as the format.
"""

import importlib
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeAlias, runtime_checkable

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol as CaringProtocol
from caring.values.errors import ExportError

__all__ = ["GROUP", "Exporter", "Files", "Reads", "Runs", "export", "find", "formats"]

GROUP = "caring.exporters"
"""The group of entry points; each names a format and the exporter that writes it."""

Files: TypeAlias = Mapping[str, str | bytes]
"""Each file's path, relative and with forward slashes, and what it holds."""

# A format of our own is found without an installation, and no package takes its name.
_OURS = {"vectors": "caring.testing.cases:EXPORTER"}


@runtime_checkable
class Exporter(Protocol):
    """
    Writes guidance in one format; ``caring.testing.check_exporter`` holds it to that.
    """

    @property
    def format(self) -> str:
        """
        The name of the format, such as ``vectors``.
        """
        ...

    def export(self, guidance: CaringProtocol | Pathway) -> Files:
        """
        Write it; equal guidance gives equal files, which name its id and version.

        Raises:
            ExportError: If the format cannot say all of it; it names what.
        """
        ...


@runtime_checkable
class Runs(Protocol):
    """
    An exporter whose files decide in an engine of their own.
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        """
        Run what was exported on answers, written as in vectors.

        Returns:
            For each decision, what ``expect.decisions`` of a vector holds; fields that
            the engine cannot tell are left out.
        """
        ...


@runtime_checkable
class Reads(Protocol):
    """
    An exporter that reads its files back.
    """

    def read(self, files: Files) -> CaringProtocol | Pathway:
        """
        Build what was exported; it means the same.
        """
        ...


def formats() -> tuple[str, ...]:
    """
    Name every format there is, sorted.
    """
    found = {each.name for each in entry_points(group=GROUP)}
    return tuple(sorted(found | _OURS.keys()))


def find(name: str) -> Exporter:
    """
    Find the exporter of a format.

    Raises:
        ExportError: If there is none, or what a package names is no exporter.
    """
    if name in _OURS:
        module, _, attribute = _OURS[name].partition(":")
        found = getattr(importlib.import_module(module), attribute)
    else:
        named = [each for each in entry_points(group=GROUP) if each.name == name]
        if not named:
            raise ExportError(f"no format is called `{name}`", available=formats())
        found = named[0].load()
    if not isinstance(found, Exporter):
        raise ExportError(f"what is named as the exporter of `{name}` is none")
    return found


def export(guidance: CaringProtocol | Pathway, *, to: str) -> Files:
    """
    Write guidance in a format.

    Raises:
        ExportError: If there is no such format, the format cannot say all of it, or the
            exporter names a file outside the folder it will be written to.
    """
    files = find(to).export(guidance)
    for path in files:
        if not is_inside(path):
            raise ExportError(f"the exporter of `{to}` names a file outside its folder")
    return files


def is_inside(path: str) -> bool:
    """
    Say whether a path stays in the folder it is written to, on every system.

    >>> is_inside("cases/adults.json"), is_inside("../adults.json"), is_inside("C:/a")
    (True, False, False)
    """
    parts = PurePosixPath(path).parts
    is_plain = bool(parts) and not set(path) & set("\\:\0")
    return is_plain and not path.startswith("/") and ".." not in parts
