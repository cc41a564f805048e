"""
What a protocol editor is told of rules that do nothing, or not what they seem to.

A folder of ``tests/found`` holds the files in which it differs from the base of
``tests/broken``, and the whole text of what is found.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import attrs
import pytest

from caring.authoring.documents.protocol import AcknowledgeDocument
from caring.authoring.folder import Folder
from caring.cli.findings import Found, finding_lines, findings_of
from caring.guidance.acknowledged import ACCEPTED, rule_digest
from caring.guidance.actions import ActionClass
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition
from caring.language.consent import About
from caring.language.decisions import First, Row, Urgency, WhileUnsettled
from caring.proving.cases import answers_of
from caring.proving.findings.find import findings
from caring.proving.findings.ground import ground
from caring.proving.findings.told import Told
from caring.running.advise import advise
from caring.values.findings import Severity
from tests.spec.builders import (
    NOON,
    action,
    all_hold,
    care,
    choice,
    consent_rules,
    every,
    first,
    highest,
    is_declined,
    is_no,
    is_one_of,
    is_yes,
    level_reaches,
    pathway,
    patient_decides,
    protecting,
    purpose,
    referral,
    row,
    screening,
    some_hold,
    way,
)

HERE = Path(__file__).parents[1]
BASE, FOUND = HERE / "broken" / "_base", HERE / "found"
CASES = sorted(path.name for path in FOUND.iterdir())


def laid(case: str, place: Path) -> dict[str, tuple[Found, ...]]:
    """
    Lay a case over the base, and look for findings in all of it.
    """
    shutil.copytree(BASE, place, dirs_exist_ok=True)
    ignored = shutil.ignore_patterns("expected.txt")
    shutil.copytree(FOUND / case, place, dirs_exist_ok=True, ignore=ignored)
    folder = Folder(place, str(place))
    there = [folder.load(each) for each in folder.versions()]
    return findings_of(there, folder, None)


@pytest.mark.parametrize("case", CASES)
def test_editor_is_told(
    case: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    """
    Each is told with its place, a small case and the way out.
    """
    found = laid(case, tmp_path)
    lines = [
        line
        for name, all_of_it in found.items()
        for line in (name, *(one for each in all_of_it for one in finding_lines(each)))
    ]
    shown = "\n".join(lines).replace(str(tmp_path), ".")
    golden(FOUND / case / "expected.txt", shown + "\n")


def told(guidance: Protocol | Pathway, *pathways: Pathway) -> list[Told]:
    return list(findings(ground(guidance), [ground(each) for each in pathways]))


def keys(guidance: Protocol | Pathway, *pathways: Pathway) -> list[tuple[str, str]]:
    return [(each.code, each.about) for each in told(guidance, *pathways)]


def decided_by(*rows: Row) -> First:
    return first(*rows, otherwise="nobody_yet", unsettled="nobody_yet", name="who")


SEEN, TOLD = is_yes("seen"), is_yes("told")


def test_rows_and_levels_that_nothing_brings() -> None:
    """
    A row for nobody, and a level that no row and no floor ends at.
    """
    concern = highest(row("high", all_hold(SEEN, is_no("seen"))), row("some", SEEN))
    assert keys(screening(concern)) == [
        ("row-never-fires", "concern.high"),
        ("level-out-of-reach", "concern.high"),
    ]
    assert not keys(screening(highest(row("high", TOLD), row("some", SEEN))))


def test_a_row_for_somebody_outside_the_population_never_fires() -> None:
    """
    Nobody whom the protocol is for can bring it.
    """
    place = choice("place", "here", "there")
    rows = row("some", SEEN), row("high", all_hold(is_one_of("place", "there"), SEEN))
    here = is_one_of("place", "here")
    found = keys(screening(highest(*rows), facts=(place,), population=here))
    assert ("row-never-fires", "concern.high") in found
    assert not keys(screening(highest(*rows), facts=(place,)))


def test_a_row_that_another_always_comes_before_never_fires() -> None:
    """
    In a table the first match wins; what lies behind an equal test is never met.
    """
    rows = row("patient", SEEN), row("guardian", all_hold(SEEN, TOLD))
    found = keys(consent_rules(decided_by(*rows)))
    assert ("row-never-fires", "who.guardian") in found


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        (SEEN, TOLD, True),
        (all_hold(SEEN, TOLD), SEEN, False),
        (SEEN, all_hold(is_no("seen"), TOLD), False),
        (SEEN, some_hold(TOLD, is_no("seen")), True),
    ],
)
def test_rows_that_only_their_order_keeps_apart(
    one: Condition, other: Condition, is_found: bool
) -> None:
    """
    Both hold together; a special case before its rule is meant as it stands.
    """
    table = decided_by(row("patient", one), row("guardian", other))
    found = [
        each for each in told(consent_rules(table)) if each.code == "order-decides"
    ]
    assert [each.about for each in found] == ["who.patient"] * is_found
    alike = decided_by(row("patient", one), row("patient", other))
    assert "order-decides" not in dict(keys(consent_rules(alike)))


def test_an_undeclared_gap_cannot_be_made() -> None:
    """
    Where no row holds a table says what happens, or says that it says nothing.
    """
    with pytest.raises(ValueError, match="either `otherwise` or a `gap`"):
        first(row("patient", SEEN), unsettled="patient")


def test_a_fact_counts_by_its_answers_and_not_by_being_silent() -> None:
    """
    That it keeps a result open is no reason to ask it; a silence that is asked for is.
    """
    either_way = some_hold(TOLD, is_no("told"))
    idle = screening(highest(row("high", all_hold(SEEN, either_way))))
    assert keys(idle) == [("fact-never-matters", "told")]
    rows = row("high", all_hold(SEEN, some_hold(either_way, is_declined("told"))))
    assert keys(screening(highest(rows, row("some", is_declined("told"))))) == []


def test_a_way_without_consent_is_a_result_too() -> None:
    """
    What opens a way matters, although no table asks it.
    """
    duty = purpose("report", about=About.REPORTING, legal_duty=way(TOLD, "first_name"))
    assert not keys(consent_rules(patient_decides(), duty))


def test_what_excludes_is_not_advised_beside_what_it_excludes() -> None:
    """
    Where neither outranks the other nothing gives way, and running shows it too.
    """
    stay, go = care("stay"), action("go", excludes=("stay",))
    concern = highest(row("high", SEEN), actions={"high": ["stay", "go"]})
    alone = screening(concern, actions=(stay, go))
    assert keys(alone) == [("contradictory-advice", "go.stay")]
    (found,) = told(alone)
    assert found.code not in ACCEPTED
    assert "acknowledge" not in str(found.finding(alone).help)
    here = ground(alone)
    places = here.example(found.case).places
    advice = advise(
        pathway(alone), answers_of(places, here.found.variables, alone), on=NOON
    )
    assert {each.action.id for each in advice.entries} >= {"stay", "go"}
    outranking = protecting("go", excludes=("stay",))
    gives_way = action("stay", instead=("rest",))
    actions = (gives_way, outranking, care("rest"))
    assert not [
        each
        for each in told(screening(concern, actions=actions))
        if each.code == "contradictory-advice"
    ]


def test_two_protocols_of_a_pathway_may_contradict_each_other() -> None:
    """
    What each says by itself is sound; together they are not.
    """
    stay, go = care("stay"), action("go", excludes=("stay",))
    one = screening(
        highest(row("high", SEEN), actions={"high": ["stay"]}), actions=(stay,)
    )
    needs = every(row("way", TOLD), actions={"way": ["go"]})
    other = referral(needs, actions=(go,))
    assert not keys(one)
    assert not keys(other)
    assert keys(pathway(one, other)) == [("contradictory-advice", "go.stay")]


def test_an_action_that_something_always_closes() -> None:
    """
    It is called for where its guard surely does not hold.
    """
    ask = action("ask_more", ActionClass.ASKING, guard=is_no("seen"))
    concern = highest(row("high", SEEN), actions={"high": ["ask_more"]})
    assert keys(screening(concern, actions=(ask,))) == [
        ("action-never-advised", "ask_more")
    ]
    nobody = highest(
        row("high", all_hold(SEEN, is_no("seen"))), actions=concern.actions
    )
    found = dict(keys(screening(nobody, actions=(ask,))))
    assert "action-never-advised" not in found


READING = referral(
    every(
        row("shelter", level_reaches("high")),
        row("rest", all_hold(level_reaches("high"), is_no("seen"))),
    )
)


def test_a_row_that_one_pathway_needs_is_not_blamed_for_another() -> None:
    """
    It is told where no pathway that runs it brings it, and only there.
    """
    strict = pathway(screening(highest(row("high", SEEN))), READING)
    loose = pathway(screening(highest(row("high", TOLD))), READING)
    found = told(READING, strict)
    assert [(each.code, each.about) for each in found] == [
        ("idle-on-every-pathway", "needs.rest")
    ]
    assert found[0].severity is Severity.WARNING
    assert not keys(READING, strict, loose)
    assert not keys(READING)
    dead = referral(
        every(row("shelter", all_hold(level_reaches("high"), SEEN, is_no("seen"))))
    )
    along = pathway(screening(highest(row("high", SEEN))), dead)
    assert "idle-on-every-pathway" not in dict(keys(dead, along))


def test_another_version_along_a_pathway_says_nothing_of_this_one() -> None:
    """
    A pathway speaks only of what it runs.
    """
    strict = pathway(screening(highest(row("high", SEEN))), READING)
    other = attrs.evolve(READING, version="1.1.0")
    assert not keys(other, strict)


def test_what_lies_in_no_file_is_told_by_name() -> None:
    """
    A release has no lines; its name stands in their place.
    """
    alone = screening(highest(row("high", all_hold(SEEN, is_no("seen")))))
    found = told(alone)[0].finding(alone)
    assert found.span.place == "screening/small@1.0.0:1:1"


def digest(*rows: Row) -> str:
    return rule_digest("order-decides", "who.patient", rows)


def test_an_acknowledgement_lapses_when_the_rule_changes_and_no_sooner() -> None:
    """
    Conditions, results and urgency are its rule; words, sources and order are not.
    """
    one, other = row("patient", SEEN), row("guardian", TOLD)
    same = digest(one, other)
    assert digest(other, attrs.evolve(one, because="Said better.", id="moved")) == same
    turned = row("patient", all_hold(TOLD, SEEN)), row("patient", all_hold(SEEN, TOLD))
    assert digest(turned[0]) == digest(turned[1])
    for changed in (
        attrs.evolve(one, when=some_hold(SEEN, TOLD)),
        attrs.evolve(one, result="court"),
        attrs.evolve(one, urgency=Urgency.IMMEDIATE),
        attrs.evolve(one, unsettled=WhileUnsettled.ACT),
    ):
        assert digest(changed, other) != same
    ask = action("ask_more", ActionClass.ASKING, guard=SEEN)
    guarded = attrs.evolve(ask, guard=TOLD)
    codes = "action-never-advised", "ask_more"
    assert rule_digest(*codes, [ask]) != rule_digest(*codes, [guarded])
    assert rule_digest(*codes, [SEEN]) != rule_digest(*codes, [TOLD])


def test_every_code_that_may_be_accepted_may_be_written() -> None:
    """
    The document and the findings know the same codes.
    """
    field = AcknowledgeDocument.model_fields["finding"]
    assert set(get_args(field.annotation)) == ACCEPTED
