"""
The services of a directory as text: which suit, which first need a question, which not.
"""

from collections.abc import Callable, Iterator, Mapping

from caring.guidance.assessment import Advice, Certainty, Reason
from caring.guidance.candidates import Candidate, Referred, Suitability
from caring.guidance.pathway import Pathway
from caring.language.facts import Fact
from caring.showing.kinds import section
from caring.showing.lines import Line
from caring.showing.words import SOON, words

_SUITABILITY = {
    Suitability.SUITABLE: "suitable",
    Suitability.ASK_FIRST: "ask first",
    Suitability.NOT_SUITABLE: "not suitable",
}

Number = Callable[[Reason], str]
"""Points to a reason that stands elsewhere."""


def services_lines(advice: Advice, number: Number) -> Iterator[Line]:
    """
    Show the services for each need; without a directory say that none is named.
    """
    if advice.record.directory is None:
        if _could_be_named(advice):
            yield from section("Services")
            text = "No directory was handed in, so no service is named."
            yield Line(text, depth=1, hang=2)
        return
    if advice.referrals:
        yield from section("Services")
    for referred in advice.referrals:
        yield from _referred(referred, advice, number)


def _could_be_named(advice: Advice) -> bool:
    assert isinstance(advice.guidance, Pathway)
    steps = advice.guidance.steps
    return any(step.protocol.for_each_service for step in steps)


def _referred(referred: Referred, advice: Advice, number: Number) -> Iterator[Line]:
    is_sure = referred.certainty is Certainty.CERTAIN
    sure = "" if is_sure else ", as a precaution"
    yield Line(f"{referred.title}, {SOON[referred.urgency]}{sure}", depth=1, hang=2)
    for candidate in referred.candidates:
        facts = advice.assessments[referred.role].protocol.facts
        yield from _candidate(candidate, facts, number)
    if referred.instead_because is not None:
        none = (
            "No service in the directory is for this."
            if not referred.candidates
            else "None is surely suitable."
        )
        actions = advice.assessments[referred.role].protocol.actions
        why = number(referred.instead_because)
        yield Line(f"{none} Meanwhile ({why}):", depth=2, hang=2)
        for id_ in referred.instead:
            yield Line(f"- {actions[id_].text}", depth=3, hang=2)


def _candidate(
    candidate: Candidate, facts: Mapping[str, Fact], number: Number
) -> Iterator[Line]:
    service = candidate.service
    what = _SUITABILITY[candidate.suitability]
    reasons = ", ".join(number(each) for each in candidate.reasons)
    why = f" ({reasons})" if reasons else ""
    yield Line(f"- {service.title}: {what}{why}", depth=2, hang=2)
    if candidate.contact is not None:
        soon = ""
        if service.takes_within is not None:
            soon = f" It can help {SOON[service.takes_within]}."
        yield Line(f"Contact: {candidate.contact}{soon}", depth=3, hang=2)
        due = service.review_due.isoformat()
        vetted = f"Vetted by {service.vetted_by}; review due {due}."
        yield Line(vetted, depth=3, hang=2)
    for each in candidate.ask_service:
        yield Line(f"Ask the service: {facts[each].wording}", depth=3, hang=2)
    asked = ", ".join(words(each.fact) for each in candidate.missing)
    if asked:
        yield Line(f"Not known of the person: {asked}.", depth=3, hang=2)
    for purpose in candidate.seek_consent:
        text = f"No consent for {words(purpose)} surely holds for this service."
        yield Line(text, depth=3, hang=2)
