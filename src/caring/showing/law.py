"""
The law as text: what a law file says, and what was read of it for an encounter.
"""

from collections.abc import Iterator

from caring.guidance.law import (
    Law,
    LawReading,
    Offsets,
    Provision,
    Said,
    WhyUnknown,
)
from caring.language.facts import Fact, Number, Options
from caring.showing.kinds import section
from caring.showing.lines import Line, Style
from caring.showing.wording import Wording


def reading_lines(readings: tuple[LawReading, ...], w: Wording) -> Iterator[Line]:
    """
    Show what the law says of what was read, and on what to seek local advice.

    What a law file notes stays in the words of that file: no translation may change it.
    """
    if not readings:
        return
    yield from section(w.own("law", notice=w.own("law/no-advice")))
    for each in readings:
        if each.value is not None:
            yield Line(f"- {_stated(each.parameter, each.value, w)}", depth=1, hang=2)
            yield from _said(each, w)
    unknown = [each for each in readings if each.value is None]
    if unknown and all(each.why is WhyUnknown.NO_LAW for each in unknown):
        yield _seek(w.own("law/none-handed-in"), w)
        return
    for each in unknown:
        yield _seek(w.fact(each.parameter), w)
        yield from _said(each, w)


def _seek(what: str, w: Wording) -> Line:
    return Line(f"- {w.own('law/seek', what=what)}", Style.WARNING, 1, 2)


def _stated(parameter: Fact, value: str | int | None, w: Wording) -> str:
    said = w.own("law/not-known") if value is None else value_of(parameter, value, w)
    what = w.fact(parameter).removesuffix(".")
    return w.own("law/stated", what=what, value=said)


def _said(reading: LawReading, w: Wording) -> Iterator[Line]:
    if reading.is_conflict:
        decides = "nothing" if reading.value is None else "stricter"
        yield Line(w.own(f"law/differ-{decides}"), Style.WARNING, 2, 2)
    for each in reading.said:
        yield Line(_says(reading.parameter, each, w), Style.QUIET, 2, 2)


def _says(parameter: Fact, said: Said, w: Wording) -> str:
    provision = said.provision
    if said.why:
        what = w.own(f"law/why/{said.why.value}")
    else:
        what = value_of(parameter, said.value, w)
    if provision is None:
        return f"{said.jurisdiction}: {what}."
    return f"{said.jurisdiction}: {what}. {_where_from(provision, w)}"


def _where_from(provision: Provision, w: Wording) -> str:
    day = provision.checked_on.isoformat()
    source = w.source(provision.source)
    return f"{provision.note} {source}. {w.own('law/looked-up', day=day)}"


def value_of(parameter: Fact, value: str | int | None, w: Wording) -> str:
    """
    Say what the law says, in a reader's words.
    """
    match parameter.domain:
        case Options(labels=labels) if value in labels:
            return w.option(parameter, str(value), labels[str(value)])
        case Number(unit=unit):
            return f"{value} {w.unit(parameter.id, unit)}"
        case _:
            return f"{value}"


def law_lines(law: Law, w: Wording) -> Iterator[Line]:
    """
    Show what a law file says: each parameter, how sure it is, and until when it counts.
    """
    yield Line(w.own("law/no-advice"), Style.WARNING)
    clocks = _clocks(law.offsets)
    yield Line(w.own("law/where", place=law.jurisdiction, clocks=clocks), hang=2)
    yield from section(w.own("law/says"))
    for each in law.provisions:
        yield from _provision(law.facts[each.parameter], each, w)


def _clocks(offsets: Offsets) -> str:
    ends = [_clock(each) for each in (offsets.least, offsets.most)]
    return " - ".join(dict.fromkeys(ends))


def _clock(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _provision(parameter: Fact, provision: Provision, w: Wording) -> Iterator[Line]:
    yield Line(f"- {_stated(parameter, provision.value, w)}", depth=1, hang=2)
    yield Line(provision.note, depth=2, hang=2)
    if not provision.is_confirmed:
        yield Line(w.own("law/not-confirmed"), Style.WARNING, 2, 2)
    days = {
        "from": provision.in_force_from,
        "until": provision.in_force_until,
        "looked-up-on": provision.checked_on,
        "counts-until": provision.expires_on,
    }
    told = [w.own(f"law/{name}", day=day) for name, day in days.items() if day]
    source = w.source(provision.source)
    yield Line(f"({', '.join(told)}; {source})", Style.QUIET, 2, 2)
