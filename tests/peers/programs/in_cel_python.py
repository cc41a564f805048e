"""
CEL in Python: declared variables, and conditionals one in another.
"""

import json
import sys

import celpy
from celpy import celtypes

QUESTIONS = ("threatened", "papers_held", "fears_harm")


def level(holds):
    threatened, papers_held, fears_harm = (holds.format(q) for q in QUESTIONS)
    return (
        f'{fears_harm} || ({threatened} && {papers_held}) ? "high"'
        f' : {threatened} || {papers_held} ? "some" : "none_noted"'
    )


AS_TAUGHT = {"level": level("{0}")}
ON_TWO_RAILS = {
    "at_least": level('(has(answers.{0}) && answers.{0} == "yes")'),
    "at_most": level('(!has(answers.{0}) || answers.{0} != "no")'),
}


def answers(texts, types, sheets):
    env = celpy.Environment(annotations=types)
    programs = {name: env.program(env.compile(text)) for name, text in texts.items()}
    for sheet in sheets:
        given = {name: celpy.json_to_cel(value) for name, value in sheet.items()}
        try:
            found = {name: each.evaluate(given) for name, each in programs.items()}
            yield {"says": {name: str(each) for name, each in found.items()}}
        except Exception as problem:
            yield {"error": str(problem)}


asked = json.load(sys.stdin)
json.dump(
    {
        "as_taught": list(
            answers(
                AS_TAUGHT,
                dict.fromkeys(QUESTIONS, celtypes.BoolType),
                asked["as_taught"],
            )
        ),
        "on_two_rails": list(
            answers(
                ON_TWO_RAILS,
                {"answers": celtypes.MapType},
                [{"answers": each} for each in asked["on_two_rails"]],
            )
        ),
    },
    sys.stdout,
)
