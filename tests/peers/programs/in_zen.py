"""
ZEN: decision tables whose first matching row counts, with a last row for the rest.
"""

import json
import sys

import zen

QUESTIONS = ("threatened", "papers_held", "fears_harm")


def table(name, rows):
    columns = [{"id": q, "name": q, "field": q} for q in QUESTIONS]
    return {
        "id": name,
        "name": name,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": columns,
            "outputs": [{"id": "level", "name": "level", "field": name}],
            "rules": [
                {
                    "_id": str(n),
                    **{q: cells.get(q, "") for q in QUESTIONS},
                    "level": json.dumps(level),
                }
                for n, (cells, level) in enumerate(rows)
            ],
        },
    }


def model(*tables):
    ends = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for each in tables
        for a, b in (("in", each["id"]), (each["id"], "out"))
    ]
    return {"nodes": [*ends, *tables], "edges": edges}


def rows(holds):
    return [
        ({"fears_harm": holds}, "high"),
        ({"threatened": holds, "papers_held": holds}, "high"),
        ({"threatened": holds}, "some"),
        ({"papers_held": holds}, "some"),
        ({}, "none_noted"),
    ]


AS_TAUGHT = model(table("level", rows("true")))
ON_TWO_RAILS = model(
    table("at_least", rows('"yes"')), table("at_most", rows('$ != "no"'))
)


def answers(what, sheets):
    decision = zen.ZenEngine().create_decision(json.dumps(what))
    for sheet in sheets:
        try:
            yield {"says": decision.evaluate(sheet)["result"]}
        except Exception as problem:
            yield {"error": str(problem)}


asked = json.load(sys.stdin)
json.dump(
    {
        "as_taught": list(answers(AS_TAUGHT, asked["as_taught"])),
        "on_two_rails": list(answers(ON_TWO_RAILS, asked["on_two_rails"])),
    },
    sys.stdout,
)
