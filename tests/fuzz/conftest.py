"""
How many examples are tried: as for the laws.
"""

import tests.laws.conftest  # noqa: F401 - it chooses the profile
