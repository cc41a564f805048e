"""
The ten things that make a consent valid: how each holds, surely fails, or is unknown.
"""

from collections.abc import Mapping

import pytest

from caring.guidance.consent import ConsentRules
from caring.language.answers import Answers
from caring.language.consent import About
from caring.language.results import ConsentDecision
from caring.language.validity import Validity
from caring.running.assess import assess
from caring.values.truth import Truth
from tests.spec.builders import (
    HOUR,
    NOON,
    F,
    T,
    U,
    consent,
    consent_rules,
    first,
    is_no,
    is_yes,
    purpose,
    row,
)

WHO = first(
    row("independent_guardian", is_yes("guardian_suspected")),
    row("guardian", is_yes("child")),
    row("nobody_yet", is_yes("capacity_in_doubt")),
    row("patient", is_no("capacity_in_doubt")),
    otherwise="nobody_yet",
    unsettled="nobody_yet",
    name="who",
)
RULES = consent_rules(WHO, purpose(), purpose("picture", about=About.PHOTOGRAPHS))
ADULT = {"guardian_suspected": "no", "child": "no", "capacity_in_doubt": "no"}
CHILD = {**ADULT, "child": "yes"}


def _decided(
    differences: Mapping[str, object],
    answers: Mapping[str, object] | None = None,
    rules: ConsentRules = RULES,
) -> ConsentDecision:
    record = consent(**differences)
    return next(
        each
        for each in assess(
            rules, Answers({**ADULT, **(answers or {})}, (record,)), on=NOON
        ).consents
        if each.elements
    )


@pytest.mark.parametrize(
    ("part", "answers", "differences", "truth"),
    [
        # E1: the table of deciders names the person, or it does not
        ("capacity", {}, {}, T),
        ("capacity", {"capacity_in_doubt": "yes"}, {}, U),
        ("capacity", {"capacity_in_doubt": "declined"}, {}, U),
        ("capacity", {"capacity_in_doubt": "not_asked"}, {}, U),
        ("capacity", {"child": "yes"}, {}, F),
        ("capacity", {"child": "yes"}, {"decided_by": "guardian"}, T),
        # E2: nobody could hear or press; a child's no stops what can be left
        ("voluntariness", {}, {}, T),
        ("voluntariness", {}, {"asked_alone": "no"}, F),
        ("voluntariness", {}, {"asked_alone": None}, U),
        ("voluntariness", {}, {"pressure": "yes"}, F),
        ("voluntariness", {}, {"pressure": None}, U),
        # E3: everything that has to be told was told; less is not known to be enough
        ("information", {}, {}, T),
        ("information", {}, {"told": ("their_duties",)}, U),
        ("information", {}, {"told": ()}, U),
        # E4
        ("comprehension", {}, {}, T),
        ("comprehension", {}, {"understood": "no"}, F),
        ("comprehension", {}, {"understood": None}, U),
        # E5: one named recipient, listed items; what is not named is not known
        ("specificity", {}, {}, T),
        ("specificity", {}, {"recipient": None}, U),
        ("specificity", {}, {"items": ()}, U),
        # E6
        ("currency", {}, {"expires_at": NOON + HOUR}, T),
        ("currency", {}, {"expires_at": NOON}, F),
        ("currency", {}, {"given_at": NOON + HOUR}, F),
        ("currency", {}, {"given_at": None}, U),
        # E7
        ("revocability", {}, {"withdrawn_at": NOON + HOUR}, T),
        ("revocability", {}, {"withdrawn_at": NOON}, F),
        # E8: by construction, whatever became of the consent
        ("unconditionality", {}, {}, T),
        ("unconditionality", {}, {"state": "refused"}, T),
        ("unconditionality", {"capacity_in_doubt": "yes"}, {"told": ()}, T),
        # E9: what was said is written down, in the form that is wanted
        ("documented", {}, {}, T),
        ("documented", {}, {"state": "refused"}, F),
        ("documented", {}, {"state": "doubtful"}, U),
        ("documented", {}, {"state": "not_sought"}, U),
        ("documented", {}, {"form": None}, U),
        # E10: the right one decided
        ("authority", {}, {}, T),
        ("authority", {}, {"decided_by": "guardian"}, F),
        ("authority", {}, {"decided_by": None}, U),
        ("authority", {"child": "declined"}, {}, U),
        (
            "authority",
            {"guardian_suspected": "yes", "child": "yes"},
            {"decided_by": "guardian"},
            F,
        ),
    ],
)
def test_each_of_the_ten(
    part: str,
    answers: Mapping[str, object],
    differences: Mapping[str, object],
    truth: Truth,
) -> None:
    """
    Each of the ten holds, surely fails or is unknown; one that does not hold closes.
    """
    decision = _decided(differences, answers)

    assert decision.validity[Validity(part)] is truth
    if truth is not T:
        assert not decision.may_proceed


def test_all_ten_hold_where_it_may_be_done() -> None:
    """
    Of a valid consent all ten hold, and every element says to which it belongs.
    """
    decision = _decided({})

    assert decision.may_proceed
    assert dict(decision.validity) == dict.fromkeys(Validity, T)
    belonging = {each.belongs_to for each in decision.elements}
    assert belonging == set(Validity) - {Validity.UNCONDITIONALITY}


def test_of_no_record_nothing_is_known_but_what_holds_by_construction() -> None:
    """
    Where nobody was asked, nine are unknown, and care does not depend on the tenth.
    """
    decision = assess(RULES, ADULT, on=NOON).consents[0]

    assert dict(decision.validity) == {
        part: T if part is Validity.UNCONDITIONALITY else U for part in Validity
    }


@pytest.mark.parametrize(
    ("decided_by", "answers", "assent", "truth"),
    [
        # a guardian decides, and the child says what it wants
        ("guardian", CHILD, "yes", T),
        ("guardian", CHILD, "no", F),
        ("guardian", CHILD, "distress", F),
        ("guardian", CHILD, None, U),
        # an adult who decides has said it with the consent itself
        ("patient", ADULT, None, T),
        ("patient", ADULT, "yes", T),
        # it may turn out that the person decides alone
        ("guardian", {**CHILD, "child": "not_asked"}, "no", U),
        ("guardian", {**CHILD, "child": "not_asked"}, "yes", T),
    ],
)
def test_assent(
    decided_by: str, answers: Mapping[str, object], assent: str | None, truth: Truth
) -> None:
    """
    The no of a child stops photographs, though the guardian agrees.
    """
    picture = _decided(
        {"purpose": "picture", "decided_by": decided_by, "assent": assent}, answers
    )
    named = {each.name: each.truth for each in picture.elements}

    assert named["assent"] is truth
    assert picture.may_proceed is (picture.missing == ())
    assert truth is T or not picture.may_proceed


@pytest.mark.parametrize("about", About)
def test_for_what_assent_is_needed(about: About) -> None:
    """
    Dissent stops photographs, forensic work, interviews and research, and no care.
    """
    rules = consent_rules(WHO, purpose(about=about))
    stops = {About.PHOTOGRAPHS, About.FORENSIC, About.INTERVIEW, About.RESEARCH}
    decision = _decided({"decided_by": "guardian", "assent": "no"}, CHILD, rules)

    assert decision.may_proceed is (about not in stops)
