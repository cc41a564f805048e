"""
What somebody might put into a file to do harm, or by accident.
"""

from collections.abc import Callable, Mapping

import attrs

MILLION = 1_000_000


@attrs.frozen
class Attack:
    """
    The bytes of a file of some kind, and what has to be found in it.
    """

    content: Callable[[str], bytes]
    """The file, given the header that its kind begins with."""

    found: str = ""
    """The code of a finding; any code will do where it is empty."""


def _in_yaml(text: str | bytes, found: str = "") -> Attack:
    body = text.encode() if isinstance(text, str) else text
    return Attack(lambda header: f"caring: {header}\n".encode() + body, found)


def _bomb(levels: int) -> str:
    lines = [f"a0: &a0 [{'lol,' * 9}]"]
    lines += [f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]" for n in range(1, levels)]
    return "\n".join(lines)


YAML: Mapping[str, Attack] = {
    "alias-bomb": _in_yaml(_bomb(40), "alias"),
    "anchor": _in_yaml("a: &x 1\n", "anchor"),
    "anchor-of-itself": _in_yaml("a: &x [*x]\n", "alias"),
    "merge-key": _in_yaml("<<: {a: 1}\n", "merge-key"),
    "tag-of-python": _in_yaml("a: !!python/object/apply:os.system [ls]\n", "tag"),
    "tag-of-a-set": _in_yaml("a: !!set {b}\n", "tag"),
    "duplicate-key": _in_yaml("a: 1\na: 2\n", "duplicate-key"),
    "header-twice": Attack(lambda h: f"caring: {h}\ncaring: {h}\n".encode()),
    "ten-megabytes": _in_yaml("#" * 10 * MILLION, "too-large"),
    "many-keys": _in_yaml("".join(f"k{n}: 1\n" for n in range(15_000)), "too-large"),
    "many-items": _in_yaml("a: [" + "1," * 90_000 + "]", "too-large"),
    "many-anchors": _in_yaml("a:\n" + "- &a 1\n" * 25_000, "anchor"),
    "many-twins": _in_yaml("a: 1\n" * 35_000, "duplicate-key"),
    "many-numbers": _in_yaml("a: [" + "9" * 20 + "," + "1e999," * 30_000 + "]"),
    "deep-lists": _in_yaml("a: " + "[" * 20_000, "too-deep"),
    "deep-mappings": _in_yaml("a: " + "{a: " * 20_000, "too-deep"),
    "deep-dashes": _in_yaml("a:\n" + "- " * 20_000, "too-deep"),
    "deep-lines": _in_yaml("".join(f"{' ' * n}a:\n" for n in range(600)), "too-deep"),
    "not-utf8": _in_yaml(b"a: \xff\xfe\n", "not-utf8"),
    "utf16": Attack(lambda h: f"caring: {h}\n".encode("utf-16"), "not-utf8"),
    "utf16-without-a-mark": Attack(lambda h: f"caring: {h}\n".encode("utf-16-le")),
    "mark-inside": _in_yaml("a: \ufeff1\n", "hidden-character"),
    "nul": _in_yaml("a: \0\n", "hidden-character"),
    "tabs": _in_yaml("a:\n\t- 1\n", "syntax"),
    "bidi": _in_yaml("a: x\u202e\u2066y\u2069\n", "hidden-character"),
    "bidi-escaped": _in_yaml('a: "\\u202e"\n', "hidden-character"),
    "half-characters": _in_yaml('a: "\\ud800"\n', "hidden-character"),
    "zero-width": _in_yaml("a: x\u200by\n", "hidden-character"),
    "carriage-returns": _in_yaml("a: 1\rb: 2\r", "hidden-character"),
    "empty": Attack(lambda _: b"", "empty-file"),
    "spaces": Attack(lambda _: b" \n" * 90_000, "empty-file"),
    "two-documents": _in_yaml("---\na: 1\n", "several-documents"),
    "climbing-id": _in_yaml('id: ../../../etc/passwd\nversion: "1.0.0"\n'),
    "climbing-names": _in_yaml(
        'of: "../../x"\npathway: "../../x"\nversion: "../1"\nlaw: ["law/../../x"]\n'
    ),
    "plain-version": _in_yaml("id: a/b\nversion: 1.10\n"),
    "nan": _in_yaml("a: .nan\n", "not-a-number"),
    "infinity": _in_yaml("a: 1e999\n", "not-a-number"),
    "five-thousand-digits": _in_yaml("a: " + "9" * 5_000 + "\n", "not-a-number"),
    "future-format": Attack(
        lambda h: f"caring: {h[:-1]}2\n".encode(), "unknown-format"
    ),
    "no-such-kind": Attack(lambda _: b"caring: magic/1\n", "unknown-kind"),
    "future-yaml": Attack(
        lambda h: f"%YAML 9.9\n---\ncaring: {h}\n".encode(), "syntax"
    ),
    "long-tag": _in_yaml("a: !" + "x" * 190_000, "tag"),
    "long-quote": _in_yaml("a: '" + "x " * 95_000, "syntax"),
    "long-key": _in_yaml("? " + "x" * 1_000 + "\n: 1\n", "key-not-text"),
    "a-picture": Attack(lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    "a-list": Attack(lambda _: b"- 1\n- 2\n", "not-a-mapping"),
    "a-word": Attack(lambda _: b"caring", "not-a-mapping"),
}

_NUMBER = "9" * 5_000
_MANY = ",".join(f'"k{n}": 1' for n in range(100_000))

JSON: Mapping[str, bytes] = {
    "empty": b"",
    "deep-lists": b"[" * 20_000,
    "deep-mappings": b'{"a":' * 20_000,
    "deep-and-closed": b"[" * 400 + b"]" * 400,
    "duplicate-key": b'{"caring": "a", "caring": "b"}',
    "many-keys": f"{{{_MANY}}}".encode(),
    "many-twins": f"{{{_MANY}, {_MANY}}}".encode(),
    "ten-megabytes": b'"' + b"x" * 10 * MILLION + b'"',
    "nan": b'{"caring": NaN}',
    "infinity": b'{"caring": -Infinity}',
    "five-thousand-digits": f'{{"caring": {_NUMBER}}}'.encode(),
    "huge-exponent": b'{"caring": 1e999}',
    "not-utf8": b'{"caring": "\xff"}',
    "utf16": '{"caring": "versions/1"}'.encode("utf-16"),
    "nul": b'{"caring": "\0"}',
    "half-characters": b'{"caring": "\\ud800"}',
    "bidi": '{"caring": "\u202e"}'.encode(),
    "a-list": b"[]",
    "a-word": b'"versions/1"',
    "nothing": b"null",
    "future-format": b'{"caring": "versions/9", "versions": {}}',
    "climbing-name": b'{"caring": "versions/1", "versions": {"../../x@1.0.0": {}}}',
    "two-documents": b"{} {}",
    "yaml": b"caring: versions/1\n",
}

_HEADER = (
    b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"X-Caring-Review: unreviewed\\n"\n\n'
)


def _entry(text: str, key: str = "a") -> bytes:
    return f'msgctxt "{key}"\nmsgid "b"\nmsgstr "{text}"\n\n'.encode()


CATALOGUES: Mapping[str, bytes] = {
    "empty": b"",
    "ten-megabytes": _HEADER + b"#" * 10 * MILLION,
    "many-broken-lines": _HEADER + b"x\n" * 400_000,
    "many-comments": b"#x\n" * 300_000,
    "long-spaces": _HEADER + b" " * 900_000 + b"x\n",
    "long-backslashes": _HEADER + b'msgid "' + b"\\" * 900_001 + b"\n",
    "not-utf8": _HEADER + b'msgid "\xff"\n',
    "utf16": b'msgid ""\n'.decode().encode("utf-16"),
    "nul": _HEADER + b"\0",
    "bidi": _HEADER + _entry("x\u202e"),
    "bidi-isolate": _HEADER + _entry("x\u2066"),
    "escaped-return": _HEADER + _entry("x\\r"),
    "duplicate-key": _HEADER + _entry("x") + _entry("x"),
    "plural": _HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n',
    "plural-of-a-million": _HEADER + b'msgid "a"\nmsgstr[999999] "b"\n',
    "no-key": _HEADER + b'msgid "a"\nmsgstr "b"\n',
    "no-header": _entry("x"),
    "half": _HEADER + b'msgctxt "a"\nmsgid "b"\n"c',
    "yaml": b"caring: facts/1\n",
    "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
}
