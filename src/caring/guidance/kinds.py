"""
The classes of all kinds, by the word that files say; a new kind adds its line here.
"""

from caring.guidance.protocol import Guidance

KINDS = (
    "screening",
    "safety",
    "consent",
    "referral",
    "checklist",
    "measure",
    "pathway",
    "law",
)


def class_of(kind: str) -> type[Guidance] | None:
    """
    Find the class of a kind; nothing where there is no such kind.

    Each is imported when it is wanted: most apps use a few kinds, and making the
    classes of all of them takes longer than a decision.
    """
    match kind:
        case "screening":
            from caring.guidance.screening import Screening

            return Screening
        case "safety":
            from caring.guidance.safety import Safety

            return Safety
        case "consent":
            from caring.guidance.consent import ConsentRules

            return ConsentRules
        case "referral":
            from caring.guidance.referral import Referral

            return Referral
        case "checklist":
            from caring.guidance.checklist import Checklist

            return Checklist
        case "measure":
            from caring.guidance.measure import Measure

            return Measure
        case "pathway":
            from caring.guidance.pathway import Pathway

            return Pathway
        case "law":
            from caring.guidance.law import Law

            return Law
        case _:
            return None
