"""Which assertions entail a tracing property: the properties below it, and their inverses."""

from __future__ import annotations

from collections import defaultdict
from typing import Final
from weakref import WeakKeyDictionary

import pyoxigraph as ox
from rdflib import OWL, RDFS

from kg.store import Snapshot
from kg.vocab import MG, ONTOLOGY

__all__ = ["Effects", "effects_of"]

_CITES: Final = str(MG.cites)
_WEAKLY: Final = {str(MG.leadsToWeakly): True, str(MG.followsWeakly): False}


class Effects:
    """The tracing properties of a view, by what the ontology in it says of them."""

    def __init__(self, view: Snapshot) -> None:
        self._below: dict[str, list[str]] = defaultdict(list)
        self._inverse: dict[str, list[str]] = defaultdict(list)
        for triple in view.triples(None, ox.NamedNode(RDFS.subPropertyOf), graph=str(ONTOLOGY)):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                self._below[triple.object.value].append(triple.subject.value)
        for triple in view.triples(None, ox.NamedNode(OWL.inverseOf), graph=str(ONTOLOGY)):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                one, other = triple.subject.value, triple.object.value
                self._inverse[one].append(other)
                self._inverse[other].append(one)
        self._known: dict[str, frozenset[tuple[str, bool]]] = {}

    def entailing(self, predicate: str) -> frozenset[tuple[str, bool]]:
        """The properties whose triples entail one with ``predicate``, it among them.

        Each with whether subject and object change places.
        """
        if predicate not in self._known:
            found = {(predicate, False)}
            ahead = [(predicate, False)]
            for name, turned in ahead:  # which grows
                after = [(below, turned) for below in self._below[name]]
                after += [(inverse, not turned) for inverse in self._inverse[name]]
                if name in _WEAKLY:  # a bare citation is weak, which the ontology cannot say
                    after.append((_CITES, turned != _WEAKLY[name]))
                new = [pair for pair in after if pair not in found]
                found.update(new)
                ahead += new
            self._known[predicate] = frozenset(found)
        return self._known[predicate]

    def is_forward(self, predicate: str) -> bool | None:
        """Whether a property runs from cause to consequence; None where it is no tracing one."""
        if (predicate, False) in self.entailing(str(MG.leadsTo)):
            return True
        return False if (predicate, False) in self.entailing(str(MG.follows)) else None


_EFFECTS: Final[WeakKeyDictionary[Snapshot, Effects]] = WeakKeyDictionary()


def effects_of(view: Snapshot) -> Effects:
    """The tracing properties of a view, read once: a view never changes."""
    found = _EFFECTS.get(view)
    if found is None:
        found = _EFFECTS[view] = Effects(view)
    return found
