"""
What the written shapes of all files share.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError


class Document(BaseModel):
    """
    A mapping in a file: exactly these keys, exactly these types.
    """

    # Lax mode would read `true` as 1 and `"no"` as false: in a screening rule each is a
    # silent change of meaning.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @property
    def kind(self) -> str:
        """
        The kind that the header announces; empty for a part of a file.
        """
        return str(getattr(self, "caring", "")).partition("/")[0]


Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=80)
]
"""A name in small letters, words joined by ``_`` or ``-``."""

ProtocolId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]+/[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80),
]
"""``kind/name-in-kebab-case``."""

VersionText = Annotated[
    str,
    StringConstraints(
        pattern=r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$"
    ),
]
"""Three whole numbers in quotes."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=600)]
"""Words for a reader."""

WholeNumber = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


def written_as(
    fits: Callable[[Any], bool], expected: str, schema: dict[str, Any]
) -> object:
    """
    Describe a value that may be written in several ways, with one sentence for all.
    """

    def check(value: Any) -> Any:
        if fits(value):
            return value
        raise PydanticCustomError("expected", "{expected}", {"expected": expected})

    return Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]


def is_names(value: object) -> bool:
    """
    Say whether a value is a list of one or more words.
    """
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, str) for each in value)
    )


# Conditions nest, and their mistakes are told better by the code that reads them than
# by a union of shapes; the schema below is for editors that complete and underline.
Condition: Any = written_as(
    lambda value: value is not None,
    "expected a condition, found nothing",
    {"format": "caring-condition"},
)
"""A written condition; see ``authoring.conditions``."""

_CONDITIONS = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}}
_RANGE = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "at_least": {"type": ["integer", "string"]},
        "below": {"type": "integer"},
    },
}


def _form(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


CONDITION_SCHEMA: dict[str, Any] = {
    "description": "a question about answers: true, false or unknown",
    "anyOf": [
        {"type": "string", "description": "a yes/no fact, or a finding"},
        _form(all=_CONDITIONS),
        _form(any=_CONDITIONS),
        _form(none=_CONDITIONS),
        _form(**{"not": {"$ref": "#/$defs/condition"}}),
        _form(
            at_least={"type": "integer", "minimum": 1},
            of={"anyOf": [{"type": "string"}, _CONDITIONS]},
        ),
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "propertyNames": {
                "not": {"enum": ["all", "any", "none", "not", "at_least", "of"]}
            },
            "additionalProperties": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    _RANGE,
                ]
            },
        },
    ],
}


class SourceDocument(Document):
    """
    Where something comes from, and how well that was read.
    """

    read: Literal["full", "excerpt", "derivative", "recalled", "project"]
    part: Text
    work: Slug | None = None


Sources = dict[Slug, SourceDocument]
Status = Literal["draft", "in_review", "approved", "retired"]
UrgencyWord = Literal["immediate", "h24", "h72", "routine"]
