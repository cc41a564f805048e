"""
The verb that writes a draft into a folder of guidance.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from caring.authoring.collection import check_file
from caring.authoring.drafting import draft, is_name
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.cli import FINE, FOUND
from caring.cli.printing import print_error, print_text
from caring.showing.findings import show_all
from caring.values.findings import Collector


def new(kind: str, name: str, path: str) -> int:
    """
    Write a draft with its facts, actions and scenarios; nothing that is there changes.
    """
    if not is_name(name):
        problem = f"`{name}` cannot be a name: write up to 40 small letters and digits"
        raise click.UsageError(f"{problem}, words joined by `-`")
    place = Path(path)
    texts = draft(kind, name)
    # The screening of a pathway may have been written before.
    kept = {each for each in texts if kind == "pathway" and f"{kind}/" not in each}
    there = sorted(each for each in texts if (place / each).exists())
    taken = [each for each in there if each not in kept]
    if taken:
        print_error("\n".join(f"{path}/{each} is there already" for each in taken))
        print_error("nothing was written; choose another name")
        return FOUND
    missing = {each: text for each, text in texts.items() if each not in there}
    findings = _findings(missing, place)
    if findings.has_errors:
        print_error(show_all(findings.sorted()))
        print_error("nothing was written; choose another name, or mend these first")
        return FOUND
    _write(missing, place)
    print_text("\n".join(f"wrote {path}/{each}" for each in missing))
    print_text(f"now change what is a draft, and run: caring check {path}")
    return FINE


def _findings(texts: Mapping[str, str], place: Path) -> Collector:
    """
    Check the draft in a copy of the folder, for its names may be taken there.
    """
    findings = Collector()
    with tempfile.TemporaryDirectory() as kept:
        copy = Path(kept) / "folder"
        if place.is_dir():
            shutil.copytree(place, copy)
        _write(texts, copy)
        folder = Folder(copy, str(place))
        for each in texts:
            check_file(File(copy / each, folder.named(each)), folder, findings)
    return findings


def _write(texts: Mapping[str, str], place: Path) -> None:
    """
    Write files that are not there yet, all of them or none.
    """
    done: list[Path] = []
    try:
        for each, text in texts.items():
            file = place / each
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                done.append(file)
                stream.write(text)
    except BaseException:
        for file in done:
            file.unlink()
        raise
