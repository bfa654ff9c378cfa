"""The values that the authority files hold, and the frozen whole that answers for names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg.authority.matching import find_known, keys_of, without_acronym

__all__ = [
    "Authority",
    "Body",
    "DatedName",
    "Instrument",
    "State",
    "Succession",
    "Topic",
    "Verb",
]

_REMEMBERED: Final = 10_000  # names whose bodies are kept, so that a text cannot fill the memory
_LONGEST_SYMBOL: Final = 100


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name, borne from ``valid_from`` up to, not on, ``valid_until``; None is open.

    ``language`` is the tag of the language in which it is spelled.
    """

    name: str
    kind: str
    valid_from: date | None = None
    valid_until: date | None = None
    language: str = "en"

    def holds_on(self, day: date) -> bool:
        """Whether the name was borne on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Succession:
    """The State that came after another: ``manner`` is how (union, dissolution, continuation …)."""

    iso3: str
    since: date
    manner: str


@dataclass(frozen=True, slots=True)
class State:
    """A State: ``name`` and ``official_name`` are today's, ``names`` all of them with dates.

    A former State has ``successors``, which are not one and the same as it.
    """

    iso3: str
    m49: str
    status: str
    name: str
    official_name: str
    names: tuple[DatedName, ...]
    successors: tuple[Succession, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body, organization or group of States: ``cls`` is the local name of its class.

    ``names`` are all that it is found by, ``others`` those beside its name and acronym with the
    days on which they held; ``series`` begins, or is the form of, its resolutions' symbols.
    """

    id: str
    cls: str
    kind: str
    acronym: str | None
    name: str
    parent: str | None
    series: str | None
    symbol_prefixes: tuple[str, ...]
    names: tuple[str, ...]
    others: tuple[DatedName, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or declaration: ``cls`` is the local name of its class."""

    key: str
    cls: str
    title: str
    symbol: str | None
    date: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of operative clauses and outcomes, third person present; ``asks`` of somebody.

    ``past`` and ``participle`` are its forms in decisions and in recitals (``recalling``), each
    with the verb's particle; ``effect`` is what it does to a document that it cites.
    """

    verb: str
    past: str
    participle: str
    effect: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of mandates."""

    id: str
    label: str
    unbis: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """What the authority files say; asked for a name, it gives the thing or None.

    One is equal to itself only, so that what is made from it once can be kept by it.
    """

    states: Mapping[str, State]
    bodies: Mapping[str, Body]
    instruments: Mapping[str, Instrument]
    verbs: Mapping[str, Verb]
    topics: Mapping[str, Topic]
    _state_index: Mapping[str, Sequence[tuple[str, DatedName]]] = field(repr=False)
    _body_index: Mapping[str, str] = field(repr=False)
    _instrument_index: Mapping[str, str] = field(repr=False)
    _prefix_index: Mapping[str, str] = field(repr=False)
    _asked: dict[str, Body | None] = field(default_factory=dict, repr=False)

    def state(self, name: str, on: date | None = None) -> State | None:
        """The State that bore this name on that day, or at any time where no day is given.

        None where nobody bore it, or where several did and no day decides.

        >>> from kg.authority import load_authority
        >>> states = load_authority()
        >>> states.state("the Netherlands", date(2013, 2, 25)).iso3, states.state("TÜRKİYE").iso3
        ('NLD', 'TUR')
        >>> states.state("Turkey", date(2023, 1, 1)) is None
        True
        """
        for key in keys_of(name):
            held = [(iso3, n) for iso3, n in self._state_index.get(key, ())]
            who = {iso3 for iso3, n in held if on is None or n.holds_on(on)}
            if len(who) == 1:
                return self.states[who.pop()]
        return None

    def body(self, name: str) -> Body | None:
        """The body, organization or group with this name or acronym.

        >>> from kg.authority import load_authority
        >>> load_authority().body("the International Telecommunication Union (ITU)").id
        'itu'
        """
        if name in self._body_index:
            return self.bodies[self._body_index[name]]
        if name in self._asked:
            return self._asked[name]
        if len(self._asked) >= _REMEMBERED:
            self._asked.clear()
        found = self._asked[name] = self._find_body(name)
        return found

    def _find_body(self, name: str) -> Body | None:
        for words in dict.fromkeys((name, without_acronym(name))):
            for key in keys_of(words):
                if key in self._body_index:
                    return self.bodies[self._body_index[key]]
        return None

    def body_of_symbol(self, symbol: str) -> Body | None:
        """The body whose documents bear this symbol or key: the longest prefix decides.

        >>> from kg.authority import load_authority
        >>> lists = load_authority()
        >>> lists.body_of_symbol("E/CN.15/2011/19").id, lists.body_of_symbol("CCPCJ/RES/26/4").id
        ('ccpcj', 'ccpcj')
        """
        prefix = symbol[:_LONGEST_SYMBOL]
        while prefix:
            if prefix in self._prefix_index:
                return self.bodies[self._prefix_index[prefix]]
            prefix = prefix[: max(prefix.rfind("/"), prefix.rfind("."), 0)]
        return None

    def instrument(self, words: str) -> Instrument | None:
        """The instrument with this name, else the one with the longest name among the words.

        >>> from kg.authority import load_authority
        >>> load_authority().instrument("article 10 of the Convention against Corruption").key
        'uncac'
        """
        for key in keys_of(words):
            if key in self._instrument_index:
                return self.instruments[self._instrument_index[key]]
        known = find_known(words, self._instrument_index)
        return self.instruments[self._instrument_index[known]] if known else None
