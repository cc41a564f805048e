"""
What a text says in the reader's language, asked for by what it is.

Without a translation everything is said in the words of the source.
"""

from collections.abc import Iterable, Iterator, Mapping

from caring.guidance.actions import Action
from caring.guidance.assessment import Reason
from caring.guidance.candidates import Referred
from caring.guidance.consent import ConsentRules
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.guidance.referral import NONE_SUITABLE, Precondition, Referral
from caring.language.facts import Fact
from caring.language.results import ConsentDecision
from caring.showing.messages import (
    groups_without_service,
    is_plain,
    key_of_name,
    key_of_precondition,
    messages_of,
    own_messages,
    rows_of,
)
from caring.showing.sentences import SENTENCES
from caring.showing.translation import Translation, strict_keys
from caring.showing.words import is_way, words
from caring.values.mappings import FrozenMapping
from caring.values.sources import Source

_OWN_REASONS: Mapping[str, str] = FrozenMapping(
    {
        text: name
        for name, text in SENTENCES.items()
        if name.startswith(("floor-", "raise/", "every-service/"))
    }
)
"""What the library itself gives as a reason, where no row calls for something."""

_Name = tuple[str, ...]


class Wording:
    """
    The words for one protocol or pathway, in one language.
    """

    def __init__(self, guidance: Guidance, translation: Translation | None) -> None:
        self.translation = translation
        self._lax: frozenset[str] = frozenset()
        self._keys: dict[_Name, str] = {}
        if translation is not None:
            known = [*own_messages(), *messages_of(guidance)]
            self._lax = frozenset(each.key for each in known) - strict_keys(known)
            self._keys = dict(_keys(guidance))

    def text(self, key: str, source: str) -> str:
        """
        Say a text of the guidance. What is not known to be ordinary is taken as strict.
        """
        if self.translation is None:
            return source
        return self.translation.shown(key, source, is_strict=key not in self._lax)

    def own(self, name: str, /, **put_in: object) -> str:
        """
        Say a sentence of the library, with what belongs into it.
        """
        return self.text(f"own/{name}", SENTENCES[name]).format(**put_in)

    def name(self, id_: str) -> str:
        """
        Say an id; that of a consent, or of a way without one, with what it is for.
        """
        if is_way(id_):
            start, _, route = id_.rpartition(".")
            purpose = self.name(start.removeprefix("consent."))
            return self.own("way-for", way=self.own(f"way/{route}"), purpose=purpose)
        if id_.startswith("consent."):
            purpose = self.name(id_.removeprefix("consent."))
            return self.own("consent-for", purpose=purpose)
        return self.text(key_of_name(id_), words(id_))

    def names(self, ids: Iterable[str], joint: str = ", ") -> str:
        """
        Say several ids, one after the other.
        """
        return joint.join(self.name(each) for each in ids)

    def of(self, guidance: Guidance, name: str, source: str) -> str:
        """
        Say a text that belongs to a protocol or pathway itself.
        """
        return self.text(f"{guidance.id}/{name}", source)

    def title(self, guidance: Guidance) -> str:
        """
        Say the title of a protocol or pathway.
        """
        return self.of(guidance, "title", guidance.title)

    def fact(self, fact: Fact) -> str:
        """
        Say the question of a fact, or the statement to note.
        """
        return self.text(f"fact/{fact.id}/wording", fact.wording)

    def option(self, fact: Fact, option: str, label: str) -> str:
        """
        Say an answer to a question.
        """
        if is_plain(option, label):
            return self.name(option)
        return self.text(f"fact/{fact.id}/option/{option}", label)

    def unit(self, fact: str, unit: str) -> str:
        """
        Say in what something is counted.
        """
        return self.text(f"fact/{fact}/unit", unit) if unit else ""

    def action(self, action: Action) -> str:
        """
        Say what to do.
        """
        return self.text(f"action/{action.id}/text", action.text)

    def because(self, reason: Reason) -> str:
        """
        Say why something is advised.
        """
        row = (reason.role, reason.decision, reason.result, reason.because)
        if row in self._keys:
            return self.text(self._keys[row], reason.because)
        own = _OWN_REASONS.get(reason.because)
        return self.own(own) if own else reason.because

    def precondition(self, each: Precondition, protocol: Referral) -> str:
        """
        Say why something is asked of a service.
        """
        own = _OWN_REASONS.get(each.because)
        if own:
            return self.own(own)
        return self.text(key_of_precondition(each, protocol), each.because)

    def need(self, referred: Referred) -> str:
        """
        Say what is needed, as the row that found the need calls it.
        """
        if referred.title == referred.need:
            return self.name(referred.need)
        row = (referred.role, referred.need, referred.title)
        return self._of_key(row, referred.title)

    def limits(self, consent: ConsentDecision) -> str:
        """
        Say what may be done at most by a way without consent.
        """
        limits = consent.limits or ""
        return self._of_key((consent.purpose, consent.route.value, limits), limits)

    def _of_key(self, name: _Name, source: str) -> str:
        return self.text(self._keys[name], source) if name in self._keys else source

    def source(self, source: Source) -> str:
        """
        Cite a source as it calls itself; how well it was read is said in our words.
        """
        said = self.own(f"read/{source.read.value}")
        return f"{source.sentence.removesuffix(f'({source.read.sentence})')}({said})"


def _keys(guidance: Guidance) -> Iterator[tuple[_Name, str]]:
    """
    Walk the texts that a result holds by itself, as it names them, each with its key.
    """
    for each in guidance.whole:
        if isinstance(each, ConsentRules):
            yield from _limits(each)
    if isinstance(guidance, Pathway):
        for step in guidance.steps:
            yield from _keys_of_role(step.role, step.protocol)


def _limits(rules: ConsentRules) -> Iterator[tuple[_Name, str]]:
    for purpose in rules.purposes.values():
        for route, way in purpose.routes.items():
            key = f"{rules.id}/purpose/{purpose.id}/{route.value}/limits"
            yield (purpose.id, route.value, way.limits), key


def _keys_of_role(role: str, protocol: Protocol) -> Iterator[tuple[_Name, str]]:
    for decision in protocol.decisions:
        for key, row, _ in rows_of(decision, protocol):
            yield (role, decision.id, row.result, row.because), f"{key}/because"
            if row.title is not None:
                yield (role, row.result, row.title), f"{key}/title"
    if isinstance(protocol, Referral):
        yield from _keys_of_services(role, protocol)


def _keys_of_services(role: str, protocol: Referral) -> Iterator[tuple[_Name, str]]:
    for key, needs, none in groups_without_service(protocol):
        for need in needs:
            yield (role, need, NONE_SUITABLE, none.because), key
    for each in protocol.preconditions:
        key = key_of_precondition(each, protocol)
        for need in protocol.none_suitable:
            yield (role, need, each.id, each.because), key
