"""
Random pathways: a screening, consent rules and needs, with actions of every class.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from caring.guidance.actions import Action, ActionClass, Audience
from caring.guidance.assessment import Advice, Certainty, Entry, Withheld
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Status
from caring.guidance.referral import Referral
from caring.guidance.screening import Screening
from caring.language.answers import Answers
from caring.language.conditions import All, Condition, Given, Holds, Is, leaves
from caring.language.consent import About, Consent, Decider, Form, Purpose, State
from caring.language.decisions import First, Row, Urgency
from caring.language.facts import Fact, Gate, Obtained, Options, Sensitivity
from caring.running.fit import fit
from caring.testing.strategies import (
    PURPOSE,
    ROLE,
    SCALE,
    SOURCE,
    conditions,
    fact_sets,
    lists_of_needs,
    scales,
    some_answer,
)
from caring.values.errors import AnswersError
from caring.values.moments import Moment

ON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
GATE = "safe_to_ask"
RECIPIENTS = ("Harbour House", "Lantern Clinic")
TELL = ("what_they_keep",)


def _called(kind: str) -> dict[str, Any]:
    return {
        "id": f"{kind}/random",
        "version": "1.0.0",
        "status": Status.DRAFT,
        "title": "A random one",
        "purpose": "It is made for a law.",
    }


@st.composite
def facts_to_ask(draw: st.DrawFn) -> Mapping[str, Fact]:
    """
    Some random facts of any sensitivity, and the two that the gate rests on.
    """
    drawn = draw(fact_sets(4))
    facts = {
        id_: attrs.evolve(
            fact,
            sensitivity=draw(st.sampled_from(Sensitivity)),
            obtained=draw(st.sampled_from(Obtained)),
        )
        for id_, fact in drawn.items()
    }
    model = next(iter(drawn.values()))
    for id_ in ("alone", "told_limits"):
        facts[id_] = attrs.evolve(
            model, id=id_, domain=_yes_no(), sensitivity=Sensitivity.OPEN
        )
    return facts


def _yes_no() -> Options:
    return Options(type="yes_no", labels={"yes": "", "no": ""})


def gate() -> Gate:
    when = All((Is("alone", frozenset({"yes"})), Is("told_limits", frozenset({"yes"}))))
    return Gate(
        finding=GATE,
        when=when,
        binds=frozenset(Sensitivity) - {Sensitivity.OPEN},
        because="So.",
        source=SOURCE,
    )


@st.composite
def actions(draw: st.DrawFn, facts: Mapping[str, Fact]) -> Mapping[str, Action]:
    """
    One action of each class and some more of care and protecting.

    Each has the guard of its class, and excludes only what it may.
    """
    made: dict[str, Action] = {}
    for kind in KINDS:
        id_ = f"{kind.value}_{len(made)}"
        made[id_] = Action(
            id=id_,
            text="Do it.",
            audience=Audience.PROVIDER,
            action_class=kind,
            urgency=draw(st.sampled_from(Urgency)),
            source=SOURCE,
            guard=_guard(kind, draw(conditions(facts, 1))),
            instead=() if id_ in STAND_INS else draw(st.sampled_from(INSTEAD)),
            excludes=draw(st.sampled_from(EXCLUDES[id_])) if id_ in EXCLUDES else (),
        )
    return made


KINDS = (
    *ActionClass,
    ActionClass.CARE,
    ActionClass.PROTECTING,
)
"""Of each class one, and enough of care and protecting to exclude and to stand in."""

STAND_INS = ("protecting_0", "care_7")
"""What is done in place of others; it has no part in exclusions."""

INSTEAD = (STAND_INS[:1], STAND_INS[1:], STAND_INS)

EXCLUDES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "protecting_8": (("care_1",), ("care_1", "sharing_4"), ("asking_2", "examining_3")),
    "care_1": ((), ("reporting_5",), ("asking_2", "handing_over_6")),
}
"""What excludes others, and what it may exclude: only what it outranks."""


def kept(was: Entry | Withheld, after: Advice) -> bool:
    """
    Say whether care or protection is still there, and no later than it was.

    It is advised, or it is withheld because protection excludes it and everything that
    is done in its place is advised.
    """
    now = {each.action.id: each.urgency.rank for each in after.entries}
    excluded = {each.action.id: each for each in after.withheld if each.excluded_by}
    wanted: tuple[str, ...] = (was.action.id,)
    if was.action.id in excluded:
        wanted = excluded[was.action.id].instead
        assert wanted
    return all(now.get(each, LATEST) <= was.urgency.rank for each in wanted)


LATEST = len(Urgency)
"""Later than any urgency: never."""


def called_for(advice: Advice) -> Iterator[Entry | Withheld]:
    """
    Walk care and protection that rules call for, what stands in for others left out.
    """
    for entry in advice.entries:
        is_called = entry.certainty is not Certainty.INSTEAD
        if entry.action.action_class.is_unguarded and is_called:
            yield entry
    for withheld in advice.withheld:
        if withheld.action.action_class.is_unguarded:
            yield withheld


def _guard(kind: ActionClass, more: Condition) -> Condition | None:
    if kind.is_unguarded:
        return None
    if kind is ActionClass.ASKING:
        return Holds(GATE, gate().when)
    return All((Given(PURPOSE), more))


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    facts = draw(facts_to_ask())
    known = draw(actions(facts))
    names = st.lists(st.sampled_from(sorted(known)), max_size=4, unique=True)
    closed: dict[str, Any] = {"facts": facts, "actions": known, "gate": gate()}
    concern = draw(scales(facts))
    needs = draw(lists_of_needs(facts))
    guarded = [id_ for id_, each in known.items() if each.guard is not None]
    only_guarded = st.lists(st.sampled_from(guarded), max_size=3, unique=True)
    screening = Screening(
        **_called("screening"),
        **closed,
        concern=attrs.evolve(
            concern,
            actions={
                SCALE[0]: ("care_1",),
                **{level: tuple(draw(names)) for level in SCALE[1:]},
            },
        ),
    )
    referral = Referral(
        **_called("referral"),
        **closed,
        needs=attrs.evolve(
            needs,
            actions={
                row.result: tuple(draw(only_guarded if asks_consent(row) else names))
                for row in needs.rows
            },
        ),
    )
    steps = (
        Step(role="consent", protocol=rules(closed)),
        Step(role=ROLE, protocol=screening),
        Step(role="referral", protocol=referral),
    )
    return Pathway(
        **_called("pathway"),
        steps=steps,
        source=SOURCE,
        entry=tuple(draw(st.sets(st.sampled_from(sorted(facts)), max_size=1))),
    )


def asks_consent(row: Row) -> bool:
    return any(isinstance(each, Given) for each in leaves(row.when))


def rules(closed: Mapping[str, Any]) -> ConsentRules:
    row = Row(
        id="patient",
        when=Is("told_limits", frozenset({"yes"})),
        result=Decider.PATIENT.value,
        because="So.",
        source=SOURCE,
    )
    table = First(
        id="general", rows=(row,), otherwise="nobody_yet", unsettled="nobody_yet"
    )
    purpose = Purpose(
        id=PURPOSE,
        title="Share",
        about=About.SHARING,
        decided_by="general",
        form=Form.ORAL,
        needs_recipient=True,
        needs_items=True,
        needs_expiry=False,
        tell=TELL,
        if_refused="Care goes on.",
        because="So.",
        source=SOURCE,
    )
    return ConsentRules(
        **_called("consent"),
        **closed,
        deciders={"general": table},
        purposes={PURPOSE: purpose},
    )


WHOLE = Consent(
    purpose=PURPOSE,
    state=State.GIVEN,
    recipient=RECIPIENTS[0],
    decided_by=Decider.PATIENT,
    asked_alone="yes",
    pressure="no",
    understood="yes",
    told=TELL,
    items=["first_name"],
    form=Form.ORAL,
    given_at=ON - HOUR,
    expires_at=ON + HOUR,
)
"""A record that lacks nothing, while the patient surely decides."""

FAULTS: tuple[dict[str, Any], ...] = (
    {"state": State.REFUSED},
    {"state": State.WITHDRAWN},
    {"state": State.DOUBTFUL},
    {"state": State.CANNOT_GIVE},
    {"state": State.NOT_SOUGHT},
    {"recipient": None},
    {"decided_by": None},
    {"decided_by": Decider.GUARDIAN},
    {"asked_alone": None},
    {"asked_alone": "no"},
    {"pressure": None},
    {"pressure": "yes"},
    {"understood": None},
    {"understood": "no"},
    {"told": ()},
    {"items": ()},
    {"form": None},
    {"given_at": None},
    {"given_at": ON + HOUR},
    {"expires_at": ON},
    {"withdrawn_at": ON},
)
"""Every way in which a record can lack something; each alone closes the guard."""


@st.composite
def records(draw: st.DrawFn) -> tuple[Consent, ...]:
    """
    No record, a whole one, one with faults, or one of each for two recipients.
    """
    found = []
    for recipient in draw(st.lists(st.sampled_from(RECIPIENTS), unique=True)):
        # Half of them lack nothing, or hardly anything would be agreed to.
        most = draw(st.sampled_from((0, 2)))
        faults = draw(st.lists(st.sampled_from(FAULTS), max_size=most))
        record = attrs.evolve(WHOLE, recipient=recipient)
        for fault in faults:
            record = attrs.evolve(record, **fault)
        found.append(record)
    names = [each.recipient for each in found]
    assume(len(set(names)) == len(names))
    return tuple(found)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Pathway, Answers]:
    """
    A pathway, and answers that fit it.
    """
    pathway = draw(pathways())
    values: dict[str, object] = {}
    # Most often asking is safe, or little would be asked and nothing agreed to.
    if draw(st.sampled_from((True, True, False))):
        values = {"alone": "yes", "told_limits": "yes"}
    for fact, each in pathway.facts.items():
        # Where the gate was opened it stays open, or few would be asked anything.
        if fact not in values and draw(st.booleans()):
            trial = {**values, fact: draw(some_answer(each))}
            if _fit(pathway, trial):
                values = trial
    return pathway, Answers(values, draw(records()))


def _fit(pathway: Pathway, values: Mapping[str, object]) -> bool:
    try:
        fit(Answers(values), pathway.facts, pathway.constraints, Moment.of(ON))
    except AnswersError:
        return False
    return True
