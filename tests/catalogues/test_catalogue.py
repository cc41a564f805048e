"""
What a change of the source texts does to translations.
"""

import pytest

from caring.catalogues.catalogue import Catalogue, Entry, updated
from caring.showing.translation import Message, digest_of


def text(key: str, source: str, *, is_safety: bool = False) -> Message:
    return Message(
        key=key, domain="facts", source=source, about="a text", is_safety=is_safety
    )


def done(key: str, source: str, words: str, **differences: object) -> Entry:
    plain = {"key": key, "source": source, "text": words, "digest": digest_of(source)}
    return Entry(**{**plain, **differences})  # type: ignore[arg-type]


FRENCH = Catalogue(domain="facts", locale="fr")


def after(old: Entry, *messages: Message) -> Catalogue:
    catalogue = Catalogue(domain="facts", locale="fr", entries=(old,))
    return updated(catalogue, messages)


def test_a_new_text_waits_for_its_translation() -> None:
    """
    It stands there empty, with the digest of its source and what it is.
    """
    (entry,) = updated(FRENCH, [text("a", "Wait.", is_safety=True)]).entries

    assert (entry.text, entry.digest, entry.is_fuzzy) == ("", digest_of("Wait."), False)
    assert entry.about[0] == "a text"
    assert entry.about[1].startswith("SAFETY")


def test_an_unchanged_text_keeps_its_translation() -> None:
    """
    With what the translator wrote beside it.
    """
    old = done("a", "Wait.", "Attendez.", comments=("a short word",))
    (entry,) = after(old, text("a", "Wait.")).entries

    assert entry.is_current
    assert (entry.text, entry.comments) == ("Attendez.", ("a short word",))


def test_a_changed_text_keeps_its_translation_as_out_of_date() -> None:
    """
    It is marked, with the text it was made from and the digest of that.
    """
    (entry,) = after(done("a", "Wait.", "Attendez."), text("a", "Go.")).entries

    assert (entry.source, entry.text, entry.previous) == ("Go.", "Attendez.", "Wait.")
    assert (entry.digest, entry.is_fuzzy) == (digest_of("Wait."), True)
    assert not entry.is_current


def test_changed_twice_it_still_names_what_was_translated() -> None:
    """
    The text between was translated by nobody.
    """
    first = after(done("a", "Wait.", "Attendez."), text("a", "Go."))
    (entry,) = updated(first, [text("a", "Run.")]).entries

    assert (entry.source, entry.previous) == ("Run.", "Wait.")
    assert entry.digest == digest_of("Wait.")


def test_changed_back_it_is_current_again() -> None:
    """
    What was translated stands there again.
    """
    first = after(done("a", "Wait.", "Attendez."), text("a", "Go."))
    (entry,) = updated(first, [text("a", "Wait.")]).entries

    assert entry.is_current
    assert entry.previous is None


def test_without_a_change_a_mark_stays() -> None:
    """
    Only a translator takes it away; writing the files again does not.
    """
    first = after(done("a", "Wait.", "Attendez."), text("a", "Go."))
    assert updated(first, [text("a", "Go.")]) == first

    doubted = done("a", "Wait.", "Attendez.", is_fuzzy=True)
    (entry,) = after(doubted, text("a", "Wait.")).entries
    assert entry.is_fuzzy
    assert entry.previous is None


def test_a_translator_who_takes_the_mark_away_has_translated() -> None:
    """
    Poedit leaves the digest alone; the next extraction writes it anew.
    """
    mended = done("a", "Go.", "Partez.", digest=digest_of("Wait."))
    (entry,) = after(mended, text("a", "Go.")).entries

    assert entry.is_current


@pytest.mark.parametrize("back", ["Wait.", "Go."])
def test_nothing_is_thrown_away(back: str) -> None:
    """
    A translation whose text is gone is kept, and comes back with its text.
    """
    gone = after(done("a", "Wait.", "Attendez."))
    assert [(each.key, each.text) for each in gone.obsolete] == [("a", "Attendez.")]
    assert not gone.entries

    again = updated(gone, [text("a", back)])
    assert again.entries[0].text == "Attendez."
    assert again.entries[0].is_current is (back == "Wait.")
    assert not again.obsolete


def test_one_that_is_out_of_date_is_kept_with_what_was_translated() -> None:
    """
    So that it does not look current when it comes back.
    """
    old = after(done("a", "Wait.", "Attendez."), text("a", "Go."))
    (gone,) = updated(old, []).obsolete
    assert gone.source == "Wait."

    (back,) = updated(updated(old, []), [text("a", "Go.")]).entries
    assert not back.is_current


def test_a_row_that_moves_takes_its_translation_along() -> None:
    """
    A row put before another does not lend it the other's words.
    """
    old = done("high/1", "Two signs.", "Deux signes.")
    found = after(old, text("high/1", "One sign."), text("high/2", "Two signs."))
    first, second = found.entries

    assert (first.text, second.text) == ("", "Deux signes.")
    assert second.is_current


def test_a_text_that_stays_is_not_taken_for_another() -> None:
    """
    Of two keys with the same words, each keeps its own translation.
    """
    old = Catalogue(
        domain="facts",
        locale="fr",
        entries=(done("b", "None", "Aucune"),),
    )
    first, second = updated(old, [text("a", "None"), text("b", "None")]).entries

    assert (first.text, second.text) == ("", "Aucune")


def test_how_much_is_done() -> None:
    """
    Translated, missing, out of date.
    """
    first = after(done("a", "Wait.", "Attendez."), text("a", "Go."), text("b", "Run."))
    entries = (*first.entries, done("c", "Stop.", "Arrêtez."))

    assert Catalogue(domain="facts", locale="fr", entries=entries).counts == (1, 1, 1)
    assert not done("c", "Stop.", "Arrêtez.").differs
    assert done("c", "Stop 2.", "Arrêtez.").differs


@pytest.mark.parametrize(
    ("review", "is_reviewed"),
    [
        (None, False),
        ("unreviewed", False),
        (" ", False),
        ("Amina Diallo, 2026-02-01", True),
    ],
)
def test_who_reviewed_it(review: str | None, is_reviewed: bool) -> None:
    """
    Only a catalogue that names who reviewed it counts as reviewed.
    """
    header = {} if review is None else {"X-Caring-Review": review}
    catalogue = Catalogue(domain="facts", locale="fr", header=header)

    assert catalogue.is_reviewed is is_reviewed
