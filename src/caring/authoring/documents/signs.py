"""
A sign as it is written: a yes/no fact or a condition, and whether its silence may wait.
"""

from typing import Any, ClassVar

from caring.authoring.conditions import condition
from caring.authoring.documents.base import Condition, Document, Slug
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.language.conditions import facts_in
from caring.language.facts import Sensitivity


class SignDocument(Document):
    """
    One sign.
    """

    called: ClassVar[str] = "a sign"
    reason: ClassVar[str] = "because"
    """The key that says why its silence may wait."""

    fact: Slug | None = None
    when: Condition = None
    critical: bool = True
    source: Slug

    def is_one(self, scope: Scope, path: Path) -> bool:
        """
        Hold the sign to exactly one of ``fact`` and ``when``.
        """
        if (self.fact is None) != (self.when is None):
            return True
        message = f"{self.called} has either `fact` or `when`"
        is_both = self.fact is not None
        where = scope.places.of_key((*path, "when")) if is_both else path
        help_ = "keep one of them" if is_both else "add one of them"
        scope.add("fact-or-when", message, where, help_)
        return False

    @property
    def key(self) -> str:
        """
        The key under which the sign is written.
        """
        return "fact" if self.when is None else "when"

    @property
    def written(self) -> Any:
        """
        The sign as it is written.
        """
        return self.fact if self.when is None else self.when

    def facts_that_may_wait(self, scope: Scope, path: Path) -> frozenset[str]:
        """
        Name the facts whose silence need not hold a result open.
        """
        if self.critical or self.written is None:
            return frozenset()
        if getattr(self, self.reason) is None:
            message = "`critical: false` needs a reason"
            where = scope.places.of_key((*path, "critical"))
            scope.add("needs-reason", message, where, f"add `{self.reason}:`")
        built = condition(scope, self.written, (*path, self.key))
        facts = facts_in(built) if built is not None else frozenset()
        for fact in sorted(facts):
            sensitivity = scope.dictionary.facts[fact].sensitivity
            if sensitivity is Sensitivity.IMMEDIATE_DANGER:
                message = (
                    f"`{fact}` is about immediate danger; its silence always counts"
                )
                where = scope.places.of_key((*path, "critical"))
                help_ = "delete `critical: false`"
                scope.add("danger-is-critical", message, where, help_)
        return facts
