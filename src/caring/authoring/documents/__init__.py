"""
The written shape of every kind of file, as strict pydantic.
"""

from caring.authoring.documents.actions import ActionsDocument
from caring.authoring.documents.base import Document
from caring.authoring.documents.consent import ConsentDocument
from caring.authoring.documents.facts import (
    ConstraintsDocument,
    FactsDocument,
    GateDocument,
)
from caring.authoring.documents.pathway import PathwayDocument
from caring.authoring.documents.referral import ReferralDocument
from caring.authoring.documents.scenarios import EncounterDocument, ScenariosDocument
from caring.authoring.documents.screening import ScreeningDocument
from caring.authoring.documents.works import WorksDocument

KINDS: dict[str, type[Document]] = {
    "works": WorksDocument,
    "facts": FactsDocument,
    "constraints": ConstraintsDocument,
    "gate": GateDocument,
    "actions": ActionsDocument,
    "screening": ScreeningDocument,
    "consent": ConsentDocument,
    "referral": ReferralDocument,
    "pathway": PathwayDocument,
    "scenarios": ScenariosDocument,
    "encounter": EncounterDocument,
}
"""The word after ``caring:`` and the shape it announces."""

DICTIONARY = ("works", "facts", "constraints", "gate", "actions")
"""Kinds that all protocols of a folder share."""

PROTOCOLS = ("screening", "consent", "referral")
"""Kinds that decide something."""
