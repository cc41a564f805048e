"""
Protocols of your own, in a package of your own, found by name beside the bundled ones.

First `pip install examples/own_protocols`. Its pyproject has an entry point of the
group `caring.protocols`; nothing else is needed. Give ids a word of your own: two
packages with one id are an error, and what is bundled is never replaced.
"""

import datetime as dt

import caring

for name in caring.list_protocols():
    if "harbour" in name:
        print(name)

desk = caring.load("screening/harbour-front-desk@1.0.0")
assert isinstance(desk, caring.Protocol)
print(f"{desk.title} ({desk.status.value})")
result = caring.assess(desk, {"asks_who_can_listen": True}, on=dt.date(2026, 1, 15))
concern = result.level
assert concern is not None  # a screening has a level
print(f"act on: {concern.working}, settled: {concern.is_settled}")
try:
    caring.load("screening/harbour-front-dest")
except caring.ProtocolNotFoundError as error:
    print(f"not found: {error.wanted}")
