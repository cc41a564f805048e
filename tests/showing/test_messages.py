"""
Which texts are read of a law and of a way without consent, and so can be translated.
"""

import caring
from caring.showing.messages import messages_of
from tests.showing.test_routes import RULES


def test_what_a_law_asks_can_be_translated() -> None:
    """
    Its parameters and their options; what it notes stays in its own words.
    """
    law = caring.load("law/vn")
    assert isinstance(law, caring.Law)
    found = {each.key: each.source for each in messages_of(law)}

    for fact in law.facts.values():
        assert found[f"fact/{fact.id}/wording"] == fact.wording
    assert not {each.note for each in law.provisions} & set(found.values())


def test_what_may_be_passed_on_without_consent_can_be_translated() -> None:
    """
    The items of a way without consent have names like all others.
    """
    assert "name/first_name" in {each.key for each in messages_of(RULES)}
