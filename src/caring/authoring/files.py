"""
Files and folders of guidance, on a disk or inside a package.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable

import attrs

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import Document
from caring.authoring.shape import kind_of, validate
from caring.authoring.yaml import MOST_BYTES, Places, compose, decode
from caring.values.findings import Collector


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
        file = decode(self.name, content, findings)
        composed = compose(file, findings) if file is not None else None
        if composed is None:
            return None
        data, places = composed
        kind = kind_of(data, places, findings)
        document = validate(KINDS[kind], data, places, findings) if kind else None
        return None if document is None else (document, places)


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
