"""
What is not known: bounds, what to act on meanwhile, and when not to ask again.

Silence is never a no. A result is settled when no missing answer could change it, and
open while some missing answer may still be asked.
"""

import datetime as dt

import caring

now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
cases: dict[str, dict[str, object]] = {
    "nothing is known": {},
    "one sign, the rest is silent": {"papers_held_by_other": "yes"},
    "two strong signs": {"papers_held_by_other": "yes", "pay_kept_back": "yes"},
    "the person said no thank you": {"papers_held_by_other": "declined"},
}
for title, answers in cases.items():
    result = caring.assess("screening/signs-in-clinic", answers, on=now)
    concern = result.level
    assert concern is not None  # a screening has a level
    print(f"{title}: between {concern.at_least} and {concern.at_most}")
    print(f"    settled: {concern.is_settled}, act on {concern.working}")
    asked = [m.fact for m in result.missing if m.why is not caring.Silence.NOT_ASKED]
    print(f"    do not ask again: {', '.join(asked) or 'nothing'}")
