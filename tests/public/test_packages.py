"""
Protocols that other packages bring, by their entry points.
"""

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import caring
from caring.cli import FINE, FOUND
from caring.cli.commands import run
from caring.library import shelf, shelves
from caring.shelf import Shelf
from caring.shelves import Shelves
from tests.packages import HARBOUR, declare, install
from tests.releasing import release_all

DESK = "screening/harbour-front-desk"
ON = dt.date(2026, 1, 15)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """
    A folder of installed packages, empty at first.
    """
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    shelves.cache_clear()
    yield folder
    shelves.cache_clear()
    for name in [each for each in sys.modules if each.endswith("_protocols")]:
        del sys.modules[name]


def _another(site: Path, name: str) -> Path:
    """
    Install the example once more under another name, with the same ids.
    """
    package = site / f"{name}_protocols"
    shutil.copytree(HARBOUR / "harbour_protocols", package)
    declare(site, name, "1.0.0", {name: f"{name}_protocols:protocols"})
    return package / "protocols"


def test_another_package_brings_protocols(site: Path) -> None:
    """
    They are listed, loaded and run by name, beside those that are bundled.
    """
    install(HARBOUR, site)

    assert {f"{DESK}@1.0.0", "screening/raft@1.0.0"} < set(caring.list_protocols())
    assert caring.load(DESK).title == "What the front desk passes on to the nurse"
    found = caring.assess(DESK, {"asks_who_can_listen": True}, on=ON)
    assert found.record.guidance.name == f"{DESK}@1.0.0"


def test_what_another_package_brought_is_run_again(site: Path) -> None:
    """
    A record names it like any other, and the laws of its time wherever they lie.
    """
    install(HARBOUR, site)
    answers = caring.Answers({"asks_who_can_listen": True})
    first = caring.assess(DESK, answers, on=ON, law="law/vn")

    again = caring.replay(first.record, answers)

    assert isinstance(again, caring.Assessment)
    assert again.to_json() == first.to_json()


def test_a_release_of_another_package_is_held_to_its_lock(site: Path) -> None:
    """
    Its folder has a lock of its own; what is approved is approved by digest.
    """
    install(HARBOUR, site)
    release_all(site / "harbour_protocols" / "protocols")
    released = caring.load(DESK)
    file = site / "harbour_protocols/protocols/released" / DESK / "1.0.0.json"
    file.write_text(file.read_text("utf-8").replace("seat", "chair"), "utf-8")
    shelves.cache_clear()

    with pytest.raises(caring.ReleaseError, match="not the one that was released"):
        caring.load(DESK)
    assert released.digest.startswith("sha256:")


def test_the_command_line_knows_them(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Each verb that takes an id takes theirs.
    """
    install(HARBOUR, site)

    assert run(["list"]) == FINE
    assert run(["show", DESK]) == FINE
    assert run(["check", DESK]) == FINE
    assert run(["test", DESK]) == FINE
    assert run(["assess", DESK, "--on", "2026-01-15"]) == FINE
    assert run(["approve", DESK, "--organisation", "Us", "--on", "2026-01-15"]) == FINE
    assert "2 passed, 0 failed" in capsys.readouterr().out


def test_two_packages_with_one_id(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Nobody has to guess whose protocol decides: neither is loaded, and both are named.
    """
    install(HARBOUR, site)
    _another(site, "quay")

    with pytest.raises(caring.PackageError) as caught:
        caring.load(DESK)
    assert caught.value.name == DESK
    assert "`harbour_protocols/protocols` and `quay_protocols/protocols`" in str(
        caught.value
    )
    with pytest.raises(caring.PackageError, match="a name of its own"):
        caring.list_protocols()
    with pytest.raises(caring.PackageError):
        caring.list_laws()
    assert run(["show", DESK]) == FOUND
    assert "a name of its own" in capsys.readouterr().err


def test_what_is_bundled_is_not_taken_from_elsewhere(site: Path) -> None:
    """
    A package with an id that is bundled changes nothing, and is named in the list.
    """
    theirs = _another(site, "quay")
    (theirs / DESK).rename(theirs / "screening" / "raft")

    assert caring.load("screening/raft") == Shelves(shelf()).bundled.load(
        "screening/raft"
    )
    with pytest.raises(caring.PackageError, match="`screening/raft`"):
        caring.list_protocols()


def test_the_bundled_shelf_comes_first(site: Path) -> None:
    """
    Whoever has the same id elsewhere, the bundled one is found.
    """
    _another(site, "quay")
    bundled = Shelf(HARBOUR / "harbour_protocols" / "protocols", "bundled")

    assert Shelves(bundled).of(DESK) is bundled


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("nowhere_protocols:protocols", "cannot be imported"),
        ("harbour_protocols:protocls", "no folder `harbour_protocols/protocls`"),
    ],
)
def test_a_folder_that_is_not_there(site: Path, entry: str, problem: str) -> None:
    """
    An entry point that leads nowhere says so; what is bundled is loaded all the same.
    """
    install(HARBOUR, site)
    declare(site, "broken", "1.0.0", {"broken": entry})

    with pytest.raises(caring.PackageError, match=problem) as caught:
        caring.load(DESK)
    assert caught.value.name == "broken"
    assert caught.value.help
    assert caring.load("screening/raft").id == "screening/raft"


def test_a_package_may_be_the_folder_itself(site: Path) -> None:
    """
    Without a folder behind the colon the package's own files are meant.
    """
    package = site / "plain_protocols"
    shutil.copytree(HARBOUR / "harbour_protocols" / "protocols", package)
    (package / "__init__.py").touch()
    declare(site, "plain", "1.0.0", {"plain": "plain_protocols"})

    assert caring.load(f"{DESK}@1.0.0").id == DESK


@pytest.mark.parametrize("name", ["screening/raft", "law/nowhere", "nothing", DESK])
def test_a_law_is_a_law(name: str) -> None:
    """
    A name that is no law, or of no place that is known, is said so.
    """
    with pytest.raises(caring.ProtocolNotFoundError):
        shelves().law(name)
