"""
A comparison as text, as Markdown for a pull request and as HTML for documentation.
"""

from collections.abc import Iterator
from html import escape

from caring.proving.comparing.changes import Compared
from caring.proving.comparing.report import Item, advice, heading, sections


def text_lines(compared: Compared) -> Iterator[str]:
    """
    Write a comparison for a terminal.
    """
    yield heading(compared)
    yield f"  {advice(compared)}"
    for section in sections(compared):
        yield ""
        yield section.title
        for item in section.items:
            yield f"  {item.title}"
            yield from (f"    {line}" for line in item.lines)
            if item.code:
                yield "    as a scenario:"
                yield from (f"      {line}" for line in item.code)


def markdown(compared: Compared) -> Iterator[str]:
    """
    Write a comparison in Markdown; scenarios are folded away.
    """
    yield f"### `{compared.old}` → `{compared.new}`"
    yield ""
    yield advice(compared)
    for section in sections(compared):
        yield ""
        yield f"#### {section.title}"
        yield ""
        for item in section.items:
            yield f"- **{_marked(item.title)}**"
            yield from (f"  - {_marked(line.strip())}" for line in item.lines)
            yield from _folded(item)


_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\*_[]<>|#"})


def _marked(text: str) -> str:
    # Words of an author are no markup; ids between backticks stay as they are.
    parts = text.split("`")
    even = (n % 2 == 0 or n == len(parts) - 1 for n in range(len(parts)))
    return "`".join(
        part.translate(_SPECIAL) if is_text else part
        for part, is_text in zip(parts, even, strict=True)
    )


def _folded(item: Item) -> Iterator[str]:
    if item.code:
        yield ""
        yield "  <details><summary>As a scenario</summary>"
        yield ""
        yield "  ```yaml"
        yield from (f"  {line}" for line in item.code)
        yield "  ```"
        yield ""
        yield "  </details>"
        yield ""


def html(compared: Compared) -> Iterator[str]:
    """
    Write a comparison as a piece of a page: a section, and no style of its own.
    """
    yield '<section class="caring-comparison">'
    yield f"<h2>{escape(compared.old)} → {escape(compared.new)}</h2>"
    yield f"<p>{escape(advice(compared))}</p>"
    for section in sections(compared):
        yield f"<h3>{escape(section.title)}</h3>"
        yield "<ul>"
        for item in section.items:
            yield f"<li><strong>{escape(item.title)}</strong>"
            yield from _listed(item)
            yield "</li>"
        yield "</ul>"
    yield "</section>"


def _listed(item: Item) -> Iterator[str]:
    if item.lines:
        yield "<ul>"
        yield from (f"<li>{escape(line.strip())}</li>" for line in item.lines)
        yield "</ul>"
    if item.code:
        code = escape("\n".join(item.code))
        yield "<details><summary>As a scenario</summary>"
        yield f"<pre><code>{code}</code></pre></details>"
