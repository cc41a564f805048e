"""
Why each kind of finding is one, in a sentence for whoever meets its code.
"""

from collections.abc import Mapping

from caring.values.mappings import frozen

WHY: Mapping[str, str] = frozen(
    {
        "acknowledged-nothing": (
            "Only what was found needs to be acknowledged; a reason for nothing hides "
            "the next mistake."
        ),
        "alias": (
            "A reviewer sees a whole rule in one place, so nothing stands for text "
            "written elsewhere."
        ),
        "anchor": (
            "A reviewer sees a whole rule in one place, so no text is marked for use "
            "elsewhere."
        ),
        "approval-incomplete": (
            "A pathway is approved with every protocol that it runs."
        ),
        "approved-twice": (
            "Two statements about one version could contradict each other."
        ),
        "care-behind-consent": (
            "Care, protection and levels of danger never hang on a consent: a refusal "
            "costs nobody care."
        ),
        "care-behind-guard": "What cares or protects is never closed by a guard.",
        "catalogue-header": (
            "The header says the language, and whether somebody has reviewed the "
            "translation."
        ),
        "catalogue-not-read": (
            "Translations could not be looked at, so nothing is said of them."
        ),
        "catalogue-syntax": "The file is no catalogue that gettext could read.",
        "circular": "What rests on itself can never be worked out.",
        "confirmed-without-value": "What somebody has confirmed has a value.",
        "danger-is-critical": "A missing answer about immediate danger always counts.",
        "dates-reversed": "Something would end before it begins.",
        "digest-differs": "What lies here is not what was approved.",
        "duplicate-key": (
            "Of two values under one key a reader sees one and a program another."
        ),
        "duplicate-level": "A level has one place on its scale.",
        "duty-without-law": (
            "A duty comes from the law of a place, and its rule has to ask that law."
        ),
        "emergency-too-open": (
            "The emergency way is open only where five things surely hold at once."
        ),
        "empty-file": "The file holds nothing.",
        "empty-range": "No answer fits between these ends.",
        "empty-statement": (
            "A claim that says nothing would hold always, and show nothing."
        ),
        "empty-text": "A reader would see nothing here.",
        "ended": (
            "What has ended no longer counts: a law is then unknown, a service not "
            "reviewed."
        ),
        "ends-soon": "Within 90 days this no longer counts; a review takes time.",
        "excluded-care": (
            "Care that gives way to something else is replaced by other care."
        ),
        "excludes-or-implies": "A constraint says one thing.",
        "excludes-too-much": (
            "Only what outranks an action may take its place: protecting before care, "
            "care before the rest."
        ),
        "expires-late": (
            "The more dangerous a level is, the sooner it is assessed anew."
        ),
        "expires-too-late": (
            "Law changes; what was looked up counts for a year at most."
        ),
        "exposed-channel": (
            "What others may see on its way needs a consent or another guard."
        ),
        "fact-or-when": "A sign is one fact or one condition.",
        "gate-behind-itself": "The asking gate cannot ask what it guards.",
        "gate-leaves-out": (
            "Questions that are more sensitive than a guarded one are guarded too."
        ),
        "hidden-character": (
            "A reviewer cannot see this character, and it may change what is shown."
        ),
        "instead-excluded": "What stands in for something must itself be possible.",
        "instead-guarded": (
            "What stands in for something must not be closed by a guard."
        ),
        "key-not-text": "A key is a plain word.",
        "law-twice": "A place has one law at a time.",
        "level-too-low": (
            "The lowest level is what remains; no rule, and no floor, gives it."
        ),
        "merge-key": (
            "A reviewer sees a whole rule in one place, so keys are not merged in "
            "from elsewhere."
        ),
        "missing-key": "This key is required.",
        "name-taken": "One name for two things would be read as the wrong one.",
        "needs-reason": "Whoever lets a missing answer wait says why.",
        "never-done": "What holds at all times is never finished.",
        "no-claim": "An invariant claims something.",
        "no-expiry": "A result about danger grows old, and says when.",
        "no-precaution": (
            "What is done while nothing is settled has to care or protect."
        ),
        "no-protocol": "A file was expected to hold a protocol or a pathway.",
        "no-service-in-hand": (
            "What a service is like is asked only where one is judged."
        ),
        "not-a-condition": "A rule asks a question of answers here.",
        "not-a-fact": "Only facts can be tested here.",
        "not-a-list": "Several conditions are joined, so a list is needed.",
        "not-a-mapping": "A file says with its first key what it holds.",
        "not-a-number": "Rules work with whole numbers of bearable size.",
        "not-care": "At the lowest level nothing but care is recommended.",
        "not-over-consent": (
            "No consent is not a refusal, so its absence cannot be turned into a claim."
        ),
        "not-over-inapplicable": (
            "A fact that does not apply is neither yes nor no; `not` would make it one."
        ),
        "not-over-level": (
            "Outside its population a level says nothing; `not` would make it say "
            "something."
        ),
        "not-testable": (
            "That a question was never asked is no answer, and a rule cannot ask for "
            "it."
        ),
        "not-unguarded": (
            "Only care and protection may be done at once, without a guard."
        ),
        "not-utf8": "The file cannot be read as text.",
        "not-whole": (
            "Limits and points are whole numbers, so that they mean the same "
            "everywhere."
        ),
        "nothing-differs": "Two encounters that are the same show nothing.",
        "other-levels": (
            "A protocol and the step that it reads have to mean the same scale."
        ),
        "out-of-range": "This number is outside what is possible.",
        "overlapping-law": "On one day a law says one thing.",
        "pathway-in-pathway": (
            "A pathway holds protocols, so that links form no circle."
        ),
        "pin-differs": "What is released under this name is not what was pinned.",
        "pin-unknown": "No release has this name.",
        "pin-withdrawn": "This release was withdrawn because it could harm.",
        "population-by-danger": (
            "An answer that speaks of danger must not take somebody out of a protocol."
        ),
        "released-changed": "A released version never changes.",
        "retired": "A retired version is no longer to be used.",
        "route-not-possible": "This class of action has no such way without consent.",
        "second-gate": "One folder has one rule on when asking is safe.",
        "several-documents": "One file holds one thing.",
        "silence-alone": (
            "A refusal to answer stands beside the dangerous answer and not alone."
        ),
        "source-without-work": (
            "A source points into a work that can be looked up, unless it is this "
            "project's own."
        ),
        "suitable-by-danger": (
            "An answer that speaks of danger must not make a service suitable."
        ),
        "syntax": "The text is not YAML, so nothing in it can be read.",
        "tag": "Types come from the format and not from marks in the text.",
        "test-without-effect": (
            "A test that everybody or nobody passes decides nothing, and was meant to."
        ),
        "too-deep": "Nobody could review what lies so deep.",
        "too-few": "More are needed here.",
        "too-large": "Nobody could review so large a file.",
        "too-large-condition": "Nobody could check so large a condition by hand.",
        "too-long": "A reader would not see the end of it.",
        "too-many": "Fewer are possible here.",
        "translation-differs": (
            "A translation that changes a number or a placeholder says something else."
        ),
        "two-conditions": "Two conditions need a word that joins them.",
        "unexpected-key": "A key that nobody reads looks as if it did something.",
        "stray-file": (
            "A link that leads out of the folder, or what is no file, would be read as "
            "guidance."
        ),
        "unguarded-action": (
            "Asking, examining, sharing and reporting carry their own guards."
        ),
        "unknown-action": "No action has this name, so nothing would be recommended.",
        "unknown-deciders": "No table says who decides here.",
        "unknown-decision": "Nothing is decided under this name.",
        "unknown-field": "A directory says nothing under this name.",
        "unknown-format": "The file is written for another version of this library.",
        "unknown-group": "No group of signs has this name.",
        "unknown-kind": (
            "The first key says what a file holds, and this is nothing known."
        ),
        "unknown-law": "No law has this name.",
        "unknown-level": "The scale has no such level.",
        "unknown-law-helps": ("Nothing may rest on a law that nobody looked up."),
        "unknown-name": (
            "No fact, finding or score has this name, so the rule would never hold."
        ),
        "unknown-need": "No need has this name.",
        "unknown-option": "No answer has this name, so the rule would never hold.",
        "unknown-parameter": "No law answers to this name.",
        "unknown-protocol": "No protocol has this name and version.",
        "unknown-purpose": (
            "No consent rules know this purpose, so that no consent could ever be "
            "given."
        ),
        "unknown-result": "This cannot be a result, so the claim would never hold.",
        "unknown-role": "No step of the pathway has this role.",
        "unknown-route": "This purpose has no such way without consent.",
        "unknown-source": "Every rule says where it comes from.",
        "unknown-word": "Only some words are possible here.",
        "unknown-work": "No list of works knows this one.",
        "unusable-release": (
            "A released file is believed only when it is exactly what was released."
        ),
        "unused-source": "A source without a rule gives weight to nothing.",
        "used-both-ways": (
            "A fact that raises and lowers makes bounds too wide, and hides which "
            "answer is the dangerous one."
        ),
        "way-without-consent": (
            "A way without consent stands beside the consent and not in its place."
        ),
        "window-differs": "What a reader is told and what the rule asks is one time.",
        "window-missing": "Where a rule ends with time, the reader is told when.",
        "window-no-moment": "Hours are counted from a moment that a fact holds.",
        "window-not-urgent": (
            "Time may be nearly over, so what ends with it is done at once."
        ),
        "withdrawn-step": "A step was withdrawn because it could harm.",
        "wrong-answer": "The fact cannot have this answer.",
        "wrong-count": "So many cannot be counted here.",
        "wrong-cut-off": (
            "Cut-offs rise with their levels, within the sums that are possible."
        ),
        "wrong-field": "The field cannot say this.",
        "wrong-input": "Nothing can be worked out from this fact.",
        "wrong-item": "An item gives points for each answer of a choice.",
        "wrong-missing-items": "The rule for missing items does not fit the items.",
        "wrong-name": (
            "Names have one form, so that they are the same in every program."
        ),
        "wrong-order": "This order has each thing once.",
        "wrong-place": "A file is read only where its kind belongs.",
        "wrong-review": "A review cannot be due before it was done.",
        "wrong-shape": "Something else is written here than the format has.",
        "wrong-test": "This cannot be asked of that fact.",
        "wrong-time": "This is no day or time that can be read.",
        "wrong-type": "A value of another type is needed.",
        "wrong-value": "The parameter cannot have this value.",
        "year-or-seen": "A work says when it appeared, or when it was seen.",
    }
)
"""By code. The sentence of a finding itself says what is wrong at its place."""
