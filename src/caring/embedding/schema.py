"""
JSON Schema of the answers to one protocol or pathway.
"""

from typing import Any

from caring.embedding.shapes import listed, record
from caring.embedding.sheets import SILENCE, TIME, Answered, sheet_of
from caring.guidance.forms import FormField

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(guidance: Answered) -> dict[str, Any]:
    """
    Make the JSON Schema of a sheet of answers, as ``read_answers`` reads them.

    Each fact has its wording as ``description``; under ``x-caring`` is what a form
    needs beside it. Silences are words of their own, beside the answers. The same
    protocol gives the same schema; ``$comment`` says of which one it is.
    """
    sheet = sheet_of(guidance)
    answers = record(sheet.answers).schema
    described = {
        each.id: {**_described(each), **answers["properties"][each.id]}
        for each in guidance.form
    }
    consents = listed(record(sheet.consent, ["purpose", "state"])).schema
    properties = {
        "answers": {**answers, "properties": described},
        "consents": consents,
        "encounter_began": TIME.schema,
        "section_began": TIME.schema,
    }
    schema = {
        "$schema": DIALECT,
        "$comment": f"made from {guidance.name}, {guidance.digest}",
        "title": f"Answers to {guidance.name}",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": {"silence": SILENCE.schema, "time": TIME.schema},
    }
    linked: dict[str, Any] = _linked(schema)
    return linked


def _linked(schema: Any) -> Any:
    """
    Point to the silences and to times, so that each stands there once.
    """
    if schema == SILENCE.schema:
        return {"$ref": "#/$defs/silence"}
    if schema == TIME.schema:
        return {"$ref": "#/$defs/time"}
    if isinstance(schema, list):
        return [_linked(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: each if key == "$defs" else _linked(each) for key, each in schema.items()
    }


def _described(field: FormField) -> dict[str, Any]:
    about: dict[str, Any] = {
        "type": field.type,
        "obtained": field.obtained.value,
        "asked_of": field.asked_of.value,
        "sensitivity": field.sensitivity.value,
        "only_when_safe": field.only_when_safe,
    }
    if field.options:
        about["options"] = dict(field.options)
    if field.unit is not None:
        about["unit"] = field.unit
    return {"description": field.wording, "x-caring": about}
