"""
The shape of referral criteria, and what they mean.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import (
    Condition,
    Document,
    Slug,
    Text,
    UrgencyWord,
)
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.referral import Referral
from caring.language.decisions import Every, Row, Urgency, WhileUnsettled


class NeedDocument(Document):
    """
    A need, when it holds, and the service that meets it.
    """

    service: Text
    when: Condition
    urgency: UrgencyWord
    unsettled: Literal["ask", "act"]
    actions: Annotated[list[Slug], Field(min_length=1)]
    because: Text
    source: Slug

    def build(self, scope: Scope, name: str, path: Path) -> Row | None:
        """
        Build the row of this need.
        """
        when = condition(scope, self.when, (*path, "when"))
        source = scope.source(self.source, (*path, "source"))
        if when is None or source is None:
            return None
        return Row(
            id=name,
            when=when,
            result=name,
            because=self.because,
            source=source,
            unsettled=WhileUnsettled(self.unsettled),
            urgency=Urgency(self.urgency),
            title=self.service,
            span=scope.places.of_key((*path, "when")),
        )


class ReferralDocument(ProtocolDocument):
    """
    A file that holds referral criteria.
    """

    caring: Literal["referral/1"]
    needs: Annotated[dict[Slug, NeedDocument], Field(min_length=1)]

    def build(self, scope: Scope, common: dict[str, Any]) -> Referral | None:
        """
        Build one row for each need.
        """
        rows = [
            each.build(scope, name, ("needs", name))
            for name, each in self.needs.items()
        ]
        actions = {
            name: scope.actions(each.actions, ("needs", name, "actions"))
            for name, each in self.needs.items()
        }
        if None in rows:
            return None
        needs = Every(
            id="needs",
            rows=tuple(each for each in rows if each is not None),
            actions=actions,
        )
        return Referral(**common, needs=needs)
