"""
The verb that writes translators' files.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from caring.authoring.collection import folder_of
from caring.catalogues.catalogue import Catalogue, updated
from caring.catalogues.extract import by_domain, template
from caring.catalogues.files import FOLDER, files_of, languages_in
from caring.catalogues.po import write
from caring.cli import FINE, FOUND
from caring.cli.printing import print_text
from caring.library import bundled
from caring.showing.translation import Message
from caring.values.errors import ProtocolError
from caring.values.findings import Collector

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_COLUMNS = "language  domain  translated  missing  out of date  review"


def extract(target: str, locales: tuple[str, ...], *, only_check: bool) -> int:
    """
    Write every catalogue of a folder anew, or say which ones would change.

    Languages are those that there are and those that are named.
    """
    place = Path(target)
    if not (place / "facts").is_dir():
        raise click.UsageError(f"`{target}` is no folder of guidance: it has no facts/")
    for each in locales:
        if not _LANGUAGE.fullmatch(each):
            raise click.UsageError(f"`{each}` is no name of a language, such as vi")
    folder = folder_of(place, bundled())
    domains = by_domain(folder.load(name) for name in folder.versions())
    languages = sorted({*languages_in(place), *locales})
    catalogues = [
        each for language in languages for each in _of(language, place, domains)
    ]
    templates = [template(domain, domains[domain]) for domain in domains]
    changed = [
        path
        for path, text in _texts(place, [*templates, *catalogues])
        if not path.exists() or path.read_text("utf-8") != text
    ]
    if not only_check:
        for path, text in _texts(place, [*templates, *catalogues]):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    print_text("\n".join([_COLUMNS, *(_counted(each) for each in catalogues)]))
    verb = "would change" if only_check else "wrote"
    print_text("\n".join(f"{verb} {path}" for path in changed) or "nothing changed")
    return FOUND if changed and only_check else FINE


def _of(
    language: str, place: Path, domains: Mapping[str, tuple[Message, ...]]
) -> Iterator[Catalogue]:
    there = _read(language, place)
    for domain in sorted({*there, *domains}):
        old = there.get(domain, Catalogue(domain=domain, locale=language))
        yield updated(old, domains.get(domain, ()))


def _read(language: str, place: Path) -> Mapping[str, Catalogue]:
    findings = Collector()
    files = files_of(place, str(place), language)
    read = {each.domain: each.read(findings) for each in files}
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    return {domain: each for domain, each in read.items() if each is not None}


def _texts(place: Path, catalogues: list[Catalogue]) -> Iterator[tuple[Path, str]]:
    for each in catalogues:
        name = f"{each.domain}.po" if each.locale else f"{each.domain}.pot"
        yield place / FOLDER / (each.locale or "") / name, write(each)


def _counted(each: Catalogue) -> str:
    numbers = "  ".join(str(number) for number in each.counts)
    review = "reviewed" if each.is_reviewed else "unreviewed"
    return f"{each.locale}  {each.domain}  {numbers}  {review}"
