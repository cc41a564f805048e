"""
Every text of a folder of guidance as catalogues, ready to be written.
"""

from collections.abc import Iterable, Iterator, Mapping

from caring.catalogues.catalogue import Catalogue, updated
from caring.guidance.protocol import Guidance
from caring.showing.messages import messages_of, own_messages
from caring.showing.translation import Message


def by_domain(guidance: Iterable[Guidance]) -> Mapping[str, tuple[Message, ...]]:
    """
    Sort the texts of protocols and pathways, and the library's own, into domains.

    Of a text that two versions say differently the later one counts, so that newest
    versions come last.
    """
    found: dict[str, list[Message]] = {}
    for each in _all(guidance):
        found.setdefault(each.domain, []).append(each)
    return {domain: _newest(found[domain]) for domain in sorted(found)}


def template(domain: str, messages: Iterable[Message]) -> Catalogue:
    """
    Make the catalogue without translations from which a new language starts.
    """
    return updated(Catalogue(domain=domain, locale=None), messages)


def _all(guidance: Iterable[Guidance]) -> Iterator[Message]:
    yield from own_messages()
    for each in guidance:
        yield from messages_of(each)


def _newest(messages: list[Message]) -> tuple[Message, ...]:
    last = {each.key: each.source for each in messages}
    return tuple(each for each in messages if each.source == last[each.key])
