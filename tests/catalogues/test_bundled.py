"""
The catalogues that come with the library.
"""

from pathlib import Path

import attrs
import pytest

import caring
from caring.catalogues.catalogue import Catalogue
from caring.catalogues.checks import check
from caring.catalogues.extract import by_domain, template
from caring.catalogues.files import files_of, languages_in
from caring.guidance.protocol import Guidance
from caring.library import bundled, translation
from caring.showing.messages import messages_of, own_messages
from caring.showing.sentences import SENTENCES
from caring.showing.translation import Message
from caring.values.findings import Collector

PROTOCOLS = Path(__file__).parents[2] / "protocols"
LANGUAGES = languages_in(PROTOCOLS)


def _catalogues(locale: str) -> list[Catalogue]:
    findings = Collector()
    read = [file.read(findings) for file in files_of(PROTOCOLS, str(PROTOCOLS), locale)]
    assert not len(findings)
    return [each for each in read if each is not None]


def test_these_languages_are_there() -> None:
    """
    Spanish, French and Vietnamese.
    """
    assert LANGUAGES == ("es", "fr", "vi")


def test_no_catalogue_has_a_mistake() -> None:
    """
    Each can be read, and keeps numbers and what is put in.
    """
    assert check(PROTOCOLS) == ()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_none_is_out_of_date_and_none_claims_a_review(locale: str) -> None:
    """
    Whoever changes an English text writes the catalogues anew, and has them mended.
    """
    for each in _catalogues(locale):
        assert each.counts[2] == 0, each.domain
        assert not each.is_reviewed
        assert each.locale == locale


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_whole_way_from_a_sign_to_a_referral_is_translated(locale: str) -> None:
    """
    Every text of the pathway, its steps and the library has a current translation.
    """
    found = translation(locale)
    guidance = bundled().load("pathway/staff-detect-signs")
    lacking = [
        each.key
        for each in [*own_messages(), *messages_of(guidance)]
        if each.key not in found.texts or not found.texts[each.key].is_of(each.source)
    ]

    assert lacking == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_text_of_today_is_in_a_catalogue(locale: str) -> None:
    """
    What is not translated yet waits there, so that a translator sees it.
    """
    waiting = {
        entry.key: entry.source
        for each in _catalogues(locale)
        for entry in each.entries
    }
    texts = {each.key: each.source for all_ in _domains().values() for each in all_}

    assert waiting == texts


def _domains() -> dict[str, tuple[Message, ...]]:
    return dict(by_domain(_guidance()))


def _guidance() -> list[Guidance]:
    return [bundled().load(name) for name in caring.list_protocols()]


def test_two_runs_give_the_same_templates() -> None:
    """
    In the order of keys, whatever the order of files.
    """
    back = by_domain(reversed(_guidance()))
    for domain, messages in _domains().items():
        one, other = template(domain, messages), template(domain, back[domain])
        assert [(each.key, each.source) for each in one.entries] == [
            (each.key, each.source) for each in other.entries
        ]


def test_of_two_versions_the_later_is_translated() -> None:
    """
    An older version that says it differently is shown as out of date.
    """
    old = bundled().load("screening/signs-in-clinic")
    new = attrs.evolve(old, version="1.1.0", title="Signs to talk about alone")
    messages = by_domain([old, new])["screening-signs-in-clinic"]
    titles = {each.source for each in messages if each.key.endswith("/title")}

    assert titles == {"Signs to talk about alone"}


def test_the_disclaimer_is_never_without_its_words() -> None:
    """
    In every language it is there, and says something else than in English.
    """
    for locale in LANGUAGES:
        said = translation(locale).texts["own/what-it-is-not"].text
        assert said != SENTENCES["what-it-is-not"]
