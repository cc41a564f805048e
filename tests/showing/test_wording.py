"""
Every word that people read passes through the catalogue.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest

import caring
from caring.guidance.approval import Approval
from caring.guidance.assessment import Reason
from caring.guidance.measure import Instrument
from caring.guidance.protocol import Guidance
from caring.language.raises import Raise
from caring.library import bundled
from caring.showing.lines import Line, as_text
from caring.showing.messages import messages_of, own_messages
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines, assessment_lines
from caring.showing.translation import Translated, Translation, digest_of, pieces_of
from caring.showing.wording import Wording
from caring.values.sources import Source
from tests.public.test_api import ON
from tests.spec.builders import consent_rules, first, is_yes, row

TOWN = Path(__file__).parents[2] / "examples" / "directory" / "lindenport.yaml"
WORD = re.compile(r"[A-Za-z]{2,}")
CITED = re.compile(r"«[^»]*»|\(?[a-z]+/[a-z0-9-]+@[0-9.]+\)?|https?:\S+")


def _pseudo(guidance: Guidance) -> Translation:
    """
    A language in which every text is a number, with what has to be kept.
    """
    texts = {}
    for number, each in enumerate([*own_messages(), *messages_of(guidance)]):
        kept = " ".join(pieces_of(each.source))
        words = "".join(chr(0x3B1 + int(digit)) for digit in str(number))
        joint = f" {words} " if each.source.startswith(" ") else f"{words} {kept}"
        texts[each.key] = Translated(joint, digest_of(each.source))
    return Translation(locale="el", texts=texts, is_reviewed=True)


def _untranslated(lines: Iterator[Line], guidance: Guidance) -> list[str]:
    """
    The English words in a text, apart from names of protocols, works and recipients.
    """
    cited = {guidance.id, *_cited(guidance)}
    text = " ".join(as_text(lines).split())
    for each in sorted(cited, key=len, reverse=True):
        text = text.replace(each, "")
    return WORD.findall(CITED.sub("", text))


def _cited(value: object) -> Iterator[str]:
    """
    Walk what is quoted and never translated: sources, instruments, licences.
    """
    match value:
        case Source():
            yield value.sentence.removesuffix(f"({value.read.sentence})").strip()
        case Mapping():
            yield from _cited(tuple(value.values()))
        case tuple():
            for each in value:
                yield from _cited(each)
        case Instrument():
            yield from (value.title, value.licence)
            yield from _cited((value.source, value.accuracy))
        case _:
            for each in getattr(type(value), "__attrs_attrs__", ()):
                yield from _cited(getattr(value, each.name))


@pytest.mark.parametrize("name", caring.list_protocols())
def test_no_word_of_a_protocol_escapes_its_translation(name: str) -> None:
    """
    With every text translated no English is left, apart from what is cited.
    """
    guidance = bundled().load(name)
    assert not _untranslated(protocol_lines(guidance, _pseudo(guidance)), guidance)


@pytest.mark.parametrize("name", caring.list_protocols())
def test_no_word_of_a_result_escapes_its_translation(name: str) -> None:
    """
    The same for results: of a protocol, and of a pathway with nothing known yet.
    """
    guidance = bundled().load(name)
    if isinstance(guidance, caring.Pathway):
        answers = {"privacy": "alone", "papers_held_by_other": "yes"}
        facts = guidance.facts
        known = {fact: each for fact, each in answers.items() if fact in facts}
        for given in ({}, known):
            advice = caring.advise(given, pathway=name, on=ON)
            lines = advice_lines(advice, _pseudo(guidance))
            assert not _untranslated(lines, guidance)
    else:
        lines = assessment_lines(caring.assess(name, {}, on=ON), _pseudo(guidance))
        assert not _untranslated(lines, guidance)


def test_no_word_on_services_raises_and_approvals_escapes_its_translation() -> None:
    """
    The same where services are named, a level was raised and somebody approved it.
    """
    pathway = caring.load("pathway/staff-detect-signs")
    assert isinstance(pathway, caring.Pathway)
    town = caring.read_directory(TOWN)
    by = Approval(organisation="", on=ON.date(), statement="", approved=())
    for until in (None, ON.date()):
        approved = pathway.under(attrs.evolve(by, until=until))
        advice = caring.advise(
            {
                "privacy": "alone",
                "life_in_danger_now": "yes",
                "safe_place_tonight": "no",
            },
            pathway=approved,
            on=ON,
            directory=town,
            raises=[Raise(role="screening", level="high", reason="something_seen")],
        )
        assert advice.referrals
        text = list(advice_lines(advice, _pseudo(approved)))
        for each in town.services:
            told = (each.title, each.contact, each.vetted_by)
            text = [attrs.evolve(line, text=_without(line.text, told)) for line in text]
        assert not _untranslated(iter(text), approved)


def _without(text: str, told: tuple[str, ...]) -> str:
    for each in told:
        text = text.replace(each, "")
    return text


@pytest.mark.parametrize("name", caring.list_protocols())
def test_one_key_is_one_text(name: str) -> None:
    """
    A key stands for one source text, wherever it is met.
    """
    texts: dict[str, str] = {}
    for each in [*own_messages(), *messages_of(bundled().load(name))]:
        assert texts.setdefault(each.key, each.source) == each.source


def test_a_reason_that_no_row_gives_is_said_as_it_is() -> None:
    """
    A result built by hand keeps its words, which no catalogue can know.
    """
    guidance = bundled().load("pathway/staff-detect-signs")
    reason = Reason(
        role="screening",
        decision="concern",
        result="high",
        because="Said by hand.",
        source=None,
        facts=(),
    )

    assert Wording(guidance, None).because(reason) == "Said by hand."


def test_why_a_table_has_no_result_can_be_translated() -> None:
    """
    A declared gap is a sentence for people, too.
    """
    table = first(row("patient", is_yes("adult")), gap="Silent law.", unsettled="court")
    rules = consent_rules(table)
    texts = {each.key: each.source for each in messages_of(rules)}

    assert texts[f"{rules.id}/{table.id}/gap"] == "Silent law."
    assert not _untranslated(protocol_lines(rules, _pseudo(rules)), rules)
