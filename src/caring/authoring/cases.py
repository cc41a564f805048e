"""
Written answers to answers, for scenarios and encounters.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from caring.authoring.documents.scenarios import (
    ConsentDocument,
    EncounterDocument,
    ScenarioDocument,
    ScenariosDocument,
)
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answer, Answers
from caring.language.consent import Consent


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
    return Answers(values, [_consent(each) for each in document.consents])


def _answer(written: Any) -> Answer:
    if not isinstance(written, dict):
        return Answer(written)
    at = written.get("at")
    when = dt.datetime.fromisoformat(at) if at is not None else None
    return Answer(written["value"], at=when, origin=written.get("origin"))


def _consent(written: ConsentDocument) -> Consent:
    fields: dict[str, Any] = written.model_dump()
    for name in ("given_at", "expires_at", "withdrawn_at"):
        text = fields[name]
        fields[name] = None if text is None else dt.datetime.fromisoformat(text)
    return Consent(**fields)


def check_cases(
    document: ScenariosDocument | EncounterDocument, found: Guidance, scope: Scope
) -> None:
    """
    Hold written cases to facts, decisions, actions and times that exist.
    """
    if isinstance(document, EncounterDocument):
        _check_time(document.on, ("on",), scope)
        _check_case(document, (), found, scope)
        return
    _check_time(document.on, ("on",), scope)
    for n, each in enumerate(document.scenarios):
        path = ("scenarios", n)
        if each.on is not None:
            _check_time(each.on, (*path, "on"), scope)
        if each.expect.refused is None:
            _check_case(each, path, found, scope)
        _check_expected(each, path, found, scope)


def _check_time(text: str, path: Path, scope: Scope) -> None:
    try:
        moment_of(text)
    except ValueError:
        message = "this is no time that can be read"
        help_ = 'write "2026-01-15", or with the hour "2026-01-15T10:00:00+07:00"'
        scope.add("wrong-time", message, path, help_)


def _check_case(
    written: ScenarioDocument | EncounterDocument,
    path: Path,
    found: Guidance,
    scope: Scope,
) -> None:
    facts = found.facts if isinstance(found, Protocol | Pathway) else {}
    for fact, each in written.answers.items():
        if fact not in facts:
            message = f"no fact of `{found.name}` is called `{fact}`"
            where = scope.places.of_key((*path, "answers", fact))
            scope.unknown("unknown-name", message, where, facts, fact)
        if isinstance(each, dict) and "at" in each:
            _check_time(each["at"], (*path, "answers", fact, "at"), scope)
    for n, consent in enumerate(written.consents):
        for name in ("given_at", "expires_at", "withdrawn_at"):
            text = getattr(consent, name)
            if text is not None:
                _check_time(text, (*path, "consents", n, name), scope)


def _check_expected(
    written: ScenarioDocument, path: Path, found: Guidance, scope: Scope
) -> None:
    expect = (*path, "expect")
    known = _decisions(found)
    for name in written.expect.decisions:
        if name not in known:
            message = f"no decision of `{found.name}` is called `{name}`"
            where = scope.places.of_key((*expect, "decisions", name))
            scope.unknown("unknown-decision", message, where, known, name)
    for key in ("advised", "withheld", "absent"):
        for n, action in enumerate(getattr(written.expect, key)):
            scope.action(action, (*expect, key, n))


def _decisions(found: Guidance) -> Mapping[str, object]:
    if isinstance(found, Protocol):
        return {each.id: each for each in found.decisions}
    if isinstance(found, Pathway):
        return {
            f"{step.role}.{each.id}": each
            for step in found.steps
            for each in step.protocol.decisions
        }
    return {}
