"""
Keep which versions gave an advice, and get the same advice again years later.

A record holds no answer: keep the answers where you keep health data, and the record
beside them. It pins every protocol by the digest of what it means.
"""

import datetime as dt

import caring

answers = caring.Answers({"privacy": "alone", "papers_held_by_other": "yes"})
now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
advice = caring.advise(answers, pathway="pathway/staff-detect-signs@1.0.0", on=now)
kept = advice.record.to_json()

record = caring.Record.from_json(kept)
for pin in record.protocols:
    print(f"{pin.role}: {pin.name}")
again = caring.replay(record, answers)
print(f"the same: {again.to_json() == advice.to_json()}")

changed = kept.replace(record.guidance.digest, "sha256:" + 64 * "0")
try:
    caring.replay(caring.Record.from_json(changed), answers)
except caring.ReplayError as error:
    print(f"not run: {error.name} is not what was run then")
