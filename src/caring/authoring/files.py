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
from caring.authoring.yaml import Places, compose
from caring.edge import is_stray, read_bytes
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile, Span
from caring.values.text import MOST_BYTES, decode, finding, start_of

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
    root: Traversable | None = attrs.field(default=None, eq=False)
    """The folder it was found in; ``None`` where somebody named the file itself."""

    def read(self, findings: Collector) -> tuple[Document, Places] | None:
        """
        Read a file as the document its header announces.

        Text, shape and meaning are stages: a mistake in one hides what would follow
        from it in the next.
        """
        if self.root is not None and is_stray(self.place, self.root):
            findings.add(_stray(self.name))
            return None
        content = read_bytes(self.place, MOST_BYTES)
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


def _stray(name: str) -> Finding:
    message = "this is no file of the folder: a link to elsewhere, or a pipe"
    span = start_of(SourceFile(name, ""))
    return finding("stray-file", message, span, "copy the file itself to here")


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


def yaml_files(
    folder: Traversable, name: str, root: Traversable | None = None
) -> Iterator[File]:
    """
    Walk the YAML files below a folder, in the order of their names.

    A link that leads out of the folder, or to a folder, is not followed; reading it is
    refused.
    """
    top = folder if root is None else root
    for place in sorted(folder.iterdir(), key=lambda each: each.name):
        inner = f"{name}/{place.name}" if name else place.name
        if place.name.startswith(".") and place.is_dir():
            continue
        if is_stray(place, top):
            if place.name.endswith((".yaml", ".yml")) or place.is_dir():
                yield File(place, inner, top)
        elif place.is_dir():
            yield from yaml_files(place, inner, top)
        elif place.name.endswith((".yaml", ".yml")):
            yield File(place, inner, top)
