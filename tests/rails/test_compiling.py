"""
Compiled formulas hold where the formulas do, for some bundled protocols.
"""

import random

import pytest

import caring
from caring.guidance.protocol import Protocol
from caring.rails.classes import AnswerClass, Variable
from caring.rails.compiling import Compiler, name_of, slots_of, words_of
from caring.rails.encode import encode
from caring.rails.formula import holds as formula_holds
from caring.rails.program import define, holds, resting

NAMES = [
    "screening/signs-in-clinic",
    "measure/phq-9",
    "referral/first-services",
    "consent/clinic-encounter",
]


def values_of(variable: Variable, chosen: AnswerClass) -> dict[str, str | int]:
    name = name_of(variable.name)
    found: dict[str, str | int] = {name: words_of(chosen)[-1]}
    if chosen.ends is not None:
        found[f"{name}__number"] = chosen.ends[1]
    for each in chosen.worked_out:
        found[f"{name_of(each.fact)}__least"] = each.least[0]
        found[f"{name_of(each.fact)}__greatest"] = each.greatest[1]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_is_compiled_holds_where_the_formula_does(name: str) -> None:
    guidance = caring.load(f"{name}@1.0.0")
    assert isinstance(guidance, Protocol)
    encoding = encode(guidance)
    (role,) = encoding.roles.values()
    rails = [role.applies, *(r for d in role.decisions.values() for r in d.rows)]
    formulas = [
        encoding.admissible,
        *(f for r in rails for f in (r.true, r.false, r.possible)),
    ]
    compiler = Compiler(encoding.variables)
    tests = [compiler.test(each) for each in formulas]
    facts = encoding.context.facts
    slots = [s for v in encoding.variables.values() for s in slots_of(v, facts)]
    assert len({each.name for each in slots}) == len(slots)
    chance, seen = random.Random(7), set()  # noqa: S311 - a fixed order of cases
    for _ in range(200):
        values, places = resting(tuple(slots)), {}
        for variable in encoding.variables.values():
            places[variable.name] = chance.randrange(len(variable.classes))
            values |= values_of(variable, variable.classes[places[variable.name]])
        defined = define(tuple(compiler.definitions), values)
        for formula, test in zip(formulas, tests, strict=True):
            found = holds(test, values, defined)
            assert found is formula_holds(formula, places)
            seen.add(found)
    assert seen == {True, False}
