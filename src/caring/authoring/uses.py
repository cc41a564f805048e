"""
Where the names of a folder are used: by protocols, scenarios and whatever else is YAML.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

from caring.authoring.documents import DICTIONARY
from caring.authoring.documents.base import Document
from caring.authoring.files import File
from caring.authoring.mentions import Mention, gate_of, mentions_in
from caring.authoring.yaml import Places
from caring.values.findings import Collector

Group: TypeAlias = Literal[
    "defined",
    "dictionary",
    "protocols",
    "laws",
    "scenarios",
    "encounters",
    "invariants",
    "directories",
    "translations",
]
GROUPS: tuple[Group, ...] = (
    "defined",
    "dictionary",
    "protocols",
    "laws",
    "scenarios",
    "encounters",
    "invariants",
    "directories",
    "translations",
)
"""Where a name can be written, in the order in which an editor reads it."""

_GROUP_OF: dict[str, Group] = {
    "law": "laws",
    "scenarios": "scenarios",
    "encounter": "encounters",
    "invariants": "invariants",
    "directory": "directories",
}


@attrs.frozen(kw_only=True)
class Use:
    """
    A name at one place, and what kind of file that is.
    """

    name: Mention
    group: Group
    of: str
    """The protocol or pathway whose file that is or speaks of; empty for others."""


def uses_in(files: Iterable[File], findings: Collector) -> tuple[Use, ...]:
    """
    Gather every name in some files, in the order of the files and then of their text.

    A file that cannot be read gives none; what is wrong with it is added to findings.
    """
    read = [found for file in files if (found := file.read(findings)) is not None]
    gates = {gate for document, _ in read if (gate := gate_of(document)) is not None}
    return tuple(
        each for document, places in read for each in _uses(document, places, gates)
    )


def _uses(document: Document, places: Places, gates: set[str]) -> Iterator[Use]:
    of, group = _of(document), _group(document)
    found = mentions_in(document, places, gates)
    for each in sorted(found, key=lambda name: (name.span.line, name.span.column)):
        yield Use(name=each, group="defined" if each.is_definition else group, of=of)


def _group(document: Document) -> Group:
    if document.kind in DICTIONARY:
        return "dictionary"
    return _GROUP_OF.get(document.kind, "protocols")


def _of(document: Document) -> str:
    """
    Name what a file is or speaks of, with the version where it says one.
    """
    ids = (getattr(document, key, None) for key in ("id", "of", "pathway"))
    id_ = next(filter(None, ids), "")
    version = getattr(document, "version", None)
    return f"{id_}@{version}" if id_ and version else id_
