"""
``caring new``: a draft of each kind that is right from the first minute.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

import caring
from caring.authoring import drafting
from caring.authoring.drafting import KINDS, draft
from caring.cli import drafting as verb
from caring.cli.commands import run

DRAFTS = Path(drafting.__file__).parent / "drafts"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def texts(place: Path) -> Mapping[str, str]:
    return {
        path.relative_to(place).as_posix(): path.read_text("utf-8")
        for path in place.rglob("*.yaml")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_passes_check_and_test(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    In an empty folder, with scenarios of its own; a law has none.
    """
    assert run(["new", kind, "at-the-desk"]) == 0
    written = capsys.readouterr().out
    assert caring.check("protocols") == ()
    assert run(["test", "protocols"]) == 0
    tested = capsys.readouterr().out
    home = "laws" if kind == "law" else kind

    assert f"wrote protocols/{home}/at-the-desk/1.0.0.yaml" in written
    assert ("\n0 passed" in f"\n{tested}") is (kind == "law")
    assert "draft" not in "".join(texts(Path("protocols")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_teaches_and_claims_nothing(kind: str) -> None:
    """
    Every file begins with a comment; nothing is credited to a book.
    """
    found = draft(kind, "x")
    assert all(text.startswith("# ") for text in found.values())
    written = "".join(found.values())
    assert written.count("read: project") == written.count("read: ")
    assert "my_draft" not in written
    assert "my-draft" not in written


def test_all_drafts_fit_together() -> None:
    """
    The folder that they come from is a folder of guidance, and each file is used.
    """
    assert caring.check(DRAFTS) == ()
    used = {path for kind in KINDS for path in draft(kind, "my-draft")}
    assert used == texts(DRAFTS).keys()


def test_one_name_for_every_kind() -> None:
    """
    Drafts of several kinds do not stand in each other's way.
    """
    for kind in KINDS:
        assert run(["new", kind, "visit", "--folder", "ours"]) == 0
    assert caring.check("ours") == ()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_overwritten(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A draft that is there stays, and nothing else is written.
    """
    assert run(["new", kind, "visit"]) == 0
    for file in Path("protocols").rglob("1.0.0.yaml"):
        file.write_text("mine", "utf-8")
    before = texts(Path("protocols"))
    assert run(["new", kind, "visit"]) == 1
    assert "visit/1.0.0.yaml is there already" in capsys.readouterr().err
    assert texts(Path("protocols")) == before


def test_a_name_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A fact of another file may be called so; then nothing is written.
    """
    assert run(["new", "screening", "visit"]) == 0
    facts = Path("protocols/facts")
    (facts / "screening-visit.yaml").rename(facts / "ours.yaml")
    (Path("protocols/screening/visit")).rename("elsewhere")
    before = texts(Path("protocols"))
    assert run(["new", "screening", "visit", "--folder", "protocols"]) == 1
    shown = capsys.readouterr().err
    assert "actions/screening-visit.yaml is there already" in shown
    (Path("protocols/actions/screening-visit.yaml")).unlink()
    before = texts(Path("protocols"))
    assert run(["new", "screening", "visit"]) == 1
    shown = capsys.readouterr().err
    assert "error[name-taken]" in shown
    assert "--> protocols/facts/" in shown
    assert texts(Path("protocols")) == before


def test_a_pathway_takes_the_screening_that_is_there() -> None:
    """
    What was written before is kept as it is.
    """
    assert run(["new", "screening", "visit"]) == 0
    file = Path("protocols/screening/visit/1.0.0.yaml")
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    assert run(["new", "pathway", "visit"]) == 0
    assert file.read_text("utf-8").endswith("# mine\n")
    assert caring.check("protocols") == ()


@pytest.mark.parametrize("name", ["At The Desk", "a_b", "x" * 41, "", "-a", "../a"])
def test_names_that_cannot_be(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A name is one for ids and for files.
    """
    assert run(["new", "screening", "--", name]) == 2
    assert "cannot be a name" in capsys.readouterr().err
    assert not Path("protocols").exists()


def test_all_files_or_none() -> None:
    """
    Where one cannot be written, those before it are taken away.
    """
    place = Path("protocols")
    (place / "b.yaml").mkdir(parents=True)
    with pytest.raises(FileExistsError):
        verb._write({"a.yaml": "a", "b.yaml": "b"}, place)
    assert not (place / "a.yaml").exists()
