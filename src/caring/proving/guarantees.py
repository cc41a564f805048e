"""
What is guaranteed of every protocol and pathway, as sentences, and how it is shown.
"""

import enum
from collections.abc import Callable, Iterator

import attrs

from caring.proving import deeds, levels
from caring.proving.advised import Advising
from caring.proving.obligations import Obligation


class How(enum.Enum):
    """
    How a guarantee is held.
    """

    READING = "reading"
    """It follows from the form of the file, which is read."""

    SOLVER = "solver"
    """No answers break it; a solver looked through all of them."""

    TWO_RUNS = "two runs"
    """No two sheets of answers break it, side by side."""

    ASKING_GUARD = "asking guard"
    """The guard of every question; the solver shows that nothing gets round it."""

    LAW_CHECK = "law check"
    """The file of a law is read, day by day."""


@attrs.frozen(kw_only=True)
class Guarantee:
    """
    A sentence that holds whatever the answers, and how that is shown.
    """

    id: str
    says: str
    how: How
    obligations: Callable[[Advising], Iterator[Obligation]]


ALL: tuple[Guarantee, ...] = (
    Guarantee(
        id="no-silent-green",
        says="The lowest level of concern or danger is never given while a missing"
        " answer could raise it.",
        how=How.TWO_RUNS,
        obligations=levels.no_silent_green,
    ),
    Guarantee(
        id="knowing-more-settles-more",
        says="What is settled stays settled, whatever is answered after it.",
        how=How.TWO_RUNS,
        obligations=levels.knowing_more_settles_more,
    ),
    Guarantee(
        id="danger-only-adds",
        says="A more dangerous answer lowers no level and takes no care or protection"
        " away.",
        how=How.TWO_RUNS,
        obligations=levels.danger_only_adds,
    ),
    Guarantee(
        id="declined-never-lowers",
        says="Declining to answer, or not knowing, lowers no level.",
        how=How.TWO_RUNS,
        obligations=levels.declined_never_lowers,
    ),
    Guarantee(
        id="red-flags-keep-their-floor",
        says="The worst answer to a question on immediate danger is never met with the"
        " lowest level, whatever else is answered.",
        how=How.SOLVER,
        obligations=levels.red_flags,
    ),
    Guarantee(
        id="only-given-consent",
        says="Nobody examines, passes on, reports or hands over without a valid"
        " consent, or a way without one that a protocol opens.",
        how=How.SOLVER,
        obligations=deeds.only_given_consent,
    ),
    Guarantee(
        id="guarded-actions",
        says="Every action that could harm has a guard, and nothing closes care or"
        " protection.",
        how=How.READING,
        obligations=deeds.guarded_actions,
    ),
    Guarantee(
        id="nothing-unsafe-asked",
        says="A sensitive question is asked only where everything that makes asking"
        " safe is known to be so.",
        how=How.ASKING_GUARD,
        obligations=deeds.nothing_unsafe_asked,
    ),
    Guarantee(
        id="refusing-one-thing",
        says="Refusing one thing costs no care, and nothing else that was agreed to.",
        how=How.TWO_RUNS,
        obligations=deeds.refusing_one_thing,
    ),
    Guarantee(
        id="status-costs-nothing",
        says="Papers, trouble with the law and gender take no care or protection away.",
        how=How.TWO_RUNS,
        obligations=deeds.status_costs_nothing,
    ),
    Guarantee(
        id="only-safe-services",
        says="A service suits only while its entry is active and reviewed, and the"
        " person agreed to just that service.",
        how=How.SOLVER,
        obligations=deeds.only_safe_services,
    ),
    Guarantee(
        id="always-a-next-step",
        says="There is always something to do that cares or protects.",
        how=How.SOLVER,
        obligations=deeds.always_a_next_step,
    ),
)
"""Every guarantee that is looked for in each protocol and pathway, in reading order."""
