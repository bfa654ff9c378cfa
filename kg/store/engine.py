"""What the engine's graphs are called, which of them are in the merge, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from kg.ntriples import digest, nquads
from kg.vocab import AUTHORITY, DERIVED, GRAPH, ID, LEDGER, MG, ONTOLOGY, REGISTRY, SHAPES, VOID

__all__ = [
    "LEDGER_GRAPH",
    "OURS",
    "SYSTEM",
    "WORKED_OUT",
    "generation_predicate",
    "graph_digest",
    "graph_of",
    "in_merge",
    "is_curated",
    "is_document",
    "is_user",
    "sha256_predicate",
    "sum_of_digests",
    "triples_predicate",
]

SYSTEM = frozenset(map(str, (REGISTRY, DERIVED, ONTOLOGY, SHAPES, VOID)))
WORKED_OUT = frozenset(map(str, (REGISTRY, DERIVED)))
"""The graphs that are a function of the others: amended at each change, never written whole."""
OURS = str(ID).removesuffix("id/")
"""What the names of all graphs of the program's own begin with; no user graph bears such a name."""
LEDGER_GRAPH = ox.NamedNode(str(LEDGER))
sha256_predicate = ox.NamedNode(str(MG.sha256))
generation_predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
triples_predicate = ox.NamedNode("http://rdfs.org/ns/void#triples")

_DOCUMENT, _CURATED = (str(GRAPH) + part for part in ("document/", "curated/"))
_MERGED_WHOLE = frozenset(map(str, (AUTHORITY, REGISTRY, DERIVED)))


def in_merge(graph: str) -> bool:
    """Whether a graph's triples are part of the default graph."""
    return graph in _MERGED_WHOLE or graph.startswith((_DOCUMENT, _CURATED))


def is_document(graph: str) -> bool:
    """Whether it is the graph of a document that was read."""
    return graph.startswith(_DOCUMENT)


def is_curated(graph: str) -> bool:
    """Whether it is the graph of a curated file or a catalogue record."""
    return graph.startswith(_CURATED)


def is_user(graph: str) -> bool:
    """Whether it is a graph that users write, by update or Graph Store Protocol.

    >>> is_user("http://127.0.0.1/graphs/default"), is_user("https://w3id.org/mandategraph/graphs/x")
    (True, False)
    """
    return graph != "" and not graph.startswith(OURS)


def graph_of(quad: ox.Quad) -> str:
    """The name of the graph that a quad stands in; empty for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def graph_digest(graph: str, lines: Iterable[str]) -> str:
    """The digest that the ledger keeps of a graph.

    The SHA-256 of its sorted N-Quads; of the two graphs that are amended at each change, and of
    user graphs, the sum of the lines' own digests, so that the cost of a change does not grow with
    the graph. A blank node counts by the label that the engine has for it.
    """
    if graph in WORKED_OUT or is_user(graph):
        return sum_of_digests(graph, lines)
    return digest(graph, lines)


def sum_of_digests(graph: str, lines: Iterable[str], *, start: str = "0", sign: int = 1) -> str:
    """The sum, modulo 2^256, of the SHA-256 of each N-Quad, added to ``start``, in hexadecimal.

    >>> whole = sum_of_digests("urn:g", ["<urn:a> <urn:b> <urn:c> .", "<urn:d> <urn:b> <urn:c> ."])
    >>> part = sum_of_digests("urn:g", ["<urn:d> <urn:b> <urn:c> ."], start=whole, sign=-1)
    >>> part == sum_of_digests("urn:g", ["<urn:a> <urn:b> <urn:c> ."])
    True
    """
    total = 0
    for line in lines:
        total += int.from_bytes(hashlib.sha256(nquads(graph, [line]).encode()).digest(), "big")
    return f"{(int(start, 16) + sign * total) % (1 << 256):064x}"
