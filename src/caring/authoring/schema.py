"""
JSON Schemas made from the documents, for editors that complete and underline.

``python -m caring.authoring.schema FOLDER`` writes them; a test fails when they differ
from what lies in ``protocols/schema/``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from caring.authoring.documents import KINDS
from caring.authoring.documents.base import CONDITION_SCHEMA, Document
from caring.authoring.documents.reports import (
    AdviceDocument,
    AssessmentDocument,
    ComparisonDocument,
)
from caring.authoring.documents.vectors import VectorsDocument

# Pydantic cannot point to a schema that is not its own, so conditions carry a mark.
_MARK = "caring-condition"

ANY = "any.json"
"""The schema of every file of guidance, whatever it holds."""

_FIRST_KEY = "what this file holds; all other keys follow from it"

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """
    Make every schema, by the name of its file.
    """
    kinds: dict[str, type[Document]] = {
        **KINDS,
        "assessment": AssessmentDocument,
        "advice": AdviceDocument,
        "comparison": ComparisonDocument,
        "vectors": VectorsDocument,
    }
    made = {f"{kind}.json": _schema(kind, shape) for kind, shape in kinds.items()}
    return {**made, ANY: _any()}


def _any() -> str:
    """
    Make the schema that chooses by the first line of a file, for editors to bind once.
    """
    headers = {kind: f"{kind}/1" for kind in KINDS}
    chosen = [
        {
            "if": {"properties": {"caring": {"const": header}}, "required": ["caring"]},
            "then": {"$ref": f"{kind}.json"},
        }
        for kind, header in headers.items()
    ]
    made = {
        "$schema": DIALECT,
        "title": "caring: any file of guidance",
        "type": "object",
        "required": ["caring"],
        "properties": {
            "caring": {"description": _FIRST_KEY, "enum": list(headers.values())}
        },
        "allOf": chosen,
    }
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _schema(kind: str, shape: type[Document]) -> str:
    made: dict[str, Any] = shape.model_json_schema(by_alias=True)
    if _MARK in json.dumps(made):
        made = _linked(made)
        made.setdefault("$defs", {})["condition"] = CONDITION_SCHEMA
    made |= {"$schema": DIALECT, "title": f"caring: {kind}/1"}
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _linked(schema: Any) -> Any:
    """
    Point every condition to the one schema that describes them all.
    """
    if isinstance(schema, list):
        return [_linked(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == _MARK:
        return {"$ref": "#/$defs/condition"}
    return {key: _linked(value) for key, value in schema.items()}


def write(folder: Path) -> None:
    """
    Write every schema into a folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
