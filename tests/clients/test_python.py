"""SPARQLWrapper and rdflib's stores, as they are installed and without a setting."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, N3, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.strangers import TOKEN, Service

MG = "https://w3id.org/mandategraph/ontology#"
FIJI = URIRef("https://w3id.org/mandategraph/id/state/FJI")
NAMES = f"SELECT ?name {{ ?s a <{MG}State> ; <{RDFS.label}> ?name }} ORDER BY ?name"
STATES = f"CONSTRUCT {{ ?s a <{MG}State> }} WHERE {{ ?s a <{MG}State> }}"


def wrapper(served: Service, query: str, form: str | None = None) -> Any:
    client = SPARQLWrapper(served.sparql)
    client.setQuery(query)
    if form:
        client.setReturnFormat(form)
    return client


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_gets_solutions(served: Service, method: str) -> None:
    client = wrapper(served, NAMES, JSON)
    client.setMethod(method)
    found = client.queryAndConvert()

    assert [b["name"]["value"] for b in found["results"]["bindings"]] == ["Fiji", "Kenya"]


def test_sparqlwrapper_gets_each_format_of_solutions(served: Service) -> None:
    as_xml = wrapper(served, NAMES, XML).queryAndConvert()
    as_csv = wrapper(served, NAMES, CSV).queryAndConvert()
    unasked = wrapper(served, NAMES).query()

    assert [e.firstChild.data for e in as_xml.getElementsByTagName("literal")] == ["Fiji", "Kenya"]
    assert as_csv.decode().split() == ["name", "Fiji", "Kenya"]
    assert "sparql-results" in unasked.info()["content-type"]


def test_sparqlwrapper_posts_directly(served: Service) -> None:
    client = wrapper(served, NAMES, JSON)
    client.setMethod(POST)
    client.setRequestMethod("postdirectly")

    assert len(client.queryAndConvert()["results"]["bindings"]) == 2


def test_sparqlwrapper_gets_a_boolean(served: Service) -> None:
    assert wrapper(served, "ASK {}", JSON).queryAndConvert()["boolean"] is True
    assert wrapper(served, "ASK {}", XML).queryAndConvert().toxml().count("true") == 1


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # the client's own
@pytest.mark.parametrize("form", [TURTLE, RDFXML, N3, XML])
def test_sparqlwrapper_gets_triples(served: Service, form: str) -> None:
    found = wrapper(served, STATES, form).queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")

    assert len(graph) == 2


def test_sparqlwrapper_is_told_what_is_wrong(served: Service) -> None:
    with pytest.raises(QueryBadFormed, match="line"):
        wrapper(served, "SELECT ?x { ?x", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_a_sparqlstore_is_a_graph(served: Service, method: Any) -> None:
    graph = Graph(SPARQLStore(served.sparql, method=method))

    assert [str(*b.values()) for b in graph.query(NAMES).bindings] == ["Fiji", "Kenya"]
    assert graph.value(FIJI, RDFS.label) == Literal("Fiji", lang="en")
    assert (FIJI, None, None) in graph
    assert graph.query("ASK {}").askAnswer is True
    assert len(graph.query(STATES).graph or ()) == 2
    assert len(graph) > 50


def test_a_sparqlupdatestore_writes_with_a_token(served: Service) -> None:
    name = URIRef("urn:x:from-rdflib")
    store = SPARQLUpdateStore(
        served.sparql,
        f"{served.address}/update",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    graph = Graph(store, identifier=name)
    graph.add((URIRef("urn:x:s"), RDFS.label, Literal("kept")))

    assert list(graph.objects(URIRef("urn:x:s"), RDFS.label)) == [Literal("kept")]
    graph.remove((URIRef("urn:x:s"), None, None))
    assert len(graph) == 0
