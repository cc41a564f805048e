"""
For people who write protocols, and for those who test programs that embed them.

``run_scenarios`` runs what lies beside a protocol; the pytest plug-in does so too.
``answers_for`` and ``conditions`` draw with Hypothesis, at the moment ``ON`` where no
other is named; ``fact_sets`` draws facts and ``raises_for`` raises. ``vectors`` makes
covering cases, and ``check_exporter`` holds an exporter to its contract. Other names in
this folder are the library's own and may change.

Hypothesis and pytest come with ``caring[testing]`` and are loaded when touched.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caring.testing.answering import answers_for
    from caring.testing.cases import ON, Vector, vectors
    from caring.testing.exporting import check_exporter
    from caring.testing.scenarios import ScenarioResult, run_scenarios
    from caring.testing.strategies import conditions, fact_sets, raises_for

_HOMES = {
    "ON": "cases",
    "ScenarioResult": "scenarios",
    "Vector": "cases",
    "answers_for": "answering",
    "check_exporter": "exporting",
    "conditions": "strategies",
    "fact_sets": "strategies",
    "raises_for": "strategies",
    "run_scenarios": "scenarios",
    "vectors": "cases",
}

__all__ = [
    "ON",
    "ScenarioResult",
    "Vector",
    "answers_for",
    "check_exporter",
    "conditions",
    "fact_sets",
    "raises_for",
    "run_scenarios",
    "vectors",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
