"""
Consent for one purpose, to one recipient, at one time: records, purposes, deciders.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from caring.language.conditions import Condition
from caring.language.routes import Route
from caring.values.marks import WORDING
from caring.values.quiet import Private, unheard
from caring.values.sources import Source


class State(enum.Enum):
    """
    What became of asking for a consent.
    """

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_SOUGHT = "not_sought"
    CANNOT_GIVE = "cannot_give"
    DOUBTFUL = "doubtful"


class Decider(enum.Enum):
    """
    Who may decide.
    """

    PATIENT = "patient"
    GUARDIAN = "guardian"
    INDEPENDENT_GUARDIAN = "independent_guardian"
    PROXY = "proxy"
    """Whom the person, or a law, named to decide for an adult who cannot."""

    COURT = "court"
    NOBODY_YET = "nobody_yet"


class About(enum.Enum):
    """
    What a purpose is about, which says whether there can be a way without consent.
    """

    EXAMINING = "examining"
    TREATING = "treating"
    TESTING = "testing"
    PHOTOGRAPHS = "photographs"
    FORENSIC = "forensic"
    INTERVIEW = "interview"
    SHARING = "sharing"
    REPORTING = "reporting"
    CONTACTING = "contacting"
    RESEARCH = "research"

    @property
    def routes(self) -> frozenset[Route]:
        """
        Which ways without consent such a purpose may have at most.
        """
        return _ROUTES.get(self, frozenset())

    @property
    def needs_assent(self) -> bool:
        """
        Whether a no of the person stops it even when somebody else decides.
        """
        return self in {
            About.PHOTOGRAPHS,
            About.FORENSIC,
            About.INTERVIEW,
            About.RESEARCH,
        }


_ROUTES = {
    About.EXAMINING: frozenset({Route.EMERGENCY}),
    About.TREATING: frozenset({Route.EMERGENCY}),
    About.SHARING: frozenset({Route.LEGAL_DUTY}),
    About.REPORTING: frozenset({Route.LEGAL_DUTY}),
}


class Form(enum.Enum):
    """
    In which form a consent was given.
    """

    ORAL = "oral"
    WRITTEN = "written"


_YES_NO = {True: "yes", False: "no"}


_Word = TypeVar("_Word", bound=enum.Enum)


def _member(words: type[_Word], value: object, field: str) -> _Word:
    for each in words:
        if value in (each, each.value):
            return each
    there = ", ".join(str(each.value) for each in words)
    # The message names no value: a consent is an answer.
    raise ValueError(f"`{field}` must be one of {there}")


def _as_set(words: Iterable[str]) -> frozenset[str]:
    if isinstance(words, str):
        # A single word would quietly be read as its letters.
        raise TypeError("`told` and `items` take several names, in a list")
    return frozenset(words)


def _as_state(value: object) -> State:
    return _member(State, value, "state")


def _as_decider(value: object) -> Decider | None:
    return None if value is None else _member(Decider, value, "decided_by")


def _as_form(value: object) -> Form | None:
    return None if value is None else _member(Form, value, "form")


def _word(value: bool | str | None) -> str | None:
    return _YES_NO[value] if isinstance(value, bool) else value


def _is_yes_or_no(
    _: object, field: "attrs.Attribute[str | None]", value: object
) -> None:
    if value not in (None, *_YES_NO.values()):
        # Read as not known, a `Yes` would close a guard and nobody would learn why.
        raise ValueError(f"`{field.name}` must be one of yes, no")


def _is_assent(_: object, field: "attrs.Attribute[str | None]", value: object) -> None:
    if value not in (None, *_YES_NO.values(), "distress"):
        raise ValueError(f"`{field.name}` must be one of yes, no, distress")


@unheard
@attrs.frozen(kw_only=True, repr=False)
class Consent(Private):
    """
    A record of asking for consent; what is not known is left out.

    ``True`` and ``False`` are read as ``yes`` and ``no``.

    Raises:
        ValueError: If the state, the decider or the form is no known word, or what is
            ``yes`` or ``no`` is something else. The message does not repeat it.
    """

    purpose: str
    """The purpose's id; a record speaks for no other."""

    state: State = attrs.field(converter=_as_state)
    """What became of it."""

    recipient: str | None = None
    """Who would receive something; another recipient needs another record."""

    decided_by: Decider | None = attrs.field(default=None, converter=_as_decider)
    """Who decided."""

    asked_alone: str | None = attrs.field(
        default=None, converter=_word, validator=_is_yes_or_no
    )
    """``yes`` if nobody else could hear or press."""

    pressure: str | None = attrs.field(
        default=None, converter=_word, validator=_is_yes_or_no
    )
    """``no`` if there was no sign of pressure from anybody, staff included."""

    understood: str | None = attrs.field(
        default=None, converter=_word, validator=_is_yes_or_no
    )
    """``yes`` if the person could say in own words what was agreed."""

    assent: str | None = attrs.field(
        default=None, converter=_word, validator=_is_assent
    )
    """
    What the person wants where somebody else decides: ``yes``, ``no`` or ``distress``.
    """

    told: frozenset[str] = attrs.field(default=frozenset(), converter=_as_set)
    """Which items of information were given."""

    items: frozenset[str] = attrs.field(default=frozenset(), converter=_as_set)
    """What may be passed on, and nothing else."""

    form: Form | None = attrs.field(default=None, converter=_as_form)
    """Oral or written."""

    given_at: dt.datetime | None = None
    expires_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None

    @property
    def has_zones(self) -> bool:
        """
        Whether every time in the record has a time zone.
        """
        times = (self.given_at, self.expires_at, self.withdrawn_at)
        return all(time is None or time.tzinfo is not None for time in times)

    def __repr__(self) -> str:
        return f"Consent(for {self.purpose!r})"


@attrs.frozen(kw_only=True)
class WithoutConsent:
    """
    A way to do something without the consent of anybody, and how far it goes.
    """

    when: Condition
    """It is open only while this surely holds."""

    limits: str = attrs.field(metadata=WORDING)
    """What may be done at most, as a reader sees it."""

    items: tuple[str, ...] = ()
    """What may be passed on, and nothing else; empty is nothing at all."""

    because: str = attrs.field(metadata=WORDING)
    source: Source


@attrs.frozen(kw_only=True)
class Purpose:
    """
    Something that may be done only with consent, and what makes one valid.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
    about: About
    decided_by: str
    """Id of the table of deciders."""

    form: Form
    """``written`` accepts nothing else; ``oral`` accepts both."""

    needs_recipient: bool
    needs_items: bool
    needs_expiry: bool
    tell: tuple[str, ...]
    """Information that must have been given."""

    if_refused: str = attrs.field(metadata=WORDING)
    """What goes on all the same."""

    because: str = attrs.field(metadata=WORDING)
    source: Source
    emergency: WithoutConsent | None = None
    legal_duty: WithoutConsent | None = None

    @property
    def routes(self) -> Mapping[Route, WithoutConsent]:
        """
        The ways without consent that this purpose has, in a fixed order.
        """
        found = {Route.EMERGENCY: self.emergency, Route.LEGAL_DUTY: self.legal_duty}
        return {route: each for route, each in found.items() if each is not None}
