"""
Checking anew after each save, for an editor who keeps a window open.
"""

import contextlib
import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path

from caring.authoring.collection import folder_of
from caring.cli import FINE, WRONG_USE, verbs
from caring.cli.printing import print_error, print_text
from caring.library import bundled, shelf

_ENDINGS = (".yaml", ".yml", ".po", ".lock")


def watch(target: str, form: str, on: dt.date) -> int:
    """
    Print what is wrong now and after each save, until Ctrl-C.
    """
    try:
        import watchfiles
    except ImportError:
        print_error('watching needs more: pip install "caring[watch]"')
        return WRONG_USE
    is_path = verbs.is_path(target)
    with contextlib.suppress(KeyboardInterrupt):
        # Watching begins before the first check, so that no save falls between.
        changes = watchfiles.watch(
            *_places(target, is_path=is_path),
            watch_filter=lambda _, name: name.endswith(_ENDINGS),
            rust_timeout=100,
            yield_on_timeout=True,
        )
        next(changes)
        _print_findings(target, form, on, is_path=is_path)
        for changed in changes:
            if changed:
                print_text(f"\nsaved: {_names(name for _, name in changed)}\n")
                _print_findings(target, form, on, is_path=is_path)
    return FINE


def _places(target: str, *, is_path: bool) -> set[str]:
    """
    Name what to watch: the folder of guidance, and that of the target where it differs.

    A file is watched through its folder, because many programs save by replacing it.
    """
    if not is_path:
        return {str(bundled().place)}
    path = verbs.existing(target).resolve()
    return {
        str(path if path.is_dir() else path.parent),
        str(folder_of(path, bundled()).place),
    }


def _names(paths: Iterable[str]) -> str:
    return ", ".join(sorted({Path(each).name for each in paths}))


def _print_findings(target: str, form: str, on: dt.date, *, is_path: bool) -> None:
    # What was read before is forgotten: it may be the very file that was saved.
    shelf.cache_clear()
    try:
        if is_path:
            verbs.existing(target)
        verbs.check(target, form, on)
    except FileNotFoundError as error:
        # Some programs save by moving a file away first; it may come back.
        print_error(f"cannot read {error.filename}: {error.strerror}")
    sys.stdout.flush()
