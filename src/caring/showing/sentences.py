"""
The library's own words, each with a name that stays, so that they can be translated.

What stands in braces is put in when the sentence is said.
"""

from collections.abc import Mapping

from caring.guidance.referral import OF_EVERY_SERVICE
from caring.language.raises import RaiseReason
from caring.showing.interview_sentences import INTERVIEW
from caring.values.mappings import FrozenMapping

SENTENCES: Mapping[str, str] = FrozenMapping(
    {
        # What every text says first
        "what-it-is-not": (
            "This informs a provider and does not decide for one. It never says that"
            " somebody is, or is not, trafficked."
        ),
        "status/draft": "DRAFT: no organisation has approved this.",
        "status/in_review": "IN REVIEW: no organisation has approved this yet.",
        "status/retired": "RETIRED: use a newer version.",
        "approved": "Approved by {organisation} on {day}.",
        "approved-until": "Approved by {organisation} on {day}, until {end}.",
        "not-approved-now": (
            "NOT APPROVED NOW: the approval by {organisation} stands from {day}."
        ),
        "not-approved-now-until": (
            "NOT APPROVED NOW: the approval by {organisation} stands from {day} to"
            " {end}."
        ),
        "unreviewed": (
            "This translation was reviewed by nobody. Before you act on it, compare it"
            " with the source text."
        ),
        "mark/missing": "[not translated]",
        "mark/stale": "[translation out of date]",
        "mark/withheld": "[source text; the translation is out of date]",
        # Advice
        "when/immediate": "Now, before the person leaves",
        "when/h24": "Within 24 hours",
        "when/h72": "Within 72 hours",
        "when/routine": "When there is time",
        "when-by": "{when}, by {time}",
        "or-later": "{time}, or later, as only the day is known",
        "soon/immediate": "now",
        "soon/h24": "within 24 hours",
        "soon/h72": "within 72 hours",
        "soon/routine": "when there is time",
        "sure/until_settled": "until more is known",
        "sure/precaution": "as a precaution",
        "sure/instead": "in place of something below",
        "time-limits": "What helps only for some time",
        "limit/ends": "it can help until {time}.",
        "limit/ends-between": (
            "it can help until some time between {earliest} and {latest}, as the exact"
            " hour is not known."
        ),
        "limit/left": "Whole hours left: {hours}.",
        "limit/left-between": "Whole hours left: {least} to {most}.",
        "limit/perhaps-passed": "This time may be over; act as if it were not.",
        "limit/passed": (
            "the time of {hours} hours has passed. This changes what is offered; all"
            " other care goes on."
        ),
        "not-now": "Not now",
        "find-out-next": "Find out next",
        "to-observe": "Staff can note without asking",
        "why": "Why",
        "why-number": "why {number}",
        "sources": "Sources, and how well each was read",
        "source-number": "source {number}",
        "what-stands": "What stands",
        "result": "Result",
        "rests-on": "It rests on what was found out about: {facts}.",
        "floor-for-everybody": "This holds for everybody, whatever else is found out.",
        "floor-until-known": "Not enough is known yet, so we act on this until it is.",
        "waits/false": "It has to wait: {what} is not there.",
        "waits/unknown": "It has to wait: {what} is not surely there.",
        "excluded-by": "It does not go together with: {action}",
        "instead": "Instead: {action}",
        "way-is": "Way: {ways}.",
        "how": "How: {text}",
        "consent-given": "Consent for {purpose} is given.",
        "consent-given-to": (
            "Consent for {purpose} is given to {recipient} and to nobody else."
        ),
        "consent-given-until": "Consent for {purpose} is given, until {time}.",
        "consent-given-to-until": (
            "Consent for {purpose} is given to {recipient} and to nobody else, until"
            " {time}."
        ),
        "way/emergency": "the way for emergencies",
        "way/legal_duty": "the way of a legal duty",
        "way-for": "{way}, for {purpose},",
        "way-open": "{way} is open for {purpose}",
        "without-consent": "Without consent: {open}. At most: {limits}",
        "pass-on-only": "Pass on only: {items}.",
        # Who raised a level, and why
        "raised": "Raised: {reason}",
        **{f"raise/{each.value}": each.sentence for each in RaiseReason},
        # Services
        "law": "The law, as far as it is known ({notice})",
        "law/no-advice": "This is no legal advice.",
        "law/seek": "Seek local advice: {what}",
        "law/none-handed-in": "What the law says here: no law was handed in.",
        "law/stated": "{what}: {value}.",
        "law/not-known": "not known",
        "law/differ-nothing": "The laws differ. Nothing is decided here.",
        "law/differ-stricter": "The laws differ. The stricter one stands here.",
        "law/looked-up": "Looked up on {day}.",
        "law/where": "Where: {place}, {clocks}.",
        "law/says": "What it says",
        "law/not-confirmed": (
            "Not confirmed: it drives nothing, and local advice is sought instead."
        ),
        "law/from": "from {day}",
        "law/until": "until {day}",
        "law/looked-up-on": "looked up on {day}",
        "law/counts-until": "which counts until {day}",
        "law/why/absent": "it was not looked up",
        "law/why/unsure": "it is not confirmed",
        "law/why/not_yet_in_force": "nothing is known for so early a day",
        "law/why/no_longer_in_force": "it is no longer in force",
        "law/why/changes_today": "it changes about this day",
        "law/why/expired": "it was looked up too long ago",
        "law/why/does_not_fit": "it says what this protocol does not know",
        "law/why/conflict": "the laws differ and none is the stricter",
        "services": "Services",
        "no-directory": "No directory was handed in, so no service is named.",
        "no-service": "No service in the directory is for this.",
        "none-suits": "None is surely suitable.",
        "meanwhile": "{none} Meanwhile ({why}):",
        "contact": "Contact: {contact}",
        "can-help": "It can help {soon}.",
        "vetted": "Vetted by {who}; review due {day}.",
        "ask-service": "Ask the service: {question}",
        "not-known-of-person": "Not known of the person: {facts}.",
        "no-consent-for-service": (
            "No consent for {purpose} surely holds for this service."
        ),
        "when-suitable": "When a service is suitable",
        "every-need": "every need",
        "suitable-for": "{name}, for {needs}: {condition}",
        "while-none-suitable": "While no service is suitable",
        **{f"every-service/{each.id}": each.because for each in OF_EVERY_SERVICE},
        # What stands
        "not-for-this-person": "It is not for this person, and says nothing here.",
        "perhaps-not-for-this-person": (
            "It is not known whether it is for this person."
        ),
        "who-decides": "who decides, {outcome}",
        "settled": "Settled: nothing that is missing could change it.",
        "not-decided": "Not decided by these rules: no answer could settle it.",
        "open-one": "Not settled: 1 fact could still be found out.",
        "open-many": "Not settled: {count} facts could still be found out.",
        "not-open": "Not settled, and not open: this is no reason to ask again.",
        "between": "from {least} to {most}; act on {working}.",
        "certain-and-possible": "certain {certain}; possible {possible}.",
        "none": "none",
        "nothing": "nothing",
        "consent-for": "consent for {purpose}",
        "consent-for-to": "consent for {purpose} to {recipient}",
        "is-given": "{consent}: given.",
        "is-given-until": "{consent}: given, until {time}.",
        "is-refused": "{consent}: refused or withdrawn. {if_refused}",
        "is-not-there": "{consent}: not there (lacks {missing}). {if_refused}",
        "no-consent-recorded": "no consent is recorded for: {purposes}",
        "stands-until": ("It stands until {until}. Assess anew before that when:"),
        "the-next-visit": "the next visit",
        "points-exact": "sum of points: {points}, with {answered} of {items} items"
        " answered",
        "points-between": "sum of points: from {least} to {greatest}, with {answered}"
        " of {items} items answered",
        "points-published": "by the publisher's rule for missing items: {points}",
        # A protocol
        "source": "Source: {source}.",
        "steps": "Steps",
        "for": "For: {whom}.",
        "everyone": "everyone",
        "facts": "Facts",
        "actions": "Actions",
        "names": "What the names stand for",
        "decision": "{name} ({policy})",
        "policy/highest": "the highest of {levels}",
        "policy/first": "the first that holds",
        "policy/every": "each that holds",
        "row": "{title} when {condition}",
        "row-soon": "{title} ({soon}) when {condition}",
        "row-window": "Can be met only until {hours} hours after: {moment}.",
        "floor": "While not settled, act on {level} at least.",
        "otherwise": "otherwise: {result}",
        "otherwise-none": "otherwise: no result: {gap}",
        "while-unsettled": "While not settled: {result}.",
        "calls-for": "{result} calls for: {actions}.",
        "whole-number": "whole {unit} from {at_least} to {at_most}",
        "a-day": "a day",
        "a-day-or-time": "a day, or a time with its zone",
        "only-where": "{how}; only where {condition}",
        "by-way": "{how}; way: {ways}",
        "never-with": "{how}; never together with {actions}",
        "or-else": "{how}; or else {actions}",
        "only-while": "{how}; only while {condition}",
        # Kinds
        "how-long": "How long a result stands",
        "until-next-visit": "until the next visit",
        "hours": "{hours} hours",
        "assess-anew": "Assess anew when",
        "instrument": "The instrument: {title}",
        "licence": "Licence: {licence}.",
        "accuracy": (
            "From {cut_off} on: of 100 people with the condition {sensitivity} reached"
            " it, of 100 without it {specificity} stayed below; {people} people took"
            " part."
        ),
        "missing-items": "Missing items: {because}",
        "applies": "Applies: {condition}.",
        "done-when": "Done when {condition}.",
        "purpose": "Consent: {title}",
        "tell": "Tell beforehand: {items}.",
        "nothing-more": "nothing more",
        "it-needs": "It needs: {needs}.",
        "needs/oral": "oral form",
        "needs/written": "written form",
        "needs/recipient": "one named recipient",
        "needs/no-recipient": "no recipient",
        "needs/items": "listed items",
        "needs/expiry": "an end",
        "needs-assent": (
            "If somebody else decides, a no of the person stops it all the same."
        ),
        "without-consent-when": "Without consent, {way}: {condition}.",
        "at-most": "At most: {limits}",
        "if-refused": "If refused: {text}",
        # Conditions
        "is-unit": "{fact} is {range}",
        "is-recorded-as": "{fact} is recorded as {silence}",
        "law-known": "{fact} is known for sure",
        "reaches": "{role} is at least {level}",
        "valid-consent": "a valid consent for {purpose} is there",
        "holds": "{finding} holds",
        "none-of": "none of ({parts})",
        "not": "not ({part})",
        "always": "always",
        "and": " and ",
        "or": " or ",
        "at-least-of": "at least {count} of ({parts})",
        "score": "the score {name} is {range}",
        "is-no": "{fact} is no",
        "is": "{fact} is {options}",
        "at-least": "at least {number}",
        "below": "below {number}",
        # An interview
        **INTERVIEW,
        # How well a source was read
        "read/full": "read in full",
        "read/excerpt": "read in part",
        "read/derivative": "read through another text that follows it",
        "read/recalled": "recalled, nobody has opened it",
        "read/project": "this project's own design",
    }
)
"""By name; the English is the source text."""

WORDS: frozenset[str] = frozenset(
    {
        # How a fact is obtained, and how careful one has to be
        *("observed", "asked", "recorded", "derived", "law", "service"),
        *("open", "private", "sensitive", "immediate_danger"),
        # Silences
        *("declined", "does_not_know", "unsafe_to_ask", "not_asked"),
        # Classes of action
        *("protecting", "care", "asking", "examining", "sharing", "reporting"),
        "handing_over",
        # By which way an action reaches the person
        *("in_person", "clinic_phone", "patient_phone", "text_message", "email"),
        *("post", "portal", "on_paper"),
        # What a service is for a person
        *("suitable", "ask_first", "not_suitable", "none_suitable"),
        "suitable_service",
        # Who decides, and what a consent needs
        *("patient", "guardian", "independent_guardian", "court", "nobody_yet"),
        *("record", "state", "not_withdrawn", "decided_by", "asked_alone"),
        *(
            "capacity",
            "assent",
            "no_pressure",
            "told",
            "understood",
            "recipient",
            "items",
            "form",
        ),
        *("given_before", "not_expired", "not_refused_for_all", "agreed_items"),
        "in_population",
        *("proceed", "hold"),
        # Kinds of protocol, said where one ran alone
        *("screening", "safety", "measure", "consent", "referral", "checklist"),
        # Points of a checklist
        *("do", "dont", "ask", "check", "refer", "never", "know", "if"),
        *("provider", "staff", "manager", "interpreter"),
        *("mental_health_specialist", "forensic_examiner", "team"),
        *("preparation", "arrival", "history", "examination", "plan", "discharge"),
        *("follow_up", "records", "always"),
        *("yes", "no"),
    }
)
"""Ids that the library itself gives; every other id comes from protocols."""
