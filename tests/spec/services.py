"""
Plain words to build services, directories and what is asked of them.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from caring.guidance.assessment import Advice
from caring.guidance.candidates import Referred
from caring.guidance.directory import IS_ACTIVE, OF_EVERY_ENTRY, Directory, Service
from caring.guidance.referral import NoneSuitable, Precondition, Referral
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.consent import Consent
from caring.language.decisions import Every
from caring.language.facts import Fact, Obtained
from caring.running.advise import advise
from tests.spec.builders import (
    NOON,
    OWN,
    care,
    choice,
    consent_rules,
    every,
    is_yes,
    number,
    pathway,
    patient_decides,
    purpose,
    referral,
    row,
    sharing,
    yes_no,
)

TODAY = NOON.date()


def service_fact(name: str) -> Fact:
    """
    A yes/no field of a service, as a fact.
    """
    fact = yes_no(f"service.{name}", obtained=Obtained.SERVICE)
    return attrs.evolve(fact, domain=IS_ACTIVE.domain)


def distance() -> Fact:
    """
    The hours to a service, from 0 to 9.
    """
    fact = number("service.hours", 0, 9)
    return attrs.evolve(fact, obtained=Obtained.SERVICE)


def asks(
    name: str, when: Condition, *, needs: tuple[str, ...] | None = None
) -> Precondition:
    """
    A precondition, for every need unless some are named.
    """
    return Precondition(
        id=name, needs=needs, suitable_when=when, because=f"So {name}.", source=OWN
    )


FIELDS = ("takes_men", "takes_women", "quiet")


def shelters(
    *asked: Precondition,
    needs: Every | None = None,
    without: Iterable[str] = ("bed",),
    facts: Iterable[Fact] = (),
) -> Referral:
    """
    A referral that needs a bed for the homeless, and care while no service suits.
    """
    wanted = needs or every(
        row("bed", is_yes("homeless")), actions={"bed": ["offer", "hand_over"]}
    )
    known = [care("offer"), care("stay_here"), sharing("hand_over", "share_ngo")]
    none = NoneSuitable(actions=("stay_here",), because="None suits.", source=OWN)
    built = referral(
        wanted,
        facts=[
            choice("gender", "woman", "man"),
            *(service_fact(each) for each in FIELDS),
            distance(),
            *OF_EVERY_ENTRY.values(),
            *facts,
            *(yes_no(each) for each in ("homeless", "loud")),
        ],
        actions=known,
    )
    return attrs.evolve(
        built,
        preconditions=asked,
        none_suitable=dict.fromkeys(without, none),
    )


def service(id_: str = "house", **differences: object) -> Service:
    """
    A service for a bed, active and reviewed, with these fields or differences.
    """
    own = {each.name for each in attrs.fields(Service)}
    fields = {name: each for name, each in differences.items() if name not in own}
    written = {name: each for name, each in differences.items() if name in own}
    plain: dict[str, object] = {
        "title": id_.title(),
        "meets": ("bed",),
        "contact": f"Call {id_}.",
        "status": "active",
        "vetted_by": "two people",
        "reviewed_on": TODAY,
        "review_due": TODAY,
    }
    return Service(id=id_, **{**plain, **written}, fields=fields)  # type: ignore[arg-type]  # plain data


def directory(*services: Service) -> Directory:
    """
    A directory of these services.
    """
    return Directory(name="A town", services=services)


def advised(
    rules: Referral,
    *services: Service,
    consents: tuple[Consent, ...] = (),
    on: dt.datetime | dt.date = NOON,
    entry: tuple[str, ...] = (),
    **answers: Any,
) -> Advice:
    """
    Advise somebody with these services; an adult decides about consent.
    """
    whole = pathway(consent_rules(patient_decides(), purpose()), rules, entry=entry)
    given = Answers(answers, consents)
    return advise(whole, given, on=on, directory=directory(*services))


def referred(advice: Advice, need: str = "bed") -> Referred:
    """
    What came out for a need.
    """
    (found,) = (each for each in advice.referrals if each.need == need)
    return found


def came_out(advice: Advice, need: str = "bed") -> dict[str, str]:
    """
    What each service is, in the order in which they are read.
    """
    candidates = referred(advice, need).candidates
    return {each.service.id: each.suitability.value for each in candidates}
