"""
The wheel, used from an environment that holds nothing else.
"""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.package

USE = """
import datetime, pathlib, caring
assert "site-packages" in caring.__file__, caring.__file__
names = caring.list_protocols()
assert len(names) >= 4, names
for name in names:
    caring.load(name)
on = datetime.date(2026, 1, 15)
print(len(caring.advise({}, pathway="pathway/staff-detect-signs", on=on).entries))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", str(place), str(ROOT))
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Python in an environment that holds the wheel and what it needs.
    """
    place = tmp_path_factory.mktemp("clean")
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    _run(str(python), "-m", "pip", "install", "--quiet", str(wheel))
    return python


def _run(*words: str, cwd: Path | None = None) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_types_and_protocols(wheel: Path) -> None:
    """
    Data files are lost here and nowhere else: YAML, schemas, releases, lock and drafts.
    """
    names = set(zipfile.ZipFile(wheel).namelist())
    in_checkout = {
        f"caring/_protocols/{each.relative_to(ROOT / 'protocols')}"
        for each in (ROOT / "protocols").rglob("*")
        if each.is_file()
    }

    assert "caring/py.typed" in names
    assert "caring/_protocols/locale/vi/facts.po" in in_checkout
    assert in_checkout <= names
    drafts = ROOT / "src" / "caring" / "authoring" / "drafts"
    written = [each for each in drafts.rglob("*") if each.is_file()]
    assert {each.relative_to(ROOT / "src").as_posix() for each in written} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_names_the_plug_in_of_pytest(wheel: Path) -> None:
    """
    Pytest finds it by this name, where both are installed.
    """
    with zipfile.ZipFile(wheel) as inside:
        (about,) = (each for each in inside.namelist() if "entry_points" in each)
        text = inside.read(about).decode()
    assert "[pytest11]\ncaring = caring.testing.plugin" in text


def test_the_wheel_runs_where_nothing_else_is(clean: Path, tmp_path: Path) -> None:
    """
    Installed with its three dependencies, it loads every protocol and advises.
    """
    assert int(_run(str(clean), "-c", USE, cwd=tmp_path)) > 0
    there = _run(str(clean), "-m", "pip", "list", "--format", "freeze")
    names = {line.partition("==")[0].lower() for line in there.splitlines()}
    extras = {"babel", "click", "rich", "hypothesis", "pytest", "z3-solver", "numpy"}
    assert not names & extras


def test_without_its_extra_the_command_line_says_what_to_install(
    clean: Path, tmp_path: Path
) -> None:
    """
    `caring` without `caring[cli]` is wrong use, with the way out.
    """
    done = subprocess.run(
        [str(clean), "-m", "caring", "list"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.returncode == 2
    assert 'pip install "caring[cli]"' in done.stderr


def test_with_its_extra_it_reads_translations(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """
    `caring[locale]` is all that the bundled catalogues need.
    """
    place = tmp_path_factory.mktemp("translated")
    venv.create(place, with_pip=True)
    python = str(place / "bin" / "python")
    _run(python, "-m", "pip", "install", "--quiet", f"{wheel}[cli,locale]")
    words = ["assess", "pathway/staff-detect-signs", "--on", "2026-01-15"]
    text = _run(python, "-m", "caring", *words, "--locale", "vi", cwd=tmp_path)

    assert "BẢN NHÁP" in text
