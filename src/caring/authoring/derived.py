"""
Written derived facts: what they are worked out from, and whether that can be done.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from caring.authoring.documents.facts import (
    AgeFact,
    BandFact,
    DerivedFact,
    FactsDocument,
    HoursFact,
)
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.language.derivations import (
    AgeInYears,
    AtLeastAs,
    Bands,
    Derivation,
    HoursSince,
)
from caring.language.facts import Fact, Number, Time

Files = list[tuple[FactsDocument, Scope]]
"""Files of facts, each open for building."""


def derivation_of(written: DerivedFact) -> Derivation:
    """
    Say how a fact is worked out.
    """
    match written:
        case AgeFact():
            return AgeInYears(written.of)
        case HoursFact():
            return HoursSince(written.of)
        case BandFact():
            limits = written.options.items()
            return Bands(
                written.of, tuple((id_, each.at_least) for id_, each in limits)
            )
        case _:
            return AtLeastAs(written.number, written.limit)


def without_unfounded(files: Files, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """
    Leave out derived facts that rest on what is not there, or cannot be counted with.
    """
    written = {name for document, _ in files for name in document.facts}
    wrong: set[str] = set()
    for document, scope in files:
        for name, each in document.facts.items():
            if isinstance(each, DerivedFact) and name in facts:
                for key, id_ in _written_inputs(each):
                    path = ("facts", name, key)
                    if id_ in written and id_ not in facts:
                        wrong.add(name)  # that fact has a mistake which was told
                    elif not _is_founded(scope, each, facts.get(id_), id_, path, facts):
                        wrong.add(name)
    return {name: fact for name, fact in facts.items() if name not in wrong}


def _written_inputs(written: Any) -> Iterator[tuple[str, str]]:
    for key in ("of", "number", "limit"):
        if hasattr(written, key):
            yield key, getattr(written, key)


def _is_founded(
    scope: Scope,
    written: DerivedFact,
    rests_on: Fact | None,
    id_: str,
    path: Path,
    facts: Mapping[str, Fact],
) -> bool:
    if rests_on is None:
        message = f"no fact is called `{id_}`"
        scope.unknown("unknown-name", message, path, facts, id_)
        return False
    wanted = Time if isinstance(written, AgeFact | HoursFact) else Number
    if not isinstance(rests_on.domain, wanted):
        message = f"`{id_}` is no {_WANTED[wanted]}"
        help_ = f"name a fact that is a {_WANTED[wanted]}"
        scope.add("wrong-input", message, path, help_)
        return False
    if rests_on.has_danger:
        message = f"`{id_}` has a danger, and another fact is worked out from it"
        help_ = "give the danger to the fact that is worked out: one answer, one danger"
        scope.add("wrong-input", message, path, help_)
        return False
    return True


_WANTED: dict[type, str] = {Time: "moment", Number: "number"}
