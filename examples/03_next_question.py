"""
A form that asks one question at a time, and only what is surely safe to ask now.

A form that shows every field at once would ask too much too early. Here a person is
played by one answer; what they leave out they decline, and are not asked again.
"""

import datetime as dt

import caring

person = {"papers_held_by_other": "yes"}


def _staff(fact: str) -> str:  # what the provider sees and has said
    return "no" if fact in ("controller_within_hearing", "companion_present") else "yes"


pathway = caring.load("pathway/staff-detect-signs")
assert isinstance(pathway, caring.Pathway)
fields = {field.id: field for field in pathway.form}
now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
answers = caring.Answers({"privacy": "alone", "age_band": "adult_certain"})

for _ in range(9):
    advice = caring.advise(answers, pathway=pathway, on=now)
    if not advice.next_questions:
        break
    field = fields[advice.next_questions[0].fact.id]
    is_staff = field.asked_of.value != "patient"
    given = _staff(field.id) if is_staff else person.get(field.id, "declined")
    print(f"{'you' if is_staff else 'ask'}: {field.wording} [{given}]")
    answers = answers.replacing(**{field.id: given})
print("When they end, or the person wants to stop, the advice stands as it is:")
print(f"    {advice.entries[0].action.text}")
