"""
The shape of a measure, and what it means.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from caring.authoring.documents.base import Document, Slug, Text, WholeNumber
from caring.authoring.documents.levels import (
    Floor,
    LevelledDocument,
    LevelRowDocument,
    Scale,
    level,
    level_actions,
    level_rows,
    scale_of,
)
from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.scope import Scope
from caring.authoring.yaml import Path
from caring.guidance.measure import (
    TOTAL,
    Accuracy,
    Instrument,
    Item,
    Measure,
    MissingItems,
    MissingRule,
)
from caring.language.conditions import Score
from caring.language.decisions import Highest, Row
from caring.language.facts import Options

Points = Annotated[int, Field(ge=0, le=1_000)]
Percent = Annotated[int, Field(ge=0, le=100)]


class LicenceDocument(Document):
    """
    The terms of the instrument, and whether its own wording may be passed on.
    """

    name: Text
    text_may_be_shared: Literal["yes", "no"]


class AccuracyDocument(Document):
    """
    What one study found at one cut-off, in whole percent.
    """

    from_: WholeNumber = Field(alias="from")
    sensitivity: Percent
    specificity: Percent
    people: Annotated[int, Field(ge=1)]
    source: Slug

    def build(self, scope: Scope, path: Path) -> Accuracy | None:
        """
        Build what the study found.
        """
        source = scope.source(self.source, (*path, "source"))
        if source is None:
            return None
        return Accuracy(
            cut_off=self.from_,
            sensitivity=self.sensitivity,
            specificity=self.specificity,
            people=self.people,
            source=source,
        )


class InstrumentDocument(Document):
    """
    The published instrument that a measure follows.
    """

    title: Text
    licence: LicenceDocument
    source: Slug
    accuracy: list[AccuracyDocument] = []

    def build(self, scope: Scope) -> Instrument | None:
        """
        Build the instrument.
        """
        path = ("instrument",)
        source = scope.source(self.source, (*path, "source"))
        found = [
            each.build(scope, (*path, "accuracy", n))
            for n, each in enumerate(self.accuracy)
        ]
        accuracy = tuple(each for each in found if each is not None)
        if source is None or len(accuracy) < len(found):
            return None
        return Instrument(
            title=self.title,
            licence=self.licence.name,
            text_may_be_shared=self.licence.text_may_be_shared == "yes",
            source=source,
            accuracy=accuracy,
        )


class CutOffDocument(LevelledDocument):
    """
    The least sum of a band.
    """

    from_: WholeNumber = Field(alias="from")


class BandDocument(Document):
    """
    Bands, lowest first, the sums they begin at, and rules beside the sum.
    """

    scale: Scale
    floor: Floor
    cut_offs: Annotated[list[CutOffDocument], Field(min_length=1)]
    rows: list[LevelRowDocument] = []


class MissingItemsDocument(Document):
    """
    The published rule for items that were not answered.
    """

    at_most: Annotated[int, Field(ge=0)]
    rule: Literal["prorate", "none"]
    because: Text
    source: Slug


class MeasureDocument(ProtocolDocument):
    """
    A file that holds a measure.
    """

    caring: Literal["measure/1"]
    instrument: InstrumentDocument
    items: Annotated[
        dict[Slug, Annotated[dict[Slug, Points], Field(min_length=2)]],
        Field(min_length=1),
    ]
    band: BandDocument
    missing_items: MissingItemsDocument | None = None
    actions: dict[Slug, list[Slug]] = {}

    def prepare(self, scope: Scope) -> None:
        """
        Name the sum of all items.
        """
        fit = [
            look_at_item(scope, fact, points, ("items", fact))
            for fact, points in self.items.items()
        ]
        if self._is_total_taken(scope) or not all(fit):
            scope.broken.add(TOTAL)
        items = self._items(scope)
        scope.scores[TOTAL] = tuple(term for each in items for term in each.terms)

    def _is_total_taken(self, scope: Scope) -> bool:
        if TOTAL in self.scores:
            message = f"`{TOTAL}` is the name of the sum of all items"
            where = scope.places.of_key(("scores", TOTAL))
            scope.add("name-taken", message, where, "choose another name")
            return True
        if TOTAL in scope.dictionary.facts:
            message = f"a fact is called `{TOTAL}`, and so is the sum of all items"
            where = scope.places.of_key(("items",))
            scope.add("name-taken", message, where, "give the fact another name")
            return True
        return False

    def _items(self, scope: Scope) -> tuple[Item, ...]:
        return tuple(
            Item(fact=fact, points=points, span=scope.places.of_key(("items", fact)))
            for fact, points in self.items.items()
        )

    def build(self, scope: Scope, common: dict[str, Any]) -> Measure | None:
        """
        Build the bands, with the items and the instrument as a reader sees them.
        """
        instrument = self.instrument.build(scope)
        band = self._band(scope)
        missing_items = self._missing_items(scope)
        if instrument is None or band is None:
            return None
        return Measure(
            **common,
            instrument=instrument,
            items=self._items(scope),
            band=band,
            missing_items=missing_items,
        )

    def _band(self, scope: Scope) -> Highest | None:
        path = ("band",)
        scale = scale_of(scope, self.band.scale, (*path, "scale"))
        floor = (*path, "floor")
        base = level(scope, self.band.floor.level, scale, (*floor, "level"))
        floor_rows = level_rows(scope, self.band.floor.rows, scale, (*floor, "rows"))
        cut_offs = self._cut_offs(scope, scale, (*path, "cut_offs"))
        rows = level_rows(scope, self.band.rows, scale, (*path, "rows"))
        actions = level_actions(scope, self.actions, scale, ("actions",))
        if base is None or floor_rows is None or actions is None:
            return None
        if cut_offs is None or rows is None:
            return None
        rows = (*cut_offs, *rows)
        return Highest(
            id="band",
            scale=scale,
            rows=rows,
            floor=base,
            floor_rows=floor_rows,
            both_ways=self.both_ways(scope, [*rows, *floor_rows]),
            actions=actions,
        )

    def _cut_offs(
        self, scope: Scope, scale: tuple[str, ...], path: Path
    ) -> tuple[Row, ...] | None:
        """
        Build the rows that test the sum.
        """
        if TOTAL not in scope.broken:
            self._look_at_cut_offs(scope, scale, path)
        rows = [
            cut_off(scope, each, scale, (*path, n))
            for n, each in enumerate(self.band.cut_offs)
        ]
        return None if None in rows else tuple(each for each in rows if each)

    def _look_at_cut_offs(
        self, scope: Scope, scale: tuple[str, ...], path: Path
    ) -> None:
        """
        Hold cut-offs to the sums that there are, and to rising with their levels.
        """
        items = self._items(scope)
        least = sum(each.least for each in items)
        greatest = sum(each.greatest for each in items)
        place = {name: n for n, name in enumerate(scale)}
        reached, below = 0, least
        for n, each in enumerate(self.band.cut_offs):
            level_reached = place.get(each.level, reached + 1)
            if not least < each.from_ <= greatest:
                message = f"no sum of these items tells {each.from_} from less"
                help_ = f"sums lie between {least} and {greatest}"
                scope.add("wrong-cut-off", message, (*path, n, "from"), help_)
            elif each.from_ <= below or level_reached <= reached:
                message = "cut-offs rise with their levels, and this one does not"
                help_ = "write the lowest first"
                scope.add("wrong-cut-off", message, (*path, n, "from"), help_)
            reached, below = level_reached, each.from_

    def _missing_items(self, scope: Scope) -> MissingItems | None:
        written, path = self.missing_items, ("missing_items",)
        if written is None:
            return None
        rule = MissingRule(written.rule)
        items = len(self.items)
        most = items - 1 if rule is MissingRule.PRORATE else 0
        if written.at_most > most:
            message = f"`at_most: {written.at_most}` does not go with this rule"
            help_ = f"with `{rule.value}`, {most} of {items} items may be missing"
            scope.add("wrong-missing-items", message, (*path, "at_most"), help_)
        source = scope.source(written.source, (*path, "source"))
        if source is None:
            return None
        return MissingItems(
            at_most=written.at_most, rule=rule, because=written.because, source=source
        )


def look_at_item(scope: Scope, id_: str, points: dict[str, int], path: Path) -> bool:
    """
    Hold an item to its fact; say whether its points fit the answers.
    """
    fact = scope.dictionary.facts.get(id_)
    where = scope.places.of_key(path)
    if fact is None:
        message = f"no fact is called `{id_}`"
        scope.unknown("unknown-name", message, where, scope.dictionary.facts, id_)
        return False
    if not isinstance(fact.domain, Options):
        message = f"`{id_}` is a number, and an item has options"
        help_ = "use a choice or a yes/no fact, with points for each answer"
        scope.add("wrong-item", message, where, help_)
        return False
    return look_at_points(scope, fact.domain, points, path)


def look_at_points(
    scope: Scope, domain: Options, points: dict[str, int], path: Path
) -> bool:
    """
    Say whether points are given to exactly the options, and tell them apart.
    """
    unknown = [option for option in points if option not in domain.labels]
    for option in unknown:
        message = f"`{option}` is no answer to `{path[-1]}`"
        where = scope.places.of_key((*path, option))
        scope.unknown("unknown-option", message, where, domain.labels, option)
    if unknown:
        return False
    missing = [option for option in domain.labels if option not in points]
    if missing:
        message = f"`{missing[0]}` has no points"
        help_ = f"give every answer to `{path[-1]}` its points; 0 is a number too"
        scope.add("wrong-item", message, scope.places.of_key(path), help_)
        return False
    if len(set(points.values())) == 1:
        message = f"every answer to `{path[-1]}` gives the same points"
        scope.add("test-without-effect", message, path, "leave the item out")
        return False
    return True


def cut_off(
    scope: Scope, written: CutOffDocument, scale: tuple[str, ...], path: Path
) -> Row | None:
    """
    Build the row that reaches a level from a sum on.
    """
    result = level(scope, written.level, scale, (*path, "level"))
    source = scope.source(written.source, (*path, "source"))
    if result is None or source is None:
        return None
    span = scope.places.of_key((*path, "from"))
    total = Score(TOTAL, scope.scores[TOTAL], written.from_, None, span=span)
    return Row(
        id=f"{result}-{TOTAL}",
        when=total,
        result=result,
        because=written.because,
        source=source,
        span=span,
    )
