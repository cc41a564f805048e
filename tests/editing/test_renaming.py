"""
``caring rename``: one name for another, in every file or in none.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from caring.authoring.folder import Folder
from caring.cli.commands import run
from caring.cli.renaming import write_all
from tests.releasing import release_all, withdraw

WHOLE = pytest.mark.whole

COMMENTED = """\
# A comment that stays, with fears_harm in it.
caring: screening/1
id: screening/quoted
version: "1.0.0"
status: draft
title: 'Words with fears_harm in them'
purpose: A "small" screening.   # fears_harm
population: everyone
sources:
  own: {read: project, part: fears_harm}
indicators:
  fears_harm:
    - {fact: "fears_harm", source: own}
    - when:   {'fears_harm' : yes}   # aligned by hand
      source: own
findings:
  both: {at_least: 2, of: fears_harm}
concern:
  scale: [none_noted, some]
  floor: some
  rows:
    - level: some
      when: {any: [{all: [fears_harm]}, {at_least: 1, of: [fears_harm, both]}]}
      because: "It says: fears_harm."
      source: own
actions:
  none_noted: [offer_water]
"""


def bytes_of(place: Path) -> Mapping[str, bytes]:
    """
    Read every file of a folder.
    """
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def digests(place: Path) -> Mapping[str, str]:
    folder = Folder(place, str(place))
    return {name: folder.load(name).digest for name in folder.versions()}


@pytest.fixture
def full(place: Path) -> Path:
    """
    A folder with catalogues, and with a file that is written in many ways.
    """
    file = place / "screening" / "quoted" / "1.0.0.yaml"
    file.parent.mkdir()
    # Some editors end lines so, and begin files with a mark.
    file.write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())
    assert run(["extract", str(place), "--locale", "fr"]) == 0
    return place


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("fact", "fears_harm", "afraid_of_harm"),
        ("action", "see_alone", "see_the_person_alone"),
        pytest.param("fact", "companion_present", "x", marks=WHOLE),
        pytest.param("fact", "age_band", "how-old", marks=WHOLE),
        pytest.param("action", "offer_water", "offer-a-seat", marks=WHOLE),
    ],
)
def test_there_and_back(what: str, old: str, new: str, full: Path) -> None:
    """
    Whatever was renamed passes all checks; renamed back, every byte is as it was.
    """
    before, meant = bytes_of(full), digests(full)
    assert run(["rename", what, old, new]) == 0
    between = bytes_of(full)

    assert between.keys() == before.keys()
    assert between != before
    assert run(["check", str(full)]) == 0
    assert run(["test", str(full)]) == 0
    assert run(["uses", old]) == 2
    assert run(["rename", what, new, old]) == 0
    assert bytes_of(full) == before
    assert digests(full) == meant


def test_what_is_meant_changes_where_it_is_used(full: Path) -> None:
    """
    A digest names its facts: it changes where the fact is used, and only there.
    """
    before = digests(full)
    assert run(["rename", "fact", "temperature", "warmth"]) == 0
    assert digests(full) == before
    assert run(["rename", "fact", "papers_held", "papers_kept"]) == 0
    after = digests(full)
    assert {name for name in after if after[name] != before[name]} == {
        "screening/signs@1.0.0",
        "pathway/visit@1.0.0",
    }


def test_only_names_become_others(full: Path) -> None:
    """
    Comments, sentences, groups and levels that are called alike stay.
    """
    file = full / "screening" / "quoted" / "1.0.0.yaml"
    assert run(["rename", "fact", "fears_harm", "afraid"]) == 0
    expected = (
        COMMENTED.replace('fact: "fears_harm"', 'fact: "afraid"')
        .replace("{'fears_harm' : yes}", "{'afraid' : yes}")
        .replace("{all: [fears_harm]}", "{all: [afraid]}")
        .replace("of: [fears_harm, both]", "of: [afraid, both]")
    )
    assert file.read_bytes().decode("utf-8-sig") == expected.replace("\n", "\r\n")


def test_keys_of_catalogues_follow(full: Path) -> None:
    """
    The translation moves with its text; the short name counts as out of date.
    """
    file = full / "locale" / "fr" / "facts.po"
    text = file.read_text("utf-8")
    source = 'msgid "Does somebody else keep your papers?"\nmsgstr "'
    file.write_text(text.replace(source, source + "Qui garde vos papiers ?"), "utf-8")
    assert run(["rename", "fact", "papers_held", "papers_kept"]) == 0
    changed = file.read_text("utf-8")
    names = (full / "locale" / "fr" / "names.po").read_text("utf-8")

    assert 'msgctxt "fact/papers_kept/wording"' in changed
    assert "papers_held" not in changed
    assert 'msgctxt "name/papers_kept"\nmsgid "papers held"' in names
    assert run(["extract", str(full)]) == 0
    assert "Qui garde vos papiers ?" in file.read_text("utf-8")
    assert "fuzzy" not in file.read_text("utf-8")


def test_a_short_name_that_others_share_stays(full: Path) -> None:
    """
    A level may be called as an action is; its key stays for the level.
    """
    names = full / "locale" / "fr" / "names.po"
    screening = full / "screening" / "signs" / "1.0.0.yaml"
    text = screening.read_text("utf-8")
    screening.write_text(text.replace("none_noted", "offer_water"), "utf-8")
    (full / "screening" / "quoted" / "1.0.0.yaml").unlink()
    services = full / "referral" / "services" / "1.0.0.yaml"
    text = services.read_text("utf-8")
    services.write_text(text.replace("none_noted", "offer_water"), "utf-8")
    scenario = full / "screening" / "signs" / "scenarios" / "silence.yaml"
    text = scenario.read_text("utf-8")
    scenario.write_text(text.replace("none_noted", "offer_water"), "utf-8")
    assert run(["extract", str(full)]) == 0
    assert run(["rename", "action", "offer_water", "offer_a_seat"]) == 0
    assert "offer_water: [offer_a_seat]" in screening.read_text("utf-8")
    assert 'msgctxt "name/offer_water"' in names.read_text("utf-8")


PARAMETERS = """\
caring: parameters/1
title: What a law may answer
sources:
  own: {read: project, part: parameters}
parameters:
  report: {type: yes_no, wording: Must it be reported?, stricter: none, source: own}
"""
LAW = """\
caring: law/1
id: law/here
version: "1.0.0"
status: draft
title: The law here
purpose: A law for tests.
jurisdiction: Here
utc_offsets: ["+07:00"]
sources:
  own: {read: project, part: the law}
provisions:
  - parameter: report
    value: yes
    certainty: confirmed
    checked_on: "2026-01-01"
    expires_on: "2026-12-31"
    source: own
    note: A note that says report.
"""
FIELDS = """\
caring: fields/1
title: What a directory may say of a service
sources:
  own: {read: project, part: fields}
fields:
  accepts_adults: {type: yes_no, wording: It takes adults., source: own}
"""
DIRECTORY = """\
caring: directory/1
name: Ours
services:
  house:
    title: A house
    meets: [shelter]
    contact: By phone.
    status: active
    vetted_by: Us
    reviewed_on: "2026-01-01"
    review_due: "2026-12-31"
    fields: {accepts_adults: yes}
"""
CANDIDATES = """\
candidates:
  preconditions:
    takes:
      needs: all
      suitable_when: {service.accepts_adults: yes}
      because: Why.
      source: handbook
  none_suitable:
    - {needs: [shelter], actions: [see_alone], because: B., source: handbook}
findings:
  duty: {law.report: yes}
"""


def test_parameters_and_fields_keep_their_kind(place: Path) -> None:
    """
    `law.x` is written `x` where the law is written, and in full where it is tested.
    """
    services = place / "referral" / "services" / "1.0.0.yaml"
    written = {
        place / "laws" / "parameters.yaml": PARAMETERS,
        place / "laws" / "here" / "1.0.0.yaml": LAW,
        place / "services" / "fields.yaml": FIELDS,
        place / "directory.yaml": DIRECTORY,
        services: services.read_text("utf-8") + CANDIDATES,
    }
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    before = bytes_of(place)
    assert run(["check", str(place)]) == 0
    assert run(["rename", "fact", "law.report", "law.tell"]) == 0
    assert run(["rename", "fact", "service.accepts_adults", "service.adults"]) == 0
    assert "  tell: {type" in (place / "laws" / "parameters.yaml").read_text("utf-8")
    law = (place / "laws" / "here" / "1.0.0.yaml").read_text("utf-8")
    assert law == LAW.replace("parameter: report", "parameter: tell")
    text = services.read_text("utf-8")
    assert "{law.tell: yes}" in text
    assert "{service.adults: yes}" in text
    assert "{adults: yes}" in (place / "directory.yaml").read_text("utf-8")
    assert run(["rename", "fact", "law.tell", "law.report"]) == 0
    assert run(["rename", "fact", "service.adults", "service.accepts_adults"]) == 0
    assert bytes_of(place) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fact", "fears_ham", "afraid"], "did you mean `fears_harm`?"),
        (["action", "qqq", "afraid"], "there is `ask_about_papers`"),
        (["fact", "fears_harm", "Afraid Of"], "`Afraid Of` cannot be a name"),
        (["fact", "fears_harm", "law.fear"], "keep what stands before the dot"),
        (["fact", "fears_harm", "papers_held"], "already the fact `papers_held`"),
        (["fact", "fears_harm", "under_control"], "error[name-taken]"),
        (["fact", "fears_harm", "safe_to_ask"], "error[name-taken]"),
    ],
)
def test_what_cannot_be_renamed(
    words: list[str], said: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It is said why, and nothing is written.
    """
    before = bytes_of(place)
    assert run(["rename", *words]) == 1
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.endswith("nothing was renamed\n")
    assert bytes_of(place) == before


def test_mistakes_are_named_where_the_editor_finds_them(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What was found in the copy is told at the editor's own files.
    """
    assert place.is_dir()
    assert run(["rename", "fact", "fears_harm", "load"]) == 1
    assert "--> protocols/screening/signs/1.0.0.yaml:17:3" in capsys.readouterr().err


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize(
    ("what", "name"), [("fact", "papers_held"), ("action", "see_alone")]
)
def test_what_is_released_keeps_its_name(
    what: str,
    name: str,
    place: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    taken_back: bool,
) -> None:
    """
    A released version never changes, a withdrawn one neither.
    """
    release_all(place)
    if taken_back:
        withdraw(place, "screening/signs@1.0.0", "A sign was wrong.")
        withdraw(place, "pathway/visit@1.0.0", "A sign was wrong.")
    before = bytes_of(place)
    assert run(["rename", what, name, "other"]) == 1
    assert f"the {what} `{name}` is part of the release" in capsys.readouterr().err
    assert bytes_of(place) == before


def test_a_release_that_cannot_be_read_may_hold_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Where it cannot be known, nothing is renamed.
    """
    release_all(place)
    for file in place.glob("released/*/*/*.json"):
        file.unlink()
    assert run(["rename", "fact", "temperature", "warmth"]) == 1
    assert "is part of the release" in capsys.readouterr().err


def test_what_no_release_holds_can_be_renamed(place: Path) -> None:
    """
    The dictionary may hold more than was ever released.
    """
    release_all(place)
    assert run(["rename", "fact", "temperature", "warmth"]) == 0


def test_a_dry_run_shows_and_writes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The differences are shown as a patch.
    """
    before = bytes_of(place)
    assert run(["rename", "fact", "papers_held", "papers_kept", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "--- protocols/facts/people.yaml" in shown
    assert "-  papers_held:\n+  papers_kept:\n" in shown
    assert bytes_of(place) == before


def test_no_line_with_an_answer_is_shown(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An encounter changes too, and what was answered is not printed.
    """
    assert place.is_dir()
    assert run(["rename", "fact", "fears_harm", "afraid", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "protocols/encounters/first.yaml changes too" in shown
    assert "declined" not in shown
    assert "companion_present: no, " not in shown


def test_files_beside_the_folder_change_with_it(place: Path) -> None:
    """
    An encounter kept elsewhere is named with `--also`.
    """
    (place / "encounters").rename("visits")
    words = ["rename", "fact", "fears_harm", "afraid", "--also", "visits"]
    assert run(words) == 0
    assert "afraid: {value: declined" in Path("visits/first.yaml").read_text("utf-8")
    assert run(["check", "protocols"]) == 0


def test_mistakes_in_files_beside_it_come_first(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A file that cannot be understood may use the name.
    """
    (place / "encounters").rename("visits")
    Path("visits/first.yaml").write_text("caring: encounter/1\n", "utf-8")
    words = ["rename", "fact", "papers_held", "kept", "--also", "visits"]
    assert run(words) == 1
    assert "these mistakes have to be mended first" in capsys.readouterr().err


def test_a_name_in_disguise(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A name written with an escape is told, and left to a person.
    """
    file = place / "pathway" / "visit" / "1.0.0.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[fears_harm]", r'["fears\u005fharm"]'), "utf-8")
    before = bytes_of(place)
    assert run(["rename", "fact", "fears_harm", "afraid"]) == 1
    said = "is not written out at protocols/pathway/visit/1.0.0.yaml:10:9"
    assert said in capsys.readouterr().err
    assert bytes_of(place) == before


def test_all_files_or_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where the disk fails in the middle, what was written before is put back.
    """
    before = bytes_of(place)
    put, done = os.replace, []

    def fail_at_third(part: Path, file: Path) -> None:
        done.append(file)
        if len(done) == 3:
            raise OSError(28, "no space left", str(file))
        put(part, file)

    monkeypatch.setattr(os, "replace", fail_at_third)
    texts = dict.fromkeys(place.rglob("*.yaml"), b"another")
    with pytest.raises(OSError, match="no space left"):
        write_all(texts)
    assert bytes_of(place) == before


def test_a_part_that_cannot_be_written(place: Path) -> None:
    """
    Where one file cannot be written anew, none is.
    """
    (place / "facts" / "people.yaml.part").mkdir()
    before = bytes_of(place)
    assert run(["rename", "fact", "fears_harm", "afraid"]) == 2
    assert bytes_of(place) == before
