"""
The shape of referral criteria, and what they mean.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import condition, condition_on_services
from caring.authoring.documents.base import (
    Condition,
    Document,
    Slug,
    Text,
    UrgencyWord,
    is_names,
    written_as,
)
from caring.authoring.documents.facts import FactName
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope
from caring.authoring.windows import look_at_window
from caring.authoring.yaml import Path
from caring.guidance.referral import (
    OF_EVERY_SERVICE,
    NoneSuitable,
    Precondition,
    Referral,
)
from caring.language.decisions import Every, Row, Urgency, WhileUnsettled
from caring.language.windows import Window


class WindowDocument(Document):
    """
    For how many hours after a moment a need can be met.
    """

    since: FactName
    hours: Annotated[int, Field(ge=1, le=1_000_000)]
    source: Slug

    def build(self, scope: Scope, path: Path) -> Window | None:
        """
        Build the window.
        """
        source = scope.source(self.source, (*path, "source"))
        if source is None:
            return None
        return Window(since=self.since, hours=self.hours, source=source)


class NeedDocument(Document):
    """
    A need, when it holds, and the service that meets it.
    """

    service: Text
    when: Condition
    window: WindowDocument | None = None
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
        window = None
        if self.window is not None:
            window = self.window.build(scope, (*path, "window"))
        if when is None or source is None or (self.window and window is None):
            return None
        look_at_window(scope, when, window, Urgency(self.urgency), path)
        return Row(
            id=name,
            when=when,
            result=name,
            because=self.because,
            source=source,
            unsettled=WhileUnsettled(self.unsettled),
            urgency=Urgency(self.urgency),
            window=window,
            title=self.service,
            span=scope.places.of_key((*path, "when")),
        )


_SomeNeeds: Any = written_as(
    lambda value: value == "all" or is_names(value),
    "expected `all`, or the needs in a list",
    {"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}}]},
)


class PreconditionDocument(Document):
    """
    What must surely hold before a service is suitable.
    """

    needs: _SomeNeeds
    suitable_when: Condition
    because: Text
    source: Slug

    def build(self, scope: Scope, name: str, path: Path) -> Precondition | None:
        """
        Build the precondition.
        """
        when = condition_on_services(
            scope, self.suitable_when, (*path, "suitable_when")
        )
        source = scope.source(self.source, (*path, "source"))
        if when is None or source is None:
            return None
        return Precondition(
            id=name,
            needs=None if self.needs == "all" else tuple(self.needs),
            suitable_when=when,
            because=self.because,
            source=source,
            span=scope.places.of_key((*path, "suitable_when")),
        )


class NoneSuitableDocument(Document):
    """
    What is done for some needs while no service is suitable.
    """

    needs: Annotated[list[Slug], Field(min_length=1)]
    actions: Annotated[list[Slug], Field(min_length=1)]
    because: Text
    source: Slug


class CandidatesDocument(Document):
    """
    What a service must be like, and what is done where none is.
    """

    preconditions: dict[Slug, PreconditionDocument] = {}
    none_suitable: Annotated[list[NoneSuitableDocument], Field(min_length=1)]


class ReferralDocument(ProtocolDocument):
    """
    A file that holds referral criteria.
    """

    caring: Literal["referral/1"]
    needs: Annotated[dict[Slug, NeedDocument], Field(min_length=1)]
    candidates: CandidatesDocument | None = None

    def build(self, scope: Scope, common: dict[str, Any]) -> Referral | None:
        """
        Build one row for each need, and the preconditions for services.
        """
        rows = [
            each.build(scope, name, ("needs", name))
            for name, each in self.needs.items()
        ]
        actions = {
            name: scope.actions(each.actions, ("needs", name, "actions"))
            for name, each in self.needs.items()
        }
        preconditions, none_suitable = self._candidates(scope)
        if None in rows or None in preconditions:
            return None
        needs = Every(
            id="needs",
            rows=tuple(each for each in rows if each is not None),
            actions=actions,
        )
        return Referral(
            **common,
            needs=needs,
            preconditions=tuple(each for each in preconditions if each is not None),
            none_suitable=none_suitable,
        )

    def _candidates(
        self, scope: Scope
    ) -> tuple[list[Precondition | None], Mapping[str, NoneSuitable]]:
        if self.candidates is None:
            return [], {}
        path: Path = ("candidates", "none_suitable")
        met: dict[str, NoneSuitable] = {}
        for n, each in enumerate(self.candidates.none_suitable):
            self._look_at_needs(each.needs, self.needs, (*path, n, "needs"), scope)
            self._look_at_twice(each.needs, met, (*path, n, "needs"), scope)
            source = scope.source(each.source, (*path, n, "source"))
            actions = scope.actions(each.actions, (*path, n, "actions"))
            if source is not None:
                none = NoneSuitable(
                    actions=actions, because=each.because, source=source
                )
                met |= dict.fromkeys(each.needs, none)
        return self._preconditions(self.candidates, met, scope), met

    def _preconditions(
        self,
        candidates: CandidatesDocument,
        met: Mapping[str, NoneSuitable],
        scope: Scope,
    ) -> list[Precondition | None]:
        path: Path = ("candidates", "preconditions")
        taken = {each.id for each in OF_EVERY_SERVICE}
        for name, each in candidates.preconditions.items():
            if name in taken:
                message = f"`{name}` is asked of every service anyway"
                where = scope.places.of_key((*path, name))
                scope.add("name-taken", message, where, "choose another name")
            if each.needs != "all":
                self._look_at_needs(each.needs, met, (*path, name, "needs"), scope)
        return [
            each.build(scope, name, (*path, name))
            for name, each in candidates.preconditions.items()
        ]

    @staticmethod
    def _look_at_needs(
        named: Iterable[str], known: Iterable[str], path: Path, scope: Scope
    ) -> None:
        for n, need in enumerate(named):
            if need not in known:
                message = f"no need that a service can meet is called `{need}`"
                scope.unknown("unknown-need", message, (*path, n), known, need)

    @staticmethod
    def _look_at_twice(
        named: Iterable[str], met: Mapping[str, object], path: Path, scope: Scope
    ) -> None:
        for n, need in enumerate(named):
            if need in met:
                message = f"what is done for `{need}` is written twice"
                scope.add("name-taken", message, (*path, n), "keep one of them")
