"""
Which texts are read of a law and of a way without consent, and so can be translated.
"""

import attrs

import caring
from caring.showing.messages import messages_of
from tests.showing.test_routes import RULES
from tests.spec.builders import care, highest, is_yes, row, screening, yes_no


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


def test_how_an_action_is_done_can_be_translated() -> None:
    """
    Each sentence on the manner, the first one too.
    """
    manner = ("Say it slowly.", "Say it twice.")
    action = attrs.evolve(care("say_it"), manner=manner)
    concern = highest(row("some", is_yes("a")), actions={"some": ["say_it"]})
    protocol = screening(concern, facts=[yes_no("a")], actions=[action])

    assert set(manner) <= {each.source for each in messages_of(protocol)}
