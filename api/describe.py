"""Describe a thing within bounds: what it says, what points to it, and the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from api.queries import query_text
from api.views import View
from kg.vocab import GRAPH

__all__ = ["Description", "describe"]

MOST_INCOMING: Final = 500

Term: TypeAlias = ox.NamedNode | ox.Literal | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Description:
    """The triples about a thing; ``cut`` says whether more point to it than are held."""

    iri: str
    outgoing: Sequence[ox.Triple]
    incoming: Sequence[ox.Triple]
    evidence: Sequence[ox.Triple]
    cut: bool

    @property
    def triples(self) -> list[ox.Triple]:
        """All of them, each once."""
        return list(dict.fromkeys([*self.outgoing, *self.incoming, *self.evidence]))


def describe(view: View, iri: str) -> Description:
    """The description of a thing; that of a graph is the graph itself."""
    thing = ox.NamedNode(iri)
    snapshot = view.snapshot
    if iri.startswith(GRAPH):
        return Description(iri, snapshot.triples(graph=iri), (), (), cut=False)
    bound = {"thing": thing}
    incoming = snapshot.query(query_text("incoming"), substitutions=bound).solutions()
    evidence = snapshot.query(query_text("evidence"), substitutions=bound).solutions()
    return Description(
        iri=iri,
        outgoing=snapshot.triples(thing),
        incoming=[
            _triple(row["subject"], row["predicate"], thing) for row in incoming[:MOST_INCOMING]
        ],
        evidence=[_triple(r["evidence"], r["predicate"], r["object"]) for r in evidence],
        cut=len(incoming) > MOST_INCOMING,
    )


def _triple(subject: Term, predicate: Term, obj: Term) -> ox.Triple:
    """The triple of three terms that a query took from the places of one."""
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise TypeError(f"no triple has {subject} and {predicate} in its first two places")
    return ox.Triple(subject, predicate, obj)
