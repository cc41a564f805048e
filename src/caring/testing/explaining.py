"""
Why a scenario failed, in sentences; answers only where somebody asks for them.
"""

from collections.abc import Iterator

from caring.guidance.assessment import Assessment
from caring.language.results import Outcome
from caring.language.silence import Silence
from caring.testing.scenarios import ALONE, ScenarioResult
from caring.values.truth import Truth


def explained(result: ScenarioResult, *, with_answers: bool = False) -> Iterator[str]:
    """
    Say what came out otherwise, and on what that rests: rules, names of facts, places.

    Args:
        result: A scenario that was run.
        with_answers: Whether its answers are written too. Build logs are kept and read
            by many, and a case may have been modelled on somebody; so nobody gets them
            who did not ask.
    """
    yield f"{result.span.place}: {result.of}: {result.name}"
    for difference in result.differences:
        yield f"  {difference}"
    if result.encounter is None:
        return
    for role, each in result.encounter.advice.assessments.items():
        for name, outcome in each.outcomes.items():
            called = name if role == ALONE else f"{role}.{name}"
            if any(d.what.startswith(f"{called}.") for d in result.differences):
                yield from _because(called, each, name, outcome)
    if with_answers:
        yield "  answers:"
        for fact, answer in sorted(result.encounter.answers.values.items()):
            value = answer.value
            word = value.value if isinstance(value, Silence) else value
            yield f"    {fact}: {word}"


def _because(
    called: str, assessment: Assessment, name: str, outcome: Outcome
) -> Iterator[str]:
    held = [each.row for each in outcome.rows if each.truth is Truth.TRUE]
    for row in held:
        place = "" if row.span is None else f" ({row.span.place})"
        yield f"  `{called}`: `{row.result}` holds{place}: {row.because}"
    if not held:
        yield f"  `{called}`: no rule surely holds"
    rests_on = assessment.reasons[name]
    if rests_on:
        yield f"  `{called}` rests on {_quoted(rests_on)}"
    missing = [each.fact for each in outcome.missing]
    if missing:
        yield f"  `{called}` could change with {_quoted(missing)}"


def _quoted(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{each}`" for each in names)
