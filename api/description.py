"""Describe the endpoint in its own terms (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from api.formats import GRAPHS, RESULTS
from kg.store import Snapshot
from kg.store.engine import LEDGER_GRAPH, is_user
from kg.vocab import PREFIXES

__all__ = ["service_triples"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_DESCRIPTION: Final = ox.NamedNode(PREFIXES["dcterms"] + "description")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER: Final = ox.NamedNode(PREFIXES["xsd"] + "integer")
_MERGE: Final = (
    "The RDF merge of the document, curated, authority, registry and derived graphs; the ontology,"
    " the shapes, the description of the data set, the ledger and users' graphs stand outside it."
)
_UPDATE: Final = (
    "Updates reach users' graphs only, by a bearer token. The unnamed graph of an update is the"
    " user graph <{base}/graphs/default>, which no query's default graph includes."
)


def service_triples(snapshot: Snapshot, base: str, *, writing: bool = False) -> Iterator[ox.Triple]:
    """The triples that say what the service at ``<base>/sparql`` is and holds.

    Named graphs are those that stand in the snapshot, each with its count of triples; all of them
    may be named in FROM. No feature is named (Service Description, 4.2): nothing is fetched or
    federated, and the default graph is no union of all named graphs, but the merge of some.
    ``writing`` adds the service for updates, which is there where a token is set.
    """
    endpoint = ox.NamedNode(f"{base}/sparql")
    dataset = ox.NamedNode(f"{base}/sparql#dataset")
    default = ox.NamedNode(f"{base}/sparql#default")
    available = ox.NamedNode(f"{base}/sparql#available")
    yield ox.Triple(endpoint, _TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for form in (*RESULTS, *GRAPHS):
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(f"{_FORMATS}{form.w3c}"))
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(endpoint, _sd("availableGraphs"), available)
    yield ox.Triple(available, _TYPE, _sd("GraphCollection"))
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _TYPE, _sd("GraphCollection"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(default, _DESCRIPTION, ox.Literal(_MERGE, language="en"))
    yield from _named_graphs(snapshot, base, (dataset, available))
    if writing:
        yield from _update_triples(base, dataset)


def _named_graphs(
    snapshot: Snapshot, base: str, collections: tuple[ox.NamedNode, ...]
) -> Iterator[ox.Triple]:
    """The graphs that GRAPH shows: those with a mark, and the ledger graph, which has none."""
    marks = snapshot.marks()
    names = [*snapshot.graph_names(), LEDGER_GRAPH.value]
    for number, name in enumerate(names, start=1):
        entry = ox.NamedNode(f"{base}/sparql#graph-{number}")
        content = ox.NamedNode(f"{base}/sparql#graph-{number}-content")
        for collection in collections:
            yield ox.Triple(collection, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(entry, _sd("graph"), content)
        yield ox.Triple(content, _TYPE, _sd("Graph"))
        if is_user(name):
            words = ox.Literal("A user's graph, outside the default graph.", language="en")
            yield ox.Triple(content, _DESCRIPTION, words)
        if name in marks:
            count = ox.Literal(str(marks[name][1]), datatype=_INTEGER)
            yield ox.Triple(content, ox.NamedNode(f"{_VOID}triples"), count)


def _update_triples(base: str, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{base}/update")
    yield ox.Triple(endpoint, _TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    words = ox.Literal(_UPDATE.format(base=base), language="en")
    yield ox.Triple(endpoint, _DESCRIPTION, words)
    updated = ox.NamedNode(f"{base}/update#dataset")
    default = ox.NamedNode(f"{base}/graphs/default")
    yield ox.Triple(endpoint, _sd("defaultDataset"), updated)
    yield ox.Triple(updated, _TYPE, _sd("Dataset"))
    yield ox.Triple(updated, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(updated, ox.NamedNode(f"{PREFIXES['rdfs']}seeAlso"), dataset)
    for form in GRAPHS:
        yield ox.Triple(endpoint, _sd("inputFormat"), ox.NamedNode(f"{_FORMATS}{form.w3c}"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SD}{name}")
