"""
What a comparison finds: changes of results and advice, each with an example.
"""

import enum
from collections.abc import Mapping

import attrs

from caring.guidance.actions import ActionClass
from caring.proving.classes import Variable
from caring.proving.formula import Assignment
from caring.values.spans import Span


class Kind(enum.Enum):
    """
    What sort of change it is.
    """

    VALUE = "value"
    """Settled before and after, on something else."""

    OPENED = "opened"
    """What was possible still is, and more with it."""

    CLOSED = "closed"
    """Only a part of what was possible still is."""

    MOVED = "moved"
    """Something else became possible, and something that was is no more."""

    WORKING = "working"
    """What is possible is the same, and what is acted on meanwhile is not."""

    REASON = "reason"
    """All results are the same; the rules that give them are not."""

    GAINED = "gained"
    LOST = "lost"
    SOONER = "sooner"
    LATER = "later"
    LOOSENED = "loosened"
    """A guard, a consent or the asking of a question is open where it was not."""

    TIGHTENED = "tightened"
    REFUSED = "refused"
    """Answers that were taken are refused."""

    ACCEPTED = "accepted"
    """Answers that were refused are taken."""


class Direction(enum.Enum):
    """
    Where a change points.
    """

    TOWARDS = "towards danger"
    AWAY = "away from danger"
    NEITHER = "neither"


class Step(enum.Enum):
    """
    By how much a version has to rise.
    """

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """
        The place in the order, from 0 for none.
        """
        return list(Step).index(self)


@attrs.frozen(kw_only=True)
class Rule:
    """
    A row, an action or another part that is responsible, as a reader finds it.
    """

    says: str
    span: Span | None = None
    """Where it stands; a released version keeps no places."""


@attrs.frozen(kw_only=True)
class Change:
    """
    One change, for all the answer sheets that show it.
    """

    kind: Kind
    of: str
    """The decision, the action or the guard it is about."""

    was: str
    now: str
    role: str | None = None
    """The step of a pathway; ``None`` of a protocol by itself."""

    direction: Direction = Direction.NEITHER
    action_class: ActionClass | None = None
    example: Assignment | None = None
    """The smallest sheet that shows it; ``None`` where no result changes."""

    sheets: int | None = None
    """How many sheets show it; ``None`` where that was not counted."""

    case: tuple[str, ...] = ()
    """The example in plain words, an answer a line."""

    scenario: tuple[str, ...] = ()
    """The example as lines of YAML, to paste among the scenarios of the new version."""

    old_rules: tuple[Rule, ...] = ()
    new_rules: tuple[Rule, ...] = ()

    @property
    def name(self) -> str:
        """
        What it is about, with the step of a pathway.
        """
        return self.of if self.role is None else f"{self.role}: {self.of}"


@attrs.frozen(kw_only=True)
class Told:
    """
    A difference that was read from the files and not worked out over answers.
    """

    part: str
    was: str
    now: str
    step: Step


@attrs.frozen(kw_only=True)
class Words:
    """
    Words for readers that changed; no rule reads them.
    """

    part: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Guarantees:
    """
    Which guarantees hold before and after, by id.
    """

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    won: tuple[str, ...]
    broken: tuple[str, ...]
    """Broken before and after."""


@attrs.frozen(kw_only=True)
class Compared:
    """
    What changed from one version to another.
    """

    old: str
    """``kind/name@version``."""

    new: str
    changes: tuple[Change, ...]
    told: tuple[Told, ...]
    words: tuple[Words, ...]
    not_compared: tuple[str, ...]
    """Why results could not be compared over answers; empty where they were."""

    sheets: int | None
    """How many answer sheets there are that both take; ``None`` if not counted."""

    taken: int | None
    """How many sheets one of them takes at least; ``None`` if not counted."""

    variables: Mapping[str, Variable] = attrs.field(repr=False)
    """What was told apart; empty where nothing was compared over answers."""

    step: Step
    """By how much the version has to rise."""

    guarantees: Guarantees | None = None
    """``None`` where they were not proved."""

    def out_of(self, change: Change) -> int | None:
        """
        Say of how many sheets those that show a change are a share.
        """
        of_all = change.kind in {Kind.REFUSED, Kind.ACCEPTED}
        return self.taken if of_all else self.sheets
