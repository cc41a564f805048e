"""
The classes of all kinds, by the word that files say; a new kind adds its line here.
"""

from caring.guidance.checklist import Checklist
from caring.guidance.consent import ConsentRules
from caring.guidance.law import Law
from caring.guidance.measure import Measure
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance
from caring.guidance.referral import Referral
from caring.guidance.safety import Safety
from caring.guidance.screening import Screening

CLASSES: dict[str, type[Guidance]] = {
    each.kind: each
    for each in (
        Screening,
        Safety,
        ConsentRules,
        Referral,
        Checklist,
        Measure,
        Pathway,
        Law,
    )
}
