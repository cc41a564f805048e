"""
With what was kept of other rules everything is shown as it is without.

An edit is small, because a small one is what two questions may be mistaken for.
"""

from collections.abc import Sequence

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from caring.guidance.actions import ActionClass
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.conditions import Condition
from caring.language.facts import Fact, Options
from caring.proving.kept import Asker, Kept
from caring.proving.prove import Proof, prove
from caring.proving.trying import find_by_trying
from caring.rails.classes import Variable
from caring.rails.formula import (
    And,
    Formula,
    In,
    Negated,
    Or,
    Threshold,
    both,
    holds,
    parts_of,
)
from caring.testing.strategies import any_conditions, fact_sets
from caring.values.mappings import FrozenMapping
from tests.laws.test_diagrams import NAMES, formulas, variable
from tests.spec.builders import (
    action,
    all_hold,
    care,
    consent_given,
    constraint,
    every,
    gate,
    highest,
    is_yes,
    pathway,
    protecting,
    referral,
    row,
    row_to_act_on,
    screening,
    yes_no,
)


@attrs.frozen(kw_only=True)
class Question:
    """
    A formula, what is assumed beside it, and how many classes each variable has.
    """

    asked: Formula
    assumed: tuple[Formula, ...]
    sizes: tuple[int, ...]

    @property
    def variables(self) -> dict[str, Variable]:
        pairs = zip(NAMES, self.sizes, strict=True)
        return {name: _with_classes(name, size) for name, size in pairs}


def _with_classes(name: str, size: int) -> Variable:
    whole = variable(name)
    classes = (*whole.classes, whole.classes[0])[:size]
    return attrs.evolve(whole, classes=classes)


# One class more than tests know of.
SIZES = st.sampled_from([5, 5, 6])
IN_ANY = st.sampled_from(NAMES).map(lambda name: In(name, frozenset(range(5))))
SUMS = st.builds(
    Threshold,
    st.lists(st.tuples(st.integers(1, 3), formulas(0)), min_size=1, max_size=3).map(
        tuple
    ),
    st.integers(1, 5),
)
# What has no answers before an edit may have some after it.
NONE = st.one_of(formulas(1), SUMS).map(lambda each: And((each, Negated(each))))
LINKS = st.tuples(formulas(0), formulas(0)).map(
    lambda pair: Or((Negated(pair[0]), pair[1]))
)
QUESTIONS = st.builds(
    Question,
    asked=st.one_of(formulas(2), NONE, SUMS, IN_ANY.map(Negated)),
    assumed=st.lists(st.one_of(formulas(1), LINKS), max_size=3).map(tuple),
    sizes=st.tuples(*(SIZES for _ in NAMES)),
)


@st.composite
def near(draw: st.DrawFn, formula: Formula) -> Formula:
    """
    The formula with one place of it changed.
    """
    parts = list(parts_of(formula))
    goes_deeper = draw(st.integers(0, 2)) > 0
    if parts and goes_deeper:
        n = draw(st.integers(0, len(parts) - 1))
        parts[n] = draw(near(parts[n]))
        return _with(formula, parts)
    match formula:
        case In(name, classes):
            other = draw(st.integers(0, 4))
            return In(name, (classes ^ {other}) or frozenset({other}))
        case And():
            return Or(tuple(parts)) if draw(st.booleans()) else And(tuple(parts[1:]))
        case Or():
            return And(tuple(parts)) if draw(st.booleans()) else Or(tuple(parts[:-1]))
        case Negated(part):
            return part
        case Threshold(terms, at_least):
            more = draw(st.sampled_from([-1, 1]))
            if draw(st.booleans()):
                return Threshold(terms, at_least + more)
            (weight, part), *others = terms
            return Threshold(((weight + more, part), *others), at_least)


def _with(formula: Formula, parts: list[Formula]) -> Formula:
    match formula:
        case And():
            return And(tuple(parts))
        case Or():
            return Or(tuple(parts))
        case Threshold(terms, at_least):
            weights = (weight for weight, _ in terms)
            return Threshold(tuple(zip(weights, parts, strict=True)), at_least)
        case _:
            return Negated(parts[0])


@st.composite
def edited(draw: st.DrawFn, question: Question) -> Question:
    """
    The question after an edit of it, of what is assumed, or of a fact.
    """
    kind = draw(st.sampled_from(["asked", "assumed", "left out", "sizes"]))
    assumed = list(question.assumed)
    if kind == "sizes":
        return attrs.evolve(question, sizes=draw(st.tuples(*(SIZES for _ in NAMES))))
    if kind == "asked" or not assumed:
        return attrs.evolve(question, asked=draw(near(question.asked)))
    n = draw(st.integers(0, len(assumed) - 1))
    assumed[n : n + 1] = [] if kind == "left out" else [draw(near(assumed[n]))]
    return attrs.evolve(question, assumed=tuple(assumed))


@st.composite
def histories(draw: st.DrawFn) -> list[Question]:
    found = [draw(QUESTIONS)]
    for _ in range(draw(st.integers(1, 4))):
        found.append(draw(edited(draw(st.sampled_from(found)))))
    return found


def together(kept: Sequence[Kept]) -> Kept:
    """
    Everything that was ever kept, at once.
    """
    examples = {name: each for one in kept for name, each in one.examples.items()}
    none = frozenset[str]().union(*(each.none for each in kept))
    return Kept(none=none, examples=FrozenMapping(examples))


@given(histories())
def test_kept_is_never_taken_for_what_it_does_not_show(
    questions: list[Question],
) -> None:
    """
    After every edit the answer is that of trying all choices, and of keeping nothing.
    """
    kept: list[Kept] = []
    for each in questions:
        first, *others = each.assumed or (And(()),)
        asking = Asker(each.variables, first, together(kept))
        alone = Asker(each.variables, first)
        whole = (each.asked, *each.assumed)
        there = find_by_trying(each.variables, *whole)
        is_none = asking.is_none(each.asked, asking.groups(*others))
        assert is_none is alone.is_none(each.asked, alone.groups(*others))
        assert there is None or not is_none
        example = asking.example(each.asked, *others)
        assert (example is None) is (there is None)
        assert example is None or holds(both(*whole), example)
        kept.append(asking.shown)


RED = yes_no("red")
ACTIONS = (
    care("usual"),
    care("see_nurse"),
    protecting("stay"),
    action("pass_on", ActionClass.SHARING, guard=consent_given("share")),
)


@attrs.frozen(kw_only=True)
class Rules:
    """
    The parts of which a small protocol and a small pathway are made.
    """

    facts: tuple[Fact, ...]
    when: tuple[Condition, ...]
    """Of two levels, of a need, of what cannot be, and of whom it is for."""

    floor: str
    acts: tuple[str, ...]

    def made(self) -> tuple[Protocol | Pathway, ...]:
        """
        A screening by itself, and along a pathway with a referral.
        """
        high, some, need, never, population = self.when
        concern = highest(
            row("high", high),
            row("some", some),
            floor=self.floor,
            actions={"none": ("usual",), "high": self.acts},
        )
        closed = {
            "facts": self.facts,
            "actions": ACTIONS,
            "constraints": (constraint(never, is_yes("red")),),
            "gate": gate(all_hold(is_yes("red"))),
        }
        alone = screening(concern, population=population, **closed)  # type: ignore[arg-type]
        needs = every(
            row("clinic", need),
            row_to_act_on("water", some),
            actions={"clinic": ("pass_on",), "water": ("see_nurse",)},
        )
        beside = referral(needs, **closed)  # type: ignore[arg-type]
        return alone, pathway(alone, beside, entry=("red",))


def _conditions(facts: Sequence[Fact]) -> st.SearchStrategy[Condition]:
    return any_conditions({each.id: each for each in facts}, 1)


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    facts = (*draw(fact_sets(3)).values(), RED)
    when = tuple(draw(_conditions(facts)) for _ in range(5))
    floor = draw(st.sampled_from(["none", "some"]))
    return Rules(facts=facts, when=when, floor=floor, acts=("stay",))


@st.composite
def rewritten(draw: st.DrawFn, before: Rules) -> Rules:
    """
    The rules after an edit in a file: of a condition, a floor, actions or a fact.
    """
    kind = draw(st.sampled_from(["when", "when", "floor", "acts", "fact"]))
    match kind:
        case "when":
            n = draw(st.integers(0, len(before.when) - 1))
            when = list(before.when)
            when[n] = draw(_conditions(before.facts))
            return attrs.evolve(before, when=tuple(when))
        case "floor":
            floor = "some" if before.floor == "none" else "none"
            return attrs.evolve(before, floor=floor)
        case "acts":
            acts = draw(st.sampled_from([(), ("pass_on",), ("stay", "pass_on")]))
            return attrs.evolve(before, acts=acts)
        case _:
            n = draw(st.integers(0, len(before.facts) - 1))
            facts = list(before.facts)
            facts[n] = _other(facts[n])
            return attrs.evolve(before, facts=tuple(facts))


def _other(fact: Fact) -> Fact:
    """
    The fact with its danger turned round, or without what it applies by.
    """
    if fact.applies_when is None and isinstance(fact.domain, Options):
        turned = attrs.evolve(fact.domain, order=fact.domain.order[::-1])
        return attrs.evolve(fact, domain=turned)
    return attrs.evolve(fact, applies_when=None)


@st.composite
def versions(draw: st.DrawFn) -> list[Rules]:
    found = [draw(rules())]
    for _ in range(draw(st.integers(1, 3))):
        found.append(draw(rewritten(found[-1])))
    return found


assert settings.default is not None


# An example is a history of protocols and pathways.
@settings(max_examples=settings.default.max_examples // 4)
@given(versions())
def test_after_every_edit_the_same_is_proved_as_without_what_was_kept(
    edits: list[Rules],
) -> None:
    """
    Of a protocol and along a pathway: what holds, what is broken, where, and why.
    """
    kept: list[Kept] = []
    for each in edits:
        for found in each.made():
            proved = prove(found, kept=together(kept))
            assert _told(proved.proofs) == _told(prove(found).proofs)
            kept.append(proved.kept)


def _told(proofs: Sequence[Proof]) -> list[object]:
    return [
        (
            each.guarantee,
            each.holds,
            each.checks,
            each.read,
            each.witness is None,
            [(one.says, one.span) for one in each.broken],
        )
        for each in proofs
    ]
