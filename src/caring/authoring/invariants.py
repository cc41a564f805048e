"""
Written invariants to claims, held to the protocol or pathway they speak of.
"""

from collections.abc import Iterator

from caring.authoring.documents.base import Document
from caring.authoring.documents.invariants import (
    InvariantDocument,
    InvariantsDocument,
    SameDocument,
)
from caring.authoring.files import yaml_files
from caring.authoring.folder import Folder
from caring.authoring.scope import Scope
from caring.authoring.sources import scope_of
from caring.authoring.statements import (
    About,
    look_at_facts,
    look_at_purpose,
    some,
    statement,
    statements,
)
from caring.authoring.yaml import Path, Places
from caring.guidance.invariants import Claim, Invariant, Must, Same, Statement
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.values.errors import ProtocolError, ProtocolNotFoundError
from caring.values.findings import Collector

HOME = "invariants"


def invariants_of(folder: Folder) -> tuple[Invariant, ...]:
    """
    Read every invariant of a folder; a folder need not have any.

    Raises:
        ProtocolError: If a file of invariants, or what it speaks of, has mistakes.
    """
    findings = Collector()
    found: list[Invariant] = []
    for document, places in _documents(folder, findings):
        found += build_invariants(document, places, folder, findings)
    if findings.has_errors:
        raise ProtocolError(findings.sorted())
    return tuple(found)


def _documents(
    folder: Folder, findings: Collector
) -> Iterator[tuple[InvariantsDocument, Places]]:
    place = folder.place / HOME
    for file in yaml_files(place, folder.named(HOME)) if place.is_dir() else ():
        read: tuple[Document, Places] | None = file.read(findings)
        if read is not None and isinstance(read[0], InvariantsDocument):
            yield read[0], read[1]


def build_invariants(
    document: InvariantsDocument, places: Places, folder: Folder, findings: Collector
) -> tuple[Invariant, ...]:
    """
    Build the invariants of one file, adding to findings what is wrong.
    """
    dictionary, about = folder.dictionary()
    for each in about:
        findings.add(each)
    if about.has_errors:
        return ()
    scope = scope_of(document, places, dictionary, findings)
    _look_at_home(folder, scope)
    built = (
        _invariant(id_, each, folder, scope)
        for id_, each in document.invariants.items()
    )
    return tuple(each for each in built if each is not None)


def _look_at_home(folder: Folder, scope: Scope) -> None:
    home = f"{folder.named(HOME)}/"
    if not scope.places.file.name.startswith(home):
        message = "invariants are read only in the folder `invariants`"
        help_ = "move the file into invariants/, beside facts/"
        scope.add("wrong-place", message, ("caring",), help_)


def _invariant(
    id_: str, written: InvariantDocument, folder: Folder, scope: Scope
) -> Invariant | None:
    path = (HOME, id_)
    source = scope.source(written.source, (*path, "source"))
    about = _guidance(written, path, folder, scope)
    _look_at_form(written, path, scope)
    if about is None:
        return None
    scope.reads = dict(about.scales)
    claim = _claim(written, path, about, scope)
    if source is None:
        return None
    return Invariant(
        id=id_,
        of=about.guidance.name,
        says=written.says,
        because=written.because,
        source=source,
        claim=claim,
        span=scope.places.of_key(path),
    )


def _look_at_form(written: InvariantDocument, path: Path, scope: Scope) -> None:
    is_must = bool(written.always or written.never)
    if is_must == (written.same is not None):
        message = f"`{path[-1]}` needs `always`, `never` or both, or `same` alone"
        help_ = "write what must hold, what must not, or what stays the same"
        scope.add("no-claim", message, scope.places.of_key(path), help_)


def _guidance(
    written: InvariantDocument, path: Path, folder: Folder, scope: Scope
) -> About | None:
    name = f"{written.of}@{written.version}" if written.version else written.of
    found: Guidance
    try:
        found = folder.load(name)
    except ProtocolNotFoundError as error:
        of, version = (*path, "of"), (*path, "version")
        scope.no_protocol(name, error.available, of, version)
        return None
    except ProtocolError as error:
        for finding in error.findings:
            scope.findings.add(finding)
        return None
    if isinstance(found, Pathway):
        return About(found, {each.role: each.protocol for each in found.steps})
    assert isinstance(found, Protocol)
    return About(found, {None: found})


def _claim(written: InvariantDocument, path: Path, about: About, scope: Scope) -> Claim:
    when = None
    if written.when is not None:
        when = statement(written.when, (*path, "when"), about, scope)
    if written.same is not None:
        return _same(written.same, when, (*path, "same"), about, scope)
    return Must(
        when=when,
        always=statements(written.always, (*path, "always"), about, scope),
        never=statements(written.never, (*path, "never"), about, scope),
    )


def _same(
    written: SameDocument,
    when: Statement | None,
    path: Path,
    about: About,
    scope: Scope,
) -> Same:
    look_at_facts(written.whatever_facts, (*path, "whatever_facts"), about, scope)
    inside = (*path, "whatever_consents")
    purposes = about.purposes
    if isinstance(written.whatever_consents, list):
        purposes = frozenset(written.whatever_consents)
        for n, each in enumerate(written.whatever_consents):
            look_at_purpose(each, (*inside, n), about, scope)
    elif written.whatever_consents is None:
        purposes = frozenset()
    if not written.whatever_facts and not purposes:
        message = "nothing may differ here, so that everything is the same"
        help_ = "name facts in `whatever_facts`, or consents in `whatever_consents`"
        scope.add("nothing-differs", message, path, help_)
    return Same(
        when=when,
        facts=frozenset(written.whatever_facts),
        consents=purposes,
        advice=some(written.advised, (*path, "advised"), about, scope),
    )
