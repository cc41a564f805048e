"""
Two versions as formulas over the same variables, and which answers each would take.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.language.conditions import facts_in
from caring.language.facts import Fact, Number, Options
from caring.proving.advised import Advising, advising
from caring.proving.classes import AnswerClass, Variable
from caring.proving.comparing.widening import Compared, told_apart, widened
from caring.proving.consents import purposes_of, variable_of
from caring.proving.encode import Encoding, encode
from caring.proving.formula import ALWAYS, Formula, In, both, implies, negated


@attrs.frozen(kw_only=True)
class Pair:
    """
    Both versions.
    """

    old: Advising
    new: Advising
    possible: Formula
    """What was asked in one version only, fits that version."""

    old_takes: Formula
    new_takes: Formula

    @property
    def variables(self) -> Mapping[str, Variable]:
        """
        What is told apart, in both.
        """
        return self.old.variables

    @property
    def taken(self) -> Formula:
        """
        Both versions take the answers.
        """
        return both(self.possible, self.old_takes, self.new_takes)


def pair(old: Compared, new: Compared) -> Pair:
    """
    Encode two versions beside each other.
    """
    wide_old, wide_new = widened(old, new), widened(new, old)
    also = told_apart(old, new)
    before = advising(encode(wide_old, also, beside=(wide_new,)))
    after = advising(encode(wide_new, also, beside=(wide_old,)))
    # What each tells apart is told apart in both, or nothing could be compared.
    assert before.variables == after.variables
    return Pair(
        old=before,
        new=after,
        possible=both(
            *_own(before.encoding, old, new), *_own(after.encoding, new, old)
        ),
        old_takes=both(*_shared(before.encoding, old, new)),
        new_takes=both(*_shared(after.encoding, new, old)),
    )


def _own(encoding: Encoding, mine: Compared, other: Compared) -> Iterator[Formula]:
    """
    Say that answers to what only one version asks fit that version.
    """
    for id_ in mine.facts.keys() - other.facts.keys():
        yield _applies(id_, encoding)
    for each in mine.constraints:
        if not facts_in(each.broken_when) & other.facts.keys():
            yield negated(encoding.rails(each.broken_when).true)


def _shared(encoding: Encoding, mine: Compared, other: Compared) -> Iterator[Formula]:
    """
    Say that a version does not refuse answers, as far as the other knows the facts.
    """
    for id_ in mine.facts.keys() & other.facts.keys():
        yield _applies(id_, encoding)
        yield _fits(mine.facts[id_], encoding)
    for each in mine.constraints:
        if facts_in(each.broken_when) & other.facts.keys():
            yield negated(encoding.rails(each.broken_when).true)
    if _judges(mine):
        unknown = purposes_of(other).keys() - purposes_of(mine).keys()
        yield from (In(variable_of(each), frozenset({0})) for each in sorted(unknown))


def _applies(id_: str, encoding: Encoding) -> Formula:
    variable = encoding.variables.get(id_)
    condition = encoding.context.facts[id_].applies_when
    if variable is None or condition is None:
        return ALWAYS
    touched = negated(In(id_, variable.not_asked))
    return implies(touched, negated(encoding.rails(condition).false))


def _fits(fact: Fact, encoding: Encoding) -> Formula:
    variable = encoding.variables.get(fact.id)
    if variable is None:
        return ALWAYS
    inside = frozenset(
        n for n, each in enumerate(variable.classes) if _is_inside(each, fact)
    )
    return ALWAYS if len(inside) == len(variable.classes) else In(fact.id, inside)


def _is_inside(each: AnswerClass, fact: Fact) -> bool:
    if each.is_silent:
        return True
    match fact.domain:
        case Options():
            return each.members <= fact.domain.labels.keys()
        case Number():
            assert each.ends is not None  # a number's class has ends
            return fact.domain.fits(each.ends[0])
        case _:
            return True


def _judges(guidance: Compared) -> bool:
    steps = (
        [each.protocol for each in guidance.steps]
        if isinstance(guidance, Pathway)
        else [guidance]
    )
    return any(isinstance(each, ConsentRules) for each in steps)
