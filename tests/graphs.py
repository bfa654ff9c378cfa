"""Make graphs that a store takes, from Turtle."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.compare import graph_diff, to_isomorphic

from kg.model import Accepted
from kg.ntriples import draft_of
from kg.validate import accept
from kg.vocab import GRAPH, PREFIXES

__all__ = ["accepted", "accepted_graph", "assert_same", "turtle"]


def turtle(text: str) -> Graph:
    """The graph of a Turtle text; our prefixes are known, and ``:`` is ``urn:x:``."""
    known = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    return Graph().parse(data=f"{known}@prefix : <urn:x:> .\n{text}", format="turtle")


def accepted(name: str, text: str) -> Accepted:
    """A graph that no shape was asked about; ``name`` stands below our graph names."""
    iri = URIRef(name) if ":" in name else GRAPH[name]
    return accepted_graph(iri, turtle(text))


def accepted_graph(name: URIRef, graph: Graph) -> Accepted:
    """A graph that no shape was asked about."""
    return accept(draft_of(name, graph), Graph())


def assert_same(graph: Graph, expected: Graph) -> None:
    """Fail with what is missing and what is too much, blank nodes compared by what they bear."""
    _, missing, more = graph_diff(to_isomorphic(expected), to_isomorphic(graph))
    assert (_lines(missing), _lines(more)) == ([], [])


def _lines(graph: Graph) -> list[str]:
    return sorted(graph.serialize(format="nt").split("\n")[:-1])
