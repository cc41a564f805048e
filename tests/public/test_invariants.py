"""
The bundled invariants: they hold, they are reached, and a bad edit breaks them.
"""

import datetime as dt
import json
import shutil
from pathlib import Path

import attrs
import pytest

import caring
from caring.authoring.collection import folder_of
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.cli.commands import run
from caring.guidance.consent import ConsentRules
from caring.guidance.invariants import Invariant, Must, Same, Some
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.language.consent import Consent, State
from caring.language.silence import Silence
from caring.library import bundled
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.testing.invariants import (
    InvariantResult,
    Met,
    compare,
    hold,
    met_at,
    met_in,
    variants,
)
from caring.testing.scenarios import alone, run_scenarios
from tests.laws.test_bundled import ON, PATHWAY, SAFE
from tests.spec.builders import every, is_within, number, pathway, referral, row

ROOT = Path(__file__).parent.parent.parent
PROTOCOLS = ROOT / "protocols"


@pytest.fixture(scope="module")
def results() -> dict[str, InvariantResult]:
    met = [
        *met_in(run_scenarios(PROTOCOLS)),
        *met_at(ROOT / "examples" / "encounters", bundled()),
    ]
    return {each.invariant.id: each for each in hold(invariants_of(bundled()), met)}


@pytest.mark.whole
def test_every_invariant_holds_and_is_reached(
    results: dict[str, InvariantResult],
) -> None:
    """
    In every scenario and example, and none is true only because nothing tries it.
    """
    assert len(results) >= 25
    assert [str(one) for each in results.values() for one in each.breaches] == []
    assert [id_ for id_, each in results.items() if not each.reached] == []
    assert all(each.passed for each in results.values())


def test_ids_are_told_apart() -> None:
    """
    No two invariants share an id, in whichever files they stand.
    """
    ids = [each.id for each in invariants_of(bundled())]
    assert len(set(ids)) == len(ids)


@attrs.frozen
class Edit:
    """
    A change that passes every other check, and an encounter that shows what it does.
    """

    file: str
    changes: tuple[tuple[str, str], ...]
    answers: dict[str, object]
    consent: str | None = None


AGREED = {"age_band": "adult_certain", "capacity_in_doubt": "no"}
EDITS = {
    "police-only-with-consent": Edit(
        "actions/with-consent.yaml",
        (
            (
                "{consent.share_police: given}",
                "{any: [{consent.share_police: given}, {consent.share_ngo: given}]}",
            ),
        ),
        {**AGREED, "wants_to_report": "yes"},
        "share_ngo",
    ),
    "hiv-test-is-a-free-choice": Edit(
        "actions/with-consent.yaml",
        (
            (
                "{consent.hiv_test: given}",
                "{any: [{consent.hiv_test: given}, {consent.exam_general: given}]}",
            ),
        ),
        {**AGREED, "sexual_assault": "yes"},
        "exam_general",
    ),
    "no-question-that-others-hear": Edit(
        "facts/asking_gate.yaml",
        (
            (
                "with_vetted_interpreter]}",
                "with_vetted_interpreter, companion_present]}",
            ),
        ),
        {**SAFE, "privacy": "companion_present", "came_with_somebody": "yes"},
    ),
    "limits-are-told-before-asking": Edit(
        "facts/asking_gate.yaml",
        (
            ("    - limits_of_confidentiality_explained\n", ""),
            (
                "- stop_rule_explained",
                "- any: [stop_rule_explained, limits_of_confidentiality_explained]",
            ),
        ),
        {**SAFE, "limits_of_confidentiality_explained": "no"},
    ),
    "doubted-guardian-decides-nothing": Edit(
        "consent/clinic-encounter/1.0.0.yaml",
        (
            ("none_here, unverified, suspected]", "none_here, unverified]"),
            ("{guardian_status: verified}", "{guardian_status: [verified, suspected]}"),
        ),
        {
            "age_band": "child_certain",
            "guardian_status": "suspected",
            "guardian_warning_signs": "no",
        },
    ),
    "own-fear-counts-in-screening": Edit(
        "screening/signs-in-clinic/1.0.0.yaml",
        (
            (
                "{any: [in_danger_if_leaving_today, fears_death_or_serious_harm]}",
                "{all: [in_danger_if_leaving_today, fears_death_or_serious_harm]}",
            ),
        ),
        {"fears_death_or_serious_harm": "yes"},
    ),
    "plan-to-die-is-not-left-alone": Edit(
        "referral/first-services/1.0.0.yaml",
        (
            (
                "{any: [plans_to_end_life, {plans_to_end_life: declined}]}",
                "plans_to_end_life",
            ),
        ),
        {"plans_to_end_life": "declined"},
    ),
    "wishes-change-no-urgent-help": Edit(
        "referral/first-services/1.0.0.yaml",
        (
            (
                "when: wants_to_report\n    urgency: routine",
                "when: wants_to_report\n    urgency: immediate",
            ),
        ),
        {"wants_to_report": "yes"},
    ),
    "staff-are-looked-after": Edit(
        "safety/immediate-danger/1.0.0.yaml",
        (
            ("    - look_after_staff\n", ""),
            (
                "    - alert_security\n",
                "    - alert_security\n    - look_after_staff\n",
            ),
        ),
        {"privacy": "controller_present"},
    ),
}


@pytest.mark.whole
@pytest.mark.parametrize("broken", EDITS)
def test_a_bad_edit_breaks_its_invariant(broken: str, tmp_path: Path) -> None:
    """
    Each edit is right by every other check, and breaks what it must not.
    """
    edit = EDITS[broken]
    before = _held(bundled(), broken, edit)
    copy = shutil.copytree(PROTOCOLS, tmp_path / "protocols")
    text = (copy / edit.file).read_text("utf-8")
    for old, new in edit.changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (copy / edit.file).write_text(text, "utf-8")

    assert caring.check(copy / "pathway") == caring.check(copy / "safety") == ()
    after = _held(folder_of(copy, bundled()), broken, edit)
    assert before.passed or not before.reached
    assert after.reached
    assert after.breaches


def _held(folder: Folder, id_: str, edit: Edit) -> InvariantResult:
    (wanted,) = (each for each in invariants_of(folder) if each.id == id_)
    found = folder.load(wanted.of)
    pathway = found if isinstance(found, Pathway) else alone(found)
    answers = Answers(edit.answers, [_agreed(edit.consent)] if edit.consent else [])
    encounter = meet(pathway, answers, Setting(on=ON))
    met = Met(name="shown", of=wanted.of, place="here", encounter=encounter)
    return hold([wanted], [met])[0]


def _agreed(purpose: str) -> Consent:
    (rules,) = (
        step.protocol
        for step in PATHWAY.steps
        if isinstance(step.protocol, ConsentRules)
    )
    return Consent(
        purpose=purpose,
        state="given",
        recipient="Harbour House",
        decided_by="patient",
        asked_alone="yes",
        pressure="no",
        understood="yes",
        told=rules.purposes[purpose].tell,
        items=["agreed_statement", "first_name"],
        form="written",
        given_at=ON - dt.timedelta(hours=1),
        expires_at=ON + dt.timedelta(hours=1),
    )


# How pairs are made


def _met(answers: Answers) -> Encounter:
    return meet(PATHWAY, answers, Setting(on=ON))


SAME = Same(
    facts=frozenset({"wants_to_report", "time_of_assault"}),
    consents=frozenset({"share_ngo"}),
    advice=Some(actions=frozenset({"explain_police_choice"})),
)


def test_pairs_differ_in_what_may_differ() -> None:
    """
    One fact at a time, a moment to its silences; or all the consents together.
    """
    refusal = caring.Consent(purpose="share_ngo", state="given")
    kept = caring.Consent(purpose="hiv_test", state="refused")
    start = Answers(
        {"sexual_assault": "yes", "wants_to_report": "yes"}, [refusal, kept]
    )
    made = list(variants(SAME, _met(start)))

    moments = [each for what, each in made if what == "`time_of_assault`"]
    assert [each.values["time_of_assault"].value for each in moments] == list(Silence)
    wishes = [each for what, each in made if what == "`wants_to_report`"]
    assert len(wishes) == 5
    states = [
        [record.state for record in each.consents]
        for what, each in made
        if what == "consent"
    ]
    assert states == [
        [State.REFUSED],
        [State.REFUSED, State.REFUSED],
        [State.REFUSED, State.WITHDRAWN],
        [State.REFUSED, State.DOUBTFUL],
    ]


def test_a_number_differs_to_both_its_ends() -> None:
    """
    Every number between them would be too many.
    """
    needs = every(row("doctor", is_within("days", below=3)))
    small = pathway(referral(needs, facts=[number("days", 1, 9)]))
    met = meet(small, Answers({"days": 4}), Setting(on=ON))
    same = Same(facts=frozenset({"days"}), advice=SAME.advice)

    made = [each.values["days"].value for _, each in variants(same, met)]
    assert made == [1, 9, *Silence]


def test_what_differs_is_told_without_the_answer() -> None:
    """
    Advice that comes, goes or comes sooner is named, with the fact it hangs on.
    """
    asked = _met(Answers({"wants_to_report": "yes"}))
    told = set(compare(SAME, asked))

    lost = "another `wants_to_report` gives advice without `explain_police_choice`"
    assert told == {"", lost}
    not_asked = _met(Answers({"wants_to_report": "no"}))
    assert "with `explain_police_choice`" in "".join(compare(SAME, not_asked))


def test_an_encounter_that_has_not_begun_is_compared_with_none() -> None:
    """
    Nor is one in which nothing is advised of what is compared.
    """
    assert list(compare(SAME, _met(Answers({})))) == []
    nothing = Same(facts=frozenset({"pay_kept_back"}), advice=SAME.advice)
    assert list(compare(nothing, _met(Answers({"locked_in": "yes"})))) == []


def test_what_comes_sooner_is_a_difference() -> None:
    """
    The same action with another urgency is not the same advice.
    """
    claim = Same(
        facts=frozenset({"plans_to_end_life"}),
        advice=Some(actions=frozenset({"offer_mental_health_care"})),
    )
    changed = Same(
        facts=frozenset({"thoughts_of_ending_life"}),
        advice=claim.advice,
    )
    low = Answers({"distress_stops_daily_life": "yes", "thoughts_of_ending_life": "no"})
    assert set(compare(claim, _met(low))) == {""}
    sooner = "other urgency `offer_mental_health_care`"
    assert sooner in "".join(compare(changed, _met(low)))


def test_an_invariant_that_nothing_reaches_fails() -> None:
    """
    Unless only a part of the scenarios was run.
    """
    (claim,) = (
        each for each in invariants_of(bundled()) if each.id == "life-comes-first"
    )
    met = Met(name="a", of=PATHWAY.name, place="a:1", encounter=_met(Answers({})))
    other = Met(
        name="b", of="pathway/other@1.0.0", place="b:1", encounter=met.encounter
    )

    assert not hold([claim], [met, other])[0].passed
    assert hold([claim], [met], is_whole=False)[0].passed


def test_a_breach_names_the_place_of_what_was_claimed() -> None:
    """
    Its sentence holds places, names and no answer.
    """
    never = next(
        each for each in invariants_of(bundled()) if each.id == "plan-is-never-empty"
    )
    assert isinstance(never.claim, Must)
    wrong = Invariant(
        id="wrong",
        of=never.of,
        says="Nothing.",
        because="Nothing.",
        source=never.source,
        claim=Must(never=never.claim.always),
    )
    met = Met(
        name="A visit",
        of=never.of,
        place="here.yaml:3:1",
        encounter=_met(Answers({"locked_in": "yes"})),
    )
    (held,) = hold([wrong], [met])

    assert str(held.breaches[0]).startswith(
        "here.yaml:3:1: A visit: what must never be"
    )
    assert "danger.yaml" in str(held.breaches[0])
    assert alone(PATHWAY.steps[0].protocol).name not in str(held.breaches[0])


# On the command line

WRONG = """\
caring: invariants/1
title: What does not hold
sources:
  own: {read: project, part: made to fail}
invariants:
  nobody-gets-water:
    of: screening/signs
    says: Nobody is ever offered water.
    because: So that it is broken.
    source: own
    never: [{advised: [offer_water]}]

  never-reached:
    of: screening/signs
    says: Somebody who declined gets water.
    because: So that no scenario reaches it.
    source: own
    when: {holds: {papers_held: declined}}
    always: [{advised: [offer_water]}]
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """
    A folder in which one invariant is broken, and no scenario reaches another.
    """
    base = Path(__file__).parent.parent / "broken" / "_base"
    copy = shutil.copytree(base, tmp_path / "base")
    (copy / "invariants" / "all.yaml").write_text(WRONG, "utf-8")
    return copy


def test_test_fails_where_an_invariant_is_broken(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its place, its sentence, and the scenario; and that nothing reaches another.
    """
    assert run(["test", str(broken)]) == 1
    text = capsys.readouterr().out

    place = f"{broken}/invariants/all.yaml"
    assert f"{place}:6:3: nobody-gets-water (screening/signs@1.0.0)" in text
    assert "Nobody is ever offered water." in text
    assert f"broken at {broken}/screening/signs/scenarios/silence.yaml:6:11" in text
    assert f"{place}:13:3: never-reached" in text
    assert "no scenario reaches it" in text
    assert " passed, 0 failed" in text


def test_test_tells_programs_what_broke(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Invariants stand behind the scenarios, each with how often it was reached.
    """
    assert run(["test", str(broken), "--format", "json"]) == 1
    found = {
        each["invariant"]: each
        for each in json.loads(capsys.readouterr().out)
        if "invariant" in each
    }
    assert found["nobody-gets-water"]["passed"] is False
    assert found["nobody-gets-water"]["reached"] >= 1
    assert found["never-reached"]["reached"] == 0
    assert found["never-reached"]["differences"] == []


def test_a_part_of_the_scenarios_need_not_reach_everything(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    One file of scenarios breaks what it breaks, and misses nothing.
    """
    assert run(["test", str(broken / "screening" / "signs")]) == 1
    text = capsys.readouterr().out
    assert "nobody-gets-water" in text
    assert "no scenario reaches it" not in text
    assert run(["test", str(broken / "facts")]) == 0


def test_test_by_name_counts_what_reached_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Beside a bundled protocol only its own invariants are held.
    """
    assert run(["test", "safety/immediate-danger"]) == 0
    text = capsys.readouterr().out
    assert "it speaks of: own-fear-counts-in-safety" in text
    assert "police-only-with-consent" not in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("offer_water", "offer_watr", "unknown-action"),
        ("title", "titel", "unexpected-key"),
    ],
)
def test_invariants_with_mistakes_are_not_passed_over(
    old: str, new: str, code: str, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A mistake in them is shown, and nothing is said to have passed.
    """
    wrong = WRONG.replace(old, new)
    (broken / "invariants" / "all.yaml").write_text(wrong, "utf-8")

    assert run(["test", str(broken)]) == 1
    assert code in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code"),
    [("caring: encounter/1\n", "missing-key"), ("title: no header\n", "missing-key")],
)
def test_a_file_that_cannot_be_read_is_no_encounter(
    text: str, code: str, tmp_path: Path
) -> None:
    """
    A mistake in an encounter is shown, and no invariant is said to hold in it.
    """
    file = tmp_path / "one.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(caring.ProtocolError) as caught:
        list(met_at(file, bundled()))
    assert {each.code for each in caught.value.findings} == {code}
