"""
A module of Python types for the answers to one protocol or pathway.

A type checker then finds a misspelt fact or option before anything runs.
"""

import keyword
import textwrap
from collections.abc import Iterator

from caring.embedding.sheets import Answered
from caring.guidance.forms import FormField

_WIDTH = 88

_HEAD = '''"""
Answers to {name}.

Made by `caring types`; do not edit it, make it anew.
{digest}
"""

import datetime as dt
import enum
from typing import Literal, TypeAlias, TypedDict

from caring import Answer, Silence

Silent: TypeAlias = Silence | Answer
"""A silence, or an answer with its time and origin; what an answer holds is free."""

YesNo: TypeAlias = bool | Literal["yes", "no"]
"""A yes or a no."""

Moment: TypeAlias = dt.date | dt.datetime
"""A day, or a time with its zone where the question is for the hour."""
'''


def types_module(guidance: Answered) -> str:
    """
    Write the module: an enum for each choice, and a ``TypedDict`` of all answers.

    The same protocol gives the same text, laid out as formatters leave it.
    """
    form = guidance.form
    head = _HEAD.format(name=guidance.name, digest=f"`{guidance.digest}`")
    blocks = [head, *(_enum(each) for each in form if _is_choice(each))]
    # A class cannot have an attribute called `class`, or one with a hyphen.
    odd = [each for each in form if not _is_attribute(each.id)]
    name = f"{_camel(guidance.id.partition('/')[2])}Answers"
    if odd:
        blocks.append("\n".join(_by_text(f"_{name}", odd)))
    blocks.append("\n".join(_sheet(name, guidance, form, base=bool(odd))))
    return "\n\n".join(blocks)


def _is_choice(field: FormField) -> bool:
    return field.type == "choice"


def _is_attribute(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _camel(name: str) -> str:
    parts = name.replace("-", "_").split("_")
    return "".join(part.capitalize() for part in parts)


def _enum(field: FormField) -> str:
    lines = [
        f"class {_enum_name(field)}(enum.StrEnum):",
        *_docstring(field.wording),
    ]
    for option, label in field.options.items():
        member = option.replace("-", "_").upper()
        lines += ["", f'    {member} = "{option}"', *_docstring(label)]
    return "\n".join([*lines, ""])


def _enum_name(field: FormField) -> str:
    return f"{_camel(field.id)}Option"


def _type(field: FormField) -> str:
    match field.type:
        case "yes_no":
            return "YesNo"
        case "choice":
            return _enum_name(field)
        case "moment":
            return "Moment"
        case _:
            return "int"


def _by_text(name: str, fields: list[FormField]) -> Iterator[str]:
    yield f"{name} = TypedDict("
    yield f'    "{name}",'
    yield "    {"
    for each in fields:
        yield f'        "{each.id}": {_type(each)} | Silent,'
    yield "    },"
    yield "    total=False,"
    yield ")"
    yield ""


def _sheet(
    name: str, guidance: Answered, form: tuple[FormField, ...], *, base: bool
) -> Iterator[str]:
    bases = f"_{name}, total=False" if base else "TypedDict, total=False"
    yield f"class {name}({bases}):"
    yield from _docstring(f"{guidance.title}. What is left out was not asked.")
    for each in form:
        if _is_attribute(each.id):
            yield ""
            yield from _annotated(each)
            yield from _docstring(_told(each))
    yield ""


def _annotated(field: FormField) -> Iterator[str]:
    line = f"    {field.id}: {_type(field)} | Silent"
    if len(line) <= _WIDTH:
        yield line
    else:
        yield f"    {field.id}: ("
        yield f"        {_type(field)} | Silent"
        yield "    )"


def _told(field: FormField) -> str:
    if field.at_least is None:
        return field.wording
    unit = f"whole {field.unit} from {field.at_least} to {field.at_most}"
    return f"{field.wording} In {unit}."


def _docstring(words: str) -> Iterator[str]:
    """
    Write words as a docstring, over as many lines as they need.
    """
    safe = words.replace("\\", "\\\\").replace('"', "'")
    line = f'    """{safe}"""'
    if len(line) <= _WIDTH:
        yield line
        return
    yield '    """'
    indent = "    "
    yield from textwrap.wrap(
        safe,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield '    """'
