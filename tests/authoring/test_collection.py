"""
Which folder a path belongs to, and how its files are called.
"""

import shutil
from pathlib import Path

import pytest

import caring
from caring.authoring.collection import files_at, folder_of, read
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.library import bundled
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector
from tests.test_broken import BASE

SIGNS = "screening/signs/1.0.0.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder of guidance with one mistake in a dictionary and one in a protocol.
    """
    place = tmp_path / "guidance"
    shutil.copytree(BASE, place)
    for name, right in (("works/works.yaml", "by: Its"), (SIGNS, "draft")):
        text = (place / name).read_text("utf-8")
        (place / name).write_text(text.replace(right, f"{right}x"), "utf-8")
    works = place / "works/works.yaml"
    works.write_text(works.read_text("utf-8").replace("year", "yeer"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return place


@pytest.mark.parametrize(
    ("inside", "typed", "works", "signs"),
    [
        ("..", "guidance", "guidance/works/works.yaml", f"guidance/{SIGNS}"),
        ("..", "./guidance", "guidance/works/works.yaml", f"guidance/{SIGNS}"),
        (".", ".", "works/works.yaml", SIGNS),
        ("facts", "..", "../works/works.yaml", f"../{SIGNS}"),
    ],
)
def test_names_of_a_whole_folder(
    tree: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: str,
    typed: str,
    works: str,
    signs: str,
) -> None:
    """
    Files are called as seen from where the reader stands; each mistake is told once.
    """
    monkeypatch.chdir(tree / inside)

    found = caring.check(typed)

    assert [(each.span.file.name, each.code) for each in found] == [
        (signs, "unknown-word"),
        (works, "unexpected-key"),
    ]


@pytest.mark.parametrize(
    ("inside", "typed", "works"),
    [
        ("..", "guidance/referral", "guidance/works/works.yaml"),
        (".", "referral", "works/works.yaml"),
        ("referral", ".", "../works/works.yaml"),
        ("referral", "services/1.0.0.yaml", "../works/works.yaml"),
        ("works", "works.yaml", "works.yaml"),
        ("works", ".", "works.yaml"),
    ],
)
def test_names_of_a_part_of_a_folder(
    tree: Path, monkeypatch: pytest.MonkeyPatch, inside: str, typed: str, works: str
) -> None:
    """
    A mistake in the dictionary is told wherever it is used, under one name.
    """
    monkeypatch.chdir(tree / inside)

    found = caring.check(typed)

    assert [each.span.file.name for each in found] == [works]


def test_folder_of_an_absolute_path(tree: Path) -> None:
    """
    The nearest folder at or above that has facts of its own.
    """
    folder = folder_of(tree / SIGNS, bundled())

    assert str(folder.place) == str(tree.resolve())
    assert folder.named(SIGNS) == str(tree / SIGNS)


def test_folder_of_a_path_without_facts_is_the_bundled_one(tmp_path: Path) -> None:
    """
    So a single file can use what comes with the library.
    """
    assert folder_of(tmp_path, bundled()) is bundled()


def test_the_bundled_folder_is_taken_where_its_files_keep_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    It has been read already; under another name it is read again.
    """
    place = Path(str(bundled().place))
    monkeypatch.chdir(place.parent)

    assert folder_of(Path("protocols"), bundled()) is bundled()
    assert folder_of(place, bundled()) is not bundled()


def test_files_at_names_a_file_or_walks_a_folder(tmp_path: Path) -> None:
    """
    Only YAML files are walked, and nothing that is hidden.
    """
    for name in ("b.yaml", "a.yml", "notes.txt", ".git/x.yaml", "deep/c.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")

    walked = [each.name for each in files_at(tmp_path)]
    one = [each.name for each in files_at(tmp_path / "notes.txt")]

    assert walked == [
        f"{tmp_path}/{name}" for name in ("a.yml", "b.yaml", "deep/c.yaml")
    ]
    assert one == [f"{tmp_path}/notes.txt"]


def test_read_builds_a_protocol() -> None:
    """
    A file with a protocol is that protocol.
    """
    assert read(BASE / SIGNS, bundled()).name == "screening/signs@1.0.0"


def test_read_refuses_what_holds_no_protocol() -> None:
    """
    A dictionary decides nothing.
    """
    with pytest.raises(ProtocolError) as caught:
        read(BASE / "facts/people.yaml", bundled())

    assert [each.code for each in caught.value.findings] == ["no-protocol"]


def test_read_lists_every_mistake(tree: Path) -> None:
    """
    All mistakes of the stage that failed are in the error.
    """
    with pytest.raises(ProtocolError, match=r"unexpected-key"):
        read(tree / "consent/sharing/1.0.0.yaml", bundled())


def test_a_dictionary_in_another_place_is_not_read(tmp_path: Path) -> None:
    """
    A single file of facts outside every folder would silently count for nothing.
    """
    shutil.copy(BASE / "facts/people.yaml", tmp_path)

    (found,) = caring.check(tmp_path / "people.yaml")

    assert (found.code, found.span.text) == ("wrong-place", "facts/1")


def test_a_folder_may_be_nearly_empty(tmp_path: Path) -> None:
    """
    Without a gate nothing private is asked, and without facts there is nothing to ask.
    """
    (tmp_path / "facts").mkdir()
    assert Folder(tmp_path, "t").dictionary()[0].facts == {}

    shutil.copy(BASE / "facts/people.yaml", tmp_path / "facts")
    dictionary, findings = Folder(tmp_path, "t").dictionary()
    assert dictionary.gate is None
    assert not findings.has_errors


def test_without_a_gate_nothing_may_ask(tmp_path: Path) -> None:
    """
    An asking action is shown, with the way to write the gate that it needs.
    """
    for name in ("facts/people.yaml", "actions/actions.yaml"):
        (tmp_path / name).parent.mkdir()
        text = (BASE / name).read_text("utf-8").replace("guard: safe_to_ask", "")
        (tmp_path / name).write_text(text, "utf-8")
    signs = (BASE / SIGNS).read_text("utf-8")
    (tmp_path / "screening/signs").mkdir(parents=True)
    (tmp_path / SIGNS).write_text(signs, "utf-8")
    (tmp_path / "works").mkdir()
    shutil.copy(BASE / "works/works.yaml", tmp_path / "works")

    (found,) = caring.check(tmp_path)

    assert found.code == "unguarded-action"
    assert "facts/asking_gate.yaml" in (found.help or "")


def test_a_folder_needs_no_gate_while_nothing_asks(tmp_path: Path) -> None:
    """
    Protocols build without a gate; then no sensitive question is ever offered.
    """
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "facts/asking_gate.yaml").unlink(missing_ok=True)
    for file in (tmp_path / "facts").glob("*.yaml"):
        if "caring: gate/1" in file.read_text("utf-8"):
            file.unlink()
    actions = (tmp_path / "actions/actions.yaml").read_text("utf-8")
    without = actions.replace("class: asking", "class: care")
    without = without.replace("    guard: safe_to_ask\n", "")
    (tmp_path / "actions/actions.yaml").write_text(without, "utf-8")

    found = Folder(tmp_path, "t").load("screening/signs")

    assert isinstance(found, caring.Protocol)
    assert found.gate is None


def test_load_names_what_there_is(tmp_path: Path) -> None:
    """
    The newest version is found by its numbers; stray folders and files are passed over.
    """
    place = tmp_path / "screening/signs"
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    text = (place / "1.0.0.yaml").read_text("utf-8")
    for version in ("1.2.0", "1.10.0"):
        newer = text.replace('"1.0.0"', f'"{version}"')
        (place / f"{version}.yaml").write_text(newer, "utf-8")
    (place / "1.²0.0.yaml").mkdir()
    (tmp_path / "screening/stray.yaml").write_text("", "utf-8")
    folder = Folder(tmp_path, "t")

    assert folder.load("screening/signs").version == "1.10.0"
    assert folder.load("screening/signs@1.2.0").version == "1.2.0"
    assert folder.load("screening/signs") is folder.load("screening/signs")
    assert "screening/signs@1.²0.0" not in folder.versions()
    with pytest.raises(ProtocolNotFoundError):
        folder.load("screening/sings")


def test_scenarios_lie_beside_their_protocol() -> None:
    """
    A protocol without scenarios has none.
    """
    folder = Folder(BASE, "t")

    names = [each.name for each in folder.scenarios_of("screening/signs")]

    assert names == ["t/screening/signs/scenarios/silence.yaml"]
    assert list(folder.scenarios_of("consent/sharing")) == []


def test_build_says_nothing_of_what_cannot_be_read(tmp_path: Path) -> None:
    """
    A file that is not YAML means nothing, and its findings say why.
    """
    (tmp_path / "f.yaml").write_text("a: [1", "utf-8")
    findings = Collector()

    built = Folder(BASE, "t").build(File(tmp_path / "f.yaml", "f.yaml"), findings)

    assert built is None
    assert [each.code for each in findings] == ["syntax"]
