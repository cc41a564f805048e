"""
What an invariant says of an encounter, and when the encounter breaks it.
"""

import shutil
from pathlib import Path

import attrs
import pytest

from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.guidance.actions import ActionClass
from caring.guidance.invariants import (
    Advised,
    EitherOf,
    Invariant,
    LevelIs,
    Must,
    NeedIs,
    Offered,
    Part,
    Same,
    Some,
    SomeAdvised,
    SomeOffered,
    Statement,
    Surely,
    TableGives,
    Withheld,
)
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.language.consent import Consent
from caring.language.decisions import Urgency
from caring.language.facts import Sensitivity
from caring.language.silence import Silence
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.running.hold import advice_of, broken, is_reached, is_so
from caring.testing.invariants import Met, _values, hold
from tests.spec.builders import (
    NOON,
    OWN,
    F,
    T,
    U,
    care,
    consent,
    consent_given,
    consent_rules,
    every,
    gate,
    highest,
    is_yes,
    level_reaches,
    pathway,
    patient_decides,
    purpose,
    referral,
    row,
    screening,
    sharing,
    yes_no,
)
from tests.spec.test_derived import FACTS

NOW = Urgency.IMMEDIATE
HURT = yes_no("hurt", sensitivity=Sensitivity.SENSITIVE)
WORLD: Pathway = pathway(
    screening(
        highest(
            row("high", is_yes("threatened")),
            row("some", is_yes("hurt")),
            actions={"some": ["listen"]},
        ),
        facts=[HURT],
        actions=[care("listen")],
        population=is_yes("here"),
        gate=gate(is_yes("alone")),
    ),
    consent_rules(patient_decides(), purpose()),
    referral(
        every(
            row("shelter", is_yes("homeless"), urgency=NOW),
            actions={"shelter": ["offer_bed", "share"]},
        ),
        actions=[
            care("offer_bed"),
            care("keep_offer"),
            sharing("share", "share_ngo", instead=("keep_offer",)),
        ],
    ),
)


def met(*consents: Consent, **answers: object) -> Encounter:
    return meet(WORLD, Answers(answers, consents), Setting(on=NOON))


def level(**said: object) -> LevelIs:
    return LevelIs(role="screening", **said)  # type: ignore[arg-type]


HOMELESS = {"here": "yes", "adult": "yes", "homeless": "yes"}


@pytest.mark.parametrize(
    ("part", "answers", "so"),
    [
        (Surely(is_yes("hurt")), {"hurt": "yes"}, True),
        (Surely(is_yes("hurt")), {"hurt": "no"}, False),
        (Surely(is_yes("hurt")), {"hurt": "declined"}, False),
        (Surely(level_reaches("some")), {"here": "yes", "hurt": "yes"}, True),
        (Surely(level_reaches("some")), {"hurt": "yes"}, False),
        (Surely(consent_given("share_ngo")), {"adult": "yes"}, False),
        (Advised("offer_bed"), HOMELESS, True),
        (Advised("offer_bed"), {"homeless": "no"}, False),
        (Advised("keep_offer"), HOMELESS, True),
        (Withheld("share"), HOMELESS, True),
        (Withheld("share"), {"homeless": "no"}, False),
        (SomeAdvised(Some(classes=frozenset({ActionClass.CARE}))), HOMELESS, True),
        (SomeAdvised(Some(classes=frozenset({ActionClass.SHARING}))), HOMELESS, False),
        (SomeAdvised(Some(actions=frozenset({"share"}))), HOMELESS, False),
        (SomeAdvised(Some(actions=frozenset({"offer_bed"}))), HOMELESS, True),
        (SomeAdvised(Some(urgency=NOW)), HOMELESS, True),
        (SomeAdvised(Some(urgency=Urgency.WITHIN_24_HOURS)), HOMELESS, False),
        (SomeAdvised(Some(without_consent=True)), HOMELESS, True),
        (Offered("hurt"), {"here": "yes", "alone": "yes"}, True),
        (Offered("hurt"), {"here": "yes", "alone": "no"}, False),
        (SomeOffered(frozenset({Sensitivity.SENSITIVE})), {"alone": "yes"}, True),
        (SomeOffered(frozenset({Sensitivity.PRIVATE})), {"alone": "yes"}, False),
        (level(at_least="some"), {"here": "yes", "hurt": "yes"}, True),
        (level(at_least="high"), {"here": "yes", "hurt": "yes"}, False),
        (level(at_least="some"), {"hurt": "yes"}, False),
        (level(at_most="some"), {"here": "yes", "threatened": "no"}, True),
        (level(at_most="some"), {"here": "yes"}, False),
        (level(working="some"), {"here": "yes"}, True),
        (level(working="high"), {"here": "yes"}, False),
        (level(working="some"), {"here": "no"}, False),
        (level(settled=False), {"here": "yes"}, True),
        (level(settled=True), {"here": "yes", "threatened": "yes"}, True),
        (level(settled=False, working="high"), {"here": "yes"}, False),
        (NeedIs("referral", "shelter", T), {"homeless": "yes"}, True),
        (NeedIs("referral", "shelter", T), {}, False),
        (NeedIs("referral", "shelter", U), {}, True),
        (NeedIs("referral", "shelter", F), {"homeless": "no"}, True),
        (NeedIs("referral", "other", T), {"homeless": "yes"}, False),
        (TableGives("consent", "who", "patient"), {"adult": "yes"}, True),
        (TableGives("consent", "who", "guardian"), {"adult": "yes"}, False),
        (TableGives("consent", "who", "nobody_yet"), {}, True),
    ],
)
def test_what_is_so(part: Part, answers: dict[str, object], *, so: bool) -> None:
    """
    A condition has to hold surely; a result is so or is not.
    """
    assert is_so(Statement((part,)), met(**answers)) is so


def test_a_valid_consent_is_so_and_stands_behind_advice() -> None:
    """
    What is advised on a consent is not advised without one.
    """
    agreed = met(consent(), **HOMELESS)
    shared = Some(actions=frozenset({"share"}))

    assert is_so(Statement((Surely(consent_given("share_ngo")),)), agreed)
    assert is_so(Statement((SomeAdvised(shared),)), agreed)
    alone = attrs.evolve(shared, without_consent=True)
    assert not is_so(Statement((SomeAdvised(alone),)), agreed)


def test_every_part_of_a_statement_has_to_be_so() -> None:
    """
    Parts are joined by *and*; statements under `any` by *or*.
    """
    yes, no = Advised("offer_bed"), Advised("share")

    assert not is_so(Statement((yes, no)), met(**HOMELESS))
    either = EitherOf((Statement((no,)), Statement((yes,))))
    assert is_so(Statement((either,)), met(**HOMELESS))
    assert not is_so(Statement((EitherOf((Statement((no,)),)),)), met(**HOMELESS))


def test_a_need_is_not_certain_while_the_rules_may_not_be_for_this_person() -> None:
    """
    What a protocol says by itself counts only for somebody surely in its population.
    """
    alone = pathway(
        referral(every(row("shelter", is_yes("homeless"))), population=is_yes("here"))
    )
    certain = Statement((NeedIs(None, "shelter", T),))

    for here, so in [("yes", True), ("no", False), ("not_asked", False)]:
        answers = Answers({"homeless": "yes", "here": here})
        assert is_so(certain, meet(alone, answers, Setting(on=NOON))) is so


def test_where_a_claim_does_not_speak_nothing_breaks_it() -> None:
    """
    A claim speaks where its `when` is so, and everywhere where it has none.
    """
    never = Statement((Advised("offer_bed"),))
    when = Statement((Surely(is_yes("hurt")),))
    claim = Must(when=when, never=(never,))

    assert not is_reached(claim, met(**HOMELESS))
    assert list(broken(claim, met(**HOMELESS))) == []
    assert is_reached(attrs.evolve(claim, when=None), met(**HOMELESS))
    hurt = met(**HOMELESS, hurt="yes")
    assert list(broken(claim, hurt)) == [("never", never)]


def test_what_must_always_be_so_and_is_not_breaks_a_claim() -> None:
    """
    Each broken statement is told.
    """
    bed, share = Statement((Advised("offer_bed"),)), Statement((Advised("share"),))
    claim = Must(always=(bed, share))

    assert list(broken(claim, met(**HOMELESS))) == [("always", share)]
    assert list(broken(claim, met())) == [("always", bed), ("always", share)]


def test_advice_that_only_stands_in_place_of_another_is_not_compared() -> None:
    """
    What a closed guard puts in its place comes and goes with the guard.
    """
    claim = Same(
        consents=frozenset({"share_ngo"}),
        advice=Some(classes=frozenset({ActionClass.CARE})),
    )
    refused = met(consent(state="refused"), **HOMELESS)

    assert "keep_offer" in refused.advice.actions
    assert advice_of(claim.advice, refused)["offer_bed"] is NOW
    assert "keep_offer" not in advice_of(claim.advice, refused)
    agreed = met(consent(), **HOMELESS)
    assert advice_of(claim.advice, agreed) == advice_of(claim.advice, refused)


def test_an_encounter_prints_no_answer() -> None:
    """
    Its repr is its name.
    """
    assert repr(met(hurt="yes")) == "Encounter(...)"


def test_a_claim_that_nothing_reaches_is_not_said_to_hold() -> None:
    """
    It would be true of nothing; where only a part was run that shows nothing.
    """
    when = Statement((Surely(is_yes("hurt")),))
    claim = Must(when=when, never=(Statement((Advised("offer_bed"),)),))
    invariant = Invariant(
        id="one", of=WORLD.name, says="So.", because="So.", source=OWN, claim=claim
    )
    for answers, is_whole, passed in [
        (HOMELESS, True, False),
        (HOMELESS, False, True),
        ({"hurt": "yes"}, True, True),
        ({**HOMELESS, "hurt": "yes"}, False, False),
    ]:
        here = Met(name="a", of=WORLD.name, place="a:1", encounter=met(**answers))
        (held,) = hold([invariant], [here], is_whole=is_whole)
        assert held.passed is passed


BASE = Path(__file__).parent.parent / "broken" / "_base"


def test_which_values_a_pair_tries() -> None:
    """
    Of a choice all, of a number the ends of its range, of a moment the silences.
    """
    assert _values(FACTS["group"]) == ("child", "young", "adult", *Silence)
    assert _values(FACTS["years"]) == (0, 120, *Silence)
    assert _values(FACTS["born_on"]) == tuple(Silence)


def test_only_invariants_are_read_as_such(tmp_path: Path) -> None:
    """
    A file of another kind in their folder says nothing of what must hold.
    """
    place = shutil.copytree(BASE, tmp_path / "base")
    (place / "invariants").mkdir(exist_ok=True)
    before = list(invariants_of(Folder(place, "base")))
    shutil.copy(place / "works" / "works.yaml", place / "invariants" / "works.yaml")

    assert list(invariants_of(Folder(place, "base"))) == before
