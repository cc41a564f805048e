"""
Traces for readers: a point with its places, a place with its points, and a whole page.
"""

from collections.abc import Iterator, Sequence

from caring.guidance.tracing import Area, Place, Trace, Traced

_HEAD = """# Where each point stands

The project's notes number every point that was read about a subject, such as `AS03-05`.
This page says where each stands in `protocols/`, or why it is left out. It is made by
`caring trace --format markdown` from the files in `trace/`.

The last column says how well the sources of these places were read. A point may rest on
another text than the handbook: `caring trace AS03-05` names it.
"""


def point_lines(point: Traced) -> Iterator[str]:
    """
    Say where a point stands, and what is said there with which source.
    """
    yield point.point
    for each in point.places:
        yield f"  {each.name}"
        for said in each.says:
            yield f"    {said.text}"
            yield f"    source: {said.source.sentence}"
    if point.left_out is not None:
        yield f"  left out: {point.left_out}"


def place_lines(name: str, points: Sequence[Traced]) -> Iterator[str]:
    """
    Say which points stand at a place, and what is said there.
    """
    yield name
    for place in points[0].places:
        for said in place.says if place.name == name else ():
            yield f"  {said.text}"
            yield f"  source: {said.source.sentence}"
    yield f"  points: {', '.join(each.point for each in points)}"


def page(trace: Trace) -> str:
    """
    Write every point as a page of Markdown.
    """
    lines = [_HEAD, "| area | mapped | left out |", "| --- | --- | --- |"]
    lines += [
        f"| {each.title} | {each.mapped} | {each.left_out} |" for each in trace.areas
    ]
    for area in trace.areas:
        lines += ["", *_area(area)]
    return "\n".join(lines) + "\n"


def _area(area: Area) -> Iterator[str]:
    yield f"## {area.title}"
    yield ""
    yield "| point | where | how well read |"
    yield "| --- | --- | --- |"
    for each in area.points:
        left = [] if each.left_out is None else [f"left out: {each.left_out}"]
        where = "<br>".join([*(f"`{at.name}`" for at in each.places), *left])
        yield f"| {each.point} | {where} | {'; '.join(_readings(each.places))} |"


def _readings(places: Sequence[Place]) -> list[str]:
    found = [said.source.read.value for place in places for said in place.says]
    return sorted(set(found), key=found.index)
