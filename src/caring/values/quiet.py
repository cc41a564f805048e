"""
Values that tell nothing of a person when they are printed.
"""


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
