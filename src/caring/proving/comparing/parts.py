"""
What differs in two files beside results: fields that no formula reads, and words.

Whatever means something and is not known to be covered by the comparison over answers
is told here, and counts as major. So a field that is added to the model later is never
passed over in silence.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance
from caring.language.decisions import Every
from caring.proving.comparing.changes import Step, Told, Words
from caring.values.marks import LIFE, MARK, WORDING
from caring.values.sources import Source

_COVERED = {
    "Highest": {"rows", "floor", "floor_rows", "both_ways", "actions"},
    "First": {"rows", "unsettled", "otherwise", "gap", "actions"},
    "Every": {"rows", "actions"},
    "Screening": {"indicators", "findings", "population"},
    "Safety": {"domains", "escalation", "findings", "population"},
    "Point": {"when", "done"},
    "Precondition": {"suitable_when", "needs"},
    "Fact": {"applies_when", "derived"},
    "Action": {"guard", "instead", "excludes", "urgency"},
    "Constraint": {"broken_when"},
    "Gate": {"when", "binds"},
    "WithoutConsent": {"when"},
}
"""Fields of which all that they do is seen in results, by class."""

_EVERYWHERE = frozenset({"id", "version", "approval", "population"})
_OWN_EFFECT = frozenset({"facts", "actions", "constraints"})
"""Mappings of which a part more or less does only what results show."""


def told(old: Guidance, new: Guidance) -> Iterator[Told]:
    """
    Walk the differences of meaning that results do not show.
    """
    yield from _walk("", old, new)


def pins(old: Guidance, new: Guidance) -> Iterator[Told]:
    """
    Walk the steps of pathways that name another version of a protocol than before.
    """
    if isinstance(old, Pathway) and isinstance(new, Pathway):
        before = {each.role: each.protocol.name for each in old.steps}
        after = {each.role: each.protocol.name for each in new.steps}
        for role in sorted(before.keys() & after.keys()):
            if before[role] != after[role]:
                yield Told(
                    part=f"steps.{role}",
                    was=before[role],
                    now=after[role],
                    step=Step.PATCH,
                )


def residue(old: Guidance, new: Guidance) -> Iterator[Told]:
    """
    Say that digests differ, where nothing else was found that says so.
    """
    after = attrs.evolve(new, id=old.id, version=old.version)
    pairs = (
        ("rules", old.digest, after.digest),
        ("words", old.wording_digest, after.wording_digest),
    )
    for part, one, other in pairs:
        if one != other:
            yield Told(
                part=part,
                was="written in one way",
                now="written in another, with the same results",
                step=Step.PATCH,
            )


def policies(path: str, old: Every, new: Every) -> Iterator[Told]:
    """
    Walk the needs for which something else is done while they are only possible.

    What that does to advice is compared over answers; here it is named.
    """
    before = {each.result: each.unsettled for each in old.rows}
    for row in new.rows:
        was = before.get(row.result, row.unsettled)
        if was is not row.unsettled:
            yield Told(
                part=f"{path}.{row.result}.unsettled",
                was=was.value,
                now=row.unsettled.value,
                step=Step.MINOR,
            )


def _walk(path: str, old: Any, new: Any) -> Iterator[Told]:
    if isinstance(old, Source) and isinstance(new, Source):
        if old != new:
            yield Told(part=path, was=old.id, now=new.id, step=Step.PATCH)
    elif attrs.has(type(old)) and type(old) is type(new):
        yield from _fields(path, old, new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mappings(path, old, new)
    elif _is_named(old) and _is_named(new):
        yield from _mappings(path, _by_name(old), _by_name(new))
    elif old != new:
        yield _difference(path, _plain(old), _plain(new))


def _fields(path: str, old: Any, new: Any) -> Iterator[Told]:
    covered: Collection[str] = _COVERED.get(type(old).__name__, ())
    for field in attrs.fields(type(old)):
        mark = field.metadata.get(MARK)
        is_of_guidance = isinstance(old, Guidance) and field.name in _EVERYWHERE
        if is_of_guidance or field.eq is False or field.name in covered:
            continue
        one, other = getattr(old, field.name), getattr(new, field.name)
        if mark == WORDING[MARK] and isinstance(one, Mapping):
            # Of a mapping only the values are words.
            one, other = frozenset(one), frozenset(other)
        elif mark in {LIFE[MARK], WORDING[MARK]}:
            continue
        yield from _walk(_inside(path, field.name), one, other)


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _mappings(
    path: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Told]:
    step = Step.MINOR if path.rsplit(".", maxsplit=1)[-1] in _OWN_EFFECT else Step.MAJOR
    for key in sorted({*old, *new}):
        inside = _inside(path, key)
        if key not in new:
            yield Told(part=inside, was="there", now="not there", step=step)
        elif key not in old:
            yield Told(part=inside, was="not there", now="there", step=step)
        else:
            yield from _walk(inside, old[key], new[key])


def _is_named(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(_name(each) is not None for each in value)
        and len({_name(each) for each in value}) == len(value)
    )


def _name(part: Any) -> str | None:
    for field in ("role", "id", "fact"):
        found = getattr(part, field, None)
        if isinstance(found, str):
            return found
    return None


def _by_name(parts: tuple[Any, ...]) -> dict[str, Any]:
    return {str(_name(each)): each for each in parts}


def _difference(path: str, was: str, now: str) -> Told:
    return Told(part=path, was=was, now=now, step=Step.MAJOR)


def _plain(value: Any) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value)) or "nothing"
    if value is None:
        return "nothing"
    found = getattr(value, "value", None)
    if isinstance(found, str):
        return found
    name = _name(value)
    return name or (type(value).__name__ if attrs.has(type(value)) else str(value))


def words(old: Guidance, new: Guidance) -> Iterator[Words]:
    """
    Walk the words for readers that differ, part by part.

    Of rows and other lists without names the words of all are one part.
    """
    before, after = _words_of(old), _words_of(new)
    for part in sorted({*before, *after}):
        one, other = before.get(part, Counter()), after.get(part, Counter())
        if one != other:
            yield Words(
                part=part,
                was=tuple(sorted((one - other).elements())),
                now=tuple(sorted((other - one).elements())),
            )


def _words_of(guidance: Guidance) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    _gather("", guidance, found)
    return found


def _gather(path: str, value: Any, found: dict[str, Counter[str]]) -> None:
    if isinstance(value, Mapping):
        for key, each in value.items():
            _gather(_inside(path, str(key)), each, found)
    elif _is_named(value) and not hasattr(value[0], "because"):
        _gather(path, _by_name(value), found)
    elif isinstance(value, tuple | frozenset):
        for each in value:
            _gather(path, each, found)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            mark, inside = field.metadata.get(MARK), _inside(path, field.name)
            if mark == WORDING[MARK]:
                _collect(inside, getattr(value, field.name), found)
            elif mark != LIFE[MARK] and field.eq is not False:
                _gather(inside, getattr(value, field.name), found)


def _collect(path: str, value: Any, found: dict[str, Counter[str]]) -> None:
    if isinstance(value, str):
        found.setdefault(path, Counter())[value] += 1
    elif isinstance(value, Mapping):
        for key, each in value.items():
            _collect(_inside(path, str(key)), each, found)
    elif isinstance(value, tuple):
        for each in value:
            _collect(path, each, found)
