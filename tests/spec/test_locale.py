"""
Translations: what is shown in another language, and what never is.

`MISSING`, `STALE` and `WITHHELD` are the marks.
"""

from collections.abc import Iterable

import pytest

from caring.guidance.actions import ActionClass
from caring.guidance.protocol import Guidance
from caring.language.consent import About
from caring.language.facts import Obtained, Sensitivity
from caring.showing.lines import as_text
from caring.showing.messages import messages_of, own_messages
from caring.showing.protocols import protocol_lines
from caring.showing.results import advice_lines
from caring.showing.sentences import SENTENCES
from caring.showing.translation import Translated, Translation, digest_of
from caring.showing.wording import Wording
from tests.spec.builders import (
    action,
    advice_of,
    consent_rules,
    every,
    gate,
    highest,
    is_no,
    is_yes,
    patient_decides,
    purpose,
    referral,
    row,
    screening,
    way,
    yes_no,
)

MISSING = SENTENCES["mark/missing"]
STALE = SENTENCES["mark/stale"]
WITHHELD = SENTENCES["mark/withheld"]

SOURCE = "Wait 2 hours for {name}."
NEW = Translated("Attendez 2 heures {name}.", digest_of(SOURCE))
OLD = Translated("Attendez 2 heures {name}.", digest_of("Wait for {name}."))
DOUBTFUL = Translated(NEW.text, NEW.digest, is_doubtful=True)
OTHER_NUMBER = Translated("Attendez 3 heures {name}.", digest_of(SOURCE))
OLD_NUMBER = Translated("Attendez 3 heures {name}.", OLD.digest)
NAMELESS = Translated("Attendez 2 heures.", OLD.digest)
EMPTY = Translated("", digest_of(SOURCE))


@pytest.mark.parametrize(
    ("found", "ordinary", "strict"),
    [
        (NEW, NEW.text, NEW.text),
        # There is none
        (None, f"{SOURCE} {MISSING}", f"{SOURCE} {MISSING}"),
        (EMPTY, f"{SOURCE} {MISSING}", f"{SOURCE} {MISSING}"),
        # It was made from another source text, or a translator is not sure
        (OLD, f"{OLD.text} {STALE}", f"{SOURCE} {WITHHELD}"),
        (DOUBTFUL, f"{DOUBTFUL.text} {STALE}", f"{SOURCE} {WITHHELD}"),
        # A number or what is put in was changed or lost
        (OTHER_NUMBER, f"{SOURCE} {MISSING}", f"{SOURCE} {MISSING}"),
        (OLD_NUMBER, f"{SOURCE} {WITHHELD}", f"{SOURCE} {WITHHELD}"),
        (NAMELESS, f"{SOURCE} {WITHHELD}", f"{SOURCE} {WITHHELD}"),
    ],
    ids=["new", "none", "empty", "old", "doubtful", "number", "old-number", "nameless"],
)
def test_which_text_is_shown(
    found: Translated | None, ordinary: str, strict: str
) -> None:
    """
    A current translation, or the source text with a mark; never silently an old one.
    """
    texts = {} if found is None else {"key": found}
    french = Translation(locale="fr", texts=texts)

    assert french.shown("key", SOURCE, is_strict=False) == ordinary
    assert french.shown("key", SOURCE, is_strict=True) == strict


def test_marks_are_translated_and_never_out_of_date() -> None:
    """
    A mark is said in the reader's language, or in the source language.
    """
    current = Translated("[non traduit]", digest_of(MISSING))
    old = Translated("[vieux]", digest_of("[no text]"))

    for found, said in [(current, "[non traduit]"), (old, MISSING)]:
        french = Translation(locale="fr", texts={"own/mark/missing": found})
        assert french.shown("key", "Wait.", is_strict=False) == f"Wait. {said}"


SIGNS = screening(
    highest(
        row("some", is_yes("open_fact")),
        row("some", is_yes("private_fact")),
        row("high", is_yes("sensitive_fact")),
        row("high", is_yes("danger_fact")),
        actions={"some": [f"do_{each.value}" for each in ActionClass]},
    ),
    facts=[
        yes_no("open_fact"),
        yes_no("private_fact", sensitivity=Sensitivity.PRIVATE),
        yes_no("sensitive_fact", sensitivity=Sensitivity.SENSITIVE),
        yes_no("danger_fact", sensitivity=Sensitivity.IMMEDIATE_DANGER),
        yes_no("is_alone", obtained=Obtained.OBSERVED),
    ],
    actions=[action(f"do_{each.value}", each) for each in ActionClass],
    gate=gate(is_no("is_alone")),
)
NEEDS = referral(every(row("a_bed", is_yes("open_fact"))))


def stale(guidance: Guidance, keys: Iterable[str] = ()) -> Translation:
    """
    A translation of every text, each made from another source text than today's.
    """
    known = [*own_messages(), *messages_of(guidance)]
    texts = {each.key: Translated("old words", digest_of("before")) for each in known}
    texts |= {each: Translated("old words", digest_of("before")) for each in keys}
    return Translation(locale="fr", texts=texts)


@pytest.mark.parametrize(
    ("key", "is_shown"),
    [
        # Questions, by how careful one has to be
        ("fact/open_fact/wording", True),
        ("fact/private_fact/wording", True),
        ("fact/sensitive_fact/wording", False),
        ("fact/danger_fact/wording", False),
        # An open fact on which it hangs whether asking is safe
        ("fact/is_alone/wording", False),
        # Answers and names of such facts are no less than their question
        ("fact/open_fact/option/yes", True),
        ("fact/danger_fact/option/yes", False),
        ("name/open_fact", True),
        ("name/danger_fact", False),
        ("word/yes", False),
        ("word/care", True),
        # What to do
        ("action/do_care/text", True),
        ("action/do_protecting/text", False),
        ("action/do_asking/text", True),
        ("action/do_sharing/text", True),
        # Only its place tells one of several rows from another
        ("screening/small/concern/some/1/because", False),
        ("screening/small/title", True),
        # Nobody knows what it is
        ("fact/unheard_of/wording", False),
    ],
)
def test_what_may_be_shown_out_of_date(key: str, is_shown: bool) -> None:
    """
    Nothing that somebody's safety hangs on is shown in words that are out of date.
    """
    w = Wording(SIGNS, stale(SIGNS, [key]))
    shown = f"old words {STALE}" if is_shown else f"Source text. {WITHHELD}"

    assert w.text(key, "Source text.") == shown


def test_a_row_that_is_alone_is_told_by_its_result() -> None:
    """
    Where a result has one row only, an old reason is that of the same row.
    """
    w = Wording(NEEDS, stale(NEEDS))
    key = "referral/small/needs/a_bed/because"

    assert w.text(key, "Source text.") == f"old words {STALE}"


def test_how_far_a_way_without_consent_goes_is_never_old() -> None:
    """
    What may be done at most without consent is said as it is today.
    """
    examine = purpose(
        "examine",
        about=About.EXAMINING,
        needs_recipient=False,
        needs_items=False,
        emergency=way(is_yes("threat")),
    )
    rules = consent_rules(patient_decides(), examine)
    w = Wording(rules, stale(rules))
    key = f"{rules.id}/purpose/examine/emergency/limits"

    assert w.text(key, "At most this.") == f"At most this. {WITHHELD}"


def test_an_old_translation_reaches_no_question_on_danger() -> None:
    """
    In a whole advice too, the questions stand there in the words of the source.
    """
    answers = {"is_alone": "no", "open_fact": "yes"}
    advice = advice_of(SIGNS, answers=answers)
    text = " ".join(as_text(advice_lines(advice, stale(advice.guidance))).split())

    assert f"Is it so that danger_fact? {WITHHELD}" in text
    assert f"Is it so that sensitive_fact? {WITHHELD}" in text
    assert f"Do do_protecting. {WITHHELD}" in text
    assert "Is it so that private_fact?" not in text


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_that_nobody_reviewed_it_stands_at_the_head(is_reviewed: bool) -> None:
    """
    The notice stands in both languages before anything that could be acted on.
    """
    source = SENTENCES["unreviewed"]
    texts = {"own/unreviewed": Translated("Non relu.", digest_of(source))}
    french = Translation(locale="fr", texts=texts, is_reviewed=is_reviewed)
    for lines in (
        protocol_lines(SIGNS, french),
        advice_lines(advice_of(SIGNS), french),
    ):
        head = [each.text for each in lines][:4]
        assert ("Non relu." in head) is not is_reviewed
        assert (source in head) is not is_reviewed


def test_without_a_language_nothing_is_marked() -> None:
    """
    The source texts are shown as they are, with no notice.
    """
    text = as_text(protocol_lines(SIGNS))

    assert "[" not in text
    assert "translation" not in text
