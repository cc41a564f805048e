"""
A finding of a proof: what it speaks of, where, and a case of it.
"""

import attrs

from caring.guidance.acknowledged import ACCEPTED, Rule, rule_digest, way_out
from caring.guidance.protocol import Guidance
from caring.language.decisions import Row
from caring.rails.formula import Formula
from caring.values.findings import Finding, Severity
from caring.values.spans import SourceFile, Span
from caring.values.text import start_of


@attrs.frozen(kw_only=True)
class Told:
    """
    Something that was looked for over all answers, and found.
    """

    code: str
    about: str
    """The fact, or the part of a decision, such as ``concern.high``."""

    says: str
    mend: str
    """The way out that mends it; the other is to acknowledge it."""

    rules: tuple[Rule, ...]
    """What it speaks of; where one of these changes, it is looked at anew."""

    span: Span | None
    case: tuple[Formula, ...] = ()
    """What has to hold at once for a case of it; empty where no case can be shown."""

    severity: Severity = Severity.ERROR

    @property
    def rule(self) -> str:
        """
        The digest of what it speaks of.
        """
        return rule_digest(self.code, self.about, self.rules)

    def finding(self, guidance: Guidance) -> Finding:
        """
        Return it as the check of a file tells findings.

        What was loaded without its file is told at the start of a file of its name.
        """
        help_ = self.mend
        if self.code in ACCEPTED:
            help_ += f", or acknowledge: {way_out(self.code, self.about, self.rule)}"
        return Finding(
            code=self.code,
            message=self.says,
            span=self.span or start_of(SourceFile(guidance.name, "")),
            help=help_,
            severity=self.severity,
        )


def place_of(row: Row) -> Span | None:
    """
    Say where a row stands, or else its condition.
    """
    return row.span or row.when.span
