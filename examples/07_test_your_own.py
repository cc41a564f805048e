"""
Test protocols of your own: check the files, run the scenarios, and try many answers.

`caring check` and `caring test` do the first two on the command line. The third holds
whatever the answers; it needs `pip install "caring[testing]"`.
"""

import datetime as dt
from pathlib import Path

from hypothesis import given, settings

import caring
from caring.testing import answers_for
from caring.testing.scenarios import run_scenarios

folder = Path(__file__).parent / "own_protocols/harbour_protocols/protocols"
print(f"mistakes: {len(caring.check(folder))}")

results = list(run_scenarios(folder))
for result in results:
    print(f"{result.name}: {'passed' if result.passed else result.differences}")

found = caring.read(folder / "screening/harbour-front-desk/1.0.0.yaml")
assert isinstance(found, caring.Protocol)
desk = found


@settings(max_examples=50, derandomize=True, database=None)
@given(answers=answers_for(desk))
def the_lowest_level_is_never_silent(answers: caring.Answers) -> None:
    concern = caring.assess(desk, answers, on=dt.date(2026, 1, 15)).level
    assert concern is not None
    assert concern.working != "nothing_noted" or concern.is_settled


the_lowest_level_is_never_silent()
print("no silent green, whatever the answers")
