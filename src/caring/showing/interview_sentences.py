"""
The library's own words for an interview, each with a name that stays.
"""

from collections.abc import Mapping

from caring.values.mappings import FrozenMapping

INTERVIEW: Mapping[str, str] = FrozenMapping(
    {
        # The beginning
        "interview/look-out": "Can anybody else see this screen? Then leave now.",
        "interview/leave": (
            "To leave at once: x and Enter, or Ctrl-C. That clears this screen, with"
            " everything that stood on it before."
        ),
        "interview/nothing-kept": "Nothing that you type is kept.",
        "interview/one-at-a-time": (
            "There is one question at a time. Type the number of an answer, or a"
            " letter, and Enter."
        ),
        "interview/begin": "Enter to begin, x to leave:",
        # The letters; they are the same in every language
        "interview/key/d": "d: the person does not want to answer",
        "interview/key/k": "k: it is not known",
        "interview/key/u": "u: it is not safe to ask this now",
        "interview/key/s": "s: leave it for later",
        "interview/key/r": "r: somebody came or left; ask anew who is here",
        "interview/key/b": "b: take the last answer back",
        "interview/key/why": "?: why this is asked",
        "interview/key/a": "a: the advice so far, with what is settled and why",
        "interview/key/h": "h: these letters again",
        "interview/key/x": "x: leave at once and clear the screen",
        # A question
        "interview/question": "Question {number}. {how}",
        "interview/how/look": "Note what you see. Ask nobody.",
        "interview/how/note": "For you to note.",
        "interview/how/ask": "Ask the person.",
        "interview/how/still_safe": "Look around before you go on.",
        "interview/how/consent": "Consent: {title}",
        "interview/sensitive": "This is sensitive, and may stay unanswered.",
        "interview/once-more": "This comes for the second and last time.",
        "interview/still-safe": (
            "Is it still safe to go on? Nobody came in, nobody else can see or hear,"
            " and the person wants to go on."
        ),
        "interview/type/option": "Type a number from 1 to {count}.",
        "interview/type/number": "Type a number: {range}.",
        "interview/type/day": "Type a day, such as 2026-01-15 or 15.1.2026.",
        "interview/type/time": (
            "Type a day, or a day and a time with its zone, such as 2026-01-15 or"
            " 2026-01-15 10:00+07:00."
        ),
        "interview/type/time-here": (
            "Type a day, or a day and a time, such as 2026-01-15 or 2026-01-15 10:00"
            " ({zone})."
        ),
        "interview/type/words": "Type a name, of {most} characters at most.",
        "interview/answer": "Answer (h for help, x to leave):",
        # What cannot be taken
        "interview/not-understood": "That was not understood.",
        "interview/does-not-fit": (
            "That does not go together with what was noted before. It is about:"
            " {facts}. Answer otherwise, or type b to take the last answer back."
        ),
        "interview/lies-ahead": "That moment has not come yet.",
        # Why
        "interview/why/gate": "It says whether it is safe to ask more.",
        "interview/why/consent": "Something that is called for waits for it.",
        "interview/why/else": (
            "It says for whom the guidance is, or whether something may be done."
        ),
        "interview/why/rule": "It could settle {what}: {because}",
        "interview/why/more": "It could settle {count} things more.",
        # Consent
        "interview/consent/state": "What came of asking for this?",
        "interview/state/given": "Agreed",
        "interview/state/refused": "Said no",
        "interview/state/doubtful": "Not sure that it was a free choice",
        "interview/state/cannot_give": "Cannot decide now",
        "interview/consent/recipient": "Who would receive it? One service or person.",
        "interview/consent/decided_by": "Who decided?",
        "interview/consent/asked_alone": (
            "Was it asked where nobody else could hear or press?"
        ),
        "interview/consent/pressure": (
            "Was there any sign of pressure, from anybody, staff included?"
        ),
        "interview/consent/understood": (
            "Could whoever decided say in their own words what it means?"
        ),
        "interview/consent/assent": "Does the person want it too?",
        "interview/assent/distress": "The person shows distress",
        "interview/consent/told": "Was all of this told before: {items}?",
        "interview/consent/item": "May this be passed on: {item}?",
        "interview/consent/form": "How was it given?",
        "interview/form/oral": "Spoken",
        "interview/form/written": "In writing",
        "interview/consent/days": "For how many days does it stand?",
        "interview/days": "days",
        # Along the way, and the end
        "interview/do-now": "To be done now: {action}",
        "interview/end": "Nothing more is to be asked now. The advice follows.",
        "interview/more": "Enter for more, b for the page before, x to leave:",
        "interview/last-page": (
            "That is all. Enter to go on, b for the page before, x to leave:"
        ),
        "interview/leave-now": (
            "Enter to leave and clear the screen, b to take the last answer back, r if"
            " somebody came or left:"
        ),
    }
)
"""By name; the English is the source text."""
