"""
OpenFisca: variables of a person, the result an enumeration that a formula chooses.
"""

import json
import sys

from numpy import select
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

QUESTIONS = ("threatened", "papers_held", "fears_harm")
WHEN = "2026-01"
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


class Level(Enum):
    none_noted = "Nothing noted"
    some = "Some concern"
    high = "High concern"


class Answer(Enum):
    not_asked = "Not asked"
    yes = "Yes"
    no = "No"
    declined = "Declined"
    does_not_know = "Does not know"


def chosen(person, period, holds):
    threatened, papers, fears = (holds(person(q, period)) for q in QUESTIONS)
    return select(
        [fears + threatened * papers, threatened + papers],
        [Level.high, Level.some],
        default=Level.none_noted,
    )


def variable(name, **fields):
    shared = {"entity": Person, "definition_period": MONTH, "label": name}
    return type(name, (Variable,), {**shared, **fields})


def level(name, holds):
    return variable(
        name,
        value_type=Enum,
        possible_values=Level,
        default_value=Level.none_noted,
        formula=lambda person, period: chosen(person, period, holds),
    )


def system(questions, levels):
    found = TaxBenefitSystem([Person])
    for each in (*questions, *levels):
        found.add_variable(each)
    return found


AS_TAUGHT = system(
    [variable(q, value_type=bool) for q in QUESTIONS],
    [level("level", lambda answer: answer)],
)
ON_TWO_RAILS = system(
    [
        variable(
            q, value_type=Enum, possible_values=Answer, default_value=Answer.not_asked
        )
        for q in QUESTIONS
    ],
    [
        level("at_least", lambda answer: answer == Answer.yes),
        level("at_most", lambda answer: answer != Answer.no),
    ],
)


def answers(rules, names, sheets):
    for sheet in sheets:
        person = {question: {WHEN: value} for question, value in sheet.items()}
        try:
            simulation = SimulationBuilder().build_from_dict(
                rules, {"persons": {"person": person}}
            )
            yield {
                "says": {
                    name: simulation.calculate(name, WHEN).decode_to_str()[0]
                    for name in names
                }
            }
        except Exception as problem:
            yield {"error": str(problem)}


asked = json.load(sys.stdin)
json.dump(
    {
        "as_taught": list(answers(AS_TAUGHT, ["level"], asked["as_taught"])),
        "on_two_rails": list(
            answers(ON_TWO_RAILS, ["at_least", "at_most"], asked["on_two_rails"])
        ),
    },
    sys.stdout,
    default=str,
)
