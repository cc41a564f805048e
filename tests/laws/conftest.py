"""
How many examples a law tries.

Few where every line is counted, which makes a law three times slower (`.ci/run quick`),
a hundred while working and in `.ci/run whole`, many in the deep report.
"""

import os

from hypothesis import Phase, settings

# Time is measured by benchmarks, never by a law.
settings.register_profile("work", max_examples=100, deadline=None)
settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=1_500, deadline=None, print_blob=True)
settings.register_profile(
    "mutation",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "work")
)
