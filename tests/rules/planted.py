"""
Every rule, the few words of code that hold it, and the test that guards it.
"""

import attrs


@attrs.frozen
class Fault:
    """
    A small edit that removes one rule.
    """

    rule: str
    """The rule, in one sentence."""

    file: str
    """Where it is held, below ``src/caring``."""

    old: str
    """The code that holds it; it stands there exactly once."""

    new: str
    """The same place without the rule."""

    test: str
    """The test that has to fail then, as ``folder/file.py::name`` below ``tests``."""

    @property
    def name(self) -> str:
        """
        A short name: the number of the rule in the list and its test.
        """
        return f"{FAULTS.index(self) + 1:02}-{self.test.rpartition('::')[2]}"


FAULTS = (
    # Silence
    Fault(
        "Silence is never a no: a silent fact is neither yes nor no.",
        "running/interpret.py",
        "    if isinstance(stands, Silence):\n        return Truth.UNKNOWN\n",
        "    if isinstance(stands, Silence):\n        return Truth.FALSE\n",
        "spec/test_silence.py::test_yes_no",
    ),
    Fault(
        "A silent number lies in no range and outside none.",
        "running/interpret.py",
        "    if not isinstance(stands, int):\n        return Truth.UNKNOWN\n",
        "    if not isinstance(stands, int):\n        return Truth.FALSE\n",
        "spec/test_silence.py::test_number",
    ),
    Fault(
        "A test for a recorded silence is unknown while nobody asked.",
        "running/interpret.py",
        "    if stands is Silence.NOT_ASKED:\n        return Truth.UNKNOWN\n",
        "    if stands is Silence.NOT_ASKED:\n        return Truth.FALSE\n",
        "spec/test_silence.py::test_yes_no",
    ),
    Fault(
        "The recorded silences are distinct: declined is not unsafe to ask.",
        "running/interpret.py",
        "    return known(stands is silence)\n",
        "    return known(isinstance(stands, Silence))\n",
        "spec/test_silence.py::test_yes_no",
    ),
    Fault(
        "A fact that does not apply is surely neither yes nor no.",
        "running/interpret.py",
        "        return Truth.FALSE\n    if isinstance(stands, Silence):\n",
        "        return Truth.UNKNOWN\n    if isinstance(stands, Silence):\n",
        "spec/test_silence.py::test_yes_no",
    ),
    Fault(
        "A fact does not apply only where its condition is surely false.",
        "running/interpret.py",
        "    return NOT_APPLICABLE if applies is Truth.FALSE else recorded\n",
        "    return recorded if applies is Truth.TRUE else NOT_APPLICABLE\n",
        "spec/test_applies_when.py::test_where_the_fact_stands",
    ),
    Fault(
        "A truth is never read as yes or no.",
        "values/truth.py",
        "        raise TypeError(msg)\n",
        "        return self is Truth.TRUE\n",
        "spec/test_joining.py::test_a_truth_is_not_read_as_yes_or_no",
    ),
    # Joining
    Fault(
        "One false part settles `all`, whatever is still unknown.",
        "values/truth.py",
        "    if Truth.FALSE in seen:\n",
        "    if Truth.FALSE in seen and Truth.UNKNOWN not in seen:\n",
        "spec/test_joining.py::test_two_parts",
    ),
    Fault(
        "An unknown part leaves the whole unknown unless the others settle it.",
        "values/truth.py",
        "    if Truth.UNKNOWN in seen:\n        return Truth.UNKNOWN\n",
        "    if Truth.UNKNOWN in seen:\n        return Truth.FALSE\n",
        "spec/test_joining.py::test_two_parts",
    ),
    Fault(
        "What is unknown stays unknown when it is turned round.",
        "values/truth.py",
        "        case Truth.UNKNOWN:\n            return Truth.UNKNOWN\n",
        "        case Truth.UNKNOWN:\n            return Truth.FALSE\n",
        "spec/test_joining.py::test_not",
    ),
    # Numbers
    Fault(
        "A range takes in its lower end.",
        "values/truth.py",
        "    if least >= limit:\n",
        "    if least > limit:\n",
        "spec/test_numbers.py::test_ranges",
    ),
    Fault(
        "A range leaves out its upper end.",
        "values/truth.py",
        "negation(_reaches(least, greatest, below))",
        "negation(_reaches(least, greatest, below + 1))",
        "spec/test_numbers.py::test_ranges",
    ),
    Fault(
        "A count is missed only when too few could still hold.",
        "running/interpret.py",
        "    possible = sure + truths.count(Truth.UNKNOWN)\n",
        "    possible = sure\n",
        "spec/test_numbers.py::test_how_many_hold",
    ),
    Fault(
        "Points that may be taken away lower the least possible sum.",
        "running/interpret.py",
        "            least += min(term.points, 0)\n",
        "            least += 0\n",
        "spec/test_numbers.py::test_scores",
    ),
    Fault(
        "Points that may be taken away do not lower the greatest possible sum.",
        "running/interpret.py",
        "            greatest += max(term.points, 0)\n",
        "            greatest += term.points\n",
        "spec/test_numbers.py::test_scores",
    ),
    # A scale
    Fault(
        "No silent green: a row that is not ruled out is possible.",
        "running/decide.py",
        "    possible = [each.row.result for each in rows"
        " if each.truth is not Truth.FALSE]\n",
        "    possible = [each.row.result for each in rows"
        " if each.truth is Truth.TRUE]\n",
        "spec/test_highest.py::test_silence_is_not_green",
    ),
    Fault(
        "Only a row that surely holds raises `at_least`.",
        "running/decide.py",
        "    sure = [each.row.result for each in rows if each.truth is Truth.TRUE]\n",
        "    sure = [each.row.result for each in rows"
        " if each.truth is not Truth.FALSE]\n",
        "spec/test_highest.py::test_bounds",
    ),
    Fault(
        "While the level is open, the floor is the least to act on.",
        "running/decide.py",
        "        working=sorted([at_least, floor, at_most], key=place)[1],\n",
        "        working=at_least,\n",
        "spec/test_highest.py::test_the_level_to_act_on",
    ),
    Fault(
        "The level to act on never lies above what is possible.",
        "running/decide.py",
        "        working=sorted([at_least, floor, at_most], key=place)[1],\n",
        "        working=max([at_least, floor], key=place),\n",
        "spec/test_highest.py::test_every_combination_of_the_three",
    ),
    Fault(
        "A row raises the floor only while it surely holds.",
        "running/decide.py",
        "    raised = [each.row.result for each in rows if each.truth is Truth.TRUE]\n",
        "    raised = [each.row.result for each in rows"
        " if each.truth is not Truth.FALSE]\n",
        "spec/test_highest.py::test_rows_raise_the_floor",
    ),
    Fault(
        "No row lowers the floor.",
        "running/decide.py",
        "    return max([decision.floor, *raised], key=decision.scale.index)\n",
        "    return max(raised or [decision.floor], key=decision.scale.index)\n",
        "spec/test_highest.py::test_rows_never_lower_the_floor",
    ),
    Fault(
        "A declined fact leaves a result unsettled and does not keep it open.",
        "language/results.py",
        "            each.why is Silence.NOT_ASKED and each.is_critical for each",
        "            each.is_critical for each",
        "spec/test_highest.py::test_settled_and_open",
    ),
    Fault(
        "The silence of a sign that is not critical does not keep a scale open.",
        "language/results.py",
        "            each.why is Silence.NOT_ASKED and each.is_critical for each",
        "            each.why is Silence.NOT_ASKED for each",
        "spec/test_highest.py::test_signs_that_are_not_critical",
    ),
    Fault(
        "Bounds that no answer could bring together are called not decided.",
        "running/decide.py",
        "        is_undecided=at_least != at_most and"
        " _is_undecided(decision, case, missing),\n",
        "        is_undecided=False,\n",
        "spec/test_highest.py::test_not_decided_by_these_rules",
    ),
    Fault(
        "Actions follow the working level, also where only the floor calls for it.",
        "running/recommend.py",
        "in enumerate(scale[: scale.index(outcome.working) + 1]):\n",
        "in enumerate(scale[: scale.index(outcome.at_least) + 1]):\n",
        "spec/test_highest.py::test_actions_add_up",
    ),
    Fault(
        "A level has the actions of every lower level too.",
        "running/recommend.py",
        "in enumerate(scale[: scale.index(outcome.working) + 1]):\n",
        "in [(scale.index(outcome.working), outcome.working)]:\n",
        "spec/test_highest.py::test_actions_add_up",
    ),
    Fault(
        "What only the floor calls for is not called certain.",
        "running/recommend.py",
        "        certainty = Certainty.CERTAIN if sure else Certainty.UNTIL_SETTLED\n",
        "        certainty = Certainty.CERTAIN\n",
        "spec/test_highest.py::test_what_only_the_floor_calls_for",
    ),
    # First match
    Fault(
        "A row after one that surely holds is not possible.",
        "running/decide.py",
        "        yield row\n        if row.truth is Truth.TRUE:\n            return\n",
        "        yield row\n",
        "spec/test_first.py::test_possible_rows",
    ),
    Fault(
        "A table is settled when all possible rows agree, whichever of them it is.",
        "running/decide.py",
        "        dict.fromkeys([*results, *([] if ended else [decision.otherwise])])\n",
        "        [*results, *([] if ended else [decision.otherwise])]\n",
        "spec/test_first.py::test_possible_rows",
    ),
    Fault(
        "While a table is unsettled, its `unsettled` result is acted on.",
        "running/decide.py",
        "        result=possible[0] if settled else decision.unsettled,\n",
        "        result=possible[0],\n",
        "spec/test_first.py::test_possible_rows",
    ),
    Fault(
        "A table has `otherwise` or a declared gap.",
        "language/decisions.py",
        "        if (self.otherwise is None) == (self.gap is None):\n",
        "        if False:\n",
        "spec/test_first.py::test_otherwise_or_a_gap",
    ),
    # Every match
    Fault(
        "A row that may hold is possible, and not ruled out.",
        "language/results.py",
        "        return self._with(Truth.UNKNOWN)\n",
        "        return ()\n",
        "spec/test_every.py::test_certain_possible_ruled_out",
    ),
    Fault(
        "A possible need waits for an answer, unless its row says `unsettled: act`.",
        "running/recommend.py",
        "Truth.UNKNOWN and each.row.unsettled is WhileUnsettled.ACT:\n",
        "Truth.UNKNOWN:\n",
        "spec/test_every.py::test_what_to_do_while_a_need_is_possible",
    ),
    Fault(
        "What is advised while a need is only possible is marked as a precaution.",
        "running/recommend.py",
        "            certainty = Certainty.PRECAUTION\n",
        "            certainty = Certainty.CERTAIN\n",
        "spec/test_every.py::test_what_to_do_while_a_need_is_possible",
    ),
    Fault(
        "Only care and protecting are advised as a precaution.",
        "running/recommend.py",
        "    if not call.action.action_class.is_unguarded:\n        return False\n",
        "",
        "spec/test_every.py::test_precautions_are_care_and_protecting",
    ),
    Fault(
        "With no answers at all no precaution counts.",
        "running/recommend.py",
        "    return not case.is_empty or any(",
        "    return True or any(",
        "spec/test_every.py::test_an_encounter_that_has_just_begun",
    ),
    Fault(
        "A precaution that rests on an entry fact counts from the beginning.",
        "running/recommend.py",
        "not case.is_empty or any(entry & facts_in(row.when) for row in rows)\n",
        "not case.is_empty\n",
        "spec/test_every.py::test_an_encounter_that_has_just_begun",
    ),
    # References and populations
    Fault(
        "A level is missed only where `at_most` does not reach it.",
        "running/interpret.py",
        "        place(reading.at_most),\n",
        "        place(reading.at_least),\n",
        "spec/test_references.py::test_bounds",
    ),
    Fault(
        "Outside its population every comparison with a protocol is false.",
        "running/interpret.py",
        "    return all_of([reading.applies, truth])\n",
        "    return truth\n",
        "spec/test_references.py::test_population",
    ),
    Fault(
        "While the population is unknown, what is false inside is false.",
        "running/interpret.py",
        "    return all_of([reading.applies, truth])\n",
        "    return truth if reading.applies is Truth.TRUE else reading.applies\n",
        "spec/test_references.py::test_population",
    ),
    Fault(
        "A level that nobody worked out is unknown.",
        "running/interpret.py",
        "    if reading is None:\n        return Truth.UNKNOWN\n",
        "    if reading is None:\n        return Truth.FALSE\n",
        "spec/test_references.py::test_a_level_that_nobody_worked_out_is_unknown",
    ),
    Fault(
        "Protocols read each other's bounds, and not the level that is acted on.",
        "running/advise.py",
        "LevelReading(assessment.applies, outcome.at_least, outcome.at_most)",
        "LevelReading(assessment.applies, outcome.working, outcome.at_most)",
        "spec/test_references.py::test_along_a_pathway",
    ),
    Fault(
        "A level that is read hands on the facts it hangs on.",
        "running/advise.py",
        "    return case.with_level(step.role, reading, hangs_on)\n",
        "    return case.with_level(step.role, reading)\n",
        "spec/test_references.py::test_a_need_that_hangs_on_an_open_level_is_open",
    ),
    Fault(
        "What could settle a level is missing wherever the level is read.",
        "running/missing.py",
        "        yield from case.hangs_on.get("
        'f"{evidence.condition.role}.level", ())\n',
        "        pass\n",
        "spec/test_references.py::test_what_is_missing_of_a_level",
    ),
    Fault(
        "What could settle who decides is missing wherever the consent is read.",
        "running/missing.py",
        "        yield from case.hangs_on.get("
        'f"consent.{evidence.condition.purpose}", ())\n',
        "        pass\n",
        "spec/test_consent.py::test_what_is_missing_of_a_consent",
    ),
    Fault(
        "No answer could settle a consent of which there is no record.",
        "running/assess.py",
        "        if each.elements and each.truth is Truth.UNKNOWN\n",
        "        if each.truth is Truth.UNKNOWN\n",
        "spec/test_consent.py::test_what_is_missing_of_a_consent",
    ),
    Fault(
        "Outside its population a protocol advises nothing.",
        "running/recommend.py",
        "    if assessment.applies is Truth.FALSE:\n        return False\n",
        "",
        "spec/test_population.py::test_what_is_advised",
    ),
    Fault(
        "While the population is unknown, only a precaution is advised.",
        "running/recommend.py",
        "        certainty=Certainty.PRECAUTION if unsure else wanted.certainty,\n",
        "        certainty=wanted.certainty,\n",
        "spec/test_population.py::test_what_is_advised",
    ),
    Fault(
        "Whether a person is in the population is asked too.",
        "running/ask.py",
        "            yield Wish(inside, min(urgencies, key=lambda each: each.rank))\n",
        "            pass\n",
        "spec/test_population.py::test_what_is_missing",
    ),
    # Answers that do not fit
    Fault(
        "An answer to a fact that surely does not apply is refused.",
        "running/fit.py",
        "        if is_touched and judge(condition, case).truth is Truth.FALSE:\n",
        "        if False:\n",
        "spec/test_applies_when.py::test_an_answer_that_cannot_be",
    ),
    Fault(
        "Answers that surely break a constraint are refused.",
        "running/fit.py",
        "    problems = [*_not_applicable(case), *_broken(case, constraints)]\n",
        "    problems = [*_not_applicable(case)]\n",
        "spec/test_refused_answers.py::test_what_cannot_hold_together",
    ),
    Fault(
        "Silence breaks no constraint.",
        "running/fit.py",
        "        if judge(each.broken_when, case).truth is Truth.TRUE:\n",
        "        if judge(each.broken_when, case).truth is not Truth.FALSE:\n",
        "spec/test_refused_answers.py::test_what_cannot_hold_together",
    ),
    Fault(
        "A consent for a purpose that the rules do not know is refused.",
        "running/fit.py",
        "        if purposes is not None and record.purpose not in purposes:\n",
        "        if False:\n",
        "spec/test_refused_answers.py::test_a_purpose_that_nobody_knows",
    ),
    Fault(
        "Nobody has two consent records for one purpose and one recipient.",
        "running/fit.py",
        "        if (record.purpose, record.recipient) in seen:\n",
        "        if False:\n",
        "spec/test_refused_answers.py::test_consents_that_do_not_fit",
    ),
    # Time
    Fault(
        "An answer older than its fact lasts was not asked.",
        "running/fit.py",
        "    return on.is_within(fact.lasts, answer.at) is Truth.TRUE\n",
        "    return True\n",
        "spec/test_time.py::test_an_answer_that_lasts_24_hours",
    ),
    Fault(
        "An answer that was given only later was not asked.",
        "running/fit.py",
        "    if on.reaches(answer.at) is Truth.FALSE:\n        return False\n",
        "",
        "spec/test_time.py::test_an_answer_that_was_given_only_later",
    ),
    Fault(
        "An answer exactly as old as its fact lasts still counts.",
        "values/moments.py",
        "[known(self.earliest <= limit), ",
        "[known(self.earliest < limit), ",
        "spec/test_time.py::test_an_answer_that_lasts_24_hours",
    ),
    Fault(
        "On a date an answer counts only if it is fresh to the end of that day.",
        "running/fit.py",
        "on.is_within(fact.lasts, answer.at) is Truth.TRUE\n",
        "on.is_within(fact.lasts, answer.at) is not Truth.FALSE\n",
        "spec/test_time.py::test_an_answer_on_a_day_without_an_hour",
    ),
    Fault(
        "Hours are hours that pass, and not what a clock shows.",
        "values/moments.py",
        "        limit = _in_utc(since) + dt.timedelta(hours=hours)\n",
        "        limit = since + dt.timedelta(hours=hours)\n",
        "spec/test_time.py::test_a_day_on_which_the_clock_is_put_forward_has_23_hours",
    ),
    Fault(
        "A test by the hour is unknown where the ends of the day disagree.",
        "values/moments.py",
        "        ends = {self.earliest >= moment, self.latest >= moment}\n",
        "        ends = {self.latest >= moment}\n",
        "spec/test_time.py::test_a_consent_that_runs_out",
    ),
    Fault(
        "A datetime without a time zone is refused.",
        "values/moments.py",
        "            if on.tzinfo is None:\n",
        "            if False:\n",
        "spec/test_time.py::test_a_moment_needs_its_zone",
    ),
    # Consent
    Fault(
        "A doubtful consent is unknown, and so is one that nobody can give.",
        "language/consent.py",
        "State.DOUBTFUL:\n            return Truth.UNKNOWN\n",
        "State.DOUBTFUL:\n            return Truth.TRUE\n",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "Refused and withdrawn are surely no consent.",
        "language/consent.py",
        "            return Truth.TRUE if ahead else Truth.FALSE\n",
        "            return Truth.TRUE if ahead else Truth.UNKNOWN\n",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent ends with its withdrawal.",
        "language/consent.py",
        "negation(_passed(record.withdrawn_at, on))",
        "Truth.TRUE",
        "spec/test_consent.py::test_withdrawing",
    ),
    Fault(
        "A withdrawal that lies ahead has not happened.",
        "language/consent.py",
        "            return Truth.TRUE if ahead else Truth.FALSE\n",
        "            return Truth.FALSE\n",
        "spec/test_consent.py::test_withdrawing",
    ),
    Fault(
        "A consent counts only from the one who may decide.",
        "language/consent.py",
        "    return known(decided_by is decider)\n",
        "    return Truth.TRUE\n",
        "spec/test_consent.py::test_who_decides",
    ),
    Fault(
        "While it is not settled who decides, nobody's consent counts.",
        "running/assess.py",
        "    settled = decider if who.is_settled else None\n",
        "    settled = decider\n",
        "spec/test_consent.py::"
        "test_a_decider_to_act_on_meanwhile_is_nobody_whose_consent_counts",
    ),
    Fault(
        "Where nobody can decide yet, a consent by nobody is none.",
        "language/consent.py",
        " or decider is Decider.NOBODY_YET:\n",
        ":\n",
        "spec/test_consent.py::test_nobody_can_decide_yet",
    ),
    Fault(
        "A consent that was not asked alone is none.",
        "language/consent.py",
        '_says(record.asked_alone, "yes")',
        "Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent under pressure is none.",
        "language/consent.py",
        '_says(record.pressure, "no")',
        "Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent that was not understood is none.",
        "language/consent.py",
        '_says(record.understood, "yes")',
        "Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "Everything that must be told must have been told.",
        "language/consent.py",
        "_present(set(purpose.tell) <= record.told)",
        "_present(record.told)",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent to pass something on names who receives it.",
        "language/consent.py",
        "_present(not purpose.needs_recipient or record.recipient)",
        "Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent to pass something on names what is passed on.",
        "language/consent.py",
        "_present(not purpose.needs_items or record.items)",
        "Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "Where a consent must be written, an oral one is none.",
        "language/consent.py",
        "purpose.form is Form.ORAL or record.form is Form.WRITTEN",
        "purpose.form is Form.ORAL or record.form is not None",
        "spec/test_consent.py::test_what_the_purpose_wants",
    ),
    Fault(
        "A consent counts only from when it was given.",
        "language/consent.py",
        "record.given_at is None else on.reaches(record.given_at)",
        "record.given_at is None else Truth.TRUE",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "A consent ends when it runs out.",
        "language/consent.py",
        "    return negation(on.reaches(record.expires_at))\n",
        "    return Truth.TRUE\n",
        "spec/test_consent.py::test_one_element_that_does_not_hold",
    ),
    Fault(
        "Where a consent must name its end, one without an end is none.",
        "language/consent.py",
        "        return Truth.UNKNOWN if purpose.needs_expiry else Truth.TRUE\n",
        "        return Truth.TRUE\n",
        "spec/test_consent.py::test_a_purpose_whose_consent_must_run_out",
    ),
    Fault(
        "A consent for one purpose says nothing about another.",
        "running/assess.py",
        "        records = [each for each in consents if each.purpose == purpose.id]\n",
        "        records = [*consents]\n",
        "spec/test_consent.py::test_purposes",
    ),
    Fault(
        "A refusal that names no recipient is a refusal towards all.",
        "running/assess.py",
        "negation(_refused_for_all(records, on))",
        "Truth.TRUE",
        "spec/test_consent.py::test_a_refusal_that_names_no_recipient",
    ),
    Fault(
        "A refusal that names no recipient shows on every recipient.",
        "running/assess.py",
        "(*elements(record, purpose, settled, on), *overall) if record else ()\n",
        "elements(record, purpose, settled, on) if record else ()\n",
        "spec/test_consent.py::"
        "test_a_refusal_that_names_no_recipient_shows_on_each_of_them",
    ),
    Fault(
        "A refusal towards one recipient is no refusal towards the others.",
        "running/assess.py",
        "    nameless = [each for each in records if each.recipient is None]\n",
        "    nameless = records\n",
        "spec/test_consent.py::test_two_recipients",
    ),
    Fault(
        "Outside the population of the consent rules nothing proceeds.",
        "running/assess.py",
        '            Element("in_population", applies),\n',
        "",
        "spec/test_consent.py::test_outside_the_population_no_decision_says_proceed",
    ),
    Fault(
        "Consent rules open nothing for somebody to whom they may not apply.",
        "running/assess.py",
        '            Element("in_population", applies),\n',
        '            Element("in_population", '
        "Truth.TRUE if applies is Truth.UNKNOWN else applies),\n",
        "spec/test_consent.py::test_rules_for_some_people_only",
    ),
    # Guards
    Fault(
        "An unknown guard is a closed guard.",
        "running/advise.py",
        "evidence is not None and evidence.truth is not Truth.TRUE:\n",
        "evidence is not None and evidence.truth is Truth.FALSE:\n",
        "spec/test_guards.py::test_sharing_needs_a_consent",
    ),
    Fault(
        "An action brings its guard with it; no protocol can forget it.",
        "running/advise.py",
        "    evidence = None if guard is None else judge(guard, case)\n",
        "    evidence = None\n",
        "spec/test_guards.py::test_sharing_needs_a_consent",
    ),
    Fault(
        "A consent that nobody judged opens no guard.",
        "running/interpret.py",
        "            return case.consents.get(purpose, Truth.UNKNOWN)\n",
        "            return case.consents.get(purpose, Truth.TRUE)\n",
        "spec/test_guards.py::test_what_closed_the_guard",
    ),
    Fault(
        "What is withheld names what closed its guard.",
        "running/advise.py",
        "        closed_by=tuple(dict.fromkeys(closed_by)),\n",
        "        closed_by=(),\n",
        "spec/test_guards.py::test_what_closed_the_guard",
    ),
    Fault(
        "Nothing is passed on that was not agreed to.",
        "guidance/assessment.py",
        "    return tuple(each for each in action.carries if each in agreed)\n",
        "    return action.carries\n",
        "showing/test_results.py::test_only_what_was_agreed_is_passed_on",
    ),
    Fault(
        "A score that cannot be reached is named as what closed a guard.",
        "running/advise.py",
        "        case Holds(finding) | Score(finding):\n",
        "        case Holds(finding):\n",
        "spec/test_guards.py::test_what_closed_the_guard",
    ),
    Fault(
        "What can be done in place of something withheld is advised.",
        "running/advise.py",
        "[*advised, *_instead(withheld, advised, pathway)]",
        "advised",
        "spec/test_guards.py::test_what_can_be_done_instead",
    ),
    Fault(
        "Advice to share names only recipients with a valid consent.",
        "running/advise.py",
        "            if consent.purpose in asked and consent.may_proceed:\n",
        "            if consent.purpose in asked:\n",
        "spec/test_guards.py::test_only_recipients_with_a_consent_are_named",
    ),
    Fault(
        "What would open a closed guard is asked.",
        "running/ask.py",
        "        yield Wish(judge(guard, case), urgency)\n",
        "        pass\n",
        "spec/test_guards.py::test_what_would_open_a_guard_is_asked",
    ),
    Fault(
        "Advice is read most urgent first, then protecting before care.",
        "running/advise.py",
        "        return each.urgency.rank, each.action.action_class.rank\n",
        "        return each.action.action_class.rank, each.urgency.rank\n",
        "spec/test_every.py::test_the_order_of_advice",
    ),
    Fault(
        "Only needs say how soon; what a level calls for is as urgent as it is.",
        "running/recommend.py",
        "    rows = wanted.rows if isinstance(outcome, EveryOutcome) else ()\n",
        "    rows = wanted.rows\n",
        "spec/test_highest.py::test_a_level_has_no_clock_of_its_own",
    ),
    # Reasons and what is missing
    Fault(
        "What is advised at a level rests on the rows that surely reach it.",
        "running/recommend.py",
        "        if each.truth is Truth.TRUE and each.row.result == outcome.at_least\n",
        "        if each.truth is Truth.TRUE\n",
        "spec/test_reasons.py::test_reasons_of_the_lower_levels",
    ),
    Fault(
        "Why a row raises the floor reaches the advice.",
        "running/recommend.py",
        "        rows = _reaching(outcome) if sure else _raising(outcome, place)\n",
        "        rows = _reaching(outcome) if sure else ()\n",
        "spec/test_reasons.py::test_reasons_of_the_floor",
    ),
    Fault(
        "What the floor calls for anyway does not rest on the rows that raise it.",
        "running/recommend.py",
        "    if place <= index(outcome.decision.floor):\n        return ()\n",
        "",
        "spec/test_reasons.py::test_reasons_of_the_floor",
    ),
    Fault(
        "A reason that can be left out is left out.",
        "running/explain.py",
        "        if holds(without):\n",
        "        if False:\n",
        "spec/test_reasons.py::test_reasons_of_a_decision",
    ),
    Fault(
        "Of several sets of reasons the same one is always chosen.",
        "running/explain.py",
        "    for fact in reversed(kept.copy()):\n",
        "    for fact in kept.copy():\n",
        "spec/test_reasons.py::test_reasons_of_a_condition",
    ),
    Fault(
        "What shows that a fact does not apply can be a reason.",
        "running/explain.py",
        "        if fact in case.applies_when:\n",
        "        if False:\n",
        "spec/test_reasons.py::test_whether_a_fact_applies_can_be_the_reason",
    ),
    Fault(
        "A fact that can no longer move a bound is not missing.",
        "running/missing.py",
        "    if evidence.truth is not Truth.UNKNOWN:\n        return\n",
        "",
        "spec/test_missing.py::test_what_is_missing",
    ),
    Fault(
        "On a scale a row that cannot raise the level misses nothing.",
        "running/decide.py",
        "        if decision.scale.index(each.row.result) > reached:\n",
        "        if reached >= 0:\n",
        "spec/test_missing.py::test_what_is_missing",
    ),
    Fault(
        "What would show whether a silent fact applies is missing too.",
        "running/missing.py",
        "            yield from open_facts(judge(applies, case), case)\n",
        "            pass\n",
        "spec/test_applies_when.py::test_whether_it_applies_is_missing_too",
    ),
    # What to ask next
    Fault(
        "While it is not known whether asking is safe, only that is found out.",
        "running/ask.py",
        "    if first_of_all:\n",
        "    if False:\n",
        "spec/test_questions.py::test_the_gate_comes_first",
    ),
    Fault(
        "While asking is surely not safe, no sensitive question is offered.",
        "running/ask.py",
        "    return safe.truth is Truth.TRUE or fact.sensitivity not in gate.binds\n",
        "    return safe.truth is not Truth.UNKNOWN\n",
        "spec/test_questions.py::test_the_gate_comes_first",
    ),
    Fault(
        "Where nobody can find out whether asking is safe, nothing sensitive is asked.",
        "running/ask.py",
        "    return safe.truth is Truth.TRUE or fact.sensitivity not in gate.binds\n",
        "    return safe.truth is not Truth.FALSE"
        " or fact.sensitivity not in gate.binds\n",
        "spec/test_questions.py::"
        "test_a_gate_that_cannot_be_settled_leaves_the_open_questions",
    ),
    Fault(
        "Where nobody can find out whether asking is safe, open questions remain.",
        "running/ask.py",
        "    if first_of_all:\n",
        "    if first_of_all or (safe is not None and safe.truth is Truth.UNKNOWN):\n",
        "spec/test_questions.py::"
        "test_a_gate_that_cannot_be_settled_leaves_the_open_questions",
    ),
    Fault(
        "What staff can see is bound by the gate like what they can ask.",
        "running/ask.py",
        "    return safe.truth is Truth.TRUE or fact.sensitivity not in gate.binds\n",
        "    return safe.truth is Truth.TRUE or fact.sensitivity not in gate.binds"
        " or fact.obtained is Obtained.OBSERVED\n",
        "spec/test_questions.py::test_what_staff_can_see_is_bound_by_its_class",
    ),
    Fault(
        "Where nothing says when asking is safe, no sensitive question is offered.",
        "running/ask.py",
        "        return fact.sensitivity is Sensitivity.OPEN\n",
        "        return True\n",
        "spec/test_questions.py::test_without_a_gate_only_open_questions_are_offered",
    ),
    Fault(
        "What was declined is not asked again.",
        "running/ask.py",
        "    return surely and standing(fact, case) is Silence.NOT_ASKED\n",
        "    return surely\n",
        "spec/test_questions.py::test_nothing_is_asked_twice",
    ),
    Fault(
        "A question of the gate that was declined is not asked again.",
        "running/ask.py",
        "        if _is_worth_asking(fact, case):\n            yield",
        "        if True:\n            yield",
        "spec/test_questions.py::test_the_gate_is_not_asked_twice",
    ),
    Fault(
        "A fact that may not apply is not asked before it surely does.",
        "running/ask.py",
        "    surely = applies is None or judge(applies, case).truth is Truth.TRUE\n",
        "    surely = True\n",
        "spec/test_questions.py::test_first_whether_it_applies",
    ),
    Fault(
        "What staff can see is not offered before it surely applies, either.",
        "running/ask.py",
        "        for fact, each in urgencies.items()\n"
        "        if _is_worth_asking(fact, case)\n",
        "        for fact, each in urgencies.items()\n"
        "        if _is_worth_asking(fact, case)"
        " or facts[fact].obtained is Obtained.OBSERVED\n",
        "spec/test_questions.py::test_what_may_not_apply_is_not_to_be_observed",
    ),
    Fault(
        "The most urgent question comes first.",
        "running/ask.py",
        "        question.urgency.rank,\n",
        "",
        "spec/test_questions.py::test_the_most_urgent_first",
    ),
    Fault(
        "Of equally urgent questions the one on which most rules hang comes first.",
        "running/ask.py",
        "        -question.open_rules,\n",
        "",
        "spec/test_questions.py::test_then_what_most_rules_hang_on",
    ),
    Fault(
        "Of questions otherwise alike the less sensitive comes first.",
        "running/ask.py",
        "        question.fact.sensitivity.rank,\n",
        "",
        "spec/test_questions.py::test_then_the_less_sensitive_then_by_name",
    ),
    # What is never printed
    Fault(
        "An answer does not print its value.",
        "language/answers.py",
        "    value: object = attrs.field(converter=_as_written, repr=False)\n",
        "    value: object = attrs.field(converter=_as_written)\n",
        "spec/test_printing.py::test_what_is_printed",
    ),
    Fault(
        "The parts of a result print as their names and tell nothing.",
        "values/quiet.py",
        '        return f"{type(self).__name__}(...)"\n',
        "        inner = [getattr(self, each, None) for each in self.__slots__]\n"
        '        return f"{type(self).__name__}({inner})"\n',
        "spec/test_printing.py::test_parts_of_a_result",
    ),
    Fault(
        "A case prints how many facts it has, and not where they stand.",
        "language/answers.py",
        '        return f"Case({len(self.standings)} facts)"\n',
        '        return f"Case({dict(self.standings)})"\n',
        "spec/test_printing.py::test_what_is_printed",
    ),
    Fault(
        "A consent does not print what became of it.",
        "language/consent.py",
        '        return f"Consent(for {self.purpose!r})"\n',
        '        return f"Consent({self.state})"\n',
        "spec/test_printing.py::test_what_is_printed",
    ),
    Fault(
        "A mapping prints as a count, and not what it holds.",
        "values/mappings.py",
        "        return f\"FrozenMapping({count} item{'' if count == 1 else 's'})\"\n",
        '        return f"FrozenMapping({self._items})"\n',
        "spec/test_printing.py::test_what_is_printed",
    ),
    Fault(
        "An assessment does not print whether it is for this person.",
        "guidance/assessment.py",
        "    applies: Truth = attrs.field(repr=False)\n",
        "    applies: Truth\n",
        "spec/test_printing.py::"
        "test_whether_somebody_is_in_the_population_is_not_printed",
    ),
    Fault(
        "An error about an answer does not repeat it.",
        "running/fit.py",
        "            yield Problem((name,), facts[name].domain.expected)\n",
        "            yield Problem((name,), repr(answer.value))\n",
        "spec/test_printing.py::test_what_an_error_says",
    ),
    Fault(
        "An error about a consent does not repeat what was written.",
        "language/consent.py",
        '    raise ValueError(f"`{field}` must be one of {there}")\n',
        '    raise ValueError(f"`{field}` must be one of {there}, not {value}")\n',
        "spec/test_refused_answers.py::test_a_consent_with_a_word_that_is_none",
    ),
    # What is refused when it is written
    Fault(
        "`not` over the level of another protocol is refused.",
        "authoring/conditions.py",
        '        scope.add("not-over-level", message, span, help_)\n',
        "        del message, help_\n",
        "test_broken.py::test_editor_sees[negations]",
    ),
    Fault(
        "`not` over a consent is refused.",
        "authoring/conditions.py",
        '        scope.add("not-over-consent", message, span, help_)\n',
        "        del message, help_\n",
        "test_broken.py::test_editor_sees[negations]",
    ),
    Fault(
        "`not` over a fact that may not apply is refused.",
        "authoring/conditions.py",
        "    elif scope.dictionary.facts[leaf.fact].applies_when is not None:\n",
        "    elif not leaf:\n",
        "test_broken.py::test_editor_sees[negations]",
    ),
    Fault(
        "That a fact was not asked cannot be tested.",
        "authoring/leaves.py",
        '    if value in ("not_asked", "not_applicable"):\n',
        '    if value == "not_applicable":\n',
        "test_broken.py::test_editor_sees[wrong-tests]",
    ),
    Fault(
        "A floor and every row lie above the lowest level.",
        "authoring/documents/levels.py",
        "    if word in scale[1:]:\n",
        "    if word in scale:\n",
        "test_broken.py::test_editor_sees[levels]",
    ),
    Fault(
        "A fact of immediate danger is always critical.",
        "authoring/documents/signs.py",
        "            if sensitivity is Sensitivity.IMMEDIATE_DANGER:\n",
        "            if sensitivity is None:\n",
        "test_broken.py::test_editor_sees[indicators]",
    ),
    Fault(
        "On a scale each fact is used towards its danger.",
        "authoring/checks.py",
        "        if fact.has_danger and not _points_to_danger(fact, use):\n",
        "        if fact.has_danger and use is None:\n",
        "test_broken.py::test_editor_sees[directions]",
    ),
    Fault(
        "A fact without a danger is used in one direction too.",
        "authoring/checks.py",
        "other in pairs if not _agree(one, other)), None)\n",
        "other in pairs if one is other), None)\n",
        "test_broken.py::test_editor_sees[directions-of-sums]",
    ),
    Fault(
        "Points that are taken away are acknowledged or refused.",
        "authoring/checks.py",
        "            if term.points < 0:\n",
        "            if term.points < -99:\n",
        "test_broken.py::test_editor_sees[directions-of-sums]",
    ),
    Fault(
        "A silence test stands beside the dangerous answer.",
        "authoring/checks.py",
        "        if condition.fact not in beside:\n",
        "        if condition.fact is None:\n",
        "test_broken.py::test_editor_sees[silences]",
    ),
    Fault(
        "Refusal never costs care: what brings care reads no consent.",
        "authoring/checks.py",
        '            if isinstance(leaf, Given):\n                message = f"care',
        '            if leaf is None:\n                message = f"care',
        "test_broken.py::test_editor_sees[care-behind-consent]",
    ),
    Fault(
        "Danger leads nobody out of a population.",
        "authoring/checks.py",
        "FactTest) and protocol.facts[use.leaf.fact].has_danger:\n",
        "FactTest) and use.leaf is None:\n",
        "test_broken.py::test_editor_sees[population]",
    ),
    Fault(
        "The lowest level's own actions are of class care.",
        "authoring/checks.py",
        "protocol.actions[id_].action_class is not ActionClass.CARE:\n",
        "id_ not in protocol.actions:\n",
        "test_broken.py::test_editor_sees[lowest-level]",
    ),
    Fault(
        "A need that acts while it is possible has care or protection to give.",
        "authoring/checks.py",
        "each.is_unguarded for each in classes\n            ):",
        "each is not None for each in classes\n            ):",
        "test_broken.py::test_editor_sees[precaution]",
    ),
    Fault(
        "Care and protecting stand behind no guard.",
        "authoring/actions.py",
        '        if guard is not None:\n            message = f"`{name}` is of class',
        '        if guard is path:\n            message = f"`{name}` is of class',
        "test_broken.py::test_editor_sees[guards]",
    ),
    Fault(
        "An action that asks requires the gate.",
        "authoring/actions.py",
        "        if not requires(guard, lambda each: _is_gate(each, scope)):\n",
        "        if guard is path:\n",
        "test_broken.py::test_editor_sees[guards]",
    ),
    Fault(
        "An action that examines, shares, reports or hands over requires a consent.",
        "authoring/actions.py",
        "    elif not requires(guard, lambda each: isinstance(each, Given)):\n",
        "    elif guard is path:\n",
        "test_broken.py::test_editor_sees[guards]",
    ),
    # Law
    Fault(
        "What a law file is not sure of gives no value.",
        "running/law.py",
        "    if not provision.is_confirmed or provision.value is None:\n",
        "    if provision.value is None:\n",
        "spec/test_law.py::test_what_one_law_says",
    ),
    Fault(
        "A law that was looked up too long ago gives no value.",
        "running/law.py",
        "has_begun(provision.expires_on + _DAY, offsets, on) is not Truth.FALSE",
        "has_begun(provision.checked_on, offsets, on) is Truth.FALSE",
        "spec/test_law.py::test_what_one_law_says",
    ),
    Fault(
        "A check counts only while it surely has not expired.",
        "running/law.py",
        "_DAY, offsets, on) is not Truth.FALSE:\n        return WhyUnknown.EXPIRED",
        "_DAY, offsets, on) is Truth.TRUE:\n        return WhyUnknown.EXPIRED",
        "spec/test_law.py::test_a_check_that_expires_tonight",
    ),
    Fault(
        "A law begins and ends at midnight in its own place.",
        "running/law.py",
        "for each in (offsets.most, offsets.least))",
        "for each in (0, 0))",
        "spec/test_law.py::test_a_law_that_ends_tonight",
    ),
    Fault(
        "While the clocks of a place could disagree, its law is not known.",
        "running/law.py",
        "for each in (offsets.most, offsets.least))",
        "for each in (offsets.least, offsets.least))",
        "spec/test_law.py::test_clocks_that_are_put_forward",
    ),
    Fault(
        "Without a first day a law holds from the day on which it was looked up.",
        "guidance/law.py",
        "        return self.in_force_from or self.checked_on\n",
        "        return self.in_force_from or dt.date(1900, 1, 1)\n",
        "spec/test_law.py::test_what_one_law_says",
    ),
    Fault(
        "Of two ages the stricter holds.",
        "language/strictness.py",
        'max(numbers) if towards == "higher" else min(numbers)',
        'min(numbers) if towards == "higher" else max(numbers)',
        "spec/test_law.py::test_two_laws",
    ),
    Fault(
        "Of two duties the stricter holds.",
        "language/strictness.py",
        "            return max(different, key=",
        "            return min(different, key=",
        "spec/test_law.py::test_two_laws",
    ),
    Fault(
        "Laws that differ are told, also where the stricter one decides.",
        "running/law.py",
        "        is_conflict=len(set(known)) > 1,\n",
        "        is_conflict=len(set(known)) > 1 and value is None,\n",
        "spec/test_law.py::test_two_laws",
    ),
    Fault(
        "What one law leaves unknown could be stricter than what another says.",
        "running/law.py",
        "    if unknown and not is_strictest_possible(value, parameter):\n",
        "    if unknown and value is None:\n",
        "spec/test_law.py::test_two_laws",
    ),
    Fault(
        "Law that is not known is not asked of anybody.",
        "running/fit.py",
        "            **dict.fromkeys(untold, Silence.DOES_NOT_KNOW),\n",
        "            **dict.fromkeys(untold, Silence.NOT_ASKED),\n",
        "spec/test_law.py::test_unknown_is_neither_a_duty_nor_a_permission",
    ),
    Fault(
        "What was looked up counts for twelve months at most.",
        "authoring/laws.py",
        "(checked.year + 1, checked.month, checked.day):\n",
        "(checked.year + 100, checked.month, checked.day):\n",
        "test_broken.py::test_editor_sees[law]",
    ),
)


def as_table() -> str:
    """
    Write the list as the table of ``tests/README.md``.
    """
    lines = ["| rule | its test | what is taken away |", "| --- | --- | --- |"]
    for each in FAULTS:
        words = " ".join(each.old.split()).replace("|", "\\|")
        lines.append(
            f"| {each.rule} | `{each.test}` | `{each.file}`: <code>{words}</code> |"
        )
    return "\n".join(lines)
