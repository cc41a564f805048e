"""
Marks on the fields of the model: what is wording, what is pinned, what may change.

A field without a mark is meaning. A wrong mark does not change a result; it changes
what a digest notices.
"""

from collections.abc import Mapping
from typing import Any

MARK = "caring"
"""The key in a field's metadata."""

WORDING: Mapping[str, Any] = {MARK: "wording"}
"""Words for a reader, which no rule reads; of a mapping only the values."""

PINNED: Mapping[str, Any] = {MARK: "pinned"}
"""Guidance that is written by name and digests, not in full."""

LIFE: Mapping[str, Any] = {MARK: "life"}
"""Where a version stands in its life; it changes while the version does not."""
