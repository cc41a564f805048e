"""
What ends within 90 days is told, counted from a day that is handed in.
"""

import datetime as dt
import shutil
from pathlib import Path

import pytest

import caring
from caring.cli.commands import run
from tests.test_broken import BROKEN

DAY = dt.date(2026, 1, 15)
APPROVAL = """\
caring: approval/1
organisation: Harbour Clinics
on: "2025-06-01"
until: "{until}"
statement: Reviewed.
approved:
  - id: screening/signs
    version: "1.0.0"
    meaning: "{meaning}"
    wording: "{wording}"
"""


@pytest.fixture
def ending(place: Path) -> Path:
    """
    The folder of the golden case, in which things end around 15 January 2026.
    """
    shutil.copytree(BROKEN / "ending", place, dirs_exist_ok=True)
    return place


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (None, []),
        (dt.date(2024, 1, 1), []),
        (DAY - dt.timedelta(1), ["ends-soon"] * 3),
        (DAY, ["ends-soon", "ended", "ends-soon", "ends-soon"]),
        (DAY + dt.timedelta(1), ["ended", "ended", *["ends-soon"] * 3]),
        (dt.date(2026, 12, 31), ["ended"] * 5),
    ],
)
def test_which_day_it_is(on: dt.date | None, codes: list[str], ending: Path) -> None:
    """
    90 days before an end it is told, 91 days before not; the last day still counts.
    """
    found = caring.check(ending, on=on)
    assert [each.code for each in found] == codes
    assert all(each.severity.value == "warning" for each in found)


@pytest.mark.parametrize(
    ("until", "codes"),
    [
        ("2026-02-01", ["ends-soon"]),
        ("2025-12-31", ["ended"]),
        ("2027-01-01", []),
        ("some day", ["wrong-time"]),
    ],
)
def test_an_approval_ends_too(until: str, codes: list[str], place: Path) -> None:
    """
    What is no day is told by the check of the file, once.
    """
    screening = caring.read(place / "screening" / "signs" / "1.0.0.yaml")
    text = APPROVAL.format(
        until=until, meaning=screening.digest, wording=screening.wording_digest
    )
    (place / "approval.yaml").write_text(text, "utf-8")
    found = caring.check(place / "approval.yaml", on=DAY)
    assert [each.code for each in found] == codes


def test_a_day_for_a_review_means_nothing(place: Path) -> None:
    """
    It is a note between editors: no digest changes with it.
    """
    file = place / "screening" / "signs" / "1.0.0.yaml"
    before = caring.read(file)
    text = file.read_text("utf-8")
    dated = 'population: everyone\nreview_by: "2026-02-01"'
    file.write_text(text.replace("population: everyone", dated), "utf-8")
    after = caring.read(file)
    found = caring.check(file, on=DAY)

    assert [each.code for each in found] == ["ends-soon"]
    assert (after.digest, after.wording_digest) == (
        before.digest,
        before.wording_digest,
    )


def test_a_file_with_mistakes_is_told_once(ending: Path) -> None:
    """
    Of a file that cannot be read, nothing is said of its ends.
    """
    (ending / "broken.yaml").write_text("caring: law/1\nexpires_on: [\n", "utf-8")
    found = caring.check(ending / "broken.yaml", on=DAY)
    assert [each.code for each in found] == ["syntax"]


def test_a_mention_of_a_date_is_no_end(place: Path) -> None:
    """
    Other files may have such a word in them.
    """
    (place / "more.yaml").write_text(
        "caring: works/1  # until: now\nworks: {}\n", "utf-8"
    )
    codes = [each.code for each in caring.check(place / "more.yaml", on=DAY)]
    assert codes == ["wrong-place"]


def test_the_command_line_takes_a_day(
    ending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A warning alone does not fail a build.
    """
    assert run(["check", str(ending), "--on", "2026-01-15", "--format", "line"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert run(["check", str(ending), "--on", "soon"]) == 2
    assert 'write a day, as in "2026-01-15"' in capsys.readouterr().err


def test_an_id_is_looked_at_too(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A bundled law says when it was looked up for.
    """
    assert run(["check", "law/vn", "--on", "2200-01-01", "--format", "line"]) == 0
    assert "warning[ended]: what was looked up of" in capsys.readouterr().out


def test_today_is_read_where_nobody_says_a_day(
    ending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    All of this has ended, whenever this test is run.
    """
    assert run(["check", str(ending), "--format", "line"]) == 0
    assert capsys.readouterr().out.count("warning[ended]") == 5
