"""
What a protocol editor sees for each kind of mistake.

A folder of ``tests/broken`` holds the files in which it differs from ``_base``, and the
whole text of what is found.
"""

import ast
import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import caring
from caring import authoring, catalogues
from caring.released import Releases
from caring.showing.findings import show_all
from caring.values import text
from tests.releasing import edit_lock, release_all, withdraw, write_pins

BROKEN = Path(__file__).parent / "broken"
BASE = BROKEN / "_base"

HEADER = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"X-Caring-Review: unreviewed\\n"\n\n'


def _entry(key: str, text: str) -> bytes:
    return f'msgctxt "{key}"\nmsgid "Say it"\nmsgstr "{text}"\n\n'.encode()


# Files that a reviewer could not read, or that would fill a screen, are made here.
MADE: dict[str, dict[str, bytes]] = {
    "bytes-not-text": {
        "facts/latin.yaml": b"caring: facts/1\ntitle: Zeichen f\xfcr etwas\n",
        "facts/utf16.yaml": "caring: facts/1\n".encode("utf-16"),
    },
    "bytes-hidden": {
        "facts/bidi.yaml": "caring: facts/1\ntitle: a\u202eb\u200bc\n".encode(),
        "facts/nul.yaml": "caring: facts/1\ntitle: a\x00b\x85c\n".encode(),
        "facts/escapes.yaml": b'caring: facts/1\ntitle: "\\u202e and \\0 and \\ud800"',
        "facts/lines.yaml": "caring: facts/1\ntitle: a\u2028b\uffffc\rd\n".encode(),
        "facts/twelve.yaml": ("caring: facts/1\ntitle: a" + 12 * "\u00ad").encode(),
    },
    "bytes-too-many": {
        "facts/large.yaml": b"caring: facts/1\n" + b"#" * 1_000_000,
        "facts/deep.yaml": b"caring: facts/1\ntitle: " + b"[" * 50,
        "facts/digits.yaml": b"caring: facts/1\ntitle: " + b"9" * 60 + b"\n",
        "facts/key.yaml": b"caring: facts/1\n" + b"k" * 300 + b": 1\n",
        "facts/values.yaml": b"caring: facts/1\ntitle: [" + b"1," * 10_000 + b"]\n",
        "facts/infinite.yaml": b"caring: facts/1\ntitle: 1e999\n",
    },
    "bytes-in-catalogues": {
        "locale/fr/latin.po": b'msgid ""\nmsgstr "Fran\xe7ais"\n',
        "locale/fr/bidi.po": HEADER + _entry("a", "Dites \u202enon"),
        "locale/fr/escape.po": HEADER + _entry("a", "Dites \\rnon"),
        "locale/fr/joiners.po": HEADER + _entry("a", "\u1781\u200b\u1789\u200c\u200d"),
        "locale/fr/plural.po": HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n',
        "locale/fr/twins.po": HEADER + _entry("a", "Dites") + _entry("a", "Dites"),
    },
}
WITHOUT_BABEL = "catalogues-without-babel"


def _damage(place: Path) -> None:
    changed = place / "released/screening/signs/1.0.0.json"
    changed.write_text(changed.read_text("utf-8").replace("Two", "Ten"), "utf-8")
    (place / "released/referral/services/1.0.0.json").unlink()
    (place / "released/notes.txt").write_text("What is this?", "utf-8")
    name = "pathway/visit@1.0.0"
    write_pins(
        place / "pins.yaml", {name: Releases.at(place).lock.versions[name].meaning}
    )


def _pins(place: Path) -> None:
    lock = withdraw(place, "screening/signs@1.0.0", "A sign was wrong.")
    pins = {
        "screening/sings@1.0.0": "sha256:0",
        "screening/signs@1.1.0": "sha256:1",
        "consent/sharing@1.0.0": "sha256:2",
        "screening/signs@1.0.0": lock.versions["screening/signs@1.0.0"].meaning,
        "pathway/visit@1.0.0": lock.versions["pathway/visit@1.0.0"].meaning,
    }
    write_pins(place / "pins.yaml", pins)


# These folders were released before the files of their case were laid over them; what
# is done to the releases is said here, because nobody could read it in a digest.
RELEASED: dict[str, Callable[[Path], object]] = {
    "released-changed": lambda _: None,
    "released-damaged": _damage,
    "released-lock": lambda place: edit_lock(place, '"status"', '"state"'),
    "released-pins": _pins,
}


def _stray(place: Path) -> None:
    outside = place.parent / "outside"
    (outside / "more").mkdir(parents=True, exist_ok=True)
    (outside / "secret.yaml").write_text("caring: facts/1\n", "utf-8")
    (place / "facts/link.yaml").symlink_to(outside / "secret.yaml")
    (place / "facts/folder").symlink_to(outside)
    (place / "facts/round").symlink_to(place)
    (place / "facts/self.yaml").symlink_to(place / "facts/self.yaml")
    os.mkfifo(place / "facts/pipe.yaml")
    (place / "locale/fr").mkdir(parents=True)
    (place / "locale/fr/facts.po").symlink_to(outside / "secret.yaml")


# What bytes cannot say.
LAID: dict[str, Callable[[Path], object]] = {"stray-files": _stray}

# Without a day nothing is said of ends.
ON = {"ending": dt.date(2026, 1, 15)}
CASES = sorted(
    {path.name for path in BROKEN.iterdir() if path.name != "_base"}
    | MADE.keys()
    | RELEASED.keys()
    | LAID.keys()
)


def tree_of(case: str, place: Path) -> Path:
    """
    Lay the base and what a case changes in it out as files.
    """
    shutil.copytree(BASE, place, dirs_exist_ok=True)
    if case in RELEASED:
        release_all(place)
    if (BROKEN / case).is_dir():
        shutil.copytree(
            BROKEN / case,
            place,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("expected.txt"),
        )
    for name, content in MADE.get(case, {}).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    if case in RELEASED:
        RELEASED[case](place)
    if case in LAID:
        LAID[case](place)
    return place


@pytest.mark.parametrize("case", CASES)
def test_editor_sees(
    case: str,
    tmp_path: Path,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    Every mistake is told once, at its word, in plain words, with the way out.
    """
    if case == WITHOUT_BABEL:
        monkeypatch.setitem(sys.modules, "babel", None)
        monkeypatch.setitem(sys.modules, "babel.messages.pofile", None)
    found = show_all(caring.check(tree_of(case, tmp_path), on=ON.get(case)))
    shown = re.sub(r"sha256:[0-9a-f]{64}", "sha256:...", found)

    golden(BROKEN / case / "expected.txt", shown.replace(str(tmp_path), ".") + "\n")


def test_base_has_no_mistakes() -> None:
    """
    What the cases change is right before they change it.
    """
    assert caring.check(BASE) == ()


SAYERS = {"add", "unknown", "_add", "finding", "_refuse", "Finding"}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def codes_in(module: ast.Module) -> Iterator[str]:
    """
    Walk the codes of findings that a module can give.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = [each.value for each in node.keywords if each.arg == "code"]
            given = [*node.args[:2], *named] if name in SAYERS else []
            words = [each.value for each in given if isinstance(each, ast.Constant)]
            yield from (str(each) for each in words[:1] if CODE.fullmatch(str(each)))
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict):
            pairs = [each for each in node.value.values if isinstance(each, ast.Tuple)]
            firsts = [each.elts[0] for each in pairs]
            yield from (
                str(each.value) for each in firsts if isinstance(each, ast.Constant)
            )


def codes() -> set[str]:
    """
    Gather every code in the part of the library that reads files.
    """
    folders = [Path(each.__path__[0]) for each in (authoring, catalogues)]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    return {
        code
        for path in (*files, Path(text.__file__))
        for code in codes_in(ast.parse(path.read_text("utf-8")))
    }


def test_every_code_has_a_golden_case() -> None:
    """
    No code is given to an editor that no reviewer has read.
    """
    kept = "\n".join(path.read_text("utf-8") for path in BROKEN.glob("*/expected.txt"))
    shown = set(re.findall(r"^(?:error|warning)\[([a-z0-9-]+)\]", kept, re.MULTILINE))

    assert len(codes()) > 60
    assert shown == codes()
