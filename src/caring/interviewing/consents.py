"""
Asking for one consent, element by element; what is not known is left out.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from caring.interviewing.prompts import Manner, Prompt, Words
from caring.language.consent import Consent, Decider, Form, Purpose, State
from caring.language.facts import Domain, Number, Options
from caring.values.mappings import FrozenMapping, frozen
from caring.values.moments import Moment, ends_after
from caring.values.quiet import Private

ITEM = "item."
"""How the name of an element begins that asks whether an item may be passed on."""

_STATES = (State.GIVEN, State.REFUSED, State.DOUBTFUL, State.CANNOT_GIVE)
_DECIDERS = [each.value for each in Decider if each is not Decider.NOBODY_YET]
_DAYS = Number(type="count", unit="days", at_least=1, at_most=365)


def _options(*ids: str) -> Options:
    return Options(type="choice", labels=dict.fromkeys(ids, ""))


def _recipients(services: Mapping[str, str]) -> Options | Words:
    return Options(type="choice", labels=services) if services else Words()


_YES_NO = _options("yes", "no")


@attrs.frozen(kw_only=True, repr=False)
class Talk(Private):
    """
    What is known so far of one consent.
    """

    purpose: Purpose
    carried: tuple[str, ...]
    """What could be passed on with it."""

    services: Mapping[str, str] = attrs.field(converter=frozen)
    """Ids and names of services that may receive it; empty where a name is typed."""

    said: Mapping[str, Any] = attrs.field(default=FrozenMapping(), converter=frozen)
    """Each element that was asked, and what was said; ``None`` where nothing was."""

    @property
    def prompt(self) -> Prompt | None:
        """
        The next element to ask; ``None`` where the record is complete.
        """
        for element, domain in self._elements():
            if element not in self.said:
                return Prompt(
                    manner=Manner.CONSENT,
                    id=f"consent.{self.purpose.id}.{element}",
                    domain=domain,
                    is_sensitive=True,
                    purpose=self.purpose,
                    element=element,
                )
        return None

    def saying(self, value: object) -> "Talk":
        """
        Return the talk with the element asked last answered, or left out: ``None``.
        """
        prompt = self.prompt
        assert prompt is not None
        return attrs.evolve(self, said={**self.said, prompt.element: value})

    def record(self, on: dt.datetime | dt.date) -> Consent:
        """
        Return the record, given at the moment of the interview.

        Of a day it was given as early as that day can begin, since it is used in the
        same encounter; it ends after whole days, counted from there.
        """
        said, days = self.said, self.said.get("days")
        items = [each for each in self.carried if said.get(ITEM + each) == "yes"]
        return Consent(
            purpose=self.purpose.id,
            state=said["state"],
            recipient=said.get("recipient"),
            decided_by=said.get("decided_by"),
            asked_alone=said.get("asked_alone"),
            pressure=said.get("pressure"),
            understood=said.get("understood"),
            assent=said.get("assent"),
            told=self.purpose.tell if said.get("told") == "yes" else (),
            items=items,
            form=said.get("form"),
            given_at=on if isinstance(on, dt.datetime) else Moment.of(on).earliest,
            expires_at=None if days is None else ends_after(24 * days, on),
        )

    def _elements(self) -> Iterator[tuple[str, Domain | Words]]:
        """
        Walk what is asked of a record, as far as its state calls for it.
        """
        yield "state", _options(*(each.value for each in _STATES))
        state = self.said.get("state")
        if state in {State.GIVEN.value, State.REFUSED.value}:
            yield from self._of_any_decision()
        if state == State.GIVEN.value:
            yield from self._of_a_yes()

    def _of_any_decision(self) -> Iterator[tuple[str, Domain | Words]]:
        if self.purpose.needs_recipient:
            yield "recipient", _recipients(self.services)
        yield "decided_by", _options(*_DECIDERS)
        yield "asked_alone", _YES_NO
        yield "pressure", _YES_NO
        yield "understood", _YES_NO

    def _of_a_yes(self) -> Iterator[tuple[str, Domain | Words]]:
        decided_by = self.said.get("decided_by")
        if self.purpose.about.needs_assent and decided_by != Decider.PATIENT.value:
            yield "assent", _options("yes", "no", "distress")
        if self.purpose.tell:
            yield "told", _YES_NO
        if self.purpose.needs_items:
            for each in self.carried:
                yield ITEM + each, _YES_NO
        yield "form", _options(*(each.value for each in Form))
        if self.purpose.needs_expiry:
            yield "days", _DAYS
