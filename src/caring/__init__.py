"""
Guidance for health providers who meet trafficked persons, as protocols that run.

The library informs a provider and does not decide for one. It never says that somebody
is or is not trafficked, and it is neither a medical device nor legal advice.

What to call: ``list_protocols``, ``list_laws``, ``load``, ``read``, ``check``,
``assess``, ``advise``, ``export``, ``read_approval``, ``read_directory``, ``replay``;
and to build on them ``answers_schema``, ``answer_types`` and ``read_answers``.
What they take and return: ``Answers``, ``Silence``, ``Consent``, ``Raise``,
``RaiseReason``, ``Protocol``, ``Pathway``, ``Law``, ``Directory``, ``Service``,
``Assessment``, ``Advice``, ``Record``, ``Truth``, ``Finding``, ``Approval``,
``FormField``; ``Interview`` asks a whole encounter, one safe question at a time.
What they raise: ``CaringError`` and its descendants ``ProtocolError``,
``ProtocolNotFoundError``, ``AnswersError``, ``RaiseError``, ``ApprovalError``,
``PackageError``, ``ReleaseError``, ``ReplayError``, ``ExportError``; and the warning
``WithdrawnWarning``.

Names are loaded when they are touched, so that importing costs next to nothing. Classes
of errors, their attributes and the codes of findings are stable; wording is not.
"""

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from caring.guidance.approval import Approval
    from caring.guidance.assessment import Advice, Assessment
    from caring.guidance.directory import Directory, Service
    from caring.guidance.forms import FormField
    from caring.guidance.law import Law
    from caring.guidance.pathway import Pathway
    from caring.guidance.protocol import Protocol
    from caring.guidance.records import Record
    from caring.interviewing.interview import Interview
    from caring.language.answers import Answer, Answers
    from caring.language.consent import Consent
    from caring.language.raises import Raise, RaiseReason
    from caring.language.silence import Silence
    from caring.library import (
        advise,
        answer_types,
        answers_schema,
        assess,
        check,
        export,
        list_laws,
        list_protocols,
        load,
        read,
        read_answers,
        read_approval,
        read_directory,
        replay,
    )
    from caring.values.errors import (
        AnswersError,
        ApprovalError,
        CaringError,
        ExportError,
        PackageError,
        ProtocolError,
        ProtocolNotFoundError,
        RaiseError,
        ReleaseError,
        ReplayError,
        WithdrawnWarning,
    )
    from caring.values.findings import Finding
    from caring.values.truth import Truth

_HOMES = {
    "Advice": "guidance.assessment",
    "Answer": "language.answers",
    "Answers": "language.answers",
    "AnswersError": "values.errors",
    "Approval": "guidance.approval",
    "ApprovalError": "values.errors",
    "Assessment": "guidance.assessment",
    "CaringError": "values.errors",
    "Consent": "language.consent",
    "Directory": "guidance.directory",
    "ExportError": "values.errors",
    "Finding": "values.findings",
    "FormField": "guidance.forms",
    "Interview": "interviewing.interview",
    "Law": "guidance.law",
    "PackageError": "values.errors",
    "Pathway": "guidance.pathway",
    "Protocol": "guidance.protocol",
    "ProtocolError": "values.errors",
    "ProtocolNotFoundError": "values.errors",
    "Raise": "language.raises",
    "RaiseError": "values.errors",
    "RaiseReason": "language.raises",
    "Record": "guidance.records",
    "ReleaseError": "values.errors",
    "ReplayError": "values.errors",
    "Service": "guidance.directory",
    "Silence": "language.silence",
    "Truth": "values.truth",
    "WithdrawnWarning": "values.errors",
    "advise": "library",
    "answer_types": "library",
    "answers_schema": "library",
    "assess": "library",
    "check": "library",
    "export": "library",
    "list_laws": "library",
    "list_protocols": "library",
    "load": "library",
    "read": "library",
    "read_answers": "library",
    "read_approval": "library",
    "read_directory": "library",
    "replay": "library",
}

__all__ = [
    "Advice",
    "Answer",
    "Answers",
    "AnswersError",
    "Approval",
    "ApprovalError",
    "Assessment",
    "CaringError",
    "Consent",
    "Directory",
    "ExportError",
    "Finding",
    "FormField",
    "Interview",
    "Law",
    "PackageError",
    "Pathway",
    "Protocol",
    "ProtocolError",
    "ProtocolNotFoundError",
    "Raise",
    "RaiseError",
    "RaiseReason",
    "Record",
    "ReleaseError",
    "ReplayError",
    "Service",
    "Silence",
    "Truth",
    "WithdrawnWarning",
    "__version__",
    "advise",
    "answer_types",
    "answers_schema",
    "assess",
    "check",
    "export",
    "list_laws",
    "list_protocols",
    "load",
    "read",
    "read_answers",
    "read_approval",
    "read_directory",
    "replay",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"caring.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return list(__all__)
