"""
Giving a fact or an action another name: which words of which file become others.

Only these words are written anew, at their places; every other byte of a file, with
its comments, quotes and line ends, is the byte that was there.
"""

import re
from collections.abc import Collection, Iterable

from caring.authoring.mentions import What
from caring.authoring.uses import Use
from caring.released import Releases
from caring.values.errors import ReleaseError
from caring.values.spans import Span

_NAME = re.compile(r"((?:law|service)\.)?[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_BOM = "\ufeff"


class RenameError(Exception):
    """
    A name that cannot be given, with the way out.
    """

    def __init__(self, problem: str, help_: str) -> None:
        super().__init__(problem, help_)
        self.problem = problem
        self.help = help_


def look_at_names(
    what: What, old: str, new: str, known: Collection[str], releases: Releases
) -> None:
    """
    Refuse a new name that cannot be, is taken, or would be given to what is released.

    Args:
        what: A fact or an action.
        old: Its name now; it is one of ``known``.
        new: The name it is to have.
        known: Every name of that kind.
        releases: What was released; a released version keeps its names for ever.

    Raises:
        RenameError: If it cannot be done; it says why.
    """
    fits = _NAME.fullmatch(new)
    if fits is None:
        problem = f"`{new}` cannot be a name"
        help_ = "write small letters, digits and `_`, beginning with a letter"
        raise RenameError(problem, help_)
    if _prefix(old) != _prefix(new):
        problem = f"`{old}` and `{new}` would not be the same kind of thing"
        help_ = "keep what stands before the dot"
        raise RenameError(problem, help_)
    if new in known:
        problem = f"there is already the {what} `{new}`"
        raise RenameError(problem, "choose another name")
    released = released_with(what, old, releases)
    if released is not None:
        problem = f"the {what} `{old}` is part of the release {released}"
        help_ = "leave it; what means something else gets a name of its own beside it"
        raise RenameError(problem, help_)


def released_with(what: What, name: str, releases: Releases) -> str | None:
    """
    Name a release that a fact or action is part of, withdrawn ones included.

    A release that cannot be read counts as one that it is part of.
    """
    for version in releases.lock.versions:
        try:
            found = releases.load(version)
        except ReleaseError:
            return version
        held = [getattr(each, f"{what}s", {}) for each in found.whole]
        if any(name in each for each in held):
            return version
    return None


def spans_of(uses: Iterable[Use], what: What, name: str) -> dict[str, list[Span]]:
    """
    Gather the places of a name, by the name of their file.
    """
    found: dict[str, list[Span]] = {}
    for each in uses:
        if (each.name.what, each.name.name) == (what, name):
            found.setdefault(each.name.span.file.name, []).append(each.name.span)
    return found


def replaced(content: bytes, spans: Iterable[Span], old: str, new: str) -> bytes:
    """
    Write the new name at some places of a file.

    Raises:
        RenameError: If the old name does not stand at one of them letter by letter.
    """
    text = content.decode()
    # Columns are counted without the mark at the start that some editors write.
    before = len(text) - len(text.removeprefix(_BOM))
    lines = text[before:].split("\n")
    starts = [before]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for span in sorted(spans, key=lambda each: (each.line, each.column), reverse=True):
        start = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        text = text[:start] + _renamed(text[start:end], span, old, new) + text[end:]
    return text.encode()


def _renamed(word: str, span: Span, old: str, new: str) -> str:
    """
    Put the new name into a word, with its quotes and without what is not written.
    """
    old, new = old.removeprefix(_prefix(old)), new.removeprefix(_prefix(new))
    parts = re.split(rf"(?<![a-z0-9_-]){re.escape(old)}(?![a-z0-9_-])", word)
    if len(parts) != 2:  # noqa: PLR2004 - what stands before it, and after
        problem = f"`{old}` is not written out at {span.place}"
        raise RenameError(problem, "write it there as a plain word, then rename it")
    return new.join(parts)


def _prefix(name: str) -> str:
    before, dot, _ = name.rpartition(".")
    return before + dot
