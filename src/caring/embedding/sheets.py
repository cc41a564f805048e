"""
The shape of answers as JSON, for one protocol or pathway.

It has the keys that a scenario has: ``answers``, ``consents``, ``encounter_began`` and
``section_began``. What is not known is left out; ``null`` is no answer.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from caring.embedding.shapes import (
    Shape,
    either,
    listed,
    moment,
    record,
    text,
    whole,
    words,
)
from caring.guidance.consent import ConsentRules
from caring.guidance.forms import FormField
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Origin
from caring.language.consent import Decider, Form, State
from caring.language.silence import Silence

Answered: TypeAlias = Protocol | Pathway
"""What may be answered."""

_YES_NO = ("yes", "no")
SILENCE = words(*(each.value for each in Silence))
TIME = moment(day=False, hour=True)


@attrs.frozen(kw_only=True)
class Sheet:
    """
    What a sheet of answers may hold.
    """

    values: Mapping[str, Shape]
    """For each fact, an answer or a silence."""

    answers: Mapping[str, Shape]
    """The same, or with when it was given, by whom, and how often it was asked."""

    consent: Mapping[str, Shape]
    """What a record of a consent may hold; purpose and state are needed."""


def sheet_of(guidance: Answered) -> Sheet:
    """
    Say what a sheet of answers to a protocol or pathway may hold.
    """
    values = {each.id: either(value_of(each), SILENCE) for each in guidance.form}
    answers = {id_: either(each, _noted(each)) for id_, each in values.items()}
    return Sheet(values=values, answers=answers, consent=_consent(_purposes(guidance)))


def value_of(field: FormField) -> Shape:
    """
    Say what an answer to a fact may be, silences apart.
    """
    if field.options:
        return words(*field.options, yes_no=True)
    if field.at_least is not None:
        return whole(field.at_least, field.at_most, field.unit or "")
    return moment(day=True, hour=field.by_the_hour)


def _noted(value: Shape) -> Shape:
    fields = {
        "value": value,
        "at": TIME,
        "origin": words(*(each.value for each in Origin)),
        "offers": whole(1),
    }
    return record(fields, ["value"])


def _purposes(guidance: Answered) -> tuple[str, ...] | None:
    """
    Name the purposes of consents; nothing where none is known, and any may be meant.
    """
    if isinstance(guidance, Pathway):
        return tuple(sorted(guidance.purposes))
    return tuple(guidance.purposes) if isinstance(guidance, ConsentRules) else None


def _consent(purposes: tuple[str, ...] | None) -> dict[str, Shape]:
    yes_no = words(*_YES_NO, yes_no=True)
    return {
        "purpose": text() if purposes is None else words(*purposes),
        "state": words(*(each.value for each in State)),
        "recipient": text(),
        "decided_by": words(*(each.value for each in Decider)),
        "asked_alone": yes_no,
        "pressure": yes_no,
        "understood": yes_no,
        "assent": words(*_YES_NO, "distress", yes_no=True),
        "told": listed(text()),
        "items": listed(text()),
        "form": words(*(each.value for each in Form)),
        "given_at": TIME,
        "expires_at": TIME,
        "withdrawn_at": TIME,
    }
