"""
What an encounter keeps, beside the advice: all that went in, and what it was run on.
"""

from caring.artefact import FORMAT
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.running.advise import meet
from caring.running.encounters import Setting
from tests.spec.builders import NOON, every, highest, is_yes, pathway, referral, row
from tests.spec.builders import screening as screening_of


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
