"""Describe the endpoint in its own terms (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from api.formats import GRAPHS, RESULTS
from kg.store import Snapshot
from kg.vocab import PREFIXES

__all__ = ["service_triples"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")


def service_triples(snapshot: Snapshot, base: str) -> Iterator[ox.Triple]:
    """The triples that say what the endpoint at ``<base>/sparql`` is and holds.

    Named graphs are those that stand in the snapshot, each with its count of triples. No feature
    is named, since none of the listed ones is offered: nothing is fetched or federated.
    """
    endpoint = ox.NamedNode(f"{base}/sparql")
    dataset = ox.NamedNode(f"{base}/sparql#dataset")
    default = ox.NamedNode(f"{base}/sparql#default")
    yield ox.Triple(endpoint, _TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for form in (*RESULTS, *GRAPHS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(f"{_FORMATS}{form.w3c}"))
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    words = (
        "The RDF merge of the document, curated, authority, registry and derived graphs; the "
        "ontology and the shapes stand outside it."
    )
    yield ox.Triple(
        default, ox.NamedNode(f"{_DCTERMS}description"), ox.Literal(words, language="en")
    )
    yield from _named_graphs(snapshot, base, dataset)


def _named_graphs(snapshot: Snapshot, base: str, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    counts = {str(q.subject): q.object for q in snapshot.matching(predicate=f"{_VOID}triples")}
    for number, name in enumerate(snapshot.graph_names(), start=1):
        entry = ox.NamedNode(f"{base}/sparql#graph-{number}")
        content = ox.NamedNode(f"{base}/sparql#graph-{number}-content")
        graph = ox.NamedNode(name)
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), graph)
        yield ox.Triple(entry, _sd("graph"), content)
        yield ox.Triple(content, _TYPE, _sd("Graph"))
        if str(graph) in counts:
            yield ox.Triple(content, ox.NamedNode(f"{_VOID}triples"), counts[str(graph)])


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SD}{name}")
