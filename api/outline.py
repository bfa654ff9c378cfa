"""Count what there is about a thing, once for each view, so that its pages have honest totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from api.queries import query_text
from kg.store import Snapshot
from kg.vocab import GRAPH, MG

__all__ = [
    "COUNTED",
    "EVIDENCE",
    "INCOMING",
    "LISTED",
    "OUTGOING",
    "TRIPLES",
    "Outline",
    "Outlines",
]

OUTGOING: Final = 2_000
"""Triples about a thing on a page."""
INCOMING: Final = 500
"""Triples that point to a thing on a page."""
EVIDENCE: Final = 1_000
"""Evidence nodes on a page, each with all that is said of it."""
TRIPLES: Final = 5_000
"""Triples of a named graph on a page."""
COUNTED: Final = 200_000
"""How far anything is counted and shown (a LIMIT of the counting queries): it bounds the time."""
LISTED: Final = 2_000
"""Things that a part of a page lists in an order of its own, which has to be sorted for."""

_KEPT: Final = 10_000
_EVIDENCE_OF: Final = str(MG.supportsSubject)
_EVIDENCE_WITH: Final = str(MG.supportsObject)


@dataclass(frozen=True, slots=True)
class Outline:
    """How many triples there are about a thing and to it, the latter by property.

    ``incoming`` leaves evidence out; ``evidence`` is the number of its nodes. ``cut`` says that
    there are more than were counted. ``size`` is how many triples about it stand on a page.
    """

    outgoing: int
    incoming: Mapping[str, int]
    evidence: int
    cut: bool
    size: int = OUTGOING

    @property
    def pages(self) -> int:
        """How many pages the description has, one at least."""
        counts = (
            (self.outgoing, self.size),
            (sum(self.incoming.values()), INCOMING),
            (self.evidence, EVIDENCE),
        )
        return max(1, *(-(-count // most) for count, most in counts))

    @property
    def crowded(self) -> frozenset[str]:
        """The properties by which more things point to it than a part of a page can list."""
        return frozenset(p for p, n in self.incoming.items() if n > LISTED)

    def without(self, properties: Collection[str]) -> Outline:
        """The outline without what points to the thing by some properties."""
        kept = {p: n for p, n in self.incoming.items() if p not in properties}
        return replace(self, incoming=kept)

    @property
    def triples(self) -> int:
        """The number of triples about the thing and to it."""
        return self.outgoing + sum(self.incoming.values())


class Outlines:
    """The outlines of one view, each worked out once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, Outline] = {}

    def of(self, iri: str) -> Outline:
        """The outline of a thing, or of the graph of this name."""
        known = self._known.get(iri)
        if known is None:
            known = self._of_graph(iri) if iri.startswith(GRAPH) else self._of_thing(iri)
            if len(self._known) < _KEPT:
                self._known[iri] = known
        return known

    def _of_graph(self, iri: str) -> Outline:
        count = self._counts("graph-count", iri).get("", 0)
        return Outline(min(count, COUNTED), {}, 0, cut=count > COUNTED, size=TRIPLES)

    def _of_thing(self, iri: str) -> Outline:
        outgoing = self._counts("outgoing-count", iri).get("", 0)
        incoming = self._counts("incoming-counts", iri)
        cut = outgoing > COUNTED or sum(incoming.values()) > COUNTED
        evidence = incoming.pop(_EVIDENCE_OF, 0)
        incoming.pop(_EVIDENCE_WITH, 0)
        return Outline(min(outgoing, COUNTED), incoming, evidence, cut)

    def _counts(self, query: str, iri: str) -> dict[str, int]:
        bound = {"thing": ox.NamedNode(iri)}
        rows = self._snapshot.query(query_text(query), substitutions=bound).solutions()
        return {
            row["predicate"].value if "predicate" in row else "": int(row["count"].value)
            for row in rows
        }
