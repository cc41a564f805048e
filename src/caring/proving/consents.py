"""
Consents as formulas: one record for each purpose, towards one recipient in hand.

A guard is judged for one recipient at a time, so one record for each purpose shows all
that can open or close it. What makes a single record valid, element by element, is read
in ``language.validity`` and tested there; here a record lacks nothing, or is in doubt.
"""

from collections.abc import Mapping

import attrs

from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.consent import Decider, Purpose
from caring.language.routes import Route
from caring.proving.classes import AnswerClass, Variable
from caring.proving.decided import Table, table
from caring.proving.formula import ALWAYS, NEVER, Formula, In, both, either, negated
from caring.proving.rails import Context, Rails, all_rails

NO_RECORD, DOUBTFUL, REFUSED = "no record", "in doubt", "refused"
_GIVEN_BY = "given by "
_DECIDERS = tuple(each for each in Decider if each is not Decider.NOBODY_YET)


def variable_of(purpose: str) -> str:
    """
    Name the variable of a purpose.
    """
    return f"consent.{purpose}"


def record_variables(rules: ConsentRules) -> dict[str, Variable]:
    """
    Give a variable for the record of each purpose.
    """
    return {
        variable_of(id_): Variable(
            name=variable_of(id_),
            classes=tuple(
                AnswerClass(label=label, weight=1, stands=label)
                for label in (
                    NO_RECORD,
                    *(_GIVEN_BY + each.value for each in _DECIDERS),
                    DOUBTFUL,
                    REFUSED,
                )
            ),
        )
        for id_ in rules.purposes
    }


def purposes_of(guidance: Protocol | Pathway) -> Mapping[str, Purpose]:
    """
    Give every purpose for which there are consent rules, by id.
    """
    protocols = (
        [each.protocol for each in guidance.steps]
        if isinstance(guidance, Pathway)
        else [guidance]
    )
    return {
        id_: purpose
        for each in protocols
        if isinstance(each, ConsentRules)
        for id_, purpose in each.purposes.items()
    }


def given_by(label: object) -> Decider | None:
    """
    Say who gave a consent of that class; ``None`` where nobody did.

    >>> given_by("given by patient")
    <Decider.PATIENT: 'patient'>
    """
    if isinstance(label, str) and label.startswith(_GIVEN_BY):
        return Decider(label.removeprefix(_GIVEN_BY))
    return None


@attrs.frozen
class _Records:
    """
    The classes of the record for a purpose, as tests.
    """

    variable: Variable

    def are(self, label: str) -> Formula:
        places = (
            n for n, each in enumerate(self.variable.classes) if each.label == label
        )
        return In(self.variable.name, frozenset(places))

    @property
    def given(self) -> list[tuple[Decider, Formula]]:
        return [
            (decider, self.are(each.label))
            for each in self.variable.classes
            if (decider := given_by(each.label)) is not None
        ]


def judged_consents(rules: ConsentRules, context: Context, applies: Rails) -> Context:
    """
    Return the context with consents and ways without one judged.
    """
    tables: Mapping[str, Table] = {
        id_: table(each, context) for id_, each in rules.deciders.items()
    }
    consents, routes = dict(context.consents), dict(context.routes)
    for id_, purpose in rules.purposes.items():
        records = _Records(context.variables[variable_of(id_)])
        who = tables[purpose.decided_by]
        consents[id_] = _consent(records, who, applies)
        for route, way in purpose.routes.items():
            against = _against(records, who, route)
            parts = [applies, context.rails(way.when), against.turned]
            routes[id_, route] = all_rails(parts)
    return attrs.evolve(context, consents=consents, routes=routes)


def _consent(records: _Records, who: Table, applies: Rails) -> Rails:
    true: list[Formula] = []
    false: list[Formula] = [records.are(REFUSED)]
    false.append(both(records.are(DOUBTFUL), applies.false))
    for decider, given in records.given:
        others = [
            who.settled_on(each)
            for each in who.possible
            if each not in (None, decider.value, Decider.NOBODY_YET.value)
        ]
        true.append(both(given, applies.true, who.settled_on(decider.value)))
        false.append(both(given, either(applies.false, *others)))
    return Rails(either(*true), either(*false))


def _against(records: _Records, who: Table, route: Route) -> Rails:
    """
    Say whether an emergency is closed by the person's own, free no.
    """
    if route is not Route.EMERGENCY:
        return Rails(NEVER, ALWAYS)
    guardians = (Decider.GUARDIAN.value, Decider.INDEPENDENT_GUARDIAN.value)
    may_decide = either(*(who.possible.get(each, NEVER) for each in guardians))
    refused, doubtful = records.are(REFUSED), records.are(DOUBTFUL)
    return Rails(
        both(refused, negated(may_decide)), both(negated(refused), negated(doubtful))
    )
