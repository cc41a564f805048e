"""
What was found, as a case in plain words, and as a scenario to paste.
"""

import datetime as dt
import json
from collections.abc import Iterator

from caring.language.answers import Answers
from caring.language.consent import Consent
from caring.language.facts import Fact, Options
from caring.language.silence import Silence
from caring.proving.advised import ANYTHING_ELSE
from caring.proving.cases import NOON, answers_of
from caring.proving.classes import AnswerClass
from caring.proving.formula import Assignment
from caring.proving.prove import Example, Proof, Proved, quiet


def case_lines(example: Example, proved: Proved) -> Iterator[str]:
    """
    Tell a case, an answer a line; what is not known is left out.
    """
    known = _known(example.places, proved)
    yield from known or ["nothing is known"]
    if example.second is not None:
        places, second = example.places, example.second
        differ = {name: n for name, n in second.items() if places.get(name) != n}
        yield "beside it the same, but"
        yield from _told(differ, proved)


def _known(places: Assignment, proved: Proved) -> list[str]:
    told = {name: n for name, n in places.items() if n != quiet(name, proved.variables)}
    return list(_told(told, proved))


def _told(places: Assignment, proved: Proved) -> Iterator[str]:
    facts = proved.found.encoding.context.facts
    for name in sorted(places):
        chosen = proved.variables[name].classes[places[name]]
        if name == ANYTHING_ELSE:
            yield chosen.label
        elif name in facts:
            yield f"{facts[name].wording} {_words(chosen, facts[name])} (`{name}`)"
        else:
            yield f"`{name}`: {chosen.label}"


def _words(chosen: AnswerClass, fact: Fact) -> str:
    if isinstance(fact.domain, Options) and not chosen.is_silent:
        labels = fact.domain.labels
        return labels.get(str(chosen.stands), "") or chosen.label
    return chosen.label


def scenario(example: Example, proved: Proved, name: str) -> tuple[str, ...]:
    """
    Write a case as a scenario; of two runs both, one after the other.

    What a scenario cannot say, such as a level of a protocol that is not there, is left
    to the case in words.
    """
    found = [_scenario(example.places, proved, name)]
    if example.second is not None:
        found.append(_scenario(example.second, proved, f"{name}, beside it"))
    return tuple(line for each in found for line in each)


def _scenario(places: Assignment, proved: Proved, name: str) -> list[str]:
    guidance = proved.found.encoding.guidance
    answers = answers_of(places, proved.variables, guidance)
    lines = [f"- name: {_quoted(name)}", f"  on: {_quoted(NOON.isoformat())}"]
    values = _values(answers)
    if values:
        lines += ["  answers:", *(f"    {fact}: {each}" for fact, each in values)]
    if answers.consents:
        lines += ["  consents:"]
        for each in answers.consents:
            first, *others = _record(each)
            lines += [f"    - {first}", *(f"      {other}" for other in others)]
    return [*lines, "  expect: {}"]


def _values(answers: Answers) -> list[tuple[str, str]]:
    found = []
    for fact, answer in answers.values.items():
        value = answer.value
        if isinstance(value, Silence):
            found.append((fact, value.value))
        else:
            is_moment = isinstance(value, dt.date)
            found.append((fact, _quoted(str(value)) if is_moment else str(value)))
    return found


def _record(record: Consent) -> list[str]:
    words = {
        "purpose": record.purpose,
        "state": record.state.value,
        "recipient": record.recipient,
        "decided_by": record.decided_by and record.decided_by.value,
        "asked_alone": record.asked_alone,
        "pressure": record.pressure,
        "understood": record.understood,
        "assent": record.assent,
        "told": _listed(record.told),
        "items": _listed(record.items),
        "form": record.form and record.form.value,
        "given_at": record.given_at and _quoted(record.given_at.isoformat()),
        "expires_at": record.expires_at and _quoted(record.expires_at.isoformat()),
    }
    return [f"{field}: {each}" for field, each in words.items() if each]


def _listed(words: frozenset[str]) -> str | None:
    return f"[{', '.join(sorted(words))}]" if words else None


def _quoted(text: str) -> str:
    # JSON's strings are YAML's too.
    return json.dumps(text, ensure_ascii=False)


def proof_line(proof: Proof) -> str:
    """
    Say in a line what became of a guarantee.
    """
    if proof.untried is not None:
        return f"not tried: {proof.guarantee}: it asks {proof.untried}"
    if proof.holds:
        return f"holds ({proof.how.value}, {proof.checks} shown): {proof.guarantee}"
    return f"BROKEN: {proof.guarantee}: {proof.says}"


def broken_lines(proof: Proof, proved: Proved | None) -> Iterator[str]:
    """
    Say of a guarantee that is broken where, what and for whom.
    """
    yield from (f"  {each}" for each in proof.problems)
    if proved is None:
        return
    if proof.witness is None:
        yield "  no answers reach it, so that it shows nothing"
    for broken in proof.broken:
        place = "" if broken.span is None else f"{broken.span.place}: "
        yield f"  {place}{broken.says}"
        if broken.example is None:
            continue
        yield from (f"    {line}" for line in case_lines(broken.example, proved))
        yield "  as a scenario:"
        lines = scenario(broken.example, proved, broken.says)
        yield from (f"    {line}" for line in lines)
