"""
Whatever stands anywhere in a file, an editor gets findings and never a traceback.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caring.authoring.collection import check_file
from caring.authoring.dictionary import Read, build_dictionary
from caring.authoring.files import File, yaml_files
from caring.authoring.folder import Folder
from caring.authoring.yaml import Path as Way
from caring.showing.findings import show_all
from caring.values.findings import Collector
from tests.authoring.test_yaml import composed
from tests.test_broken import BASE

ODD: list[Any] = [
    None,
    5,
    1.5,
    True,
    "",
    "two words",
    "papers_held",
    "declined",
    "load",
    "control",
    [],
    {},
    [[]],
    [{}],
    {"papers_held": [["yes"]]},
    {"papers_held": {"yes": []}},
    {"at_least": [], "of": [{}]},
    {"at_least": 1, "of": "control"},
    {"not": {"consent.share_shelter": "given"}},
    {"all": []},
    {"screening.level": {"at_least": []}},
    {"consent.": []},
    {"years_of_age": {"at_least": None}},
    {"load": {"below": []}},
    {"a.b.c": 1},
]

FILES = [str(Path(each.name)) for each in yaml_files(BASE, "")]
PROGRAMMERS_WORDS = ("None", "dict", "str", "Type", "Error", "object", "input", "valid")


def ways_in(data: Any, way: Way = ()) -> Iterator[Way]:
    """
    Walk the way to every value.
    """
    yield way
    if isinstance(data, dict | list):
        keys = data if isinstance(data, dict) else range(len(data))
        for key in keys:
            yield from ways_in(data[key], (*way, key))


def with_odd(data: Any, way: Way, odd: Any) -> Any:
    """
    Return data in which one value is another.
    """
    if not way:
        return odd
    changed = data.copy()
    changed[way[0]] = with_odd(data[way[0]], way[1:], odd)
    return changed


def dictionary_files(name: str) -> list[Read]:
    """
    Read every file of the dictionary but one.
    """
    findings = Collector()
    files = [
        file
        for folder in ("works", "facts", "actions")
        for file in yaml_files(BASE / folder, folder)
        if file.name != name
    ]
    read = [file.read(findings) for file in files]
    return [each for each in read if each is not None]


@pytest.mark.parametrize("name", FILES)
def test_anything_anywhere(name: str, tmp_path: Path) -> None:
    """
    Each value of a file is replaced by something odd, another for each.
    """
    data, _ = composed((BASE / name).read_text("utf-8"))
    others = dictionary_files(name)
    folder = Folder(BASE, "")
    folder.dictionary()
    (tmp_path / "odd.yaml").touch()
    file = File(tmp_path / "odd.yaml", name)
    findings = Collector()
    for n, way in enumerate(ways_in(data)):
        text = json.dumps(with_odd(data, way, ODD[(n + len(name)) % len(ODD)]))
        (tmp_path / "odd.yaml").write_text(text, "utf-8")
        check_file(file, folder, findings)
        read = file.read(findings)
        build_dictionary([*others, read] if read else others, findings)

    for each in findings:
        words = f"{each.message} {each.help or ''}".replace("`", " ").split()
        assert not set(words) & set(PROGRAMMERS_WORDS), each.message
        assert "\n" not in each.message
    assert show_all(findings.sorted())
