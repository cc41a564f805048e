"""
Answers as an app holds them: each change makes new ones.
"""

import pytest

import caring

GIVEN = caring.Answers(
    {"privacy": "alone", "threatened": "declined", "locked_in": "no"},
    [caring.Consent(purpose="share_ngo", state="refused")],
)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        (["privacy"], {"privacy": "alone"}),
        (["locked_in", "privacy"], {"privacy": "alone", "locked_in": "no"}),
        (["never_asked"], {}),
        ([], {}),
    ],
)
def test_some_answers_only(facts: list[str], kept: dict[str, str]) -> None:
    """
    Handing on a few answers leaves the others behind, and keeps what was refused.
    """
    some = GIVEN.only(facts)

    assert some == caring.Answers(kept, GIVEN.consents)
    assert len(GIVEN.values) == 3


def test_one_answer_replaced() -> None:
    """
    A new answer takes the place of the old one, and the old answers stay as they were.
    """
    later = GIVEN.replacing(threatened="yes", age_band="adult_certain")

    assert later.values["threatened"].value == "yes"
    assert later.values["age_band"].value == "adult_certain"
    assert later.values["privacy"] == GIVEN.values["privacy"]
    assert GIVEN.values["threatened"].value is caring.Silence.DECLINED
