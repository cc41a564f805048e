"""
``caring export``: writes what an exporter makes into a folder.
"""

from pathlib import Path

from caring.cli import FINE
from caring.cli.printing import print_text
from caring.cli.verbs import guidance_at
from caring.exporters import export as write_as
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.values.errors import ExportError


def export(target: str, form: str, out: Path) -> int:
    """
    Write one protocol or pathway; nothing is written unless all of it can be said.
    """
    found = [
        each for each in guidance_at(target) if isinstance(each, Protocol | Pathway)
    ]
    if len(found) != 1:
        raise ExportError("name one protocol or pathway to export")
    files = write_as(found[0], to=form)
    for name, content in files.items():
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        as_bytes = content.encode() if isinstance(content, str) else content
        place.write_bytes(as_bytes)
        print_text(str(place))
    return FINE
