"""
The published instrument that a protocol follows, and what studies found of it.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal, TypeAlias, TypeVar

import attrs

from caring.guidance.protocol import Protocol
from caring.values.marks import WORDING
from caring.values.sources import Source

Worked: TypeAlias = Literal["printed", "worked_out", "approximate"]
"""Where counts come from: ``worked_out`` is from rates that were printed."""

Of = TypeVar("Of", bound=Protocol)

_HUNDRED = 100


@attrs.frozen(kw_only=True)
class Counts:
    """
    How many people of one study had the condition, by their result.
    """

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int
    come: Worked

    @property
    def people(self) -> int:
        """
        All of them.
        """
        return self.positive + self.negative

    @property
    def positive(self) -> int:
        """
        Those whose result was positive.
        """
        return self.true_positive + self.false_positive

    @property
    def negative(self) -> int:
        """
        Those whose result was negative.
        """
        return self.false_negative + self.true_negative

    @property
    def percents(self) -> Mapping[str, Fraction]:
        """
        Each rate that follows, in percent; one of nobody is left out.
        """
        rates = {
            "sensitivity": (self.true_positive, self.false_negative),
            "specificity": (self.true_negative, self.false_positive),
            "ppv": (self.true_positive, self.false_positive),
            "npv": (self.true_negative, self.false_negative),
        }
        return {
            name: Fraction(_HUNDRED * part, part + rest)
            for name, (part, rest) in rates.items()
            if part + rest
        }


@attrs.frozen(kw_only=True)
class Accuracy:
    """
    What one study found at one cut-off, as it was printed.

    Rates are percents in the words of the print, so that ``84.40`` is not ``84.4``.
    """

    cut_off: int | None = None
    """The sum from which a result of a measure counted as positive."""

    level: str | None = None
    """The level from which any other result counted as positive."""

    sensitivity: str
    """Of 100 people with the condition, how many had a positive result."""

    specificity: str
    """Of 100 people without it, how many had none."""

    ppv: str | None = None
    """Of 100 people with a positive result, how many had the condition."""

    npv: str | None = None
    """Of 100 people without one, how many did not have it."""

    people: int | None = None
    """How many took part; ``None`` where no text that was read says so."""

    counts: Counts | None = None
    studied: str | None = attrs.field(default=None, metadata=WORDING)
    """Who took part, where, and against what it was held."""

    differs: str | None = attrs.field(default=None, metadata=WORDING)
    """What is known of a printed figure that its counts do not give."""

    source: Source

    @property
    def departures(self) -> tuple[str, ...]:
        """
        Name the printed figures that the counts do not give, within their rounding.
        """
        return () if self.counts is None else tuple(self._departing(self.counts))

    def _departing(self, counts: Counts) -> Iterator[str]:
        if self.people is not None and counts.people != self.people:
            yield "people"
        for name in ("sensitivity", "specificity", "ppv", "npv"):
            printed, exact = getattr(self, name), counts.percents.get(name)
            if printed is not None and (exact is None or not _rounds(exact, printed)):
                yield name


@attrs.frozen(kw_only=True)
class Instrument:
    """
    The published instrument that a protocol follows.
    """

    title: str = attrs.field(metadata=WORDING)
    licence: str = attrs.field(metadata=WORDING)
    text_may_be_shared: bool | None
    """Whether its own wording may be passed on; ``None`` where that is unsure."""

    setting: str | None = attrs.field(default=None, metadata=WORDING)
    """For whom and for which place it was made."""

    source: Source
    accuracy: tuple[Accuracy, ...] = ()
    has_official_words: bool = attrs.field(default=False, metadata=WORDING)
    """Whether an adopter put the official words in the place of ours."""

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """
        Walk what is said of it, with names; its title and its terms are only cited.
        """
        if self.setting is not None:
            yield "instrument/setting", self.setting
        for number, each in enumerate(self.accuracy, 1):
            if each.studied is not None:
                yield f"instrument/{number}/studied", each.studied
            if each.differs is not None:
                yield f"instrument/{number}/differs", each.differs


def with_official_words(protocol: Of, words: Mapping[str, str]) -> Of:
    """
    Put the official words of an instrument in the place of ours.

    For adopters who hold a licence. What it means stays the same, and so does the
    digest of that; the digest of its words does not.

    Args:
        protocol: One that follows an instrument.
        words: For each fact, its official question.

    Raises:
        ValueError: If it follows no instrument, or a fact is none of its own.
    """
    instrument = getattr(protocol, "instrument", None)
    if instrument is None:
        raise ValueError(f"`{protocol.id}` follows no instrument")
    unknown = sorted(words.keys() - protocol.facts.keys())
    if unknown:
        raise ValueError(f"`{protocol.id}` has no fact called `{unknown[0]}`")
    facts = {
        id_: attrs.evolve(fact, wording=words.get(id_, fact.wording))
        for id_, fact in protocol.facts.items()
    }
    official = attrs.evolve(instrument, has_official_words=True)
    changed: dict[str, Any] = {"facts": facts, "instrument": official}
    return attrs.evolve(protocol, **changed)


def _rounds(exact: Fraction, printed: str) -> bool:
    """
    Say whether an exact percent is printed so; a half may go either way.

    >>> _rounds(Fraction(5312, 100), "53.1"), _rounds(Fraction(5320, 100), "53.1")
    (True, False)
    """
    places = len(printed.partition(".")[2])
    return abs(exact - Fraction(printed)) <= Fraction(1, 2 * 10**places)
