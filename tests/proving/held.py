"""
Seventy things that must never, or always, be so, and how each of them is held.

The sentences are ours, after the project's notes on consent, safety and referral, where
each has its number and sources. `docs/reference/held.md` is generated from here by
`python -m tests.proving`.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

How: TypeAlias = Literal[
    "proved",
    "proved by two runs",
    "asking guard",
    "vocabulary",
    "law check",
    "property test",
    "host's duty",
    "not held yet",
]


@attrs.frozen
class Held:
    """
    One of them.
    """

    number: int
    says: str
    how: How
    by: tuple[str, ...]
    """
    Guarantees or invariants that are proved, words that no action has in its name,
    tests, or what the host has to do.
    """


CONSENT = "tests/spec/test_consent.py"
LAWS = "tests/laws/test_encounters.py"
ROUTES = "tests/spec/test_routes.py"
LAW = "tests/laws/test_law.py"

HELD = (
    Held(
        1,
        "The police learn nothing of an adult without that adult's consent.",
        "proved",
        ("police-only-with-consent", "only-given-consent"),
    ),
    Held(
        2,
        "No immigration office learns anything.",
        "vocabulary",
        ("immigration", "border"),
    ),
    Held(
        3, "No embassy or consulate is contacted.", "vocabulary", ("embassy", "consul")
    ),
    Held(4, "Family is not contacted.", "vocabulary", ("family", "relative", "parent")),
    Held(
        5,
        "Consent to one thing is consent to no other.",
        "proved",
        (
            "shelter-has-its-own-consent",
            "organisation-has-its-own-consent",
            "hiv-test-is-a-free-choice",
        ),
    ),
    Held(
        6,
        "Only a consent that was given counts.",
        "proved",
        ("only-given-consent", "nothing-is-done-without-consent"),
    ),
    Held(
        7,
        "What was withdrawn counts no longer.",
        "property test",
        (f"{CONSENT}::test_withdrawing",),
    ),
    Held(
        8,
        "A yes said in front of others, or under pressure, counts for nothing.",
        "property test",
        (
            f"{CONSENT}::test_one_element_that_does_not_hold",
            f"{LAWS}::test_each_fault_of_a_record_alone_closes_the_guard",
        ),
    ),
    Held(
        9,
        "Care never hangs on a consent to anything else, nor on a report.",
        "proved by two runs",
        ("refusing-costs-no-care", "medicine-after-assault-waits-for-nobody"),
    ),
    Held(
        10,
        "No HIV test without consent to just that.",
        "proved",
        ("hiv-test-is-a-free-choice",),
    ),
    Held(
        11,
        "Nobody is locked in or held back.",
        "vocabulary",
        ("detain", "restrain", "lock_", "hold_back"),
    ),
    Held(
        12,
        "A no to one service takes no other away.",
        "proved by two runs",
        ("refusing-one-thing",),
    ),
    Held(
        13,
        "An emergency passes nothing on.",
        "property test",
        (f"{ROUTES}::test_an_emergency_passes_nothing_on",),
    ),
    Held(
        14,
        "Care that saves a life waits for no consent, paper or status.",
        "proved",
        ("life-comes-first",),
    ),
    Held(
        15,
        "Nobody's truthfulness is scored, and nobody is called not trafficked.",
        "vocabulary",
        ("truth", "credib", "lying", "not_trafficked"),
    ),
    Held(
        16,
        "No consent without its recipient, its items and its end, where a purpose asks for them.",
        "property test",
        (
            f"{CONSENT}::test_what_the_purpose_wants",
            f"{CONSENT}::test_a_purpose_whose_consent_must_run_out",
        ),
    ),
    Held(
        17,
        "Somebody who came along does not interpret.",
        "proved",
        ("companion-does-not-interpret",),
    ),
    Held(
        18,
        "The limits of confidentiality are told before anything sensitive is asked.",
        "asking guard",
        ("limits-are-told-before-asking", "nothing-unsafe-asked"),
    ),
    Held(
        19,
        "Nothing sensitive is asked where others hear, or may hear.",
        "asking guard",
        ("no-question-that-others-hear", "nothing-unsafe-asked"),
    ),
    Held(
        20,
        "A silence is never read as a no.",
        "proved by two runs",
        ("declined-never-lowers", "no-silent-green"),
    ),
    Held(
        21, "More danger never gives less.", "proved by two runs", ("danger-only-adds",)
    ),
    Held(
        22,
        "With an answer missing that matters there is no lowest level.",
        "proved by two runs",
        (
            "no-silent-green",
            "no-silent-green-in-safety",
            "no-silent-green-in-screening",
        ),
    ),
    Held(
        23,
        "The person's own fear is enough for a high level.",
        "proved",
        ("own-fear-counts-in-safety", "own-fear-counts-in-screening"),
    ),
    Held(
        24,
        "Nobody who came along is confronted.",
        "proved",
        ("companion-learns-nothing",),
    ),
    Held(
        25,
        "When somebody comes in, nothing sensitive goes on being asked.",
        "property test",
        ("tests/spec/test_sections.py::test_answers_end_with_what_they_stand_for",),
    ),
    Held(
        26,
        "What was declined is not put again.",
        "asking guard",
        ("declined-danger-is-not-asked-again",),
    ),
    Held(
        27,
        "Nobody opens the talk with no help to name.",
        "asking guard",
        ("help-is-ready-before-asking",),
    ),
    Held(
        28,
        "Imminent danger brings help on the spot, a senior and an offer, at once.",
        "proved",
        ("imminent-danger-is-acted-on",),
    ),
    Held(
        29,
        "Somebody with a plan to die is not left alone.",
        "proved",
        ("plan-to-die-is-not-left-alone",),
    ),
    Held(
        30,
        "Hurt to head or neck is checked the same day.",
        "proved",
        ("hurt-head-or-neck-is-checked",),
    ),
    Held(
        31,
        "The cut-off of an instrument is exact.",
        "property test",
        ("tests/kinds/test_measure.py",),
    ),
    Held(
        32,
        "A low score lowers nothing else.",
        "property test",
        ("tests/spec/test_highest.py",),
    ),
    Held(
        33,
        "A person may raise a level, and not lower it.",
        "property test",
        (f"{LAWS}::test_a_raise_only_adds",),
    ),
    Held(
        34,
        "Going back to whoever did harm is never advised.",
        "vocabulary",
        ("return_to", "go_back", "send_back"),
    ),
    Held(
        35,
        "No child goes home with somebody who was not checked.",
        "proved",
        ("doubt-about-age-protects", "doubted-guardian-decides-nothing"),
    ),
    Held(
        36,
        "Help does not hang on leaving, or on reporting.",
        "proved by two runs",
        ("wishes-change-no-urgent-help",),
    ),
    Held(
        37,
        "The safety of staff is looked at where somebody threatens.",
        "proved",
        ("staff-are-looked-after",),
    ),
    Held(
        38,
        "Every result on danger says how long it stands.",
        "property test",
        (
            "tests/kinds/test_safety.py::test_every_level_has_an_end_and_danger_ends_sooner",
        ),
    ),
    Held(
        39,
        "Who may be a child is protected as one.",
        "proved",
        ("doubt-about-age-protects",),
    ),
    Held(
        40,
        "No yes of a child to exploitation stops protection.",
        "proved by two runs",
        ("refusing-costs-no-care",),
    ),
    Held(
        41,
        "A guardian in doubt consents to nothing.",
        "proved",
        ("doubted-guardian-decides-nothing",),
    ),
    Held(
        42,
        "A child's no stops photographs, forensic work, interviews and research.",
        "property test",
        ("tests/spec/test_validity.py",),
    ),
    Held(
        43,
        "A score never takes the place of thinking about what is best for a child.",
        "host's duty",
        ("Record the reasons of whoever decides.",),
    ),
    Held(
        44,
        "Nobody is called unable to decide because of who they are.",
        "host's duty",
        ("Assess capacity for each decision, by the law of the place.",),
    ),
    Held(
        45,
        "No proxy agrees to what is not for care.",
        "property test",
        (f"{CONSENT}::test_who_decides",),
    ),
    Held(
        46,
        "No law lowers the age of protection below 18.",
        "proved",
        ("doubt-about-age-protects",),
    ),
    Held(
        47,
        "A law adds duties and takes no protection away.",
        "law check",
        ("law-has-no-hole",),
    ),
    Held(
        48,
        "A duty that is unsure, absent or out of date is none, and no permission either.",
        "property test",
        (
            f"{LAW}::test_unknown_law_is_no_ground",
            f"{LAW}::test_only_what_is_sure_and_fresh_gives_a_value",
        ),
    ),
    Held(
        49,
        "A duty that holds is told, and the person first.",
        "not held yet",
        ("Reports owed are named; that each is, for every law, is not proved.",),
    ),
    Held(
        50,
        "A report holds what the law lists, and no more.",
        "property test",
        (f"{ROUTES}::test_what_is_passed_on_by_a_duty",),
    ),
    Held(
        51,
        "A notice about an adult holds no name without consent.",
        "not held yet",
        ("It is advised (`leave_the_name_out`); no proof ties it to every notice.",),
    ),
    Held(
        52,
        "No report goes through a guardian in doubt.",
        "proved",
        ("doubted-guardian-decides-nothing",),
    ),
    Held(
        53,
        "Of two laws the stricter holds, and a conflict is told.",
        "property test",
        (f"{LAW}::test_one_more_law_is_never_less_strict",),
    ),
    Held(
        54,
        "No service that is not active and reviewed is named.",
        "proved",
        ("only-safe-services",),
    ),
    Held(
        55,
        "No referral without consent to that service.",
        "proved",
        ("only-safe-services", "only-given-consent"),
    ),
    Held(
        56,
        "Only what was agreed to is passed on.",
        "property test",
        (
            "tests/spec/test_guards.py::test_nothing_is_handed_over_that_was_not_agreed_to",
        ),
    ),
    Held(
        57,
        "In danger, somebody goes along to the service, and there is a second plan.",
        "not held yet",
        ("No action says so yet.",),
    ),
    Held(
        58,
        "Nothing goes by a way that others see, unless that was agreed.",
        "property test",
        ("tests/test_broken.py",),
    ),
    Held(
        59,
        "Nothing in writing leaves with somebody who is in danger.",
        "property test",
        ("tests/laws/test_bundled.py::test_paper_gives_way_in_imminent_danger",),
    ),
    Held(
        60,
        "There is always something to do that cares or protects.",
        "proved",
        ("always-a-next-step", "plan-is-never-empty"),
    ),
    Held(
        61,
        "Going back to another country is never advised.",
        "vocabulary",
        ("repatriat", "deport"),
    ),
    Held(
        62,
        "No papers, phones or money are taken.",
        "vocabulary",
        ("take_papers", "keep_papers", "take_phone", "take_money", "hold_papers"),
    ),
    Held(
        63,
        "No label shows where others see it.",
        "host's duty",
        ("Show results only to those who care for the person.",),
    ),
    Held(
        64,
        "Whoever asks about a patient is told nothing, not even that there is one.",
        "host's duty",
        ("Answer such requests outside this library, with a no.",),
    ),
    Held(
        65,
        "Nothing is used for research, teaching or news without consent to it.",
        "vocabulary",
        ("research", "media", "teach"),
    ),
    Held(
        66,
        "No answer is printed, logged or kept.",
        "property test",
        ("tests/spec/test_printing.py",),
    ),
    Held(
        67,
        "Papers, trouble with the law and gender cost no care.",
        "proved by two runs",
        ("status-costs-nothing",),
    ),
    Held(
        68,
        "Where a guard or officer is present, nothing sensitive is asked.",
        "asking guard",
        ("nothing-unsafe-asked",),
    ),
    Held(
        69,
        "Nobody is certified fit for removal, punishment or questioning.",
        "vocabulary",
        ("certif", "fit_for", "fitness"),
    ),
    Held(
        70,
        "What works only in time comes in time, whoever learns of it.",
        "proved by two runs",
        ("medicine-after-assault-waits-for-nobody",),
    ),
)


def as_table() -> Iterator[str]:
    """
    Write the page.
    """
    yield "# What must always hold, and how it is held"
    yield ""
    yield "Generated by `python -m tests.proving`; the list lies in `tests/proving/held.py`."
    yield ""
    yield "A proof speaks of the bundled rules and of all answers that can be given together. It says nothing of"
    yield "the truth of answers, of staff, of a law, or of what a host does with a result. A guarantee is proved of"
    yield "every bundled protocol and pathway that it speaks of, an invariant of the one that its file names."
    yield "*Vocabulary*: no action of the dictionary has such a word in its name."
    yield ""
    yield "| no. | what | how | by |"
    yield "| --- | --- | --- | --- |"
    for each in HELD:
        code = each.how not in {"host's duty", "not held yet"}
        by = ", ".join(f"`{one}`" if code else one for one in each.by)
        yield f"| INV-{each.number:02} | {each.says} | {each.how} | {by} |"
