"""
Which consents the next steps wait for.
"""

from collections.abc import Iterator, Mapping

from caring.guidance.assessment import Withheld
from caring.guidance.candidates import Suitability
from caring.guidance.consent import ConsentRules
from caring.interviewing.consents import Talk
from caring.language.conditions import Given, leaves
from caring.language.consent import Decider, Purpose
from caring.language.routes import Route
from caring.running.encounters import Encounter
from caring.values.truth import Truth

_CONSENT = "consent."
_WAYS = tuple(f".{each.value}" for each in (Route.EMERGENCY, Route.LEGAL_DUTY))


def demands(encounter: Encounter) -> tuple[Talk, ...]:
    """
    Name the consents that nobody asked for yet and that would let something be done.

    Most urgent first. A consent is asked for only where somebody surely may decide, and
    not where something else closes the same guard for sure.
    """
    purposes = dict(_purposes(encounter))
    asked = {each.purpose for each in encounter.answers.consents}
    wanted = dict.fromkeys(
        purpose
        for each in sorted(encounter.advice.withheld, key=lambda one: one.urgency.rank)
        for purpose in _waits_for(each)
    )
    return tuple(
        Talk(
            purpose=purposes[each],
            carried=_carried(each, encounter),
            services=_services(each, encounter),
        )
        for each in wanted
        if each in purposes and each not in asked
    )


def _purposes(encounter: Encounter) -> Iterator[tuple[str, Purpose]]:
    """
    Walk the purposes for which somebody may decide now.
    """
    for assessment in encounter.advice.assessments.values():
        rules = assessment.protocol
        if isinstance(rules, ConsentRules) and assessment.applies is Truth.TRUE:
            for each in assessment.consents:
                if each.decider is not Decider.NOBODY_YET:
                    yield each.purpose, rules.purposes[each.purpose]


def _waits_for(withheld: Withheld) -> Iterator[str]:
    closed = [each for each in withheld.closed_by if not each.needs.endswith(_WAYS)]
    if withheld.excluded_by or any(each.truth is Truth.FALSE for each in closed):
        return
    for each in closed:
        if each.needs.startswith(_CONSENT):
            yield each.needs.removeprefix(_CONSENT)


def _carried(purpose: str, encounter: Encounter) -> tuple[str, ...]:
    """
    Name what any action that rests on a purpose could pass on.
    """
    found = (
        item
        for action in encounter.pathway.actions.values()
        if action.guard is not None and Given(purpose) in leaves(action.guard)
        for item in action.carries
    )
    return tuple(dict.fromkeys(found))


def _services(purpose: str, encounter: Encounter) -> Mapping[str, str]:
    """
    Name the services that would suit and wait for this consent.
    """
    return {
        each.service.id: each.service.title
        for referred in encounter.advice.referrals
        for each in referred.candidates
        if purpose in each.seek_consent and each.if_agreed is Suitability.SUITABLE
    }
