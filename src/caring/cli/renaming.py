"""
The verb that gives a fact or an action another name, in all files or in none.
"""

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from caring.authoring.collection import check_file
from caring.authoring.files import File, holds_answers
from caring.authoring.folder import Folder
from caring.authoring.mentions import What
from caring.authoring.renaming import (
    RenameError,
    look_at_names,
    replaced,
    spans_of,
)
from caring.authoring.scope import nearest
from caring.catalogues.extract import by_domain
from caring.catalogues.keys import is_short_name, places_of
from caring.cli import FINE, FOUND
from caring.cli.naming import Named, files_in, folder_in, named_in
from caring.cli.printing import print_error, print_text
from caring.library import check
from caring.showing.findings import show_all
from caring.showing.messages import key_of_name
from caring.values.findings import Collector, Finding, Note, Severity
from caring.values.spans import SourceFile, Span


def rename(
    what: What, old: str, new: str, path: str, also: tuple[str, ...], *, dry: bool
) -> int:
    """
    Rename in a folder and in files beside it; with ``dry`` only show what that changes.

    What comes out is checked in a copy before anything is written.
    """
    try:
        changed = _changed(what, old, new, path, also)
        _look_at_result(changed, path, also)
    except RenameError as error:
        print_error(f"{error.problem}\n  {error.help}\nnothing was renamed")
        return FOUND
    if dry:
        print_text("\n".join(_diff(changed)))
        return FINE
    write_all({file: after for file, (_, after) in changed.items()})
    print_text("\n".join(f"wrote {each}" for each in changed))
    print_text(f"now run `caring test {path}`, and `caring extract {path}`")
    return FINE


_Changed = Mapping[Path, tuple[bytes, bytes]]
"""Files that change, with what they hold before and after."""


def _changed(
    what: What, old: str, new: str, path: str, also: Iterable[str]
) -> _Changed:
    there = named_in(path, also)
    folder = folder_in(path)
    known = there.known(what)
    if old not in known:
        help_ = nearest(old, known) or "see `caring uses`"
        raise RenameError(f"no {what} is called `{old}`", help_)
    look_at_names(what, old, new, known, folder.releases)
    _look_at_errors(folder, path, also)
    places = spans_of(there.uses, what, old)
    for name, spans in _in_catalogues(what, old, there, folder):
        places[name] = spans
    contents = {name: Path(name).read_bytes() for name in sorted(places)}
    return {
        Path(name): (before, replaced(before, places[name], old, new))
        for name, before in contents.items()
    }


def _look_at_errors(folder: Folder, path: str, also: Iterable[str]) -> None:
    """
    Refuse to rename where a file cannot be understood, for it may use the name.
    """
    findings = Collector()
    for file in files_in(path, also):
        if not Path(str(file.place)).is_relative_to(path):
            check_file(file, folder, findings)
    problem = "these mistakes have to be mended first"
    _refuse_errors([*check(path), *findings], problem)


def _refuse_errors(found: Iterable[Finding], problem: str) -> None:
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        print_error(show_all(errors))
        raise RenameError(problem, "see above")


def _in_catalogues(
    what: What, name: str, there: Named, folder: Folder
) -> Iterator[tuple[str, list[Span]]]:
    is_shared = _is_shared(what, name, folder) if there.catalogues else False
    for file in there.catalogues:
        source = file.source(Collector())
        assert source is not None  # it was checked
        spans = [
            each
            for each in places_of(source, what, name)
            if not (is_shared and is_short_name(each))
        ]
        if spans:
            yield file.name, spans


def _is_shared(what: What, name: str, folder: Folder) -> bool:
    """
    Say whether something else has the same short name, which then stays.
    """
    guidance = [folder.load(each) for each in folder.versions()]
    names = by_domain(guidance).get("names", ())
    about = {each.about for each in names if each.key == key_of_name(name)}
    dictionary, _ = folder.dictionary()
    if what == "fact":
        own = dictionary.facts[name].wording
    else:
        own = dictionary.actions[name].text
    return not all(each.endswith(f": {own}") for each in about)


def _look_at_result(changed: _Changed, path: str, also: Iterable[str]) -> None:
    """
    Check what would come out, in a copy, before any file is touched.
    """
    with tempfile.TemporaryDirectory() as kept:
        copy = Path(kept) / "folder"
        shutil.copytree(path, copy)
        folder, findings = Folder(copy, path), Collector()
        beside = []
        for n, file in enumerate(files_in(path, also)):
            real = Path(str(file.place))
            if not real.is_relative_to(path):
                place = Path(kept) / str(n)
                _, content = changed.get(Path(file.name), (b"", real.read_bytes()))
                place.write_bytes(content)
                beside.append(File(place, file.name))
        for real, (_, after) in changed.items():
            if real.is_relative_to(path):
                (copy / real.relative_to(path)).write_bytes(after)
        for file in beside:
            check_file(file, folder, findings)
        found = [_as_typed(each, str(copy), path) for each in check(copy)]
        problem = "after the renaming, these mistakes would be there"
        _refuse_errors([*found, *findings], problem)


def _as_typed(finding: Finding, copy: str, path: str) -> Finding:
    """
    Name files of the copy as the editor knows them.
    """

    def typed(span: Span) -> Span:
        name = path + span.file.name.removeprefix(copy)
        return attrs.evolve(span, file=SourceFile(name, span.file.text))

    related = tuple(Note(each.message, typed(each.span)) for each in finding.related)
    return attrs.evolve(finding, span=typed(finding.span), related=related)


def _diff(changed: _Changed) -> Iterator[str]:
    """
    Show what would change; of a file with a person's answers, no line.
    """
    for file, (before, after) in changed.items():
        if holds_answers(before):
            yield f"{file} changes too; it holds answers, so that no line is shown"
            continue
        old, new = (each.decode().splitlines() for each in (before, after))
        name = file.as_posix()
        yield from difflib.unified_diff(old, new, name, name, lineterm="", n=1)


def write_all(texts: Mapping[Path, bytes]) -> None:
    """
    Write files, all of them or none: what was replaced before a failure is put back.

    Raises:
        OSError: If one of them cannot be written; all are then as they were.
    """
    parts = {file: file.with_name(f"{file.name}.part") for file in texts}
    before = {file: file.read_bytes() for file in texts}
    done: list[Path] = []
    try:
        for file, content in texts.items():
            parts[file].write_bytes(content)
            shutil.copymode(file, parts[file])
        for file, part in parts.items():
            os.replace(part, file)  # noqa: PTH105 - said as what it is: atomic
            done.append(file)
    except BaseException:
        for file in done:
            file.write_bytes(before[file])
        raise
    finally:
        for part in parts.values():
            if part.is_file():
                part.unlink()
