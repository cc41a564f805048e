"""
Findings as SARIF 2.1.0, which code-review sites and editors read.

It holds places and sentences, and no text of a file: what a person answered cannot be
in it.
"""

import posixpath
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from caring.showing.codes import WHY
from caring.values.findings import Finding
from caring.values.spans import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"


def sarif(findings: Sequence[Finding], version: str, root: str) -> dict[str, Any]:
    """
    Turn findings into a SARIF log with one run.

    Args:
        findings: What was found; none gives a run without results.
        version: The version of this library.
        root: The folder that addresses are relative to, as an absolute path with `/`.
    """
    codes = sorted({each.code for each in findings})
    driver = {"name": "caring", "version": version, "rules": [*map(_rule, codes)]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which caring was run."}}
        },
        "results": [_result(each, codes, root) for each in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    why = WHY.get(code, "See the message.")
    return {
        "id": code,
        "shortDescription": {"text": code.replace("-", " ")},
        "help": {"text": why},
    }


def _result(finding: Finding, codes: Sequence[str], root: str) -> dict[str, Any]:
    help_ = f" Help: {finding.help}." if finding.help is not None else ""
    result = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}.{help_}"},
        "locations": [_location(finding.span, root)],
    }
    related = _related(finding, root)
    return result | ({"relatedLocations": related} if related else {})


def _related(finding: Finding, root: str) -> list[dict[str, Any]]:
    return [
        {"id": n, "message": {"text": note.message}} | _location(note.span, root)
        for n, note in enumerate(finding.related)
    ]


def _location(span: Span, root: str) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    address = {"uri": _address(span.file.name, root), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": address, "region": region}}


def _address(name: str, root: str) -> str:
    """
    Write the name of a file as an address that is relative to the folder.

    >>> _address("/home/lan/our protocols/facts.yaml", "/home/lan")
    'our%20protocols/facts.yaml'
    >>> _address("./facts/a.yaml", "/home/lan")
    'facts/a.yaml'
    """
    path = PurePath(name).as_posix()
    return quote(posixpath.relpath(posixpath.join(root, path), root))
