"""
Translations on the command line: reading them, and writing what translators work on.
"""

import shutil
import sys
from pathlib import Path

import pytest

from caring.cli.commands import run

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "broken" / "_base"
FIRST_VISIT = "examples/encounters/first-visit.yaml"
SCREENING = "screening/signs-in-clinic"


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    "words",
    [
        ["show", SCREENING],
        ["show", f"protocols/{SCREENING}/1.0.0.yaml"],
        ["assess", SCREENING, "--on", "2026-01-15"],
        ["assess", FIRST_VISIT],
    ],
)
def test_every_verb_that_shows_texts_takes_a_language(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """
    `--locale` changes the words, and a region falls back to its language.
    """
    assert run([*words, "--locale", "es-MX"]) == 0
    text = capsys.readouterr().out

    assert "BORRADOR: ninguna" in text
    assert "Nadie ha revisado esta traducción." in text
    assert "[sin traducir]" not in text


@pytest.mark.parametrize("verb", ["show", "assess"])
def test_json_stays_in_the_words_of_the_source(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An app translates by id; JSON in a language is refused, and says so.
    """
    for words in (
        ["--format", "json", "--locale", "vi"],
        ["--locale", "vi", "--format", "json"],
    ):
        assert run([verb, SCREENING, *words]) == 2
        assert "translate by id" in capsys.readouterr().err


def test_a_language_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """
    It is wrong use, and those that are there are named.
    """
    assert run(["show", SCREENING, "--locale", "th"]) == 2
    assert "there is es, fr, vi" in capsys.readouterr().err


def test_without_babel_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Only a language needs it; without one everything works.
    """
    monkeypatch.setitem(sys.modules, "babel.messages.pofile", None)
    monkeypatch.setitem(sys.modules, "babel", None)

    assert run(["show", SCREENING]) == 0
    assert run(["show", SCREENING, "--locale", "vi"]) == 2
    assert 'pip install "caring[locale]"' in capsys.readouterr().err


def test_the_bundled_catalogues_are_as_they_would_be_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Whoever changes a text runs `caring extract protocols` with it.
    """
    assert run(["extract", "protocols", "--check"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[-1] == "nothing changed"
    assert any(each.split()[:2] == ["vi", "facts"] for each in lines)


def test_a_new_language_is_begun_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Written twice it is the same; a translation is kept, then marked when its text goes.
    """
    place = shutil.copytree(BASE, tmp_path / "guidance")
    assert run(["extract", str(place), "--check", "--locale", "th"]) == 1
    assert not (place / "locale").exists()
    assert run(["extract", str(place), "--locale", "th"]) == 0
    assert "wrote" in capsys.readouterr().out
    assert run(["extract", str(place)]) == 0
    assert "nothing changed" in capsys.readouterr().out

    file = place / "locale" / "th" / "facts.po"
    source = 'msgid "Somebody came along."\nmsgstr "'
    text = file.read_text("utf-8")
    assert source in text
    file.write_text(text.replace(source, f"{source}Thai words"), "utf-8")
    (place / "facts" / "people.yaml").write_text(
        (place / "facts" / "people.yaml")
        .read_text("utf-8")
        .replace("Somebody came along.", "Somebody is here too."),
        "utf-8",
    )
    assert run(["extract", str(place)]) == 0
    text = file.read_text("utf-8")

    assert '#| msgid "Somebody came along."' in text
    assert 'msgid "Somebody is here too."\nmsgstr "Thai words"' in text
    assert "th  facts  0  " in capsys.readouterr().out
    assert (place / "locale" / "facts.pot").exists()
    assert run(["check", str(place)]) == 0


def test_a_translation_of_an_own_folder_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its words stand before the bundled ones, which give the library's own.
    """
    place = shutil.copytree(BASE, tmp_path / "guidance")
    assert run(["extract", str(place), "--locale", "fr"]) == 0
    file = place / "locale" / "fr" / "facts.po"
    source = 'msgid "Somebody came along."\nmsgstr "'
    text = file.read_text("utf-8").replace(source, f"{source}Une personne est venue.")
    file.write_text(text, "utf-8")
    capsys.readouterr()

    assert run(["show", str(place / "screening"), "--locale", "fr"]) == 0
    text = capsys.readouterr().out
    assert "Une personne est venue." in text
    assert "PROJET : aucune organisation" in text
    assert "[non traduit]" in text


def test_what_extract_does_not_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A folder without facts, a word that names no language, a catalogue with a mistake.
    """
    place = shutil.copytree(BASE, tmp_path / "guidance")
    assert run(["extract", str(tmp_path)]) == 2
    assert "no folder of guidance" in capsys.readouterr().err
    assert run(["extract", str(place), "--locale", "../up"]) == 2
    assert "no name of a language" in capsys.readouterr().err

    file = place / "locale" / "fr" / "facts.po"
    file.parent.mkdir(parents=True)
    file.write_text("msgid\n", "utf-8")
    assert run(["extract", str(place)]) == 1
    assert "catalogue-syntax" in capsys.readouterr().err
    assert file.read_text("utf-8") == "msgid\n"


def test_a_catalogue_that_no_protocol_has_is_kept(tmp_path: Path) -> None:
    """
    What translators did for a protocol that is gone stands there as obsolete.
    """
    place = shutil.copytree(BASE, tmp_path / "guidance")
    assert run(["extract", str(place), "--locale", "fr"]) == 0
    file = place / "locale" / "fr" / "gone.po"
    text = (place / "locale" / "fr" / "facts.po").read_text("utf-8")
    file.write_text(text.replace('msgstr ""\n\n', 'msgstr "mots"\n\n'), "utf-8")
    assert run(["extract", str(place)]) == 0

    assert '#~ msgstr "mots"' in file.read_text("utf-8")


def test_one_catalogue_is_checked_by_its_path(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    So an editor can check a file while it is written.
    """
    assert run(["check", "protocols/locale/vi/facts.po"]) == 0
    assert "nothing found" in capsys.readouterr().out
    assert run(["check", "tests/broken/catalogue-words/locale/fr/facts.po"]) == 1
    assert "translation-differs" in capsys.readouterr().out
