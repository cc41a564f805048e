"""
The errors this library raises on purpose.

Their classes and attributes are part of the API; the wording is not. None of them
holds a person's answer.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

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
        laws = [each.startswith("law/") for each in self.available]
        what = "law" if laws and all(laws) else "protocol"
        return f"no {what} is called `{self.wanted}`; there is {there}"


class RaiseError(CaringError, ValueError):
    """
    Mend a raise: ``available`` has the words that would fit. No level is repeated here.
    """

    def __init__(self, problem: str, available: Sequence[str] = ()) -> None:
        super().__init__(problem, available)
        self.problem = problem
        """What does not fit."""
        self.available = tuple(available)
        """The roles, levels or reasons there are; empty where no word would help."""

    def __str__(self) -> str:
        there = ", ".join(self.available)
        return f"{self.problem}; there is {there}" if there else self.problem


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


@attrs.frozen(kw_only=True)
class Unapproved:
    """
    A protocol or pathway that an approval does not name as it is here.
    """

    name: str
    """``kind/name@version``."""

    changed: Literal["meaning", "wording"] | None = None
    """What is not as it was approved; ``None`` where this version is not named."""

    approved_instead: tuple[str, ...] = ()
    """Other versions of it that are approved."""

    def __str__(self) -> str:
        if self.changed is not None:
            what = {"meaning": "what it means", "wording": "its words"}[self.changed]
            return f"`{self.name}` was changed after it was approved: {what}"
        if self.approved_instead:
            there = ", ".join(f"`{each}`" for each in self.approved_instead)
            return f"`{self.name}` is not approved; approved is {there}"
        return f"`{self.name}` is not approved"


class ApprovalError(CaringError):
    """
    Load what was approved, or have what is here reviewed and approved.
    """

    def __init__(
        self, organisation: str, on: dt.date, unapproved: Sequence[Unapproved]
    ) -> None:
        super().__init__(organisation, on, unapproved)
        self.organisation = organisation
        """Who approved."""
        self.on = on
        """When."""
        self.unapproved = tuple(unapproved)
        """Everything that is not approved as it is here."""

    def __str__(self) -> str:
        lines = [
            f"{self.organisation} approved something else on {self.on}:",
            *(f"  {each}" for each in self.unapproved),
            "load the approved version, or have this one reviewed and approved anew",
        ]
        return "\n".join(lines)


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


class PackageError(CaringError):
    """
    What another package offers cannot be used as it stands; ``help`` says the way out.
    """

    def __init__(self, name: str, problem: str, help_: str) -> None:
        super().__init__(name, problem, help_)
        self.name = name
        """The entry point, or the id that two packages have."""
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


@attrs.frozen
class Inexpressible:
    """
    Something in a protocol that a format cannot say.
    """

    what: str
    """The id of a decision, fact, action, purpose or rule, as its protocol names it."""

    because: str
    """What the format lacks, in a sentence for the person who chose it."""

    def __str__(self) -> str:
        return f"`{self.what}`: {self.because}"


class ExportError(CaringError):
    """
    Choose another format, or leave out of the protocol what ``lacking`` names.
    """

    def __init__(
        self,
        problem: str,
        lacking: Sequence[Inexpressible] = (),
        available: Sequence[str] = (),
    ) -> None:
        super().__init__(problem, lacking, available)
        self.problem = problem
        """What does not work."""
        self.lacking = tuple(lacking)
        """Everything that the format cannot say."""
        self.available = tuple(available)
        """The formats there are, where none has the wanted name."""

    def __str__(self) -> str:
        there = ", ".join(self.available)
        head = f"{self.problem}; there is {there}" if there else self.problem
        return "\n".join([head, *(f"  {each}" for each in self.lacking)])
