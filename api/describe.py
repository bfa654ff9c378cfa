"""Describe a thing within bounds: what it says, what points to it, and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from api.outline import EVIDENCE, INCOMING, Outline
from api.queries import query_text
from api.views import View
from kg.vocab import GRAPH, MG

__all__ = ["Description", "describe", "late"]

_LATE: Final = frozenset(
    str(MG[n]) for n in ("stepFrom", "stepTo", "effect", "statedIn", "paragraphOf")
)

Term: TypeAlias = ox.NamedNode | ox.Literal | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Description:
    """One page of the triples about a thing; ``outline`` counts those of all pages."""

    iri: str
    outgoing: Sequence[ox.Triple]
    incoming: Sequence[ox.Triple]
    evidence: Sequence[ox.Triple]
    outline: Outline
    page: int = 1

    @property
    def triples(self) -> list[ox.Triple]:
        """All of the page, each once."""
        return list(dict.fromkeys([*self.outgoing, *self.incoming, *self.evidence]))


def describe(view: View, iri: str, page: int = 1) -> Description:
    """A page of the description of a thing, counted from 1; that of a graph is its triples.

    A page is the same whenever it is asked for in one generation: it follows the engine's index,
    which is fixed in a snapshot, and so costs neither sorting nor memory however long the whole is.
    """
    outline = view.outlines.of(iri)
    thing = ox.NamedNode(iri)
    return Description(
        iri=iri,
        outgoing=list(_outgoing(view, thing, outline, page)),
        incoming=list(_incoming(view, thing, outline, page)),
        evidence=list(_evidence(view, thing, outline, page)),
        outline=outline,
        page=page,
    )


def late(view: View, outline: Outline) -> frozenset[str]:
    """The properties that come last among what points to a thing: pages show them otherwise."""
    return _LATE | view.vocabulary.tracing - outline.crowded


def _outgoing(view: View, thing: ox.NamedNode, outline: Outline, page: int) -> Iterable[ox.Triple]:
    """What is said of a thing, or in a graph, on a page."""
    is_graph = thing.value.startswith(GRAPH)
    if not is_graph and outline.outgoing <= outline.size:  # no query is read for the usual case
        return view.snapshot.triples(thing) if page == 1 else ()
    query, start = "graph-triples" if is_graph else "outgoing", outline.size * (page - 1)
    rows = _rows(view, query, {"thing": thing}, start, outline.size)
    return (_triple(row.get("subject", thing), row["predicate"], row["object"]) for row in rows)


def _incoming(view: View, thing: ox.NamedNode, outline: Outline, page: int) -> Iterator[ox.Triple]:
    """What points to a thing on a page, property by property."""
    last = late(view, outline)
    before, left = INCOMING * (page - 1), INCOMING
    for predicate in sorted(outline.incoming, key=lambda p: (p in last, p)):
        start = min(before, outline.incoming[predicate])
        most = min(left, outline.incoming[predicate] - start)
        before, left = before - start, left - most
        if most == outline.incoming[predicate]:
            yield from view.snapshot.triples(None, ox.NamedNode(predicate), thing)
        elif most:
            bound = {"thing": thing, "predicate": ox.NamedNode(predicate)}
            for row in _rows(view, "incoming", bound, start, most):
                yield _triple(row["subject"], row["predicate"], thing)


def _evidence(view: View, thing: ox.NamedNode, outline: Outline, page: int) -> Iterator[ox.Triple]:
    if outline.evidence:
        start = EVIDENCE * (page - 1)
        for row in _rows(view, "evidence", {"thing": thing}, start, EVIDENCE):
            if isinstance(row["evidence"], ox.NamedNode):
                yield from view.snapshot.triples(row["evidence"])


def _rows(
    view: View, query: str, bound: Mapping[str, ox.NamedNode], start: int, most: int
) -> Sequence[Mapping[str, Term]]:
    # No variable can stand in OFFSET and LIMIT (SPARQL 1.1, rule 25); both are numbers of ours.
    text = f"{query_text(query)}OFFSET {start:d}\nLIMIT {most:d}"
    return view.snapshot.query(text, substitutions=bound).solutions()


def _triple(subject: Term, predicate: Term, obj: Term) -> ox.Triple:
    """The triple of three terms that a query took from the places of one."""
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise TypeError(f"no triple has {subject} and {predicate} in its first two places")
    return ox.Triple(subject, predicate, obj)
