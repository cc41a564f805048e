"""
Invariants held against encounters: every scenario, and pairs made from it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from caring.authoring.cases import answers_of, moment_of, raises_of
from caring.authoring.collection import files_at
from caring.authoring.documents.scenarios import EncounterDocument
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.guidance.invariants import Invariant, Must, Same
from caring.guidance.pathway import Pathway
from caring.language.answers import Answers
from caring.language.consent import State
from caring.language.decisions import Urgency
from caring.language.facts import Fact, Number, Options, Time
from caring.language.silence import Silence
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.running.hold import advice_of, broken, is_reached
from caring.testing.scenarios import ScenarioResult
from caring.values.errors import AnswersError, ProtocolError
from caring.values.findings import Collector
from caring.values.spans import Span


@attrs.frozen(kw_only=True)
class Met:
    """
    An encounter that was run, with the name and place a reader finds it by.
    """

    name: str
    of: str
    """``kind/name@version``."""

    place: str
    encounter: Encounter = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Breach:
    """
    An encounter in which an invariant does not hold.
    """

    met: Met
    found: str
    """What is not as claimed: names of results and places, and no answer."""

    def __str__(self) -> str:
        return f"{self.met.place}: {self.met.name}: {self.found}"


@attrs.frozen(kw_only=True)
class InvariantResult:
    """
    One invariant, held against everything that was run of what it speaks of.
    """

    invariant: Invariant
    reached: int
    """In how many encounters the claim had something to say."""

    breaches: tuple[Breach, ...]
    needs_witness: bool = True
    """Whether it fails where no encounter reached it."""

    @property
    def passed(self) -> bool:
        """
        Whether it holds everywhere, and was reached somewhere where that is asked.
        """
        return not self.breaches and (self.reached > 0 or not self.needs_witness)


def met_in(results: Iterable[ScenarioResult]) -> Iterator[Met]:
    """
    Walk the encounters of scenarios; refused answers are none.
    """
    for each in results:
        if each.encounter is not None:
            yield Met(
                name=each.name,
                of=each.of,
                place=each.span.place,
                encounter=each.encounter,
            )


def met_at(path: Path, folder: Folder) -> Iterator[Met]:
    """
    Run the encounter files at a path; files of other kinds are passed over.

    Raises:
        ProtocolError: If one of them, or its pathway, has mistakes.
        AnswersError: If its answers do not fit.
    """
    for file in files_at(path):
        yield from _encounter(file, folder)


def _encounter(file: File, folder: Folder) -> Iterator[Met]:
    findings = Collector()
    read = file.read(findings)
    if read is None:
        raise ProtocolError(findings.sorted())
    document, places = read
    if not isinstance(document, EncounterDocument):
        return
    name = document.pathway
    name = f"{name}@{document.version}" if document.version else name
    pathway = folder.load(name)
    assert isinstance(pathway, Pathway)
    setting = Setting(on=moment_of(document.on), raises=raises_of(document))
    met = meet(pathway, answers_of(document), setting)
    place = places.of(("title",)).place
    yield Met(name=document.title, of=pathway.name, place=place, encounter=met)


def hold(
    invariants: Iterable[Invariant], met: Iterable[Met], *, is_whole: bool = True
) -> tuple[InvariantResult, ...]:
    """
    Hold invariants against the encounters of what each speaks of.

    Args:
        invariants: The invariants.
        met: Encounters that were run.
        is_whole: Whether these are all scenarios there are, so that an invariant that
            none of them reaches fails.
    """
    there = tuple(met)
    return tuple(_held(each, there, is_whole) for each in invariants)


def _held(
    invariant: Invariant, there: tuple[Met, ...], is_whole: bool
) -> InvariantResult:
    claim, reached = invariant.claim, 0
    breaches: list[Breach] = []
    for each in there:
        if each.of != invariant.of:
            continue
        if isinstance(claim, Must):
            reached += is_reached(claim, each.encounter)
            found = [
                _words(word, span) for word, span in _broken(claim, each.encounter)
            ]
        else:
            compared = tuple(compare(claim, each.encounter))
            reached += bool(compared)
            found = [one for one in compared if one]
        breaches += [Breach(met=each, found=one) for one in dict.fromkeys(found)]
    return InvariantResult(
        invariant=invariant,
        reached=reached,
        breaches=tuple(breaches),
        needs_witness=is_whole,
    )


def _broken(claim: Must, encounter: Encounter) -> Iterator[tuple[str, Span | None]]:
    for word, statement in broken(claim, encounter):
        yield word, statement.span


def _words(word: str, span: Span | None) -> str:
    place = "" if span is None else f" at {span.place}"
    if word == "always":
        return f"what must always be so{place} is not so"
    return f"what must never be so{place} is so"


def compare(claim: Same, encounter: Encounter) -> Iterator[str]:
    """
    Compare an encounter with every one that differs in a thing that may differ.

    Yields:
        For each pair what differs, in words; nothing in words where nothing does.
    """
    # Before anything is answered no precaution fires, so an encounter that has not
    # begun is compared with none.
    if encounter.answers.are_empty or not is_reached(claim, encounter):
        return
    was = advice_of(claim.advice, encounter)
    for what, answers in variants(claim, encounter):
        other = None if answers.are_empty else _tried(encounter, answers)
        if other is not None and is_reached(claim, other):
            now = advice_of(claim.advice, other)
            if was or now:
                yield _difference(what, was, now)


def _tried(encounter: Encounter, answers: Answers) -> Encounter | None:
    """
    Run the same pathway at the same moment on other answers, where they fit.
    """
    try:
        return meet(encounter.pathway, answers, encounter.setting)
    except AnswersError:
        return None


def _difference(
    what: str, was: Mapping[str, Urgency], now: Mapping[str, Urgency]
) -> str:
    lost = sorted(was.keys() - now.keys())
    come = sorted(now.keys() - was.keys())
    sooner = sorted(each for each in was.keys() & now.keys() if was[each] != now[each])
    told = [
        f"{word} {', '.join(f'`{each}`' for each in names)}"
        for word, names in (
            ("without", lost),
            ("with", come),
            ("other urgency", sooner),
        )
        if names
    ]
    return f"another {what} gives advice {', '.join(told)}" if told else ""


def variants(claim: Same, encounter: Encounter) -> Iterator[tuple[str, Answers]]:
    """
    Walk the answers that differ in one fact or in all consents, with what differs.

    A fact takes each of its values and silences; of a number the ends of its range, of
    a moment the silences alone.
    Consents are refused, withdrawn and forgotten, all that may differ at once.
    """
    answers, facts = encounter.answers, encounter.pathway.facts
    for fact in sorted(claim.facts):
        for value in _values(facts[fact]):
            other = answers.replacing(**{fact: value})
            if other != answers:
                yield f"`{fact}`", other
    kept = [each for each in answers.consents if each.purpose not in claim.consents]
    given = [each for each in answers.consents if each.purpose in claim.consents]
    if given:
        yield "consent", attrs.evolve(answers, consents=kept)
        for state in (State.REFUSED, State.WITHDRAWN, State.DOUBTFUL):
            changed = [attrs.evolve(each, state=state) for each in given]
            yield "consent", attrs.evolve(answers, consents=[*kept, *changed])


def _values(fact: Fact) -> tuple[str | int | Silence, ...]:
    match fact.domain:
        case Options(labels=labels):
            return (*labels, *Silence)
        case Number(at_least=least, at_most=most):
            return (least, most, *Silence)
        case Time():
            return tuple(Silence)
