"""
Finds and loads protocols; it knows no rule.

What needs YAML is imported only when a file is read, and what runs something only when
it is run: an app waits for each of them once, and for most of them never.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caring.guidance.approval import Approval
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers
from caring.shelf import Shelf
from caring.shelves import Shelves

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from caring.authoring.folder import Folder
    from caring.guidance.assessment import Advice, Assessment
    from caring.guidance.directory import Directory
    from caring.guidance.records import Record
    from caring.language.raises import Raise
    from caring.showing.translation import Translation
    from caring.values.findings import Finding


def list_protocols() -> tuple[str, ...]:
    """
    Name every protocol and pathway that is installed, as ``kind/name@version``.

    These are the bundled ones, and those of other packages: see ``caring.protocols`` in
    the documentation.

    Raises:
        PackageError: If two packages have the same id, or one offers what is not there.
    """
    return shelves().versions()


def list_laws() -> tuple[str, ...]:
    """
    Name the law of every place that is installed, as ``law/name@version``.

    Raises:
        PackageError: If two packages have the same id, or one offers what is not there.
    """
    return shelves().laws()


def load(
    name: str, *, approved_by: Approval | str | Path | None = None
) -> Protocol | Pathway | Law:
    """
    Load a protocol or pathway, or the law of a place, such as ``law/vn``.

    A bundled one, or one of another package; what is bundled is never taken from
    elsewhere.

    A released version is read from its released file and nothing else; one that is not
    released comes from its YAML. One that was withdrawn loads by its exact version
    only, with a ``WithdrawnWarning``.

    Args:
        name: Its id, such as ``screening/signs-in-clinic``, for the newest released
            version, or the newest at all where none is released; or with ``@1.0.0``
            for exactly that one. The result's ``version`` says which.
        approved_by: An approval, or the path of its file. Nothing is loaded that it
            does not name with just this digest. Its dates are shown and not checked;
            ``Approval.covers`` does that.

    Raises:
        ApprovalError: If it is not approved; it says what is.
        PackageError: If it is not bundled, and two packages have it.
        ProtocolNotFoundError: If there is none of that name.
        ProtocolError: If it is not released and has mistakes; it lists them all.
        ReleaseError: If its file is not the one that was released, or every released
            version was withdrawn.
    """
    return _approved(_public(shelves().of(name).load(name)), approved_by)


def read(
    path: str | Path, *, approved_by: Approval | str | Path | None = None
) -> Protocol | Pathway | Law:
    """
    Read a protocol or pathway, or the law of a place, from a file.

    Its facts and actions come from the nearest folder above that has ``facts/``; where
    there is none, from those that are bundled. ``approved_by`` is as in ``load``.

    Raises:
        ApprovalError: If it is not approved; it says what is.
        ProtocolError: If it has mistakes; it lists all of the stage that failed.
        OSError: If the file cannot be opened.
    """
    from caring.authoring.collection import read as read_file

    return _approved(_public(read_file(Path(path), bundled())), approved_by)


def read_approval(path: str | Path) -> Approval:
    """
    Read the approval of an organisation from its file.

    Raises:
        ProtocolError: If it has mistakes, or holds no approval.
        OSError: If the file cannot be opened.
    """
    from caring.authoring.approval import read_approval as read_file

    return read_file(Path(path))


def _approved(
    found: Protocol | Pathway | Law, by: Approval | str | Path | None
) -> Protocol | Pathway | Law:
    if by is None:
        return found
    approval = by if isinstance(by, Approval) else read_approval(by)
    approval.require(found)
    return found.under(approval)


def read_directory(path: str | Path) -> Directory:
    """
    Read an adopter's directory of services from a file.

    The fields that a service may have come from the nearest folder above that has
    ``facts/``; where there is none, from those that are bundled.

    Raises:
        ProtocolError: If it has mistakes, or holds no directory; it lists them all.
        OSError: If the file cannot be opened.
    """
    from caring.authoring.collection import read_directory as read_file

    return read_file(Path(path), bundled())


def check(path: str | Path, *, on: dt.date | None = None) -> tuple[Finding, ...]:
    """
    Say what is wrong with a file, or with every file below a folder.

    Args:
        path: The file or folder.
        on: A day; with it come warnings of what ends within 90 days, such as the review
            of a service. Without it nothing is said of ends.

    Raises:
        OSError: If the file cannot be opened; nothing is raised for what it holds.
    """
    from caring.authoring.collection import check as check_path
    from caring.catalogues.checks import check as check_catalogues

    place = Path(path)
    found = check_catalogues(place)
    if place.suffix == ".po":
        return found
    return tuple(
        sorted([*check_path(place, bundled(), on), *found], key=lambda each: each.order)
    )


def translation(locale: str) -> Translation:
    """
    Read the bundled translation into a language, to hand to what shows texts.

    Args:
        locale: Its name, such as ``vi``; ``es-MX`` falls back to ``es``.

    Raises:
        LocaleError: If there is none, or Babel is not installed.
        ProtocolError: If a catalogue has mistakes.
    """
    from caring.catalogues.files import translation as read_translation

    return read_translation(locale, [(_bundled_place(), "protocols")])


def read_answers(text: str | bytes, guidance: Protocol | Pathway | str) -> Answers:
    """
    Read answers from JSON, held to what a protocol or pathway asks.

    It takes just what ``answers_schema`` describes. What only shows together, such as
    two answers that cannot both hold, is judged when they are run.

    Raises:
        AnswersError: If it is no JSON, a key is written twice, or anything in it does
            not fit. It lists every problem and no value.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If a law is named.
    """
    from caring.embedding.reading import read_answers as read_text

    return read_text(text, _answered(guidance))


def answers_schema(guidance: Protocol | Pathway | str) -> dict[str, Any]:
    """
    Make the JSON Schema of the answers to a protocol or pathway.

    Raises:
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If a law is named.
    """
    from caring.embedding.schema import answers_schema as schema

    return schema(_answered(guidance))


def answer_types(guidance: Protocol | Pathway | str) -> str:
    """
    Write a module of Python types for the answers to a protocol or pathway.

    Raises:
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If a law is named.
    """
    from caring.embedding.types import types_module

    return types_module(_answered(guidance))


def _answered(guidance: Protocol | Pathway | str) -> Protocol | Pathway:
    found = load(guidance) if isinstance(guidance, str) else guidance
    if isinstance(found, Law):
        raise TypeError(f"nobody answers `{found.name}`; name a protocol or a pathway")
    return found


def assess(
    protocol: Protocol | str,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    raises: Iterable[Raise] = (),
    law: Law | str | Iterable[Law | str] = (),
) -> Assessment:
    """
    Run one protocol, or the bundled one of that name, on answers at a moment.

    A person may raise its level; ``raises`` says to which, and why.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        RaiseError: If a raise does not fit, or the protocol is not for this person.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If ``on`` is no datetime and no date, or a pathway is named.
        ValueError: If ``on`` is a datetime without a time zone, or two versions of one
            law are handed in.
    """
    from caring.running.assess import assess as run

    answers = _quiet(answers)
    found = load(protocol) if isinstance(protocol, str) else protocol
    if not isinstance(found, Protocol):
        raise TypeError(f"`{found.name}` is no protocol; use `advise` for a pathway")
    return run(found, answers, on=on, raises=raises, law=_laws(law))


def advise(
    answers: Answers | Mapping[str, object],
    *,
    pathway: Pathway | str,
    on: dt.datetime | dt.date,
    raises: Iterable[Raise] = (),
    directory: Directory | None = None,
    law: Law | str | Iterable[Law | str] = (),
) -> Advice:
    """
    Run a pathway, or the bundled one of that name, on answers at a moment.

    Args:
        answers: The answers, or a plain mapping from fact to answer.
        pathway: The pathway, or its name.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.
        raises: Levels that a person raises: whose, to which, and why.
        directory: The services of the place, judged for each need; without one none is
            named.
        law: The law of the place, or its name, such as ``law/vn``; or several, of which
            the stricter holds. Without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        RaiseError: If a raise does not fit, or its protocol is not for this person.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If ``on`` is no datetime and no date, or a protocol is named.
        ValueError: If ``on`` is a datetime without a time zone, two versions of one law
            are handed in, or the directory says of a service what its field cannot
            hold.
    """
    from caring.running.advise import advise as run

    answers = _quiet(answers)
    found = load(pathway) if isinstance(pathway, str) else pathway
    if not isinstance(found, Pathway):
        raise TypeError(f"`{found.name}` is no pathway; use `assess` for a protocol")
    return run(
        found, answers, on=on, raises=raises, directory=directory, law=_laws(law)
    )


def replay(
    record: Record,
    answers: Answers | Mapping[str, object],
    *,
    directory: Directory | None = None,
) -> Advice | Assessment:
    """
    Run again what a record names, at its moment, on the answers of that time.

    The same record and the same answers give the same result. A version that was
    withdrawn since is run again all the same. A directory is the adopter's own, so it
    is handed in as it was then.

    Raises:
        ReplayError: If a version that the record names is not here, or means something
            else here, or the directory is another one; it says which.
        AnswersError: If the answers do not fit. It lists every problem and no value.
    """
    answers = _quiet(answers)
    return shelves().replay(record, answers, directory)


def _quiet(answers: Answers | Mapping[str, object]) -> Answers:
    """
    Put answers out of sight: a plain mapping would stand in tracebacks with variables.
    """
    return answers if isinstance(answers, Answers) else Answers(answers)


def export(guidance: Protocol | Pathway | str, *, to: str) -> Mapping[str, str | bytes]:
    """
    Write a protocol or pathway, or the bundled one of that name, in another format.

    Args:
        guidance: The protocol or pathway, or its name.
        to: The format, such as ``vectors``.

    Returns:
        Each file's relative path and what it holds; nothing is written to a disk.

    Raises:
        ExportError: If there is no such format, or it cannot say all of it; it names
            what.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If a law is named.
    """
    from caring.exporters import export as write

    found = load(guidance) if isinstance(guidance, str) else guidance
    if not isinstance(found, Protocol | Pathway):
        raise TypeError(f"`{found.name}` is a law and decides nothing to export")
    return write(found, to=to)


def _public(found: Guidance) -> Protocol | Pathway | Law:
    assert isinstance(found, Protocol | Pathway | Law)
    return found


def _laws(law: Law | str | Iterable[Law | str]) -> tuple[Law, ...]:
    given = [law] if isinstance(law, Law | str) else law
    return tuple(
        shelves().law(each) if isinstance(each, str) else each for each in given
    )


def bundled() -> Folder:
    """
    Open the YAML of the protocols that come with the library.
    """
    return shelf().folder


@cache
def shelves() -> Shelves:
    """
    Open the protocols of all packages.
    """
    return Shelves(shelf())


@cache
def shelf() -> Shelf:
    """
    Open the protocols that come with the library.
    """
    return Shelf(_bundled_place(), "protocols")


def _bundled_place() -> Traversable:
    return _protocols_of(Path(__file__).parent)


def _protocols_of(package: Path) -> Traversable:
    # In a checkout the protocols lie beside `src`, where editors look for them.
    checkout = package.parent.parent / "protocols"
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    if package.is_dir():
        return package / "_protocols"
    # Inside a zip file. Elsewhere this import would cost more than a decision.
    from importlib import resources

    return resources.files("caring") / "_protocols"
