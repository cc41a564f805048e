"""
A draft of each kind to start from: small, valid, with comments that teach the format.

The drafts lie in ``drafts/``, which is a folder of guidance like any other.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from caring.authoring.documents import PROTOCOLS

KINDS = (*PROTOCOLS, "pathway", "law")
"""Kinds of which there is a draft."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40
_CALLED = "my-draft"


def is_name(name: str) -> bool:
    """
    Say whether a draft can be called so.

    >>> is_name("signs-at-the-desk"), is_name("Signs at the desk")
    (True, False)
    """
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None


def draft(kind: str, name: str) -> Mapping[str, str]:
    """
    Write a draft under a name.

    Args:
        kind: One of ``KINDS``.
        name: What it is called, in kebab-case.

    Returns:
        The text of each file, by its path in a folder of guidance. A pathway comes with
        a screening of the same name, because it needs a step.
    """
    place = resources.files("caring.authoring").joinpath("drafts")
    found = dict(_files(place, ""))
    kinds = ("pathway", "screening") if kind == "pathway" else (kind,)
    return {
        _named(path, name): _named(text, name)
        for path, text in sorted(found.items())
        if any(_belongs(path, each) for each in kinds)
    }


def _files(place: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for each in place.iterdir():
        inner = f"{path}/{each.name}" if path else each.name
        if each.is_dir():
            yield from _files(each, inner)
        else:
            yield inner, each.read_text("utf-8")


def _belongs(path: str, kind: str) -> bool:
    home = "laws" if kind == "law" else kind
    shared = [f"{each}/{kind}-{_CALLED}.yaml" for each in ("facts", "actions")]
    return path.startswith(f"{home}/") or path in shared


def _named(text: str, name: str) -> str:
    as_fact = _CALLED.replace("-", "_")
    return text.replace(_CALLED, name).replace(as_fact, name.replace("-", "_"))
