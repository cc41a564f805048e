"""
The contract of an exporter: what its author runs before anybody relies on it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from caring.exporters import Exporter, Files, Reads, Runs, is_inside
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.decisions import Highest
from caring.running.encounters import Setting
from caring.testing.cases import ON, Vector, expected, vectors
from caring.testing.scenarios import alone
from caring.testing.variants import variants
from caring.values.errors import ExportError

_FORMAT = re.compile(r"[a-z][a-z0-9-]*\Z")
_MOST = 10
"""Problems of one sort that are listed; the rest are counted."""


def check_exporter(
    exporter: Exporter, guidance: Protocol | Pathway, *, refuses: bool = False
) -> None:
    """
    Hold an exporter to its contract on one protocol or pathway.

    Its files stay in their folder, are the same each time, and name id, version and
    digest. What the format cannot say is an ``ExportError`` whose ``lacking`` names it
    as the protocol does. Nothing is lost in silence: a protocol changed in one place
    that gives other results gives other files, or is refused. Files that it reads back
    mean the same. Where it runs them, each result that it gives is that of the
    interpreter, on all of ``vectors(guidance)`` without a consent that do not have to
    be refused, and it leaves out no decision.

    Args:
        exporter: The exporter; with ``read`` and ``run`` more can be held to it.
        guidance: What to export. Take several, with every kind of rule.
        refuses: Whether the format cannot say all of this one, so that it has to be
            refused.

    Raises:
        AssertionError: If the contract is broken; it lists all that was found, by the
            names of cases, decisions and fields.
    """
    problems = list(_problems(exporter, guidance, refuses))
    if problems:
        what = f"the exporter of `{getattr(exporter, 'format', '?')}` breaks"
        lines = [f"{what} its contract on `{guidance.name}`:", *problems]
        raise AssertionError("\n  ".join(lines))


def _problems(
    exporter: Exporter, guidance: Protocol | Pathway, refuses: bool
) -> Iterator[str]:
    if not isinstance(exporter, Exporter):
        yield "it has no `format` or no `export`"
        return
    if not _FORMAT.match(exporter.format):
        yield "its format is to be lower-case letters, digits and hyphens"
    try:
        files = exporter.export(guidance)
    except ExportError as error:
        yield from _refusal(error, guidance, refuses)
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be said
        yield f"it raises {type(error).__name__} where an ExportError says what lacks"
        return
    if refuses:
        yield "it writes what its format cannot say, and was to refuse it"
    yield from _files(files, guidance)
    if exporter.export(guidance) != files:
        yield "it writes something else when it is asked again"
        return
    cases = vectors(guidance)
    yield from _losses(exporter, guidance, files, cases)
    if isinstance(exporter, Reads):
        yield from _reading(exporter, guidance, files)
    if isinstance(exporter, Runs):
        yield from _running(exporter, files, cases)


def _refusal(error: ExportError, guidance: Guidance, refuses: bool) -> Iterator[str]:
    if not refuses:
        yield f"it refuses: {error}"
    if not error.lacking:
        yield "its ExportError names nothing in `lacking`"
    names = names_in(guidance)
    for each in error.lacking:
        if each.what not in names:
            yield f"its ExportError names `{each.what}`, which is not in the protocol"
        if not each.because.strip():
            yield f"its ExportError does not say what the format lacks: `{each.what}`"


def names_in(guidance: Guidance) -> frozenset[str]:
    """
    Gather every name that guidance gives to a part of itself.
    """
    whole = guidance.whole if isinstance(guidance, Pathway) else (guidance,)
    found: set[str] = set()
    for each in whole:
        found.add(each.id)
        if isinstance(each, Pathway):
            found |= {step.role for step in each.steps}
        if isinstance(each, Protocol):
            found |= each.facts.keys() | each.actions.keys()
            for decision in each.decisions:
                rows = list(decision.rows)
                if isinstance(decision, Highest):
                    rows += decision.floor_rows
                found |= {decision.id, *(row.id for row in rows)}
                found |= {row.result for row in rows}
            found |= {constraint.id for constraint in each.constraints}
    return frozenset(found)


def _files(files: Files, guidance: Guidance) -> Iterator[str]:
    if not files:
        yield "it writes no file"
    outside = [path for path in files if not is_inside(path)]
    if outside:
        yield f"it writes outside its folder: {', '.join(sorted(outside))}"
    text = _as_text(files)
    for what, word in [
        ("id", guidance.id),
        ("version", guidance.version),
        ("digest", guidance.digest),
    ]:
        if word not in text:
            yield f"no file names the {what}, so nobody can tell what this is"


def _as_text(files: Files) -> str:
    return "\n".join(
        content if isinstance(content, str) else content.decode("utf-8", "replace")
        for content in files.values()
    )


def _losses(
    exporter: Exporter,
    guidance: Protocol | Pathway,
    files: Files,
    cases: tuple[Vector, ...],
) -> Iterator[str]:
    """
    Look for changes that give other results and the same files.
    """
    lost = [
        said
        for said, changed in variants(guidance)
        if _differs(changed, cases)
        and _same(_exported(exporter, changed), changed, files, guidance)
    ]
    yield from _shortened([f"it loses something: {each}" for each in lost])


def _differs(changed: Protocol | Pathway, cases: tuple[Vector, ...]) -> bool:
    pathway = changed if isinstance(changed, Pathway) else alone(changed)
    setting = Setting(on=ON)
    return any(
        expected(pathway, each.answers, setting) != dict(each.expect) for each in cases
    )


def _exported(exporter: Exporter, changed: Protocol | Pathway) -> Files | None:
    try:
        return exporter.export(changed)
    except ExportError:
        return None


def _same(now: Files | None, changed: Guidance, was: Files, guidance: Guidance) -> bool:
    """
    Compare files without the digests that name what they were made from.
    """
    if now is None or now.keys() != was.keys():
        return False
    return all(
        _without(now[path], changed) == _without(was[path], guidance) for path in was
    )


def _without(content: str | bytes, guidance: Guidance) -> str | bytes:
    for each in guidance.whole if isinstance(guidance, Pathway) else (guidance,):
        if isinstance(content, str):
            content = content.replace(each.digest, "")
        else:
            content = content.replace(each.digest.encode(), b"")
    return content


def _reading(exporter: Reads, guidance: Guidance, files: Files) -> Iterator[str]:
    try:
        back = exporter.read(files)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be said
        yield f"it cannot read its own files: {type(error).__name__}"
        return
    if back.digest != guidance.digest:
        yield "what it reads back from its files means something else"


def _running(exporter: Runs, files: Files, cases: tuple[Vector, ...]) -> Iterator[str]:
    found: list[str] = []
    for each in cases:
        # An engine is handed answers alone, so it cannot know of a consent.
        if "refused" in each.expect or each.answers.consents:
            continue
        written = each.as_data()
        try:
            results = exporter.run(files, written["answers"])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is to be said
            found.append(f"case `{each.name}`: it raises {type(error).__name__}")
            continue
        found += [
            f"case `{each.name}`: {said}"
            for said in _disagreements(each.expect["decisions"], results)
        ]
    yield from _shortened(found)


def _disagreements(
    wanted: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[str]:
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            yield f"`{name}` is left out"
        elif name not in wanted:
            yield f"there is no `{name}`"
        elif not found[name]:
            yield f"nothing is said of `{name}`"
        else:
            for field in sorted(found[name]):
                if found[name][field] != wanted[name].get(field, _Nothing):
                    yield f"`{name}.{field}` is not that of the interpreter"


@attrs.frozen
class _Nothing:
    """
    Stands for a field that vectors do not have.
    """


def _shortened(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} more"
