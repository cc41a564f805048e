"""
Finds and loads protocols; it knows no rule.

What needs YAML is imported only when a file is read.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from caring.guidance.assessment import Advice, Assessment
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.answers import Answers
from caring.running.advise import advise as _advise
from caring.running.assess import assess as _assess
from caring.values.findings import Finding

if TYPE_CHECKING:
    from caring.authoring.folder import Folder


def list_protocols() -> tuple[str, ...]:
    """
    Name every bundled protocol and pathway, as ``kind/name@version``.
    """
    return bundled().versions()


def list_laws() -> tuple[str, ...]:
    """
    Name the bundled law of every place, as ``law/name@version``.
    """
    return bundled().laws()


def load(name: str) -> Protocol | Pathway | Law:
    """
    Load a bundled protocol or pathway, or the law of a place, such as ``law/vn``.

    Args:
        name: Its id, such as ``screening/signs-in-clinic``, for the newest version, or
            with ``@1.0.0`` for exactly that one. The result's ``version`` says which.

    Raises:
        ProtocolNotFoundError: If there is none of that name.
        ProtocolError: If it has mistakes; it lists them all.
    """
    return _law(name) if name.startswith("law/") else _public(bundled().load(name))


def read(path: str | Path) -> Protocol | Pathway | Law:
    """
    Read a protocol or pathway, or the law of a place, from a file.

    Its facts and actions come from the nearest folder above that has ``facts/``; where
    there is none, from those that are bundled.

    Raises:
        ProtocolError: If it has mistakes; it lists all of the stage that failed.
        OSError: If the file cannot be opened.
    """
    from caring.authoring.collection import read as read_file

    return _public(read_file(Path(path), bundled()))


def check(path: str | Path) -> tuple[Finding, ...]:
    """
    Say what is wrong with a file, or with every file below a folder.

    Raises:
        OSError: If the file cannot be opened; nothing is raised for what it holds.
    """
    from caring.authoring.collection import check as check_path

    return check_path(Path(path), bundled())


def assess(
    protocol: Protocol | str,
    answers: Answers | Mapping[str, object],
    *,
    on: dt.datetime | dt.date,
    law: Law | str | Iterable[Law | str] = (),
) -> Assessment:
    """
    Run one protocol, or the bundled one of that name, on answers at a moment.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If ``on`` is no datetime and no date, or a pathway is named.
        ValueError: If ``on`` is a datetime without a time zone, or two versions of one
            law are handed in.
    """
    found = load(protocol) if isinstance(protocol, str) else protocol
    if not isinstance(found, Protocol):
        raise TypeError(f"`{found.name}` is no protocol; use `advise` for a pathway")
    return _assess(found, answers, on=on, law=_laws(law))


def advise(
    answers: Answers | Mapping[str, object],
    *,
    pathway: Pathway | str,
    on: dt.datetime | dt.date,
    law: Law | str | Iterable[Law | str] = (),
) -> Advice:
    """
    Run a pathway, or the bundled one of that name, on answers at a moment.

    Args:
        answers: The answers, or a plain mapping from fact to answer.
        pathway: The pathway, or its name.
        on: The moment; a datetime with a time zone, or a date where the hour is not
            known.
        law: The law of the place, or its name, such as ``law/vn``; or several, of which
            the stricter holds. Without any, what it says is unknown.

    Raises:
        AnswersError: If the answers do not fit. It lists every problem and no value.
        ProtocolNotFoundError: If there is none of that name.
        TypeError: If ``on`` is no datetime and no date, or a protocol is named.
        ValueError: If ``on`` is a datetime without a time zone, or two versions of one
            law are handed in.
    """
    found = load(pathway) if isinstance(pathway, str) else pathway
    if not isinstance(found, Pathway):
        raise TypeError(f"`{found.name}` is no pathway; use `assess` for a protocol")
    return _advise(found, answers, on=on, law=_laws(law))


def _public(found: Guidance) -> Protocol | Pathway | Law:
    assert isinstance(found, Protocol | Pathway | Law)
    return found


def _law(name: str) -> Law:
    return bundled().law(name)


def _laws(law: Law | str | Iterable[Law | str]) -> tuple[Law, ...]:
    given = [law] if isinstance(law, Law | str) else law
    return tuple(_law(each) if isinstance(each, str) else each for each in given)


@cache
def bundled() -> "Folder":
    """
    Open the folder of protocols that come with the library.
    """
    from caring.authoring.folder import Folder

    return Folder(_bundled_place(), "protocols")


def _bundled_place() -> Traversable:
    package = resources.files("caring")
    inside = package / "_protocols"
    # In a checkout the protocols lie beside `src`, where editors look for them.
    checkout = Path(str(package)).parent.parent / "protocols"
    is_checkout = Path(str(package)).parent.name == "src" and checkout.is_dir()
    return checkout if is_checkout else inside
