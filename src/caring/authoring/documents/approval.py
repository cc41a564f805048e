"""
The shape of an approval: which versions an organisation has approved.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import (
    Document,
    ProtocolId,
    Text,
    VersionText,
    written_as,
)

_DIGEST = r"^sha256:[0-9a-f]{64}$"
Digest: Any = written_as(
    lambda value: isinstance(value, str) and re.search(_DIGEST, value) is not None,
    "expected `sha256:` and 64 digits; `caring list --format json` shows them",
    {"type": "string", "pattern": _DIGEST},
)


class RoleDocument(Document):
    """
    Who took which part; no name of a person is needed.
    """

    part: Literal["drafting_expert", "peer_reviewer", "review_workshop", "publisher"]
    who: Text


class ApprovedDocument(Document):
    """
    One version, with its digests.
    """

    id: ProtocolId
    version: VersionText
    meaning: Digest
    wording: Digest


class ApprovalDocument(Document):
    """
    A dated statement by an organisation.
    """

    caring: Literal["approval/1"]
    organisation: Text
    on: Text
    until: Text | None = None
    statement: Text
    roles: list[RoleDocument] = []
    approved: Annotated[list[ApprovedDocument], Field(min_length=1)]
