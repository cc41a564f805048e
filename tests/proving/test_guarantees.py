"""
Guarantees shown of a protocol, and broken by faults planted in what it was turned into.
"""

from collections.abc import Callable, Mapping

import attrs
import pytest

import caring
from caring.guidance.invariants import (
    Advised,
    EitherOf,
    Invariant,
    LevelIs,
    Must,
    NeedIs,
    Offered,
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
from caring.guidance.protocol import Protocol
from caring.guidance.referral import SUITABLE
from caring.language.conditions import Is
from caring.language.decisions import Urgency
from caring.language.facts import Sensitivity
from caring.proving.advised import Advising, advising
from caring.proving.decided import Scale
from caring.proving.encode import EncodedProtocol, encode
from caring.proving.formula import ALWAYS, NEVER, Formula, In, both, negated
from caring.proving.guarantees import ALL
from caring.proving.prove import prove, shown
from caring.proving.rails import Rails
from caring.testing.strategies import SOURCE
from caring.values.truth import Truth
from tests.proving.test_faults import FAULTS as IN_FILES

BY_ID = {each.id: each for each in ALL}


def found_of(name: str) -> Advising:
    guidance = caring.load(name)
    assert isinstance(guidance, Protocol | Pathway)
    return advising(encode(guidance))


def of_scale(found: Advising, change: Callable[[Scale], Scale]) -> Advising:
    """
    The same with every scale changed.
    """
    roles: Mapping[str, EncodedProtocol] = {
        role: attrs.evolve(
            each,
            decisions={
                id_: change(one) if isinstance(one, Scale) else one
                for id_, one in each.decisions.items()
            },
        )
        for role, each in found.encoding.roles.items()
    }
    encoding = attrs.evolve(found.encoding, roles=roles)
    return attrs.evolve(found, encoding=encoding)


def silence_is_a_no(scale: Scale) -> Scale:
    """
    What is not surely so is read as not so, as engines do that know two values.
    """
    return attrs.evolve(
        scale,
        reached={
            level: Rails(each.true, negated(each.true))
            for level, each in scale.reached.items()
        },
        working={level: each.true for level, each in scale.reached.items()},
    )


def silence_takes_away(scale: Scale) -> Scale:
    """
    A level counts only while one question was answered.
    """

    def answered(formula: Formula) -> Formula:
        return both(formula, In("fears_death_or_serious_harm", frozenset({0, 1})))

    return attrs.evolve(
        scale,
        reached={
            level: Rails(answered(each.true), each.false)
            for level, each in scale.reached.items()
        },
    )


def nobody_agreed(found: Advising) -> Advising:
    return attrs.evolve(found, consented=dict.fromkeys(found.actions, NEVER))


def no_guards(found: Advising) -> Advising:
    actions = {
        id_: attrs.evolve(each, guard=None) for id_, each in found.actions.items()
    }
    return attrs.evolve(found, actions=actions)


def every_service_suits(found: Advising) -> Advising:
    (role,) = found.encoding.roles
    protocol = found.encoding.roles[role]
    tables = {
        id_: attrs.evolve(each, possible={SUITABLE: ALWAYS})
        for id_, each in protocol.for_each_service.items()
    }
    changed = attrs.evolve(protocol, for_each_service=tables)
    encoding = attrs.evolve(found.encoding, roles={role: changed})
    return attrs.evolve(found, encoding=encoding)


FAULTS: list[tuple[str, str, Callable[[Advising], Advising]]] = [
    (
        "no-silent-green",
        "safety/immediate-danger",
        lambda found: of_scale(found, silence_is_a_no),
    ),
    (
        "knowing-more-settles-more",
        "safety/immediate-danger",
        lambda found: of_scale(found, silence_is_a_no),
    ),
    (
        "declined-never-lowers",
        "safety/immediate-danger",
        lambda found: of_scale(found, silence_takes_away),
    ),
    (
        "danger-only-adds",
        "safety/immediate-danger",
        lambda found: of_scale(found, silence_takes_away),
    ),
    ("only-given-consent", "safety/immediate-danger", nobody_agreed),
    ("guarded-actions", "safety/immediate-danger", no_guards),
    ("only-safe-services", "referral/first-services", every_service_suits),
]


@pytest.mark.parametrize(
    ("guarantee", "name", "fault"), FAULTS, ids=[each[0] for each in FAULTS]
)
def test_a_fault_in_what_is_proved_is_found(
    guarantee: str, name: str, fault: Callable[[Advising], Advising]
) -> None:
    """
    A guarantee that holds is broken by a fault that takes its reason away.
    """
    found = found_of(name)
    assert shown(BY_ID[guarantee], found).holds
    broken = shown(BY_ID[guarantee], fault(found))
    assert broken.broken
    assert broken.witness is not None
    assert not broken.holds


def test_every_guarantee_has_a_planted_fault() -> None:
    """
    Each is broken by some fault, here or in the files.
    """
    planted = {each[0] for each in FAULTS} | {each.guarantee for each in IN_FILES}
    assert planted >= BY_ID.keys()


def test_what_speaks_of_nothing_is_left_out() -> None:
    """
    A protocol without actions has no guarantee about actions.
    """
    guidance = caring.load("measure/phq-9")
    assert isinstance(guidance, Protocol)
    ids = {each.guarantee for each in prove(guidance).proofs}
    assert "knowing-more-settles-more" in ids
    assert "only-safe-services" not in ids
    assert all(each.holds for each in prove(guidance).proofs)


SAFETY = "safety/immediate-danger@1.0.0"


def claimed(claim: Must | Same, of: str = SAFETY) -> Invariant:
    return Invariant(
        id="made-up",
        of=of,
        says="It is so.",
        because="It is made for a test.",
        source=SOURCE,
        claim=claim,
    )


def so(*parts: object) -> Statement:
    return Statement(parts=parts)  # type: ignore[arg-type]


ALERT = frozenset({"alert_security"})
ALONE = Surely(Is("privacy", frozenset({"alone"})))
FEARS = Surely(Is("fears_death_or_serious_harm", frozenset({"yes"})))


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (Must(when=so(FEARS), always=(so(LevelIs(role=None, at_least="high")),)), True),
        (
            Must(when=so(FEARS), always=(so(LevelIs(role=None, settled=True)),)),
            False,
        ),
        (Must(when=so(FEARS), never=(so(LevelIs(role=None, settled=False)),)), False),
        (
            Must(
                when=so(LevelIs(role=None, at_most="moderate")),
                never=(so(LevelIs(role=None, working="imminent")),),
            ),
            True,
        ),
        (Must(when=so(FEARS), never=(so(Advised("alert_security")),)), False),
        (Must(when=so(FEARS), never=(so(Withheld("alert_security")),)), True),
        (
            Must(
                when=so(EitherOf((so(FEARS), so(ALONE)))),
                always=(so(EitherOf((so(FEARS), so(ALONE)))),),
            ),
            True,
        ),
        (
            Must(
                when=so(Surely(Is("privacy", frozenset({"companion_present"})))),
                never=(so(SomeOffered(frozenset({Sensitivity.SENSITIVE}))),),
            ),
            True,
        ),
        (Must(never=(so(Offered("fears_death_or_serious_harm")),)), False),
        (
            Same(
                facts=frozenset({"attack_or_threat_on_site"}),
                advice=Some(actions=ALERT),
            ),
            False,
        ),
        (
            Same(
                facts=frozenset({"fears_death_or_serious_harm"}),
                advice=Some(actions=ALERT),
                when=so(Surely(Is("attack_or_threat_on_site", frozenset({"yes"})))),
            ),
            True,
        ),
    ],
)
def test_a_claim_is_proved_or_broken(claim: Must | Same, holds: bool) -> None:
    """
    Claims about one encounter, and about two, are told apart from what is not so.
    """
    guidance = caring.load(SAFETY)
    assert isinstance(guidance, Protocol)
    (proof,) = prove(guidance, [claimed(claim)], only=()).proofs
    assert proof.holds is holds
    assert bool(proof.broken) is not holds


@pytest.mark.parametrize("stands", list(Truth))
def test_a_need_is_known_to_be_what_it_is(stands: Truth) -> None:
    """
    A need can be certain, possible and ruled out; each is found.
    """
    need = so(NeedIs(role=None, need="general_health", stands=stands))
    fact = Surely(Is("has_health_complaint", frozenset({"yes"})))
    name = "referral/first-services@1.0.0"
    guidance = caring.load(name)
    assert isinstance(guidance, Protocol)
    claim = Must(when=so(fact), always=(need,))
    (proof,) = prove(guidance, [claimed(claim, name)], only=()).proofs
    assert proof.holds is (stands is Truth.TRUE)


def test_a_table_gives_what_it_gives() -> None:
    """
    Somebody who may be a child never decides alone about the police.
    """
    name = "consent/clinic-encounter@1.0.0"
    guidance = caring.load(name)
    assert isinstance(guidance, Protocol)
    child = so(Surely(Is("age_band", frozenset({"child_certain"}))))
    nobody = so(TableGives(role="consent", table="patient_only", result="nobody_yet"))
    (proof,) = prove(
        guidance, [claimed(Must(when=child, always=(nobody,)), name)], only=()
    ).proofs
    assert proof.holds


@pytest.mark.parametrize(
    "claim",
    [
        Must(always=(so(Offered("privacy")),)),
        Must(
            always=(
                so(
                    SomeAdvised(
                        Some(
                            actions=frozenset({"alert_security"}),
                            urgency=Urgency.ROUTINE,
                        )
                    )
                ),
            )
        ),
    ],
)
def test_what_cannot_be_proved_is_said_so(claim: Must) -> None:
    """
    A claim that can only be tested is told apart from one that holds.
    """
    guidance = caring.load(SAFETY)
    assert isinstance(guidance, Protocol)
    (proof,) = prove(guidance, [claimed(claim)], only=()).proofs
    assert proof.untried
    assert not proof.holds
