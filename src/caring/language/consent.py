"""
Consent for one purpose, to one recipient, at one time.

A record is valid only while every element surely holds. Refused and withdrawn make it
surely invalid; anything missing leaves it unknown, and an unknown consent is none.
"""

import datetime as dt
import enum
from collections.abc import Iterable
from typing import TypeVar

import attrs

from caring.values.marks import WORDING
from caring.values.moments import Moment
from caring.values.quiet import Quiet
from caring.values.sources import Source
from caring.values.truth import Truth, all_of, any_of, known, negation


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
    COURT = "court"
    NOBODY_YET = "nobody_yet"


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


@attrs.frozen(kw_only=True, repr=False)
class Consent:
    """
    A record of asking for consent; what is not known is left out.

    Raises:
        ValueError: If the state, the decider or the form is no known word. The
            message does not repeat it.
    """

    purpose: str
    """The purpose's id; a record speaks for no other."""

    state: State = attrs.field(converter=_as_state)
    """What became of it."""

    recipient: str | None = None
    """Who would receive something; another recipient needs another record."""

    decided_by: Decider | None = attrs.field(default=None, converter=_as_decider)
    """Who decided."""

    asked_alone: str | None = attrs.field(default=None, converter=_word)
    """``yes`` if nobody else could hear or press."""

    pressure: str | None = attrs.field(default=None, converter=_word)
    """``no`` if there was no sign of pressure from anybody, staff included."""

    understood: str | None = attrs.field(default=None, converter=_word)
    """``yes`` if the person could say in own words what was agreed."""

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
class Purpose:
    """
    Something that may be done only with consent, and what makes one valid.
    """

    id: str
    title: str = attrs.field(metadata=WORDING)
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


@attrs.frozen(repr=False)
class Element(Quiet):
    """
    One thing that a valid consent needs, and whether it holds.
    """

    name: str
    truth: Truth


def elements(
    record: Consent, purpose: Purpose, decider: Decider | None, on: Moment
) -> tuple[Element, ...]:
    """
    Judge every element of validity of a record, in a fixed order.

    Args:
        record: The record; its purpose must be this purpose.
        purpose: What makes a consent for it valid.
        decider: Who may decide; ``None`` while that is not settled.
        on: The moment at which something would be done.
    """
    fits_form = record.form and (
        purpose.form is Form.ORAL or record.form is Form.WRITTEN
    )
    return (
        Element("state", _state(record)),
        Element("not_withdrawn", negation(_passed(record.withdrawn_at, on))),
        Element("decided_by", _authority(record.decided_by, decider)),
        Element("asked_alone", _says(record.asked_alone, "yes")),
        Element("no_pressure", _says(record.pressure, "no")),
        Element("told", _present(set(purpose.tell) <= record.told)),
        Element("understood", _says(record.understood, "yes")),
        Element("recipient", _present(not purpose.needs_recipient or record.recipient)),
        Element("items", _present(not purpose.needs_items or record.items)),
        Element(
            "form", Truth.UNKNOWN if record.form is None else known(bool(fits_form))
        ),
        Element("given_before", _given(record, on)),
        Element("not_expired", _not_expired(record, purpose, on)),
    )


def refusal(record: Consent, on: Moment) -> Truth:
    """
    Say whether a record is a refusal, or a withdrawal that has taken effect.
    """
    return any_of([negation(_state(record)), _passed(record.withdrawn_at, on)])


def validity(judged: tuple[Element, ...]) -> Truth:
    """
    Put the elements together: valid only if all of them surely hold.
    """
    return all_of(element.truth for element in judged)


def _state(record: Consent) -> Truth:
    match record.state:
        case State.GIVEN:
            return Truth.TRUE
        case State.REFUSED | State.WITHDRAWN:
            # A withdrawal that lies ahead has not happened; `not_withdrawn` judges it.
            ahead = record.state is State.WITHDRAWN and record.withdrawn_at is not None
            return Truth.TRUE if ahead else Truth.FALSE
        case State.NOT_SOUGHT | State.CANNOT_GIVE | State.DOUBTFUL:
            return Truth.UNKNOWN


def _passed(time: dt.datetime | None, on: Moment) -> Truth:
    return Truth.FALSE if time is None else on.reaches(time)


def _authority(decided_by: Decider | None, decider: Decider | None) -> Truth:
    if decided_by is None or decider is None or decider is Decider.NOBODY_YET:
        return Truth.UNKNOWN
    return known(decided_by is decider)


def _says(value: str | None, wanted: str) -> Truth:
    if value not in {"yes", "no"}:
        return Truth.UNKNOWN
    return known(value == wanted)


def _present(there: object) -> Truth:
    return Truth.TRUE if there else Truth.UNKNOWN


def _given(record: Consent, on: Moment) -> Truth:
    return Truth.UNKNOWN if record.given_at is None else on.reaches(record.given_at)


def _not_expired(record: Consent, purpose: Purpose, on: Moment) -> Truth:
    if record.expires_at is None:
        return Truth.UNKNOWN if purpose.needs_expiry else Truth.TRUE
    return negation(on.reaches(record.expires_at))
