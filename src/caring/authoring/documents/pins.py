"""
The shape of an adopter's pins: the versions that an app relies on, with their digests.
"""

from typing import Annotated, Literal

from pydantic import Field

from caring.authoring.documents.base import Document, Text


class PinsDocument(Document):
    """
    A file of pins.
    """

    caring: Literal["pins/1"]
    title: Text
    pins: Annotated[dict[str, str], Field(min_length=1)]
    """``kind/name@version`` and the digest of its meaning."""
