"""
The ways by which something may be done for a purpose.
"""

import enum


class Route(enum.Enum):
    """
    By which way something may be done; a route never stands for a consent.
    """

    CONSENT = "consent"
    EMERGENCY = "emergency"
    """To examine or treat somebody who cannot consent, and only what cannot wait."""

    LEGAL_DUTY = "legal_duty"
    """To pass on what a law demands, and nothing else."""

    NONE = "none"
