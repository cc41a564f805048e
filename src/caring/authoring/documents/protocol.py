"""
What the shapes of all kinds of protocol share.
"""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import limits_of
from caring.authoring.documents.base import (
    Condition,
    Document,
    ProtocolId,
    Slug,
    Sources,
    Status,
    Text,
    VersionText,
    WholeNumber,
)
from caring.authoring.documents.laws import Day
from caring.authoring.scope import Scope
from caring.guidance.protocol import Protocol
from caring.language.decisions import Row
from caring.language.facts import Number, Options


class TermDocument(Document):
    """
    Points that count while a condition holds.
    """

    points: WholeNumber
    when: Condition


class AcknowledgeDocument(Document):
    """
    A finding that is accepted for a fact, with the reason.
    """

    finding: Literal["used-both-ways"]
    fact: Slug
    because: Text


class ProtocolDocument(Document):
    """
    A protocol of any kind.
    """

    id: ProtocolId
    version: VersionText
    status: Status
    title: Text
    purpose: Text
    review_by: Day = None
    population: Condition
    sources: Sources
    reads: dict[Slug, Annotated[list[Slug], Field(min_length=2)]] = {}
    findings: dict[Slug, Condition] = {}
    scores: dict[Slug, Annotated[list[TermDocument], Field(min_length=1)]] = {}
    acknowledge: list[AcknowledgeDocument] = []

    def prepare(self, scope: Scope) -> None:
        """
        Name what this kind adds before findings are read; most kinds add nothing.
        """

    @abstractmethod
    def build(self, scope: Scope, common: dict[str, Any]) -> Protocol | None:
        """
        Turn what was written into what it means.

        Args:
            scope: What names mean here; mistakes are added to its findings.
            common: What every protocol has, ready to hand on.

        Returns:
            The protocol, or nothing where a mistake leaves no meaning.
        """

    def both_ways(
        self, scope: Scope, rows: Iterable[Row]
    ) -> dict[str, tuple[str | int, ...]]:
        """
        Give the facts whose use in both directions was acknowledged.

        With each come the answers that the rows tell apart, so that trying those is
        trying all.
        """
        found: dict[str, tuple[str | int, ...]] = {}
        for n, each in enumerate(self.acknowledge):
            fact = scope.dictionary.facts.get(each.fact)
            if fact is None:
                message = f"no fact is called `{each.fact}`"
                path = ("acknowledge", n, "fact")
                scope.unknown(
                    "unknown-name", message, path, scope.dictionary.facts, each.fact
                )
            elif isinstance(fact.domain, Number):
                limits = {
                    limit for row in rows for limit in limits_of(row.when, fact.id)
                }
                steps = {fact.domain.at_least, *limits, *(each - 1 for each in limits)}
                found[fact.id] = tuple(
                    each for each in sorted(steps) if fact.domain.fits(each)
                )
            elif isinstance(fact.domain, Options):
                found[fact.id] = tuple(fact.domain.labels)
        return found
