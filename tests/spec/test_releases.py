"""
A released version never changes: what is released, what may differ, what is refused.

Each row of a table is a sentence of what the design says of releases.
"""

import json
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import caring
from caring.artefact import sha256
from caring.authoring.folder import Folder
from caring.authoring.release import prepare, write
from caring.authoring.release import withdraw as without
from caring.guidance.protocol import Guidance, Status
from caring.language.conditions import AnyOf
from caring.lock import Lock
from caring.released import LOCK, Releases, path_of, write_release
from caring.shelf import Shelf
from caring.values.errors import ReleaseError, WithdrawnWarning
from tests.releasing import DAY, LATER, edit_lock, release_all, withdraw
from tests.spec.builders import is_yes

BASE = Path(__file__).parent.parent / "broken" / "_base"
SIGNS = "screening/signs@1.0.0"
VISIT = "pathway/visit@1.0.0"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """
    A small folder in which everything is released.
    """
    found = tmp_path / "protocols"
    shutil.copytree(BASE, found)
    release_all(found)
    return found


def _signs() -> Any:
    return Folder(BASE, "base").load(SIGNS)


# What the digest notices


def _other_rows(change: dict[str, Any]) -> Callable[[Any], Any]:
    def changed(signs: Any) -> Any:
        first, *rest = signs.concern.rows
        rows = (attrs.evolve(first, **change), *rest)
        return attrs.evolve(signs, concern=attrs.evolve(signs.concern, rows=rows))

    return changed


def _backwards(signs: Any) -> Any:
    rows = signs.concern.rows[::-1]
    return attrs.evolve(signs, concern=attrs.evolve(signs.concern, rows=rows))


def _operands(signs: Any) -> Any:
    high = signs.concern.rows[0]
    assert isinstance(high.when, AnyOf)
    return _other_rows({"when": AnyOf(high.when.parts[::-1])})(signs)


def _relabelled(signs: Any) -> Any:
    facts = {
        id_: attrs.evolve(
            fact, domain=attrs.evolve(fact.domain, labels={"yes": "Oui", "no": "Non"})
        )
        for id_, fact in signs.facts.items()
    }
    return attrs.evolve(signs, facts=facts)


def _fewer_options(signs: Any) -> Any:
    (name, fact), *_ = signs.facts.items()
    domain = attrs.evolve(fact.domain, labels={"yes": "Yes"})
    return attrs.evolve(
        signs, facts={**signs.facts, name: attrs.evolve(fact, domain=domain)}
    )


def _asked_more_carefully(signs: Any) -> Any:
    (name, fact), *_ = signs.facts.items()
    return attrs.evolve(signs, facts={**signs.facts, name: attrs.evolve(fact, lasts=3)})


def _evolved(**change: Any) -> Callable[[Any], Any]:
    return lambda signs: attrs.evolve(signs, **change)


@pytest.mark.parametrize(
    ("change", "same_meaning", "same_words"),
    [
        # Canonical form sorts rows of `highest` and operands.
        (_backwards, True, True),
        (_operands, True, True),
        # Words carry a digest of their own.
        (_evolved(title="Another title"), True, False),
        (_evolved(purpose="Another purpose."), True, False),
        (_other_rows({"because": "Another sentence."}), True, False),
        (_relabelled, True, False),
        # Unicode is NFC, in words as in meaning.
        (_evolved(title="Signes re\u0301unis"), True, False),
        # The status is part of a release, and of neither digest.
        (_evolved(status=Status.APPROVED), True, True),
        # Ids of rows and places in a file mean nothing.
        (_other_rows({"id": "another", "span": None}), True, True),
        # Rules, levels, options and how long an answer lasts are meaning.
        (_other_rows({"when": is_yes("papers_held")}), False, True),
        (_other_rows({"result": "some"}), False, False),  # words follow the rows
        (_fewer_options, False, False),
        (_asked_more_carefully, False, True),
        # A digest names one version.
        (_evolved(version="1.0.1"), False, True),
        (_evolved(id="screening/other"), False, True),
    ],
)
def test_digests(
    change: Callable[[Any], Any], same_meaning: bool, same_words: bool
) -> None:
    """
    A digest of what it means, and one of its words.
    """
    signs, other = _signs(), change(_signs())

    assert (other.digest == signs.digest) is same_meaning
    assert (other.wording_digest == signs.wording_digest) is same_words


def test_unicode() -> None:
    """
    Two ways to write one letter are the same words.
    """
    one = attrs.evolve(_signs(), title="r\u00e9union")
    other = attrs.evolve(_signs(), title="re\u0301union")

    assert one.wording_digest == other.wording_digest


def test_the_order_of_first_is_meaning() -> None:
    """
    In a table where the first match wins, order is kept.
    """
    rules: Any = caring.load("consent/clinic-encounter@1.0.0")
    turned = attrs.evolve(
        rules,
        deciders={
            id_: attrs.evolve(each, rows=each.rows[::-1])
            for id_, each in rules.deciders.items()
        },
    )

    assert turned.digest != rules.digest


def test_what_is_said_of_a_step_is_said_of_a_pathway() -> None:
    """
    A pathway's digests change with those of its steps.
    """
    visit: Any = Folder(BASE, "base").load(VISIT)
    step = visit.steps[0]
    other = attrs.evolve(step, protocol=attrs.evolve(step.protocol, title="Other"))
    changed = attrs.evolve(
        visit,
        steps=(other, *visit.steps[1:]),
    )

    assert changed.digest == visit.digest
    assert changed.wording_digest != visit.wording_digest


# What is written


def test_a_release_is_closed(place: Path) -> None:
    """
    A later edit of a dictionary, or none of it being there, cannot reach a release.
    """
    before = Folder(BASE, "base").load(SIGNS)
    for folder in ("facts", "actions", "works", "screening"):
        shutil.rmtree(place / folder)

    assert Releases.at(place).load(SIGNS) == before


@pytest.mark.parametrize("name", Folder(BASE, "base").versions())
def test_the_yaml_gives_an_equal_model(name: str, place: Path) -> None:
    """
    Equal in everything, digests included; written again it is the same file.
    """
    written = Folder(BASE, "base").load(name)
    released = Releases.at(place).load(name)

    assert released == written
    assert released.digest == written.digest
    assert released.wording_digest == written.wording_digest
    assert write_release(released) == (place / path_of(name)).read_text("utf-8")


def test_a_pathway_pins_its_steps(place: Path) -> None:
    """
    A pathway names its protocols with their digests, and holds none of them.
    """
    data = json.loads((place / path_of(VISIT)).read_text("utf-8"))
    lock = Releases.at(place).lock

    assert [each["protocol"] for each in data["model"]["steps"]] == [
        {
            "name": name,
            "digest": lock.versions[name].meaning,
            "wording": lock.versions[name].wording,
        }
        for name in (SIGNS, "consent/sharing@1.0.0", "referral/services@1.0.0")
    ]


# What may be released


def _lock_with(**change: Any) -> Lock:
    signs = _signs()
    lock = prepare(signs, Lock(), DAY).lock
    locked = attrs.evolve(lock.versions[SIGNS], **change)
    return lock.having(SIGNS, locked)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_other_rows({"when": is_yes("a")}), "it is released with another meaning"),
        (_evolved(title="Another"), "it is released with other words"),
        (_fewer_options, "it is released with another meaning and other words"),
    ],
)
def test_a_released_version_is_not_released_anew(
    change: Callable[[Any], Any], says: str
) -> None:
    """
    Another meaning or other words need another version number.
    """
    with pytest.raises(ReleaseError) as caught:
        prepare(change(_signs()), _lock_with(), LATER)

    assert caught.value.problem == says
    assert "new version number" in caught.value.help


@pytest.mark.parametrize(
    ("change", "done", "status"),
    [
        (_evolved(), "unchanged", "draft"),
        (_backwards, "unchanged", "draft"),
        (_evolved(status=Status.APPROVED), "draft -> approved", "approved"),
    ],
)
def test_releasing_again(change: Callable[[Any], Any], done: str, status: str) -> None:
    """
    What did not change is left as it is; a status moves on in the lock alone.
    """
    before = _lock_with()
    again = prepare(change(_signs()), before, LATER)

    assert (again.done, again.text) == (done, None)
    expected = attrs.evolve(before.versions[SIGNS], status=status)
    assert again.lock == Lock({SIGNS: expected})


def test_the_status_is_read_from_the_lock(place: Path) -> None:
    """
    The released file does not change when its status does.
    """
    edit_lock(place, '"status": "draft"', '"status": "approved"')

    assert Releases.at(place).load("consent/sharing@1.0.0").status is Status.APPROVED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (None, f"its step `{SIGNS}` is not released"),
        ({"meaning": "sha256:other"}, f"its step `{SIGNS}` is released with another"),
        ({"wording": "sha256:other"}, f"its step `{SIGNS}` is released with another"),
        ("withdrawn", f"its step `{SIGNS}` was withdrawn"),
    ],
)
def test_a_pathway_needs_its_steps(change: Any, says: str, place: Path) -> None:
    """
    A pathway is released only when its steps are, with just those digests.
    """
    lock = (
        withdraw(place, SIGNS, "Wrong.") if change == "withdrawn" else _lock_of(place)
    )
    versions = {name: each for name, each in lock.versions.items() if name != VISIT}
    if change is None:
        del versions[SIGNS]
    elif isinstance(change, dict):
        versions[SIGNS] = attrs.evolve(versions[SIGNS], **change)

    with pytest.raises(ReleaseError, match=says):
        prepare(Folder(BASE, "base").load(VISIT), Lock(versions), DAY)


def _lock_of(place: Path) -> Lock:
    return Releases.at(place).lock


# What is loaded


def _with_version(place: Path, version: str, *, title: str = "Later") -> Guidance:
    """
    Write one more version of the screening as YAML.
    """
    text = (place / "screening/signs/1.0.0.yaml").read_text("utf-8")
    text = text.replace('version: "1.0.0"', f'version: "{version}"')
    text = text.replace("title: Signs", f"title: {title} signs")
    (place / f"screening/signs/{version}.yaml").write_text(text, "utf-8")
    return Folder(place, "here").load(f"screening/signs@{version}")


def _release(place: Path, guidance: Guidance) -> None:
    prepared = prepare(guidance, _lock_of(place), DAY)
    assert prepared.text is not None
    write(place, [(guidance.name, prepared.text)], prepared.lock)


@pytest.mark.parametrize(
    ("written", "released", "withdrawn", "newest"),
    [
        # The newest release, though a newer version is being written.
        (("1.1.0",), (), (), "1.0.0"),
        (("1.1.0",), ("1.1.0",), (), "1.1.0"),
        # Versions are numbers: 1.10.0 follows 1.9.0.
        (("1.9.0", "1.10.0"), ("1.9.0", "1.10.0"), (), "1.10.0"),
        # A version that was withdrawn is never chosen.
        (("1.1.0",), ("1.1.0",), ("1.1.0",), "1.0.0"),
        (("1.1.0",), ("1.1.0",), ("1.0.0",), "1.1.0"),
    ],
)
def test_the_newest(
    written: tuple[str, ...],
    released: tuple[str, ...],
    withdrawn: tuple[str, ...],
    newest: str,
    place: Path,
) -> None:
    """
    An id without a version means the newest release that stands.
    """
    for version in written:
        built = _with_version(place, version)
        if version in released:
            _release(place, built)
    for version in withdrawn:
        withdraw(place, f"screening/signs@{version}", "A sign was wrong.")

    found, _ = Shelf(place, "here").find("screening/signs")
    assert found.version == newest


def test_where_nothing_is_released_the_newest_that_is_written() -> None:
    """
    Before a first release an id means the newest YAML.
    """
    assert Shelf(BASE, "base").load("screening/signs").name == SIGNS


def test_where_everything_was_withdrawn_nothing_is_chosen(place: Path) -> None:
    """
    Neither a withdrawn version nor one that nobody released stands in for it.
    """
    _with_version(place, "1.1.0")
    withdraw(place, SIGNS, "A sign was wrong.")

    with pytest.raises(ReleaseError, match="every released version was withdrawn"):
        Shelf(place, "here").load("screening/signs")


@pytest.mark.parametrize("name", [SIGNS, VISIT])
def test_a_withdrawn_version_loads_by_its_name_with_a_warning(
    name: str, place: Path
) -> None:
    """
    The warning says since when and why; a pathway warns of its steps.
    """
    withdraw(place, SIGNS, "A sign was wrong.")

    with pytest.warns(WithdrawnWarning, match="2026-03-01: A sign was wrong") as seen:
        assert Shelf(place, "here").load(name).name == name

    assert len(seen) == 1


def test_a_version_that_stands_loads_without_a_warning(place: Path) -> None:
    """
    Nobody is warned of what another version does.
    """
    withdraw(place, SIGNS, "A sign was wrong.")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Shelf(place, "here").load("consent/sharing@1.0.0")


@pytest.mark.parametrize(
    ("day", "because", "is_same"),
    [
        (LATER, "Wrong.", True),
        (DAY, "Wrong.", False),
        (LATER, "Another reason.", False),
    ],
)
def test_withdrawing_again(day: Any, because: str, is_same: bool, place: Path) -> None:
    """
    The same words again change nothing; other words are no second withdrawal.
    """
    lock = withdraw(place, SIGNS, "Wrong.")
    if is_same:
        assert without(lock, SIGNS, day, because) == lock
        return
    with pytest.raises(ReleaseError, match="it was withdrawn before"):
        without(lock, SIGNS, day, because)


# What is refused


def _other_file(place: Path) -> None:
    shutil.copy(place / path_of("consent/sharing@1.0.0"), place / path_of(SIGNS))


def _consistent(place: Path, old: str, new: str) -> None:
    """
    Change a file and put its hash into the lock, as somebody who wants to get by would.
    """
    file = place / path_of(SIGNS)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    locked = _lock_of(place).versions[SIGNS]
    new_hash = sha256(file.read_bytes())
    write(place, (), _lock_of(place).having(SIGNS, attrs.evolve(locked, file=new_hash)))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda place: (place / path_of(SIGNS)).unlink(), "is not there"),
        (lambda place: (place / path_of(SIGNS)).write_bytes(b""), "is not the one"),
        (_other_file, "is not the one that was released"),
        (lambda place: (place / LOCK).unlink(), "does not know it"),
        (lambda place: (place / LOCK).write_bytes(b"\xff"), "decode"),
        (lambda place: edit_lock(place, SIGNS, "screening/sign@1.0.0"), "not know it"),
        (
            lambda place: _consistent(place, '"release/1"', '"release/2"'),
            "its file is no `release/1`",
        ),
        (
            lambda place: _consistent(place, SIGNS, "screening/signs@2.0.0"),
            "its file holds `screening/signs@2.0.0`",
        ),
        (
            lambda place: _consistent(
                place, '"version": "1.0.0"', '"version": "2.0.0"'
            ),
            "its file holds `screening/signs@2.0.0`",
        ),
        (
            lambda place: _consistent(
                place, '"digest": "sha256:', '"digest": "sha256:0'
            ),
            "its digests in versions.lock are not those of its file",
        ),
        (
            lambda place: _consistent(place, '"floor"', '"ceiling"'),
            "this version of caring cannot read it",
        ),
    ],
)
def test_what_was_not_released_is_refused(
    damage: Callable[[Path], object], says: str, place: Path
) -> None:
    """
    Lost, changed, renamed, exchanged, or of a form that is not known here.
    """
    damage(place)

    with pytest.raises(ReleaseError, match=says) as caught:
        Shelf(place, "here").load(SIGNS)

    assert caught.value.help in str(caught.value)


def test_a_step_that_is_another_one_is_refused(place: Path) -> None:
    """
    A pathway is not loaded with a protocol that it was not released with.
    """
    edit_lock(place, _lock_of(place).versions[SIGNS].wording, "sha256:" + 64 * "0")

    with pytest.raises(
        ReleaseError, match="not the version that the pathway"
    ) as caught:
        Shelf(place, "here").load(VISIT)

    assert caught.value.name == SIGNS


def test_a_step_that_is_not_there_is_refused(place: Path) -> None:
    """
    A pathway names the step that the lock has lost.
    """
    edit_lock(place, SIGNS, "screening/sign@1.0.0")

    with pytest.raises(ReleaseError, match="has no such version") as caught:
        Releases.at(place).load(VISIT)

    assert caught.value.name == SIGNS


# What a check of the folder finds


def _edit(place: Path, path: str, old: str, new: str) -> None:
    file = place / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("is_superseded", "path", "old", "new", "found"),
    [
        # Its own file, or the dictionary under the newest version, changed.
        (False, "screening/signs/1.0.0.yaml", "Two signs", "2 signs", True),
        (False, "facts/people.yaml", "Does somebody", "Does anybody", True),
        # Of a version that another one followed, only its own file is held.
        (True, "screening/signs/1.0.0.yaml", "Two signs", "2 signs", True),
        (True, "facts/people.yaml", "Does somebody", "Does anybody", False),
    ],
)
def test_yaml_that_changed_after_its_release(
    is_superseded: bool, path: str, old: str, new: str, found: bool, place: Path
) -> None:
    """
    A check says that a released version was edited; a dictionary may move on.
    """
    if is_superseded:
        _with_version(place, "1.1.0")
    _edit(place, path, old, new)

    codes = {
        (each.code, each.span.file.name.endswith("signs/1.0.0.yaml"))
        for each in caring.check(place)
    }
    assert (("released-changed", True) in codes) is found


def test_an_older_pathway_keeps_its_constraints(place: Path) -> None:
    """
    What the dictionary says anew is not said of a version that another one followed.
    """
    _edit(place, "facts/constraints.yaml", "Who answers is there.", "Another sentence.")
    found = {each.span.file.name for each in caring.check(place)}
    assert str(place / "pathway/visit/1.0.0.yaml") in found

    for kind in ("pathway/visit", "screening/signs", "referral/services"):
        text = (place / f"{kind}/1.0.0.yaml").read_text("utf-8")
        later = text.replace('version: "1.0.0"\nstatus', 'version: "1.1.0"\nstatus')
        (place / f"{kind}/1.1.0.yaml").write_text(later, "utf-8")

    assert caring.check(place) == ()


def test_yaml_of_a_release_that_is_lost_has_nothing_to_mend(place: Path) -> None:
    """
    Where a release cannot be read, the lock and what rests on it are where it is said.
    """
    _with_version(place, "1.1.0")
    (place / path_of(SIGNS)).unlink()

    found = {
        str(Path(each.span.file.name).relative_to(place))
        for each in caring.check(place)
    }
    assert found == {LOCK, "pathway/visit/1.0.0.yaml", "encounters/first.yaml"}


def test_a_pathway_that_was_withdrawn_may_name_a_step_that_was(place: Path) -> None:
    """
    Withdrawing both leaves nothing to mend but the encounter that needs another.
    """
    withdraw(place, SIGNS, "A sign was wrong.")
    withdraw(place, VISIT, "A sign was wrong.")

    (found,) = caring.check(place)
    assert found.span.file.name == str(place / "encounters/first.yaml")
    assert "every released version was withdrawn" in found.message
