"""
What goes into the advice of an encounter beside answers, and all that comes out of it.
"""

import datetime as dt

import attrs

from caring.guidance.assessment import Advice
from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers, Case
from caring.language.raises import Raise
from caring.values.quiet import Private


@attrs.frozen(kw_only=True)
class Setting:
    """
    Everything but the answers on which advice depends.
    """

    on: dt.datetime | dt.date
    """The moment; a date where the hour is not known."""

    raises: tuple[Raise, ...] = attrs.field(default=(), repr=False)
    """Levels that a person raises, each with the role of its protocol."""

    law: tuple[Law, ...] = attrs.field(default=(), repr=False)
    """The law of each place that applies; without any, what it says is unknown."""

    directory: Directory | None = attrs.field(default=None, repr=False)
    """The services that may be referred to; without it no service is named."""


@attrs.frozen(kw_only=True, repr=False)
class Encounter(Private):
    """
    Answers, the advice on them, and where every fact, level and consent stands.
    """

    pathway: Pathway
    answers: Answers
    setting: Setting
    advice: Advice
    case: Case
