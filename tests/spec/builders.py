"""
Plain words to build guidance with, so that a test reads like a sentence.

Whoever uses a fact without describing it means a yes/no fact of the open class that is
asked, with danger in its yes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from caring.guidance.actions import Action, ActionClass, Audience
from caring.guidance.assessment import Advice
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway, Step
from caring.guidance.protocol import Protocol, Status
from caring.guidance.referral import Referral
from caring.guidance.screening import Screening
from caring.language.answers import Answers, Case, LevelReading
from caring.language.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Holds,
    Is,
    Not,
    Reaches,
    Recorded,
    Score,
    Term,
    Through,
    Within,
    facts_in,
)
from caring.language.consent import About, Consent, Form, Purpose, WithoutConsent
from caring.language.decisions import (
    Every,
    First,
    Highest,
    Row,
    Urgency,
    WhileUnsettled,
    conditions_of,
)
from caring.language.facts import (
    Constraint,
    Fact,
    Gate,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
)
from caring.language.raises import Raise
from caring.language.routes import Route
from caring.language.silence import RECORDED, Silence
from caring.running.advise import advise
from caring.running.interpret import judge
from caring.values.sources import Reading, Source
from caring.values.truth import Truth

T = Truth.TRUE
F = Truth.FALSE
U = Truth.UNKNOWN

NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
"""The moment at which everything happens, unless a test says otherwise."""

SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)

OWN = Source(id="own", read=Reading.PROJECT, part="made up for a test", work=None)

ALL_SILENCES = (*RECORDED, Silence.NOT_ASKED)

SCALE = ("none", "some", "high")
"""The levels of a small scale, lowest first."""


# Facts


def yes_no(
    name: str,
    *,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    obtained: Obtained = Obtained.ASKED,
    lasts: Lasting | int = Lasting.ENCOUNTER,
    applies_when: Condition | None = None,
) -> Fact:
    """
    A fact that is yes or no; yes is the dangerous answer.
    """
    order = (frozenset({"no"}), frozenset({"yes"}))
    return Fact(
        id=name,
        domain=Options(type="yes_no", labels={"yes": "Yes", "no": "No"}, order=order),
        obtained=obtained,
        wording=f"Is it so that {name}?",
        sensitivity=sensitivity,
        lasts=lasts,
        source=OWN,
        applies_when=applies_when,
    )


def choice(name: str, *options: str) -> Fact:
    """
    A fact with these options and no danger.
    """
    return Fact(
        id=name,
        domain=Options(type="choice", labels={each: each for each in options}),
        obtained=Obtained.ASKED,
        wording=f"Which {name}?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=OWN,
    )


def number(name: str, at_least: int, at_most: int) -> Fact:
    """
    A count with both ends included and no danger.
    """
    return Fact(
        id=name,
        domain=Number(type="count", unit="days", at_least=at_least, at_most=at_most),
        obtained=Obtained.ASKED,
        wording=f"How many {name}?",
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=OWN,
    )


# Conditions


def is_yes(fact: str) -> Is:
    """
    Written ``fact``.
    """
    return Is(fact, frozenset({"yes"}))


def is_no(fact: str) -> Is:
    """
    Written ``{fact: no}``.
    """
    return Is(fact, frozenset({"no"}))


def is_one_of(fact: str, *options: str) -> Is:
    """
    Written ``{fact: [option, option]}``.
    """
    return Is(fact, frozenset(options))


def is_within(
    fact: str, *, at_least: int | None = None, below: int | None = None
) -> Within:
    """
    Written ``{fact: {at_least: n, below: m}}``.
    """
    return Within(fact, at_least, below)


def is_declined(fact: str) -> Recorded:
    """
    Written ``{fact: declined}``.
    """
    return Recorded(fact, Silence.DECLINED)


def all_hold(*parts: Condition) -> All:
    """
    Written ``{all: [...]}``.
    """
    return All(parts)


def some_hold(*parts: Condition) -> AnyOf:
    """
    Written ``{any: [...]}``.
    """
    return AnyOf(parts)


def none_hold(*parts: Condition) -> Not:
    """
    Written ``{none: [...]}``.
    """
    return Not(AnyOf(parts))


def does_not_hold(part: Condition) -> Not:
    """
    Written ``{not: ...}``.
    """
    return Not(part)


def at_least(count: int, *parts: Condition) -> AtLeast:
    """
    Written ``{at_least: count, of: [...]}``.
    """
    return AtLeast(count, parts)


def score(
    points: Mapping[str, int], *, at_least: int | None = None, below: int | None = None
) -> Score:
    """
    A sum in which each fact brings its points while it is yes.
    """
    terms = tuple(Term(each, is_yes(fact)) for fact, each in points.items())
    return Score("load", terms, at_least, below)


def named(finding: str, condition: Condition) -> Holds:
    """
    A condition under a name.
    """
    return Holds(finding, condition)


def level_reaches(level: str, *, role: str = "screening") -> Reaches:
    """
    Written ``{screening.level: {at_least: level}}``, on the small scale.
    """
    return Reaches(role, SCALE, level)


def through(purpose: str, route: Route) -> Through:
    """
    Written ``{consent.purpose: emergency}`` or ``{consent.purpose: legal_duty}``.
    """
    return Through(purpose, route)


def consent_given(purpose: str) -> Given:
    """
    Written ``{consent.purpose: given}``.
    """
    return Given(purpose)


# Cases


def case(**answers: object) -> Case:
    """
    A case in which these facts were answered and every other one was not asked.
    """
    values = Answers(answers).values
    standings = {fact: _standing(each.value) for fact, each in values.items()}
    return Case(standings=standings)


def _standing(value: object) -> str | int | Silence:
    assert isinstance(value, str | int | Silence)
    return value


def truth(condition: Condition, **answers: object) -> Truth:
    """
    Say what a condition says of these answers.
    """
    return judge(condition, case(**answers)).truth


def reading(at_least: str, at_most: str, *, applies: Truth = T) -> LevelReading:
    """
    What is known of another protocol's level.
    """
    return LevelReading(applies, at_least, at_most)


# Decisions


def row(result: str, when: Condition, *, urgency: Urgency | None = None) -> Row:
    """
    When the condition holds, this is the result.
    """
    return _row(result, when, urgency, WhileUnsettled.ASK)


def row_to_act_on(
    result: str, when: Condition, *, urgency: Urgency | None = None
) -> Row:
    """
    A row with ``unsettled: act``.
    """
    return _row(result, when, urgency, WhileUnsettled.ACT)


def _row(
    result: str, when: Condition, urgency: Urgency | None, unsettled: WhileUnsettled
) -> Row:
    return Row(
        id=result,
        when=when,
        result=result,
        because=f"This calls for {result}.",
        source=OWN,
        unsettled=unsettled,
        urgency=urgency,
    )


def highest(
    *rows: Row,
    scale: tuple[str, ...] = SCALE,
    floor: str = "some",
    floor_rows: tuple[Row, ...] = (),
    not_critical: Iterable[str] = (),
    both_ways: Mapping[str, tuple[str | int, ...]] | None = None,
    actions: Mapping[str, Iterable[str]] | None = None,
) -> Highest:
    """
    The highest level whose row holds.
    """
    return Highest(
        id="concern",
        scale=scale,
        rows=rows,
        floor=floor,
        floor_rows=floor_rows,
        not_critical=frozenset(not_critical),
        both_ways=both_ways or {},
        actions={level: tuple(each) for level, each in (actions or {}).items()},
    )


def first(
    *rows: Row,
    unsettled: str,
    otherwise: str | None = None,
    gap: str | None = None,
    name: str = "table",
    actions: Mapping[str, Iterable[str]] | None = None,
) -> First:
    """
    The result of the first row that holds.
    """
    return First(
        id=name,
        rows=rows,
        unsettled=unsettled,
        otherwise=otherwise,
        gap=gap,
        actions={result: tuple(each) for result, each in (actions or {}).items()},
    )


def every(*rows: Row, actions: Mapping[str, Iterable[str]] | None = None) -> Every:
    """
    Every row that holds.
    """
    return Every(
        id="needs",
        rows=rows,
        actions={need: tuple(each) for need, each in (actions or {}).items()},
    )


# Actions


def action(
    name: str,
    kind: ActionClass = ActionClass.CARE,
    *,
    urgency: Urgency = Urgency.ROUTINE,
    guard: Condition | None = None,
    instead: tuple[str, ...] = (),
    excludes: tuple[str, ...] = (),
) -> Action:
    """
    A recommendation; of class care, unless said otherwise.
    """
    return Action(
        id=name,
        text=f"Do {name}.",
        audience=Audience.PROVIDER,
        action_class=kind,
        urgency=urgency,
        source=OWN,
        guard=guard,
        instead=instead,
        excludes=excludes,
    )


def care(name: str, *, urgency: Urgency = Urgency.ROUTINE) -> Action:
    """
    A recommendation of class care.
    """
    return action(name, urgency=urgency)


def protecting(
    name: str, *, urgency: Urgency = Urgency.ROUTINE, excludes: tuple[str, ...] = ()
) -> Action:
    """
    A recommendation of class protecting.
    """
    return action(name, ActionClass.PROTECTING, urgency=urgency, excludes=excludes)


def sharing(name: str, purpose: str, *, instead: tuple[str, ...] = ()) -> Action:
    """
    A recommendation of class sharing, closed unless there is a consent for the purpose.
    """
    kind = ActionClass.SHARING
    return action(name, kind, guard=consent_given(purpose), instead=instead)


# Protocols


def screening(
    concern: Highest,
    *,
    facts: Iterable[Fact] = (),
    actions: Iterable[Action] = (),
    population: Condition | None = None,
    constraints: tuple[Constraint, ...] = (),
    gate: Gate | None = None,
) -> Screening:
    """
    A screening whose level other protocols read as ``screening.level``.
    """
    used = (*conditions_of(concern), *_also(population, constraints, gate, actions))
    return Screening(
        id="screening/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="A small screening",
        purpose="To test.",
        population=population,
        facts=_described(facts, used),
        actions={each.id: each for each in actions},
        constraints=constraints,
        gate=gate,
        concern=concern,
    )


def referral(
    needs: Every,
    *,
    facts: Iterable[Fact] = (),
    actions: Iterable[Action] = (),
    population: Condition | None = None,
    constraints: tuple[Constraint, ...] = (),
    gate: Gate | None = None,
) -> Referral:
    """
    A referral with these needs.
    """
    used = (*conditions_of(needs), *_also(population, constraints, gate, actions))
    return Referral(
        id="referral/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="A small referral",
        purpose="To test.",
        population=population,
        facts=_described(facts, used),
        actions={each.id: each for each in actions},
        constraints=constraints,
        gate=gate,
        needs=needs,
    )


def consent_rules(
    deciders: First,
    *purposes: Purpose,
    facts: Iterable[Fact] = (),
    actions: Iterable[Action] = (),
    population: Condition | None = None,
) -> ConsentRules:
    """
    Rules by which one table of deciders holds for every purpose.
    """
    return ConsentRules(
        id="consent/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="Small consent rules",
        purpose="To test.",
        population=population,
        facts=_described(
            facts,
            (
                *conditions_of(deciders),
                *_also(population, (), None, actions),
                *(way.when for each in purposes for way in each.routes.values()),
            ),
        ),
        actions={each.id: each for each in actions},
        deciders={deciders.id: deciders},
        purposes={each.id: each for each in purposes},
    )


def _also(
    population: Condition | None,
    constraints: tuple[Constraint, ...],
    gate: Gate | None,
    actions: Iterable[Action],
) -> Iterator[Condition]:
    if population is not None:
        yield population
    if gate is not None:
        yield gate.when
    yield from (each.broken_when for each in constraints)
    yield from (each.guard for each in actions if each.guard is not None)


def _described(facts: Iterable[Fact], used: Iterable[Condition]) -> dict[str, Fact]:
    found = {each.id: each for each in facts}
    inner = [each.applies_when for each in found.values() if each.applies_when]
    for condition in (*used, *inner):
        for name in sorted(facts_in(condition)):
            found.setdefault(name, yes_no(name))
    return {name: found[name] for name in sorted(found)}


def gate(when: Condition) -> Gate:
    """
    The asking gate; it binds every class but the open one.
    """
    binds = frozenset(Sensitivity) - {Sensitivity.OPEN}
    return Gate(
        finding="safe_to_ask",
        when=when,
        binds=binds,
        because="It may harm.",
        source=OWN,
    )


def constraint(
    *parts: Condition, because: str = "They exclude each other."
) -> Constraint:
    """
    The parts cannot hold together.
    """
    return Constraint(id="small", broken_when=All(parts), because=because, source=OWN)


def pathway(*protocols: Protocol, entry: tuple[str, ...] = ()) -> Pathway:
    """
    These protocols in this order; the role of each is its kind.
    """
    return Pathway(
        id="pathway/small",
        version="1.0.0",
        status=Status.DRAFT,
        title="A small pathway",
        purpose="To test.",
        steps=tuple(Step(role=each.kind, protocol=each) for each in protocols),
        source=OWN,
        entry=entry,
    )


def advice_of(
    *protocols: Protocol,
    answers: Mapping[str, object] | None = None,
    consents: tuple[Consent, ...] = (),
    entry: tuple[str, ...] = (),
    on: dt.datetime | dt.date = NOON,
    raises: Iterable[Raise] = (),
) -> Advice:
    """
    Run these protocols as a pathway.
    """
    given = Answers(answers or {}, consents)
    return advise(pathway(*protocols, entry=entry), given, on=on, raises=raises)


def questions_of(advice: Advice) -> list[str]:
    """
    Name the facts to ask for next, in their order.
    """
    return [each.fact.id for each in advice.next_questions]


# Consent


def purpose(
    name: str = "share_ngo",
    *,
    form: Form = Form.ORAL,
    needs_recipient: bool = True,
    needs_items: bool = True,
    needs_expiry: bool = False,
    about: About = About.SHARING,
    emergency: WithoutConsent | None = None,
    legal_duty: WithoutConsent | None = None,
) -> Purpose:
    """
    A purpose for which two things must have been told.
    """
    return Purpose(
        id=name,
        title=f"Consent for {name}",
        about=about,
        emergency=emergency,
        legal_duty=legal_duty,
        decided_by="who",
        form=form,
        needs_recipient=needs_recipient,
        needs_items=needs_items,
        needs_expiry=needs_expiry,
        tell=("what_they_keep", "their_duties"),
        if_refused="Care goes on.",
        because="Nothing is passed on without consent.",
        source=OWN,
    )


def way(when: Condition, *items: str) -> WithoutConsent:
    """
    A way without consent that is open while this surely holds.
    """
    return WithoutConsent(
        when=when,
        limits="Only what cannot wait.",
        items=items,
        because="There are such cases.",
        source=OWN,
    )


def patient_decides() -> First:
    """
    A table of deciders in which an adult decides, and for a child a guardian.
    """
    return first(
        row("patient", is_yes("adult")),
        row("guardian", is_no("adult")),
        otherwise="nobody_yet",
        unsettled="nobody_yet",
        name="who",
    )


_VALID: Mapping[str, object] = {
    "purpose": "share_ngo",
    "recipient": "Harbour House",
    "state": "given",
    "decided_by": "patient",
    "asked_alone": "yes",
    "pressure": "no",
    "understood": "yes",
    "told": ("what_they_keep", "their_duties"),
    "items": ("first_name",),
    "form": "oral",
    "given_at": NOON - HOUR,
}


def consent(**differences: object) -> Consent:
    """
    A record in which everything holds, but for these differences.
    """
    return Consent(**{**_VALID, **differences})  # type: ignore[arg-type]  # plain data
