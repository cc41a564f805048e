"""
The shape of consent rules, and what they mean.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.conditions import condition
from caring.authoring.documents.base import Condition, Document, Slug, Text
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.consent import ConsentRules
from caring.language.consent import About, Form, Purpose, WithoutConsent
from caring.language.decisions import First, Row

DeciderWord = Literal[
    "patient", "guardian", "independent_guardian", "proxy", "court", "nobody_yet"
]
AboutWord = Literal[
    "examining",
    "treating",
    "testing",
    "photographs",
    "forensic",
    "interview",
    "sharing",
    "reporting",
    "contacting",
    "research",
]


class DeciderRowDocument(Document):
    """
    When somebody may decide.
    """

    decider: DeciderWord
    when: Condition
    because: Text
    source: Slug

    def build(self, scope: Scope, number: int, path: Path) -> Row | None:
        """
        Build one row of the table.
        """
        when = condition(scope, self.when, (*path, "when"))
        source = scope.source(self.source, (*path, "source"))
        if when is None or source is None:
            return None
        return Row(
            id=f"{self.decider}-{number}",
            when=when,
            result=self.decider,
            because=self.because,
            source=source,
            span=scope.places.of_key((*path, "when")),
        )


class DecidersDocument(Document):
    """
    A table of who may decide; the first match wins.
    """

    rows: Annotated[list[DeciderRowDocument], Field(min_length=1)]
    otherwise: DeciderWord
    unsettled: DeciderWord

    def build(self, scope: Scope, name: str, path: Path) -> First | None:
        """
        Build the table.
        """
        rows = [
            each.build(scope, n, (*path, "rows", n)) for n, each in enumerate(self.rows)
        ]
        if None in rows:
            return None
        return First(
            id=name,
            rows=tuple(each for each in rows if each is not None),
            otherwise=self.otherwise,
            unsettled=self.unsettled,
        )


class EmergencyDocument(Document):
    """
    When something may be done in an emergency, without consent.
    """

    when: Condition
    limits: Text
    because: Text
    source: Slug

    @property
    def passed_on(self) -> tuple[str, ...]:
        """
        What may be passed on; in an emergency it is nothing.
        """
        return ()

    def build(self, scope: Scope, path: Path) -> WithoutConsent | None:
        """
        Build the way.
        """
        when = condition(scope, self.when, (*path, "when"))
        source = scope.source(self.source, (*path, "source"))
        if when is None or source is None:
            return None
        return WithoutConsent(
            when=when,
            limits=self.limits,
            items=self.passed_on,
            because=self.because,
            source=source,
        )


class LegalDutyDocument(EmergencyDocument):
    """
    When a law demands that something is passed on, and what.
    """

    items: Annotated[list[Slug], Field(min_length=1)]

    @property
    def passed_on(self) -> tuple[str, ...]:
        """
        What may be passed on, and nothing else.
        """
        return tuple(self.items)


class PurposeDocument(Document):
    """
    Something that may be done only with consent.
    """

    title: Text
    about: AboutWord
    decided_by: Slug
    form: Literal["oral", "written"]
    recipient: Literal["named", "none"]
    items: Literal["listed", "none"]
    tell: list[Slug]
    expires: Literal["required", "optional"]
    if_refused: Text
    because: Text
    source: Slug
    emergency: EmergencyDocument | None = None
    legal_duty: LegalDutyDocument | None = None

    def build(self, scope: Scope, name: str, path: Path) -> Purpose | None:
        """
        Build the purpose.
        """
        source = scope.source(self.source, (*path, "source"))
        written = {"emergency": self.emergency, "legal_duty": self.legal_duty}
        ways = {
            word: each.build(scope, (*path, word))
            for word, each in written.items()
            if each is not None
        }
        if source is None or None in ways.values():
            return None
        return Purpose(
            id=name,
            title=self.title,
            about=About(self.about),
            decided_by=self.decided_by,
            form=Form(self.form),
            needs_recipient=self.recipient == "named",
            needs_items=self.items == "listed",
            needs_expiry=self.expires == "required",
            tell=tuple(self.tell),
            if_refused=self.if_refused,
            because=self.because,
            source=source,
            **ways,
        )


class ConsentDocument(ProtocolDocument):
    """
    A file that holds consent rules.
    """

    caring: Literal["consent/1"]
    deciders: Annotated[dict[Slug, DecidersDocument], Field(min_length=1)]
    purposes: Annotated[dict[Slug, PurposeDocument], Field(min_length=1)]

    def build(self, scope: Scope, common: dict[str, Any]) -> ConsentRules | None:
        """
        Build the tables of deciders and the purposes.
        """
        self._look_at_names(scope)
        deciders = {
            name: each.build(scope, name, ("deciders", name))
            for name, each in self.deciders.items()
        }
        purposes = {
            name: each.build(scope, name, ("purposes", name))
            for name, each in self.purposes.items()
        }
        if None in deciders.values() or None in purposes.values():
            return None
        return ConsentRules(
            **common,
            deciders={name: each for name, each in deciders.items() if each},
            purposes={name: each for name, each in purposes.items() if each},
        )

    def _look_at_names(self, scope: Scope) -> None:
        for name, purpose in self.purposes.items():
            if purpose.decided_by not in self.deciders:
                message = f"no table of deciders is called `{purpose.decided_by}`"
                path = ("purposes", name, "decided_by")
                scope.unknown(
                    "unknown-deciders", message, path, self.deciders, purpose.decided_by
                )
            if name in self.deciders:
                message = f"`{name}` is also a table of deciders"
                span = scope.places.of_key(("purposes", name))
                scope.add("name-taken", message, span, "give one of them another name")
