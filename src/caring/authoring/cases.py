"""
Written answers to answers, for scenarios and encounters.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caring.authoring.directory import build_directory
from caring.authoring.documents.scenarios import (
    ConsentDocument,
    EncounterDocument,
    Expectation,
    ExpectedDecision,
    RaiseDocument,
    ScenarioDocument,
    ScenariosDocument,
)
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.directory import Directory
from caring.guidance.law import PREFIX
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.referral import Referral
from caring.language.answers import Answer, Answers
from caring.language.conditions import Given, Through, leaves
from caring.language.consent import Consent
from caring.language.decisions import Decision, First, Highest, conditions_of
from caring.language.facts import Fact
from caring.language.raises import Raise, RaiseReason
from caring.language.silence import Silence
from caring.values.spans import Span

_SILENCES = frozenset(each.value for each in Silence)


def moment_of(text: str) -> dt.datetime | dt.date:
    """
    Read a date, or a datetime with a time zone, in ISO 8601.

    Raises:
        ValueError: If it is neither.

    >>> moment_of("2026-01-15")
    datetime.date(2026, 1, 15)
    """
    if len(text) == len("2026-01-15"):
        return dt.date.fromisoformat(text)
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a time needs its zone, such as +07:00")
    return found


def answers_of(document: ScenarioDocument | EncounterDocument) -> Answers:
    """
    Turn written answers and consents into answers.
    """
    values = {fact: _answer(each) for fact, each in document.answers.items()}
    return Answers(
        values,
        [_consent(each) for each in document.consents],
        encounter_began=_hour(document.encounter_began),
        section_began=_hour(document.section_began),
    )


def _hour(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _answer(written: Any) -> Answer:
    if not isinstance(written, dict):
        return Answer(written)
    fields = {**written, "at": _hour(written.get("at"))}
    return Answer(fields.pop("value"), **fields)


def _consent(written: ConsentDocument) -> Consent:
    fields: dict[str, Any] = written.model_dump()
    for name in ("given_at", "expires_at", "withdrawn_at"):
        fields[name] = _hour(fields[name])
    return Consent(**fields)


def raises_of(document: ScenarioDocument | EncounterDocument) -> tuple[Raise, ...]:
    """
    Turn written raises into raises.
    """
    return tuple(_raise(each) for each in document.raises)


def _raise(written: RaiseDocument) -> Raise:
    at = None if written.at is None else dt.datetime.fromisoformat(written.at)
    return Raise(
        role=written.role,
        level=written.level,
        reason=RaiseReason(written.reason),
        at=at,
    )


def check_cases(
    document: ScenariosDocument | EncounterDocument, found: Guidance, scope: Scope
) -> None:
    """
    Hold written cases to facts, decisions, actions and times that exist.
    """
    _check_time(document.on, ("on",), scope)
    if isinstance(document, EncounterDocument):
        _check_case(document, (), found, scope)
        return
    if document.services:
        build_directory(document.of, document.services, services_for(found), scope)
    for n, each in enumerate(document.scenarios):
        path = ("scenarios", n)
        if each.on is not None:
            _check_time(each.on, (*path, "on"), scope)
        if each.expect.refused is None:
            _check_case(each, path, found, scope)
        _check_expected(each.expect, (*path, "expect"), found, scope)


def _check_time(text: str, path: Path, scope: Scope) -> None:
    try:
        moment_of(text)
    except ValueError:
        message = "this is no time that can be read"
        help_ = 'write "2026-01-15", or with the hour "2026-01-15T10:00:00+07:00"'
        scope.add("wrong-time", message, path, help_)


def _check_hour(text: str, path: Path, scope: Scope) -> None:
    """
    Hold what happened at an hour to a time with its zone.
    """
    try:
        is_hour = isinstance(moment_of(text), dt.datetime)
    except ValueError:
        is_hour = False
    if not is_hour:
        message = "this is no time with its hour and zone"
        help_ = 'write it as "2026-01-15T10:00:00+07:00"'
        scope.add("wrong-time", message, path, help_)


def _check_case(
    written: ScenarioDocument | EncounterDocument,
    path: Path,
    found: Guidance,
    scope: Scope,
) -> None:
    facts = _facts(found)
    for key in ("encounter_began", "section_began"):
        text = getattr(written, key)
        if text is not None:
            _check_hour(text, (*path, key), scope)
    for name, each in written.answers.items():
        where = (*path, "answers", name)
        value = each["value"] if isinstance(each, dict) else each
        if name not in facts:
            _say_unknown_fact(name, scope.places.of_key(where), found, scope)
        elif not facts[name].is_answered:
            message = f"nobody answers `{name}`: it is worked out from other facts"
            others = " and ".join(f"`{each}`" for each in facts[name].rests_on)
            help_ = f"answer {others} instead"
            scope.add("wrong-answer", message, scope.places.of_key(where), help_)
        elif value not in _SILENCES and not facts[name].domain.fits(value):
            # The answer itself is not repeated: it may be a person's.
            message = f"this is no answer to `{name}`"
            inside = (*where, "value") if isinstance(each, dict) else where
            scope.add("wrong-answer", message, inside, facts[name].domain.expected)
        if isinstance(each, dict) and "at" in each:
            _check_hour(each["at"], (*where, "at"), scope)
    for n, consent in enumerate(written.consents):
        _check_consent(consent, (*path, "consents", n), found, scope)
    for n, raised in enumerate(written.raises):
        _check_raise(raised, (*path, "raises", n), found, scope)


def _check_raise(
    written: RaiseDocument, path: Path, found: Guidance, scope: Scope
) -> None:
    """
    Hold a raise to a role and a level that are there.
    """
    levels = {
        prefix.removesuffix("."): each.level.scale
        for prefix, each in _protocols(found)
        if each.level is not None
    }
    is_only = written.role is None and len(levels) == 1
    role = next(iter(levels)) if is_only else written.role
    if role is None or role not in levels:
        message = f"`{found.name}` has no level in this role"
        where = path if written.role is None else (*path, "role")
        roles = [each for each in levels if each]  # alone, a protocol has none
        scope.unknown("unknown-role", message, where, roles, role or "")
    elif written.level not in levels[role]:
        message = f"`{found.name}` has no level `{written.level}` there"
        where = (*path, "level")
        scope.unknown("unknown-level", message, where, levels[role], written.level)
    if written.at is not None:
        _check_hour(written.at, (*path, "at"), scope)


def _check_consent(
    written: ConsentDocument, path: Path, found: Guidance, scope: Scope
) -> None:
    purposes = _purposes(found)
    if written.purpose not in purposes:
        message = f"nothing in `{found.name}` asks for the consent `{written.purpose}`"
        where = (*path, "purpose")
        scope.unknown("unknown-purpose", message, where, purposes, written.purpose)
    for name in ("given_at", "expires_at", "withdrawn_at"):
        text = getattr(written, name)
        if text is not None:
            _check_hour(text, (*path, name), scope)


def _say_unknown_fact(
    name: str, where: Path | Span, found: Guidance, scope: Scope
) -> None:
    message = f"no fact of `{found.name}` is called `{name}`"
    scope.unknown("unknown-name", message, where, _facts(found), name)


def _check_expected(
    expect: Expectation, path: Path, found: Guidance, scope: Scope
) -> None:
    known = _decisions(found)
    for name, expected in expect.decisions.items():
        where = (*path, "decisions", name)
        if name in known:
            _check_results(expected, where, known[name], scope)
        else:
            message = f"no decision of `{found.name}` is called `{name}`"
            place = scope.places.of_key(where)
            scope.unknown("unknown-decision", message, place, known, name)
    for name in expect.routes:
        if name not in _purposes(found):
            message = f"nothing in `{found.name}` asks for the consent `{name}`"
            place = scope.places.of_key((*path, "routes", name))
            scope.unknown("unknown-purpose", message, place, _purposes(found), name)
    needs = services_for(found)
    for need in expect.services:
        if need not in needs:
            message = f"no need of `{found.name}` that a service meets is `{need}`"
            place = scope.places.of_key((*path, "services", need))
            scope.unknown("unknown-need", message, place, needs, need)
    for key in ("advised", "withheld", "absent"):
        scope.actions(getattr(expect, key), (*path, key))
    for key in ("missing", "next", "next_includes", "next_excludes"):
        for n, fact in enumerate(getattr(expect, key) or ()):
            if fact not in _facts(found):
                _say_unknown_fact(fact, (*path, key, n), found, scope)
    _check_law(expect, path, found, scope)


def _check_law(expect: Expectation, path: Path, found: Guidance, scope: Scope) -> None:
    """
    Hold what is expected of the law to parameters that are read, and their values.
    """
    facts = {
        id_.removeprefix(PREFIX): fact
        for id_, fact in _facts(found).items()
        if id_.startswith(PREFIX)
    }
    for name, value in expect.law.items():
        where = (*path, "law", name)
        if name not in facts:
            key = scope.places.of_key(where)
            _say_unknown_parameter(name, key, found, facts, scope)
        elif value != "unknown" and not facts[name].domain.fits(value):
            message = f"`{name}` does not take this value"
            scope.add("wrong-value", message, where, facts[name].domain.expected)
    for n, name in enumerate(expect.law_conflicts or ()):
        if name not in facts:
            _say_unknown_parameter(
                name, (*path, "law_conflicts", n), found, facts, scope
            )


def _say_unknown_parameter(
    name: str, where: Path | Span, found: Guidance, known: Iterable[str], scope: Scope
) -> None:
    message = f"`{found.name}` reads no parameter of the law called `{name}`"
    scope.unknown("unknown-parameter", message, where, known, name)


def _check_results(
    expected: ExpectedDecision, path: Path, decision: Decision, scope: Scope
) -> None:
    """
    Hold what is expected of a decision to what it can give.
    """
    known = _results(decision)
    for key, written in expected.model_dump(exclude_none=True).items():
        if key in ("settled", "open"):
            continue
        is_list = isinstance(written, list)
        for n, word in enumerate(written if is_list else [written]):
            if word not in known:
                message = f"`{path[-1]}` cannot come out as `{word}`"
                where = (*path, key, n) if is_list else (*path, key)
                scope.unknown("unknown-result", message, where, known, word)


def _results(decision: Decision) -> frozenset[str]:
    if isinstance(decision, Highest):
        return frozenset(decision.scale)
    results = {row.result for row in decision.rows}
    if isinstance(decision, First):
        results |= {decision.otherwise or "", decision.unsettled}
    return frozenset(results)


def _facts(found: Guidance) -> Mapping[str, Fact]:
    return found.facts if isinstance(found, Protocol | Pathway) else {}


def _protocols(found: Guidance) -> Iterator[tuple[str, Protocol]]:
    """
    Walk the protocols of what was found, each with how its decisions are prefixed.
    """
    if isinstance(found, Protocol):
        yield "", found
    if isinstance(found, Pathway):
        for step in found.steps:
            yield f"{step.role}.", step.protocol


def _decisions(found: Guidance) -> Mapping[str, Decision]:
    return {
        f"{prefix}{each.id}": each
        for prefix, protocol in _protocols(found)
        for each in protocol.decisions
    }


def services_for(found: Guidance) -> Mapping[str, str]:
    """
    Give the needs that a service can meet, each with what readers see for it.
    """
    return {
        row.result: row.title or row.result
        for _, protocol in _protocols(found)
        if isinstance(protocol, Referral)
        for row in protocol.needs.rows
        if row.result in protocol.none_suitable
    }


def directory_of(document: ScenariosDocument, scope: Scope) -> Directory | None:
    """
    Turn the services of a scenario file into a directory; none where it has none.
    """
    if not document.services:
        return None
    needs = {each: each for one in document.services.values() for each in one.meets}
    return build_directory(document.of, document.services, needs, scope)


def _purposes(found: Guidance) -> frozenset[str]:
    """
    Name every consent on which something rests.
    """
    conditions = [
        when
        for _, protocol in _protocols(found)
        for when in (
            *(
                each
                for one in (*protocol.decisions, *protocol.for_each_service)
                for each in conditions_of(one)
            ),
            *(action.guard for action in protocol.actions.values()),
        )
        if when is not None
    ]
    given = (leaf for when in conditions for leaf in leaves(when))
    return frozenset(
        leaf.purpose for leaf in given if isinstance(leaf, Given | Through)
    )
