"""
Bytes of a file to text that a reviewer sees whole.
"""

import unicodedata

from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile, Span

MOST_BYTES = 200_000
"""A YAML file may hold this many bytes; the longest of ours holds a tenth of it."""

_MOST_HIDDEN = 10

# Cc controls, Cf marks of direction and joining, Cs halves of characters,
# Zl and Zp line ends that editors do not show, Cn what stands for nothing.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"})


def start_of(file: SourceFile) -> Span:
    """
    Return the first character of a file.
    """
    return Span(file, 1, 1, 1, 2)


def decode(
    name: str,
    content: bytes,
    findings: Collector,
    *,
    most: int = MOST_BYTES,
    seen: str = "",
) -> SourceFile | None:
    """
    Turn a file's bytes into text, or say why that cannot be done.

    Args:
        name: What a reader calls the file.
        content: All its bytes, or more than it may hold.
        findings: Takes what is wrong.
        most: How many bytes it may hold.
        seen: Characters that count as seen although they are not.
    """
    empty = SourceFile(name, "")
    if len(content) > most:
        message = f"the file is larger than {most:,} bytes"
        findings.add(
            finding("too-large", message, start_of(empty), "split it by theme")
        )
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.add(_not_utf8(name, content, error.start))
        return None
    file = SourceFile(name, text.removeprefix("\ufeff"))
    return file if _is_readable(file, findings, seen) else None


def _not_utf8(name: str, content: bytes, start: int) -> Finding:
    before = content[:start].decode("utf-8").split("\n")
    line, column = len(before), len(before[-1]) + 1
    text = content.decode("utf-8", "replace")
    span = Span(_shown(name, text), line, column, line, column + 1)
    return finding("not-utf8", "the file is not UTF-8 text", span, "save it as UTF-8")


def _is_readable(file: SourceFile, findings: Collector, seen: str) -> bool:
    """
    Refuse characters that a reviewer cannot see or that show text in another order.
    """
    # Most files hold none, which the set of their characters shows at once.
    if not any(is_hidden(each) and each not in f"\n{seen}" for each in set(file.text)):
        return True
    unseen = [
        (number, column, character)
        for number, line in enumerate(file.text.split("\n"), 1)
        for column, character in enumerate(line.removesuffix("\r"), 1)
        if is_hidden(character) and character not in seen
    ]
    shown = _shown(file.name, file.text)
    for number, column, character in unseen[:_MOST_HIDDEN]:
        span = Span(shown, number, column, number, column + 1)
        findings.add(hidden(character, span))
    return not unseen


def _shown(name: str, text: str) -> SourceFile:
    """
    Put a sign that can be seen for each character that cannot, for messages to show.
    """
    visible = ("\n" if each == "\n" else "\ufffd" for each in text)
    pairs = zip(text, visible, strict=True)
    return SourceFile(name, "".join(v if is_hidden(c) else c for c, v in pairs))


def is_hidden(character: str) -> bool:
    """
    Say whether a reviewer cannot see a character; a tab is seen as a space.

    >>> [is_hidden(each) for each in "a\u200b"]
    [False, True]
    """
    return unicodedata.category(character) in _HIDDEN and character != "\t"


def hidden(character: str, span: Span) -> Finding:
    """
    Name a character that cannot be seen.
    """
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    message = f"a character that cannot be seen: {name}"
    return finding("hidden-character", message, span, "delete it")


def finding(code: str, message: str, span: Span, help_: str | None = None) -> Finding:
    """
    Say what is wrong with a text.
    """
    return Finding(code=code, message=message, span=span, help=help_)
