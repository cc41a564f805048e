"""
What changed between two versions, and by how much the version has to rise.
"""

from typing import Any

import attrs
import pytest

from caring.guidance.actions import ActionClass, Channel
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.decisions import Urgency
from caring.language.derivations import AgeInYears, Bands
from caring.language.facts import Fact, Obtained, Options, Sensitivity, Time
from caring.proving.comparing.changes import (
    Change,
    Compared,
    Direction,
    Kind,
    Step,
    Told,
    Words,
)
from caring.proving.comparing.compare import compare
from caring.proving.comparing.pages import html, markdown, text_lines
from caring.proving.comparing.promises import guarantees, with_guarantees
from caring.proving.comparing.report import share
from caring.proving.comparing.steps import next_version, step_for, step_of, taken
from caring.proving.guarantees import How
from caring.proving.prove import Example, Proof
from tests.spec.builders import (
    OWN,
    action,
    all_hold,
    care,
    choice,
    consent_given,
    consent_rules,
    constraint,
    every,
    first,
    gate,
    highest,
    is_one_of,
    is_within,
    is_yes,
    level_reaches,
    number,
    pathway,
    purpose,
    referral,
    row,
    row_to_act_on,
    screening,
    some_hold,
    way,
    yes_no,
)

HIGH = row("high", is_yes("a"))
SOME = row("some", is_yes("b"))
AB = (yes_no("a"), yes_no("b"))

Found = set[tuple[Kind, str]]


def found(compared: Compared) -> Found:
    return {(each.kind, each.of) for each in compared.changes}


# The step


@pytest.mark.parametrize(
    ("kind", "action_class", "step"),
    [
        (Kind.REASON, None, Step.PATCH),
        (Kind.OPENED, None, Step.MINOR),
        (Kind.CLOSED, None, Step.MINOR),
        (Kind.VALUE, None, Step.MAJOR),
        (Kind.MOVED, None, Step.MAJOR),
        (Kind.WORKING, None, Step.MAJOR),
        (Kind.REFUSED, None, Step.MAJOR),
        (Kind.ACCEPTED, None, Step.MAJOR),
        (Kind.LOOSENED, ActionClass.SHARING, Step.MAJOR),
        (Kind.TIGHTENED, ActionClass.SHARING, Step.MINOR),
        (Kind.LOST, ActionClass.CARE, Step.MAJOR),
        (Kind.LOST, ActionClass.PROTECTING, Step.MAJOR),
        (Kind.LOST, ActionClass.ASKING, Step.MINOR),
        (Kind.LATER, ActionClass.CARE, Step.MAJOR),
        (Kind.LATER, ActionClass.SHARING, Step.MINOR),
        (Kind.SOONER, ActionClass.CARE, Step.MINOR),
        (Kind.GAINED, ActionClass.CARE, Step.MINOR),
        (Kind.GAINED, ActionClass.REPORTING, Step.MINOR),
    ],
)
def test_the_step_for_a_change(
    kind: Kind, action_class: ActionClass | None, step: Step
) -> None:
    """
    Patch is for reasons; minor opens, closes and adds; everything else is major.
    """
    change = Change(kind=kind, of="it", was="", now="", action_class=action_class)

    assert step_for(change) is step


CARE_LOST = Change(
    kind=Kind.LOST, of="it", was="", now="", action_class=ActionClass.CARE
)
OPENED = Change(kind=Kind.OPENED, of="it", was="", now="")
SAID = Words(part="title", was=("One",), now=("Two",))
PIN = Told(part="steps.x", was="1", now="2", step=Step.PATCH)
LASTS = Told(part="facts.a.lasts", was="24", now="72", step=Step.MAJOR)


@pytest.mark.parametrize(
    ("changes", "told", "words", "not_compared", "step"),
    [
        ((), (), (), (), Step.NONE),
        ((), (), (SAID,), (), Step.PATCH),
        ((), (PIN,), (), (), Step.PATCH),
        ((OPENED,), (PIN,), (SAID,), (), Step.MINOR),
        ((OPENED, CARE_LOST), (), (), (), Step.MAJOR),
        ((OPENED,), (LASTS,), (), (), Step.MAJOR),
        ((), (), (), ("another sort",), Step.MAJOR),
    ],
)
def test_the_step_for_everything(
    changes: tuple[Change, ...],
    told: tuple[Told, ...],
    words: tuple[Words, ...],
    not_compared: tuple[str, ...],
    step: Step,
) -> None:
    """
    The largest step counts; what could not be compared is major.
    """
    assert step_of(changes, told, words, not_compared) is step


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "1.2.4", Step.PATCH),
        ("1.2.3", "1.3.0", Step.MINOR),
        ("1.2.3", "2.0.0", Step.MAJOR),
        ("1.9.0", "1.10.0", Step.MINOR),
        ("1.2.3", "1.2.3", Step.NONE),
        ("1.2.3", "1.1.9", Step.NONE),
    ],
)
def test_the_step_that_a_version_took(old: str, new: str, step: Step) -> None:
    """
    Numbers are compared as numbers, and a step back is none.
    """
    assert taken(old, new) is step


@pytest.mark.parametrize(
    ("step", "version"),
    [
        (Step.NONE, "1.2.3"),
        (Step.PATCH, "1.2.4"),
        (Step.MINOR, "1.3.0"),
        (Step.MAJOR, "2.0.0"),
    ],
)
def test_the_version_to_write(step: Step, version: str) -> None:
    """
    The least version that takes the step.
    """
    assert next_version("1.2.3", step) == version


# Results


def concern(*rows: object, floor: str = "some") -> Protocol:
    return screening(highest(*rows, floor=floor), facts=AB)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "kinds", "step"),
    [
        (concern(HIGH), concern(HIGH), set(), Step.NONE),
        (
            concern(HIGH),
            concern(HIGH, HIGH),
            {Kind.REASON},
            Step.PATCH,
        ),
        (
            concern(HIGH, SOME),
            concern(HIGH, SOME, floor="high"),
            {Kind.WORKING},
            Step.MAJOR,
        ),
        (
            concern(HIGH),
            concern(HIGH, SOME),
            {Kind.VALUE, Kind.OPENED, Kind.CLOSED},
            Step.MAJOR,
        ),
    ],
    ids=["same", "said twice", "another floor", "one rule more"],
)
def test_a_level(old: Protocol, new: Protocol, kinds: set[Kind], step: Step) -> None:
    """
    Value, opened, closed, moved, working and reason only are told apart.
    """
    compared = compare(old, new)

    assert {each.kind for each in compared.changes} == kinds
    assert compared.step is step


def test_what_is_told_of_a_change() -> None:
    """
    Its direction, the smallest sheet, how many show it, and the rows responsible.
    """
    old = concern(row("high", all_hold(is_yes("a"), is_yes("b"))))
    new = concern(row("high", is_yes("a")))
    (change,) = [
        each
        for each in compare(old, new).changes
        if (each.kind, each.was) == (Kind.VALUE, "none")
    ]

    assert change.now == "high"
    assert change.direction is Direction.TOWARDS
    assert change.case == ("Is it so that a? Yes (`a`)", "Is it so that b? No (`b`)")
    assert change.sheets == 1
    assert [each.says for each in change.old_rules] == ["high: This calls for high."]
    assert [each.says for each in change.new_rules] == ["high: This calls for high."]
    assert "    a: yes" in change.scenario


def table(*rows: object, unsettled: str = "x", otherwise: str = "y") -> Protocol:
    decided = first(*rows, unsettled=unsettled, otherwise=otherwise)  # type: ignore[arg-type]
    return consent_rules(decided, facts=AB)


X, Y = row("x", is_yes("a")), row("y", is_yes("b"))
XY, YX = table(X, Y), table(Y, X)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (XY, YX, {Kind.VALUE, Kind.OPENED, Kind.CLOSED}),
        (XY, table(X, Y, unsettled="y"), {Kind.WORKING}),
        (table(X, X), table(X), {Kind.REASON}),
        (table(X, row("x", is_yes("b"))), table(row("x", is_yes("b")), X), set()),
    ],
    ids=["order", "meanwhile", "said once", "order without effect"],
)
def test_a_table(old: Protocol, new: Protocol, kinds: set[Kind]) -> None:
    """
    Results of a table have no order, so no change of one points anywhere.
    """
    compared = compare(old, new)

    assert {each.kind for each in compared.changes} == kinds
    assert {each.direction for each in compared.changes} <= {Direction.NEITHER}
    assert compared.step is (Step.MAJOR if kinds - {Kind.REASON} else Step.PATCH)


@pytest.mark.parametrize(
    ("scale", "direction"),
    [
        (("none", "some", "more", "high"), Direction.TOWARDS),
        (("calm", "some", "high"), Direction.NEITHER),
    ],
)
def test_another_scale(scale: tuple[str, ...], direction: Direction) -> None:
    """
    A level more has its place in the order; two scales with other levels have none.
    """
    new = screening(
        highest(HIGH, row(scale[2], is_yes("b")), scale=scale, floor="some"), facts=AB
    )
    compared = compare(concern(HIGH), new)

    (change,) = [
        each
        for each in compared.changes
        if each.kind is Kind.VALUE and each.now == scale[2] != "high"
    ] or [each for each in compared.changes if each.now == "calm"]
    assert change.direction is direction
    assert "concern.scale" in {each.part for each in compared.told}


def test_needs() -> None:
    """
    A need is there or not; one that was taken out surely is not there any more.
    """
    old = referral(every(row("meal", is_yes("a")), row("bed", is_yes("b"))))
    new = referral(every(row("meal", is_yes("a"))), facts=AB)
    compared = compare(old, new)

    assert {each.of for each in compared.changes} == {"needs: bed"}
    assert (Kind.VALUE, Direction.AWAY) in {
        (each.kind, each.direction) for each in compared.changes
    }


def test_whom_it_is_for() -> None:
    """
    What a protocol says of persons it is not for is no change.
    """
    old = screening(highest(HIGH), facts=AB)
    new = screening(highest(HIGH), facts=AB, population=is_yes("b"))
    compared = compare(old, new)

    assert found(compared) == {
        (Kind.VALUE, "whom it is for"),
        (Kind.OPENED, "whom it is for"),
    }


# Advice


GUARDED = action("pass_on", ActionClass.SHARING, guard=consent_given("share"))
MEAL = care("meal")
FREE = action(
    "pass_on", ActionClass.SHARING, guard=some_hold(consent_given("share"), is_yes("b"))
)


def advising(*actions: object, brings: str = "high") -> Protocol:
    ids = [each.id for each in actions]  # type: ignore[attr-defined]
    decided = highest(HIGH, actions={brings: ids})
    return screening(decided, facts=AB, actions=actions)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "expected", "step"),
    [
        (
            advising(MEAL),
            advising(),
            {(Kind.LOST, "action `meal`")},
            Step.MAJOR,
        ),
        (
            advising(),
            advising(MEAL),
            {(Kind.GAINED, "action `meal`")},
            Step.MINOR,
        ),
        (
            advising(MEAL),
            advising(MEAL, brings="some"),
            {(Kind.GAINED, "action `meal`")},
            Step.MINOR,
        ),
        (
            advising(GUARDED),
            advising(FREE),
            {(Kind.LOOSENED, "guard of `pass_on`"), (Kind.GAINED, "action `pass_on`")},
            Step.MAJOR,
        ),
        (
            advising(FREE),
            advising(GUARDED),
            {(Kind.TIGHTENED, "guard of `pass_on`"), (Kind.LOST, "action `pass_on`")},
            Step.MINOR,
        ),
        (
            advising(care("meal", urgency=Urgency.IMMEDIATE)),
            advising(MEAL),
            {(Kind.LATER, "action `meal`")},
            Step.MAJOR,
        ),
        (
            advising(MEAL),
            advising(care("meal", urgency=Urgency.IMMEDIATE)),
            {(Kind.SOONER, "action `meal`")},
            Step.MINOR,
        ),
        (
            advising(GUARDED),
            advising(care("pass_on")),
            {(Kind.LOOSENED, "guard of `pass_on`"), (Kind.GAINED, "action `pass_on`")},
            Step.MAJOR,
        ),
    ],
)
def test_advice(old: Protocol, new: Protocol, expected: Found, step: Step) -> None:
    """
    Actions gained and lost, guards loosened and tightened, sooner and later.
    """
    compared = compare(old, new)

    assert found(compared) == expected
    assert compared.step is step


def test_the_row_behind_lost_advice_is_named() -> None:
    """
    Where a row that brings the action differs, that row is responsible.
    """
    decided = highest(HIGH, SOME, actions={"high": ["meal"]})
    old = screening(decided, facts=AB, actions=[MEAL])
    less = attrs.evolve(HIGH, when=all_hold(is_yes("a"), is_yes("b")))
    new = attrs.evolve(old, concern=attrs.evolve(decided, rows=(less, SOME)))
    (change,) = [each for each in compare(old, new).changes if each.kind is Kind.LOST]

    assert [each.says for each in change.old_rules] == ["high: This calls for high."]


def test_what_is_done_while_a_need_is_possible() -> None:
    """
    A precaution taken away is care that is lost, and the row is named.
    """
    acting = referral(
        every(row_to_act_on("meal", is_yes("a")), actions={"meal": ["meal"]}),
        actions=[MEAL],
    )
    asking = referral(
        every(row("meal", is_yes("a")), actions={"meal": ["meal"]}), actions=[MEAL]
    )
    compared = compare(acting, asking)

    assert (Kind.LOST, "action `meal`") in found(compared)
    assert [(each.part, each.was, each.now) for each in compared.told] == [
        ("needs.meal.unsettled", "act", "ask")
    ]
    assert compared.step is Step.MAJOR


def test_the_asking_gate() -> None:
    """
    A gate that opens sooner lets a question be put where it was not: that is major.
    """
    secret = yes_no("a", sensitivity=Sensitivity.SENSITIVE)
    alone, told = yes_no("alone"), yes_no("told")
    careful = gate(all_hold(is_yes("alone"), is_yes("told")))
    quick = gate(is_yes("alone"))
    facts = (secret, alone, told)
    old = screening(highest(HIGH), facts=facts, gate=careful)
    new = screening(highest(HIGH), facts=facts, gate=quick)
    compared = compare(old, new)

    assert (Kind.LOOSENED, "asking `a`") in found(compared)
    assert compared.step is Step.MAJOR
    assert (Kind.TIGHTENED, "asking `a`") in found(compare(new, old))


# Consent


WHO = first(
    row("patient", is_yes("a")),
    unsettled="nobody_yet",
    otherwise="nobody_yet",
    name="who",
)
ANYBODY = first(
    row("patient", is_yes("b")),
    unsettled="nobody_yet",
    otherwise="patient",
    name="who",
)


def test_consents_and_ways_without_one() -> None:
    """
    A consent that counts where it did not, and a way that opens, loosen a guard.
    """
    old = consent_rules(WHO, purpose("treat"), facts=AB)
    new = consent_rules(ANYBODY, purpose("treat", emergency=way(is_yes("b"))), facts=AB)
    compared = compare(old, new)

    assert (Kind.LOOSENED, "consent `treat`") in found(compared)
    assert (Kind.LOOSENED, "way without consent `treat` (emergency)") in found(compared)
    back = compare(new, old)
    assert (Kind.TIGHTENED, "way without consent `treat` (emergency)") in found(back)


def test_a_purpose_more() -> None:
    """
    A record for a purpose that the older version did not know is taken now.
    """
    old = consent_rules(WHO, purpose("treat"))
    new = consent_rules(WHO, purpose("treat"), purpose("pass_on"))
    compared = compare(old, new)

    assert (Kind.ACCEPTED, "answers") in found(compared)
    assert compared.step is Step.MAJOR
    assert (Kind.REFUSED, "answers") in found(compare(new, old))


# What can be asked


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        (choice("a", "x", "y"), choice("a", "x", "y", "z"), "facts.a.domain.labels"),
        (number("a", 0, 3), number("a", 0, 5), "facts.a.domain.at_most"),
    ],
)
def test_another_range_of_answers(old: Fact, new: Fact, part: str) -> None:
    """
    Answers that only one version takes are told as that, and named.
    """
    when = (
        is_one_of("a", "x")
        if isinstance(old.domain, Options)
        else is_within("a", at_least=2)
    )
    before = screening(highest(row("high", when)), facts=[old])
    after = screening(highest(row("high", when)), facts=[new])
    compared = compare(before, after)

    assert found(compared) == {(Kind.ACCEPTED, "answers")}
    assert part in {each.part for each in compared.told}
    assert compared.step is Step.MAJOR
    assert found(compare(after, before)) == {(Kind.REFUSED, "answers")}


def test_options_in_another_order_change_nothing() -> None:
    """
    The order in which options are shown means nothing.
    """
    when = is_one_of("a", "x")
    old = screening(highest(row("high", when)), facts=[choice("a", "x", "y")])
    new = screening(highest(row("high", when)), facts=[choice("a", "y", "x")])

    assert compare(old, new).changes == ()


def test_constraints() -> None:
    """
    Answers that are newly refused are told; of what only one version asks they are not.
    """
    old = screening(highest(HIGH, SOME))
    clash = constraint(is_yes("a"), is_yes("b"))
    new = screening(highest(HIGH, SOME), constraints=(clash,))
    alone = screening(
        highest(HIGH, SOME),
        facts=[*AB, yes_no("c")],
        constraints=(constraint(is_yes("c")),),
    )

    assert found(compare(old, new)) == {(Kind.REFUSED, "answers")}
    assert found(compare(old, alone)) == set()


def test_a_question_that_applies_elsewhere() -> None:
    """
    Where a question applies is compared by what it does.
    """
    b = yes_no("b", applies_when=is_yes("a"))
    old = screening(highest(HIGH, SOME), facts=[yes_no("a"), b])
    new = screening(highest(HIGH, SOME), facts=AB)
    compared = compare(old, new)

    assert (Kind.ACCEPTED, "answers") in found(compared)
    assert (Kind.LOOSENED, "asking `b`") in found(compared)


BORN = attrs.evolve(yes_no("born_on"), domain=Time(by_the_hour=False))
YEARS = attrs.evolve(
    number("years", 0, 120), obtained=Obtained.DERIVED, derived=AgeInYears("born_on")
)


def banded(limit: int) -> Protocol:
    group = attrs.evolve(
        choice("group", "child", "adult"),
        obtained=Obtained.DERIVED,
        derived=Bands("years", (("child", 0), ("adult", limit))),
    )
    facts = {each.id: each for each in (BORN, YEARS, group)}
    made = screening(highest(row("high", is_one_of("group", "child"))), facts=[group])
    return attrs.evolve(made, facts=facts)


def test_bands_with_other_limits() -> None:
    """
    A limit of age that moved is compared over the ages between.
    """
    compared = compare(banded(18), banded(16))

    values = [each for each in compared.changes if each.kind is Kind.VALUE]
    assert [(each.was, each.now) for each in values] == [("high", "none")]
    assert values[0].sheets == 2


SHORT, LONG = ("none", "high"), ("none", "some", "high")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            screening(highest(row("high", is_yes("a")))),
            screening(
                highest(row("high", is_within("a", at_least=2))),
                facts=[number("a", 0, 3)],
            ),
            "`a` takes answers of another sort",
        ),
        (
            screening(highest(HIGH), facts=[yes_no("a", obtained=Obtained.LAW)]),
            screening(highest(HIGH)),
            "`a` comes to be known in another way",
        ),
        (
            banded(18),
            attrs.evolve(
                banded(18),
                facts={
                    **banded(18).facts,
                    "group": attrs.evolve(banded(18).facts["group"], derived=None),
                },
            ),
            "`group` comes to be known in another way",
        ),
        (
            attrs.evolve(screening(highest(HIGH)), reads={"safety": SHORT}),
            attrs.evolve(screening(highest(HIGH)), reads={"safety": LONG}),
            "the levels of `safety`",
        ),
        (
            consent_rules(
                WHO,
                actions=[action("x", ActionClass.SHARING, guard=consent_given("p"))],
            ),
            consent_rules(
                WHO,
                purpose("p"),
                actions=[action("x", ActionClass.SHARING, guard=consent_given("p"))],
            ),
            "reads a consent that only",
        ),
    ],
)
def test_what_cannot_be_compared(old: Protocol, new: Protocol, says: str) -> None:
    """
    It is said why, nothing is claimed of results, and the step is major.
    """
    compared = compare(old, new)

    assert says in compared.not_compared[0]
    assert compared.changes == ()
    assert compared.step is Step.MAJOR


def test_two_kinds() -> None:
    """
    A screening is not compared with a referral.
    """
    with pytest.raises(ValueError, match="are of two kinds"):
        compare(screening(highest(HIGH)), referral(every(HIGH)))


# What is read from the files


def with_fact(**fields: Any) -> Protocol:
    return screening(highest(HIGH), facts=[attrs.evolve(yes_no("a"), **fields)])


@pytest.mark.parametrize(
    ("new", "parts", "step"),
    [
        (with_fact(lasts=24), {"facts.a.lasts"}, Step.MAJOR),
        (with_fact(wording="Another?"), set(), Step.PATCH),
        (
            attrs.evolve(with_fact(), title="Another", purpose="Another."),
            set(),
            Step.PATCH,
        ),
        (
            screening(highest(HIGH), facts=[yes_no("a"), yes_no("z")]),
            {"facts.z"},
            Step.MINOR,
        ),
        (
            with_fact(source=attrs.evolve(OWN, id="other")),
            {"facts.a.source"},
            Step.PATCH,
        ),
        (
            with_fact(domain=choice("a", "yes", "no").domain),
            {"facts.a.domain.order", "facts.a.domain.type"},
            Step.MAJOR,
        ),
        (
            screening(highest(HIGH), gate=gate(is_yes("a"))),
            {"gate"},
            Step.MAJOR,
        ),
        (
            screening(highest(HIGH, not_critical=["a"])),
            {"concern.not_critical"},
            Step.MAJOR,
        ),
    ],
)
def test_what_results_do_not_show(new: Protocol, parts: set[str], step: Step) -> None:
    """
    What no formula reads is named, and counts as major unless it only adds.
    """
    old = with_fact()
    compared = compare(old, new)

    assert {each.part for each in compared.told} == parts
    assert compared.step is step


def test_how_an_action_is_done() -> None:
    """
    Its manner is words; by which way, and for whom, is not.
    """
    old = advising(MEAL)
    changed = attrs.evolve(MEAL, manner=("Kindly.",), channels=(Channel.IN_PERSON,))
    compared = compare(old, advising(changed))

    assert [each.part for each in compared.words] == ["actions.meal.manner"]
    assert [(each.part, each.was, each.now) for each in compared.told] == [
        ("actions.meal.channels", "nothing", "in_person")
    ]


def test_a_moment_of_another_sort() -> None:
    """
    Whether the hour is meant is told; there is nothing of it to tell apart.
    """
    old = banded(18)
    born = attrs.evolve(BORN, domain=Time(by_the_hour=True))
    new = attrs.evolve(old, facts={**old.facts, "born_on": born})

    assert [each.part for each in compare(old, new).told] == [
        "facts.born_on.domain.by_the_hour"
    ]


def test_levels_that_are_read_alike() -> None:
    """
    What is read of another protocol may be anything, in both versions.
    """
    reading = screening(highest(row("high", level_reaches("high", role="safety"))))
    old = attrs.evolve(reading, reads={"safety": ("none", "some", "high")})

    assert compare(old, attrs.evolve(old, version="1.0.1")).step is Step.NONE


def test_words_stand_apart() -> None:
    """
    Words are listed by their part, with what was said and what is said now.
    """
    old = screening(highest(HIGH, SOME))
    rows = (attrs.evolve(HIGH, because="Anew."), SOME)
    new = attrs.evolve(old, concern=attrs.evolve(old.concern, rows=rows))

    assert compare(old, new).words == (
        Words(
            part="concern.rows.because", was=("This calls for high.",), now=("Anew.",)
        ),
    )


# Pathways


def visit(*rows: object, version: str = "1.0.0") -> Pathway:
    signs = attrs.evolve(
        screening(highest(*rows), facts=AB),  # type: ignore[arg-type]
        version=version,
    )
    need = row("meal", level_reaches("high"))
    needs = referral(every(need, actions={"meal": ["meal"]}), actions=[MEAL])
    return pathway(consent_rules(WHO, purpose("share")), signs, needs)


def test_a_pathway() -> None:
    """
    Steps are compared in their roles, with what follows from one for the next.
    """
    compared = compare(visit(HIGH, SOME), visit(SOME, version="2.0.0"))

    assert (Kind.LOST, "action `meal`") in found(compared)
    needs = [each for each in compared.changes if each.of == "needs: meal"]
    assert {each.role for each in needs} == {"referral"}
    assert needs[0].name == "referral: needs: meal"
    assert (
        Told(
            part="steps.screening",
            was="screening/small@1.0.0",
            now="screening/small@2.0.0",
            step=Step.PATCH,
        )
        in compared.told
    )


def test_a_step_less() -> None:
    """
    A step that is gone is named, and its care is lost.
    """
    whole = visit(HIGH, SOME)
    compared = compare(whole, attrs.evolve(whole, steps=whole.steps[:2]))

    assert (Kind.LOST, "action `meal`") in found(compared)
    assert "steps.referral" in {each.part for each in compared.told}
    assert compared.step is Step.MAJOR


# Guarantees


def proof(guarantee: str, *, holds: bool) -> Proof:
    return Proof(
        guarantee=guarantee,
        of="screening/small@1.0.0",
        says="So.",
        how=How.SOLVER,
        checks=1,
        read=0,
        witness=Example(places={}) if holds else None,
        broken=(),
    )


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (True, True, "kept"),
        (True, False, "lost"),
        (False, True, "won"),
        (False, False, "broken"),
        (None, False, "lost"),
        (True, None, "kept"),
    ],
)
def test_guarantees(old: bool | None, new: bool | None, where: str) -> None:
    """
    Kept, lost, won, or broken before and after; saying nothing breaks nothing.
    """
    before = () if old is None else (proof("g", holds=old),)
    after = () if new is None else (proof("g", holds=new),)
    sorted_ = attrs.asdict(guarantees(before, after))

    assert {key for key, those in sorted_.items() if those} == {where}


def test_guarantees_of_two_versions() -> None:
    """
    A floor at the lowest level loses what a red flag is promised.
    """
    flag = yes_no("a", sensitivity=Sensitivity.IMMEDIATE_DANGER)
    old = screening(highest(HIGH), facts=[flag])
    new = screening(highest(SOME), facts=[flag, yes_no("b")])
    compared = with_guarantees(compare(old, new), old, new)

    assert compared.guarantees is not None
    assert "no-silent-green" in compared.guarantees.kept


# Pages


def made(*changes: Change, sheets: int | None) -> Compared:
    return Compared(
        old="screening/small@1.0.0",
        new="screening/small@1.1.0",
        changes=changes,
        told=(),
        words=(),
        not_compared=("`a` is <other>",),
        sheets=sheets,
        taken=sheets,
        variables={},
        step=Step.MAJOR,
    )


@pytest.mark.parametrize(
    ("sheets", "of", "says"),
    [
        (None, 8, "share of answer sheets: not counted"),
        (1, None, "share of answer sheets: not counted"),
        (1, 8, "1 of 8 answer sheets (12.50 %)"),
        (1, 100_000, "1 of 100000 answer sheets (less than 0.01 %)"),
    ],
)
def test_the_share_of_answer_sheets(
    sheets: int | None, of: int | None, says: str
) -> None:
    """
    It is a share of sheets, exact, or it says that it was not counted.
    """
    change = attrs.evolve(OPENED, sheets=sheets, example={})
    assert share(change, made(change, sheets=of)) == says


def test_a_page_of_little() -> None:
    """
    What has neither example nor scenario is a line, and its words are no markup.
    """
    reason = Change(kind=Kind.REASON, of="it", was="a_b", now="a_c")
    compared = made(reason, sheets=None)

    assert list(text_lines(compared)) == [
        "screening/small@1.0.0 -> screening/small@1.1.0",
        '  A major step. Write `version: "2.0.0"` or higher.',
        "",
        "Not compared over answers",
        "  `a` is <other>",
        "",
        "Results",
        "  it: other reasons, the same results, patch",
        "    a_b -> a_c",
    ]
    assert "- **`a` is \\<other\\>**" in list(markdown(compared))
    assert "<li><strong>`a` is &lt;other&gt;</strong>" in list(html(compared))
