"""Triples to and from the engine: parsing, canonical form, digests, and what is in the merge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from kg.iri import skolem_iri
from kg.vocab import AUTHORITY, DERIVED, GRAPH, LEDGER, MG, ONTOLOGY, REGISTRY, SHAPES, VOID

__all__ = [
    "LEDGER_GRAPH",
    "SYSTEM",
    "canonical",
    "digest",
    "generation_predicate",
    "in_merge",
    "normalised",
    "sha256_predicate",
    "to_rdflib",
    "triples_predicate",
]

SYSTEM = frozenset(map(str, (REGISTRY, DERIVED, ONTOLOGY, SHAPES, VOID)))
LEDGER_GRAPH = ox.NamedNode(str(LEDGER))
sha256_predicate = ox.NamedNode(str(MG.sha256))
generation_predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
triples_predicate = ox.NamedNode("http://rdfs.org/ns/void#triples")

_Term = TypeVar("_Term")

_MERGED = tuple(str(GRAPH) + part for part in ("document/", "curated/"))
_MERGED_WHOLE = frozenset(map(str, (AUTHORITY, REGISTRY, DERIVED)))


def in_merge(graph: str) -> bool:
    """Whether a graph's triples are part of the default graph."""
    return graph in _MERGED_WHOLE or graph.startswith(_MERGED)


def to_rdflib(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> BNode | Literal | URIRef:
    """The same term as rdflib has it.

    >>> to_rdflib(ox.Literal("réunion", language="fr"))
    rdflib.term.Literal('réunion', lang='fr')

    Raises:
        TypeError: it is a triple term, which rdflib does not have.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError(f"a triple term is no term of rdflib: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def normalised(name: URIRef | str, graph: Graph) -> frozenset[ox.Triple]:
    """The triples of an rdflib graph as the engine keeps them, equal for equal graphs.

    The engine stores ``"01"^^xsd:integer`` as ``1``; comparing and hashing needs that form.
    A blank node becomes an IRI (RDF 1.1 Concepts, 3.5) from its canonical label (RDFC-1.0): the
    ontology and the shapes hold some, and SPARQL Update can delete none.
    """
    text = graph.serialize(format="nt", encoding="utf-8")
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    memory = ox.Store()
    memory.extend(
        ox.Quad(_named(name, q.subject), q.predicate, _named(name, q.object)) for q in dataset
    )
    return frozenset(q.triple for q in memory.quads_for_pattern(None, None, None, None))


def _named(name: URIRef | str, term: _Term) -> _Term | ox.NamedNode:
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(skolem_iri(str(name), term.value))
    return term


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
