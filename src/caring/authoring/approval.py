"""
Written approvals to approvals, and what they name held to what is there.
"""

import datetime as dt
from pathlib import Path as FilePath

from caring.authoring.documents.approval import ApprovalDocument, ApprovedDocument
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.authoring.scope import Dictionary, Scope
from caring.authoring.yaml import Path, Places
from caring.guidance.approval import Approval, Approved, Part, Role
from caring.guidance.protocol import Guidance, Status
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector, Finding
from caring.values.spans import SourceFile
from caring.values.text import start_of


def read_approval(path: FilePath) -> Approval:
    """
    Read an approval from a file; what it names is not looked at.

    Raises:
        ProtocolError: If the file has mistakes, or holds no approval.
        OSError: If it cannot be opened.
    """
    findings = Collector()
    read = File(path, str(path)).read(findings)
    built = None
    if read is not None and isinstance(read[0], ApprovalDocument):
        document, places = read[0], read[1]
        scope = Scope(places=places, findings=findings, dictionary=Dictionary())
        built = build_approval(document, scope)
    if built is None:
        raise ProtocolError(findings.sorted() or (_no_approval(str(path)),))
    return built


def _no_approval(name: str) -> Finding:
    return Finding(
        code="unknown-kind",
        message="this file holds no approval",
        span=start_of(SourceFile(name, "")),
        help="an approval begins with `caring: approval/1`",
    )


def build_approval(document: ApprovalDocument, scope: Scope) -> Approval | None:
    """
    Build what was written; nothing where a date cannot be read or a name is twice.
    """
    on = _date(document.on, ("on",), scope)
    until = None if document.until is None else _date(document.until, ("until",), scope)
    if on is not None and until is not None and until < on:
        message = "the approval would end before it began"
        scope.add("wrong-order", message, ("until",), f"it begins on {on}")
    names = [f"{each.id}@{each.version}" for each in document.approved]
    for n, name in enumerate(names):
        if name in names[:n]:
            message = f"`{name}` is approved twice"
            scope.add("approved-twice", message, ("approved", n, "id"), "keep one")
    if on is None or scope.findings.has_errors:
        return None
    return Approval(
        organisation=document.organisation,
        on=on,
        until=until,
        statement=document.statement,
        roles=tuple(
            Role(part=Part(each.part), who=each.who) for each in document.roles
        ),
        approved=tuple(
            Approved(name=name, meaning=each.meaning, wording=each.wording)
            for name, each in zip(names, document.approved, strict=True)
        ),
    )


def _date(text: str, path: Path, scope: Scope) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = "this is no date that can be read"
        scope.add("wrong-time", message, path, 'write it as "2026-01-15"')
        return None


def check_approval(
    document: ApprovalDocument, places: Places, folder: Folder, findings: Collector
) -> None:
    """
    Hold an approval to the guidance that is there.
    """
    scope = Scope(places=places, findings=findings, dictionary=Dictionary())
    build_approval(document, scope)
    named = {f"{each.id}@{each.version}" for each in document.approved}
    for n, each in enumerate(document.approved):
        path = ("approved", n)
        found = _found(f"{each.id}@{each.version}", path, folder, scope)
        if found is not None:
            _look_at(found, each, path, named, scope)


def _found(name: str, path: Path, folder: Folder, scope: Scope) -> Guidance | None:
    try:
        return folder.load(name)
    except ProtocolNotFoundError as error:
        id_, version = (*path, "id"), (*path, "version")
        scope.no_protocol(name, error.available, id_, version)
    except ProtocolError as error:
        for finding in error.findings:
            scope.findings.add(finding)
    return None


def _look_at(
    found: Guidance,
    approved: ApprovedDocument,
    path: Path,
    named: set[str],
    scope: Scope,
) -> None:
    help_ = "load what was approved, or review this one and approve it anew"
    if found.digest != approved.meaning:
        message = f"`{found.name}` here does not mean what was approved"
        scope.add("digest-differs", message, (*path, "meaning"), help_)
    elif found.wording_digest != approved.wording:
        message = f"`{found.name}` here says in other words what was approved"
        scope.add("digest-differs", message, (*path, "wording"), help_)
    if found.status is Status.RETIRED:
        message = f"`{found.name}` is retired"
        scope.add("retired", message, (*path, "version"), "approve a newer version")
    for each in found.whole:
        if each.name not in named:
            message = f"`{found.name}` rests on `{each.name}`, which is not approved"
            help_ = "approve it too, or the pathway cannot be loaded"
            scope.add("approval-incomplete", message, (*path, "id"), help_)
