"""
A pathway in which examining and reporting have ways without consent, and its meetings.
"""

from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from caring.guidance.actions import ActionClass
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.consent import About, Consent, Decider, State
from caring.language.routes import Route
from caring.language.silence import Silence
from tests.spec.builders import (
    HOUR,
    NOON,
    action,
    all_hold,
    care,
    consent,
    consent_given,
    consent_rules,
    every,
    first,
    is_no,
    is_yes,
    pathway,
    purpose,
    referral,
    row,
    row_to_act_on,
    some_hold,
    through,
    way,
)

EMERGENCY = {
    "threat": "yes",
    "harm_by_waiting": "yes",
    "cannot_consent": "yes",
    "refusal_known": "no",
    "only_what_is_needed": "yes",
}
DUTY = {"law.duty": "yes", "wound": "yes"}
WAYS = {**EMERGENCY, **DUTY}
"""The answers that open both ways, where no record closes one."""

FACTS = [*WAYS, "child", "doubt", "homeless"]
PURPOSES = ("examine", "report", "share", "move_in")
WHOM = ("Harbour House", "Lantern Clinic")


def _holding(answers: dict[str, str]) -> Condition:
    tests = [is_yes(k) if v == "yes" else is_no(k) for k, v in answers.items()]
    return all_hold(*tests)


def the_pathway() -> Pathway:
    deciders = first(
        row("guardian", is_yes("child")),
        row("nobody_yet", is_yes("doubt")),
        row("patient", is_no("doubt")),
        otherwise="nobody_yet",
        unsettled="nobody_yet",
        name="who",
    )
    rules = consent_rules(
        deciders,
        purpose(
            "examine",
            about=About.EXAMINING,
            needs_recipient=False,
            needs_items=False,
            emergency=way(_holding(EMERGENCY)),
        ),
        purpose(
            "report", about=About.REPORTING, legal_duty=way(_holding(DUTY), "wound")
        ),
        purpose("share"),
        purpose("move_in"),
    )
    actions = [
        care("treat"),
        care("keep_offer_open"),
        action("protect", ActionClass.PROTECTING),
        _guarded("examine", ActionClass.EXAMINING, _or_way("examine", "emergency")),
        _guarded("report", ActionClass.REPORTING, _or_way("report", "legal_duty")),
        _guarded("share", ActionClass.SHARING, consent_given("share")),
        _guarded(
            "hand_over",
            ActionClass.HANDING_OVER,
            all_hold(consent_given("share"), consent_given("move_in")),
        ),
    ]
    needs = every(
        row_to_act_on("doctor", some_hold(is_yes("threat"), is_yes("wound"))),
        row("shelter", is_yes("homeless")),
        actions={
            "doctor": ["treat", "examine", "report"],
            "shelter": ["protect", "share", "hand_over"],
        },
    )
    return pathway(rules, referral(needs, actions=actions))


def _guarded(name: str, kind: ActionClass, guard: Condition) -> Any:
    return action(name, kind, guard=guard, instead=("keep_offer_open",))


def _or_way(name: str, route: str) -> Condition:
    return some_hold(consent_given(name), through(name, Route(route)))


PATHWAY = the_pathway()

FAULTS: tuple[dict[str, Any], ...] = (
    *[{}] * 4,
    *({"state": each} for each in State),
    {"decided_by": None},
    {"decided_by": Decider.GUARDIAN},
    {"asked_alone": "no"},
    {"pressure": "yes"},
    {"pressure": None},
    {"understood": "no"},
    {"expires_at": NOON},
    {"withdrawn_at": NOON},
    {"withdrawn_at": NOON + HOUR},
)


A, B = WHOM
PAIRS: tuple[tuple[tuple[str, str | None], ...], ...] = (
    (),
    (("share", A), ("move_in", A)),
    (("share", A), ("move_in", B)),
    (("share", A), ("share", B)),
)
"""Records with which some meetings start, so that recipients often meet."""


@st.composite
def records(draw: st.DrawFn) -> tuple[Consent, ...]:
    """
    Records for any purposes and recipients, with and without a name.
    """
    wanted = st.tuples(st.sampled_from(PURPOSES), st.sampled_from([*WHOM, None]))
    found = []
    start = draw(st.sampled_from(PAIRS))
    for name, whom in dict.fromkeys([*start, *draw(st.lists(wanted, max_size=4))]):
        fault = draw(st.sampled_from(FAULTS))
        found.append(consent(**{"purpose": name, "recipient": whom, **fault}))
    return tuple(found)


@st.composite
def meetings(draw: st.DrawFn) -> Answers:
    """
    Any answers and records; often such as open a way.
    """
    values: dict[str, object] = draw(
        st.sampled_from([{}, EMERGENCY, DUTY, WAYS, {"child": "no", "doubt": "no"}])
    )
    any_answer = st.sampled_from(["yes", "no", *Silence])
    drawn = draw(st.dictionaries(st.sampled_from(FACTS), any_answer, max_size=6))
    adult = {"child": "no", "doubt": "no", "homeless": "yes"}
    adult = adult if draw(st.booleans()) else {}
    return Answers({**values, **drawn, **adult}, draw(records()))


@st.composite
def with_a_record(draw: st.DrawFn) -> tuple[Answers, int]:
    """
    A meeting with at least one record, and the place of one.
    """
    answers = draw(meetings())
    assume(answers.consents)
    return answers, draw(st.integers(0, len(answers.consents) - 1))


def changing(answers: Answers, place: int, **fields: Any) -> Answers:
    """
    The same meeting with one record changed.
    """
    changed = list(answers.consents)
    changed[place] = attrs.evolve(changed[place], **fields)
    return attrs.evolve(answers, consents=changed)
