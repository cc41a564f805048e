"""
The way back from JSON to the model: a reader for each class, made from its type hints.

It knows no class by name. What an annotation does not tell apart cannot be restored,
and making its reader says so.
"""

import datetime as dt
import enum
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from caring.values.mappings import FrozenMapping
from caring.values.marks import PINNED

Shared = dict[tuple[str, str], Any]
"""Values that are written once and named where they are used, by class and name."""

Reader = Callable[[Any, Shared], Any]

_PLAIN = {str, int, bool, type(None)}


def restore(hint: Any, data: Any, shared: Shared | None = None) -> Any:
    """
    Make a value of the model from plain data, as ``artefact.plain`` writes it.

    Args:
        hint: The class, or any annotation that the model uses.
        data: The plain data; what is pinned has to be there as a value already.
        shared: Values for which a name may stand in the data, by class and name.

    Raises:
        ValueError: If the data is not of that type.
        TypeError: If an annotation does not say how it is read.
    """
    return reader(hint)(data, shared or {})


@cache
def reader(hint: Any) -> Reader:
    """
    Make the function that reads one annotation.
    """
    if isinstance(hint, type):
        return _class(hint)
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(inside)
    if origin is Literal:
        return _literal(inside)
    if origin is tuple:
        return _tuple(inside)
    if origin is frozenset:
        return _listed(reader(inside[0]), frozenset)
    if origin in (Mapping, FrozenMapping):
        return _mapping(reader(inside[0]), reader(inside[1]))
    raise TypeError(f"no way to restore `{hint}`")


def _class(hint: type) -> Reader:
    if hint in _PLAIN:
        return _exactly(hint)
    if issubclass(hint, enum.Enum):
        return _word(hint)
    if issubclass(hint, dt.date):
        return _moment(hint)
    if attrs.has(hint):
        return _fields(hint)
    raise TypeError(f"no way to restore `{hint.__name__}`")


def _exactly(wanted: type) -> Reader:
    def read(data: Any, _shared: Shared) -> Any:
        if type(data) is not wanted:
            raise _misfit(wanted.__name__, data)
        return data

    return read


def _word(words: type[enum.Enum]) -> Reader:
    known = {each.value: each for each in words}
    return _one_of(known, words.__name__)


def _literal(words: tuple[Any, ...]) -> Reader:
    return _one_of({each: each for each in words}, "word")


def _one_of(known: Mapping[Any, Any], name: str) -> Reader:
    def read(data: Any, _shared: Shared) -> Any:
        if type(data) is not str or data not in known:
            raise _misfit(name, data)
        return known[data]

    return read


def _moment(wanted: type[dt.date]) -> Reader:
    def read(data: Any, _shared: Shared) -> Any:
        # A datetime would also read a date, as midnight nowhere.
        found = wanted.fromisoformat(data) if type(data) is str else None
        if found is None or found.isoformat() != data:
            raise _misfit(wanted.__name__, data)
        return found

    return read


def _tuple(inside: tuple[Any, ...]) -> Reader:
    if len(inside) == 2 and inside[1] is Ellipsis:  # noqa: PLR2004 - as in the language
        return _listed(reader(inside[0]), tuple)
    each_reader = tuple(map(reader, inside))

    def read(data: Any, shared: Shared) -> Any:
        if type(data) is not list or len(data) != len(each_reader):
            raise _misfit(f"list of {len(each_reader)}", data)
        return tuple(
            read_one(each, shared)
            for read_one, each in zip(each_reader, data, strict=True)
        )

    return read


def _listed(read_one: Reader, made: Callable[[list[Any]], Any]) -> Reader:
    def read(data: Any, shared: Shared) -> Any:
        if type(data) is not list:
            raise _misfit("list", data)
        return made([read_one(each, shared) for each in data])

    return read


def _mapping(read_key: Reader, read_value: Reader) -> Reader:
    def read(data: Any, shared: Shared) -> Any:
        if type(data) is not dict:
            raise _misfit("mapping", data)
        return FrozenMapping(
            {
                read_key(key, shared): read_value(value, shared)
                for key, value in data.items()
            }
        )

    return read


def _fields(model: type) -> Reader:
    """
    Read a class of the model; its fields' readers are made when the first one is read.

    Conditions hold conditions, so they could not all be made beforehand.
    """
    name = model.__name__
    readers: dict[str, Reader] = {}

    def read(data: Any, shared: Shared) -> Any:
        if type(data) is not dict or data.get("is") != name:
            return _shared_value(name, data, shared)
        if not readers:
            # All at once: another thread may be waiting for them.
            readers.update({**field_readers(model), "is": _as_it_is})
        try:
            values = {key: readers[key](value, shared) for key, value in data.items()}
        except KeyError as error:
            raise ValueError(f"{name} has no {error}") from error
        del values["is"]
        try:
            return model(**values)
        except TypeError as error:
            raise ValueError(f"{name} lacks something: {sorted(values)}") from error

    return read


def _shared_value(name: str, data: Any, shared: Shared) -> Any:
    if type(data) is not str or (name, data) not in shared:
        raise _misfit(name, data)
    return shared[name, data]


def _as_it_is(data: Any, _shared: Shared) -> Any:
    return data


def field_readers(model: type) -> dict[str, Reader]:
    """
    Make the readers of all fields of a class, by name.

    Raises:
        TypeError: If an annotation does not say how it is read.
    """
    fields = attrs.fields(model)
    hints = {each.name: each.type for each in fields}
    if not all(map(_is_resolved, hints.values())):
        hints = get_type_hints(model)
    return {
        each.name: _value(hints[each.name])
        if PINNED.items() <= each.metadata.items()
        else reader(hints[each.name])
        for each in fields
    }


def _is_resolved(hint: Any) -> bool:
    """
    Say whether an annotation names no class by a mere word; looking words up is slow.
    """
    return not isinstance(hint, str) and all(map(_is_resolved, get_args(hint)))


def _value(wanted: type) -> Reader:
    def read(data: Any, _shared: Shared) -> Any:
        if not isinstance(data, wanted):
            raise _misfit(wanted.__name__, data)
        return data

    return read


def _union(inside: tuple[Any, ...]) -> Reader:
    classes = {each.__name__: reader(each) for each in inside if attrs.has(each)}
    others: dict[type, Reader] = {}
    for each in inside:
        if not attrs.has(each):
            written = _written(each)
            if written in others:
                raise TypeError(f"no way to tell apart the parts of `{inside}`")
            others[written] = reader(each)
    if classes and dict in others:
        raise TypeError(f"no way to tell apart the parts of `{inside}`")

    def read(data: Any, shared: Shared) -> Any:
        found = others.get(type(data))
        if found is None and type(data) is dict:
            found = classes.get(data.get("is", ""))
        if found is None:
            raise _misfit(" or ".join(str(each) for each in inside), data)
        return found(data, shared)

    return read


def _written(hint: Any) -> type:
    """
    Say as which type of JSON an annotation is written.
    """
    origin = get_origin(hint)
    if origin in (tuple, frozenset):
        return list
    if origin in (Mapping, FrozenMapping):
        return dict
    return hint if hint in _PLAIN else str


def _misfit(wanted: str, data: Any) -> ValueError:
    found = data.get("is", "mapping") if type(data) is dict else type(data).__name__
    return ValueError(f"expected {wanted}, found {found}")
