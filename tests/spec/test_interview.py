"""
An interview: one safe question at a time, and none again that was declined.
"""

import datetime as dt
from collections.abc import Callable

import attrs
import pytest

from caring.guidance.actions import Action, ActionClass
from caring.guidance.consent import ConsentRules
from caring.guidance.screening import Screening
from caring.interviewing.interview import Interview
from caring.interviewing.prompts import Manner, Words
from caring.language.answers import Answers
from caring.language.consent import About, Consent
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Gate, Lasting, Obtained, Options, Sensitivity
from caring.language.routes import Route
from caring.language.silence import Silence
from caring.running.advise import advise
from caring.values.errors import AnswersError
from tests.spec.builders import (
    NOON,
    action,
    all_hold,
    consent,
    consent_given,
    consent_rules,
    constraint,
    every,
    gate,
    highest,
    is_no,
    is_within,
    is_yes,
    number,
    pathway,
    patient_decides,
    purpose,
    referral,
    row,
    screening,
    some_hold,
    through,
    way,
    yes_no,
)
from tests.spec.services import asks, directory, service, shelters

Reply = Callable[[Interview], Interview]

declined, unknown = Interview.declined, Interview.does_not_know
unsafe, skipped, back = Interview.unsafe, Interview.skipped, Interview.back
changed = Interview.room_changed

ALONE = yes_no("alone", obtained=Obtained.RECORDED, lasts=Lasting.SECTION)
TOLD = yes_no("told", obtained=Obtained.RECORDED)
SEEN = yes_no("seen", obtained=Obtained.OBSERVED)
OPEN = yes_no("open_fact")
HURT = yes_no("hurt", sensitivity=Sensitivity.SENSITIVE)
AFRAID = yes_no("afraid", sensitivity=Sensitivity.IMMEDIATE_DANGER)
GATE = gate(all_hold(is_yes("alone"), is_yes("told")))
SAFE: dict[str, object] = {"alone": "yes", "told": "yes"}
LOOK = "safe_to_ask"


def _screening(*facts: Fact, asking_gate: Gate | None = GATE) -> Screening:
    signs = some_hold(*(is_yes(each.id) for each in facts))
    gated = [*facts, ALONE, TOLD]
    return screening(highest(row("some", signs)), facts=gated, gate=asking_gate)


def begin(
    *facts: Fact, answers: dict[str, object] | None = None, entry: tuple[str, ...] = ()
) -> Interview:
    way_ = pathway(_screening(*facts), entry=entry)
    return Interview.begin(way_, on=NOON, answers=answers)


def asked(interview: Interview) -> str | None:
    return None if interview.prompt is None else interview.prompt.id


def after(interview: Interview, *replies: str | int | dt.date | Reply) -> Interview:
    """
    Reply one after the other; what is no reply of another sort is an answer.
    """
    for each in replies:
        if callable(each):
            interview = each(interview)
            continue
        assert interview.prompt is not None, "nothing is asked"
        assert interview.prompt.domain.fits(each), f"{asked(interview)} is asked"
        interview = interview.answered(each)
    return interview


def walked(
    interview: Interview, *replies: str | int | dt.date | Reply
) -> list[str | None]:
    """
    Say what is asked, reply by reply.
    """
    many = range(len(replies) + 1)
    return [asked(after(interview, *replies[:number])) for number in many]


def test_the_gate_then_what_is_seen_then_what_is_asked() -> None:
    """
    Nobody is asked what can wait; what is sensitive comes after a look around.
    """
    order = walked(begin(HURT, OPEN, SEEN), "yes", "yes", "no", "no", "yes", "no")

    assert order == ["alone", "told", "seen", "open_fact", LOOK, "hurt", None]


def test_danger_that_can_be_seen_comes_before_the_gate() -> None:
    """
    What is as urgent as the gate and only has to be looked at is looked at first.
    """
    now = row("help", is_yes("seen"), urgency=Urgency.IMMEDIATE)
    needs = referral(every(now), facts=[SEEN, ALONE, TOLD], gate=GATE)
    interview = Interview.begin(pathway(needs), on=NOON)

    assert walked(interview, "no") == ["seen", "alone"]


def test_what_counts_from_the_start_is_asked_first() -> None:
    """
    The entry facts of a pathway come before everything.
    """
    other = yes_no("zeal", obtained=Obtained.OBSERVED)
    assert asked(begin(SEEN, other, answers=SAFE)) == "seen"
    assert asked(begin(SEEN, other, entry=("zeal",))) == "zeal"


def test_the_more_urgent_question_comes_first() -> None:
    """
    Of what may be asked, that which could bring something sooner.
    """
    rows = (
        row("later", is_yes("early")),
        row("now", is_yes("late"), urgency=Urgency.IMMEDIATE),
    )
    facts = [yes_no("early"), yes_no("late")]
    interview = Interview.begin(pathway(referral(every(*rows), facts=facts)), on=NOON)
    assert walked(interview, "no", "no") == ["late", "early", None]


@pytest.mark.parametrize("reply", [declined, unknown, unsafe, "no", "yes"])
@pytest.mark.parametrize("fact", [OPEN, SEEN, HURT, AFRAID])
def test_what_was_replied_to_is_not_asked_again(reply: Reply | str, fact: Fact) -> None:
    """
    An answer, declining, not knowing and "not safe" each close the question.
    """
    interview = begin(fact, answers=SAFE)
    if asked(interview) == LOOK:
        interview = after(interview, "yes")
    assert asked(interview) == fact.id
    assert asked(after(interview, reply)) is None


def test_a_silence_is_kept_as_what_it_is() -> None:
    """
    Declined, not known and unsafe are told apart in the answers.
    """
    kept = {
        reply: after(begin(OPEN, answers=SAFE), reply).answers.values["open_fact"].value
        for reply in (declined, unknown, unsafe, skipped)
    }
    assert kept == {
        declined: Silence.DECLINED,
        unknown: Silence.DOES_NOT_KNOW,
        unsafe: Silence.UNSAFE_TO_ASK,
        skipped: Silence.NOT_ASKED,
    }


def test_what_was_left_for_later_comes_once_more_after_all_others() -> None:
    """
    A question is put twice at most.
    """
    interview = begin(OPEN, SEEN, answers=SAFE)
    order = walked(interview, skipped, skipped, skipped, skipped)

    assert order == ["seen", "open_fact", "seen", "open_fact", None]


def test_a_gate_that_nobody_answers_stays_closed() -> None:
    """
    Left for later twice, or declined, the gate does not hold: nothing sensitive comes.
    """
    interview = begin(HURT)
    assert walked(interview, skipped, skipped, skipped, skipped)[-1] is None
    assert walked(interview, declined, "yes")[-1] is None
    assert walked(interview, "no")[-1] is None


def test_the_gate_is_looked_at_before_each_sensitive_question() -> None:
    """
    Once for one question: what is not sensitive needs no look around.
    """
    order = walked(begin(HURT, AFRAID, answers=SAFE), "yes", "no", "yes", "no")

    assert order == [LOOK, "hurt", LOOK, "afraid", None]


@pytest.mark.parametrize("reply", ["no", skipped, declined, unknown, unsafe, changed])
def test_what_is_not_surely_safe_closes_the_gate(reply: Reply | str) -> None:
    """
    Whatever is not a yes asks anew who is there; the question was not seen meanwhile.
    """
    interview = after(begin(HURT, answers=SAFE), reply)

    assert asked(interview) == "alone"
    assert asked(after(interview, "no")) is None
    assert walked(interview, "yes", "yes") == ["alone", LOOK, "hurt"]


def test_a_gate_that_stands_for_the_encounter_is_asked_anew_as_a_whole() -> None:
    """
    Where nothing in it stands for a part alone, all of it is forgotten.
    """
    facts = [HURT, TOLD, yes_no("alone", obtained=Obtained.RECORDED)]
    signs = highest(row("some", is_yes("hurt")))
    way_ = pathway(screening(signs, facts=facts, gate=GATE))
    interview = Interview.begin(way_, on=NOON, answers=SAFE)

    assert walked(interview, "no", "yes") == [LOOK, "alone", "told"]


def test_a_gate_that_was_declined_in_part_stays_so() -> None:
    """
    When the room changes, what was declined is still not asked.
    """
    interview = after(begin(HURT), "yes", declined, changed)
    assert walked(interview, "yes") == ["alone", None]
    interview = after(begin(HURT), declined, "yes", changed)
    assert walked(interview, "yes") == ["told", None]


def test_when_the_room_changes_what_was_unsafe_may_be_asked() -> None:
    """
    "Not safe now" holds for this part of the encounter; a question still comes twice
    at most.
    """
    interview = after(begin(HURT, answers=SAFE), "yes", unsafe)
    assert asked(interview) is None
    again = after(interview, changed, "yes", "yes")
    assert asked(again) == "hurt"
    assert walked(again, unsafe, changed, "yes")[-1] is None


def test_what_the_person_was_asked_counts_when_the_room_changes() -> None:
    """
    A gate on which the person was asked is asked once more, and not a third time.
    """
    facts = [HURT, TOLD, yes_no("alone", lasts=Lasting.SECTION)]
    signs = highest(row("some", is_yes("hurt")))
    way_ = pathway(screening(signs, facts=facts, gate=GATE))
    interview = after(Interview.begin(way_, on=NOON), "yes", "yes", changed)

    assert walked(interview, "yes", changed) == ["alone", LOOK, None]


def test_without_a_gate_nothing_sensitive_is_asked() -> None:
    """
    Where nothing says when asking is safe, it never surely is.
    """
    way_ = pathway(_screening(HURT, OPEN, asking_gate=None))
    interview = Interview.begin(way_, on=NOON)

    assert walked(interview, "no") == ["open_fact", None]
    assert interview.facts_of_gate == frozenset()
    assert asked(after(interview, changed)) == "open_fact"


def test_back_takes_one_reply_back() -> None:
    """
    One at a time, to the beginning, where nothing is left to take back.
    """
    interview = begin(OPEN, SEEN, answers=SAFE)
    assert walked(interview, "no", declined, back, back, back) == [
        "seen",
        "open_fact",
        None,
        "open_fact",
        "seen",
        "seen",
    ]
    assert after(interview, "no", back) == interview


def test_back_to_something_sensitive_looks_around_again() -> None:
    """
    Somebody may have come in since.
    """
    interview = begin(HURT, answers=SAFE)
    assert walked(interview, "yes", "no", back) == [LOOK, "hurt", None, LOOK]
    assert walked(interview, "yes", back)[-1] == LOOK


def test_an_answer_that_does_not_fit_changes_nothing() -> None:
    """
    The error says what is expected, of which fact, and repeats no value.
    """
    interview = begin(OPEN, answers=SAFE)
    with pytest.raises(AnswersError) as caught:
        interview.answered("perhaps")

    (problem,) = caught.value.problems
    assert problem.facts == ("open_fact",)
    assert problem.expected == "expected yes or no"
    assert "perhaps" not in str(caught.value)
    assert asked(interview) == "open_fact"


def test_answers_that_cannot_hold_together_are_refused() -> None:
    """
    Constraints are held at every reply; the first answer stands.
    """
    rule = constraint(is_yes("a"), is_yes("b"))
    rows = every(row("first", is_yes("a")), row("second", is_yes("b")))
    way_ = attrs.evolve(pathway(referral(rows)), constraints=(rule,))
    interview = after(Interview.begin(way_, on=NOON), "yes")

    with pytest.raises(AnswersError) as caught:
        interview.answered("yes")
    assert caught.value.problems[0].facts == ("a", "b")
    assert walked(interview, "no") == ["b", None]


def test_a_number_and_a_moment_are_answers_too() -> None:
    """
    The prompt's domain says which answers there are.
    """
    days = number("days_ago", 0, 30)
    rows = every(row("soon", is_within("days_ago", below=3)))
    interview = Interview.begin(pathway(referral(rows, facts=[days])), on=NOON)

    assert interview.prompt is not None
    assert interview.prompt.domain == days.domain
    assert interview.prompt.urgency is Urgency.ROUTINE
    with pytest.raises(AnswersError):
        interview.answered(31)
    assert asked(interview.answered(2)) is None


def test_nothing_can_be_replied_where_nothing_is_asked() -> None:
    """
    At the end only going back, or a change in the room, goes on.
    """
    interview = after(begin(SEEN, answers=SAFE), "no")
    assert interview.why == ()
    for reply in (declined, skipped, lambda each: each.answered("yes")):
        with pytest.raises(ValueError, match="has ended"):
            reply(interview)


def test_it_says_why_a_question_is_asked() -> None:
    """
    Each rule that waits for the fact, with its sentence and its source, and no answer.
    """
    (reason,) = begin(SEEN, answers=SAFE).why

    assert (reason.role, reason.result) == ("screening", "some")
    assert reason.because == "This calls for some."
    assert reason.facts == ()
    assert begin(HURT, answers={"alone": "yes"}).why == ()


def test_what_is_for_somebody_else_is_no_reason() -> None:
    """
    A protocol outside its population asks nothing.
    """
    small = attrs.evolve(
        _screening(OPEN), population=is_yes("seen"), facts={**_screening(OPEN).facts}
    )
    facts = {**small.facts, "seen": SEEN}
    needs = referral(every(row("help", is_yes("open_fact"))), facts=[OPEN])
    way_ = pathway(attrs.evolve(small, facts=facts), needs)
    interview = Interview.begin(way_, on=NOON, answers={**SAFE, "seen": "no"})

    assert [each.role for each in interview.why] == ["referral"]


def test_the_advice_is_what_the_same_answers_give() -> None:
    """
    At every step, and neither an interview nor a prompt prints an answer.
    """
    interview = after(begin(OPEN, SEEN, answers=SAFE), "yes")
    again = advise(interview.pathway, interview.answers, on=NOON)

    assert interview.advice.to_json() == again.to_json()
    assert repr(interview) == "Interview(...)"


def test_it_begins_with_answers_of_this_encounter_alone() -> None:
    """
    Parts of an encounter begin within the interview.
    """
    with pytest.raises(ValueError, match="this encounter alone"):
        Interview.begin(
            pathway(_screening(OPEN)),
            on=NOON,
            answers=Answers({}, encounter_began=NOON),
        )


# Consent

RULES = consent_rules(
    patient_decides(),
    purpose(needs_expiry=True),
    purpose("photos", about=About.PHOTOGRAPHS, needs_recipient=False),
    purpose("examine", about=About.EXAMINING, needs_recipient=False, needs_items=False),
)
SHARE = attrs.evolve(
    action("share", ActionClass.SHARING, guard=consent_given("share_ngo")),
    carries=("first_name", "language"),
)
PHOTOS = action("photos", ActionClass.EXAMINING, guard=consent_given("photos"))
EXAMINE = action("examine", ActionClass.EXAMINING, guard=consent_given("examine"))
ADULT: dict[str, object] = {**SAFE, "adult": "yes"}


def to_consent(
    *actions: Action,
    answers: dict[str, object] = ADULT,
    consents: tuple[Consent, ...] = (),
    on: dt.datetime | dt.date = NOON,
) -> Interview:
    """
    Begin where only a consent is still wanted: the need for each action is there.
    """
    rows = every(
        row("need", is_no("no_need")), actions={"need": [each.id for each in actions]}
    )
    needs = referral(rows, facts=[ALONE, TOLD], actions=actions, gate=GATE)
    given = Answers({**answers, "no_need": "no"}, consents)
    return Interview.begin(pathway(RULES, needs), on=on, answers=given)


def test_a_consent_is_asked_for_where_something_waits_for_it() -> None:
    """
    After a look around, element by element; then what it opens may be done.
    """
    interview = to_consent(SHARE)
    replies = ("yes", "given", "Harbour House", "patient", "yes", "no", "yes", "yes")
    order = walked(interview, *replies, "yes", "no", "oral", 30)

    assert order == [
        LOOK,
        "consent.share_ngo.state",
        "consent.share_ngo.recipient",
        "consent.share_ngo.decided_by",
        "consent.share_ngo.asked_alone",
        "consent.share_ngo.pressure",
        "consent.share_ngo.understood",
        "consent.share_ngo.told",
        "consent.share_ngo.item.first_name",
        "consent.share_ngo.item.language",
        "consent.share_ngo.form",
        "consent.share_ngo.days",
        None,
    ]
    ended = after(interview, *replies, "yes", "no", "oral", 30)
    assert ended.answers.consents == (
        consent(given_at=NOON, expires_at=NOON + dt.timedelta(days=30)),
    )
    assert ended.advice.actions == ("share",)
    assert interview.advice.actions == ()


def test_a_no_is_recorded_with_how_it_was_said() -> None:
    """
    Of a no, nothing is asked that only a yes needs; and it is not asked for again.
    """
    replies = ("yes", "refused", skipped, "patient", "yes", "no", "yes")
    ended = after(to_consent(SHARE), *replies)

    assert asked(ended) is None
    (record,) = ended.answers.consents
    assert (record.state.value, record.recipient) == ("refused", None)
    assert (record.form, record.items) == (None, frozenset())


@pytest.mark.parametrize("state", ["doubtful", "cannot_give"])
def test_neither_a_yes_nor_a_no_ends_the_talk(state: str) -> None:
    """
    Whoever cannot decide, or may not be free to, is asked no further.
    """
    ended = after(to_consent(SHARE), "yes", state)

    assert asked(ended) is None
    assert [each.state.value for each in ended.answers.consents] == [state]


@pytest.mark.parametrize("reply", [declined, unknown, unsafe])
def test_a_consent_that_nobody_wants_to_talk_of_is_not_asked_for_again(
    reply: Reply,
) -> None:
    """
    It leaves no record: nobody was asked.
    """
    ended = after(to_consent(SHARE), "yes", reply)
    assert asked(ended) is None
    assert ended.answers.consents == ()


def test_a_consent_that_was_left_for_later_comes_once_more() -> None:
    """
    After the others, and twice at most.
    """
    order = walked(to_consent(SHARE, PHOTOS), *(("yes", skipped) * 4))
    assert order[1::2] == [
        "consent.share_ngo.state",
        "consent.photos.state",
        "consent.share_ngo.state",
        "consent.photos.state",
    ]
    assert order[-1] is None


def test_what_is_left_out_of_a_consent_stays_unknown() -> None:
    """
    Then the record lacks it, and opens nothing.
    """
    ended = after(to_consent(SHARE), "yes", "given", *([skipped] * 10))

    assert asked(ended) is None
    (record,) = ended.answers.consents
    assert record.understood is None
    assert record.told == frozenset()
    assert record.expires_at is None
    assert ended.advice.actions == ()


def test_what_the_person_wants_is_asked_where_somebody_else_decides() -> None:
    """
    Only for what could be left, such as photographs; what a purpose lacks is not asked.
    """
    child = {**ADULT, "adult": "no"}
    replies = ("yes", "given", "guardian", "yes", "no", "yes")
    interview = after(to_consent(PHOTOS, answers=child), *replies)
    assert asked(interview) == "consent.photos.assent"
    assert walked(interview, "distress", "yes", "oral")[1:] == [
        "consent.photos.told",
        "consent.photos.form",
        None,
    ]
    other = after(to_consent(EXAMINE, answers=child), *replies)
    assert asked(other) == "consent.examine.told"


def test_where_nothing_has_to_be_told_that_is_not_asked() -> None:
    """
    A purpose asks for its own elements alone.
    """
    (rules, needs) = (step.protocol for step in to_consent(EXAMINE).pathway.steps)
    assert isinstance(rules, ConsentRules)
    examine = attrs.evolve(rules.purposes["examine"], tell=())
    way_ = pathway(attrs.evolve(rules, purposes={"examine": examine}), needs)
    given = {**ADULT, "no_need": "no"}
    interview = Interview.begin(way_, on=NOON, answers=given)
    replies = ("yes", "given", "patient", "yes", "no", "yes")

    assert asked(after(interview, *replies)) == "consent.examine.form"


def test_of_a_day_a_consent_is_given_as_it_begins() -> None:
    """
    It is used in this encounter, so it was surely given before; it ends no later.
    """
    replies = ("yes", "given", "patient", "yes", "no", "yes", "yes", "oral")
    ended = after(to_consent(EXAMINE, on=NOON.date()), *replies)

    assert ended.advice.actions == ("examine",)
    assert ended.answers.consents[0].given_at == dt.datetime(
        2026, 1, 14, 10, tzinfo=dt.UTC
    )


@pytest.mark.parametrize(
    "answers",
    [
        {"alone": "no", "told": "yes", "adult": "yes"},
        {"alone": "declined", "told": "yes", "adult": "yes"},
        {"alone": "yes", "told": "yes", "adult": "declined"},
    ],
)
def test_no_consent_is_asked_for_where_it_could_not_be_free(
    answers: dict[str, object],
) -> None:
    """
    Not before asking is surely safe, and not before somebody surely decides.
    """
    assert asked(to_consent(SHARE, answers=answers)) is None


def test_no_consent_is_asked_for_that_would_open_nothing() -> None:
    """
    One that was asked for already, and one beside something that surely closes.
    """
    both = attrs.evolve(SHARE, guard=all_hold(consent_given("share_ngo"), is_yes("b")))
    refused = (consent(state="refused"),)

    assert asked(to_consent(SHARE, consents=refused)) is None
    assert asked(to_consent(both, answers={**ADULT, "b": "no"})) is None
    assert asked(to_consent(both, answers={**ADULT, "b": "declined"})) == LOOK


def test_that_there_is_no_emergency_is_no_reason_not_to_ask() -> None:
    """
    A closed way without consent leaves the consent worth asking for.
    """
    ways = some_hold(consent_given("examine"), through("examine", Route.EMERGENCY))
    rules = consent_rules(
        patient_decides(),
        purpose(
            "examine",
            about=About.EXAMINING,
            needs_recipient=False,
            emergency=way(is_yes("dying")),
        ),
    )
    examine = attrs.evolve(EXAMINE, guard=ways)
    rows = every(row("need", is_no("no_need")), actions={"need": ["examine"]})
    needs = referral(rows, facts=[ALONE, TOLD], actions=[examine], gate=GATE)
    given = {**ADULT, "no_need": "no", "dying": "no"}
    interview = Interview.begin(pathway(rules, needs), on=NOON, answers=given)

    assert walked(interview, "yes") == [LOOK, "consent.examine.state"]


def test_a_talk_ends_when_the_room_changes() -> None:
    """
    What was said so far of a consent is no record; it is begun anew when it is safe.
    """
    interview = after(to_consent(SHARE), "yes", "given", changed)
    assert interview.answers.consents == ()
    assert walked(interview, "yes", "yes") == ["alone", LOOK, "consent.share_ngo.state"]


def test_with_a_directory_a_recipient_is_a_service_that_suits() -> None:
    """
    By its name, and only while it waits for just this consent.
    """
    quiet = asks("quiet", some_hold(is_yes("service.quiet"), is_no("service.quiet")))
    agreed = asks("agreed", consent_given("share_ngo"))
    places = directory(service("inn"), service("house", quiet="yes"))
    gated = attrs.evolve(shelters(quiet, agreed), gate=GATE)
    needs = attrs.evolve(gated, facts={**gated.facts, "alone": ALONE, "told": TOLD})
    interview = Interview.begin(
        pathway(consent_rules(patient_decides(), purpose()), needs),
        on=NOON,
        directory=places,
        answers={**ADULT, "homeless": "yes"},
    )
    prompt = after(interview, "yes", "given").prompt

    assert prompt is not None
    assert isinstance(prompt.domain, Options)
    assert prompt.domain.labels == {"house": "House"}


def test_a_recipient_is_a_name_on_one_line() -> None:
    """
    Without a directory it is typed.
    """
    prompt = after(to_consent(SHARE), "yes", "given").prompt
    assert prompt is not None
    assert prompt.manner is Manner.CONSENT
    assert isinstance(prompt.domain, Words)
    for name, fits in [("Harbour House", True), ("", False), ("a\nb", False)]:
        assert prompt.domain.fits(name) is fits
    assert not prompt.domain.fits("h" * 81)
    assert not prompt.domain.fits(7)
    assert prompt.domain.expected.startswith("expected a name")
