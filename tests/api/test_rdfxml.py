"""RDF/XML of hostile terms: read back by another parser, or refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from api.rdfxml import Unwritable, rdf_xml
from kg.vocab import PREFIXES

RDF = PREFIXES["rdf"]
S, P = ox.NamedNode("http://e.example/s"), ox.NamedNode("http://e.example/p")
TYPES = ("http://e.example/123", "http://e.example/", "urn:x:1", "a:1", f"{RDF}li", "http://e/?a&b")
NAMES = ("http://e.example/x&y#a'b", "urn:a:b:c", f"{RDF}_1", f"{PREFIXES['owl']}sameAs", "a:É")
NO_NAMES = (
    *("http://e.example/1", "http://e.example/a²", "http://e.example/ª", "urn:x:"),
    *("http://www.w3.org/2000/xmlns/x", f"{RDF}li", f"{RDF}Description", f"{RDF}about"),
)
TEXTS = ("a\r\nb\rc\td\n", "  a  ", "a]]>b<&\"'", "<!DOCTYPE x>", "\U0001f600", "", "a\x7f\x85")
NO_TEXTS = ("a\x01b", "\x00", "a\uffff", "\x1b[0m")


def accepted() -> list[ox.Triple]:
    """Triples that RDF/XML has a way to write."""
    html = ox.NamedNode(f"{RDF}HTML?a&b")
    return [
        *(ox.Triple(S, ox.NamedNode(f"{RDF}type"), ox.NamedNode(t)) for t in TYPES),
        *(ox.Triple(S, ox.NamedNode(name), ox.Literal("v")) for name in NAMES),
        *(ox.Triple(S, P, ox.Literal(text)) for text in TEXTS),
        *(ox.Triple(ox.BlankNode(b), P, ox.BlankNode("0a")) for b in ("0a", "b", "b0a", "c.d-e")),
        ox.Triple(ox.NamedNode("http://e.example/?a&b'c"), P, ox.Literal("x", language="en-GB")),
        ox.Triple(S, P, ox.Literal("x", datatype=html)),
        ox.Triple(S, ox.NamedNode(f"{RDF}type"), ox.Literal("no IRI")),
    ]


def test_another_parser_reads_the_same_triples() -> None:
    triples = accepted()
    read = Graph().parse(data=b"".join(rdf_xml(triples)), format="xml")
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)

    assert lines is not None
    assert isomorphic(read, Graph().parse(data=lines, format="nt"))
    assert len(read) == len(triples)


def test_what_xml_cannot_hold_is_refused() -> None:
    triples = [ox.Triple(S, ox.NamedNode(name), ox.Literal("v")) for name in NO_NAMES]
    triples += [ox.Triple(S, P, ox.Literal(text)) for text in NO_TEXTS]
    triples.append(ox.Triple(S, P, ox.Triple(S, P, S)))
    for triple in triples:
        with pytest.raises(Unwritable):
            list(rdf_xml([triple]))


def test_hostile_triples_of_a_query_are_written_or_refused(client: TestClient) -> None:
    def asked(template: str) -> tuple[int, bytes]:
        query = f"CONSTRUCT {{ {template} }} WHERE {{}}"
        answer = client.get("/sparql", params={"query": query, "format": "rdf"})
        return answer.status_code, answer.content

    for number, template in enumerate(
        (f"<urn:s> a <{TYPES[0]}>", f"<urn:s> a <{TYPES[2]}>", '[] <urn:x> "a\\r<b>"')
    ):
        status, body = asked(template)
        assert status == 200, number
        assert len(Graph().parse(data=body, format="xml")) == 1
    for template in (
        f"<urn:s> <{NO_NAMES[0]}> 1",
        f"<urn:s> <{RDF}li> 1",
        '<urn:s> <a:b> "\\u0001"',
    ):
        status, body = asked(template)
        assert (status, b"RDF/XML cannot write" in body) == (406, True)


def test_a_small_graph_as_json_ld_has_its_context_within(client: TestClient) -> None:
    query = "CONSTRUCT WHERE { ?s a ?type }"
    answer = client.get("/sparql", params={"query": query, "format": "jsonld"})
    lines = client.get("/sparql", params={"query": query, "format": "nt"})

    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@context"]["mg"] == PREFIXES["mg"]
    read = {str(q.triple) for q in ox.parse(answer.content, format=ox.RdfFormat.JSON_LD)}
    assert read == {str(q.triple) for q in ox.parse(lines.content, format=ox.RdfFormat.N_TRIPLES)}
