"""
The bundled shelf, and beside it those of other packages.

A package offers a folder of protocols by an entry point of the group
``caring.protocols`` whose value is ``package:folder``. No two shelves may have the same
id: nobody should have to guess whose protocol decides.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from caring.guidance.law import is_law
from caring.lock import by_version
from caring.shelf import Shelf, run_again
from caring.values.errors import PackageError, ProtocolNotFoundError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from caring.guidance.assessment import Advice, Assessment
    from caring.guidance.directory import Directory
    from caring.guidance.law import Law
    from caring.guidance.protocol import Guidance
    from caring.guidance.records import Record
    from caring.language.answers import Answers

GROUP = "caring.protocols"
"""The group of entry points that offer a folder."""


@attrs.frozen(eq=False)
class Shelves:
    """
    Every protocol that is installed, by name.
    """

    bundled: Shelf

    @cached_property
    def others(self) -> tuple[Shelf, ...]:
        """
        The shelves of other packages, by the names of their entry points.

        Found when the first name is wanted that is not bundled: looking through all
        that is installed takes longer than a decision.

        Raises:
            PackageError: If an entry point names no package, or no folder in it.
        """
        from importlib.metadata import entry_points

        found = sorted(entry_points(group=GROUP), key=lambda each: each.name)
        return tuple(_shelf_at(each) for each in found)

    @property
    def all_(self) -> tuple[Shelf, ...]:
        """
        The bundled shelf, then the others.
        """
        return (self.bundled, *self.others)

    def versions(self) -> tuple[str, ...]:
        """
        Name every version of every protocol and pathway, sorted.

        Raises:
            PackageError: If two packages have the same id.
        """
        self._look_for_clashes()
        names = (name for each in self.all_ for name in each.versions())
        return tuple(sorted(names, key=by_version))

    def laws(self) -> tuple[str, ...]:
        """
        Name the law of every place, sorted.

        Raises:
            PackageError: If two packages have the same id.
        """
        self._look_for_clashes()
        names = (name for each in self.all_ for name in each.laws())
        return tuple(sorted(names, key=by_version))

    def of(self, wanted: str) -> Shelf:
        """
        Find the shelf that has an id; what is bundled is never looked for elsewhere.

        Args:
            wanted: An id, with or without ``@version``.

        Raises:
            PackageError: If two packages have it.
            ProtocolNotFoundError: If none has.
        """
        id_ = wanted.partition("@")[0]
        if self.bundled.has(id_):
            return self.bundled
        found = [each for each in self.others if each.has(id_)]
        if not found:
            there = self.laws() if is_law(wanted) else self.versions()
            raise ProtocolNotFoundError(wanted, there)
        if len(found) > 1:
            raise _clash(id_, found)
        return found[0]

    def find(self, wanted: str) -> tuple[Guidance, tuple[str, ...]]:
        """
        Load a version; withdrawals are handed back as sentences.
        """
        return self.of(wanted).find(wanted)

    def exactly(self, wanted: str) -> Guidance:
        """
        Load a version without a word about withdrawals.
        """
        return self.of(wanted).exactly(wanted)

    def law(self, wanted: str) -> Law:
        """
        Load the law of a place by its name.

        Raises:
            ProtocolNotFoundError: If there is none, or it is no law.
        """
        if not is_law(wanted):
            raise ProtocolNotFoundError(wanted, self.laws())
        return self.of(wanted).law(wanted)

    def replay(
        self, record: Record, answers: Answers, directory: Directory | None = None
    ) -> Advice | Assessment:
        """
        Run again what a record names; its law may lie on another shelf.
        """
        return run_again(self.exactly, record, answers, directory)

    def _look_for_clashes(self) -> None:
        on: dict[str, list[Shelf]] = {}
        for shelf in self.all_:
            names = (*shelf.versions(), *shelf.laws())
            for id_ in {each.partition("@")[0] for each in names}:
                on.setdefault(id_, []).append(shelf)
        for id_ in sorted(on):
            if len(on[id_]) > 1:
                raise _clash(id_, on[id_])


def _shelf_at(entry: EntryPoint) -> Shelf:
    from importlib import resources

    help_ = "write it as `package:folder`, and ship the folder in the package"
    try:
        package = resources.files(entry.module)
    except (ImportError, TypeError, ValueError) as error:
        problem = f"its package `{entry.module}` cannot be imported"
        raise PackageError(entry.name, problem, help_) from error
    inside = entry.attr.split(".") if entry.attr else []
    place = package.joinpath(*inside)
    name = "/".join([*entry.module.split("."), *inside])
    if not place.is_dir():
        raise PackageError(entry.name, f"there is no folder `{name}`", help_)
    return Shelf(place, name)


def _clash(id_: str, shelves: list[Shelf]) -> PackageError:
    where = " and ".join(f"`{each.name}`" for each in shelves)
    help_ = "give yours a name of its own, or uninstall one of the packages"
    return PackageError(id_, f"it is in {where}", help_)
