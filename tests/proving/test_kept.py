"""
What was shown before is taken for the very same question, and for no other.
"""

import attrs
import pytest

from caring.proving.digests import Digests
from caring.proving.kept import Asker, Kept, read, written
from caring.proving.prove import prove
from caring.rails.classes import Variable
from caring.rails.formula import (
    ALWAYS,
    NEVER,
    And,
    Formula,
    In,
    Negated,
    Or,
    Threshold,
    both,
    either,
    holds,
    negated,
)
from caring.values.mappings import FrozenMapping
from tests.laws.test_diagrams import variable
from tests.spec.builders import (
    at_least,
    constraint,
    highest,
    is_no,
    is_yes,
    row,
    screening,
)

VARIABLES = {name: variable(name) for name in ("a", "b", "c")}


def fewer(name: str, size: int) -> dict[str, Variable]:
    """
    The variables, one of them with fewer classes.
    """
    one = VARIABLES[name]
    return {**VARIABLES, name: attrs.evolve(one, classes=one.classes[:size])}


def is_(name: str, *classes: int) -> Formula:
    return In(name, frozenset(classes))


def sum_(at_least: int, *terms: tuple[int, Formula]) -> Formula:
    return Threshold(terms, at_least)


A, B, C = is_("a", 0), is_("b", 0), is_("c", 0)
NOBODY = both(is_("a", 0, 1), is_("a", 2))


def asker(
    admissible: Formula = ALWAYS,
    kept: Kept | None = None,
    variables: dict[str, Variable] | None = None,
) -> Asker:
    return Asker(variables or VARIABLES, admissible, kept or Kept())


def shown(
    broken: Formula,
    admissible: Formula = ALWAYS,
    variables: dict[str, Variable] | None = None,
) -> Kept:
    """
    What is kept of a formula that has no answers.
    """
    found = asker(admissible, variables=variables)
    assert found.is_none(broken, found.groups())
    return found.shown


def test_the_same_is_not_asked_twice() -> None:
    """
    Neither later nor at once; what nobody asks for is let go.
    """
    found = asker(kept=shown(NOBODY))
    assert found.is_none(NOBODY, found.groups())
    assert found.asked == 0
    again = asker()
    for _ in range(2):
        assert again.is_none(NOBODY, again.groups())
    assert again.asked == 1
    assert asker(kept=shown(NOBODY)).shown == Kept()


def test_what_is_assumed_in_its_cone_belongs_to_a_question() -> None:
    """
    Without the constraint there are answers, also where it reaches by way of another.
    """
    reached = both(A, negated(C))
    by_way = both(either(negated(A), B), either(negated(B), C))
    kept = shown(reached, by_way)
    without = asker(either(negated(A), B), kept)
    assert not without.is_none(reached, without.groups())
    assert asker(by_way, kept).is_none(reached, asker(by_way).groups())


def test_what_is_assumed_elsewhere_shows_nothing() -> None:
    """
    Where rules about something else cannot be met, that is kept of nothing.
    """
    nowhere = both(B, is_("b", 1))
    for impossible in (nowhere, NEVER):
        found = asker(impossible)
        assert not found.is_none(A, found.groups())
        assert found.example(A) is None
        assert found.shown == Kept()


def test_rules_that_nobody_can_meet_break_nothing_and_show_nothing() -> None:
    """
    What would be broken is neither told, nor kept as shown, where no answers are taken.
    """
    concern = highest(row("high", is_no("red")), actions={})
    never = constraint(at_least(0, is_yes("elsewhere")))
    only = ["declined-never-lowers"]
    (free,) = prove(screening(concern), only=only).proofs
    assert free.broken
    held = prove(screening(concern, constraints=(never,)), only=only)
    assert not held.proofs
    assert held.kept == Kept()


def test_what_is_assumed_elsewhere_may_change() -> None:
    """
    A question keeps what was shown while a rule about something else is edited.
    """
    kept = shown(both(A, negated(B)), both(either(negated(A), B), C))
    found = asker(both(either(negated(A), B), negated(C)), kept)
    assert found.is_none(both(A, negated(B)), found.groups())
    assert found.asked == 0


def test_a_question_has_a_place_for_each_class() -> None:
    """
    With another answer to give there may be a way out.
    """
    rest = negated(is_("a", 0, 1))
    kept = shown(rest, variables=fewer("a", 2))
    found = asker(kept=kept)
    assert not found.is_none(rest, found.groups())


ALIKE = [
    (And((A, B)), And((B, A))),
    (And((A, B)), And((A, B, A))),
    (Or((A, B)), Or((is_("b", 0), is_("a", 0)))),
    (sum_(2, (1, A), (2, B)), sum_(2, (2, B), (1, A))),
    (is_("a", 1, 2), is_("a", 2, 1)),
]
UNLIKE = [
    (A, B),
    (A, is_("a", 1)),
    (is_("a", 1, 2), is_("a", 12)),
    (A, Negated(A)),
    (And((A, B)), Or((A, B))),
    (And((A, B)), And((A, C))),
    (ALWAYS, NEVER),
    (And((A, Or((B, C)))), Or((A, And((B, C))))),
    (sum_(1, (1, A), (1, B)), sum_(2, (1, A), (1, B))),
    (sum_(2, (2, A), (1, B)), sum_(2, (1, A), (2, B))),
    (sum_(2, (1, A), (1, A)), sum_(2, (1, A))),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_order_of_parts_changes_no_digest(one: Formula, other: Formula) -> None:
    """
    Rules that are only written in another order are the same question.
    """
    digests = Digests(VARIABLES)
    assert digests.of(one) == digests.of(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_may_mean_something_else_has_another_digest(
    one: Formula, other: Formula
) -> None:
    """
    A test, a weight, a limit or a joining word makes another question.
    """
    variables = {**VARIABLES, "a": attrs.evolve(variable("a"), classes=_MANY)}
    digests = Digests(variables)
    assert digests.of(one).digest != digests.of(other).digest


_MANY = VARIABLES["a"].classes * 3


def test_shared_parts_are_walked_once() -> None:
    """
    A formula of sixty steps that all share one another is read in a moment.
    """
    whole: Formula = A
    for _ in range(60):
        whole = Or((And((whole, B)), And((whole, C))))
    assert Digests(VARIABLES).names(whole) == ["a", "b", "c"]
    assert asker(whole).groups()


def test_a_name_is_taken_for_nothing_else() -> None:
    """
    Whatever a fact is called, its digest is its own.
    """
    named = {"1 b": VARIABLES["b"], "b": VARIABLES["b"]}
    digests = Digests(named)
    assert digests.of(is_("1 b", 1)) != digests.of(is_("b", 1))


def test_an_example_that_was_kept_is_tried_again() -> None:
    """
    Only one that fits what is assumed now is shown; else another is looked for.
    """
    wide = either(A, B)
    first = asker(negated(B))
    found = first.example(wide)
    assert found is not None
    assert found["a"] == 0
    same = asker(negated(B), first.shown)
    assert same.example(wide) == found
    assert same.asked == 0
    other = asker(both(negated(A), either(B, negated(B))), first.shown)
    another = other.example(wide)
    assert another is not None
    assert holds(both(wide, negated(A)), another)
    assert other.asked == 1


@pytest.mark.parametrize("places", [(), (0,), (0, 0, 0), (9, 0), (-1, 0)])
def test_an_example_that_is_none_is_not_shown(places: tuple[int, ...]) -> None:
    """
    Too few places, too many, or a class that is not there.
    """
    wide = either(A, B)
    digest = Digests(VARIABLES).of(And((wide,))).digest
    found = asker(kept=Kept(examples=FrozenMapping({digest: places})))
    example = found.example(wide)
    assert example is not None
    assert holds(wide, example)
    assert found.asked == 1


def kept_of_both() -> Kept:
    found = asker()
    assert found.is_none(NOBODY, found.groups())
    assert found.example(A)
    return found.shown


def test_what_was_written_is_read() -> None:
    """
    By the same code and solver, and by no other.
    """
    kept = kept_of_both()
    assert kept.none
    assert kept.examples
    content = written(kept, "this code")
    assert read(content, "this code") == kept
    assert read(content, "other code") == Kept()


def test_of_a_damaged_file_nothing_is_believed() -> None:
    """
    Whichever byte is another, missing or too many.
    """
    content = written(kept_of_both(), "this code")
    for n, byte in enumerate(content[:-1]):
        changed = bytes([byte ^ 1])
        assert read(content[:n] + changed + content[n + 1 :], "this code") == Kept()
        assert read(content[:n], "this code") == Kept()
    assert read(content + b"{}", "this code") == Kept()
    assert read(b"", "this code") == Kept()
