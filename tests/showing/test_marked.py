"""
Every field of the model that is marked as wording can be translated.
"""

from collections.abc import Iterator, Mapping

import attrs
import pytest

import caring
from caring.guidance.measure import Instrument
from caring.language.facts import Constraint, Gate
from caring.library import bundled
from caring.showing.messages import is_plain, messages_of, own_messages
from caring.values.marks import MARK, WORDING
from caring.values.sources import Source


def _marked(value: object) -> Iterator[str]:
    """
    Walk every text that stands in a marked field.

    What is cited stays as it calls itself, and errors stay in English.
    """
    match value:
        case Source() | Instrument() | Constraint() | Gate():
            return
        case Mapping():
            yield from _marked(tuple(value.values()))
        case tuple():
            for each in value:
                yield from _marked(each)
        case _ if attrs.has(type(value)):
            for field in attrs.fields(type(value)):  # type: ignore[arg-type]
                found = getattr(value, field.name)
                if field.metadata.get(MARK) == WORDING[MARK]:
                    yield from _texts(found)
                else:
                    yield from _marked(found)
        case _:
            return


def _texts(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case Mapping():
            for option, label in found.items():
                if not is_plain(option, label):
                    yield label
        case tuple():
            yield from found
        case _:
            assert found is None


@pytest.mark.parametrize("name", caring.list_protocols())
def test_no_marked_field_is_forgotten(name: str) -> None:
    """
    Whoever marks a new field as wording names it in `messages.py` too.
    """
    guidance = bundled().load(name)
    known = {each.source for each in (*own_messages(), *messages_of(guidance))}
    marked = set(_marked(guidance))

    assert marked
    assert marked <= known
