"""
The errors this library raises on purpose.

Their classes and attributes are part of the API; the wording is not. None of them
holds a person's answer.
"""

from collections.abc import Sequence

import attrs

from caring.values.findings import Finding


class CaringError(Exception):
    """
    Catch this to catch everything the library raises on purpose.
    """


class ProtocolError(CaringError):
    """
    Mend the file: each finding says where, what, and the way out.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)
        """All findings of the stage that failed, in reading order."""

    def __str__(self) -> str:
        lines = [
            f"{each.span.place}: {each.severity.value}[{each.code}]: {each.message}"
            for each in self.findings
        ]
        return "\n".join(lines)


class ProtocolNotFoundError(CaringError, LookupError):
    """
    Choose one of the protocols in ``available``.
    """

    def __init__(self, wanted: str, available: Sequence[str]) -> None:
        super().__init__(wanted, available)
        self.wanted = wanted
        """What was asked for."""
        self.available = tuple(available)
        """What there is, as ``kind/name@version``."""

    def __str__(self) -> str:
        there = ", ".join(self.available) or "nothing"
        return f"no protocol is called `{self.wanted}`; there is {there}"


@attrs.frozen
class Problem:
    """
    One thing about the answers that does not fit.
    """

    facts: tuple[str, ...]
    """The facts it is about; never their values."""

    expected: str
    """What would fit."""


class AnswersError(CaringError, ValueError):
    """
    Mend the answers that ``problems`` names; no value is repeated here.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)
        """Everything that does not fit, in the order of the facts' names."""

    def __str__(self) -> str:
        return "\n".join(
            f"{', '.join(f'`{fact}`' for fact in each.facts)}: {each.expected}"
            for each in self.problems
        )


class ReleaseError(CaringError):
    """
    A release cannot be used or made as it stands; ``help`` says the way out.
    """

    def __init__(self, name: str, problem: str, help_: str) -> None:
        super().__init__(name, problem, help_)
        self.name = name
        """What it is about: ``kind/name@version``, or the lock."""
        self.problem = problem
        """What is wrong with it."""
        self.help = help_
        """The way out."""

    def __str__(self) -> str:
        return f"`{self.name}`: {self.problem}; {self.help}"


class ReplayError(CaringError):
    """
    A record cannot be run again, because a version is missing or is another one.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(name, problem)
        self.name = name
        """The version that the record names."""
        self.problem = problem
        """What is the matter with it."""

    def __str__(self) -> str:
        return f"cannot run again with `{self.name}`: {self.problem}"


class WithdrawnWarning(UserWarning):
    """
    A version that was withdrawn is in use; the message says since when and why.
    """
