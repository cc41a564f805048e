"""
The services of a directory as text: which suit, which first need a question, which not.
"""

from collections.abc import Callable, Iterator, Mapping

from caring.guidance.assessment import Advice, Certainty, Reason
from caring.guidance.candidates import Candidate, Referred
from caring.guidance.pathway import Pathway
from caring.language.facts import Fact
from caring.showing.kinds import section
from caring.showing.lines import Line
from caring.showing.wording import Wording

Number = Callable[[Reason], str]
"""Points to a reason that stands elsewhere."""


def services_lines(advice: Advice, number: Number, w: Wording) -> Iterator[Line]:
    """
    Show the services for each need; without a directory say that none is named.
    """
    if advice.record.directory is None:
        if _could_be_named(advice):
            yield from section(w.own("services"))
            yield Line(w.own("no-directory"), depth=1, hang=2)
        return
    if advice.referrals:
        yield from section(w.own("services"))
    for referred in advice.referrals:
        yield from _referred(referred, advice, number, w)


def _could_be_named(advice: Advice) -> bool:
    assert isinstance(advice.guidance, Pathway)
    steps = advice.guidance.steps
    return any(step.protocol.for_each_service for step in steps)


def _referred(
    referred: Referred, advice: Advice, number: Number, w: Wording
) -> Iterator[Line]:
    said = [w.need(referred), w.own(f"soon/{referred.urgency.value}")]
    if referred.certainty is not Certainty.CERTAIN:
        said.append(w.own("sure/precaution"))
    yield Line(", ".join(said), depth=1, hang=2)
    for candidate in referred.candidates:
        facts = advice.assessments[referred.role].protocol.facts
        yield from _candidate(candidate, facts, number, w)
    if referred.instead_because is not None:
        none = w.own("none-suits" if referred.candidates else "no-service")
        actions = advice.assessments[referred.role].protocol.actions
        why = number(referred.instead_because)
        yield Line(w.own("meanwhile", none=none, why=why), depth=2, hang=2)
        for id_ in referred.instead:
            yield Line(f"- {w.action(actions[id_])}", depth=3, hang=2)


def _candidate(
    candidate: Candidate, facts: Mapping[str, Fact], number: Number, w: Wording
) -> Iterator[Line]:
    service = candidate.service
    what = w.name(candidate.suitability.value)
    reasons = ", ".join(number(each) for each in candidate.reasons)
    why = f" ({reasons})" if reasons else ""
    yield Line(f"- {service.title}: {what}{why}", depth=2, hang=2)
    if candidate.contact is not None:
        contact = w.own("contact", contact=candidate.contact)
        if service.takes_within is not None:
            soon = w.own(f"soon/{service.takes_within.value}")
            contact = f"{contact} {w.own('can-help', soon=soon)}"
        yield Line(contact, depth=3, hang=2)
        due = service.review_due.isoformat()
        vetted = w.own("vetted", who=service.vetted_by, day=due)
        yield Line(vetted, depth=3, hang=2)
    for each in candidate.ask_service:
        yield Line(w.own("ask-service", question=w.fact(facts[each])), depth=3, hang=2)
    asked = w.names(each.fact for each in candidate.missing)
    if asked:
        yield Line(w.own("not-known-of-person", facts=asked), depth=3, hang=2)
    for purpose in candidate.seek_consent:
        text = w.own("no-consent-for-service", purpose=w.name(purpose))
        yield Line(text, depth=3, hang=2)
