"""
The shape of a directory of services, and of the fields that a service may have.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Document,
    Slug,
    Sources,
    Text,
    UrgencyWord,
    written_as,
)
from caring.authoring.documents.facts import RangeDocument


class _FieldDocument(Document):
    wording: Text
    source: Slug


class YesNoField(_FieldDocument):
    """
    A field that is yes or no.
    """

    type: Literal["yes_no"]


class ChoiceField(_FieldDocument):
    """
    A field that is one of several options.
    """

    type: Literal["choice"]
    options: Annotated[dict[Slug, Text], Field(min_length=2)]


class NumberField(_FieldDocument):
    """
    A field that is a whole number in a unit.
    """

    type: Literal["quantity"]
    unit: Text
    range: RangeDocument


class FieldsDocument(Document):
    """
    A file of fields; each is the fact ``service.NAME``.
    """

    caring: Literal["fields/1"]
    title: Text
    sources: Sources
    fields_: Annotated[
        dict[
            Slug,
            Annotated[
                YesNoField | ChoiceField | NumberField, Field(discriminator="type")
            ],
        ],
        Field(alias="fields"),
    ]


FieldValue: Any = written_as(
    lambda value: isinstance(value, str) or type(value) is int,
    "expected `yes`, `no`, an option or a whole number",
    {"type": ["string", "integer"]},
)


class ServiceDocument(Document):
    """
    One service of a directory.
    """

    title: Text
    meets: Annotated[list[Slug], Field(min_length=1)]
    contact: Text
    status: Literal["proposed", "active", "suspended", "withdrawn"]
    vetted_by: Text
    reviewed_on: Text
    review_due: Text
    takes_within: UrgencyWord | None = None
    fields_: Annotated[dict[Slug, FieldValue], Field(alias="fields")] = {}
    notes: Text | None = None


Services = dict[Slug, ServiceDocument]


class DirectoryDocument(Document):
    """
    An adopter's directory.
    """

    caring: Literal["directory/1"]
    name: Text
    services: Annotated[Services, Field(min_length=1)]
