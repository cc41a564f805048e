"""
The engines of the silence test: exact versions, and how each is written.
"""

from typing import Literal

import attrs


@attrs.frozen(kw_only=True)
class Engine:
    """
    An engine from a registry, and the program that asks it.
    """

    id: str
    name: str
    version: str
    registry: Literal["PyPI", "npm"]
    packages: tuple[str, ...]
    """What is installed, in exact versions, as the registry's own client takes it."""

    program: str
    written: str
    """How the guidance is written as the engine's documentation teaches it."""

    after: str
    """Where that was taken from."""

    safe: str
    """How it has to be written to tell silence from no."""


TWO_RAILS = (
    "Hand in a word for each answer (`yes`, `no`, `declined`, `does_not_know`, `not_asked`) and write every rule"
    " twice: `at_least` with tests for `yes`, `at_most` with tests for anything but `no`."
)

ENGINES = (
    Engine(
        id="zen",
        name="ZEN (GoRules)",
        version="2.1.3",
        registry="PyPI",
        packages=("zen-engine==2.1.3",),
        program="in_zen.py",
        written="A decision table whose first matching row counts, with a last row of empty cells for the rest.",
        after="The chapter on decision tables of docs.gorules.io (read in excerpts): first hit is the default,"
        " and a catch-all row is advised.",
        safe=f'{TWO_RAILS} In a cell that is `"yes"` and `$ != "no"`. Nobody is warned who writes only the first'
        " table; without the last row an empty sheet gives an empty result.",
    ),
    Engine(
        id="json-logic",
        name="json-logic-js",
        version="2.0.5",
        registry="npm",
        packages=("json-logic-js@2.0.5",),
        program="in_json_logic.mjs",
        written="An `if` with pairs of test and result, and what is left at its end; answers by `var`.",
        after="The page of operations at jsonlogic.com (recalled).",
        safe=f"{TWO_RAILS} That is `===` with `yes` and `!==` with `no`. A word in place of a truth value counts as"
        " true here, `no` too, so that the first form must never be handed words. `missing` names what is not there;"
        " the rule has to ask it.",
    ),
    Engine(
        id="cel-python",
        name="CEL (cel-python)",
        version="0.5.0",
        registry="PyPI",
        packages=("cel-python==0.5.0",),
        program="in_cel_python.py",
        written="Three declared `bool` variables, `||`, `&&`, and conditionals one in another.",
        after="The language definition of cel-spec, and the package's own description (both recalled).",
        safe=f"{TWO_RAILS} With `has()` before each, because a key that is not there is an error. The first form"
        " stops instead of guessing, and `||` gets past an error where the other side is true.",
    ),
    Engine(
        id="cel-js",
        name="CEL (@bufbuild/cel)",
        version="0.6.1",
        registry="npm",
        packages=("@bufbuild/cel@0.6.1",),
        program="in_cel.mjs",
        written="Three variables, `||`, `&&`, and conditionals one in another.",
        after="The language definition of cel-spec, and the package's own description (both recalled).",
        safe=f"{TWO_RAILS} With `has()` before each, as in the other CEL.",
    ),
    Engine(
        id="openfisca",
        name="OpenFisca",
        version="46.0.1",
        registry="PyPI",
        packages=("openfisca-core==46.0.1",),
        program="in_openfisca.py",
        written="Three `bool` variables of a person; the level is an enumeration that `select` chooses, with a"
        " default.",
        after="The country template of OpenFisca (read) and the chapter on vectorial computing that it points to"
        " (recalled). A variable that is not given has its default; of a `bool` that is false.",
        safe=f"{TWO_RAILS} Here each answer is an enumeration whose default is `not_asked`. A word handed to a"
        " `bool` variable counts as true.",
    ),
    Engine(
        id="cql",
        name="CQL (cql-execution)",
        version="3.3.2",
        registry="npm",
        packages=("cql-execution@3.3.2", "@cqframework/cql@5.3.0"),
        program="in_cql.mjs",
        written="Three `Boolean` parameters and a `case` with an `else`, translated by @cqframework/cql 5.3.0.",
        after="The author's guide of the CQL specification (recalled), and its own tests of conditionals (read in"
        " excerpts): a test that is null is passed over, and `else` holds.",
        safe=f"{TWO_RAILS} With `Coalesce` before each test. CQL itself knows three truth values, so that a plain"
        " `or` of nulls is null; it is `case` and `if` that read null as no. The language says that a parameter"
        " without a value is null; this version hands on the parameter's definition in its place, which `case`"
        " takes for true: hand in every parameter.",
    ),
    Engine(
        id="kie",
        name="KIE DMN (jitexecutor-native)",
        version="1.44.1-Final",
        registry="npm",
        packages=("@kie-tools/jitexecutor-native@1.44.1-Final",),
        program="in_kie.py",
        written="A DMN decision table with hit policy FIRST over three `boolean` inputs, with a last row of dashes.",
        after="The DMN specification's decision tables, as the documentation of Drools teaches them (recalled)."
        " The engine is the last release in the registry; what the registry calls latest, a snapshot of May 2024, said the same on 2026-11-24.",
        safe=f'{TWO_RAILS} In a cell that is `"yes"` and `not("no")`. Every input has to be handed in: one that'
        " is left out is an error, which also holds back a danger that is sure.",
    ),
)
