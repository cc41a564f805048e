"""
A service is a candidate for one person: suitable only if all it needs surely holds.
"""

import datetime as dt
from typing import Any

import attrs
import pytest

from caring.guidance.assessment import Advice, Certainty
from caring.guidance.directory import IS_ACTIVE, IS_REVIEWED, Directory, Service
from caring.guidance.pathway import Step
from caring.language.conditions import Not
from caring.language.consent import Consent
from caring.language.decisions import Urgency
from caring.running.advise import advise
from caring.running.candidates import said_of
from caring.values.moments import Moment
from caring.values.spans import SourceFile, Span
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    SECOND,
    advice_of,
    all_hold,
    consent,
    consent_given,
    consent_rules,
    every,
    is_declined,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    pathway,
    patient_decides,
    purpose,
    questions_of,
    row,
    row_to_act_on,
    some_hold,
)
from tests.spec.builders import OWN as MADE_UP
from tests.spec.services import (
    TODAY,
    advised,
    asks,
    came_out,
    directory,
    referred,
    service,
    shelters,
)

YES, ASK, NO = "suitable", "ask_first", "not_suitable"
DAY = dt.timedelta(days=1)

FITS = some_hold(
    all_hold(is_one_of("gender", "woman"), is_yes("service.takes_women")),
    all_hold(is_one_of("gender", "man"), is_yes("service.takes_men")),
)
"""The service takes people of this person's gender."""


@pytest.mark.parametrize(
    ("reviewed_on", "review_due", "on", "expected"),
    [
        # the day before it is due, the day, the day after
        (TODAY - DAY, TODAY + DAY, NOON, YES),
        (TODAY - DAY, TODAY, NOON, YES),
        (TODAY - DAY, TODAY - DAY, NOON, NO),
        # the day on which it was done, and the day before
        (TODAY, TODAY, NOON, YES),
        (TODAY + DAY, TODAY + DAY, NOON, NO),
        # a day is enough to know
        (TODAY, TODAY, TODAY, YES),
        (TODAY - DAY, TODAY - DAY, TODAY, NO),
        # the day is that of the place, not of Greenwich
        (TODAY, TODAY, NOON.replace(hour=0, tzinfo=dt.timezone(7 * HOUR)), YES),
        (TODAY, TODAY, NOON.replace(hour=23, tzinfo=dt.timezone(-7 * HOUR)), YES),
    ],
)
def test_a_review_counts_from_its_day_to_the_day_it_is_due(
    reviewed_on: dt.date, review_due: dt.date, on: dt.datetime | dt.date, expected: str
) -> None:
    """
    An entry past its review date is not offered, whatever it says.
    """
    house = service(reviewed_on=reviewed_on, review_due=review_due)
    advice = advised(shelters(), house, on=on, homeless="yes")

    assert came_out(advice) == {"house": expected}


@pytest.mark.parametrize(
    ("status", "expected"),
    [("active", YES), ("proposed", NO), ("suspended", NO), ("withdrawn", NO)],
)
def test_only_active_entries_are_offered(status: str, expected: str) -> None:
    """
    No author of a protocol has to ask for it.
    """
    advice = advised(shelters(), service(status=status), homeless="yes")

    assert came_out(advice) == {"house": expected}


@pytest.mark.parametrize(
    ("fields", "answers", "expected"),
    [
        ({"takes_women": True}, {"gender": "woman"}, YES),
        ({"takes_women": True, "takes_men": False}, {"gender": "man"}, NO),
        ({"takes_women": False, "takes_men": True}, {"gender": "man"}, YES),
        # it is not known of the person
        ({"takes_women": True, "takes_men": False}, {}, ASK),
        ({"takes_women": True, "takes_men": True}, {}, ASK),
        ({"takes_women": True}, {"gender": "declined"}, ASK),
        ({"takes_women": True}, {"gender": "unsafe_to_ask"}, ASK),
        ({"takes_women": False, "takes_men": False}, {}, NO),
        # it is not known of the service
        ({}, {"gender": "woman"}, ASK),
        ({"takes_men": True}, {"gender": "woman"}, ASK),
        ({}, {}, ASK),
    ],
)
def test_whom_a_service_takes(
    fields: dict[str, Any], answers: dict[str, Any], expected: str
) -> None:
    """
    What is not known, of the person or of the service, makes nothing suitable.
    """
    house = service(**fields)
    advice = advised(shelters(asks("fits", FITS)), house, homeless="yes", **answers)

    assert came_out(advice) == {"house": expected}


@pytest.mark.parametrize(
    ("hours", "expected"), [(0, YES), (2, YES), (3, NO), (9, NO), (None, ASK)]
)
def test_a_number_of_a_service(hours: int | None, expected: str) -> None:
    """
    A field can be a number; without it one asks.
    """
    near = asks("near", is_within("service.hours", below=3))
    house = service() if hours is None else service(hours=hours)

    assert came_out(advised(shelters(near), house, homeless="yes")) == {
        "house": expected
    }


AGREED = asks("agreed", consent_given("share_ngo"))
OWN = consent(recipient="house")


@pytest.mark.parametrize(
    ("records", "expected", "sought"),
    [
        ((OWN,), YES, ()),
        ((), ASK, ("share_ngo",)),
        # given to another service, and beside it
        ((consent(recipient="other"),), ASK, ("share_ngo",)),
        ((OWN, consent(recipient="other", state="refused")), YES, ()),
        # something is missing, or holds surely not
        ((attrs.evolve(OWN, understood=None),), ASK, ("share_ngo",)),
        ((attrs.evolve(OWN, pressure="yes"),), NO, ()),
        ((attrs.evolve(OWN, state="refused"),), NO, ()),
        # taken back a second before, and from the next second on
        ((attrs.evolve(OWN, withdrawn_at=NOON - SECOND),), NO, ()),
        ((attrs.evolve(OWN, withdrawn_at=NOON),), NO, ()),
        ((attrs.evolve(OWN, withdrawn_at=NOON + SECOND),), YES, ()),
        ((attrs.evolve(OWN, expires_at=NOON),), NO, ()),
        # a record that names nobody agrees to nobody, and refuses everybody
        ((consent(recipient=None),), ASK, ("share_ngo",)),
        ((consent(recipient=None, state="refused"),), NO, ()),
        ((OWN, consent(recipient=None, state="refused")), NO, ()),
    ],
)
def test_only_the_consent_for_this_service_counts(
    records: tuple[Consent, ...], expected: str, sought: tuple[str, ...]
) -> None:
    """
    With one service in hand, nobody else's consent is read.
    """
    advice = advised(
        shelters(AGREED), service(), consents=records, homeless="yes", adult="yes"
    )
    (candidate,) = referred(advice).candidates

    assert candidate.suitability.value == expected
    assert candidate.seek_consent == sought


def test_what_a_consent_hangs_on_is_asked_of_the_person() -> None:
    """
    Who decides is a question for the person, not for the service.
    """
    advice = advised(shelters(AGREED), service(), consents=(OWN,), homeless="yes")
    (candidate,) = referred(advice).candidates

    assert candidate.suitability.value == ASK
    assert [each.fact for each in candidate.missing] == ["adult"]
    assert candidate.ask_service == ()


def test_who_is_asked_what() -> None:
    """
    What the directory leaves open is asked there; what the person leaves open, here.
    """
    rules = shelters(asks("fits", FITS), asks("quiet", is_yes("service.quiet")))
    advice = advised(rules, service(takes_men=True), homeless="yes", adult="yes")
    (candidate,) = referred(advice).candidates

    assert candidate.ask_service == ("service.quiet", "service.takes_women")
    assert [each.fact for each in candidate.missing] == ["gender"]
    assert questions_of(advice) == ["gender"]


def test_no_question_is_asked_for_a_service_that_is_ruled_out() -> None:
    """
    What could change nothing is not asked.
    """
    rules = shelters(asks("fits", FITS))
    advice = advised(rules, service(status="suspended"), homeless="yes", adult="yes")

    assert questions_of(advice) == []


def test_reasons() -> None:
    """
    A service that is not offered says why, and one that needs a question says which.
    """
    rules = shelters(asks("fits", FITS), asks("quiet", is_yes("service.quiet")))
    advice = advised(
        rules,
        service("a", takes_women=True, quiet=True),
        service("b", takes_women=True, quiet=False),
        service("c", takes_women=True),
        service("d", review_due=TODAY, reviewed_on=TODAY, status="withdrawn"),
        homeless="yes",
        gender="woman",
    )

    told = {
        each.service.id: [
            (reason.result, reason.because, reason.facts) for reason in each.reasons
        ]
        for each in referred(advice).candidates
    }
    assert told == {
        "a": [],
        "b": [("quiet", "So quiet.", ("service.quiet",))],
        "c": [("quiet", "So quiet.", ())],
        "d": [
            (
                "entry_is_active",
                "A service is named only while its entry in the directory is active.",
                ("service.is_active",),
            )
        ],
    }


def test_a_precondition_for_some_needs() -> None:
    """
    It is asked of services for these needs, and of no others.
    """
    needs = every(row("bed", is_yes("homeless")), row("talk", is_yes("loud")))
    quiet = asks("quiet", is_yes("service.quiet"), needs=("talk",))
    rules = shelters(quiet, needs=needs, without=("bed", "talk"))
    house = service(meets=("bed", "talk"), quiet=False)
    advice = advised(rules, house, homeless="yes", loud="yes")

    assert came_out(advice) == {"house": YES}
    assert came_out(advice, "talk") == {"house": NO}


def test_only_services_that_meet_the_need() -> None:
    """
    What meets another need is no candidate for this one.
    """
    advice = advised(shelters(), service(meets=("talk",)), homeless="yes")

    assert came_out(advice) == {}
    assert referred(advice).none_suitable


@pytest.mark.parametrize(
    ("answers", "certainty"),
    [
        ({"homeless": "yes"}, Certainty.CERTAIN),
        ({"loud": "yes"}, Certainty.PRECAUTION),
        ({"homeless": "no"}, None),
        ({}, None),
    ],
)
def test_needs_that_are_acted_on(
    answers: dict[str, Any], certainty: Certainty | None
) -> None:
    """
    Services are named for needs that are certain, or acted on while possible.
    """
    needs = every(row_to_act_on("bed", is_yes("homeless")), actions={"bed": ["offer"]})
    advice = advised(shelters(needs=needs), service(), **answers)

    assert [each.certainty for each in advice.referrals] == (
        [] if certainty is None else [certainty]
    )


def test_an_entry_fact_is_acted_on_from_the_start() -> None:
    """
    As its actions are, so are its services.
    """
    needs = every(row_to_act_on("bed", is_yes("homeless")), actions={"bed": ["offer"]})
    advice = advised(shelters(needs=needs), service(), entry=("homeless",))

    assert came_out(advice) == {"house": YES}


def test_a_need_that_is_possible_and_not_acted_on() -> None:
    """
    It waits for its question, and names no service.
    """
    assert advised(shelters(), service(), loud="yes").referrals == ()


@pytest.mark.parametrize(
    ("applies", "found"),
    [("no", []), (None, [Certainty.PRECAUTION]), ("yes", [Certainty.CERTAIN])],
)
def test_outside_the_population_no_service_is_named(
    applies: str | None, found: list[Certainty]
) -> None:
    """
    While it is not known whether the rules are for somebody, it is a precaution.
    """
    rules = attrs.evolve(shelters(), population=is_yes("loud"))
    answers: dict[str, Any] = {} if applies is None else {"loud": applies}
    advice = advised(rules, service(), homeless="yes", **answers)

    assert [each.certainty for each in advice.referrals] == found


NONE = "stay_here"


@pytest.mark.parametrize(
    ("services", "is_said"),
    [
        ((), True),
        ((service(quiet=False),), True),
        ((service(),), True),
        ((service(quiet=True),), False),
        ((service(quiet=False), service("other", quiet=True)), False),
    ],
)
def test_none_suitable_is_said_so(services: tuple[Service, ...], is_said: bool) -> None:
    """
    The need stays, and what can be done meanwhile is advised as urgently.
    """
    needs = every(
        row("bed", is_yes("homeless"), urgency=Urgency.WITHIN_24_HOURS),
        actions={"bed": ["offer"]},
    )
    rules = shelters(asks("quiet", is_yes("service.quiet")), needs=needs)
    advice = advised(rules, *services, homeless="yes")
    entries = {each.action.id: each for each in advice.entries}

    assert referred(advice).none_suitable is is_said
    assert referred(advice).instead == ((NONE,) if is_said else ())
    assert "offer" in entries
    assert (NONE in entries) is is_said
    if is_said:
        entry = entries[NONE]
        assert entry.urgency is Urgency.WITHIN_24_HOURS
        assert entry.certainty is Certainty.CERTAIN
        assert [(each.result, each.facts) for each in entry.reasons] == [
            ("none_suitable", ("homeless",))
        ]


@pytest.mark.parametrize("quiet", [True, False, None])
@pytest.mark.parametrize(
    "records",
    [
        (),
        (OWN,),
        (attrs.evolve(OWN, state="refused"),),
        (attrs.evolve(OWN, withdrawn_at=NOON),),
        (consent(recipient=None, state="refused"),),
    ],
)
def test_what_is_not_agreed_to_changes_no_care(
    records: tuple[Consent, ...], *, quiet: bool | None
) -> None:
    """
    Whether no service would suit is a question of services, and not of consents.
    """
    rules = shelters(AGREED, asks("quiet", is_yes("service.quiet")))
    house = service() if quiet is None else service(quiet=quiet)
    advice = advised(rules, house, consents=records, homeless="yes", adult="yes")
    care = [
        each.action.id
        for each in advice.entries
        if each.action.action_class.is_unguarded
        and each.certainty is not Certainty.INSTEAD
    ]

    assert (NONE in care) is (quiet is not True)


def _handed_over(advice: Advice) -> list[str | None]:
    return [
        each.recipient
        for entry in advice.entries
        for each in entry.consents
        if entry.action.id == "hand_over"
    ]


@pytest.mark.parametrize(
    ("services", "to"),
    [
        ((service(quiet=True),), ["house"]),
        ((service(quiet=False),), []),
        ((service(),), []),
        ((service(quiet=True, status="suspended"),), []),
        # agreed to, and in no directory
        ((service("other", quiet=True),), []),
    ],
)
def test_a_consent_makes_no_service_safe(
    services: tuple[Service, ...], to: list[str]
) -> None:
    """
    Nobody is handed over to a service that does not surely suit, agreed or not.
    """
    rules = shelters(AGREED, asks("quiet", is_yes("service.quiet")))
    advice = advised(rules, *services, consents=(OWN,), homeless="yes", adult="yes")

    assert _handed_over(advice) == to
    closed = [one.needs for each in advice.withheld for one in each.closed_by]
    assert closed == ([] if to else ["suitable_service"])


def test_without_a_directory_consents_open_guards_as_ever() -> None:
    """
    Without a directory nothing is known of any service, and none is named.
    """
    advice = advice_of(
        consent_rules(patient_decides(), purpose()),
        shelters(AGREED),
        answers={"homeless": "yes", "adult": "yes"},
        consents=(OWN,),
    )

    assert advice.referrals == ()
    assert advice.record.directory is None
    assert _handed_over(advice) == ["house"]


def test_the_order_of_candidates() -> None:
    """
    What suits first; of these what helps soon enough, then the soonest, then by name.
    """
    needs = every(
        row("bed", is_yes("homeless"), urgency=Urgency.WITHIN_24_HOURS),
        actions={"bed": ["offer"]},
    )
    rules = shelters(asks("quiet", is_yes("service.quiet")), needs=needs)
    advice = advised(
        rules,
        service("a", quiet=False),
        service("b"),
        service("c", quiet=True),
        service("d", quiet=True, takes_within="h72"),
        service("e", quiet=True, takes_within="h24"),
        service("f", quiet=True, takes_within="immediate"),
        service("g", quiet=True, takes_within="h24"),
        homeless="yes",
    )

    assert list(came_out(advice)) == ["f", "e", "g", "d", "c", "b", "a"]


def test_the_soonest_need_comes_first() -> None:
    """
    Needs are read as urgently as they are.
    """
    needs = every(
        row("talk", is_yes("loud"), urgency=Urgency.ROUTINE),
        row("bed", is_yes("homeless"), urgency=Urgency.IMMEDIATE),
        row("lunch", is_yes("homeless")),
    )
    rules = shelters(needs=needs, without=("bed", "talk"))
    advice = advised(rules, homeless="yes", loud="yes")

    assert [each.need for each in advice.referrals] == ["bed", "talk"]


@pytest.mark.parametrize(
    ("quiet", "contact"), [(True, "Call house."), (False, None), (None, None)]
)
def test_contact_is_shown_only_where_it_suits(
    quiet: bool | None, contact: str | None
) -> None:
    """
    How to reach a service that does not surely suit stays in the directory.
    """
    house = service() if quiet is None else service(quiet=quiet)
    rules = shelters(asks("quiet", is_yes("service.quiet")))
    advice = advised(rules, house, homeless="yes")

    assert referred(advice).candidates[0].contact == contact
    assert ("Call house." in advice.to_json()) is (contact is not None)


def test_danger_can_make_a_service_unsuitable() -> None:
    """
    The need stays, and protection is added.
    """
    rules = shelters(asks("hidden", some_hold(is_no("loud"), is_yes("service.quiet"))))
    house = service(quiet=False)
    calm = advised(rules, house, homeless="yes", loud="no")
    dangerous = advised(rules, house, homeless="yes", loud="yes")

    assert came_out(calm) == {"house": YES}
    assert came_out(dangerous) == {"house": NO}
    assert set(calm.actions) < set(dangerous.actions)


def test_what_a_field_cannot_hold_is_refused() -> None:
    """
    A directory that was built by hand is held to the fields, too.
    """
    rules = shelters(asks("quiet", is_yes("service.quiet")))

    with pytest.raises(ValueError, match="`quiet` of `house` does not fit: expected"):
        advised(rules, service(quiet="perhaps"), homeless="yes")


def test_a_field_that_no_rule_here_asks_is_left_alone() -> None:
    """
    A directory serves other protocols too.
    """
    advice = advised(shelters(), service(has_garden=True), homeless="yes")

    assert came_out(advice) == {"house": YES}


def test_what_no_directory_can_be() -> None:
    """
    A review is not due before it was done, and an id stands for one service.
    """
    with pytest.raises(ValueError, match="`review_due` lies before `reviewed_on`"):
        service(review_due=TODAY - DAY)
    with pytest.raises(ValueError, match="two services have the same id"):
        directory(service(), service())


def test_the_record_names_the_directory() -> None:
    """
    Two directories that say the same have the same digest, in whatever order.
    """
    one = directory(service("a"), service("b"))
    other = directory(service("b"), service("a"))
    third = directory(service("a"), service("b", quiet=True))

    assert one.digest == other.digest
    assert one.digest != third.digest
    advice = advised(shelters(), service("a"), service("b"), homeless="yes")
    assert advice.record.directory == one.digest


def test_a_directory_prints_no_contact() -> None:
    """
    How to reach a safe house is in no log.
    """
    assert "Call" not in repr(directory(service()))
    assert "Call" not in repr(service())
    assert repr(Directory(name="A town", services=[service()])) == (
        "Directory(name='A town', services=1 services)"
    )


def test_a_silence_beside_a_field() -> None:
    """
    What the person would rather not say can be asked for beside what a service is.
    """
    silent = some_hold(is_declined("gender"), is_yes("service.quiet"))
    advice = advised(
        shelters(asks("x", silent)),
        service(quiet=False),
        homeless="yes",
        gender="declined",
    )
    assert came_out(advice) == {"house": YES}
    assert referred(advice).candidates[0].outcome.rows[-1].truth is Truth.FALSE


def test_a_field_that_no_rule_asks_hides_none_that_follow() -> None:
    """
    What a service says beside it still counts.
    """
    rules = shelters(asks("quiet", is_yes("service.quiet")))
    house = service(has_garden=True, quiet=False)

    assert came_out(advised(rules, house, homeless="yes")) == {"house": NO}


def test_what_every_entry_says_of_itself() -> None:
    """
    Whether it is active and reviewed is a yes or a no, and never left open.
    """
    on = Moment.of(NOON)
    late = service(status="proposed", reviewed_on=TODAY - DAY, review_due=TODAY - DAY)

    assert said_of(service(), {}, on) == {IS_ACTIVE.id: "yes", IS_REVIEWED.id: "yes"}
    assert said_of(late, {}, on) == {
        IS_ACTIVE.id: "no",
        IS_REVIEWED.id: "no",
    }


def test_services_are_found_for_every_referral_of_a_pathway() -> None:
    """
    A second referral takes nothing away from the first.
    """
    rules = shelters()
    steps = tuple(Step(role=each, protocol=rules) for each in ("near", "far"))
    whole = attrs.evolve(pathway(rules), steps=steps)
    town = directory(service())
    advice = advise(whole, {"homeless": "yes"}, on=NOON, directory=town)

    assert [each.role for each in advice.referrals] == ["near", "far"]


def test_why_something_else_is_done_where_nothing_suits() -> None:
    """
    The reason names the table of the need, and says it in the words of the protocol.
    """
    because = referred(advised(shelters(), homeless="yes")).instead_because

    assert because is not None
    assert (because.role, because.decision) == ("referral", "bed")
    assert (because.because, because.source) == ("None suits.", MADE_UP)
    assert because.facts == ("homeless",)


def test_why_a_service_suits_or_not() -> None:
    """
    The reason names the table of the need, and the source of the row.
    """
    rules = shelters(asks("quiet", is_yes("service.quiet")))
    advice = advised(rules, service(quiet=False), homeless="yes")
    (candidate,) = referred(advice).candidates
    (reason,) = candidate.reasons

    assert (reason.role, reason.decision) == ("referral", "bed")
    assert reason.source == MADE_UP


def test_what_is_withheld_for_want_of_a_service_keeps_its_urgency() -> None:
    """
    Handing over is as urgent as its need, also while no service surely suits.
    """
    needs = every(
        row("bed", is_yes("homeless"), urgency=Urgency.IMMEDIATE),
        actions={"bed": ["offer", "hand_over"]},
    )
    rules = shelters(AGREED, asks("quiet", is_yes("service.quiet")), needs=needs)
    advice = advised(rules, service(), consents=(OWN,), homeless="yes", adult="yes")
    (withheld,) = advice.withheld

    assert withheld.action.id == "hand_over"
    assert withheld.urgency is Urgency.IMMEDIATE


def test_a_consent_for_a_service_that_does_not_suit_is_not_used() -> None:
    """
    Of two services that somebody agreed to, only the one that suits is handed over to.
    """
    rules = shelters(AGREED, asks("quiet", is_yes("service.quiet")))
    both = (OWN, consent(recipient="loud"))
    houses = (service(quiet=True), service("loud", quiet=False))
    advice = advised(rules, *houses, consents=both, homeless="yes", adult="yes")
    entry = next(each for each in advice.entries if each.action.id == "hand_over")

    assert [each.recipient for each in entry.consents] == ["house"]


def test_a_service_that_suits_one_of_two_needs_may_receive() -> None:
    """
    What suits one need is not lost because another need asks for the same consent.
    """
    needs = every(
        row("bed", is_yes("homeless")),
        row("food", is_yes("loud")),
        actions={"bed": ["offer", "hand_over"]},
    )
    rules = shelters(AGREED, needs=needs, without=("bed", "food"))
    kitchen = service("kitchen", meets=("food",))
    advice = advised(
        rules,
        service(),
        kitchen,
        consents=(OWN, consent(recipient="kitchen")),
        homeless="yes",
        loud="yes",
        adult="yes",
    )
    entry = next(each for each in advice.entries if each.action.id == "hand_over")

    assert [each.recipient for each in entry.consents] == ["house", "kitchen"]


def test_what_one_need_asks_is_not_met_by_a_service_for_another() -> None:
    """
    A kitchen that suits does not receive what was to go to a shelter that suits nobody.
    """
    needs = every(
        row("bed", is_yes("homeless")),
        row("food", is_yes("loud")),
        actions={"bed": ["hand_over"]},
    )
    agreed = attrs.evolve(AGREED, needs=("bed",))
    quiet = asks("quiet", is_yes("service.quiet"), needs=("bed",))
    rules = shelters(agreed, quiet, needs=needs, without=("bed", "food"))
    advice = advised(
        rules,
        service(quiet=False),
        service("kitchen", meets=("food",)),
        consents=(OWN, consent(recipient="kitchen")),
        homeless="yes",
        loud="yes",
        adult="yes",
    )

    assert came_out(advice) == {"house": NO}
    assert "hand_over" not in advice.actions


def test_the_table_of_a_need_names_what_is_done_instead() -> None:
    """
    Whoever reads the table of a need reads that, too.
    """
    (table,) = shelters().for_each_service

    assert dict(table.actions) == {"none_suitable": ("stay_here",)}


def test_a_precondition_says_where_it_stands() -> None:
    """
    A mistake in it is shown at its place in the file.
    """
    span = Span(SourceFile("referral.yaml", "when: b"), 1, 1, 1, 5)
    row = attrs.evolve(AGREED, span=span).row

    assert row.span is span
    assert isinstance(row.when, Not)
    assert row.when.span is span
