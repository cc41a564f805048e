"""
The verb that compares, and the look at a version before it is released.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from caring.authoring.collection import files_at, folder_of
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.cli import FINE
from caring.cli.printing import print_json, print_text
from caring.cli.verbs import existing, is_path
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.library import bundled, shelf
from caring.lock import by_version
from caring.proving.comparing.changes import Compared
from caring.proving.comparing.compare import compare as compare_two
from caring.proving.comparing.pages import html, markdown, text_lines
from caring.proving.comparing.promises import with_guarantees as with_promises
from caring.proving.comparing.report import report
from caring.proving.comparing.steps import next_version, taken
from caring.proving.solver import Solver
from caring.released import Releases
from caring.values.errors import ProtocolError, ReleaseError
from caring.values.findings import Collector, Severity

Versions: TypeAlias = Protocol | Pathway
Pair: TypeAlias = tuple[Versions, Versions]

_PAGES: Mapping[str, Callable[[Compared], Iterator[str]]] = {
    "text": text_lines,
    "markdown": markdown,
    "html": html,
}

EXTRA = "install it with `pip install 'caring[prove]'`"


def compare(old: str, new: str | None, form: str, *, with_guarantees: bool) -> int:
    """
    Compare two versions, or each of two folders; one alone with its last release.
    """
    _solver_for(old)
    pairs, beside = _pairs(old, new)
    found = []
    for one, other in pairs:
        compared = compare_two(one, other)
        found.append(
            with_promises(compared, one, other) if with_guarantees else compared
        )
    if form == "json":
        plain = [report(each) for each in found]
        print_json(plain[0] if len(plain) == 1 and not beside else plain)
        return FINE
    pages = ["\n".join(_PAGES[form](each)) for each in found]
    print_text("\n\n".join([*pages, *([] if form == "html" else beside)]))
    return FINE


def _solver_for(name: str) -> None:
    """
    Look whether the solver is there; without it large protocols could not be compared.
    """
    try:
        Solver({})
    except ImportError as error:
        problem = "it cannot be compared, because the solver z3 is not installed"
        raise ReleaseError(name, problem, EXTRA) from error


def _pairs(old: str, new: str | None) -> tuple[list[Pair], list[str]]:
    """
    Say what is compared with what, and what stands in one folder only.
    """
    if new is None:
        return _with_release(old)
    if Path(old).is_dir() and Path(new).is_dir():
        return _of_folders(old, new)
    return [(_one(old), _one(new))], []


def _of_folders(old: str, new: str) -> tuple[list[Pair], list[str]]:
    before, after = _newest(_written(old)), _newest(_written(new))
    pairs = [(each, after[id_]) for id_, each in before.items() if id_ in after]
    beside = [f"{each.name}: gone" for id_, each in before.items() if id_ not in after]
    beside += [f"{each.name}: new" for id_, each in after.items() if id_ not in before]
    return pairs, beside


def _written(target: str) -> Iterator[Guidance]:
    """
    Build what is written at a path, or of an id its newest version.
    """
    if is_path(target):
        path = existing(target)
        folder = folder_of(path, bundled())
        yield from _built(files_at(path), folder)
        return
    folder = bundled()
    of_id = [each for each in folder.versions() if each.partition("@")[0] == target]
    name = of_id[-1] if of_id else folder.load(target).name
    yield from _built([folder.file_of(name)], folder)


def _built(files: Iterable[File], folder: Folder) -> Iterator[Guidance]:
    """
    Build files; that one was edited after its release is why somebody compares.
    """
    for file in files:
        findings = Collector()
        built = folder.build(file, findings)
        wrong = [each for each in findings.sorted() if each.code != "released-changed"]
        if any(each.severity is Severity.ERROR for each in wrong):
            raise ProtocolError(wrong)
        if built is not None:
            yield built


def _newest(found: Iterator[Guidance]) -> dict[str, Versions]:
    there = [each for each in found if isinstance(each, Protocol | Pathway)]
    there.sort(key=lambda each: by_version(each.name))
    return {each.id: each for each in there}


def _with_release(target: str) -> tuple[list[Pair], list[str]]:
    """
    Put what is written now beside its last release, which may be of the same version.
    """
    folder = folder_of(existing(target), bundled()) if is_path(target) else bundled()
    releases = Releases.at(folder.place)
    pairs, beside = [], []
    for each in _newest(_written(target)).values():
        last = releases.newest(each.id)
        if last is None:
            beside.append(f"{each.name}: never released")
        else:
            pairs.append((_comparable(releases.load(last)), each))
    return pairs, beside


def _one(target: str) -> Versions:
    if not is_path(target):
        return _comparable(shelf().exactly(target))
    found = list(_written(target))
    if len(found) != 1:
        problem = f"it holds {len(found)} protocols and pathways, and one is compared"
        raise ReleaseError(target, problem, "name two files, or two folders")
    return _comparable(found[0])


def _comparable(found: Guidance) -> Versions:
    if not isinstance(found, Protocol | Pathway):
        problem = "only protocols and pathways are compared over answers"
        raise ReleaseError(found.name, problem, "read the two files side by side")
    return found


def look_at_step(built: Guidance, releases: Releases) -> None:
    """
    Refuse a release whose version rises by less than its meaning changed.

    It is held to the highest release below it; a first release is held to none.

    Raises:
        ReleaseError: If the step is too small, or the solver is not installed.
    """
    lower = [
        each
        for each in releases.lock.of(built.id)
        if by_version(each) < by_version(built.name)
    ]
    is_known = built.name in releases.lock.versions
    if is_known or not lower or not isinstance(built, Protocol | Pathway):
        return
    _solver_for(built.name)
    last = _comparable(releases.load(lower[-1]))
    compared = compare_two(last, built)
    rise = taken(last.version, built.version)
    if rise.rank < compared.step.rank:
        problem = f"its version rises by a {rise.value} step from {last.version}, and"
        problem += f" what changed is {compared.step.value}"
        help_ = f'write `version: "{next_version(last.version, compared.step)}"`'
        help_ += f" or higher; `caring compare {last.name} {built.name}` says why"
        raise ReleaseError(built.name, problem, help_)
