"""
What a person said, and where every fact stands because of it.

Nothing here prints an answer: a repr shows counts and names only.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import attrs

from caring.language.conditions import Condition
from caring.language.consent import Consent
from caring.language.facts import Fact
from caring.language.routes import Route
from caring.language.silence import Inapplicable, Silence
from caring.values.mappings import FrozenMapping, frozen
from caring.values.moments import Moment
from caring.values.quiet import Private, unheard
from caring.values.truth import Truth

Value: TypeAlias = str | int | dt.date | dt.datetime
Recording: TypeAlias = Value | Silence


@attrs.frozen(repr=False)
class Between(Private):
    """
    A number that was worked out and is known to lie in a range, both ends included.
    """

    least: int
    greatest: int


@attrs.frozen(repr=False)
class OneOf(Private):
    """
    An option that was worked out and is known to be one of some.
    """

    options: frozenset[str]


Standing: TypeAlias = Recording | Inapplicable | Between | OneOf

MOST_OFFERS = 2
"""
A question is put to somebody this often in one encounter and not again.

A design of this project: asked again at most once, and never after it was declined.
"""


class Origin(enum.Enum):
    """
    Who gave an answer.
    """

    PATIENT = "patient"
    STAFF = "staff"
    RECORD = "record"
    COMPANION = "companion"
    """Somebody who came along; what the patient is to be asked stays unanswered."""


_WORDS = {silence.value: silence for silence in Silence}


def _as_written(value: object) -> object:
    """
    Read Python's and JSON's ways of saying yes, no and silence.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _WORDS.get(value, value) if isinstance(value, str) else value


def _as_origin(value: object) -> Origin | None:
    for each in Origin:
        if value in (each, each.value):
            return each
    if value is None:
        return None
    there = ", ".join(each.value for each in Origin)
    raise ValueError(f"`origin` must be one of {there}")


def _counts(_: object, field: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or value < 1:
        raise ValueError(f"`{field.name}` is a whole number from 1")


@unheard
@attrs.frozen
class Answer(Private):
    """
    One answer, with the time at which it was given where that is known.

    ``True`` and ``False`` are read as ``yes`` and ``no``, the name of a silence as that
    silence. Whether the answer fits its fact is seen when it is used.
    """

    value: object = attrs.field(converter=_as_written, repr=False)
    """The answer or the silence."""

    at: dt.datetime | None = attrs.field(default=None, repr=False)
    """When it was given, with a time zone."""

    origin: Origin | None = attrs.field(default=None, repr=False, converter=_as_origin)
    """
    Who gave it; ``None`` where nobody noted it. What a companion says in the patient's
    place to a question that is for the patient counts as not asked.
    """

    offers: int = attrs.field(default=1, repr=False, validator=_counts)
    """How often the question was put in this encounter, this answer included."""


def _as_answers(values: Mapping[str, object]) -> FrozenMapping[str, Answer]:
    return FrozenMapping(
        (fact, value if isinstance(value, Answer) else Answer(value))
        for fact, value in values.items()
    )


def _as_tuple(consents: Iterable[Consent]) -> tuple[Consent, ...]:
    return tuple(consents)


def _has_zone(
    _: object, field: "attrs.Attribute[dt.datetime | None]", value: object
) -> None:
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        raise ValueError(f"`{field.name}` needs a time zone")


@unheard
@attrs.frozen(repr=False)
class Answers(Private):
    """
    Facts and what was answered, with the consents that were sought.

    A fact that is left out was not asked. The object never changes and prints as
    counts only.

    >>> Answers({"companion_present": True, "keeps_own_papers": "declined"})
    Answers(1 given, 1 silent, 0 consents)
    """

    values: Mapping[str, Answer] = attrs.field(
        default=FrozenMapping(), converter=_as_answers
    )
    """Each fact that was touched, and its answer or silence."""

    consents: tuple[Consent, ...] = attrs.field(default=(), converter=_as_tuple)
    """One record for each purpose and recipient."""

    encounter_began: dt.datetime | None = attrs.field(
        default=None, kw_only=True, validator=_has_zone
    )
    """
    When this encounter began, with a time zone. Answers that stand for an encounter and
    were given before, or bear no time, count as not asked. ``None``: all are of today.
    """

    section_began: dt.datetime | None = attrs.field(
        default=None, kw_only=True, validator=_has_zone
    )
    """
    When this part of the encounter began: somebody came in, or the room was changed.
    Answers that stand for a part alone and were given before, or bear no time, count as
    not asked. ``None``: all are of this part.
    """

    @property
    def are_empty(self) -> bool:
        """
        Whether nothing at all is known yet.
        """
        asked = any(
            each.value is not Silence.NOT_ASKED for each in self.values.values()
        )
        return not asked and not self.consents

    def replacing(self, **values: object) -> "Answers":
        """
        Return the same answers with some of them replaced or added.
        """
        return attrs.evolve(self, values={**self.values, **values})

    def only(self, facts: Iterable[str]) -> "Answers":
        """
        Return the answers to some facts, with all consents.
        """
        kept = frozenset(facts)
        chosen = {fact: each for fact, each in self.values.items() if fact in kept}
        return attrs.evolve(self, values=chosen)

    def to_plain(self) -> dict[str, Any]:
        """
        Write all answers and consents as plain data, to hand them on on purpose.

        Answers are not pickled; this is how they reach another process. What comes out
        is fit for JSON and as private as what was said.

        >>> Answers.from_plain(Answers({"locked_in": "no"}).to_plain()).values.keys()
        KeysView(FrozenMapping(1 item))
        """
        return {
            "values": {fact: _plain(each) for fact, each in self.values.items()},
            "consents": [_plain(each) for each in self.consents],
            "encounter_began": _plain(self.encounter_began),
            "section_began": _plain(self.section_began),
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "Answers":
        """
        Read what ``to_plain`` wrote; a day or a time among answers stays ISO 8601 text.

        Raises:
            ValueError: If it is something else. Nothing of it is repeated.
        """
        try:
            return cls(
                {fact: Answer(**_timed(each)) for fact, each in data["values"].items()},
                [Consent(**_timed(each)) for each in data["consents"]],
                **_timed({each: data[each] for each in _BEGAN}),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            del data
        raise ValueError("these are no answers as `to_plain` writes them")

    def __repr__(self) -> str:
        silent = sum(isinstance(each.value, Silence) for each in self.values.values())
        given = len(self.values) - silent
        return f"Answers({given} given, {silent} silent, {len(self.consents)} consents)"


_BEGAN = ("encounter_began", "section_began")


def _plain(value: object) -> Any:
    match value:
        case Answer() | Consent():
            names = (each.name for each in attrs.fields(type(value)))
            return {name: _plain(getattr(value, name)) for name in names}
        case enum.Enum():
            return value.value
        case dt.date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case _:
            return value


def _timed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """
    Read the times of a record; the answer itself is read by its fact.
    """
    return {
        name: dt.datetime.fromisoformat(each)
        if each is not None and name.endswith(("at", "_began"))
        else each
        for name, each in fields.items()
    }


@attrs.frozen(repr=False)
class LevelReading(Private):
    """
    What conditions may read of another protocol of the pathway.
    """

    applies: Truth
    """Whether the person is in that protocol's population."""

    at_least: str
    at_most: str


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Case(Private):
    """
    Where every fact, level and consent stands, ready to be judged.

    A fact that is not listed is not asked; a level or consent that is not listed is
    unknown.
    """

    standings: Mapping[str, Recording] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    applies_when: Mapping[str, Condition] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    """For each fact that need not apply, when it does."""

    derived: Mapping[str, Fact] = attrs.field(default=FrozenMapping(), converter=frozen)
    """Facts that are worked out from others, by id."""

    on: Moment | None = None
    """The moment; where it is not known nothing that needs it is worked out."""

    not_again: frozenset[str] = frozenset()
    """Facts whose question was put as often in this encounter as it may be."""

    levels: Mapping[str, LevelReading] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    consents: Mapping[str, Truth] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    routes: Mapping[tuple[str, Route], Truth] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    """For a purpose and a way without consent, whether that way is open."""

    recipient: str | None = None
    """Whom ``consents`` speak of; ``None`` where nobody in particular is in hand."""

    hangs_on: Mapping[str, tuple[str, ...]] = attrs.field(
        default=FrozenMapping(), converter=frozen
    )
    """
    For a level, ``role.level``, a consent, ``consent.purpose``, or a way without one,
    ``consent.purpose.route``, that is not settled: the silent facts that could settle
    it.
    """

    is_empty: bool = False
    """Whether nothing at all was answered, so that no precaution fires."""

    def recorded(self, fact: str) -> Recording:
        """
        Return the answer or the silence that was recorded.
        """
        return self.standings.get(fact, Silence.NOT_ASKED)

    def forgetting(self, fact: str) -> "Case":
        """
        Return the case as if that fact had not been asked.
        """
        kept = {each: value for each, value in self.standings.items() if each != fact}
        return attrs.evolve(self, standings=kept)

    def with_level(
        self, role: str, reading: LevelReading, hangs_on: tuple[str, ...] = ()
    ) -> "Case":
        """
        Return the case with the level of one more protocol known.
        """
        return attrs.evolve(
            self,
            levels={**self.levels, role: reading},
            hangs_on={**self.hangs_on, f"{role}.level": hangs_on},
        )

    def with_consents(
        self,
        consents: Mapping[str, Truth],
        hangs_on: Mapping[str, tuple[str, ...]] | None = None,
    ) -> "Case":
        """
        Return the case with consents judged.
        """
        facts = {f"consent.{each}": its for each, its in (hangs_on or {}).items()}
        return attrs.evolve(
            self,
            consents={**self.consents, **consents},
            hangs_on={**self.hangs_on, **facts},
        )

    def with_route(
        self, purpose: str, route: Route, truth: Truth, hangs_on: tuple[str, ...] = ()
    ) -> "Case":
        """
        Return the case with one way without consent judged.
        """
        name = f"consent.{purpose}.{route.value}"
        return attrs.evolve(
            self,
            routes={**self.routes, (purpose, route): truth},
            hangs_on={**self.hangs_on, name: hangs_on},
        )

    def __repr__(self) -> str:
        return f"Case({len(self.standings)} facts)"
