"""
What is wrong with translators' files; a text that is not translated is no mistake.
"""

from collections.abc import Iterator
from pathlib import Path

from caring.catalogues.catalogue import REVIEW, Catalogue
from caring.catalogues.errors import LocaleError
from caring.catalogues.files import CatalogueFile
from caring.catalogues.po import line_of
from caring.showing.translation import pieces_of
from caring.values.findings import Collector, Finding, Severity
from caring.values.spans import SourceFile


def check(path: Path) -> tuple[Finding, ...]:
    """
    Gather the findings of every catalogue at or below a path, in reading order.
    """
    findings = Collector()
    for file in catalogues_at(path):
        try:
            _check_file(file, findings)
        except LocaleError as error:
            findings.add(_not_read(file, error))
            break
    return findings.sorted()


def catalogues_at(path: Path) -> Iterator[CatalogueFile]:
    """
    Walk the ``.po`` file that a path names, or those below it.

    Folders whose name begins with a dot are left out, as they are for YAML files.
    """
    if path.is_dir():
        for each in sorted(path.rglob("*.po")):
            inner = each.relative_to(path).parts
            if not any(part.startswith(".") for part in inner):
                yield CatalogueFile(each, str(each), path)
    elif path.suffix == ".po":
        yield CatalogueFile(path, str(path))


def _check_file(file: CatalogueFile, findings: Collector) -> None:
    source = file.source(findings)
    found = file.read(findings)
    if source is None or found is None:
        return
    _check_header(found, Path(file.name).resolve().parent.name, source, findings)
    for each in found.entries:
        if each.differs:
            kept = ", ".join(pieces_of(each.source)) or "none"
            text = ", ".join(pieces_of(each.text)) or "none"
            finding = Finding(
                code="translation-differs",
                message=f"the text has {kept}, and its translation {text}",
                span=line_of(source, each.line),
                help="keep numbers, markup and what stands in braces as they are",
            )
            findings.add(finding)


def _check_header(
    found: Catalogue, folder: str, file: SourceFile, findings: Collector
) -> None:
    messages = {}
    if found.locale != folder:
        named = f"the language `{found.locale}`" if found.locale else "no language"
        what = f"the header names {named}, and the folder is `{folder}`"
        messages[what] = f"write `Language: {folder}`"
    if REVIEW not in found.header:
        what = "the header does not say whether it was reviewed"
        messages[what] = f"write `{REVIEW}: unreviewed`, or who reviewed it and when"
    for message, help_ in messages.items():
        span = line_of(file, 1)
        findings.add(
            Finding(code="catalogue-header", message=message, span=span, help=help_)
        )


def _not_read(file: CatalogueFile, error: LocaleError) -> Finding:
    return Finding(
        code="catalogue-not-read",
        message=f"catalogues were not checked: {error}",
        span=line_of(SourceFile(file.name, ""), 1),
        severity=Severity.WARNING,
    )
