"""
Vectors: which cases are made, that every pair meets that can, and their written form.
"""

import datetime as dt
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

import caring
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.language.answers import Answers
from caring.language.conditions import Condition
from caring.language.derivations import AgeInYears, Bands, HoursSince
from caring.language.facts import Fact, Obtained, Time
from caring.language.silence import RECORDED
from caring.running.encounters import Setting
from caring.testing import ON, vectors
from caring.testing.cases import answers_in, refused
from caring.testing.covering import covering
from caring.testing.factors import factors_of
from caring.testing.scenarios import alone
from tests.spec.builders import (
    all_hold,
    choice,
    consent_rules,
    constraint,
    first,
    highest,
    is_one_of,
    is_within,
    is_yes,
    number,
    pathway,
    patient_decides,
    purpose,
    row,
    screening,
    yes_no,
)

SCHEMAS = Path(__file__).parent.parent.parent / "protocols" / "schema"

TOGETHER = screening(
    highest(
        row(
            "high", all_hold(is_yes("bruises"), is_within("days", at_least=3, below=6))
        ),
        row("some", is_one_of("came", "alone")),
    ),
    facts=[
        yes_no("bruises", applies_when=is_yes("seen")),
        yes_no("seen"),
        number("days", 0, 9),
        choice("came", "alone", "brought"),
    ],
    constraints=(constraint(is_one_of("came", "alone"), is_yes("seen")),),
)


def _bundled(name: str) -> Protocol | Pathway:
    found = caring.load(name)
    assert isinstance(found, Protocol | Pathway)
    return found


def _moment(name: str, *, by_the_hour: bool) -> Fact:
    return attrs.evolve(yes_no(name), domain=Time(by_the_hour=by_the_hour))


def _derived(fact: Fact, derived: Any) -> Fact:
    return attrs.evolve(fact, derived=derived, obtained=Obtained.DERIVED)


def _timed(fact: Fact, *moments: Fact, when: Condition | None = None) -> Protocol:
    test = is_within(fact.id, at_least=18) if when is None else when
    return screening(highest(row("high", test)), facts=[fact, *moments])


def test_first_nothing_is_answered() -> None:
    """
    The case in which most faults of exporters are found stands first.
    """
    case = vectors(TOGETHER)[0]
    assert case.name == "nothing is answered"
    assert case.answers == Answers()
    assert case.expect["decisions"]["concern"]["settled"] is False


def test_no_case_is_there_twice() -> None:
    """
    A row that turns out as one that is there already is left out.
    """
    answers = [each.answers for each in vectors(TOGETHER)]
    assert all(answers.count(each) == 1 for each in answers)


def test_each_limit_of_a_number_is_tried_on_its_own() -> None:
    """
    The limit, the whole number just below it, and both ends.
    """
    singles = [each.name for each in vectors(TOGETHER) if each.name.startswith("days")]
    assert singles == [f"days: {n}" for n in (0, 2, 3, 5, 6, 9)]


def test_a_birthday_is_tried_and_the_day_after() -> None:
    """
    Somebody who turns 18 today is 18, and who does tomorrow is not.
    """
    age = _derived(number("age", 0, 120), AgeInYears("born"))
    factor = factors_of(_timed(age, _moment("born", by_the_hour=False)), ON)["born"]

    assert factor.limits == ("2026-01-15", "2008-01-15", "2008-01-16")


def test_the_limits_of_bands_are_tried() -> None:
    """
    A band is worked out from an age, which is worked out from a day.
    """
    age = _derived(number("age", 0, 120), AgeInYears("born"))
    limits = (("child", 0), ("adult", 18))
    band = _derived(choice("band", "child", "adult"), Bands("age", limits))
    born = _moment("born", by_the_hour=False)
    protocol = _timed(band, age, born, when=is_one_of("band", "child"))
    names = factors_of(protocol, dt.datetime(2024, 2, 29, tzinfo=dt.UTC))["born"].limits

    assert {"2006-02-28", "2006-03-01", "2024-02-29"} <= set(names)


@pytest.mark.parametrize(
    ("by_the_hour", "names"),
    [
        (
            True,
            ("2026-01-15", "2026-01-14T16:00:00+00:00", "2026-01-14T16:01:00+00:00"),
        ),
        (False, ("2026-01-15", "2026-01-14")),
    ],
)
def test_hours_are_tried_to_the_minute(
    by_the_hour: bool, names: tuple[str, ...]
) -> None:
    """
    Eighteen hours ago, and a minute less; where only days are taken, the day.
    """
    hours = _derived(number("hours", 0, 99), HoursSince("hurt"))
    hurt = _moment("hurt", by_the_hour=by_the_hour)
    limits = factors_of(_timed(hours, hurt), ON)["hurt"].limits

    assert limits[: len(names)] == names


def test_every_two_values_meet_that_can() -> None:
    """
    A pair is missing only where it alone is refused.
    """
    factors = factors_of(TOGETHER, ON)
    along, setting = alone(TOGETHER), Setting(on=ON)
    met: set[tuple[tuple[str, object], ...]] = set()
    for case in vectors(TOGETHER):
        values = {fact: each.value for fact, each in case.answers.values.items()}
        row_ = [(name, values.get(name)) for name in factors]
        met |= set(combinations(row_, 2))
    missing = 0
    for one, other in combinations(factors, 2):
        for a, its in factors[one].values.items():
            for b, others in factors[other].values.items():
                if ((one, its), (other, others)) not in met:
                    missing += 1
                    there = answers_in({one: a, other: b}, factors)
                    assert refused(along, there, setting), (one, a, other, b)
    assert missing > 0  # the constraint, and what does not apply


def test_no_pair_is_refused() -> None:
    """
    Rows are made to fit, so that they try rules and not only refusals.
    """
    cases = [each for each in vectors(TOGETHER) if each.name.startswith("pairs")]
    assert len(cases) < 100
    assert not [each for each in cases if "refused" in each.expect]


def test_what_is_refused_alone_is_expected_to_be() -> None:
    """
    A number that no answer may have is a case in which its fact is named.
    """
    whole = screening(
        highest(row("high", is_within("days", at_least=3))),
        facts=[number("days", 0, 9)],
        constraints=(constraint(is_within("days", at_least=9)),),
    )
    expects = {each.name: each.expect for each in vectors(whole)}
    assert expects["days: 9"] == {"refused": ["days"]}


def test_rows_are_covering_without_mending() -> None:
    """
    Three factors of two values need few rows, always the same.
    """
    factors = dict.fromkeys("abc", ("0", "1"))
    rows = covering(factors, lambda row, _: row)

    met = {pair for each in rows for pair in combinations(sorted(each.items()), 2)}
    assert len(met) == 12
    assert len(rows) <= 6
    assert rows == covering(factors, lambda row, _: row)
    assert covering(factors, lambda _row, _kept: None) == []


def test_consents_are_tried_given_and_refused() -> None:
    """
    A whole record opens what asks for it, and a refusal closes it.
    """
    rules = consent_rules(patient_decides(), purpose("share"))
    results = {
        (each.answers.values["adult"].value, record.state.value): result
        for each in vectors(rules)
        for record in each.answers.consents
        if "adult" in each.answers.values
        for result in [each.expect["decisions"]["share"]["result"]]
    }
    assert results["yes", "given"] == "proceed"
    assert results["no", "given"] == "hold"
    assert results["yes", "refused"] == "hold"


def test_a_pathway_names_its_roles() -> None:
    """
    Decisions and populations stand under the role of their protocol.
    """
    case = vectors(pathway(TOGETHER))[0]
    assert list(case.expect["decisions"]) == ["screening.concern"]
    assert list(case.expect["applies"]) == ["screening"]


@pytest.mark.parametrize(
    "name", ["measure/phq-2", "consent/legal-duties", "checklist/when-somebody-tells"]
)
def test_the_written_form_keeps_its_schema(name: str) -> None:
    """
    Whoever reads the file elsewhere can rely on the published shape.
    """
    text = caring.export(name, to="vectors")["vectors.json"]
    written = json.loads(text)
    schema = json.loads((SCHEMAS / "vectors.json").read_text("utf-8"))

    jsonschema.validate(written, schema)
    assert written["digest"] == _bundled(name).digest
    del written["cases"][0]["expect"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, schema)


def test_days_and_silences_are_written_in_words() -> None:
    """
    A day is ISO 8601, a silence its name; what was not asked is not there.
    """
    age = _derived(number("age", 0, 120), AgeInYears("born"))
    protocol = _timed(age, _moment("born", by_the_hour=False))
    written = [each.as_data()["answers"] for each in vectors(protocol)]

    found = {each.get("born", "-") for each in written}
    silent = {each.value for each in RECORDED}
    assert (
        {"2008-01-15"}
        <= found
        <= {*silent, "2008-01-15", "2008-01-16", "2026-01-15", "-"}
    )


def test_a_first_match_is_written_with_its_gap() -> None:
    """
    A declared gap is written as nothing.
    """
    nobody = first(otherwise="nobody_yet", unsettled="nobody_yet")
    (case,) = vectors(consent_rules(nobody))
    result = case.expect["decisions"][nobody.id]
    assert result["possible"] == ["nobody_yet"]
