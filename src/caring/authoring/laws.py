"""
Written parameters to facts, and written law to what it says and when.
"""

import datetime as dt
from collections.abc import Iterable

from caring.authoring.documents.laws import (
    ChoiceParameter,
    LawDocument,
    ParametersDocument,
    ProvisionDocument,
    QuantityParameter,
    YesNoParameter,
)
from caring.authoring.facts import yes_no
from caring.authoring.names import build_once
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.law import PREFIX, Law, Offsets, Provision
from caring.guidance.protocol import Status
from caring.language.facts import (
    Domain,
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
)
from caring.language.strictness import Stricter, StricterNumber, StricterOption

_Parameter = YesNoParameter | ChoiceParameter | QuantityParameter

Files = list[tuple[ParametersDocument, Scope]]
"""Files of parameters, each open for building."""


def read_parameters(files: Files) -> dict[str, Fact]:
    """
    Build the fact of every parameter, by its id, such as ``law.age_of_majority``.
    """
    written = ((each.parameters, scope) for each, scope in files)
    return build_once("parameters", written, _parameter)


def written_parameters(files: Files) -> frozenset[str]:
    """
    Name every parameter that files mean to define.
    """
    names = (name for document, _ in files for name in document.parameters)
    return frozenset(f"{PREFIX}{name}" for name in names)


def _parameter(scope: Scope, name: str, written: _Parameter, path: Path) -> Fact | None:
    source = scope.source(written.source, (*path, "source"))
    domain = _domain(scope, written, path)
    if source is None or domain is None:
        return None
    if isinstance(domain, Options) and not _is_order(scope, written, domain, path):
        return None
    return Fact(
        id=f"{PREFIX}{name}",
        domain=domain,
        obtained=Obtained.LAW,
        wording=written.wording,
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=source,
        stricter=_stricter(written),
        span=scope.places.of_key(path),
    )


def _domain(scope: Scope, written: _Parameter, path: Path) -> Domain | None:
    if isinstance(written, YesNoParameter):
        return yes_no("none")
    if isinstance(written, ChoiceParameter):
        return Options(type="choice", labels=written.options)
    limits = written.range
    if limits.at_least >= limits.at_most:
        message = "`at_least` must lie below `at_most`"
        scope.add("empty-range", message, (*path, "range"), "see which is which")
        return None
    return Number(
        type="quantity",
        unit=written.unit,
        at_least=limits.at_least,
        at_most=limits.at_most,
    )


def _is_order(scope: Scope, written: _Parameter, domain: Options, path: Path) -> bool:
    """
    Say whether an order of strictness names options, each once.
    """
    if written.stricter == "none":
        return True
    where = (*path, "stricter")
    unknown = [
        (n, each) for n, each in enumerate(written.stricter) if not domain.fits(each)
    ]
    for n, option in unknown:
        message = f"`{option}` is not one of the options"
        scope.unknown("unknown-option", message, (*where, n), domain.labels, option)
    words = list(written.stricter)
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        message = "the order of strictness names an option only once"
        scope.add("wrong-order", message, where, f"`{twice[0]}` stands twice")
    return not (unknown or twice)


def _stricter(written: _Parameter) -> Stricter | None:
    if written.stricter == "none":
        return None
    if isinstance(written, QuantityParameter):
        return StricterNumber(written.stricter)
    return StricterOption(tuple(written.stricter))


def build_law(document: LawDocument, scope: Scope) -> Law | None:
    """
    Build the law of one place, by parameter and time.
    """
    built = [
        _provision(scope, each, ("provisions", n))
        for n, each in enumerate(document.provisions)
    ]
    _look_at_overlaps(scope, built)
    provisions = [each for each in built if each is not None]
    if len(provisions) < len(built):
        return None
    offsets = [_minutes(each) for each in document.utc_offsets]
    named = sorted({each.parameter for each in provisions})
    return Law(
        id=document.id,
        version=document.version,
        status=Status(document.status),
        title=document.title,
        purpose=document.purpose,
        jurisdiction=document.jurisdiction,
        offsets=Offsets(least=min(offsets), most=max(offsets)),
        provisions=tuple(
            sorted(provisions, key=lambda each: (each.parameter, each.first_day))
        ),
        facts={id_: scope.dictionary.facts[id_] for id_ in named},
    )


def _minutes(offset: str) -> int:
    hours, _, minutes = offset[1:].partition(":")
    ahead = int(hours) * 60 + int(minutes)
    return -ahead if offset.startswith("-") else ahead


def _provision(
    scope: Scope, written: ProvisionDocument, path: Path
) -> Provision | None:
    source = scope.source(written.source, (*path, "source"))
    if not _is_fit(scope, written, path) or source is None:
        return None
    provision = Provision(
        parameter=f"{PREFIX}{written.parameter}",
        value=written.value,
        source=source,
        is_confirmed=written.certainty == "confirmed",
        note=written.note,
        checked_on=dt.date.fromisoformat(written.checked_on),
        expires_on=dt.date.fromisoformat(written.expires_on),
        in_force_from=_day(written.from_),
        in_force_until=_day(written.until),
    )
    _look_at_days(scope, provision, path)
    return provision


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _is_fit(scope: Scope, written: ProvisionDocument, path: Path) -> bool:
    """
    Say whether a parameter is there and takes the value.
    """
    name = f"{PREFIX}{written.parameter}"
    fact = scope.dictionary.facts.get(name)
    if fact is None:
        facts = [id_ for id_ in scope.dictionary.facts if id_.startswith(PREFIX)]
        known = [each.removeprefix(PREFIX) for each in facts]
        message = f"no parameter is called `{written.parameter}`"
        where = (*path, "parameter")
        scope.unknown("unknown-parameter", message, where, known, written.parameter)
        return False
    if written.value is not None and not fact.domain.fits(written.value):
        message = f"`{written.parameter}` does not take this value"
        scope.add("wrong-value", message, (*path, "value"), fact.domain.expected)
        return False
    if written.value is None and written.certainty == "confirmed":
        message = f"what is confirmed of `{written.parameter}` has a value"
        help_ = "add `value:`, or write `certainty: unsure`"
        scope.add("confirmed-without-value", message, (*path, "certainty"), help_)
        return False
    return True


def _look_at_days(scope: Scope, provision: Provision, path: Path) -> None:
    """
    Refuse an end before the beginning, and a check that would count for too long.
    """
    checked, expires = provision.checked_on, provision.expires_on
    last = provision.in_force_until
    if last is not None and last < provision.first_day:
        key = "from" if provision.in_force_from else "checked_on"
        message = f"`until` lies before `{key}`"
        help_ = "`until` is the last day in force; see which is which"
        scope.add("dates-reversed", message, (*path, "until"), help_)
    if expires < checked:
        message = "`expires_on` lies before `checked_on`"
        scope.add(
            "dates-reversed", message, (*path, "expires_on"), "see which is which"
        )
    if _as_numbers(expires) > (checked.year + 1, checked.month, checked.day):
        message = "what was looked up counts for twelve months at most"
        help_ = "look it up again before then, and write both days anew"
        scope.add("expires-too-late", message, (*path, "expires_on"), help_)


def _as_numbers(day: dt.date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _look_at_overlaps(scope: Scope, provisions: list[Provision | None]) -> None:
    """
    Refuse two provisions for one parameter on the same day.
    """
    before: list[Provision] = []
    for n, each in enumerate(provisions):
        if each is None:
            continue
        if any(_overlap(each, other) for other in before):
            name = each.parameter.removeprefix(PREFIX)
            message = f"`{name}` is answered twice for the same days"
            help_ = "end one with `until` before the other begins with `from`"
            scope.add("overlapping-law", message, ("provisions", n), help_)
        before.append(each)


def _overlap(one: Provision, other: Provision) -> bool:
    last_days = [each.in_force_until or dt.date.max for each in (one, other)]
    first_days = [one.first_day, other.first_day]
    return one.parameter == other.parameter and max(first_days) <= min(last_days)


def look_at_named(scope: Scope, names: Iterable[str], path: Path) -> None:
    """
    Refuse two versions of one law: a place has one law at a time.
    """
    seen: set[str] = set()
    for n, name in enumerate(names):
        id_ = name.partition("@")[0]
        if id_ in seen:
            message = f"`{id_}` is named twice"
            scope.add("law-twice", message, (*path, n), "keep one version of it")
        seen.add(id_)
