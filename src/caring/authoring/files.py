"""
Files and folders of guidance, on a disk or inside a package.
"""

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable

import attrs

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.shape import kind_of, validate
from caring.authoring.text import MOST_BYTES, decode
from caring.authoring.yaml import Places, compose
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile, Span

_ENCOUNTER = re.compile(rb"(?m)^(caring:\s*[\"']?encounter|answers:|consents:)")
"""
A file that holds a person's answers: no message may show a line of it.

Even where the header is misspelt, answers or consents of its own give it away.
"""


def holds_answers(content: bytes) -> bool:
    """
    Say whether a file holds a person's answers, so that no line of it may be shown.
    """
    return _ENCOUNTER.search(content) is not None


@attrs.frozen
class File:
    """
    A file and the name a reader knows it by.
    """

    place: Traversable = attrs.field(eq=False)
    name: str

    def read(self, findings: Collector) -> tuple[Document, Places] | None:
        """
        Read a file as the document its header announces.

        Text, shape and meaning are stages: a mistake in one hides what would follow
        from it in the next.
        """
        with self.place.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        found = Collector()
        read = self._read(content, found)
        if not holds_answers(content):
            for each in found:
                findings.add(each)
            return read
        for each in found:
            findings.add(_without_answers(each))
        return None if read is None else (read[0], _unshown_places(read[1]))

    def _read(
        self, content: bytes, findings: Collector
    ) -> tuple[Document, Places] | None:
        file = decode(self.name, content, findings)
        composed = compose(file, findings) if file is not None else None
        if composed is None:
            return None
        data, places = composed
        kind = kind_of(data, places, findings)
        document = validate(KINDS[kind], data, places, findings) if kind else None
        return None if document is None else (document, places)


def _without_answers(finding: Finding) -> Finding:
    """
    Let go of every line of the file, and of suggestions made from a word in it.
    """
    help_ = None if finding.code == "unknown-word" else finding.help
    span = _unshown(finding.span)
    return attrs.evolve(finding, span=span, help=help_, related=())


def _unshown(span: Span) -> Span:
    """
    Keep a place and let go of the text there.
    """
    return attrs.evolve(span, file=SourceFile(span.file.name, ""))


def _unshown_places(places: Places) -> Places:
    return Places(
        file=SourceFile(places.file.name, ""),
        values={path: _unshown(span) for path, span in places.values.items()},
        keys={path: _unshown(span) for path, span in places.keys.items()},
    )


def yaml_files(folder: Traversable, name: str) -> Iterator[File]:
    """
    Walk the YAML files below a folder, in the order of their names.
    """
    for place in sorted(folder.iterdir(), key=lambda each: each.name):
        inner = f"{name}/{place.name}" if name else place.name
        if place.is_dir() and not place.name.startswith("."):
            yield from yaml_files(place, inner)
        elif place.name.endswith((".yaml", ".yml")):
            yield File(place, inner)
