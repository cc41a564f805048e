"""
What a text says in the reader's language, asked for by what it is.

Without a translation everything is said in the words of the source.
"""

from collections.abc import Iterable, Iterator

from caring.guidance.actions import Action
from caring.guidance.assessment import Reason
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.language.facts import Fact
from caring.showing.messages import (
    is_plain,
    key_of_name,
    messages_of,
    own_messages,
    rows_of,
)
from caring.showing.sentences import SENTENCES
from caring.showing.translation import Translation, strict_keys
from caring.showing.words import words
from caring.values.sources import Source

_FLOORS = ("floor-for-everybody", "floor-until-known")
"""What running says where no row calls for something."""

_RowName = tuple[str, str, str, str]


class Wording:
    """
    The words for one protocol or pathway, in one language.
    """

    def __init__(self, guidance: Guidance, translation: Translation | None) -> None:
        self.translation = translation
        self._lax: frozenset[str] = frozenset()
        self._rows: dict[_RowName, str] = {}
        if translation is not None:
            known = [*own_messages(), *messages_of(guidance)]
            self._lax = frozenset(each.key for each in known) - strict_keys(known)
            self._rows = dict(_rows(guidance))

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
        Say an id; that of a consent with what it is for.
        """
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
        if row in self._rows:
            return self.text(f"{self._rows[row]}/because", reason.because)
        floor = next((f for f in _FLOORS if SENTENCES[f] == reason.because), "")
        return self.own(floor) if floor else reason.because

    def source(self, source: Source) -> str:
        """
        Cite a source as it calls itself; how well it was read is said in our words.
        """
        said = self.own(f"read/{source.read.value}")
        return f"{source.sentence.removesuffix(f'({source.read.sentence})')}({said})"


def _rows(guidance: Guidance) -> Iterator[tuple[_RowName, str]]:
    """
    Walk the rows as a reason names them, each with its key.
    """
    if isinstance(guidance, Pathway):
        for step in guidance.steps:
            yield from _rows_of_role(step.role, step.protocol)


def _rows_of_role(role: str, protocol: Protocol) -> Iterator[tuple[_RowName, str]]:
    for decision in protocol.decisions:
        for key, row, _ in rows_of(decision, protocol):
            yield (role, decision.id, row.result, row.because), key
