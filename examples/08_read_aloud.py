"""
Advice as plain sentences, for a screen reader or for text to speech.

Most urgent first, how many there are before what they are, no signs, no ids, no
abbreviations. What is spoken can be overheard: it begins by saying so.
"""

import datetime as dt

import caring

SOON = {
    "immediate": "Now, before the person leaves",
    "h24": "Within one day",
    "h72": "Within three days",
    "routine": "When there is time",
}
answers = {"privacy": "alone", "papers_held_by_other": "yes", "pay_kept_back": "yes"}
now = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
advice = caring.advise(answers, pathway="pathway/staff-detect-signs", on=now)

print("Listen where nobody else can hear, for example with headphones.")
print(f"This is: {advice.guidance.title}. No organisation has approved it.")
print("It informs you, and does not decide for you.")
for urgency, words in SOON.items():
    texts = [e.action.text for e in advice.entries if e.urgency.value == urgency]
    print(f"{words}: {len(texts)} in all.")
    for number, text in enumerate(texts, 1):
        print(f"Number {number}. {text}")
print(f"Not to be done now: {len(advice.withheld)} in all.")
for withheld in advice.withheld:
    print(f"Not now: {withheld.action.text}")
if advice.next_questions:
    print(f"The next safe question is: {advice.next_questions[0].fact.wording}")
