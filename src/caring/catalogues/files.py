"""
Where catalogues lie in a folder of guidance, and reading them into a translation.
"""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

import attrs

from caring.catalogues.catalogue import Catalogue
from caring.catalogues.errors import LocaleError
from caring.catalogues.po import JOINERS, read
from caring.edge import is_stray, read_bytes
from caring.showing.translation import Translated, Translation
from caring.values.errors import ProtocolError
from caring.values.findings import Collector
from caring.values.spans import SourceFile
from caring.values.text import decode, finding, start_of

FOLDER = "locale"

MOST_BYTES = 1_000_000
"""A catalogue may hold this many bytes; the longest of ours holds a seventh of it."""


@attrs.frozen
class CatalogueFile:
    """
    A ``.po`` file and the name a reader knows it by.
    """

    place: Traversable = attrs.field(eq=False)
    name: str
    root: Traversable | None = attrs.field(default=None, eq=False)
    """The folder it was found in; ``None`` where somebody named the file itself."""

    @property
    def domain(self) -> str:
        """
        The texts it holds, as its name says.
        """
        return self.place.name.removesuffix(".po").removesuffix(".pot")

    def source(self, findings: Collector) -> SourceFile | None:
        """
        Read its text.
        """
        if self.root is not None and is_stray(self.place, self.root):
            message = "this is no file of the folder: a link to elsewhere, or a pipe"
            where = start_of(SourceFile(self.name, ""))
            help_ = "copy the file itself to here"
            findings.add(finding("stray-file", message, where, help_))
            return None
        content = read_bytes(self.place, MOST_BYTES)
        file = decode(self.name, content, findings, most=MOST_BYTES, seen=JOINERS)
        if file is None:
            return None
        return SourceFile(self.name, file.text.replace("\r\n", "\n"))

    def read(self, findings: Collector) -> Catalogue | None:
        """
        Read it as a catalogue.

        Raises:
            LocaleError: If Babel is not installed.
        """
        source = self.source(findings)
        return None if source is None else read(source, self.domain, findings)


def languages_in(folder: Traversable) -> tuple[str, ...]:
    """
    Name the languages for which a folder of guidance has catalogues.
    """
    inside = folder / FOLDER
    found = inside.iterdir() if inside.is_dir() else ()
    return tuple(sorted(each.name for each in found if each.is_dir()))


def files_of(folder: Traversable, name: str, locale: str) -> Iterator[CatalogueFile]:
    """
    Walk the catalogues of one language, in the order of their names.
    """
    inside = folder / FOLDER / locale
    found = inside.iterdir() if inside.is_dir() else ()
    for each in sorted(found, key=lambda each: each.name):
        if each.name.endswith(".po"):
            yield CatalogueFile(each, f"{name}/{FOLDER}/{locale}/{each.name}", folder)


def translation(locale: str, folders: Iterable[tuple[Traversable, str]]) -> Translation:
    """
    Read the translation into one language from folders; earlier ones come first.

    Args:
        locale: Its name, such as ``vi``; ``es_MX`` and ``es-MX`` fall back to ``es``.
        folders: Each folder of guidance and the name a reader knows it by.

    Raises:
        LocaleError: If there is none, or Babel is not installed.
        ProtocolError: If a catalogue has mistakes.
    """
    places = tuple(folders)
    there = sorted({each for place, _ in places for each in languages_in(place)})
    chosen = _chosen(locale, there)
    findings = Collector()
    catalogues = [
        found
        for place, name in places
        for file in files_of(place, name, chosen)
        if (found := file.read(findings)) is not None
    ]
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    texts: dict[str, Translated] = {}
    for each in (entry for catalogue in catalogues for entry in catalogue.entries):
        if each.text:
            texts.setdefault(each.key, each.translated)
    is_reviewed = all(each.is_reviewed for each in catalogues)
    return Translation(locale=chosen, texts=texts, is_reviewed=is_reviewed)


def _chosen(locale: str, there: list[str]) -> str:
    wanted = locale.replace("-", "_")
    for each in (wanted, wanted.partition("_")[0]):
        if each in there:
            return each
    listed = ", ".join(there) or "none"
    raise LocaleError(f"there is no translation into `{locale}`; there is {listed}")
