"""
The shape of the dictionary of actions.
"""

from typing import Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Condition,
    Document,
    Slug,
    Sources,
    Text,
    UrgencyWord,
)

ChannelWord = Literal[
    "in_person",
    "clinic_phone",
    "interpreter",
    "patient_phone",
    "text_message",
    "email",
    "post",
    "portal",
    "on_paper",
]


class ActionDocument(Document):
    """
    A coded recommendation with its guard.
    """

    text: Text
    audience: Literal["provider", "staff", "manager", "interpreter"]
    action_class: Literal[
        "care",
        "protecting",
        "asking",
        "examining",
        "sharing",
        "reporting",
        "handing_over",
    ] = Field(alias="class")
    urgency: UrgencyWord
    guard: Condition = None
    carries: list[Slug] = []
    instead: list[Slug] = []
    channels: list[ChannelWord] = []
    manner: list[Text] = []
    excludes: list[Slug] = []
    source: Slug


class ActionsDocument(Document):
    """
    A file of actions.
    """

    caring: Literal["actions/1"]
    title: Text
    sources: Sources
    actions: dict[Slug, ActionDocument]
