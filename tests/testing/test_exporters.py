"""
Exporters: how one is found, what all of them promise, and planted bad ones.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import caring
from caring import exporters
from caring.artefact import plain
from caring.cli.commands import run
from caring.exporters import Files, find, formats
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.guidance.screening import Screening
from caring.restore import restore
from caring.running.assess import assess
from caring.testing import ON, check_exporter
from caring.testing.cases import result_of
from caring.values.errors import ExportError, Inexpressible
from tests.spec.builders import (
    all_hold,
    consent_rules,
    constraint,
    highest,
    is_within,
    is_yes,
    number,
    pathway,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

SMALL = screening(
    highest(
        row("high", all_hold(is_yes("bruises"), is_within("days", at_least=3))),
        row("some", is_yes("bruises")),
    ),
    facts=[yes_no("bruises"), number("days", 0, 9)],
)


@attrs.frozen
class Plain:
    """
    A good exporter: all of a protocol as JSON, read back and run.
    """

    format: str = "plain"

    def export(self, guidance: Protocol | Pathway) -> Files:
        named = {"id": guidance.id, "version": guidance.version}
        data = {**named, "digest": guidance.digest, "rules": plain(guidance)}
        return {"rules/all.json": json.dumps(data)}

    def read(self, files: Files) -> Protocol | Pathway:
        data = json.loads(files["rules/all.json"])
        found = restore(Screening, data["rules"])
        assert isinstance(found, Screening)
        return found

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        protocol = self.read(files)
        assert isinstance(protocol, Protocol)
        outcomes = assess(protocol, answers, on=ON).outcomes
        return {name: result_of(each) for name, each in outcomes.items()}


class Silent(Plain):
    """
    It reads a silence as a no.
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        quiet = ("declined", "does_not_know", "unsafe_to_ask")
        heard = {
            fact: "no" if fact == "bruises" and value in quiet else value
            for fact, value in answers.items()
        }
        return super().run(files, heard)


class OneTooMany(Plain):
    """
    It reads "at least three" as "more than three".
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        days = answers.get("days")
        less = {"days": days - 1} if isinstance(days, int) and days > 0 else {}
        return super().run(files, {**answers, **less})


class Forgets(Plain):
    """
    It leaves a decision out.
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return {}


class SaysNothing(Plain):
    """
    It names decisions and says nothing of them, or of one that is not there.
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"concern": {}, "other": {"working": "some"}}


class Breaks(Plain):
    """
    Its engine and its reader fail.
    """

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        raise KeyError(answers)

    def read(self, files: Files) -> Protocol | Pathway:
        raise OSError(files)


class ReadsAnother(Plain):
    """
    What it reads back is not what was written.
    """

    def read(self, files: Files) -> Protocol | Pathway:
        found = super().read(files)
        return attrs.evolve(found, version="9.9.9", title="Another")

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return Plain().run(files, answers)


@attrs.frozen
class Writes:
    """
    An exporter that only writes what it is told to.
    """

    files: Any
    format: str = "planted"

    def export(self, guidance: Protocol | Pathway) -> Files:
        if isinstance(self.files, Exception):
            raise self.files
        head = f"{guidance.id} {guidance.version} {guidance.digest}"
        return {name: content.format(head) for name, content in self.files.items()}


class Restless(Writes):
    """
    It writes something else each time.
    """

    count = 0

    def export(self, guidance: Protocol | Pathway) -> Files:
        Restless.count += 1
        return {"a": f"{super().export(guidance)['a']!r} {Restless.count}"}


class Titles(Writes):
    """
    It writes bytes, and of the rules only how many there are.
    """

    def export(self, guidance: Protocol | Pathway) -> Files:
        assert isinstance(guidance, Screening)
        text = f"{super().export(guidance)['a']!r} {len(guidance.concern.rows)}"
        return {"a": text.encode()}


def refused(what: str, because: str = "it has no ranges") -> ExportError:
    return ExportError("too rich", [Inexpressible(what, because)])


def test_a_good_exporter_keeps_its_contract() -> None:
    """
    It writes all, reads it back and runs it; and so does the one of vectors.
    """
    check_exporter(Plain(), SMALL)
    check_exporter(find("vectors"), SMALL)


@pytest.mark.parametrize(
    ("exporter", "said"),
    [
        (Silent(), "`concern.at_most` is not that of the interpreter"),
        (OneTooMany(), "`concern.working` is not that of the interpreter"),
        (Forgets(), "`concern` is left out"),
        (SaysNothing(), "nothing is said of `concern`"),
        (SaysNothing(), "there is no `other`"),
        (Breaks(), "it raises KeyError"),
        (Breaks(), "cannot read its own files: OSError"),
        (ReadsAnother(), "reads back from its files means something else"),
        (Writes({}), "it writes no file"),
        (Writes({"../a": "{}"}), "it writes outside its folder: ../a"),
        (Writes({"a": "nothing"}), "no file names the id"),
        (Writes({"a": "nothing"}), "no file names the version"),
        (Writes({"a": "nothing"}), "no file names the digest"),
        (Writes({"a": "{}"}), "it loses something: row"),
        (Writes({"a": "{}"}), "it loses something: the floor"),
        (Titles({"a": "{}"}), "it loses something: the floor"),
        (Restless({"a": "{}"}), "it writes something else when it is asked again"),
        (Writes({"a": "{}"}, "Two words"), "lower-case letters"),
        (Writes(KeyError("days")), "it raises KeyError where an ExportError says"),
        (Writes(refused("days")), "it refuses: too rich"),
        (Writes(ExportError("too rich")), "names nothing in `lacking`"),
        (Writes(refused("weeks")), "names `weeks`, which is not in the protocol"),
        (Writes(refused("days", " ")), "does not say what the format lacks"),
        (object(), "no `format` or no `export`"),
    ],
)
def test_a_bad_exporter_is_told_so(exporter: Any, said: str) -> None:
    """
    Each way of going wrong is named.
    """
    with pytest.raises(AssertionError, match="breaks its contract") as caught:
        check_exporter(exporter, SMALL)

    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) < 40


def test_a_title_is_all_that_two_rows_may_share() -> None:
    """
    What the count of rows tells apart is not called lost.
    """
    with pytest.raises(AssertionError) as caught:
        check_exporter(Titles({"a": "{}"}), SMALL)

    assert "row `" not in str(caught.value)


@attrs.frozen
class Runs:
    """
    An exporter that has what it wrote run by the interpreter, without consents.
    """

    protocol: Protocol
    format: str = "runs"

    def export(self, guidance: Protocol | Pathway) -> Files:
        return find("vectors").export(guidance)

    def run(self, files: Files, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        outcomes = assess(self.protocol, answers, on=ON).outcomes
        return {name: result_of(each) for name, each in outcomes.items()}


def test_an_engine_is_held_to_no_consent_that_it_cannot_see() -> None:
    """
    It is handed answers alone; cases with records of consent are not run.
    """
    rules = consent_rules(patient_decides(), purpose("share"))
    check_exporter(Runs(rules), rules)


def test_refusing_is_right_where_the_format_is_poor() -> None:
    """
    Who says beforehand what cannot be said has to be refused by name.
    """
    check_exporter(Writes(refused("days")), SMALL, refuses=True)
    with pytest.raises(AssertionError, match="was to refuse it"):
        check_exporter(Plain(), SMALL, refuses=True)


def test_every_part_of_guidance_is_a_name_to_refuse_by() -> None:
    """
    A role, a fact, a constraint, a level and a row of a pathway can be named.
    """
    held = screening(
        highest(row("high", is_yes("bruises"))),
        facts=[yes_no("bruises")],
    )
    both = constraint(is_yes("bruises"))
    changed = attrs.evolve(held, constraints=(both,))
    along = pathway(consent_rules(patient_decides()), changed)
    row_ = held.decisions[0].rows[0]
    for name in ("screening", "bruises", "small", "high", row_.id, "concern"):
        check_exporter(Writes(refused(name)), along, refuses=True)


def test_a_loss_along_a_pathway_is_found() -> None:
    """
    Each step is changed in turn, and those who read the digests are not fooled.
    """
    along = pathway(SMALL)
    with pytest.raises(AssertionError, match="screening: row"):
        check_exporter(Writes({"a": "{}"}), along)
    check_exporter(find("vectors"), along)


@attrs.frozen
class Picky:
    """
    It refuses whatever is not just what it knows.
    """

    known: Protocol
    format: str = "picky"

    def export(self, guidance: Protocol | Pathway) -> Files:
        if guidance != self.known:
            raise refused("days")
        return {"a": f"{guidance.id} {guidance.version} {guidance.digest}"}


def test_what_is_refused_is_not_lost() -> None:
    """
    A change that the format cannot say is refused, and that is no loss.
    """
    check_exporter(Picky(SMALL), SMALL)


def test_formats_are_named() -> None:
    """
    What is asked for and not there is told with what there is.
    """
    assert "vectors" in formats()
    with pytest.raises(caring.ExportError, match="there is vectors") as caught:
        caring.export("measure/phq-2", to="vector")
    assert caught.value.available == formats()


def _package(place: Path, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Install a package that names an exporter.
    """
    about = place / "other_formats-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: other-formats\nVersion: 1.0\n", "utf-8")
    named = f"[{exporters.GROUP}]\nlines = {value}\nvectors = {value}\n"
    (about / "entry_points.txt").write_text(named, "utf-8")
    code = """\
class Lines:
    format = "lines"

    def export(self, guidance):
        return {self.place: guidance.id, "b/raw": b"raw"}

EXPORTER = Lines()
EXPORTER.place = "a.txt"
OUTSIDE = Lines()
OUTSIDE.place = "../a.txt"
"""
    (place / "other_formats.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.delitem(sys.modules, "other_formats", raising=False)


def test_a_package_adds_a_format_and_takes_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    An entry point is enough; the name of a format of ours stays ours.
    """
    _package(tmp_path, "other_formats:EXPORTER", monkeypatch)

    found = caring.export("measure/phq-2", to="lines")
    assert found == {"a.txt": "measure/phq-2", "b/raw": b"raw"}
    assert formats() == ("lines", "vectors")
    assert type(find("vectors")).__module__ == "caring.testing.cases"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("other_formats:OUTSIDE", "names a file outside its folder"),
        ("other_formats:Lines.format", "is none"),
    ],
)
def test_what_a_package_names_is_looked_at(
    value: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What is no exporter, or would write elsewhere, is refused.
    """
    _package(tmp_path, value, monkeypatch)
    with pytest.raises(caring.ExportError, match=said):
        caring.export(SMALL, to="lines")


def test_a_law_is_not_exported() -> None:
    """
    A law decides nothing by itself.
    """
    with pytest.raises(TypeError, match="is a law"):
        caring.export("law/vn", to="vectors")


def test_the_command_writes_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    `caring export` names each file that it wrote, text or bytes.
    """
    _package(tmp_path, "other_formats:EXPORTER", monkeypatch)
    out = tmp_path / "out"
    words = ["export", "measure/phq-2", "--to", "lines", "--out", str(out)]
    assert run(words) == 0

    assert (out / "a.txt").read_text("utf-8") == "measure/phq-2"
    assert (out / "b" / "raw").read_bytes() == b"raw"
    assert capsys.readouterr().out.split() == [str(out / "a.txt"), str(out / "b/raw")]


def test_the_command_says_what_does_not_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An unknown format is wrong use; a folder of several protocols is no one protocol.
    """
    words = ["export", "measure/phq-2", "--to", "vector", "--out", str(tmp_path)]
    assert run(words) == 2
    assert "there is vectors" in capsys.readouterr().err

    assert run(["export", "law/vn", "--to", "vectors", "--out", str(tmp_path)]) == 1
    assert "name one protocol" in capsys.readouterr().err


def test_what_lacks_is_named_in_the_message() -> None:
    """
    Whoever chose the format reads everything that it cannot say.
    """
    assert str(refused("days")) == "too rich\n  `days`: it has no ranges"
