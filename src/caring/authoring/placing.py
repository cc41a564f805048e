"""
The places of one file that a point can be traced to, with what they say.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caring.authoring.documents.base import Document
from caring.authoring.mentions import mentions_in
from caring.authoring.scope import Dictionary
from caring.authoring.yaml import Places
from caring.guidance.tracing import Said
from caring.values.sources import Reading, Source

_NAMING = ("id", "fact", "level", "decider", "parameter", "finding")
"""Fields by which a rule in a list goes, as a sign goes by its fact."""

_SAYING = ("text", "says", "wording", "because", "title", "service", "limits")
"""Fields that people read of a rule; the first one that is there."""


def places_in(
    document: Document, places: Places, dictionary: Dictionary
) -> dict[str, list[Said]]:
    """
    Gather every id of a file that has words and a source, with both.

    An id is the key under which a rule lies, or the fact, level or decider of a rule in
    a list. Facts that a protocol asks and actions that it brings are places too; what
    they say comes from the dictionary.
    """
    found: dict[str, list[Said]] = {}
    sources = _sources(document, dictionary)
    for names, said in _rules(document, (), sources, dictionary):
        for name in names:
            found.setdefault(name, []).append(said)
    for name, said in _named(document, places, dictionary):
        found.setdefault(name, [said])
    return found


def _sources(document: Document, dictionary: Dictionary) -> dict[str, Source]:
    return {
        name: Source(
            id=name,
            read=Reading(each.read),
            part=each.part,
            work=dictionary.works.get(each.work or ""),
        )
        for name, each in getattr(document, "sources", {}).items()
    }


def _rules(
    value: Any,
    under: tuple[str, ...],
    sources: Mapping[str, Source],
    dictionary: Dictionary,
) -> Iterator[tuple[set[str], Said]]:
    """
    Walk what has a source, with the names that it goes by.
    """
    if isinstance(value, Document):
        source = sources.get(str(getattr(value, "source", "")))
        own = [getattr(value, field, None) for field in _NAMING]
        names = {*under, *(each for each in own if isinstance(each, str))}
        text = _text(value, dictionary)
        if source is not None and text is not None:
            yield names, Said(text=text, source=source)
        for field in type(value).model_fields:
            yield from _rules(getattr(value, field), under, sources, dictionary)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _rules(part, (key,), sources, dictionary)
    elif isinstance(value, list):
        for part in value:
            yield from _rules(part, under, sources, dictionary)


def _text(value: Document, dictionary: Dictionary) -> str | None:
    said = (getattr(value, field, None) for field in _SAYING)
    text = next((each for each in said if isinstance(each, str)), None)
    if text is not None:
        return text
    fact = dictionary.facts.get(str(getattr(value, "fact", None)))
    return None if fact is None else fact.wording


def _named(
    document: Document, places: Places, dictionary: Dictionary
) -> Iterable[tuple[str, Said]]:
    """
    Walk the facts and actions that a file names.
    """
    for each in mentions_in(document, places, ()):
        if each.what == "fact" and each.name in dictionary.facts:
            fact = dictionary.facts[each.name]
            yield each.name, Said(text=fact.wording, source=fact.source)
        elif each.what == "action" and each.name in dictionary.actions:
            action = dictionary.actions[each.name]
            yield each.name, Said(text=action.text, source=action.source)
