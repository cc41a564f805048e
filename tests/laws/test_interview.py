"""
The promises of an interview, as laws over random pathways and whatever is replied.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caring.guidance.pathway import Pathway
from caring.interviewing.interview import Interview
from caring.interviewing.prompts import Manner, Prompt, Words
from caring.language.answers import MOST_OFFERS
from caring.language.facts import Number, Obtained, Options, Time
from caring.library import advise, load
from caring.running.fit import fit
from caring.running.interpret import judge
from caring.values.errors import AnswersError
from caring.values.moments import Moment
from caring.values.truth import Truth
from tests.laws.encounters import ON, pathways

Reply = Callable[[Interview], Interview]

CHANGES = 2
"""How often the room changes at most; each time some questions are asked anew."""

SILENT = (
    Interview.skipped,
    Interview.declined,
    Interview.does_not_know,
    Interview.unsafe,
)


def _value(prompt: Prompt, data: st.DataObject) -> object:
    match prompt.domain:
        case Options(labels=labels):
            return data.draw(st.sampled_from(list(labels)))
        case Number(at_least=least, at_most=most):
            return data.draw(st.integers(least, most))
        case Time():
            return ON.date()
        case Words():
            return "Harbour House"


def _some_reply(interview: Interview, prompt: Prompt, data: st.DataObject) -> Reply:
    """
    Draw a reply; what would not go together with earlier answers is left for later.
    """
    # Mostly answers, and yes where that opens the gate, or little would be asked.
    silent = data.draw(st.sampled_from([None, None, None, *SILENT]))
    if silent is not None:
        return silent
    opens = prompt.id in interview.facts_of_gate and data.draw(st.booleans())
    value = "yes" if opens else _value(prompt, data)
    try:
        after = interview.answered(value)
    except AnswersError:
        return Interview.skipped
    return lambda _: after


def _steps(
    pathway: Pathway, data: st.DataObject
) -> Iterator[tuple[Interview, Prompt | None, Reply]]:
    """
    Walk an interview to its end: where it stands, what it asks and what is replied.
    """
    interview, changes = Interview.begin(pathway, on=ON), 0
    while (prompt := interview.prompt) is not None:
        reply = _some_reply(interview, prompt, data)
        if prompt.manner is Manner.STILL_SAFE:
            changes += 1
            stays = changes > CHANGES or data.draw(st.sampled_from((True, True, False)))
            reply = _yes if stays else Interview.room_changed
        yield interview, prompt, reply
        interview = reply(interview)
    yield interview, None, Interview.back


def _yes(interview: Interview) -> Interview:
    return interview.answered("yes")


def _most_steps(pathway: Pathway) -> int:
    """
    Count what there can be at most: each twice, each after a look around.
    """
    of_a_consent = 20
    once = 4 * len(pathway.facts) + 2 * of_a_consent * len(pathway.purposes)
    return once * (CHANGES + 1) + 1


def _is_safe(interview: Interview) -> bool:
    """
    Judge the gate on the answers alone.
    """
    pathway = interview.pathway
    case = fit(interview.answers, pathway.facts, (), Moment.of(ON), pathway.purposes)
    gate = pathway.gate
    return gate is not None and judge(gate.when, case).truth is Truth.TRUE


def _hold(pathway: Pathway, data: st.DataObject) -> None:
    declined: set[str] = set()
    put: Counter[str] = Counter()
    for number, (interview, prompt, reply) in enumerate(_steps(pathway, data)):
        assert number < _most_steps(pathway)
        if prompt is None:
            again = advise(interview.answers, pathway=pathway, on=ON)
            assert interview.advice.to_json() == again.to_json()
            break
        assert prompt.id not in declined
        if prompt.is_sensitive and interview.talk is None:
            assert _is_safe(interview)
            assert interview.is_surely_safe
        if prompt.fact is not None and prompt.fact.obtained is Obtained.ASKED:
            put[prompt.id] += 1
            assert put[prompt.id] <= MOST_OFFERS
        if reply is Interview.declined:
            is_part = prompt.manner is Manner.CONSENT and prompt.element != "state"
            declined |= set() if is_part else {prompt.id}


@settings(max_examples=settings().max_examples // 4)
@given(pathways(), st.data())
def test_an_interview_ends_and_asks_nothing_unsafe(
    pathway: Pathway, data: st.DataObject
) -> None:
    """
    Whatever is replied, it ends; nothing sensitive comes while asking is not surely
    safe, nothing again that was declined, nothing to the person a third time; and its
    advice is what its answers give.
    """
    # Nobody answers what is worked out, and these pathways do not say from what.
    assume(all(each.is_answered for each in pathway.facts.values()))
    _hold(pathway, data)


@settings(max_examples=settings().max_examples // 8)
@given(pathways(), st.data())
def test_going_back_undoes_a_reply(pathway: Pathway, data: st.DataObject) -> None:
    """
    Step by step: the answers and the question are those of before.
    """
    assume(all(each.is_answered for each in pathway.facts.values()))
    for interview, prompt, reply in _steps(pathway, data):
        if prompt is None or prompt.manner is Manner.STILL_SAFE:
            continue
        back = reply(interview).back()
        assert back.answers == interview.answers
        assert back.prompt is not None
        assert back.prompt.id in {prompt.id, "safe_to_ask"}


@pytest.mark.whole
@pytest.mark.parametrize(
    "name", ["staff-detect-signs", "person-tells", "person-is-referred"]
)
@settings(max_examples=settings().max_examples // 10)
@given(data=st.data())
def test_so_do_interviews_along_the_bundled_pathways(
    name: str, data: st.DataObject
) -> None:
    """
    The same law, on the guidance that is there.
    """
    pathway = load(f"pathway/{name}")
    assert isinstance(pathway, Pathway)
    _hold(pathway, data)
