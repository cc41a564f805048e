"""
A mapping that cannot change, so that frozen values can hold one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenMapping(Mapping[K, V], Generic[K, V]):
    """
    A mapping whose keys and values are set once.

    It can be hashed when its values can, and pickled, which
    ``types.MappingProxyType`` cannot.

    It prints as a count, because what it holds may be answers.

    >>> FrozenMapping({"a": 1})
    FrozenMapping(1 item)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        count = len(self._items)
        return f"FrozenMapping({count} item{'' if count == 1 else 's'})"


def frozen(items: Mapping[Any, Any]) -> FrozenMapping[Any, Any]:
    """
    Freeze a mapping; this is the converter of fields that hold one.
    """
    # Untyped inside, because type checkers do not carry a generic converter's types
    # into the field; the field's own annotation is what they see.
    return FrozenMapping(items)
