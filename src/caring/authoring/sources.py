"""
The sources of one file: where they point, and whether a rule names each.
"""

from collections.abc import Iterator
from typing import Any

from caring.authoring.documents.base import Document, SourceDocument, Sources
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.yaml import Places
from caring.values.findings import Collector
from caring.values.sources import Reading, Source


def scope_of(
    document: Document, places: Places, dictionary: Dictionary, findings: Collector
) -> Scope:
    """
    Open a file for building, with its sources looked up.
    """
    scope = Scope(places=places, findings=findings, dictionary=dictionary)
    written: Sources = getattr(document, "sources", {})
    for name, each in written.items():
        _look_at_work(name, each, scope)
        work = dictionary.works.get(each.work) if each.work is not None else None
        reading = Reading(each.read)
        source = Source(id=name, read=reading, part=each.part, work=work)
        scope.sources[name] = source
    _look_at_unused(document, scope)
    return scope


def _look_at_work(name: str, written: SourceDocument, scope: Scope) -> None:
    path = ("sources", name)
    works, is_own = scope.dictionary.works, written.read == "project"
    if written.work is None and not is_own:
        message = "a source names the work it points into"
        help_ = "add `work:`, or say `read: project` for this project's own design"
        where = scope.places.of_key(path)
        scope.add("source-without-work", message, where, help_)
    elif written.work is not None and is_own:
        message = "this project's own design points into no work"
        help_ = "delete `work:`, or say how well it was read"
        where = scope.places.of_key((*path, "work"))
        scope.add("source-without-work", message, where, help_)
    elif written.work is not None and written.work not in works:
        message = f"no work is called `{written.work}`"
        scope.unknown("unknown-work", message, (*path, "work"), works, written.work)


def _look_at_unused(document: Document, scope: Scope) -> None:
    """
    Report sources that nothing in the file names: often a rule has lost its source.

    While a rule names a source that is not there, it probably means one of these.
    """
    named = set(_named(document))
    unused = scope.sources.keys() - named if named <= scope.sources.keys() else ()
    for name in unused:
        where = scope.places.of_key(("sources", name))
        message = f"no rule here uses the source `{name}`"
        help_ = "delete it, or name it where it belongs"
        scope.add("unused-source", message, where, help_)


def _named(written: Any) -> Iterator[str]:
    """
    Walk the names of sources in a document.
    """
    if isinstance(written, Document):
        for field in type(written).model_fields:
            value = getattr(written, field)
            if field == "source":
                yield value
            elif field != "sources":
                yield from _named(value)
    elif isinstance(written, list | dict):
        inside = written.values() if isinstance(written, dict) else written
        for each in inside:
            yield from _named(each)
