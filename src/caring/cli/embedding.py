"""
What other programs build on: the schema of answers, and their types.
"""

from collections.abc import Iterator

import click

from caring.cli import FINE
from caring.cli.printing import print_json, print_text
from caring.cli.verbs import guidance_at
from caring.embedding.schema import answers_schema
from caring.embedding.sheets import Answered
from caring.embedding.types import types_module
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol


def schema(target: str) -> int:
    """
    Print the JSON Schema of the answers to one protocol or pathway.
    """
    print_json(answers_schema(_one(target)))
    return FINE


def types(target: str) -> int:
    """
    Print a module of types for the answers to one protocol or pathway.
    """
    print_text(types_module(_one(target)).removesuffix("\n"))
    return FINE


def _one(target: str) -> Answered:
    found = list(_answered(target))
    if len(found) != 1:
        raise click.UsageError(f"name one protocol or pathway; `{target}` is not one")
    return found[0]


def _answered(target: str) -> Iterator[Answered]:
    for each in guidance_at(target):
        if isinstance(each, Protocol | Pathway):
            yield each
