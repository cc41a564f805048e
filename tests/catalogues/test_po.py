"""
Catalogues as files that translators' tools read and write.
"""

import sys
from pathlib import Path

import attrs
import pytest

from caring.catalogues.catalogue import Catalogue, Entry
from caring.catalogues.checks import catalogues_at
from caring.catalogues.errors import LocaleError
from caring.catalogues.files import CatalogueFile, languages_in, translation
from caring.catalogues.po import read, write
from caring.showing.translation import digest_of
from caring.values.errors import ProtocolError
from caring.values.findings import Collector
from caring.values.spans import SourceFile

SOURCE = 'Say "no" {name}, then wait.'
ENTRIES = (
    Entry(key="a", source=SOURCE, text="Dites « non » {name}.", digest="1234"),
    Entry(
        key="b",
        source="Go.",
        text="Attendez.",
        digest=digest_of("Wait."),
        previous="Wait.",
        is_fuzzy=True,
        about=("what to do",),
        comments=("a short word",),
        where=("safety/immediate-danger@1.0.0", "screening/signs@1.0.0"),
    ),
    Entry(key="c", source=" and ", text=" et ", digest=digest_of(" and ")),
    Entry(key="d", source="Long. " * 60, digest="12"),
)
GONE = (
    Entry(key="a", source="Old.", text="Vieux.", digest="", comments=("kept",)),
    Entry(key="a", source="Older.", text="Plus vieux.", digest=""),
)
CATALOGUE = Catalogue(
    domain="facts",
    locale="fr",
    comments=("French for clinics.", "", "Made by invented people."),
    header={"Language": "fr", "X-Caring-Review": "unreviewed", "X-Generator": 'a "b"'},
    entries=ENTRIES,
    obsolete=GONE,
)


def _read(text: str) -> Catalogue | None:
    findings = Collector()
    found = read(SourceFile("fr/facts.po", text), "facts", findings)
    assert not len(findings)
    return found


def test_a_catalogue_is_read_as_it_was_written() -> None:
    """
    Keys, texts, marks, digests, comments, places, obsolete ones, header fields.
    """
    text = write(CATALOGUE)
    found = _read(text)
    assert found is not None

    assert found.entries == ENTRIES
    assert {each.text: each for each in found.obsolete} == {
        each.text: each for each in GONE
    }
    assert found.locale == "fr"
    assert found.comments == CATALOGUE.comments
    assert found.header["X-Generator"] == 'a "b"'
    assert write(found) == text


def test_what_is_written_says_nothing_of_when_and_where() -> None:
    """
    The same texts are the same bytes on every day and every machine.
    """
    text = write(attrs.evolve(CATALOGUE, header={}))

    assert "Date" not in text
    assert "Generated-By" not in text
    assert '"X-Caring-Review: unreviewed\\n"' in text
    assert "\n\n\n" not in text


def test_a_mark_on_the_header_marks_no_text() -> None:
    """
    Tools mark a header as fuzzy that was filled in by nobody.
    """
    found = _read(f"#, fuzzy\n{write(attrs.evolve(CATALOGUE, comments=()))}")

    assert found is not None
    assert found.comments == ()
    assert not found.entries[0].is_fuzzy


def test_a_previous_text_over_several_lines_is_read() -> None:
    """
    Tools break long texts where they like; a context before it is not part of it.
    """
    text = write(CATALOGUE).replace(
        '#| msgid "Wait."', '#| msgctxt "b"\n#| msgid ""\n#| "Wa"\n#| "it."'
    )
    found = _read(text)

    assert found is not None
    assert found.entries[1].previous == "Wait."


def _folder(place: Path, *languages: str) -> Path:
    for each in languages:
        file = place / "locale" / each / "facts.po"
        file.parent.mkdir(parents=True)
        header = {**CATALOGUE.header, "Language": each}
        file.write_text(write(attrs.evolve(CATALOGUE, header=header)), "utf-8")
    return place


@pytest.mark.parametrize(
    ("wanted", "found"), [("fr", "fr"), ("fr-CA", "fr"), ("pt_BR", "pt_BR")]
)
def test_a_region_falls_back_to_its_language(
    wanted: str, found: str, tmp_path: Path
) -> None:
    """
    `fr-CA` is read as `fr` where there is nothing nearer.
    """
    _folder(tmp_path, "fr", "pt_BR")
    assert languages_in(tmp_path) == ("fr", "pt_BR")

    assert translation(wanted, [(tmp_path, "here")]).locale == found


def test_a_language_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    """
    Also where there is none at all.
    """
    _folder(tmp_path, "fr")
    with pytest.raises(LocaleError, match="into `th`; there is fr"):
        translation("th", [(tmp_path, "here")])
    with pytest.raises(LocaleError, match="there is none"):
        translation("th", [(tmp_path / "nothing", "here")])


def test_the_nearer_folder_comes_first(tmp_path: Path) -> None:
    """
    An adopter's words stand before the bundled ones, which fill what is missing.
    """
    near, far = _folder(tmp_path / "near", "fr"), _folder(tmp_path / "far", "fr")
    file = near / "locale" / "fr" / "facts.po"
    text = file.read_text("utf-8").replace('"Attendez."', '"Restez."')
    file.write_text(text.replace('" et "', '""'), "utf-8")
    texts = translation("fr", [(near, "near"), (far, "far")]).texts

    assert texts["b"].text == "Restez."
    assert texts["c"].text == " et "


def test_one_unreviewed_catalogue_is_enough_for_the_notice(tmp_path: Path) -> None:
    """
    A translation counts as reviewed when every part of it was.
    """
    file = _folder(tmp_path, "fr") / "locale" / "fr" / "facts.po"
    text = file.read_text("utf-8").replace("unreviewed", "Amina Diallo, 2026-02-01")
    file.write_text(text, "utf-8")
    assert translation("fr", [(tmp_path, "here")]).is_reviewed

    file.with_name("other.po").write_text(write(CATALOGUE), "utf-8")
    assert not translation("fr", [(tmp_path, "here")]).is_reviewed


def test_a_broken_catalogue_is_not_read_in_part(tmp_path: Path) -> None:
    """
    Half a translation could lack the very warning; a tool's own files are left alone.
    """
    file = _folder(tmp_path, "fr") / "locale" / "fr" / "facts.po"
    file.write_text(file.read_text("utf-8").replace("msgstr", "mgstr", 1), "utf-8")
    file.with_name("facts.mo").write_bytes(b"\xff")
    with pytest.raises(ProtocolError, match=r"here/locale/fr/facts\.po:\d+:1"):
        translation("fr", [(tmp_path, "here")])


def test_hidden_folders_are_not_checked(tmp_path: Path) -> None:
    """
    An environment below the folder has catalogues of other people.
    """
    _folder(tmp_path, "fr")
    _folder(tmp_path / ".venv", "de")

    assert [Path(each.name).parent.name for each in catalogues_at(tmp_path)] == ["fr"]


def test_another_file_holds_no_catalogue(tmp_path: Path) -> None:
    """
    A protocol is checked as a protocol only.
    """
    assert list(catalogues_at(tmp_path / "1.0.0.yaml")) == []


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    """
    Tools on Windows write them.
    """
    file = tmp_path / "facts.po"
    file.write_bytes(write(CATALOGUE).replace("\n", "\r\n").encode())

    found = CatalogueFile(file, "facts.po").read(Collector())
    assert found is not None
    assert found.entries == ENTRIES


def test_without_babel_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Reading and writing need it; nothing else does.
    """
    text = write(CATALOGUE)
    monkeypatch.setitem(sys.modules, "babel.messages.pofile", None)
    monkeypatch.setitem(sys.modules, "babel", None)
    with pytest.raises(LocaleError, match=r'pip install "caring\[locale\]"'):
        write(CATALOGUE)
    with pytest.raises(LocaleError, match=r'pip install "caring\[locale\]"'):
        _read(text)
