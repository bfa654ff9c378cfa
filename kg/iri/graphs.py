"""Mint the IRIs of graphs, evidence, rules and steps."""

from __future__ import annotations

from urllib.parse import quote

from rdflib import URIRef

from kg.iri.keys import SAFE, digest_of, symbol_key
from kg.vocab import GRAPH, ID

__all__ = [
    "curated_graph",
    "document_graph",
    "evidence_iri",
    "record_graph",
    "rule_iri",
    "skolem_iri",
    "source_graph",
    "step_iri",
]


def rule_iri(name: str) -> URIRef:
    """The IRI of a rule that derives steps."""
    return ID[f"rule/{name}"]


def step_iri(
    start: URIRef, end: URIRef, effect: URIRef, rule: str, passage: URIRef | str | None
) -> URIRef:
    """The IRI of a step: a digest of its ends, its effect, its rule and its passage."""
    return ID[f"step/{digest_of((start, end, effect, rule, passage))}"]


def evidence_iri(subject: URIRef, predicate: URIRef, obj: str, passage: str | None) -> URIRef:
    """The IRI of evidence: a digest of the assertion (``obj`` in N-Triples) and its passage."""
    return ID[f"evidence/{digest_of((subject, predicate, obj, passage))}"]


def document_graph(document: URIRef) -> URIRef:
    """The graph name of a document's graph."""
    return GRAPH[f"document/{document.removeprefix(ID).removeprefix('document/')}"]


def source_graph(document: URIRef, sha256: str) -> URIRef:
    """The graph name of what is recorded of a document's source while another one is current.

    >>> from kg.iri import document_iri
    >>> source_graph(document_iri("A/RES/65/230"), "0f").removeprefix(GRAPH)
    'document/A/RES/65/230/source/0f'
    """
    return URIRef(f"{document_graph(document)}/source/{sha256}")


def curated_graph(name: str) -> URIRef:
    """The graph name of a curated file, from the file's name without its ending."""
    return GRAPH[f"curated/{quote(name, safe=SAFE)}"]


def record_graph(symbol: str) -> URIRef:
    """The graph name of what a library's record says of the document with this symbol or key.

    >>> record_graph("A/C.3/78/L.49/Rev.1").removeprefix(GRAPH)
    'curated/record/A/C.3/78/L.49/Rev.1'
    """
    return GRAPH[f"curated/record/{symbol_key(symbol)}"]


def skolem_iri(graph: str, label: str) -> URIRef:
    """The IRI that stands for the blank node ``label`` of a graph of ours in the store.

    >>> skolem_iri(GRAPH + "shapes", "c14n7").partition(".org")[2]
    '/mandategraph/.well-known/genid/shapes/c14n7'
    """
    root = ID.removesuffix("id/")
    return URIRef(f"{root}.well-known/genid/{graph.removeprefix(GRAPH)}/{label}")
