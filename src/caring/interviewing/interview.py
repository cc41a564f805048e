"""
An interview as a value: what to ask next, and what each reply makes of it.
"""

import datetime as dt
from collections.abc import Mapping

import attrs

from caring.guidance.assessment import Advice, Question, Reason
from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.interviewing.consents import Talk
from caring.interviewing.demands import demands
from caring.interviewing.prompts import MANNERS, Manner, Prompt
from caring.interviewing.reasons import reasons_for
from caring.language.answers import MOST_OFFERS, Answer, Answers
from caring.language.conditions import facts_in
from caring.language.facts import Lasting, Obtained, Options
from caring.language.silence import Silence
from caring.running.advise import meet
from caring.running.encounters import Encounter, Setting
from caring.running.interpret import judge
from caring.values.errors import AnswersError, Problem
from caring.values.mappings import FrozenMapping, frozen
from caring.values.quiet import Private
from caring.values.truth import Truth

_YES_NO = Options(type="yes_no", labels={"yes": "", "no": ""})


@attrs.frozen(kw_only=True, repr=False)
class Interview(Private):
    """
    An encounter that is being asked, one safe question at a time.

    Every reply gives a new interview; none changes. It ends where ``prompt`` is
    ``None``. No question is put more than twice, and none again that was declined.
    """

    encounter: Encounter
    """The answers and consents so far, and the advice on them."""

    before: "Interview | None" = None
    """The interview before the last reply."""

    is_surely_safe: bool = False
    """Whether somebody has just looked around, and asking is still safe."""

    talk: Talk | None = None
    """The consent that is being asked for, if one is."""

    sought: Mapping[str, int] = attrs.field(default=FrozenMapping(), converter=frozen)
    """How often asking for a consent was left, by purpose."""

    @classmethod
    def begin(
        cls,
        pathway: Pathway,
        *,
        on: dt.datetime | dt.date,
        law: tuple[Law, ...] = (),
        directory: Directory | None = None,
        answers: Answers | Mapping[str, object] | None = None,
    ) -> "Interview":
        """
        Begin an interview.

        Args:
            pathway: The pathway.
            on: The moment, which stays the same throughout.
            law: The law of each place that applies.
            directory: The services that may be referred to.
            answers: What is known beforehand, of this encounter and its present part.

        Raises:
            AnswersError: If what is known beforehand does not fit.
            TypeError: If ``on`` is no datetime and no date.
            ValueError: If ``on`` is a datetime without a time zone, or the answers say
                when an encounter or a part of it began; here all are of this one.
        """
        # A plain mapping would stand in tracebacks that show variables.
        answers = answers if isinstance(answers, Answers) else Answers(answers or {})
        if answers.encounter_began or answers.section_began:
            raise ValueError("an interview begins with answers of this encounter alone")
        setting = Setting(on=on, law=law, directory=directory)
        return cls(encounter=meet(pathway, answers, setting))

    @property
    def pathway(self) -> Pathway:
        """
        The pathway that is followed.
        """
        return self.encounter.pathway

    @property
    def answers(self) -> Answers:
        """
        All that was replied, with the consents.
        """
        return self.encounter.answers

    @property
    def advice(self) -> Advice:
        """
        The advice on all that was replied; just what ``caring.advise`` says of it.
        """
        return self.encounter.advice

    @property
    def prompt(self) -> Prompt | None:
        """
        What is asked next; ``None`` where nothing is left that may be asked.

        Before anything sensitive is shown, it is asked whether that is still safe.
        """
        wanted = self._wanted()
        if wanted is None or not wanted.is_sensitive or self.is_surely_safe:
            return wanted
        # In the middle of a consent the person is talking: nothing new comes up.
        return wanted if self.talk is not None else self._look_around()

    @property
    def why(self) -> tuple[Reason, ...]:
        """
        Why the next question is asked: the rules that wait for it, in their order.

        Empty for what is no fact.
        """
        prompt = self.prompt
        if prompt is None or prompt.fact is None:
            return ()
        return reasons_for(prompt.fact.id, self.encounter)

    @property
    def facts_of_gate(self) -> frozenset[str]:
        """
        Name the facts on which it hangs whether asking is safe.
        """
        gate, facts = self.pathway.gate, self.pathway.facts
        if gate is None:
            return frozenset()
        read = facts_in(gate.when)
        under = (each for id_ in read if id_ in facts for each in facts[id_].rests_on)
        return frozenset([*read, *under])

    def answered(self, value: object) -> "Interview":
        """
        Take an answer to the prompt: an option's id, a number, a day, a time or a name.

        Raises:
            AnswersError: If it does not fit, by itself or with other answers. It names
                facts and repeats no value; the interview stays as it was.
            ValueError: If nothing is asked.
        """
        prompt = self._asked()
        if not prompt.domain.fits(value):
            raise AnswersError([Problem((prompt.id,), prompt.domain.expected)])
        if prompt.manner is Manner.STILL_SAFE:
            return self._still_safe() if value == "yes" else self.room_changed()
        if prompt.manner is Manner.CONSENT:
            return self._said(value)
        return self._recorded(prompt.id, value)

    def declined(self) -> "Interview":
        """
        Note that the person does not want to answer; it is not asked again.
        """
        return self._silent(Silence.DECLINED)

    def does_not_know(self) -> "Interview":
        """
        Note that it is not known; it is not asked again.
        """
        return self._silent(Silence.DOES_NOT_KNOW)

    def unsafe(self) -> "Interview":
        """
        Note that asking this is not safe; it is not asked again in this room.
        """
        return self._silent(Silence.UNSAFE_TO_ASK)

    def skipped(self) -> "Interview":
        """
        Leave the question for later; it comes once more, after all others.
        """
        return self._silent(Silence.NOT_ASKED)

    def room_changed(self) -> "Interview":
        """
        Begin a new part of the encounter: somebody came or left, or the room changed.

        What stood for the part before is asked anew, and with it whether asking is
        safe. What was not safe to ask before may then be asked.
        """
        encounter = self._meeting(self._of_a_new_part())
        return self._next(encounter=encounter, talk=None)

    def back(self) -> "Interview":
        """
        Take the last reply back; at the beginning nothing changes.

        Whether asking is still safe is then asked anew.
        """
        return attrs.evolve(self.before or self, is_surely_safe=False)

    def _asked(self) -> Prompt:
        if self.prompt is None:
            raise ValueError("the interview has ended: nothing is asked")
        return self.prompt

    def _wanted(self) -> Prompt | None:
        if self.talk is not None:
            return self.talk.prompt
        question = self._question()
        if question is not None:
            return self._prompt_of(question)
        talk = self._next_talk()
        return None if talk is None else talk.prompt

    def _question(self) -> Question | None:
        """
        Choose what comes next: first what was not put yet, then the most urgent.

        What staff can see comes before what has to be asked.
        """
        observe, entry = self.advice.to_observe, self.pathway.entry
        listed = (*observe, *self.advice.next_questions)

        def order(each: Question) -> tuple[int, bool, int]:
            id_ = each.fact.id
            return self._offers(id_), id_ not in entry, each.urgency.rank

        return min(listed, key=order, default=None)

    def _offers(self, fact: str) -> int:
        given = self.answers.values.get(fact)
        return 0 if given is None else given.offers

    def _prompt_of(self, question: Question) -> Prompt:
        fact, gate = question.fact, self.pathway.gate
        return Prompt(
            manner=MANNERS.get(fact.obtained, Manner.NOTE),
            id=fact.id,
            domain=fact.domain,
            is_sensitive=gate is not None and fact.sensitivity in gate.binds,
            fact=fact,
            urgency=question.urgency,
        )

    def _next_talk(self) -> Talk | None:
        """
        Choose the consent to ask for next, which is done only where asking is safe.
        """
        gate, case = self.pathway.gate, self.encounter.case
        if gate is None or judge(gate.when, case).truth is not Truth.TRUE:
            return None
        left = [
            each
            for each in demands(self.encounter)
            if self.sought.get(each.purpose.id, 0) < MOST_OFFERS
        ]
        often = self.sought.get
        return min(left, key=lambda each: often(each.purpose.id, 0), default=None)

    def _look_around(self) -> Prompt:
        gate = self.pathway.gate
        assert gate is not None  # without one nothing is sensitive
        return Prompt(
            manner=Manner.STILL_SAFE,
            id=gate.finding,
            domain=_YES_NO,
            is_sensitive=False,
        )

    def _silent(self, silence: Silence) -> "Interview":
        prompt = self._asked()
        if prompt.manner is Manner.STILL_SAFE:
            # Whatever is not a yes is not surely safe.
            return self.room_changed()
        if prompt.manner is not Manner.CONSENT:
            return self._recorded(prompt.id, silence)
        if prompt.element != "state":
            return self._said(None)
        assert prompt.purpose is not None
        return self._not_sought(prompt.purpose.id, silence)

    def _not_sought(self, purpose: str, silence: Silence) -> "Interview":
        """
        Leave a consent: what was skipped is asked for once more.
        """
        times = self.sought.get(purpose, 0) + 1
        if silence is not Silence.NOT_ASKED:
            times = MOST_OFFERS
        sought = {**self.sought, purpose: times}
        return self._next(talk=None, sought=sought)

    def _said(self, value: object) -> "Interview":
        """
        Take one element of a consent; the last one makes it a record.
        """
        talk = self.talk or self._next_talk()
        assert talk is not None  # it is what was asked
        said = talk.saying(value)
        if said.prompt is not None:
            return self._next(talk=said)
        record = said.record(self.encounter.setting.on)
        answers = attrs.evolve(self.answers, consents=(*self.answers.consents, record))
        return self._next(talk=None, encounter=self._meeting(answers))

    def _recorded(self, fact: str, value: object) -> "Interview":
        given = Answer(value, offers=self._offers(fact) + 1)
        met = self._meeting(self.answers.replacing(**{fact: given}))
        return self._next(encounter=met)

    def _still_safe(self) -> "Interview":
        return attrs.evolve(self, is_surely_safe=True)

    def _of_a_new_part(self) -> Answers:
        """
        Forget what stood for one part of the encounter, so that the gate closes.

        Where no fact of the gate stands for a part alone, all of them are forgotten.
        """
        values = self.answers.values
        passing = {id_ for id_ in values if self._stands_for_a_part(id_)}
        gate = {id_ for id_ in self.facts_of_gate if not self._is_declined(id_)}
        gone = passing if passing & gate else passing | gate
        kept = {id_: each for id_, each in values.items() if id_ not in gone}
        # Of what the person was asked, it still counts how often.
        asked = {
            id_: Answer(Silence.NOT_ASKED, offers=values[id_].offers)
            for id_ in gone & values.keys()
            if self.pathway.facts[id_].obtained is Obtained.ASKED
        }
        return attrs.evolve(self.answers, values={**kept, **asked})

    def _stands_for_a_part(self, id_: str) -> bool:
        if self.answers.values[id_].value is Silence.UNSAFE_TO_ASK:
            return True
        is_passing = self.pathway.facts[id_].lasts is Lasting.SECTION
        return is_passing and not self._is_declined(id_)

    def _is_declined(self, id_: str) -> bool:
        given = self.answers.values.get(id_)
        return given is not None and given.value is Silence.DECLINED

    def _meeting(self, answers: Answers) -> Encounter:
        return meet(self.pathway, answers, self.encounter.setting)

    def _next(self, **changes: object) -> "Interview":
        changed = {"before": self, "is_surely_safe": False, **changes}
        return attrs.evolve(self, **changed)  # type: ignore[arg-type]
