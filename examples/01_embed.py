"""
Six lines that give a program the advice for an encounter, with its reasons.
"""

import datetime as dt

import caring

now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
answers = {"privacy": "alone", "papers_held_by_other": "yes", "pay_kept_back": "yes"}
advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=now)
for entry in advice.entries[:3]:
    print(f"{entry.urgency.value}: {entry.action.text}")
    print(f"  why: {entry.reasons[0].because}")
