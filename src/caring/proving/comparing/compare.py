"""
Comparing two versions over all answers, silences included.
"""

from collections.abc import Iterator, Mapping

import attrs

from caring.guidance.actions import ActionClass
from caring.guidance.pathway import Pathway
from caring.language.decisions import Every, Urgency
from caring.proving.comparing.actions import SAID, ActionPair, open_in
from caring.proving.comparing.changes import (
    Change,
    Compared,
    Kind,
    Rule,
    Step,
    Told,
)
from caring.proving.comparing.outcomes import (
    ABSENT,
    Candidate,
    Outcome,
    candidates,
    differs,
    outcomes,
    truth,
)
from caring.proving.comparing.pairs import Pair, pair
from caring.proving.comparing.parts import pins, policies, residue, told, words
from caring.proving.comparing.rules import (
    brings,
    changed,
    differing,
    of_action,
    responsible,
    rules,
)
from caring.proving.comparing.search import Found, Search
from caring.proving.comparing.steps import step_of
from caring.proving.comparing.widening import Compared as Versions
from caring.proving.comparing.widening import not_comparable
from caring.proving.consents import purposes_of
from caring.proving.decided import Decided, Rows, Scale, Table
from caring.proving.encode import EncodedProtocol
from caring.proving.formula import (
    ALWAYS,
    NEVER,
    Formula,
    both,
    either,
    is_never,
    negated,
)
from caring.proving.prove import Example, Proved
from caring.proving.telling import case_lines, scenario


def compare(old: Versions, new: Versions) -> Compared:
    """
    Say what changed from one version of a protocol or pathway to another.

    Raises:
        ValueError: If they are of two kinds.
    """
    if old.kind != new.kind:
        raise ValueError(f"{old.name} and {new.name} are of two kinds")
    read = (*told(old, new), *pins(old, new))
    said = tuple(words(old, new))
    hindrances = tuple(not_comparable(old, new))
    if hindrances:
        return Compared(
            old=old.name,
            new=new.name,
            changes=(),
            told=read,
            words=said,
            not_compared=hindrances,
            sheets=None,
            taken=None,
            variables={},
            step=step_of((), read, said, hindrances),
        )
    comparison = _Comparison(pair(old, new))
    changes = tuple(comparison.told(each) for each in comparison.changes())
    read = (*read, *comparison.policies())
    if step_of(changes, read, said, ()) is Step.NONE:
        read = tuple(residue(old, new))
    return Compared(
        old=old.name,
        new=new.name,
        changes=changes,
        told=read,
        words=said,
        not_compared=(),
        sheets=comparison.search.count(comparison.pair.taken),
        taken=comparison.search.count(comparison.taken_by_one),
        variables=comparison.search.variables,
        step=step_of(changes, read, said, ()),
    )


@attrs.frozen(kw_only=True)
class _About:
    """
    What a change would be about.
    """

    of: str
    role: str | None = None
    where: Formula = ALWAYS


@attrs.define
class _Comparison:
    """
    A comparison under way.
    """

    pair: Pair
    search: Search = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        sheet = frozenset(self.pair.old.encoding.variables)
        self.search = Search(self.pair.variables, sheet)

    @property
    def taken_by_one(self) -> Formula:
        pair = self.pair
        return both(pair.possible, either(pair.old_takes, pair.new_takes))

    def changes(self) -> Iterator[Change]:
        yield from self._taken()
        for role, old, new in self._roles():
            yield from self._of_role(role, old, new)
        yield from self._consents()
        yield from self._questions()
        yield from self._advice()

    def told(self, change: Change) -> Change:
        """
        Tell its example in words, and as a scenario.
        """
        if change.example is None:
            return change
        proved = Proved(found=self.pair.new, proofs=())
        example = Example(places=change.example)
        name = f"{change.name}: {change.was} -> {change.now}"
        return attrs.evolve(
            change,
            case=tuple(case_lines(example, proved)),
            scenario=scenario(example, proved, name),
        )

    def policies(self) -> Iterator[Told]:
        for _, old, new in self._roles():
            for one, other in _both_have(old.decisions, new.decisions):
                before, after = one.decision, other.decision
                if isinstance(before, Every) and isinstance(after, Every):
                    yield from policies(before.id, before, after)

    def _roles(self) -> Iterator[tuple[str | None, EncodedProtocol, EncodedProtocol]]:
        old, new = self.pair.old.encoding, self.pair.new.encoding
        is_pathway = isinstance(old.guidance, Pathway)
        for role, each in old.roles.items():
            if role in new.roles:
                yield (role if is_pathway else None), each, new.roles[role]

    def _taken(self) -> Iterator[Change]:
        pair = self.pair
        for kind, was, now in (
            (Kind.REFUSED, pair.old_takes, pair.new_takes),
            (Kind.ACCEPTED, pair.new_takes, pair.old_takes),
        ):
            found = self.search.find(pair.possible, was, negated(now))
            if found is not None:
                is_refused = kind is Kind.REFUSED
                yield Change(
                    kind=kind,
                    of="answers",
                    was="taken" if is_refused else "refused",
                    now="refused" if is_refused else "taken",
                    example=found.smallest,
                    sheets=found.sheets,
                )

    def _of_role(
        self, role: str | None, old: EncodedProtocol, new: EncodedProtocol
    ) -> Iterator[Change]:
        about = _About(of="whom it is for", role=role)
        yield from self._between(truth(old.applies), truth(new.applies), about)
        inside = both(negated(old.applies.false), negated(new.applies.false))
        tables = _both_have(old.for_each_service, new.for_each_service)
        for one, other in (*_both_have(old.decisions, new.decisions), *tables):
            before, after = outcomes(one), outcomes(other)
            for name in {**before, **after}:
                about = _About(of=name, role=role, where=inside)
                yield from self._between(
                    before.get(name, ABSENT), after.get(name, ABSENT), about
                )

    def _between(self, old: Outcome, new: Outcome, about: _About) -> Iterator[Change]:
        where = both(self.pair.taken, about.where)
        if self.search.find(where, differs(old, new)) is None:
            yield from _reasons(old, new, about)
            return
        for each in candidates(old, new):
            found = self.search.find(where, each.when)
            if found is not None:
                yield self._change(each, found, old, new, about)

    def _change(
        self,
        candidate: Candidate,
        found: Found,
        old: Outcome,
        new: Outcome,
        about: _About,
    ) -> Change:
        places = self.search.whole(found.smallest, self.pair.variables)
        return Change(
            kind=candidate.kind,
            of=about.of,
            role=about.role,
            was=old.says(places),
            now=new.says(places),
            direction=candidate.direction,
            example=found.smallest,
            sheets=found.sheets,
            old_rules=responsible(old, new, places),
            new_rules=responsible(new, old, places),
        )

    def _consents(self) -> Iterator[Change]:
        """
        Compare when a consent counts, and when a way without one is open.
        """
        old, new = self.pair.old.encoding, self.pair.new.encoding
        judged = purposes_of(old.guidance).keys() & purposes_of(new.guidance).keys()
        for purpose in sorted(judged):
            one, other = old.context.consents, new.context.consents
            yield from self._guard(
                f"consent `{purpose}`", one[purpose].true, other[purpose].true
            )
        ways = {**old.context.routes, **new.context.routes}
        for purpose, route in (each for each in ways if each[0] in judged):
            before = old.context.routes.get((purpose, route))
            after = new.context.routes.get((purpose, route))
            yield from self._guard(
                f"way without consent `{purpose}` ({route.value})",
                NEVER if before is None else before.true,
                NEVER if after is None else after.true,
            )

    def _questions(self) -> Iterator[Change]:
        """
        Compare when a question may be put at all.
        """
        old, new = self.pair.old, self.pair.new
        there = old.encoding.guidance.facts.keys() & new.encoding.guidance.facts.keys()
        for id_ in sorted(there & self.pair.variables.keys()):
            yield from self._guard(
                f"asking `{id_}`", old.may_be_offered(id_), new.may_be_offered(id_)
            )

    def _guard(
        self,
        of: str,
        before: Formula,
        after: Formula,
        rule: ActionPair | None = None,
        kind: ActionClass | None = None,
    ) -> Iterator[Change]:
        yield from self._shift(
            of, (Kind.LOOSENED, Kind.TIGHTENED), before, after, rule, kind
        )

    def _shift(
        self,
        of: str,
        kinds: tuple[Kind, Kind],
        before: Formula,
        after: Formula,
        rule: ActionPair | None,
        action_class: ActionClass | None,
    ) -> Iterator[Change]:
        if before is after:
            return
        pairs = ((kinds[0], after, before), (kinds[1], before, after))
        for kind, here, there in pairs:
            found = self.search.find(self.pair.taken, here, negated(there))
            if found is not None:
                yield self._shifted(kind, of, found, rule, action_class)

    def _advice(self) -> Iterator[Change]:
        old, new = self.pair.old, self.pair.new
        for id_ in sorted({**old.actions, **new.actions}):
            one, other = old.actions.get(id_), new.actions.get(id_)
            rule = ActionPair(one, other)
            kind = rule.action_class
            of = f"action `{id_}`"
            before, after = old.advised.get(id_, NEVER), new.advised.get(id_, NEVER)
            yield from self._shift(
                of, (Kind.GAINED, Kind.LOST), before, after, rule, kind
            )
            if one is not None and other is not None:
                yield from self._guard(
                    f"guard of `{id_}`",
                    open_in(one, old),
                    open_in(other, new),
                    rule,
                    kind,
                )
                yield from self._urgency(id_, rule, kind)

    def _urgency(
        self,
        id_: str,
        rule: ActionPair,
        kind: ActionClass | None,
    ) -> Iterator[Change]:
        old, new = self.pair.old, self.pair.new
        advised = both(old.advised[id_], new.advised[id_])
        if is_never(advised):
            return
        before = {each: old.within(id_, each) for each in Urgency}
        after = {each: new.within(id_, each) for each in Urgency}
        for change, one, other in (
            (Kind.SOONER, before, after),
            (Kind.LATER, after, before),
        ):
            shifted = either(
                *(both(other[each], negated(one[each])) for each in Urgency)
            )
            found = self.search.find(self.pair.taken, advised, shifted)
            if found is not None:
                yield self._shifted(change, f"action `{id_}`", found, rule, kind)

    def _shifted(
        self,
        kind: Kind,
        of: str,
        found: Found,
        rule: ActionPair | None,
        action_class: ActionClass | None,
    ) -> Change:
        was, now = SAID[kind]
        old_rules, new_rules = self._rules(rule, found) if rule else ((), ())
        return Change(
            kind=kind,
            of=of,
            was=was,
            now=now,
            action_class=action_class,
            example=found.smallest,
            sheets=found.sheets,
            old_rules=old_rules,
            new_rules=new_rules,
        )

    def _rules(
        self, rule: ActionPair, found: Found
    ) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """
        Name rows that differ, bear on the example and bring the action; else itself.
        """
        places = self.search.whole(found.smallest, self.pair.variables)
        gone: list[Rule] = []
        come: list[Rule] = []
        for _, old, new in self._roles():
            for one, other in _both_have(old.decisions, new.decisions):
                if brings(one.decision, rule.old) or brings(other.decision, rule.new):
                    before, after = outcomes(one), outcomes(other)
                    for name in {**before, **after}:
                        was = before.get(name, ABSENT)
                        now = after.get(name, ABSENT)
                        gone += differing(was, now, places)
                        come += differing(now, was, places)
        if gone or come:
            return tuple(gone), tuple(come)
        return tuple(of_action([rule.old])), tuple(of_action([rule.new]))


def _both_have(
    old: Mapping[str, Decided] | Mapping[str, Table],
    new: Mapping[str, Decided] | Mapping[str, Table],
) -> list[tuple[Scale | Table | Rows, Scale | Table | Rows]]:
    return [(each, new[id_]) for id_, each in old.items() if id_ in new]


def _reasons(old: Outcome, new: Outcome, about: _About) -> Iterator[Change]:
    gone, come = changed(old, new), changed(new, old)
    if gone or come:
        yield Change(
            kind=Kind.REASON,
            of=about.of,
            role=about.role,
            was="the same result",
            now="the same result, by other rules",
            old_rules=rules(gone),
            new_rules=rules(come),
        )
