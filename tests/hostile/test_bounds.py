"""
The bounds themselves: what is still read, what is refused, and in which words.
"""

import json
import zipfile
from pathlib import Path

import pytest

from caring.authoring.files import yaml_files
from caring.catalogues.po import read
from caring.edge import MOST_BYTES, is_stray, read_bytes
from caring.guidance.records import Record
from caring.lock import read_lock, write_lock
from caring.released import LOCK, Releases, path_of
from caring.values.errors import ReleaseError
from caring.values.findings import Collector
from caring.values.plain import MOST_LEVELS, read_json
from caring.values.spans import SourceFile
from tests.hostile.entries import ON, locked_here
from tests.hostile.test_files import RECORD
from tests.public.test_lock import TEXT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "^line 1 is no JSON"),
        ("[" * 5_000, "^lists and mappings lie more than 100 deep$"),
        ("[" * 101 + "1" + "]" * 101, "^lists and mappings lie more than 100 deep$"),
        ('{"a": 1, "a": 2}', "^`a` is written twice$"),
        ("9" * 16, "^a number has more than 15 digits$"),
        ("NaN", "^something is no number$"),
    ],
)
def test_json_that_is_refused(text: str, says: str) -> None:
    """
    One sentence, without the text.
    """
    with pytest.raises(ValueError, match=says) as raised:
        read_json(text)

    assert not hasattr(raised.value, "doc")


def test_json_at_the_bound_is_read() -> None:
    """
    The bound itself is allowed, and so is a mark of byte order.
    """
    assert read_json("\ufeff" + "[" * MOST_LEVELS + "]" * MOST_LEVELS)
    assert read_json("9" * 15) == 999_999_999_999_999


def test_no_more_is_read_than_shows_that_it_is_too_much(tmp_path: Path) -> None:
    """
    One byte more than a file may hold.
    """
    (tmp_path / "a").write_bytes(b"x" * 20)

    assert read_bytes(tmp_path / "a", 10) == b"x" * 11


def test_a_package_knows_no_links(tmp_path: Path) -> None:
    """
    What lies inside an archive leads nowhere else.
    """
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.yaml", "")
    inside = zipfile.Path(tmp_path / "a.zip", "a.yaml")

    assert not is_stray(inside, inside)


def test_which_files_are_walked(tmp_path: Path) -> None:
    """
    Files and links to files of the folder; nothing hidden; no word of other links.
    """
    outside = tmp_path / "outside.txt"
    outside.touch()
    place = tmp_path / "place"
    (place / ".git").mkdir(parents=True)
    (place / ".git/a.yaml").touch()
    (place / "a.yaml").write_text("caring: facts/1\n", "utf-8")
    (place / "b.yaml").symlink_to(place / "a.yaml")
    (place / "notes.txt").symlink_to(outside)
    findings = Collector()

    files = list(yaml_files(place, ""))
    for each in files:
        each.read(findings)

    assert [each.name for each in files] == ["a.yaml", "b.yaml"]
    assert "stray-file" not in {each.code for each in findings}


def test_a_key_over_several_lines_that_stands_twice() -> None:
    """
    However it is broken into lines, a key is one key.
    """
    header = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
    entries = (
        'msgctxt ""\n"a"\nmsgid "b"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "c"\nmsgstr ""\n'
    )
    findings = Collector()

    text = header.replace('msgstr "L', 'msgstr ""\n"L') + entries
    assert read(SourceFile("fr/a.po", text), "a", findings) is None
    (found,) = findings
    assert found.message == "`a` stands twice"


@pytest.mark.parametrize(
    "change",
    [
        {"on": "2026-01-15T10:00:00"},
        {"format": True},
        {"directory": 5},
        {"guidance": {"role": "a", "id": ["a"], "version": "1", "digest": "x"}},
    ],
)
def test_a_record_is_read_exactly(change: dict[str, object]) -> None:
    """
    What could not be run again is no record.
    """
    assert Record.from_json(RECORD).on == ON.date()
    with pytest.raises(ValueError, match=r"^this is no record of a result$") as raised:
        Record.from_json(json.dumps({**json.loads(RECORD), **change}))

    assert raised.value.__context__ is None


def test_a_reason_that_shows_otherwise_than_it_is() -> None:
    """
    The lock is read in reviews, so it holds nothing that cannot be seen.
    """
    assert write_lock(read_lock(TEXT)) == TEXT
    with pytest.raises(ValueError, match="`because` holds what cannot be seen"):
        read_lock(TEXT.replace("A sign", "A \\u202esign"))


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("screening", b" " * (MOST_BYTES + 1), "larger than"),
        ("screening", b"[]", "cannot read it"),
        ("pathway", b"pin", "a pathway is no step of a pathway"),
    ],
)
def test_a_release_that_the_lock_vouches_for(
    kind: str, content: bytes, says: str, tmp_path: Path
) -> None:
    """
    Who wrote the lock could write anything; it is refused all the same.
    """
    name, digest = f"{kind}/visit@1.0.0", "sha256:" + 64 * "a"
    if content == b"pin":
        step = {"protocol": {"name": name, "digest": digest, "wording": digest}}
        about = {"caring": "release/1", "name": name, "digest": digest}
        data = {**about, "wording": digest, "model": {"steps": [step]}}
        content = json.dumps(data).encode()
    file = tmp_path / path_of(name)
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    (tmp_path / LOCK).write_text(locked_here(name, content), "utf-8")

    with pytest.raises(ReleaseError, match=says):
        Releases.at(tmp_path).load(name)
