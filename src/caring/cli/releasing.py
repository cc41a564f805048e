"""
The verbs that release and withdraw; they alone write into a folder of protocols.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from caring.authoring.collection import check_file
from caring.authoring.folder import Folder
from caring.authoring.release import Prepared, prepare, withdraw, write
from caring.cli import FINE, FOUND
from caring.cli.comparing import look_at_step
from caring.cli.printing import print_text
from caring.guidance.protocol import Guidance
from caring.library import bundled
from caring.lock import by_version
from caring.released import Releases
from caring.testing.scenarios import run_file
from caring.values.errors import ProtocolError, ReleaseError
from caring.values.findings import Collector


def folder_at(path: str | None) -> tuple[Folder, Path]:
    """
    Open a folder of protocols to write into; the bundled one where none is named.
    """
    if path is None:
        return bundled(), Path(str(bundled().place))
    return Folder(Path(path), path), Path(path)


def release(names: Iterable[str], on: dt.date, path: str | None, *, all_: bool) -> int:
    """
    Release versions: check each and its step, run its scenarios, write all or none.
    """
    folder, place = folder_at(path)
    releases = Releases.at(place)
    lock, texts, told, failed = releases.lock, [], [], []
    for name in _protocols_first(
        (*folder.laws(), *folder.versions()) if all_ else names
    ):
        built = _checked(name, folder)
        look_at_step(built, releases)
        failed += _failed(built, folder)
        prepared: Prepared = prepare(built, lock, on)
        lock = prepared.lock
        if prepared.text is not None:
            texts.append((built.name, prepared.text))
        told.append(f"{prepared.done:10}  {built.name}  {built.digest}")
    if failed:
        print_text("\n".join([*failed, "nothing was released"]))
        return FOUND
    write(place, texts, lock)
    print_text("\n".join(told))
    return FINE


def _protocols_first(names: Iterable[str]) -> list[str]:
    """
    Put pathways last, because they need their steps.
    """
    return sorted(
        names, key=lambda each: (each.startswith("pathway/"), by_version(each))
    )


def _checked(name: str, folder: Folder) -> Guidance:
    built = folder.load(name)
    findings = Collector()
    for file in (folder.file_of(built.name), *folder.scenarios_of(built.id)):
        check_file(file, folder, findings)
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    if name != built.name:
        help_ = f"write `{built.name}` if you mean that one"
        raise ReleaseError(name, "a release names its version", help_)
    return built


def _failed(built: Guidance, folder: Folder) -> list[str]:
    """
    Run the scenarios of this version; say which came out otherwise.
    """
    results = [
        each
        for file in folder.scenarios_of(built.id)
        for each in run_file(file, folder)
        if each.of == built.name and not each.passed
    ]
    return [f"{each.span.place}: {each.name}: failed" for each in results]


def take_back(name: str, on: dt.date, because: str, path: str | None) -> int:
    """
    Withdraw a release.
    """
    _, place = folder_at(path)
    lock = withdraw(Releases.at(place).lock, name, on, because)
    write(place, (), lock)
    print_text(f"withdrawn   {name}")
    return FINE
