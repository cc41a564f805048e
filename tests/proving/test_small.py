"""
A small pathway, whole and with faults: every guarantee of a pathway, in a moment.
"""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caring.guidance.actions import Action, ActionClass
from caring.guidance.invariants import (
    Invariant,
    Must,
    NeedIs,
    Part,
    Same,
    Some,
    SomeAdvised,
    SomeOffered,
    Statement,
    Surely,
)
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.consent import About
from caring.language.decisions import Every, Urgency
from caring.language.facts import Fact, Obtained, Options, Sensitivity
from caring.language.routes import Route
from caring.proving.advised import ANYTHING_ELSE
from caring.proving.guarantees import ALL
from caring.proving.prove import MOST_CASES, Broken, Example, Proof, Proved, prove
from caring.proving.telling import broken_lines, case_lines, proof_line, scenario
from caring.testing.strategies import any_answers_for
from caring.values.truth import Truth
from tests.laws.test_advised import checked
from tests.spec.builders import (
    OWN,
    action,
    all_hold,
    care,
    choice,
    consent_given,
    consent_rules,
    constraint,
    every,
    first,
    gate,
    highest,
    is_declined,
    is_no,
    is_one_of,
    is_within,
    is_yes,
    level_reaches,
    number,
    pathway,
    patient_decides,
    protecting,
    purpose,
    referral,
    row,
    row_to_act_on,
    screening,
    some_hold,
    through,
    way,
    yes_no,
)

RED = yes_no("red", sensitivity=Sensitivity.IMMEDIATE_DANGER)
PRIVATE = yes_no("hurt", sensitivity=Sensitivity.SENSITIVE)
GENDER = choice("gender", "woman", "man", "another")
DAYS = attrs.evolve(number("days", 0, 9), applies_when=is_yes("hurt"))
PLACE = choice("place", "here", "there")
# Who decides is no danger, so that nothing is lost by an answer to it.
ADULT = attrs.evolve(
    yes_no("adult"), domain=Options(type="yes_no", labels={"yes": "Yes", "no": "No"})
)
SEEN = yes_no("sign", obtained=Obtained.OBSERVED)
FACTS = (RED, PRIVATE, GENDER, DAYS, SEEN, PLACE, ADULT)
GATE = gate(all_hold(is_yes("alone"), is_yes("told")))

ASK = action("ask_more", ActionClass.ASKING, guard=GATE.when)
GUARD = some_hold(
    consent_given("share_ngo"),
    all_hold(through("report", Route.LEGAL_DUTY), is_yes("sign")),
    through("examine", Route.EMERGENCY),
)
SHARE = attrs.evolve(
    action("pass_on", ActionClass.SHARING, guard=GUARD, instead=("keep_open",)),
    carries=("first_name",),
)
EXAMINE = action("look_closer", ActionClass.EXAMINING, guard=consent_given("examine"))
PAPER = attrs.evolve(care("give_paper"), instead=("say_it",))
CARE = (care("usual"), care("keep_open"), care("say_it"), PAPER)
GUARDS = (
    protecting("stay", urgency=Urgency.IMMEDIATE, excludes=("give_paper",)),
    protecting("wait"),
)
ACTIONS: tuple[Action, ...] = (*CARE, *GUARDS, ASK, SHARE, EXAMINE)

CONCERN = highest(
    row("high", is_yes("red")),
    row("some", some_hold(is_yes("sign"), is_declined("hurt"), is_yes("hurt"))),
    floor_rows=(row("high", is_yes("sign")),),
    actions={"none": ["usual"], "some": ["ask_more"], "high": ["stay", "give_paper"]},
)
NEEDS = every(
    row("help", all_hold(is_yes("hurt"), is_within("days", below=4))),
    row_to_act_on("watch", level_reaches("some"), urgency=Urgency.IMMEDIATE),
    row("clinic", is_yes("sign")),
    actions={
        "help": ["pass_on"],
        "watch": ["wait", "give_paper"],
        "clinic": ["look_closer", "say_it"],
    },
)
RULES = consent_rules(
    attrs.evolve(patient_decides(), actions={"nobody_yet": ("keep_open",)}),
    purpose(),
    purpose(
        "examine",
        about=About.EXAMINING,
        needs_recipient=False,
        needs_items=False,
        emergency=way(is_yes("red")),
    ),
    purpose("report", legal_duty=way(is_yes("sign"), "first_name")),
    facts=FACTS,
    actions=ACTIONS,
)


def small(
    needs: Every = NEEDS,
    *,
    population: Condition | None = None,
    actions: tuple[Action, ...] = ACTIONS,
    entry: tuple[str, ...] = ("red", "sign"),
    facts: tuple[Fact, ...] = FACTS,
    concern: object = CONCERN,
) -> Pathway:
    """
    A pathway of a screening, rules of consent and needs.
    """
    closed = {"facts": facts, "actions": actions, "gate": GATE}
    return pathway(
        screening(concern, population=population, **closed),  # type: ignore[arg-type]
        attrs.evolve(RULES, actions={each.id: each for each in actions}),
        referral(needs, population=population, **closed),  # type: ignore[arg-type]
        entry=entry,
    )


HERE = is_one_of("place", "here")
PATHWAYS = [
    small(),
    small(population=HERE),
    small(population=HERE, entry=()),
    small(population=HERE, concern=attrs.evolve(CONCERN, floor="high")),
]


@pytest.mark.parametrize("found", PATHWAYS)
def test_it_advises_what_is_run(found: Pathway) -> None:
    """
    On drawn answers the formulas say what running says, where some are outside too.
    """

    @settings(max_examples=40)
    @given(st.data())
    def on_drawn_answers(data: st.DataObject) -> None:
        checked(found, data.draw(any_answers_for(found)).values, data)

    on_drawn_answers()
    checked(found, Answers({}).values, _Nothing())  # type: ignore[arg-type]


class _Nothing:
    """
    Draws no consent at all.
    """

    def draw(self, _: object) -> int:
        return 0


def proof(found: Pathway | Protocol, guarantee: str) -> tuple[Proof, Proved]:
    proved = prove(found, only=[guarantee])
    (only,) = proved.proofs
    return only, proved


@pytest.mark.parametrize(
    "guarantee",
    sorted({each.id for each in ALL} - {"only-safe-services", "status-costs-nothing"}),
)
def test_the_small_pathway_is_sound(guarantee: str) -> None:
    """
    Every guarantee holds of it, and each has something to say.
    """
    assert proof(small(), guarantee)[0].holds


def _needs(result: str, when: Condition) -> Every:
    rows = [
        attrs.evolve(each, when=when) if each.result == result else each
        for each in NEEDS.rows
    ]
    return attrs.evolve(NEEDS, rows=tuple(rows))


FAULTS = {
    "no-silent-green": small(concern=attrs.evolve(CONCERN, floor="none")),
    "danger-only-adds": small(
        _needs("watch", all_hold(level_reaches("some"), is_no("red")))
    ),
    "red-flags-keep-their-floor": small(
        concern=attrs.evolve(
            CONCERN, rows=(row("high", all_hold(is_yes("red"), is_yes("sign"))),)
        )
    ),
    "declined-never-lowers": small(
        concern=attrs.evolve(CONCERN, rows=(row("high", is_no("red")),))
    ),
    "only-given-consent": small(
        actions=(
            *CARE,
            *GUARDS,
            ASK,
            SHARE,
            attrs.evolve(EXAMINE, guard=is_yes("sign")),
        )
    ),
    "guarded-actions": small(
        actions=(*CARE, *GUARDS, ASK, SHARE, attrs.evolve(EXAMINE, guard=None))
    ),
    "nothing-unsafe-asked": small(
        actions=(
            *CARE,
            *GUARDS,
            attrs.evolve(ASK, guard=is_yes("alone")),
            SHARE,
            EXAMINE,
        )
    ),
    "refusing-one-thing": small(_needs("clinic", consent_given("share_ngo"))),
    "status-costs-nothing": small(
        _needs("clinic", all_hold(is_yes("sign"), is_one_of("gender", "woman")))
    ),
    "always-a-next-step": small(
        concern=attrs.evolve(CONCERN, actions={"high": ("stay",)})
    ),
}


@pytest.mark.parametrize("guarantee", FAULTS)
def test_a_fault_breaks_it(guarantee: str) -> None:
    """
    With the fault there is a small case, told in words and as a scenario.
    """
    found, proved = proof(FAULTS[guarantee], guarantee)
    assert not found.holds
    assert found.broken
    assert proof_line(found).startswith(f"BROKEN: {guarantee}: ")
    told = list(broken_lines(found, proved))
    for broken in found.broken[:MOST_CASES]:
        assert any(broken.says in line for line in told)
        assert broken.example is not None
        assert list(case_lines(broken.example, proved))
        assert scenario(broken.example, proved, "A case")[0] == '- name: "A case"'


def test_danger_that_leads_away_from_care_is_told_with_both_runs() -> None:
    """
    The case is as small as it can be, and what differs stands apart.
    """
    found, proved = proof(FAULTS["danger-only-adds"], "danger-only-adds")
    lost = next(each for each in found.broken if "`wait`" in each.says)
    assert lost.example is not None
    told = list(case_lines(lost.example, proved))
    assert "beside it the same, but" in told
    lines = scenario(lost.example, proved, "A case")
    assert '- name: "A case, beside it"' in lines


def test_records_are_written_as_scenarios_have_them() -> None:
    """
    A consent that was given, refused or in doubt can be pasted; a day is in quotes.
    """
    found = prove(small(), only=["only-given-consent"])
    witness = found.proofs[0].witness
    assert witness is not None
    places = dict(witness.places)
    labels = [each.label for each in found.variables["consent.share_ngo"].classes]
    for label, line in (
        ("given by patient", "    - purpose: share_ngo"),
        ("in doubt", "      state: doubtful"),
        ("refused", "      state: refused"),
    ):
        places["consent.share_ngo"] = labels.index(label)
        changed = attrs.evolve(witness, places=places)
        lines = scenario(changed, found, "A case")
        assert line in lines
        assert any("`consent.share_ngo`" in each for each in case_lines(changed, found))


def test_a_case_without_answers_says_so() -> None:
    """
    Where nothing is known the case says just that.
    """
    _, proved = proof(small(), "guarded-actions")
    nothing = Example(places={ANYTHING_ELSE: 0})
    assert list(case_lines(nothing, proved)) == ["nothing is known"]
    assert len(scenario(nothing, proved, "A case")) == 3
    something = Example(places={ANYTHING_ELSE: 1})
    assert list(case_lines(something, proved)) == ["something else is known"]


def test_what_shows_nothing_is_not_said_to_hold() -> None:
    """
    Without a witness a guarantee shows nothing; where it was not tried it is said.
    """
    found = prove(small(), only=["guarded-actions"])
    (held,) = found.proofs
    empty = attrs.evolve(held, witness=None)
    assert not empty.holds
    assert "  no answers reach it, so that it shows nothing" in broken_lines(
        empty, found
    )
    untried = attrs.evolve(held, untried="what cannot be proved")
    assert (
        proof_line(untried)
        == "not tried: guarded-actions: it asks what cannot be proved"
    )
    read = attrs.evolve(held, problems=("a hole",))
    assert list(broken_lines(read, None)) == ["  a hole"]
    assert not read.holds
    assert proof_line(held).startswith("holds (reading, ")


def so(*parts: Part) -> Statement:
    return Statement(parts=parts)


SHARING = frozenset({ActionClass.SHARING})
CLAIMS = [
    (Must(never=(so(SomeAdvised(Some(classes=SHARING, without_consent=True))),)), True),
    (Must(never=(so(SomeAdvised(Some(actions=frozenset({"usual"})))),)), False),
    (
        Must(
            when=so(Surely(is_yes("red"))),
            always=(
                so(
                    SomeAdvised(
                        Some(actions=frozenset({"stay"}), urgency=Urgency.IMMEDIATE)
                    )
                ),
            ),
        ),
        True,
    ),
    (Must(always=(so(SomeAdvised(Some(urgency=Urgency.ROUTINE))),)), None),
    (
        Must(
            when=so(NeedIs(role="referral", need="clinic", stands=Truth.TRUE)),
            always=(so(Surely(is_yes("sign"))),),
        ),
        True,
    ),
    (
        Must(
            when=so(SomeOffered(frozenset({Sensitivity.OPEN}))),
            always=(so(Surely(is_yes("told"))),),
        ),
        False,
    ),
    (
        Same(
            facts=frozenset({"gender"}),
            consents=frozenset({"share_ngo"}),
            advice=Some(classes=frozenset({ActionClass.CARE})),
        ),
        True,
    ),
    (Same(consents=frozenset({"share_ngo"}), advice=Some(classes=SHARING)), False),
]


@pytest.mark.parametrize(("claim", "holds"), CLAIMS)
def test_a_claim_about_the_small_pathway(
    claim: Must | Same, holds: bool | None
) -> None:
    """
    What is claimed of advice, needs and pairs is proved, broken or not tried.
    """
    about = Invariant(
        id="made-up",
        of="pathway/small@1.0.0",
        says="It is so.",
        because="It is made for a test.",
        source=OWN,
        claim=claim,
    )
    (found,) = prove(small(), [about], only=()).proofs
    assert found.holds is bool(holds)
    assert (found.untried is not None) is (holds is None)


def test_the_rest_is_only_named() -> None:
    """
    Where much is broken a few cases are made small, and every place is named.
    """
    found, proved = proof(FAULTS["no-silent-green"], "no-silent-green")
    many = attrs.evolve(found, broken=(attrs.evolve(found.broken[0], example=None),))
    assert list(broken_lines(many, proved)) == [f"  {found.broken[0].says}"]


def test_a_protocol_without_a_gate_guarantees_nothing_of_asking() -> None:
    """
    Where no question is safe by rule, none is offered; there is nothing to show.
    """
    alone = screening(attrs.evolve(CONCERN, actions={}), facts=FACTS)
    assert not prove(alone, only=["nothing-unsafe-asked"]).proofs


def test_what_never_comes_into_play_is_named() -> None:
    """
    A row for nobody, and a level that no row and no floor ends at.
    """
    rows = (
        row("high", all_hold(is_yes("sign"), is_no("sign"))),
        row("some", is_yes("sign")),
    )
    alone = screening(attrs.evolve(CONCERN, rows=rows, floor_rows=(), actions={}))
    told = [each.says for each in prove(alone).dead]
    assert told == [
        "screening: no answers bring the row for `high`",
        "screening: no answers end at `high`",
    ]
    assert not prove(small()).dead


def test_a_row_that_another_always_comes_before_is_dead() -> None:
    """
    In a table the first match wins; what lies behind an equal test is never met.
    """
    table = first(
        row("patient", is_yes("adult")),
        row("guardian", all_hold(is_yes("adult"), is_yes("sign"))),
        otherwise="nobody_yet",
        unsettled="nobody_yet",
        name="who",
    )
    told = [each.says for each in prove(consent_rules(table)).dead]
    assert told == ["consent: no answers bring the row for `guardian`"]


def test_both_runs_keep_to_what_can_be_so() -> None:
    """
    A pair of which one would be refused breaks nothing.
    """
    # With a sign nobody is red, so that turning red takes the sign away, and its level.
    never = constraint(is_yes("sign"), is_yes("hurt"))
    rows = (row("some", all_hold(is_yes("sign"), is_no("hurt"))),)
    concern = attrs.evolve(CONCERN, rows=rows, floor_rows=(), actions={})
    facts = (yes_no("sign"), attrs.evolve(PRIVATE, applies_when=None))
    free = screening(concern, facts=facts)
    held = screening(concern, facts=facts, constraints=(never,))
    assert any("hurt" in str(each.example) for each in broken_of(free))
    assert all(_fits(each.example) for each in broken_of(held))


def broken_of(found: Protocol) -> tuple[Broken, ...]:
    return proof(found, "danger-only-adds")[0].broken


def _fits(example: Example | None) -> bool:
    assert example is not None
    assert example.second is not None
    runs = (example.places, example.second)
    return not any(each["sign"] == 0 and each["hurt"] == 0 for each in runs)
