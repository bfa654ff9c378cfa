"""Nothing that a client sends makes the service fetch or read a file."""

from __future__ import annotations

import socket
from typing import Final

import httpx2 as httpx
import pytest

from tests.security.conftest import WRITER, Canary, listening

PATTERN: Final = "{ ?s ?p ?o }"
SERVICES: Final = (
    "SELECT * { SERVICE <C> { ?s ?p ?o } }",
    "SELECT * { service <C> { ?s ?p ?o } }",
    "SELECT*{SeRvIcE<C>{?s ?p ?o}}",
    "SELECT * { SERVICE SILENT <C> { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n <C> { ?s ?p ?o } }",
    "SELECT * { # ' \n SERVICE <C> { ?s ?p ?o } # ' \n }",
    "SELECT * { ?s ?p '#' . SERVICE <C> { ?s ?p ?o } }",
    'SELECT * { ?s ?p """ " \' """ . SERVICE <C> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '\\'' . SERVICE <C> { ?s ?p ?o } }",
    "SELECT * { SERVIC\\u0045 <C> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <C> { ?s ?p ?o } }",
    "SELECT * { S\\U00000045RVICE <C> { ?s ?p ?o } }",
    "PREFIX c: <C> SELECT * { SERVICE c: { ?s ?p ?o } }",
    "PREFIX service: <C> SELECT * { SERVICE service: { ?s ?p ?o } }",
    "BASE <C> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { VALUES ?c { <C> } SERVICE ?c { ?s ?p ?o } }",
    "SELECT * { BIND(<C> AS ?c) SERVICE ?c { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <C> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<C>{?s ?p ?o} }",
    "SELECT * { OPTIONAL { SERVICE <C> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <C> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <C> { ?s ?p ?o } } } UNION {} }",
    "SELECT * { GRAPH ?g { SERVICE <C> { ?s ?p ?o } } }",
    "SELECT * { MINUS { SERVICE <C> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <C> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <C> { ?s ?p ?o } }",
    "ASK { SERVICE <C> { ?s ?p ?o } }",
    "SELECT * { FILTER(1 <2) SERVICE <C> { ?s ?p ?o } }",
    "SELECT * { FILTER(?x <?y && 'a' = '>') SERVICE <C> { ?s ?p ?o } }",
    "LOAD <C>",
    "load silent <C>",
)
NAMING: Final = (
    "SELECT * FROM <C> { ?s ?p ?o }",
    "SELECT * FROM NAMED <C> { GRAPH <C> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <C> { ?s ?p ?o } }",
    "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "DESCRIBE <C>",
    "BASE <C> SELECT * FROM <> FROM <x> { ?s ?p ?o }",
)
UPDATES: Final = (
    "LOAD <C>",
    "load <C>",
    "LOAD SILENT <C>",
    "LOAD <C> INTO GRAPH <urn:x:loaded>",
    "LOAD # a comment\n <C>",
    "LO\\u0041D <C>",
    "\\u004CO\\u0041D <C>",
    "PREFIX c: <C> LOAD c: INTO GRAPH <urn:x:loaded>",
    "BASE <C> LOAD <>",
    "LOAD <file:///etc/passwd> INTO GRAPH <urn:x:loaded>",
    "INSERT DATA { <urn:x:s> <urn:x:p> 1 } ; LOAD <C>",
    "INSERT DATA { <urn:x:s> <urn:x:p> 1 };LOAD<C>",
    "INSERT DATA { <urn:x:s> <urn:x:p> '#' } ; LOAD <C>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <C> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { service silent <C> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { SERVIC\\u0045 <C> { ?s ?p ?o } }",
    "DELETE WHERE { SERVICE <C> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } USING <urn:x:a> WHERE { OPTIONAL { SERVICE <C> { ?s ?p ?o } } }",
)
WRITING: Final = (
    "INSERT { ?s ?p ?o } USING <C> WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } USING NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "WITH <C> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "COPY <C> TO <urn:x:loaded>",
    "ADD SILENT <file:///etc/passwd> TO <urn:x:loaded>",
    "CREATE SILENT GRAPH <C>",
)
LD: Final = "application/ld+json"
XML: Final = "application/rdf+xml"
RDF: Final = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
BODIES: Final = (
    (LD, '{"@context": "C", "@id": "urn:x:s", "name": "x"}'),
    (LD, '{"@context": ["C", {"a": "urn:x:a"}], "@id": "urn:x:s", "a": "x"}'),
    (LD, '{"@context": {"@import": "C"}, "@id": "urn:x:s", "a": "x"}'),
    (LD, '{"@context": {"a": {"@id": "urn:x:a", "@context": "C"}}, "a": {"b": "x"}}'),
    (LD, '{"@context": "file:///etc/passwd", "@id": "urn:x:s", "name": "x"}'),
    (LD, '{"@id": "urn:x:s", "urn:x:p": {"@context": "C", "b": "x"}}'),
    (XML, f'<!DOCTYPE r SYSTEM "C"><rdf:RDF {RDF}/>'),
    (XML, f'<!DOCTYPE r PUBLIC "-//x" "C"><rdf:RDF {RDF}/>'),
    (XML, f'<!DOCTYPE r [<!ENTITY e SYSTEM "C">]><rdf:RDF {RDF}>&e;</rdf:RDF>'),
    (XML, f'<!DOCTYPE r [<!ENTITY % e SYSTEM "C"> %e;]><rdf:RDF {RDF}/>'),
    (
        XML,
        f'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rdf:RDF {RDF}><rdf:Description '
        'rdf:about="urn:x:s"><p xmlns="urn:x:">&e;</p></rdf:Description></rdf:RDF>',
    ),
    (XML, f'<?xml-stylesheet href="C"?><rdf:RDF {RDF} xml:base="C"/>'),
    (
        XML,
        f'<rdf:RDF {RDF}><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="C" '
        'parse="text"/></rdf:RDF>',
    ),
    (
        "text/turtle",
        "@base <C> . @prefix c: <C> . <> <http://www.w3.org/2002/07/owl#imports> <C> .",
    ),
    ("text/turtle", "<urn:x:s> <http://www.w3.org/ns/shacl#shapesGraph> <C> ."),
    ("application/trig", "<C> { <urn:x:s> <urn:x:p> <C> }"),
    ("application/n-quads", "<urn:x:s> <urn:x:p> <C> <C> ."),
)


def sent(canary: Canary, text: str) -> str:
    """An attack that would make its victim visit the canary."""
    for before in ("<", '"'):
        text = text.replace(f"{before}C", f"{before}{canary.address}")
    return text


def test_the_canary_notices_who_comes() -> None:
    with listening() as canary:
        with socket.create_connection(("127.0.0.1", canary.port), timeout=5) as visitor:
            visitor.sendall(b"GET /canary")
            assert visitor.recv(1) == b""
        assert canary.visits == [b"GET /canary"]


@pytest.mark.parametrize("attack", SERVICES)
def test_a_query_fetches_nothing(wary: httpx.Client, canary: Canary, attack: str) -> None:
    query = sent(canary, attack)
    answers = [
        wary.get("/sparql", params={"query": query}),
        wary.post("/sparql", data={"query": query}, headers={"Accept": "text/html"}),
    ]

    assert [a.status_code for a in answers] == [400, 400]


@pytest.mark.parametrize("attack", NAMING)
def test_a_graph_that_a_query_names_is_not_fetched(
    wary: httpx.Client, canary: Canary, attack: str
) -> None:
    answer = wary.get("/sparql", params={"query": sent(canary, attack)})

    assert answer.status_code in (200, 400)
    if "json" in answer.headers["content-type"] and answer.status_code == 200:
        assert answer.json()["results"]["bindings"] == []


def test_a_graph_that_a_request_names_is_not_fetched(wary: httpx.Client, canary: Canary) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        for graph in (canary.address, "file:///etc/passwd"):
            query = f"SELECT * {PATTERN}"
            answer = wary.get("/sparql", params={"query": query, name: [graph, graph]})
            assert answer.json()["results"]["bindings"] == []


@pytest.mark.parametrize("attack", UPDATES)
def test_an_update_fetches_nothing(wary: httpx.Client, canary: Canary, attack: str) -> None:
    answer = wary.post("/update", data={"update": sent(canary, attack)}, headers=WRITER)

    assert answer.status_code == 400


@pytest.mark.parametrize("attack", WRITING)
def test_a_graph_that_an_update_names_is_not_fetched(
    wary: httpx.Client, canary: Canary, attack: str
) -> None:
    answer = wary.post("/update", data={"update": sent(canary, attack)}, headers=WRITER)
    used = wary.post(
        "/update",
        data={
            "update": "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "using-graph-uri": canary.address,
        },
        headers=WRITER,
    )

    assert answer.status_code in (200, 204, 400, 403, 404)
    assert used.status_code in (200, 204)


@pytest.mark.parametrize(("kind", "body"), BODIES)
def test_a_body_fetches_nothing(wary: httpx.Client, canary: Canary, kind: str, body: str) -> None:
    content = sent(canary, body)
    headers = {"Content-Type": kind, "Link": f'<{canary.address}>; rel="{LD}"'}
    answers = [
        wary.put("/graphs/attack", content=content, headers=headers | WRITER),
        wary.post("/validate", content=content, headers=headers),
        wary.put("/graphs", params={"graph": canary.address}, content=content, headers=WRITER),
        wary.post("/validate", params={"shapes": canary.address}, content=content, headers=headers),
    ]
    kept = wary.get("/graphs/attack", headers={"Accept": "application/n-triples"})

    assert [a.status_code for a in answers[2:]] == [415, 400]
    if "DOCTYPE" in body or ("@context" in body and "C" in body):
        assert {a.status_code for a in answers[:2]} <= {400}
    assert "root:" not in kept.text
