"""
What an encounter keeps, beside the advice: all that went in, and what it was run on.
"""

import json

import attrs
import pytest

from caring.artefact import FORMAT
from caring.guidance.pathway import Pathway
from caring.guidance.records import Pin, Record
from caring.language.answers import Answers
from caring.language.raises import Raise, RaiseReason
from caring.language.silence import Silence
from caring.running.advise import meet
from caring.running.assess import assess
from caring.running.decide import decide
from caring.running.encounters import Setting
from caring.values.errors import AnswersError, Problem
from tests.spec.builders import (
    NOON,
    case,
    consent,
    consent_rules,
    every,
    first,
    highest,
    is_yes,
    pathway,
    patient_decides,
    purpose,
    referral,
    row,
    some_hold,
    yes_no,
)
from tests.spec.builders import screening as screening_of
from tests.spec.services import TODAY


def _small() -> Pathway:
    return pathway(
        screening_of(highest(row("some", is_yes("a")))),
        referral(every(row("doctor", is_yes("b")))),
    )


def test_an_encounter_keeps_what_went_in() -> None:
    """
    Pathway, answers and setting are those that were handed in.
    """
    small, answers, setting = _small(), Answers({"a": "yes"}), Setting(on=NOON)
    met = meet(small, answers, setting)

    assert met.pathway is small
    assert met.answers is answers
    assert met.setting is setting
    assert met.case.recorded("a") == "yes"


def test_a_record_names_each_protocol_with_its_role() -> None:
    """
    Whoever runs it again knows in which place each protocol stood, and the format.
    """
    record = meet(_small(), Answers({}), Setting(on=NOON)).advice.record

    assert record.format == FORMAT
    assert (record.guidance.role, record.guidance.id) == ("pathway", "pathway/small")
    assert [(each.id, each.role) for each in record.protocols] == [
        ("screening/small", "screening"),
        ("referral/small", "referral"),
    ]


def test_a_role_is_that_of_the_step() -> None:
    """
    A protocol may stand in a pathway under another name than its kind.
    """
    small = _small()
    named = tuple(
        attrs.evolve(step, role=role)
        for step, role in zip(small.steps, ("signs", "needs"), strict=True)
    )
    whole = attrs.evolve(small, steps=named)
    record = meet(whole, Answers({}), Setting(on=NOON)).advice.record

    assert [each.role for each in record.protocols] == ["signs", "needs"]


def test_a_consent_for_what_no_step_knows_is_refused() -> None:
    """
    Along a pathway, too, a misspelt purpose is named and not passed over.
    """
    whole = pathway(
        consent_rules(patient_decides(), purpose()),
        referral(every(row("doctor", is_yes("b")))),
    )
    answers = Answers({}, (consent(purpose="share_nog"),))

    with pytest.raises(AnswersError) as raised:
        meet(whole, answers, Setting(on=NOON))

    said = "no purpose here has this name; did you mean `share_ngo`?"
    assert raised.value.problems == (Problem(("consent.share_nog",), said),)


def test_what_hangs_on_two_questions_may_be_put_while_one_is_open() -> None:
    """
    A question that was declined does not close what another could still open.
    """
    facts = [yes_no("rough", applies_when=some_hold(is_yes("came"), is_yes("called")))]
    signs = screening_of(highest(row("some", is_yes("rough"))), facts=facts)
    missing = {
        each.fact: each for each in assess(signs, {"came": "declined"}, on=NOON).missing
    }

    assert missing["rough"].may_be_put
    assert missing["called"].may_be_put
    assert missing["came"].why is Silence.DECLINED


def test_a_fact_that_is_critical_somewhere_is_critical() -> None:
    """
    Of a fact that two decisions miss, the one that it holds open counts.
    """
    table = first(
        row("patient", is_yes("a")), otherwise="guardian", unsettled="guardian"
    )
    signs = screening_of(highest(row("some", is_yes("a")), not_critical=["a"]))
    found = assess(signs, {}, on=NOON)
    assert [(each.fact, each.is_critical) for each in found.missing] == [("a", False)]
    critical = decide(table, case())
    outcomes = {"concern": found.outcomes["concern"], "table": critical}
    for order in (outcomes, dict(reversed(outcomes.items()))):
        (missing,) = attrs.evolve(found, outcomes=order).missing

        assert (missing.fact, missing.is_critical) == ("a", True)


def test_a_record_is_written_and_read_again() -> None:
    """
    Everything that it names comes back, and its text is the same for the same record.
    """
    record = Record(
        on=TODAY,
        guidance=Pin("pathway", "pathway/việt", "1.0.0", "d"),
        protocols=(),
        format=FORMAT,
        directory="abc",
        raises=(
            Raise(level="high", reason=RaiseReason.OWN_VIEW),
            Raise(level="high", reason=RaiseReason.OWN_VIEW, at=NOON),
        ),
    )
    text = record.to_json()

    assert Record.from_json(text) == record
    assert text.startswith('{\n  "directory": "abc",\n  "format": ')
    assert '"id": "pathway/việt"' in text
    assert list(json.loads(text)) == sorted(json.loads(text))
