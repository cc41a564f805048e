"""
What people read: every bundled protocol and every example encounter, word for word.

When a text changes on purpose, run `pytest tests/public/test_texts.py --refresh-golden`
and read the difference as the nurse would who gets it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import caring
from caring.cli.commands import run

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "golden"
ENCOUNTERS = sorted((ROOT / "examples" / "encounters").glob("*.yaml"))

LANGUAGES = ("es", "fr", "vi")

Golden = Callable[[Path, str], None]


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", [*caring.list_protocols(), *caring.list_laws()])
def test_what_a_reviewer_reads(
    name: str, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """
    `caring show` of what is bundled says what it said when it was last reviewed.
    """
    assert run(["show", name]) == 0
    golden(_of("show", name.replace("/", "-")), capsys.readouterr().out)


@pytest.mark.parametrize("file", ENCOUNTERS, ids=lambda each: each.stem)
def test_what_a_nurse_reads(
    file: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """
    `caring assess` of an example says what it said when it was last reviewed.
    """
    assert run(["assess", str(file.relative_to(ROOT))]) == 0
    golden(_of("assess", file.stem), capsys.readouterr().out)


@pytest.mark.parametrize("name", caring.list_protocols())
def test_what_is_read_when_nothing_is_known(
    name: str, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """
    The very beginning reads as it did, too: nothing asked, nothing recorded.
    """
    assert run(["assess", name, "--on", "2026-01-15"]) == 0
    golden(_of("silence", name.replace("/", "-")), capsys.readouterr().out)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("file", ENCOUNTERS[:2], ids=lambda each: each.stem)
def test_what_is_read_in_another_language(
    file: Path, locale: str, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """
    The same advice, translated: nothing is left in English but what is cited.
    """
    assert run(["assess", str(file.relative_to(ROOT)), "--locale", locale]) == 0
    golden(_of(locale, file.stem), capsys.readouterr().out)


def test_no_text_is_left_over() -> None:
    """
    Every kept text belongs to a protocol or an encounter that is still there.
    """
    names = [each.replace("/", "-") for each in caring.list_protocols()]
    there = [_of(verb, name) for verb in ("show", "silence") for name in names]
    there += [_of("show", each.replace("/", "-")) for each in caring.list_laws()]
    there += [_of("assess", file.stem) for file in ENCOUNTERS]
    there += [_of(each, file.stem) for each in LANGUAGES for file in ENCOUNTERS[:2]]

    assert sorted(GOLDEN.glob("*.*")) == sorted(there)


def _of(verb: str, name: str) -> Path:
    return GOLDEN / f"{verb}-{name}.txt"
