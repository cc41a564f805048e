"""
The verb that says where a name is used, and what it shares with the one that renames.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from caring.authoring.collection import files_at
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.authoring.mentions import KINDS, Mention, What
from caring.authoring.scope import nearest
from caring.authoring.uses import GROUPS, Use, uses_in
from caring.catalogues.checks import catalogues_at
from caring.catalogues.files import FOLDER, CatalogueFile
from caring.catalogues.keys import places_of
from caring.cli import FINE, WRONG_USE
from caring.cli.printing import print_error, print_json, print_text
from caring.showing.findings import show_all
from caring.values.findings import Collector


@attrs.frozen(kw_only=True)
class Named:
    """
    Every name in a folder, in files beside it, and in its catalogues.
    """

    place: Path
    uses: tuple[Use, ...]
    catalogues: tuple[CatalogueFile, ...]
    findings: Collector
    """What is wrong with files that could not be read."""

    def known(self, what: What) -> set[str]:
        """
        Give every name of a kind that is defined.
        """
        names = (each.name for each in self.uses if each.name.is_definition)
        return {each.name for each in names if each.what == what}


def folder_in(path: str) -> Folder:
    """
    Open a folder of guidance.

    Raises:
        UsageError: If it is none.
    """
    place = Path(path)
    if not (place / "facts").is_dir():
        problem = f"`{path}` is no folder of guidance: it has no facts/"
        raise click.UsageError(f"{problem}; name one with --folder")
    return Folder(place, path)


def files_in(path: str, also: Iterable[str]) -> Iterator[File]:
    """
    Walk the files of a folder, and those beside it, each once.
    """
    seen: set[Path] = set()
    for each in (path, *also):
        for file in files_at(Path(each)):
            real = Path(str(file.place)).resolve()
            if real not in seen:
                yield file
            seen.add(real)


def named_in(path: str, also: Iterable[str]) -> Named:
    """
    Read every name in a folder and in files beside it.
    """
    folder_in(path)
    findings = Collector()
    place = Path(path)
    found = catalogues_at(place / FOLDER) if (place / FOLDER).is_dir() else ()
    templates = (
        CatalogueFile(each, str(each)) for each in sorted(place.glob(f"{FOLDER}/*.pot"))
    )
    return Named(
        place=place,
        uses=uses_in(files_in(path, also), findings),
        catalogues=(*templates, *found),
        findings=findings,
    )


def uses(
    name: str, path: str, also: Iterable[str], what: What | None, form: str
) -> int:
    """
    Say where a name is defined and used; of an unknown one, the nearest.
    """
    there = named_in(path, also)
    if len(there.findings):
        print_error(show_all(there.findings.sorted()))
        print_error("what these files use is not listed")
    kinds = [each for each in KINDS if what in (None, each)]
    chosen = [each for each in kinds if name in there.known(each)]
    if not chosen:
        _say_unknown(name, kinds, there)
        return WRONG_USE
    found = [each for kind in chosen for each in _of(name, kind, there)]
    if form == "json":
        print_json([_plain(each) for each in found])
        return FINE
    for kind in chosen:
        print_text("\n".join(_lines(name, kind, found)))
    return FINE


def _say_unknown(name: str, kinds: list[What], there: Named) -> None:
    known = {each for kind in kinds for each in there.known(kind)}
    called = " or ".join([", ".join(kinds[:-1]), kinds[-1]] if kinds[1:] else kinds)
    near = nearest(name, known)
    print_error(f"no {called} is called `{name}`" + (f"; {near}" if near else ""))


def _of(name: str, what: What, there: Named) -> Iterator[Use]:
    alike = [each for each in there.uses if each.name.name == name]
    yield from (each for each in alike if each.name.what == what)
    for file in there.catalogues:
        source = file.source(Collector())
        for span in places_of(source, what, name) if source is not None else ():
            written = Mention(what=what, name=name, span=span)
            yield Use(name=written, group="translations", of="")


def _lines(name: str, what: What, found: list[Use]) -> Iterator[str]:
    yield f"{what} {name}"
    for group in GROUPS:
        own = [each for each in found if (each.name.what, each.group) == (what, group)]
        if own:
            yield f"  {group}"
        for each in own:
            yield f"    {each.name.span.place}  {each.of}".rstrip()


def _plain(use: Use) -> dict[str, object]:
    span = use.name.span
    return {
        "what": use.name.what,
        "name": use.name.name,
        "group": use.group,
        "of": use.of or None,
        "file": span.file.name,
        "line": span.line,
        "column": span.column,
    }
