"""
Written fields and services to facts and a directory.
"""

import datetime as dt
from collections.abc import Mapping

from caring.authoring.documents.directory import (
    ChoiceField,
    FieldsDocument,
    NumberField,
    ServiceDocument,
    Services,
    YesNoField,
)
from caring.authoring.facts import yes_no
from caring.authoring.names import build_once
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.directory import OF_EVERY_ENTRY, Directory, Service
from caring.language.facts import (
    Domain,
    Fact,
    Lasting,
    Number,
    Obtained,
    Options,
    Sensitivity,
)
from caring.language.silence import Silence

PREFIX = "service."
"""Stands before the name of a field where it is a fact."""

_SILENCES = frozenset(each.value for each in Silence)


def read_fields(files: list[tuple[FieldsDocument, Scope]]) -> dict[str, Fact]:
    """
    Build the fact of every field that a service may have.
    """
    return build_once("fields", ((each.fields_, scope) for each, scope in files), _fact)


def _fact(
    scope: Scope,
    name: str,
    written: YesNoField | ChoiceField | NumberField,
    path: Path,
) -> Fact | None:
    source = scope.source(written.source, (*path, "source"))
    domain = _domain(scope, written, path)
    where = scope.places.of_key(path)
    if PREFIX + name in OF_EVERY_ENTRY:
        message = f"`{name}` follows from status and review of every entry"
        scope.add("name-taken", message, where, "choose another name")
        return None
    if source is None or domain is None:
        return None
    return Fact(
        id=PREFIX + name,
        domain=domain,
        obtained=Obtained.SERVICE,
        wording=written.wording,
        sensitivity=Sensitivity.OPEN,
        lasts=Lasting.ENCOUNTER,
        source=source,
        span=where,
    )


def _domain(
    scope: Scope, written: YesNoField | ChoiceField | NumberField, path: Path
) -> Domain | None:
    match written:
        case YesNoField():
            return yes_no("none")
        case ChoiceField(options=options):
            for option in options.keys() & _SILENCES:
                message = f"`{option}` is the name of a silence"
                where = scope.places.of_key((*path, "options", option))
                help_ = "delete it; a field that is left out is not known"
                scope.add("name-taken", message, where, help_)
            return Options(type="choice", labels=options)
        case NumberField(unit=unit, range=limits):
            if limits.at_least >= limits.at_most:
                message = "`at_least` must lie below `at_most`"
                scope.add(
                    "empty-range", message, (*path, "range"), "see which is which"
                )
                return None
            return Number(
                type="quantity",
                unit=unit,
                at_least=limits.at_least,
                at_most=limits.at_most,
            )


def build_directory(
    name: str, written: Services, needs: Mapping[str, str], scope: Scope
) -> Directory:
    """
    Build a directory, holding its services to fields and needs that exist.

    Args:
        name: What the directory is called.
        written: The services by id, at ``services`` in the file.
        needs: The needs that a service can meet, each with what readers see.
        scope: The file; mistakes are added to its findings.

    Returns:
        The directory, of the services that have no mistake.
    """
    found = [
        _service(id_, each, needs, scope, ("services", id_))
        for id_, each in written.items()
    ]
    return Directory(name=name, services=[each for each in found if each is not None])


def _service(
    id_: str,
    written: ServiceDocument,
    needs: Mapping[str, str],
    scope: Scope,
    path: Path,
) -> Service | None:
    for n, need in enumerate(written.meets):
        if need not in needs:
            message = f"no need that a service can meet is called `{need}`"
            scope.unknown("unknown-need", message, (*path, "meets", n), needs, need)
    for name, value in written.fields_.items():
        _look_at_field(name, value, scope, (*path, "fields", name))
    reviewed = _day(written.reviewed_on, scope, (*path, "reviewed_on"))
    due = _day(written.review_due, scope, (*path, "review_due"))
    if reviewed is None or due is None:
        return None
    if due < reviewed:
        message = "the review is due before the day on which it was done"
        help_ = "see which is which"
        scope.add("wrong-review", message, (*path, "review_due"), help_)
        return None
    return Service(
        id=id_,
        title=written.title,
        meets=written.meets,
        contact=written.contact,
        status=written.status,
        vetted_by=written.vetted_by,
        reviewed_on=reviewed,
        review_due=due,
        takes_within=written.takes_within,
        fields=written.fields_,
        notes=written.notes or "",
    )


def _look_at_field(name: str, value: str | int, scope: Scope, path: Path) -> None:
    known = {
        fact.removeprefix(PREFIX): each
        for fact, each in scope.dictionary.facts.items()
        if each.obtained is Obtained.SERVICE
    }
    if name not in known:
        message = f"no field of a service is called `{name}`"
        where = scope.places.of_key(path)
        scope.unknown("unknown-field", message, where, known, name)
    elif not known[name].domain.fits(value):
        message = f"`{name}` cannot be `{value}`"
        help_ = f"{known[name].domain.expected}; leave it out where it is not known"
        scope.add("wrong-field", message, path, help_)


def _day(text: str, scope: Scope, path: Path) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = "this is no day that can be read"
        scope.add("wrong-time", message, path, 'write "2026-01-15"')
        return None
