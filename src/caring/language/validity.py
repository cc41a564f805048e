"""
What makes a consent valid, element by element.

A record is valid only while every element surely holds. Refused and withdrawn make it
surely invalid; anything missing leaves it unknown, and an unknown consent is none.
"""

import datetime as dt
import enum
from collections.abc import Collection

import attrs

from caring.language.consent import Consent, Decider, Form, Purpose, State
from caring.values.moments import Moment
from caring.values.quiet import Private
from caring.values.truth import Truth, all_of, any_of, known, negation


class Validity(enum.Enum):
    """
    What makes a consent valid; each judged element belongs to one of these.
    """

    CAPACITY = "capacity"
    VOLUNTARINESS = "voluntariness"
    INFORMATION = "information"
    COMPREHENSION = "comprehension"
    SPECIFICITY = "specificity"
    CURRENCY = "currency"
    REVOCABILITY = "revocability"
    UNCONDITIONALITY = "unconditionality"
    """
    Holds by construction and has no element: no rule that brings care reads a consent,
    which the finding ``care-behind-consent`` sees to.
    """

    DOCUMENTED = "documented"
    AUTHORITY = "authority"


@attrs.frozen(repr=False)
class Element(Private):
    """
    One thing that a valid consent needs, and whether it holds.
    """

    name: str
    truth: Truth
    belongs_to: Validity


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
        Element("state", _state(record), Validity.DOCUMENTED),
        Element(
            "not_withdrawn",
            negation(_passed(record.withdrawn_at, on)),
            Validity.REVOCABILITY,
        ),
        Element("capacity", _capacity(record.decided_by, decider), Validity.CAPACITY),
        Element(
            "decided_by", _authority(record.decided_by, decider), Validity.AUTHORITY
        ),
        Element(
            "asked_alone", _says(record.asked_alone, "yes"), Validity.VOLUNTARINESS
        ),
        Element("no_pressure", _says(record.pressure, "no"), Validity.VOLUNTARINESS),
        Element("assent", _assent(record, purpose, decider), Validity.VOLUNTARINESS),
        Element(
            "told", _present(set(purpose.tell) <= record.told), Validity.INFORMATION
        ),
        Element("understood", _says(record.understood, "yes"), Validity.COMPREHENSION),
        Element(
            "recipient",
            _present(not purpose.needs_recipient or record.recipient),
            Validity.SPECIFICITY,
        ),
        Element(
            "items",
            _present(not purpose.needs_items or record.items),
            Validity.SPECIFICITY,
        ),
        Element(
            "form",
            Truth.UNKNOWN if record.form is None else known(bool(fits_form)),
            Validity.DOCUMENTED,
        ),
        Element("given_before", _given(record, on), Validity.CURRENCY),
        Element("not_expired", _not_expired(record, purpose, on), Validity.CURRENCY),
    )


def refusal(record: Consent, on: Moment) -> Truth:
    """
    Say whether a record is a refusal, or a withdrawal that has taken effect.
    """
    return any_of([negation(_state(record)), _passed(record.withdrawn_at, on)])


def binding_refusal(
    record: Consent,
    judged: tuple[Element, ...],
    deciders: Collection[Decider],
    on: Moment,
) -> Truth:
    """
    Say whether a record is the person's own, free no, which an emergency does not lift.

    It surely is where the person refused or withdrew, decided for themselves, was asked
    alone, without pressure, and understood. A no under pressure, or by somebody else,
    surely is not. A no of a child, for whom a guardian decides, stays unknown: it is
    for a senior, and the way stays closed meanwhile.

    Args:
        record: The record.
        judged: Its elements.
        deciders: All who may turn out to decide.
        on: The moment.
    """
    free = {Validity.VOLUNTARINESS, Validity.COMPREHENSION}
    guardians = {Decider.GUARDIAN, Decider.INDEPENDENT_GUARDIAN}
    return all_of(
        [
            refusal(record, on),
            _own(record.decided_by),
            Truth.TRUE if guardians.isdisjoint(deciders) else Truth.UNKNOWN,
            *(each.truth for each in judged if each.belongs_to in free),
        ]
    )


def _own(decided_by: Decider | None) -> Truth:
    # What a court said is for a lawyer to read.
    unknown = decided_by is None or decided_by is Decider.COURT
    return Truth.UNKNOWN if unknown else known(decided_by is Decider.PATIENT)


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


def _capacity(decided_by: Decider | None, decider: Decider | None) -> Truth:
    """
    Say whether the one whose word counts can decide, as the table of deciders shows.

    Where capacity is in doubt the table names nobody; where it names somebody else, the
    person's own word does not carry the decision.
    """
    if decider in {None, Decider.NOBODY_YET}:
        return Truth.UNKNOWN
    others = decided_by is Decider.PATIENT and decider is not Decider.PATIENT
    return known(not others)


def _assent(record: Consent, purpose: Purpose, decider: Decider | None) -> Truth:
    """
    Say whether the person agrees where somebody else decides what could be left.
    """
    if decider is Decider.PATIENT or not purpose.about.needs_assent:
        return Truth.TRUE
    says = _says(record.assent, "yes")
    # Of somebody who may turn out to decide alone, a no here settles nothing yet.
    return Truth.UNKNOWN if decider is None and says is Truth.FALSE else says


def _says(value: str | None, wanted: str) -> Truth:
    return Truth.UNKNOWN if value is None else known(value == wanted)


def _present(there: object) -> Truth:
    return Truth.TRUE if there else Truth.UNKNOWN


def _given(record: Consent, on: Moment) -> Truth:
    return Truth.UNKNOWN if record.given_at is None else on.reaches(record.given_at)


def _not_expired(record: Consent, purpose: Purpose, on: Moment) -> Truth:
    if record.expires_at is None:
        return Truth.UNKNOWN if purpose.needs_expiry else Truth.TRUE
    return negation(on.reaches(record.expires_at))
