"""
The verb that says where a point of what was read stands, and what a place comes from.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from caring.authoring.folder import Folder
from caring.authoring.scope import nearest
from caring.authoring.trace import trace_of
from caring.cli import FINE
from caring.cli.printing import print_json, print_text
from caring.guidance.tracing import Area, Place, Trace, Traced
from caring.library import bundled
from caring.showing.tracing import page, place_lines, point_lines


def trace(wanted: str | None, folder: str | None, form: str) -> int:
    """
    Show a point, a place, or how many points there are of each area.

    Raises:
        UsageError: If there is no such point, and nothing leads to such a place.
        ProtocolError: If a trace has mistakes.
    """
    found = trace_of(bundled() if folder is None else Folder(Path(folder), folder))
    if form == "markdown":
        print_text(page(found).removesuffix("\n"))
    elif wanted is None:
        _counts(found, form)
    elif "#" in wanted:
        _place(found, wanted, form)
    else:
        _point(found, wanted, form)
    return FINE


def _counts(found: Trace, form: str) -> None:
    if form == "json":
        print_json([_area(each) for each in found.areas])
        return
    width = max((len(each.name) for each in found.areas), default=0)
    for each in found.areas:
        counts = f"{each.mapped} mapped, {each.left_out} left out"
        print_text(f"{each.name:{width}}  {counts}  {each.title}")


def _area(area: Area) -> dict[str, object]:
    return {
        "area": area.name,
        "title": area.title,
        "mapped": area.mapped,
        "left_out": area.left_out,
        "points": [_traced(each) for each in area.points],
    }


def _point(found: Trace, wanted: str, form: str) -> None:
    point = found.of(wanted)
    if point is None:
        raise click.UsageError(_unknown(wanted, (each.point for each in found)))
    if form == "json":
        print_json(_traced(point))
    else:
        print_text("\n".join(point_lines(point)))


def _place(found: Trace, wanted: str, form: str) -> None:
    points = found.leading_to(wanted)
    if not points:
        known = (at.name for each in found for at in each.places)
        raise click.UsageError(_unknown(wanted, known))
    if form == "json":
        print_json({"place": wanted, "points": [each.point for each in points]})
    else:
        print_text("\n".join(place_lines(wanted, points)))


def _unknown(wanted: str, known: Iterator[str]) -> str:
    near = nearest(wanted, known)
    return f"no trace knows `{wanted}`" + (f"; {near}" if near else "")


def _traced(point: Traced) -> dict[str, object]:
    return {
        "point": point.point,
        "places": [_plain(each) for each in point.places],
        "left_out": point.left_out,
    }


def _plain(place: Place) -> dict[str, object]:
    said = [
        {
            "text": each.text,
            "work": None if each.source.work is None else each.source.work.id,
            "part": each.source.part,
            "read": each.source.read.value,
        }
        for each in place.says
    ]
    return {"at": place.name, "says": said}
