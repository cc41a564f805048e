"""
The written shape of every kind of file, as strict pydantic.
"""

from caring.authoring.documents.actions import ActionsDocument
from caring.authoring.documents.approval import ApprovalDocument
from caring.authoring.documents.base import Document
from caring.authoring.documents.checklist import ChecklistDocument
from caring.authoring.documents.consent import ConsentDocument
from caring.authoring.documents.directory import DirectoryDocument, FieldsDocument
from caring.authoring.documents.facts import (
    ConstraintsDocument,
    FactsDocument,
    GateDocument,
)
from caring.authoring.documents.invariants import InvariantsDocument
from caring.authoring.documents.laws import LawDocument, ParametersDocument
from caring.authoring.documents.measure import MeasureDocument
from caring.authoring.documents.pathway import PathwayDocument
from caring.authoring.documents.pins import PinsDocument
from caring.authoring.documents.referral import ReferralDocument
from caring.authoring.documents.safety import SafetyDocument
from caring.authoring.documents.scenarios import EncounterDocument, ScenariosDocument
from caring.authoring.documents.screening import ScreeningDocument
from caring.authoring.documents.works import WorksDocument

KINDS: dict[str, type[Document]] = {
    "works": WorksDocument,
    "facts": FactsDocument,
    "constraints": ConstraintsDocument,
    "gate": GateDocument,
    "actions": ActionsDocument,
    "fields": FieldsDocument,
    "parameters": ParametersDocument,
    "law": LawDocument,
    "screening": ScreeningDocument,
    "safety": SafetyDocument,
    "consent": ConsentDocument,
    "referral": ReferralDocument,
    "checklist": ChecklistDocument,
    "measure": MeasureDocument,
    "pathway": PathwayDocument,
    "directory": DirectoryDocument,
    "scenarios": ScenariosDocument,
    "invariants": InvariantsDocument,
    "encounter": EncounterDocument,
    "approval": ApprovalDocument,
    "pins": PinsDocument,
}
"""The word after ``caring:`` and the shape it announces."""

DICTIONARY = (
    "works",
    "facts",
    "constraints",
    "gate",
    "actions",
    "fields",
    "parameters",
)
"""Kinds that all protocols of a folder share."""

PROTOCOLS = ("screening", "safety", "consent", "referral", "checklist", "measure")
"""Kinds that decide something."""
