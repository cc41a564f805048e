"""
Names that stand once in all files of a folder.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.values.findings import Note


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Written = TypeVar("Written")
Built = TypeVar("Built", bound=_Named)


def build_once(
    group: str,
    files: Iterable[tuple[Mapping[str, Written], Scope]],
    build: Callable[[Scope, str, Written, Path], Built | None],
) -> dict[str, Built]:
    """
    Build what each file writes under ``group``, by id; a name that was taken is told.

    The first entry of a name is kept, and a later one is still looked at: what is wrong
    in it is told too.
    """
    built: dict[str, Built] = {}
    seen: dict[str, Scope] = {}
    for entries, scope in files:
        for name, written in entries.items():
            each = build(scope, name, written, (group, name))
            if name in seen:
                _say_taken(scope, (group, name), seen[name])
            elif each is not None:
                built[each.id] = each
            seen.setdefault(name, scope)
    return dict(sorted(built.items()))


def _say_taken(scope: Scope, path: Path, first: Scope) -> None:
    """
    Say that a name was written before, in this file or another.
    """
    note = Note("first written here", first.places.of_key(path))
    message = f"`{path[-1]}` is written twice"
    help_ = "keep one, or give one another name"
    scope.add("name-taken", message, scope.places.of_key(path), help_, (note,))
