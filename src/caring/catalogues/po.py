"""
Gettext's ``.po`` files to catalogues and back: the one module that speaks Babel.
"""

import io
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from caring.catalogues.catalogue import REVIEW, UNREVIEWED, Catalogue, Entry
from caring.catalogues.errors import LocaleError
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile, Span
from caring.values.text import hidden, is_hidden

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_DIGEST = "digest of the source text translated: "
_LINE = re.compile(
    r"\s*+(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"
    r'"(?:[^"\\]|\\.)*")?\s*'
)
_NEVER_WRAPPED = 100_000
"""Where a line is broken would hang on the version of Babel."""

_WITHOUT_HEADER = "begin it as the other catalogues of the language begin"
# The header is the first entry, so it is looked for there and nowhere else.
_HEADER = re.compile(r'\n*+((?:#.*\n)*+)msgid ""\nmsgstr (""\n(?:".*"\n?)*+)')

_MOST_BROKEN = 50

JOINERS = "\u200b\u200c\u200d"
"""
Signs that cannot be seen and belong to how a language is written.

Khmer, Lao and Burmese mark the ends of words by a space without width, Persian and
languages of India tell words apart by (non-)joiners. Marks that turn the order of what
is shown are no part of it.
"""


def read(file: SourceFile, domain: str, findings: Collector) -> Catalogue | None:
    """
    Read a catalogue, or say at which line it is no catalogue.

    Raises:
        LocaleError: If Babel is not installed.
    """
    _need_babel()
    own = Collector()
    plural = re.search(r"(?m)^\s*+msgid_plural", file.text)
    if plural is not None:
        number = file.text.count("\n", 0, plural.end()) + 1
        message = "a text with a plural; ours have a key for each form"
        own.add(_finding(file, number, message, "copy the texts from the template"))
    for finding in itertools.islice(_broken_lines(file), _MOST_BROKEN):
        own.add(finding)
    header = _HEADER.match(file.text)
    if header is None:
        own.add(_finding(file, 1, "there is no header", _WITHOUT_HEADER))
    if len(own) or header is None:
        for each in own:
            findings.add(each)
        return None
    fields = _fields(header.group(2))
    # Babel would read dates in the header and drop fields it does not know.
    blank = "\n" * header.group(0).count("\n")
    body = file.text[: header.start()] + blank + file.text[header.end() :]
    catalog = _parsed(attrs.evolve(file, text=body), findings)
    if catalog is None:
        return None
    found = Catalogue(
        domain=domain,
        locale=fields.get("Language") or None,
        comments=tuple(_comments(header.group(1))),
        header=fields,
        entries=tuple(_entry(each) for each in catalog if each.id),
        obsolete=tuple(_entry(each) for each in catalog.obsolete.values()),
    )
    return found if _has_keys(found, file, findings) else None


def write(catalogue: Catalogue) -> str:
    """
    Write a catalogue; equal catalogues are equal text.

    Raises:
        LocaleError: If Babel is not installed.
    """
    _need_babel()
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog()
    for each in catalogue.entries:
        about = [*each.about, f"{_DIGEST}{each.digest}"]
        _add(catalog, each, about)
    for each in catalogue.obsolete:
        catalog.obsolete[each.key, each.source] = _message(each)
    stream = io.BytesIO()
    write_po(
        stream,
        catalog,
        width=_NEVER_WRAPPED,
        omit_header=True,
        include_previous=True,
        include_lineno=False,
    )
    return f"{_written_header(catalogue)}\n{stream.getvalue().decode().rstrip()}\n"


def _need_babel() -> None:
    try:
        import babel.messages.pofile  # noqa: F401
    except ImportError as error:
        message = 'translations need more: pip install "caring[locale]"'
        raise LocaleError(message) from error


def _comments(before: str) -> Iterator[str]:
    """
    Walk what translators wrote above the header; a mark there means nothing.
    """
    for line in before.splitlines():
        if not line.startswith("#,"):
            yield line.removeprefix("#").strip()


def _parsed(file: SourceFile, findings: Collector) -> "Catalog | None":
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(io.StringIO(file.text), abort_invalid=True)
    except PoFileError as error:
        message = "a text without its `msgid` and `msgstr`"
        findings.add(_finding(file, error.lineno + 1, message, "write both"))
        return None


def _broken_lines(file: SourceFile) -> Iterator[Finding]:
    for number, line in enumerate(file.text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            help_ = "write a keyword and a text in quotes, as Poedit does"
            yield _finding(file, number, "this is no line of a catalogue", help_)


_KEY = re.compile(r'\s*msgctxt\s*(".*")\s*')


def _twin(file: SourceFile) -> tuple[int, str] | None:
    """
    Find the first key that is written a second time; Babel would keep the last one.
    """
    seen: set[str] = set()
    for number, line in enumerate(file.text.split("\n"), 1):
        found = _KEY.fullmatch(line)
        if found and found[1] != '""' and found[1] in seen:
            return number, found[1].strip('"')
        seen.update(found.groups() if found else ())
    return None


def _unseen(entry: Entry) -> str | None:
    """
    Find a character that an escape would hide.
    """
    whole = f"{entry.key}{entry.source}{entry.text}"
    return next((each for each in whole if _is_unseen(each)), None)


def _is_unseen(character: str) -> bool:
    return is_hidden(character) and character not in f"\n{JOINERS}"


def _has_keys(catalogue: Catalogue, file: SourceFile, findings: Collector) -> bool:
    seen: set[str] = set()
    twin = _twin(file)
    if twin is not None:
        message = f"`{twin[1]}` stands twice"
        findings.add(_finding(file, twin[0], message, "keep one of them"))
        return False
    for each in catalogue.entries:
        unseen = _unseen(each)
        if unseen is not None:
            findings.add(hidden(unseen, line_of(file, each.line)))
            return False
        if not each.key:
            help_ = "copy the text with its `msgctxt` from the template"
            findings.add(_finding(file, each.line, "a text has no key", help_))
            return False
        if each.key in seen:
            message = f"`{each.key}` stands twice"
            findings.add(_finding(file, each.line, message, "keep one of them"))
            return False
        seen.add(each.key)
    return True


def _finding(file: SourceFile, line: int, message: str, help_: str) -> Finding:
    return Finding(
        code="catalogue-syntax", message=message, span=line_of(file, line), help=help_
    )


def line_of(file: SourceFile, number: int) -> Span:
    """
    Point at a whole line.
    """
    return Span(file, number, 1, number, len(file.line(number)) + 1)


def _fields(quoted: str) -> dict[str, str]:
    from babel.messages.pofile import denormalize

    lines = denormalize(quoted).split("\n")
    pairs = (each.partition(":") for each in lines if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _entry(message: "Message") -> Entry:
    about = [each for each in message.auto_comments if not each.startswith(_DIGEST)]
    digests = [each for each in message.auto_comments if each.startswith(_DIGEST)]
    said = [each for each in message.user_comments if not _is_previous(each)]
    return Entry(
        key=str(message.context or ""),
        source=str(message.id),
        text=str(message.string),
        digest="".join(digests[-1:]).removeprefix(_DIGEST),
        previous=_previous(message.user_comments),
        is_fuzzy="fuzzy" in message.flags,
        about=tuple(about),
        comments=tuple(said),
        where=tuple(each for each, _ in message.locations),
        line=message.lineno or 1,
    )


def _is_previous(comment: str) -> bool:
    return comment.startswith("|")


def _previous(comments: list[str]) -> str | None:
    """
    Find the source text that was translated; Babel reads it as a comment.
    """
    from babel.messages.pofile import denormalize

    lines = [each.removeprefix("|").strip() for each in comments if _is_previous(each)]
    texts = [each for each in lines if not each.startswith("msgctxt")]
    quoted = "\n".join(texts).removeprefix("msgid ")
    return denormalize(quoted) if quoted else None


def _message(entry: Entry) -> "Message":
    from babel.messages.catalog import Message

    return Message(
        entry.source,
        entry.text,
        user_comments=list(entry.comments),
        context=entry.key,
    )


def _add(catalog: "Catalog", entry: Entry, about: list[str]) -> None:
    added = catalog.add(
        entry.source,
        entry.text,
        locations=[(each, 0) for each in entry.where],
        flags=["fuzzy"] if entry.is_fuzzy else [],
        auto_comments=about,
        user_comments=list(entry.comments),
        previous_id=entry.previous or (),
        context=entry.key,
    )
    assert added is not None  # only the header is not kept as a message


def _written_header(catalogue: Catalogue) -> str:
    """
    Write the header without dates and versions, which would change by themselves.
    """
    standard = {
        "Project-Id-Version": "caring",
        "Language": catalogue.locale or "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        REVIEW: UNREVIEWED,
    }
    fields = {**standard, **catalogue.header}
    lines = "".join(f'"{_quoted(k)}: {_quoted(v)}\\n"\n' for k, v in fields.items())
    above = "".join(f"# {each}".rstrip() + "\n" for each in catalogue.comments)
    return f'{above}msgid ""\nmsgstr ""\n{lines}'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
