"""
What a fuzzer hands bytes to: each reads them, and raises nothing but our own errors.
"""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import caring
from caring.authoring.collection import check_file
from caring.authoring.files import File
from caring.catalogues.files import CatalogueFile
from caring.guidance.kinds import KINDS, class_of
from caring.guidance.records import Record
from caring.language.answers import Answers
from caring.library import bundled
from caring.lock import read_lock, write_lock
from caring.restore import restore
from caring.showing.findings import show_all, show_line
from caring.values.errors import AnswersError
from caring.values.findings import Collector
from caring.values.plain import read_json

ON = dt.date(2026, 1, 15)


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="caring-fuzz-"))


def _file(content: bytes, name: str) -> Path:
    path = _place() / name
    path.write_bytes(content)
    return path


def yaml_check(content: bytes) -> None:
    """
    A file is checked as one of the bundled folder, and what is found can be shown.
    """
    findings = Collector()
    file = File(_file(content, "it.yaml"), "it.yaml")
    check_file(file, bundled(), findings)
    found = findings.sorted()
    assert show_all(found)
    assert not any("\n" in show_line(each) for each in found)


def json_restore(content: bytes) -> None:
    """
    Anything may be handed to what restores a model from a released file.
    """
    with contextlib.suppress(ValueError):
        data = read_json(content.decode())
        kind = data.get("is") if isinstance(data, dict) else None
        classes = [found for each in KINDS if (found := class_of(each)) is not None]
        named = [each for each in classes if each.__name__ == kind]
        for each in named or classes[:1]:
            restore(each, data)


def answers(content: bytes) -> None:
    """
    Answers and records from elsewhere are read, and run, or refused.
    """
    with contextlib.suppress(ValueError):
        text = content.decode()
        with contextlib.suppress(ValueError):
            Record.from_json(text)
        given = Answers.from_plain(read_json(text))
        assert Answers.from_plain(given.to_plain()) == given
        with contextlib.suppress(AnswersError):
            caring.assess("screening/signs-in-clinic", given, on=ON)


def po(content: bytes) -> None:
    """
    A translator's file is read, or what is wrong with it can be shown.
    """
    findings = Collector()
    CatalogueFile(_file(content, "it.po"), "fr/it.po").read(findings)
    assert show_all(findings.sorted())


def lock(content: bytes) -> None:
    """
    A lock is read exactly, so that it is written as it was meant, or refused.
    """
    with contextlib.suppress(ValueError):
        read = read_lock(content.decode())
        assert read_lock(write_lock(read)) == read


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (yaml_check, json_restore, answers, po, lock)
}
