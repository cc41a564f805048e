"""
``caring uses``: where a name is defined and used, and what it is called if not so.
"""

import json
from pathlib import Path

import pytest

from caring.cli.commands import run

USES = """\
fact fears_harm
  defined
    protocols/facts/people.yaml:34:3
  protocols
    protocols/referral/services/1.0.0.yaml:15:18  referral/services@1.0.0
    protocols/pathway/visit/1.0.0.yaml:10:9  pathway/visit@1.0.0
  encounters
    protocols/encounters/first.yaml:5:34  pathway/visit
"""


def test_the_places_of_a_fact(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Each is a file with line and column, and the protocol that it belongs to.
    """
    assert place.is_dir()
    assert run(["uses", "fears_harm"]) == 0
    shown = capsys.readouterr().out
    assert sorted(shown.splitlines()) == sorted(USES.splitlines())
    assert shown.index("defined") < shown.index("protocols\n")


def test_the_same_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A program gets the places one by one.
    """
    assert run(["uses", "see_alone", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert found[0] == {
        "what": "action",
        "name": "see_alone",
        "group": "defined",
        "of": None,
        "file": "protocols/actions/actions.yaml",
        "line": 13,
        "column": 3,
    }
    assert {(each["file"], each["line"]) for each in found[1:]} == {
        (f"{place}/actions/actions.yaml", 26),
        (f"{place}/screening/signs/1.0.0.yaml", 28),
        (f"{place}/referral/services/1.0.0.yaml", 18),
    }


@pytest.mark.parametrize(
    ("name", "what", "defined", "used"),
    [
        ("under_control", "finding", 1, 1),
        ("safe_to_ask", "finding", 1, 1),
        ("handbook", "source", 3, 7),
        ("handbook", "work", 1, 3),
        ("age_band", "fact", 1, 2),
    ],
)
def test_everything_that_has_a_name(
    name: str,
    what: str,
    defined: int,
    used: int,
    place: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Findings, sources and works are found as facts and actions are.
    """
    assert run(["uses", name, "--what", what, "--folder", str(place)]) == 0
    lines = capsys.readouterr().out.splitlines()
    places = [each for each in lines if each.startswith("    ")]

    assert lines[0] == f"{what} {name}"
    assert len(places) == defined + used
    assert lines[1] == "  defined"


def test_one_name_of_two_things(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Without `--what` all that is called so is shown, each by itself.
    """
    assert place.is_dir()
    assert run(["uses", "handbook"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [each for each in lines if not each.startswith(" ")] == [
        "source handbook",
        "work handbook",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["fears_ham"],
            (
                "no fact, action, finding, source or work is called `fears_ham`; "
                "did you mean `fears_harm`?\n"
            ),
        ),
        (
            ["fears_ham", "--what", "fact"],
            "no fact is called `fears_ham`; did you mean `fears_harm`?\n",
        ),
        (
            ["zzz", "--what", "work"],
            "no work is called `zzz`; there is `handbook`\n",
        ),
        (["zzz", "--what", "fact"], "no fact is called `zzz`; there is "),
    ],
)
def test_an_unknown_name(
    words: list[str], said: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The nearest name is told, or those that there are where they are few.
    """
    assert place.is_dir()
    assert run(["uses", *words]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_many_names_are_not_listed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Where nothing is near and much is there, nothing is suggested.
    """
    assert place.is_dir()
    assert run(["uses", "zzz"]) == 2
    said = "no fact, action, finding, source or work is called `zzz`\n"
    assert capsys.readouterr().err == said


def test_translations_are_shown_by_key(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A key with the name in it counts, in each language and in the template.
    """
    assert run(["extract", str(place), "--locale", "fr"]) == 0
    capsys.readouterr()
    assert run(["uses", "papers_held", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    files = [each["file"] for each in found if each["group"] == "translations"]

    assert sorted(files) == [
        "protocols/locale/facts.pot",
        "protocols/locale/fr/facts.po",
        "protocols/locale/fr/names.po",
        "protocols/locale/names.pot",
    ]
    assert run(["uses", "under_control", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    files = [each["file"] for each in found if each["group"] == "translations"]
    assert files == ["protocols/locale/names.pot", "protocols/locale/fr/names.po"]


def test_a_file_that_cannot_be_read_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It is said that its uses are lacking; the others are shown.
    """
    (place / "screening" / "signs" / "1.0.0.yaml").write_text("caring: [", "utf-8")
    (place / "locale" / "fr").mkdir(parents=True)
    (place / "locale" / "fr" / "facts.po").write_bytes(b"\xe7")
    assert run(["uses", "see_alone"]) == 0
    shown = capsys.readouterr()
    assert "screening/signs/1.0.0.yaml:1:10" in shown.err
    assert shown.err.endswith("what these files use is not listed\n")
    assert "referral/services/1.0.0.yaml" in shown.out


def test_files_beside_the_folder(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What lies elsewhere is named with `--also`; what is named twice is shown once.
    """
    (place / "encounters").rename("visits")
    assert run(["uses", "fears_harm", "--also", "visits", "--also", "protocols"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines.count("    visits/first.yaml:5:34  pathway/visit") == 1
    assert sum("facts/people.yaml" in each for each in lines) == 1


def test_a_folder_of_something_else(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Where there are no facts there is no guidance.
    """
    assert run(["uses", "fears_harm", "--folder", f"{place}/facts"]) == 2
    assert "it has no facts/; name one with --folder" in capsys.readouterr().err
