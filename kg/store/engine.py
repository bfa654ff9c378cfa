"""Triples to and from the engine: parsing, canonical form, digests, and what counts as ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.vocab import AUTHORITY, DERIVED, GRAPH, LEDGER, ONTOLOGY, REGISTRY, SHAPES, VOID

__all__ = [
    "LEDGER_GRAPH",
    "SYSTEM",
    "canonical",
    "digest",
    "in_merge",
    "is_ours",
    "normalised",
    "sha256_predicate",
    "triples_predicate",
]

SYSTEM = frozenset(map(str, (REGISTRY, DERIVED, ONTOLOGY, SHAPES, VOID)))
LEDGER_GRAPH = ox.NamedNode(str(LEDGER))
sha256_predicate = ox.NamedNode("https://w3id.org/mandategraph/ontology#sha256")
triples_predicate = ox.NamedNode("http://rdfs.org/ns/void#triples")

_MERGED = tuple(str(GRAPH) + part for part in ("document/", "curated/"))
_MERGED_WHOLE = frozenset(map(str, (AUTHORITY, REGISTRY, DERIVED)))


def in_merge(graph: str) -> bool:
    """Whether a graph's triples are part of the default graph."""
    return graph in _MERGED_WHOLE or graph.startswith(_MERGED)


def is_ours(graph: str) -> bool:
    """Whether a graph name is one that only this program writes."""
    return graph.startswith(str(GRAPH))


def normalised(graph: Graph) -> frozenset[ox.Triple]:
    """The triples of an rdflib graph in the engine's own normal form of literals.

    The engine stores ``"01"^^xsd:integer`` as ``1``; comparing and hashing needs that form.
    """
    text = graph.serialize(format="nt", encoding="utf-8")
    memory = ox.Store()
    memory.load(text, format=ox.RdfFormat.N_TRIPLES)
    return frozenset(q.triple for q in memory.quads_for_pattern(None, None, None, None))


def canonical(graph: URIRef | str, triples: Iterable[ox.Triple]) -> list[str]:
    """The sorted N-Quads lines of a graph, without line ends."""
    name = f" <{graph}> ."
    return sorted(f"{t.subject} {t.predicate} {t.object}{name}" for t in triples)


def digest(graph: URIRef | str, triples: Iterable[ox.Triple]) -> str:
    """The canonical hash of a graph: the SHA-256 of its sorted N-Quads."""
    hasher = hashlib.sha256()
    for line in canonical(graph, triples):
        hasher.update(line.encode() + b"\n")
    return hasher.hexdigest()
