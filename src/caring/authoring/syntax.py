"""
Text that is not YAML, told in the words of a protocol editor.

The YAML library names its mistakes only by sentences for programmers, so each is known
by a piece of its sentence; what the table does not know is told in a general one.
"""

import re
from collections.abc import Iterator

import attrs


@attrs.frozen
class Sentence:
    """
    What to say about a mistake in the signs that YAML is made of.
    """

    message: str
    help: str
    at_start: bool = False
    """Whether to point at where the broken piece begins, not where it was noticed."""


_UNCLOSED_LIST = Sentence(
    "the list that begins here has no end, or lacks a comma",
    "put `]` after its last item and a comma between items",
    at_start=True,
)
_UNCLOSED_MAPPING = Sentence(
    "the mapping that begins here has no end, or lacks a comma",
    "put `}` after its last value and a comma between its keys",
    at_start=True,
)
_UNCLOSED_QUOTE = Sentence(
    "the quotes that open here are not closed",
    "close them; inside single quotes write an apostrophe twice",
    at_start=True,
)
_TAB = Sentence("a tab stands before the first word of a line", "use spaces to indent")
_SIGN = Sentence("a word cannot begin with this sign", "put the text in quotes")
_COLON = Sentence(
    "this colon makes a key where no key can stand",
    "put a sentence that holds a colon in quotes, or mend the indent",
)
_NO_COLON = Sentence(
    "this line is neither a key with a colon nor an item after a dash",
    "write `key: value`, or mend the indent",
    at_start=True,
)
_INDENT = Sentence(
    "this does not fit the lines above it",
    "begin the line where its neighbours begin, and close every quote before more text",
)
_DASH = Sentence(
    "an item cannot begin behind a key", "put the dash on a line of its own"
)
_NO_VALUE = Sentence("a value is missing before this sign", "delete one of the signs")
_ESCAPE = Sentence(
    "a backslash has a meaning of its own in double quotes",
    "use single quotes, or no backslash",
)
_BLOCK = Sentence(
    "only `|` or `>` may stand here", "begin the text on the next line, indented"
)
_AFTER_END = Sentence(
    "this stands after the end", "delete it, or mend the brackets before it"
)
_ANCHOR = Sentence(
    "anchors and aliases are not used in protocols",
    "write the value out, or put it in quotes",
)
_TAG = Sentence("tags are not used in protocols", "put text that begins so in quotes")
_VERSION = Sentence("this is written for another YAML", "delete the line")
_OTHER = Sentence("this is not YAML", "see that brackets, quotes and indents match")

_SENTENCES = (
    (r"expected ',' or '\]'", _UNCLOSED_LIST),
    (r"expected ',' or '}'", _UNCLOSED_MAPPING),
    (r"unexpected end of stream|document separator", _UNCLOSED_QUOTE),
    (r"'\\t' that cannot start", _TAB),
    (r"that cannot start any token", _SIGN),
    (r"mapping values are not allowed", _COLON),
    (r"could not find expected ':'", _NO_COLON),
    (r"expected <block end>", _INDENT),
    (r"sequence entries are not allowed", _DASH),
    (r"expected the node content", _NO_VALUE),
    (r"escape", _ESCAPE),
    (r"chomping|indentation indicator", _BLOCK),
    (r"expected '<document start>'", _AFTER_END),
    (r"incompatible YAML|duplicate YAML directive", _VERSION),
)
_CONTEXTS = (
    (r"scanning an (anchor|alias)", _ANCHOR),
    (r"(parsing|scanning) a (tag|node)", _TAG),
)


def sentence(context: str | None, problem: str | None) -> Sentence:
    """
    Find the sentence for what the YAML library was doing and what it met.

    >>> sentence(None, "mapping values are not allowed here").help
    'put a sentence that holds a colon in quotes, or mend the indent'
    """
    return next(_known(context or "", problem or ""), _OTHER)


def _known(context: str, problem: str) -> Iterator[Sentence]:
    for piece, found in _CONTEXTS:
        if re.search(piece, context):
            yield found
    for piece, found in _SENTENCES:
        if re.search(piece, problem):
            yield found
