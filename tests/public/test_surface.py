"""
The public API, written down: a change of a name or a signature shows here.
"""

import enum
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import caring

GOLDEN = Path(__file__).parent / "api.txt"


def _parameters(call: Callable[..., object]) -> str:
    """
    Say how something is called; types are held by the type checker.
    """
    parameters = [
        each.replace(
            annotation=inspect.Parameter.empty,
            default=each.default
            if isinstance(each.default, str | int | tuple | None)
            else ...,
        )
        if each.default is not inspect.Parameter.empty
        else each.replace(annotation=inspect.Parameter.empty)
        for each in inspect.signature(call).parameters.values()
    ]
    return str(inspect.Signature(parameters)).replace("Ellipsis", "...")


def _member(name: str, value: object) -> str:
    if isinstance(value, property):
        return f"{name}  # property"
    if isinstance(value, classmethod | staticmethod):
        return f"{name}{_parameters(value.__func__)}"
    return f"{name}{_parameters(value)}" if inspect.isfunction(value) else name


def _members(class_: type) -> Iterator[str]:
    """
    Walk what a class offers, with what it has from other classes of ours.
    """
    found: dict[str, object] = {}
    for each in reversed(class_.__mro__):
        if each.__module__.startswith("caring."):
            found |= vars(each)
            found |= dict.fromkeys(getattr(each, "__annotations__", {}), "field")
    for name in sorted(found):
        if not name.startswith("_"):
            yield _member(name, found[name])


def _described() -> Iterator[str]:
    for name in sorted(caring.__all__):
        value = getattr(caring, name)
        if isinstance(value, type) and issubclass(value, enum.Enum):
            yield f"{name}: {', '.join(each.name for each in value)}"
        elif isinstance(value, type):
            is_made = "__init__" in vars(value)
            yield f"{name}{_parameters(value) if is_made else ''}"
            yield from (f"    .{each}" for each in _members(value))
        elif inspect.isfunction(value):
            yield f"{name}{_parameters(value)}"
        else:
            yield name


def test_the_public_api_is_as_it_was(golden: Callable[[Path, str], None]) -> None:
    """
    Names, parameters and members; see `docs/reference/embedding.md` on changing one.
    """
    golden(GOLDEN, "\n".join([*_described(), ""]))
