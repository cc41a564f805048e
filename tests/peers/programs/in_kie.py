"""
KIE: DMN decision tables with hit policy FIRST, sent to KIE's own engine.

The engine is a program that listens on this machine alone, at a port of its own.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

QUESTIONS = ("threatened", "papers_held", "fears_harm")
DMN = "https://www.omg.org/spec/DMN/20180521/MODEL/"


def rows(holds):
    return [
        ({"fears_harm": holds}, "high"),
        ({"threatened": holds, "papers_held": holds}, "high"),
        ({"threatened": holds}, "some"),
        ({"papers_held": holds}, "some"),
        ({}, "none_noted"),
    ]


def decision(name, type_, holds):
    needs = "".join(
        f'<informationRequirement><requiredInput href="#{q}"/></informationRequirement>'
        for q in QUESTIONS
    )
    columns = "".join(
        f'<input><inputExpression typeRef="{type_}"><text>{q}</text></inputExpression>'
        "</input>"
        for q in QUESTIONS
    )
    rules = "".join(
        "<rule>"
        + "".join(
            f"<inputEntry><text>{cells.get(q, '-')}</text></inputEntry>"
            for q in QUESTIONS
        )
        + f'<outputEntry><text>"{level}"</text></outputEntry></rule>'
        for cells, level in rows(holds)
    )
    return (
        f'<decision id="d_{name}" name="{name}">'
        f'<variable name="{name}" typeRef="string"/>{needs}'
        f'<decisionTable hitPolicy="FIRST">{columns}<output typeRef="string"/>{rules}'
        "</decisionTable></decision>"
    )


def model(type_, *decisions):
    inputs = "".join(
        f'<inputData id="{q}" name="{q}"><variable name="{q}" typeRef="{type_}"/>'
        "</inputData>"
        for q in QUESTIONS
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="{DMN}"'
        ' id="silence" name="silence" namespace="https://example.org/silence"'
        ' typeLanguage="https://www.omg.org/spec/DMN/20180521/FEEL/">'
        f"{inputs}{''.join(decisions)}</definitions>"
    )


AS_TAUGHT = model("boolean", decision("level", "boolean", "true"))
ON_TWO_RAILS = model(
    "string",
    decision("at_least", "string", '"yes"'),
    decision("at_most", "string", 'not("no")'),
)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def ask(address, body):
    request = urllib.request.Request(
        address,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def answers(address, rules, names, sheets):
    for sheet in sheets:
        found = ask(f"{address}/jitdmn/dmnresult", {"model": rules, "context": sheet})
        results = {each["decisionName"]: each for each in found["decisionResults"]}
        wrong = [
            each["message"] for each in found["messages"] if each["severity"] == "ERROR"
        ]
        skipped = any(
            results[name]["evaluationStatus"] != "SUCCEEDED" for name in names
        )
        if skipped:
            yield {"error": "; ".join(wrong) or "not evaluated"}
        else:
            yield {"says": {name: results[name]["result"] for name in names}}


def started(program):
    port = free_port()
    options = [f"-Dquarkus.http.port={port}", "-Dquarkus.http.host=127.0.0.1"]
    engine = subprocess.Popen(
        [program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            ask(f"{address}/jitdmn/dmnresult", {"model": AS_TAUGHT, "context": {}})
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return engine, address
    engine.kill()
    raise SystemExit("the engine does not answer")


asked = json.load(sys.stdin)
engine, address = started(sys.argv[1])
try:
    json.dump(
        {
            "as_taught": list(
                answers(address, AS_TAUGHT, ["level"], asked["as_taught"])
            ),
            "on_two_rails": list(
                answers(
                    address,
                    ON_TWO_RAILS,
                    ["at_least", "at_most"],
                    asked["on_two_rails"],
                )
            ),
        },
        sys.stdout,
    )
finally:
    engine.terminate()
    engine.wait()
