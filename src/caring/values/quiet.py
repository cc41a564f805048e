"""
Values that tell nothing of a person when they are printed, copied or pickled.
"""

import functools
from collections.abc import Iterator
from typing import Any, NoReturn, Self, TypeVar


class Quiet:
    """
    Prints as its own name, because what it holds follows from a person's answers.

    A traceback, a log line or a failing assertion then shows none of them.

    >>> Quiet()
    Quiet(...)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class Private(Quiet):
    """
    Quiet, and not pickled: a cache or a queue would keep answers that nobody sees.

    It never changes, so that a copy of it is the same one.
    """

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __rich_repr__(self) -> Iterator[object]:
        """
        Show nothing inside, where `rich` would walk the fields of a value by itself.
        """
        return iter(())

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        # Not said in `__getstate__`: attrs writes one of its own into each class.
        raise TypeError(
            f"{type(self).__name__} is not pickled, because it holds answers; hand over"
            " `answers.to_plain()`, and of a result `to_json()` or its `record`"
        )


_Model = TypeVar("_Model")


def unheard(model: type[_Model]) -> type[_Model]:
    """
    Let an error in making a value end outside of it: frames inside hold its fields.

    What shows the variables of every frame would show what a person said. The frames of
    the caller remain.
    """
    init: Any = model.__init__

    @functools.wraps(init)
    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        problem: Exception | None = None
        try:
            init(self, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever it is, it goes on
            problem = error.with_traceback(None)
        if problem is not None:
            problem.__context__ = problem.__cause__ = None
            del self, args, kwargs
            raise problem

    model.__init__ = made  # type: ignore[method-assign]
    return model
