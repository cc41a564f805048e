"""
Answers from JSON, held to what one protocol or pathway asks.

Everything that does not fit is told at once, naming facts and no values. What only
shows together, such as two answers that cannot both hold, is judged when it is run.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from caring.embedding.shapes import Shape
from caring.embedding.sheets import TIME, Answered, Sheet, sheet_of
from caring.language.answers import Answer, Answers
from caring.language.consent import Consent
from caring.values.errors import AnswersError, Problem

_TIMES = ("encounter_began", "section_began")
KEYS = ("answers", "consents", *_TIMES)
"""What a sheet may hold; all of it may be left out."""


def read_answers(text: str | bytes, guidance: Answered) -> Answers:
    """
    Read answers from JSON, as ``answers_schema`` describes them.

    Args:
        text: The JSON. A whole number may be written as ``2`` or ``2.0``.
        guidance: The protocol or pathway they are to answer.

    Raises:
        AnswersError: If it is no JSON, a key is written twice, or anything in it does
            not fit. It lists every problem and no value.
    """
    data, problem = _parsed(text)
    if problem is not None:
        # Not raised while the parser's own error is handled: that one holds the text.
        raise AnswersError([Problem(("answers",), problem)])
    problems = list(_unfit(data, sheet_of(guidance)))
    if problems:
        raise AnswersError(problems)
    return Answers(
        {fact: _answer(each) for fact, each in data.get("answers", {}).items()},
        [_consent(each) for each in data.get("consents", [])],
        **{key: dt.datetime.fromisoformat(data[key]) for key in _TIMES if key in data},
    )


def _parsed(text: str | bytes) -> tuple[Any, str | None]:
    try:
        found = json.loads(
            text,
            object_pairs_hook=_without_twins,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except _TwinError:
        return None, "expected each key once"
    except (RecursionError, UnicodeDecodeError, ValueError):
        return None, "expected JSON"
    return found, None


class _TwinError(Exception):
    """
    A key was written twice, and nobody can tell which of the two was meant.
    """


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwinError
    return found


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number


def _no_number(_: str) -> Any:
    raise ValueError("no number of JSON")


def _unfit(data: Any, sheet: Sheet) -> Iterator[Problem]:
    if type(data) is not dict:
        yield Problem(("answers",), "expected an object")
        return
    yield from _unknown(data, KEYS)
    answers, consents = data.get("answers", {}), data.get("consents", [])
    if type(answers) is dict:
        yield from _unfit_answers(answers, sheet)
    else:
        yield Problem(("answers",), "expected an object")
    if type(consents) is list:
        for each in consents:
            yield from _unfit_consent(each, sheet.consent)
    else:
        yield Problem(("consents",), "expected a list")
    for key in _TIMES:
        yield from _misfit(key, data, TIME)


def _unfit_answers(answers: Mapping[str, Any], sheet: Sheet) -> Iterator[Problem]:
    for fact in sorted(answers):
        if fact not in sheet.answers:
            yield Problem((fact,), "no fact here that is answered has this name")
        else:
            yield from _misfit(fact, answers, sheet.answers[fact])


def _unfit_consent(record: Any, fields: Mapping[str, Shape]) -> Iterator[Problem]:
    if type(record) is not dict:
        yield Problem(("consents",), "expected objects")
        return
    yield from _unknown(record, fields, "consent.")
    for key in ("purpose", "state"):
        if key not in record:
            yield Problem((f"consent.{key}",), "expected in each record")
    for key in fields:
        yield from _misfit(key, record, fields[key], "consent.")


def _unknown(
    data: Mapping[str, Any], known: Collection[str], prefix: str = ""
) -> Iterator[Problem]:
    for key in sorted(data.keys() - {*known}):
        yield Problem((f"{prefix}{key}",), f"no such key; there is {', '.join(known)}")


def _misfit(
    key: str, data: Mapping[str, Any], shape: Shape, prefix: str = ""
) -> Iterator[Problem]:
    if key in data and not shape.fits(data[key]):
        yield Problem((f"{prefix}{key}",), shape.expected)


def _answer(written: Any) -> Answer:
    if type(written) is not dict:
        return Answer(written)
    fields = dict(written)
    if "at" in fields:
        fields["at"] = dt.datetime.fromisoformat(fields["at"])
    return Answer(fields.pop("value"), **fields)


def _consent(written: Mapping[str, Any]) -> Consent:
    fields = dict(written)
    for key in ("given_at", "expires_at", "withdrawn_at"):
        if key in fields:
            fields[key] = dt.datetime.fromisoformat(fields[key])
    return Consent(**fields)
