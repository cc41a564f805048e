"""
The law as text: what a law file says, and what was read of it for an encounter.
"""

from collections.abc import Iterator

from caring.guidance.law import (
    NO_LEGAL_ADVICE,
    Law,
    LawReading,
    Offsets,
    Provision,
    Said,
    WhyUnknown,
    local_advice,
)
from caring.language.facts import Fact, Number, Options
from caring.showing.kinds import section
from caring.showing.lines import Line, Style

_WHY = {
    WhyUnknown.NO_LAW: "no law was handed in",
    WhyUnknown.ABSENT: "it was not looked up",
    WhyUnknown.UNSURE: "it is not confirmed",
    WhyUnknown.NOT_YET_IN_FORCE: "nothing is known for so early a day",
    WhyUnknown.NO_LONGER_IN_FORCE: "it is no longer in force",
    WhyUnknown.CHANGES_TODAY: "it changes about this day",
    WhyUnknown.EXPIRED: "it was looked up too long ago",
    WhyUnknown.DOES_NOT_FIT: "it says what this protocol does not know",
    WhyUnknown.CONFLICT: "the laws differ and none is the stricter",
}

_SEEK = "Seek local advice: "
_STRICTER = "The stricter one stands here."


def reading_lines(readings: tuple[LawReading, ...]) -> Iterator[Line]:
    """
    Show what the law says of what was read, and on what to seek local advice.
    """
    if not readings:
        return
    yield from section(f"The law, as far as it is known ({NO_LEGAL_ADVICE})")
    for each in readings:
        if each.value is not None:
            yield Line(f"- {_stated(each.parameter, each.value)}", depth=1, hang=2)
            yield from _said(each)
    unknown = [each for each in readings if each.value is None]
    by_wording = {each.parameter.wording: each for each in unknown}
    for what in local_advice(unknown):
        yield Line(f"- {_SEEK}{what}", Style.WARNING, 1, 2)
        if what in by_wording:
            yield from _said(by_wording[what])


def _stated(parameter: Fact, value: str | int | None) -> str:
    what = "not known" if value is None else value_of(parameter, value)
    return f"{parameter.wording.removesuffix('.')}: {what}."


def _said(reading: LawReading) -> Iterator[Line]:
    if reading.is_conflict:
        decides = "Nothing is decided here." if reading.value is None else _STRICTER
        yield Line(f"The laws differ. {decides}", Style.WARNING, 2, 2)
    for each in reading.said:
        yield Line(_says(reading.parameter, each), Style.QUIET, 2, 2)


def _says(parameter: Fact, said: Said) -> str:
    provision = said.provision
    what = _WHY[said.why] if said.why else value_of(parameter, said.value)
    if provision is None:
        return f"{said.jurisdiction}: {what}."
    return f"{said.jurisdiction}: {what}. {_where_from(provision)}"


def _where_from(provision: Provision) -> str:
    looked_up = f"Looked up on {provision.checked_on.isoformat()}"
    return f"{provision.note} {provision.source.sentence}. {looked_up}."


def value_of(parameter: Fact, value: str | int | None) -> str:
    """
    Say what the law says, in a reader's words.
    """
    match parameter.domain:
        case Options(labels=labels) if value in labels:
            return labels[str(value)]
        case Number(unit=unit):
            return f"{value} {unit}"
        case _:
            return f"{value}"


def law_lines(law: Law) -> Iterator[Line]:
    """
    Show what a law file says: each parameter, how sure it is, and until when it counts.
    """
    yield Line(NO_LEGAL_ADVICE, Style.WARNING)
    yield Line(f"Where: {law.jurisdiction}, {_clocks(law.offsets)}.", hang=2)
    yield from section("What it says")
    for each in law.provisions:
        yield from _provision(law.facts[each.parameter], each)


def _clocks(offsets: Offsets) -> str:
    ends = [_clock(each) for each in (offsets.least, offsets.most)]
    return f"UTC{' to UTC'.join(dict.fromkeys(ends))}"


def _clock(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _provision(parameter: Fact, provision: Provision) -> Iterator[Line]:
    yield Line(f"- {_stated(parameter, provision.value)}", depth=1, hang=2)
    yield Line(provision.note, depth=2, hang=2)
    if not provision.is_confirmed:
        text = "Not confirmed: it drives nothing, and local advice is sought instead."
        yield Line(text, Style.WARNING, 2, 2)
    days = [
        f"from {provision.in_force_from}" if provision.in_force_from else "",
        f"until {provision.in_force_until}" if provision.in_force_until else "",
        f"looked up on {provision.checked_on}",
        f"which counts until {provision.expires_on}",
    ]
    told = ", ".join(each for each in days if each)
    yield Line(f"({told}; {provision.source.sentence})", Style.QUIET, 2, 2)
