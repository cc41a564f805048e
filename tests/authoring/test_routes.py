"""
What a legal duty may rest on: a parameter of the law, in every way it can hold.
"""

import pytest

from caring.authoring.routes import check_routes
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.yaml import Places
from caring.language.conditions import Condition
from caring.language.consent import About
from caring.values.findings import Collector
from caring.values.spans import SourceFile
from tests.spec.builders import (
    all_hold,
    at_least,
    consent_rules,
    does_not_hold,
    is_declined,
    is_within,
    is_yes,
    named,
    patient_decides,
    purpose,
    some_hold,
    way,
)

LAW = is_yes("law.duty")


def _codes(about: About, when: Condition) -> list[str]:
    findings = Collector()
    scope = Scope(
        places=Places(file=SourceFile("made.yaml", "")),
        findings=findings,
        dictionary=Dictionary(),
    )
    rules = consent_rules(
        patient_decides(), purpose(about=about, legal_duty=way(when, "first_name"))
    )
    check_routes(rules, scope)
    return [each.code for each in findings]


@pytest.mark.parametrize(
    ("when", "is_enough"),
    [
        (LAW, True),
        (is_within("law.hours", at_least=1), True),
        (all_hold(is_yes("wound"), LAW), True),
        (named("duty", all_hold(LAW, is_yes("wound"))), True),
        (some_hold(LAW, is_within("law.hours", below=3)), True),
        # the duty could hold without the law
        (is_yes("wound"), False),
        (some_hold(LAW, is_yes("court_order")), False),
        (does_not_hold(LAW), False),
        (at_least(1, LAW, is_yes("wound")), False),
        (is_declined("law.duty"), False),
        (is_yes("lawful"), False),
    ],
)
def test_a_duty_rests_on_a_law(when: Condition, *, is_enough: bool) -> None:
    """
    A duty has to require a fact `law.*`, and a court order is a fact beside it.
    """
    assert _codes(About.REPORTING, when) == ([] if is_enough else ["duty-without-law"])


@pytest.mark.parametrize("about", About)
def test_what_may_have_a_duty(about: About) -> None:
    """
    Only what shares or reports has one, whatever the law says.
    """
    may = about in {About.SHARING, About.REPORTING}

    assert _codes(about, LAW) == ([] if may else ["route-not-possible"])
